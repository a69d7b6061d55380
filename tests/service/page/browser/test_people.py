"""People and operation in a browser: from a district to a school's office with its key, a sample school, erasure, sessions that end."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.tables import keys
from tests.service.page.browser.site import PHONE, WIDE, Site


def test_a_bureau_sets_an_office_up_and_it_looks_at_a_sample(site: Site) -> None:
    with site.visitor("bureau") as page:
        page.fill("#district-name", "北区")
        page.fill("#district-id", "east")
        page.click("#new-district button")
        refusal = page.locator("#new-district .refusal")
        expect(refusal).to_be_visible()
        expect(page.locator("#district-name")).to_have_value("北区")  # nothing typed is lost
        page.fill("#district-id", "north")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="北区")).to_be_visible()
        page.fill("#school-name", "桂花小学")
        page.fill("#school-id", "osmanthus")
        page.select_option("#school-district", "north")
        page.click("#new-school button")
        expect(page.locator("#school-made")).to_contain_text("已新建“桂花小学”")
        page.get_by_role("link", name="给教务处发密钥").click()
        expect(page.locator("#school_id")).to_have_value("osmanthus")
        page.fill("#label", "桂花小学教务处")
        page.click("#give button.main")
        expect(page.locator("#secret")).to_have_text(re.compile("^abk_"))
        secret = page.locator("#secret").inner_text()
        page.keyboard.press("Escape")  # does not lose it
        expect(page.locator("#secret")).to_have_text(secret)
        page.click("#copy")
        expect(page.locator("#copied")).to_contain_text(re.compile("已复制|已选中"))
        page.click("#done")
        expect(page.get_by_role("row", name=re.compile("桂花小学教务处"))).to_contain_text("还没用过")
    site.town.keys["osmanthus"] = secret
    with site.visitor("osmanthus") as page:
        expect(page.locator("h1")).to_contain_text("桂花小学")
        expect(page.locator("h1 .chip")).to_have_text("没有数据")
        page.select_option("#which", "tiny")
        page.click("#sample button")
        page.wait_for_url("**/page/jobs/*")
        page.goto("/page")
        expect(page.locator("tbody")).to_contain_text("正在排")
        expect(page.locator("h1 .chip")).to_have_text("没有数据")  # a sample is no data of the school's own
        _erase(page)
        expect(page.locator("tbody")).to_contain_text("已清除")
        expect(page.locator("h1 .chip")).to_have_text("没有数据")


def _erase(page: Page) -> None:
    """Erase the one term by the keyboard: its name must be typed."""
    button = page.locator("button.erase")
    name = button.get_attribute("data-name") or ""
    assert name.startswith("示范 小桥教学点")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#erase-name")).to_be_focused()
    page.keyboard.type(name[:-1])
    expect(page.locator("#erase-go")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(page.locator("#erase")).to_be_visible()
    page.keyboard.type(name[-1])
    expect(page.locator("#erase-go")).to_be_enabled()
    page.keyboard.press("Enter")


def test_fields_follow_the_role_and_a_role_is_changed(site: Site) -> None:
    scope = {"role": "reader", "school_id": "elm"}
    new = {"issuer": "https://id.example", "subject": new_id(), "label": "李老师", **scope}
    member = site.town.ask("bureau", "POST", "/v1/members", new).json()["id"]
    with site.visitor("east") as page:
        page.goto(f"/page/people/members/{member}")
        expect(page.locator("input[value=bureau]")).to_have_count(0)  # nobody gives what they do not have
        page.check("input[value=class_teacher]")
        expect(page.locator("#classes")).to_be_visible()
        expect(page.locator("#school_id")).to_have_value("elm")
        expect(page.locator("input[value=class_teacher]")).to_be_focused()
        page.fill("#classes", "101、102")
        page.click("#give button.main")
        page.wait_for_url("**/page/people/members")
        row = page.get_by_role("row", name=re.compile("李老师"))
        expect(row).to_contain_text("班级 101、102")
        row.get_by_role("button").click()
        expect(page.locator("#confirm-title")).to_contain_text("移除“李老师”")
        page.get_by_role("button", name="不，返回").click()
        expect(row).to_be_visible()
        row.get_by_role("button").click()
        page.click("#confirm-go")
        expect(page.locator("main")).to_contain_text("还没有成员")


def test_keys_that_are_no_good_are_refused_in_words(site: Site) -> None:
    given = [
        site.town.ask("bureau", "POST", "/v1/keys", {"label": name, "role": "reader", "school_id": "elm", "days": 1}).json()
        for name in ("revoked", "expired")
    ]
    site.town.ask("bureau", "DELETE", f"/v1/keys/{given[0]['id']}")
    with site.database.write() as connection:
        connection.execute(keys.update().where(keys.c.id == given[1]["id"]).values(expires_at=Now() - 1))
    with site.visitor() as page:
        page.goto("/page/sign-in?next=/page/operation")
        for secret in ("abk_wrong", given[0]["secret"], given[1]["secret"]):
            page.fill("#key", secret)
            page.keyboard.press("Enter")
            expect(page.locator("#refusal")).to_contain_text("密钥不对，或已收回、已过期")
            expect(page.locator("#key")).to_be_focused()
            page.fill("#key", "")
        page.fill("#key", site.town.keys["reader"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/operation")


def test_a_session_that_ends_elsewhere_loses_nothing_typed(site: Site) -> None:
    given = site.town.ask("bureau", "POST", "/v1/keys", {"label": "leaving", "role": "district", "district_id": "east"}).json()
    site.town.keys["leaving"] = given["secret"]
    with site.visitor("leaving") as page:
        page.goto("/page/people/new?school=elm")
        page.fill("#label", "新来的王老师")
        site.town.ask("bureau", "DELETE", f"/v1/keys/{given['id']}")
        page.click("#give button.main")
        expect(page.locator("#signed-out")).to_contain_text("密钥已被收回")
        expect(page.locator("#label")).to_have_value("新来的王老师")
        with page.context.expect_page() as opened:
            page.click("#signed-out a")
        beside = opened.value
        beside.fill("#key", site.town.keys["east"])
        beside.keyboard.press("Enter")
        beside.wait_for_url("**/page")
        beside.close()
        page.get_by_role("button", name="已登录").click()
        page.click("#give button.main")
        expect(page.locator("#secret")).to_contain_text("abk_")


def test_pages_of_people_are_readable_at_both_widths(site: Site) -> None:
    own = ("/page", "/page/schools/elm", "/page/people", "/page/people/members", "/page/people/new", "/page/audit", "/page/operation")
    for size in (WIDE, PHONE):
        with site.visitor("bureau", size) as page:
            for path in own:
                page.goto(path)
                site.check_page(page)
        with site.visitor("teacher", size, "en") as page:
            expect(page.get_by_role("link", name="See mine")).to_be_visible()
            site.check_page(page)
        with site.visitor("east", size) as page:
            expect(page.get_by_role("link", name="elm")).to_be_visible()
            site.check_page(page)


def test_a_key_is_not_sent_by_a_form_whose_script_is_not_there_yet(site: Site) -> None:
    """By itself a browser would put the fields into the address: of the server's log, the history, and with them the key."""
    with site.visitor() as page:
        page.route("**/sign_in*.js*", lambda route: route.abort())
        page.goto("/page/sign-in")
        page.fill("#key", site.town.keys["bureau"])
        expect(page.locator("#sign-in button")).to_be_disabled()
        page.evaluate("document.querySelector('#sign-in').requestSubmit()")
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        assert site.town.keys["bureau"] not in page.url
        expect(page.locator("#key")).to_have_value(site.town.keys["bureau"])

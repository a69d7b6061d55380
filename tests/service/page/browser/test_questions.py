"""Questions in a browser: why, why not, scenarios, their comparison, and the staffing analysis."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from api.files.frontier.document import frontier_document
from api.files.frontier.pages import FrontierFile, conclusions
from api.jobs.kinds.what_if import what_if
from api.mapping.request import request_from_doc
from api.services.loading import choose_policy
from api.services.staffing import StaffingAnswer
from api.storage.plans import get_plan
from solver import Plan
from tests.service.kept_plan import keep
from tests.service.office import Office
from tests.service.page.browser.site import PHONE, WIDE, Site
from tests.service.page.views.answers import frontier

HERE = "person=T005&post=care/1/101/0&week=1"
"""A post of the tiny school that somebody else could hold."""


@pytest.fixture(scope="module")
def plan(site: Site, tiny: bytes, solved: Plan) -> str:
    """A plan of the tiny school that is in force."""
    made = keep(site.town, tiny, solved)
    assert site.town.ask("planner", "POST", f"/v1/plans/{made}/publication", **{"if-match": "*"}).status_code == 201
    return made


def test_a_planner_asks_by_choosing_and_makes_the_change(site: Site, tiny: bytes, solved: Plan) -> None:
    draft = keep(site.town, tiny, solved)
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{draft}/why")
        page.locator("form[data-kind=here] select[name=person]").select_option("T005")
        page.locator("form[data-kind=here] select[name=post]").select_option("care/1/101/0")
        page.locator("form[data-kind=here] button.main").click()
        answer = page.locator(".why-answer")
        expect(answer).to_contain_text("还可以换成谁")
        assert "post=care" in page.url
        site.check_page(page)
        answer.locator("[data-try]").focus()
        page.keyboard.press("Enter")
        expect(answer.locator(".why-trial")).to_contain_text("还没有保存")
        assert site.town.ask("planner", "GET", f"/v1/plans/{draft}/revisions").json()["items"][-1]["number"] == 1
        expect(answer.locator("[data-keep]")).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert site.town.ask("planner", "GET", f"/v1/plans/{draft}/revisions").json()["items"][-1]["number"] == 2


def test_a_dialog_opens_at_any_name_by_keyboard_and_goes_on_to_others(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}/why")
        page.evaluate("""() => {
            const name = document.createElement("span");
            name.id = "somebody";
            name.dataset.why = JSON.stringify({person: "T005", post: "care/1/101/0", week: 1});
            name.textContent = "马慧";
            document.querySelector("main").append(name);
        }""")
        somebody = page.locator("#somebody")
        expect(somebody).to_have_attribute("role", "button")
        somebody.focus()
        page.keyboard.press("Enter")
        dialog = page.locator("dialog.why")
        expect(dialog).to_contain_text("为什么是马慧")
        site.check_page(page)
        dialog.locator(".why-others button").nth(1).click()
        expect(dialog).to_contain_text("不是")
        with page.expect_download() as saved:
            dialog.get_by_role("button", name="存为工作簿").click()
        assert saved.value.suggested_filename == "为什么.xlsx"
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(somebody).to_be_focused()


def test_a_class_teachers_why_not_names_nobody_else(site: Site, plan: str) -> None:
    scope = {"label": "own class", "role": "class_teacher", "school_id": "elm", "classes": ["101"]}
    site.town.keys["own class"] = site.town.ask("east", "POST", "/v1/keys", scope).json()["secret"]
    with site.visitor("own class", size=PHONE) as page:
        page.goto(f"/page/plans/{plan}/why")
        form = page.locator("form[data-kind=pupil]")
        expect(form).to_be_visible()
        page.locator("form[data-kind=pupil] select[name=pupil]").select_option(index=0)
        pupil = form.locator("select[name=pupil]").input_value()
        seated = {each["offering"] for each in _seats(site, plan) if each["pupil"] == pupil}
        wishes = form.locator("select[name=offering] option").evaluate_all("found => found.map((each) => each.value)")
        form.locator("select[name=offering]").select_option(next(each for each in wishes if each not in seated))
        form.locator("button.main").click()
        answer = page.locator(".why-answer")
        expect(answer).to_contain_text("为什么没有上")
        told = page.locator("main").inner_text()
        assert set(re.findall(r"P\d{4}", answer.inner_text())) == {pupil}
        assert not re.findall(r"T\d{3}", told), "an adult is named"
        expect(answer.locator("[data-try]")).to_have_count(0)
        site.check_page(page)
        page.goto(f"/page/plans/{plan}/why?{HERE}")
        expect(page.locator("#answer .refusal")).to_contain_text("本班的学生")


def test_why_is_readable_at_both_widths(site: Site, plan: str) -> None:
    for size in (WIDE, PHONE):
        with site.visitor("planner", size=size) as page:
            page.goto(f"/page/plans/{plan}/why?grade=1")
            expect(page.locator(".why-answer")).to_contain_text("一年级为什么这时放学")
            site.check_page(page)


def test_a_scenario_is_made_by_a_form_kept_and_deleted(site: Site, plan: str) -> None:
    term = _term(site, plan)
    with site.visitor("planner") as page:
        page.goto(f"/page/terms/{term}/what-if")
        expect(page.locator("#scenarios")).to_contain_text("还没有情景")
        page.click("#scenario-form button.main")
        expect(page.locator("#scenario-refusal")).to_contain_text("还没有变动")
        page.select_option("#change-kind", "fewer")
        page.locator("fieldset[data-kind=fewer] input").fill("2")
        page.click("#change-form button[type=submit]")
        page.select_option("#change-kind", "demand")
        page.locator("fieldset[data-kind=demand] input[name=percent]").fill("6")
        page.click("#change-form button[type=submit]")
        expect(page.locator("#changes li")).to_have_count(2)
        page.locator("details summary").click()
        page.locator("[data-phrase='fee 3元']").click()
        page.locator("textarea[name=phrase]").fill("fly T001")
        page.click("#change-form button[type=submit]")
        page.fill("#scenario-form input[name=name]", "少两人，多 6%")
        page.click("#scenario-form button.main")
        expect(page.locator("#scenario-refusal")).to_contain_text("fly")
        expect(page.locator("#changes li")).to_have_count(3)
        page.locator("#changes li button").nth(2).click()
        site.check_page(page)
        with page.expect_navigation():
            page.click("#scenario-form button.main")
        expect(page.locator(".scenario")).to_contain_text("全校报名人数增加 6%")
        kept = site.town.ask("planner", "GET", f"/v1/terms/{term}/scenarios").json()["items"]
        assert [each["kind"] for each in kept[0]["changes"]] == ["leave", "demand"]
        assert len(kept[0]["changes"][0]["people"]) == 2
        page.on("dialog", lambda dialog: dialog.accept())
        with page.expect_navigation():
            page.locator("[data-drop]").click()
        expect(page.locator("#scenarios")).to_contain_text("还没有情景")


def test_a_comparison_comes_in_while_it_is_looked_at(site: Site, tiny: bytes, solved: Plan) -> None:
    renamed = json.loads(tiny)
    renamed["problem"]["school"] += "分校"  # a term of its own: its scenarios are in no other test's way
    plan = keep(site.town, json.dumps(renamed).encode(), solved)
    term = _term(site, plan)
    for name, changes in (("收费三元", ["fee 3元"]), ("开班人数减三", ["minimum -3 offerings=K01"])):
        made = site.town.ask("planner", "POST", f"/v1/terms/{term}/scenarios", {"name": name, "changes": changes})
        assert made.status_code == 201, made.text
    body = {"kind": "what_if", "plan": plan, "seconds": 600, "effort": 0.005}
    job = site.town.ask("planner", "POST", "/v1/jobs", body).json()["id"]
    office = Office(site.database, site.settings.database_url)
    with site.visitor("planner") as page:
        page.goto(f"/page/jobs/{job}/comparison")
        expect(page.locator("#comparison")).to_contain_text("排队中")
        office.execution(office.claim(job), what_if).run()
        expect(page.locator(".outcome").first).to_contain_text("收费三元")
        expect(page.locator(".outcome")).to_have_count(2)
        expect(page.locator("#comparison")).to_contain_text("完成")
        expect(page.locator("#comparison")).to_contain_text("学期结余")
        with page.expect_download() as saved:
            page.get_by_role("button", name="工作簿").click()
        assert saved.value.suggested_filename == "情景比较.xlsx"
        site.check_page(page)
        page.set_viewport_size(PHONE)
        site.check_page(page)
        page.set_viewport_size(WIDE)
        with page.expect_navigation():
            page.locator("[data-adopt]").first.click()
        changed = re.search(r"/terms/([^/]+)/solve", page.url)
        assert changed, page.url
        assert changed[1] != term


def test_a_frontier_has_a_plot_and_the_questions_say_what_they_take(site: Site, tiny: bytes, plan: str, solved: Plan) -> None:
    request = request_from_doc(json.loads(tiny))
    policy = choose_policy(request)
    found = frontier(policy, solved)
    told = tuple(conclusions(found))
    file = FrontierFile(request.problem, policy, found)
    answer = StaffingAnswer("frontier", request.problem, policy, (), told, frontier_document(file), complete=True)
    office = Office(site.database, site.settings.database_url, _term(site, plan))
    job = office.submit("staffing", {"question": "frontier", "plan": plan, "revision": 1})
    office.change(job, {"state": "done", "result": answer.document()})
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}/staffing?job={job}")
        plot = page.locator("figure.plot svg[role=img]")
        expect(plot).to_be_visible()
        assert "取舍" in (plot.get_attribute("aria-label") or "")
        expect(page.locator(".findings")).to_contain_text("最多也只能省")
        expect(page.locator(".sheet-table tbody tr")).to_have_count(4)
        site.check_page(page)
        page.set_viewport_size(PHONE)
        site.check_page(page)
        with page.expect_download() as saved:
            page.get_by_role("button", name="存为工作簿").click()
        assert saved.value.suggested_filename == "取舍曲线.xlsx"
        goals = page.locator("form[data-question=frontier] input[name=goals]:checked")
        while goals.count() > 1:
            goals.first.uncheck()
        page.locator("form[data-question=frontier] button.main").click()
        expect(page.locator("form[data-question=frontier]")).to_contain_text("至少选两项目标")
        page.locator("form[data-question=values] textarea").fill("fly T001")
        page.locator("form[data-question=values] button.main").click()
        expect(page.locator("form[data-question=values] .refusal")).to_contain_text("fly")
        with page.expect_navigation():
            page.locator("form[data-question=stress] button.main").click()
        expect(page.locator("#answer")).to_contain_text("排队中")
        page.click("#stop")
        expect(page.locator("#answer")).to_contain_text("已停止")


def _term(site: Site, plan: str) -> str:
    with site.database.read() as connection:
        found = get_plan(connection, plan)
    assert found is not None
    return found.term_id


def _seats(site: Site, plan: str) -> list[dict[str, str]]:
    found = site.town.ask("bureau", "GET", f"/v1/plans/{plan}").json()["plan"]["seats"]
    return [dict(zip(("pupil", "offering", "number"), seat, strict=True)) if isinstance(seat, list) else seat for seat in found]

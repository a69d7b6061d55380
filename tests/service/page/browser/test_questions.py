"""Questions in a browser: why, why not, scenarios, their comparison, and the staffing analysis."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from solver import Plan
from tests.service.kept_plan import keep
from tests.service.page.browser.site import PHONE, WIDE, Site

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


def _seats(site: Site, plan: str) -> list[dict[str, str]]:
    found = site.town.ask("bureau", "GET", f"/v1/plans/{plan}").json()["plan"]["seats"]
    return [dict(zip(("pupil", "offering", "number"), seat, strict=True)) if isinstance(seat, list) else seat for seat in found]

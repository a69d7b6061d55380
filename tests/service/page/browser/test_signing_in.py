"""Signing in and out in a browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.service.page.browser.site import PHONE, WIDE, Site


def test_a_key_signs_in_and_the_page_goes_on_where_it_was_wanted(site: Site) -> None:
    with site.visitor() as page:
        page.goto("/")
        page.wait_for_url("**/page/sign-in?next=/page")
        page.fill("#key", "ab_wrong")
        page.keyboard.press("Enter")
        expect(page.locator("#refusal")).to_contain_text("密钥")
        page.fill("#key", site.town.keys["planner"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/page")
        expect(page.locator(".who")).to_contain_text("教务处")
        page.click("#sign-out")
        page.wait_for_url("**/page/sign-in")
        page.goto("/page")
        page.wait_for_url("**/page/sign-in?next=/page")


def test_the_language_is_switched(site: Site) -> None:
    with site.visitor("planner") as page:
        page.click("#language")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator(".who")).to_contain_text("academic office")


def test_signing_in_is_readable_at_both_widths(site: Site) -> None:
    for size in (WIDE, PHONE):
        with site.visitor(size=size) as page:
            page.goto("/page/sign-in")
            site.check_page(page)

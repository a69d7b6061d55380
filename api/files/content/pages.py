"""All pages of a printed plan, in order."""

from __future__ import annotations

from api.files.content.class_care import class_care_page
from api.files.content.compliance import Audience, compliance_page
from api.files.content.fallback import fallback_page
from api.files.content.grids import adult_page, class_page, room_page
from api.files.content.library import library_pages
from api.files.content.money import flex_page, money_page
from api.files.content.names import PageNames
from api.files.content.notices import notices_page
from api.files.content.page import Page
from api.files.content.patrol import patrol_pages
from api.files.content.posts import dismissal_page, duty_page
from api.files.content.sections import Sections, menu_page, roster_page
from api.files.content.summary import summary_page
from api.files.content.week_dates import dated_pages
from api.files.content.wishes import wishes_page
from api.files.plan.bundle import PlanBundle


def plan_pages(bundle: PlanBundle) -> tuple[Page, ...]:
    """The pages that Excel and HTML both draw."""
    names = PageNames(bundle.problem)
    sections = Sections(bundle, names)
    fallback = fallback_page(bundle, bundle.view.weeks, names)
    notices = notices_page(bundle)
    pages = (
        summary_page(bundle, names),
        *((notices,) if notices else ()),
        class_page(bundle, names),
        class_care_page(bundle.care, names),
        adult_page(bundle, names),
        room_page(bundle, names),
        menu_page(bundle, sections),
        roster_page(bundle, sections),
        wishes_page(bundle, names),
        duty_page(bundle, names),
        dismissal_page(bundle, names),
        *library_pages(bundle, names),
        *patrol_pages(bundle, names),
        *((fallback,) if fallback else ()),
        flex_page(bundle, names),
        money_page(bundle, names),
        compliance_page(bundle, Audience.SCHOOL),
    )
    return dated_pages(pages, bundle.problem, bundle.view.weeks)

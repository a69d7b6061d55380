"""Frame of the pages of a term: the stored term with its school and request, and the page's title, trail and tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.access.principal import Principal
from api.access.scope import reachable_school, reachable_term
from api.files.language import Said
from api.mapping.request import Request
from api.page.frame import WebPage
from api.page.term_tabs import TermTab, term_tabs
from api.page.trails import school_trail, term_trail
from api.services.term_cache import TermCache
from api.storage.database import Database
from api.storage.schools import School
from api.storage.terms import StoredTerm

TITLES: Mapping[TermTab, Said] = {
    TermTab.POLICY: ("规则集", "Policy"),
    TermTab.CHECK: ("预检", "Check before planning"),
    TermTab.SOLVE: ("求解", "Solve"),
    TermTab.PLANS: ("方案", "Plans"),
    TermTab.WHAT_IF: ("如果……会怎样", "What if"),
    TermTab.NAMES: ("学生姓名表", "Name list of pupils"),
    TermTab.TASKS: ("期限与任务", "Dated tasks"),
}
"""Page of a term -> its title; the overview has the term's name."""


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """Stored term with its school and its request."""

    school: School
    term: StoredTerm
    request: Request


def open_term(database: Database, principal: Principal, cache: TermCache, term_id: str) -> OpenTerm:
    """Term in the principal's scope. Raises 404, and 410 once it is erased."""
    with database.read() as connection:
        term = reachable_term(connection, principal, term_id)
        return OpenTerm(reachable_school(connection, principal, term.school_id), term, cache.request(connection, term.id))


def term_page(
    principal: Principal, school: School, term: StoredTerm, tab: TermTab, template: str, view: Mapping[str, object],
    scripts: tuple[str, ...] = (), styles: tuple[str, ...] = (),
) -> WebPage:  # fmt: skip
    """Page of a term with its title, trail and tabs; the view's values beside ``term`` and ``school``."""
    overview = tab is TermTab.OVERVIEW
    title = term.name if overview else TITLES[tab]
    trail = school_trail(school) if overview else term_trail(school, term)
    values = {"term": term, "school": school, **view}
    return WebPage(template, title, values, trail, term_tabs(term.id, tab, principal), scripts, styles)

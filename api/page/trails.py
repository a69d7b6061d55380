"""Trails of the pages of schools, terms and plans: links to the pages above them, from the home page on."""

from __future__ import annotations

from api.access.principal import Principal
from api.access.role import Right
from api.page.error_page import PREFIX
from api.page.frame import Link, when
from api.storage.database import Database
from api.storage.plans import PlanRow
from api.storage.schools import School, get_school
from api.storage.terms import StoredTerm, get_term

HOME = Link(PREFIX, ("首页", "Home"))


def school_trail(school: School) -> tuple[Link, ...]:
    """Trail of a page below a school's page: home, school."""
    return (HOME, Link(f"{PREFIX}/schools/{school.id}", school.name))


def term_trail(school: School, term: StoredTerm) -> tuple[Link, ...]:
    """Trail of a page below a term's page: home, school, term."""
    return (*school_trail(school), Link(f"{PREFIX}/terms/{term.id}", term.name))


def plan_trail(school: School, term: StoredTerm, plan: PlanRow) -> tuple[Link, ...]:
    """Trail of a page below a plan's page: home, school, term, plan by the minute of its creation."""
    return (*term_trail(school, term), plan_link(plan))


def plan_link(plan: PlanRow) -> Link:
    """Link to a plan's page, named by the minute of its creation."""
    made = when(plan.created_at)
    return Link(f"{PREFIX}/plans/{plan.id}", (f"方案 {made}", f"Plan of {made}"))


def read_term_trail(database: Database, principal: Principal, term_id: str) -> tuple[Link, ...]:
    """:func:`term_trail` by id, as far as the principal may open the pages."""
    if not principal.may(Right.DRAFTS):
        return (HOME,)
    with database.read() as connection:
        term = get_term(connection, term_id)
        school = None if term is None else get_school(connection, term.school_id)
    return (HOME,) if term is None or school is None else term_trail(school, term)


def read_plan_trail(database: Database, principal: Principal, plan: PlanRow) -> tuple[Link, ...]:
    """:func:`plan_trail` of a plan's row, as far as the principal may open the pages."""
    return (*read_term_trail(database, principal, plan.term_id), plan_link(plan))

"""Frame of the pages that show one plan: its names, search box, trail and tabs, and about whom the visitor may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request, Response

from api.access.principal import Principal
from api.access.role import Right
from api.files.language import Said
from api.files.plan.bundle import PlanBundle
from api.page.frame import Pages, WebPage
from api.page.plan_tabs import plan_page, plan_tabs
from api.page.trails import read_plan_trail
from api.page.views.finder import Finder, finder
from api.page.views.words import PlanWords
from api.services.replaying import visible_classes
from api.services.views import visible_pupils
from api.storage.database import Database
from api.storage.plans import PlanRow

LONGEST = 100
"""Letters of a query and of an id in an address."""
Search = Annotated[str, Query(max_length=LONGEST)]
"""``?q=``: a person, class, room or course."""
Ident = Annotated[str, Query(max_length=LONGEST)]
"""Id in a query, empty for none."""


@dataclass(frozen=True)
class PlanPage:
    """Page of a plan for a visitor. bundle: the plan, as far as the page may use it. key: of the page's tab."""

    request: Request
    principal: Principal
    row: PlanRow
    bundle: PlanBundle
    key: str

    @cached_property
    def words(self) -> PlanWords:
        """Names of the plan's term."""
        return PlanWords(self.bundle.problem, (self.bundle.whole or self.bundle).view.weeks)

    @property
    def asks_all(self) -> bool:
        """Whether the visitor may ask why about anything."""
        return self.principal.may(Right.ASK) and self.principal.may(Right.PUPILS)

    def asks_about(self, person: str) -> bool:
        """Whether the visitor may ask why about an adult."""
        return self.asks_all or (self.principal.may(Right.ASK) and self.principal.person == person)

    @cached_property
    def own_pupils(self) -> frozenset[str]:
        """Pupils of whom the visitor may be told."""
        return visible_pupils(self.principal, self.bundle.problem)

    def address(self, key: str) -> str:
        """Address of a page of this plan."""
        return plan_page(self.row.id, key)

    def finder(self, q: str, kept: Mapping[str, str] | None = None) -> Finder:
        """Search box of the page. kept: other parts of its query."""
        rest = tuple((name, value) for name, value in (kept or {}).items() if value)
        days = bool(visible_classes(self.principal, self.bundle.problem))
        return finder(self.words, self.address, self.address(self.key), q, rest, self.own_pupils, days)

    def answer(
        self, pages: Pages, database: Database, title: Said, view: Mapping[str, object], find: Finder, scripts: tuple[str, ...] = ()
    ) -> Response:
        """Response of the page, drawn by the template of its key."""
        trail = read_plan_trail(database, self.principal, self.row)
        held = {**view, "find": find, "plan_id": self.row.id, "address": self.address}
        return pages.answer(self.request, self.principal, WebPage(
            f"plan_{self.key}.html", title, held, trail, plan_tabs(self.row.id, self.key, self.principal),
            ("find.js", "why.js", *scripts), ("seen.css", "why.css"),
        ))  # fmt: skip

"""View of the audit log: entries in words, and the filters that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.frame import SCHOOL_TIME
from api.page.plan_tabs import plan_page
from api.page.term_tabs import term_path
from api.page.views.audit_words import ACTIONS, action_words, actor_words
from api.page.views.people_view import role_name
from api.storage.audit import AuditEntry, AuditFilter
from api.storage.people_search import SchoolChoice
from api.storage.schools import District

PATH = f"{PREFIX}/audit"
OF_PLANS = ("read-plan", "edit-plan", "undo-edit", "redo-edit", "lock-plan", "publish", "withdraw", "ask-why", "ask-who", "read-day")
OF_TERMS = ("submit-term", "read-request", "put-names", "delete-names", "rotate-names", "export-ledgers")


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """Filters as the page takes them; empty: not filtered. since, until: days in China Standard Time, ``until`` inclusive. personal:
    ``1`` entries about pupils, ``0`` others."""

    who: str = ""
    action: str = ""
    school: str = ""
    district: str = ""
    since: date | None = None
    until: date | None = None
    personal: str = ""

    def wanted(self) -> AuditFilter:
        """Filter of the repository."""
        return AuditFilter(
            self.who or None, self.action or None, self.school or None, self.district or None,
            None if self.since is None else midnight(self.since),
            None if self.until is None else midnight(self.until + timedelta(days=1)), {"1": True, "0": False}.get(self.personal),
        )  # fmt: skip

    def address(self, after: str | None = None, who: str | None = None) -> str:
        """Address of the page with these filters. who: another actor in place of this one's."""
        query = {
            "who": self.who if who is None else who, "action": self.action, "school": self.school, "district": self.district,
            "since": self.since or "", "until": self.until or "", "personal": self.personal, "after": after or "",
        }  # fmt: skip
        kept = {name: str(value) for name, value in query.items() if value}
        return PATH + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Row of an entry. only: address of the page with this actor's entries alone. href: page of its subject, or empty."""

    at: int
    actor: Said
    only: str
    role: Said
    action: Said
    subject: str
    href: str
    place: str
    personal: bool


@dataclass(frozen=True, slots=True)
class AuditView:
    """Audit log. actor: name of the actor that is filtered by, or empty. filtered: any filter stands."""

    rows: Sequence[AuditRow]
    question: AuditQuestion
    actor: Said
    everybody: str
    actions: Sequence[tuple[str, Said]]
    schools: Sequence[SchoolChoice]
    districts: Sequence[District]
    later: str
    filtered: bool


def audit_view(
    question: AuditQuestion, found: Iterable[AuditEntry], following: str | None, labels: Mapping[str, str], names: Mapping[str, str],
    schools: Sequence[SchoolChoice], districts: Sequence[District],
) -> AuditView:  # fmt: skip
    """View of the log. labels: actor -> label. names: id -> name of schools and districts."""
    rows = tuple(
        AuditRow(
            entry.at, actor_words(entry.who, labels), question.address(who=entry.who), role_name(entry.role), action_words(entry.action),
            entry.subject, _page(entry), names.get(entry.school_id or "") or names.get(entry.district_id or "", ""), entry.personal,
        )
        for entry in found
    )  # fmt: skip
    actor = actor_words(question.who, labels) if question.who else ""
    later = question.address(following) if following else ""
    return AuditView(
        rows, question, actor, question.address(who=""), tuple(ACTIONS.items()), schools, districts, later, question != AuditQuestion()
    )


def midnight(day: date) -> int:
    """Beginning of a day in China Standard Time, in ms since 1970."""
    return round(datetime(day.year, day.month, day.day, tzinfo=SCHOOL_TIME).timestamp() * 1000)


def _page(entry: AuditEntry) -> str:
    """Address of the page of an entry's subject; empty where it has none."""
    if entry.action in OF_PLANS or (entry.action.startswith("export-") and entry.action not in OF_TERMS):
        return plan_page(entry.subject.partition(".")[0])
    return term_path(entry.subject) if entry.action in OF_TERMS else ""

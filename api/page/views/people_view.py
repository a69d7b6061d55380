"""Views of keys and members: labels, roles and scopes in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.access.role import OF_A_DISTRICT, OF_A_SCHOOL, Role
from api.files.language import Said
from api.page.frame import ROLE_NAMES
from api.storage.keys import Key
from api.storage.members import Member
from api.storage.people_search import PeopleSearch

ROLE_WORDS: Mapping[Role, Said] = {
    Role.BUREAU: ("管理所有区县、学校和密钥", "runs all districts, schools and keys"),
    Role.DISTRICT: ("看全区学校，做批次，给本区的人发密钥", "sees the district's schools, runs batches, gives keys in the district"),
    Role.PLANNER: ("导入数据、排课、改方案、发布、清除", "brings data, plans, edits, publishes, erases"),
    Role.CLASS_TEACHER: ("看自己班的学生每天去哪里、谁看护", "sees where the pupils of their own classes are"),
    Role.TEACHER: ("看自己的一周和为什么", "sees their own week, and why"),
    Role.READER: ("看方案和任务，不看学生", "sees plans and jobs, without pupils"),
}
"""Role -> a sentence of its holder's rights; those that people are given."""
VALID, UNUSED, EXPIRED, REVOKED = "valid", "unused", "expired", "revoked"
STATES: Mapping[str, tuple[Said, str]] = {
    VALID: (("有效", "valid"), "done"), UNUSED: (("还没用过", "not used yet"), "warn"),
    EXPIRED: (("已过期", "expired"), ""), REVOKED: (("已收回", "revoked"), ""),
}  # fmt: skip
"""State of a key or member -> its name and the class of its chip."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Row of a key or of a member. scope: school or district by name, with classes or staff id. used, until: ms since 1970. own: the
    visitor's own. subject: of a member, at the identity provider."""

    id: str
    label: str
    role: Said
    scope: Said
    state: Said
    chip: str
    gone: bool
    at: int
    used: int | None
    until: int | None
    own: bool
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """List of keys or members, with the search that it answers. later: address of the next page, or empty. switch: address of the same
    list with or without those who are gone. filtered: a text is searched for."""

    rows: Sequence[PersonRow]
    text: str
    gone: bool
    later: str
    switch: str
    filtered: bool


def key_rows(found: Iterable[Key], names: Mapping[str, str], now: int, who: str) -> tuple[PersonRow, ...]:
    """Rows of keys. names: id -> name of schools and districts. now: ms since 1970. who: the visitor, as in the audit log."""
    return tuple(
        PersonRow(
            key.id, key.label, role_name(key.role), scope_words(key, names), *STATES[key_state(key, now)],
            key_state(key, now) in (EXPIRED, REVOKED), key.created_at, key.last_used_at, key.expires_at, who == f"key:{key.id}",
        )
        for key in found
    )  # fmt: skip


def member_rows(found: Iterable[Member], names: Mapping[str, str], who: str) -> tuple[PersonRow, ...]:
    """Rows of members, as :func:`key_rows`."""
    return tuple(
        PersonRow(
            member.id, member.label, role_name(member.role), scope_words(member, names),
            *STATES[VALID if member.revoked_at is None else REVOKED], member.revoked_at is not None, member.created_at, None, None,
            who == f"member:{member.id}", member.subject,
        )
        for member in found
    )  # fmt: skip


def people_list(path: str, rows: Sequence[PersonRow], wanted: PeopleSearch, following: str | None) -> PeopleList:
    """List of a page. path: its address. following: cursor of the next page."""

    def address(*, gone: bool, after: str | None = None) -> str:
        query = {"q": wanted.text, "gone": "1" if gone else "", "after": after or ""}
        kept = {name: value for name, value in query.items() if value}
        return path + (f"?{urlencode(kept)}" if kept else "")

    later = address(gone=wanted.gone, after=following) if following else ""
    return PeopleList(rows, wanted.text, wanted.gone, later, address(gone=not wanted.gone), bool(wanted.text))


def key_state(key: Key, now: int) -> str:
    """State of a key at a moment."""
    if key.revoked_at is not None:
        return REVOKED
    if key.expires_at is not None and key.expires_at <= now:
        return EXPIRED
    return UNUSED if key.last_used_at is None else VALID


def role_name(role: str) -> Said:
    """Name of a role; the role itself where there is none."""
    return next((said for each, said in ROLE_NAMES.items() if each.value == role), role)


def scope_words(of: Key | Member, names: Mapping[str, str]) -> Said:
    """Scope of a key or member in words: everything, a district, a school, classes or a person of it."""
    if of.role in OF_A_DISTRICT:
        return names.get(of.district_id or "", of.district_id or "")
    if of.role not in OF_A_SCHOOL:
        return ("全部", "everything") if of.role == Role.BUREAU else ("公开内容", "what is public")
    school = names.get(of.school_id or "", of.school_id or "")
    if of.classes:
        return f"{school} · 班级 {'、'.join(of.classes)}", f"{school} · classes {', '.join(of.classes)}"
    if of.person:
        return f"{school} · 工号 {of.person}", f"{school} · staff id {of.person}"
    return school

"""Tabs of the pages of people and operation."""

from __future__ import annotations

from api.access.principal import Principal
from api.access.role import Right
from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.frame import Link

_TABS: tuple[tuple[str, Said, Right], ...] = (
    ("people", ("密钥", "Keys"), Right.GRANT),
    ("people/members", ("成员", "Members"), Right.GRANT),
    ("audit", ("操作记录", "Audit log"), Right.AUDIT),
    ("operation", ("运行", "Operation"), Right.DRAFTS),
)
"""Address below the prefix, name, and the right of the page."""


def admin_tabs(here: str, principal: Principal) -> tuple[Link, ...]:
    """Tabs that the principal may see. here: address of the shown page, below the prefix."""
    return tuple(Link(f"{PREFIX}/{path}", said, path == here) for path, said, right in _TABS if principal.may(right))

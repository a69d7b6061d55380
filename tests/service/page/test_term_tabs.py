"""Tabs of a term's pages: those that a role may see, with the page itself marked."""

from __future__ import annotations

import pytest

from api.access.principal import Principal
from api.access.role import RIGHTS, Right, Role
from api.page.term_tabs import TermTab, term_path, term_tabs


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_led_to_pages_that_it_may_see(role: Role) -> None:
    hrefs = [link.href for link in term_tabs("a", TermTab.POLICY, Principal("who", role))]
    assert (term_path("a", TermTab.SOLVE) in hrefs) == (Right.PLAN in RIGHTS[role])
    assert (term_path("a") in hrefs) == (Right.DRAFTS in RIGHTS[role])


def test_the_page_itself_is_marked() -> None:
    for tab in TermTab:
        assert [link.href for link in term_tabs("a", tab, Principal("who", Role.PLANNER)) if link.here] == [term_path("a", tab)]
    assert not [link for link in term_tabs("a", None, Principal("who", Role.PLANNER)) if link.here]

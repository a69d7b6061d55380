"""Audit log on its page: every action in words, filters by day, person, place and kind."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from api.page.views.audit_view import AuditQuestion, midnight
from api.page.views.audit_words import action_words, actor_words
from tests.service.town import Town

RECORDED = re.compile(r'\brecord\(\s*connection,\s*\w+,\s*"([a-z-]+)"')


def test_every_recorded_action_has_words(root: Path) -> None:
    actions = {action for path in (root / "api").rglob("*.py") for action in RECORDED.findall(path.read_text(encoding="utf-8"))}
    assert len(actions) > 20
    nameless = [action for action in (*actions, "export-duty", "start-what_if", "edit-plan", "backup") if action_words(action) == action]
    assert nameless == []
    assert action_words("of-another-release") == "of-another-release"


def test_actors_are_said_by_label() -> None:
    assert actor_words("key:1", {"key:1": "王老师"}) == "王老师"
    assert actor_words("host:root@bell", {}) == ("主机命令行 root@bell", "command line of root@bell")
    assert actor_words("key:gone", {}) == "key:gone"


def test_days_are_of_the_school_and_the_last_one_counts() -> None:
    assert midnight(date(1970, 1, 1)) == -8 * 3_600_000
    wanted = AuditQuestion(since=date(2026, 9, 1), until=date(2026, 9, 1), personal="0").wanted()
    assert wanted.since is not None
    assert wanted.until == wanted.since + 86_400_000
    assert wanted.personal is False
    assert AuditQuestion(who="key:1", action="sign-in").address("9") == "/page/audit?who=key%3A1&action=sign-in&after=9"


def test_entries_are_found_and_pages_follow_each_other(town: Town) -> None:
    page = town.ask("bureau", "GET", "/page/audit?action=make-school&school=&since=&until=&personal=").text
    body = page.partition("<tbody>")[2]
    assert body.count("新建学校") == 3
    assert "发放密钥" not in body
    assert "没有符合条件的记录" in town.ask("bureau", "GET", "/page/audit?until=2001-01-01").text
    own = town.ask("west", "GET", "/page/audit").text
    assert "fir" in own
    assert "elm" not in own
    first = town.ask("bureau", "GET", "/page/audit?limit=2").text
    later = re.search(r'href="(/page/audit\?after=[0-9a-f]+)"', first)
    assert later
    assert town.ask("bureau", "GET", later[1]).status_code == 200
    refused = town.ask("bureau", "GET", "/page/audit?since=never")
    assert (refused.status_code, "<h1>" in refused.text) == (422, True)

"""Progress on a terminal and without one."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from api.cli import live
from api.cli.live import LineView, LiveView, SilentView, view_for
from api.cli.tiers import tier_line, tier_table
from api.files.amounts import percent
from api.files.search_stages import STAGES
from solver import Progress, TierResult, load_policy

TIERS = {tier.name: tier for tier in load_policy("national").tiers}
NOTE = f"{live.FIRST_PLAN} after 0.80 s"


def tiers(fairness: int, bound: int | None) -> tuple[TierResult, ...]:
    return (TierResult("seated", 0, 0, 21), TierResult("fairness", fairness, bound, 1000))


EVENTS = (
    Progress("construct", 0.2, tiers(950, None)),
    Progress("construct", 0.8, tiers(900, None), NOTE),
    *(Progress("improve", 1.0 + step / 100, tiers(900 - step, 400), NOTE) for step in range(50)),
)
"""A plan with violations, the first valid one, and fifty better ones."""


def test_lines_come_seldom_but_for_the_first_plan_and_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(live.time, "monotonic", lambda: now[0])
    out = io.StringIO()
    with LineView(Console(file=out), TIERS) as view:
        for event in EVENTS:
            now[0] = event.seconds
            view.show(event)
            view.tick()
    lines = out.getvalue().splitlines()
    assert len(lines) == 4, lines
    assert "construct" in lines[0]
    assert lines[1] == "0.8 秒得到第一个完整可行方案 / first complete valid plan after 0.8 s"
    assert lines[-1].endswith("最大差距 gap 45.10%  值班负担差距 8.51/4 分钟")


def test_live_table_shows_value_bound_and_gap() -> None:
    out = io.StringIO()
    with LiveView(Console(file=out, force_terminal=True, width=120), TIERS) as view:
        for event in EVENTS:
            view.show(event)
        view.stopping()
        view._live.refresh()
    text = out.getvalue()
    for words in ("improve", "8.51", " 4 ", "45.10%", "spread of duty load", "值班负担差距", "stopping", "after 0.8 s"):
        assert words in text


def test_view_fits_the_place() -> None:
    out = io.StringIO()
    assert isinstance(view_for(Console(file=out), TIERS, quiet=False), LineView)
    assert isinstance(view_for(Console(file=out, force_terminal=True), TIERS, quiet=False), LiveView)
    quiet = view_for(Console(file=out, force_terminal=True), TIERS, quiet=True)
    assert isinstance(quiet, SilentView)
    with quiet:
        for event in EVENTS:
            quiet.show(event)
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("gap", "text"), [(None, "-"), (0.0, "0%"), (1e-9, "0.01%"), (0.0123, "1.23%"), (1.0, "100.00%")]
)
def test_small_gaps_do_not_read_as_none(gap: float | None, text: str) -> None:
    assert percent(gap) == text


def test_a_line_names_only_goals_that_may_get_better() -> None:
    found = (
        TierResult("seated", 0, None, 21),
        TierResult("peak", 252, 252, 300),
        TierResult("choice", 4184, 1256, 20000),
        TierResult("cost", 6479250, 4522500, 6479250),
    )
    assert tier_line(found[1:], TIERS) == (
        "最大差距 gap 30.20%  志愿未满足 4,184/1,256 分  课酬支出 64,792.50/45,225 元"
    )
    assert tier_line(found, TIERS).startswith("最大差距 gap ?")
    assert tier_line((), TIERS) == ""


def test_every_unit_is_one_that_people_read() -> None:
    out = io.StringIO()
    Console(file=out, width=120).print(tier_table((TierResult("cost", 6479250, 4522500, 6479250),), TIERS))
    assert "64,792.50" in out.getvalue()
    assert "元 / yuan" in out.getvalue()
    assert "fen" not in out.getvalue()


def test_every_stage_has_a_chinese_name() -> None:
    from solver.search.lns.neighbourhoods import portfolio as kinds

    names = {
        part.name
        for part in vars(kinds).values()
        if isinstance(part, type) and isinstance(getattr(part, "name", None), str)
    }
    assert names - {""} <= set(STAGES)

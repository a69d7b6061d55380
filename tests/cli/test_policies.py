"""``afterbell policies``: what people read of a policy, its settings and the fates."""

from __future__ import annotations

from pathlib import Path

import solver
from solver.policy.setting import settings
from solver.policy.traceability import fates
from tests.cli.conftest import Run


def test_show_marks_what_differs_from_the_base(run: Run) -> None:
    shown = run("policies", "show", "qingshanhu-2024").stdout
    assert "【E】校外人员 / outside people" in shown
    assert "≠ national  级别：必须 → 停用 level：hard → off" in shown
    assert "第三方机构、师资必须从市、区级课后服务特色课程师资库中引入" in shown
    assert "开学后 15 天内 within 15 days of the start of term" in shown
    assert "2024-03-31" in shown
    assert shown.count("本文件未写，沿用 inherited") > 20
    for rule in solver.load_policy("qingshanhu-2024").rules.values():
        assert rule.zh in shown
        assert rule.en in shown


def test_show_diff_lists_only_what_differs(run: Run) -> None:
    shown = run("policies", "show", "xiangshan-2021", "--diff", "qingshanhu-2024").stdout
    assert "≠ qingshanhu-2024  级别：停用 → 必须 level：off → hard" in shown
    assert "I02    书面 paper：qingshanhu-2024 有，这里没有" in shown
    assert "K02 " not in shown
    same = run("policies", "show", "fengjin", "--diff", "fengjin").stdout
    assert "≠" not in same
    assert run("policies", "show", "fengjin", "--diff", "nowhere").exit_code == 2


def test_show_with_settings_changed_first(run: Run) -> None:
    shown = run("policies", "show", "national", "--set", "U6=waiver", "--set", "D10.late_after=18:00").stdout
    assert "≠ national  waiver_minutes：0 分钟 minutes → 30 分钟 minutes" in shown
    assert "≠ national  late_after：未设定 → 18:00 时刻 clock" in shown
    assert run("policies", "show", "national", "--set", "U6=never").exit_code == 2


def test_show_writes_a_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "rules.html"
    assert run("policies", "show", "jiaxiang-2023", "--html", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    policy = solver.load_policy("jiaxiang-2023")
    for rule in policy.rules.values():
        assert rule.zh in text
    for duty in policy.duties.values():
        assert duty.zh in text
    for setting in settings().values():
        assert setting.zh in text
    assert "不少于 50 %" in text


def test_settings_show_the_choice_and_what_it_does(run: Run) -> None:
    shown = run("policies", "settings", "fengjin").stdout
    for setting in settings().values():
        assert setting.zh in shown
    assert "17:30 下班：1、2 年级 17:10 放学，等 20 分钟" in shown
    assert "17:30 下班：3、4 年级 17:25 放学，等 5 分钟" in shown
    assert "17:00 下班：没有年级要等" in shown
    assert "  ● bureau" in run("policies", "settings", "xiangshan-2021").stdout
    own = run("policies", "settings", "national", "--set", "A03.waiver_minutes=7").stdout
    assert "另定 its own way：A03 hard（waiver_minutes=7 分钟 minutes）" in own


def test_fates_name_every_rule(run: Run) -> None:
    shown = run("policies", "fates").stdout
    assert [line[:3] for line in shown.splitlines()] == list(fates())

"""Papers: what stands in them, what never does, and the same bytes for the same plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from api.files.citation import changed_words
from api.files.content.compliance import numbers_of
from api.files.language import en, zh
from api.files.papers.duties import SERVED_BY
from api.files.papers.kinds import WORDS
from api.files.papers.paper import SUFFIXES, paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.plan.bundle import PlanBundle
from solver.check.report import check
from solver.papers.tasks import TaskRecord
from solver.plan.plan import Plan
from solver.policy.load import load_policy, profile_names
from solver.policy.rule import title
from solver.problem.money import FeeItem
from tests.check import builders
from tests.files import samples
from tests.files.desks import ON, desk, renamed, school
from tests.files.printed_text import text_of

NAMES_PUPILS = {"class", "pupil", "unmet", "rosters", "late", "companions"}
"""Kinds that list pupils by id; every other must not."""


@cache
def file(kind: str, suffix: str, broken: bool = False) -> bytes:
    found = desk(broken)
    return paper_bytes(kind, drawn_paper(kind, found), found, suffix)


def test_every_kind_has_a_name() -> None:
    assert set(PAPER_KINDS) == set(WORDS)


@pytest.mark.parametrize("kind", list(PAPER_KINDS))
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_papers_can_be_drawn_and_are_the_same_twice(kind: str, suffix: str) -> None:
    again = desk()
    assert file(kind, suffix) == paper_bytes(kind, drawn_paper(kind, again), again, suffix)
    text = text_of(file(kind, suffix), suffix)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
    if suffix == ".json":
        document = json.loads(text)
        assert (document["kind"], document["version"], document["on"]) == (kind, 1, "2025-09-10")


@pytest.mark.parametrize("kind", list(PAPER_KINDS))
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_family_is_told(kind: str, suffix: str) -> None:
    assert "XFAMILY" not in text_of(file(kind, suffix), suffix)


@pytest.mark.parametrize("kind", sorted(set(PAPER_KINDS) - NAMES_PUPILS))
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("broken", [False, True])
def test_no_pupil_is_named(kind: str, suffix: str, broken: bool) -> None:
    text = text_of(file(kind, suffix, broken), suffix)
    for pupil in builders.problem().pupils:
        assert renamed(pupil.id) not in text


def test_the_broken_plan_would_name_pupils() -> None:
    """Otherwise the test above would prove nothing."""
    sentences = " ".join(item.zh for item in desk(broken=True).report.violations)
    assert renamed("P6") in sentences
    assert "另有" in text_of(file("compliance", ".html", broken=True), ".html")


def test_signing_papers_list_pupils_by_id_alone() -> None:
    assert all(renamed(ident) in text_of(file("rosters", ".pdf"), ".pdf") for ident in ("P1", "P2", "P4", "P5", "P6"))
    assert renamed("P3") not in text_of(file("rosters", ".json"), ".json"), "no applicant"
    assert renamed("P6") in text_of(file("late", ".xlsx"), ".xlsx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_public_page_names_neither_adults_nor_fees(suffix: str) -> None:
    text = text_of(file("public", suffix), suffix)
    for person in (*builders.problem().staff, *builders.problem().outside):
        assert person.name not in text
    assert "元" not in text
    for word in ("象棋", "足球", "一年级", "17:30", "北门", "阅读辅导"):
        assert word in text


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".html"])
def test_the_filing_pack_holds_what_is_asked_for(suffix: str) -> None:
    text = text_of(file("filing", suffix), suffix)
    squeezed = "".join(text.split())  # lines of a PDF break anywhere
    for words in (
        "教基厅函〔2021〕28号", "本规则集没有规定备案的日期",
        "一校一案", "15:30–17:30", "象棋", "周教练", "李老师",
        "班主任", "校外师资", "2025-08-20", "操场", "行政巡察", "延时托管", "合规清单", "期限",
    ):  # fmt: skip
        assert words in text or words in squeezed, words


def of_profile(name: str, on: date | None = ON, records: dict[str, TaskRecord] | None = None) -> PaperContext:
    problem, plan = school()
    by = load_policy(name)
    return PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan)), on, records)


def filing_of(found: PaperContext) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(paper_bytes("filing", drawn_paper("filing", found), found, ".json"))
    return document


def test_days_left_are_never_counted_from_the_clock() -> None:
    found = filing_of(of_profile("qingshanhu-2024", None))
    assert found["filing"]["due"] == "2025-09-16"
    assert found["filing"]["days_left"] is None
    assert "不判断逾期" in json.dumps(found, ensure_ascii=False)
    assert filing_of(of_profile("qingshanhu-2024"))["filing"]["days_left"] == 6


def test_filing_is_overdue_until_it_is_ticked_off() -> None:
    late = date(2025, 9, 20)
    for records, state, words in (
        (None, "overdue", "已逾期 4 天"),
        ({"I02": TaskRecord(date(2025, 9, 15), "张主任", "已报")}, "done", "已完成 2025-09-15"),
        ({"I02": TaskRecord(date(2025, 9, 18))}, "late", "晚于期限"),
        ({"I02": TaskRecord(date(2025, 9, 22))}, "overdue", "定于 2025-09-22"),
    ):
        found = of_profile("qingshanhu-2024", late, records)
        document = filing_of(found)
        assert document["filing"]["state"] == state
        for kind in ("filing", "deadlines"):
            text = paper_bytes(kind, drawn_paper(kind, found), found, ".html").decode()
            assert words in text, (kind, words)
        assert ("张主任：已报" in text) == (state == "done")


TITLES = {title(document): document for name in profile_names() for document in load_policy(name).basis}
"""Every document that some profile cites, without its short name."""


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("kind", ["filing", "compliance", "deadlines"])
def test_only_documents_of_the_profile_are_cited(profile: str, kind: str) -> None:
    found = of_profile(profile)
    text = text_of(paper_bytes(kind, drawn_paper(kind, found), found, ".xlsx"), ".xlsx")
    data = paper_bytes(kind, drawn_paper(kind, found), found, ".json").decode()
    basis = {title(document) for document in found.policy.basis}
    for foreign in set(TITLES) - basis:
        assert foreign not in text, foreign
        assert foreign not in data, foreign
    assert "校内常识" not in text
    for item in (*found.policy.rules.values(), *found.policy.duties.values()):
        if not found.policy.cites(item.source):
            assert f"“{item.source.quote}”" not in text, "a clause of another place, or of nobody"
    if kind == "filing":
        assert all(document in text for document in basis)
        assert "本校规定，不引文件" in text


def test_a_clause_is_not_quoted_for_a_number_that_the_school_changed() -> None:
    problem, plan = school()
    by = load_policy("xiangshan-2021", {"A02": {"numbers": {"minutes": 90}}})
    found = PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan)))
    rules = json.loads(paper_bytes("compliance", drawn_paper("compliance", found), found, ".json"))["rules"]
    changed = {item["rule"]: item["changed"] for item in rules if item["changed"]}
    assert changed == {"A02": "本校另定：minutes 120 → 90"}


def test_a_number_that_the_profile_leaves_open_is_told_as_such() -> None:
    by = load_policy("national", {"D10": {"numbers": {"late_after": "18:00"}}})
    assert changed_words(by) == {"D10": ("本校另定：late_after 未设定 → 18:00", "changed: late_after 未设定 → 18:00")}
    assert "未设定：按当天最后一批正常放学" in zh(numbers_of(load_policy("national").rules["D10"]))
    assert en(numbers_of(by.rules["D10"])).endswith("late after = 18:00")


def test_the_menu_has_the_six_fields() -> None:
    document = json.loads(file("menu", ".json"))
    for item in document["menu"]:
        assert all(item[name] for name in ("kind", "content", "teacher", "audience", "capacity", "times"))
    assert {item["section"] for item in document["menu"]} == {"ball#1", "chess#1"}


def test_the_notice_has_the_six_items_and_a_slip() -> None:
    text = text_of(file("notice", ".pdf"), ".pdf")
    for item in ("服务方式", "服务内容", "服务时间", "服务场地", "服务师资", "收费", "权利和义务", "回执"):
        assert item in text
    assert "2.00元" in text


def test_other_charges_are_told_to_parents() -> None:
    problem, plan = school()
    assert "不另收其他费用" in text_of(file("notice", ".html"), ".html")
    money = replace(problem.money, fee_items=(FeeItem("陶艺材料", "material", 5000),))
    by = builders.policy()
    charged = replace(problem, money=money)
    found = PaperContext(PlanBundle(charged, by, plan, check(charged, by, plan)))
    text = paper_bytes("notice", drawn_paper("notice", found), found, ".html").decode()
    assert "陶艺材料（材料费）" in text
    assert "不另收其他费用" not in text


def test_grades_with_other_tutoring_are_told_apart() -> None:
    """B02: a band of grades 1 to 6 must not read as if the youngest had homework."""
    problem, plan = school()
    mixed = replace(plan, tutoring=tuple(item._replace(kind="homework") if item.grade == 2 else item for item in plan.tutoring))
    by = builders.policy()
    found = PaperContext(PlanBundle(problem, by, mixed, check(problem, by, mixed)))
    for kind in ("notice", "filing", "inspection"):
        text = text_of(paper_bytes(kind, drawn_paper(kind, found), found, ".xlsx"), ".xlsx")
        for line in text.splitlines():
            assert not ("一年级" in line and "作业辅导" in line), line
        assert "二年级" in text
    assert "一年级阅读辅导\n二年级作业辅导" in text_of(paper_bytes("menu", drawn_paper("menu", found), found, ".xlsx"), ".xlsx")


def test_visitors_by_date() -> None:
    document = json.loads(file("visitors", ".json"))
    dates = [item["date"] for item in document["visitors"]]
    expected = [day.isoformat() for day, weekday in builders.problem().term.service_dates() if weekday == 2 and day >= ON]
    assert dates == expected
    assert {(item["name"], item["organisation"], item["room"], item["start"]) for item in document["visitors"]} == {
        ("周教练", "club", "操场", "16:10")
    }


def test_patrols_by_date() -> None:
    document = json.loads(file("patrol", ".json"))
    assert [item["date"] for item in document["patrols"]] == [
        day.isoformat() for day, _ in builders.problem().term.service_dates() if day >= ON
    ]
    assert {item["people"] for item in document["patrols"]} == {"赵主任"}


def test_compliance_is_rule_by_rule_with_its_clause() -> None:
    document = json.loads(file("compliance", ".json"))
    policy = builders.policy()
    assert [item["rule"] for item in document["rules"]] == list(policy.rules)
    assert all(item["zh"] and item["basis"] in ("cited", "general", "house") for item in document["rules"])
    assert all(bool(item["quote"]) == bool(item["document"]) == (item["basis"] == "cited") for item in document["rules"])
    by_rule = {item["rule"]: item for item in document["rules"]}
    assert by_rule["A02"]["measures"][0]["value"] == "120 分钟"
    assert by_rule["A02"]["met"] is True
    assert json.loads(file("compliance", ".json", broken=True))["rules"][0]["verdict"] in ("kept", "broken")


def test_duties_on_paper_name_the_paper_that_serves_them() -> None:
    duties = json.loads(file("compliance", ".json"))["duties"]
    assert [item["rule"] for item in duties] == list(builders.policy().duties)
    known = {name for profile in profile_names() for name in load_policy(profile).duties}
    assert set(SERVED_BY) <= known
    assert {kind for kinds in SERVED_BY.values() for kind in kinds} <= set(PAPER_KINDS)
    assert "学校自行登记" in text_of(file("compliance", ".pdf"), ".pdf")


def test_draws_bear_the_search() -> None:
    document = json.loads(file("draw", ".json"))
    assert (document["seed"], document["run"]["effort"], document["run"]["repeatable"]) == (3, 4.6, True)
    words = "".join(text_of(file("draw", ".pdf"), ".pdf").split())
    for part in ("随机种子：3", "工作量：4.6", "线程数：2", "Afterbell0.1.0", "--effort4.5--seed3--workers2得到同一方案"):
        assert part in words


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"effort_limit": None, "seconds_limit": 60.0, "ended": "time"}, "不保证得到同一方案"),
        ({"ended": "cancelled"}, "不保证得到同一方案"),
        ({"effort_limit": None, "seconds_limit": 60.0, "ended": "optimal"}, "不保证得到同一方案"),
        ({"plan_sha256": "0" * 64}, "有改动"),
        ({"from_plan": True, "gap_limit": 0.01}, "同一份起始方案、同一版本的程序，用 --effort 4.5 --seed 3 --workers 2 --gap 0.01"),
    ],
)
def test_draws_promise_no_more_than_is_so(changes: dict[str, Any], word: str) -> None:
    found = desk()
    assert found.bundle.run is not None
    found.bundle = replace(found.bundle, run=replace(found.bundle.run, **changes))
    text = paper_bytes("draw", drawn_paper("draw", found), found, ".html").decode()
    assert word in text


def test_draws_of_a_plan_that_says_nothing_leave_room_to_write() -> None:
    found = desk()
    found.bundle = replace(found.bundle, run=None)
    text = paper_bytes("draw", drawn_paper("draw", found), found, ".html").decode()
    assert "工作量：＿" in text
    assert "没有记载" in text


@pytest.mark.parametrize("kind", list(PAPER_KINDS))
def test_unsound_and_empty_plans_can_be_drawn(kind: str) -> None:
    """Papers of a plan in the making must not fail on what is missing or unknown."""
    for made in (samples.bundle(), samples.bundle(Plan())):
        found = PaperContext(made)
        for suffix in SUFFIXES:
            assert paper_bytes(kind, drawn_paper(kind, found), found, suffix)


def test_what_a_school_types_is_text_in_every_file() -> None:
    problem, plan = school()
    nasty: dict[str, Any] = {"school": '云杉#[x] <b>&"$y$'}
    problem = replace(problem, **nasty)
    by = builders.policy()
    found = PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan)))
    for suffix in (".pdf", ".xlsx"):
        assert nasty["school"] in text_of(paper_bytes("notice", drawn_paper("notice", found), found, suffix), suffix)
    assert "<b>&" not in paper_bytes("notice", drawn_paper("notice", found), found, ".html").decode()

"""Where limits of a plan are told: report, terminal, and the first page of the plan; not to who sees only a part of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from api.cli.remote.ending import print_job
from api.cli.summary import print_limits, stdout_console
from api.files.content.names import PageNames
from api.files.content.summary import summary_page
from api.files.language import zh
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from api.services.reporting import checked_document, report_document
from api.services.solving import SolveRequest, check_without_search
from solver import Params, check_plan
from tests.check.builders import policy
from tests.explain.six_teachers import changed, uneven_plan

JOB = SolveRequest(changed(max_days=3), policy(), Params())


def bundle() -> PlanBundle:
    return PlanBundle(JOB.problem, JOB.policy, uneven_plan(), check_plan(JOB.problem, JOB.policy, uneven_plan()))


def test_the_report_gives_figures_and_sentences() -> None:
    (told,) = report_document(check_without_search(JOB, uneven_plan()))["limits"]
    assert (told["tier"], told["rules"], told["subjects"]) == ("fairness", ["D10"], ["T1"])
    assert told["without"] < told["least"] <= told["value"]
    assert "T1" in told["zh"]
    assert checked_document(bundle())["limits"] == [told]
    assert plan_document(bundle())["report"]["limits"] == [told]


def test_the_terminal_says_it_chinese_first(capsys: pytest.CaptureFixture[str]) -> None:
    print_limits(stdout_console(), check_without_search(JOB, uneven_plan()).limits)
    zh, en = capsys.readouterr().out.splitlines()
    assert "T1每周只能来 3 天" in zh
    assert "T1 may come on 3 days a week only" in en


def test_a_job_tells_it_too() -> None:
    told = io.StringIO()
    (limit,) = report_document(check_without_search(JOB, uneven_plan()))["limits"][:1]
    print_job(Console(file=told, width=300), {"id": "j", "state": "done", "result": {"plan": "p", "limits": [limit]}, "gap": 0.1})
    assert "T1每周只能来 3 天" in told.getvalue()


def test_the_first_page_of_the_plan_says_it() -> None:
    page = summary_page(bundle(), PageNames(JOB.problem))
    (block,) = [block for block in page.blocks if block.zh == "为什么不能更低"]
    assert "T1每周只能来 3 天" in zh(block.rows[0][0].text)


def test_who_sees_a_part_of_the_plan_is_not_told_of_people() -> None:
    whole = bundle()
    assert replace(whole, told=whole.wishes).limits == ()

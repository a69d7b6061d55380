"""Running the scenarios of one comparison, one after the other; shared by command line and jobs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import solver
from api.files.file_bytes import read_bytes, unknown_suffix
from api.files.json_text import parse_json
from api.mapping.request import Request
from solver import (
    Fault,
    Params,
    Policy,
    Problem,
    ProblemError,
    Progress,
    Scenario,
    apply_changes,
    overrides_of,
    read_scenarios,
)
from solver.problem.people import TEACHING_ROLES
from solver.whatif.watch import Watch

if TYPE_CHECKING:
    from solver import Base, BaseOutcome, ScenarioOutcome

STAGE = "scenario"
"""Stage of the event that tells which scenario begins."""
SCENARIO_SUFFIXES = (".toml", ".json")


def load_scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a TOML or JSON file. Raises ProblemError with every fault."""
    suffix = path.suffix.lower()
    if suffix not in SCENARIO_SUFFIXES:
        raise ProblemError([unknown_suffix(suffix, SCENARIO_SUFFIXES)])
    content = read_bytes(path)
    if suffix == ".json":
        document, faults = parse_json(content)
        if faults:
            raise ProblemError(faults)
        return read_scenarios(document)
    try:
        return read_scenarios(tomllib.loads(content.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError([Fault((), path.name, "不是有效的 TOML 文件。", f"This is no valid TOML ({error}).",
                                  "可能少了引号或括号；用 --template 可写出一份样例。",
                                  "Maybe a quotation mark or bracket is missing; --template writes an example.")]) from None  # fmt: skip


def phrase_scenarios(phrases: Sequence[str]) -> tuple[Scenario, ...]:
    """A scenario of each text of the command line; ``;`` parts the changes of one. Raises ProblemError with every fault."""
    changes = [[part.strip() for part in text.replace("；", ";").split(";") if part.strip()] for text in phrases]
    return read_scenarios({"scenarios": [{"id": f"change-{i}", "changes": each} for i, each in enumerate(changes, 1)]})


def run_scenarios(
    base: Base, known: BaseOutcome, scenarios: Sequence[Scenario], params: Params, watch: Watch,
    begin: Callable[[int, Scenario], None] = lambda _number, _scenario: None,
) -> Iterator[ScenarioOutcome]:  # fmt: skip
    """The scenarios' outcomes as they come; it ends early when cancelled. begin: told of each before it is run, counted from 0."""
    for number, scenario in enumerate(scenarios):
        if watch.over:
            return
        begin(number, scenario)
        yield solver.run_scenario(base, known, scenario, params, watch)


def scenario_event(number: int, scenario: Scenario, count: int) -> Progress:
    """The event that tells which scenario begins."""
    return Progress(STAGE, 0.0, note=f"{number + 1}/{count} {scenario.name or scenario.id}")


def request_of(request: Request, policy: Policy, scenario: Scenario) -> Request:
    """The request of a scenario, as a school would have to submit it. policy: of the base."""
    after = apply_changes(request.problem, policy, scenario.changes)
    return replace(request, problem=after.problem, policy_name=after.policy.name, overrides=overrides_of(after.policy))


def scenario_template(problem: Problem) -> str:
    """A TOML file of scenarios that fit the school, to be changed by hand."""
    teachers = [p.id for p in problem.staff if p.takes_part and p.role in TEACHING_ROLES] or [p.id for p in problem.staff]
    club = next((o.id for o in problem.offerings if not o.dream and not o.members), None)
    gate, grade = problem.gates[0].id, problem.windows[0].grade
    fee = f"{problem.money.fee / 100 + 1:g}元"
    entries = [
        ("two-fewer", "少两名教师", "both", [f"leave {','.join(teachers[-2:])}"]),
        ("one-absent", f"{teachers[0]} 周一、周三不能到岗", "least_change", [f"absent {teachers[0]} 周一,周三"]),
        ("one-more", "多一名教师", "best", ["join subject"]),
        ("lane", "校门多一条通道", "best", [f"lanes {gate} +1"]),
        ("grade-grows", f"{grade} 年级多一成学生", "both", [f"demand +10% grades={grade}"]),
        ("twenty-five", "每班不超过 25 人", "both", ["maximum <=25"]),
        ("more-sections", "每门课可多开一个班", "best", ["sections +1"]),
        ("fee", "每课时收费提高 1 元", "both", [f"fee {fee}"]),
        ("pay", "课酬提高一成", "both", ["pay +10%"]),
        ("five-days", "每人每周至多 5 天", "both", ["number D10 days_per_week 5"]),
    ]
    if club is not None:
        entries.append(("wanted", f"更多学生想上 {club}", "both", [f"course_demand {club} +20%"]))
    lines = [
        "# 情景文件：一个情景是几项变动放在一起。变动的写法用 afterbell what-if --kinds 查看。",
        "# Scenarios: each is a combination of changes; `afterbell what-if --kinds` lists the changes.",
        "# aim: best 重新编排 / least_change 尽量少改动 / both 两样都排（默认）",
    ]
    for ident, name, aim, changes in entries:
        listed = ", ".join(f'"{change}"' for change in changes)
        lines += ["", "[[scenarios]]", f'id = "{ident}"', f'name = "{name}"', f"changes = [{listed}]"]
        lines += [f'aim = "{aim}"'] if aim != "both" else []
    return "\n".join(lines) + "\n"

"""One question asked of every request of a folder; answers are kept beside, so that a run that was killed goes on after them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import solver
from api.files.district.report import SchoolRow, told_prices
from api.services.loading import choose_policy, load_plan, load_request
from api.services.outputs import write_whole
from solver import (
    DistrictQuestion,
    Params,
    Plan,
    PlanError,
    PolicyError,
    ProblemError,
    dump_question,
)

if TYPE_CHECKING:
    from solver import SchoolAnswer

REQUEST_ENDS = (".json", ".json.gz", ".xlsx")
ANSWER = ".answer.json"


def request_files(folder: Path) -> list[Path]:
    """Requests of a folder, by name; files of answers are none."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.endswith(REQUEST_ENDS))
    return [path for path in files if not path.name.endswith(ANSWER)]


def answer_all(
    files: list[Path], question: DistrictQuestion, params: Params, kept: Path, plans: Path | None = None,
    overrides: Mapping[str, Any] | None = None, cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[SchoolRow]:  # fmt: skip
    """Rows of the schools as they come; it ends early when cancelled. kept: folder of the answers, from which those to the same
    question about the same request are taken. plans: folder of plans, named as the requests."""
    for file in files:
        if cancelled():
            return
        try:
            request = load_request(file)
            policy = choose_policy(request, None, overrides)
            plan = _plan(file, plans)
        except (ProblemError, PolicyError, PlanError):
            yield SchoolRow(file.name, None)
            continue
        asked = _asked(file, question, params, overrides)
        place = kept / (file.name + ANSWER)
        answer = _known(place, asked)
        if answer is None:
            answer = solver.answer_school(request.problem, policy, question, params, plan, cancelled)
            if cancelled() and answer.verdict not in ("breaks", "keeps"):
                return  # cut short: it would be taken for an answer
            document = {"asked": asked, "answer": solver.dump_answer(answer)}
            write_whole(place, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(), force=True)
        yield SchoolRow(request.problem.school or file.name, answer, told_prices(answer, policy))


def _plan(file: Path, plans: Path | None) -> Plan | None:
    stem = file.name.removesuffix(".gz").removesuffix(".json").removesuffix(".xlsx")
    place = None if plans is None else plans / f"{stem}.json"
    return load_plan(place).plan if place is not None and place.exists() else None


def _asked(file: Path, question: DistrictQuestion, params: Params, overrides: Mapping[str, Any] | None) -> dict[str, Any]:
    """Request, question and limits, by which an answer is known again."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    limits = [params.seconds, params.effort, params.seed]
    return {"request": digest, "question": dump_question(question), "limits": limits, "set": dict(overrides or {})}


def _known(place: Path, asked: Mapping[str, Any]) -> SchoolAnswer | None:
    """A kept answer to the same question; None where there is none, or it was cut off or is of something else."""
    try:
        document = json.loads(place.read_text(encoding="utf-8"))
        return solver.load_answer(document["answer"]) if document["asked"] == asked else None
    except (OSError, ValueError, KeyError, TypeError):
        return None

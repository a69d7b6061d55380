"""Files of a completed search: report and plan. A file that cannot be written to its place is saved to the temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.outputs import (
    PLAN_SUFFIXES,
    PRIVATE,
    REPORT_SUFFIXES,
    Outputs,
    output_faults,
    write_file,
    write_whole,
)
from api.services.reporting import as_json, report_document
from api.services.solving import Outcome, SolveRequest
from solver import Fault, PlanError, ProblemError


def plan_bundle(job: SolveRequest, outcome: Outcome) -> PlanBundle | None:
    """Bundle of an outcome's plan with its explanations; None where there is no plan."""
    if outcome.plan is None or outcome.report is None:
        return None
    return PlanBundle(job.problem, job.policy, outcome.plan, outcome.report, outcome.result, run=outcome.run, warnings=outcome.warnings)


@dataclass(frozen=True, slots=True)
class Written:
    """Written files, and faults of those that are not in their place."""

    files: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Results:
    """Output paths of plan and report. force: replace existing files. language: of printed sheets."""

    plans: Sequence[Path]
    report: Path | None
    force: bool
    language: Language = Language.ZH

    def faults(self, inputs: Sequence[Path | None]) -> list[Fault]:
        """Faults of the output paths, before the search. inputs: files that the command reads."""
        reports = [] if self.report is None else [self.report]
        outputs = (Outputs("--output", self.plans, PLAN_SUFFIXES), Outputs("--report", reports, REPORT_SUFFIXES))
        return output_faults(outputs, inputs, force=self.force)

    def write(self, job: SolveRequest, outcome: Outcome) -> Written:
        """Write all files that can be written, the plan first."""
        made: list[tuple[str, Path, Callable[[], bytes]]] = []
        bundle = plan_bundle(job, outcome)
        if bundle is not None:
            made += [("--output", path, partial(plan_bytes, bundle, path.suffix, self.language)) for path in self.plans]
        if self.report is not None:
            made.append(("--report", self.report, lambda: as_json(report_document(outcome))))
        written = Written()
        for option, path, make in made:
            try:
                content = make()
                written.files.append(write_whole(path, content, force=self.force))
            except OSError as error:
                written.faults.append(_unwritten(option, path, content, error))
            except (ProblemError, PlanError) as error:
                written.faults.extend(error.faults)
        return written


def _unwritten(option: str, path: Path, content: bytes, error: OSError) -> Fault:
    """Fault of a file that could not be written to its place, with the path where it was saved instead, if any."""
    try:
        saved = write_file(Path(tempfile.gettempdir()) / path.name, lambda file: file.write(content), mode=PRIVATE)
    except OSError:
        zh, en = "", ""
    else:
        zh, en = f"已另存为 {saved}。", f" It was saved as {saved}."
    return Fault((option,), str(path), f"写不出文件：{error.strerror}。{zh}", f"Cannot be written: {error.strerror}.{en}",
                 "可能磁盘已满，或不能在那里写文件。", "Maybe the disk is full, or files cannot be written there.")  # fmt: skip

"""``python -m tests.offices.run --seeds 50``: imports the folders of many offices and tells lost, doubled and altered items."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.offices.folder import write_office
from tests.offices.second.folder import write_second_office
from tests.offices.trial import Trial, tried

FAMILIES = {"first": write_office, "second": write_second_office}
TERM: Mapping[str, str] = {}
"""Answers that every office types."""


def main() -> None:
    """Import each seed of each family, print its differences, at the end the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--first", type=int, default=1, help="first seed")
    parser.add_argument("--family", choices=[*FAMILIES, "both"], default="both")
    parser.add_argument("--most", type=int, default=6, help="differences printed for each seed")
    parser.add_argument("--only", help="subjects to compare, as child,teacher")
    parser.add_argument("--questions", action="store_true", help="print the open questions")
    parser.add_argument("--answers", type=Path, help="JSON file: question id -> text")
    chosen = parser.parse_args()
    answers = json.loads(chosen.answers.read_text(encoding="utf-8")) if chosen.answers else TERM
    sums: Counter[str] = Counter()
    for family in FAMILIES if chosen.family == "both" else [chosen.family]:
        for seed in range(chosen.first, chosen.first + chosen.seeds):
            try:
                trial = tried(FAMILIES[family](seed), answers)
            except Exception:  # noqa: BLE001  one crash must not hide the other seeds
                sums[f"{family} crashed"] += 1
                _tell(f"{family} {seed}: CRASH {traceback.format_exc(limit=-2)}")
                continue
            if chosen.only:
                trial = replace(trial, found=tuple(each for each in trial.found if each.subject in chosen.only.split(",")))
            _print(family, seed, trial, chosen.most)
            for question in trial.imported.open if trial.imported and chosen.questions else ():
                _tell(f"   ? {question.id} {question.zh} [{question.guess}]")
            sums[f"{family} refused" if trial.refused else f"{family} clean" if not trial.found else f"{family} with differences"] += 1
            sums.update(f"{difference.kind} {difference.subject}" for difference in trial.found)
    _tell(str(dict(sums)))


def _print(family: str, seed: int, trial: Trial, most: int) -> None:
    asked = f"{len(trial.imported.open)} open questions" if trial.imported else "refused"
    _tell(f"{family} {seed}: {len(trial.found)} differences, {asked}")
    if trial.refused:
        _tell("   " + trial.refused[:600])
    for fault in (*trial.imported.unread, *trial.imported.faults)[:most] if trial.imported else ():
        _tell(f"   fault {fault}"[:300])
    for difference in trial.found[:most]:
        _tell(f"   {difference}")


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

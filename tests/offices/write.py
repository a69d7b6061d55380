"""``python -m tests.offices.write FOLDER --seed N``: writes the folder of an office, and its truth beside it, to look at."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tests.offices.folder import write_office


def main() -> None:
    """Write the files of one seed into a new folder, with truth.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--classes", type=int, default=12)
    parser.add_argument("--children", type=int, default=420)
    parser.add_argument("--tidy", action="store_true", help="no disorder at all")
    chosen = parser.parse_args()
    office = write_office(chosen.seed, frozenset() if chosen.tidy else None, chosen.classes, chosen.children)
    files = chosen.folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    for name, data in office.files.items():
        (files / name).write_bytes(data)
    truth = json.dumps(asdict(office.truth), ensure_ascii=False, indent=1, default=lambda value: value.value)
    (chosen.folder / "truth.json").write_text(truth, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Write the stored problems again: ``python -m instances.build``; with ``--check`` only compare them with what is stored.

The sample schools and their page go to ``samples``, the suite for benchmarks and its provenance to ``suite``. Equal code
draws equal problems. The check unpacks the suite, so that another version of zlib, which packs otherwise, passes it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from instances import kinds
from instances.catalogue import SAMPLES, SUITE, samples, suite
from instances.provenance import provenance
from instances.readme import readme
from instances.storage import compact, pack, unpack
from instances.text import render

README = "README.md"
PROVENANCE = "PROVENANCE.md"


def sample_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the samples but the workbooks, freshly drawn."""
    for entry in samples():
        yield f"{entry.name}.json", render(kinds.document(entry.preset, entry.seed)).encode()
    yield README, readme(samples()).encode()


def suite_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the suite, freshly drawn; the documents are not packed yet."""
    texts = {}
    problems = {}
    for entry in suite():
        problems[entry.name] = kinds.problem(entry.preset, entry.seed)
        texts[entry.name] = compact(kinds.request(entry.preset, problems[entry.name]))
        yield f"{entry.name}.json.gz", texts[entry.name]
    yield PROVENANCE, provenance(suite(), problems, texts).encode()


def build(sample_folder: Path, suite_folder: Path) -> tuple[Path, ...]:
    """Write every stored problem and both pages."""
    written = []
    for folder, files in ((sample_folder, sample_files()), (suite_folder, suite_files())):
        folder.mkdir(exist_ok=True)
        for name, content in files:
            written.append(folder / name)
            written[-1].write_bytes(pack(content) if name.endswith(".gz") else content)
    return tuple(written)


def differences(sample_folder: Path, suite_folder: Path) -> Iterator[Path]:
    """Files that are missing, differ from freshly drawn ones, or do not belong there; workbooks are not compared."""
    for folder, files in ((sample_folder, sample_files()), (suite_folder, suite_files())):
        known = set()
        for name, content in files:
            known.add(name)
            if not _holds(folder / name, content):
                yield folder / name
        others = (path for path in folder.iterdir() if path.suffix != ".xlsx") if folder.is_dir() else ()
        yield from sorted(path for path in others if path.name not in known)


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is there, can be read and holds the content."""
    try:
        data = path.read_bytes()
        return (unpack(data) if path.suffix == ".gz" else data) == content
    except (OSError, EOFError):
        return False


def main() -> int:
    """Exit code 0, or 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(
        prog="python -m instances.build", description="Write or check the stored problems."
    )
    parser.add_argument("--check", action="store_true", help="draw them again and compare, write nothing")
    if parser.parse_args().check:
        wrong = list(differences(SAMPLES, SUITE))
        for path in wrong:
            print(f"differs: {path.parent.name}/{path.name}")
        return 1 if wrong else 0
    for path in build(SAMPLES, SUITE):
        print(f"{path.parent.name}/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

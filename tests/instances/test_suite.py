"""The suite for benchmarks: stored as it is drawn, without fault, and nothing in it is impossible unless it is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.services.generating import generated_request
from api.services.loading import load_request
from instances import build, catalogue, kinds
from instances.generators import SIZES, presets
from instances.generators.scarcities import SCARCITIES
from instances.provenance import checksum, provenance
from instances.sources import SOURCES
from instances.storage import compact, pack, unpack
from instances.stress import stresses
from solver import precheck
from solver.problem.validate import faults
from tests.instances.drawn import drawn, policy

ENTRIES = catalogue.suite()
NAMES = [entry.name for entry in ENTRIES]
MOST_BYTES = 6_000_000


def test_every_size_stands_under_every_scarcity_and_every_stress_once() -> None:
    stored = set(catalogue.names())
    assert set(SIZES) <= stored
    assert {f"{size}-{scarcity.name}" for size in SIZES for scarcity in SCARCITIES} <= stored
    assert [entry.name for entry in ENTRIES if entry.name.startswith("stress-")] == [s.name for s in stresses()]
    assert [stress.number for stress in stresses()] == list(range(1, 10))
    assert len(catalogue.names()) == len(stored)


def test_every_stored_problem_is_a_kind() -> None:
    assert {entry.preset for entry in catalogue.entries()} <= set(kinds.kinds())
    assert set(presets()) <= set(kinds.kinds())
    with pytest.raises(KeyError):
        kinds.problem("moon", 1)


@pytest.mark.parametrize("name", NAMES)
def test_stored_file_is_what_is_drawn(name: str) -> None:
    text = unpack(catalogue.path(name).read_bytes())
    assert text == compact(kinds.request(catalogue.entry(name).preset, drawn(name))), "run instances.build"


def test_page_tells_what_is_stored() -> None:
    texts = {name: unpack(catalogue.path(name).read_bytes()) for name in NAMES}
    page = (catalogue.SUITE / build.PROVENANCE).read_text(encoding="utf-8")
    assert page == provenance(ENTRIES, {name: drawn(name) for name in NAMES}, texts), "run instances.build"
    for name in NAMES:
        assert f"{checksum(texts[name])}  {name}.json" in page
    assert {path.name for path in catalogue.SUITE.iterdir()} == {f"{name}.json.gz" for name in NAMES} | {
        build.PROVENANCE
    }


def test_suite_is_small() -> None:
    assert sum(path.stat().st_size for path in catalogue.SUITE.iterdir()) < MOST_BYTES


def test_packing_hangs_on_no_clock_and_no_name() -> None:
    packed = pack(b"text")
    assert packed[4:8] == bytes(4), "the time"
    assert not packed[3] & 8, "a file name"
    assert unpack(packed) == b"text"


@pytest.mark.parametrize("name", NAMES)
def test_no_fault_is_found(name: str) -> None:
    assert faults(drawn(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_precheck_refuses_only_what_is_meant(name: str) -> None:
    assert bool(precheck(drawn(name), policy(name))) != catalogue.entry(name).feasible


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_provenance_is_told(entry: catalogue.Entry) -> None:
    assert entry.zh
    assert entry.en
    assert entry.assumptions
    assert entry.arithmetic
    assert set(entry.sources) <= SOURCES.keys()


def test_loading_unpacks() -> None:
    document = catalogue.load_document("village-ample")
    assert document == json.loads(json.dumps(kinds.document("village-ample", 1)))
    assert catalogue.path("village-ample").suffixes == [".json", ".gz"]


@pytest.mark.parametrize("name", ["village-football", "stress-rain"])
def test_program_reads_and_makes_it(name: str) -> None:
    """As ``afterbell solve FILE.json.gz`` and ``afterbell generate --kind NAME`` do."""
    stored, made = load_request(catalogue.path(name)), generated_request(name, 1)
    assert stored == made
    assert stored.problem == drawn(name)


def test_building_and_comparing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "suite", lambda: ENTRIES[:2])
    monkeypatch.setattr(build, "samples", lambda: catalogue.samples()[:1])
    folders = (tmp_path / "samples", tmp_path / "suite")
    written = build.build(*folders)
    assert [path.name for path in written] == [
        "tiny.json", "README.md", f"{NAMES[0]}.json.gz", f"{NAMES[1]}.json.gz", build.PROVENANCE,
    ]  # fmt: skip
    assert list(build.differences(*folders)) == []
    first = written[2].read_bytes()
    assert build.build(*folders) == written
    assert written[2].read_bytes() == first
    written[2].write_bytes(pack(b"{}\n"))
    written[3].write_bytes(first[:-9])
    written[0].unlink()
    stray = folders[1] / "old.json.gz"
    stray.write_bytes(first)
    assert list(build.differences(*folders)) == [written[0], written[2], written[3], stray]

"""Requests under gzip: read like the JSON inside, and refused with a fault when they are not what they claim."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from api.files.file_bytes import unpack
from api.files.request.reader import read_request
from solver import ProblemError

MOST = 1000
EMPTY = gzip.compress(b"{}", mtime=0)  # without the time of day: it would be in the names of tests, which all workers share


def test_a_packed_request_is_the_request(samples: Path, tmp_path: Path) -> None:
    packed = tmp_path / "school.JSON.gz"
    packed.write_bytes(gzip.compress((samples / "tiny.json").read_bytes()))
    assert read_request(packed) == read_request(samples / "tiny.json")
    assert read_request(packed.read_bytes(), ".json.gz") == read_request(samples / "tiny.json")


def test_the_bound_is_met_but_not_passed() -> None:
    assert unpack(gzip.compress(b"x" * MOST), MOST) == (b"x" * MOST, [])
    data, faults = unpack(gzip.compress(b"x" * (MOST + 1)), MOST)
    assert (data, len(faults)) == (b"", 1)


def test_a_small_file_cannot_unpack_to_a_large_one() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    assert "more than" in unpack(bomb, 10**6)[1][0].en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cut off"),
        (b"{}", "not valid gzip"),
        (EMPTY[:-3], "cut off"),
        (EMPTY + b"more", "after the gzip content"),
        (EMPTY[:-8] + b"12345678", "not valid gzip"),
    ],
)
def test_what_is_no_gzip_file_is_a_fault(data: bytes, words: str) -> None:
    found, faults = unpack(data, MOST)
    assert found == b""
    assert [words in fault.en for fault in faults] == [True]


def test_another_packed_file_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "school.xlsx.gz"
    wrong.write_bytes(EMPTY)
    with pytest.raises(ProblemError, match=r"\.json\.gz"):
        read_request(wrong)

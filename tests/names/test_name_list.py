"""A sealed list opens with its key alone, and no error repeats a name or a key."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.content.names import PageNames
from api.files.names.name_keys import NameKeys, new_keys, parse_keys
from api.files.names.name_list import LONGEST_NAME, NameList, seal, tidy_names, unseal
from solver.errors import ProblemError
from solver.problem.characters import unseen
from tests.check import builders

KEYS = new_keys()
LISTED = NameList("实验小学", {"P1": "王小明", "P2": "=SUM(A1)", "P3": "阿依古丽·买买提"})
SEEN = st.text(min_size=1, max_size=LONGEST_NAME).map(str.strip).filter(
    lambda text: text and text.isprintable() and unseen(text) is None and " " not in text and "\u3000" not in text
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.from_regex(r"[0-9.]{1,4}-[0-9]{2}", fullmatch=True), SEEN, max_size=8))
def test_a_list_comes_back_as_it_was_sealed_and_no_name_stands_in_the_file(names: dict[str, str]) -> None:
    sealed = seal(NameList("s", names), KEYS)
    assert unseal(sealed, KEYS) == tidy_names("s", names.items())
    assert not any(name.encode() in sealed for name in names.values() if len(name) > 3)


def test_another_key_a_cut_file_a_changed_byte_and_another_file_are_refused_without_a_name() -> None:
    sealed = seal(LISTED, KEYS)
    for data, keys in (
        (sealed, new_keys()), (sealed[:-9], KEYS), (sealed[:60] + b"x" + sealed[61:], KEYS), (b"", KEYS), (b"PK\x03\x04", KEYS),
    ):  # fmt: skip
        with pytest.raises(ProblemError) as told:
            unseal(data, keys)
        shown = "".join(traceback.format_exception(told.value))
        assert not any(name in shown for name in LISTED.names.values())
        assert not any(key in shown for key in (*keys.keys, *KEYS.keys))


def test_rotation_opens_the_older_file_and_seals_with_the_newest_key() -> None:
    old, both = seal(LISTED, KEYS), KEYS.with_new()
    assert unseal(old, both) == LISTED
    new = seal(unseal(old, both), both)
    assert unseal(new, both.newest()) == LISTED
    with pytest.raises(ProblemError):
        unseal(new, KEYS)


def test_a_key_file_is_read_back_and_one_that_is_none_tells_no_line() -> None:
    both = KEYS.with_new()
    assert parse_keys(both.text().encode()) == both
    assert parse_keys(b"\xef\xbb\xbf" + both.text().replace("\n", "\r\n").encode()) == both
    for data in (b"", b"# nothing\n", b"hello", KEYS.keys[0][:-2].encode(), b"\xff\xfe\x00"):
        with pytest.raises(ProblemError) as told:
            parse_keys(data)
        assert KEYS.keys[0][:-2] not in str(told.value)


def test_no_representation_shows_a_name_or_a_key() -> None:
    assert repr(KEYS) == "NameKeys()"
    assert repr(LISTED) == "NameList(school='实验小学')"


@pytest.mark.parametrize(
    ("ident", "name"),
    [
        ("P1", "王\x00明"), ("P1", "王\u202e明小"), ("P1", "王\u200b明"), ("P1", "王\n明"), ("P1", "王" * (LONGEST_NAME + 1)),
        ("P1", "  "), ("", "王小明"), ("P\x001", "王小明"), ("P\u202e1", "王小明"),
    ],
)  # fmt: skip
def test_hostile_names_are_refused_by_the_pupil_s_id_alone(ident: str, name: str) -> None:
    with pytest.raises(ProblemError) as told:
        tidy_names("s", [(ident, name)])
    (fault,) = told.value.faults
    assert fault.hint_zh.startswith("可能")
    assert fault.hint_en.startswith("Maybe")
    assert not name.strip() or name.strip() not in str(told.value) + fault.zh
    assert str(told.value).isprintable()


def test_all_faults_come_at_once() -> None:
    with pytest.raises(ProblemError) as told:
        tidy_names("s", [("P1", ""), ("P2", "a\x00"), ("P3", "好"), ("P3", "坏"), ("P3", " 好 ")])
    assert len(told.value.faults) == 3
    assert tidy_names("s", [("P3", "好"), (" P3", "好\u3000")]).names == {"P3": "好"}


def test_pages_call_pupils_by_name_with_the_id_where_two_share_it() -> None:
    problem = builders.problem()
    first, second, third = (pupil.id for pupil in problem.pupils[:3])
    names = PageNames(problem, NameList("s", {first: "张伟", second: "张伟", third: "李雷", "not there": "李雷"}))
    assert [names.pupil(ident) for ident in (first, second, third, "nobody")] == [
        f"张伟（{first}）", f"张伟（{second}）", "李雷", "nobody",
    ]  # fmt: skip
    assert PageNames(problem).pupil(first) == first
    assert PageNames(problem).pupil_heading != names.pupil_heading


def test_keys_are_those_of_fernet() -> None:
    """A list can be opened with the library alone."""
    from cryptography.fernet import Fernet

    token = seal(LISTED, KEYS).split(b"\n", 1)[1]
    assert "王小明".encode() in Fernet(KEYS.keys[0]).decrypt(token)
    assert NameKeys(KEYS.keys) == KEYS

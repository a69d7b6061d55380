"""Steps of a plan from the origins of its revisions: undo and redo, as any editor of documents has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.services.history import History, history
from api.storage.plans import Origin


def told(*kinds: str) -> History:
    return history(Origin(number, {"kind": kind}, 0, "key:x") for number, kind in enumerate(kinds, start=1))


def test_a_new_plan_has_nothing_to_undo() -> None:
    assert told("solve").step("undo") is None
    assert told("solve").step("redo") is None


def test_an_edit_is_undone_and_redone() -> None:
    assert told("solve", "edit").step("undo") == (2, 1)
    undone = told("solve", "edit", "undo")
    assert (undone.step("undo"), undone.step("redo")) == (None, (2, 2))
    again = told("solve", "edit", "undo", "redo")
    assert (again.step("undo"), again.step("redo")) == ((2, 1), None)


def test_several_steps_go_back_and_a_new_edit_ends_redoing() -> None:
    assert told("solve", "edit", "locks", "edit", "undo", "undo").step("undo") == (2, 1)
    assert told("solve", "edit", "locks", "edit", "undo", "undo").step("redo") == (3, 3)
    assert told("solve", "edit", "undo", "edit") == History((1, 4))


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=30))
def test_history_follows_a_model_of_contents(asked: list[str]) -> None:
    """A model with a list of contents and a cursor says the same as the origins of the revisions that were stored."""
    kinds, contents = ["solve"], {1: 1}
    line, cursor = [1], 0
    for wish in asked:
        step = None if wish == "edit" else history(Origin(n, {"kind": k}, 0, "") for n, k in enumerate(kinds, start=1)).step(wish)  # type: ignore[arg-type]
        possible = wish == "edit" or (cursor > 0 if wish == "undo" else cursor + 1 < len(line))
        assert (step is not None or wish == "edit") == possible
        if not possible:
            continue
        kinds.append(wish)
        number = len(kinds)
        if wish == "edit":
            line, cursor = [*line[: cursor + 1], number], cursor + 1
            contents[number] = number
        else:
            assert step is not None
            cursor += -1 if wish == "undo" else 1
            contents[number] = contents[step[1]]
            assert contents[number] == line[cursor]

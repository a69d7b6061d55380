"""Fields of optional modules are written only where a school uses them."""

from dataclasses import dataclass

from solver.problem.codec import encode
from solver.problem.option import option


@dataclass(frozen=True)
class Shed:
    """A thing with one ordinary default and one optional field."""

    size: int = 1
    key: str | None = option(None)


def test_an_unused_option_is_left_out_and_an_ordinary_default_is_not() -> None:
    assert encode(Shed()) == {"size": 1}


def test_a_used_option_is_written() -> None:
    assert encode(Shed(key="k")) == {"size": 1, "key": "k"}

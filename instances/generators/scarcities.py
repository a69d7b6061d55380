"""The scarcities of the suite by name, with what stands behind their numbers. [P..], [S..]: instances/sources.py."""

from __future__ import annotations

from dataclasses import dataclass

from instances.generators.scarcity import Scarcity


@dataclass(frozen=True, slots=True)
class NamedScarcity:
    """A scarcity with its name, what a school would call it, and where its numbers come from."""

    name: str
    zh: str
    en: str
    scarcity: Scarcity
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]


AMPLE = NamedScarcity(
    name="ample",
    zh="人手、场地宽裕",
    en="people and rooms to spare",
    scarcity=Scarcity(load=(0, 64), leaders=3, rooms=125, favourites=("robotics",), pressure=30),
    sources=("P2", "P3", "P18"),
    assumptions=(
        "a quarter more rooms, three leaders a section",
        "more staff only as far as the load asks for it: in town one for 13 to 18 pupils [P3: 16.3]",
    ),
)
TIGHT_STAFF = NamedScarcity(
    name="tight-staff",
    zh="人手紧张",
    en="hardly enough people",
    scarcity=Scarcity(load=(92, 100), leaders=1, favourites=("robotics",), pressure=35),
    sources=("P1", "P18"),
    assumptions=(
        "at least 92 % of the person-days are needed; 65 % of the staff take part at least; one leader a section",
    ),
)
TIGHT_ROOMS = NamedScarcity(
    name="tight-rooms",
    zh="场地紧张",
    en="hardly enough rooms",
    scarcity=Scarcity(rooms=50, seats=55, favourites=("robotics",), pressure=35),
    sources=("P18",),
    assumptions=("half of the special rooms, halls and field slots, with 55 % of their seats",),
)
FOOTBALL = NamedScarcity(
    name="football",
    zh="人人想踢足球",
    en="everyone wants football",
    scarcity=Scarcity(
        largest=60, favourites=("football", "football_low", "football_junior"), pressure=60, crowd=52
    ),
    sources=("P17", "P18", "P19"),
    assumptions=("52 % want football first; sections of 18 at most (village 15), so that seats are short everywhere",),
)  # fmt: skip
FEW_TAKERS = NamedScarcity(
    name="few-takers",
    zh="报名分散、难以开班",
    en="too few takers everywhere",
    scarcity=Scarcity(smallest=80, takers=90),
    sources=("P8", "P19"),
    assumptions=("sections need 80 % of their seats; lists of one or two clubs, all equally popular",),
)
SCARCITIES = (AMPLE, TIGHT_STAFF, TIGHT_ROOMS, FOOTBALL, FEW_TAKERS)

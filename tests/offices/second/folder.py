"""The folder of an office of the second family by seed."""

from __future__ import annotations

from random import Random

from tests.offices.disorder import Disorder
from tests.offices.draw_school import draw_school
from tests.offices.folder import drawn_disorders
from tests.offices.second.applications import write_applications
from tests.offices.second.courses import write_board, write_offer
from tests.offices.second.roster import write_roster
from tests.offices.second.staff import write_staff
from tests.offices.second.timetable import write_timetable
from tests.offices.truth import OfficeFolder
from tests.offices.writing import Hand

OWN = frozenset({
    Disorder.FULL_WIDTH, Disorder.SPACED_NAMES, Disorder.SAME_NAME_TWO_CLASSES, Disorder.SAME_NAME_ONE_CLASS, Disorder.DECLINED,
    Disorder.TOTAL_ROWS, Disorder.REMARKS, Disorder.ODD_EVEN, Disorder.NUMBERS_AS_TEXT, Disorder.DATES_IN_WORDS,
    Disorder.WITHDRAWN, Disorder.TEACHER_ON_LEAVE, Disorder.RARE_NAMES, Disorder.INVISIBLE,
})
"""The disorders that these layouts can have."""


def write_second_office(seed: int, disorders: frozenset[Disorder] | None = None) -> OfficeFolder:
    """The folder of an office that uses other products; schools of 7 to 18 classes, 20 to 40 children a class."""
    chosen = (drawn_disorders(seed + 1000) if disorders is None else disorders) & OWN
    random = Random(f"second {seed}")
    classes = random.randrange(7, 19)
    truth = draw_school(seed + 1000, chosen, classes, classes * random.randrange(20, 41))
    hand = Hand(random, chosen)
    files: dict[str, bytes] = {}
    for write in (write_roster, write_staff, write_timetable, write_board, write_applications, write_offer):
        files |= write(hand, truth)
    return OfficeFolder(seed, files, truth, chosen)

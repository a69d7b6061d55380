"""The folder of an office by seed: files and the truth behind them."""

from __future__ import annotations

from random import Random

from tests.offices.disorder import Disorder
from tests.offices.draw_school import draw_school
from tests.offices.outside_list import write_agency_list, write_course_list
from tests.offices.roster import write_roster
from tests.offices.staff_list import write_staff_list
from tests.offices.survey import write_survey
from tests.offices.timetable import write_timetable
from tests.offices.truth import OfficeFolder
from tests.offices.writing import Hand

SHARE = 0.4
"""Share of the disorders that a folder has; raising it makes offices untidier."""
EITHER = (Disorder.CLASS_A_SHEET, Disorder.CLASS_A_FILE)


def drawn_disorders(seed: int) -> frozenset[Disorder]:
    """The disorders of a folder by its seed; a roster is never both a sheet a class and a file a class."""
    random = Random(f"disorder {seed}")
    drawn = {disorder for disorder in Disorder if random.random() < SHARE}
    if drawn.issuperset(EITHER):
        drawn.discard(random.choice(EITHER))
    return frozenset(drawn)


def write_office(
    seed: int, disorders: frozenset[Disorder] | None = None, classes: int = 12, children: int = 420
) -> OfficeFolder:
    """The folder of an office.

    disorders: those to have, None = drawn by ``seed``, empty = a tidy office. The same arguments give the same bytes.
    """
    chosen = drawn_disorders(seed) if disorders is None else disorders
    truth = draw_school(seed, chosen, classes, children)
    hand = Hand(Random(f"hand {seed}"), chosen)
    files: dict[str, bytes] = {}
    for write in (write_roster, write_staff_list, write_timetable, write_course_list, write_survey, write_agency_list):
        files |= write(hand, truth)
    return OfficeFolder(seed, files, truth, chosen)

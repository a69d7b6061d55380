"""Comparator: items that an importer lost, doubled, altered or invented, against the truth of a folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from tests.offices.concluded import (
    Concluded,
    ConcludedChild,
    ConcludedLesson,
    ConcludedTeacher,
    ConcludedVisitor,
    ConcludedWish,
)
from tests.offices.curriculum import AMBIGUOUS, canonical_subject
from tests.offices.truth import OfficeTruth, Wish


@dataclass(frozen=True, slots=True)
class Difference:
    """kind: lost, doubled, altered or invented; subject: child, teacher, lesson, wish, outside, course."""

    kind: str
    subject: str
    item: str
    expected: str = ""
    got: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.item}" + (f": {self.expected} -> {self.got}" if self.expected or self.got else "")


def differences(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    """All differences. An item that only a question can settle is none, once the importer asked of it."""
    return [*_children(truth, found), *_teachers(truth, found), *_lessons(truth, found), *_wishes(truth, found),
            *_visitors(truth, found), *_clubs(truth, found)]


def _counted(subject: str, expected: Iterable[Hashable], got: Iterable[Hashable]) -> list[Difference]:
    """Items lost, doubled or invented by how often each occurs."""
    wanted, had = Counter(expected), Counter(got)
    result = []
    for item in sorted(set(wanted) | set(had), key=str):
        if had[item] < wanted[item]:
            result.append(Difference("lost", subject, str(item), str(wanted[item]), str(had[item])))
        elif had[item] > wanted[item]:
            result.append(Difference("doubled" if wanted[item] else "invented", subject, str(item), str(wanted[item]), str(had[item])))
    return result


def _children(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    counted = _counted("child", [(c.class_id, c.name) for c in truth.children], [(c.class_id, c.name) for c in found.children])
    # A name that stands twice in a list of names alone may be one child: the clerk asks.
    alike = Counter((child.class_id, child.name) for child in truth.children if child.number is None)
    open_items = {str(item) for item, count in alike.items() if count > 1 and found.asks_of(item[1])}
    result = [difference for difference in counted if difference.item not in open_items]
    numbers: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for child in found.children:
        numbers[child.class_id, child.name].append(child.number)
    for child in truth.children:
        got = numbers.get((child.class_id, child.name), [])
        if child.number is not None and got and child.number not in got:
            result.append(Difference("altered", "child", f"{child.class_id} {child.name}", str(child.number), str(got)))
    return result


def _teachers(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    absent = {teacher.name for teacher in truth.teachers if teacher.absent}
    result = _counted("teacher", [t.name for t in truth.teachers if t.name not in absent],
                      [t.name for t in found.teachers if t.name not in absent])
    taught: dict[str, set[str]] = defaultdict(set)
    for lesson in truth.lessons:
        taught[lesson.teacher].add(lesson.subject)
    by_name = {teacher.name: teacher for teacher in found.teachers}
    for teacher in truth.teachers:
        got = by_name.get(teacher.name)
        if got is None:
            continue
        if got.homeroom != teacher.homeroom:
            result.append(Difference("altered", "teacher", f"{teacher.name} homeroom", str(teacher.homeroom), str(got.homeroom)))
        subjects = {canonical_subject(subject) for subject in got.subjects}
        if not set(teacher.subjects) <= subjects or not subjects <= set(teacher.subjects) | taught[teacher.name]:
            result.append(Difference("altered", "teacher", f"{teacher.name} subjects", str(teacher.subjects), str(got.subjects)))
    return result


def _lessons(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    if found.lessons is None:
        return []
    places = [(lesson.class_id, lesson.weekday, lesson.period, lesson.weeks) for lesson in found.lessons]
    result = _counted("lesson", [(t.class_id, t.weekday, t.period, t.weeks) for t in truth.lessons], places)
    by_place = dict(zip(places, found.lessons, strict=True))
    for lesson in truth.lessons:
        got = by_place.get((lesson.class_id, lesson.weekday, lesson.period, lesson.weeks))
        if got is None:
            continue
        where = f"{lesson.class_id} 周{lesson.weekday}第{lesson.period}节{lesson.weeks}"
        if canonical_subject(got.subject) != lesson.subject:
            result.append(Difference("altered", "lesson", where, lesson.subject, got.subject))
        if got.teacher != lesson.teacher and not lesson.ask:
            result.append(Difference("altered", "lesson", where + " teacher", lesson.teacher, got.teacher))
    return result


def _wishes(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    got: dict[tuple[str, str], list[ConcludedWish]] = defaultdict(list)
    for wish in found.wishes:
        got[wish.class_id, wish.name].append(wish)
    open_children = {(wish.class_id, wish.name) for wish in truth.wishes if wish.ask}
    result = []
    for wish in truth.wishes:
        if wish.ask and found.asks_of(wish.written):
            continue
        candidates = got.get((wish.class_id, wish.name), [])
        mine = [one for one in candidates if one.number == wish.number] or (candidates if len(candidates) == 1 else [])
        result += _one_wish(wish, mine, found)
    wanted = {(wish.class_id, wish.name) for wish in truth.wishes} | open_children
    for wish_place, wishes in got.items():
        if wish_place not in wanted:
            result.append(Difference("invented", "wish", " ".join(wish_place), "", f"{wishes[0].weekdays} {wishes[0].choices}"))
    return result


def _one_wish(wish: Wish, mine: list[ConcludedWish], found: Concluded) -> list[Difference]:
    item = f"{wish.class_id} {wish.name}" + (f"（写作 {wish.written}）" if wish.written != wish.name else "")
    expected = f"{wish.weekdays} {wish.choices}"
    if not mine:
        return [Difference("lost", "wish", item, expected, "")] if wish.weekdays or wish.choices else []
    if len(mine) > 1:
        return [Difference("doubled", "wish", item, expected, str(len(mine)))]
    one = mine[0]
    same_days = tuple(sorted(one.weekdays)) == tuple(sorted(wish.weekdays))
    wanted, had = list(wish.choices), list(one.choices)
    if not wish.ranked:
        wanted, had = sorted(wanted), sorted(had)
    if wish.open_words:
        may = {name for word in wish.open_words if found.asks_of(word) for name in AMBIGUOUS.get(word, ())}
        wanted, had = [name for name in wanted if name not in may], [name for name in had if name not in may]
    if same_days and wanted == had:
        return []
    return [Difference("altered", "wish", item, expected, f"{one.weekdays} {one.choices}")]


def _visitors(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    result = _counted("outside", [visitor.name for visitor in truth.visitors], [visitor.name for visitor in found.visitors])
    by_name = {visitor.name: visitor for visitor in found.visitors}
    for visitor in truth.visitors:
        got = by_name.get(visitor.name)
        if got is not None and (got.organisation, tuple(sorted(got.weekdays))) != (visitor.organisation, visitor.weekdays):
            result.append(Difference("altered", "outside", visitor.name, f"{visitor.organisation} {visitor.weekdays}",
                                     f"{got.organisation} {got.weekdays}"))
    return result


def _clubs(truth: OfficeTruth, found: Concluded) -> list[Difference]:
    """Clubs that some family wants and the importer does not have; clubs that nobody offers."""
    if found.clubs is None:
        return []
    wanted = {choice for wish in truth.wishes for choice in wish.choices}
    offered = {club.name for club in truth.clubs}
    return [Difference("lost", "course", name) for name in sorted(wanted - set(found.clubs))] + [
        Difference("invented", "course", name) for name in sorted(set(found.clubs) - offered) if not found.asks_of(name)
    ]


def as_concluded(truth: OfficeTruth) -> Concluded:
    """The truth in the neutral form: the answer of an importer without fault, for tests of the comparator."""
    return Concluded(
        tuple(ConcludedChild(c.class_id, c.number, c.name) for c in truth.children),
        tuple(ConcludedTeacher(t.name, t.subjects, t.homeroom) for t in truth.teachers),
        tuple(ConcludedWish(w.class_id, w.number, w.name, w.weekdays, w.choices) for w in truth.wishes if w.weekdays),
        tuple(ConcludedVisitor(v.name, v.organisation, v.weekdays) for v in truth.visitors),
        tuple(ConcludedLesson(t.class_id, t.weekday, t.period, t.subject, t.teacher, t.weeks) for t in truth.lessons),
        tuple(club.name for club in truth.clubs),
    )

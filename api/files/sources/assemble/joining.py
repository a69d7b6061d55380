"""Wishes of families -> applications of the children of a roster: joined by class, name and number, the last submission counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api.files.sources.account import RowFate, joined, left_out, taken
from api.files.sources.answers.courses import Choice, CourseIndex, choices_in, course_key
from api.files.sources.assemble.roster import PupilIndex, RosterMatch, RosterPupil
from api.files.sources.family_remark import FamilyRemark
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.records import WishRecord
from api.files.sources.source import SourcePlace
from solver.units import Minute, Weekday

NOT_USED = "不用"
"""The answer by which a form is not used, or words are no course."""


@dataclass(frozen=True, slots=True)
class Application:
    """Application of a child. weekdays: None = not asked. choices: ids of courses, best first. clubs: None = not told.

    takes_part: False = said that the child does not come. remark: of the family, for the office. place: of the form that counts."""

    pupil: str
    place: SourcePlace
    weekdays: tuple[Weekday, ...] | None = None
    choices: tuple[str, ...] = ()
    clubs: int | None = None
    late_until: Minute | None = None
    takes_part: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class JoinedWishes:
    """applications: pupil id -> what counts. fates: of the row of every wish. unlisted: words that are no course of the list and
    were not answered for, with how often they were wished. remarks: of all forms, also of those that do not count."""

    applications: Mapping[str, Application]
    fates: Mapping[SourcePlace, tuple[RowFate, ...]]
    unlisted: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[FamilyRemark, ...] = ()


def join_wishes(wishes: Sequence[WishRecord], roster: PupilIndex, class_of: Callable[[str], str | None], grade_of: Callable[[str], int],
                courses: CourseIndex, asking: Asking) -> JoinedWishes:  # fmt: skip
    """Applications by pupil.

    class_of: a class as written -> its id, None = no class of the school. grade_of: class id -> grade. courses: those that families may
    choose. Who is not clear is asked once a form, words that are no course once a word.
    """
    fates: dict[SourcePlace, list[RowFate]] = {}
    mine = _children(wishes, roster, class_of, asking, fates)
    means = _Words(courses, asking)
    means.count(wishes)
    found: dict[str, Application] = {}
    for pupil, forms in mine.items():
        last = forms[-1]
        for form in forms[:-1]:
            fates.setdefault(form.place, []).append(_superseded(form, last))
        child = roster.by_id[pupil]
        application, told = _application(child, forms, means, grade_of(child.class_id))
        found[pupil] = application
        fates.setdefault(last.place, []).extend(told)
    child_of = {form.place: pupil for pupil, forms in mine.items() for form in forms}
    remarks = tuple(FamilyRemark(each.place, child_of.get(each.place, ""), f"{each.class_name} {each.pupil}".strip(), each.remark)
                    for each in wishes if each.remark)  # fmt: skip
    return JoinedWishes(found, {place: tuple(each) for place, each in fates.items()}, means.unlisted(), remarks)


def _superseded(form: WishRecord, last: WishRecord) -> RowFate:
    """Why a form of a family that submitted several does not count."""
    where = f"第 {last.place.row + 1} 行" if last.place.file == form.place.file else f"{last.place.file} 第 {last.place.row + 1} 行"
    same = (form.weekdays, form.choices, form.clubs, form.late_until, form.takes_part) == (
        last.weekdays, last.choices, last.clubs, last.late_until, last.takes_part)  # fmt: skip
    if same:
        return joined(f"同一家庭交了几次，与{where}相同", f"submitted again with the same answer in row {last.place.row + 1}")
    return joined(f"同一家庭交了几次，以后一次（{where}）为准", f"submitted again: row {last.place.row + 1}, the later, counts", told=True)


# whose form it is ---------------------------------------------------------------------------------------------------------


def _children(wishes: Sequence[WishRecord], roster: PupilIndex, class_of: Callable[[str], str | None], asking: Asking,
              fates: dict[SourcePlace, list[RowFate]]) -> dict[str, list[WishRecord]]:  # fmt: skip
    """Pupil id -> its forms, in the order of their submission."""
    found: dict[str, list[tuple[int, WishRecord]]] = {}
    given: dict[str, str] = {}
    for index, wish in enumerate(wishes):
        match = roster.find(wish.pupil, class_of(wish.class_name) if wish.class_name else None, wish.number, wish.fields.get("phone", ""))
        pupil = match.found[0] if match.how in ("exact", "number", "school") else _asked(wish, match, asking, given)
        if pupil is None:
            fates.setdefault(wish.place, []).append(_unknown(wish, match))
            continue
        if match.how != "exact":
            fates.setdefault(wish.place, []).append(_told(wish, match, pupil))
        found.setdefault(pupil.id, []).append((index, wish))
    return {pupil: _in_order(forms) for pupil, forms in found.items()}


def _in_order(forms: list[tuple[int, WishRecord]]) -> list[WishRecord]:
    """Forms by the time of submission where all tell it, else as they stand."""
    times = [wish.submitted for _, wish in forms if wish.submitted is not None]
    if len(times) < len(forms):
        return [wish for _, wish in forms]
    return [wish for _, (_, wish) in sorted(zip(times, forms, strict=True), key=lambda each: (each[0], each[1][0]))]


def _asked(wish: WishRecord, match: RosterMatch, asking: Asking, given: dict[str, str]) -> RosterPupil | None:
    """The child of a form whose child is not clear: asked, with a guess."""
    where = f"{wish.place.file} 第 {wish.place.row + 1} 行"
    named = f"{wish.class_name} {wish.pupil}".strip()
    if match.how == "none":
        asking.ask(Question(
            question_id("pupil", wish.place.file, named, wish.number),
            f"名册里没有“{named}”（{where}），可能班级或姓名写错了，或是新学生。新学生请先补进名册再导入；这份答卷先不用。",
            f'"{named}" is in no roster: class or name may be misspelt; a new child must be added to the roster first.',
            NOT_USED, {NOT_USED: "先不用这份答卷"},
        ))  # fmt: skip
        return None
    choices = {pupil.id: f"{pupil.class_id} {pupil.number} {pupil.name}".replace("  ", " ") for pupil in match.found}
    if match.how == "same":
        free = [pupil for pupil in match.found if pupil.id not in given]
        guess = free[0] if free and all(pupil.class_id == match.found[0].class_id for pupil in match.found) else None
        zh = f"“{named}”（{where}）是哪一个？有 {len(match.found)} 名同名学生。"
        en = f'Which "{named}" is it? There are {len(match.found)}.'
    else:
        guess = match.found[0]
        zh = f"名册里没有“{named}”（{where}），是不是 {choices[guess.id]}？"
        en = f'"{named}" is in no roster; is it {guess.class_id} {guess.name}?'
    answer = asking.ask(Question(
        question_id("pupil", wish.place.file, named, wish.number, str(_submission(given, named))), zh, en,
        guess.id if guess else NOT_USED, {**choices, NOT_USED: "都不是，先不用这份答卷"},
    ))  # fmt: skip
    given[f"?{named}"] = str(_submission(given, named) + 1)
    pupil = next((pupil for pupil in match.found if pupil.id == answer), None)
    if pupil is not None and match.how == "same":
        given[pupil.id] = named
    return pupil


def _submission(given: Mapping[str, str], named: str) -> int:
    return int(given.get(f"?{named}", "0"))


def _unknown(wish: WishRecord, match: RosterMatch) -> RowFate:
    named = f"{wish.class_name} {wish.pupil}".strip()
    if match.found:
        return left_out(f"“{named}”是哪名学生不清楚，等回答", f'it is not clear who "{named}" is')
    return left_out(f"名册里没有“{named}”", f'"{named}" is in no roster')


def _told(wish: WishRecord, match: RosterMatch, pupil: RosterPupil) -> RowFate:
    """How a form was given to a child that it does not name exactly."""
    at = f"{pupil.class_id} {pupil.name}"
    if match.how == "school":
        if not wish.class_name:
            return joined(f"没写班级，全校只有 {at}", f"no class is told; the school has one {at}", told=True)
        zh = f"写的是{wish.class_name}，全校只有 {at}，归该生"
        return joined(zh, f"written as of {wish.class_name}; the school has one {at}", told=True)
    if match.how == "number":
        return joined(f"没写姓名，按学号归 {at}", f"by its number: {at}", told=True)
    if match.how == "same":
        return joined(f"有同名学生，归 {pupil.id}", f"one of several of that name: {pupil.id}", told=True)
    return joined(f"“{wish.pupil}”按名册归 {at}", f'"{wish.pupil}" is taken for {at}', told=True)


# what it wishes -----------------------------------------------------------------------------------------------------------


@dataclass
class _Words:
    """Words of families -> courses; each is asked about once, whoever wrote it."""

    courses: CourseIndex
    asking: Asking
    _often: Counter[str] = field(default_factory=Counter)
    _answers: dict[str, str] = field(default_factory=dict)
    _unlisted: Counter[str] = field(default_factory=Counter)

    def count(self, wishes: Iterable[WishRecord]) -> None:
        """How often each word stands in the answers, for the questions."""
        self._often = Counter(course_key(words) for wish in wishes for words in wish.choices)

    def unlisted(self) -> Mapping[str, int]:
        return dict(self._unlisted)

    def choices(self, wish: WishRecord, grade: int) -> tuple[list[str], list[RowFate]]:
        """Ids of the courses of a form for a child of a grade, and what is told of the others."""
        ids: dict[str, None] = {}
        told = []
        for choice in choices_in(wish.choices, self.courses, grade):
            if choice.found.sure is not None:
                ids[choice.found.sure.id] = None
            elif choice.found.closed:
                names = "、".join(course.name for course in choice.found.closed)
                told.append(left_out(f"志愿“{choice.words}”：{names}不收 {grade} 年级", f'"{choice.words}" does not take grade {grade}'))
            else:
                self._ask(choice, grade, ids, told)
        return list(ids), told

    def _ask(self, choice: Choice, grade: int, ids: dict[str, None], told: list[RowFate]) -> None:
        key = course_key(choice.words) or choice.words
        guesses = choice.found.guesses
        names = {course.id: course.name for course in self.courses.courses if course.takes(grade)}
        often = f"（{self._often[key]} 份答卷）" if self._often[key] > 1 else ""
        if guesses:
            others = "、".join(course.name for course in guesses)
            zh = f"志愿里的“{choice.words}”{often}不在课程表里，是不是{others}？"
        else:
            zh = f"志愿里的“{choice.words}”{often}不在课程表里，是哪门课程？"
        several = "|".join(course.id for course in guesses)
        answer = self.asking.ask(Question(
            question_id("course", key, several), zh, f'"{choice.words}" is no course of the list; which one is meant?',
            guesses[0].id if guesses else NOT_USED, {**names, NOT_USED: "不开这门课，当作备注"},
        ))  # fmt: skip
        if answer in names:
            ids[answer] = None
            told.append(joined(f"志愿“{choice.words}”按“{names[answer]}”", f'"{choice.words}" is taken for "{names[answer]}"'))
        else:
            self._unlisted[choice.words] += 1
            told.append(left_out(f"志愿“{choice.words}”不在课程表里", f'"{choice.words}" is no course of the list'))


def _application(child: RosterPupil, forms: Sequence[WishRecord], means: _Words, grade: int) -> tuple[Application, list[RowFate]]:
    """Application of a child from its forms, and the fates of the last one's row. Remarks of all forms are kept."""
    last = forms[-1]
    ids, told = means.choices(last, grade)
    remark = "；".join(dict.fromkeys(form.remark for form in forms if form.remark))
    application = Application(child.id, last.place, last.weekdays, tuple(ids), last.clubs, last.late_until, last.takes_part, remark)
    said = f"；家长备注：{remark}" if remark else ""
    what = "不参加" if last.takes_part is False else f"{len(ids)} 个志愿"
    fate = taken(f"{child.id} 的报名（{what}）{said}", f"application of {child.id}" + (f"; remark: {remark}" if remark else ""))
    return application, [fate, *told]

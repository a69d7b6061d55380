"""Home classes from the names that rosters, staff lists and timetables give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.class_name import class_words, find_class, find_classes, find_grade, read_class
from api.files.sources.question import Question, question_id
from api.files.sources.source import SourcePlace
from api.files.sources.words import plain
from solver.problem.pupils import HomeClass


@dataclass(slots=True)
class ClassBook:
    """Classes by the texts that name them. A class becomes one of the school when a pupil is in it."""

    context: AssemblyContext
    _of_text: dict[str, str | None] = field(default_factory=dict)
    _named: dict[str, tuple[int, str]] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)

    def find(self, text: str) -> str | None:
        """The id of the class that a text names, without asking; None when it names none."""
        key = plain(text)
        if key not in self._of_text:
            found = read_class(text, self.context.year) or find_class(text, self.context.year)
            self._of_text[key] = found.id if found else self._named_id(key)
        return self._of_text[key]

    def all_in(self, text: str) -> tuple[str, ...]:
        """Ids of all classes that a text names."""
        found = tuple(each.id for each in find_classes(text, self.context.year))
        single = self.find(text)
        return found or ((single,) if single else ())

    def require(self, text: str, place: SourcePlace) -> str:
        """The class of a pupil; where the text names none that can be read, it is asked for."""
        found = self.find(text)
        if found:
            self._written.setdefault(found, text)
            return found
        grade = find_grade(text, self.context.year) or 1
        label = text or place.sheet or place.file
        number = 1 + sum(1 for known, _ in self._named.values() if known == grade)
        guess = f"{grade}.{number + 20}"
        answer = self.context.asking.ask(Question(
            question_id("class", plain(label)), f"“{label[:30]}”是哪个班？请写成 1.2 这样（1 年级 2 班）。见 {told_place(place)}",
            f"Which class is “{label[:30]}”? Answer as 1.2.", guess))  # fmt: skip
        meant = read_class(answer, self.context.year)
        ident = meant.id if meant else guess
        self._of_text[plain(text)] = ident
        self._named[plain(label)] = (int(ident.split(".")[0]), ident)
        self._written.setdefault(ident, label)
        return ident

    def _named_id(self, key: str) -> str | None:
        return self._named[key][1] if key in self._named else None

    def homes(self, used: Mapping[str, object]) -> tuple[HomeClass, ...]:
        """Classes that have pupils or lessons, in order."""
        return tuple(
            HomeClass(ident, int(ident.split(".")[0]), "", class_words(self._written.get(ident, ident)))
            for ident in sorted(used, key=class_order)
        )


def class_order(ident: str) -> tuple[int, ...]:
    """Sorts ``1.10`` behind ``1.2``."""
    return tuple(int(part) for part in ident.split("."))

"""Teaching assignments (teacher, class, subject) by staff lists and plans of teaching: the teacher whom a lesson's cell means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.people import KnownPerson, PersonBook
from api.files.sources.timetable.subjects import full_subject
from api.files.sources.words import person_name, plain

OF_HOMEROOM = frozenset(("班会", "班队", "班队会", "队会", "班会课", "主题班会", "少先队", "少先队活动", "晨会", "安全", "安全教育"))
"""Subjects that a class's own class teacher gives where nobody is named for them."""
LONGEST_SURNAME = 2
SAME = {"道法": "道德与法治", "品德": "道德与法治", "道德与法制": "道德与法治", "信息技术": "信息科技", "信息": "信息科技"}
"""Older names of subjects."""


@dataclass(slots=True)
class Teaching:
    """homes: class id -> id of the class teacher."""

    people: PersonBook
    homes: dict[str, str]
    _pairs: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    _classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _subjects: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @staticmethod
    def of(people: PersonBook, classes: ClassBook, homes: dict[str, str]) -> Teaching:
        """Teaching as all records of the staff tell it. homes: class teachers that other files name."""
        made = Teaching(people, dict(homes))
        for person in people.persons:
            for record in person.records:
                taught = {ident for text in (*record.classes, record.homeroom) if text for ident in classes.all_in(text)}
                made._classes[person.id] |= taught
                for subject in map(subject_key, record.subjects):
                    made._subjects[person.id].add(subject)
                    for class_id in taught:
                        if person.id not in made._pairs[class_id, subject]:
                            made._pairs[class_id, subject].append(person.id)
                home = classes.find(record.homeroom) if record.homeroom else None
                if home:
                    made.homes.setdefault(home, person.id)
        return made

    def teacher(self, written: str, class_id: str | None, subject: str) -> str | None:
        """The person whom a cell means: by name, else by surname with class and subject; without a name the one who teaches both."""
        name, key = person_name(written), subject_key(subject)
        if name:
            found = self.people.find(written, subject)
            if found and len(name) > 1:
                return found
        if not name:
            alone = self._pairs.get((class_id or "", key), [])
            return alone[0] if len(alone) == 1 else self.homes.get(class_id or "") if key in OF_HOMEROOM and not alone else None
        return self._of_surname(self.candidates(written), class_id, key)

    def candidates(self, written: str) -> list[KnownPerson]:
        """People whose name begins as written, where that can be a surname."""
        name = person_name(written.removesuffix("老师"))
        if not name or len(name) > LONGEST_SURNAME:
            return []
        return [person for person in self.people.persons if person.name.startswith(name) and len(person.name) > len(name)]

    def _of_surname(self, alike: Sequence[KnownPerson], class_id: str | None, subject: str) -> str | None:
        """The only one of these who teaches class and subject, or the subject, or the class; or who is alone."""
        idents = [person.id for person in alike]
        of_class = [ident for ident in idents if class_id in self._classes[ident] or self.homes.get(class_id or "") == ident]
        of_subject = [ident for ident in idents if subject in self._subjects[ident]]
        of_home = [ident for ident in idents if self.homes.get(class_id or "") == ident]
        both = [ident for ident in of_subject if ident in of_class]
        steps: Iterable[list[str]] = (both, of_subject, of_home, of_class, idents) if of_subject else (of_home, of_class, idents)
        for found in steps:
            if len(found) == 1:
                return found[0]
            if found is both and len(both) > 1:
                return next((ident for ident in both if ident in of_home), None)
        return None


def subject_key(subject: str) -> str:
    """A subject as it is compared: by its whole name, of names of one subject the usual one."""
    word = full_subject(plain(subject))
    return SAME.get(word, word)

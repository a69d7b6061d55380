"""Faults of names: characters that nobody sees in an id, and two names that read alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.errors import Path
from solver.problem.characters import alike, told, unfit
from solver.problem.checks import What
from solver.problem.findings import Findings
from solver.problem.problem import Problem

Named = Iterable[tuple[Path, str]]
"""Names with their places."""


def check_names(found: Findings, problem: Problem) -> None:
    """Ids of one kind, and words by which one sheet means another (room types, zones, skills, …), are told apart by eye."""
    for what, names in _ids(problem):
        known = list(names)
        for path, name in known:
            _check_id(found, path, name)
        _check_alike(found, what, known)
    for what, names in _words(problem):
        _check_alike(found, what, names)


def _check_id(found: Findings, path: Path, name: str) -> None:
    sign = unfit(name)
    if sign is not None:
        zh, en = told(sign)
        found.add(path, name, f"编号里不能有 {zh}。", f"An id may not hold {en}.",
                  hint_zh="可能从别的程序复制时带入；请删去重打，生僻字请用正式编码的字。",
                  hint_en="Maybe it was copied from another program; type it again.")  # fmt: skip
    elif name.strip() and name != name.strip():
        found.add(path, f"“{name}”", "编号前后不能有空格。", "An id may not begin or end with a space.",
                  hint_zh="可能复制时多带了空格。", hint_en="Maybe a space was copied with it.")  # fmt: skip


def _check_alike(found: Findings, what: What, names: Named) -> None:
    first: dict[str, str] = {}
    for path, name in names:
        known = first.setdefault(alike(name), name)
        if known != name and name.strip():
            found.add(path, name, f"与{what[0]}“{known}”只差全半角、大小写或空格，会被当成两个。",
                      f'This differs from the {what[1]} "{known}" in width, case or spaces alone, and would be another one.',
                      hint_zh="可能指同一个；请统一写法。", hint_en="Maybe the same is meant; write it the same way.")  # fmt: skip


def _ids(problem: Problem) -> Iterator[tuple[What, Named]]:
    people = [(("staff", i, "id"), person.id) for i, person in enumerate(problem.staff)]
    guests = [(("outside", i, "id"), guest.id) for i, guest in enumerate(problem.outside)]
    yield ("班级", "class"), [(("classes", i, "id"), home.id) for i, home in enumerate(problem.classes)]
    yield ("学生", "pupil"), [(("pupils", i, "id"), pupil.id) for i, pupil in enumerate(problem.pupils)]
    yield ("人员", "person"), [*people, *guests]
    yield ("场地", "room"), [(("rooms", i, "id"), room.id) for i, room in enumerate(problem.rooms)]
    yield ("校门", "gate"), [(("gates", i, "id"), gate.id) for i, gate in enumerate(problem.gates)]
    yield ("课程", "offering"), [(("offerings", i, "id"), offering.id) for i, offering in enumerate(problem.offerings)]
    yield ("岗位", "post"), [(("posts", i, "id"), post.id) for i, post in enumerate(problem.posts)]
    yield ("时段", "block"), [(("blocks", i, "id"), block.id) for i, block in enumerate(problem.blocks)]
    yield ("课酬档次", "pay tier"), [(("money", "tiers", i, "id"), tier.id) for i, tier in enumerate(problem.money.tiers)]


def _words(problem: Problem) -> Iterator[tuple[What, Named]]:
    rooms, offerings = list(enumerate(problem.rooms)), list(enumerate(problem.offerings))
    yield ("场地类型", "room type"), [
        *((("rooms", i, "type"), room.type) for i, room in rooms),
        *((("offerings", i, "room_type"), offering.room_type) for i, offering in offerings),
    ]
    yield ("区域", "zone"), [
        *((("rooms", i, "zone"), room.zone) for i, room in rooms),
        *((("posts", i, "zone"), post.zone) for i, post in enumerate(problem.posts)),
        *((("gates", i, "zone"), gate.zone) for i, gate in enumerate(problem.gates) if gate.zone),
        *((("walks", i, "zone_a"), walk.zone_a) for i, walk in enumerate(problem.walks)),
        *((("walks", i, "zone_b"), walk.zone_b) for i, walk in enumerate(problem.walks)),
    ]
    yield ("技能", "skill"), [
        *((("offerings", i, "skill"), offering.skill) for i, offering in offerings),
        *((("staff", i, "skills", j, "name"), skill.name) for i, p in enumerate(problem.staff) for j, skill in enumerate(p.skills)),
        *((("outside", i, "skills", j, "name"), skill.name) for i, g in enumerate(problem.outside) for j, skill in enumerate(g.skills)),
    ]
    yield ("科目", "subject"), [
        *((("staff", i, "subjects", j), subject) for i, p in enumerate(problem.staff) for j, subject in enumerate(p.subjects)),
        *((("posts", i, "subjects", j), subject) for i, post in enumerate(problem.posts) for j, subject in enumerate(post.subjects)),
    ]
    yield ("机构", "organisation"), [
        *((("outside", i, "organisation"), guest.organisation) for i, guest in enumerate(problem.outside)),
        *((("money", "contracts", i, "organisation"), contract.organisation) for i, contract in enumerate(problem.money.contracts)),
    ]
    yield ("优先组", "priority group"), [(("pupils", i, "priority"), pupil.priority) for i, pupil in enumerate(problem.pupils)]
    yield ("家庭", "family"), [(("pupils", i, "family"), pupil.family) for i, pupil in enumerate(problem.pupils)]

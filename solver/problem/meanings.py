"""Meanings of a word in a problem: what has it for an id or a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from solver.problem.characters import alike
from solver.problem.problem import Problem

Hint = tuple[str, str]
"""Hint in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word may stand for. id: by which it is referred to. zh, en: kind of thing. named: whether the word is its name
    and not its id."""

    id: str
    zh: str
    en: str
    named: bool


def meanings(problem: Problem) -> Mapping[str, tuple[Meaning, ...]]:
    """Word without differences of width, case and spaces -> everything of the problem that has it for an id or a name."""
    found: dict[str, list[Meaning]] = {}
    for zh, en, things in _things(problem):
        for ident, name in things:
            if ident:
                found.setdefault(alike(ident), []).append(Meaning(ident, zh, en, named=False))
            if name and alike(name) != alike(ident):
                found.setdefault(alike(name), []).append(Meaning(ident, zh, en, named=True))
    return {word: tuple(each) for word, each in found.items()}


def _things(problem: Problem) -> Iterable[tuple[str, str, Iterable[tuple[str, str]]]]:
    """Kinds of things, and id and name of each of a kind. Pupils have no names."""
    return (
        ("教职工", "staff member", ((each.id, each.name) for each in problem.staff)),
        ("校外人员", "outside instructor", ((each.id, each.name) for each in problem.outside)),
        ("课程", "course", ((each.id, each.name) for each in problem.offerings)),
        ("班级", "class", ((each.id, "") for each in problem.classes)),
        ("场地", "room", ((each.id, each.name) for each in problem.rooms)),
        ("校门", "gate", ((each.id, each.name) for each in problem.gates)),
        ("岗位", "post", ((each.id, each.name) for each in problem.posts)),
        ("学生", "pupil", ((each.id, "") for each in problem.pupils)),
    )


def hint(word: str, zh: str, en: str, known: Collection[str], meant: Mapping[str, tuple[Meaning, ...]]) -> Hint | None:
    """Hint for a word that is no ``zh``/``en`` whose id is among ``known``; None where the problem has no such word.

    The name of a known thing is told with its id; a thing of another kind by its kind.
    """
    there = meant.get(alike(word), ())
    own = [each for each in there if each.id in known]
    if len(own) == 1 and own[0].named:
        return f"可能要填编号：{word}是 {own[0].id}。", f"Maybe write the id: {word} is {own[0].id}."
    if len(own) > 1:
        ids = [each.id for each in own]
        return (
            f"可能是其中一位，请填编号：{word}有 {len(ids)} 个（{'、'.join(ids)}）。",
            f"Maybe one of them, write its id: {len(ids)} are called {word} ({', '.join(ids)}).",
        )
    if there and not own:
        other = there[0]
        called = f"{other.zh} {other.id} 的名称" if other.named else f"{other.zh}的编号"
        told = f"the name of {other.en} {other.id}" if other.named else f"the id of a {other.en}"
        return f"可能填错了列：{word}是{called}，不是{zh}。", f"Maybe the wrong column: {word} is {told}, no {en}."
    return None

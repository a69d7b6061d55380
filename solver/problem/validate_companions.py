"""Faults of companions: unknown pupils, a pupil with himself, and entries that cannot hold together."""

from __future__ import annotations

from collections import defaultdict, deque

from solver.problem.checks import check_ref
from solver.problem.companions import COMPANION_KINDS, STRENGTHS, Companion
from solver.problem.findings import Findings
from solver.problem.problem import Problem

Ways = dict[str, list[str]]
"""Pupil -> pupils with whom he must be together in one offering."""


def check_companions(found: Findings, problem: Problem) -> None:
    """Companions: two known pupils, each entry once, none against another (C10)."""
    seen: set[Companion] = set()
    rows: dict[frozenset[str], list[int]] = defaultdict(list)
    for i, each in enumerate(problem.companions):
        path = ("companions", i)
        check_ref(found, (*path, "pupil"), each.pupil, ("学生", "pupil"), problem.pupil_of)
        check_ref(found, (*path, "other"), each.other, ("学生", "pupil"), problem.pupil_of)
        check_ref(found, (*path, "kind"), each.kind, ("同伴要求", "kind of companions"), COMPANION_KINDS)
        check_ref(found, (*path, "strength"), each.strength, ("同伴要求的程度", "strength"), STRENGTHS)
        if each.pupil == each.other:
            found.add((*path, "other"), each.other, "同伴是学生本人。", "A pupil is his own companion here.",
                      hint_zh="可能编号复制后忘了改。", hint_en="Maybe the id was copied and not changed.")  # fmt: skip
        elif each in seen:
            found.repeated(path, f"{each.pupil}、{each.other}", "同伴要求", "entry about companions")
        seen.add(each)
        rows[frozenset((each.pupil, each.other))].append(i)
    for same in rows.values():
        if len({problem.companions[i].kind for i in same} & set(COMPANION_KINDS)) > 1:
            _contradiction(found, problem, same)
    _chains(found, problem)


def _contradiction(found: Findings, problem: Problem, rows: list[int]) -> None:
    """Together and apart of the same two: a fault at every place where one of them stands."""
    for i in rows:
        each = problem.companions[i]
        found.add(("companions", i, "kind"), each.kind, f"学生 {each.pupil} 和 {each.other} 既要求一起，又要求分开。",
                  f"Pupils {each.pupil} and {each.other} are to be together here and apart elsewhere, or the other way round.",
                  hint_zh="可能两家意见不同，请商定后只留一种。",
                  hint_en="Maybe two families disagree; settle it and keep one kind.")  # fmt: skip


def _chains(found: Findings, problem: Problem) -> None:
    """Two who must be apart although others, with whom they must be together in an offering, lead from one to the other."""
    musts = [each for each in problem.companions if each.strength == "must" and each.pupil != each.other]
    known = problem.pupil_of
    if not any(each.kind == "apart" for each in musts):
        return
    ways: dict[str, Ways] = defaultdict(lambda: defaultdict(list))
    for each in musts:
        if each.kind == "together" and each.pupil in known and each.other in known:
            for offering in set(known[each.pupil].choices).intersection(known[each.other].choices):
                ways[offering][each.pupil].append(each.other)
                ways[offering][each.other].append(each.pupil)
    for i, each in enumerate(problem.companions):
        if each not in musts or each.kind != "apart" or each.pupil not in known:
            continue
        for offering in known[each.pupil].choices:
            chain = _chain(ways[offering], each.pupil, each.other) if offering in ways else []
            if len(chain) > 2:  # of the two alone it has been said
                listed = "—".join(chain)
                found.add(("companions", i, "kind"), each.kind,
                          f"学生 {each.pupil} 和 {each.other} 必须分开，但 {listed} 依次必须一起，都选了 {offering}：谁都上不了。",
                          f"Pupils {each.pupil} and {each.other} must be apart, but {listed} must be together one after the other, "
                          f"and all chose {offering}: none of them could sit there.",
                          hint_zh="可能其中一条只是希望，请改为“尽量”。",
                          hint_en="Maybe one of these entries is a wish only.")  # fmt: skip
                break


def _chain(ways: Ways, start: str, end: str) -> list[str]:
    """The shortest way from one pupil to another through pupils who must be together; empty without one."""
    before = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            chain = [end]
            while chain[-1] != start:
                chain.append(before[chain[-1]])
            return chain[::-1]
        for there in ways.get(here, ()):
            if there not in before:
                before[there] = here
                waiting.append(there)
    return []

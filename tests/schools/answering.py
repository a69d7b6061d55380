"""The tiny school of ``tests.check.builders`` with posts of questions and answers: Chinese by T2, mathematics by T3."""

from __future__ import annotations

from dataclasses import replace

from solver.problem import FixedPost, Problem
from tests.check.builders import problem

CHINESE = FixedPost("qa1", "qa", "A", 1010, 1050, (1, 3, 5), roles=("homeroom", "subject"), subjects=("语文",), grades=(1, 2))
MATHS = replace(CHINESE, id="qa2", weekdays=(2, 4), subjects=("数学",))


def asking(*posts: FixedPost) -> Problem:
    """The tiny school with posts of questions; T2 teaches Chinese, T3 mathematics."""
    base = problem()
    taught = {"T2": ("语文",), "T3": ("数学",)}
    staff = tuple(replace(s, subjects=taught.get(s.id, ())) for s in base.staff)
    return replace(base, posts=(*base.posts, *posts), staff=staff)

"""Changes of fixed posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.changes.people import check_days
from solver.problem.findings import Findings
from solver.problem.places import FixedPost
from solver.problem.problem import Problem
from solver.units import Weekday

POST = ("固定岗", "fixed post")


@dataclass(frozen=True, slots=True)
class DropPost(Change):
    """Fixed posts that are not there on some weekdays; one without a day left is no post any more."""

    posts: tuple[str, ...]
    weekdays: tuple[Weekday, ...]

    kind: ClassVar[str] = "drop_post"
    about: ClassVar[Sentence] = Sentence("某些星期不设固定岗", "fixed posts left out on weekdays")
    example: ClassVar = {"kind": "drop_post", "posts": ["patrol-a"], "weekdays": [4]}
    phrase: ClassVar[str] = "drop_post patrol-a 周四"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        names = [f"{post.name}({i})" if (post := problem.post_of.get(i)) and post.name else i for i in self.posts]
        days = naming.weekdays(self.weekdays)
        return Sentence(f"{days.zh}不设固定岗 {'、'.join(names)}", f"no fixed post {', '.join(names)} on {days.en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "posts", self.posts, POST, problem.post_of)
        check_days(found, "weekdays", self.weekdays)
        refuse(found)

        def left(post: FixedPost) -> FixedPost:
            if post.id not in self.posts:
                return post
            return replace(post, weekdays=tuple(day for day in post.weekdays if day not in self.weekdays))

        posts = tuple(post for post in map(left, problem.posts) if post.weekdays)
        return case._replace(problem=replace(problem, posts=posts))

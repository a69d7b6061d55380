"""A drawn school that uses every kind of service block, posts of questions, stand-by and patrols by zone."""

from __future__ import annotations

from dataclasses import replace

from instances.generators import generate, presets
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Block, FixedPost, Problem, Room
from solver.problem.validate import build

EVERY_DAY = (1, 2, 3, 4, 5)
OVERRIDES = {
    "A06": {"numbers": {"load_percent": 50}},
    "A07": {"numbers": {"from_grade": 3}},
    "A07R": {"level": "hard", "numbers": {"rest_minutes": 750}},
    "A09": {"level": "hard"},
    "B05": {"level": "hard"},
    "D10": {"numbers": {"days_per_week": 5}},
}
"""A07R: an evening until 19:50 leaves 750 minutes until the first lesson at 08:20."""


def block_school(preset: str) -> tuple[Problem, Policy]:
    """The preset with lunch in a canteen, naps in classrooms, evening study, a weekend class and questions for all grades."""
    drawn = generate(presets()[preset], 1)
    grades = tuple(drawn.window_of)
    blocks = (
        Block("lunch", "lunch", 710, 725, EVERY_DAY, ("canteen",), 45),
        Block("nap", "nap", 765, 815, (2, 4)),
        Block("evening", "evening", 1110, 1190, (1, 3), ("canteen",), 30),
        Block("team", "weekend", 540, 660, (6,), ("canteen",), roles=("homeroom", "subject")),
    )

    def signed(index: int, grade: int, late: bool) -> tuple[str, ...]:
        wanted = (
            ("lunch", index % 4 == 0),
            ("nap", grade == grades[0]),
            ("evening", grade == grades[-1] and index % 3 == 0 and not late),
            ("team", index % 25 == 0),
        )
        return tuple(name for name, wants in wanted if wants)

    end = max(window.periods[-1].start for window in drawn.windows)
    start = max(window.start for window in drawn.windows)
    asked = tuple(
        FixedPost(f"qa-{subject}", "qa", "A", start, end, days, roles=("homeroom", "subject"), subjects=(subject,), grades=grades)
        for subject, days in (("语文", (1, 3, 5)), ("数学", (2, 4)))
    )
    problem = replace(
        drawn,
        rooms=(*drawn.rooms, Room("canteen", "canteen", 600, drawn.rooms[0].zone)),
        pupils=tuple(
            replace(p, blocks=signed(i, drawn.grade_of_pupil[p.id], p.late_until is not None))
            for i, p in enumerate(drawn.pupils)
        ),
        staff=tuple(replace(s, consents=("evening", "weekend") if i % 3 == 0 else ()) for i, s in enumerate(drawn.staff)),
        posts=(*drawn.posts, *asked),
        blocks=blocks,
    )
    return build(problem), load_policy("national", OVERRIDES)

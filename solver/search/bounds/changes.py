"""Changes that no plan can spare: decisions of the plan before that are possible no more, whatever else is decided (B14)."""

from __future__ import annotations

from collections import Counter

from solver.model.instance import Instance
from solver.plan import Post
from solver.problem import Outside
from solver.problem.replan import Standing
from solver.units import EVERY_WEEK


def forced_changes(instance: Instance) -> int:
    """Problem with a plan before -> number of its people on posts, seats and sessions that break a rule by themselves, or together with
    their section; 0 where nothing is re-planned."""
    replan = instance.problem.replan
    if replan is None:
        return 0
    problem = instance.problem
    adults = sum(not _may_stand(instance, item) for item in replan.before.adults)
    meetings = sum(
        offering not in problem.offering_of or weekday not in problem.offering_of[offering].weekdays or room not in problem.room_of
        for offering, _, weekday, _, room in replan.before.meetings
    )
    seated: Counter[tuple[str, int]] = Counter()
    for pupil, offering, number in replan.before.seats:
        if pupil in problem.pupil_of and offering in problem.offering_of:
            seated[offering, number] += 1
    sizes = {key: min(count, instance.most(problem.offering_of[key[0]])) for key, count in seated.items()}
    kept = sizes if instance.policy.hard("C06") else seated
    return adults + meetings + len(replan.before.seats) - sum(kept.values())


def _may_stand(instance: Instance, item: Standing) -> bool:
    """Whether somebody who stood on a post may stand there at any of its times."""
    kind, weekday, subject, detail, week, person = item
    problem = instance.problem
    if kind in ("lead", "assist"):
        able = instance.assistants if kind == "assist" else instance.leaders.get(subject, {})
        return person in able and _takes_part(instance, person)
    own = problem.staff_of.get(person)
    if own is None:
        return False
    post = Post(kind, weekday, subject, detail)
    if week == EVERY_WEEK or week not in instance.weeks or not _there(instance, post):
        return instance.eligibility.serves(own)
    return person in instance.allowed(post, week)


def _takes_part(instance: Instance, person: str) -> bool:
    one = instance.problem.staff_of.get(person) or instance.problem.outside_of[person]
    return isinstance(one, Outside) or instance.eligibility.serves(one)


def _there(instance: Instance, post: Post) -> bool:
    """Whether the post's shift is known without a plan."""
    if post.kind == "care":
        home = instance.problem.class_of.get(post.subject)
        return home is not None and 0 <= post.detail < len(instance.band_of_class[home.id].periods)
    if post.kind == "gate":
        return post.subject in instance.problem.gate_of
    return post in instance.standing(post.weekday)

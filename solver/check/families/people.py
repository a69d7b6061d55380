"""Who may stand at all, and with whom: D11 stopped staff, D12 ethics training, D13 volunteers and parents.

Formula: D11 own staff whose date ``stopped`` is on or before the last service date have no post. D12 own staff with a post
have a date ``trained`` on or before the first service date. D13 where a volunteer or parent stands, in every week, one of own
staff of another role or a coach (E12) stands at the same place: the same post, or as leader or assistant of the same section.

Afterwards: nobody serves who may not, and no pupil is left to a helper alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import Breaches, Measurement
from solver.check.names import Words, code, when
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import RequiredPost
from solver.plan.plan import Post
from solver.problem.people import HELPERS
from solver.units import EVERY_WEEK, Week


def _serving(view: PlanIndex) -> int:
    return len(_posts(view))


def _with_helpers(view: PlanIndex) -> int:
    helpers = {person.id for person in view.problem.staff if person.role in HELPERS}
    return sum(
        bool(helpers.intersection(ident for stand in stands for ident in stand.people[week]))
        for stands in _places(view)
        for week in stands[0].weeks
    )


STOPPED = Breaches("D11", "已停止参与而仍有岗位的教职工", "staff with a post who were stopped", _serving)
UNTRAINED = Breaches("D12", "未受师德专题教育而有岗位的教职工", "staff with a post and no ethics training", _serving)
UNACCOMPANIED = Breaches(
    "D13", "志愿者或家长单独在岗的岗位", "posts with helpers and nobody of the school", _with_helpers
)


def stopped(view: PlanIndex) -> Iterator[Measurement]:
    """D11: whoever was stopped is on no post."""
    last = view.term_ends[1]
    for ident, posts in _posts(view).items():
        if ident in view.stopped:
            day, who = view.problem.staff_of[ident].stopped, view.names.person(ident)
            zh = f"{who}自{day}起停止参与课后服务（服务到{last}），却有{posts}个岗位"
            en = f"{who} is stopped from {day} on (service lasts until {last}) and has {posts} posts"
            yield STOPPED.breach((ident,), "", None, str(posts), "0", zh, en)


def trained(view: PlanIndex) -> Iterator[Measurement]:
    """D12: whoever serves has had the ethics training."""
    first = view.term_ends[0]
    for ident in _posts(view):
        if ident in view.untrained:
            day, who = view.problem.staff_of[ident].trained, view.names.person(ident)
            got_zh, got_en = (
                (f"师德专题教育日期为{day}", f"trained on {day}") if day else ("没有师德专题教育日期", "not trained")
            )
            zh = f"{who}{got_zh}，应不晚于首次服务{first}"
            en = f"{who}: {got_en}, must be by the first service date {first}"
            yield UNTRAINED.breach((ident,), "", None, str(day) if day else "?", f"<={first}", zh, en)


def company(view: PlanIndex) -> Iterator[Measurement]:
    """D13: volunteers and parents are never without one of the own staff."""
    helpers = {person.id: person.role for person in view.problem.staff if person.role in HELPERS}
    if not helpers:
        return
    for stands in _places(view):
        alone: dict[str, list[Week]] = {}
        for week in stands[0].weeks:
            people = [ident for stand in stands for ident in stand.people[week]]
            if not view.regulars.intersection(people):
                for ident in people:
                    if ident in helpers:
                        alone.setdefault(ident, []).append(week)
        for ident, weeks in alone.items():
            post = stands[0].post
            label = _label(view, post)
            weekday = post.weekday or None
            on_zh, on_en = when(weekday, weeks, view.weeks) if weekday else ("每周", "Every week")
            who, role = view.names.person(ident), helpers[ident]
            zh = f"{on_zh}：{who}（{code(role)}）在“{label[0]}”没有本校教职工或协议教练同在"
            en = f"{on_en}: {who} ({role}) is at {label[1]} without own staff or a coach"
            yield UNACCOMPANIED.breach((ident,), "", weekday, "0", "1", zh, en)


def _posts(view: PlanIndex) -> dict[str, int]:
    """Own staff -> number of posts, weeks counted one by one."""
    found: dict[str, int] = {}
    for stand in view.stands.values():
        for people in stand.people.values():
            for ident in people:
                if ident in view.problem.staff_of:
                    found[ident] = found.get(ident, 0) + 1
    return found


def _places(view: PlanIndex) -> Iterator[list[RequiredPost]]:
    """The posts whose people are together: each weekly post, and leader and assistants of each section."""
    sections: dict[tuple[str, int], list[RequiredPost]] = {}
    for stand in view.stands.values():
        if stand.weeks == (EVERY_WEEK,):
            sections.setdefault((stand.post.subject, stand.post.detail), []).append(stand)
        else:
            yield [stand]
    yield from sections.values()


def _label(view: PlanIndex, post: Post) -> Words:
    """The place in words."""
    if post.kind in ("lead", "assist"):
        name = view.names.section(post.subject, post.detail)
        return name, name
    return view.names.post(post)

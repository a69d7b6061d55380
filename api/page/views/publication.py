"""View of a plan's publication: check list, what is in force and since when, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.page.views.revision_words import broken_of, origin_of
from api.storage.plans import PlanRow, Revision
from api.storage.publications import Publication
from solver import Plan


class PublishCheck(NamedTuple):
    """Point to look at before publishing. shade, state: chip of page.css and its word. href, action: where it can be mended."""

    shade: str
    state: Said
    said: Said
    more: Said = ""
    href: str | None = None
    action: Said = ""


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """Publication of the school. made: moment of the plan's creation, by which it is called; None for one that is gone. own: of the
    plan whose page it is."""

    plan_id: str
    made: int | None
    revision: int
    at: int
    by: str
    ended_at: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class PublicationView:
    """may_publish: the newest revision keeps all rules and is not the one in force. in_force: publication of the school, of whatever
    plan."""

    plan: str
    head: int
    valid: bool
    checks: tuple[PublishCheck, ...]
    in_force: PublicationLine | None
    history: tuple[PublicationLine, ...]

    @property
    def own(self) -> bool:
        """Whether a revision of this plan is in force."""
        return self.in_force is not None and self.in_force.own

    @property
    def current(self) -> bool:
        """Whether the newest revision is in force."""
        return self.own and self.in_force is not None and self.in_force.revision == self.head

    @property
    def may_publish(self) -> bool:
        return self.valid and not self.current


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """Facts for the view of a publication. made: plan -> moment of its creation. jobs: number of unfinished jobs of the term."""

    row: PlanRow
    head: Revision
    plan: Plan
    history: Sequence[Publication]
    made: Mapping[str, int]
    authors: Mapping[str, str]
    jobs: int


def publication_view(facts: PublishedFacts) -> PublicationView:
    """View of a plan's publication."""
    lines = tuple(
        PublicationLine(
            each.plan_id, facts.made.get(each.plan_id), each.revision, each.at, facts.authors.get(each.by, ""), each.ended_at,
            each.plan_id == facts.row.id,
        )
        for each in facts.history
    )  # fmt: skip
    now = next((line for line in lines if line.ended_at is None), None)
    return PublicationView(facts.row.id, facts.row.head, facts.head.valid, tuple(_checks(facts, now)), now, lines)


def _checks(facts: PublishedFacts, now: PublicationLine | None) -> Sequence[PublishCheck]:
    found = [_rules(facts)]
    posts = _posts(facts)
    return [*found, *([posts] if posts else []), _edits(facts, now), *([_jobs(facts)] if facts.jobs else []), _seen(facts.plan)]


def _rules(facts: PublishedFacts) -> PublishCheck:
    if facts.head.valid:
        return PublishCheck("done", ("通过", "passed"), ("没有违规", "No rule is broken"))
    broken = broken_of(facts.head.report)
    zh, en = (f"有 {broken} 处违规", f"{broken} violations") if broken else ("有违规", "Rules are broken")
    return PublishCheck(
        "wrong", ("不能发布", "stops it"), (zh, en), ("改正或重排以后才能发布。", "Mend it or plan again; then it can be published."),
        f"/page/plans/{facts.row.id}/rules", ("看违反了什么", "See what is broken"),
    )  # fmt: skip


def _posts(facts: PublishedFacts) -> PublishCheck | None:
    posts, filled = facts.head.report.get("posts"), facts.head.report.get("posts_filled")
    if not posts or filled is None:
        return None
    if filled == posts:
        return PublishCheck("done", ("通过", "passed"), (f"{posts} 个岗位都有人", f"All {posts} posts are filled"))
    zh, en = f"{posts} 个岗位，还有 {posts - filled} 个没有人", f"{posts - filled} of {posts} posts are empty"
    return PublishCheck("warn", ("请看", "look"), (zh, en))


def _edits(facts: PublishedFacts, now: PublicationLine | None) -> PublishCheck:
    zh, en = (f"最新是第 {facts.row.head} 版", f"The newest is revision {facts.row.head}")
    href, action = f"/page/plans/{facts.row.id}/versions", ("看改了什么", "See what changed")
    more = origin_of(facts.head.why)
    if now is not None and now.own and now.revision < facts.row.head:
        since = facts.row.head - now.revision
        said = (f"{zh}，生效的第 {now.revision} 版之后改过 {since} 次", f"{en}, {since} changes after revision {now.revision} in force")
        return PublishCheck("warn", ("请看", "look"), said, more, f"{href}?from={now.revision}&to={facts.row.id}.{facts.row.head}", action)
    if facts.row.head > 1:
        return PublishCheck("done", ("请看", "look"), (zh, en), more, href, action)
    return PublishCheck("done", ("通过", "passed"), (f"{zh}，没有手工修改", f"{en}, without edits by hand"), more)


def _jobs(facts: PublishedFacts) -> PublishCheck:
    said = (f"本学期还有 {facts.jobs} 个任务没有结束", f"{facts.jobs} jobs of the term have not ended")
    more = ("任务的结果是另一个方案，不会改动这一个。", "They make other plans and do not change this one.")
    return PublishCheck("warn", ("请看", "look"), said, more, "/page/operation", ("看任务", "See the jobs"))


def _seen(plan: Plan) -> PublishCheck:
    courses = len({section.offering for section in plan.sections})
    return PublishCheck(
        "", ("将公开", "public"),
        (
            f"家长不用登录就能看到：{courses} 门课程 {len(plan.sections)} 个教学班的时间和地点、学业辅导、各年级放学时刻和校门",
            f"Families see without a key: {len(plan.sections)} sections of {courses} courses, tutoring, dismissals and gates",
        ),
        (
            "不公开学生、教职工姓名和收费。教师登录后看到自己和同事的岗位，班主任另外看到本班学生的去处。",
            "No pupil, no name of an adult and no fee is public. Teachers who sign in see the posts; class teachers also their own pupils.",
        ),
    )  # fmt: skip

"""The first page: school, status, tiers, and who carries most and least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from api.files.amounts import amount, shown_number
from api.files.content.balance import money_words
from api.files.content.class_care import care_words, few_words
from api.files.content.names import PageNames, term_words
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.wishes import first_words, met_words, unmet_names
from api.files.labels import STATUSES
from api.files.language import Said, together
from api.files.plan.bundle import PlanBundle
from solver import Limit
from solver.check.names import Words
from solver.ledger.balance import Balance
from solver.papers.class_care import CareReport
from solver.papers.wishes import WishReport
from solver.plan.result import Reason
from solver.policy.policy import Tier
from solver.units import WEEKDAYS_ZH
from solver.words import ROLES

SHOWN_WARNINGS = 12
SHOWN_CLASSES = 8
"""Classes with a small share of own teachers that are named."""
SHOWN = 3
"""So many people at either end of the list of loads."""


def status_of(bundle: PlanBundle) -> str:
    """The search's status; without a search ``valid`` or ``stopped`` as the report says."""
    if bundle.result is not None:
        return bundle.result.status
    return "stopped" if bundle.report.violations else "valid"


def summary_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Facts, tiers, loads."""
    widths = (60, 14, 16, 14, 14, 26)
    loads = (_loads(bundle, names),) if len(bundle.report.facts.loads) > 1 else ()  # of one person there is nothing to rank
    blocks = (_facts(bundle), _tiers(bundle), *_limits(bundle.limits), *loads, *_warnings(bundle.warnings))
    return Page("summary", "摘要", "summary", widths, blocks, sheets_high=1)


def _facts(bundle: PlanBundle) -> PageBlock:
    problem, facts = bundle.problem, bundle.report.facts
    status = status_of(bundle)
    broken = len(bundle.report.violations)
    if bundle.result is not None:
        verdict = (STATUSES.get(status, status), status)
    else:
        verdict = ("有违规，见“合规”", "broken rules, see compliance") if broken else ("合规方案", "valid")
    gap = bundle.result.gap if bundle.result else None
    lines: tuple[tuple[Words, Said, str], ...] = (
        (("学校", "school"), problem.school, ""),
        (("学期", "term"), term_words(problem.term), ""),
        (("规则", "policy"), (bundle.policy.zh, bundle.policy.en), ""),
        (("状态", "status"), verdict, "bad" if broken else "good"),
        (("违反规则", "violations"), (f"{broken} 处", f"{broken}") if broken else ("无", "none"), "bad" if broken else "good"),
        (("每节都有去处的学生", "applicants seated"), f"{facts.seated} / {facts.applicants}", _full(facts.seated, facts.applicants)),
        *_wishes(bundle.wishes),
        (("岗位到人", "posts filled"), f"{facts.posts_filled} / {facts.posts}", _full(facts.posts_filled, facts.posts)),
        *_care(bundle.care, bundle.problem.class_names),
        *_money(bundle.balance),
        (("每天课程门数", "clubs by weekday"), _menu(bundle), ""),
        (("离下界的最大差距", "largest gap"), f"{gap:.2%}" if gap is not None else ("未知", "unknown"), ""),
    )
    rows = tuple((Cell(label, "label"), Cell(text, shade, cols=5)) for label, text, shade in lines)
    return PageBlock(f"{problem.school} 课后服务方案", "Plan of the after-school service", (), rows)


def _wishes(found: WishReport) -> Iterator[tuple[Words, Said, str]]:
    """Club wishes: never good while somebody has fewer clubs than asked for."""
    missing = found.none + found.fewer
    lines: list[Said] = [met_words(found), *unmet_names(found)]
    if len(lines) > 1:
        lines.append(("原因见“志愿”页", "reasons on the page of wishes"))
    yield ("社团志愿", "club wishes"), together("\n", lines), "bad" if missing else ("good" if found.seekers else "")
    if found.seekers:
        yield ("第一志愿", "first choices"), first_words(found), ""


def _care(found: CareReport, names: Mapping[str, str]) -> Iterator[tuple[Words, Said, str]]:
    """Care by class; whether it is enough is said by the goals."""
    if found.classes:
        few = few_words(found, SHOWN_CLASSES, names)
        lines = [care_words(found), *([(f"较少的班：{few[0]}", f"fewest: {few[1]}")] if few[0] else []), (
            "见“各班看护”页",
            "see care by class",
        )]
        yield ("各班看护", "care by class"), together("\n", lines), ""


def _money(sheet: Balance | None) -> Iterator[tuple[Words, Said, str]]:
    """Income and cost of the term; a shortfall is never good."""
    if sheet is not None:
        yield ("学期收支", "money of the term"), money_words(sheet), "bad" if sheet.shortfall else ""


def _warnings(found: Sequence[Reason]) -> Iterator[PageBlock]:
    """Block of the first warnings of precheck; the others are counted."""
    if found:
        rows = tuple((Cell((each.zh, each.en), cols=6),) for each in found[:SHOWN_WARNINGS])
        rest = len(found) - len(rows)
        note = (f"另有 {rest} 条。", f"{rest} more.") if rest else ""
        yield PageBlock(f"提醒 {len(found)} 条", "Warnings of precheck", (), rows, note)


def _menu(bundle: PlanBundle) -> Said:
    """Different clubs of every service weekday, and how far the fullest and the emptiest are apart (A05)."""
    meets = {(session.weekday, section.offering) for section in bundle.plan.sections for session in section.sessions}
    clubs = {day: sum(weekday == day for weekday, _ in meets) for day in bundle.problem.weekdays}
    if not clubs:
        return "—"
    listed = "、".join(f"{WEEKDAYS_ZH[day]} {number}" for day, number in clubs.items())
    apart = max(clubs.values()) - min(clubs.values())
    return f"{listed}；相差 {apart}", f"{listed}; {apart} apart"


def _full(value: int, whole: int) -> str:
    return "good" if value >= whole else "bad"


def _tiers(bundle: PlanBundle) -> PageBlock:
    found = {tier.name: (tier.value, tier.bound, tier.gap) for tier in bundle.result.tiers} if bundle.result else {}
    scores = {tier.name: tier.value for tier in bundle.report.tiers}
    rows: list[Row] = []
    for index, tier in enumerate(bundle.policy.tiers):
        value, bound, gap = found.get(tier.name, (scores.get(tier.name), None, None))
        rows.append((
            Cell((f"{index + 1}. {tier.zh}", f"{index + 1}. {tier.en}"), "label"),
            _amount(value, tier),
            _amount(bound, tier),
            count(gap, "0.00%")._replace(text=f"{gap:.2%}") if gap is not None else Cell("—", align="right"),
            Cell((tier.unit_zh, tier.unit_en), cols=2),
        ))  # fmt: skip
    header: Row = (*heads(("目标（由重到轻）", "goal"), ("数值", "value"), ("下界", "bound"), ("差距", "gap")),
                   Cell(("单位", "unit"), cols=2))  # fmt: skip
    note = (
        "数值越小越好，排在前面的目标优先；在前面目标不变差的前提下，任何方案都不可能低于下界。值班负担差距只计超出允许的部分（D02）。",
        "Smaller is better, earlier goals come first; no plan that is as good in the earlier goals can go below the bound.",
    )
    return PageBlock("各层目标", "Goals", (header,), tuple(rows), note)


def _limits(found: Sequence[Limit]) -> Iterator[PageBlock]:
    """Block of the limits that hold staffing goals up."""
    if found:
        rows = tuple((Cell((each.zh, each.en), cols=6),) for each in found)
        yield PageBlock("为什么不能更低", "Why no lower", (), rows)


def _amount(value: int | None, tier: Tier) -> Cell:
    if value is None:
        return Cell("—", align="right")
    number, form = shown_number(value, tier)
    return Cell(amount(value, tier), align="right", number=number, form=form)


def _loads(bundle: PlanBundle, names: PageNames) -> PageBlock:
    facts = bundle.report.facts
    ranked = sorted(facts.loads, key=lambda person: (-facts.loads[person], person))
    least = ranked[max(SHOWN, len(ranked) - SHOWN) :]
    rows: list[Row] = []
    for title, people in ((("最多", "most"), ranked[:SHOWN]), (("最少", "least"), least)):
        for person in people:
            staff = bundle.problem.staff_of.get(person)
            rows.append((
                Cell(names.person(person), "label"),
                Cell(title),
                count(facts.loads[person] / 100, "#,##0.0"),
                count(facts.minutes.get(person, 0)),
                count(facts.duty_days.get(person, 0)),
                Cell(ROLES.get(staff.role, staff.role) if staff else ""),
            ))  # fmt: skip
    header = heads(("姓名", "name"), ("负担", "load"), ("折算分钟", "balanced"), ("实际分钟", "minutes"), ("值班天数", "days"),
                   ("类别", "role"))  # fmt: skip
    return PageBlock("负担最多与最少", "Who carries most and least", (header,), tuple(rows),
                 ("只在班主任和任课教师之间比较；折算分钟按工作量和上期结转换算（D02）。", "Compared among teaching staff."))  # fmt: skip

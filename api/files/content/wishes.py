"""The page of wishes: first choices by course, and every pupil with fewer clubs than asked for. For the office: it lists pupils."""

from __future__ import annotations

from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.language import Said
from api.files.plan.bundle import PlanBundle
from solver.check.names import Words
from solver.papers.wishes import REASONS, FirstChoices, Unmet, WishReport

WIDTHS = (18, 10, 12, 12, 12, 70)
NAMED = 40
"""Pupils that a line of the summary names; the page lists all."""


def wishes_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Both tables, all pupils of whom the reader may be told."""
    found = bundle.wishes
    return Page("wishes", "志愿", "wishes", WIDTHS, (first_choices(found, names), pupils_block(found, names)))


def met_words(found: WishReport) -> Words:
    """Numbers of pupils who ask for clubs: met, fewer than asked, none."""
    if not found.seekers:
        return "没有学生选报课程", "nobody asks for a club"
    return (
        f"{found.seekers} 名学生选报课程：足额 {found.met}，少于所报 {found.fewer}，一门也没有 {found.none}",
        f"{found.seekers} pupils ask for clubs: {found.met} met, {found.fewer} fewer than asked, {found.none} none",
    )


def first_words(found: WishReport) -> Words:
    """First choices seated and refused, in counts alone."""
    seated = found.seekers - found.refused
    return f"第一志愿录取 {seated}，未录取 {found.refused}", f"first choices: {seated} seated, {found.refused} refused"


def unmet_names(found: WishReport, limit: int = NAMED) -> list[Said]:
    """``一门也没有：5.1-07、…`` and ``少于所报：…``; a line for each that has somebody, at most ``limit`` names in each."""
    lines: list[Said] = []
    for zh, en, group in (
        ("一门也没有", "none", [item for item in found.unmet if not item.got]),
        ("少于所报", "fewer", [item for item in found.unmet if item.got]),
    ):
        if group:
            more = len(group) - limit
            listed = "、".join(item.pupil for item in group[:limit])
            lines.append((f"{zh}：{listed}" + (f" 等 {len(group)} 人" if more > 0 else ""),
                          f"{en}: {listed}" + (f" and {more} more" if more > 0 else "")))  # fmt: skip
    return lines


def why(reasons: tuple[tuple[str, int], ...]) -> str:
    """``名额已满 5、没有开班 1``."""
    return "、".join(f"{REASONS[reason][0]} {number}" for reason, number in reasons) or "—"


def first_choices(found: WishReport, names: PageNames) -> PageBlock:
    """First choices of every course that is somebody's, most refusals first; counts alone."""
    header = heads(("课程", "course"), ("班数", "sections"), ("第一志愿", "first choices"), ("录取", "seated"), ("未录取", "refused"),
                   ("未录取原因", "why refused"))  # fmt: skip
    rows = tuple(_first_row(item, names) for item in found.first)
    note = ("第一志愿未录取的学生可能上了后面的志愿。", "Some of the refused have a later choice instead.")
    text: tuple[Said, ...] = (met_words(found), first_words(found))
    return PageBlock("各课程第一志愿", "First choices by course", (header,) if rows else (), rows, note if rows else "", text)


def _first_row(item: FirstChoices, names: PageNames) -> Row:
    return (
        Cell(names.offering(item.offering), "label"),
        count(item.sections),
        count(item.asked),
        count(item.seated),
        count(item.refusals)._replace(shade="bad" if item.refusals else ""),
        Cell(why(item.refused)),
    )


def pupils_block(found: WishReport, names: PageNames) -> PageBlock:
    """Table of pupils with fewer clubs than asked for, of whom the reader may be told."""
    title = ("志愿未满足的学生", "Pupils with fewer clubs than they asked for")
    if not found.unmet:
        hidden = found.none + found.fewer
        text = (f"有 {hidden} 人，此处不列名单。", f"{hidden} pupils, not listed here.") if hidden else ("没有。", "None.")
        return PageBlock(*title, (), (), text=(text,))
    header = heads(names.pupil_heading, ("班级", "class"), ("要几门", "asked"), ("得几门", "got"), ("还缺", "missing"),
                   ("没有得到的志愿和原因", "choices refused and why"))  # fmt: skip
    note = ("原因按本方案的现状判断。只供经办人和班主任，不张贴。", "Reasons are told from the plan as it stands. Not to be put up.")
    return PageBlock(*title, (header,), tuple(_pupil_row(item, names) for item in found.unmet), note)


def _pupil_row(item: Unmet, names: PageNames) -> Row:
    refusals = "；".join(f"{each.rank} {names.offering(each.offering)}（{REASONS[each.reason][0]}）" for each in item.refusals)
    return (
        Cell(names.pupil(item.pupil), "label"),
        Cell(names.home(item.class_id), align="center"),
        count(item.asked),
        count(item.got)._replace(shade="" if item.got else "bad"),
        count(item.asked - item.got),
        Cell(refusals),
    )

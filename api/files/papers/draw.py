"""The record of the draw (C04): seed, offerings, applicants and seats, and who witnessed it. Counts alone."""

from __future__ import annotations

from dataclasses import asdict

from api.files.content.page import Block, Cell, Page, Row, count, heads
from api.files.papers.desk import Desk
from api.files.papers.paper import Paper
from api.files.papers.words import BLANK
from solver.papers.draws import RANKS, Draw, draws

WIDTHS = (24, 10, 12, 14, 14, *(11,) * RANKS, 14)


def draw_paper(desk: Desk) -> Paper:
    """Over-subscribed offerings, then the others, then those that were not opened."""
    found = draws(desk.view)
    over = [item for item in found if item.over]
    seed = str(desk.seed) if desk.seed is not None else f"{BLANK}（求解时的 --seed，见求解报告）"
    text = (
        f"学期：{desk.term_words}　规则集：{desk.policy.zh}（{desk.policy.name}）",
        f"随机种子：{seed}",
        ("办法：家长填报志愿后一次编排，不以报名先后决定名额；按志愿名次计分（C04），使全校满足程度尽量高，由上列种子决定搜索的次序。"
        "同一份申请、同一种子和同样的工作量得到同样的结果，可供复核。"),
        f"编排时间：{BLANK}　地点：{BLANK}",
        f"见证人（家委会）：{BLANK}　见证人（教师）：{BLANK}　记录人：{BLANK}",
    )
    first, *others = heads(("课程", "offering"), ("班数", "sections"), ("名额", "seats"), ("第一志愿", "first choices"),
                           ("选报人数", "asked"))  # fmt: skip
    header: Row = (
        first, *others, *(Cell(f"第{rank}志愿录取") for rank in range(1, RANKS)), Cell(f"第{RANKS}志愿及以后"),
        Cell("第一志愿未录取\nfirst choices out"),
    )  # fmt: skip
    blocks = [Block("超额课程编排记录", "Record of over-subscribed offerings", (header,), tuple(_row(desk, item) for item in over)
                    or ((Cell("没有第一志愿人数超过名额的课程", cols=len(WIDTHS)),),), text=text)]  # fmt: skip
    for zh, en, opened in (("其他开设的课程", "Other offerings", True), ("没有开设的课程", "Offerings not opened", False)):
        rest = tuple(_row(desk, item) for item in found if not item.over and (item.sections > 0) == opened)
        if rest:
            blocks.append(Block(zh, en, (header,), rest))
    data = {
        "seed": desk.seed,
        "offerings": [{**asdict(item), "seated": list(item.seated), "name": desk.names.offering(item.offering),
                       "over": item.over} for item in found],
    }  # fmt: skip
    return Paper("志愿编排记录", "Draw record", (Page("draw", "编排记录", "draw record", WIDTHS, tuple(blocks)),), data)


def _row(desk: Desk, item: Draw) -> Row:
    return (
        Cell(desk.names.offering(item.offering), "label"),
        *(count(value) for value in (item.sections, item.seats, item.first, item.asked, *item.seated, item.first_out)),
    )

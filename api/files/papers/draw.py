"""The record of the draw (C04): seed, offerings, applicants and seats, and who witnessed it. Counts alone."""

from __future__ import annotations

from dataclasses import asdict

from api.files.content.names import BLANK
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.wishes import first_words, met_words, why
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.plan.search_run import ENDS, SearchRun, run_document
from solver import Plan
from solver.papers.draws import RANKS, Draw, draws

WIDTHS = (22, 8, 8, 10, 10, *(10,) * RANKS, 12, 34)


def draw_paper(desk: PaperContext) -> Paper:
    """Offerings with first choices refused, opened or not; then the others, and those that nobody put first and that are shut."""
    wishes = desk.bundle.wishes
    found = draws(desk.view, wishes)
    refused = [item for item in found if item.first_out]
    text = (
        f"学期：{desk.term_words}　规则集：{desk.policy.zh}",
        *_searched(desk),
        ("办法：家长填报志愿后一次编排，不以报名先后决定名额；按志愿名次计分（C04），使全校满足程度尽量高，由上列种子决定搜索的次序。"
        "方案可逐条核验。"),
        f"编排时间：{BLANK}　地点：{BLANK}",
        f"见证人（家委会）：{BLANK}　见证人（教师）：{BLANK}　记录人：{BLANK}",
    )
    first, *others = heads(("课程", "offering"), ("班数", "sections"), ("名额", "seats"), ("第一志愿", "first choices"),
                           ("选报人数", "asked"))  # fmt: skip
    header: Row = (
        first, *others, *(Cell(f"第{rank}志愿录取") for rank in range(1, RANKS)), Cell(f"第{RANKS}志愿及以后"),
        Cell(("第一志愿未录取", "first choices out")), Cell(("未录取原因", "why")),
    )  # fmt: skip
    result = f"结果：{met_words(wishes)[0]}。{first_words(wishes)[0]}。"
    blocks = [PageBlock("志愿编排记录：第一志愿有未录取的课程", "Record of the draw: offerings with first choices refused", (header,),
                    tuple(_row(desk, item) for item in refused) or ((Cell("没有", cols=len(WIDTHS)),),),
                    ("原因按方案现状判断，按人计数；学生名单由学校留存，不列在本表。", "Counts alone; the school keeps the names."),
                    (*text, result))]  # fmt: skip
    for zh, en, opened in (("第一志愿全部录取的课程", "Offerings with every first choice seated", True),
                           ("没有开班、也没有人列为第一志愿的课程", "Not opened, and nobody's first choice", False)):  # fmt: skip
        rest = tuple(_row(desk, item) for item in found if not item.first_out and (item.sections > 0) == opened)
        if rest:
            blocks.append(PageBlock(zh, en, (header,), rest))
    data = {
        "seed": None if desk.bundle.run is None else desk.bundle.run.seed,
        "run": run_document(desk.bundle.run),
        "wishes": {"seekers": wishes.seekers, "met": wishes.met, "fewer": wishes.fewer, "none": wishes.none,
                   "first_refused": wishes.refused},
        "offerings": [{**asdict(item), "seated": list(item.seated), "refused": dict(item.refused),
                       "name": desk.names.offering(item.offering), "over": item.over, "first_out": item.first_out}
                      for item in found],
    }  # fmt: skip
    return Paper("志愿编排记录", "Draw record", (Page("draw", "编排记录", "draw record", WIDTHS, tuple(blocks)),), data)


def _searched(desk: PaperContext) -> tuple[str, str]:
    """Seed, effort, workers and version of the search, and what running it again would give."""
    run = desk.bundle.run
    if run is None:
        blanks = "　".join(f"{name}：{BLANK}" for name in ("随机种子", "工作量", "线程数", "程序版本"))
        return blanks, "方案文件没有记载是怎样搜索的，请按求解报告填写。"
    figures = f"随机种子：{run.seed}　工作量：{run.effort:g}　线程数：{run.workers}　程序版本：Afterbell {run.version}"
    return f"{figures}　搜索结束：{ENDS[run.ended][0]}", _again(run, desk.plan)


def _again(run: SearchRun, plan: Plan) -> str:
    if not run.made(plan):
        return "重现：方案在搜索之后有改动，不再是搜索所得的方案。"
    if not run.repeatable:
        bound = f"时限 {run.seconds_limit:g} 秒" if run.ended == "time" and run.seconds_limit else ENDS[run.ended][0]
        return (f"重现：本次不以工作量为限（{bound}），各步先后取决于当时机器的快慢，再次运行不保证得到同一方案；"
                "要能重现，请用 --effort 编排。")  # fmt: skip
    gap = "" if run.gap_limit is None else f" --gap {run.gap_limit!r}"
    start = "、同一份起始方案" if run.from_plan else ""
    command = f"--effort {run.effort_limit!r} --seed {run.seed} --workers {run.workers}{gap}"
    tuned = f"、同样的搜索参数（{run.search_params}）" if run.search_params else ""
    return f"重现：同一份申请和规则{start}{tuned}、同一版本的程序，用 {command} 得到同一方案。"


def _row(desk: PaperContext, item: Draw) -> Row:
    return (
        Cell(desk.names.offering(item.offering), "label"),
        *(count(value) for value in (item.sections, item.seats, item.first, item.asked, *item.seated)),
        count(item.first_out)._replace(shade="bad" if item.first_out else ""),
        Cell(why(item.refused)),
    )

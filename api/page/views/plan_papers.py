"""View of the papers of a plan, by who reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.services.exporting import KIND_WORDS, SUFFIXES_OF, lists_pupils

READERS: tuple[tuple[Said, tuple[str, ...]], ...] = (
    (("全部", "All"), ("pack",)),
    (("公开", "For everybody"), ("public",)),
    (("家长", "Families"), ("notice", "menu", "pupil", "classes", "merge")),
    (("班主任和班级", "Class teachers and classes"), ("class", "rosters", "late", "cses")),
    (("教师", "Teachers"), ("teacher", "room", "duty", "day")),
    (("校门和行政值守", "Gate and duty"), ("gates", "visitors", "patrol")),
    (("教务处自己用", "The academic office alone"), ("unmet", "companions", "draw")),
    (("上级部门和督导", "Bureau and inspectors"), ("filing", "compliance", "inspection", "kpi", "deadlines")),
)
"""Reader -> kinds of papers; every kind stands under one."""
ABOUT: Mapping[str, Said] = {
    "public": ("贴在公示栏：不含学生、教师姓名和收费", "for the notice board: no pupil, no name of an adult, no fee"),
    "notice": ("致家长的信，带签字的回执", "letter to parents with a slip to sign"),
    "menu": ("每门课程的时间、地点、人数、收费", "every course with times, places, numbers and fees"),
    "pupil": ("每名学生一条，裁开发给家长", "a slip a child, to be cut apart"),
    "classes": ("每班一页：谁来看护、几节、什么时候", "a sheet a class: who looks after it and when"),
    "merge": ("去向单的内容做成表，群发通知用", "what the slips say as a table, for mass messages"),
    "class": ("每班一页：每节在哪里、每个学生哪天上什么课", "a sheet a class: every period, and where each child goes"),
    "rosters": ("课程班点名、班级签离", "to tick at sections and at leaving"),
    "late": ("延时托管逐日登记", "extended care day by day"),
    "cses": ("导入 ClassIsland 等班牌软件", "for ClassIsland and other classroom displays"),
    "teacher": ("每人一页：各节的时间、地点、同岗的人", "a sheet an adult: times, places, who else is there"),
    "room": ("每处一页，贴在门口", "a sheet a room, for its door"),
    "duty": ("每班每节由谁看护，校门、巡察、延时值日", "who looks after each class and period; gate, patrol and late duty"),
    "day": ("某一天逐分钟：谁在哪里、由谁看护", "one day by the minute: who is where with whom"),
    "gates": ("一个校门一页：各班先后和带队教师", "a sheet a gate: order of classes and who leads them"),
    "visitors": ("校外人员逐日来访登记", "people from outside day by day"),
    "patrol": ("行政巡察的安排和记录", "patrol by the leadership, to fill in"),
    "unmet": ("志愿没有满足的学生和原因", "pupils with fewer courses than asked for, and why"),
    "companions": ("要求一起或分开的学生，做到了没有", "pupils to be together or apart, and what became of it"),
    "draw": ("志愿编排的记录，答复家长用", "record of how places were given, to answer questions"),
    "pack": ("按给谁看分文件夹，材料都是 PDF；学校大时要几分钟", "all papers as PDF, in folders by reader; minutes for a large school"),
    "filing": ("一校一案、菜单、师资、安排、合规、期限", "the pack for the bureau"),
    "compliance": ("逐条规则：实测、要求、结论、原文", "rule by rule: measure, limit, verdict, clause"),
    "inspection": ("督导检查用的表", "the inspector's form"),
    "kpi": ("有固定分子分母的指标", "indicators with fixed numerator and denominator"),
    "deadlines": ("本学期各项任务的期限和进度", "tasks of the term with their dates"),
}
"""Kind -> its use, in a line."""
FORMATS: Mapping[str, Said] = {
    ".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV", ".zip": "ZIP", ".html": ("网页", "page"), ".json": ("数据", "data"),
}  # fmt: skip
"""Suffix -> its name on a button."""
WHOLE_DAYS = frozenset(("day", "rosters", "visitors", "deadlines", "filing", "pack", "inspection"))
"""Kinds that begin with the day from which to count."""


class PaperLine(NamedTuple):
    """Kind of paper. formats: suffix and name of each. named: it lists pupils. dated: it begins with a day."""

    kind: str
    said: Said
    about: Said
    formats: tuple[tuple[str, Said], ...]
    named: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers of one reader. families: the reader also gets the papers of the sign-up, which need no plan."""

    said: Said
    lines: tuple[PaperLine, ...]

    @property
    def families(self) -> bool:
        return any(line.kind == "notice" for line in self.lines)


class NamesState(NamedTuple):
    """Whether papers that list pupils print names, and why not. printed: they do. href: where that can be changed."""

    printed: bool
    said: Said
    href: str | None = None


def paper_groups(kinds: Collection[str]) -> tuple[PaperGroup, ...]:
    """Papers of these kinds, by reader; readers of none are left out."""
    groups = (PaperGroup(said, tuple(_line(kind) for kind in of_reader if kind in kinds)) for said, of_reader in READERS)
    return tuple(group for group in groups if group.lines)


def _line(kind: str) -> PaperLine:
    formats = tuple((suffix, FORMATS[suffix]) for suffix in SUFFIXES_OF[kind])
    return PaperLine(kind, KIND_WORDS[kind], ABOUT[kind], formats, lists_pupils(kind), kind in WHOLE_DAYS)


def names_state(term_id: str, may_read: bool, named: int | None, pupils: int, opens: bool) -> NamesState:
    """State of the names. may_read: the role reads names. named: pupils with a name, None where no list is kept. opens: the host's key
    opens the list."""
    if not may_read:
        said = ("您的角色看不到学生姓名，名单上印编号。", "Your role reads no names of pupils: lists print ids.")
        return NamesState(False, said)
    href = f"/page/terms/{term_id}/names"
    if named is None:
        said = ("本学期没有姓名表，名单上印编号；上传以后印姓名。", "There is no name list: lists print ids until one is submitted.")
        return NamesState(False, said, href)
    if not opens:
        said = ("姓名表打不开（服务器的密钥不对），名单上印编号。", "The host's key does not open the name list: lists print ids.")
        return NamesState(False, said, href)
    if named < pupils:
        few = (f"名单上印姓名；{pupils} 名学生里 {named} 名有姓名，其余印编号。", f"{named} of {pupils} pupils have names, the others ids.")
        return NamesState(True, few, href)
    return NamesState(True, (f"名单上印姓名（{named} 名学生都有）。", f"Lists print names (all {named} pupils)."), href)

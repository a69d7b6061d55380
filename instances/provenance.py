"""The page beside the suite: every stored file with its measures, parameters, sources and checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields

from instances.entry import Entry
from instances.generators import DOCUMENTS, SIZES
from instances.generators.parameters import Override
from instances.generators.scarcities import SCARCITIES
from instances.generators.scarcity import Scarcity
from instances.measures import Measures, measured
from instances.sources import SOURCES
from instances.stress import stresses
from solver.problem.problem import Problem

HEAD = """\
# 基准测试数据集 The suite for benchmarks

由 `python -m instances.build` 生成，请勿手改；`python -m instances.build --check` 重新生成并逐一核对。所有人名、编号均为虚构。
Written by `python -m instances.build`; do not edit. `python -m instances.build --check` draws every problem again and
compares it with what is stored. Every name and id is made up.

Each file is a request document: compact JSON under gzip. `afterbell generate --kind NAME --seed 1 -o NAME.json` makes the
same request, and `afterbell solve instances/suite/NAME.json.gz` reads it. A name is SIZE, SIZE-SCARCITY, or a stress.
`xiangshan`, `jiaxiang`, `jiangsu` and `qingshanhu` stand for a document each and are planned by its policy
profile. The schools `village`, `mid` and `fengjin` as they are lie in `../samples`.
"""
COLUMNS = (
    "| 文件 file | 内容 what | 班 classes | 学生 pupils | 报名 applicants | 教职工（参加）staff (taking part) "
    "| 课程 offerings | 社团日班次 sections a club day | 愿望/座位 wishes/seats | 最热门 top club, first choices a seat "
    "| 依据 why it can be solved, or not |"
)


def checksum(text: bytes) -> str:
    """SHA-256 of an unpacked document, so that it does not hang on who packed it."""
    return hashlib.sha256(text).hexdigest()


def _table(head: str, rows: Iterable[Iterable[object]]) -> list[str]:
    columns = head.count("|") - 1
    return [head, "|" + "---|" * columns, *("| " + " | ".join(map(str, row)) + " |" for row in rows), ""]


def _row(entry: Entry, found: Measures) -> tuple[object, ...]:
    verdict = "有解 feasible" if entry.feasible else "无解 infeasible"
    return (
        f"`{entry.name}`", f"{entry.zh}<br>{entry.en}", found.classes, found.pupils, found.applicants,
        f"{found.staff} ({found.taking_part})", found.offerings, f"{found.sections:g}", f"{found.wishes}/{found.seats}",
        f"{found.pressure:.1f}", f"{verdict}: {entry.arithmetic}",
    )  # fmt: skip


def _changes(scarcity: Scarcity) -> str:
    """The parameters that differ from a school as it is."""
    plain = Scarcity()
    names = (field.name for field in fields(scarcity) if getattr(scarcity, field.name) != getattr(plain, field.name))
    return ", ".join(f"{name} = {getattr(scarcity, name)!r}" for name in names)


def provenance(found: tuple[Entry, ...], problems: Mapping[str, Problem], texts: Mapping[str, bytes]) -> str:
    """The page; ``problems`` and ``texts`` (unpacked documents) by name of entry."""
    lines = [HEAD]
    lines += _table(COLUMNS, (_row(entry, measured(problems[entry.name])) for entry in found))
    lines += ["## 规模 Sizes", "", "Parameters: `instances/generators/NAME.py`, each number with its mark.", ""]
    schools = [entry for entry in found if entry.name in (*SIZES, *DOCUMENTS)]
    lines += _table(
        "| 名称 name | 种子 seed | 来源 sources | 假设 assumptions |",
        ((f"`{e.name}`", e.seed, "; ".join(e.sources), "; ".join(e.assumptions)) for e in schools),
    )
    lines += ["## 紧缺程度 Scarcities", "", "Their meaning: `instances/generators/scarcity.py`. All with seed 1.", ""]
    lines += _table(
        "| 名称 name | 含义 what | 参数 parameters | 来源 sources | 假设 assumptions |",
        (
            (
                f"`SIZE-{s.name}`",
                f"{s.zh}<br>{s.en}",
                _changes(s.scarcity),
                "; ".join(s.sources),
                "; ".join(s.assumptions),
            )
            for s in SCARCITIES
        ),
    )
    lines += ["## 压力情景 Stresses", "", "Pure changes of a school: `instances/stress/`. All with seed 1.", ""]
    lines += _table(
        "| 序号 no. | 名称 name | 基于 of | 规则改动 rules changed | 未表示的内容 what today's problem cannot say | 来源 sources |",
        (
            (s.number, f"`{s.name}`", f"`{s.base}`", _rules(s.overrides), s.missing, "; ".join(s.sources))
            for s in stresses()
        ),
    )
    used = {mark for entry in found for mark in entry.sources}
    used |= {mark for named in SCARCITIES for mark in named.sources}
    lines += ["## 来源 Sources", "", *(f"- **{mark}** {text}" for mark, text in SOURCES.items() if mark in used), ""]
    lines += [
        "## 校验和 Checksums",
        "",
        "SHA-256 of the unpacked documents (`zcat NAME.json.gz | sha256sum`).",
        "",
        "```",
    ]
    lines += [f"{checksum(texts[entry.name])}  {entry.name}.json" for entry in found]
    return "\n".join([*lines, "```"]) + "\n"


def _rules(overrides: Iterable[Override]) -> str:
    return "; ".join(f"{x.rule}.{name} = {number}" for x in overrides for name, number in x.numbers) or "-"

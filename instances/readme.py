"""The page beside the sample schools."""

from __future__ import annotations

from instances.entry import Entry
from instances.sources import SOURCES


def readme(found: tuple[Entry, ...]) -> str:
    """The table of the samples and their provenance."""
    lines = [
        "# 示例数据 Stored problems",
        "",
        "由 `python -m instances.build` 生成，请勿手改。所有人名、编号均为虚构。",
        "Written by `python -m instances.build`; do not edit. Every name and id is made up.",
        "",
        "| 文件 file | 内容 what | preset, seed | 来源 sources | 假设 assumptions | 可行性 feasibility |",
        "|---|---|---|---|---|---|",
    ]
    for entry in found:
        verdict = "有解 feasible" if entry.feasible else "无解 infeasible"
        cells = (
            f"`{entry.name}.json`", f"{entry.zh}<br>{entry.en}", f"{entry.preset}, {entry.seed}",
            "; ".join(entry.sources) or "-", "; ".join(entry.assumptions), f"{verdict}: {entry.arithmetic}",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "## 工作簿 Workbooks",
        "",
        "同名的申请以 Excel 工作簿再存一份，内容与 JSON 相同，由下面的命令写出。",
        "These requests are stored as Excel workbooks too, with the same content as the JSON, written by:",
        "",
        "```sh",
        *(
            f"afterbell generate --kind {entry.preset} --seed {entry.seed} -o instances/samples/{entry.name}.xlsx"
            for entry in found
            if entry.workbook
        ),
        "```",
        "",
        "## 来源 Sources",
        "",
    ]
    used = {mark for entry in found for mark in entry.sources}
    lines += [f"- **{mark}** {text}" for mark, text in SOURCES.items() if mark in used]
    return "\n".join(lines) + "\n"

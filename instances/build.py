"""Write the stored problems again: ``python -m instances.build``."""

from __future__ import annotations

from pathlib import Path

from instances.catalogue import SAMPLES, Entry, entries
from instances.generators import Parameters, generate, presets
from instances.sources import SOURCES
from instances.text import render
from solver.problem.codec import dump

README = "README.md"


def document(parameters: Parameters, seed: int) -> dict[str, object]:
    """A request document for a generated school."""
    return {"version": 1, "policy": parameters.policy, "problem": dump(generate(parameters, seed))}


def readme(found: tuple[Entry, ...]) -> str:
    """The table of the stored problems and their provenance."""
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
    lines += [f"- **{mark}** {text}" for mark, text in SOURCES.items()]
    return "\n".join(lines) + "\n"


def build(folder: Path) -> tuple[Path, ...]:
    """Write every stored problem and the table into ``folder``; equal code writes equal bytes."""
    known = presets()
    written = []
    for entry in entries():
        target = folder / f"{entry.name}.json"
        target.write_text(render(document(known[entry.preset], entry.seed)), encoding="utf-8", newline="\n")
        written.append(target)
    table = folder / README
    table.write_text(readme(entries()), encoding="utf-8", newline="\n")
    return (*written, table)


if __name__ == "__main__":
    for file in build(SAMPLES):
        print(file.name)

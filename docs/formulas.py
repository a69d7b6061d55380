"""Formulas of the documentation: fenced blocks ``math`` hold LaTeX, which pages show as MathML, without scripts. MkDocs calls
the hook for every page; other readers of Markdown show such blocks by themselves.
"""

from __future__ import annotations

import re
from typing import Any

from latex2mathml.converter import convert

FENCE = re.compile(r"^```math\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page's Markdown with each block of LaTeX replaced by a paragraph of MathML, one formula a line."""
    return FENCE.sub(lambda found: "\n\n".join(map(_formula, found[1].strip().splitlines())), markdown)


def _formula(line: str) -> str:
    return f'<div class="formula">{convert(line, display="block")}</div>'

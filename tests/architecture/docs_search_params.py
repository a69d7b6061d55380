"""The documentation's table of the search's parameters, made from their dataclasses."""

from __future__ import annotations

from solver import SearchParams


def search_params() -> str:
    """Every parameter: name, default, range, unit, and what raising it does."""
    lines = ["| 参数 parameter | 默认 default | 范围 range | 单位 unit | 调大后 raising it |", "|---|---|---|---|---|"]
    lines += [
        f"| `{name}` | {item.default} | {item.metadata['least']} … {item.metadata['most']} | {item.metadata['unit']} "
        f"| {item.metadata['effect']} |"
        for name, item, _ in SearchParams().items()
    ]
    return "\n".join(lines) + "\n"

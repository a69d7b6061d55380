"""Values of tiers in the units that people read: minutes and yuan, not hundredths of them; and gaps in percent."""

from __future__ import annotations

from solver.policy.policy import Tier


def amount(value: int, tier: Tier | None) -> str:
    """A value as text in the tier's shown unit, without decimals when it is a whole number of them."""
    per_unit = tier.per_unit if tier else 1
    return f"{value / per_unit:,.{_decimals(value, per_unit)}f}"


def shown_number(value: int, tier: Tier) -> tuple[float, str]:
    """The same as a number with the number format in which Excel writes it as :func:`amount` does."""
    decimals = _decimals(value, tier.per_unit)
    return value / tier.per_unit, "#,##0" + ("." + "0" * decimals if decimals else "")


def percent(gap: float | None) -> str:
    """A gap in percent; what is not zero never reads as zero."""
    if gap is None:
        return "-"
    return "0%" if gap == 0 else f"{max(gap * 100, 0.01):.2f}%"


def _decimals(value: int, per_unit: int) -> int:
    """As many as tell one counted unit from none."""
    return 0 if value % per_unit == 0 else len(str(per_unit - 1))

"""Indicators of many schools."""

from __future__ import annotations

from fractions import Fraction

from solver.papers.kpi.indicator import Count
from solver.papers.kpi.rollup import Figure, figures, rolled
from tests.papers.tiny_index import view


def test_counts_add_up_and_shares_follow_from_the_sums() -> None:
    found = {each.indicator.id: each for each in rolled([
        [Figure("participation", Count(1, 10)), Figure("balance", Count(-500))],
        [Figure("participation", Count(90, 100)), Figure("balance", Count(700))],
        [Figure("participation", Count(0, 0))],
    ])}  # fmt: skip
    share = found["participation"]
    assert share.count == Count(91, 110)
    assert share.value == Fraction(9100, 110)
    assert (share.schools, share.least, share.middle, share.most) == (2, 10, 50, 90)
    assert (found["balance"].value, found["balance"].least) == (2, -5)


def test_what_does_not_add_up_is_not_added() -> None:
    (spread,) = rolled([
        [Figure("spread", Count(300, None, ("全体", "all"))), Figure("spread", Count(100, None, ("其他", "others")))],
        [Figure("spread", Count(900, None, ("全体", "all")))],
        [Figure("spread", Count(600, None, ("全体", "all"))), Figure("unheard", Count(1))],
    ])  # fmt: skip
    assert (spread.count, spread.value, spread.schools) == (None, None, 3)
    assert (spread.least, spread.middle, spread.most) == (3, 6, 9)


def test_one_school_rolled_up_is_the_school() -> None:
    school = figures(view())
    found = {(each.indicator.id, each.group): each for each in rolled([school])}
    for figure in school:
        if (each := found.get((figure.indicator, figure.count.group))) is not None and each.indicator.adds:
            assert each.count == figure.count
    assert len({each.indicator.id for each in found.values()}) == len({figure.indicator for figure in school})

"""Exactness of an aggregated model: a relaxation for lower bounds, or an estimate that leads a search."""

from __future__ import annotations

from enum import Enum


class Exactness(Enum):
    """BOUND: every plan with all posts filled gives a point of the rows, with the same tier values or better ones. A row may stand
    only while its rule is hard, and a rule that allows more than before must be told to it. Meetings are single sessions.

    ESTIMATE: rows may also cut off plans or let some through, which costs quality only: construction and checker refuse what does
    not fit. Meetings are all sessions of a section. What is estimated, and nowhere else: care groups after merging (K03), fair
    shares of leading (D02) and days without clubs (:mod:`solver.search.aggregate.estimates`); and seats that are given (B08, B11),
    which are left to the construction.
    """

    BOUND = "bound"
    ESTIMATE = "estimate"

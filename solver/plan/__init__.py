"""What an answer is: the plan, and the result that carries it."""

from solver.plan.plan import (
    FLEX_KINDS,
    POST_KINDS,
    TUTORING_KINDS,
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.plan.result import STATUSES, Progress, Reason, Result, TierResult

__all__ = [
    "FLEX_KINDS",
    "POST_KINDS",
    "STATUSES",
    "TUTORING_KINDS",
    "Assignment",
    "CareGroup",
    "Dismissal",
    "Fee",
    "Flex",
    "LateCare",
    "Plan",
    "Post",
    "Progress",
    "Reason",
    "Result",
    "Seat",
    "Section",
    "Session",
    "TierResult",
    "Tutoring",
]

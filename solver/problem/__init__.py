"""The problem a school submits: frozen data, references validated once, no policy number."""

from solver.problem.bells import Busy, Interval, Lesson, Window
from solver.problem.blocks import BLOCK_KINDS, CONSENTS, Block
from solver.problem.calendar import MakeUpDay, Term
from solver.problem.companions import COMPANION_KINDS, STRENGTHS, Companion, CompanionPair
from solver.problem.money import EXPENSE_KINDS, FEE_KINDS, Award, Contract, Expense, FeeItem, Money, PayTier
from solver.problem.offerings import STRANDS, Offering
from solver.problem.people import (
    HELPERS,
    OUTSIDE_KINDS,
    POOLS,
    REASONS,
    ROLES,
    TEACHING_ROLES,
    Outside,
    Skill,
    Staff,
)
from solver.problem.places import CLASSROOM, FIXED_POST_KINDS, LATE_ROOM, FixedPost, Gate, Room, Walk
from solver.problem.problem import Band, Problem
from solver.problem.pupils import EXEMPT_CATEGORIES, HomeClass, Pupil

__all__ = [
    "BLOCK_KINDS",
    "CLASSROOM",
    "COMPANION_KINDS",
    "CONSENTS",
    "EXEMPT_CATEGORIES",
    "EXPENSE_KINDS",
    "FEE_KINDS",
    "FIXED_POST_KINDS",
    "HELPERS",
    "LATE_ROOM",
    "OUTSIDE_KINDS",
    "POOLS",
    "REASONS",
    "ROLES",
    "STRANDS",
    "STRENGTHS",
    "TEACHING_ROLES",
    "Award",
    "Band",
    "Block",
    "Busy",
    "Companion",
    "CompanionPair",
    "Contract",
    "Expense",
    "FeeItem",
    "FixedPost",
    "Gate",
    "HomeClass",
    "Interval",
    "Lesson",
    "MakeUpDay",
    "Money",
    "Offering",
    "Outside",
    "PayTier",
    "Problem",
    "Pupil",
    "Room",
    "Skill",
    "Staff",
    "Term",
    "Walk",
    "Window",
]

"""Rules as data: policies, their profiles and the loader."""

from solver.policy.duty import PaperDuty
from solver.policy.policy import Policy, Tier
from solver.policy.rule import LEVELS, Number, Rule, Source

__all__ = ["LEVELS", "Number", "PaperDuty", "Policy", "Rule", "Source", "Tier"]

"""课后铃 Afterbell: the planner of after-school service. What other packages may use is named here, nothing else is public.

Names are loaded when they are first used: OR-Tools takes a second to load, and reading, checking or drawing up a
plan needs none of it. The dataclasses of a problem live in the modules of :mod:`solver.problem`. The checker's
``check`` is called ``check_plan`` here, because ``solver.check`` is the package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from solver.check.report import Facts, Measurement, Report, TierScore
    from solver.check.report import check as check_plan
    from solver.errors import AfterbellError, Fault, ModelError, PlanError, PolicyError, ProblemError, SearchError
    from solver.explain.precheck import precheck
    from solver.explain.precheck import warnings as precheck_warnings
    from solver.ledger.ledgers import Ledgers, ledgers
    from solver.plan.codec import dump as dump_plan
    from solver.plan.codec import load as load_plan
    from solver.plan.plan import Plan
    from solver.plan.result import Progress, Reason, Result, TierResult
    from solver.policy.duty import PaperDuty
    from solver.policy.load import load_policy, profile_names
    from solver.policy.policy import Policy, Tier
    from solver.policy.rule import Number, Rule, Source
    from solver.problem.codec import dump as dump_problem
    from solver.problem.problem import Problem
    from solver.problem.validate import build
    from solver.search.editing import Editor
    from solver.search.limits import Params
    from solver.search.pipeline import solve

_HOMES = {
    "AfterbellError": ("solver.errors", "AfterbellError"),
    "Editor": ("solver.search.editing", "Editor"),
    "Facts": ("solver.check.report", "Facts"),
    "Fault": ("solver.errors", "Fault"),
    "Ledgers": ("solver.ledger.ledgers", "Ledgers"),
    "Measurement": ("solver.check.report", "Measurement"),
    "ModelError": ("solver.errors", "ModelError"),
    "Number": ("solver.policy.rule", "Number"),
    "PaperDuty": ("solver.policy.duty", "PaperDuty"),
    "Params": ("solver.search.limits", "Params"),
    "Plan": ("solver.plan.plan", "Plan"),
    "PlanError": ("solver.errors", "PlanError"),
    "Policy": ("solver.policy.policy", "Policy"),
    "PolicyError": ("solver.errors", "PolicyError"),
    "Problem": ("solver.problem.problem", "Problem"),
    "ProblemError": ("solver.errors", "ProblemError"),
    "Progress": ("solver.plan.result", "Progress"),
    "Reason": ("solver.plan.result", "Reason"),
    "Report": ("solver.check.report", "Report"),
    "Result": ("solver.plan.result", "Result"),
    "Rule": ("solver.policy.rule", "Rule"),
    "SearchError": ("solver.errors", "SearchError"),
    "Source": ("solver.policy.rule", "Source"),
    "Tier": ("solver.policy.policy", "Tier"),
    "TierResult": ("solver.plan.result", "TierResult"),
    "TierScore": ("solver.check.report", "TierScore"),
    "build": ("solver.problem.validate", "build"),
    "check_plan": ("solver.check.report", "check"),
    "dump_plan": ("solver.plan.codec", "dump"),
    "dump_problem": ("solver.problem.codec", "dump"),
    "ledgers": ("solver.ledger.ledgers", "ledgers"),
    "load_plan": ("solver.plan.codec", "load"),
    "load_policy": ("solver.policy.load", "load_policy"),
    "precheck": ("solver.explain.precheck", "precheck"),
    "precheck_warnings": ("solver.explain.precheck", "warnings"),
    "profile_names": ("solver.policy.load", "profile_names"),
    "solve": ("solver.search.pipeline", "solve"),
}
"""Public name -> its module and its name there; a test holds this, ``__all__`` and the imports above together."""

__all__ = [
    "AfterbellError", "Editor", "Facts", "Fault", "Ledgers", "Measurement", "ModelError", "Number", "PaperDuty", "Params", "Plan",
    "PlanError", "Policy", "PolicyError", "Problem", "ProblemError", "Progress", "Reason", "Report", "Result", "Rule",
    "SearchError", "Source", "Tier", "TierResult", "TierScore", "__version__", "build", "check_plan", "dump_plan", "dump_problem",
    "ledgers", "load_plan", "load_policy", "precheck", "precheck_warnings", "profile_names", "solve",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'solver' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)

"""课后铃 Afterbell: the planner of after-school service. What other packages may use is named here, nothing else is public.

Names are loaded when they are first used: OR-Tools takes a second to load, and reading, checking or drawing up a
plan needs none of it. The dataclasses of a problem live in the modules of :mod:`solver.problem`. The checker's
``check`` is called ``check_plan`` here, because ``solver.check`` is the package.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

HOMES = {
    "AfterbellError": "solver.errors",
    "Applied": "solver.changes.apply",
    "Base": "solver.whatif.run",
    "BaseOutcome": "solver.whatif.run",
    "Change": "solver.changes.change",
    "Comparison": "solver.whatif.comparison",
    "Conflict": "solver.explain.refusal.fact",
    "DistrictQuestion": "solver.whatif.district.question",
    "Editor": "solver.search.editing",
    "Explainer": "solver.explain.why.why",
    "Explanation": "solver.explain.why.explanation",
    "Fact": "solver.explain.refusal.fact",
    "Facts": "solver.check.report",
    "Fault": "solver.errors",
    "Fewest": "solver.whatif.staffing.least_staff",
    "FewestParams": "solver.whatif.staffing.fewest",
    "Frontier": "solver.whatif.frontier.frontier",
    "FrontierPoint": "solver.whatif.frontier.frontier",
    "Infeasibility": "solver.explain.refusal.fact",
    "Ledgers": "solver.ledger.ledgers",
    "Limit": "solver.explain.limits.limit",
    "MarginalValues": "solver.whatif.staffing.marginal",
    "Measurement": "solver.check.report",
    "ModelError": "solver.errors",
    "Number": "solver.policy.rule",
    "PaperDuty": "solver.policy.duty",
    "Params": "solver.search.limits",
    "Plan": "solver.plan.plan",
    "PlanError": "solver.errors",
    "Policy": "solver.policy.policy",
    "PolicyError": "solver.errors",
    "Problem": "solver.problem.problem",
    "ProblemError": "solver.errors",
    "Progress": "solver.plan.result",
    "Reason": "solver.plan.result",
    "Repair": "solver.explain.repairs.repair",
    "Repairs": "solver.explain.repairs.repair",
    "Report": "solver.check.report",
    "Result": "solver.plan.result",
    "Rule": "solver.policy.rule",
    "Scenario": "solver.whatif.scenario",
    "ScenarioOutcome": "solver.whatif.run",
    "SchoolAnswer": "solver.whatif.district.school_answer",
    "SearchError": "solver.errors",
    "SearchParams": "solver.search.search_params",
    "Source": "solver.policy.rule",
    "Stress": "solver.whatif.staffing.survival",
    "StressParams": "solver.whatif.staffing.stress",
    "Tier": "solver.policy.policy",
    "TierLimits": "solver.model.tier_limits",
    "TierResult": "solver.plan.result",
    "TierScore": "solver.check.report",
    "ValueParams": "solver.whatif.staffing.values",
    "answer_school": "solver.whatif.district.answer",
    "apply_changes": "solver.changes.apply",
    "build": "solver.problem.validate",
    "causes": "solver.explain.refusal.causes",
    "check_plan": "solver.check.report:check",
    "compare": "solver.whatif.comparison",
    "dump_answer": "solver.whatif.district.school_answer",
    "dump_outcome": "solver.whatif.run",
    "dump_plan": "solver.plan.codec:dump",
    "dump_problem": "solver.problem.codec:dump",
    "dump_question": "solver.whatif.district.question",
    "fewest_adults": "solver.whatif.staffing.fewest",
    "frontier": "solver.whatif.frontier.search",
    "ledgers": "solver.ledger.ledgers",
    "limits": "solver.explain.limits.limits",
    "load_answer": "solver.whatif.district.school_answer",
    "load_outcome": "solver.whatif.run",
    "load_plan": "solver.plan.codec:load",
    "load_policy": "solver.policy.load",
    "marginal_values": "solver.whatif.staffing.values",
    "overrides_of": "solver.policy.overrides",
    "parse_change": "solver.changes.phrase:parse_phrase",
    "precheck": "solver.explain.precheck",
    "precheck_warnings": "solver.explain.precheck:warnings",
    "profile_names": "solver.policy.load",
    "read_changes": "solver.changes.codec",
    "read_question": "solver.whatif.district.question",
    "read_scenarios": "solver.whatif.scenario",
    "repairs": "solver.explain.repairs.find",
    "run_base": "solver.whatif.run",
    "run_scenario": "solver.whatif.run",
    "search_params_from": "solver.search.search_params",
    "solve": "solver.search.pipeline",
    "solve_anyway": "solver.explain.repairs.anyway",
    "stress": "solver.whatif.staffing.stress",
    "why": "solver.explain.why.why",
}
"""Public name -> its module, and its name there where that is another. ``__init__.pyi`` is written from it for type checkers
(``python -m tests.architecture.facade_stub``)."""

__all__ = ["__version__", *HOMES]  # noqa: PLE0604 - the names of one table


def __getattr__(name: str) -> object:
    """Load a public name from its module (PEP 562)."""
    if name not in HOMES:
        raise AttributeError(f"module 'solver' has no attribute {name!r}")
    module, _, attribute = HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)

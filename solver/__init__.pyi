from solver.changes.apply import Applied, apply_changes
from solver.changes.change import Change
from solver.changes.codec import read_changes
from solver.changes.phrase import parse_phrase as parse_change
from solver.check.report import Facts, Measurement, Report, TierScore
from solver.check.report import check as check_plan
from solver.errors import AfterbellError, Fault, ModelError, PlanError, PolicyError, ProblemError, SearchError
from solver.explain.limits.limit import Limit
from solver.explain.limits.limits import limits
from solver.explain.precheck import precheck
from solver.explain.precheck import warnings as precheck_warnings
from solver.explain.refusal.causes import causes
from solver.explain.refusal.fact import Conflict, Fact, Infeasibility
from solver.explain.repairs.anyway import solve_anyway
from solver.explain.repairs.find import repairs
from solver.explain.repairs.repair import Repair, Repairs
from solver.explain.why.explanation import Explanation
from solver.explain.why.why import Explainer, why
from solver.ledger.ledgers import Ledgers, ledgers
from solver.model.tier_limits import TierLimits
from solver.plan.codec import dump as dump_plan
from solver.plan.codec import load as load_plan
from solver.plan.plan import Plan
from solver.plan.result import Progress, Reason, Result, TierResult
from solver.policy.duty import PaperDuty
from solver.policy.load import load_policy, profile_names
from solver.policy.overrides import overrides_of
from solver.policy.policy import Policy, Tier
from solver.policy.rule import Number, Rule, Source
from solver.problem.codec import dump as dump_problem
from solver.problem.problem import Problem
from solver.problem.validate import build
from solver.search.editing import Editor
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.search_params import SearchParams, search_params_from
from solver.whatif.comparison import Comparison, compare
from solver.whatif.district.answer import answer_school
from solver.whatif.district.question import DistrictQuestion, dump_question, read_question
from solver.whatif.district.school_answer import SchoolAnswer, dump_answer, load_answer
from solver.whatif.frontier.frontier import Frontier, FrontierPoint
from solver.whatif.frontier.search import frontier
from solver.whatif.run import Base, BaseOutcome, ScenarioOutcome, dump_outcome, load_outcome, run_base, run_scenario
from solver.whatif.scenario import Scenario, read_scenarios
from solver.whatif.staffing.fewest import FewestParams, fewest_adults
from solver.whatif.staffing.least_staff import Fewest
from solver.whatif.staffing.marginal import MarginalValues
from solver.whatif.staffing.stress import StressParams, stress
from solver.whatif.staffing.survival import Stress
from solver.whatif.staffing.values import ValueParams, marginal_values

__version__: str
HOMES: dict[str, str]

__all__ = [
    "AfterbellError",
    "Applied",
    "Base",
    "BaseOutcome",
    "Change",
    "Comparison",
    "Conflict",
    "DistrictQuestion",
    "Editor",
    "Explainer",
    "Explanation",
    "Fact",
    "Facts",
    "Fault",
    "Fewest",
    "FewestParams",
    "Frontier",
    "FrontierPoint",
    "Infeasibility",
    "Ledgers",
    "Limit",
    "MarginalValues",
    "Measurement",
    "ModelError",
    "Number",
    "PaperDuty",
    "Params",
    "Plan",
    "PlanError",
    "Policy",
    "PolicyError",
    "Problem",
    "ProblemError",
    "Progress",
    "Reason",
    "Repair",
    "Repairs",
    "Report",
    "Result",
    "Rule",
    "Scenario",
    "ScenarioOutcome",
    "SchoolAnswer",
    "SearchError",
    "SearchParams",
    "Source",
    "Stress",
    "StressParams",
    "Tier",
    "TierLimits",
    "TierResult",
    "TierScore",
    "ValueParams",
    "__version__",
    "answer_school",
    "apply_changes",
    "build",
    "causes",
    "check_plan",
    "compare",
    "dump_answer",
    "dump_outcome",
    "dump_plan",
    "dump_problem",
    "dump_question",
    "fewest_adults",
    "frontier",
    "ledgers",
    "limits",
    "load_answer",
    "load_outcome",
    "load_plan",
    "load_policy",
    "marginal_values",
    "overrides_of",
    "parse_change",
    "precheck",
    "precheck_warnings",
    "profile_names",
    "read_changes",
    "read_question",
    "read_scenarios",
    "repairs",
    "run_base",
    "run_scenario",
    "search_params_from",
    "solve",
    "solve_anyway",
    "stress",
    "why",
]

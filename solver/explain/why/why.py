"""Why: questions about a plan, answered for a planner, a teacher or a family."""

from __future__ import annotations

from solver.check.report import Report
from solver.errors import PlanError
from solver.explain.why.audience import audience_faults, told_to
from solver.explain.why.context import WhyContext, WhyLimits
from solver.explain.why.explanation import Explanation
from solver.explain.why.grades import why_grade
from solver.explain.why.offerings import why_offering
from solver.explain.why.people import why_person
from solver.explain.why.pupils import why_pupil
from solver.explain.why.question import Question, WhyGrade, WhyPerson, WhyPupil, question_faults
from solver.explain.why.suggestions import Edited, Suggestions, suggestions
from solver.plan.plan import Plan, Post
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Week

DEFAULTS = WhyLimits()


class Explainer:
    """Answers questions about one plan; what it derives from the plan is kept for the next question."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan, report: Report | None = None) -> None:
        """report: of the checker, where it is known already."""
        self.context = WhyContext(problem, policy, plan, report)

    def ask(self, question: Question, audience: str = "planner", limits: WhyLimits = DEFAULTS) -> Explanation:
        """The answer to a question, as the audience may read it: ``planner``, ``teacher`` (of himself) or ``family`` (of the pupil).

        Raises PlanError with the faults of a question that names what is not there, or that the audience may not ask.
        """
        context = self.context
        faults = audience_faults(audience, question)
        faults += question_faults(context.problem, context.plan, context.weeks, question)
        if faults:
            raise PlanError(faults)
        return told_to(context, self._answer(question, limits), audience)

    def suggest(self, edited: Edited, post: Post, week: Week, leaver: str | None = None) -> Suggestions:
        """Adults who may stand on a post instead of ``leaver``, with reasons and prices; see :func:`suggestions`."""
        return suggestions(self.context, edited, post, week, leaver)

    def _answer(self, question: Question, limits: WhyLimits) -> Explanation:
        if isinstance(question, WhyPerson):
            return why_person(self.context, question, limits)
        if isinstance(question, WhyPupil):
            return why_pupil(self.context, question, limits)
        if isinstance(question, WhyGrade):
            return why_grade(self.context, question, limits)
        return why_offering(self.context, question, limits)


def why(
    problem: Problem,
    policy: Policy,
    plan: Plan,
    question: Question,
    audience: str = "planner",
    limits: WhyLimits = DEFAULTS,
) -> Explanation:
    """Problem, policy, plan and question -> the explanation, as :meth:`Explainer.ask` gives it. limits: of effort and wall time."""
    return Explainer(problem, policy, plan).ask(question, audience, limits)

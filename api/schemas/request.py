"""Wire model of a request, version 1: ``{"version": 1, "policy": {...}, "problem": {...}}``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from api.schemas.base import Text, Wire, not_endless
from api.schemas.problem import Submitted
from solver.problem.problem import Problem

MOST_OVERRIDES = 500
"""Rules and settings that a school may set; there are some 200."""


class PolicyDoc(Wire):
    """The policy profile and what the school overrides; rules and numbers are checked by the policy loader.

    overrides: ``{"K03": {"level": "hard", "numbers": {"classes": 1}}, "tiers": ["seated", ...]}``.
    """

    profile: Text = "national"
    overrides: dict[str, Any] = Field(default_factory=dict, max_length=MOST_OVERRIDES)


class RequestDoc(Wire):
    version: Literal[1]
    policy: PolicyDoc = Field(default_factory=PolicyDoc)
    problem: Annotated[Problem, Submitted(), BeforeValidator(not_endless)]

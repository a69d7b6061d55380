"""Wire models, version 1 (Pydantic). They meet solver types in :mod:`api.mapping` alone."""

from api.schemas.plan import PlanDocument
from api.schemas.problem import ProblemDoc
from api.schemas.request import PolicyDoc, RequestDoc

__all__ = ["PlanDocument", "PolicyDoc", "ProblemDoc", "RequestDoc"]

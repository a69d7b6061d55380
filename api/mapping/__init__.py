"""The only place where wire models meet solver types."""

from api.mapping.plan import plan_from_doc
from api.mapping.problem import to_problem
from api.mapping.request import Request, request_doc, request_from_doc

__all__ = ["Request", "plan_from_doc", "request_doc", "request_from_doc", "to_problem"]

"""Files in and out: requests as JSON or workbook, plans as JSON, workbook or HTML for the printer."""

from api.files.bundle import PlanBundle
from api.files.plan import plan_bytes, read_plan, write_plan
from api.files.request import read_request, request_bytes, template_bytes, write_request, write_template
from api.mapping.request import Request

__all__ = [
    "PlanBundle",
    "Request",
    "plan_bytes",
    "read_plan",
    "read_request",
    "request_bytes",
    "template_bytes",
    "write_plan",
    "write_request",
    "write_template",
]

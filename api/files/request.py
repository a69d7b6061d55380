"""Requests into files: JSON and the workbook."""

from __future__ import annotations

import json

from api.files.example import example_problem
from api.files.request_source import SUFFIXES, unknown_suffix
from api.files.request_writer import request_book
from api.mapping.request import Request, request_doc
from solver.errors import ProblemError


def request_bytes(request: Request, suffix: str) -> bytes:
    """A request file in memory. Raises ProblemError for another suffix or a text too long for Excel."""
    name = suffix.lower()
    if name == ".json":
        return (json.dumps(request_doc(request), ensure_ascii=False, indent=1) + "\n").encode()
    if name == ".xlsx":
        return request_book(request)
    raise ProblemError([unknown_suffix(name, SUFFIXES)])


def template_bytes() -> bytes:
    """The template workbook: notes, headings, drop-down lists and the rows of a tiny valid school."""
    return request_book(Request(example_problem()), everything=True)

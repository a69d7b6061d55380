"""Sign-up papers as files, from a request alone."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.language import Language
from api.files.papers.paper import SUFFIXES, drawn_bytes
from api.files.signup.form import form_text
from api.files.signup.paper import signup_paper
from solver import Policy, Problem

SIGNUP_SUFFIXES: Mapping[str, tuple[str, ...]] = {"signup": SUFFIXES, "form": (".txt",)}
"""Kind -> suffixes of its files."""
SIGNUP_WORDS: Mapping[str, tuple[str, str]] = {
    "signup": ("报名材料：致家长信、菜单、回执（不用方案）", "sign-up papers, without a plan"),
    "form": ("网上报名问卷，导入问卷星（不用方案）", "online form for 问卷星, without a plan"),
}
"""Kind -> its name."""


def signup_bytes(kind: str, problem: Problem, policy: Policy, suffix: str, language: Language) -> bytes:
    """A sign-up paper as a file. kind, suffix: as in SIGNUP_SUFFIXES. Raises MissingFontError for a PDF without its font."""
    if kind == "form":
        return form_text(problem).encode("utf-8-sig")
    head = {"kind": kind, "term": problem.term.name, "policy": policy.name}
    return drawn_bytes(signup_paper(problem, policy), problem.school, head, suffix, language)

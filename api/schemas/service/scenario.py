"""Scenarios on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.service.answer import AnswerDoc


class KeptScenarioDoc(AnswerDoc):
    """sentences: of the changes, Chinese and English."""

    id: str
    name: str
    aim: str
    changes: list[dict[str, Any]]
    effect: str = Field(description="adds, removes, mixed, money")
    sentences: list[list[str]]
    created_at: int
    created_by: str

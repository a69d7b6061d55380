"""Settings of the HTTP service, from environment variables ``AFTERBELL_*``."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1_000_000


class Settings(BaseSettings):
    """What an operator may set.

    default_seconds, max_seconds: time limit of a solve when the caller names none, and the most a caller may ask for.
    max_body_bytes: largest request body; a school of 2,000 pupils is 0.6 MB of JSON.
    max_solves: solves at the same time, each in a process of its own; further ones are refused with Retry-After.
    solve_workers: search threads of one solve. retry_after_seconds: what a refused caller is told to wait.
    """

    model_config = SettingsConfigDict(env_prefix="AFTERBELL_", frozen=True)

    default_seconds: float = Field(default=30.0, gt=0)
    max_seconds: float = Field(default=300.0, gt=0)
    max_body_bytes: int = Field(default=20 * MEGABYTE, gt=0)
    max_solves: int = Field(default=1, ge=1, le=64)
    solve_workers: int = Field(default=2, ge=1, le=64)
    retry_after_seconds: int = Field(default=15, ge=1)

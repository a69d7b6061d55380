"""Parameters of a batch, as a caller sends them and as its job holds them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.solve import MAX_SEED, Seconds

MOST_SCHOOLS = 1000
TermId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
SchoolId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$")]
BatchName = Annotated[str, Field(min_length=1, max_length=200)]


class BatchQuestion(Wire):
    """Question to every school, in place of a solve: who breaks, and what it costs the others.

    Either leaves, by which rule so many adults of each school leave (``least`` or ``most`` burdened, ``role:ROLE``), or changes, the
    same for all, in short form. every: also count the adults without whom no plan can exist.
    """

    leaves: Annotated[str, Field(max_length=40)] = ""
    changes: Annotated[list[Text], Field(max_length=50)] = Field(default_factory=list)
    every: bool = True
    adults: Annotated[int, Field(ge=1, le=50)] = 1


class NewBatch(Wire):
    """terms: one of each school. question: asked of each, where no plans are wanted. seconds: time limit for each, capped by the
    server's; seconds_of: for some schools."""

    name: BatchName
    terms: list[TermId] = Field(min_length=1, max_length=MOST_SCHOOLS)
    question: BatchQuestion | None = None
    seconds: Seconds | None = None
    seconds_of: dict[str, Seconds] = Field(default_factory=dict, max_length=MOST_SCHOOLS)
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1


class Rerun(Wire):
    """schools: those to be solved again; none named: every school that has no plan."""

    name: BatchName | None = None
    schools: list[SchoolId] = Field(default_factory=list, max_length=MOST_SCHOOLS)
    seconds: Seconds | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] | None = None


class BatchEntry(Wire):
    """One school of a batch. job: the child that is to be taken as it is, from the batch that this one repeats in part."""

    school_id: str
    district_id: str
    term_id: str
    seconds: float | None = None
    seed: int = 1
    job: str | None = None


class BatchParams(Wire):
    """Parameters of the job of a batch. again: the batch that this one repeats in part."""

    name: str
    entries: list[BatchEntry]
    lifetime: int
    question: BatchQuestion | None = None
    again: str | None = None


class SchoolAnswerJob(Wire):
    """Parameters of the job that asks one school. seconds: of all its searches together."""

    question: BatchQuestion
    seconds: float | None = None
    seed: int = 1

"""Body of ``POST /v1/import`` as a document."""

from __future__ import annotations

from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, StringConstraints

ShortText = Annotated[str, StringConstraints(max_length=500)]


class ImportFile(BaseModel):
    """A file of the office. name: with its suffix. data: its bytes in Base64."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    data: Base64Bytes


class ImportDoc(BaseModel):
    """Files with answers to questions of the last time and the mapping that it gave."""

    model_config = ConfigDict(extra="forbid")
    files: Annotated[list[ImportFile], Field(min_length=1, max_length=300)]
    answers: dict[ShortText, ShortText] = {}
    mapping: dict[ShortText, object] | None = None
    profile: ShortText = "national"

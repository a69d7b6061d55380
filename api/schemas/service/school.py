"""Districts and schools on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import PLAIN, SEEN, Wire
from api.schemas.service.answer import AnswerDoc

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$", examples=["fengjin"])]
"""An id that people choose: small letters, digits and hyphens."""
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN), SEEN]


class NewDistrict(Wire):
    id: Slug
    name: Name


class DistrictDoc(AnswerDoc):
    id: str
    name: str


class NewSchool(Wire):
    id: Slug
    name: Name
    district_id: Slug


class SchoolDoc(AnswerDoc):
    id: str
    name: str
    district_id: str

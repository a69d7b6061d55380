"""Name lists on the wire: names go in, and only their number comes out."""

from __future__ import annotations

from pydantic import Field

from api.schemas.base import Wire
from api.schemas.service.answer import AnswerDoc


class PupilNameDoc(Wire):
    id: str
    name: str


class SubmittedNamesDoc(Wire):
    """A list as it is submitted. It is read by :mod:`api.files.names.name_document`, whose faults repeat no name."""

    names: list[PupilNameDoc]


class NameListDoc(AnswerDoc):
    pupils: int = Field(description="申请中的学生数 pupils of the request")
    named: int = Field(description="其中有姓名的 those of them with a name")
    opens: bool = Field(description="主机的密钥能否打开 whether the host's key opens the list")
    created_at: int
    created_by: str
    sealed_at: int = Field(description="当前密钥的启用时间 since when the present key seals it")
    unknown: list[str] = Field(description="申请中没有、因而没有保存的编号 ids that are in no request, and were not stored")
    unknown_count: int

"""Ticking off dated tasks on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import PLAIN, SEEN, IsoDate, Wire
from api.services.ticking import LONGEST_BY, LONGEST_NOTE


class TaskDoneDoc(Wire):
    """done: the day. by: who did it. note: as the office writes it."""

    done: IsoDate
    by: Annotated[str, Field(max_length=LONGEST_BY, pattern=PLAIN), SEEN] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE, pattern=PLAIN), SEEN] = ""

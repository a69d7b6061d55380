"""Ticking off dated tasks on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import PLAIN, SEEN, IsoDate, Wire

LONGEST_BY, LONGEST_NOTE = 60, 300
"""Characters of a record's `by` and `note`. Raising them makes rows of the printed register taller."""


class TaskDoneDoc(Wire):
    """done: the day. by: who did it. note: as the office writes it."""

    done: IsoDate
    by: Annotated[str, Field(max_length=LONGEST_BY, pattern=PLAIN), SEEN] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE, pattern=PLAIN), SEEN] = ""

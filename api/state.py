"""Dependencies of routes: the objects that the application holds while it runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.app_state import get_database, get_settings, held
from api.reading.readers import BodyReader
from api.reading.turns import Turns
from api.services.feeds import Feeds
from api.services.queueing import Queue
from api.services.readiness import Readiness
from api.services.rendered_files import RenderedFiles
from api.services.term_cache import TermCache
from api.settings import Settings
from api.storage.database import Database


def get_reading(request: Request) -> BodyReader:
    """Reader of bodies that hold documents or workbooks."""
    reading: BodyReader = request.app.state.reading
    return reading


get_turns = held("turns", Turns)

SettingsDep = Annotated[Settings, Depends(get_settings)]
DatabaseDep = Annotated[Database, Depends(get_database)]
TermCacheDep = Annotated[TermCache, Depends(held("term_cache", TermCache))]
ReadingDep = Annotated[BodyReader, Depends(get_reading)]
ReadinessDep = Annotated[Readiness, Depends(held("readiness", Readiness))]
QueueDep = Annotated[Queue, Depends(held("queue", Queue))]
FeedsDep = Annotated[Feeds, Depends(held("feeds", Feeds))]
RenderedFilesDep = Annotated[RenderedFiles, Depends(held("rendered_files", RenderedFiles))]

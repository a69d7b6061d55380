"""What the application holds while it runs, as dependencies of routes."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import Depends, Request

from api.reading.readers import BodyReader
from api.reading.turns import Turns
from api.services.drawn import Drawn
from api.services.feeds import Feeds
from api.services.queueing import Queue
from api.services.readiness import Readiness
from api.services.term_cache import TermCache
from api.settings import Settings
from api.storage.database import Database


def get_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    settings = request.app.state.settings
    if not isinstance(settings, Settings):
        raise TypeError("the application was not made by create_app")
    return settings


def get_database(request: Request) -> Database:
    """The application's database."""
    database = request.app.state.database
    if not isinstance(database, Database):
        raise TypeError("the application was not started")
    return database


def get_shelf(request: Request) -> TermCache:
    """Terms and plans that the application has opened."""
    shelf = request.app.state.shelf
    if not isinstance(shelf, TermCache):
        raise TypeError("the application was not started")
    return shelf


SettingsDep = Annotated[Settings, Depends(get_settings)]
DatabaseDep = Annotated[Database, Depends(get_database)]
ShelfDep = Annotated[TermCache, Depends(get_shelf)]


def get_reading(request: Request) -> BodyReader:
    """Readers of the bodies of documents and workbooks."""
    reading: BodyReader = request.app.state.reading
    return reading


def get_turns(request: Request) -> Turns:
    """Whose body is read next."""
    turns = request.app.state.turns
    if not isinstance(turns, Turns):
        raise TypeError("the application was not started")
    return turns


ReadingDep = Annotated[BodyReader, Depends(get_reading)]


def get_ending(request: Request) -> threading.Event:
    """Set once the process has been told to end."""
    ending = request.app.state.ending
    if not isinstance(ending, threading.Event):
        raise TypeError("the application was not made by create_app")
    return ending


EndingDep = Annotated[threading.Event, Depends(get_ending)]


def get_readiness(request: Request) -> Readiness:
    """Readiness of this process."""
    readiness = request.app.state.readiness
    if not isinstance(readiness, Readiness):
        raise TypeError("the application was not made by create_app")
    return readiness


ReadinessDep = Annotated[Readiness, Depends(get_readiness)]


def get_queue(request: Request) -> Queue:
    """The queue as this process knows it."""
    queue = request.app.state.queue
    if not isinstance(queue, Queue):
        raise TypeError("the application was not made by create_app")
    return queue


QueueDep = Annotated[Queue, Depends(get_queue)]


def get_feeds(request: Request) -> Feeds:
    """Events of jobs for all who listen in this process."""
    feeds = request.app.state.feeds
    if not isinstance(feeds, Feeds):
        raise TypeError("the application was not started")
    return feeds


FeedsDep = Annotated[Feeds, Depends(get_feeds)]


def get_drawn(request: Request) -> Drawn:
    """Files for everybody that this process has drawn."""
    drawn = request.app.state.drawn
    if not isinstance(drawn, Drawn):
        raise TypeError("the application was not made by create_app")
    return drawn


DrawnDep = Annotated[Drawn, Depends(get_drawn)]

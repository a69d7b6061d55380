"""The public timetable of a school: the publication in force, and its document."""

from __future__ import annotations

import solver
from api.errors import NOT_FOUND, ApiError
from api.files.language import Language
from api.files.papers.paper_context import PaperContext
from api.services.exporting import export
from api.services.term_cache import TermCache
from api.storage.database import Database
from api.storage.plans import get_revision
from api.storage.publications import Publication, in_force

NOTHING = "学校没有已发布的方案 / the school has published no plan"


def published_plan(database: Database, school_id: str) -> Publication:
    """Publication of a school that is in force. Raises 404."""
    with database.read() as connection:
        found = in_force(connection, school_id)
    if found is None:
        raise ApiError(NOT_FOUND, NOTHING)
    return found


def timetable_key(published: Publication, suffix: str, language: Language = Language.ZH) -> str:
    """Key of a drawn timetable: equal for equal bytes."""
    return f"{published.id}-{solver.__version__}{suffix}-{language}"


def draw_timetable(
    database: Database, cache: TermCache, published: Publication, suffix: str, language: Language = Language.ZH
) -> bytes:
    """File of a public timetable. Raises 404, 410, and MissingFontError for a PDF without its font."""
    with database.read() as connection:
        revision = get_revision(connection, published.plan_id, published.revision)
        if revision is None:
            raise ApiError(NOT_FOUND, NOTHING)
        bundle = cache.bundle(connection, published.term_id, revision)
    return export("public", PaperContext(bundle), suffix, language=language)

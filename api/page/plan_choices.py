"""Plans of a term to choose from."""

from __future__ import annotations

from api.files.language import Said
from api.page.trails import plan_link
from api.page.views.question_form import Named
from api.storage.database import Database
from api.storage.page import Cursor
from api.storage.plans import list_plans
from api.storage.publications import in_force
from api.storage.terms import StoredTerm

MOST = 50
"""Plans offered at most, the newest ones."""
IN_FORCE: Said = ("已发布", "published")


def plan_choices(database: Database, term: StoredTerm) -> tuple[Named, ...]:
    """Plans of a term, the one in force first, then the newest."""
    with database.read() as connection:
        published = in_force(connection, term.school_id)
        found = list_plans(connection, Cursor(limit=MOST), term.id).items
    current = None if published is None else published.plan_id
    rows = sorted(found, key=lambda row: row.id != current)
    return tuple(Named(row.id, plan_link(row).text, IN_FORCE if row.id == current else "") for row in rows)

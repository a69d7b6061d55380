"""Registry of the pages' routers."""

from __future__ import annotations

from api.page import (
    assets,
    audit,
    board,
    giving,
    home,
    mine,
    operation,
    people,
    public,
    school_import,
    schools,
    sign_in,
    term,
    why,
)

ROUTERS = (
    assets.router,
    audit.router,
    board.router,
    giving.router,
    home.router,
    mine.router,
    operation.router,
    people.router,
    public.router,
    school_import.router,
    schools.router,
    sign_in.router,
    term.router,
    why.router,
)

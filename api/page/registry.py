"""Registry of the pages' routers."""

from __future__ import annotations

from api.page import (
    assets,
    board,
    giving,
    home,
    mine,
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
    board.router,
    giving.router,
    home.router,
    mine.router,
    people.router,
    public.router,
    school_import.router,
    schools.router,
    sign_in.router,
    term.router,
    why.router,
)

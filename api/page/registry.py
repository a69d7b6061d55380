"""Registry of the pages' routers."""

from __future__ import annotations

from api.page import (
    assets,
    home,
    mine,
    public,
    schools,
    sign_in,
    term,
    why,
)

ROUTERS = (
    assets.router,
    home.router,
    public.router,
    schools.router,
    sign_in.router,
    mine.router,
    term.router,
    why.router,
)

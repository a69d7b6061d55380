"""Registry of the pages' routers."""

from __future__ import annotations

from api.page import (
    assets,
    home,
    public,
    sign_in,
    term,
    why,
)

ROUTERS = (
    home.router,
    sign_in.router,
    public.router,
    term.router,
    why.router,
    assets.router,
)

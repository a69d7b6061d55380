"""What the routes share: settings, the pool of solves, and bodies read within their limit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from fastapi import Depends, Request

from api.errors import NOT_ACCEPTABLE, TOO_LARGE, WRONG_TYPE, ApiError
from api.services.pool import SolvePool
from api.settings import Settings

JSON_TYPE = "application/json"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML_TYPE = "text/html"
PDF_TYPE = "application/pdf"


def get_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    settings = request.app.state.settings
    if not isinstance(settings, Settings):
        raise TypeError("the application was not made by create_app")
    return settings


def get_pool(request: Request) -> SolvePool:
    """The application's pool of solves."""
    pool = request.app.state.pool
    if not isinstance(pool, SolvePool):
        raise TypeError("the application was not started")
    return pool


SettingsDep = Annotated[Settings, Depends(get_settings)]
PoolDep = Annotated[SolvePool, Depends(get_pool)]


async def read_body(request: Request, settings: SettingsDep) -> bytes:
    """The whole body; refused with 413 as soon as it is known to be larger than the setting allows."""
    limit = settings.max_body_bytes
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


BodyDep = Annotated[bytes, Depends(read_body)]


def media_type(request: Request, *known: str) -> str:
    """The body's media type, which must be one of the known; none given counts as the first. Raises 415."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not given:
        return known[0]
    if given not in known:
        detail = f"{given}；可用 / known: {', '.join(known)}"
        raise ApiError(WRONG_TYPE, detail, headers={"Accept": ", ".join(known)})
    return given


def accepted(request: Request, types: Collection[str]) -> str:
    """The first of the types that the caller accepts, best quality first. Raises 406."""
    header = request.headers.get("accept", "") or "*/*"
    wishes = []
    for place, part in enumerate(header.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
        try:
            wishes.append((-float(quality), place, name))
        except ValueError:
            continue
    for quality_below, _, name in sorted(wishes):
        if quality_below < 0:
            for known in types:
                if name in (known, "*/*", known.split("/")[0] + "/*"):
                    return known
    raise ApiError(NOT_ACCEPTABLE, f"{header}；可用 / known: {', '.join(types)}")


def _too_large(limit: int) -> ApiError:
    return ApiError(TOO_LARGE, f"上限 {limit} 字节 / at most {limit} bytes")

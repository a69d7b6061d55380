"""Shared dependencies of routes: bodies, content negotiation, conditional requests."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from fastapi import Depends, Query, Request

from api.errors import NOT_ACCEPTABLE, WRONG_TYPE, ApiError
from api.files.language import Language

JSON_TYPE = "application/json"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML_TYPE = "text/html"
PDF_TYPE = "application/pdf"
CSV_TYPE = "text/csv"
TEXT_TYPE = "text/plain"
ZIP_TYPE = "application/zip"
TYPE_OF = {
    ".json": JSON_TYPE, ".pdf": PDF_TYPE, ".xlsx": XLSX_TYPE, ".html": HTML_TYPE, ".csv": CSV_TYPE, ".zip": ZIP_TYPE, ".txt": TEXT_TYPE,
}  # fmt: skip
"""Suffix of a file -> its media type; of several that a caller accepts alike, the first is answered."""


async def read_body(request: Request) -> bytes:
    """Body of the request, received within its limits (:mod:`api.guarded_route`)."""
    return await request.body()


BodyDep = Annotated[bytes, Depends(read_body)]
LanguageQuery = Annotated[Language, Query(description="印出的语言 language of what is printed: zh, en, both; JSON has both")]


def is_json(request: Request) -> bool:
    """Whether the content type is JSON, by the framework's definition."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == JSON_TYPE or (kind.startswith("application/") and kind.endswith("+json"))


def media_type(request: Request, *known: str) -> str:
    """Media type of the body, which must be one of ``known``; the first of them where none is given. Raises 415."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not given:
        return known[0]
    if given not in known:
        detail = f"{given}；可用 / known: {', '.join(known)}"
        raise ApiError(WRONG_TYPE, detail, headers={"Accept": ", ".join(known)})
    return given


def accepted(request: Request, types: Collection[str]) -> str:
    """Media type of the response: the first of ``offered`` that the caller accepts, best quality first. Raises 406."""
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


def types_of(suffixes: Collection[str]) -> dict[str, str]:
    """Media types of files of these suffixes -> their suffix, in the order in which they are offered."""
    return {kind: suffix for suffix, kind in TYPE_OF.items() if suffix in suffixes}


def unchanged(request: Request, tag: str) -> bool:
    """Whether ``If-None-Match`` matches this entity tag, weakly (RFC 9110, 13.1.2)."""
    header = request.headers.get("if-none-match", "")
    return header.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in header.split(","))

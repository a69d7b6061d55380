"""Frame of the pages: template environment, language, security policy, entity tags."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.access.principal import Principal
from api.access.role import Right, Role
from api.app_state import get_settings, held
from api.deps import unchanged
from api.files.language import Language, Said
from api.page.assets import Assets

POLICY = "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
"""Content security policy of pages: scripts, styles and images of this site alone, nothing inline."""
LANGUAGE = "afterbell-language"
"""Cookie of the language that a visitor chose; ``static/frame.js`` writes it."""
SCHOOL_TIME = timezone(timedelta(hours=8))
"""China Standard Time, in which pages print moments."""
ROLE_NAMES: Mapping[Role, Said] = {
    Role.BUREAU: ("教育局", "bureau"), Role.DISTRICT: ("区县", "district"), Role.PLANNER: ("教务处", "academic office"),
    Role.CLASS_TEACHER: ("班主任", "class teacher"), Role.TEACHER: ("教师", "teacher"), Role.READER: ("查阅", "reader"),
    Role.PUBLIC: ("访客", "visitor"),
}  # fmt: skip
"""Role -> its name on pages."""


@dataclass(frozen=True, slots=True)
class Link:
    """Link of a page. here: the link leads to the page itself, or to one below it."""

    href: str
    text: Said
    here: bool = False


@dataclass(frozen=True, slots=True)
class WebPage:
    """Page to draw. template: file in ``templates/``. view: values for the template. trail: pages above it, from the home page on. tabs:
    pages beside it. scripts, styles: files in ``static/`` beside those of every page."""

    template: str
    title: Said
    view: Mapping[str, object] = field(default_factory=dict)
    trail: tuple[Link, ...] = ()
    tabs: tuple[Link, ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    status: int = 200


class Pages:
    """Drawing of pages, with templates compiled once."""

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=PackageLoader("api.page", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals["asset"] = assets.address
        self._environment.filters.update(when=when, clock=clock, yuan=yuan)

    def part(self, template: str, language: Language, view: Mapping[str, object]) -> bytes:
        """HTML of a part of pages, to be kept and put into one of them; it knows no visitor."""
        return self._environment.get_template(template).render({**view, "t": partial(_said, language), "language": language.value}).encode()

    def answer(self, request: Request, principal: Principal, page: WebPage) -> Response:
        """Response of a page: 304 where the browser has the same already."""
        language = language_of(request)
        said = partial(_said, language)
        body = self._environment.get_template(page.template).render(
            {
                **page.view, "page": page, "t": said, "language": language.value, "me": principal,
                "signed_in": principal.role is not Role.PUBLIC, "may": _may(principal), "contact": get_settings(request).contact,
                "role_name": said(ROLE_NAMES[principal.role]), "path": request.url.path,
            }
        ).encode()  # fmt: skip
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-cache", "ETag": tag, "Vary": "Cookie"}
        if page.status == 200 and unchanged(request, tag):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(body, page.status, headers=headers)


PagesDep = Annotated[Pages, Depends(held("pages", Pages))]


def language_of(request: Request) -> Language:
    """Language of pages: Chinese, or English where the visitor switched to it."""
    return Language.EN if request.cookies.get(LANGUAGE) == Language.EN.value else Language.ZH


def when(ms: int | None) -> str:
    """Milliseconds since 1970 -> date and minute in China Standard Time; empty for None."""
    return "" if ms is None else datetime.fromtimestamp(ms / 1000, UTC).astimezone(SCHOOL_TIME).strftime("%Y-%m-%d %H:%M")


def clock(minute: float) -> str:
    """Minutes since midnight -> ``16:30``."""
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def yuan(fen: float) -> str:
    """Fen -> yuan with two digits."""
    return f"{fen / 100:,.2f}"


def _said(language: Language, text: Said, english: str | None = None) -> str:
    """Text in the visitor's language: ``t(said)`` of a view's text, ``t("中文", "English")`` in a template."""
    return language.of(text if english is None or not isinstance(text, str) else (text, english))


def _may(principal: Principal) -> Mapping[str, bool]:
    """Right's name -> whether the visitor has it, as ``may.plan`` in templates."""
    return {right.value: principal.may(right) for right in Right}

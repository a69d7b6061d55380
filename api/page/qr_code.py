"""QR codes as SVG for pages, and the address to which they lead."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
from fastapi import Request

from api.page.error_page import PREFIX
from api.settings import Settings

BORDER = 4
"""Modules of white around the code, which readers need at least (ISO/IEC 18004)."""
ALONE = ("localhost", "127.0.0.1", "::1")
"""Hosts that no other machine can reach."""


def public_address(request: Request, settings: Settings, school_id: str) -> str:
    """Address of a school's public page, as families reach it: by the setting, else as this visitor reached the service."""
    base = settings.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{base.rstrip('/')}{PREFIX}/public/{school_id}"


def reaches_others(address: str) -> bool:
    """Whether an address may lead other machines here."""
    return urlsplit(address).hostname not in ALONE


def qr_svg(text: str) -> str:
    """QR code of a text as an SVG element that grows with its box; 15 % of it may be damaged."""
    return segno.make(text, error="m", micro=False).svg_inline(border=BORDER, omitsize=True, light="#fff", svgclass="qr", lineclass=None)

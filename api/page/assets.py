"""Static files of the pages: scripts, styles, icons, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.app_state import held
from api.errors import NOT_FOUND, ApiError

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
"""Suffix of a static file -> its media type; files of other suffixes are not served."""
FOREVER = "public, max-age=31536000, immutable"
"""Caching of a file under the address of its own version; under another version's address, files are not kept."""
router = APIRouter(prefix="/static", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Assets:
    """Static files by name. version: digest of them all, 12 hexadecimal digits."""

    contents: Mapping[str, bytes]
    version: str

    @classmethod
    def load(cls) -> Assets:
        """Read the package's static files."""
        folder = files("api.page") / "static"
        found = {each.name: each.read_bytes() for each in folder.iterdir() if "." + each.name.rpartition(".")[2] in TYPES}
        digest = hashlib.sha256()
        for name, content in sorted(found.items()):
            digest.update(f"{name} {len(content)}\n".encode() + content)
        return cls(found, digest.hexdigest()[:12])

    def address(self, name: str) -> str:
        """Path of a static file. Raises KeyError for one that is not there, so that a misspelt name fails in tests."""
        if name not in self.contents:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


AssetsDep = Annotated[Assets, Depends(held("assets", Assets))]


@router.get("/{version}/{name}")
def asset(version: str, name: str, assets: AssetsDep) -> Response:
    """Static file. It shows nothing of any school, and needs no key."""
    content = assets.contents.get(name)
    if content is None:
        raise ApiError(NOT_FOUND, name)
    kept = FOREVER if version == assets.version else "no-cache"
    return Response(content, media_type=TYPES["." + name.rpartition(".")[2]], headers={"Cache-Control": kept})

"""Static files: kept for ever under their version, nothing of the outside in them, and every module there that is imported."""

from __future__ import annotations

import re

from api.page.assets import FOREVER, Assets
from tests.service.town import Town

IMPORT = re.compile(r"""from ["']\./([\w.]+)["']""")
ASSETS = Assets.load()


def test_files_are_kept_under_their_version_alone(town: Town) -> None:
    for name, content in ASSETS.contents.items():
        answer = town.client.get(ASSETS.address(name))
        assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (200, content, FOREVER)
        assert town.client.get(f"/static/other/{name}").headers["cache-control"] == "no-cache"
    assert town.client.get(f"/static/{ASSETS.version}/nothing.js").status_code == 404
    assert town.client.get(f"/static/{ASSETS.version}/..%2f..%2fsettings.py").status_code == 404


def test_nothing_comes_from_elsewhere() -> None:
    for name, content in ASSETS.contents.items():
        text = content.decode().replace("http://www.w3.org/", "")
        assert "://" not in text, name
        assert "innerHTML" not in text, f"{name}: texts of schools are put in as text"
        assert set(IMPORT.findall(text)) <= set(ASSETS.contents), name

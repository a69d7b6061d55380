"""A running service with two districts, three schools, and somebody of every role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from api.access.role import Role
from api.services.keys import first_key
from api.storage.database import Database

JSON = {"content-type": "application/json"}
PEOPLE: dict[str, dict[str, Any]] = {
    "east": {"role": "district", "district_id": "east"},
    "planner": {"role": "planner", "school_id": "elm"},
    "class_teacher": {"role": "class_teacher", "school_id": "elm", "classes": ["1-1"]},
    "teacher": {"role": "teacher", "school_id": "elm", "person": "T1"},
    "reader": {"role": "reader", "school_id": "elm"},
    "neighbour": {"role": "planner", "school_id": "oak"},
    "stranger": {"role": "planner", "school_id": "fir"},
    "west": {"role": "district", "district_id": "west"},
}
"""Elm and oak are schools of the east, fir is one of the west."""
BY_ROLE: dict[Role, str | None] = {
    Role.BUREAU: "bureau", Role.DISTRICT: "east", Role.PLANNER: "planner", Role.CLASS_TEACHER: "class_teacher",
    Role.TEACHER: "teacher", Role.READER: "reader", Role.PUBLIC: None,
}  # fmt: skip
"""Somebody of every role; all but the bureau belong to the east."""


@dataclass
class Town:
    """``keys``: name of a person -> secret. ``client`` asks as nobody; see :meth:`ask`."""

    client: TestClient
    database: Database
    keys: dict[str, str]

    def headers(self, name: str | None, **more: str) -> dict[str, str]:
        """Headers of a person; of nobody for None."""
        return more if name is None else {"authorization": f"Bearer {self.keys[name]}"} | more

    def ask(
        self, name: str | None, method: str, path: str, json: Any = None, content: bytes | None = None, **more: str
    ) -> Any:
        """One request as a person."""
        if content is not None:
            more = JSON | more
        return self.client.request(method, path, json=json, content=content, headers=self.headers(name, **more))


def settle(client: TestClient, database: Database) -> Town:
    """Found the town in an empty, running service."""
    secret = first_key(database)
    assert secret is not None
    town = Town(client, database, {"bureau": secret})
    for district in ("east", "west"):
        assert town.ask("bureau", "POST", "/v1/districts", {"id": district, "name": district}).status_code == 201
    for school, district in (("elm", "east"), ("oak", "east"), ("fir", "west")):
        made = town.ask("bureau", "POST", "/v1/schools", {"id": school, "name": school, "district_id": district})
        assert made.status_code == 201
    for name, person in PEOPLE.items():
        given = town.ask("bureau", "POST", "/v1/keys", {"label": name, **person})
        assert given.status_code == 201, given.text
        town.keys[name] = given.json()["secret"]
    return town

"""Administration of a running service, over HTTP with a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from api.cli.remote.service import Service

LARGEST_PAGE = 200
"""Entries of one page, the most that the service gives."""
Document = dict[str, Any]


class RemoteAdministration:
    """The same as :class:`api.services.administration.HostAdministration`, within the rights of the key. Raises RefusedError."""

    def __init__(self, service: Service) -> None:
        self.place = str(service.client.base_url)
        self._service = service

    def make_key(self, new: Mapping[str, Any]) -> Document:
        """Give a key; its id and its secret."""
        found: Document = self._service.post("/v1/keys", json=dict(new))
        return found

    def list_keys(self) -> Iterator[Document]:
        """Every key, oldest first."""
        return self._all("/v1/keys", {})

    def revoke_key(self, key: str) -> None:
        """Take a key out of use."""
        self._service.delete(f"/v1/keys/{quote(key, safe='')}")

    def add_member(self, new: Mapping[str, Any]) -> Document:
        """Take somebody in."""
        found: Document = self._service.post("/v1/members", json=dict(new))
        return found

    def list_members(self) -> Iterator[Document]:
        """Every member, oldest first."""
        return self._all("/v1/members", {})

    def remove_member(self, member: str) -> None:
        """Take somebody out, with every sign-in of theirs."""
        self._service.delete(f"/v1/members/{quote(member, safe='')}")

    def change_role(self, member: str, new: Mapping[str, Any]) -> Document:
        """Give a member another role and scope."""
        found: Document = self._service.patch(f"/v1/members/{quote(member, safe='')}", json=dict(new))
        return found

    def audit(self, wanted: Mapping[str, Any]) -> Iterator[Document]:
        """Entries of the audit log, newest first. wanted: the route's query."""
        return self._all("/v1/audit", wanted)

    def publish(self, plan: str, revision: int | None) -> Document:
        """Put the newest revision of a plan in force; ``revision``: it must be this one."""
        seen = "*" if revision is None else f'"{plan}.{revision}"'
        found: Document = self._service.post(f"/v1/plans/{quote(plan, safe='')}/publication", if_match=seen)
        return found

    def withdraw(self, plan: str) -> None:
        """Take a plan out of force."""
        self._service.delete(f"/v1/plans/{quote(plan, safe='')}/publication")

    def revisions(self, plan: str) -> Iterator[Document]:
        """Revisions of a plan, first to newest."""
        yield from self._service.get(f"/v1/plans/{quote(plan, safe='')}/revisions").json()["items"]

    def publications(self, school: str) -> Iterator[Document]:
        """Publications of a school, newest first."""
        return self._all(f"/v1/schools/{quote(school, safe='')}/publications", {})

    def _all(self, path: str, query: Mapping[str, Any]) -> Iterator[Document]:
        """Every entry of a list, page by page."""
        asked = {name: value for name, value in query.items() if value is not None} | {"limit": LARGEST_PAGE}
        while True:
            found = self._service.get(f"{path}?{urlencode(asked)}").json()
            yield from found["items"]
            if found["next"] is None:
                return
            asked["after"] = found["next"]

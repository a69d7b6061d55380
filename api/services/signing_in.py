"""Signing in by OIDC: to the identity provider and back, and out again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.access.authenticator import of_member
from api.access.oidc import Provider, SignInError, Subject
from api.access.principal import Principal
from api.access.secret import hashed
from api.errors import STRANGER, ApiError
from api.storage.audit import record
from api.storage.database import Database
from api.storage.members import find_member
from api.storage.sessions import add_session, end_session

_PART = r"^[A-Za-z0-9_-]{32,128}$"
PATH = r"^/([!-.0-\[\]-~][!-\[\]-~]*)?$"
"""Path of our site, in printable ASCII; neither ``//`` nor ``/\\`` at its beginning, which browsers take for another host."""
LONGEST_PATH = 500
"""Characters of such a path."""
LONGEST_COOKIE = 3_000
"""Characters of the login cookie that are looked at. Raising it serves nobody: ours have at most 1,200."""
Part = Annotated[str, Field(pattern=_PART)]


class Departure(BaseModel):
    """Login in progress, kept by the browser in a cookie while somebody is at the provider. ``then``: path of ours to go to.

    The provider carries ``state`` there and back. It is a digest of all the rest, so that a cookie of which anything was changed
    (``then``, say) does not fit the state that comes back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: Part
    nonce: Part
    verifier: Part
    then: Annotated[str, Field(pattern=PATH, max_length=LONGEST_PATH)]

    @classmethod
    def now(cls, then: str) -> Departure:
        """A fresh one; 256 random bits each."""
        return cls(seed=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48), then=then)

    @property
    def state(self) -> str:
        """Digest of this login, 43 characters."""
        return base64.urlsafe_b64encode(hashlib.sha256(self.packed().encode()).digest()).rstrip(b"=").decode()

    def packed(self) -> str:
        """As the value of a cookie."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode()

    @classmethod
    def unpacked(cls, value: str | None) -> Departure | None:
        """What :meth:`packed` gave, or None for anything else."""
        if not value or len(value) > LONGEST_COOKIE:
            return None
        try:
            return cls.model_validate_json(base64.urlsafe_b64decode(value))
        except ValueError:
            return None


def come_back(
    provider: Provider, departure: Departure | None, state: str | None, code: str | None, redirect_uri: str
) -> tuple[Subject, str]:
    """Who came back, and where they wanted to go. Raises SignInError, ProviderError."""
    if departure is None or state is None or not hmac.compare_digest(departure.state.encode(), state.encode("utf-8", "replace")):
        raise SignInError("state")
    if not code:
        raise SignInError("code")
    return provider.redeem(code, redirect_uri, departure.nonce, departure.verifier), departure.then


def sign_in(database: Database, asker: Principal, subject: Subject, seconds: int, contact: str) -> str:
    """The secret of a fresh session. Raises 403 for somebody who is no member, and says whom to ask."""
    with database.write() as connection:
        member = find_member(connection, subject.issuer, subject.subject)
        if member is not None:
            secret = secrets.token_urlsafe(32)
            add_session(connection, member.id, hashed(secret), seconds)
            principal = replace(of_member(member), request_id=asker.request_id)
            record(connection, principal, "sign-in", member.id, member.school_id, member.district_id)
            return secret
        record(connection, asker, "refuse-sign-in", hashed(f"{subject.issuer}\n{subject.subject}")[:16])
    zh = f"您已登录，但还不是成员。请把下面的 issuer 和 subject 告诉{contact or '学校或区县的管理员'}。"
    en = f"You are signed in, but no member yet. Tell {contact or 'whoever runs this for your school or district'} this issuer and subject."
    raise ApiError(STRANGER, f"{zh} / {en}", {"issuer": subject.issuer, "subject": subject.subject})


def sign_out(database: Database, principal: Principal, secret: str) -> None:
    """End the session of a browser."""
    with database.write() as connection:
        end_session(connection, hashed(secret))
        record(connection, principal, "sign-out", principal.who, principal.school_id, principal.district_id)

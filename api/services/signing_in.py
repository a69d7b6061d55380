"""Sign-in by OIDC (redirect to the identity provider and back) or by an API key, and sign-out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.access.authenticator import principal_of_key, principal_of_member
from api.access.oidc import Provider, SignInError, Subject
from api.access.principal import Principal
from api.access.secret import hashed
from api.errors import STRANGER, UNAUTHENTICATED, ApiError
from api.storage.audit import record
from api.storage.database import Database
from api.storage.keys import find_valid, record_use
from api.storage.members import find_member
from api.storage.sessions import add_session, end_session

_PART = r"^[A-Za-z0-9_-]{32,128}$"
PATH = r"^/([!-.0-\[\]-~][!-\[\]-~]*)?$"
"""Pattern of a path of this site, in printable ASCII; neither ``//`` nor ``/\\`` at its beginning, which browsers take for
another host."""
LONGEST_PATH = 500
"""Largest length of such a path in characters. Raising it keeps longer links over a sign-in."""
LONGEST_COOKIE = 3_000
"""Largest length of the login cookie in characters; ours have at most 1,200. Raising it has no use."""
Part = Annotated[str, Field(pattern=_PART)]


class PendingLogin(BaseModel):
    """Login in progress, stored in a cookie while the visitor is at the provider. then: path to redirect to afterwards.

    The provider returns ``state`` unchanged. It is a digest of all other fields, so that a manipulated cookie (its ``then``,
    say) does not match.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: Part
    nonce: Part
    verifier: Part
    then: Annotated[str, Field(pattern=PATH, max_length=LONGEST_PATH)]

    @classmethod
    def now(cls, then: str) -> PendingLogin:
        """New login, with 256 random bits for each secret."""
        return cls(seed=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48), then=then)

    @property
    def state(self) -> str:
        """Digest of this login, 43 characters."""
        return base64.urlsafe_b64encode(hashlib.sha256(self.packed().encode()).digest()).rstrip(b"=").decode()

    def packed(self) -> str:
        """Encode as the value of a cookie."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode()

    @classmethod
    def unpacked(cls, value: str | None) -> PendingLogin | None:
        """Decode the result of :meth:`packed`; None for anything else."""
        if not value or len(value) > LONGEST_COOKIE:
            return None
        try:
            return cls.model_validate_json(base64.urlsafe_b64decode(value))
        except ValueError:
            return None


def complete_sign_in(
    provider: Provider, departure: PendingLogin | None, state: str | None, code: str | None, redirect_uri: str
) -> tuple[Subject, str]:
    """Complete a login -> identity, and path to redirect to. Raises SignInError, ProviderError."""
    if departure is None or state is None or not hmac.compare_digest(departure.state.encode(), state.encode("utf-8", "replace")):
        raise SignInError("state")
    if not code:
        raise SignInError("code")
    return provider.redeem(code, redirect_uri, departure.nonce, departure.verifier), departure.then


def sign_in(database: Database, asker: Principal, subject: Subject, seconds: int, contact: str) -> str:
    """Create a session -> its secret. Raises 403 for a person who is no member, with the contact."""
    with database.write() as connection:
        member = find_member(connection, subject.issuer, subject.subject)
        if member is not None:
            secret = secrets.token_urlsafe(32)
            add_session(connection, member, hashed(secret), seconds)
            principal = replace(principal_of_member(member), request_id=asker.request_id)
            record(connection, principal, "sign-in", member.id, member.school_id, member.district_id)
            return secret
        record(connection, asker, "refuse-sign-in", hashed(f"{subject.issuer}\n{subject.subject}")[:16])
    zh = f"您已登录，但还不是成员。请把下面的 issuer 和 subject 告诉{contact or '学校或区县的管理员'}。"
    en = f"You are signed in, but no member yet. Tell {contact or 'whoever runs this for your school or district'} this issuer and subject."
    raise ApiError(STRANGER, f"{zh} / {en}", {"issuer": subject.issuer, "subject": subject.subject})


def sign_in_by_key(database: Database, asker: Principal, key_secret: str, seconds: int) -> tuple[str, int]:
    """Create a session of a key -> its secret, and its seconds: at most until the key expires. Raises 401 for a key that is not
    valid."""
    now = database.now()
    with database.write() as connection:
        found = find_valid(connection, hashed(key_secret.strip()))
        if found is not None:
            key, _due = found
            if key.expires_at is not None:
                seconds = max(1, min(seconds, (key.expires_at - now) // 1000))
            secret = secrets.token_urlsafe(32)
            add_session(connection, key, hashed(secret), seconds)
            record_use(connection, key.id)
            principal = replace(principal_of_key(key), request_id=asker.request_id)
            record(connection, principal, "sign-in", key.id, key.school_id, key.district_id)
            return secret, seconds
        record(connection, asker, "refuse-sign-in", "key")
    zh, en = "密钥不对，或已收回、已过期。", "The key is wrong, revoked or expired."
    raise ApiError(UNAUTHENTICATED, f"{zh}可能复制时少了几个字符。 / {en} Maybe some of its characters were not copied.")


def sign_out(database: Database, principal: Principal, secret: str) -> None:
    """Delete the session of a browser."""
    with database.write() as connection:
        end_session(connection, hashed(secret))
        record(connection, principal, "sign-out", principal.who, principal.school_id, principal.district_id)

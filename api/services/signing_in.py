"""Signing in by OIDC: to the identity provider and back, and out again."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, replace

from api.access.entrance import of_member
from api.access.oidc import Provider, SignInError, Subject
from api.access.principal import Principal
from api.access.secret import hashed
from api.errors import STRANGER, ApiError
from api.storage.audit import record
from api.storage.database import Database
from api.storage.members import find_member
from api.storage.sessions import add_session, end_session


@dataclass(frozen=True, slots=True)
class Departure:
    """What a browser keeps while somebody is at the provider. ``then``: the path of ours that they wanted."""

    state: str
    nonce: str
    verifier: str
    then: str

    @classmethod
    def now(cls, then: str) -> Departure:
        """A fresh one; 256 random bits each."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), then)

    def packed(self) -> str:
        """As the value of a cookie."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @classmethod
    def unpacked(cls, value: str | None) -> Departure | None:
        """What :meth:`packed` gave, or None for anything else."""
        try:
            fields = json.loads(base64.urlsafe_b64decode(value or ""))
            found = cls(**fields)
        except (ValueError, TypeError):
            return None
        return found if all(isinstance(part, str) for part in asdict(found).values()) else None


def come_back(
    provider: Provider, departure: Departure | None, state: str | None, code: str | None, redirect_uri: str
) -> tuple[Subject, str]:
    """Who came back, and where they wanted to go. Raises SignInError, ProviderError."""
    if departure is None or state is None or not hmac.compare_digest(departure.state.encode(), state.encode()):
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

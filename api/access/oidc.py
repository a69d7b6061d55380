"""Client of the identity provider: authorization code with PKCE, and signed tokens (OpenID Connect Core 1.0)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from api.access.bounded_calls import PATIENCE, BoundedCalls, BusyError
from api.access.cached_document import CachedDocument, SilentError

T = TypeVar("T")
ANEW = 10.0
"""Seconds between two fetches of the key set that tokens with an unknown key may cause. Raising it spares the provider, and
delays the first sign-in after a key rotation."""
MOST_BYTES = 1_000_000
"""Largest size in bytes of a provider's document; usual ones have some thousand. Raising it accepts larger ones, and takes
their memory."""
LEEWAY = 60
"""Tolerated difference of clocks in seconds. Raising it accepts tokens for longer after they have expired."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Accepted signature algorithms, all with public keys: a shared secret (HS256) or ``none`` would prove nothing."""


class SignInError(Exception):
    """The provider's response does not prove an identity."""


class ProviderError(Exception):
    """The provider cannot be reached, or does not speak OpenID Connect."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Identity at a provider: issuer and subject."""

    issuer: str
    subject: str


class Provider:
    """Thread-safe client of one identity provider; its metadata and keys are fetched lazily. A provider that hangs blocks a few
    requests that need it, and no others (:mod:`api.access.bounded_calls`)."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._calls = BoundedCalls()
        self._about = CachedDocument(self._load_metadata, self._calls, (ProviderError,))
        self._keys = CachedDocument(self._load_keys, self._calls, (ProviderError,))

    def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """URL of the provider's sign-in page. Raises ProviderError."""
        about = _answered(self._about.get)
        with self._client(about, redirect_uri) as client:
            url, _state = client.create_authorization_url(
                about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    def redeem(self, code: str, redirect_uri: str, nonce: str, verifier: str) -> Subject:
        """Redeem an authorization code -> identity. Raises SignInError, ProviderError."""
        about = _answered(self._about.get)

        def fetch() -> dict[str, Any]:
            with self._client(about, redirect_uri) as client:
                return dict(client.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier))

        try:
            token = self._calls.call(fetch)
        except OAuthError as error:
            raise SignInError(str(error)) from None
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderError(str(error)) from None
        except (BusyError, TimeoutError) as error:
            raise ProviderError(str(error) or type(error).__name__) from None
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise SignInError("no id_token")
        claims = self._verified(id_token, self._client_id, nonce)
        if claims.get("azp", self._client_id) != self._client_id:
            raise SignInError("azp")
        return Subject(self.issuer, claims["sub"])

    def bearer(self, token: str, audience: str) -> Subject:
        """Verify an access token for this audience -> identity. Raises SignInError, ProviderError."""
        return Subject(self.issuer, self._verified(token, audience)["sub"])

    def _verified(self, token: str, audience: str, nonce: str | None = None) -> dict[str, Any]:
        try:
            try:
                found = jwt.decode(token, _answered(self._keys.get), list(ALGORITHMS))
            except InvalidKeyIdError:
                found = jwt.decode(token, _answered(lambda: self._keys.newer(ANEW)), list(ALGORITHMS))
            wanted: dict[str, ClaimsOption] = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": audience},
                "exp": {"essential": True},
                "sub": {"essential": True},
            }
            if nonce is not None:
                wanted["nonce"] = {"essential": True, "value": nonce}
            JWTClaimsRegistry(None, LEEWAY, **wanted).validate(found.claims)
        except (JoseError, ValueError, TypeError) as error:
            raise SignInError(str(error)) from None
        return found.claims

    def _load_metadata(self) -> dict[str, Any]:
        about = _fetch(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if about.get("issuer") != self.issuer or not all(isinstance(about.get(name), str) for name in wanted):
            raise ProviderError(f"{self.issuer}: not its configuration")
        return about

    def _load_keys(self) -> KeySet:
        fetched = _fetch(_answered(self._about.get)["jwks_uri"])
        try:
            return KeySet.import_key_set(fetched)  # type: ignore[arg-type] # it is they who check it
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderError(str(error)) from None

    def _client(self, about: dict[str, Any], redirect_uri: str) -> Any:  # Authlib has no types
        offered = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        way = next((way for way in ("client_secret_basic", "client_secret_post") if way in offered), "client_secret_basic")
        return OAuth2Client(
            self._client_id, self._client_secret or None, way if self._client_secret else "none", scope="openid",
            redirect_uri=redirect_uri, code_challenge_method="S256", timeout=PATIENCE,
        )  # fmt: skip


def _answered(read: Callable[[], T]) -> T:
    """Fetch a document of the provider. Raises ProviderError."""
    try:
        return read()
    except SilentError as error:
        raise ProviderError(str(error)) from None


def _fetch(url: str) -> dict[str, Any]:
    """Fetch a JSON object of at most MOST_BYTES. Raises ProviderError."""
    until = time.monotonic() + 2 * PATIENCE
    try:
        with httpx2.stream("GET", url, timeout=PATIENCE) as answer:
            answer.raise_for_status()
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > MOST_BYTES or time.monotonic() > until:
                    raise ProviderError(f"{url}: more than {MOST_BYTES} bytes, or than {2 * PATIENCE:.0f} s for them")
        found = json.loads(content)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, RecursionError) as error:
        raise ProviderError(f"{url}: {error}") from None
    if not isinstance(found, dict):
        raise ProviderError(f"{url}: no JSON object")
    return found

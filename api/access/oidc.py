"""The identity provider: authorization code with PKCE, and tokens that its keys have signed (OpenID Connect Core 1.0)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

T = TypeVar("T")
FRESH = 3_600.0
"""Seconds for which what the provider says of itself, and its keys, are kept."""
ANEW = 10.0
"""A token with an unknown key makes us ask for the keys at most so often, in seconds."""
PATIENCE = 10.0
LEEWAY = 60
"""Seconds by which clocks may differ."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures with a public key: a secret that both know proves nothing, and ``none`` less."""


class SignInError(Exception):
    """What the provider handed over proves nobody's identity."""


class ProviderError(Exception):
    """The provider cannot be reached, or does not speak OpenID Connect."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody, as the provider knows them."""

    issuer: str
    subject: str


class Provider:
    """One provider, whose word of itself and whose keys are read when first needed. Used by several threads."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._lock = Lock()
        self._about: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send somebody who signs in. Raises ProviderError."""
        about = self._metadata()
        with self._client(about, redirect_uri) as client:
            url, _state = client.create_authorization_url(
                about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    def redeem(self, code: str, redirect_uri: str, nonce: str, verifier: str) -> Subject:
        """Who came back with this code. Raises SignInError, ProviderError."""
        about = self._metadata()
        try:
            with self._client(about, redirect_uri) as client:
                token = client.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier)
        except OAuthError as error:
            raise SignInError(str(error)) from None
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderError(str(error)) from None
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise SignInError("no id_token")
        claims = self._verified(id_token, self._client_id, nonce)
        if claims.get("azp", self._client_id) != self._client_id:
            raise SignInError("azp")
        return Subject(self.issuer, claims["sub"])

    def bearer(self, token: str, audience: str) -> Subject:
        """Whom an access token stands for that was made for this audience. Raises SignInError, ProviderError."""
        return Subject(self.issuer, self._verified(token, audience)["sub"])

    def _verified(self, token: str, audience: str, nonce: str | None = None) -> dict[str, Any]:
        try:
            try:
                found = jwt.decode(token, self._key_set(FRESH), list(ALGORITHMS))
            except InvalidKeyIdError:
                found = jwt.decode(token, self._key_set(ANEW), list(ALGORITHMS))
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

    def _metadata(self) -> dict[str, Any]:
        with self._lock:
            if self._about is None or self._about[0] + FRESH < time.monotonic():
                about = _fetch(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
                wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
                if about.get("issuer") != self.issuer or not all(isinstance(about.get(name), str) for name in wanted):
                    raise ProviderError(f"{self.issuer}: not its configuration")
                self._about = (time.monotonic(), about)
            return self._about[1]

    def _key_set(self, oldest: float) -> KeySet:
        """The keys, fetched at most ``oldest`` seconds ago."""
        about = self._metadata()
        with self._lock:
            if self._keys is None or self._keys[0] + oldest < time.monotonic():
                fetched = _fetch(about["jwks_uri"])
                try:
                    keys = KeySet.import_key_set(fetched)  # type: ignore[arg-type] # it is they who check it
                except (JoseError, ValueError, KeyError, TypeError) as error:
                    raise ProviderError(str(error)) from None
                self._keys = (time.monotonic(), keys)
            return self._keys[1]

    def _client(self, about: dict[str, Any], redirect_uri: str) -> Any:  # Authlib has no types
        offered = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        way = next((way for way in ("client_secret_basic", "client_secret_post") if way in offered), "client_secret_basic")
        return OAuth2Client(
            self._client_id, self._client_secret or None, way if self._client_secret else "none", scope="openid",
            redirect_uri=redirect_uri, code_challenge_method="S256", timeout=PATIENCE,
        )  # fmt: skip


def _fetch(url: str) -> dict[str, Any]:
    try:
        found = httpx2.get(url, timeout=PATIENCE).raise_for_status().json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise ProviderError(f"{url}: {error}") from None
    if not isinstance(found, dict):
        raise ProviderError(f"{url}: no JSON object")
    return found

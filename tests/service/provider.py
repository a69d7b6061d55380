"""An identity provider for tests: its own process's thread, its own keys, on a port of this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "bell", "of-the-bell"


@dataclass
class FakeProvider:
    """What it will say next; nothing at all while ``answering`` is not set. ``asked``: requests that have reached it.

    ``codes``: code -> what was asked for when it was given. ``claims``: laid over the next tokens'."""

    issuer: str = ""
    subject: str = "zhang"
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}, auto_kid=True))
    asked_for_keys: int = 0
    asked: int = 0
    answering: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.answering.set()

    def visit(self, url: str) -> dict[str, str]:
        """What a browser does there: sign in, and be sent back with a code. The query of the way back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def token(self, audience: str, key: RSAKey | None = None, algorithm: str = "RS256", **claims: Any) -> str:
        """A signed token."""
        now = int(time.time())
        said = {"iss": self.issuer, "sub": self.subject, "aud": audience, "iat": now, "exp": now + 300} | claims | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        made = key or self.key
        return jwt.encode({"alg": algorithm, "kid": made.kid}, said, made, [algorithm])

    def document(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            }  # fmt: skip
        if path == "/keys":
            self.asked_for_keys += 1
            return dict(KeySet([self.key]).as_dict(private=False))
        return None

    def redeem(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The token endpoint: client, code, PKCE and address of return must all fit."""
        asked = self.codes.pop(form.get("code", ""), None)
        client = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if authorization != client:
            return 401, {"error": "invalid_client"}
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.token(CLIENT, nonce=asked["nonce"])}


@contextmanager
def running_provider() -> Iterator[FakeProvider]:
    """A provider that answers until the end of the block."""
    fake = FakeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            document = fake.document(self.path)
            self._answer(200 if document else 404, document or {})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            self._answer(*fake.redeem(form, self.headers.get("authorization", "")))

        def parse_request(self) -> bool:
            good = super().parse_request()
            fake.asked += 1
            fake.answering.wait()
            return good

        def _answer(self, status: int, document: dict[str, Any]) -> None:
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the base class
            """Nothing: tests read no log of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.answering.set()
        server.shutdown()
        thread.join()
        server.server_close()

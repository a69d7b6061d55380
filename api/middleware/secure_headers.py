"""Security headers: no scripts, no content sniffing, no framing by other sites."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    # Printed pages bring their own style with them, and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                               "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
PRIVATE = ("Cache-Control", "private, no-store")
"""Headers of responses that shared caches must not store; a route's own header takes precedence."""
OVER_HTTPS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


class SecureHeaders:
    """Add headers that a response lacks. public_url: of the service, where a proxy hides its scheme."""

    def __init__(self, app: ASGIApp, public_url: str = "") -> None:
        self._app = app
        self._https = public_url.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        over_https = self._https or scope["scheme"] == "https"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault(*PRIVATE)
                if over_https:
                    headers.setdefault(*OVER_HTTPS)
            await send(message)

        await self._app(scope, receive, guarded)

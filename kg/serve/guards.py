"""What every request passes before anything is read, and what every answer bears: ASGI middleware.

A server on the loopback address is no island: any page in a browser can send it requests, and a name that is rebound to
127.0.0.1 can read the answers. So the Host must be one of ours, other origins are refused unless they are allowed, and
every answer carries a policy under which nothing that an article says can run.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.rules import Rules

MAX_BODY = 2**20
MAX_ADDRESS = 2**17

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "font-src 'self' data:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    )
)  # fmt: skip
#: The query editor writes styles into its elements, which only this lets it do; scripts stay as strict.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def refusal(rules: Rules, scope: Scope) -> tuple[int, str] | None:
    """Status and reason to refuse a request by its first lines, or None."""
    headers = Headers(scope=scope)
    if not allowed_host(headers.get("host", ""), rules.hosts):
        return 421, "this server does not answer under that name"
    if len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"") > MAX_ADDRESS:
        return 414, "the address is too long; send the query by POST"
    if int(headers["content-length"]) > MAX_BODY if headers.get("content-length", "").isdigit() else False:
        return 413, f"the request is larger than {MAX_BODY:,} bytes"
    if rules.token and not shown(headers.get("authorization", ""), rules.token):
        return 401, "a token is needed: Authorization: Bearer ..., or the password of a browser's form"
    return None if allowed_origin(headers, rules) else (403, "requests from other sites are refused")


def allowed_host(host: str, hosts: tuple[str, ...]) -> bool:
    """True for a name of ours, with any port or none: only who reaches our port is heard at all.

    >>> from kg.serve.rules import LOOPBACK
    >>> allowed_host("localhost:8001", LOOPBACK), allowed_host("[::1]:80", LOOPBACK), allowed_host("evil.example", LOOPBACK)
    (True, True, False)
    """
    name, _, port = host.rpartition(":") if ":" in host.rpartition("]")[2] else (host, "", "")
    return name.lower() in hosts and (not port or port.isdigit())


def allowed_origin(headers: Headers, rules: Rules) -> bool:
    """True unless a page of another site sent the request. Following a link to a page of ours is not that."""
    origin = headers.get("origin")
    if origin is not None:
        return origin in rules.origins or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    if headers.get("sec-fetch-site") in (None, "same-origin", "none"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def shown(authorization: str, token: str) -> bool:
    """True if the header bears the token, as a bearer's or as the password of any user."""
    scheme, _, value = authorization.partition(" ")
    given = value.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode(), token.encode())


class Guards:
    """Refuses what must be refused, and adds the headers that every answer bears."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        origin = Headers(scope=scope).get("origin")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if origin in self.rules.origins:
                    headers["Access-Control-Allow-Origin"] = str(origin)
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                    headers.add_vary_header("Origin")
            await send(message)

        refused = refusal(self.rules, scope)
        if refused is None:
            await self.app(scope, receive, guarded)
            return
        status, reason = refused
        asks = {"WWW-Authenticate": 'Basic realm="kg", charset="UTF-8"'} if status == 401 else None
        await PlainTextResponse(f"{reason}\n", status, asks)(scope, receive, guarded)

"""For whom a server is: what follows from the address that it listens at."""

from __future__ import annotations

from typing import NamedTuple

from kg.errors import UsageError

#: Tokens shorter than this can be guessed.
SHORTEST = 16
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Rules(NamedTuple):
    """Who may ask: the names of this host, other origins, and the token that all must show ("" for none)."""

    hosts: tuple[str, ...]
    origins: tuple[str, ...] = ()
    token: str = ""


def is_loopback(host: str) -> bool:
    """True for an address that only this machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def rules(host: str, names: tuple[str, ...] = (), origins: tuple[str, ...] = (), token: str = "") -> Rules:
    """Who may ask a server that listens at `host`. Raises `UsageError` for one that is open to others without a token."""
    if not is_loopback(host) and len(token) < SHORTEST:
        from secrets import token_urlsafe

        raise UsageError(
            f"{host} is open to other machines: set KG_SERVE_TOKEN to a secret of {SHORTEST} characters or more, "
            f"for example {token_urlsafe(16)}"
        )
    own = () if is_loopback(host) or host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)
    return Rules((*LOOPBACK, *own, *(name.lower() for name in names)), origins, token)

"""A SPARQL service over HTTP: where it is, who we are there, a request, and the same again if it came to nothing.

    address ─endpoint()─> Endpoint ─Client─> request ─┬─> Reply
                                        ^             └─ cut, stalled, 429, 500, 502, 503, 504
                                        └── waits ───────┘

Only what may be done twice is sent, so whatever may have come to nothing is sent again. A redirection is not followed: it
would take the credentials elsewhere. Of an address only host and path are told, never credentials.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

from kg.errors import EndpointError, UsageError
from kg.version import __version__

if TYPE_CHECKING:
    import socket
    from http.client import HTTPConnection, HTTPResponse

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
#: What a server says when the same request may do well later.
LATER = frozenset((429, 500, 502, 503, 504))
#: No pause is longer, whatever the server asks for.
LONGEST_PAUSE = 60.0
#: So much of an answer to a push, or of an error, is read.
TOLD = 64 * 1024
BLOCK = 64 * 1024
#: What a server is given time for beyond the patience it always gets: bytes of a request that it reads in a second.
SLOWEST = 500_000
HIDDEN = "***"
#: So often a request may be answered by asking who we are: for another scheme, for a new nonce.
CHALLENGES = 2
T = TypeVar("T")


class Credentials(NamedTuple):
    """Who we are: a name and its password, or a token; "" for what was not given."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return f"Credentials({HIDDEN})" if any(self) else "Credentials()"

    def basic(self) -> str:
        """Name and password as the Basic scheme puts them."""
        from base64 import b64encode

        return b64encode(f"{self.user}:{self.password}".encode()).decode()

    def hidden(self, text: str) -> str:
        """The text without the secrets: a server may send back what it was sent."""
        for secret in filter(None, (self.password, self.token, self.user and self.basic())):
            text = text.replace(secret, HIDDEN)
        return text


class Endpoint(NamedTuple):
    """A service: its address, who we are there, and the base IRI of relative IRIs in questions."""

    url: str
    credentials: Credentials = Credentials()
    base: str = ""

    @property
    def shown(self) -> str:
        """The address without what may be a secret: its query."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"


class Patience(NamedTuple):
    """Seconds to wait for a server that is silent, how often to ask again, and the first pause, which doubles."""

    seconds: float = 60.0
    retries: int = 5
    pause: float = 0.5


DEFAULTS = Patience()


class Request(NamedTuple):
    """What is sent. `body` is a file that can be read again; `length` is what it holds."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: IO[bytes]
    length: int


class Reply(NamedTuple):
    """An answer: status, headers by lower-case name, and (of a long one) the beginning."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def credentials(environment: Mapping[str, str]) -> Credentials:
    """Who we are, by the environment. Raises `UsageError` for what cannot stand in a request.

    >>> credentials({"KG_ENDPOINT_USER": "ada", "KG_ENDPOINT_PASSWORD": "x"})
    Credentials(***)
    """
    found = Credentials(*(environment.get(name, "") for name in (USER, PASSWORD, TOKEN)))
    for name, value in zip((USER, PASSWORD, TOKEN), found, strict=True):
        if any(not sign.isprintable() for sign in value) or (name == TOKEN and not value.isascii()):
            raise UsageError(f"{name} holds signs that cannot stand in a request")
    if ":" in found.user:
        raise UsageError(f"{USER} holds a colon, which no name may")
    if found.token and found.user:
        raise UsageError(f"{TOKEN} and {USER} are both set; unset one")
    return found


def endpoint(url: str, environment: Mapping[str, str], allow_http: bool = False) -> Endpoint:
    """The service at an address, with the credentials of the environment.

    Raises `UsageError` for an address that is none, bears credentials, or would send them (and the articles) in the
    clear.

    >>> endpoint("https://user:secret@db.example/sparql", {})
    Traceback (most recent call last):
    kg.errors.UsageError: the address bears credentials; put them into KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD instead
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = SplitResult("", "", "", "", ""), None
    if "@" in parts.netloc:
        raise UsageError(f"the address bears credentials; put them into {USER} and {PASSWORD} instead")
    if parts.scheme not in ("http", "https") or not host or not re.fullmatch(r"[!-~]+", url):
        raise UsageError("the endpoint is no address; example: https://db.example/sparql")
    if parts.scheme == "http" and not allow_http and not loopback(host):
        raise UsageError(
            f"http://{parts.netloc}: beyond this machine only https is used, for over http anybody on the way can read"
            " and change what is sent; --allow-http (or KG_ENDPOINT_ALLOW_HTTP=1) permits it"
        )
    return Endpoint(parts._replace(fragment="").geturl(), credentials(environment))


def loopback(host: str) -> bool:
    """True for a name or address of this machine that no other can bear.

    >>> loopback("127.0.0.2"), loopback("::1"), loopback("localhost"), loopback("127.0.0.1.example")
    (True, True, True, False)
    """
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Client:
    """Sends requests to one service over one connection, which is made anew when it breaks.

    `tell` gets a line for each request that is sent again; `again` counts them.
    """

    def __init__(
        self, place: Endpoint, patience: Patience = DEFAULTS, tell: Callable[[str], None] = lambda line: None
    ) -> None:
        self.place, self.again = place, 0
        self._patience, self._tell = patience, tell
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._digest: Callable[[Request], str] | None = None
        self._bare = False
        self._stopped = Event()

    def close(self) -> None:
        """Leave the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._socket = None

    def stop(self) -> None:
        """From whichever thread: have the request that is on its way fail at once, and none be sent again."""
        self._stopped.set()
        self._cut()

    def _cut(self) -> None:
        import socket

        if self._socket is not None:
            with suppress(OSError):
                # Not that of a TLS socket, which would first forget how to read.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def send(self, wish: Request) -> Reply:
        """The answer to a request that ended well. Raises `EndpointError` for any other, after the retries."""
        return self._until(wish, self._whole)

    def open(self, wish: Request) -> HTTPResponse:
        """The same with its body unread, to be closed by the caller."""
        return self._until(wish, self._begun)

    def _until(self, wish: Request, attempt: Callable[[Request], T]) -> T:
        from http.client import HTTPException

        failed = challenged = status = 0
        while True:
            reused = self._connection is not None
            try:
                return attempt(wish)
            except _Challenge as refusal:
                challenged += 1
                if challenged > CHALLENGES or not self._learned(refusal.reply):
                    raise self._refused(refusal.reply) from None
                continue
            except _Later as refusal:
                problem, wanted = self.said(refusal.reply), retry_after(refusal.reply.headers)
                status = refusal.reply.status
            except (OSError, HTTPException) as error:
                problem, wanted, status = self._broken(error), 0.0, 0
                if reused and not isinstance(error, TimeoutError) and not self._stopped.is_set():
                    # Servers leave connections that are idle; that is no failure.
                    self.close()
                    continue
            self.close()
            failed += 1
            if failed > self._patience.retries or self._stopped.is_set():
                raise EndpointError(f"{self.place.shown}: {problem} ({failed} attempts)", status)
            self._wait(problem, failed, wanted)

    def _wait(self, problem: str, failed: int, wanted: float) -> None:
        import random

        pause = self._patience.pause * 2 ** (failed - 1) * random.uniform(0.75, 1.25)
        pause = min(max(pause, wanted), LONGEST_PAUSE)
        self.again += 1
        attempt = f"attempt {failed + 1} of {self._patience.retries + 1}"
        self._tell(f"{self.place.shown}: {problem}; again in {pause:.1f} s ({attempt})")
        self._stopped.wait(pause)

    def _whole(self, wish: Request) -> Reply:
        with self._answered(wish) as answer:
            reply = self._reply(answer)
            if answer.will_close or not answer.isclosed():
                self.close()
            return reply

    def _begun(self, wish: Request) -> HTTPResponse:
        with self._answered(wish) as answer:
            return answer

    @contextmanager
    def _answered(self, wish: Request) -> Iterator[HTTPResponse]:
        """The answer to a request sent once, if it ended well; within, a server that dribbles is cut off in time."""
        answer = None
        watch = None
        try:
            sent = self._sent(wish)
            wait = self._patience.seconds + wish.length / SLOWEST
            if self._socket is not None:
                self._socket.settimeout(wait)
            watch = _timer(wait + 1, self._cut)
            answer = self._got(sent)
            if answer.status == 401:
                raise _Challenge(self._reply(answer))
            if answer.status in LATER:
                raise _Later(self._reply(answer))
            if not 200 <= answer.status < 300:
                raise self._refused(self._reply(answer))
            yield answer
        except BaseException:
            self.close()
            if answer is not None:
                answer.close()
            raise
        finally:
            if watch is not None:
                watch.cancel()

    def _sent(self, wish: Request) -> OSError | None:
        """Send the request; the error if the server stopped reading, which it may do to answer at once (401, 413)."""
        connection = self._connection or self._connected()
        headers = {
            "User-Agent": f"kg/{__version__}",
            "Content-Length": str(wish.length),
            **wish.headers,
            **self._authorization(wish),
        }
        parts = urlsplit(wish.url)
        wish.body.seek(0)
        if connection.sock is not None:
            connection.sock.settimeout(self._patience.seconds)
        try:
            connection.request(wish.method, f"{parts.path or '/'}?{parts.query}".rstrip("?"), wish.body, headers)
        except (BrokenPipeError, ConnectionResetError) as error:
            self._socket = connection.sock
            return error
        self._socket = connection.sock
        return None

    def _got(self, broken: OSError | None) -> HTTPResponse:
        from http.client import HTTPException

        assert self._connection is not None
        try:
            answer = self._connection.getresponse()
        except (OSError, HTTPException):
            if broken is not None:
                raise broken from None
            raise
        if broken is not None and answer.status < 300:
            answer.close()
            raise broken
        return answer

    def _connected(self) -> HTTPConnection:
        from http.client import HTTPConnection, HTTPSConnection

        parts = urlsplit(self.place.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        host = parts.hostname or ""
        self._connection = kind(host, parts.port, timeout=self._patience.seconds, blocksize=BLOCK)
        return self._connection

    def _reply(self, answer: HTTPResponse) -> Reply:
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, told, answer.read(TOLD))

    # --- who we are

    def _authorization(self, wish: Request) -> dict[str, str]:
        who = self.place.credentials
        if who.token:
            return {"Authorization": f"Bearer {who.token}"}
        if self._digest:
            return {"Authorization": self._digest(wish)}
        return {"Authorization": f"Basic {who.basic()}"} if who.user and not self._bare else {}

    def _learned(self, reply: Reply) -> bool:
        """True if the server wants name and password in another way than it got them, and we know how.

        Virtuoso tells what it wants only to who says nothing.
        """
        who, bare = self.place.credentials, self._bare
        if not who.user:
            return False
        challenge = reply.headers.get("www-authenticate", "")
        if challenge.lower().startswith("digest "):
            self._digest = digest(who, self.place.url, challenge)
            return True
        self._bare = True
        return not bare and not self._digest

    # --- what went wrong

    def _refused(self, reply: Reply) -> EndpointError:
        """The error for an answer that will not be another one if asked again."""
        who = self.place.credentials
        if reply.status in (401, 403):
            given = (
                "refuses the credentials given"
                if any(who)
                else f"wants credentials: set {USER} and {PASSWORD}, or {TOKEN}"
            )
            return EndpointError(f"{self.place.shown}: {given} ({reply.status})", reply.status)
        if 300 <= reply.status < 400:
            parts = urlsplit(reply.headers.get("location", ""))
            where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else parts.path
            message = f"{self.place.shown}: sends us on to {where or 'nowhere'}; if that is right, give that address"
            return EndpointError(who.hidden(message), reply.status)
        return EndpointError(f"{self.place.shown}: {self.said(reply)}", reply.status)

    def said(self, reply: Reply) -> str:
        """Status and the server's words, in a line."""
        from http.client import responses

        kind = reply.headers.get("content-type", "")
        text = "" if "html" in kind else words(reply.body, "json" in kind)
        line = f"{reply.status} {responses.get(reply.status, '')}".strip() + (f": {text}" if text else "")
        return self.place.credentials.hidden(line)

    def _broken(self, error: Exception) -> str:
        """What happened to a connection. Raises `EndpointError` for what will not be better next time."""
        import socket
        import ssl

        host = urlsplit(self.place.url).netloc
        if isinstance(error, ssl.SSLCertVerificationError):
            raise EndpointError(f"{self.place.shown}: its certificate is not to be trusted: {error.verify_message}")
        if isinstance(error, socket.gaierror):
            raise EndpointError(f"{self.place.shown}: no host is known by this name")
        if isinstance(error, ConnectionRefusedError):
            return f"nothing listens at {host}"
        if isinstance(error, TimeoutError):
            return f"no answer within {self._patience.seconds:g} seconds; --timeout raises the limit"
        return "the connection was cut"


class _Refusal(Exception):
    """An answer other than success."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply


class _Challenge(_Refusal):
    """It wants to know who we are."""


class _Later(_Refusal):
    """The same may do well later."""


def _timer(seconds: float, act: Callable[[], None]) -> Any:
    from threading import Timer

    watch = Timer(seconds, act)
    watch.daemon = True
    watch.start()
    return watch


def words(body: bytes, json_text: bool = False) -> str:
    """The words of an error in one line: of a JSON object those that tell (RFC 9457), else the beginning.

    >>> words(b'{"title": "no", "detail": "line 3:\\\\n unknown"}', True), words(b"Parse error\\n at 1")
    ('line 3: unknown', 'Parse error at 1')
    """
    text = body.decode("utf-8", "replace")
    if json_text:
        import json

        with suppress(ValueError):
            told = json.loads(text)
            if isinstance(told, dict):
                text = str(next((told[key] for key in ("detail", "message", "error", "title") if told.get(key)), ""))
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:298]} …"


def retry_after(headers: Mapping[str, str]) -> float:
    """The seconds that a server asks to wait, 0 if it does not say, or says it as a date.

    >>> retry_after({"retry-after": "3"}), retry_after({"retry-after": "Fri, 31 Dec 1999 23:59:59 GMT"})
    (3.0, 0.0)
    """
    value = headers.get("retry-after", "").strip()
    return float(value) if re.fullmatch(r"[0-9]{1,6}", value) else 0.0


def digest(who: Credentials, url: str, challenge: str) -> Callable[[Request], str]:
    """What makes the header of a request by the Digest scheme (RFC 2617), which Virtuoso wants."""
    from urllib import request

    scheme, _, rest = challenge.partition(" ")
    told = request.parse_keqv_list([item for item in request.parse_http_list(rest) if "=" in item])
    passwords = request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, urljoin(url, "/"), who.user, who.password)
    handler = request.AbstractDigestAuthHandler(passwords)

    def header(wish: Request) -> str:
        asked = request.Request(wish.url, method=wish.method)
        # What it raises may show the password.
        with suppress(ValueError, OSError):
            if made := handler.get_authorization(asked, told):
                return f"{scheme} {made}"
        raise EndpointError("the server wants a kind of Digest, or of password, that kg does not know")

    return header

"""The graph sent elsewhere: all of it, nothing twice, nothing but it, whatever the line does; and no secret told."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from elsewhere import Answer, Asked, Plain, bad_line, environment, get, oxigraph, send
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from tiny import BASE, built, quads

from kg import cli_push, client, push, sent
from kg.cli import main
from kg.client import Credentials, Endpoint, Patience, endpoint
from kg.errors import EndpointError, StoreInUse, UsageError
from kg.store import held

WAYS = [("gsp", "/store"), ("update", "/update")]
#: Texts that mean something where they must not.
HOSTILE = [
    "\\u0022 } } ; DROP ALL ; INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> 1 } } #",
    "\\\\u0022 } } ; DROP ALL #",
    "\\U00000022 \\\\\\u007d \x01 \u2028 \U0001f600",
    '"\n\r\t } } ; DROP ALL ; # <urn:x> _:b .',
    "",
]
QUICK = Patience(0.2, 40, 0.001)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as address:
        yield address


@pytest.fixture(autouse=True)
def emptied(server: str) -> Iterator[None]:
    yield
    send(server, Asked("POST", "/update", {"Content-Type": "application/sparql-update"}, b"DROP ALL"))


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_ENDPOINT", "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(client, "LONGEST_PAUSE", 0.01)


def large(article: str, size: int) -> list[Quad]:
    """The graph of an article, of so many quads."""
    graph = NamedNode(f"{BASE}article/{article}#graph")
    return [
        Quad(NamedNode(f"{BASE}s/{n}"), NamedNode(f"{BASE}p"), Literal(f"{HOSTILE[n % 5]}{n}"), graph)
        for n in range(size)
    ]


def content() -> list[Quad]:
    """The tiny graph, a graph for several chunks, and one that was withdrawn."""
    gone = NamedNode(f"{BASE}article/x#withdrawn")
    return [*quads(), *large("large", 60), Quad(NamedNode(f"{BASE}x"), NamedNode(f"{BASE}p"), Literal("x"), gone)]


def expected(content: list[Quad]) -> set[str]:
    return {str(quad) for quad in content if not str(quad.graph_name).endswith("#withdrawn>")}


def there(server: str) -> set[str]:
    """Every quad that the server holds."""
    answer = get(f"{server}/store", "application/n-quads")
    assert answer.status == 200
    return {str(quad) for quad in parse(answer.body, format=RdfFormat.N_QUADS)}


def rebuilt(directory: Path, content: list[Quad]) -> Path:
    return built(directory, content)


@pytest.mark.parametrize(("protocol", "path"), WAYS)
def test_what_is_pushed_is_the_published_graph(server: str, tmp_path: Path, protocol: str, path: str) -> None:
    store = built(tmp_path / "s", content())
    report = push.push(store, Endpoint(server + path), protocol, chunk=7)
    assert there(server) == expected(content())
    assert (report.sent, report.quads, report.unchanged, report.dropped) == (6, len(expected(content())), 0, 0)


@pytest.mark.parametrize(("protocol", "path"), WAYS)
def test_only_what_changed_is_sent_and_only_what_was_sent_is_dropped(
    server: str, tmp_path: Path, protocol: str, path: str
) -> None:
    foreign = Asked("PUT", "/store?graph=urn:foreign", {"Content-Type": "text/turtle"}, b"<urn:a> <urn:b> <urn:c> .")
    send(server, foreign)
    store, place = built(tmp_path / "s", content()), Endpoint(server + path)
    push.push(store, place, protocol, chunk=7)
    again = push.push(store, place, protocol, chunk=7)
    assert (again.sent, again.dropped, again.unchanged) == (0, 0, 6)

    changed = [*quads(), *large("other", 3), *large("large", 59)]
    changed = [quad for quad in changed if "bbbbbbbbbbbb#graph" not in str(quad.graph_name)]
    rebuilt(store, changed)
    report = push.push(store, place, protocol, chunk=7)
    assert (report.sent, report.quads, report.dropped, report.unchanged) == (2, 62, 1, 4)
    assert there(server) == expected(changed) | {"<urn:a> <urn:b> <urn:c> <urn:foreign>"}


def test_the_same_content_in_a_new_snapshot_is_not_sent(server: str, tmp_path: Path) -> None:
    store, place = built(tmp_path / "s", content()), Endpoint(f"{server}/store")
    push.push(store, place)
    rebuilt(store, list(reversed(content())))
    assert push.push(store, place).sent == 0


def test_again_sends_everything(server: str, tmp_path: Path) -> None:
    store, place = built(tmp_path / "s", content()), Endpoint(f"{server}/store")
    push.push(store, place)
    send(server, Asked("DELETE", "/store?default", {}, b""))
    send(server, Asked("POST", "/update", {"Content-Type": "application/sparql-update"}, b"DROP ALL"))
    assert push.push(store, place, anew=True).sent == 6
    assert there(server) == expected(content())


def test_each_endpoint_is_told_for_itself(server: str, tmp_path: Path) -> None:
    store = built(tmp_path / "s", content())
    push.push(store, Endpoint(f"{server}/store"))
    with Plain(lambda handler, asked: Answer(204, {}, b"")) as other:
        assert push.push(store, Endpoint(f"{other.address}/store")).sent == 6


# --- the line


@pytest.mark.parametrize(("protocol", "path"), WAYS)
@pytest.mark.parametrize("seed", (1, 2, 3))
def test_a_bad_line_loses_nothing_and_doubles_nothing(
    server: str, tmp_path: Path, protocol: str, path: str, seed: int
) -> None:
    store = built(tmp_path / "s", content())
    with bad_line(server, seed, silence=0.25) as line:
        told: list[str] = []
        report = push.push(store, Endpoint(line.address + path), protocol, chunk=20, patience=QUICK, tell=told.append)
        assert there(server) == expected(content())
        assert report.again == len(told) > 0
        changed = [*quads(), *large("large", 25)]
        rebuilt(store, changed)
        push.push(store, Endpoint(line.address + path), protocol, chunk=20, patience=QUICK)
    assert there(server) == expected(changed)


@pytest.mark.parametrize(("protocol", "path"), WAYS)
def test_a_line_that_stays_bad_is_told_and_the_next_push_goes_on(
    server: str, tmp_path: Path, protocol: str, path: str
) -> None:
    store = built(tmp_path / "s", content())
    passed = [4]

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        passed[0] -= 1
        return send(server, asked) if passed[0] >= 0 else Answer(503, {}, b"")

    with Plain(answer) as line:
        place = Endpoint(line.address + path)
        with pytest.raises(EndpointError, match=r"503 Service Unavailable \(3 attempts\); \d of 6 graphs are done"):
            push.push(store, place, protocol, chunk=25, patience=Patience(5, 2, 0.001))
        before = len(line.asked)
        passed[0] = 1000
        report = push.push(store, place, protocol, chunk=25)
        assert 0 < report.unchanged < 6 and report.sent == 6 - report.unchanged
        assert there(server) == expected(content())
        assert before < len(line.asked)


@pytest.mark.parametrize(("protocol", "path"), WAYS)
def test_a_push_that_was_killed_goes_on_where_it_was(server: str, tmp_path: Path, protocol: str, path: str) -> None:
    store = built(tmp_path / "s", content())
    reached, go = threading.Event(), threading.Event()
    count = [0]

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        count[0] += 1
        if count[0] == 4:  # within the large graph: it comes fourth, in three chunks
            found = send(server, asked)
            reached.set()
            go.wait(20)
            return found
        return send(server, asked)

    with Plain(answer) as line:
        command = [sys.executable, "-m", "kg", "push", line.address + path, "--protocol", protocol, "--chunk", "25"]
        with subprocess.Popen([*command, "--store", str(store)], env=environment()) as running:
            assert reached.wait(20)
            running.send_signal(signal.SIGKILL)
        go.set()
        first = len(line.asked)
        done = subprocess.run([*command, "--store", str(store), "--json"], env=environment(), stdout=subprocess.PIPE)
        told = json.loads(done.stdout)
        assert (told["unchanged"] > 0, told["sent"]) == (True, 6 - told["unchanged"])
        named = [re.search(rb"(?:graph=|GRAPH <)([^>]+)", a.path.encode() + a.body) for a in line.asked]
        repeated = {n[1] for n in named[:first] if n} & {n[1] for n in named[first:] if n}
        assert len(repeated) == 1, "only the graph that was on its way is sent again"
    assert there(server) == expected(content())


def test_a_graph_that_came_in_part_is_dropped_when_it_is_no_more(server: str, tmp_path: Path) -> None:
    store = built(tmp_path / "s", [*quads(), *large("aaa", 60)])
    count = [0]

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        count[0] += 1
        return send(server, asked) if count[0] != 4 else Answer(400, {}, b"no")

    with Plain(answer) as line:
        place = Endpoint(f"{line.address}/update")
        with pytest.raises(EndpointError, match="400 Bad Request: no"):
            push.push(store, place, "update", chunk=20)
        rebuilt(store, quads())
        push.push(store, place, "update")
    assert there(server) == expected(quads())


def test_old_content_is_sent_again_where_new_content_came_in_part(server: str, tmp_path: Path) -> None:
    """The hash that was sent last must not be believed when something else was begun after it."""
    store, refuse = built(tmp_path / "s", large("a", 60)), [False]
    count = [0]

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        count[0] += refuse[0]
        return Answer(400, {}, b"no") if count[0] > 1 else send(server, asked)

    with Plain(answer) as line:
        place = Endpoint(f"{line.address}/update")
        push.push(store, place, "update", chunk=20)
        rebuilt(store, large("a", 50))
        refuse[0] = True
        with pytest.raises(EndpointError):
            push.push(store, place, "update", chunk=20)
        refuse[0], count[0] = False, 0
        rebuilt(store, large("a", 60))
        assert push.push(store, place, "update", chunk=20).sent == 1
    assert there(server) == expected(large("a", 60))


def test_a_server_that_dribbles_is_left(tmp_path: Path) -> None:
    store = built(tmp_path / "s", large("a", 1))

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
        return None

    with Plain(answer) as line:
        began = time.monotonic()
        # The answer's status has come, and with it all that matters; what matters here is that it ends.
        push.push(store, Endpoint(f"{line.address}/store"), patience=Patience(0.4, 0, 0.001))
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(("status", "words"), [("413 Content Too Large", "413"), ("200 OK", "the connection was cut")])
def test_an_answer_before_all_was_sent_is_heard_but_not_believed_to_be_success(
    tmp_path: Path, status: str, words: str
) -> None:
    long = Quad(NamedNode(f"{BASE}s"), NamedNode(f"{BASE}p"), Literal("x" * 12_000_000), NamedNode(f"{BASE}g"))
    store = built(tmp_path / "s", [long])
    with socket.create_server(("127.0.0.1", 0)) as place:

        def deaf() -> None:
            for _ in range(2):
                link, _ = place.accept()
                with link:
                    link.recv(1000)
                    link.sendall(f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
                    time.sleep(0.2)

        thread = threading.Thread(target=deaf, daemon=True)
        thread.start()
        with pytest.raises(EndpointError, match=words):
            push.push(store, Endpoint(f"http://127.0.0.1:{place.getsockname()[1]}/store"), patience=Patience(5, 0))


def test_two_pushes_to_one_endpoint_are_one_too_many(tmp_path: Path) -> None:
    store, place = built(tmp_path / "s", quads()), Endpoint("http://127.0.0.1:9/store")
    log = sent.path_of(store, place.url)
    log.parent.mkdir()
    with held(log.parent, "kg push", log.stem), pytest.raises(StoreInUse, match="in use by kg push"):
        push.push(store, place)


def test_a_server_that_was_set_up_anew_gets_everything(server: str, tmp_path: Path) -> None:
    store, place, told = built(tmp_path / "s", content()), Endpoint(f"{server}/store"), []
    push.push(store, place, tell=told.append)
    assert push.push(store, place, tell=told.append).sent == 0 and not told
    send(server, Asked("POST", "/update", {"Content-Type": "application/sparql-update"}, b"DROP ALL"))
    assert push.push(store, place, tell=told.append).sent == 6
    assert there(server) == expected(content())
    assert "not there any more; everything is sent" in told[0]


def test_another_store_of_the_same_base_is_noticed(server: str, tmp_path: Path) -> None:
    told: list[str] = []
    for name in ("one", "other"):
        push.push(built(tmp_path / name, content()), Endpoint(f"{server}/store"), tell=told.append)
    (line,) = told
    assert f"{BASE}graph/consolidated was there already, by another store" in line


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of our own for localhost, with its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl on this machine to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = [
        program,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [*command, *names, "-keyout", path, "-out", path.with_suffix(".crt")], check=True, capture_output=True
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def test_https_is_spoken_with_whom_we_trust_only(
    server: str, tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    store = built(tmp_path / "s", content())
    with Plain(lambda handler, asked: send(server, asked), certificate) as line:
        assert main(["push", f"{line.address}/store", "--store", str(store), "--retries", "3"]) == 1
        assert "its certificate is not to be trusted" in capfd.readouterr().err and not line.asked
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
        assert main(["push", f"{line.address}/store", "--store", str(store)]) == 0
        assert there(server) == expected(content())
        question = ["query", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }", "--format", "csv"]
        assert main([*question, "--endpoint", f"{line.address}/query?union-default-graph"]) == 0
        assert main([*question, "--store", str(store)]) == 0
        told = capfd.readouterr().out.splitlines()
        assert told[1:3] == told[3:5] and int(told[2]) > 60


# --- the log


def test_a_log_that_broke_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with sent.Sent(path, "x") as log:
        log.begun("urn:a")
        log.sent("urn:a", "1")
        log.begun("urn:b")
    with path.open("a") as file:
        file.write("sent\turn:b\t2")
    with sent.Sent(path, "x") as log:
        assert log.graphs == {"urn:a": "1", "urn:b": ""}
        log.complete("sums")
    with sent.Sent(path, "x") as log:
        assert (log.graphs, log.whole) == ({"urn:a": "1", "urn:b": ""}, "sums")


def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for _ in range(100):
        with sent.Sent(path, "x") as log:
            for graph in "abc":
                log.begun(graph)
                log.sent(graph, "1")
            log.complete("sums")
    assert len(path.read_text().splitlines()) < 130
    with sent.Sent(path, "x") as log:
        assert (log.graphs, log.whole) == ({"a": "1", "b": "1", "c": "1"}, "sums")


# --- text is never code


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_an_update_is_text(text: str) -> None:
    engine = Store()
    line = f"<urn:a> <urn:b> {Literal(text)} .\n".encode()
    for update in push.updates("urn:g", iter([line]), 1):
        engine.update(update.decode())
        # Some engines resolve code points before they read anything, as the specification has it.
        resolved = re.sub(
            r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), update.decode()
        )
        other = Store()
        other.update(resolved)
        assert [quad.object for quad in other] == [Literal(text)]
    assert [(str(quad.graph_name), quad.object) for quad in engine] == [("<urn:g>", Literal(text))]


def test_blank_nodes_are_refused_by_update_only(server: str, tmp_path: Path) -> None:
    turtle = b"<urn:g> { <urn:a> <urn:b> [ <urn:c> '> _:x' ] . <urn:a> <urn:b> '<urn:a> _:x' }"
    store = built(tmp_path / "s", list(parse(turtle, format=RdfFormat.TRIG)))
    with pytest.raises(UsageError, match="--protocol gsp"):
        push.push(store, Endpoint(f"{server}/update"), "update")
    push.push(store, Endpoint(f"{server}/store"))
    assert len(there(server)) == 3


# --- who we are


def test_plain_http_is_for_this_machine_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    store = built(tmp_path / "s")
    for url in ("http://db.example/store", "http://127.0.0.1.example/", "http://10.0.0.1/", "http://[fe80::1]/"):
        assert main(["push", url, "--store", str(store)]) == 2
        assert "only https" in (told := capsys.readouterr().err) and "--allow-http" in told
        assert main(["query", "votes", "--endpoint", url]) == 2
        assert "--allow-http" in capsys.readouterr().err
    assert endpoint("http://db.example/store", {}, allow_http=True).url == "http://db.example/store"
    for url in ("http://localhost:1/", "http://127.9.9.9/", "http://[::1]:80/x", "https://db.example/"):
        assert endpoint(url, {}).url == url


@pytest.mark.parametrize(
    "url", ["ftp://x/", "x", "", "https://", "https://a b/", "http://[::1", "https://x:y/", "https://a\n/"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        endpoint(url, {})


def test_credentials_in_the_address_are_refused_and_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["push", "https://ada:geheim@db.example/"],
        ["query", "votes", "--endpoint", "https://ada:geheim@x/"],
    ):
        assert main(command) == 2
        told = capsys.readouterr()
        assert "KG_ENDPOINT_PASSWORD" in told.err and "geheim" not in told.err + told.out


@pytest.mark.parametrize(
    "who",
    [
        {"KG_ENDPOINT_TOKEN": "geheim\r\nX: y"},
        {"KG_ENDPOINT_USER": "a:geheim"},
        {"KG_ENDPOINT_TOKEN": "geheim\u00e9"},
        {"KG_ENDPOINT_TOKEN": "geheim", "KG_ENDPOINT_USER": "ada"},
    ],
)
def test_credentials_that_cannot_be_sent_are_told_without_them(who: dict[str, str]) -> None:
    with pytest.raises(UsageError) as error:
        endpoint("https://db.example/", who)
    assert "geheim" not in str(error.value)


def guarded(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
    """A server that wants Basic or Bearer, and chatters."""
    given = asked.headers.get("Authorization", "")
    if given in ("Basic YWRhOmdlaGVpbQ==", "Bearer geheim"):
        return Answer(204, {}, b"")
    return Answer(401, {"WWW-Authenticate": 'Basic realm="x"', "Content-Type": "text/plain"}, f"no: {given}".encode())


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"KG_ENDPOINT_USER": "ada", "KG_ENDPOINT_PASSWORD": "geheim"}, 0),
        ({"KG_ENDPOINT_TOKEN": "geheim"}, 0),
        ({"KG_ENDPOINT_TOKEN": "geheim2"}, 1),
        ({}, 1),
    ],
)
def test_credentials_come_from_the_environment(
    tmp_path: Path, who: dict[str, str], code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    store = built(tmp_path / "s")
    for name, value in who.items():
        monkeypatch.setenv(name, value)
    with Plain(guarded) as line:
        assert main(["push", f"{line.address}/store?key=geheim", "--store", str(store)]) == code
    told = capfd.readouterr()
    assert "geheim" not in told.out + told.err
    assert ("credentials" in told.err) == bool(code)
    kept = [path for path in store.rglob("*") if path.is_file() and b"geheim" in path.read_bytes()]
    assert not kept


@pytest.mark.parametrize("status", [400, 500])
def test_a_server_that_repeats_the_secret_is_not_repeated(
    tmp_path: Path, status: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    store = built(tmp_path / "s")
    monkeypatch.setenv("KG_ENDPOINT_USER", "ada")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "geheim")

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        if asked.method == "HEAD":
            return Answer(404, {}, b"")
        said = json.dumps({"detail": f"you are {asked.headers.get('Authorization')}, geheim \x1b[2J"})
        return Answer(status, {"Content-Type": "application/problem+json"}, said.encode())

    with Plain(answer) as line:
        for command in (
            ["push", f"{line.address}/store", "--store", str(store), "--retries", "0"],
            ["query", "ASK {}", "--endpoint", line.address],
        ):
            assert main(command) == 1
            told = capfd.readouterr().err
            assert "you are Basic ***, ***" in told and "\x1b" not in told
            assert "geheim" not in told and "YWRhOmdlaGVpbQ" not in told


def test_nothing_follows_a_redirection(tmp_path: Path, server: str) -> None:
    store = built(tmp_path / "s")
    with Plain(lambda handler, asked: Answer(302, {"Location": f"{server}/store?x=geheim"}, b"")) as line:
        with pytest.raises(EndpointError, match=f"sends us on to {server}/store; if that is right") as error:
            push.push(store, Endpoint(f"{line.address}/store", Credentials("ada", "geheim")))
        assert [asked.method for asked in line.asked] == ["HEAD", "PUT"] and "geheim" not in str(error.value)
    assert there(server) == set()


class Digest:
    """A server that wants the Digest scheme, and asks for it in Virtuoso's way: only of who says nothing."""

    def __init__(self) -> None:
        self.nonce = 0
        self.used: set[str] = set()

    def __call__(self, handler: BaseHTTPRequestHandler, asked: Asked) -> Answer | None:
        given = asked.headers.get("Authorization", "")
        if given.startswith("Basic"):
            return Answer(401, {}, b"")
        told = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        if told.get("nonce") == str(self.nonce) and told["nc"] not in self.used:
            self.used.add(told["nc"])
            if len(self.used) == 3:  # the nonce is stale by now
                self.nonce, self.used = self.nonce + 1, set()
            one = hashlib.md5(b"ada:here:geheim").hexdigest()
            two = hashlib.md5(f"{asked.method}:{asked.path}".encode()).hexdigest()
            right = f"{one}:{told['nonce']}:{told['nc']}:{told['cnonce']}:auth:{two}"
            if told["response"] == hashlib.md5(right.encode()).hexdigest():
                return Answer(204, {}, b"")
        wanted = f'Digest realm="here", nonce="{self.nonce}", qop="auth", algorithm="MD5"'
        return Answer(401, {"WWW-Authenticate": wanted}, b"")


def test_digest_is_spoken(tmp_path: Path) -> None:
    store = built(tmp_path / "s", content())
    with Plain(Digest()) as line:
        assert push.push(store, Endpoint(f"{line.address}/store", Credentials("ada", "geheim"))).sent == 6
        with pytest.raises(EndpointError, match="refuses the credentials given"):
            push.push(store, Endpoint(f"{line.address}/store", Credentials("ada", "wrong")), anew=True)
        with pytest.raises(EndpointError, match="kind of Digest, or of password"):
            push.push(store, Endpoint(f"{line.address}/store", Credentials("ada", "\u00e9")), anew=True)


# --- the command


def test_the_command_tells_what_it_did(server: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    store = built(tmp_path / "s")
    assert main(["push", f"{server}/store", "--store", str(store)]) == 0
    told = capfd.readouterr()
    shown = re.escape(f"{server}/store")
    assert re.fullmatch(rf"5 graphs sent \(24 quads\), 0 dropped, 0 as they were: {shown}; \d\.\d s\n", told.out)
    assert main(["push", f"{server}/store", "--store", str(store), "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["unchanged"] == 5


def test_errors_are_lines(server: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    store = built(tmp_path / "s")
    wrong = [
        (["push", f"{server}/store", "--store", str(tmp_path / "none")], 2, "no store at"),
        (["push", f"{server}/nowhere", "--store", str(store)], 1, "404 Not Found"),
        (["push", "http://127.0.0.1:1/", "--store", str(store), "--retries", "0"], 1, "nothing listens at 127.0.0.1:1"),
    ]
    for command, code, words in wrong:
        assert main(command) == code
        told = capfd.readouterr().err
        assert words in told and told.count("\n") == 1


def test_help_knows_the_protocols() -> None:
    assert tuple(push.WAYS) == cli_push.PROTOCOLS
    assert client.Patience() == Patience(60.0, 5, 0.5)

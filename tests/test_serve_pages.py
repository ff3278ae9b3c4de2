"""The pages as a browser gets them, and the guards before them: a real server over a graph built from own articles."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.cli import main
from kg.serve import lists, sides, timeline
from kg.serve import pages as pages_module
from kg.store import Snapshot, pointed, snapshot_path
from tests import tiny
from tests.serving import Server, serving

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
ARTICLES = {
    "senate": "Vote in Santiago\n\n4 June 2024\n\nThe Senate of Chile passed a resolution on fishing on Monday, "
    "by 30 votes to 11. Peru condemned the resolution. Foreign minister Rosa Paz of Peru called it unjust.",
    "kosovo": f"Kosovo again {PAYLOAD}\n\n6 June 2024\n\nMalta recognised Kosovo on Tuesday. Serbia's president Ana Ilic said: "
    f'"We will never accept {PAYLOAD} this." Albania welcomed the decision of Malta.',
}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Links(HTMLParser):
    """The links of a page, its tags, and the attributes that run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.running: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.running.append(name)
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["build", str(folder / "articles"), "--store", str(folder / "store")]) == 0
    return folder / "store"


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with serving(store) as found:
        yield found


def text_of(server: Server, path: str) -> str:
    got = server.get(path, BROWSER)
    assert got.status == 200, (path, got.status, got.body[:300])
    return got.body.decode()


@pytest.fixture(scope="module")
def pages(server: Server) -> dict[str, str]:
    """Every page that can be reached from the first, by address without fragment.

    Lists narrow and pictures grow by their addresses, without end: what has a query is followed from pages without one.
    """
    pages: dict[str, str] = {}
    waiting = ["/", "/compare?one=state/peru&other=state/chile"]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        got = server.get(path, BROWSER)
        assert got.status == 200, (path, got.status, got.body[-600:])
        pages[path] = got.body.decode()
        if "html" not in got.headers["content-type"]:
            continue
        for link in Links(pages[path]).links:
            target = urlsplit(urljoin(server.root + path.lstrip("/"), link))
            if target.netloc != urlsplit(server.root).netloc or link.startswith("data:"):
                continue
            # What a query in an address gives, `test_every_number_...` asks by itself.
            if not target.query or ("?" not in path and not link.startswith("/editor?")):
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return pages


def test_every_page_is_reached_whole_and_asks_for_nothing_elsewhere(pages: dict[str, str]) -> None:
    kinds = {path.split("/")[1].partition("?")[0] for path in pages}
    assert {"article", "state", "questions", "why", "outlets", "editor", "static"} <= kinds
    for path, page in pages.items():
        found = Links(page) if page.startswith("<!doctype") else None
        if found is None:
            continue
        assert not {"img", "iframe", "object"} & set(found.tags), path
        scripts = [link for link in found.links if link.endswith(".js")]
        assert found.tags.count("script") == len(scripts) and (not scripts or path.startswith("/editor")), path
        assert found.running == [], path
        assert len(found.ids) == len(set(found.ids)), path
        assert all(link.startswith(("/", "#", "data:,")) for link in found.links), path


def test_every_number_leads_to_the_query_that_gives_it(server: Server, pages: dict[str, str]) -> None:
    checked: dict[str, int] = {}
    where = set()
    for path, page in pages.items():
        for address, shown in re.findall(r'<a class="number" href="/editor\?query=([^"]+)"[^>]*>([\d,]+)</a>', page):
            address, number = unescape(address), int(shown.replace(",", ""))
            if address not in checked:
                found = json.loads(server.get(f"/sparql?query={address}").body)
                columns, rows = found["head"]["vars"], found["results"]["bindings"]
                single = columns in (["count"], ["value"])
                checked[address] = int(rows[0][columns[0]]["value"]) if single else len(rows)
            assert checked[address] == number, (path, unquote(address))
            where.add(path.split("/")[1].partition("?")[0])
    assert {"", "measure", "state", "outlets", "things", "network", "compare", "timeline", "questions"} <= where
    assert len(set(checked.values())) > 3


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("/index", "what"),
        ("/search{}?q=senate", "label"),
        ("/outlets", "outlet"),
        ("/things{}?kind=position&state=state/peru", "label"),
        ("/timeline{}?who=peru", "who"),
        ("/network{}?node=state/peru", "side"),
        ("/compare{}?one=state/peru&other=state/chile", "verdict"),
        ("/questions/positions{}?holder=peru", "holder"),
        ("/state/peru", "fact"),
        ("MEASURE", "what"),
        ("/why/MEASURE", "sentence"),
    ],
)
def test_every_page_has_its_json_csv_and_turtle(server: Server, pages: dict[str, str], path: str, column: str) -> None:
    measure = next(path for path in pages if path.startswith("/measure/") and "." not in path)
    path = path.replace("/MEASURE", measure).replace("MEASURE", measure)
    path = path if "{}" in path else path + "{}"
    told = json.loads(server.get(path.format(".json")).body)
    assert told
    rows = list(csv.DictReader(io.StringIO(server.get(path.format(".csv")).body.decode(), newline="")))
    assert column in rows[0] and all(None not in row for row in rows)
    got = server.get(path.format(".ttl"))
    assert got.headers["content-type"].startswith("text/turtle")
    triples = list(parse(got.body, format=RdfFormat.TURTLE))
    # Some pages tell numbers and words alone: their Turtle is empty, but it is Turtle.
    assert triples or path.startswith(("/outlets", "/timeline", "/questions"))
    html = text_of(server, path.format("") if path != "/index{}" else "/")
    assert path.format(".csv").replace("/state/peru&", "%2F&").split("?")[0] in html


def test_the_page_of_a_measure_is_whole(server: Server, pages: dict[str, str]) -> None:
    path = next(path for path in pages if path.startswith("/measure/chile") and "." not in path)
    told = json.loads(server.get(f"{path}.json").body)
    decision = told["decisions"][0]
    assert decision["outcome"] == "adopted"
    assert {figure["word"]: figure["count"] for figure in decision["figures"]} == {"for": 30, "against": 11}
    assert [(one["side"], one["holders"][0]["label"]) for one in told["sides"]] == [
        ("opposes", "Peru"),
        ("opposes", "Rosa Paz"),
    ]
    assert told["timeline"]["rows"] and told["timeline"]["picture"]["marks"]
    page = text_of(server, path)
    assert "<svg" in page and 'id="differences"' in page and "Peru condemned the resolution." in page


def test_a_query_that_is_wrong_is_shown_where(server: Server) -> None:
    page = text_of(server, f"/editor?query={quote('SELECT ?s {' + chr(10) + '  ?s ?p ) }')}")
    assert "Line 2, column 9" in page and 'data-line="2" data-column="9"' in page
    assert "unknown prefix" in text_of(server, f"/editor?query={quote('SELECT ?s { ?s nope:a ?o }')}")
    assert "<b>yes</b>" in text_of(server, "/editor?query=ASK%20%7B%7D")


def test_facets_narrow_a_list_and_their_numbers_hold(server: Server) -> None:
    whole = json.loads(server.get("/things.json?kind=position").body)
    for facet, values in whole["facets"].items():
        for one in values:
            narrowed = json.loads(server.get(f"/things.json?kind=position&{facet}={quote(one['value'])}").body)
            assert narrowed["number_of"]["count"] == one["count"] == len(narrowed["things"])
    assert any(one["label"] == "Peru" for one in whole["facets"]["state"])
    assert server.get("/things?kind=nonsense", BROWSER).status == 404


def test_what_an_article_says_is_text(server: Server, pages: dict[str, str]) -> None:
    path = next(path for path in pages if path.startswith("/article/") and "2024-06-06" in path and "." not in path)
    page = text_of(server, path)
    assert "&lt;script&gt;" in page and "<script>" not in page and "<img" not in page


def test_an_article_shows_its_text_whole_with_what_rests_on_each_sentence(
    server: Server, pages: dict[str, str]
) -> None:
    path = next(path for path in pages if path.startswith("/article/2024-06-04") and "." not in path)
    page = text_of(server, path)
    inner = re.search(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert inner is not None
    assert unescape(re.sub(r"<[^>]+>", "", inner[1])) == ARTICLES["senate"]
    marked = [unescape(re.sub(r"<[^>]+>", "", m)) for m in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)]
    assert "Peru condemned the resolution." in marked
    found = Links(page)
    assert all(link[1:] in found.ids for link in found.links if link.startswith("#"))


def test_the_profile_of_a_state_has_both_ways(server: Server) -> None:
    page = text_of(server, "/state/peru")
    assert "Peru opposes" in page and "Peru condemned the resolution." in page
    told = json.loads(server.get("/state/peru.json").body)
    assert told["label"] == "Peru" and told["groups"]
    triples = list(parse(server.get("/state/peru", {"Accept": "text/turtle"}).body, format=RdfFormat.TURTLE))
    assert {t.subject for t in triples} == {NamedNode("https://kg.example/state/peru")}


def test_a_question_is_a_form_with_rows_and_a_file(server: Server) -> None:
    page = text_of(server, "/questions/opponents?target=chilean+senate")
    assert "Peru" in page and 'value="chilean senate"' in page
    rows = server.get("/questions/opponents.csv?target=chilean+senate").body.decode()
    assert rows.startswith("opponent,") and "Peru" in rows
    assert "No rows" in text_of(server, "/questions/disagreements")
    wrong = server.get("/questions/opponents?target=Atlantis", BROWSER)
    assert wrong.status == 404 and b"Atlantis" in wrong.body


def test_questions_are_saved_ones_only(server: Server) -> None:
    for name in ("..%2f..%2fetc%2fpasswd", "SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", "pyproject.toml"):
        assert server.get(f"/questions/{name}", BROWSER).status == 404
        assert server.get(f"/questions/{name}.csv", BROWSER).status in (404, 400)


def test_search_finds_other_names(server: Server) -> None:
    assert "/state/malta" in text_of(server, "/search?q=MALTA")
    assert "Names with" in text_of(server, f"/search?q={quote(PAYLOAD)}")


def test_why_marks_the_words(server: Server) -> None:
    page = text_of(server, "/state/peru")
    link = next(link for link in Links(page).links if link.startswith("/why/position") or "/why/article" in link)
    assert "<mark>condemned</mark>" in text_of(server, link) or "<mark>" in text_of(server, link)


@pytest.mark.parametrize("path", ["/", "/nothing", "/sparql", "/static/style.css", "/questions/nope"])
def test_every_answer_bears_the_policy(server: Server, path: str) -> None:
    got = server.get(path, BROWSER)
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert "unsafe" not in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff" and "set-cookie" not in got.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost.evil.example:8001"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_other_sites_are_refused(server: Server, headers: dict[str, str], status: int) -> None:
    got = server.get("/sparql?query=ASK%20%7B%7D", headers)
    assert got.status == status
    assert "access-control-allow-origin" not in got.headers


def test_large_requests_are_refused(server: Server) -> None:
    media = {"Content-Type": "application/sparql-query", "Content-Length": str(2**21)}
    assert server.get("/sparql", media, "POST").status == 413
    assert server.get(f"/sparql?query={'x' * (2**17 + 64)}").status == 414


def test_a_token_is_needed_where_one_is_set(tmp_path: Path) -> None:
    store, token = tiny.built(tmp_path / "store"), "a-secret-of-some-length"
    with serving(store, "--cors-origin", "http://friend.example", token=token) as server:
        path = "/sparql?query=ASK%20%7B%7D"
        assert server.get(path).status == 401
        assert server.get(path, {"Authorization": "Bearer wrong"}).status == 401
        basic = base64.b64encode(f"me:{token}".encode()).decode()
        assert server.get(path, {"Authorization": f"Basic {basic}"}).status == 200
        bearer = {"Authorization": f"Bearer {token}", "Origin": "http://friend.example"}
        assert server.get(path, bearer).headers["access-control-allow-origin"] == "http://friend.example"


def test_without_a_token_only_this_machine_is_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tiny.built(tmp_path / "store")
    assert main(["serve", "--store", str(store), "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "KG_SERVE_TOKEN" in capsys.readouterr().err


def test_names_that_no_graph_should_have_do_no_harm(tmp_path: Path) -> None:
    thing, label = NamedNode("https://kg.example/state/x"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads = [
        Quad(thing, label, Literal(PAYLOAD + "\u202e\x07" + "y" * 400), NamedNode("https://kg.example/graph/reference"))
    ]
    with serving(tiny.built(tmp_path / "store", [*tiny.quads(), *quads])) as server:
        page = text_of(server, "/state/x")
        assert "<script>" not in page and "y" * 400 in page
        assert "<script>" not in text_of(server, "/search?q=alert")


#: What a parameter may be given that it should not be: markup, quotes, SPARQL, names that are none, control characters.
HOSTILE = [
    PAYLOAD,
    '"} UNION { ?s ?p ?o } #',
    "<https://kg.example/state/peru> } { <x>",
    "state/peru> . ?thing ?p ?o . <x",
    "../../etc/passwd",
    "\u202e\x07\x00\n\r# How",
    "-1",
    "9" * 400,
    "{{ 7 * 7 }}",
    "état/שלום/東京",
]
PARAMETERS = {
    "search": ("q",), "things": ("kind", "state", "year", "outlet", "page"), "timeline": ("who", "about", "since", "kind"),
    "network": ("node", "bodies"), "compare": ("one", "other"), "editor": ("query",), "questions/positions": ("holder",),
}  # fmt: skip


@pytest.mark.parametrize("path", PARAMETERS)
def test_no_parameter_is_code(server: Server, path: str) -> None:
    for name in PARAMETERS[path]:
        for value in HOSTILE:
            got = server.get(f"/{path}?{name}={quote(value)}", BROWSER)
            assert got.status in (200, 400, 404), (name, value, got.status, got.body[-300:])
            page = got.body.decode()
            assert page.startswith("<!doctype html>")
            assert "<script>alert" not in page and 'onerror=alert(2)>"' not in page.replace("&#34;", "'"), (name, value)
            assert Links(page).running == [] and "49" not in re.findall(r"\{\{.*?\}\}|\b49\b", page), (name, value)


@pytest.mark.parametrize(
    "path", ["/", "/outlets", "/things?kind=measure", "/timeline", "/network", "/compare", "/search?q=x"]
)
def test_pages_of_a_graph_that_tells_nothing(empty: Server, path: str) -> None:
    page = text_of(empty, path)
    assert Links(page).running == [] and "<h1" in page


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tiny.built(tmp_path_factory.mktemp("empty") / "store", [])) as found:
        yield found


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Snapshot:
    now = pointed(store)
    return Snapshot(Store.read_only(str(snapshot_path(store, now))), now.base, now.quads)


def test_a_network_of_too_many_begins_with_a_name(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sides.sides(snapshot, {})
    around = sides.sides(snapshot, {"nodes": ["state/peru"]})
    peru = [one for one in whole["edges"] if "Peru" in (one["source"]["label"], one["target"]["label"])]
    assert [one["query"] for one in around["edges"]] == [one["query"] for one in peru] != []
    monkeypatch.setattr(sides, "WHOLE", 1)
    told = sides.sides(snapshot, {})
    assert told["wide"] and told["picture"] is None and told["edges"] == [] and told["people"]
    assert sides.sides(snapshot, {"nodes": ["state/peru"]})["edges"] == around["edges"]
    page = pages_module.page("network.html", here=lambda suffix: suffix, **told).body.decode()
    assert "too many" in page and "<svg" not in page


def test_a_timeline_of_too_much_begins_with_a_name(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "WHOLE", 1)
    told = timeline.told(snapshot, {"values": {}, "limit": 50})
    assert told["form"] and told["rows"] == [] and told["picture"] is None and told["parameters"]
    narrowed = timeline.told(snapshot, {"values": {"who": "peru"}, "limit": 50})
    assert narrowed["rows"] and narrowed["picture"]
    page = pages_module.page("timeline.html", here=lambda suffix: suffix, **told).body.decode()
    assert "too much" in page and "<svg" not in page and 'name="who"' in page


def test_a_list_of_too_many_is_not_counted_by_facets(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = lists.listed(snapshot, {"kind": "position"})
    assert narrow["facets"]["state"] and not narrow["wide"]
    monkeypatch.setattr(lists, "FACETED", 2)
    told = lists.listed(snapshot, {"kind": "position"})
    assert told["wide"] and told["facets"] == {}
    assert told["number_of"] == narrow["number_of"] and len(told["things"]) == len(narrow["things"])
    page = pages_module.page("things.html", here=lambda suffix: suffix, **told).body.decode()
    assert 'name="outlet"' in page and Links(page).running == []

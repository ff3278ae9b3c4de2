"""The pages in a real browser: Debian's Chromium, driven by Playwright. `make browser` installs the latter.

What is looked at: every page as it is drawn, without an address outside this machine, without a script that an article
brings; the keyboard alone; accessibility by axe-core (`make assets`); the editor of the SPARQL page; and no JavaScript.
Pictures of the pages are kept in the folder that KG_SHOTS names.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from tests.serving import Server, serving

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make browser")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium, or CHROMIUM=path"),
    pytest.mark.long,
]

ROOT = Path(__file__).parents[2]
ARTICLES = Path(__file__).with_name("articles.jsonl")
AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
EDITOR = ROOT / "kg" / "serve" / "static" / "vendor" / "yasqe.min.js"
MEASURE = "/measure/chile/senate/2024-06/deep-mining-sea-pacific"
#: Every kind of page, and states of them that differ in looks.
PAGES = {
    "home": "/",
    "search": "/search?q=mining",
    "search-payload": "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27",
    "measures": "/things?kind=measure",
    "positions-narrowed": "/things?kind=position&state=state/peru&year=2024",
    "measure": MEASURE,
    "state": "/state/peru",
    "body": "/body/chile/senate",
    "why": f"/why{MEASURE}",
    "timeline": "/timeline",
    "timeline-narrowed": "/timeline?who=peru&since=2024",
    "network": "/network",
    "network-expanded": f"/network?node=state/ecuador&node={MEASURE[1:]}&bodies=on",
    "compare": "/compare?one=state/chile&other=state/ecuador",
    "compare-empty": "/compare",
    "outlets": "/outlets",
    "question": "/questions/positions?holder=peru",
    "question-form": "/questions/opponents",
    "error": "/state/nowhere",
    "editor": "/editor",
    "editor-answer": "/editor?query=SELECT%20%2A%20%7B%20%3Fs%20kgo%3Aholder%20%3Fwho%20%7D",
    "editor-wrong": "/editor?query=SELECT%20%2A%20%7B%0A%20%3Fs%20%3Fp%20%29%20%7D",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("browser") / "store"
    assert main(["build", str(ARTICLES), "--store", str(store)]) == 0
    with serving(store) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        # Chromium's own sandbox needs a user that is not root.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


class Seen:
    """A page of the browser, and what happened in it: requests, dialogs, errors."""

    def __init__(self, page: Any, root: str, scripts: bool = True) -> None:
        self.page, self.root, self.scripts = page, root, scripts
        self.requests: list[str] = []
        self.wrong: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("console", lambda line: self.wrong.append(line.text) if line.type == "error" else None)

    def open(self, path: str) -> Any:
        """Go to a page and wait until it is drawn."""
        self.page.goto(self.root + path.lstrip("/"))
        if path.startswith("/editor") and EDITOR.is_file() and self.scripts:
            self.page.locator(".CodeMirror").wait_for()
        return self.page

    def outside(self) -> list[str]:
        """Requests to any other address."""
        return [url for url in self.requests if not url.startswith((self.root, "data:"))]


@pytest.fixture
def opened(chromium: Any, server: Server) -> Iterator[Callable[..., Seen]]:
    contexts = []

    def page(**options: Any) -> Seen:
        contexts.append(chromium.new_context(viewport={"width": 1200, "height": 900}, **options))
        return Seen(contexts[-1].new_page(), server.root, options.get("java_script_enabled", True))

    yield page
    for context in contexts:
        context.close()


def article(server: Server, word: str) -> str:
    """The path of the article with a word in its title."""
    found = json.loads(server.get(f"/search.json?q={word}").body)["found"]
    return next(f"/{one['path']}" for one in found if "article" in one["kinds"])


@pytest.mark.parametrize("name", [*PAGES, "article", "article-payload"])
def test_a_page_is_drawn_accessible_and_asks_for_nothing_elsewhere(
    opened: Callable[..., Seen], server: Server, name: str
) -> None:
    path = PAGES.get(name) or article(server, "quotes" if "payload" in name else "valparaiso")
    seen = opened()
    page = seen.open(path)
    if folder := os.environ.get("KG_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert page.locator("h1").count() == 1
    expected = [line for line in seen.wrong if not (name == "error" and "404" in line)]
    assert expected == [] and seen.outside() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than a telephone"
    if AXE.is_file():
        assert findings(page) == []


def findings(page: Any) -> list[str]:
    """What axe-core finds that is serious or critical, with its place."""
    # Evaluated by the driver, which the page's policy does not reach: nothing is added to the page.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: make assets")
def test_axe_would_find_something(opened: Callable[..., Seen]) -> None:
    page = opened().open("/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(one.startswith("label") for one in findings(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: make assets")
def test_colours_have_contrast_in_both_schemes(opened: Callable[..., Seen], scheme: str) -> None:
    seen = opened(color_scheme=scheme)
    for path in ("/", MEASURE, "/network", "/timeline", PAGES["editor-answer"], PAGES["editor-wrong"]):
        assert findings(seen.open(path)) == [], path
    if EDITOR.is_file():
        page = seen.open("/editor")
        page.get_by_role("button", name="Run").click()
        page.locator(".yasr table.dataTable tbody tr").first.wait_for()
        assert findings(page) == []


def test_the_keyboard_alone_reaches_everything(opened: Callable[..., Seen]) -> None:
    seen = opened()
    page = seen.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0, "the skip link is seen when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    # In the order of the page, each with an outline.
    page = seen.open("/")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent || document.activeElement.id"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached[1:9] == ["kg", "Measures", "Timeline", "Network", "Compare", "Outlets", "SPARQL", "q"]


def test_forms_are_sent_by_enter(opened: Callable[..., Seen]) -> None:
    page = opened().open("/")
    page.get_by_label("Search").focus()
    page.keyboard.type("peru")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=peru")
    page.get_by_role("link", name="Peru", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/state/peru")
    page.goto(page.url.replace("/state/peru", "/questions/positions"))
    page.get_by_label("holder").focus()
    page.keyboard.type("ecuador")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/positions?*holder=ecuador*")
    assert page.locator("tbody tr").count() == 2


def test_a_fact_leads_to_its_words_in_the_article_and_back(opened: Callable[..., Seen]) -> None:
    page = opened().open("/state/peru")
    page.get_by_role("link", name="Peru opposes Chilean Senate").first.click()
    assert page.locator("mark").all_inner_texts()
    page.locator("blockquote footer a").first.click()
    page.wait_for_url("**/article/**#char=*")
    target = page.evaluate("document.querySelector(':target').textContent")
    assert target == "Peru rejected the resolution."
    page.locator(":target").click()
    assert "facts-" in page.url and "Peru opposes" in page.locator(":target").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_network_grows_and_shrinks_by_clicks(opened: Callable[..., Seen], javascript: bool) -> None:
    page = opened(java_script_enabled=javascript).open("/network?node=state/ecuador")
    lines = page.locator("path.line[marker-end]")
    assert lines.count() == page.locator("tbody tr").count() == 2
    page.locator("svg a", has_text="Chilean Senate resolution").click()
    page.wait_for_url("**node=measure*")
    assert lines.count() == page.locator("tbody tr").count() == 5
    page.locator("svg a", has_text="Ecuador").click()
    page.wait_for_url(lambda url: "ecuador" not in url)
    assert lines.count() == page.locator("tbody tr").count() == 4


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mark_of_the_timeline_leads_to_its_row_and_a_day_narrows_it(
    opened: Callable[..., Seen], javascript: bool
) -> None:
    page = opened(java_script_enabled=javascript).open("/timeline")
    rows = page.locator("tbody tr").count()
    page.locator("svg a", has=page.locator("path.mark-cross")).first.focus()
    page.keyboard.press("Enter")
    assert "#row-" in page.url
    assert "diplomatic act" in page.locator(f"#{page.url.partition('#')[2]}").inner_text()
    page.locator("svg a", has=page.locator("text.tick")).last.click()
    page.wait_for_url("**since=*")
    assert 0 < page.locator("tbody tr").count() < rows


def test_without_javascript_every_page_says_the_same(opened: Callable[..., Seen]) -> None:
    with_it, without = opened(), opened(java_script_enabled=False)
    for name, path in PAGES.items():
        if not name.startswith("editor"):
            assert with_it.open(path).inner_text("main") == without.open(path).inner_text("main"), name
    page = without.open("/editor")
    page.get_by_label("Query").fill("SELECT ?who { ?p kgo:holder/rdfs:label ?who } ORDER BY ?who LIMIT 3")
    page.get_by_role("button", name="Run").click()
    assert "3 rows" in page.inner_text("#answer") and "Albania" in page.inner_text("#answer")
    page.get_by_label("Query").fill("SELECT ?who {\n  ?p nope:holder ?who }")
    page.get_by_role("button", name="Run").click()
    assert "Line 2, column 6" in page.inner_text("#answer")


needs_editor = pytest.mark.skipif(not EDITOR.is_file(), reason="the editor was not built: make assets")


def typed(page: Any, text: str) -> None:
    """Write a query into the editor, as by hand."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


@needs_editor
def test_the_editor_completes_runs_and_keeps_the_query_in_the_address(opened: Callable[..., Seen]) -> None:
    seen = opened()
    page = seen.open("/editor")
    assert page.locator(".parseErrorIcon").count() == 0, "prefixes that need no declaration are no mistakes"
    typed(page, "SELECT ?position ?who { ?position kgo:hold")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint", has_text="kgo:holder").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.insert_text(" ?who } ORDER BY ?position LIMIT 4")
    page.keyboard.press("Control+Enter")
    page.locator(".yasr table.dataTable tbody tr").first.wait_for()
    assert page.locator(".yasr table.dataTable tbody tr").count() == 4
    assert "query=SELECT" in page.url
    link = page.locator(".yasr a[href*='/position/']").first
    link.hover()
    link.click()
    page.wait_for_url("**/position/**")
    assert page.url.startswith(seen.root) and seen.outside() == [] and seen.wrong == []


@needs_editor
def test_the_editor_marks_the_place_of_a_mistake(opened: Callable[..., Seen]) -> None:
    page = opened().open("/editor")
    typed(page, "SELECT * {\n  ?s ?p ) }")
    page.get_by_role("button", name="Run").click()
    page.locator("#answer [role=alert]").wait_for()
    assert "Line 2, column 9" in page.inner_text("#answer")
    assert page.locator(".CodeMirror .wrong").inner_text() == ")"
    typed(page, "ASK { ?s kgo:nothing ?p }")
    page.get_by_role("button", name="Run").click()
    page.locator(".yasr .yasr_results").get_by_text("False").wait_for()
    assert page.locator(".CodeMirror .wrong").count() == 0


@needs_editor
def test_the_editor_lets_the_keyboard_out_and_saves_files(opened: Callable[..., Seen]) -> None:
    page = opened().open("/editor")
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    typed(page, "SELECT ?who { ?p kgo:holder/rdfs:label ?who } LIMIT 2")
    with page.expect_response("**/sparql?*") as got:
        page.get_by_role("button", name="json", exact=True).click()
    assert got.value.ok and "LIMIT" in got.value.url


@needs_editor
def test_what_an_article_says_does_not_run_in_the_editor_either(opened: Callable[..., Seen]) -> None:
    seen = opened()
    page = seen.open("/editor")
    typed(page, 'SELECT ?o { ?s ?p ?o FILTER(ISLITERAL(?o) && REGEX(STR(?o), "script|onerror|javascript")) }')
    page.keyboard.press("Control+Enter")
    page.locator(".yasr table.dataTable tbody tr").first.wait_for()
    assert page.locator(".yasr table.dataTable tbody tr").count() > 2
    page.get_by_text("Response", exact=True).click()
    page.wait_for_timeout(300)
    assert page.locator(".yasr script, .yasr img").count() == 0
    assert [line for line in seen.wrong if "dialog" in line or "error:" in line] == [] and seen.outside() == []

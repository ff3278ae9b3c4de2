"""`make docs`: the site is whole, needs nothing from elsewhere, holds every term, and comes out the same each time."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from docsite import accessible, cookbook, diagram, graphs, lexicon, links, pages, site, terms  # noqa: E402


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    site.build(folder)
    return folder


def text(built: Path, name: str) -> str:
    return (built / name).read_text(encoding="utf-8")


def test_every_link_leads_somewhere_and_nothing_is_fetched(built: Path) -> None:
    assert links.problems(built) == []


def test_everybody_can_use_it_as_far_as_files_tell(built: Path) -> None:
    assert accessible.problems(built) == []


def test_every_page_of_docs_is_in_the_navigation(built: Path) -> None:
    start = text(built, "index.html")
    for name in [*(path.stem for path in (ROOT / "docs").glob("*.md")), "cookbook", "ontology/index", "lexicon/index"]:
        assert f'<a href="{name}.html"' in start, name


def test_every_term_has_its_place_in_both_languages_and_an_example(built: Path) -> None:
    reference = text(built, "ontology/index.html")
    ontology = terms.read(ROOT / "ontology")
    assert len(ontology.terms) > 150
    for name, term in ontology.terms.items():
        assert f'<h4 id="{name}">' in reference, name
        assert set(term.label) == set(term.definition) == {"en", "fr"} and term.section, name
        assert f'aria-label="example of {name}"' in reference, name


def test_alignments_and_domains_are_told(built: Path) -> None:
    reference = text(built, "ontology/index.html")
    section = reference.partition('<h4 id="onBehalfOf">')[2].partition("</section>")[0]
    assert '<a href="http://www.w3.org/ns/prov#actedOnBehalfOf">prov:actedOnBehalfOf</a>' in section
    assert "close to" in section and "<dt>Domain</dt>" in section and "<dt>Range</dt>" in section


def test_each_module_has_a_diagram_with_each_of_its_classes(built: Path) -> None:
    reference = text(built, "ontology/index.html")
    drawn = re.findall(r"<svg .*?</svg>", reference, re.DOTALL)
    modules = terms.read(ROOT / "ontology").sections("class")
    assert len(drawn) == len(modules) + 1
    for shown, picture in zip(modules.values(), drawn, strict=False):
        for term in shown:
            assert f'<a href="#{term.name}"><text class="name"' in picture


def test_boxes_do_not_overlap() -> None:
    ontology = terms.read(ROOT / "ontology")
    for picture in [
        *(diagram.classes(ontology, shown) for shown in ontology.sections("class").values()),
        diagram.concepts(ontology),
    ]:
        found = re.findall(r'<rect class="box" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', picture)
        boxes = [tuple(map(int, box)) for box in found]
        for one in boxes:
            for other in boxes:
                apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
                assert one == other or apart or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]


def test_the_primer_shows_what_the_tool_prints(built: Path) -> None:
    primer = text(built, "primer.html")
    for told in (
        "2031-05-07",
        "via resolution",
        "recognition-of-somaliland-by-chile",
        "#char=",
        "Somali Foreign Ministry",
    ):
        assert told in primer, told


def test_the_cookbook_has_every_question(built: Path) -> None:
    cookbook = text(built, "cookbook.html")
    questions = [path.stem for path in (ROOT / "queries").glob("*.rq")]
    assert all(f'<h2 id="{name}">' in cookbook for name in questions)
    assert cookbook.count("<caption>") > len(questions) / 2


def test_the_addresses_of_the_redirects_are_there(built: Path) -> None:
    rules = (ROOT / "ontology" / "w3id" / ".htaccess").read_text(encoding="utf-8")
    places = re.findall(r" SITE/(\S+)", rules)
    assert len(places) > 4
    for place in places:
        path = place.replace("$1", "0.1.0")
        assert (built / path / "index.html" if path.endswith("/") else built / path).is_file(), place


def test_the_same_site_comes_out_each_time(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_docs.py"), str(tmp_path / "again")]
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr

    def files(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first, second = files(built), files(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


GOOD = (
    '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><main><h1 id="top">x</h1>{}</main></body></html>'
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<a href="none.html">x</a>', "broken link: none.html"),
        ('<a href="../up.html">x</a>', "broken link: ../up.html"),
        ('<a href="#nowhere">x</a>', "broken anchor: #nowhere"),
        ('<a href="b.html#nowhere">x</a>', "broken anchor: b.html#nowhere"),
        ('<a href="javascript:alert(1)">x</a>', "a link leads to javascript:alert(1)"),
        ('<img alt="x" src="https://elsewhere.example/x.png">', "<img> loads https://elsewhere.example/x.png"),
        ("<script>1</script>", "there is a script"),
        ('<p id="top">x</p>', "the id top is there 2 times"),
        ("<h3>x</h3>", "a heading of level 3 below one of level 1"),
        ("<h1>x</h1>", "a page needs a language, a title, one h1 and one main"),
        ('<img src="style.css">', "an image without a text: style.css"),
    ],
)
def test_what_is_broken_is_found(tmp_path: Path, body: str, told: str) -> None:
    (tmp_path / "style.css").write_text("")
    (tmp_path / "b.html").write_text(GOOD.format('<a href="a.html#top">x</a>'))
    (tmp_path / "a.html").write_text(GOOD.format(body))
    assert f"a.html: {told}" in links.problems(tmp_path)
    (tmp_path / "a.html").write_text(GOOD.format(""))
    assert links.problems(tmp_path) == []


NAV = '<nav aria-label="Pages"><a href="#top">x</a></nav><main>{}</main>'
DIAGRAM = (
    '<svg role="group" aria-labelledby="t" aria-describedby="d"><title id="t">{}</title><desc id="d">y</desc></svg>'
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<main></main>", "2 landmarks are ('main', '')"),
        ("<table><tr><th>x</th></tr></table>", "a header cell does not say what it heads"),
        ('<table><tr><th scope="col"></th></tr></table>', "<th> has no words: {'scope': 'col'}"),
        ('<a href="#top"></a>', "<a> has no words: {'href': '#top'}"),
        ("<h2><code></code></h2>", "<h2> has no words: {}"),
        ('<pre aria-label="x">x</pre>', "<pre> is named x, but has no role"),
        ('<div role="group" tabindex="0">x</div>', "<div> can be focused and has a role, but no name"),
        ('<p tabindex="2">x</p>', "<p> is out of the order of the keyboard"),
        ('<svg role="img"><path d="M0 0"/></svg>', "a picture without a role, a title or a description"),
        (DIAGRAM.format(""), "<title> has no words: {'id': 't'}"),
        (DIAGRAM.format("x").replace('id="d"', ""), "<svg> is named by d, which is not there"),
    ],
)
def test_what_keeps_somebody_out_is_found(tmp_path: Path, body: str, told: str) -> None:
    page = tmp_path / "a.html"
    page.write_text(NAV.format(body))
    assert accessible.problems(tmp_path) == [f"a.html: {told}"]
    page.write_text(
        NAV.format('<table><tr><th scope="col">x</th></tr></table><pre tabindex="0">x</pre>' + DIAGRAM.format("x"))
    )
    assert accessible.problems(tmp_path) == []
    page.write_text("<p>x</p>")
    assert accessible.problems(tmp_path) == ["a.html: a page needs its landmarks"]


def test_faint_colours_are_found(tmp_path: Path) -> None:
    style = (site.HERE / "style.css").read_text(encoding="utf-8")
    (tmp_path / "style.css").write_text(style.replace("--note: #55554d", "--note: #a0a09a"), encoding="utf-8")
    assert [fault.partition(" has")[0] for fault in accessible.problems(tmp_path)] == [
        "style.css: note on paper", "style.css: note on soft",
    ]  # fmt: skip


def nowhere(to: str) -> str:
    return to


def runner(folder: Path) -> Callable[[], pages.Runner]:
    return lambda: pages.Runner(folder)


def test_an_example_that_fails_fails_the_page(tmp_path: Path) -> None:
    with pytest.raises(pages.BrokenPage, match=r"a\.md:3: the example ended with 2:\nkg query x"):
        pages.page("# A\n\n```sh run\nkg query x --store none\n```\n", "a.md", nowhere, runner(tmp_path / "r"))


def test_an_example_is_followed_by_what_it_prints(tmp_path: Path) -> None:
    source = "# A\n\n```text file=a.txt\n<b> & c\n```\n\n```sh run\ncat a.txt; echo 'in all, 1.2 s'\n```\n"
    made = pages.page(source, "a.md", nowhere, runner(tmp_path / "r"))
    assert "<samp>&lt;b&gt; &amp; c\nin all</samp>" in made.html


def test_a_table_that_is_printed_is_a_table(tmp_path: Path) -> None:
    source = "# A\n\n```sh run\nprintf '| a |\\n| --- |\\n| b\\\\#c |\\n'\n```\n"
    made = pages.page(source, "a.md", nowhere, runner(tmp_path / "r"))
    assert "<td>b#c</td>" in made.html and 'tabindex="0"><table>' in made.html


def test_a_link_to_a_file_that_is_not_there_fails_the_page() -> None:
    link = pages.target("docs/a.md", {"docs/b.md": "b.html"}, "a.html", ROOT, used := set())
    assert (
        link("b.md#part") == "b.html#part" and link("https://x.example/") == "https://x.example/" and link("#a") == "#a"
    )
    assert link("../LICENSE") == "files/LICENSE" and link("../queries") == "files/queries/index.html"
    assert used == {"LICENSE", "queries"}
    for broken in ("c.md", "../../elsewhere", "../nothing"):
        with pytest.raises(pages.BrokenPage, match="no such file"):
            link(broken)


def test_two_headings_of_one_name_have_two_anchors() -> None:
    made = pages.page("# A\n\n## B, c\n\n## B, c\n", "a.md", nowhere, runner(ROOT / "never"))
    assert made.headings == (("B, c", "b-c"), ("B, c", "b-c-1"))


def test_examples_of_terms_are_turtle() -> None:
    from pyoxigraph import RdfFormat, parse

    from kg.vocabulary import PREFIXES

    lexicon = sorted((ROOT / "ontology" / "lexicon").glob("*.ttl"))
    quads = list(graphs.files([ROOT / "tests" / "data" / "example.trig", *lexicon]))
    found = graphs.examples(["Position", "holder", "Oppose", "Accuse", "noSuchTerm"], quads)
    assert found.keys() == {"Position", "holder", "Oppose", "Accuse"}
    head = "@base <https://kg.example/> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for example in found.values():
        assert list(parse((head + graphs.turtle(example)).encode(), format=RdfFormat.TURTLE))


def test_the_worked_examples_use_terms_that_there_are() -> None:
    names = terms.read(ROOT / "ontology").terms.keys()
    for quad in graphs.files([site.HERE / "examples.trig"]):
        for iri in (quad.predicate.value, getattr(quad.object, "value", "")):
            assert not iri.startswith(site.KGO) or iri.removeprefix(site.KGO) in names, iri


@pytest.mark.parametrize(
    "module", [accessible, cookbook, diagram, graphs, lexicon, links, pages, site, terms], ids=lambda m: m.__name__
)
def test_the_examples_in_the_code_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0

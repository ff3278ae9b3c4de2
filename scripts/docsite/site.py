"""The site: which pages there are, what stands on them, and the files that they lead to.

The addresses below `ontology/` and `lexicon/` are those that the redirects of https://w3id.org/kgres/ point at.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import tempfile
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from docsite import cookbook, diagram, graphs, lexicon, pages, terms
from kg import export
from kg.export import jsonld
from kg.vocabulary import KGO, KGO_VERSION

HERE = Path(__file__).resolve().parent
ROOT = pages.ROOT
REFERENCE, WORDS = "ontology/index.html", "lexicon/index.html"
#: What the ontology's own addresses begin with.
BASE = "https://w3id.org/kgres/"
#: Pages that people should find first, in this order; the other docs/*.md come behind them by title.
FIRST = (
    "docs/primer.md",
    "docs/questions.md",
    "docs/building.md",
    "docs/ontology.md",
    "docs/exports.md",
    "docs/serving.md",
    "docs/mcp.md",
)
#: Invented articles that examples of terms come from; the second folder is for what the first does not have.
ARTICLES = (ROOT / "tests" / "competency" / "articles", HERE / "articles")
#: What the ontology is copied as: the file as it was written, and the same in other formats.
COPIES = {"kgo.nt": RdfFormat.N_TRIPLES, "kgo.rdf": RdfFormat.RDF_XML, "kgo.jsonld": RdfFormat.JSON_LD}
LANGUAGES = {"en": "English", "fr": "French"}
HOWS = {
    "skos:exactMatch": "same as", "skos:closeMatch": "close to", "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "broader than", "skos:relatedMatch": "related to", "rdfs:subClassOf": "a kind of",
    "rdfs:subPropertyOf": "a kind of",
}  # fmt: skip


class Place(NamedTuple):
    """A page's address within the site, and its name in the navigation."""

    address: str
    title: str


#: Pages that are made from data.
MADE = (
    Place("cookbook.html", "Cookbook of questions"),
    Place(REFERENCE, "Reference of the ontology"),
    Place(WORDS, "Lexicon"),
)


class Sources(NamedTuple):
    """What the pages are made from: the ontology, examples of its terms, and the answers of the questions."""

    ontology: terms.Ontology
    examples: dict[str, graphs.Example]
    recipes: list[cookbook.Recipe]


def sources(work: Path) -> Sources:
    """Read the ontology and build the graphs, in a folder for scratch.

    Examples come from own articles, then from what those do not have: the gazetteer, the lexicon, the worked example.
    """
    ontology = terms.read(ROOT / "ontology")
    seeds = graphs.built(ROOT / "seeds", work / "seeds.kg")
    folder = ROOT / "ontology"
    data = [*folder.glob("gazetteer/*.ttl"), *folder.glob("lexicon/*.ttl")]
    files = [*sorted(data), ROOT / "tests" / "data" / "example.trig", HERE / "examples.trig", folder / "kgo.ttl"]
    own = [graphs.built(articles, work / f"{number}.kg") for number, articles in enumerate(ARTICLES)]
    used: dict[str, graphs.Example] = {}
    for quads in (*map(graphs.quads_of, own), graphs.files(files)):
        used = graphs.examples(ontology.terms, quads) | used
    return Sources(ontology, used, cookbook.recipes(ROOT / "queries", seeds))


def build(site: Path) -> list[str]:
    """Make the whole site in a folder, which is emptied first; the addresses of its pages.

    Raises `pages.BrokenPage` for a link to a file that is not there, and for an example that fails.
    """
    if site.exists():
        shutil.rmtree(site)
    site.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        maker = Maker(site, work)
        maker.texts()
        maker.made(sources(work))
        maker.files()
    shutil.copy(HERE / "style.css", site / "style.css")
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


class Maker:
    """Writes the pages of one site; keeps what they lead to."""

    def __init__(self, site: Path, work: Path):
        self.site, self.work = site, work
        self.used: set[str] = set()
        self.addresses = addresses(ROOT)
        self.nav = navigation(ROOT, self.addresses)
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), undefined=StrictUndefined, autoescape=True, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip

    def texts(self) -> None:
        """The pages of Markdown."""
        for source, address in self.addresses.items():
            link = pages.target(source, self.addresses, address, ROOT, self.used)
            folder = self.work / address.replace("/", "-")
            found = pages.page((ROOT / source).read_text(encoding="utf-8"), source, link, lambda: pages.Runner(folder))  # noqa: B023
            self.write(address, "text.html", found.title, body=Markup(found.html), headings=found.headings)

    def made(self, found: Sources) -> None:
        """The pages that are made from data: the reference, the cookbook, the lexicon."""
        self.write("cookbook.html", "cookbook.html", "Cookbook of questions", recipes=found.recipes)
        words = lexicon.entries((ROOT / "ontology" / "lexicon").glob("*.ttl"))
        self.write(
            WORDS, "lexicon.html", "Lexicon", entries=words, frames=sorted({s[0] for e in words for s in e.senses})
        )
        version = posixpath.basename(KGO_VERSION)
        for address in (REFERENCE, f"ontology/{version}/index.html"):
            self.reference(address, found)

    def reference(self, address: str, found: Sources) -> None:
        """The reference of the ontology."""
        ontology = found.ontology
        told = {
            "ontology": ontology, "examples": {name: graphs.turtle(one) for name, one in found.examples.items()},
            "modules": {name: Markup(diagram.classes(ontology, shown)) for name, shown in ontology.sections("class").items()},
            "schemes": Markup(diagram.concepts(ontology)), "named": namer(ontology), "hows": HOWS, "languages": LANGUAGES,
            "words": worded(ontology), "kgo": str(KGO), "version": KGO_VERSION,
        }  # fmt: skip
        self.write(address, "reference.html", "Reference of the ontology", **told)

    def write(self, address: str, template: str, title: str, **told: Any) -> None:
        """Write one page in the frame of all."""
        base = posixpath.dirname(address) or "."
        nav = [(posixpath.relpath(place.address, base), place.title, place.address == address) for place in self.nav]
        up = posixpath.relpath(".", base)
        text = self.templates.get_template(template).render(
            title=title, nav=nav, up="" if up == "." else f"{up}/", **told
        )
        path = self.site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def files(self) -> None:
        """The files that pages lead to, and the ontology in its formats, also by its version."""
        for name in sorted(self.used):
            self._copied(name)
        version = self.site / "ontology" / posixpath.basename(KGO_VERSION)
        for folder in (self.site / "ontology", version):
            for path in sorted((ROOT / "ontology").iterdir()):
                if path.is_file():
                    shutil.copy(path, folder / path.name)
            quads = canonical(ROOT / "ontology" / "kgo.ttl")
            for name, format in COPIES.items():
                (folder / name).write_bytes(serialized(quads, format))

    def _copied(self, name: str) -> None:
        source, to = ROOT / name, self.site / "files" / name
        if source.is_dir():
            inside = sorted(path.name for path in source.iterdir() if path.is_file() and not path.name.startswith("."))
            for one in inside:
                self._copied(f"{name}/{one}")
            below = sorted(
                path.name for path in source.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))
            )
            for one in below:
                self._copied(f"{name}/{one}")
            self.write(f"files/{name}/index.html", "folder.html", name, names=inside, folders=below)
            return
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, to)


def canonical(path: Path) -> list[Quad]:
    """The statements of a Turtle file, sorted, with the same names for its blank nodes each time (RDFC-1.0)."""
    found = Dataset(parse(path=path, format=RdfFormat.TURTLE))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(found, key=str)


def serialized(quads: list[Quad], format: RdfFormat) -> bytes:
    """The ontology in another format, the same bytes each time."""
    out, triples = BytesIO(), [quad.triple for quad in quads]
    if format == RdfFormat.JSON_LD:
        jsonld.write(triples, out, BASE)
    else:
        export.write(triples, next(name for name, one in export.FORMATS.items() if one.rdf == format), out, BASE)
    return out.getvalue()


def addresses(root: Path) -> dict[str, str]:
    """The page of each file of Markdown: the README is the first page."""
    texts = sorted(path.name for path in (root / "docs").glob("*.md"))
    return {"README.md": "index.html", **{f"docs/{name}": f"{name.removesuffix('.md')}.html" for name in texts}}


def navigation(root: Path, known: dict[str, str]) -> list[Place]:
    """All pages in the order in which the navigation has them."""
    ordered = [*FIRST, *sorted(source for source in known if source.startswith("docs/") and source not in FIRST)]
    found = [Place(known[source], heading(root / source)) for source in ordered if source in known]
    made = [
        Place("cookbook.html", "Cookbook of questions"),
        Place(REFERENCE, "Reference of the ontology"),
        Place(WORDS, "Lexicon"),
    ]
    return [Place("index.html", "Start"), found[0], *made, *found[1:]]


def heading(path: Path) -> str:
    """The title of a page, as short as navigation wants it.

    >>> heading(ROOT / "docs" / "serving.md")
    'Serving'
    """
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
    return re.split(r"[:,]", line[2:])[0].replace("`", "").strip()


def namer(ontology: terms.Ontology) -> Callable[[str], Markup]:
    """How an IRI is shown: terms of the ontology lead to their place on the page, others to where they are told."""

    def named(iri: str) -> Markup:
        text = escape(diagram.short(iri))
        if iri.startswith(KGO) and iri[len(KGO) :] in ontology.terms:
            return Markup(f'<a href="#{text}">{text}</a>')
        return Markup(f'<a href="{escape(iri)}">{text}</a>')

    return named


def worded(ontology: terms.Ontology) -> Callable[[str], Markup]:
    """How a definition is shown: the terms that it names lead to their places."""

    def link(match: re.Match[str]) -> str:
        name = match[1]
        return f'<a href="#{name}">kgo:{name}</a>' if name in ontology.terms else match[0]

    return lambda text: Markup(re.sub(r"kgo:(\w+)", link, escape(text)))

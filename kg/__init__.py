"""kg reads news about parliamentary resolutions and answers questions about them, with the sentence behind each claim.

    seeds/ ─> read ─> parse ─> extract ─> resolve ─> emit ─> check ─> store <── query ─> render
              Source  Article  Findings   Facts      quads   Problems Oxigraph  Rows  └─> export
              └────────── pipeline.py, the only module that knows this order ──┘
              text side: no RDF before emit               graph side: no spaCy after extract
     side inputs:  ontology/*.ttl    ontology/gazetteer/*.ttl ─> gazetteer.py    queries/*.rq ─> questions.py

In Python:

    import kg
    kg.build(["articles/"])
    for row in kg.open(".kg").query("opponents").dicts():
        print(row["opponent"], row["sentence"])

`import kg` loads nothing but this; each function loads what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.pipeline import Report
    from kg.query import Rows
    from kg.types import Findings

__all__ = ["Graph", "__version__", "build", "findings", "open"]


class Graph:
    """A graph that was built: what was published last in the store at `directory`."""

    def __init__(self, directory: Path):
        self.directory = directory

    def query(
        self, question: str, *, timeout: float = 60.0, memory: int = 2_000_000_000, **parameters: object
    ) -> Rows | list[Triple] | bool:
        """Ask a saved question by its name or file, or SPARQL as text.

        Returns rows for SELECT, sorted triples for CONSTRUCT and DESCRIBE, a truth value for ASK. The question runs in a
        process of its own, which may take so many seconds and bytes of memory. Raises the errors of `kg.supervise.ask`.
        """
        from kg import data, named, questions, supervise

        asked = questions.find(question, [Path("queries"), data.root("queries")])
        values = {name: str(value) for name, value in parameters.items()}
        limits = supervise.Limits(timeout, memory)
        meant = named.resolved(asked, values, named.names_in(self.directory, limits))
        return supervise.ask(self.directory, asked, meant.values, limits)


def open(store: str | Path = ".kg") -> Graph:
    """The graph of the store in a folder. Raises `kg.errors.NoStore` if nothing was built there."""
    from kg.store import pointed

    pointed(Path(store))
    return Graph(Path(store))


def build(paths: Iterable[str | Path], store: str | Path = ".kg", *, base: str | None = None) -> Report:
    """Build the graph of all articles under the paths, replace the one in the store with it, and report."""
    from kg import pipeline

    return pipeline.build(list(paths), Path(store), base=base)


def findings(paths: Iterable[str | Path]) -> Iterator[Findings]:
    """What each text says, one `Findings` per article, in input order; what cannot be read is passed over."""
    from kg import pipeline

    return pipeline.extract(paths)

"""kg reads news about parliamentary resolutions and answers questions about them, with the sentence behind each claim.

    seeds/ ─> read ─> parse ─> extract ─> resolve ─> emit ─> check ─> store <── query ─> render
              Source  Article  Findings   Facts      quads   Problems Oxigraph  Rows  └─> export
              └────────── pipeline.py, the only module that knows this order ──┘
              text side: no RDF before emit               graph side: no spaCy after extract
     side inputs:  ontology/*.ttl    ontology/gazetteer/*.ttl ─> gazetteer/      queries/*.rq ─> questions.py

In Python:

    import kg
    kg.build(["articles/"])
    for row in kg.open(".kg").query("opponents").dicts():
        print(row["opponent"], row["sentence"])

`import kg` loads nothing but this; each function loads what it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.errors import UsageError
    from kg.frames import Table
    from kg.pipeline import Report
    from kg.query import Answer
    from kg.types import Findings

__all__ = ["Graph", "__version__", "build", "facts_of", "findings", "open"]


class Graph:
    """A graph that was built: what was published last in the store at `directory`."""

    def __init__(self, directory: Path):
        self.directory = directory

    def query(
        self, question: str, *, timeout: float = 60.0, memory: int = 2_000_000_000, **parameters: object
    ) -> Table:
        """The rows that answer a saved question, by its name or file, or a SELECT as text.

        The question runs in a process of its own, which may take so many seconds and bytes of memory. Raises
        `kg.errors.UsageError` for an ASK or CONSTRUCT, and the errors of `kg.supervise.ask`.

            kg.open(".kg").query("opponents", target="sanctions").df()
        """
        from kg.frames import Table
        from kg.query import Rows
        from kg.store import pointed

        found = self._answer(question, timeout, memory, parameters)
        if not isinstance(found, Rows):
            raise self._misused(question, found)
        return Table(found, pointed(self.directory).base)

    def ask(self, question: str, *, timeout: float = 60.0, memory: int = 2_000_000_000, **parameters: object) -> bool:
        """Whether there is what an ASK asks for; else as `query`."""
        found = self._answer(question, timeout, memory, parameters)
        if not isinstance(found, bool):
            raise self._misused(question, found)
        return found

    def construct(
        self, question: str, *, timeout: float = 60.0, memory: int = 2_000_000_000, **parameters: object
    ) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, sorted; else as `query`."""
        found = self._answer(question, timeout, memory, parameters)
        if not isinstance(found, list):
            raise self._misused(question, found)
        return found

    def _answer(self, question: str, timeout: float, memory: int, parameters: Mapping[str, object]) -> Answer:
        from pathlib import Path

        from kg import data, named, questions, supervise

        asked = questions.find(question, [Path("queries"), data.root("queries")])
        values = {name: str(value) for name, value in parameters.items()}
        limits = supervise.Limits(timeout, memory)
        meant = named.resolved(asked, values, named.names_in(self.directory, limits))
        return supervise.ask(self.directory, asked, meant.values, limits)

    def _misused(self, question: str, found: Answer) -> UsageError:
        from kg.errors import UsageError

        method = "ask" if isinstance(found, bool) else "construct" if isinstance(found, list) else "query"
        return UsageError(f"{question[:60]}: ask this by the method {method}()")


def open(store: str | Path = ".kg") -> Graph:
    """The graph of the store in a folder. Raises `kg.errors.NoStore` if nothing was built there."""
    from pathlib import Path

    from kg.store import pointed

    pointed(Path(store))
    return Graph(Path(store))


def build(paths: Iterable[str | Path], store: str | Path = ".kg", *, base: str | None = None) -> Report:
    """Build the graph of all articles under the paths, replace the one in the store with it, and report."""
    from pathlib import Path

    from kg import pipeline

    return pipeline.build(list(paths), Path(store), base=base)


def findings(paths: Iterable[str | Path]) -> Iterator[Findings]:
    """What each text says, one `Findings` per article, in input order; what cannot be read is passed over."""
    from kg import pipeline

    return pipeline.extract(paths)


def facts_of(paths: Iterable[str | Path]) -> Iterator[dict[str, Any]]:
    """What each text says, one dictionary per article in the facts format, as `kg extract` prints it.

        for article in kg.facts_of(["article.txt"]):
            print(article["id"], [fact["holder"] for fact in article["positions"]])

    The name is not `extract`, for that is a package inside this one. What cannot be read is passed over.
    """
    from kg.facts import facts

    return (facts(one) for one in findings(paths))

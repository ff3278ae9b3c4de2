"""Run the W3C's SPARQL 1.1 query evaluation cases through kg's query worker, and compare with the engine and the W3C.

    python scripts/conformance.py SUITE           # the folder sparql11 of the suite
    python scripts/conformance.py --download      # fetch it with pip into the user's cache first

The suite comes in the source distribution of rdflib (test/data/suites/w3c/sparql11) and is not part of this project.
Each case is asked three times over: by `kg.supervise.ask` of its files, by the engine alone in this process, and by the
result file of the W3C. Exit code 1 if the worker differs from the engine anywhere, or either from the W3C in a case that
is not listed below with its reason.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from kg import questions, supervise
from kg.query import Rows

RDFLIB = "rdflib==7.6.0"
INSIDE = "test/data/suites/w3c/sparql11"
CASES = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^:>]+)>", re.IGNORECASE)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

#: Groups whose cases are no question to kg, with the reason.
NOT_APPLICABLE = {
    "entailment": "asks for reasoning, which neither the engine nor kg does",
    "service": "asks other servers, which kg refuses",
}
#: Cases in which the engine's answer is not the W3C's, by what comes after `CASES`, with the reason. The worker's is
#: the engine's in these too.
KNOWN = {
    "aggregates/manifest#agg-empty-group": "no row for GROUP BY of nothing, as the W3C's erratum to this case has it",
    "csv-tsv-res/manifest#tsv03": "the engine keeps integers of all kinds as xsd:integer",
    "functions/manifest#bnode01": "BNODE(x) gives one node for equal x in all rows, not a new one in each row",
    "functions/manifest#strdt03": "RDF 1.1: a plain literal is an xsd:string, so STRDT takes it",
    "functions/manifest#strlang03": "RDF 1.1: a plain literal is an xsd:string, so STRLANG takes it",
}

#: An answer that can be compared: columns (None for a graph or a truth value) and what is in them.
Outcome = tuple[Any, ...]


class Case(NamedTuple):
    """One case: its IRI, the query, the files of the default graph and of named ones, the result file."""

    iri: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path

    @property
    def name(self) -> str:
        """What tells it from the other cases."""
        return self.iri.removeprefix(CASES)

    @property
    def group(self) -> str:
        """The folder that it is in."""
        return self.query.parent.name


class Verdict(NamedTuple):
    """What came of one case: whether the worker says what the engine says, and the engine what the W3C says."""

    case: Case
    as_engine: bool
    as_expected: bool
    told: str = ""


# --- the suite ----------------------------------------------------------------------------------------------------


def cache() -> Path:
    """The folder that a downloaded suite is kept in (XDG)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg" / "sparql11"


def downloaded(folder: Path) -> Path:
    """The suite in a folder, fetched by pip if it is not there yet."""
    if not (folder / "manifest-all.ttl").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps"]
        subprocess.run([*command, "--dest", str(folder), RDFLIB], check=True)
        with tarfile.open(next(folder.glob("rdflib-*.tar.gz"))) as archive:
            for member in archive.getmembers():
                inside = member.name.partition("/")[2]
                if member.isfile() and inside.startswith(f"{INSIDE}/"):
                    member.name = inside.removeprefix(f"{INSIDE}/")
                    archive.extract(member, folder, filter="data")
    return folder


def cases(suite: Path) -> Iterator[Case]:
    """The query evaluation cases of all manifests, in order; those that results of CSV are for are not among them."""
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        yield from _cases(manifest)


def _cases(manifest: Path) -> Iterator[Case]:
    known = Store()
    known.load(path=str(manifest), format=RdfFormat.TURTLE, base_iri=manifest.resolve().as_uri())
    query = f"""PREFIX mf: <{MF}> PREFIX qt: <{QT}> SELECT * {{
        ?case a mf:QueryEvaluationTest ; mf:action ?action ; mf:result ?result . ?action qt:query ?query .
        ?manifest mf:entries/<{RDF}rest>*/<{RDF}first> ?case }}"""
    found = {row["case"].value: row for row in _select(known, query)}
    for iri, row in sorted(found.items()):
        files = {
            kind: tuple(
                sorted(
                    _file(q.object.value) for q in known.quads_for_pattern(row["action"], NamedNode(QT + kind), None)
                )
            )
            for kind in ("data", "graphData")
        }
        asked = _file(row["query"].value)
        # A query may name the files that it is about; then they must be there under their names.
        named = tuple(asked.parent / name for name in FROM.findall(asked.read_text(encoding="utf-8")))
        yield Case(iri, asked, files["data"], files["graphData"] + named, _file(row["result"].value))


def _select(store: Store, query: str) -> QuerySolutions:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return found


def _file(iri: str) -> Path:
    return Path(iri.removeprefix("file://"))


# --- answers ------------------------------------------------------------------------------------------------------


def by_worker(case: Case) -> Outcome:
    """What kg answers, as a user gets it."""
    files = [(str(path), "") for path in case.data] + [(str(path), path.as_uri()) for path in case.graphs]
    place = supervise.Data(tuple(files), case.query.as_uri(), union=False)
    return outcome(supervise.ask(place, questions.loaded(case.query)))


def by_engine(case: Case) -> Outcome:
    """What the engine alone answers, in this process."""
    store = Store()
    for path in case.data:
        store.load(path=str(path), format=_format(path), base_iri=case.query.as_uri())
    for path in case.graphs:
        store.load(path=str(path), format=_format(path), base_iri=path.as_uri(), to_graph=NamedNode(path.as_uri()))
    return outcome(store.query(case.query.read_text(encoding="utf-8"), base_iri=case.query.as_uri()))


def expected(case: Case) -> Outcome:
    """What the W3C says is right."""
    suffix = case.result.suffix
    if suffix in (".srx", ".srj"):
        form = QueryResultsFormat.XML if suffix == ".srx" else QueryResultsFormat.JSON
        return outcome(parse_query_results(path=str(case.result), format=form))
    if suffix == ".tsv":
        return outcome(parse_query_results(path=str(case.result), format=QueryResultsFormat.TSV))
    found = list(parse(path=str(case.result), format=_format(case.result), base_iri=case.query.as_uri()))
    if any(quad.predicate.value == RS + "resultVariable" for quad in found):
        return result_set(found)
    return outcome([quad.triple for quad in found])


def result_set(quads: list[Quad]) -> Outcome:
    """The answer that a graph in the vocabulary of result sets describes."""
    store = Store(quads)
    columns = tuple(quad.object.value for quad in quads if quad.predicate.value == RS + "resultVariable")
    rows = []
    for solution in store.quads_for_pattern(None, NamedNode(RS + "solution"), None):
        row = {
            next(store.quads_for_pattern(b.object, NamedNode(RS + "variable"), None)).object.value: next(
                store.quads_for_pattern(b.object, NamedNode(RS + "value"), None)
            ).object
            for b in store.quads_for_pattern(solution.object, NamedNode(RS + "binding"), None)
        }
        rows.append(tuple(row.get(column) for column in columns))
    return _rows(columns, rows)


def _format(path: Path) -> RdfFormat:
    return RdfFormat.from_extension(path.suffix[1:]) or RdfFormat.TURTLE


def outcome(answer: Any) -> Outcome:
    """An answer so that two are equal if they are the same but for the order of rows and the names of blank nodes."""
    if isinstance(answer, bool | QueryBoolean):
        return ("truth", bool(answer))
    if isinstance(answer, Rows):
        return _rows(answer.columns, list(answer.rows))
    if isinstance(answer, QuerySolutions):
        return _rows(tuple(v.value for v in answer.variables), [tuple(row) for row in answer])
    return ("graph", canonical(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in answer))


def _rows(columns: Sequence[str], rows: list[tuple[Any, ...]]) -> Outcome:
    """Rows as a graph with a node for each, so that the canonical names of blank nodes are found for all at once."""
    quads = []
    for number, row in enumerate(rows):
        node = BlankNode(f"row{number}")
        quads.append(Quad(node, NamedNode("row:is"), Literal("a row"), DefaultGraph()))
        for column, value in zip(columns, row, strict=True):
            if value is not None:
                held = BlankNode(f"cell{value.value}") if isinstance(value, BlankNode) else normal(value)
                quads.append(Quad(node, NamedNode(f"row:{column}"), held, DefaultGraph()))
    return ("rows", tuple(sorted(columns)), len(rows), canonical(quads))


def normal(term: NamedNode | Literal | Triple) -> NamedNode | Literal | Triple:
    """A term with its number as a number: the results of the W3C write 2.0 where others write 2 or 2.0E0."""
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in ("decimal", "double", "float"):
        return Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def canonical(quads: Any) -> tuple[str, ...]:
    """The quads, sorted, under canonical names of blank nodes (RDFC-1.0)."""
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(str(quad) for quad in found))


# --- running ------------------------------------------------------------------------------------------------------


def tried(case: Case) -> Verdict:
    """Ask the case of both, and compare."""
    answers = []
    for by in (by_worker, by_engine):
        try:
            answers.append(by(case))
        except Exception as error:
            # Whatever goes wrong is the answer: two sides that refuse a question agree, whatever their words.
            answers.append(("error", type(error).__name__))
    ours, theirs = answers
    same = ours == theirs or (ours[0] == theirs[0] == "error")
    right = ours == expected(case)
    return Verdict(case, same, right, "" if same and right else f"worker {ours}, engine {theirs}"[:2000])


def applicable(case: Case) -> bool:
    """Whether kg is to answer it at all."""
    return case.group not in NOT_APPLICABLE


def main(arguments: Sequence[str]) -> int:
    """Run all and print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", nargs="?", type=Path, help="the folder sparql11 of the suite")
    parser.add_argument("--download", action="store_true", help=f"fetch it with pip ({RDFLIB}) into {cache()}")
    parser.add_argument("--verbose", action="store_true", help="show both answers where they differ")
    wish = parser.parse_args(arguments)
    suite = downloaded(cache()) if wish.download else wish.suite
    if suite is None or not (suite / "manifest-all.ttl").is_file():
        parser.error("say where the suite is, or fetch it with --download")
    found = list(cases(suite))
    verdicts = [tried(case) for case in found if applicable(case)]
    left = Counter(case.group for case in found if not applicable(case))
    print(f"{len(found)} query evaluation cases")
    for group, count in sorted(left.items()):
        print(f"{count:5} not asked: {group}: {NOT_APPLICABLE[group]}")
    print(f"{len(verdicts):5} asked")
    print(f"{sum(v.as_engine for v in verdicts):5} answered as by the engine alone")
    print(f"{sum(v.as_expected for v in verdicts):5} answered as the W3C says")
    bad = 0
    for verdict in verdicts:
        known = KNOWN.get(verdict.case.name)
        if verdict.as_engine and verdict.as_expected and not known:
            continue
        listed = verdict.as_engine and not verdict.as_expected and known
        bad += not listed
        print(f"{'known' if listed else 'WRONG':>5} {verdict.case.name}{': ' + known if known else ''}")
        if wish.verbose:
            print(f"      {verdict.told}\n      expected {expected(verdict.case)}"[:4000])
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

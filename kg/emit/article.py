"""What one article says, in its own graph: its text, its records, the values that it reports, its mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg import iri
from kg.emit import records
from kg.emit.page import Page
from kg.emit.terms import (
    PHRASE,
    Graph,
    Term,
    address,
    boolean,
    confidence,
    day,
    number,
    string,
    term,
    text,
    verbatim,
)
from kg.resolved import ArticleFacts, Value
from kg.types import Agent, Publication, Span
from kg.vocabulary import BASES, DCTERMS, ITSRDF, KGO, NIF, RDF, SCHEMA

TITLE_LENGTH = 80
DATES = frozenset({"adoptionDate", "date", "referenceDate"})
BOOLEANS = frozenset({"binding", "unanimous"})
CONCEPTS = frozenset({"recognitionState", "outcome"})


def write(graph: Graph, agents: Mapping[str, Agent], told: ArticleFacts) -> None:
    """Everything that one article says. `agents`: path -> the agent that all articles share."""
    page = Page(graph, told, agents)
    page.positions.update((records.position_path(page, p), p) for p in told.positions)
    _article(page)
    _measures(page)
    _records(page)
    for value in told.values:
        assertion(page, value)
    _mentions(page)


def literal(prop: str, value: str) -> Term:
    """The term for the value of a single-valued property.

    >>> literal("binding", "true"), literal("recognitionState", "CallsFor")
    ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', '<https://w3id.org/kgres/ontology#CallsFor>')
    """
    if prop in DATES:
        when = day(value)
        assert when is not None
        return when
    if prop in BOOLEANS:
        return boolean(value)
    return term(KGO[value]) if prop in CONCEPTS else number(int(value))


def assertion_path(value: Value) -> str:
    """The path of the node that holds one reported value."""
    return iri.assertion(value.article, value.subject, value.property, value.value, value.sentences)


def assertion(page: Page, value: Value) -> None:
    """One reported value with its sentences, its words and how it was got."""
    path = assertion_path(value)
    page.graph.type(path, KGO.Assertion)
    page.graph.link(path, RDF.subject, value.subject)
    page.graph.add(path, RDF.predicate, term(KGO[value.property]))
    page.graph.add(path, RDF.object, literal(value.property, value.value))
    page.graph.add(path, KGO.basis, term(BASES[value.basis]))
    page.graph.add(path, KGO.sourceExpression, string(value.words))
    page.graph.add(path, KGO.anchorDate, day(value.anchor))
    page.graph.add(path, KGO.earliestDate, day(value.earliest))
    page.graph.add(path, KGO.latestDate, day(value.latest))
    page.graph.add(path, KGO.date, literal("date", value.when) if value.when else None)
    page.graph.add(path, KGO.confidence, confidence(value.confidence))
    page.graph.add(path, KGO.rationale, string(value.reason))
    page.graph.add(path, KGO.rule, string(value.rule))
    page.graph.add(path, KGO.cue, string(value.cue))
    page.graph.link(path, KGO.evidence, *(page.passage(span) for span in value.sentences))


def _article(page: Page) -> None:
    article, path = page.told.findings.article, page.path
    page.graph.type(path, KGO.Article, NIF.Context)
    page.graph.add(path, DCTERMS["identifier"], verbatim(f"sha256:{article.sha256}"))
    for publication in page.told.document.publications:
        _published(page, publication)
    page.graph.add(path, DCTERMS["title"], text(_title(page)))
    page.graph.link(path, KGO.originalReport, page.told.document.original or path)
    page.graph.add(path, SCHEMA.datePublished, day(article.date))
    page.graph.add(path, KGO.referenceDate, day(page.published))
    page.graph.add(path, NIF.beginIndex, number(0))
    page.graph.add(path, NIF.endIndex, number(len(article.text)))
    page.graph.add(path, NIF.isString, verbatim(article.text))


def _published(page: Page, publication: Publication) -> None:
    """One place where the text was published: its id alone, or a node with all that is known of it."""
    page.graph.add(page.path, DCTERMS["source"], string(publication.id))
    known = (publication.title, publication.outlet, publication.url, publication.author, publication.language)
    if not any((*known, publication.encoding)):
        return
    path = iri.publication(page.path, publication.id, *known)
    page.graph.type(path, KGO.Publication)
    page.graph.link(page.path, KGO.publishedAs, path)
    page.graph.add(path, DCTERMS["identifier"], string(publication.id))
    page.graph.add(path, DCTERMS["title"], string(publication.title))
    page.graph.add(path, DCTERMS["publisher"], string(publication.outlet))
    page.graph.add(path, DCTERMS["creator"], string(publication.author))
    page.graph.add(path, DCTERMS["language"], string(publication.language))
    page.graph.add(path, SCHEMA.url, address(publication.url))
    page.graph.add(path, KGO.guessedEncoding, string(publication.encoding))


def _title(page: Page) -> str:
    """The title that the first publication gives, else the first line of the body, cut between words."""
    article = page.told.findings.article
    titled = next((p.title for p in page.told.document.publications if p.title), "")
    if titled:
        return titled
    line = next((line for line in article.text[article.body :].splitlines() if line.strip()), "").strip()
    if len(line) <= TITLE_LENGTH:
        return line
    return f"{line[:TITLE_LENGTH].rpartition(' ')[0]} …"


def _measures(page: Page) -> None:
    """The measures that this article speaks of, as far as it alone tells."""
    for measure in page.told.findings.measures:
        path = page.told.measures[measure.id]
        page.graph.link(path, DCTERMS.isReferencedBy, page.path)
        page.graph.add(path, KGO.subjectTerm, *(text(word) for word in measure.subject))
        related = (page.told.measures.get(other) for other in measure.related)
        page.graph.link(path, KGO.relatedMeasure, *(other for other in related if other != path))


def _records(page: Page) -> None:
    told, found = page.told, page.told.findings
    for decision, path in zip(found.decisions, told.decisions, strict=True):
        page.evidence(path, decision.why)
    for path, position in page.positions.items():
        records.position(page, position, path)
    for provision in told.provisions:
        records.provision(page, provision)
    for recognition, path in zip(found.recognitions, told.recognitions, strict=True):
        records.recognition(page, recognition, path)
    for statement, about in zip(found.statements, told.issues, strict=True):
        records.statement(page, statement, about)
    for demand in found.demands:
        records.demand(page, demand)
    for act in found.acts:
        records.diplomatic_act(page, act)


def _mentions(page: Page) -> None:
    """The words that name agents or measures, with what they were taken to mean."""
    found: dict[Span, dict[str, float | None]] = defaultdict(dict)
    for mention in page.told.findings.mentions:
        found[mention.span][page.agents[mention.agent.path].path] = mention.confidence
    for measure in page.told.findings.measures:
        for span in measure.mentions:
            found[span][page.told.measures[measure.id]] = None
    for span, means in found.items():
        _mention(page, span, means)


def _mention(page: Page, span: Span, means: Mapping[str, float | None]) -> None:
    """One phrase. What means several things at once ("both resolutions") refers to each in a wider sense only."""
    path = page.graph.passage(page.path, span, page.text, PHRASE)
    if len(means) > 1:
        page.graph.link(path, ITSRDF.taIdentRef, *means)
        return
    for thing, sure in means.items():
        page.graph.type(path, KGO.Mention)
        page.graph.link(path, KGO.refersTo, thing)
        page.graph.add(path, KGO.confidence, confidence(sure) if sure is not None else None)

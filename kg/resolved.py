"""The values that leave resolution: what all articles together say, and what each of them says in terms of it.

    Document ─resolve─> Facts ─emit─> triples

The conventions of `kg.types` hold here too: half-open spans in code points, dates as long as they are precise, None for
what the text does not tell. Things are named by their path, the IRI relative to the base of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.types import (
    Agent,
    Basis,
    DateValue,
    Document,
    Findings,
    Issue,
    MeasureKind,
    Polarity,
    RecognitionObject,
    Span,
    Stance,
    Verdict,
    Why,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One article's report of a measure, and why it was taken to be of the shared one.

    `article` is the article's path, `id` the local id there; `score` is the agreement from 0 to 1.
    """

    article: str
    id: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A measure as all articles together know it. `path` is its relative IRI; `links` are its reports, one or more.

    `adopted`: some article says that it was.
    """

    path: str
    label: str
    kind: MeasureKind
    body: Agent | None
    subject: tuple[str, ...]
    links: tuple[Link, ...]
    related: tuple[str, ...] = ()
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class IssueFact:
    """A question on which one can take a side. `issue` is None for one known by the words of a text alone."""

    path: str
    label: str
    issue: Issue | None = None
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value that one article gives a thing: what becomes an assertion.

    `property` and a value that is a concept are local names of the vocabulary; dates and figures are as written.
    `earliest` and `latest` are the days that bound a date. `words` is the expression that carried the value; `said` is a
    hash of the sentences' words: what several articles tell in the same words was told once. `corrects`: the sentence
    says that it puts right what was reported before. `when` is the day, month or year of what is told, where the thing
    itself has none: of a recognition, which may be given, withheld and withdrawn.
    """

    subject: str
    property: str
    value: str
    article: str
    sentences: tuple[Span, ...]
    basis: Basis = "stated"
    words: str = ""
    confidence: float = 1.0
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    reason: str = ""
    rule: str = ""
    cue: str = ""
    said: str = ""
    corrects: bool = False
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one value that all reports together give a thing; `earliest` and `latest` bound a date."""

    subject: str
    property: str
    value: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Reports that give a single-valued property different values, the one preferred, why, and what to make of it."""

    subject: str
    property: str
    values: tuple[Value, ...]
    preferred: Value
    rationale: str
    verdict: Verdict = "conflict"


@dataclass(frozen=True, slots=True)
class PositionFact:
    """One report of a holder's side on one target. `target` is a path: of an issue, a measure or an agent.

    `text` is the target in the words of the article. `decision`: it is made known by a decision on this measure.
    """

    holder: Agent
    stance: Stance
    target: str
    text: str
    act: str
    why: Why
    on_behalf: Agent | None = None
    date: DateValue | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class ProvisionFact:
    """One report of what a measure asks, reaffirms or condemns. `measure` and `concerns` are paths."""

    measure: str
    polarity: Polarity
    act: str
    why: Why
    concerns: str | None = None
    addressee: Agent | None = None
    content: Span | None = None
    others: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognitionFact:
    """Whether one recognises another: a state of affairs that several articles may report. Agents are paths."""

    path: str
    label: str
    recognizer: str
    recognized: str
    object: RecognitionObject


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """Who decided on what: `measure` and `body` are paths. `vote`: some article gives figures or speaks of a vote."""

    path: str
    measure: str
    body: str
    vote: bool


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """An office in which a person spoke, under the title that an article gives it. `person` and `body` are paths."""

    path: str
    person: str
    body: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What one article says, told in terms of the shared things. `measures` maps its local ids to paths.

    `decisions`, `recognitions` and `issues` are parallel to the findings' decisions, recognitions and statements: the
    path of each decision, of each `RecognitionFact`, and of the issue that each statement is about, if any. `values`
    are those that the article reports, each once for the same words.
    """

    path: str
    document: Document
    measures: Mapping[str, str]
    positions: tuple[PositionFact, ...]
    provisions: tuple[ProvisionFact, ...]
    decisions: tuple[str, ...]
    recognitions: tuple[str, ...]
    issues: tuple[str | None, ...]
    values: tuple[Value, ...]

    @property
    def findings(self) -> Findings:
        """What was read from the article."""
        return self.document.findings


@dataclass(frozen=True, slots=True)
class Facts:
    """All articles' findings made one: shared things, one chosen value each, disagreements, and what each article says.

    `articles` and `chosen` can be iterated again and again; they are worked out anew each time, one at a time, so that
    memory does not grow with what the articles say. `agents` maps every path that occurs in the findings to the agent
    it stands for: two spellings of a person lead to one. Everything is sorted by path, so that the order in which the
    articles came does not matter. `summary` counts reports for what articles say, things for measures and
    disagreements.
    """

    articles: Iterable[ArticleFacts]
    agents: Mapping[str, Agent]
    measures: tuple[MeasureFact, ...]
    issues: tuple[IssueFact, ...]
    recognitions: tuple[RecognitionFact, ...]
    decisions: tuple[DecisionFact, ...]
    offices: tuple[OfficeFact, ...]
    chosen: Iterable[Chosen]
    disagreements: tuple[Disagreement, ...]
    summary: Mapping[str, int]

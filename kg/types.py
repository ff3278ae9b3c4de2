"""The values that travel between stages: one frozen type per arrow (until there are articles: `kg.inputs`; what
resolution makes of them: `kg.resolved`).

    Source ─parse─> Article ─extract─> Findings ─ledger─> Document ─resolve─> Facts ─emit─> quads

Conventions that hold everywhere:

* A `Span` is half-open and counts Unicode code points of `Article.text`, the text as it was given (header included).
* A date is an ISO string whose length is its precision: "2020-11-25", "2020-11" or "2020". Weeks do not occur.
* `None` means "the text does not tell"; it never means "no".
* Names of agents are in the one form of the facts format ("Senate of France"); `Agent.path` is the relative IRI.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.inputs import Article as Article
from kg.inputs import InputOptions as InputOptions
from kg.inputs import Lost as Lost
from kg.inputs import Problem as Problem
from kg.inputs import Publication as Publication
from kg.inputs import Severity as Severity
from kg.inputs import Source as Source
from kg.inputs import Span as Span

Stance = Literal["supports", "opposes", "abstains"]
Polarity = Literal["supports", "opposes", "neutral"]
Outcome = Literal["adopted", "rejected", "vetoed", "scheduled", "other"]
MeasureKind = Literal["resolution", "motion", "bill", "treaty", "appointment", "budget", "amendment", "other"]
TargetKind = Literal["measure", "recognition", "actor", "action", "other"]
RecognitionState = Literal["recognises", "does-not-recognise", "will-recognise", "withdraws", "calls-for"]
RecognitionObject = Literal["state", "government", "genocide", "sovereignty", "other"]
AgentKind = Literal["state", "government", "ministry", "chamber", "party", "person", "organisation", "people", "other"]
Basis = Literal["stated", "relative", "inferred"]
#: "conflict": not all can be right; "compatible": all can, one is more precise; "superseded": a later report puts the
#: others right, or tells of a later time; "different": so far apart that they hardly tell of one vote.
Verdict = Literal["conflict", "compatible", "superseded", "different"]
MentionKind = Literal["name", "adjective", "demonym", "metonym", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day, month or year and how it was got.

    `value` is as precise as the text allows; `earliest` and `latest` are the days that bound it; `anchor` is the day a
    relative expression was counted from; `span` is where the words stand.
    """

    value: str
    earliest: str
    latest: str
    basis: Basis
    span: Span | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The day that relative dates in an article are counted from, and the passages that force an inferred one."""

    date: str | None
    basis: Literal["stated", "inferred", "none"]
    evidence: tuple[Span, ...] = ()
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts or speaks: an entity of the gazetteer, one composed from it, or a name minted as it stands.

    `path` is the relative IRI ("body/france/senate", "person/jean-yves-le-drian"); `polity` is a code of the facts
    format. `of` is the path of the polity itself ("state/france"), if known.
    """

    path: str
    name: str
    kind: AgentKind
    polity: str | None = None
    of: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or refer to an entity, with the link chosen and how sure it is.

    `kind` says what words they are: "French" is an adjective, "Paris" for France a metonym, "the ministry" nominal.
    `qid` is the Wikidata id if the gazetteer has it.
    """

    span: Span
    agent: Agent
    confidence: float = 1.0
    kind: MentionKind = "name"
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that tell a time. `value` is an ISO day, month, year or week ("2020-W47"), None if that cannot be told."""

    span: Span
    value: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Issue:
    """A question on which one can take a side. `recognizer` None: recognition by anyone.

    `recognized` is the thing whose recognition is in question; `object` says as what.
    """

    recognized: Agent
    recognizer: Agent | None = None
    object: RecognitionObject = "state"


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one vote. Each is None unless stated or strictly implied; `total` counts members voting.

    `spans` gives the words behind each figure, by field name. `bare`: for and against stand as "X–Y" without words that
    say which is which, so that the outcome may turn them round.
    """

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    total: int | None = None
    unanimous: bool = False
    span: Span | None = None
    spans: tuple[tuple[str, Span], ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What one article says of one measure: an article-local discourse referent, later merged across articles.

    `id` is local ("m1"). `subject` holds the content words that tell it from another of the same body and time.
    `mentions` are all the places that refer to it. `adopted` is False for a measure that was rejected or lies ahead.
    """

    id: str
    kind: MeasureKind
    body: Agent | None
    date: DateValue | None
    subject: tuple[str, ...]
    mentions: tuple[Span, ...]
    about: str = ""
    binding: bool | None = None
    binding_span: Span | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the lexicon as a rule used it: the form met, its frame and act, its name ("adopt-v") and file."""

    form: str
    frame: str
    act: str = ""
    name: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The clause that a fact was read from, and the entry of the lexicon that made its rule apply.

    `subjects` are those who act (of a passive: the "by" phrase). `verb` None: the fact was read from a noun or from a
    phrase. `entry` None: the rule needs no entry.
    """

    verb: Span | None = None
    subjects: tuple[Span, ...] = ()
    objects: tuple[Span, ...] = ()
    passive: bool = False
    negated: bool = False
    mood: str = "real"
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Where a fact stands and which rule found it: `evidence` the words, `sentence` the whole sentence around them.

    `trace` is for people who ask why; facts that differ in it alone are one. `confidence` is the extractor's own guess
    until it is replaced by the precision that was measured for the rule; `measured` is then (right, of) on the
    development sets, None for a guess.
    """

    evidence: Span
    sentence: Span
    rule: str
    confidence: float = 0.5
    cue: str = ""
    trace: Trace | None = field(default=None, compare=False)
    measured: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """What a position is about: the words, and what they refer to.

    `measures` are local ids; `issue` is set when the target is recognition; `agent` when it is an actor.
    """

    text: str
    kind: TargetKind
    span: Span | None = None
    measures: tuple[str, ...] = ()
    issue: Issue | None = None
    agent: Agent | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A deliberative body decides, or is about to decide, on a measure."""

    body: Agent
    measure: str
    kind: MeasureKind
    outcome: Outcome
    why: Why
    date: DateValue | None = None
    tally: Tally | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A holder's side on one target. `measure`: the adopted text that carries the position, if it is the body's own.

    `act` is the local name of a concept of the ontology's act scheme ("Condemn"). `on_behalf` is the body in whose
    office a person spoke.
    """

    holder: Agent
    stance: Stance
    target: Target
    act: str
    why: Why
    on_behalf: Agent | None = None
    measure: str | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """X does, does not, will recognise Y. `measure` is set if an adopted text calls for it or does it."""

    recognizer: Agent
    recognized: Agent
    object: RecognitionObject
    status: RecognitionState
    why: Why
    measure: str | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech or writing. `content` is what is said, without the cue; `source` names the speaker in the text.

    `measure` is set when the speaker is a measure ("the resolution states"): `speaker` is then the body that adopted
    it, or None if the text does not tell which. `act` is the kind of speech act, `medium` how it reached the public.
    """

    speaker: Agent | None
    content: Span
    cue: str
    quote: bool
    polarity: Polarity
    why: Why
    source: Span | None = None
    cue_span: Span | None = None
    role: str | None = None
    on_behalf: Agent | None = None
    addressee: Agent | None = None
    measure: str | None = None
    about: Issue | None = None
    date: DateValue | None = None
    medium: str = "unspecified"
    act: str = "Say"


@dataclass(frozen=True, slots=True)
class Demand:
    """Someone asks someone to do something. With `measure` set it is a provision of that measure.

    `by` None with `measure` set: the text itself asks ("the resolution calls on ..."). `issue` is set when what is
    asked is recognition; `polarity` then says whether for it or against it ("calls on X not to recognise Y"). `others`
    are those of whom the same is asked in the same words ("calls on X and Y").
    """

    by: Agent | None
    addressee: Agent | None
    content: Span
    act: str
    why: Why
    measure: str | None = None
    issue: Issue | None = None
    date: DateValue | None = None
    polarity: Polarity = "supports"
    others: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class DiplomaticAct:
    """A formal act between states that is more than words: a summons, a note of protest, a recall."""

    actor: Agent
    act: str
    why: Why
    addressee: Agent | None = None
    target: Target | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that extraction read from one article. Order: by place in the text.

    `mentions` are the phrases that refer to agents. `entities` are they and, besides, every word that the gazetteer
    links (adjectives, capitals), without names inside longer names; `times` are all time expressions; `thoughts` are
    beliefs and plans, attributed but not said. These layers are for people and for measuring; no fact is read from
    them.
    """

    article: Article
    published: Published
    sentences: tuple[Span, ...] = ()
    measures: tuple[Measure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    positions: tuple[Position, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    statements: tuple[Statement, ...] = ()
    thoughts: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    acts: tuple[DiplomaticAct, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateValue, ...] = ()
    entities: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it is kept between builds: what was read from it, and where it was published (one or more, sorted).

    `original` is the path of the article that this one is a near-copy of, its own if it copies none; "" if that was not
    looked for.
    """

    findings: Findings
    publications: tuple[Publication, ...]
    original: str = ""

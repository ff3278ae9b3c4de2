"""One article's graph while it is being written: its text, its agents, and what every record in it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.emit.terms import Graph, confidence, day, string, term
from kg.resolved import ArticleFacts, PositionFact
from kg.types import Agent, DateValue, Span, Why
from kg.vocabulary import ACTS, KGO


@dataclass(frozen=True, slots=True)
class Page:
    """An article, the graph that it is written into, and the agents and issues that all articles share.

    `positions` maps each of the article's positions to its path.
    """

    graph: Graph
    told: ArticleFacts
    agents: Mapping[str, Agent]
    positions: dict[str, PositionFact] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The article's path."""
        return self.told.path

    @property
    def text(self) -> str:
        """The article's text as given."""
        return self.told.findings.article.text

    @property
    def published(self) -> str | None:
        """The day that the article counts from, if known."""
        return self.told.findings.published.date

    def agent(self, agent: Agent | None) -> str | None:
        """The path of an agent, or of the one that it is another spelling of."""
        return self.agents.get(agent.path, agent).path if agent else None

    def measure(self, local: str | None) -> str | None:
        """The path of a measure known by its local id."""
        return self.told.measures.get(local) if local else None

    def words(self, span: Span) -> str:
        """The words at a place, on one line."""
        return " ".join(span.of(self.text).split())

    def passage(self, span: Span) -> str:
        """The passage at a place, written if it is not yet."""
        return self.graph.passage(self.path, span, self.text)

    def evidence(self, path: str, why: Why) -> None:
        """The sentence in which this article tells of something that others may tell of too."""
        self.graph.link(path, KGO.evidence, self.passage(why.sentence))

    def record(self, path: str, why: Why, cls: str) -> None:
        """What every record of this article has: class, sentence, the rule that found it and how sure that is."""
        self.graph.type(path, cls)
        self.evidence(path, why)
        self.graph.add(path, KGO.confidence, confidence(why.confidence))
        self.graph.add(path, KGO.rule, string(why.rule))
        self.graph.add(path, KGO.cue, string(why.cue))

    def act(self, path: str, act: str) -> None:
        """What kind of act it is; one that the vocabulary lacks is speech of some kind."""
        self.graph.add(path, KGO.act, term(ACTS.get(act, KGO.Say)))

    def dated(self, path: str, when: DateValue | None) -> None:
        """When it happened; if the article does not say, no later than the article."""
        if when:
            self.graph.add(path, KGO.date, day(when.value))
            self.graph.add(path, KGO.earliestDate, day(when.earliest))
            self.graph.add(path, KGO.latestDate, day(when.latest))
        else:
            self.graph.add(path, KGO.latestDate, day(self.published))

    def when(self, when: DateValue | None) -> str:
        """A step of an IRI that says when: the date, or the bound that the article sets."""
        return when.value if when else f"by-{self.published}" if self.published else "undated"

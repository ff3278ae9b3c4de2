"""The questions on which sides are taken: recognition by pattern, everything else by the words of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from kg import iri
from kg.resolved import IssueFact
from kg.types import Agent, Issue

WORDS = """
    a an the this that these those it its he him his she her they them their such so one some any all
    move step decision measure action act issue matter idea plan call
"""
#: Words that say nothing by themselves: a target of such words alone is bound to its place in its article.
EMPTY = frozenset(WORDS.split())
ORGANS = frozenset({"government", "ministry"})
Named = Callable[[str], str]


class Issues:
    """Mints issues as they come up and remembers them. `named` gives the words for a path inside a sentence."""

    def __init__(self, agents: Mapping[str, Agent], named: Named) -> None:
        self._agents = agents
        self._named = named
        self._known: dict[str, IssueFact] = {}

    def recognition(self, issue: Issue) -> str:
        """The path of a recognition issue; the general one (by anyone) is minted with it as its broader one."""
        issue = self.settled(issue)
        general = self._mint(replace(issue, recognizer=None), None)
        return self._mint(issue, general) if issue.recognizer else general

    def settled(self, issue: Issue) -> Issue:
        """The issue between the agents that all articles share; a government recognises for its polity."""
        return replace(
            issue,
            recognized=self.agent(issue.recognized),
            recognizer=self.recognizer(issue.recognizer) if issue.recognizer else None,
        )

    def recognizer(self, agent: Agent) -> Agent:
        """Who recognises: the polity where the text names its government or a ministry."""
        agent = self.agent(agent)
        if agent.kind in ORGANS and agent.of:
            polity = Agent(agent.of, self._named(agent.of), "state", agent.polity, agent.of, agent.known)
            return self._agents.get(agent.of, polity)
        return agent

    def worded(self, text: str, place: str) -> str:
        """The path of an issue known by the words of a text; `place` makes it this article's own if they say nothing.

        Also for words that name an agent or a measure that could not be told.
        """
        label = clean(text)
        path = iri.issue(label)
        if all(word in EMPTY for word in label.lower().split()):
            path = f"{path}-{iri.digest(place, 6)}"
        self._known.setdefault(path, IssueFact(path, label))
        best = min(self._known[path].label, label)
        self._known[path] = replace(self._known[path], label=best)
        return path

    def all(self) -> tuple[IssueFact, ...]:
        """The issues minted so far, by path."""
        return tuple(self._known[path] for path in sorted(self._known))

    def agent(self, agent: Agent) -> Agent:
        """The agent that all articles share."""
        return self._agents.get(agent.path, agent)

    def _mint(self, issue: Issue, broader: str | None) -> str:
        slug = f"recognition-of-{iri.tail(issue.recognized.path)}"
        if issue.object != "state" and issue.object not in slug:
            slug += f"-as-{issue.object}"
        if issue.recognizer:
            slug += f"-by-{iri.tail(issue.recognizer.path)}"
        path = f"issue/{slug}"
        self._known.setdefault(path, IssueFact(path, self.label(issue), issue, broader))
        return path

    def label(self, issue: Issue) -> str:
        """What the recognition of one by another, or by anyone, is called."""
        label = f"Recognition of {self._named(issue.recognized.path)}"
        return f"{label} by {self._named(issue.recognizer.path)}" if issue.recognizer else label


def clean(text: str) -> str:
    """Words of a text as a label: one line, no quotation marks around it, no article in front, no full stop.

    >>> clean(' “the withdrawal\\n of troops.” ')
    'withdrawal of troops'
    """
    line = re.sub(r"\s+", " ", text).strip(" \"'“”‘’«».,;:")
    return re.sub(r"^(?:the|a|an)\s+", "", line, flags=re.IGNORECASE) or line

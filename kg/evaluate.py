"""How right facts are: precision and recall against texts that people labelled, with confidence intervals.

    labelled facts ─┐
    facts found ────┴─compared─> one Result a text ─scores─> rates with intervals

Facts of one kind are paired one to one within a text, best pairs first. What makes two facts the same:

    decisions     polity, body (by name, or by the kind of body) and outcome
    positions     holder and stance, and the evidence overlaps
    recognitions  recogniser, recognised and status
    statements    speaker, and half of the labelled content is found, not by quoting everything
    demands       who asks, and the content likewise

Of the pairs it is then asked whether the vote figures, the day, the polarity, the target and the addressee are right.
Labelled passages may be words alone: they then stand for every place where these words occur.
"""

from __future__ import annotations

import functools
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from kg import gazetteer
from kg.errors import UsageError

Fact = Mapping[str, Any]
Labelled = Mapping[str, Any]
Place = tuple[int, int]

KINDS = ("decisions", "positions", "recognitions", "statements", "demands")
#: A kind counts for the mean over the kinds if this many facts of it are labelled.
ENOUGH = 5
ROUNDS = 1000
#: What a bare word may be that many names share.
COMMON = {
    "united", "states", "nations", "kingdom", "european", "national", "party", "house", "council", "assembly",
    "committee", "ministry", "government", "general", "foreign", "affairs", "office", "union", "parliament",
    "representatives",
}  # fmt: skip
#: Words that tell nothing.
STOP = {"the", "of", "and", "for", "a", "an", "in", "to", "s", "republic", "president", "prime", "minister", "mr", "ms"}
#: Words that tell the kind of a body, the most telling first.
BODIES = {
    "security council": "security council", "unsc": "security council", "general assembly": "general assembly",
    "unga": "general assembly", "european parliament": "european parliament", "ep": "european parliament",
    "committee": "committee", "senate": "upper", "lords": "upper", "federation council": "upper", "bundesrat": "upper",
    "rajya": "upper", "councillors": "upper", "house of representatives": "lower", "commons": "lower",
    "national assembly": "lower", "bundestag": "lower", "duma": "lower", "deputies": "lower", "lok sabha": "lower",
    "congress": "congress", "council": "council", "parliament": "lower", "assembly": "lower", "legislature": "lower",
    "knesset": "lower", "seimas": "lower", "saeima": "lower", "sejm": "lower", "riksdag": "lower", "storting": "lower",
    "rada": "lower",
}  # fmt: skip
STATE_KINDS = {"state", "government", "ministry"}
STATE_WORDS = re.compile(
    r"\b(government|ministry|foreign office|state department|department of state|cabinet|kremlin|white house|"
    r"administration)\b"
)
SHORT = {"u.s.": "united states", "u.k.": "united kingdom", "u.n.": "united nations"}


class Result(NamedTuple):
    """One text compared: per kind (right, labelled, found), per detail (right, of), and the facts without a pair."""

    id: str
    counts: dict[str, tuple[int, int, int]]
    details: dict[str, tuple[int, int]]
    missed: tuple[tuple[str, Fact], ...]
    wrong: tuple[tuple[str, Fact], ...]
    right: tuple[tuple[str, Fact], ...]


# --- names ----------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A name without case and accents.

    >>> folded("U.S. Cámara")
    'united states camara'
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    for short, full in SHORT.items():
        text = text.replace(short, full)
    return text


def tokens(name: str | None) -> set[str]:
    """The words of a name that tell it from others."""
    return set(re.findall(r"[a-z0-9]+", folded(name or ""))) - STOP


def similar(one: str | None, other: str | None) -> bool:
    """Half the words of the shorter name are in the other, and not only words that many names share.

    >>> similar("Jean-Yves Le Drian", "Le Drian"), similar("House of Commons", "House of Representatives")
    (True, False)
    """
    x, y = tokens(one), tokens(other)
    if not x or not y or len(x & y) * 2 < min(len(x), len(y)):
        return False
    return bool((x & y) - COMMON) or x <= y or y <= x


def code(polity: str | None) -> str | None:
    """A polity's code whatever its case; None for none."""
    return (polity or "").strip().upper() or None


def body_kind(name: str | None) -> str | None:
    """What kind of body a name tells of: "Senate of Chile" and "upper house" are not told apart by name.

    >>> body_kind("Senate of Chile"), body_kind("Chile")
    ('upper', None)
    """
    return next((kind for word, kind in BODIES.items() if word in folded(name or "")), None)


def is_state(name: str | None, polity: str | None, kind: str | None) -> bool:
    """True for the state as an actor: the state itself, its government, a ministry."""
    if kind:
        return kind in STATE_KINDS
    text = folded(name or "")
    return bool(STATE_WORDS.search(text)) or text.removeprefix("the ") in state_names(code(polity))


@functools.lru_cache(maxsize=1000)
def state_names(polity: str | None) -> frozenset[str]:
    """The names of the polity with this code."""
    entity = gazetteer.load().by_code(polity) if polity else None
    return (
        frozenset(map(folded, (entity.name, entity.label, *entity.aliases)))
        if entity and entity.is_polity
        else frozenset()
    )


def agent(labelled: Fact, found: Fact, key: str, kind: bool = False) -> float:
    """How well two agents agree, from 0 to 1; nobody agrees with nobody only."""
    name, other = labelled.get(key), found.get(key)
    if not name or not other:
        return float(not name and not other)
    place, elsewhere = code(labelled.get(f"{key}_polity")), code(found.get(f"{key}_polity"))
    same_place = place is not None and place == elsewhere
    if similar(name, other):
        return float(same_place or not place or not elsewhere)
    if not same_place:
        return 0.0
    if body_kind(name) and body_kind(name) == body_kind(other):
        return 0.9
    kinds = [fact.get(f"{key}_kind") if kind else None for fact in (labelled, found)]
    return 0.8 if is_state(name, place, kinds[0]) and is_state(other, place, kinds[1]) else 0.0


# --- places ---------------------------------------------------------------------------------------------------------


def places(passage: Any, text: str) -> list[Place]:
    """Where a passage stands: by its offsets, or wherever its words occur.

    >>> places("no", "no, no")
    [(0, 2), (4, 6)]
    """
    if isinstance(passage, Mapping):
        return [(int(passage["start"]), int(passage["end"]))]
    return [match.span() for match in re.finditer(re.escape(passage), text)] if passage else []


def overlap(labelled: Any, found: Any, text: str) -> tuple[float, float]:
    """The share of the labelled passage that is found, and the share of what is found that is labelled."""
    best = (0.0, 0.0)
    for start, end in places(labelled, text):
        for left, right in places(found, text):
            shared = min(end, right) - max(start, left)
            if shared > 0:
                best = max(best, (shared / (end - start), shared / (right - left)))
    return best


# --- what makes a pair ----------------------------------------------------------------------------------------------


def figures(decision: Fact) -> tuple[int | None, ...]:
    """Votes for, against, abstaining. After "unanimously" none against and nothing said of it are the same."""
    against = decision.get("against")
    return (
        decision.get("for"),
        None if decision.get("unanimous") and not against else against,
        decision.get("abstain"),
    )


def _decision(labelled: Fact, found: Fact, text: str) -> float:
    kinds = body_kind(labelled["body"]), body_kind(found.get("body"))
    same_body = kinds[0] == kinds[1] if all(kinds) else similar(labelled["body"], found.get("body"))
    same_place = code(labelled.get("polity")) == code(found.get("polity"))
    if not (same_place and same_body and labelled["outcome"] == found.get("outcome")):
        return 0
    same_figures = sum(a == b for a, b in zip(figures(labelled), figures(found), strict=True))
    return 1 + same_figures + overlap(labelled["evidence"], found.get("evidence"), text)[0]


def _position(labelled: Fact, found: Fact, text: str) -> float:
    sure = agent(labelled, found, "holder", kind=True)
    covered, used = overlap(labelled["evidence"], found.get("evidence"), text)
    same = sure and labelled["stance"] == found.get("stance") and covered >= 0.5 and used >= 0.1
    return sure + covered if same else 0


def _recognition(labelled: Fact, found: Fact, text: str) -> float:
    sure = agent(labelled, found, "recognizer")
    same = similar(labelled["recognized"], found.get("recognized")) and labelled["status"] == found.get("status")
    return sure + (labelled.get("object") == found.get("object")) if sure and same else 0


def _said(key: str, labelled: Fact, found: Fact, text: str) -> float:
    sure = agent(labelled, found, key)
    covered, used = overlap(labelled["content"], found.get("content"), text)
    return sure + covered if sure and covered >= 0.5 and used >= 0.3 else 0


AGREE: dict[str, Callable[[Fact, Fact, str], float]] = {
    "decisions": _decision,
    "positions": _position,
    "recognitions": _recognition,
    "statements": functools.partial(_said, "speaker"),
    "demands": functools.partial(_said, "by"),
}


def paired(kind: str, labelled: Sequence[Fact], found: Sequence[Fact], text: str) -> list[tuple[int, int]]:
    """Indices of the facts that are the same, each used once, the best pairs first."""
    agreed = [(-AGREE[kind](a, b, text), i, j) for i, a in enumerate(labelled) for j, b in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(agreed):
        if score < 0 and all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


# --- what is asked of pairs -----------------------------------------------------------------------------------------


def _figures(labelled: Fact, found: Fact) -> Iterator[tuple[str, bool]]:
    want, have = figures(labelled), figures(found)
    if any(value is not None for value in want):
        yield "figures", want == have
    else:
        yield "no figures", not any(value is not None for value in have)


def _day(labelled: Fact, found: Fact) -> Iterator[tuple[str, bool]]:
    want = labelled.get("date")
    yield ("day", want == found.get("date")) if want else ("no day", not found.get("date"))


def _polarity(labelled: Fact, found: Fact) -> Iterator[tuple[str, bool]]:
    yield "polarity", labelled.get("polarity") == found.get("polarity")


def _target(labelled: Fact, found: Fact) -> Iterator[tuple[str, bool]]:
    if labelled.get("target"):
        yield "target", bool(tokens(labelled["target"]) & tokens(found.get("target")))


def _addressee(labelled: Fact, found: Fact) -> Iterator[tuple[str, bool]]:
    if labelled.get("addressee"):
        yield "addressee", similar(labelled["addressee"], found.get("addressee"))


ASKED: dict[str, tuple[Callable[[Fact, Fact], Iterator[tuple[str, bool]]], ...]] = {
    "decisions": (_figures, _day),
    "statements": (_polarity,),
    "positions": (_target,),
    "demands": (_addressee,),
}
#: What the details are called for people.
DETAILS = {
    "figures": "vote figures, where some are labelled",
    "no figures": "no figures, where none are labelled",
    "day": "day of the decision, where one is labelled",
    "no day": "no day, where none is labelled",
    "polarity": "polarity of the statement",
    "target": "target of the position",
    "addressee": "addressee of the demand",
}


# --- texts ----------------------------------------------------------------------------------------------------------


def compared(labelled: Labelled, found: Labelled, text: str) -> Result:
    """One text's facts compared with its labels."""
    counts: dict[str, tuple[int, int, int]] = {}
    details = dict.fromkeys(DETAILS, (0, 0))
    missed: list[tuple[str, Fact]] = []
    wrong: list[tuple[str, Fact]] = []
    right: list[tuple[str, Fact]] = []
    for kind in KINDS:
        wanted, had = labelled.get(kind) or [], found.get(kind) or []
        pairs = paired(kind, wanted, had, text)
        counts[kind] = len(pairs), len(wanted), len(had)
        missed += [(kind, fact) for i, fact in enumerate(wanted) if all(i != a for a, _ in pairs)]
        wrong += [(kind, fact) for j, fact in enumerate(had) if all(j != b for _, b in pairs)]
        right += [(kind, had[j]) for _, j in pairs]
        for name, ok in (a for i, j in pairs for ask in ASKED.get(kind, ()) for a in ask(wanted[i], had[j])):
            details[name] = details[name][0] + ok, details[name][1] + 1
    return Result(str(labelled["id"]), counts, details, tuple(missed), tuple(wrong), tuple(right))


def evaluate(labels: Iterable[Labelled], found: Mapping[str, Labelled], texts: Mapping[str, str]) -> list[Result]:
    """One result for each labelled text, in the order of the labels. `found` and `texts` are by id.

    Raises `UsageError` for labels without a text.
    """
    results = []
    for labelled in labels:
        name = str(labelled["id"])
        if name not in texts:
            raise UsageError(f'"{name}" is labelled, but there is no text of that id')
        results.append(compared(labelled, found.get(name, {}), texts[name]))
    return results


def errors(results: Iterable[Result], count: int) -> list[dict[str, Any]]:
    """The first facts that were missed or are wrong, at most `count`, with the text and the kind that they are of."""
    found = (
        {"id": result.id, "kind": kind, "error": what, "fact": dict(fact)}
        for result in results
        for what, facts in (("missed", result.missed), ("wrong", result.wrong))
        for kind, fact in facts
    )
    return list(islice(found, count))


# --- rates ----------------------------------------------------------------------------------------------------------


def rates(right: int, labelled: int, found: int) -> dict[str, float | None]:
    """Precision, recall and F1; None where nothing is labelled and nothing found.

    >>> rates(3, 4, 6)
    {'precision': 0.5, 'recall': 0.75, 'f1': 0.6}
    """
    total = labelled + found
    return {
        "precision": right / found if found else None,
        "recall": right / labelled if labelled else None,
        "f1": 2 * right / total if total else None,
    }


def scores(results: Sequence[Result], seed: int = 1, rounds: int = ROUNDS) -> dict[str, Any]:
    """Rates per kind, shares per detail, and their mean F1, each with its 95 % interval.

    The interval is the percentile bootstrap over texts (Efron 1979): texts are drawn with replacement as often as there
    are texts, `rounds` times, from a generator seeded with `seed`; facts of one text are not independent. The mean is
    over the kinds with at least `ENOUGH` labelled facts.
    """
    live = [kind for kind in KINDS if sum(r.counts[kind][1] for r in results) >= ENOUGH]
    drawn = random.Random(seed)
    samples = [_rated(drawn.choices(results, k=len(results)), live) for _ in range(rounds if results else 0)]
    value: dict[str, Any] = {"texts": len(results)}
    for name, rated in _rated(results, live).items():
        value[name] = dict(rated)
        for rate in rated.keys() & {"precision", "recall", "f1", "share"}:
            value[name][f"{rate}_95"] = interval([s[name][rate] for s in samples])
    return value


def _rated(results: Sequence[Result], live: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The rates of some texts taken together."""
    value: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        right, labelled, found = (sum(column) for column in zip(*(r.counts[kind] for r in results), strict=True))
        value[kind] = {"right": right, "labelled": labelled, "found": found, **rates(right, labelled, found)}
    told = [value[kind]["f1"] for kind in live if value[kind]["f1"] is not None]
    value["macro"] = {"f1": sum(told) / len(told) if told else None}
    for name in DETAILS:
        right, of = (sum(column) for column in zip(*(r.details[name] for r in results), strict=True))
        value[name] = {"right": right, "of": of, "share": right / of if of else None}
    return value


def interval(values: Sequence[float | None], level: float = 0.95) -> tuple[float, float] | None:
    """The middle part of some values, by their order; those that could not be told are left out.

    >>> interval([n / 100 for n in range(101)])
    (0.02, 0.98)
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    cut = int(len(known) * (1 - level) / 2)
    return known[cut], known[-1 - cut]

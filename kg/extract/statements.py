"""Statements: reported speech and writing, direct or indirect, with its source, cue and content.

The three parts are those of the attribution corpora (source, cue, content: Pareti 2012). Each reader knows one shape:
"X said that ...", '"...," X said', "according to X, ...", "X accused Y of ...", "X called it 'historic'", "in a
statement", and quoted sentences that go on without a cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import quotes
from kg.types import Agent, Polarity, Span, Statement, Why

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.clauses import Clause
    from kg.extract.reading import Reading
    from kg.lexicon import Sense


def find(reading: Reading) -> tuple[Statement, ...]:
    """The statements an article reports, in text order."""
    found: list[Statement] = []
    for clause in reading.clauses:
        for reader in (_says, _accuses, _names, _expresses):
            statements = list(reader(reading, clause))
            if statements:
                found += statements
                break
    found += _according(reading)
    found += _continued(reading, found)
    return tuple(sorted(_without_repeats(found), key=lambda s: (s.content, s.why.evidence)))


# --- shapes -----------------------------------------------------------------------------------------------------


def _says(reading: Reading, clause: Clause) -> Iterator[Statement]:
    for sense, _ in reading.senses(clause, "speech"):
        content = _content(reading, clause, sense)
        if content is None or (clause.negated and sense.act != "Deny"):
            continue
        if "weak" in sense.only and not _clausal(reading, clause, content):
            continue
        yield from _statements(reading, clause, sense, content, "say")
        return


def _content(reading: Reading, clause: Clause, sense: Sense) -> Span | None:
    """What is said: the complement clause, the quotation around the cue, or the object for verbs that allow it."""
    for slot in sense.content:
        if slot == "clause" and clause.ccomp:
            return _complement(reading, clause)
        if slot == "quote":
            quoted = _quoted_beside(reading, clause)
            if quoted is not None:
                return quoted
        if slot == "xcomp" and clause.xcomp:
            return reading.subtree(clause.xcomp[0])
        if slot == "obj" and clause.objects:
            return _object(reading, clause)
    return None


def _complement(reading: Reading, clause: Clause) -> Span:
    """The complement clause (with those coordinated), without a leading "that", a full stop, or the cue itself."""
    verb = clause.ccomp[0]
    span = reading.between(verb.left_edge, verb.right_edge)
    cue = clause.verb.idx
    if span.start < cue < span.end:  # the cue stands inside what is said: "..., he said, ..."
        edge = max(
            (t for t in verb.subtree if t.idx < cue and not _of_cue(t, clause)),
            key=lambda t: t.i,
            default=verb,
        )
        span = reading.between(verb.left_edge, edge)
    return _trimmed(reading, span)


def _of_cue(token: Token, clause: Clause) -> bool:
    return clause.verb.is_ancestor(token) and not any(
        c.is_ancestor(token) or c.i == token.i for c in clause.ccomp
    )


def _trimmed(reading: Reading, span: Span) -> Span:
    text = span.of(reading.text)
    for lead in ("that ", "That "):
        if text.startswith(lead):
            span = Span(span.start + len(lead), span.end)
    span = _close_quotes(reading, span)
    if span.of(reading.text).endswith(".") and not quotes.has_quote(reading.quotes, span):
        span = Span(span.start, span.end - 1)
    return span


def _close_quotes(reading: Reading, span: Span) -> Span:
    """Widen to the marks of a quotation that the span cuts; a span that is one quotation loses its marks."""
    for quote in reading.quotes:
        if quote.span.overlaps(span) and not span.covers(quote.span) and span.covers(quote.inner):
            span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
    return span


def _quoted_beside(reading: Reading, clause: Clause) -> Span | None:
    """The quotation in the cue's sentence, or that ends just before it ('"... ." The ministry said.')."""
    sentence = reading.sentence(clause.verb)
    near = [
        q for q in reading.quotes if q.depth == 0 and q.span.overlaps(Span(sentence.start - 2, sentence.end))
    ]
    near = [q for q in near if not (q.span.start <= clause.verb.idx < q.span.end)]
    long = [q for q in near if len(q.inner.of(reading.text).split()) >= 3]
    return min(long, key=lambda q: abs(q.span.start - clause.verb.idx)).inner if long else None


def _object(reading: Reading, clause: Clause) -> Span | None:
    token = clause.objects[0]
    return _trimmed(reading, reading.subtree(token)) if token.tag_.startswith("NN") else None


def _clausal(reading: Reading, clause: Clause, content: Span) -> bool:
    return bool(clause.ccomp) or quotes.inside(reading.quotes, content) is not None


def _accuses(reading: Reading, clause: Clause) -> Iterator[Statement]:
    sense = reading.sense(clause, "accuse")
    if sense is None or clause.negated:
        return
    tail = [t for prep in ("of", "for", "on") for t in clause.preps.get(prep, ())]
    if not tail:
        return
    content = _trimmed(reading, reading.subtree(tail[0]))
    yield from _statements(reading, clause, sense, content, "accuse")


def _names(reading: Reading, clause: Clause) -> Iterator[Statement]:
    """ "calling it 'historic'", "described the move as a crackdown": what it is called is the content."""
    sense = reading.sense(clause, "naming")
    if sense is None or clause.negated:
        return
    verb = clause.verb
    named = [c for c in verb.children if c.dep_ in ("oprd", "attr", "xcomp", "ccomp") and c.i > verb.i]
    named += [t for t in clause.preps.get("as", ())]
    if not named or (
        verb.lemma_ not in _STRONG and not quotes.has_quote(reading.quotes, reading.subtree(named[0]))
    ):
        return
    start = (
        clause.objects[0]
        if clause.objects and not clause.passive and clause.objects[0].i > verb.i
        else named[0]
    )
    content = _trimmed(reading, reading.between(start.left_edge, named[0].right_edge))
    yield from _statements(reading, clause, sense, content, "name")


_STRONG = {
    "call",
    "describe",
    "brand",
    "label",
    "dub",
    "denounce",
    "condemn",
    "hail",
    "praise",
    "dismiss",
    "slam",
    "criticise",
    "criticize",
    "characterize",
}


def _expresses(reading: Reading, clause: Clause) -> Iterator[Statement]:
    sense = reading.sense(clause, "express")
    if sense is None or not clause.objects:
        return
    token = clause.objects[0]
    stance = reading.noun(token, "stance")
    tail = [t for c in token.children if c.dep_ == "prep" for t in c.children if t.dep_ in ("pobj", "pcomp")]
    span = reading.subtree(tail[0]) if tail else reading.subtree(token)
    polarity: Polarity = stance.polarity if stance is not None else "neutral"  # type: ignore[assignment]
    yield from _statements(reading, clause, sense, _trimmed(reading, span), "express", polarity)


def _according(reading: Reading) -> Iterator[Statement]:
    """ "According to X, ...": the rest of the sentence is what X says."""
    for token in reading.doc:
        if token.lower_ != "according" or token.i + 2 >= len(reading.doc) or token.nbor(1).lower_ != "to":
            continue
        to = token.nbor(1)
        source = next(
            (t for t in reading.doc[to.i + 1 : to.sent.end] if t.dep_ in ("pobj",) and to.is_ancestor(t)),
            None,
        )
        agent = reading.discourse.agent(source) if source is not None else None
        measures = reading.discourse.measure(source) if source is not None else ()
        if source is None or (agent is None and not measures):
            continue
        yield _according_to(reading, token, source, agent, measures)


def _according_to(
    reading: Reading, cue: Token, source: Token, agent: Agent | None, measures: tuple[str, ...]
) -> Statement:
    sentence = reading.sentence(cue)
    phrase = reading.between(cue, source.right_edge)
    before, after = Span(sentence.start, phrase.start), Span(phrase.end, sentence.end)
    rest = after if after.end - after.start > before.end - before.start else before
    content = _bare(reading, rest)
    why = Why(sentence, sentence, "statement.according", 0.8, "according to")
    return _statement(reading, agent, measures, content, "according to", why, "neutral", source, phrase)


def _bare(reading: Reading, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and reading.text[start] in " ,\n\t":
        start += 1
    while end > start and reading.text[end - 1] in " ,.\n\t":
        end -= 1
    return Span(start, end)


def _continued(reading: Reading, found: list[Statement]) -> Iterator[Statement]:
    """A sentence that is wholly a quotation, after a quoted statement: the same speaker goes on."""
    taken = [s.content for s in found]
    last: Statement | None = None
    for sentence in reading.sentences:
        here = [s for s in found if s.why.sentence.overlaps(sentence)]
        if here:
            last = here[-1] if any(s.quote for s in here) else None
            continue
        quote = quotes.inside(reading.quotes, Span(sentence.start + 1, sentence.start + 2))
        if last is None or quote is None or any(c.overlaps(sentence) for c in taken):
            last = None if quote is None else last
            continue
        inner = Span(max(sentence.start, quote.inner.start), min(sentence.end, quote.inner.end))
        if inner.end - inner.start < 10:
            continue
        why = Why(sentence, sentence, "statement.continued", 0.6, last.cue)
        yield Statement(
            last.speaker,
            inner,
            last.cue,
            True,
            last.polarity,
            why,
            role=last.role,
            measure=last.measure,
            on_behalf=last.on_behalf,
        )


# --- parts ------------------------------------------------------------------------------------------------------


def _statements(
    reading: Reading, clause: Clause, sense: Sense, content: Span, rule: str, polarity: Polarity | None = None
) -> Iterator[Statement]:
    """One statement for each speaker."""
    side: Polarity = polarity or sense.polarity or "neutral"  # type: ignore[assignment]
    for token in clause.subjects:
        if quotes.inside(reading.quotes, Span(token.idx, token.idx + 1)) and not quotes.inside(
            reading.quotes, content
        ):
            continue
        agent, measures = reading.discourse.agent(token), reading.discourse.measure(token)
        if agent is None and not measures:
            continue
        why = reading.why(clause, f"statement.{rule}")
        yield _statement(
            reading,
            agent,
            measures,
            content,
            clause.verb.lemma_,
            why,
            side,
            token,
            Span(clause.verb.idx, clause.verb.idx + len(clause.verb.text)),
        )


def _statement(
    reading: Reading,
    agent: Agent | None,
    measures: tuple[str, ...],
    content: Span,
    cue: str,
    why: Why,
    polarity: Polarity,
    source: Token,
    cue_span: Span,
) -> Statement:
    body = reading.discourse.measures[measures[0]].body if measures else None
    return Statement(
        speaker=agent or body,
        content=content,
        cue=cue,
        quote=quotes.has_quote(reading.quotes, Span(content.start - 1, content.end + 1)),
        polarity=polarity,
        why=why,
        source=reading.subtree(source),
        cue_span=cue_span,
        role=reading.discourse.role(source),
        on_behalf=reading.office(source),
        measure=measures[0] if measures and agent is None else None,
    )


def _without_repeats(found: list[Statement]) -> Iterator[Statement]:
    seen: set[tuple[object, Span]] = set()
    for statement in found:
        key = (statement.speaker.path if statement.speaker else None, statement.content)
        if key not in seen:
            seen.add(key)
            yield statement

"""One article, read once: its parse, clauses, names, discourse, quotes and dates, which all extractors share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kg import gazetteer, lexicon
from kg.extract import idioms, traces
from kg.extract.clauses import Clause, Clauses
from kg.extract.discourse import Discourse
from kg.extract.names import Names
from kg.extract.prose import noise, quotes, topics
from kg.extract.prose.spacing import unwrapped
from kg.extract.times import dates
from kg.extract.tree import child
from kg.types import Agent, Article, DateValue, Findings, Published, Span, Why

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.extract.times.tense import Tense
    from kg.extract.times.timeexpressions import TimeExpression
    from kg.gazetteer import Entity
    from kg.lexicon import Sense

#: How far into an article its dateline may stand.
_HEAD = 2000
_TRIM = " \t\r\n,;:—–-"


#: Typographic marks to the plain ones the parser was trained on; one character each, so that offsets hold.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def prepared(article: Article) -> tuple[str, tuple[int, ...]]:
    """What the parser sees of an article: noise blanked one for one, and the offsets where sentences must start."""
    text = noise.blank(article.text, article.body)
    breaks = noise.breaks(text)
    starts = tuple(sorted({*breaks, *topics.ends(text)}))
    return unwrapped(text.translate(_PLAIN), breaks), starts


def unread(article: Article) -> Findings:
    """What is known of an article that is not parsed: its day."""
    if article.date is not None:
        return Findings(article, published(article))
    seen, _ = prepared(article)
    return Findings(article, published(article, seen, dates.find(seen)))


def published(article: Article, seen: str = "", expressions: tuple[TimeExpression, ...] = ()) -> Published:
    """The printed day, else the one that the text forces, else none; `expressions` are those of the text as `seen`."""
    if article.date is not None:
        evidence = (article.date_span,) if article.date_span is not None else ()
        return Published(article.date, "stated", evidence, "printed with the article")
    head = article.text[article.body : article.body + _HEAD]
    stated = dates.printed(" " * article.body + head, dates.find(head)) if noise.dateline(head) else None
    return stated or dates.infer_publication(seen, expressions)


def _home(article: Article) -> Entity | None:
    """The state that the article was written in, by its dateline; None if that is not told."""
    places = gazetteer.load().find(noise.dateline(article.text, article.body).title())
    named = sorted((hit for hit in places if hit.entities[0].kind == "state"), key=lambda hit: hit.kind != "name")
    return named[0].entities[0] if named else None


class Reading:
    """Everything known about one article before facts are read from it. Offsets are those of `article.text`."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article, self.doc, self.text = article, doc, article.text
        self.seen = doc.text  # what the parser saw; spaCy joins the words anew each time it is asked
        self.lexicon = lexicon.load()
        self.lookups = traces.Lookups()
        self._verbs: dict[int, tuple[tuple[Sense, str], ...]] = {}
        self._nouns: dict[int, tuple[Sense, ...]] = {}
        self._noun_tails = self.lexicon.tails("noun")
        self.quotes = quotes.find(article.text)
        self.expressions = dates.find(self.seen)
        self.clauses = Clauses(doc, self.lexicon)
        self.names = Names(doc, gazetteer.load(), self.lexicon, tuple(e.span for e in self.expressions))
        self.discourse = Discourse(doc, self.names, self.clauses, _home(article))

    @cached_property
    def published(self) -> Published:
        """The printed date, else the one the text forces, else none."""
        return published(self.article, self.seen, self.expressions)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, trimmed of white space; blank ones left out."""
        found = (self.trim(sent.start_char, sent.end_char) for sent in self.doc.sents)
        return tuple(span for span in found if span.start < span.end)

    # --- places -------------------------------------------------------------------------------------------------

    def trim(self, start: int, end: int) -> Span:
        """The stretch without white space at either end."""
        return _trimmed(self.seen, start, end, " \t\r\n\u00a0")

    def sentence(self, token: Token) -> Span:
        """The sentence of a token."""
        sent = token.sent
        return self.trim(sent.start_char, sent.end_char)

    def subtree(self, token: Token) -> Span:
        """All the words that hang on `token`, without commas and dashes at the ends."""
        return self.between(token.left_edge, token.right_edge)

    def between(self, first: Token, last: Token) -> Span:
        """From one token to another, without stray punctuation at the ends; closing quotation marks stay."""
        return _trimmed(self.seen, first.idx, last.idx + len(last.text), _TRIM)

    def clause_span(self, clause: Clause) -> Span:
        """The words of a clause with the subject it inherits, within its sentence: evidence for a fact."""
        span = self.between(_first(clause.verb), clause.verb.right_edge)
        here = self.discourse.sentence(clause.verb)
        near = [t for t in (*clause.subjects, *clause.objects) if self.discourse.sentence(t) == here]
        starts = [t.left_edge.idx for t in near]
        ends = [self.subtree(t).end for t in near if t in clause.objects and t.i > clause.verb.i]
        return Span(min([span.start, *starts]), max([span.end, *ends]))

    def why(self, clause: Clause, rule: str, confidence: float = 0.7, span: Span | None = None) -> Why:
        """Evidence for a fact read from a clause."""
        return Why(
            span or self.clause_span(clause),
            self.sentence(clause.verb),
            rule,
            confidence,
            clause.lemma,
            traces.of_clause(self, clause, rule),
        )

    # --- words --------------------------------------------------------------------------------------------------

    def senses(self, clause: Clause, *frames: str) -> Iterator[tuple[Sense, str]]:
        """The senses of the clause's verb under the given frames, longest form first, with the form."""
        told = self._verbs.get(clause.verb.i)
        for sense, form in self._told(clause) if told is None else told:
            if sense.frame in frames:
                self.lookups.note(clause.verb, sense)
                yield sense, form

    def sense(self, clause: Clause, *frames: str) -> Sense | None:
        """The first of `senses`, or None."""
        told = self._verbs.get(clause.verb.i)
        for sense, _ in self._told(clause) if told is None else told:
            if sense.frame in frames:
                self.lookups.note(clause.verb, sense)
                return sense
        return None

    def _told(self, clause: Clause) -> tuple[tuple[Sense, str], ...]:
        """All senses of the clause's verb, with their forms, to be kept in `_verbs`: every extractor asks for them."""
        told = tuple((s, form) for form in clause.forms() for s in self.lexicon.of("verb", form))
        self._verbs[clause.verb.i] = told
        return told

    def noun(self, token: Token, *frames: str) -> Sense | None:
        """The lexicon's sense of a noun under the given frames, with the word before it, by lemma or as written."""
        told = self._nouns.get(token.i)
        if told is None:
            told = self._nouns[token.i] = self._named(token)
        for sense in told:
            if sense.frame in frames:
                self.lookups.note(token, sense)
                return sense
        return None

    def _named(self, token: Token) -> tuple[Sense, ...]:
        """All senses of a noun; most words end no noun of the lexicon, and nothing is put together for them."""
        if token.lemma_ not in self._noun_tails and token.lower_ not in self._noun_tails:
            return ()
        return tuple(s for form in _noun_forms(token) for s in self.lexicon.of("noun", form))

    def slot(self, clause: Clause, names: tuple[str, ...]) -> tuple[Token, ...]:
        """The first filled one of a sense's slots: "obj", "dative", "xcomp", "clause" or a preposition."""
        filled = {
            "obj": clause.objects,
            "dative": clause.dative,
            "xcomp": clause.xcomp,
            "clause": clause.ccomp,
        }
        for name in names:
            tokens = filled.get(name) or clause.preps.get(name, ())
            if tokens:
                return tokens
        return ()

    # --- agents -------------------------------------------------------------------------------------------------

    def agents(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Agent]]:
        """The agents that some of `tokens` refer to."""
        for token in tokens:
            agent = self.discourse.agent(token)
            if agent is not None:
                yield token, agent

    def actors(self, clause: Clause) -> Iterator[tuple[Token, Agent | None, tuple[str, ...]]]:
        """Who acts in a clause: `(token, agent, measures)`, with an agent, or with measures if the subject is a text.

        A text that is no measure of a body acts for whoever puts it out: "the president signs a decree recognising Y".
        """
        for token in (t for subject in clause.subjects for t in self.discourse.expand(subject)):
            agent, measures = self.discourse.agent(token), self.discourse.measure(token)
            if agent is not None or any(self.discourse.measures[m].body is not None for m in measures):
                yield token, agent, measures
            elif clause.verb.dep_ in ("acl", "relcl", "conj") and (issuers := list(self.agents(self.issuers(token)))):
                yield from ((issuer, agent, ()) for issuer, agent in issuers)
            elif measures:
                yield token, None, measures

    def described(self, clause: Clause) -> Token | None:
        """The measure whose content the clause tells, by the word that names it; None if the clause tells of none.

        That is the measure that a relative clause or participle stands inside of, however deep the parser hung it, or
        the one that a chamber adopts while "demanding" something.
        """
        verb = clause.verb
        while verb.dep_ == "conj" and verb.head.tag_.startswith("VB") and child(verb, "nsubj", "nsubjpass") is None:
            verb = verb.head  # "a text that regrets the raid and asks Peru to act"
        if verb.dep_ not in ("relcl", "acl"):
            verb = clause.verb
        if verb.dep_ in ("relcl", "acl"):
            around = (*clause.subjects, *verb.ancestors) if verb.dep_ == "relcl" else verb.ancestors
            return next((a for a in around if self.discourse.measure(a) and a.i < verb.i), None)
        governor = self.clauses.governor(clause) if verb.dep_ in ("advcl", "conj") and verb.tag_ == "VBG" else None
        while governor is not None and governor.verb.tag_ == "VBG" and governor.verb.dep_ in ("advcl", "conj"):
            governor = self.clauses.governor(governor)
        if governor is None or self.sense(governor, "decide") is None:
            return None
        adopts = any(self.discourse.chamber(t) is not None for t in governor.subjects)
        measures = (t for t in governor.objects if self.discourse.measure(t) and t.i < verb.i)
        return next(measures, None) if adopts else None

    def issuers(self, token: Token) -> tuple[Token, ...]:
        """Who does something with a text: the subjects of the clause that has it for object, or "put their name to" it."""
        head = token.head
        if token.dep_ == "pobj" and head.lower_ == "to" and any(c.dep_ == "dobj" for c in head.head.children):
            head = head.head
        elif token.dep_ != "dobj":
            return ()
        return self.clauses.at(head).subjects if head.tag_.startswith("VB") else ()

    def office(self, token: Token) -> Agent | None:
        """The body in whose office the person at `token` speaks or acts, if the text tells it anywhere before."""
        return self.discourse.office(token)

    # --- dates --------------------------------------------------------------------------------------------------

    def date(self, clause: Clause, tense: Tense | None = None) -> DateValue | None:
        """The day, month or year that the clause's own time expression gives; None if it has none.

        `tense` is that of the day, if it is known better than from the clause.
        """
        infinitive = clause.tense == "present" and any(c.tag_ == "TO" for c in clause.verb.children)
        tense = tense or ("future" if infinitive else clause.tense)  # "plans to meet on Friday"
        for expression in self._expressions_of(clause):
            value = dates.resolve(expression, self.published.date, tense)
            if value is not None:
                return value
        return None

    def is_time(self, token: Token) -> bool:
        """True for a word of a time expression."""
        return any(e.span.start <= token.idx < e.span.end for e in self.expressions)

    def own_day(self) -> DateValue | None:
        """The publication day as the date of news told in the present tense."""
        day = self.published.date
        return DateValue(day, day, day, "inferred", None, day) if day is not None else None

    def _expressions_of(self, clause: Clause) -> list[TimeExpression]:
        """Time expressions that hang on this verb and on no other verb below it."""
        here = self.discourse.sentence(clause.verb)
        near = ((e, root) for e, root in self._dated if self.discourse.sentence(root) == here)
        return [expression for expression, root in near if _governed(root, clause.verb)]

    @cached_property
    def _dated(self) -> list[tuple[TimeExpression, Token]]:
        """The time expressions, each with the word that heads it."""
        spans = ((e, self.doc.char_span(e.span.start, e.span.end, alignment_mode="expand")) for e in self.expressions)
        return [(expression, span.root) for expression, span in spans if span is not None]


def _noun_forms(token: Token) -> Iterator[str]:
    """The forms to look up for a noun, longest first: "legal challenge", "go-ahead", "challenge"."""
    tied = idioms.tied_before(token)
    before = f"{tied}-" if tied is not None else f"{token.nbor(-1).lower_} " if token.i > 0 else ""
    for form in dict.fromkeys((token.lemma_, token.lower_)):
        if before:
            yield before + form
        yield form


def _trimmed(text: str, start: int, end: int, unwanted: str) -> Span:
    """The stretch without unwanted characters at either end; `text` is what the parser saw, so blanked noise goes too."""
    while start < end and text[start] in unwanted:
        start += 1
    while end > start and text[end - 1] in unwanted:
        end -= 1
    return Span(start, end)


def _first(verb: Token) -> Token:
    """The first word of a verb's clause; what stands before a colon is another's: "he recalled the line: Y stays"."""
    colon = next((c for c in verb.children if c.text == ":" and c.i < verb.i), None)
    told = colon is not None and any(c.dep_ == "ccomp" and c.i < colon.i for c in verb.children)
    return colon.nbor(1) if colon is not None and told else verb.left_edge


def _governed(token: Token, verb: Token) -> bool:
    """True if the first verb above `token` is `verb`."""
    while token.head.i != token.i:
        token = token.head
        if token.i == verb.i:
            return True
        if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod"):
            return False
    return token.i == verb.i

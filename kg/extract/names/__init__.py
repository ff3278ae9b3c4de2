"""Noun phrases to agents, as far as the phrase itself tells: names, titles, bodies composed from a polity and a noun.

    head ─phrase_reading─> Phrase, by the gazetteer's names, by the frame of its noun, by its capital letters

What a phrase means in the run of the text (pronouns, "the ministry", a bare surname) is `discourse`'s work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import phrases
from kg.extract.names import phrase_reading
from kg.extract.names.bearers import Bearers, linked
from kg.extract.names.partial import standing_alone

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token
    from kg.extract.phrases import Phrase
    from kg.gazetteer import Entity, Gazetteer, Hit
    from kg.lexicon import Lexicon, Sense
    from kg.types import Span

_AGENT_FRAMES = {"body", "member", "executive", "role", "group", "measure", "polity"}


class Names:
    """What is known by name in one parsed text. `article` words with gazetteer hits are looked up once.

    `times` are the places of the words that tell a time, which name nobody.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon, times: tuple[Span, ...] = ()) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins the words anew each time it is asked
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self._noun_tails = lexicon.tails("noun")
        self.times = {token.i for span in times for token in phrases.tokens(doc, span)}
        self.hits: tuple[Hit, ...] = linked(standing_alone(doc, gazetteer, lexicon), self.text)
        self._bearers = Bearers(self.hits, self.text, gazetteer)
        self._hit_at = self._index(doc)
        self._phrases: dict[int, Phrase] = {}

    def _index(self, doc: Doc) -> dict[int, Hit]:
        return {token.i: hit for hit in self.hits for token in phrases.tokens(doc, hit.span)}

    def hit(self, token: Token) -> Hit | None:
        """The gazetteer hit that covers `token`, or None."""
        return self._hit_at.get(token.i)

    def choose(self, hit: Hit) -> Entity:
        """The best entity of a hit: the one that the rest of the text speaks for, else the default."""
        return self._bearers.choose(hit)

    def entity(self, token: Token) -> Entity | None:
        """The polity or body whose name, adjective or capital covers `token`."""
        hit = self.hit(token)
        return self.choose(hit) if hit is not None else None

    def polity(self, token: Token) -> Entity | None:
        """The polity (or international body with a code) that `token` names or is the adjective of."""
        entity = self.entity(token)
        if entity is None:
            return None
        return entity if entity.is_polity or entity.code else self.owner(entity)

    def owner(self, entity: Entity) -> Entity | None:
        """The polity an entity belongs to."""
        try:
            return self.gazetteer.entity(entity.of) if entity.of else None
        except KeyError:
            return None

    def phrase(self, head: Token) -> Phrase:
        """The noun phrase of `head`, read once. Never None: a phrase that names nobody has no agent."""
        if head.i not in self._phrases:
            self._phrases[head.i] = phrase_reading.read(self, head)
        return self._phrases[head.i]

    def noun(self, words: list[Token]) -> tuple[Sense, str, int] | None:
        """The longest noun of the lexicon that ends the words ("foreign ministry"), with its form and length.

        A noun followed by "of ..." is tried with it first ("ministry of foreign affairs", "secretary of state").
        """
        head = words[-1]
        before = [t.lower_ for t in words[-5:-1]]
        forms = dict.fromkeys((head.lower_, head.lemma_, phrases.singular(head.lower_)))
        for suffix in dict.fromkeys((phrases.of_tail(head), "")):
            endings = [last for last in forms if last + suffix in self._noun_tails]
            for size in range(min(5, len(words)), 0, -1) if endings else ():
                for last in endings:
                    form = phrases.form_of([*before[len(before) + 1 - size :], last]) + suffix
                    senses = self.lexicon.of("noun", form)
                    usable = [s for s in senses if s.frame in _AGENT_FRAMES]
                    if usable:  # "cabinet" decides before it is decided on
                        return min(usable, key=lambda s: s.frame == "measure"), form, size
        return None

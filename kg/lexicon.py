"""The lexicon: which words tell of a decision, a stance, speech, a demand or recognition.

The words stand in `ontology/lexicon/*.ttl` (OntoLex-Lemon with frames); this module only reads them. Adding a word
there changes what is extracted; no code names a word of content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import data
from kg.errors import UsageError
from kg.loading import loading

_ONTOLEX = "http://www.w3.org/ns/ontolex#"
_LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
_FRAME = "https://w3id.org/kgres/frame#"


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a word.

    `frame` names the grammar that reads it ("decide", "stance", "speech" ...); `act` is the local name of an act
    concept. Slots hold grammatical functions ("obj", "xcomp", "clause") or prepositions ("on", "against"). `only` holds
    restrictions that the frame's grammar knows ("weak": needs more evidence than the word alone). `entry` and `file`
    say where it stands ("adopt-v" in "verbs.en.ttl").
    """

    form: str
    frame: str
    act: str = ""
    polarity: str | None = None
    outcome: str | None = None
    status: str | None = None
    kind: str | None = None
    generic: str | None = None
    office: str | None = None
    target: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    entry: str = field(default="", compare=False)
    file: str = field(default="", compare=False)


_SINGLE = ("polarity", "outcome", "status", "kind", "generic", "office")
_MANY = ("target", "addressee", "content", "only")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by part of speech ("verb", "noun", "adjective") and form; a form may be several words."""

    senses: dict[str, dict[str, tuple[Sense, ...]]]
    _asked: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _idioms: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, repr=False, compare=False)
    _tails: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, pos: str, form: str) -> tuple[Sense, ...]:
        """The senses of a lower-case form; empty if the lexicon does not hold it.

        >>> [sense.frame for sense in load().of("verb", "adopt")]
        ['decide']
        """
        return self.senses.get(pos, {}).get(form, ())

    def sense(self, pos: str, form: str, frame: str) -> Sense | None:
        """The sense of `form` under one frame, or None."""
        for sense in self.senses.get(pos, {}).get(form, ()):
            if sense.frame == frame:
                return sense
        return None

    def forms(self, pos: str, frame: str) -> frozenset[str]:
        """All forms that have a sense under `frame`."""
        if (pos, frame) not in self._asked:
            all_forms = self.senses.get(pos, {}).items()
            self._asked[pos, frame] = frozenset(f for f, senses in all_forms if any(s.frame == frame for s in senses))
        return self._asked[pos, frame]

    def tails(self, pos: str) -> frozenset[str]:
        """All forms, and what of each stands behind one of its spaces or hyphens: no word but these can end a form.

        >>> {"go-ahead", "ahead"} <= load().tails("noun")
        True
        """
        if pos not in self._tails:
            cuts = ((form, m.end()) for form in self.senses.get(pos, {}) for m in re.finditer(r"^|[ -]", form))
            self._tails[pos] = frozenset(form[cut:] for form, cut in cuts)
        return self._tails[pos]

    def idioms(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The verbs of several words that begin with `word`, each as its words, longest first.

        >>> ("take", "issue", "with") in load().idioms("take")
        True
        """
        if not self._idioms:
            found: dict[str, list[tuple[str, ...]]] = {}
            for words in (tuple(form.split()) for form in self.senses.get("verb", {})):
                if len(words) > 1:
                    found.setdefault(words[0], []).append(words)
            self._idioms.update({first: tuple(sorted(many, key=len, reverse=True)) for first, many in found.items()})
        return self._idioms.get(word, ())


@lru_cache(maxsize=2)
@loading()
def load(folder: Path | None = None) -> Lexicon:
    """Read every `*.ttl` of `folder` (default: the installed lexicon, and what the user laid over it).

    Raises `UsageError`, with the file, for what is no Turtle or an entry without a frame.
    """
    senses: dict[str, dict[str, tuple[Sense, ...]]] = {}
    for path in sorted(folder.glob("*.ttl")) if folder else data.words("lexicon"):
        try:
            for pos, form, sense in _entries(path):
                known = senses.setdefault(pos, {})
                known[form] = (*known.get(form, ()), sense)
        except (SyntaxError, OSError) as error:
            raise UsageError(f"{path}: {error.args[0]}") from error
        except KeyError as error:
            name = str(error).strip("'\"").rpartition("#")[2]
            raise UsageError(
                f"{path}: an entry lacks {name}; see the entries of the same kind in ontology/lexicon"
            ) from error
    return Lexicon(senses)


def _entries(path: Path) -> Iterator[tuple[str, str, Sense]]:
    nodes = _nodes(path)
    for subject, properties in nodes.items():
        pos = [p.removeprefix(_LEXINFO) for p in properties.get(_LEXINFO + "partOfSpeech", ())]
        if not pos:
            continue
        names = properties.get(_ONTOLEX + "canonicalForm", []) + properties.get(_ONTOLEX + "otherForm", [])
        forms = [nodes[name][_ONTOLEX + "writtenRep"][0].lower() for name in names]
        for node in properties.get(_ONTOLEX + "sense", ()):
            for form in forms:
                yield pos[0], form, _sense(form, nodes[node], subject.rpartition("#")[2], path.name)


def _nodes(path: Path) -> dict[str, dict[str, list[str]]]:
    """Subject -> predicate -> values, in the order of the file."""
    import pyoxigraph

    nodes: dict[str, dict[str, list[str]]] = {}
    for quad in pyoxigraph.parse(path=str(path)):
        subject, value = (str(getattr(term, "value", term)) for term in (quad.subject, quad.object))
        nodes.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(value)
    return nodes


def _sense(form: str, properties: dict[str, list[str]], entry: str, file: str) -> Sense:
    reference = properties.get(_ONTOLEX + "reference", [""])[0]
    values: dict[str, Any] = {k: properties.get(_FRAME + k, [None])[0] for k in _SINGLE}
    values |= {k: tuple(properties.get(_FRAME + k, ())) for k in _MANY}
    values["target"] = _own_first(form, values["target"])
    frame = properties[_FRAME + "type"][0].removeprefix(_FRAME)
    return Sense(form=form, frame=frame, act=reference.rpartition("#")[2], entry=entry, file=file, **values)


def _own_first(form: str, slots: tuple[str, ...]) -> tuple[str, ...]:
    """The slots of an entry's synonyms, that of the preposition which `form` itself ends in first ("side with")."""
    last = form.rpartition(" ")[2]
    return (last, *(slot for slot in slots if slot != last)) if last in slots else slots

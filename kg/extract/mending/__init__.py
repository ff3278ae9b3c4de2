"""Mending the parse where the model is known to err: verbs and names tagged as something else, lists of names.

The model was trained on other prose than headlines and wire copy. Each step looks only at words and labels; what it
mends is then the same for all readers of the parse.

    Doc ─_table: step, step, ...─> the same Doc with other tags, labels and heads

A step looks at one word and changes it, or the words around it, if the model erred there; or it goes through the whole
text. It stands in the module of what it mends. In which order the steps are taken, `_table` alone knows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.extract.mending import (
    asking,
    capitals,
    conditions,
    crowds,
    cues,
    faring,
    halves,
    hyphens,
    joined,
    late_objects,
    name_lists,
    names,
    nouns,
    objects,
    participles,
    particles,
    subjects,
    subjunctives,
    swallowed,
    told,
    told_before,
    verbs,
)
from kg.extract.mending.places import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from kg.extract.parsing.parsed import Doc, Token

    Step = Callable[[Token], None]
    Mending = Callable[[Doc], None]

#: Tags, labels and words of the tokens that the first steps may look for; most tokens have none of them.
_ERRING = {"FW", "NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBD", "VBG", "VBP", "VBZ", "MD", "WDT", "PRP"}
_SMALL = {"down", "out", "off", "up", "null", "until"}


def mend(doc: Doc) -> None:
    """Change tags, labels and heads of a parsed text in place."""
    for done in _table(capitals.full_names(doc)):
        done(doc)
    for token in doc:
        if token.head is token:
            token.dep_ = "ROOT"  # whoever climbs from head to head by labels ends here


def _table(known: Container[str]) -> tuple[Mending, ...]:
    """All steps in order; `known` are the ends of names as the text was parsed, before any other word is made a name.

    Where no reason is told, another order was not seen to change a thing: few steps meet on one word.
    """
    return (
        _each_word(
            # Capitals first: what a noun may be taken for hangs on its number, and a verb's subject may be a name.
            capitals.plural_acronym,
            partial(capitals.known_name, names=known),
            capitals.acronym_before_noun,
            capitals.given_name,
            capitals.as_noun,
            nouns.with_argument,  # before those that take the noun before a verb for its subject: it may have its own
            nouns.past_apposition,
            nouns.before_object,
            nouns.between_nouns,
            nouns.joined_to_noun,
            nouns.before_told,
            faring.plural,
            faring.members,
            nouns.voting,
            swallowed.bare_verb,
            verbs.finite_clause,
            participles.wanted,
            participles.beside_name,
            swallowed.finite_verb,
            swallowed.false_auxiliary,
            swallowed.verb_with_subject,
            subjects.called_out,
            subjects.between_commas,
            verbs.joined_to_predicate,
            particles.as_preposition,
            verbs.past_its_time,
            particles.up_to,
            particles.until,
            particles.gerund_below,
            particles.gerund_behind,
            verbs.garden_path,
            objects.before_conjunct,
            objects.as_time,
            objects.relative_pronoun,
            subjects.of_auxiliary,
            subjects.behind_opening,
            participles.with_agent,
            particles.by_of_active,
            names.parted,  # behind `capitals`: it may have been no name
            objects.as_its_name,
            objects.given_its_name,
            objects.breakaway,
            participles.joined_to_object,
            of=_may_err,
        ),
        halves.mend,
        told_before.mend,  # before `asking` and `joined`, which would take who tells for the subject of a second deed
        asking.mend,
        subjunctives.mend,
        conditions.mend,  # before `joined` and `told`, which would take a condition for what is said
        crowds.mend,
        cues.mend,  # behind the words: a cue has to be tagged as a verb
        _each_word(
            joined.second_verb,  # makes the verb that the next one hangs
            joined.hung_on_noun,
            joined.hung_on_verb,
            joined.subject_of_second,  # before `parted_subject`, which would take what the first verb acts on
            participles.at_root,
            participles.between_commas,
            told.filling_noun,
            participles.second_with_agent,
            participles.second_as_past,
            told.parted_subject,
            told.inserted_speaker,
            told.closing_cue,
            told.opening_participle,
            hyphens.tie,  # before the names, which it makes one of
        ),
        _each_word(
            names.torn,
            names.numbered_text,
            names.in_office,
            names.of_a_place,
            names.behind_title,
            names.as_modifier,
            names.likewise_named,
            of=_is_name,
        ),
        name_lists.mend,
        _each_word(
            subjects.beside_noun,
            subjects.of_whose,
            subjects.apposed_plural,
            subjects.behind_common_noun,
            objects.of_infinitive,
            objects.described,
            subjects.second_actor,
            subjects.behind_conjunction,
            subjects.named_twice,  # behind the steps that give a verb its subject
            names.of_members,
        ),
        _each_word(
            late_objects.of_judgement,
            late_objects.past_aside,
            late_objects.past_name,
            late_objects.run_into_name,
        ),
    )


def _each_word(*steps: Step, of: Callable[[Token], bool] | None = None) -> Mending:
    """Mend word by word: each goes through all steps before the next does. With `of`, only words of which that is true."""

    def done(doc: Doc) -> None:
        for token in doc if of is None else filter(of, doc):
            for step in steps:
                step(token)

    return done


def _may_err(token: Token) -> bool:
    return token.tag_ in _ERRING or token.dep_ == "agent" or token.lower_ in _SMALL


def _is_name(token: Token) -> bool:
    return token.tag_ in NAMES

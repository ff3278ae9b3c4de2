"""Whether a recognition is done, refused, undone, promised or asked for, as the clause and what governs it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.recognitions.recognisers import is_nobody
from kg.extract.tree import child, is_verb
from kg.types import RecognitionState

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsing.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_SHOULD = {"should", "must", "ought"}
_DENYING = {"deny", "refute", "dispute", "dismiss", "reject", "rebut"}
#: Verbs of doing "in recognising Y" what others have done.
TOGETHER = {"join", "follow", "emulate", "copy", "imitate"}
_WOULD = {"would", "'d"}


def status_of(reading: Reading, clause: Clause, sense: Sense) -> RecognitionState | None:
    """The status that a clause of recognising tells of; None if it leaves the recognition open ("may", "if")."""
    if _is_decided_against(reading, clause):
        return "does-not-recognise"
    if _is_denied_claim(reading, clause):
        return None
    if _is_weighed(reading, clause) or _is_voted_down(reading, clause) or _is_not_expected(reading, clause):
        return None
    negated = clause.negated ^ any(_is_nobody(t) for t in clause.subjects if clause.passive) or _has_no(clause)
    negated |= _is_not_followed(reading, clause)
    if sense.status in ("withdraws", "does-not-recognise"):
        done = not negated and clause.mood in ("real", "future", "wished")
        return sense.status if done and not is_called_for(reading, clause) else None  # type: ignore[return-value]
    if _ceases(reading, clause) or _no_longer(clause):
        return "withdraws"
    wished = clause.mood == "wished" or _is_subjunctive(clause) or _is_wanted(clause)
    if (wished and is_called_for(reading, clause)) or _is_how(reading, clause):
        if negated:
            return None
        return "recognises" if _is_done_by_text(reading, clause) else "calls-for"
    if negated:
        return "does-not-recognise"
    headline = clause.verb.dep_ == "ROOT" and clause.mood == "wished"  # "Spain to recognise Y"
    becoming = clause.mood == "wished" and clause.tense == "future"  # "will become the next state to recognise Y"
    ahead = clause.mood == "future" or _is_to_be(reading, clause) or _is_to_follow(reading, clause)
    if headline or becoming or ahead or _is_promised(reading, clause):
        return "will-recognise"
    if clause.mood in ("possible", "conditional"):
        return "calls-for" if _is_due(reading, clause) else None
    return sense.status  # type: ignore[return-value]


def _is_decided_against(reading: Reading, clause: Clause) -> bool:
    """ "Decides against recognising Y"; "warned against recognising Y" is no decision."""
    against = clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "against"
    above = clause.verb.head.head if against else clause.verb
    return against and reading.clauses.has(above) and reading.sense(reading.clauses.at(above), "settle") is not None


def _is_denied_claim(reading: Reading, clause: Clause) -> bool:
    """ "Denies claims that it has withdrawn its recognition": what somebody says is not so."""
    claim = clause.verb.head
    if clause.verb.dep_ not in ("acl", "ccomp", "relcl") or not claim.tag_.startswith("NN") or claim.dep_ != "dobj":
        return False
    above = reading.clauses.at(claim.head) if reading.clauses.has(claim.head) else None
    return above is not None and not above.negated and above.lemma in _DENYING


def _is_to_be(reading: Reading, clause: Clause) -> bool:
    """ "Will be the first region recognised as", "is to become the third": what it will be tells when."""
    noun = clause.verb.head
    is_called = clause.verb.dep_ == "acl" and noun.dep_ in ("attr", "oprd", "dobj") and reading.clauses.has(noun.head)
    being = reading.clauses.at(noun.head) if is_called else None
    return being is not None and being.lemma in ("be", "become") and (being.mood in ("future", "wished"))


def _is_not_expected(reading: Reading, clause: Clause) -> bool:
    """ "Peru cannot be expected to recognise Y": what nobody may ask of it leaves open what it does."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "xcomp" else None
    return governor is not None and governor.passive and governor.negated and governor.mood == "possible"


def _is_how(reading: Reading, clause: Clause) -> bool:
    """ "Urged others to follow suit by recognising Y": how that is to be done which is asked for."""
    governor = (
        reading.clauses.governor(clause) if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "by" else None
    )
    return governor is not None and governor.mood == "wished" and is_called_for(reading, governor)


def _is_not_followed(reading: Reading, clause: Clause) -> bool:
    """ "Stopped short of following Peru in recognising Y", "will not join Peru in recognising Y"."""
    above = _together(reading, clause)
    return above is not None and above.negated


def _is_to_follow(reading: Reading, clause: Clause) -> bool:
    """ "Will follow Peru in recognising Y"."""
    above = _together(reading, clause)
    return above is not None and above.mood == "future"


def _together(reading: Reading, clause: Clause) -> Clause | None:
    """The clause that tells with whom, or after whom, somebody recognises."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ == "pcomp" else None
    return governor if governor is not None and governor.lemma in TOGETHER else None


def _is_nobody(token: Token) -> bool:
    """ "By no country", "by neither Peru nor Chad"."""
    return is_nobody(token) or any(c.lower_ == "neither" for c in token.children)


def is_called_for(reading: Reading, clause: Clause) -> bool:
    """True for an infinitive that a demand or a measure asks for: "calls on X to recognise Y"."""
    plain = not _is_subjunctive(clause)
    if clause.mood == "real" and clause.tense == "past" and plain:  # "told reporters that X has withdrawn"
        return False
    governor = reading.clauses.governor(clause)
    if governor is not None:
        return reading.sense(governor, "demand") is not None or any(_asks(reading, t) for t in governor.objects)
    return clause.verb.dep_ in ("acl", "relcl") and _asks(reading, clause.verb.head)


def _is_subjunctive(clause: Clause) -> bool:
    """ "demands that X recognise Y": the plain form in a clause with "that", whether X is one or many."""
    bare = clause.verb.tag_ in ("VB", "VBP") and not any(c.dep_ == "aux" for c in clause.verb.children)
    return bare and clause.verb.dep_ == "ccomp" and any(c.lower_ == "that" for c in clause.verb.children)


def _is_done_by_text(reading: Reading, clause: Clause) -> bool:
    """ "adopted a resolution to recognise X as genocide": what a parliament can do itself, its text does."""
    own = clause.verb.dep_ in ("acl", "relcl") and reading.clauses.governor(clause) is None
    named = (t for o in clause.objects for t in o.subtree) if own else ()
    after = (t for p in clause.verb.children if p.lower_ == "as" for t in p.children) if own else ()
    return any(reading.noun(t, "genocide") is not None for t in (*named, *after))


def _is_wanted(clause: Clause) -> bool:
    """ "wants X to recognise Y": what others are to do is no plan of one's own."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.verb.children)
    return to and clause.verb.dep_ in ("ccomp", "xcomp") and not clause.open_subject


def _asks(reading: Reading, token: Token) -> bool:
    """A resolution or bill to recognise asks for it, one voted down does not; a decision or a move to recognise does it."""
    noun = reading.noun(token, "measure")
    return (
        not _is_rejected(reading, token)
        and bool(reading.discourse.measure(token))
        and (noun is None or noun.kind != "other")
    )


def _is_rejected(reading: Reading, token: Token) -> bool:
    """True for the object of a verb of voting down or opposing; not for a text of others that somebody condemns."""
    if not reading.clauses.has(token.head):
        return False
    clause = reading.clauses.at(token.head)
    if _is_of_others(reading, token, clause):
        return False
    against = any(
        s.outcome == "rejected" or s.polarity == "opposes" for s, _ in reading.senses(clause, "decide", "stance")
    )
    return token in clause.objects and against


def _is_of_others(reading: Reading, token: Token, clause: Clause) -> bool:
    """ "Peru condemned the Dutch Senate's resolution recognising Y": a text of another body than the one that acts here."""
    bodies = {body.path for m in reading.discourse.measure(token) if (body := reading.discourse.measures[m].body)}
    acting = {agent.path for _, agent in reading.agents(clause.subjects)}
    says = any(c.dep_ in ("acl", "relcl") and c.tag_ != "VB" for c in token.children)
    return says and bool(bodies) and not bodies & acting


def _owner(clause: Clause) -> Token | None:
    """The noun that an infinitive or gerund of recognising hangs on: "plans" of "plans to recognise Y"."""
    head = clause.verb.head
    if clause.verb.dep_ == "pcomp" and head.dep_ == "prep":
        head = head.head
    return head if clause.verb.dep_ in ("acl", "relcl", "pcomp", "xcomp") and not is_verb(head) else None


def _has_no(clause: Clause) -> bool:
    """ "has no plans to recognise Y", "sees no reason for recognising Y"."""
    owner = _owner(clause)
    return owner is not None and clause.verb.tag_ in ("VB", "VBG") and is_nobody(owner)


def _is_weighed(reading: Reading, clause: Clause) -> bool:
    """ "is considering recognising Y", "threatens to recognise Y", "a proposal to recognise Y": it is left open.

    So is what others take a side on: "warned against recognising Y", "criticised the plan to recognise Y".
    """
    if clause.verb.dep_ == "pcomp" and clause.verb.head.lower_ == "against":
        return True
    governor = reading.clauses.governor(clause) if clause.verb.dep_ in ("xcomp", "pcomp", "advcl", "ccomp") else None
    if governor is not None and clause.verb.tag_ in ("VB", "VBG"):
        return reading.sense(governor, "weigh") is not None and not governor.negated
    owner = _owner(clause)
    if owner is None or clause.verb.tag_ not in ("VB", "VBG"):
        return False
    return reading.noun(owner, "weigh") is not None or _is_judged(reading, owner)


def _is_judged(reading: Reading, noun: Token) -> bool:
    """ "criticised the plan": a plan that somebody takes a side on is whoever's; not "criticised Chad's plan"."""
    if noun.dep_ != "dobj" or not reading.clauses.has(noun.head) or child(noun, "poss") is not None:
        return False
    above = reading.clauses.at(noun.head)
    if _is_of_others(reading, noun, above):
        return False
    return reading.sense(above, "stance") is not None and reading.sense(above, "decide") is None


def _is_voted_down(reading: Reading, clause: Clause) -> bool:
    """ "rejects a bill to recognise Y": nothing comes of it; "debates a bill to recognise Y": nothing has yet."""
    owner = _owner(_asking(reading, clause) or clause)
    if owner is None or not reading.discourse.measure(owner):
        return False
    return _is_rejected(reading, owner) or _is_debated(reading, owner)


def _asking(reading: Reading, clause: Clause) -> Clause | None:
    """ "Urging" of "a motion urging the government to recognise Y"."""
    governor = reading.clauses.governor(clause) if clause.verb.dep_ in ("xcomp", "ccomp") else None
    return governor if governor is not None and reading.sense(governor, "demand") is not None else None


def _is_debated(reading: Reading, token: Token) -> bool:
    """True for the object of a verb of weighing."""
    above = reading.clauses.at(token.head) if reading.clauses.has(token.head) else None
    return above is not None and token in above.objects and reading.sense(above, "weigh") is not None


def _ceases(reading: Reading, clause: Clause) -> bool:
    """ "ceases to recognise Y", "stopped recognising Y", "reversed its decision to recognise Y"."""
    owner = _owner(clause) if clause.verb.tag_ == "VB" else None
    governor = reading.clauses.governor(clause) if clause.verb.dep_ in ("xcomp", "advcl") else None
    if governor is not None and clause.verb.dep_ == "advcl" and not _is_choice(reading, clause, governor):
        return False
    if owner is not None and owner.dep_ in ("dobj", "nsubjpass") and reading.clauses.has(owner.head):
        governor = reading.clauses.at(owner.head)
    return governor is not None and not governor.negated and reading.sense(governor, "cease") is not None


def _is_choice(reading: Reading, clause: Clause, governor: Clause) -> bool:
    """ "Withdrew the decision from May to recognise Y": what was decided, though the parser hung it on the verb."""
    return clause.verb.tag_ == "VB" and any(reading.noun(o, "measure", "ahead") is not None for o in governor.objects)


def _no_longer(clause: Clause) -> bool:
    """ "No longer recognises Y", "will no longer recognise Y"."""
    return any(c.lower_ == "longer" for c in clause.verb.children) and clause.mood in ("real", "future")


def _is_promised(reading: Reading, clause: Clause) -> bool:
    """ "said it would recognise Y", "its plan to recognise Y": the future seen from a past, or from a noun."""
    owner = _owner(clause)
    if owner is not None and clause.verb.tag_ in ("VB", "VBG"):
        return reading.noun(owner, "ahead") is not None
    governor = reading.clauses.governor(clause)
    told = governor is not None and clause.verb.dep_ == "ccomp" and governor.tense == "past"
    if_so = any(
        c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children) for c in clause.verb.children
    )
    return told and not if_so and _has(clause, _WOULD)


def _is_due(reading: Reading, clause: Clause) -> bool:
    """ "a motion that the government should recognise Y"."""
    content = clause.verb.dep_ in ("acl", "relcl", "ccomp") and bool(reading.discourse.measure(clause.verb.head))
    return content and _has(clause, _SHOULD)


def _has(clause: Clause, words: set[str]) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in words for c in clause.verb.children)

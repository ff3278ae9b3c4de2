"""Sides told by nouns and adjectives: "despite opposition from Z", "in favour of Y", "critical of Y", "a foe of Y".

A noun such as "criticism" has a side; its target is what its own preposition leads to, else what the clause is about;
its holder stands before it, after "by" or "from", or is the one who expresses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import epithets, voters
from kg.extract.holders import Holder, acting, covering, happens, named, named_or_polity, position, spanning
from kg.extract.targets import is_abstract, is_measure, last_named, recognition
from kg.extract.tree import child, conjuncts, is_verb
from kg.types import Position, Span, Stance, Statement, Why

if TYPE_CHECKING:
    from kg.extract.clauses import Clause
    from kg.extract.parsed import Token
    from kg.extract.reading import Reading
    from kg.lexicon import Sense

_SOURCES = ("by", "from", "among", "within")
_AMID = ("despite", "amid", "amidst", "over", "under", "with", "without", "after", "following", "notwithstanding")
_FACES = ("face", "spite", "teeth")
_MANNER = ("in",)
_MESSAGES = (
    "message", "statement", "word", "sign", "gesture", "show", "letter", "expression", "declaration", "note", "storm",
    "wave", "chorus", "barrage", "secret", "torrent", "flurry", "deluge", "hail", "howl", "outpouring", "wall", "host",
    "string", "flood", "litany", "volley", "salvo", "tide", "surge", "groundswell", "round", "raft", "series", "shower",
    "cry", "display", "demonstration", "sense", "feeling", "pledge", "promise", "assurance", "degree", "measure",
    "day", "week", "month",
)  # fmt: skip
#: What a house gives by deciding, whatever it is given to.
_CONSENT = ("approval", "assent", "consent", "ratification")
_MOMENTS = ("time", "moment", "point")  # "furious at the time"
_WITHIN = ("prep", "pobj", "conj", "dobj", "agent", "dative", "acomp")
#: What one is who takes the side of the noun after it: "full of praise".
_FULL = (
    "full",
    "effusive",
    "lavish",
    "generous",
    "unstinting",
    "unanimous",
    "united",
    "loud",
    "vocal",
    "firm",
    "emphatic",
)


def find(reading: Reading, statements: tuple[Statement, ...]) -> Iterator[Position]:
    """The positions that nouns and adjectives tell; `statements` name who holds an objection "expressed" in them."""
    for token in reading.doc:
        if (
            token.tag_ in ("NN", "NNS")
            and (sense := reading.noun(token, "stance") or _toned(reading, token)) is not None
        ):
            yield from _by_noun(reading, token, sense, statements)
        if token.tag_.startswith("NN") and (sense := epithets.naming(reading, token)) is not None:
            yield from epithets.by_name(reading, token, sense)
        if token.text == "-" and (sense := epithets.joined(reading, token)) is not None:
            yield from epithets.by_compound(reading, token, sense)
        if token.dep_ not in ("aux", "auxpass") and (sense := _adjective(reading, token)) is not None:
            yield from _by_adjective(reading, token, sense)


# --- nouns ------------------------------------------------------------------------------------------------------


def _by_noun(reading: Reading, token: Token, sense: Sense, statements: tuple[Statement, ...]) -> Iterator[Position]:
    clause = _clause(reading, token)
    stance = _side(reading, token, sense, clause)
    if "drawn" in sense.only and not _draws(reading, token, clause):
        return  # "came under fire for Y"; fire alone is no criticism
    if stance is None or (clause is not None and not _is_told(reading, token, clause)):
        return
    holders = list(_holders(reading, token, sense, clause)) or list(_speakers(reading, token, clause, statements))
    goals = list(_targets(reading, token, sense, clause, {h.token.i for h in holders}))
    about = next((t for t in goals if not _is_person(reading, t)), goals[0] if goals else None)
    if about is None and _stands_alone(token, sense) and clause is not None and _carries(reading, token, clause):
        about = _occasion(reading, token, clause) or last_named(reading, token)  # "Peru lodged a protest"
    if about is None or ("drawn" in sense.only and _may_be_shot_at(reading, about)) or not _fits(reading, sense, about):
        return
    if any(t.tag_ == "CD" for p in about.children if p.lower_ == "of" for t in p.children):
        return  # "a vote of 40 out of 71 members in favour": figures
    for holder in holders:
        if _decides(reading, holder, sense, clause) and (is_measure(reading, about) or token.lemma_ in _CONSENT):
            continue  # "the Senate gave its approval to the bill": a decision
        if is_measure(reading, about) and voters.counted(reading, holder.token):
            continue  # "secured the support of 11 members": a tally
        within = holder.token.i == about.i or (about.is_ancestor(holder.token) and holder.token.head.lower_ != "from")
        if within or (about.tag_ != "PRP" and holder.agent == reading.discourse.agent(about)):
            continue  # "Ng's decision came under criticism": Ng criticises nothing
        why = Why(
            _evidence(reading, token, holder, about, clause),
            reading.sentence(token),
            "position.noun",
            0.6,
            token.lemma_,
        )
        yield position(reading, holder, stance, about, sense.act, why, reading.date(clause) if clause else None)


def _stands_alone(token: Token, sense: Sense) -> bool:
    """ "lodged a protest", "left in protest", but not "voiced concern that prices would rise", which tells its matter."""
    manner = token.dep_ == "pobj" and token.head.lower_ in _MANNER and sense.act == "Protest"
    return (manner or token.dep_ == "dobj") and child(token, "acl", "ccomp", "relcl") is None


def _occasion(reading: Reading, token: Token, clause: Clause) -> Token | None:
    """The deed told beside it: "voiced anger after ships sailed by", "the raid angered Lima; Quito left in protest"."""
    if token.dep_ == "dobj":
        after = (c for c in clause.verb.children if c.dep_ == "advcl" and any(m.lower_ == "after" for m in c.children))
        return next(after, None) if reading.sense(clause, "express") is not None else None
    above = clause.verb.head if clause.verb.dep_ in ("advcl", "conj") and is_verb(clause.verb.head) else None
    deeds = (c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")) if above is not None else ()
    return next((c for c in deeds if c.tag_ == "NN" and reading.discourse.agent(c) is None), None)


def _fits(reading: Reading, sense: Sense, about: Token) -> bool:
    """What one feels is a side only on what can be for or against: "angry over the bill", not "angry over the rain".

    A strike against somebody may be one with bombs.
    """
    if "thing" in sense.only and (reading.discourse.agent(about) is not None or _is_somebody(reading, about)):
        return False
    return "measure" not in sense.only or is_abstract(reading, about) or recognition(reading, about) is not None


def _is_somebody(reading: Reading, token: Token) -> bool:
    """A name, or a word for people: "rebels"."""
    return token.tag_ in ("NNP", "NNPS") or reading.noun(token, "group", "member", "role", "polity") is not None


def _decides(reading: Reading, holder: Holder, sense: Sense, clause: Clause | None) -> bool:
    """A chamber that lends its approval to something decides on it."""
    lent = clause is not None and reading.sense(clause, "lend") is not None
    return lent and holder.agent.kind == "chamber" and sense.polarity == "supports"


def _toned(reading: Reading, token: Token) -> Sense | None:
    """What one thinks of a thing, by the adjective: "a cool reception", "a dim view", "a warm welcome"."""
    sense = reading.noun(token, "toned")
    tones = (c.lower_ for c in token.children if c.dep_ == "amod") if sense is not None else ()
    tone = next((t for c in tones if (t := reading.lexicon.sense("adjective", c, "toning")) is not None), None)
    return replace(sense, polarity=tone.polarity, act=tone.act) if sense is not None and tone is not None else None


def _is_person(reading: Reading, token: Token) -> bool:
    """One to whom a side is told rather than one it is about, if there is anything else."""
    agent = reading.discourse.agent(token)
    return agent is not None and agent.kind == "person"


def _may_be_shot_at(reading: Reading, token: Token) -> bool:
    """ "Came under fire": a place or a force may be meant in earnest, a measure or a person hardly."""
    agent = reading.discourse.agent(token)
    return agent.kind != "person" if agent is not None else not is_abstract(reading, token)


def _is_told(reading: Reading, token: Token, clause: Clause) -> bool:
    """False for a side that is only possible, or asked for: "seeks the king's endorsement"."""
    lent = reading.sense(clause, "lend", "express", "draw") is not None  # "faces criticism" has it
    asked = token.head.i == clause.verb.i and not lent and reading.sense(clause, "demand", "ahead", "await") is not None
    asked |= _is_amid(token) and clause.verb.tag_ == "VB" and clause.mood == "wished"
    return clause.mood not in ("possible", "conditional") and not asked


def _side(reading: Reading, token: Token, sense: Sense, clause: Clause | None) -> Stance | None:
    """The noun's side; "no support" and "lack of support" tell none, "withdraws its support" the other."""
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "neg")}
    outer = token.head.head if token.head.dep_ == "prep" else None
    if words & {"no", "little", "any", "less", "possible", "potential"} or (
        outer is not None and outer.lower_ in ("lack", "absence")
    ):
        return None
    withdrawn = clause is not None and token.head.i == clause.verb.i and reading.sense(clause, "withdraw") is not None
    denied = clause is not None and clause.negated and token.dep_ == "pobj" and token.head.head.i == clause.verb.i
    if withdrawn or denied:  # who drops an objection, or is "not in opposition", is not for it yet
        return "opposes" if sense.polarity == "supports" else None
    return sense.polarity  # type: ignore[return-value]


def _clause(reading: Reading, token: Token) -> Clause | None:
    """The clause that a noun stands in: of its verb, past prepositions and nouns such as "a message of"."""
    head = token.head
    while head.i != head.head.i and not is_verb(head):
        if head.dep_ not in _WITHIN and not (_is_amid(token) and head.dep_ == "nsubj"):
            return None
        head = head.head
    return reading.clauses.at(head) if is_verb(head) else None


def _holders(reading: Reading, token: Token, sense: Sense, clause: Clause | None) -> Iterator[Holder]:
    """Who holds it: before the noun, after "by" or "from", else whoever expresses it or acts "in" it."""
    inside = [c for c in token.children if c.dep_ == "poss"]
    inside += [t for p in token.children if p.lower_ in _SOURCES for t in _heads(p)]
    inside += [
        t
        for p in token.children
        if p.lower_ == "including"
        for q in p.children
        if q.lower_ in _SOURCES
        for t in _heads(q)
    ]
    near = (t for c in token.children if c.dep_ in ("amod", "compound") for t in conjuncts(c))
    inside += [t for t in near if reading.names.entity(t) is not None]
    inside += [t for p in token.children if p.lower_ in sense.target for t in _sources_within(reading, p)]
    inside += [token.head.head] if _states(reading, token) else []
    if _is_amid(token) or _draws(reading, token, clause):
        inside += [t for p in token.children if p.lower_ == "of" for t in _heads(p)]
        sources = (*_SOURCES, "with") if token.dep_ == "dobj" else _SOURCES  # "found favour with X"
        inside += [t for prep in sources if clause is not None for t in clause.preps.get(prep, ())]
    found = [h for t in inside for h in named_or_polity(reading, t)]
    if sense.act != "Protest" and not found:  # "its support for the government in Yemen": Yemen is where that is
        found = [h for t in _capitals(reading, token, clause) for h in named_or_polity(reading, t)]
    if not found and clause is not None and _carries(reading, token, clause):
        found = list(acting(reading, clause))
    yield from found


def _sources_within(reading: Reading, prep: Token) -> list[Token]:
    """ "Opposition to the bill from the Greens": who, hung on the bill by the parser."""
    things = [c for c in prep.children if c.dep_ == "pobj"]
    found = [t for c in things for p in c.children if p.lower_ == "from" for t in _heads(p)]
    return [t for t, _ in reading.agents(tuple(found))]


def _capitals(reading: Reading, token: Token, clause: Clause | None) -> list[Token]:
    """ "Earned applause in Rabat", "anger in Lima at Y": there the state; where people protest is no matter."""
    inside = [t for p in token.children if p.lower_ == "in" for t in _heads(p)]
    drawn = clause is not None and _draws(reading, token, clause)
    inside += clause.preps.get("in", ()) if clause is not None and drawn else ()
    return [t for t, agent in reading.agents(tuple(inside)) if agent.kind == "state"]


def _heads(prep: Token) -> list[Token]:
    """What a preposition governs, and its repetition: "of Quito and of Lima"."""
    again = [c for c in prep.children if c.dep_ == "conj" and c.lower_ == prep.lower_]
    return [t for c in prep.children if c.dep_ == "pobj" for t in conjuncts(c)] + [t for p in again for t in _heads(p)]


def _states(reading: Reading, token: Token) -> bool:
    """ "a motion in support of Y": the text takes the side."""
    in_manner = token.dep_ == "pobj" and token.head.lower_ in _MANNER
    return in_manner and bool(reading.discourse.measure(token.head.head))


def _carries(reading: Reading, token: Token, clause: Clause) -> bool:
    """ "expressed support", "pledged its support", "rallied in support", "was a sign of support"."""
    if not happens(reading, clause) or (clause.negated and token.dep_ != "pobj"):
        return False
    if token.dep_ == "pobj" and _partakes(reading, token, clause):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in _MANNER and child(token, "det") is None:
        return _is_manner(reading, token, clause) and reading.sense(clause, "vote") is None
    if token.dep_ == "pobj" and token.head.head.dep_ == "acomp" and token.head.head.lower_ in _FULL:
        return token.head.head.head.i == clause.verb.i  # "was full of praise"
    outer = (
        token.head.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _MESSAGES
        else token
    )
    lent = outer.head.i == clause.verb.i and outer.dep_ != "dative"  # "gave the rally its blessing": no rally is held
    return lent and reading.sense(clause, "lend", "express") is not None


def _is_manner(reading: Reading, token: Token, clause: Clause) -> bool:
    """True for "in protest" told of what is done, also where the parser hung it on the thing: "halts trade in protest"."""
    outer, sense = token.head.head, reading.noun(token, "stance")
    if outer.i == clause.verb.i or sense is None or sense.act != "Protest":
        return outer.i == clause.verb.i
    thing = outer.dep_ in ("dobj", "pobj") and not is_abstract(reading, outer) and not reading.noun(outer, "stance")
    return thing and clause.verb in (outer.head, outer.head.head)


def _partakes(reading: Reading, token: Token, clause: Clause) -> bool:
    """ "took part in a march against Y", "attended a rally in support of Y"."""
    noun = token.head.head
    if token.head.lower_ == "in" and noun.i == clause.verb.i:
        part = clause.lemma == "participate" or (
            clause.lemma == "take" and any(t.lower_ == "part" for t in clause.objects)
        )
        return part and reading.noun(token, "stance") is not None
    crowd = reading.noun(noun, "stance") if token.head.lower_ in _MANNER and noun.dep_ == "dobj" else None
    return crowd is not None and noun.head.i == clause.verb.i


def _is_amid(token: Token) -> bool:
    """ "Despite opposition", "amid protests", "in the face of opposition"."""
    if token.dep_ != "pobj":
        return False
    thanks = token.head.lower_ == "to" and token.head.i > 0 and token.head.nbor(-1).lower_ == "thanks"
    return thanks or token.head.lower_ in _AMID or _facing(token) is not None


def _facing(token: Token) -> Token | None:
    """The "in" of "in the face of", "in spite of"."""
    noun = token.head.head if token.head.lower_ == "of" else token
    return noun.head if noun.lower_ in _FACES and noun.head.lower_ == "in" else None


def _draws(reading: Reading, token: Token, clause: Clause | None) -> bool:
    """ "drew criticism from X", "was met with criticism from X", "came under criticism by X"."""
    if clause is None or token.dep_ in ("nsubj", "nsubjpass"):
        return False
    return clause.verb.is_ancestor(token) and reading.sense(clause, "draw") is not None


def _targets(reading: Reading, token: Token, sense: Sense, clause: Clause | None, holders: set[int]) -> Iterator[Token]:
    """What it is about: after the noun's preposition, else what is done despite it, or what draws it."""
    outer = token.head.head if token.dep_ == "pobj" and token.head.head.lemma_ in _MESSAGES else token
    preps = [
        p for noun in (token, outer) for p in noun.children if p.dep_ in ("prep", "dative") and p.lower_ in sense.target
    ]
    if token.head.lower_ in _MANNER and sense.act == "Protest" and child(token, "det") is None:
        preps += [p for p in token.children if p.lower_ == "of"]  # "in protest of the vote"
        preps += [] if preps else _right_behind(token, sense)
    own = {token.i, *holders}
    if clause is not None and token.head.i == clause.verb.i and reading.sense(clause, "withdraw") is not None:
        yield from clause.preps.get("from", ())  # "pulled their support from the cabinet"
    goals = [t for p in preps for t in p.children if t.dep_ in ("pobj", "pcomp") and t.i not in own]
    yield from (t for t in goals if t.head.lower_ != "at" or reading.discourse.chamber(t) is None)  # a place to veto in
    if clause is None:
        return
    if not goals and (_carries(reading, token, clause) or _draws(reading, token, clause)):
        yield from (t for p in sense.target for t in clause.preps.get(p, ()) if t.i not in own)
    if reading.sense(clause, "lend", "express") is not None and not _is_amid(token):
        others = (*clause.dative, *(t for t in clause.objects if t.i != token.i))
        yield from (t for t in others if t in clause.dative or reading.discourse.agent(t) is not None)
    if _draws(reading, token, clause) and not clause.negated:
        yield from _dealt_with(reading, clause)
        yield from (clause.objects if clause.passive else clause.subjects)
    outside = (_facing(token) or token.head).head
    if _is_amid(token) and (is_verb(outside) or outside.dep_ == "nsubj"):
        done = (
            *clause.objects,
            *clause.preps.get("to", ()),
            *clause.subjects,
        )  # "gave its consent to the bill over ..."
        decides = any(map(reading.discourse.chamber, clause.subjects))  # "bans rifles with the support of X"
        dealt = {t.i for t in clause.objects if decides and reading.discourse.agent(t) is None}
        if reading.sense(clause, "withstand") is not None:  # "the cabinet survives thanks to the support of X"
            dealt |= {t.i for t in clause.subjects}
        yield from (t for t in done if (t.i in dealt or is_abstract(reading, t)) and reading.noun(t, "stance") is None)
        yield outside
    elif _is_amid(token) and (measure := voters.put(reading, token)) is not None:
        yield measure  # "adopts a text deploring the raid over the objections of Chad": hung on the raid


def _right_behind(token: Token, sense: Sense) -> list[Token]:
    """The preposition of "in protest | at | the raid", hung on the words before: "with immediate effect in protest"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return [after] if after.dep_ == "prep" and after.lower_ in sense.target and after.head.i < token.i else []


def _dealt_with(reading: Reading, clause: Clause) -> Iterator[Token]:
    """What is done that "draws criticism": "the house passed the bill, drawing criticism from X" is on the bill."""
    above = reading.clauses.governor(clause) if clause.open_subject and clause.verb.dep_ == "advcl" else None
    if above is not None and not clause.passive:
        yield from (t for t in above.objects if is_abstract(reading, t))


def _speakers(
    reading: Reading, token: Token, clause: Clause | None, statements: tuple[Statement, ...]
) -> Iterator[Holder]:
    """ "A strong objection was expressed, the ministry said": who says so."""
    if clause is None or not clause.passive or clause.subjects or reading.sense(clause, "lend", "express") is None:
        return
    if token.i not in {t.i for t in clause.objects}:
        return
    for statement in statements:
        if statement.speaker is not None and statement.content.start <= token.idx < statement.content.end:
            yield Holder(token, statement.speaker, statement.on_behalf)


def _evidence(reading: Reading, token: Token, holder: Holder, about: Token, clause: Clause | None) -> Span:
    """The words from holder to target; where a verb lends the noun its force, the clause: "X has given its consent"."""
    same = [t for t in (holder.token, about) if t.sent.start == token.sent.start]
    words = spanning(reading, token, *same)
    told = clause is not None and (_carries(reading, token, clause) or _draws(reading, token, clause))
    return covering(words, reading.clause_span(clause)) if clause is not None and told else words


# --- adjectives -------------------------------------------------------------------------------------------------


def _adjective(reading: Reading, token: Token) -> Sense | None:
    return reading.lexicon.sense("adjective", token.lower_, "stance")


def _by_adjective(reading: Reading, token: Token, sense: Sense) -> Iterator[Position]:
    """ "X is critical of Y", "X remains opposed to Y", "X, supportive of Y, ..."."""
    after = (p for p in token.head.children if p.i == token.i + 1 and p.dep_ == "prep")  # hung on the verb
    preps = (p for p in (*token.children, *after) if p.lower_ in sense.target)
    goals = (t for p in preps for t in p.children if t.dep_ in ("pobj", "pcomp"))
    about = next((t for t in goals if t.lemma_ not in _MOMENTS), None)
    if about is None or any(c.dep_ == "neg" for c in token.children) or not _fits(reading, sense, about):
        return
    holders, clause = _described(reading, token)
    stance: Stance = sense.polarity or "opposes"  # type: ignore[assignment]
    if clause is not None and (clause.negated or clause.mood in ("possible", "conditional", "wished")):
        return
    for holder in holders:
        span = (
            spanning(reading, token, holder.token)
            if holder.token.sent.start == token.sent.start
            else reading.subtree(token)
        )
        why = Why(span, reading.sentence(token), "position.adjective", 0.6, token.lower_)
        yield position(reading, holder, stance, about, sense.act, why, reading.date(clause) if clause else None)


def _described(reading: Reading, token: Token) -> tuple[list[Holder], Clause | None]:
    """Whom an adjective is said of, and the clause that says so."""
    head = token.head
    fronted = token.dep_ == "advcl" and token.tag_ == "JJ"  # "furious at the vote, X recalled ..."
    if is_verb(head) and (fronted or token.dep_ in ("acomp", "attr", "conj", "oprd", "ROOT")) and head.i != token.i:
        clause = reading.clauses.at(head)
        return list(acting(reading, clause)), clause
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return list(named(reading, *(t for c in own for t in conjuncts(c)))), reading.clauses.at(token) if is_verb(
            token
        ) else None
    if token.dep_ not in ("amod", "acl") or head.i > token.i:
        return [], None
    if head.dep_ == "dobj" and token.i > 0 and token.nbor(-1).text == ",":  # "recalled its envoy, furious at the vote"
        return list(acting(reading, reading.clauses.at(head.head))) if is_verb(head.head) else [], None
    return list(named(reading, head)), None

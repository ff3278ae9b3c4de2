"""Who does what to whom, from parses written by hand: the grammar is tested without the model that guesses it.

A parse is a table in the manner of CoNLL: word, tag, label, head (counted from 1, 0 for the root), lemma if it is not
the word in lower case.
"""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from kg import lexicon
from kg.extract.clauses import Clause, Clauses
from kg.extract.parsing import parsed
from kg.extract.parsing.parsed import Doc

VOCAB = spacy.blank("en").vocab
VOCABULARY = parsed.Vocabulary(VOCAB)


def doc(table: str) -> Doc:
    """The parse that a table gives."""
    rows = [line.split() for line in table.strip().splitlines()]
    words, tags, deps = ([row[i] for row in rows] for i in (0, 1, 2))
    heads = [int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(rows)]
    found = parsed.of(SpacyDoc(VOCAB, words=words, tags=tags, deps=deps, heads=heads), VOCABULARY)
    for token, row in zip(found, rows, strict=True):
        token.lemma_ = row[4] if len(row) > 4 else row[0].lower()
    return found


def clauses(table: str) -> dict[str, Clause]:
    """The clauses of a parse, by lemma."""
    return {clause.lemma: clause for clause in Clauses(doc(table), lexicon.load())}


def said(clause: Clause) -> str:
    """A clause in a line: who does, or does not do, what to whom."""
    who, whom = (",".join(t.text for t in tokens) or "-" for tokens in (clause.subjects, clause.objects))
    return f"{who} {'not ' if clause.negated else ''}{clause.lemma} {whom}"


ACTIVE = """
Laos      NNP nsubj 2
condemned VBD ROOT  0 condemn
the       DT  det   4
vote      NN  dobj  2
"""
PASSIVE = """
The       DT  det       2
motion    NN  nsubjpass 4
was       VBD auxpass   4 be
rejected  VBN ROOT      0 reject
by        IN  agent     4
Peru      NNP pobj      5
and       CC  cc        6
Chile     NNP conj      6
"""
PASSIVE_AGENT_WITHIN = """
Kiribati   NNP nsubjpass 3
was        VBD auxpass   3 be
recognised VBN ROOT      0 recognise
as         IN  prep      3
a          DT  det       6
state      NN  pobj      4
by         IN  prep      6
Malta      NNP pobj      7
"""
SAME_SUBJECT = """
Oman     NNP nsubj 2
welcomed VBD ROOT  0 welcome
the      DT  det   4
text     NN  dobj  2
and      CC  cc    2
thanked  VBD conj  2 thank
Nepal    NNP dobj  6
"""
URGED = """
Oman      NNP nsubj 2
urged     VBD ROOT  0 urge
Nepal     NNP dobj  2
to        TO  aux   5
recognise VB  xcomp 2
Kosovo    NNP dobj  5
"""
CALLED_ON = """
Oman      NNP nsubj 2
called    VBD ROOT  0 call
on        IN  prep  2
Nepal     NNP pobj  3
to        TO  aux   6
recognise VB  xcomp 2
Kosovo    NNP dobj  6
"""
QUICK_TO = """
Oman    NNP nsubj 2
was     VBD ROOT  0 be
quick   JJ  acomp 2
to      TO  aux   5
welcome VB  xcomp 3
it      PRP dobj  5
"""
UNWILLING_TO = """
Oman      NNP nsubj 2
was       VBD ROOT  0 be
unwilling JJ  acomp 2
to        TO  aux   5
condemn   VB  xcomp 3
it        PRP dobj  5
"""
RELATIVE = """
Senators NNS nsubj 5 senator
who      WP  nsubj 3
opposed  VBD relcl 1 oppose
it       PRP dobj  3
left     VBD ROOT  0 leave
"""
PARTICIPLE = """
A         DT  det  2
motion    NN  ROOT 0
adopted   VBN acl  2 adopt
by        IN  agent 3
Fiji      NNP pobj 4
"""
ACTIVE_PARTICIPLE = """
A          DT  det  2
resolution NN  ROOT 0
condemning VBG acl  2 condemn
Fiji       NNP dobj 3
"""
FIRST_TO = """
Ghana     NNP nsubj 2
became    VBD ROOT  0 become
the       DT  det   5
first     JJ  amod  5
state     NN  attr  2
to        TO  aux   7
recognise VB  relcl 5
it        PRP dobj  7
"""
CRITICISED_FOR = """
Oman       NNP nsubj 2
criticised VBD ROOT  0 criticise
Nepal      NNP dobj  2
for        IN  prep  2
leaving    VBG pcomp 4 leave
it         PRP dobj  5
"""
NOT = """
Togo    NNP nsubj 4
did     VBD aux   4 do
not     RB  neg   4
support VB  ROOT  0
it      PRP dobj  4
"""
NO_STATE = """
No         DT  det   2
state      NN  nsubj 3
recognises VBZ ROOT  0 recognise
it         PRP dobj  3
"""
REFUSED = """
Togo    NNP nsubj 2
refused VBD ROOT  0 refuse
to      TO  aux   4
support VB  xcomp 2
it      PRP dobj  4
"""
DID_NOT_REFUSE = """
Togo    NNP nsubj 4
did     VBD aux   4 do
not     RB  neg   4
refuse  VB  ROOT  0
to      TO  aux   6
support VB  xcomp 4
it      PRP dobj  6
"""
STOPPED_SHORT = """
Togo       NNP nsubj  2
stopped    VBD ROOT   0 stop
short      RB  advmod 2
of         IN  prep   2
condemning VBG pcomp  4 condemn
it         PRP dobj   5
"""
WITHOUT = """
Togo       NNP nsubj 2
left       VBD ROOT  0 leave
without    IN  prep  2
condemning VBG pcomp 3 condemn
it         PRP dobj  4
"""
NEITHER_NOR = """
Togo    NNP nsubj   4
did     VBD aux     4 do
not     RB  neg     4
oppose  VB  ROOT    0
or      CC  cc      4
support VB  conj    4
it      PRP dobj    6
"""
HAS_YET_TO = """
Togo      NNP nsubj  2
has       VBZ ROOT   0 have
yet       RB  advmod 2
to        TO  aux    5
recognise VB  xcomp  2
it        PRP dobj   5
"""
VOTED_DOWN = """
Deputies NNS nsubj 2 deputy
voted    VBD ROOT  0 vote
down     RP  prt   2
the      DT  det   5
budget   NN  dobj  2
"""
FIGURES = """
Deputies NNS nsubj 2 deputy
voted    VBD ROOT  0 vote
60-40    CD  dobj  2
to       TO  aux   5
adopt    VB  xcomp 2
it       PRP dobj  5
"""


@pytest.mark.parametrize(
    ("table", "lemma", "expected"),
    [
        (ACTIVE, "condemn", "Laos condemn vote"),
        (PASSIVE, "reject", "Peru,Chile reject motion"),
        (PASSIVE_AGENT_WITHIN, "recognise", "Malta recognise Kiribati"),
        (SAME_SUBJECT, "thank", "Oman thank Nepal"),
        (URGED, "recognise", "Nepal recognise Kosovo"),
        (CALLED_ON, "recognise", "Nepal recognise Kosovo"),
        (QUICK_TO, "welcome", "Oman welcome it"),
        (UNWILLING_TO, "condemn", "Oman not condemn it"),
        (RELATIVE, "oppose", "Senators oppose it"),
        (PARTICIPLE, "adopt", "Fiji adopt motion"),
        (ACTIVE_PARTICIPLE, "condemn", "resolution condemn Fiji"),
        (FIRST_TO, "recognise", "Ghana recognise it"),
        (CRITICISED_FOR, "leave", "Nepal leave it"),
        (NOT, "support", "Togo not support it"),
        (NO_STATE, "recognise", "state not recognise it"),
        (REFUSED, "support", "Togo not support it"),
        (DID_NOT_REFUSE, "support", "Togo support it"),
        (STOPPED_SHORT, "condemn", "Togo not condemn it"),
        (WITHOUT, "condemn", "Togo not condemn it"),
        (NEITHER_NOR, "support", "Togo not support it"),
        (HAS_YET_TO, "recognise", "Togo not recognise it"),
        (VOTED_DOWN, "vote down", "Deputies vote down budget"),
        (FIGURES, "vote", "Deputies vote -"),
        (FIGURES, "adopt", "Deputies adopt it"),
    ],
    ids=lambda value: "" if "\n" in value else value,
)
def test_who_does_what_to_whom(table: str, lemma: str, expected: str) -> None:
    assert said(clauses(table)[lemma]) == expected


def will(word: str, tag: str = "MD") -> str:
    return f"""
    Togo      NNP nsubj 3
    {word}    {tag} aux 3
    recognise VB  ROOT  0
    it        PRP dobj  3
    """


IF = """
Togo      NNP nsubj 2
waits     VBZ ROOT  0 wait
if        IN  mark  5
Mali      NNP nsubj 5
agrees    VBZ advcl 2 agree
"""
PLANS = """
Togo      NNP nsubj 2
plans     VBZ ROOT  0 plan
to        TO  aux   4
recognise VB  xcomp 2
it        PRP dobj  4
"""
DOES_NOT_MEAN = """
It        PRP nsubj 4
does      VBZ aux   4 do
not       RB  neg   4
mean      VB  ROOT  0
Togo      NNP nsubj 7
will      MD  aux   7
recognise VB  ccomp 4
it        PRP dobj  7
"""
TOLD_BEFORE_COLON = """
Sena      NNP nsubj 2
recalled  VBD ccomp 9 recall
the       DT  det   4
line      NN  dobj  2
:         :   punct 9
Togo      NNP nsubj 9
does      VBZ aux   9 do
not       RB  neg   9
recognise VB  ROOT  0
it        PRP dobj  9
"""


@pytest.mark.parametrize(
    ("table", "lemma", "mood", "tense"),
    [
        (ACTIVE, "condemn", "real", "past"),
        (NO_STATE, "recognise", "real", "present"),
        (will("will"), "recognise", "future", "future"),
        (will("might"), "recognise", "possible", "present"),
        (IF, "agree", "conditional", "present"),
        (URGED, "recognise", "wished", "past"),
        (PLANS, "recognise", "future", "present"),
        (QUICK_TO, "welcome", "real", "past"),
        (DOES_NOT_MEAN, "recognise", "possible", "future"),
        (TOLD_BEFORE_COLON, "recall", "real", "past"),
    ],
    ids=lambda value: "" if "\n" in value else value,
)
def test_mood_and_tense(table: str, lemma: str, mood: str, tense: str) -> None:
    clause = clauses(table)[lemma]
    assert (clause.mood, clause.tense) == (mood, tense)


def test_prepositions_and_forms() -> None:
    called = clauses(CALLED_ON)["call"]
    assert [t.text for t in called.preps["on"]] == ["Nepal"]
    assert list(called.forms()) == ["call on", "call"]


def test_open_subjects_are_told_from_written_ones() -> None:
    found = clauses(URGED)
    assert not found["urge"].open_subject
    assert found["recognise"].open_subject


def test_the_governor_of_a_clause() -> None:
    parse = Clauses(doc(STOPPED_SHORT), lexicon.load())
    stopped, condemning = list(parse)
    assert parse.governor(condemning) == stopped
    assert parse.governor(stopped) is None
    assert parse.has(condemning.verb)
    assert not parse.has(condemning.objects[0])


def test_auxiliaries_and_nouns_head_no_clause() -> None:
    assert list(clauses(PASSIVE)) == ["reject"]

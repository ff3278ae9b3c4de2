"""What must not change the facts, what must change exactly one of them: behavioural tests of the whole extraction.

After Ribeiro et al., "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList" (ACL 2020): invariance under
changes that mean nothing (line ends, quotation marks, an advertisement), and a known change where the meaning does.
"""

from __future__ import annotations

import codecs
import re
import textwrap
from collections import Counter
from typing import Any

import pytest
from conftest import Read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.parsing import nlp
from kg.facts import SUMMARIES, facts
from kg.parse import parse
from kg.types import Article, Findings, Source

DAY = "2021-05-06"  # a Thursday

#: Each can be understood without the others.
SENTENCES = (
    "The Kenyan Senate adopted a resolution on Tuesday by 41 votes to 12, with three abstentions.",
    'Foreign Minister Almaz Bekele said: "The sale of the port harms the whole region."',
    "Norway does not recognise Abkhazia as a state.",
    "Bhutan urged Nepal to reopen the border crossing.",
    "Uruguay condemned the shelling of the town of Korvat.",
    "The lower house of the Chilean parliament rejected the budget on Wednesday.",
    "Samoan Prime Minister Sina Leota welcomed the ceasefire in the valley.",
    "According to the African Union, both sides have agreed to talks.",
)

Key = tuple[Any, ...]


def plain(text: str) -> str:
    """Text without what these tests vary: white space, the shape of quotation marks."""
    text = re.sub(r"[“”]", '"', re.sub(r"[‘’]", "'", text))
    return re.sub(r"\s+", " ", text).strip()


def told(found: Findings) -> Counter[Key]:
    """The facts of a text, without places in it."""
    left_out = ("evidence", "confidence", "rule")
    keys: Counter[Key] = Counter()
    for kind, values in facts(found).items():
        for fact in values if kind in SUMMARIES else ():
            flat = {k: v["text"] if isinstance(v, dict) else v for k, v in fact.items() if k not in left_out}
            keys[(kind, *(plain(v) if isinstance(v, str) else v for v in flat.values()))] += 1
    return keys


def joined(sentences: tuple[str, ...] | list[str]) -> str:
    return "\n\n".join(sentences)


TEXT = joined(SENTENCES)


# --- what must not matter ---------------------------------------------------------------------------------------------


def test_the_text_tells_a_fact_of_every_kind(read: Read) -> None:
    assert {kind for kind, *_ in told(read(TEXT, DAY))} == {*SUMMARIES}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(lambda t: t.replace('"', "“", 1).replace('"', "”", 1), id="curly quotes"),
        pytest.param(lambda t: t.replace('"', "«", 1).replace('"', "»", 1), id="angle quotes"),
        pytest.param(lambda t: t.replace(", ", ",  "), id="double spaces after commas"),
        pytest.param(lambda t: t.replace("\n\n", "\n\n\n\n"), id="more blank lines"),
        pytest.param(lambda t: t.replace(" on ", "\u00a0on "), id="no-break spaces"),
        pytest.param(lambda t: f"\n\n{t}\n\n\n", id="blank lines around"),
        pytest.param(lambda t: t + "\n\nSubscribe to our newsletter", id="subscription"),
        pytest.param(lambda t: t + "\n\nAdvertisement\n", id="advertisement"),
        pytest.param(lambda t: t + "\n\nRead more: Ten things to know about the vote", id="read more"),
        pytest.param(lambda t: t + " (Reuters)", id="outlet"),
        pytest.param(lambda t: t + " (BBC News) (The Nairobi Star)", id="outlets"),
        pytest.param(lambda t: t + "\n\nBy Jane Roe", id="byline"),
        pytest.param(lambda t: t + "\n\n© 2021 The Nairobi Star. All rights reserved.", id="rights"),
    ],
)
def test_the_facts_stay(read: Read, change: Any) -> None:
    changed = change(TEXT)
    assert changed != TEXT
    assert told(read(changed, DAY)) == told(read(TEXT, DAY))


def test_a_byte_order_mark_is_no_text(read: Read) -> None:
    (article,) = parse([Source("a", "a.txt", codecs.BOM_UTF8 + TEXT.encode())])
    assert isinstance(article, Article)
    assert told(read(article.text, DAY)) == told(read(TEXT, DAY))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(places=st.sets(st.integers(0, TEXT.count(" ") - 1), min_size=1, max_size=8))
def test_doubled_spaces_anywhere(read: Read, places: set[int]) -> None:
    words = TEXT.split(" ")
    changed = "".join(w + ("  " if n in places else " ") for n, w in enumerate(words)).rstrip(" ")
    assert told(read(changed, DAY)) == told(read(TEXT, DAY))


def test_hard_line_ends_are_spaces(read: Read) -> None:
    wrapped = "\n\n".join(textwrap.fill(sentence, 40) for sentence in SENTENCES)
    assert wrapped.count("\n") > 2 * len(SENTENCES)
    assert told(read(wrapped, DAY)) == told(read(TEXT, DAY))


# --- a sentence and its facts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", range(len(SENTENCES)))
def test_deleting_a_sentence_deletes_exactly_its_facts(read: Read, left_out: int) -> None:
    rest = [s for n, s in enumerate(SENTENCES) if n != left_out]
    own = told(read(SENTENCES[left_out], DAY))
    assert own
    assert told(read(joined(rest), DAY)) == told(read(TEXT, DAY)) - own


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(SENTENCES))
def test_the_order_of_unrelated_sentences_does_not_matter(read: Read, order: list[str]) -> None:
    assert told(read(joined(order), DAY)) == told(read(TEXT, DAY))


# --- another country, the same fact -----------------------------------------------------------------------------------

COUNTRIES = {
    "Ghana": ("GH", "Ghanaian"), "Tunisia": ("TN", "Tunisian"), "Botswana": ("BW", "Botswanan"),
    "Peru": ("PE", "Peruvian"), "Paraguay": ("PY", "Paraguayan"), "Belize": ("BZ", "Belizean"),
    "Canada": ("CA", "Canadian"), "Mongolia": ("MN", "Mongolian"), "Sri Lanka": ("LK", "Sri Lankan"),
    "Jordan": ("JO", "Jordanian"), "Vietnam": ("VN", "Vietnamese"), "Iceland": ("IS", "Icelandic"),
    "Moldova": ("MD", "Moldovan"), "Samoa": ("WS", "Samoan"), "New Zealand": ("NZ", "New Zealand"),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_country_alike(read: Read, name: str) -> None:
    code, adjective = COUNTRIES[name]
    found = facts(
        read(
            f"{name} condemned the shelling of Korvat.\n\n"
            f"{name} recognised Kosovo on Monday.\n\n"
            f"{name} said that the talks had failed.\n\n"
            f"{name} urged Monaco to release the ship.\n\n"
            f"The {adjective} parliament adopted the bill on Tuesday by 61 votes to 19.\n\n"
            f"Monaco urged {name} to release the ship.",
            DAY,
        )
    )
    assert [(p["holder"], p["holder_polity"], p["stance"]) for p in found["positions"]] == [(name, code, "opposes")]
    assert [(r["recognizer"], r["recognized"], r["status"]) for r in found["recognitions"]] == [
        (name, "Kosovo", "recognises")
    ]
    assert [(s["speaker"], s["content"]["text"]) for s in found["statements"]] == [(name, "the talks had failed")]
    assert [(d["by"], d["addressee"]) for d in found["demands"]] == [(name, "Monaco"), ("Monaco", name)]
    decided = [(d["polity"], d["outcome"], d["date"], d["for"], d["against"]) for d in found["decisions"]]
    assert decided == [(code, "adopted", "2021-05-04", 61, 19)]


# --- what must change it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "negated", "kind", "field", "values"),
    [
        ("Ghana recognises Kosovo.", "Ghana does not recognise Kosovo.", "recognitions", "status",
         ("recognises", "does-not-recognise")),
        ("Ghana recognises Kosovo.", "Ghana refuses to recognise Kosovo.", "recognitions", "status",
         ("recognises", "does-not-recognise")),
        ("Ghana recognises Kosovo.", "Ghana no longer recognises Kosovo.", "recognitions", "status",
         ("recognises", "withdraws")),
        ("Ghana recognises Kosovo.", "Ghana will recognise Kosovo.", "recognitions", "status",
         ("recognises", "will-recognise")),
        ("Ghana supported the resolution.", "Ghana refused to support the resolution.", "positions", "stance",
         ("supports", "opposes")),
        ("Ghana supported the resolution.", "Ghana did not support the resolution.", "positions", "stance",
         ("supports", "opposes")),
        ("The Kenyan Senate adopted the bill.", "The Kenyan Senate rejected the bill.", "decisions", "outcome",
         ("adopted", "rejected")),
        ("The Kenyan Senate adopted the bill.", "The Kenyan Senate failed to adopt the bill.", "decisions",
         "outcome", ("adopted", "rejected")),
        ("The Kenyan Senate adopted the bill.", "The Kenyan Senate will vote on the bill.", "decisions", "outcome",
         ("adopted", "scheduled")),
    ],
)  # fmt: skip
def test_the_opposite_is_told_as_the_opposite(
    read: Read, text: str, negated: str, kind: str, field: str, values: tuple[str, str]
) -> None:
    found = [[fact[field] for fact in facts(read(each, DAY))[kind]] for each in (text, negated)]
    assert found == [[values[0]], [values[1]]]


@pytest.mark.parametrize(
    ("text", "negated", "kind"),
    [
        ("Ghana condemned the coup.", "Ghana did not condemn the coup.", "positions"),
        ("Ghana condemned the coup.", "Ghana stopped short of condemning the coup.", "positions"),
        ("Ghana urged Peru to leave.", "Ghana did not urge Peru to leave.", "demands"),
        ("Ghana said the talks had failed.", "Ghana did not say the talks had failed.", "statements"),
        ("Ghana said the talks had failed.", "Ghana could say the talks had failed.", "statements"),
    ],
)
def test_what_did_not_happen_is_no_fact(read: Read, text: str, negated: str, kind: str) -> None:
    assert len(facts(read(text, DAY))[kind]) == 1
    assert facts(read(negated, DAY))[kind] == []


@pytest.mark.parametrize("content", ["the law is unjust", "its troops had crossed the border"])
def test_said_becomes_denied(read: Read, content: str) -> None:
    (said,) = facts(read(f"Ghana said that {content}.", DAY))["statements"]
    (denied,) = facts(read(f"Ghana denied that {content}.", DAY))["statements"]
    assert said["content"]["text"] == denied["content"]["text"] == content
    assert (said["cue"], denied["cue"]) == ("say", "deny")
    assert denied["polarity"] == "opposes"


def test_a_denied_judgement_is_no_position(read: Read) -> None:
    said, denied = (facts(read(f"Ghana {cue} that the resolution is unjust.", DAY)) for cue in ("said", "denied"))
    assert [p["stance"] for p in said["positions"]] == ["opposes"]
    assert denied["positions"] == []


# --- names nobody knows, and names of several ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "field", "value"),
    [
        ("Zorblatia condemned the coup.", "positions", "holder", "Zorblatia"),
        ("Ilse Vantongeren condemned the coup.", "positions", "holder", "Ilse Vantongeren"),
        ("The Blue River Party condemned the coup.", "positions", "holder", "Blue River Party"),
        ("Zorblatia said that the talks had failed.", "statements", "speaker", "Zorblatia"),
        ("Nguyen Thi Mai Huong said that the talks had failed.", "statements", "speaker", "Nguyen Thi Mai Huong"),
        ("The Parliament of Zorblatia adopted the bill.", "decisions", "body", "Parliament of Zorblatia"),
        ("Zorblatia's Senate adopted the bill; Kenya waits.", "decisions", "body", "Senate of Zorblatia"),
        ("Zorblatia recognised Kosovo.", "recognitions", "recognizer", "Zorblatia"),
        ("Zorblatia urged Ghana to leave.", "demands", "by", "Zorblatia"),
    ],
)
def test_unknown_names_are_kept_and_not_forced(read: Read, text: str, kind: str, field: str, value: str) -> None:
    (fact,) = facts(read(text, DAY))[kind]
    polity = fact["polity"] if kind == "decisions" else fact[f"{field}_polity"]
    assert (fact[field], polity) == (value, None)


@pytest.mark.parametrize(
    ("text", "holder", "polity"),
    [
        ("Tbilisi protested. Georgia condemned the coup.", "Georgia", "GE"),
        ("Kinshasa protested. Congo condemned the coup.", "Democratic Republic of the Congo", "CD"),
        ("Brazzaville protested. Congo condemned the coup.", "Republic of the Congo", "CG"),
        ("Pyongyang protested. Korea condemned the coup.", "North Korea", "KP"),
        ("Seoul protested. Korea condemned the coup.", "South Korea", "KR"),
        ("Washington condemned the coup.", "United States", "US"),
        ("George Washington condemned the coup.", "George Washington", None),
        ("Northern Ireland condemned the coup.", "Northern Ireland", "GB-NIR"),
        ("Ireland condemned the coup.", "Ireland", "IE"),
    ],
)
def test_names_of_several_are_told_by_context(read: Read, text: str, holder: str, polity: str | None) -> None:
    positions = facts(read(text, DAY))["positions"]
    assert [(p["holder"], p["holder_polity"]) for p in positions if "coup" in p["target"]] == [(holder, polity)]


# --- words in any order ---------------------------------------------------------------------------------------------

#: Words that rules look around: each may stand at the end of a text, where nothing follows.
HINGES = (
    "Calls for", "those", "among those who", "on", "and", ",", ";", '"', "(", "that", "to", "not", "by", "votes", "12–3",
    "On Tuesday, Nov. 30,", "calls it", "joins", "recognises", "according to", "the", "Mr", "with", "abstaining", "says",
)  # fmt: skip
WORDS = sorted({*HINGES, *(word for sentence in SENTENCES for word in sentence.split())})


@given(st.lists(st.sampled_from(WORDS), max_size=16))
@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_words_in_any_order_are_read_without_an_error(read: Read, words: list[str]) -> None:
    told(read(" ".join(words), DAY))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16))
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_mended_parse_is_a_tree_and_its_roots_are_called_so(words: list[str]) -> None:
    ((doc, _),) = nlp.parse([(" ".join(words), (), None)])
    for token in doc:
        *_, top = token, *token.ancestors
        assert top.head is top and top.dep_ == "ROOT"


@pytest.mark.parametrize("text", ("Calls for", "It likens the rebels to those", "Votes among those", "Chad joins"))
def test_a_text_may_end_where_more_was_to_come(read: Read, text: str) -> None:
    told(read(text, DAY))

"""The lexicon is sound: every sense hits the ontology and a grammar that reads it; and it is data, not code."""

from __future__ import annotations

import ast
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
from conftest import Read

from kg import data, lexicon, types
from kg.lexicon import Sense

FOLDER = data.root("ontology") / "lexicon"
PACKAGE = Path(lexicon.__file__).parent
KGO = "https://w3id.org/kgres/ontology#"
IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme"

#: What a slot may name besides a preposition: a grammatical function, or that nothing is needed.
FUNCTIONS = {"obj", "dative", "xcomp", "clause", "quote", "words", "oprd", "none"}


def senses() -> Iterator[tuple[str, Sense]]:
    """Every sense of the lexicon, with its part of speech."""
    for pos, forms in lexicon.load().senses.items():
        for found in forms.values():
            yield from ((pos, sense) for sense in found)


def strings() -> set[str]:
    """All string constants in the code that reads articles and makes them one."""
    rooms = ((PACKAGE / room).rglob("*.py") for room in ("extract", "resolve"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for paths in rooms for path in paths)
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def acts() -> set[str]:
    """The local names of the concepts of the act scheme."""
    quads = pyoxigraph.parse(path=str(data.root("ontology") / "kgo.ttl"))
    return {
        quad.subject.value.removeprefix(KGO)
        for quad in quads
        if quad.predicate.value == IN_SCHEME and quad.object.value == KGO + "ActScheme"
    }


def test_every_act_is_a_declared_concept() -> None:
    assert {sense.act for _, sense in senses() if sense.act} <= acts()


def test_every_frame_has_a_grammar_that_reads_it() -> None:
    assert {sense.frame for _, sense in senses()} <= strings()


def test_every_restriction_is_known_to_a_grammar() -> None:
    assert {only for _, sense in senses() for only in sense.only} <= strings()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("polarity", {*get_args(types.Stance), *get_args(types.Polarity)}),
        ("outcome", {*get_args(types.Outcome), "vote"}),
        ("status", {*get_args(types.RecognitionState)}),
    ],
)
def test_values_are_those_of_the_types(name: str, values: set[str]) -> None:
    assert {getattr(sense, name) for _, sense in senses() if sense.frame != "tone"} - {None} <= values


def test_tones_are_polarities_or_turn_them() -> None:
    assert {sense.polarity for _, sense in senses() if sense.frame == "tone"} <= {"supports", "opposes", "turns"}


def test_measure_nouns_and_deciding_verbs_give_kinds_of_measures() -> None:
    kinds = {sense.kind for _, sense in senses() if sense.frame in ("measure", "decide")} - {None}
    assert kinds <= {*get_args(types.MeasureKind)}


def test_slots_are_functions_or_prepositions() -> None:
    slots = {slot for _, sense in senses() for slot in (*sense.target, *sense.addressee, *sense.content)}
    assert all(slot in FUNCTIONS or (slot.isalpha() and slot.islower() and len(slot) <= 9) for slot in slots)


def test_no_form_twice_under_one_part_of_speech_and_frame() -> None:
    """A form has two senses under a frame only if their restrictions tell them apart."""
    count = Counter((pos, sense.form, sense.frame, sense.only) for pos, sense in senses())
    assert [key for key, times in count.items() if times > 1] == []


def test_forms_are_lower_case_words() -> None:
    assert [s.form for _, s in senses() if s.form != s.form.lower().strip() or "  " in s.form] == []


def test_no_form_is_both_supporting_and_opposing_as_a_stance() -> None:
    sides: dict[tuple[str, str], set[str | None]] = {}
    for pos, sense in senses():
        if sense.frame in ("stance", "judgement"):
            sides.setdefault((pos, sense.form), set()).add(sense.polarity)
    assert [form for form, polarities in sides.items() if len(polarities) > 1] == []


def test_entries_stand_in_order_of_letters() -> None:
    for path in FOLDER.glob("*.ttl"):
        names = [line.split()[0] for line in path.read_text("utf-8").splitlines() if line.startswith("lex:")]
        assert len(names) == len(set(names)), path.name
        assert len(names) > 50


# --- words are data --------------------------------------------------------------------------------------------------

ENTRY = """
lex:{form}-v a ontolex:Word ; lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:canonicalForm [ ontolex:writtenRep "{form}"@en ] ;
    ontolex:sense [ ontolex:reference kgo:{act} ; frame:type frame:{frame} ; {rest} ] .
"""
NEW_WORDS = [
    ("zorb", "Condemn", "stance", 'frame:polarity "opposes" ; frame:target "obj"',
     "Bhutan has zorbed the resolution.", "positions"),
    ("blick", "Adopt", "decide", 'frame:outcome "adopted"',
     "The Senate of Paraguay blicked the bill on Monday.", "decisions"),
    ("dulge", "Say", "speech", 'frame:polarity "neutral" ; frame:content "clause", "quote"',
     "Bhutan dulged that the talks were over.", "statements"),
    ("gorp", "Urge", "demand", 'frame:addressee "obj" ; frame:content "xcomp"',
     "Bhutan gorped Nepal to leave the valley.", "demands"),
    ("snelt", "Recognize", "recognise", 'frame:status "recognises"',
     "Bhutan snelted Kosovo on Monday.", "recognitions"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "act", "frame", "rest", "text", "kind"), NEW_WORDS)
def test_a_word_added_to_a_file_is_read(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, act: str, frame: str, rest: str,
    text: str, kind: str,
) -> None:  # fmt: skip
    assert not getattr(read(text, "2021-05-06"), kind)
    folder = shutil.copytree(FOLDER, tmp_path / "lexicon")
    with (folder / "verbs.en.ttl").open("a", encoding="utf-8") as file:
        file.write(ENTRY.format(form=form, act=act, frame=frame, rest=rest))
    wider = lexicon.load(folder)
    assert wider.of("verb", form)[0].act == act
    monkeypatch.setattr(lexicon, "load", lambda folder=None: wider)
    (found,) = getattr(read(text, "2021-05-06"), kind)
    assert form[:-1] in found.why.evidence.of(text)


def test_a_folder_without_files_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert lexicon.load(tmp_path).senses == {}


def test_look_up() -> None:
    words = lexicon.load()
    assert words.of("verb", "no such verb") == ()
    assert words.sense("verb", "condemn", "stance") is not None
    assert words.sense("verb", "condemn", "decide") is None
    assert "condemn" in words.forms("verb", "stance")


# --- entries are whole, and there are enough ---------------------------------------------------------------------------

#: What a sense of a frame that gives facts has to have, by part of speech where that differs.
NEEDED: dict[str, tuple[str, ...]] = {
    "stance": ("act", "polarity", "target"),
    "judgement": ("act", "polarity"),
    "feeling": ("act", "polarity"),
    "naming": ("act", "polarity", "content"),
    "accuse": ("act", "polarity", "content"),
    "voted": ("act", "polarity", "target"),
    "side": ("act", "polarity", "target"),
    "diplomatic": ("act", "polarity", "target"),
    "decide": ("act", "outcome"),
    "pronounce": ("act", "target"),
    "speech": ("act", "polarity"),
    "according": ("act", "polarity"),
    "thought": ("content",),
    "hearsay": ("content",),
    "demand": ("act",),
    "recognise": ("act", "status"),
    "recognised": ("act", "status"),
    "switch": ("act", "status"),
}


@pytest.mark.parametrize("frame", NEEDED)
def test_a_sense_has_what_its_frame_needs(frame: str) -> None:
    found = [(pos, sense) for pos, sense in senses() if sense.frame == frame]
    assert found
    lacking = {(s.form, name) for _, s in found for name in NEEDED[frame] if getattr(s, name) in (None, "", ())}
    lacking |= {(s.form, "content") for pos, s in found if (pos, frame) == ("verb", "speech") and not s.content}
    lacking |= {(s.form, "content") for pos, s in found if (pos, frame) == ("verb", "demand") and not s.content}
    assert lacking == set()


def test_there_are_entries_enough_for_facts_of_each_part_of_speech() -> None:
    """Entries that give facts, each counted once, however many forms it has."""
    entries = {(pos, s.file, s.entry) for pos, s in senses() if s.frame in NEEDED}
    assert len(entries) >= 900
    count = Counter(pos for pos, _, _ in entries)
    assert count["verb"] >= 250 and count["noun"] >= 150 and count["adjective"] >= 250
    assert len({s.form for _, s in senses() if s.frame in NEEDED and " " in s.form}) >= 250


def test_an_entry_of_several_words_says_so() -> None:
    """By its class: OntoLex calls it a multi-word expression."""
    for path in FOLDER.glob("*.ttl"):
        for entry in path.read_text(encoding="utf-8").split("\nlex:")[1:]:
            form = entry.partition('writtenRep "')[2].partition('"')[0]
            wanted = "ontolex:MultiWordExpression" if " " in form else "ontolex:Word"
            assert entry.partition(" a ")[2].startswith(wanted), entry[:60]


def test_every_frame_is_described() -> None:
    page = (FOLDER.parent.parent / "docs" / "lexicon.md").read_text(encoding="utf-8")
    rows = [
        line.split("|")[1] for line in page.partition("## Frames that give facts")[2].splitlines() if line[:3] == "| `"
    ]
    described = [name.strip("` ") for row in rows for name in row.split(",")]
    assert len(described) == len(set(described))
    assert set(described) == {sense.frame for _, sense in senses()}
    facts = page.partition("## Frames that give facts")[2].partition("## Frames that help")[0]
    assert {name for name in NEEDED if f"`{name}`" not in facts} == set()

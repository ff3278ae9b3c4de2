"""Where the gazetteer's Wikidata ids are from, and that its wording takes no side."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.gazetteer import Gazetteer, load

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "ontology" / "gazetteer"
#: Words that say of a disputed polity, or of its people, what only one side says.
PARTISAN = re.compile(
    r"\b(break-?away|separatis\w+|secession\w+|so-called|self-styled|puppet|rebel\w*|illegal\w*|illegitimate|occupied|"
    r"occupation|regime|terroris\w+|pseudo\w*|rightful\w*|liberated|annexed)\b",
    re.IGNORECASE,
)

#: Sources that have their ids, or their figures, from one place, and so count as one.
OF_ONE_PLACE = (frozenset({"country-coder", "country-levels"}), frozenset({"ipu-2021", "factbook-2026"}))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, frozenset[str]]]:
    """Path -> Wikidata id, and who gives it."""
    with (FOLDER / "sources.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    found = {row["path"]: (row["qid"], frozenset(row["sources"].split())) for row in table}
    assert len(found) == len(table)
    return found


@pytest.fixture(scope="module")
def seats() -> dict[str, tuple[int, frozenset[str]]]:
    """Path -> seats, and who gives them."""
    with (FOLDER / "seats.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    assert [row["path"] for row in table] == sorted({row["path"] for row in table})
    assert [row["years"] for row in table if not re.fullmatch(r"20\d\d(–20\d\d)?", row["years"])] == []
    return {row["path"]: (int(row["seats"]), frozenset(row["sources"].split())) for row in table}


def independent(sources: frozenset[str]) -> int:
    """How many sources these are, if those of one place are counted once."""
    return len(sources) - sum(max(len(sources & place) - 1, 0) for place in OF_ONE_PLACE)


def described() -> frozenset[str]:
    """The sources that the page on the gazetteer describes."""
    page = (ROOT / "docs" / "gazetteer.md").read_text("utf-8")
    return frozenset(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.M))


def test_a_wikidata_id_has_two_sources(gazetteer: Gazetteer, rows: dict[str, tuple[str, frozenset[str]]]) -> None:
    confirmed = {path: qid for path, (qid, sources) in rows.items() if independent(sources) > 1}
    assert {entity.path: entity.qid for entity in gazetteer if entity.qid} == confirmed


def test_an_id_of_one_source_is_kept_for_later_and_not_given_out(
    gazetteer: Gazetteer, rows: dict[str, tuple[str, frozenset[str]]]
) -> None:
    waiting = [path for path, (_, sources) in rows.items() if independent(sources) == 1]
    assert waiting
    assert [path for path in waiting if gazetteer.entity(path).qid] == []


def test_no_id_stands_for_two(rows: dict[str, tuple[str, frozenset[str]]]) -> None:
    assert [qid for qid, number in Counter(qid for qid, _ in rows.values()).items() if number > 1] == []
    assert [qid for qid, _ in rows.values() if not re.fullmatch(r"Q[1-9]\d*", qid)] == []


def test_every_source_is_described(
    rows: dict[str, tuple[str, frozenset[str]]], seats: dict[str, tuple[int, frozenset[str]]]
) -> None:
    used = frozenset(source for table in (rows, seats) for _, sources in table.values() for source in sources)
    assert used == described()


def test_sources_of_one_place_count_once() -> None:
    assert independent(frozenset({"ipu-2021", "factbook-2026"})) == 1
    assert independent(frozenset({"ipu-2021", "factbook-2026", "factbook-2015"})) == 2


def test_seats_have_two_sources(gazetteer: Gazetteer, seats: dict[str, tuple[int, frozenset[str]]]) -> None:
    confirmed = {path: number for path, (number, sources) in seats.items() if independent(sources) > 1}
    assert {entity.path: entity.seats for entity in gazetteer if entity.seats is not None} == confirmed
    assert len(confirmed) == 179


def test_what_is_shown_of_polities_and_territories_takes_no_side(gazetteer: Gazetteer) -> None:
    """A name that one side uses is recognised, so it may be an alias; it is never what kg writes."""
    for entity in gazetteer:
        if entity.is_polity:
            shown = (entity.name, entity.label, entity.phrase, entity.capital or "")
            assert [name for name in shown if PARTISAN.search(name)] == [], entity.path


def test_what_is_disputed_is_told_of_every_contested_polity() -> None:
    stanzas = re.findall(r"^<polity/\S+> a .*?\.$", (FOLDER / "contested.ttl").read_text("utf-8"), re.M | re.S)
    facts = re.compile(r'rdfs:comment "[^"]*\b(declared|proclaimed|recognised|administered)\b', re.IGNORECASE)
    assert len(stanzas) == 13
    assert [stanza.split()[0] for stanza in stanzas if not facts.search(stanza)] == []


@pytest.mark.parametrize(
    "file", ["contested.ttl", "territories.ttl", "subdivisions.ttl", "former-states.ttl", "chambers.ttl"]
)
def test_comments_take_no_side(file: str) -> None:
    comments = re.findall(r'rdfs:comment "([^"]*)"', (FOLDER / file).read_text("utf-8"))
    assert [comment for comment in comments if PARTISAN.search(comment)] == []


def test_partisan_words_would_be_found() -> None:
    assert PARTISAN.search("The breakaway province of Ruritania")
    assert not PARTISAN.search("Recognised by part of the members of the United Nations.")


def test_forms_are_written_cleanly(gazetteer: Gazetteer) -> None:
    forms = [(entity.path, form) for entity in gazetteer for _, form in entity.forms()]
    assert [pair for pair in forms if pair[1] != " ".join(pair[1].split()) or not pair[1]] == []


def test_seats_and_years_are_of_bodies_that_exist(gazetteer: Gazetteer) -> None:
    text = (FOLDER / "seats.ttl").read_text("utf-8")
    for path in re.findall(r"^<([^>]+)>$", text, re.M):
        assert gazetteer.entity(path).label != path, path
    assert [e.path for e in gazetteer if e.seats is not None and e.seats < 1] == []

"""The gate lets through whatever may tell a fact, and holds back what tells of no politics at all."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from kg import lexicon
from kg.extract import extract, gate, inflection
from kg.types import Article

ROOT = Path(__file__).parent.parent


def article(text: str, date: str | None = "2021-03-04", body: int = 0) -> Article:
    return Article("a", "a.txt", text, hashlib.sha256(text.encode()).hexdigest(), date, body=body)


TELLING = (
    "The Senate of Chile adopted the motion.",
    "Peru condemned the raid.",
    "The foreign minister said that talks would go on.",
    '"We shall see," a spokeswoman for the ministry told reporters.',
    "Lawmakers threw out the bill.",
    "Kenya no longer recognises Kosovo.",
    "Berlin: no support for the draft.",
    "Norway's rejection of the text came on Monday.",
    "Madrid has withdrawn its ambassador.",
    "The upper house upheld the veto.",
    "Deputies denied the request.",
    "Students condemned the law.",
    "There was criticism of the move from Peru.",
    "The opposition boycotted the vote.",
    "For Oman, the resolution is void.",
    "Norway leapt to Sweden's defence.",
    "Algeria's non-recognition of Kosovo remains.",
)
SILENT = (
    "The team flew home from Spain.",
    '"We played badly," coach Ann Hill said after the match in Kenya.',
    "The Spanish striker said that the goalkeeper had a cold.",
    "Rain fell for three hours.\n\nThe minister of the parish is eighty.",
    "A bakery in Chile won a prize. Its owner said the oven was new.",
)


@pytest.mark.parametrize("text", TELLING)
def test_what_may_tell_a_fact_is_parsed(text: str) -> None:
    assert gate.may_tell(article(f"It rained. {text} The shop was shut."))


@pytest.mark.parametrize("text", SILENT)
def test_what_can_tell_none_is_not(text: str) -> None:
    assert not gate.may_tell(article(text))


def test_the_header_is_no_part_of_it() -> None:
    header = "date 2021-03-04 Senate said\n"
    assert not gate.may_tell(article(header + "It rained.", body=len(header)))


@pytest.mark.parametrize("verb", sorted({form.split()[0] for form in lexicon.load().forms("verb", "stance")})[::40])
def test_every_form_of_a_verb_counts(verb: str) -> None:
    for form in inflection.conjugated(verb):
        assert form in gate.verbs()


def test_a_form_of_several_words_needs_them_all() -> None:
    assert gate.may_tell(article("Peru threw the bill out."))
    assert not gate.may_tell(article("A man in Peru cast a net."))


def test_an_article_that_is_not_parsed_keeps_its_place_and_its_day() -> None:
    given = [
        article("It rained."),
        article("Peru condemned the raid.", None),
        article("On 4 May 2020 it rained.", None),
    ]
    found = list(extract(given, every=False))
    assert [one.article for one in found] == given
    assert [len(one.positions) for one in found] == [0, 1, 0]
    assert [one.published for one in found] == [one.published for one in extract(given)]
    assert found[0].sentences == ()


def test_the_parser_is_not_loaded_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2021-03-04\n\nIt rained all day in Spain.\n")
    code = (
        "import sys; from kg.cli import main\n"
        f"main(['build', {str(tmp_path / 'a.txt')!r}, '--store', {str(tmp_path / 's')!r}, *sys.argv[1:]])\n"
        "print('spacy' in sys.modules)"
    )
    for options, loaded in (((), "False"), (("--every",), "True"), ((), "False")):
        run = subprocess.run(
            [sys.executable, "-c", code, *options], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert run.stdout.splitlines()[-1] == loaded
    assert "1 unchanged" in run.stdout

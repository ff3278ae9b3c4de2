"""`kg check` on the command line: findings with place and advice, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tiny import built

from kg.cli import main

EXAMPLE = (Path(__file__).parent / "data" / "example.trig").read_bytes()
DECISION = "https://kg.example/measure/norland/senate/2031-03/recognition-of-ostra/decision"


def store(folder: Path, old: bytes = b"", new: bytes = b"") -> str:
    assert old in EXAMPLE
    content = parse(EXAMPLE.replace(old, new) if old else EXAMPLE, format=RdfFormat.TRIG)
    return str(built(folder / "s", content))


def test_nothing_found_is_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--no-shapes", "--store", store(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "0 errors, 0 warnings\n")


def test_an_error_has_its_place_and_advice_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = store(
        tmp_path, b'nif:anchorOf "Vestria condemned the resolution', b'nif:anchorOf "Vestria\\u001B[2J loved it'
    )
    assert main(["check", "--no-shapes", "--store", place]) == 1
    out, err = capsys.readouterr()
    finding, tip = out.splitlines()
    assert finding.startswith(
        "error  https://kg.example/article/2031-03-05-563b42d42b4e#char=267,328  the text at 267 to 328"
    )
    assert finding.endswith("[not-verbatim]")
    assert tip.startswith("    → ")
    assert "\x1b" not in out
    assert err == "1 error, 0 warnings\n"


def test_a_warning_is_no_failure_and_json_holds_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = store(tmp_path, b"kgo:seats 80", b"kgo:seats 70")
    assert main(["check", "--no-shapes", "--format", "json", "--store", place]) == 0
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["severity"], finding["code"], finding["where"], finding["message"]) == (
        "warning", "votes-exceed-seats", DECISION, "77 votes, in a body of 70 seats",
    )  # fmt: skip
    assert "kg why" in finding["advice"]

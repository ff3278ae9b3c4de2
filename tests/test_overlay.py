"""A user's own words and names, laid over those of kg by `--ontology-dir`: each case is a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LEXICON = """@prefix ontolex: <http://www.w3.org/ns/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix kgo: <https://w3id.org/kgres/ontology#> .
@prefix frame: <https://w3id.org/kgres/frame#> .
@prefix lex: <https://mine.example/lexicon#> .
lex:carpet-v a ontolex:Word ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "carpet"@en ] ;
    ontolex:sense [ ontolex:reference kgo:Criticize ; frame:type frame:stance ; frame:polarity "opposes" ;
        frame:target "obj" ] .
"""
GAZETTEER = """@base <https://kg.example/> .
@prefix kgo: <https://w3id.org/kgres/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<state/ruritania> a kgo:State ; rdfs:label "Ruritania"@en ; skos:notation "RX" ; kgo:adjective "Ruritanian"@en .
"""
TEXT = "Peru carpeted the resolution of the Senate of Chile. The Ruritanian government welcomed it."


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, **environment}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, encoding="utf-8")


def facts(folder: Path, *options: str, **environment: str) -> dict[str, Any]:
    done = run(folder, "extract", "a.txt", *options, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for kind, text in (("lexicon", LEXICON), ("gazetteer", GAZETTEER)):
        (tmp_path / "mine" / kind).mkdir(parents=True)
        (tmp_path / "mine" / kind / "own.ttl").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_word_and_a_name_in_a_file_change_what_is_read(folder: Path) -> None:
    before, after = facts(folder), facts(folder, "--ontology-dir", "mine")
    assert ("Peru", "opposes") not in {(p["holder"], p["stance"]) for p in before["positions"]}
    found = {(p["holder"], p["holder_polity"], p["stance"]) for p in after["positions"]}
    assert found == {("Peru", "PE", "opposes"), ("Government of Ruritania", "RX", "supports")}
    assert facts(folder, KG_ONTOLOGY_DIR="mine") == after


def test_a_build_reads_anew_when_the_words_change(folder: Path) -> None:
    ask = ("query", "ASK { <state/peru> ^kgo:holder/kgo:polarity kgo:Oppose }")
    assert run(folder, "build", "a.txt").returncode == 0
    assert run(folder, *ask).stdout == "false\n"
    assert run(folder, "build", "a.txt", "--ontology-dir", "mine").returncode == 0
    assert run(folder, *ask).stdout == "true\n"
    assert (
        "Ruritania" in run(folder, "query", "positions", "-p", "holder=ruritanian government", "--format", "csv").stdout
    )


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("lexicon", "lex:no a .", "own.ttl"),
        ("lexicon", LEXICON.replace("frame:type frame:stance ;", ""), "an entry lacks type"),
        ("gazetteer", "<state/x> a", "own.ttl"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_in_one_line(folder: Path, kind: str, text: str, message: str) -> None:
    (folder / "mine" / kind / "own.ttl").write_text(text, encoding="utf-8")
    done = run(folder, "extract", "a.txt", "--ontology-dir", "mine")
    assert done.returncode == 2
    assert message in done.stderr and done.stderr.count("\n") == 1


def test_so_it_is_by_several_processes(folder: Path) -> None:
    (folder / "mine" / "lexicon" / "own.ttl").write_text("lex:no a .", encoding="utf-8")
    done = run(folder, "extract", "a.txt", "--ontology-dir", "mine", "-j", "2")
    assert done.returncode == 2
    assert "own.ttl" in done.stderr and done.stderr.count("\n") == 1


def test_a_folder_without_either_is_told(folder: Path) -> None:
    done = run(folder, "extract", "a.txt", "--ontology-dir", "nowhere")
    assert done.returncode == 2 and "no lexicon/*.ttl and no gazetteer/*.ttl" in done.stderr

"""kg.facts: findings made by hand, as the facts format has them."""

from __future__ import annotations

import json
from typing import Any

from kg.facts import SUMMARIES, facts, summary
from kg.types import (
    Agent,
    Article,
    DateValue,
    Decision,
    Demand,
    Findings,
    Measure,
    Position,
    Published,
    Recognition,
    Span,
    Statement,
    Tally,
    Target,
    Why,
)

TEXT = " date 2001-02-03 The Diet of Freedonia on Friday adopted a motion urging Sylvania to leave. “No,” it said."
DIET = Agent("body/freedonia/diet", "Diet of Freedonia", "chamber", "XF")
SYLVANIA = Agent("state/sylvania", "Sylvania", "state", None)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


WHY = Why(at("The Diet of Freedonia on Friday adopted"), at(TEXT[17:93]), "adopt", 0.87654)
MEASURE = Measure("m1", "motion", DIET, None, ("leave",), (at("a motion"),))


def told(**kinds: Any) -> dict[str, Any]:
    article = Article("a", "a.txt", TEXT, "0", "2001-02-03", at("2001-02-03"), 17)
    published = Published("2001-02-03", "stated", (at("2001-02-03"),))
    return facts(Findings(article, published, measures=(MEASURE,), **kinds))


def test_every_passage_is_verbatim_at_its_offsets() -> None:
    found = told(decisions=(Decision(DIET, "m1", "motion", "adopted", WHY),))

    def passages(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for item in value for found in passages(item)]
        if isinstance(value, dict):
            return [value] if "start" in value else [found for item in value.values() for found in passages(item)]
        return []

    assert len(passages(found)) == 2
    assert all(TEXT[p["start"] : p["end"]] == p["text"] for p in passages(found))


def test_a_decision_has_its_figures_and_none_where_the_text_tells_none() -> None:
    day = DateValue("2001-02-02", "2001-02-02", "2001-02-02", "relative")
    counted = Decision(DIET, "m1", "motion", "adopted", WHY, day, Tally(30, 2), "leaving")
    bare = Decision(DIET, "m1", "motion", "scheduled", WHY)
    first, second = told(decisions=(counted, bare))["decisions"]
    assert first | {"evidence": None} == {
        "body": "Diet of Freedonia", "polity": "XF", "measure": "motion", "outcome": "adopted", "date": "2001-02-02",
        "for": 30, "against": 2, "abstain": None, "total": None, "unanimous": None, "about": "leaving",
        "evidence": None, "confidence": 0.877, "rule": "adopt",
    }  # fmt: skip
    assert [second[key] for key in ("date", "for", "against", "unanimous", "about")] == [None] * 5


def test_a_position_a_recognition_and_a_statement() -> None:
    found = told(
        positions=(Position(SYLVANIA, "opposes", Target("a motion", "measure"), "Reject", WHY),),
        recognitions=(Recognition(DIET, SYLVANIA, "state", "does-not-recognise", WHY),),
        statements=(Statement(SYLVANIA, at("“No,”"), "say", True, "opposes", WHY, role="neighbour"),),
    )
    (position,), (recognition,), (statement,) = found["positions"], found["recognitions"], found["statements"]
    assert (position["holder"], position["holder_polity"], position["holder_kind"]) == ("Sylvania", None, "state")
    assert (position["stance"], position["target"], position["target_kind"]) == ("opposes", "a motion", "measure")
    assert (recognition["recognizer"], recognition["recognizer_polity"]) == ("Diet of Freedonia", "XF")
    assert (recognition["recognized"], recognition["status"]) == ("Sylvania", "does-not-recognise")
    assert (statement["speaker"], statement["speaker_role"], statement["cue"]) == ("Sylvania", "neighbour", "say")
    assert statement["content"]["text"] == "“No,”"
    assert statement["quote"] is True


def test_a_measure_that_speaks_or_asks_is_traced_to_its_body() -> None:
    content = at("to leave")
    found = told(
        statements=(Statement(None, content, "state", False, "neutral", WHY, measure="m1"),),
        demands=(
            Demand(None, SYLVANIA, content, "Urge", WHY, measure="m1"),
            Demand(DIET, None, content, "Urge", WHY, measure="m1"),
        ),
    )
    (statement,) = found["statements"]
    assert (statement["speaker"], statement["speaker_polity"], statement["speaker_kind"]) == (
        "resolution",
        "XF",
        "other",
    )
    first, second = found["demands"]
    assert (first["by"], first["by_polity"], first["addressee"]) == ("resolution", "XF", "Sylvania")
    assert (second["by"], second["by_polity"], second["addressee"]) == ("Diet of Freedonia", "XF", None)


def test_an_inferred_date_has_all_its_reasons() -> None:
    published = Published("2001-02-03", "inferred", (at("on Friday"), at("a motion")), "because", 0.9)
    found = facts(Findings(Article("a", "a.txt", TEXT, "0"), published))["published"]
    assert found["evidence"]["text"] == "on Friday"
    assert [passage["text"] for passage in found["reasons"]] == ["on Friday", "a motion"]
    assert (found["reason"], found["confidence"]) == ("because", 0.9)
    unknown = facts(Findings(Article("a", "a.txt", TEXT, "0"), Published(None, "none")))["published"]
    assert unknown == {"date": None, "basis": "none", "evidence": None}


def test_facts_are_json_and_each_kind_has_a_line_for_people() -> None:
    found = told(
        decisions=(Decision(DIET, "m1", "motion", "adopted", WHY, tally=Tally(30, 2, unanimous=False)),),
        demands=(Demand(None, None, at("to leave"), "Urge", WHY),),
    )
    assert json.loads(json.dumps(found)) == found
    assert summary(found["decisions"][0], "decisions") == "Diet of Freedonia: motion adopted (30 for, 2 against)"
    assert summary(found["demands"][0], "demands") == "? asks ?: to leave"
    assert set(SUMMARIES) == {"decisions", "positions", "recognitions", "statements", "demands"}

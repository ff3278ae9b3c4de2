"""Demands in shapes of their own: told before the words of asking, by drafts, by nouns, with asides, taken over by others."""

from __future__ import annotations

import pytest

from tests.conftest import Read

Asked = set[tuple[str, str | None, str]]
CASES: list[tuple[str, Asked]] = [
    (
        "Chad should lift its siege and let in aid, the Security Council demands in a resolution.",
        {("United Nations Security Council", "Chad", "lift its siege and let in aid")},
    ),
    (
        "Belgrade should close the camp, the European Parliament urged in a resolution.",
        {("European Parliament", "Serbia", "close the camp")},
    ),
    ("Students insist that the rector resign.", {("Students", "rector", "the rector resign")}),
    ("The envoy insists that the talks are open.", set()),
    ("EU envoy Ana Lopez bids Minsk free the prisoners.", {("Ana Lopez", "Belarus", "free the prisoners")}),
    (
        "Chad rejected a Sudanese demand for an apology over the raid.",
        {("Sudan", "Chad", "an apology over the raid")},
    ),
    ("Fiji welcomed a Sudanese call for talks.", {("Sudan", None, "talks")}),
    (
        "The teachers' union renewed its demand for an inquiry into the shooting.",
        {("teachers' union", None, "an inquiry into the shooting")},
    ),
    ("The Security Council rejected a Russian text asking for an inquiry.", {("resolution", None, "an inquiry")}),
    ("The US draft calls on Iran to halt enrichment.", {("resolution", "Iran", "halt enrichment")}),
    (
        "The Folketing adopted a motion in which it asks the government to recognise Palestine.",
        {("Folketing of Denmark", "Government of Denmark", "recognise Palestine")},
    ),
    (
        "Norway urges Israel to resume, without preconditions, talks on borders.",
        {("Norway", "Israel", "resume, without preconditions, talks on borders")},
    ),
    (
        "The General Assembly asks Chad to appoint, within three months, a panel of experts.",
        {("United Nations General Assembly", "Chad", "appoint, within three months, a panel of experts")},
    ),
    (
        "The Senate of Chile passed a motion in which it asks Peru to open the border.",
        {("Senate of Chile", "Peru", "open the border")},
    ),
    (
        "Fiji is angry. Its envoy in New York, Ana Lopez, urged Chad to vote.",
        {("Ana Lopez", "Chad", "vote")},
    ),
    (
        "Meeting in Suva, the Arab League's foreign ministers and the Security Council call on Chad to act.",
        {("the Arab League's foreign ministers", "Chad", "act"), ("United Nations Security Council", "Chad", "act")},
    ),
    (
        "Its envoy to the talks, Carl Berg, pressed Chad to sign; so did Niger.",
        {("Carl Berg", "Chad", "sign"), ("Niger", "Chad", "sign")},
    ),
    ("Turkey's demand for an apology was brushed aside by Israel.", {("Turkey", "Israel", "an apology")}),
    ("Ana Lopez calls upon the people to rise.", {("Ana Lopez", "people", "rise")}),
    ("Peru called on the powers at war to stop.", {("Peru", "powers", "stop")}),
    (
        "Peru is calm, and its doctors' union renews its demand for an inquiry.",
        {("doctors' union", None, "an inquiry")},
    ),
    ("Fiji, Chad and the United Arab Emirates back Ana Lopez.", set()),
    ("Norway seeks the release of the crew.", {("Norway", None, "the release of the crew")}),
    ("Peru begs donors for tents and blankets.", {("Peru", "donors", "tents and blankets")}),
    (
        "Japan has sent Seoul a note, requiring it to remove the statue.",
        {("Japan", "South Korea", "remove the statue")},
    ),
    ("The new resolution requires a review of the mandate to begin in May.", set()),
    ("Peru backs a moratorium on mining proposed by Palau.", set()),
    (
        "Ana Lopez urged Chad to enforce the law, under which three people were convicted.",
        {("Ana Lopez", "Chad", "enforce the law")},
    ),
    (
        "Spain demanded an inquiry into the blast, and so did Portugal and Italy.",
        {
            ("Spain", None, "an inquiry into the blast"),
            ("Portugal", None, "an inquiry into the blast"),
            ("Italy", None, "an inquiry into the blast"),
        },
    ),
    (
        "Norway demanded the release of the crew. Chile welcomed the step, and so did Peru.",
        {("Norway", None, "the release of the crew")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_asked_of_whom(read: Read, text: str, expected: Asked) -> None:
    found = read(text).demands
    told = {
        (d.by.name if d.by else "resolution", d.addressee.name if d.addressee else None, d.content.of(text))
        for d in found
    }
    assert told == expected

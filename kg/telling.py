"""What stands behind an answer, for people and for programs: reasons with the words marked, profiles, findings of checks.

Text of articles can do nothing to a terminal or a page: control characters are made visible, Markdown is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, TextIO

from kg.lookup import Lookup
from kg.profile import Fact, Profile
from kg.render import Style, markdown_text, visible
from kg.types import Problem
from kg.why import Place, Reason, Why, counted

FORMATS = ("table", "md", "json")
QUOTE = 160
SEVERITIES = ("error", "warning")


def why_text(told: Iterable[Why], out: TextIO, style: Style, look: Lookup) -> None:
    """Each thing with its reasons, the words marked: in colour if the style has it, else in brackets."""
    for number, one in enumerate(told):
        lines = list(_why_lines(one, look, style.colour))
        out.write(("\n" if number else "") + "\n".join(lines) + "\n")


def _why_lines(told: Why, look: Lookup, colour: bool) -> Iterator[str]:
    yield visible(told.label)
    yield visible(look.short(told.iri))
    yield from (f"  {visible(note)}" for note in told.notes)
    for reason in told.reasons:
        yield ""
        if reason.record != told.iri:
            yield f"  {visible(reason.claim or reason.record)}"
        yield f"  {_how(reason)}"
        for place in reason.places:
            yield f"    {marked(place, colour)}"
            yield f"      {source(place, look)}"


def _how(reason: Reason) -> str:
    """Kind, rule, word and confidence of a report."""
    parts = [
        reason.kind,
        f"confidence {reason.confidence}" if reason.confidence else "",
        f"rule {reason.rule}" if reason.rule else "",
        f'word "{reason.cue}"' if reason.cue else "",
        reason.basis,
        reason.rationale,
    ]
    return visible(", ".join(part for part in parts if part))


def source(place: Place, look: Lookup) -> str:
    """Where a passage stands: the article's title, outlet, day and IRI."""
    where = place.passage
    parts = [f"“{where.title}”", where.outlet, where.published or "undated", look.short(where.iri)]
    return visible(", ".join(part for part in parts if part))


def marked(place: Place, colour: bool) -> str:
    """A sentence on one line with its words marked."""
    before, after = ("\x1b[1;33m", "\x1b[0m") if colour else ("[", "]")
    sentence, pieces, end = place.passage.sentence, [], 0
    for start, stop in place.marks:
        pieces += [_line(sentence[end:start]), before, _line(sentence[start:stop]), after]
        end = stop
    return "".join([*pieces, _line(sentence[end:])])


def _line(text: str) -> str:
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def why_json(told: Iterable[Why], out: TextIO, style: Style, look: Lookup) -> None:
    """The same for programs: a list."""
    out.write(json.dumps([why_data(one) for one in told], ensure_ascii=False, indent=2) + "\n")


def why_data(told: Why) -> dict[str, Any]:
    """Reasons as plain data; `marks` are offsets into `sentence`."""
    reasons = [_reason_json(reason) for reason in told.reasons]
    return {"iri": told.iri, "label": told.label, "notes": list(told.notes), "reasons": reasons}


def _reason_json(reason: Reason) -> dict[str, Any]:
    sure = float(reason.confidence) if reason.confidence else None
    known = reason._asdict() | {"confidence": sure}
    evidence = [place.passage._asdict() | {"marks": [list(mark) for mark in place.marks]} for place in reason.places]
    del known["places"]
    return known | {"evidence": evidence}


WHY: dict[str, Callable[[Iterable[Why], TextIO, Style, Lookup], None]] = {"text": why_text, "json": why_json}


def quote(fact: Fact) -> str:
    """A sentence short enough for a line, with how many articles tell the same."""
    line = " ".join(fact.sentence.split())
    cut = line if len(line) <= QUOTE else f"{line[:QUOTE].rpartition(' ')[0]} …"
    return f"{cut} (and in {counted(fact.reports - 1, 'other article')})" if fact.reports > 1 else cut


def _groups(told: Profile) -> Iterator[tuple[str, list[Fact]]]:
    for group, facts in groupby(told.facts, key=lambda one: one.group):
        yield group, list(facts)


def _heading(told: Profile, look: Lookup) -> list[str]:
    known = [f"{word}: {value}" for word, value in told.about]
    return [told.label, ", ".join([*told.kinds, look.short(told.iri)]), *known]


def profile_table(told: Profile, out: TextIO, style: Style, look: Lookup) -> None:
    """The profile as lines, one group after the other."""
    out.write("\n".join(visible(line) for line in _heading(told, look)) + "\n")
    for group, facts in _groups(told):
        out.write(f"\n{_bold(group, style)} ({len(facts)})\n")
        for one in facts:
            out.write(f"  {visible(one.date) or 'undated':<13}  {visible(one.fact)}\n")
            if one.sentence:
                out.write(f"{'':17}{visible(quote(one))}\n")
            out.write(f"{'':17}{visible(_place(one, look))}\n")
    if not told.facts:
        out.write("\nno facts\n")


def _place(fact: Fact, look: Lookup) -> str:
    parts = [
        f"confidence {fact.confidence}" if fact.confidence else "",
        look.short(fact.article),
        look.short(fact.record),
    ]
    return ", ".join(part for part in parts if part)


def _bold(text: str, style: Style) -> str:
    return f"\x1b[1m{text}\x1b[0m" if style.colour else text


def profile_markdown(told: Profile, out: TextIO, style: Style, look: Lookup) -> None:
    """The profile as a page of Markdown, one table a group."""
    name, *rest = _heading(told, look)
    out.write(f"# {markdown_text(name)}\n\n" + "".join(f"* {markdown_text(line)}\n" for line in rest))
    for group, facts in _groups(told):
        out.write(
            f"\n## {group[0].upper()}{group[1:]}\n\n| date | fact | sentence | confidence | article |\n|{' --- |' * 5}\n"
        )
        for one in facts:
            cells = (one.date, one.fact, quote(one), one.confidence, look.short(one.article))
            out.write("| " + " | ".join(markdown_text(cell) for cell in cells) + " |\n")


def profile_json(told: Profile, out: TextIO, style: Style, look: Lookup) -> None:
    """The profile for programs: facts by group."""
    facts = {group: [fact_data(one) for one in facts] for group, facts in _groups(told)}
    out.write(json.dumps(profile_data(told) | {"facts": facts}, ensure_ascii=False, indent=2) + "\n")


def profile_data(told: Profile) -> dict[str, Any]:
    """A profile as plain data, without its facts."""
    return {"iri": told.iri, "label": told.label, "kinds": list(told.kinds), "about": dict(told.about)}


def fact_data(fact: Fact) -> dict[str, Any]:
    """A fact as plain data, without its group."""
    known = fact._asdict() | {"confidence": float(fact.confidence) if fact.confidence else None}
    del known["group"]
    return known


PROFILES: dict[str, Callable[[Profile, TextIO, Style, Lookup], None]] = {
    "table": profile_table,
    "md": profile_markdown,
    "json": profile_json,
}


def findings_text(found: Iterable[Problem], out: TextIO, advice: Callable[[str], str]) -> None:
    """What checks found, errors first: severity, place, what, and once for each kind what to do."""
    for severity in SEVERITIES:
        mine = [problem for problem in found if problem.severity == severity]
        for code, same in groupby(sorted(mine, key=lambda one: one.code), key=lambda one: one.code):
            for problem in same:
                out.write(visible(f"{severity}  {problem.where}  {problem.message} [{code}]") + "\n")
            if tip := advice(code):
                out.write(f"    → {tip}\n")


def findings_json(found: Iterable[Problem], out: TextIO, advice: Callable[[str], str]) -> None:
    """The same for programs."""
    listed = [
        {
            "severity": problem.severity,
            "code": problem.code,
            "where": problem.where,
            "message": problem.message,
            "advice": advice(problem.code),
        }
        for problem in found
    ]
    out.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")


FINDINGS: dict[str, Callable[[Iterable[Problem], TextIO, Callable[[str], str]], None]] = {
    "text": findings_text,
    "json": findings_json,
}

"""kg.header and the parameters it tells of: what headers may say, and where a broken one is broken."""

from __future__ import annotations

import re

import pytest

from kg import data, questions
from kg.errors import QueryError
from kg.header import header
from kg.questions import question

HEADER = """#+ summary: 'Who, "where": and when'
#+ description: |
#+   First line.
#+   Second line: with a colon.
#+ tags:
#+   - stance
#+   - people
#+ defaults: {since: "2024-01-01", limit: 50, share: 0.5,
#+   all: true}
#+ enumerate:
#+   - kind: [person, 'the body']
#+   - topic
#+ values: {topic: "?s a ?value"}
# not a header: x
SELECT ?s { ?s ?_topic ?__since_date ; ?_kind ?_limit, ?_share, ?_all, ?_, ?__, "?_text", <?_iri> }"""


def test_a_header_is_read() -> None:
    asked = question(HEADER)
    assert asked.summary == 'Who, "where": and when'
    assert asked.description == "First line. Second line: with a colon."
    assert asked.tags == ("stance", "people")
    found = {p.name: (p.type, p.required, p.default, p.choices, p.pattern) for p in asked.parameters}
    assert found == {
        "topic": ("string", True, None, (), "?s a ?value"),
        "since": ("date", False, "2024-01-01", (), ""),
        "kind": ("string", True, None, ("person", "the body"), ""),
        "limit": ("number", False, 50, (), ""),
        "share": ("number", False, 0.5, (), ""),
        "all": ("boolean", False, True, (), ""),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "#+ summary: a: b\nASK {}",
            r'q\.rq:1:14: broken header: ":" means something else here; put the text into quotes',
        ),
        ("# x\n#+ tags: [a, b\nASK {}", r'q\.rq:2:15: broken header: expected "," or "\]", found the end'),
        ("#+ tags: [a b}]\nASK {}", r'q\.rq:1:14: broken header: expected "," or "\]", found "}"'),
        ('#+ defaults: {who "me"}\nASK {}', r'q\.rq:1:23: broken header: expected ":", found'),
        ("#+ summry: x\nASK {}", r'q\.rq:1:4: broken header: no key "summry"; did you mean "summary"\?'),
        ("#+ summary: x\n#+ summary: y\nASK {}", r'q\.rq:2:4: broken header: "summary" stands there twice'),
        ("#+ summary: x\n#+ more words\nASK {}", r'q\.rq:2:4: broken header: expected "key: value"'),
        ("#+ summary:\nASK {}", r"q\.rq:1:\d+: broken header: there is no value"),
        ('#+ summary: "x\nASK {}', r"q\.rq:1:13: broken header: this is never closed"),
        ('#+ summary: "x" y\nASK {}', r'q\.rq:1:17: broken header: "y" is too much'),
        ("#+ defaults: {whom: x}\nASK { ?s ?p ?_who }", r'1:4: .*defaults: no parameter "whom"; did you mean "who"\?'),
        ("#+ enumerate: {who: x}\nASK { ?s ?p ?_who }", r"1:4: .*enumerate: who: expected \[one, two\]"),
        ("#+ defaults: {k: c}\n#+ enumerate: {k: [a, b]}\nASK { ?s ?p ?_k }", r"1:4: .*k is one of a, b"),
        ("#+ defaults: 5\nASK { ?s ?p ?_k }", r"1:4: .*defaults: expected {name: value}"),
    ],
)
def test_a_broken_header_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        question(text, "q.rq")


@pytest.mark.parametrize(
    "text", ["{", "}", "[[[", "{a: ", "{a: b", "[,]", "{a b}", "{: 1}", "[1, 2]]", "{'a': ]}", "'", "&a", "@"]
)
def test_no_header_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"q\.rq:1:\d+: broken header"):
        question(f"#+ tags: {text}\nASK {{}}", "q.rq")


@pytest.mark.parametrize("path", sorted(data.root("queries").glob("*.rq")), ids=lambda path: path.stem)
def test_grlc_which_reads_yaml_reads_the_same(path: object) -> None:
    yaml = pytest.importorskip("yaml")
    for text in (questions.loaded(path).text, HEADER):  # type: ignore[arg-type]
        lines = re.findall(r"^#\+ ?(.*)$", text, re.MULTILINE)
        theirs = yaml.safe_load("\n".join(lines))
        ours = {key: entry.value for key, entry in header(text).items()}
        assert {
            key: " ".join(value.split()) if isinstance(value, str) else value for key, value in theirs.items()
        } == ours

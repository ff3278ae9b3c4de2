"""What the saved questions answer over an invented graph: golden rows, in order, and who must not be among them."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
import question_graph
from pyoxigraph import Store
from question_graph import ARTICLES, BASE, path

from kg import data
from kg.check import check
from kg.errors import BadParameter
from kg.named import Names, names_by, resolved
from kg.query import bound
from kg.questions import loaded
from kg.several import together

NAMES = sorted(file.stem for file in data.root("queries").glob("*.rq"))
DAYS = {path(name): name for name in ARTICLES}
OSTRA, BY_NORLAND = "Senate resolution on Ostra", "Recognition of Ostra by Norland"
MOTION, FISH, CANAL = "Assembly motion on sanctions", "Norland fisheries bill", "Council resolution on the canal"
MINISTRY = "Ministry of Foreign Affairs of Vestria"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(question_graph.quads())
    return store


def plain(store: Store, query: str) -> list[tuple[str, ...]]:
    from kg.vocabulary import PREFIXES

    rows = store.query(query, base_iri=BASE, prefixes=PREFIXES, use_default_graph_as_union=True)
    return [tuple("" if term is None else term.value for term in row) for row in rows]


def names(store: Store) -> Names:
    return names_by(lambda query: plain(store, query))


def ask(store: Store, question: str) -> list[dict[str, str]]:
    """The rows of "name -p a=b -p c=d": articles by the names that they have in the fixture."""
    name, *given = question.split(" -p ")
    asked = loaded(data.root("queries") / f"{name}.rq")
    values = together((parameter, value) for parameter, value in (one.split("=", 1) for one in given))
    query = bound(asked, resolved(asked, values, names(store)).values, BASE)
    result = store.query(query.text, base_iri=BASE, use_default_graph_as_union=True)
    columns = [variable.value for variable in result.variables]
    rows = [["" if term is None else term.value.removeprefix(BASE) for term in row] for row in result]
    return [dict(zip(columns, [DAYS.get(value, value) for value in row], strict=True)) for row in rows]


# What is asked, which columns of the answer are compared (`sentence`: its first word), and the rows in order.
GOLDEN: dict[str, tuple[str, list[str]]] = {
    "opponents": (
        "opponent by sense through act date article",
        [
            f"{MINISTRY}|Ada Holm|direct||reject|by 2031-03-05|first",
            f"{MINISTRY}|Ada Holm|direct||reject|by 2031-03-06|copy",
            "Sündria|Sündria|direct||oppose|2031-03-06|second",
            f"Sündria|Sündria|via resolution|{OSTRA}|oppose|2031-03-06|second",
            f"Vestria|Vestria|via resolution|{OSTRA}|condemn|2031-03-05|first",
            f"Vestria|Vestria|via resolution|{OSTRA}|condemn|2031-03-05|copy",
            f"Vestria|Vestria|via resolution|{OSTRA}|condemn|by 2032-06-10|later",
        ],
    ),
    "opponents -p target=ostra": (
        "opponent",
        ["Ministry of Foreign Affairs of Vestria"] * 2 + ["Sündria"] * 2 + ["Vestria"] * 3,
    ),
    "opponents -p target=recognition of OSTRA": (
        "opponent",
        ["Ministry of Foreign Affairs of Vestria"] * 2 + ["Sündria"] * 2 + ["Vestria"] * 3,
    ),
    "opponents -p target=senate resolution on Ostra": (
        "opponent sense article",
        ["Sündria|direct|second", "Vestria|direct|first", "Vestria|direct|copy", "Vestria|direct|later"],
    ),
    "opponents -p target=canal": ("opponent target act", [f"Sündria|{CANAL}|vote against"]),
    "opponents -p target=Ada Holm": ("opponent", []),
    "supporters": (
        "supporter sense through act article",
        [
            f"Senate of Norland|direct|{OSTRA}|adopt|first",
            f"Senate of Norland|direct|{OSTRA}|adopt|copy",
            "Sündria|direct||welcome|later",
        ],
    ),
    "positions -p holder=SUNDRIA -p side=support": (
        "holder side target act date",
        [f"Sündria|support|{BY_NORLAND}|welcome|by 2032-06-10"],
    ),
    "positions -p holder=ministry of foreign affairs of vestria -p target=recognition of ostra by norland": (
        "holder for side article",
        [f"Ada Holm|{MINISTRY}|oppose|first", f"Ada Holm|{MINISTRY}|oppose|copy"],
    ),
    "voting-record -p of=Norland": (
        "date who role measure outcome for against abstained",
        [
            f"2031-03-04|Senate of Norland|decided|{OSTRA}|adopted|61|12|4",
            f"2032-05|Senate of Norland|decided|{FISH}|rejected|20|40|",
        ],
    ),
    "voting-record -p of=sundria": ("date role measure outcome", [f"by 2032-06-10|voted against|{CANAL}|adopted"]),
    "voting-record -p since=2032 -p until=2032-05": ("who measure", [f"Senate of Norland|{FISH}"]),
    "measures -p subject=quotas": (
        "measure kind body date outcome subjects articles sources",
        [f"{FISH}|bill|Senate of Norland|2032-05|rejected|fish, quotas|1|1"],
    ),
    "measures -p subject=RECOGNITION": ("measure articles sources", [f"{OSTRA}|4|3"]),
    "measures -p body=Norland": ("measure", [OSTRA, FISH]),
    "measures -p subject=against norland": ("measure", [MOTION]),
    "tallies": (
        "measure for against abstained cast accounted check margin share",
        [
            f"{OSTRA}|61|12|4|77|77|adds up|49|0.84",
            f"{FISH}|20|40||65|60|5 not accounted for|-20|0.33",
            f"{MOTION}|99|||98|99|1 more than voted||",
        ],
    ),
    "said-about -p about=recognition of ostra by norland": (
        "speaker office for side content date",
        [
            f"Ada Holm|foreign minister of Vestria|{MINISTRY}|oppose|This is an unfriendly act,|by 2031-03-05",
            f"Ada Holm|foreign minister of Vestria|{MINISTRY}|oppose|This is an UNFRIENDLY act,|by 2031-03-06",
        ],
    ),
    "said-about -p speaker=ministry": (
        "about article",
        [f"{BY_NORLAND}|first", f"{BY_NORLAND}|copy", f"{OSTRA}|first", f"{OSTRA}|copy"],
    ),
    "statements -p speaker=government": (
        "speaker content about article",
        ["Government of Norland|that it had taken note||later"],
    ),
    "demands -p addressee=vestria": (
        "by addressee act content date",
        ["Government of Norland|Vestria|urge|to send its ambassador back|by 2031-03-07"],
    ),
    "demands -p by=Sündria": ("by addressee content", ["Sündria||calm"]),
    "demands -p addressee=government of norland": (
        "by body article",
        [f"{OSTRA}|Senate of Norland|first", f"{OSTRA}|Senate of Norland|copy"],
    ),
    "recognitions -p recognizer=Sundria": (
        "recognizer recognized object state published",
        ["Sündria|Ostra|state|recognizes|2032-06-10"],
    ),
    "recognition-history -p recognized=Ostra": (
        "recognizer object state first last articles sources",
        [
            "Norland|state|does not recognize|2031-03-05|2031-03-06|2|1",
            "Sündria|state|recognizes|2032-06-10|2032-06-10|1|1",
        ],
    ),
    "diplomatic-acts": (
        "date actor act addressee over article",
        [f"2031-03-05|Vestria|recall|Norland|{OSTRA}|first", f"2031-03-05|Vestria|recall|Norland|{OSTRA}|copy"],
    ),
    "diplomatic-acts -p actor=Norland": ("actor", []),
    "differences": (
        "about property verdict value preferred articles sources",
        [
            f"{OSTRA}|adoption date|conflict|2031-03-04|yes|2|1",
            f"{OSTRA}|adoption date|conflict|2031-03-03|no|1|1",
        ],
    ),
    "differences -p verdict=compatible": ("about", []),
    "disagreements": (
        "value preferred article",
        ["2031-03-04|yes|first", "2031-03-04|yes|copy", "2031-03-03|no|second"],
    ),
    "changed-positions": (
        "holder target before before_date before_article after date article",
        [f"Sündria|{BY_NORLAND}|oppose|2031-03-06|second|support|by 2032-06-10|later"],
    ),
    "agreement": (
        "one other agreed disagreed targets",
        [
            f"{MINISTRY}|Sündria|1|1|{BY_NORLAND}",
            f"Senate of Norland|Sündria|1|1|{BY_NORLAND}",
            f"Sündria|Vestria|1|0|{OSTRA}",
            f"{MINISTRY}|Senate of Norland|0|1|{BY_NORLAND}",
        ],
    ),
    "agreement -p who=Vestria": ("one other", ["Sündria|Vestria"]),
    "coverage -p measure=ostra": (
        "outlet measure first last articles own",
        [
            f"The Norland Post|{OSTRA}|2031-03-05|2031-03-05|1|1",
            f"Vestria Herald|{OSTRA}|2031-03-06|2031-03-06|1|0",
            f"The Courier|{OSTRA}|2031-03-07|2031-03-07|1|1",
            f"not given|{OSTRA}|2032-06-10|2032-06-10|1|1",
        ],
    ),
    "coverage -p outlet=herald": ("outlet articles own", ["Vestria Herald|1|0"]),
    "timeline -p since=2032-06-10": (
        "date kind who what about",
        [
            "by 2032-06-10|demand|Sündria|make demand|",
            f"by 2032-06-10|position|Sündria|oppose|{CANAL}",
            f"by 2032-06-10|position|Sündria|support|{BY_NORLAND}",
            f"by 2032-06-10|position|Vestria|oppose|{OSTRA}",
            "by 2032-06-10|statement|Government of Norland|say|",
        ],
    ),
    "timeline -p kind=decision": (
        "date who what about",
        [
            f"|Council of States|adopted|{CANAL}",
            f"2031-03-04|Senate of Norland|adopted|{OSTRA}",
            f"2032-05|Senate of Norland|rejected|{FISH}",
            f"2032-06-09|Assembly of Vestria|adopted|{MOTION}",
        ],
    ),
    "timeline -p who=vestria -p until=2031": (
        "date kind what about article",
        [
            "2031-03-05|diplomatic act|recall|Norland|first",
            "2031-03-05|diplomatic act|recall|Norland|copy",
            f"2031-03-05|position|oppose|{OSTRA}|first",
            f"2031-03-05|position|oppose|{OSTRA}|copy",
        ],
    ),
    "single-source -p kind=position": (
        "about fact value articles article",
        [
            f"{CANAL}|oppose|Sündria|1|later",
            f"{BY_NORLAND}|oppose|Ada Holm|2|first",
            f"{BY_NORLAND}|oppose|Sündria|1|second",
            f"{BY_NORLAND}|support|Senate of Norland|2|first",
            f"{BY_NORLAND}|support|Sündria|1|later",
            f"{OSTRA}|oppose|Sündria|1|second",
        ],
    ),
    "single-source -p about=senate resolution on ostra -p kind=value": (
        "fact value articles article",
        ["adoption date|2031-03-03|1|second", "adoption date|2031-03-04|2|first"],
    ),
    "dates": (
        "about property date basis words counted_from article",
        [
            *(
                f"{text.partition(chr(10))[0]}|published|{day}|given|||{name}"
                for name, (day, text, _, _) in ARTICLES.items()
            ),
            f"Decision on {FISH}|decided|2032-05|stated|fisheries||later",
            f"{OSTRA}|adopted|2031-03-03|stated|77 senators||second",
            f"{OSTRA}|adopted|2031-03-04|relative resolved|on Tuesday|2031-03-05|first",
            f"{OSTRA}|adopted|2031-03-04|relative resolved|on Tuesday|2031-03-06|copy",
            f"{MOTION}|adopted|2032-06-09|relative resolved|on Wednesday|2032-06-10|later",
        ],
    ),
    "resolutions": (
        "measure date articles",
        [f"{CANAL}||1", f"{OSTRA}|2031-03-04|4", f"{FISH}|2032-05|1", f"{MOTION}|2032-06-09|1"],
    ),
    "votes": (
        "measure for against abstained cast article",
        [
            f"{OSTRA}|61|12|4||first",
            f"{OSTRA}|61|12|4||copy",
            f"{OSTRA}||||77|second",
            f"{FISH}|20|40||65|later",
            f"{MOTION}|99|||98|later",
        ],
    ),
    "why -p about=canal": ("claim value basis", ["position: oppose|Sündria|rule test.rule"]),
}


def shown(rows: Iterable[dict[str, str]], columns: str) -> list[str]:
    return ["|".join(row[column] for column in columns.split()) for row in rows]


@pytest.mark.parametrize("question", GOLDEN)
def test_golden_rows(store: Store, question: str) -> None:
    columns, expected = GOLDEN[question]
    assert shown(ask(store, question), columns) == expected


def test_every_saved_question_has_golden_rows() -> None:
    assert {question.split(" ")[0] for question, (_, rows) in GOLDEN.items() if rows} == set(NAMES)


def test_every_parameter_is_tried() -> None:
    tried = {(q.split(" ")[0], p.partition("=")[0]) for q in GOLDEN for p in q.split(" -p ")[1:]}
    files = {name: loaded(data.root("queries") / f"{name}.rq") for name in NAMES}
    every = {(name, parameter.name) for name, asked in files.items() for parameter in asked.parameters}
    same_as_opponents = {("supporters", "target")}
    left = every - tried - same_as_opponents
    assert left == {
        ("agreement", "target"), ("changed-positions", "holder"), ("changed-positions", "target"),
        ("diplomatic-acts", "addressee"), ("differences", "about"), ("recognition-history", "recognizer"),
        ("recognitions", "recognized"), ("tallies", "body"), ("timeline", "about"),
    }, "these are tried below"  # fmt: skip


@pytest.mark.parametrize(
    ("question", "some", "none"),
    [
        ("agreement", "target=senate resolution on ostra", "target=canal"),
        ("changed-positions", "holder=sundria", "holder=vestria"),
        ("changed-positions", "target=recognition of ostra by norland", "target=senate resolution on ostra"),
        ("diplomatic-acts", "addressee=norland", "addressee=ada holm"),
        ("differences", "about=senate resolution on ostra", "about=canal"),
        ("recognition-history", "recognizer=norland", "recognizer=vestria"),
        ("recognitions", "recognized=ostra", "recognized=norland"),
        ("tallies", "body=senate of norland", "body=council of states"),
        ("timeline", "about=canal", "about=senate of norland"),
    ],
)
def test_a_parameter_leaves_what_it_asks_for(store: Store, question: str, some: str, none: str) -> None:
    assert ask(store, f"{question} -p {some}")
    assert ask(store, f"{question} -p {none}") == []


def test_each_row_has_its_sentence_in_its_article_and_comes_once(store: Store) -> None:
    texts = {name: text for name, (_, text, _, _) in ARTICLES.items()}
    for name in NAMES:
        rows = ask(store, name)
        assert len(rows) == len({tuple(row.values()) for row in rows}), name
        for row in rows:
            for sentence, article in (("sentence", "article"), ("before_sentence", "before_article")):
                if row.get(sentence):
                    assert row[sentence] in texts[row[article]], name


def test_a_name_that_nothing_bears_names_the_nearest(store: Store) -> None:
    with pytest.raises(BadParameter, match='holder: nothing in the graph is called "Sundira"; did you mean "Sündria"'):
        ask(store, "positions -p holder=Sundira")


def test_a_parameter_for_several_things_may_be_given_again(store: Store) -> None:
    one, other = (
        {row["holder"] for row in ask(store, f"positions -p holder={name}")} for name in ("Sündria", "Vestria")
    )
    both = {row["holder"] for row in ask(store, "positions -p holder=Sündria -p holder=vestria")}
    assert both == one | other and one and other and one != other
    assert {row["holder"] for row in ask(store, "positions -p holder=Sündria -p holder=state/vestria")} >= one
    with pytest.raises(BadParameter, match="side is given 2 times and takes one value"):
        ask(store, "positions -p side=supports -p side=opposes")


@pytest.mark.parametrize("name", NAMES)
def test_every_question_says_what_it_means_to_have_no_rows(name: str) -> None:
    asked = loaded(data.root("queries") / f"{name}.rq")
    assert len(asked.empty.split()) > 4 and "?" not in asked.empty


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_sentences_or_names_the_one_that_has(name: str) -> None:
    asked = loaded(data.root("queries") / f"{name}.rq")
    shows = "?sentence" in asked.text.rpartition("#+")[2].partition("{")[0]  # among the columns, or made of them
    shows |= "?passage" in asked.text
    assert shows != bool(asked.counts)
    assert not asked.counts or "?sentence" in loaded(data.root("queries") / f"{asked.counts}.rq").text


def test_the_graph_is_as_kg_builds_them() -> None:
    assert [problem.code for problem in check(question_graph.quads())] == ["votes-exceed-cast"], "the one put in"


def test_no_question_takes_long(store: Store) -> None:
    begun = time.process_time()
    for name in NAMES:
        ask(store, name)
    assert time.process_time() - begun < len(NAMES)

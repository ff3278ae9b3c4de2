"""The seeds under other names: other states, capitals, bodies, places and persons, and the same answers.

Nothing in code or data may know the seeds' own names. Each world below is a table from the seeds' names to those of
another part of the world; a text is renamed by it, and so are the facts and the answers that the seeds themselves give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QuerySolutions, Store

from kg import data, triples
from kg.emit import emit
from kg.facts import facts
from kg.parse import parse
from kg.query import bound
from kg.questions import loaded
from kg.read import read as sources
from kg.resolve import held, resolve
from kg.types import Article, Findings

BASE = "https://kg.example/"
SEEDS = Path(__file__).parent.parent / "seeds"

#: The parser reads a sentence with other names otherwise now and then: of all facts of a kind told in either
#: world, this share has to be told in both. The answers to the questions have to be the same without allowance.
AGREEMENT = 0.9
OPENING = 4  # words of what is said or asked that are compared: where it ends is what the parser is least sure of

IN_CHILE = {
    "France": "Chile", "French": "Chilean", "Paris": "Santiago",
    "National Assembly": "Chamber of Deputies", "the Assembly": "the Chamber",
    "Azerbaijan": "Zambia", "Azerbaijani": "Zambian", "Baku": "Lusaka",
    "Armenia": "Namibia", "Armenian": "Namibian", "Yerevan": "Windhoek",
    "Turkey": "Laos", "Ankara": "Vientiane",
    "Russia": "Kenya", "Russian": "Kenyan", "Moscow": "Nairobi",
    "U.S.": "U.K.", "Washington": "Geneva",
    "Nagorno-Karabakh Republic": "Republic of Somaliland", "Nagorno-Karabakh": "Somaliland",
    "Karabakh": "Somaliland", "Artsakh": "Somaliland",
    "U.N.": "A.U.", "UN Security Council": "AU Peace and Security Council", "EU": "ECOWAS", "OSCE": "ASEAN",
    "Europe": "Asia", "European": "Asian", "Minsk": "Penang", "South Caucasus": "Southern Andes", "Caucasus": "Andes",
    "Sochi": "Mombasa", "Brussels": "Valdivia", "Francophonie": "Hispanidad", "Muslims": "Buddhists",
    "Kelbajar": "Smara", "Lachin": "Dakhla", "Martakert": "Guelta", "Hadrut": "Bojador", "Shusha": "Zemmur",
    "Askeran": "Tifariti", "Martuni": "Mahbes", "NEWS.ru": "DIARIO.cl",
    "Jean-Yves Le Drian": "José-Luis La Torre", "Jean-Baptiste Lemoyne": "Ana-Rayen Huenchul", "Lemoyne": "Huenchul",
    "Emmanuel Macron": "Wayra Quispe", "Emmanual Macron": "Wayrra Quispe", "Macron": "Quispe",
    "Nikol Pashinian": "Tangeni Shikongo", "Ilham Aliyev": "Mwansa Chileshe",
    "Julien Le Lan": "Pedro La Fuente", "Le Lan": "La Fuente", "Zacharie Gross": "Ignacia Pizarro",
}  # fmt: skip
IN_JAPAN = {
    "France": "Japan", "French": "Japanese", "Paris": "Tokyo",
    "National Assembly": "House of Representatives", "the Assembly": "the House", "Senate": "House of Councillors",
    "the senate": "the House of Councillors", "senators": "councillors", "French Parliament": "Japanese Diet",
    "Azerbaijan": "Uruguay", "Azerbaijani": "Uruguayan", "Baku": "Montevideo",
    "Armenia": "Ghana", "Armenian": "Ghanaian", "Yerevan": "Accra",
    "Turkey": "Morocco", "Ankara": "Rabat",
    "Russia": "Mexico", "Russian": "Mexican", "Moscow": "Mexico City",
    "U.S.": "U.K.", "Washington": "Vienna",
    "Nagorno-Karabakh Republic": "Republic of Abkhazia", "Nagorno-Karabakh": "Abkhazia", "Karabakh": "Abkhazia",
    "Artsakh": "Abkhazia",
    "U.N.": "Arab League", "UN Security Council": "Arab League Council", "EU": "AU", "OSCE": "NATO",
    "Europe": "Africa", "European": "African", "Minsk": "Cusco", "South Caucasus": "East Sahel", "Caucasus": "Sahel",
    "Sochi": "Cancún", "Brussels": "Nagoya", "Francophonie": "Diaspora", "Muslims": "Catholics",
    "Kelbajar": "Gali", "Lachin": "Ochamchira", "Martakert": "Gulripshi", "Hadrut": "Gudauta", "Shusha": "Gagra",
    "Askeran": "Tkvarcheli", "Martuni": "Pitsunda", "NEWS.ru": "SHIMBUN.jp",
    "Jean-Yves Le Drian": "Haruki Nakasone", "Jean-Baptiste Lemoyne": "Misaki Oyamada", "Lemoyne": "Oyamada",
    "Emmanuel Macron": "Shinobu Takeda", "Emmanual Macron": "Shinoba Takeda", "Macron": "Takeda",
    "Nikol Pashinian": "Kwabena Asante", "Ilham Aliyev": "Gonzalo Bentancur",
    "Julien Le Lan": "Kenta Morioka", "Le Lan": "Morioka", "Zacharie Gross": "Aiko Hirabayashi",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """Other names. `words` are those of the texts; `agents` the names of facts, `codes` those of polities."""

    name: str
    words: dict[str, str]
    agents: dict[str, str]
    codes: dict[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = sorted(self.words, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?P<a>[Aa]n? )?(?P<name>{'|'.join(map(re.escape, forms))})(?!\w)")

    def rename(self, text: str) -> str:
        """The text in this world; "a" and "an" go with the new name."""

        def other(match: re.Match[str]) -> str:
            name = self.words[match["name"]]
            article = match["a"] and match["a"][0] + ("n " if name[0] in "AEIO" else " ")
            return (article or "") + name

        return self._pattern.sub(other, text)

    def agent(self, name: str | None) -> str | None:
        """An agent's name as facts have it."""
        return self.agents.get(name, self.rename(name)) if name else name

    def label(self, label: str) -> str:
        """A label of the graph, which may hold agents' names ("Recognition of ... by ...")."""
        for name in sorted(self.agents, key=len, reverse=True):
            label = label.replace(name, self.agents[name])
        return self.rename(label)

    def code(self, code: str | None) -> str | None:
        return self.codes.get(code, code) if code else code


WORLDS = [
    World(
        "Chile",
        IN_CHILE,
        {
            "Parliament of France": "National Congress of Chile",
            "National Assembly of Azerbaijan": "National Assembly of Zambia",
            "Parliament of Azerbaijan": "National Assembly of Zambia",
            "Nagorno-Karabakh Republic": "Somaliland",
            "United Nations": "African Union",
            "United Nations Security Council": "African Union Peace and Security Council",
            "UN Security Council": "African Union Peace and Security Council",
        },
        {
            "FR": "CL", "AZ": "ZM", "AM": "NA", "TR": "LA", "RU": "KE", "US": "GB", "UN": "AU",
            "nagorno-karabakh": "somaliland", "OSCE": "ASEAN", "EU": "ECOWAS",
        },
    ),
    World(
        "Japan",
        IN_JAPAN,
        {
            "Parliament of France": "National Diet of Japan",
            "National Assembly of Azerbaijan": "General Assembly of Uruguay",
            "Parliament of Azerbaijan": "General Assembly of Uruguay",
            "Nagorno-Karabakh Republic": "Abkhazia",
            "United Nations": "Arab League",
            "United Nations Security Council": "Council of the Arab League",
            "UN Security Council": "Council of the Arab League",
        },
        {
            "FR": "JP", "AZ": "UY", "AM": "GH", "TR": "MA", "RU": "MX", "US": "GB", "UN": "AL",
            "nagorno-karabakh": "abkhazia", "OSCE": "NATO", "EU": "AU",
        },
    ),
]  # fmt: skip

Row = tuple[Any, ...]
Key = Callable[[World, dict[str, Any]], Row]

#: What of a fact is compared, renamed: everything but offsets, confidence and the rule that found it.
KEYS: dict[str, Key] = {
    "decisions": lambda w, f: (
        w.agent(f["body"]), w.code(f["polity"]), f["measure"], f["outcome"], f["date"],
        f["for"], f["against"], f["abstain"], f["total"], f["unanimous"],
    ),
    "positions": lambda w, f: (
        w.agent(f["holder"]), w.code(f["holder_polity"]), f["stance"], w.rename(f["target"]), f["target_kind"],
    ),
    "recognitions": lambda w, f: (
        w.agent(f["recognizer"]), w.code(f["recognizer_polity"]), w.agent(f["recognized"]), f["object"], f["status"],
    ),
    "statements": lambda w, f: (
        w.agent(f["speaker"]), w.code(f["speaker_polity"]), f["cue"], opening(w, f), f["polarity"],
    ),
    "demands": lambda w, f: (
        w.agent(f["by"]), w.code(f["by_polity"]), w.agent(f["addressee"]), opening(w, f),
    ),
}  # fmt: skip
#: Facts call a legislature as the text does, "parliament" or by its name: both names are one.
ONE_NAME = {
    "Parliament of Chile": "National Congress of Chile",
    "Parliament of Zambia": "National Assembly of Zambia",
    "Parliament of Japan": "National Diet of Japan",
    "Diet of Japan": "National Diet of Japan",
    "Parliament of Uruguay": "General Assembly of Uruguay",
}
UNCHANGED = World("unchanged", {"Nowhere": "Nowhere"}, ONE_NAME, {})


def opening(world: World, fact: dict[str, Any]) -> str:
    """The first words of what is said or asked, without quotation marks."""
    text = re.sub(r"[“”\"‘’']", "", world.rename(fact["content"]["text"]))
    return " ".join(text.split()[:OPENING])


def articles() -> list[Article]:
    """The seeds, in the order of their names."""
    found = [item for item in parse(sources([SEEDS])) if isinstance(item, Article)]
    assert len(found) == 5
    return found


def renamed(article: Article, world: World) -> Article:
    """An article in another world; its header, if it has one, is the same."""
    head, body = article.text[: article.body], article.text[article.body :]
    return replace(article, id=f"{article.id} in {world.name}", text=head + world.rename(body))


@pytest.fixture(scope="module")
def here() -> tuple[Findings, ...]:
    """What the seeds say under their own names."""
    from kg.extract import extract

    return tuple(extract(articles()))


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: world.name)
def there(request: pytest.FixtureRequest) -> tuple[World, tuple[Findings, ...]]:
    """A world, and what the seeds say in it."""
    from kg.extract import extract

    world: World = request.param
    return world, tuple(extract(renamed(article, world) for article in articles()))


def told(found: Iterable[Findings], kind: str, world: World) -> Counter[Row]:
    """The facts of one kind, article by article, under the names of a world."""
    return Counter((n, *KEYS[kind](world, fact)) for n, each in enumerate(found) for fact in facts(each)[kind])


@pytest.mark.parametrize("kind", KEYS)
def test_the_same_facts_under_other_names(
    here: tuple[Findings, ...], there: tuple[World, tuple[Findings, ...]], kind: str
) -> None:
    world, found = there
    expected, actual = told(here, kind, world), told(found, kind, UNCHANGED)
    shared, either = (expected & actual).total(), (expected | actual).total()
    assert expected.total() >= 5
    assert shared >= AGREEMENT * either, f"missing {expected - actual}, new {actual - expected}"


def test_figures_and_days_are_the_same(here: tuple[Findings, ...], there: tuple[World, tuple[Findings, ...]]) -> None:
    assert [f.published.date for f in there[1]] == [f.published.date for f in here]
    assert told(there[1], "decisions", UNCHANGED) == told(here, "decisions", there[0])


def test_no_name_of_the_seeds_is_left(there: tuple[World, tuple[Findings, ...]]) -> None:
    world, found = there
    names = re.compile("|".join(rf"\\b{re.escape(n)}\\b" for n in world.words if n not in world.words.values()))
    assert [names.findall(each.article.text) for each in found] == [[]] * len(found)
    assert not {mention.agent.polity for each in found for mention in each.mentions} & world.codes.keys()


# --- the graph ------------------------------------------------------------------------------------------------------


def answers(found: Iterable[Findings], question: str, world: World) -> set[tuple[str, ...]]:
    """The rows of a saved question over the graph of some articles, under the names of a world, articles by number."""
    found = tuple(found)
    store = Store()
    store.extend(triples.quads(emit(resolve(held(found)), BASE)))
    asked = loaded(data.root("queries") / f"{question}.rq")
    rows = store.query(bound(asked, {}, BASE).text, base_iri=BASE, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    columns = [variable.value for variable in rows.variables]
    number = {each.article.sha256[:12]: str(n) for n, each in enumerate(found)}

    def cell(column: str, term: Any) -> str:
        if column == "article":
            return number[term.value.rpartition("-")[2]]
        if column == "confidence":
            return ""
        text = "" if term is None else term.value
        return world.label(text) if column != "sentence" else world.rename(text)

    return {tuple(cell(c, t) for c, t in zip(columns, row, strict=True)) for row in rows}


@pytest.mark.parametrize("question", ["opponents", "supporters"])
def test_the_same_answers_under_other_names(
    here: tuple[Findings, ...], there: tuple[World, tuple[Findings, ...]], question: str
) -> None:
    world, found = there
    expected, actual = answers(here, question, world), answers(found, question, UNCHANGED)
    assert len(expected) >= 5
    assert actual == expected

"""From findings to facts: who is who, which measure is which, who stands where, what reports differ on.

The cases are of invented parliaments; the seeds' own answers are in test_questions.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from typing import Any

import pytest

from kg import iri
from kg.errors import UsageError
from kg.resolve import held, naming, path_of, resolve
from kg.resolve.agents import LONG, Sightings, kept_alike, spelt_alike
from kg.resolved import Facts, Link, MeasureFact
from kg.rulings import rulings
from kg.types import (
    Agent,
    Article,
    DateValue,
    Decision,
    Demand,
    Findings,
    Issue,
    Measure,
    Mention,
    Position,
    Published,
    Recognition,
    Span,
    Statement,
    Tally,
    Target,
    Why,
)

DIET = Agent("body/arland/diet", "Diet of Arland", "chamber", "AR", "state/arland")
SENATE = Agent("body/arland/senate", "Senate of Arland", "chamber", "AR", "state/arland")
MINISTRY = Agent("body/arland/foreign-ministry", "Foreign Ministry of Arland", "ministry", "AR", "state/arland")
GOVERNMENT = Agent("body/arland/government", "Government of Arland", "government", "AR", "state/arland")
ARLAND = Agent("state/arland", "Arland", "state", "AR", "state/arland")
BORUVIA = Agent("state/boruvia", "Boruvia", "state", "BO", "state/boruvia")
TEXT = "The chamber adopted a text. The ministry said that it does not recognise the republic. Others spoke later on."
SENTENCES = (Span(0, 27), Span(28, 87), Span(88, 109))


def article(name: str, day: str | None, **found: Any) -> Findings:
    """An article with a text of its own, published on a day."""
    text = TEXT.replace("chamber", name.ljust(7, "x")).replace("ministry", name.ljust(8, "y"))
    sha = hashlib.sha256(text.encode()).hexdigest()
    basis = "stated" if day else "none"
    found = {kind: tuple(items) for kind, items in found.items()}
    return Findings(Article(name, name, text, sha, day), Published(day, basis), SENTENCES, **found)


def why(sentence: int = 0, confidence: float = 0.8) -> Why:
    """Evidence that is the whole of one sentence."""
    return Why(SENTENCES[sentence], SENTENCES[sentence], "test", confidence)


def day(value: str) -> DateValue:
    """A stated day, or a month of thirty days."""
    first, last = (value, value) if len(value) == 10 else (f"{value}-01", f"{value}-30")
    return DateValue(value, first, last, "stated")


def measure(id_: str, body: Agent | None, date: str | None, subject: str, **more: Any) -> Measure:
    """A resolution with its subject words, mentioned in the first sentence."""
    when = day(date) if date else None
    return Measure(id_, "resolution", body, when, tuple(subject.split()), (Span(20, 26),), **more)


def adopted(
    body: Agent, id_: str, date: str | None = None, tally: Tally | None = None, outcome: Any = "adopted"
) -> Decision:
    """A decision reported in the first sentence."""
    return Decision(body, id_, "resolution", outcome, why(), day(date) if date else None, tally)


def report(
    name: str, published: str, body: Agent | None, date: str | None, subject: str, outcome: Any = "adopted"
) -> Findings:
    """An article that says: this body decided on a resolution about this."""
    decisions = (adopted(body, "m1", date, outcome=outcome),) if body and outcome else ()
    return article(name, published, measures=[measure("m1", body, date, subject)], decisions=decisions)


def paths(*articles: Findings) -> list[str]:
    """The paths of the measures behind some articles."""
    return [fact.path for fact in resolve(held(articles)).measures]


# --- measures


def test_hundreds_of_measures_of_one_name_all_have_a_path() -> None:
    # Two of these 600 have the same first four digits of their digests: the shorter of the longer paths is taken.
    links = [(Link(f"article/{n}", "m1", "", 1.0),) for n in range(600)]
    fact = MeasureFact("measure/unknown-body/undated/truce", "Treaty", "treaty", None, ("truce",), ())
    named: dict[str, Any] = {}
    for one in links:
        naming._name(named, ((), one), replace(fact, links=one))
    assert len(named) == 600
    assert {len(path.removeprefix(fact.path)) for path in named} == {0, 5, 9}
    assert all(path == found.path for path, (_, found) in named.items())


@pytest.mark.parametrize("second", ["2021-03-04", "2021-03-06", "2021-03"])
def test_reports_of_one_measure_meet(second: str) -> None:
    one = report("a", "2021-03-05", DIET, "2021-03-04", "water rights of the lake")
    other = report("b", "2021-03-07", DIET, second, "the lake water")
    [fact] = resolve(held([one, other])).measures
    assert fact.path == "measure/arland/diet/2021-03/water-lake-rights"
    assert len(fact.links) == 2
    assert all("same body" in link.reason and "subjects agree" in link.reason for link in fact.links)


@pytest.mark.parametrize(
    ("body", "date", "subject", "outcome"),
    [
        (SENATE, "2021-03-04", "water rights lake", "adopted"),  # another body
        (DIET, "2021-03-11", "water rights lake", "adopted"),  # a week later
        (DIET, "2021-03-04", "pensions miners", "adopted"),  # another subject on the same day
        (DIET, "2021-03-05", "pensions miners", "adopted"),
        (DIET, "2021-03-04", "water rights lake", "rejected"),  # another outcome
        (DIET, None, "pensions miners", "adopted"),  # undated, and nothing in common
        (None, None, "pensions miners", ""),
    ],
)
def test_reports_of_two_measures_stay_apart(body: Agent | None, date: str | None, subject: str, outcome: Any) -> None:
    one = report("a", "2021-03-05", DIET, "2021-03-04", "water rights lake")
    other = report("b", "2021-03-05", body, date, subject, outcome)
    assert len(paths(one, other)) == 2


def test_two_measures_of_one_body_on_one_day_have_labels_that_tell_them_apart() -> None:
    one = report("a", "2021-03-05", DIET, "2021-03-04", "water rights lake")
    other = report("b", "2021-03-05", DIET, "2021-03-04", "pensions miners")
    labels = [fact.label for fact in resolve(held([one, other])).measures]
    assert labels == [
        "Diet of Arland resolution of March 2021 (pensions miners)",
        "Diet of Arland resolution of March 2021 (water rights lake)",
    ]


def test_the_resolution_of_an_article_that_names_no_body_is_the_one_near_in_time_with_that_subject() -> None:
    named = report("a", "2021-03-05", DIET, "2021-03-04", "water rights lake")
    unnamed = report("b", "2021-03-06", None, None, "water rights lake", "")
    early = report("c", "2021-03-02", None, None, "water rights lake", "")
    [fact] = resolve(held([named, unnamed])).measures
    assert fact.body == DIET
    assert len(paths(named, early)) == 2, "an article cannot speak of what was adopted after it"


def test_an_unnamed_body_does_not_join_two_bodies() -> None:
    diet = report("a", "2021-03-05", DIET, "2021-03-04", "water rights lake")
    senate = report("b", "2021-03-05", SENATE, "2021-03-03", "water rights lake")
    unnamed = report("c", "2021-03-06", None, None, "water rights lake", "")
    facts = resolve(held([diet, senate, unnamed])).measures
    assert [len(fact.links) for fact in facts] == [2, 1]


def test_what_one_article_dates_twice_is_two_measures() -> None:
    two = article(
        "a",
        "2021-03-05",
        measures=[measure("m1", DIET, "2021-03-04", "water lake"), measure("m2", DIET, "2021-03-04", "water lake")],
        decisions=[adopted(DIET, "m1", "2021-03-04"), adopted(DIET, "m2", "2021-03-04")],
    )
    assert len(paths(two)) == 2


def test_a_decision_without_a_measure_gets_one() -> None:
    [fact] = resolve(held([article("a", "2021-03-05", decisions=[adopted(DIET, "", "2021-03-04")])])).measures
    assert (fact.path, fact.body) == ("measure/arland/diet/2021-03/measure", DIET)
    lone = article(
        "b", "2021-03-05", measures=[measure("m1", DIET, None, "water")], decisions=[adopted(DIET, "", "2021-03-04")]
    )
    assert len(paths(lone)) == 1


def test_parliament_and_its_chamber_on_one_day_are_one() -> None:
    whole = Agent("body/france/parliament", "Parliament of France", "chamber", "FR", "state/france", True)
    part = Agent("body/france/senate", "Senate of France", "chamber", "FR", "state/france", True)
    one = report("a", "2021-03-05", whole, "2021-03-04", "water lake")
    other = report("b", "2021-03-05", part, "2021-03-04", "water lake")
    later = report("c", "2021-03-07", part, "2021-03-06", "water lake")
    assert [fact.body for fact in resolve(held([one, other])).measures] == [part]
    assert len(paths(one, later)) == 2


# --- agents


def person(name: str, polity: str | None = "AR") -> Agent:
    """A person as the texts of one article name him or her."""
    return Agent(f"person/{name.lower().replace(' ', '-')}", name, "person", polity, "state/arland" if polity else None)


def named(*people: Agent) -> dict[str, Agent]:
    """Who is who when each is named in an article of its own."""
    sightings = Sightings()
    for i, who in enumerate(people):
        sightings.add(article(str(i), "2021-03-05", mentions=[Mention(Span(0, 3), who)]))
    return sightings.agents()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Tigran Hovsepian"), person("Tigran Hovsepyan"), True),
        (person("Emmanuel Roche"), person("Emmanual Roche"), True),
        (person("Ana Ruiz Moreno"), person("Moreno"), True),
        (person("Ana Ruiz Moreno"), person("Ruiz Moreno"), True),
        (person("Ana Moreno"), person("Moreno", None), True),
        (person("Ana Moreno"), person("Moreno", "BO"), False),
        (person("Kim Jong-un"), person("Kim Jong-il"), False),
        (person("Mario Fabricio"), person("Maria Fabricia"), False),
        (person("Tigran Hovsepian"), person("Tigran Hovsepyan", "BO"), False),
        (person("Ana Moreno"), person("Eva Moreno"), False),
    ],
)
def test_spellings_of_a_person(one: Agent, other: Agent, same: bool) -> None:
    for order in ((one, other), (other, one)):
        agents = named(*order)
        assert (agents[one.path].path == agents[other.path].path) is same


def test_a_surname_that_two_share_is_neither() -> None:
    agents = named(person("Ana Moreno"), person("Eva Moreno"), person("Moreno"))
    assert agents["person/moreno"].path == "person/moreno"


def test_the_spelling_of_most_articles_is_the_name() -> None:
    agents = named(person("Emmanual Roche"), person("Emmanuel Roche"), replace(person("Emmanuel Roche")))
    assert agents["person/emmanual-roche"].name == "Emmanuel Roche"


def test_a_surname_takes_the_full_name_and_its_polity() -> None:
    agents = named(person("Ana Moreno"), person("Moreno", None))
    assert agents["person/moreno"] == person("Ana Moreno")


# --- positions


def sides(*articles: Findings) -> set[tuple[str, str, str, str]]:
    """Holder, stance, target, act of every position."""
    facts = resolve(held(articles))
    return {(p.holder.path, p.stance, p.target, p.act) for a in facts.articles for p in a.positions}


RECOGNISED_BY_ARLAND = "issue/recognition-of-boruvia-by-arland"


def test_a_body_that_adopts_a_call_for_recognition_supports_it() -> None:
    asked = Demand(None, GOVERNMENT, Span(28, 40), "Urge", why(1), "m1", Issue(BORUVIA, GOVERNMENT))
    told = replace(report("a", "2021-03-05", DIET, "2021-03-04", "recognition Boruvia"), demands=(asked,))
    assert sides(told) == {(DIET.path, "supports", RECOGNISED_BY_ARLAND, "Adopt")}
    lost = replace(report("a", "2021-03-05", DIET, "2021-03-04", "recognition Boruvia", "rejected"), demands=(asked,))
    assert sides(lost) == set()


def test_an_article_without_the_adoption_learns_of_it_from_another() -> None:
    asked = Demand(None, GOVERNMENT, Span(28, 40), "Urge", why(1), "m1", Issue(BORUVIA, GOVERNMENT))
    adoption = report("a", "2021-03-05", DIET, "2021-03-04", "recognition Boruvia")
    text = replace(report("b", "2021-03-06", DIET, None, "recognition Boruvia", ""), demands=(asked,))
    assert sides(adoption, text) == {(DIET.path, "supports", RECOGNISED_BY_ARLAND, "Adopt")}
    assert sides(text) == set()


def test_a_demand_against_recognition_opposes_it() -> None:
    asked = Demand(MINISTRY, BORUVIA, Span(28, 40), "Urge", why(1), None, Issue(BORUVIA), polarity="opposes")
    assert sides(article("a", "2021-03-05", demands=[asked])) == {
        (MINISTRY.path, "opposes", "issue/recognition-of-boruvia", "Urge")
    }


def declared(speaker: Agent, recognizer: Agent, content: Span = SENTENCES[1], name: str = "a", **more: Any) -> Findings:
    """Somebody says that a state does not recognise another."""
    status = Recognition(recognizer, BORUVIA, "state", "does-not-recognise", Why(Span(50, 80), SENTENCES[1], "test"))
    said = Statement(speaker, content, "say", False, "opposes", why(1), **more)
    return article(name, "2021-03-05", recognitions=[status], statements=[said])


def test_an_organ_that_says_its_polity_does_not_recognise_opposes() -> None:
    assert sides(declared(MINISTRY, ARLAND)) == {(MINISTRY.path, "opposes", RECOGNISED_BY_ARLAND, "DeclineToRecognize")}


def test_a_person_says_so_for_the_office() -> None:
    [told] = resolve(held([declared(person("Ana Moreno", None), ARLAND, on_behalf=GOVERNMENT)])).articles
    [position] = told.positions
    assert (position.holder.name, position.on_behalf) == ("Ana Moreno", GOVERNMENT)


def test_a_person_who_tells_the_government_s_position_speaks_for_it() -> None:
    target = Target("recognition", "recognition", issue=Issue(BORUVIA, GOVERNMENT))
    theirs = Position(GOVERNMENT, "opposes", target, "DeclineToRecognize", why(1))
    told = replace(declared(person("Ana Moreno"), ARLAND), positions=(theirs,))
    [article_facts] = resolve(held([told])).articles
    assert {(p.holder.name, p.on_behalf) for p in article_facts.positions} == {
        ("Government of Arland", None),
        ("Ana Moreno", GOVERNMENT),
    }


def test_an_issue_takes_the_recogniser_that_its_sentence_names() -> None:
    called_for = Recognition(GOVERNMENT, BORUVIA, "state", "calls-for", why(1), "m1")
    asked = Demand(None, None, Span(28, 40), "Urge", why(1), "m1", Issue(BORUVIA))
    told = report("a", "2021-03-05", DIET, "2021-03-04", "recognition Boruvia")
    told = replace(told, demands=(asked,), recognitions=(called_for,))
    assert sides(told) == {(DIET.path, "supports", RECOGNISED_BY_ARLAND, "Adopt")}


@pytest.mark.parametrize(
    "told",
    [
        declared(BORUVIA, ARLAND),  # a stranger reports it
        declared(MINISTRY, BORUVIA),  # it speaks of another state
        declared(MINISTRY, ARLAND, Span(88, 100)),  # it says something else
    ],
)
def test_a_report_of_non_recognition_is_no_side(told: Findings) -> None:
    assert sides(told) == set()


def test_targets() -> None:
    cases = [
        (Target("the text", "measure", measures=("m1",)), "measure/arland/diet/2021-03/water-lake"),
        (Target("Boruvia", "actor", agent=BORUVIA), "state/boruvia"),
        (Target("the “shelling of the port”", "action"), "issue/shelling-of-the-port"),
        (Target("a recognition", "recognition", issue=Issue(BORUVIA)), "issue/recognition-of-boruvia"),
    ]
    told = report("a", "2021-03-05", DIET, "2021-03-04", "water lake")
    for target, path in cases:
        found = Position(MINISTRY, "opposes", target, "Reject", why())
        assert sides(replace(told, positions=(found,))) == {(MINISTRY.path, "opposes", path, "Reject")}


def test_words_that_say_nothing_are_no_shared_issue() -> None:
    def told(name: str) -> Findings:
        return article(
            name, "2021-03-05", positions=[Position(MINISTRY, "opposes", Target("it", "other"), "Reject", why())]
        )

    targets = {target for _, _, target, _ in sides(told("a"), told("b"))}
    assert len(targets) == 2


def test_recognition_by_the_government_is_recognition_by_the_state() -> None:
    issue = Issue(BORUVIA, GOVERNMENT)
    found = Position(SENATE, "opposes", Target("recognition", "recognition", issue=issue), "Reject", why())
    facts = resolve(held([article("a", "2021-03-05", positions=[found])]))
    assert [(i.path, i.broader) for i in facts.issues] == [
        ("issue/recognition-of-boruvia", None),
        (RECOGNISED_BY_ARLAND, "issue/recognition-of-boruvia"),
    ]


# --- values and disagreements


def differences(*articles: Findings) -> list[tuple[str, str, list[str]]]:
    """Property, preferred value and all values of every disagreement."""
    found = [one for one in resolve(held(articles)).disagreements if one.verdict != "compatible"]
    return [(d.property, d.preferred.value, sorted({v.value for v in d.values})) for d in found]


def dated(name: str, published: str, date: str) -> Findings:
    return report(name, published, DIET, date, "water rights lake")


def test_two_days_disagree_and_a_month_does_not() -> None:
    one, month = dated("a", "2021-03-05", "2021-03-04"), dated("b", "2021-03-07", "2021-03")
    assert differences(one, month) == []
    [chosen] = [c for c in resolve(held([one, month])).chosen if c.property == "adoptionDate"]
    assert (chosen.value, chosen.earliest, chosen.latest) == ("2021-03-04", "2021-03-04", "2021-03-04")
    other = dated("c", "2021-03-09", "2021-03-02")
    assert differences(one, month, other) == [("adoptionDate", "2021-03-04", ["2021-03-02", "2021-03-04"])]


def test_the_value_of_most_articles_is_preferred_and_else_the_nearest_article() -> None:
    early, late = dated("a", "2021-03-05", "2021-03-04"), dated("b", "2021-03-20", "2021-03-02")
    assert differences(early, late)[0][1] == "2021-03-04"
    assert differences(early, late, dated("c", "2021-03-21", "2021-03-02"))[0][1] == "2021-03-02"


def test_a_day_that_is_only_inferred_gives_way_to_one_that_is_said() -> None:
    headline = replace(day("2021-03-05"), basis="inferred")

    def told(name: str, published: str, *days: DateValue) -> Findings:
        votes = [replace(adopted(DIET, "m1"), date=when) for when in days]
        return article(name, published, measures=[measure("m1", DIET, None, "water lake")], decisions=votes)

    def chosen(*articles: Findings) -> list[str]:
        return [c.value for c in resolve(held(articles)).chosen if c.property == "adoptionDate"]

    both = told("a", "2021-03-05", headline, day("2021-03-04"))
    assert (chosen(both), differences(both)) == (["2021-03-04"], [])
    assert chosen(told("a", "2021-03-05", headline)) == ["2021-03-05"]
    others = told("b", "2021-03-05", headline), told("c", "2021-03-05", headline)
    assert chosen(both, *others) == ["2021-03-04"]


def test_a_sentence_that_several_articles_share_counts_once() -> None:
    early, late = dated("a", "2021-03-05", "2021-03-04"), dated("b", "2021-03-20", "2021-03-02")
    text = late.article.text + " And more."
    copy = replace(
        late, article=replace(late.article, id="c", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    )
    assert differences(early, late, copy)[0][1] == "2021-03-04"


def test_figures_differ_only_where_both_give_the_same_one() -> None:
    def told(name: str, tally: Tally) -> Findings:
        vote = adopted(DIET, "m1", "2021-03-04", tally)
        return article(name, "2021-03-05", measures=[measure("m1", DIET, "2021-03-04", "water lake")], decisions=[vote])

    assert differences(told("a", Tally(50, total=51)), told("b", Tally(50, 1))) == []
    assert differences(told("a", Tally(50, 1)), told("b", Tally(51, 1))) == [("votesFor", "50", ["50", "51"])]


def test_what_is_asked_for_does_not_contradict_what_is() -> None:
    def told(name: str, published: str, status: Any) -> Findings:
        return article(name, published, recognitions=[Recognition(ARLAND, BORUVIA, "state", status, why())])

    refused, asked = told("a", "2021-03-05", "does-not-recognise"), told("b", "2021-03-05", "calls-for")
    assert differences(refused, asked) == []
    later = told("c", "2022-03-05", "recognises")
    assert differences(refused, asked, later) == [
        ("recognitionState", "DoesNotRecognize", ["DoesNotRecognize", "Recognizes"])
    ]
    [found] = resolve(held([refused, later])).disagreements
    assert "reports of different times" in found.rationale


def verdicts(*articles: Findings) -> dict[str, tuple[str, str]]:
    """Property -> the preferred value and the verdict, where reports differ."""
    return {d.property: (d.preferred.value, d.verdict) for d in resolve(held(articles)).disagreements}


def voted(name: str, published: str, text: str, count: int) -> Findings:
    """An article with a text of its own that gives the votes for a measure."""
    whole = Why(Span(0, len(text)), Span(0, len(text)), "test", 0.8)
    vote = replace(adopted(DIET, "m1", "2021-03-04", Tally(count)), why=whole)
    found = article(name, published, measures=[measure("m1", DIET, "2021-03-04", "water lake")], decisions=[vote])
    sha = hashlib.sha256(text.encode()).hexdigest()
    return replace(found, article=replace(found.article, text=text, sha256=sha), sentences=(Span(0, len(text)),))


def test_every_difference_has_a_verdict() -> None:
    one, month = dated("a", "2021-03-05", "2021-03-04"), dated("b", "2021-03-07", "2021-03")
    assert verdicts(one, month) == {"adoptionDate": ("2021-03-04", "compatible")}
    assert verdicts(one, dated("c", "2021-03-09", "2021-03-02")) == {"adoptionDate": ("2021-03-04", "conflict")}


def test_a_later_report_that_corrects_goes_before_all_others() -> None:
    early = [voted(name, "2021-03-05", f"The {name} says 50 votes.", 50) for name in "ab"]
    assert verdicts(*early, voted("c", "2021-03-06", "It was 52 votes.", 52)) == {"votesFor": ("50", "conflict")}
    late = voted("c", "2021-03-06", "The clerk corrected the count to 52 votes.", 52)
    assert verdicts(*early, late) == {"votesFor": ("52", "superseded")}
    first = voted("c", "2021-03-04", "The clerk corrected the count to 52 votes.", 52)
    assert verdicts(*early, first) == {"votesFor": ("50", "conflict")}


def test_figures_far_apart_are_hardly_of_one_vote() -> None:
    assert verdicts(voted("a", "2021-03-05", "One.", 50), voted("b", "2021-03-05", "Two.", 91))["votesFor"][1] == (
        "different"
    )


# --- the user's rulings


def ruled(text: str, *articles: Findings) -> tuple[Facts, list[str]]:
    """What is made of articles under rulings, and the rulings that match nothing."""
    given = rulings(text, "d.toml", "https://kg.example/")
    return resolve(held(articles), given), [ruling.place for ruling in given.unmatched()]


def test_measures_are_merged_and_kept_apart_by_ruling_and_nothing_is_lost() -> None:
    one = report("a", "2021-03-05", DIET, "2021-03-04", "water lake")
    other = report("b", "2021-03-05", DIET, "2021-03-04", "fishing quota")
    first, second = (fact.path for fact in resolve(held([one, other])).measures)
    merge = f'[[merge]]\nthings = ["https://kg.example/{first}", "{second}"]\nbecause = "one bill"'
    facts, unmatched = ruled(merge, one, other)
    [fact] = facts.measures
    assert (fact.path, unmatched, len(fact.links)) == (first, [], 2)
    assert fact.links[0].reason == "merged by ruling: one bill"
    same = report("c", "2021-03-06", DIET, "2021-03-04", "water lake")
    [whole] = resolve(held([one, same])).measures
    apart = f'[[apart]]\nthing = "{whole.path}"\narticles = ["{path_of(same)}"]'
    facts, unmatched = ruled(apart, one, same)
    assert (len(facts.measures), unmatched) == (2, [])
    assert {link.article for fact in facts.measures for link in fact.links} == {path_of(one), path_of(same)}


def test_persons_are_merged_kept_apart_and_named_by_ruling() -> None:
    told = [declared(person("Ana Pashinyan"), ARLAND, name="a"), declared(person("Ana Pashinian"), ARLAND, name="b")]
    paths_ = sorted({agent.path for agent in resolve(held(told)).agents.values() if agent.kind == "person"})
    assert len(paths_) == 1
    facts, unmatched = ruled('[[apart]]\nthings = ["person/ana-pashinyan", "person/ana-pashinian"]', *told)
    assert sum(agent.kind == "person" for agent in facts.agents.values()) == 2
    assert not unmatched
    named = '[[alias]]\nname = "ana pashinyan"\nmeans = "state/arland"'
    facts, unmatched = ruled(named, *told[:1])
    assert (facts.agents["person/ana-pashinyan"], unmatched) == (ARLAND, [])


def test_a_reported_value_called_wrong_is_not_chosen() -> None:
    one, other = dated("a", "2021-03-05", "2021-03-04"), dated("b", "2021-03-05", "2021-03-02")
    [difference] = resolve(held([one, other])).disagreements
    value = difference.preferred
    path = iri.assertion(value.article, value.subject, value.property, value.value, value.sentences)
    facts, unmatched = ruled(f'[[wrong]]\nfact = "{path}"', one, other)
    assert (facts.disagreements, unmatched) == ((), [])
    assert {c.value for c in facts.chosen if c.property == "adoptionDate"} == {"2021-03-04", "2021-03-02"} - {
        value.value
    }


def test_a_ruling_that_matches_nothing_is_told() -> None:
    text = '[[merge]]\nthings = ["measure/x", "measure/y"]\n[[wrong]]\nfact = "position/none"'
    assert ruled(text, dated("a", "2021-03-05", "2021-03-04"))[1] == ["d.toml: merge 1", "d.toml: wrong 1"]


def test_what_a_ruling_lacks_is_told() -> None:
    one, other = (
        report("a", "2021-03-05", DIET, "2021-03-04", "water lake"),
        report("b", "2021-03-05", DIET, "2021-03-04", "fish"),
    )
    first, second = (fact.path for fact in resolve(held([one, other])).measures)
    text = f'''
[[merge]]
things = ["{first}", "{second}", "{first}x"]
[[alias]]
name = "Diet of Arlund"
means = "state/arland"
[[alias]]
name = "the diet of arland"
means = "state/nowhere"
'''
    given = rulings(text, "d.toml", "https://kg.example/")
    resolve(held([one, other]), given)
    assert {ruling.place: why for ruling, why in given.troubles()} == {
        "d.toml: merge 1": f'nothing in the graph has the IRI {first}x; did you mean "{first}"?',
        "d.toml: alias 1": 'no person or body is called "Diet of Arlund"; did you mean "Diet of Arland"?',
        "d.toml: alias 2": "nothing in the graph has the IRI state/nowhere",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[apart]]\nthing = "person/a"\narticles = ["article/x"]', "only measures are kept apart by articles"),
        ("[[merge]", "not TOML"),
        ("[[join]]\nthings = []", "unknown kind of ruling join; known: merge, apart, alias, wrong"),
        ("[merge]\nthings = []", r"merge must be written as \[\[merge\]\]"),
        ('[[merge]]\nthings = ["a"]', 'merge 1: "things" needs two or more'),
        ('[[alias]]\nname = "a"', "alias 1: needs means and name"),
        ('[[wrong]]\nfakt = "a"', 'wrong 1: unknown key "fakt"; known: fact, because'),
        ("[[wrong]]\nfact = 3", 'wrong 1: "fact" must be a text'),
    ],
)
def test_a_mistyped_ruling_is_told_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        rulings(text, "d.toml", "https://kg.example/")


# --- order


def test_the_order_of_articles_does_not_matter() -> None:
    told = [
        dated("a", "2021-03-05", "2021-03-04"),
        dated("b", "2021-03-06", "2021-03-02"),
        report("c", "2021-03-07", None, None, "water rights lake", ""),
        declared(person("Ana Moreno"), ARLAND, name="d", on_behalf=GOVERNMENT),
        declared(person("Moreno", None), ARLAND, name="e"),
    ]
    results = [resolve(held(order)) for order in itertools.permutations(told)]
    assert all(whole(result) == whole(results[0]) for result in results)


def whole(facts: Facts) -> Facts:
    """Facts with all that is worked out anew each time worked out once."""
    return replace(facts, articles=tuple(facts.articles), chosen=tuple(facts.chosen))


def test_an_article_given_twice_counts_once() -> None:
    one = dated("a", "2021-03-05", "2021-03-04")
    again = replace(one, article=replace(one.article, id="copy"))
    assert resolve(held([one, again])).summary["articles"] == 1


def test_the_summary_counts_every_kind() -> None:
    assert set(resolve(()).summary) == {
        *("articles", "measures", "decisions", "positions", "recognitions"),
        *("statements", "demands", "acts", "disagreements"),
    }


@pytest.mark.parametrize("name", ["zelensky", "pashinian", "wojtyla", "kim", "yeltsin", "aaaaaa", "abcabca"])
def test_two_spellings_of_a_name_are_always_compared(name: str) -> None:
    """Only names with a key in common are; so every part that one changed letter makes must keep one."""
    letters = "abcijvwyz"
    edited = {
        name[:i] + middle + name[i + cut :] for i in range(len(name) + 1) for middle in ("", *letters) for cut in (0, 1)
    }
    alike = {other for other in edited if other and spelt_alike(name, other)}
    assert len(alike) > (1 if len(name) >= LONG else 0)
    assert [other for other in alike if not set(kept_alike(name)) & set(kept_alike(other))] == []

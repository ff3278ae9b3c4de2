"""What a careful reader finds in the five seed articles, written by hand as `Findings`.

The words are looked up in the texts, so offsets are right by construction. It covers what the saved questions ask
about; the extractor's own findings are tested elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.types import (
    Agent,
    Article,
    DateValue,
    Decision,
    Demand,
    DiplomaticAct,
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

SEEDS = Path(__file__).parent.parent / "seeds"
HEADER = re.compile(r" date (\d{4}-\d\d-\d\d) ")
SENTENCE_END = re.compile(r"(?<=[.!?][\"”’])\s+(?=[A-Z“\"])|(?<=[.!?])(?<!Nov\.)(?<!Mr\.)(?<!Dec\.)\s+(?=[A-Z“\"])|\n+")

FRANCE = Agent("state/france", "France", "state", "FR", "state/france", True)
AZERBAIJAN = Agent("state/azerbaijan", "Azerbaijan", "state", "AZ", "state/azerbaijan", True)
ARMENIA = Agent("state/armenia", "Armenia", "state", "AM", "state/armenia", True)
NKR = Agent(
    "polity/nagorno-karabakh-republic",
    "Nagorno-Karabakh Republic",
    "state",
    "nagorno-karabakh",
    "polity/nagorno-karabakh-republic",
    True,
)
SENATE = Agent("body/france/senate", "Senate of France", "chamber", "FR", "state/france", True)
ASSEMBLY = Agent("body/france/national-assembly", "National Assembly of France", "chamber", "FR", "state/france", True)
MAJLIS = Agent("body/azerbaijan/national-assembly", "National Assembly of Azerbaijan", "chamber", "AZ", AZERBAIJAN.path)
COUNCIL = Agent("body/un/security-council", "United Nations Security Council", "chamber", "UN", "body/un", True)
GOVERNMENT = Agent("body/france/government", "Government of France", "government", "FR", "state/france")
MINISTRY = Agent("body/france/foreign-ministry", "Ministry of Foreign Affairs of France", "ministry", "FR", FRANCE.path)
AZ_MINISTRY = Agent(
    "body/azerbaijan/foreign-ministry", "Ministry of Foreign Affairs of Azerbaijan", "ministry", "AZ", AZERBAIJAN.path
)
LE_DRIAN = Agent("person/jean-yves-le-drian", "Jean-Yves Le Drian", "person", "FR", FRANCE.path)
LEMOYNE = Agent("person/jean-baptiste-lemoyne", "Jean-Baptiste Lemoyne", "person", "FR", FRANCE.path)
LEMOYNE_BARE = Agent("person/lemoyne", "Lemoyne", "person", "FR", FRANCE.path)
PASHINIAN = Agent("person/nikol-pashinian", "Nikol Pashinian", "person", "AM", ARMENIA.path)
MACRON = Agent("person/emmanuel-macron", "Emmanuel Macron", "person", "FR", FRANCE.path)
MACRON_SIC = Agent("person/emmanual-macron", "Emmanual Macron", "person", "FR", FRANCE.path)
LE_LAN = Agent("person/julien-le-lan", "Julien Le Lan", "person", "FR", FRANCE.path)
NO_STATE = Agent("other/no-state", "no state", "other")
SOVEREIGNTY = Agent("other/armenian-sovereignty", "Armenian sovereignty over Nagorno-Karabakh", "other")

RECOGNITION = Issue(NKR, FRANCE)


@dataclass
class Writing:
    """One article's findings while they are being written down."""

    article: Article
    published: Published
    sentences: tuple[Span, ...]
    found: dict[str, list[Any]] = field(default_factory=dict)

    def span(self, words: str, after: str = "") -> Span:
        """Where words stand, the first time after other words."""
        text = self.article.text
        start = text.index(words, text.index(after) if after else 0)
        return Span(start, start + len(words))

    def between(self, first: str, last: str) -> str:
        """The words from the first to the last, both included."""
        return Span(self.span(first).start, self.span(last, first).end).of(self.article.text)

    def why(self, words: str, rule: str, sure: float = 0.8) -> Why:
        """Evidence, with the sentence that it begins in."""
        evidence = self.span(words)
        sentence = next(s for s in self.sentences if s.start <= evidence.start < s.end)
        return Why(evidence, Span(sentence.start, max(sentence.end, evidence.end)), rule, sure)

    def add(self, kind: str, item: Any) -> None:
        """One more finding of a kind."""
        self.found.setdefault(kind, []).append(item)

    def measure(
        self, id_: str, body: Agent | None, date: DateValue | None, subject: str, *mentions: str, **more: Any
    ) -> None:
        """A resolution, its subject as words with spaces between them."""
        spans = tuple(self.span(words) for words in mentions)
        self.add("measures", Measure(id_, "resolution", body, date, tuple(subject.split()), spans, **more))

    def adopted(
        self, words: str, body: Agent, measure: str, date: DateValue | None, tally: Tally | None = None
    ) -> None:
        """A body adopts a resolution."""
        self.add(
            "decisions", Decision(body, measure, "resolution", "adopted", self.why(words, "decision"), date, tally)
        )

    def against(self, words: str, holder: Agent, measures: tuple[str, ...], act: str, stance: Any = "opposes") -> None:
        """A side on one or more measures."""
        target = Target("the resolution", "measure", measures=measures)
        self.add("positions", Position(holder, stance, target, act, self.why(words, "verb"), None))

    def demand(self, words: str, content: str, measure: str | None, addressee: Agent | None, **more: Any) -> None:
        """A measure, or somebody, asks for something."""
        more = {"by": None, **more}
        why = self.why(words, "demand")
        self.add(
            "demands",
            Demand(
                addressee=addressee, content=self.span(content, words), act="Urge", why=why, measure=measure, **more
            ),
        )

    def recognition(
        self, words: str, recognizer: Agent, status: Any, measure: str | None = None, sure: float = 0.8
    ) -> None:
        """Whether a state recognises the republic."""
        why = self.why(words, "recognition", sure)
        self.add("recognitions", Recognition(recognizer, NKR, "state", status, why, measure))

    def statement(self, words: str, speaker: Agent, content: str, polarity: Any, **more: Any) -> None:
        """Reported speech."""
        more = {"quote": False, **more}
        why = self.why(words, "speech")
        self.add("statements", Statement(speaker, self.span(content), "say", polarity=polarity, why=why, **more))

    def findings(self) -> Findings:
        """What was written down."""
        kinds = {kind: tuple(items) for kind, items in self.found.items()}
        return Findings(self.article, self.published, self.sentences, **kinds)


def day(
    value: str, basis: Any = "stated", span: Span | None = None, anchor: str | None = None, until: str | None = None
) -> DateValue:
    """A date; a month lasts until its last day unless told otherwise."""
    first, last = (value, value) if len(value) == 10 else (f"{value}-01", until or f"{value}-30")
    return DateValue(value, first, last, basis, span, anchor)


def open_article(number: int) -> Writing:
    """One seed, its header read and its sentences cut at full stops."""
    file = sorted(SEEDS.glob("*.txt"))[number]
    text = file.read_text(encoding="utf-8")
    header = HEADER.match(text)
    printed = header[1] if header else None
    span = Span(header.start(1), header.end(1)) if header else None
    article = Article(
        file.stem,
        str(file),
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        printed,
        span,
        header.end() if header else 0,
    )
    published = Published(printed, "stated", (span,) if span else ())
    return Writing(article, published, tuple(sentences(text, article.body)))


def sentences(text: str, start: int) -> list[Span]:
    """Sentences by their punctuation, good enough for these five texts."""
    spans, begin = [], start
    for match in SENTENCE_END.finditer(text, start):
        spans.append(Span(begin, match.start()))
        begin = match.end()
    return [span for span in (*spans, Span(begin, len(text))) if span.of(text).strip()]


def first() -> Findings:
    """Article 000: the Assembly votes; the Senate's vote is told with another day."""
    w = open_article(0)
    thursday = day("2020-12-03", "relative", w.span("Thursday"), "2020-12-04")
    nov23 = day("2020-11-23", "stated", w.span("On Nov. 23"), "2020-12-04")
    w.measure("m1", ASSEMBLY, thursday, "recognition Nagorno-Karabakh republic Turkey", "a resolution Thursday")
    w.measure(
        "m2", SENATE, nov23, "recognition Nagorno-Karabakh republic", "the resolution is “biased", related=("m1",)
    )
    votes = "the resolution, which has symbolic value, was adopted"
    figures = (
        ("votes_for", w.span('188 "yes" votes')),
        ("votes_against", w.span('three "no" votes')),
        ("abstentions", w.span("16 deputies abstained")),
    )
    w.adopted("approved a resolution Thursday", ASSEMBLY, "m1", thursday)
    w.adopted(votes, ASSEMBLY, "m1", thursday, Tally(188, 3, 16, span=w.span('188 "yes" votes'), spans=figures))
    w.adopted("the French Senate adopted a resolution", SENATE, "m2", nov23)
    w.demand(
        "the French government was called on",
        'recognize the "Nagorno-Karabakh Republic"',
        "m1",
        GOVERNMENT,
        issue=RECOGNITION,
    )
    w.demand(
        "the French government was called on", "re-evaluate Turkey's membership process to the EU", "m1", GOVERNMENT
    )
    w.demand(
        "calling for the recognition",
        'the recognition of Nagorno-Karabakh as "a republic."',
        "m2",
        None,
        issue=RECOGNITION,
    )
    target = Target("the recognition call", "recognition", w.span("the recognition call"), issue=RECOGNITION)
    rejected = w.why("French Foreign Minister Jean-Yves Le Drian rejected", "verb")
    w.add("positions", Position(LE_DRIAN, "opposes", target, "Reject", rejected, MINISTRY))
    w.statement(
        "saying Armenia did not require it",
        LE_DRIAN,
        "Armenia did not require it",
        "opposes",
        role="French Foreign Minister",
        on_behalf=MINISTRY,
    )
    w.against("Baku stated that", AZERBAIJAN, ("m2",), "Accuse")
    paris = Target("France", "actor", agent=FRANCE)
    w.add(
        "positions", Position(AZERBAIJAN, "opposes", paris, "Criticize", w.why("repeatedly criticized France", "verb"))
    )
    w.demand("Azerbaijan's parliament called for", "France to be stripped of its mediation role", None, None, by=MAJLIS)
    nobody = w.why("No country in the world, including Armenia", "recognition")
    w.add("recognitions", Recognition(NO_STATE, SOVEREIGNTY, "sovereignty", "does-not-recognise", nobody))
    w.add(
        "mentions",
        Mention(
            w.span("Baku stated").__class__(w.span("Baku stated").start, w.span("Baku stated").start + 4),
            AZERBAIJAN,
            0.9,
        ),
    )
    return w.findings()


def second() -> Findings:
    """Article 001: the Senate votes; Lemoyne and Azerbaijan's ministry object."""
    w = open_article(1)
    wednesday = day("2020-11-25", "relative", w.span("on Wednesday"), "2020-11-26")
    july = day("1993-07-29", "stated", w.span("On July 29, 1993"))
    w.measure(
        "m1",
        SENATE,
        wednesday,
        "recognise Nagorno-Karabakh independent republic",
        "a resolution on Wednesday",
        binding=False,
        binding_span=w.span("serves only as a recommendation"),
    )
    w.measure("m2", COUNCIL, july, "withdrawal Armenian forces", "a resolution, demanding")
    figures = (("votes_for", w.span("305 French senators")), ("total", w.span("out of 306")))
    w.adopted("The French Senate adopted a resolution on Wednesday", SENATE, "m1", wednesday)
    w.adopted("305 French senators out of 306 voted", SENATE, "m1", wednesday, Tally(305, total=306, spans=figures))
    w.adopted("the UN Security Council adopted", COUNCIL, "m2", july)
    w.demand(
        "[The Senate] urges", "recognize the Nagorno-Karabakh Republic", "m1", GOVERNMENT, by=SENATE, issue=RECOGNITION
    )
    w.demand("The Senate called for", "an immediate withdrawal of Azerbaijani forces", "m1", AZERBAIJAN, by=SENATE)
    w.demand('demanding "complete', '"complete and unconditional withdrawal"', "m2", ARMENIA)
    w.recognition("Yerevan does not recognise it", ARMENIA, "does-not-recognise")
    target = Target("unilateral recognition of Karabakh", "recognition", issue=RECOGNITION)
    said = w.why('Jean-Baptiste Lemoyne, said that "unilateral recognition', "speech")
    w.add("positions", Position(LEMOYNE, "opposes", target, "Reject", said, MINISTRY))
    w.statement(
        'Jean-Baptiste Lemoyne, said that "unilateral',
        LEMOYNE,
        "unilateral recognition of Karabakh will do no good for anyone.",
        "opposes",
        role="French Secretary of State at the Minister for Europe and Foreign Affairs",
        on_behalf=MINISTRY,
        quote=True,
        about=RECOGNITION,
    )
    w.statement("Lemoyne also said", LEMOYNE_BARE, "it won’t contribute to mediation efforts", "opposes")
    w.against("Azerbaijan’s Foreign Ministry rejected the resolution", AZ_MINISTRY, ("m1",), "Reject")
    w.against("The adoption of a completely biased resolution", AZ_MINISTRY, ("m1",), "Denounce")
    w.statement(
        'calling it "biased"', AZ_MINISTRY, 'it "biased" and "provocative."', "opposes", quote=True, date=wednesday
    )
    return w.findings()


def third() -> Findings:
    """Article 002: reactions; the resolution is only "the resolution", its body known from "[Senate] debate"."""
    w = open_article(2)
    thursday = day("2020-11-26", "relative", w.span("on Thursday"), "2020-11-27")
    w.measure(
        "m1", None, None, "recognize Nagorno-Karabakh republic Turkey", "The resolution", "the resolution, with Prime"
    )
    w.demand("The resolution calls on", "recognize the Nagorno-Karabakh Republic", "m1", GOVERNMENT, issue=RECOGNITION)
    w.demand("It also urges", "pursue a tougher European response toward Turkey", "m1", GOVERNMENT)
    ministry = w.between("During the [Senate] debate", "self-proclaimed Nagorno-Karabakh Republic.")
    w.statement(
        "a French Foreign Ministry spokesperson said",
        MINISTRY,
        ministry,
        "opposes",
        quote=True,
        date=thursday,
        medium="press-statement",
        role="a French Foreign Ministry spokesperson",
    )
    w.statement(
        "Mr. Jean-Baptiste Lemoyne",
        LEMOYNE,
        "France does not recognize the self-proclaimed Nagorno-Karabakh Republic",
        "opposes",
        quote=True,
        role="Secretary of State for Tourism, French People Abroad and the Francophonie",
        on_behalf=GOVERNMENT,
        addressee=SENATE,
        medium="parliamentary-debate",
    )
    w.recognition("France does not recognize the self-proclaimed", FRANCE, "does-not-recognise")
    w.recognition("no state has yet recognized", NO_STATE, "does-not-recognise")
    w.against("Armenia was quick to welcome", ARMENIA, ("m1",), "Welcome", "supports")
    target = Target("the resolution", "measure", measures=("m1",))
    historic = w.why("Prime Minister Nikol Pashinian calling it", "speech")
    w.add("positions", Position(PASHINIAN, "supports", target, "Praise", historic, ARMENIA))
    w.statement(
        "calling it “historic.”",
        PASHINIAN,
        "it “historic.”",
        "supports",
        quote=True,
        role="Prime Minister",
        on_behalf=ARMENIA,
    )
    w.against("Azerbaijan condemned the measure", AZERBAIJAN, ("m1",), "Condemn")
    action = Target("Azerbaijan’s military action in Karabakh", "action")
    w.add(
        "positions",
        Position(MACRON, "opposes", action, "Criticize", w.why("French President Emmanuel Macron criticized", "verb")),
    )
    w.add("mentions", Mention(w.span("Macron", "September 27. Macron"), MACRON))
    w.demand(
        "demanded an end",
        "an end to French co-chairmanship of the OSCE Minsk Group",
        None,
        None,
        by=MAJLIS,
        date=thursday,
    )
    return w.findings()


def fourth() -> Findings:
    """Article 003: France's ministry declines; Azerbaijan's summons the ambassador."""
    w = open_article(3)
    nov25 = day("2020-11-25", "stated", w.span("on November 25"), "2020-11-28")
    w.measure(
        "m1",
        SENATE,
        nov25,
        "recognition Nagorno-Karabakh republic withdrawal",
        "the resolution adopted by the French Senate on November 25",
    )
    w.measure("m2", SENATE, None, "recognition Nagorno-Karabakh", "the earlier approved Senate resolution")
    figures = (("votes_for", w.span("305 senators voted")), ("votes_against", w.span("only one voted against")))
    w.adopted("had previously adopted a resolution", SENATE, "m1", nov25)
    w.adopted("only one voted against while 305", SENATE, "m1", nov25, Tally(305, 1, spans=figures))
    w.demand(
        "a resolution calling on the country's authorities",
        "recognize the Nagorno-Karabakh Republic",
        "m1",
        GOVERNMENT,
        issue=RECOGNITION,
    )
    w.demand("it also demands", "the withdrawal of Azerbaijani military forces", "m1", AZERBAIJAN)
    said = w.between("France does not recognize", "resolution calling for recognition")
    w.statement("the French Foreign Ministry has said", MINISTRY, said, "opposes")
    w.recognition("France does not recognize the self-proclaimed", FRANCE, "does-not-recognise")
    w.recognition("Senate resolution calling for recognition", FRANCE, "calls-for", "m2")
    w.against("presented a note of protest", AZ_MINISTRY, ("m1",), "Protest")
    target = Target("the resolution", "measure", measures=("m1",))
    w.add("acts", DiplomaticAct(AZ_MINISTRY, "Protest", w.why("presented a note of protest", "act"), FRANCE, target))
    return w.findings()


def fifth() -> Findings:
    """Article 004: undated; the Assembly's resolution of 2022 has no recognition in it, the Senate's has."""
    w = open_article(4)
    forced = (w.span("on Thursday"), w.span("on Nov. 30"), w.span("on Wednesday"), w.span("in the autumn of 2020"))
    published = Published("2022-12-01", "inferred", forced, "30 November is a Wednesday in 2022", 0.9)
    w.published = published
    nov30 = day("2022-11-30", "stated", w.span("on Nov. 30"), "2022-12-01")
    wednesday = day("2022-11-30", "relative", w.span("on Wednesday"), "2022-12-01")
    november = day("2022-11", "relative", w.span("earlier in November"), "2022-12-01", "2022-11-29")
    w.measure(
        "m1",
        ASSEMBLY,
        nov30,
        "counter aggression Armenia",
        "a resolution that was passed",
        binding=False,
        binding_span=w.span("which bears no legal binding"),
    )
    w.measure(
        "m2", SENATE, november, "similar sanctions attack recognition Karabakh", "a similar resolution", related=("m1",)
    )
    tally = Tally(
        256,
        unanimous=True,
        spans=(("votes_for", w.span("A total of 256 French lawmakers")), ("unanimous", w.span("unanimously"))),
    )
    w.adopted("“false and slanderous resolution", ASSEMBLY, "m1", nov30)
    w.adopted("A total of 256 French lawmakers", ASSEMBLY, "m1", wednesday, tally)
    w.adopted("The French Senate also passed", SENATE, "m2", november)
    w.demand("The resolution calls for Azerbaijan", "end its attacks on Armenia", "m1", AZERBAIJAN)
    w.demand("It also calls on the French government", "impose individual economic sanctions on Baku", "m1", GOVERNMENT)
    reaffirmed = w.why("reaffirming France’s earlier recognition", "measure", 0.6)
    target = Target("France’s earlier recognition of Karabakh", "recognition", issue=RECOGNITION)
    w.add("positions", Position(SENATE, "supports", target, "Reaffirm", reaffirmed, measure="m2"))
    w.recognition("France’s earlier recognition of Karabakh", FRANCE, "recognises", "m2", 0.6)
    w.against("summoned the charge d'affaires", AZ_MINISTRY, ("m1",), "Summon")
    w.against("Baku on Thursday condemned", AZERBAIJAN, ("m1",), "Condemn")
    w.against("rejected the resolutions in both", AZERBAIJAN, ("m1", "m2"), "Reject")
    action = Target("Paris acting as a go-between", "action")
    w.add(
        "positions", Position(AZERBAIJAN, "opposes", action, "Oppose", w.why("strongly opposes Paris acting", "verb"))
    )
    w.statement(
        "The French diplomat assured",
        LE_LAN,
        "the parliamentary decision did not reflect the “official position” of the French government",
        "neutral",
        quote=True,
        role="charge d'affaires",
        addressee=AZ_MINISTRY,
        medium="diplomatic-meeting",
    )
    w.add(
        "acts",
        DiplomaticAct(
            AZ_MINISTRY,
            "Summon",
            w.why("summoned the charge d'affaires", "act"),
            LE_LAN,
            replace(target, issue=None, kind="measure", measures=("m1",)),
        ),
    )
    w.demand(
        "demanded that French President",
        "French President Emmanual Macron mediate the discussion",
        None,
        MACRON_SIC,
        by=PASHINIAN,
    )
    return w.findings()


def all_findings() -> list[Findings]:
    """The findings of the five articles, in the order of the files."""
    return [first(), second(), third(), fourth(), fifth()]

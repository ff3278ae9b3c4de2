"""The gazetteer as data (is it whole, is every ambiguity meant?) and as an index (what is found, and where)."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from kg.data import root
from kg.errors import UsageError
from kg.gazetteer import Entity, Gazetteer, load

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "ontology" / "gazetteer"
OBSERVERS = {"VA", "PS"}

#: Forms that more than one entity bears, and all who bear it, the best guess first. Nothing else may be ambiguous.
AMBIGUOUS = {
    "Berlin": "state/germany subdivision/berlin",
    "Brussels": "body/eu state/belgium",
    "Congo": "state/democratic-republic-of-the-congo state/republic-of-the-congo",
    "Congolese": "state/democratic-republic-of-the-congo state/republic-of-the-congo",
    "Dominican": "state/dominican-republic state/dominica",
    "Dominicans": "state/dominican-republic state/dominica",
    "Georgia": "state/georgia subdivision/georgia-us",
    "Georgian": "state/georgia subdivision/georgia-us",
    "Georgians": "state/georgia subdivision/georgia-us",
    "Guinean": "state/guinea state/guinea-bissau",
    "Guineans": "state/guinea state/guinea-bissau",
    "House of Commons": "body/united-kingdom/house-of-commons body/canada/house-of-commons",
    "Korea": "state/south-korea state/north-korea",
    "Korean": "state/south-korea state/north-korea",
    "Koreans": "state/south-korea state/north-korea",
    "Majlis": "body/iran/islamic-consultative-assembly body/maldives/peoples-majlis",
    "Nagorno-Karabakh": "polity/nagorno-karabakh-republic territory/nagorno-karabakh",
    "PTI": "body/pakistan/pakistan-tehreek-e-insaf body/india/press-trust-of-india",
    "Punjab": "subdivision/punjab-in subdivision/punjab-pk",
    "Spanish Sahara": "polity/sahrawi-republic territory/western-sahara",
    "Victoria": "subdivision/victoria state/seychelles",
    "Virgin Islands": "territory/british-virgin-islands territory/us-virgin-islands",
    "Washington": "state/united-states subdivision/washington-us",
    "Western Sahara": "polity/sahrawi-republic territory/western-sahara",
} | {
    f"Congolese {name}": " ".join(
        f"body/{state}/{path}"
        for state in ("democratic-republic-of-the-congo", "republic-of-the-congo")
    )
    for name, path in [("Senate", "senate"), ("National Assembly", "national-assembly"), ("Parliament", "parliament")]
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    """(words, kind of form, path of the best candidate) for each hit."""
    return [(hit.span.of(text), hit.kind, hit.entities[0].path) for hit in gazetteer.find(text)]


def states(gazetteer: Gazetteer) -> list[Entity]:
    return [entity for entity in gazetteer if entity.path.startswith("state/")]


# --- the data -------------------------------------------------------------------------------------------------


def test_all_members_and_observers_of_the_united_nations(gazetteer: Gazetteer) -> None:
    codes = {state.code for state in states(gazetteer)}
    assert len(codes) == len(states(gazetteer)) == 193 + len(OBSERVERS)
    assert codes > OBSERVERS


def test_a_state_has_code_adjective_capital_and_wikidata_id(gazetteer: Gazetteer) -> None:
    for state in states(gazetteer):
        assert re.fullmatch(r"[A-Z]{2}", state.code or ""), state.path
        assert state.adjectives and state.capital, state.path
        assert re.fullmatch(r"Q[1-9]\d*", state.qid or ""), state.path
        assert state.metonyms[0] == state.capital
        assert state.of == state.path and state.polity == state.code


def test_wikidata_ids_are_given_once(gazetteer: Gazetteer) -> None:
    ids = Counter(entity.qid for entity in gazetteer if entity.qid)
    assert ids.most_common(1)[0][1] == 1


def test_codes_of_polities_and_codes_of_international_bodies_are_unique(gazetteer: Gazetteer) -> None:
    for of_polities in (True, False):
        codes = Counter(e.code for e in gazetteer if e.code and e.is_polity is of_polities)
        assert [code for code, number in codes.items() if number > 1] == []


def test_every_state_has_a_legislature_and_knows_its_parliament(gazetteer: Gazetteer) -> None:
    without = [state.code for state in states(gazetteer) if not gazetteer.chambers(state.path)]
    assert without == ["VA"]
    for state in states(gazetteer):
        if state.code not in without:
            assert gazetteer.generic(state.path, "parliament"), state.path


def test_chambers_are_one_or_an_upper_and_a_lower_one(gazetteer: Gazetteer) -> None:
    for polity in gazetteer.polities():
        types = [body.chamber_type for body in gazetteer.chambers(polity.path)]
        assert types in ([], ["single"], ["upper", "lower", None], ["upper", "lower"], [None]), polity.path


@pytest.mark.parametrize(
    ("state", "number"),
    [("argentina", 24), ("austria", 9), ("brazil", 27), ("canada", 13), ("germany", 16), ("india", 30), ("mexico", 32),
     ("nigeria", 36), ("spain", 17), ("switzerland", 26), ("united-states", 51)],
)  # fmt: skip
def test_every_part_of_a_federation_has_a_legislature(gazetteer: Gazetteer, state: str, number: int) -> None:
    parts = [
        polity for polity in gazetteer.polities() if polity.part_of == f"state/{state}" and polity.kind == "subdivision"
    ]
    assert len(parts) == number
    assert [part.path for part in parts if gazetteer.generic(part.path, "legislature") is None] == []


@pytest.mark.parametrize("city", ["São Paulo", "Zurich", "Salzburg", "Puebla", "Lagos", "Saint Petersburg", "Córdoba"])
def test_a_city_is_not_taken_for_the_state_around_it(gazetteer: Gazetteer, city: str) -> None:
    assert found(gazetteer, f"It opened in {city}.") == []


def test_chambers_point_to_a_legislature_of_the_same_polity(gazetteer: Gazetteer) -> None:
    for body in gazetteer:
        if body.chamber_of:
            assert gazetteer.entity(body.chamber_of).of == body.of, body.path


@pytest.mark.parametrize("attribute", ["of", "part_of", "chamber_of"])
def test_links_lead_somewhere(gazetteer: Gazetteer, attribute: str) -> None:
    links = {entity.path: getattr(entity, attribute) for entity in gazetteer}
    for path, link in links.items():
        assert link is None or gazetteer.entity(link), path


def test_no_form_is_ambiguous_unless_that_is_meant(gazetteer: Gazetteer) -> None:
    forms = {form for entity in gazetteer for _, form in entity.forms()}
    ambiguous = {form: [e.path for e in gazetteer.lookup(form)] for form in sorted(forms)}
    several = {f: " ".join(paths) for f, paths in ambiguous.items() if len(paths) > 1}
    assert {f: paths for f, paths in several.items() if not of_parties(gazetteer, f)} == AMBIGUOUS


def of_parties(gazetteer: Gazetteer, form: str) -> bool:
    """True for what parties alone are called: in many countries there is one of the Greens, and the text tells which."""
    return {e.kind for e in gazetteer.lookup(form)} == {"party"}


@pytest.mark.parametrize(
    ("form", "first", "other"),
    [
        ("Conservative Party", "united-kingdom/conservative-party", "norway/conservative-party"),
        ("Democratic Party", "united-states/democratic-party", "italy/democratic-party"),
        ("Republicans", "united-states/republican-party", "france/the-republicans"),
        ("Labour", "united-kingdom/labour-party", "netherlands/labour-party"),
    ],
)
def test_of_parties_of_one_name_that_whose_form_it_is_before_others_is_first(
    gazetteer: Gazetteer, form: str, first: str, other: str
) -> None:
    paths = [entity.path.removeprefix("body/") for entity in gazetteer.lookup(form)]
    assert paths[0] == first and other in paths


def test_two_parties_of_one_country_share_no_form(gazetteer: Gazetteer) -> None:
    forms = {form for entity in gazetteer if entity.kind == "party" for _, form in entity.forms()}
    for form in forms:
        owners = Counter(entity.of for entity in gazetteer.lookup(form))
        assert max(owners.values()) == 1, form


def test_terms_are_declared_in_the_ontology() -> None:
    declared = set(re.findall(r"^kgo:(\w+)", (ROOT / "ontology" / "kgo.ttl").read_text("utf-8"), re.M))
    used = {term for file in FOLDER.glob("*.ttl") for term in re.findall(r"\bkgo:(\w+)", file.read_text("utf-8"))}
    assert used - declared == set()


def test_files_are_laid_out() -> None:
    script = ROOT / "scripts" / "make_gazetteer.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_in_own_languages_are_told_with_their_language(gazetteer: Gazetteer) -> None:
    told = {entity.path: dict(entity.own_names) for entity in gazetteer if entity.own_names}
    assert told["body/france/senate"] == {"fr": "Sénat"}
    assert told["body/switzerland/national-council"]["rm"] == "Cussegl naziunal"
    assert gazetteer.entity("body/france/senate").label == "French Senate"
    assert [path for path in told if not path.startswith("body/")] == []
    languages = {language for names in told.values() for language in names}
    assert [tag for tag in languages if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{4})?", tag) or tag == "en"] == []


def test_a_script_goes_with_its_language(gazetteer: Gazetteer) -> None:
    """Arabic is not in Latin letters, nor Polish in Greek ones."""
    scripts = {"ar": "ARABIC", "fa": "ARABIC", "el": "GREEK", "ru": "CYRILLIC", "uk": "CYRILLIC", "hy": "ARMENIAN"}
    scripts |= {"he": "HEBREW", "ja": "CJK", "ko": "HANGUL", "th": "THAI", "ka": "GEORGIAN", "hi": "DEVANAGARI"}
    for entity in gazetteer:
        for language, name in entity.own_names:
            script = scripts.get(language, "LATIN" if language in ("pl", "fr", "es", "pt", "de", "tr") else "")
            assert all(script in unicodedata.name(c) for c in name if c.isalpha()), (entity.path, name)


def test_names_in_own_languages_lead_nowhere_by_themselves(gazetteer: Gazetteer) -> None:
    """Else "Sénat" would be one of twenty."""
    assert found(gazetteer, "The Sénat and the Senado met.") == []
    assert found(gazetteer, "The Storting met.") == [("Storting", "name", "body/norway/storting")]


#: Whose official language is English alone, or where the name in the other language was not certain.
IN_ENGLISH = "AG AU BB BS BW BZ DM FJ FM GB GD GH GM GY JM KN LC LR LS MW NA NG NR PG SB SL SS TT UG US VC ZM ZW"


def test_every_other_state_has_a_chamber_with_a_name_of_its_own_language(gazetteer: Gazetteer) -> None:
    without = {
        state.code
        for state in states(gazetteer)
        if not any(body.own_names for body in gazetteer.chambers(state.path)) and state.code != "VA"
    }
    assert " ".join(sorted(filter(None, without))) == IN_ENGLISH


def test_a_former_name_has_its_time(gazetteer: Gazetteer) -> None:
    dated = {entity.path: {name: (since, until) for name, since, until in entity.former} for entity in gazetteer}
    assert dated["state/eswatini"] == {"Swaziland": ("", "2018-04-19")}
    assert dated["state/north-macedonia"] == {"Republic of Macedonia": ("1991", "2019-02-12")}
    assert sum(len(names) for names in dated.values()) > 90


def test_former_names_are_looked_for_and_end_after_they_begin(gazetteer: Gazetteer) -> None:
    for entity in gazetteer:
        for name, since, until in entity.former:
            assert entity in gazetteer.lookup(name), name
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", since) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", until)
            assert since[:4] <= until[:4] <= "2026", name


# --- finding --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Norwegian Storting", [("Norwegian Storting", "name", "body/norway/storting")]),
        ("Oslo told Finns", [("Oslo", "metonym", "state/norway"), ("Finns", "demonym", "state/finland")]),
        ("Papua New Guinea", [("Papua New Guinea", "name", "state/papua-new-guinea")]),
        ("Equatorial Guinea", [("Equatorial Guinea", "name", "state/equatorial-guinea")]),
        ("New South Wales", [("New South Wales", "name", "subdivision/new-south-wales")]),
        ("anti-Chilean", [("Chilean", "adjective", "state/chile")]),
        ("KENYA votes", [("KENYA", "name", "state/kenya")]),
        ("Swaziland", [("Swaziland", "name", "state/eswatini")]),
        ("Mountainous Karabakh", [("Mountainous Karabakh", "name", "polity/nagorno-karabakh-republic")]),
        ("the Security Council", [("Security Council", "name", "body/un/security-council")]),
        ("the Russian Security Council", [("Russian Security Council", "name", "body/russia/security-council")]),
        ("the Kerala Assembly", [("Kerala Assembly", "name", "body/kerala/legislative-assembly")]),
        ("Niger State", [("Niger State", "name", "subdivision/niger-state")]),
        ("Zurich's Cantonal Council of Zurich", [
            ("Cantonal Council of Zurich", "name", "body/canton-of-zurich/cantonal-council")]),
        ("the Arab League", [("Arab League", "name", "body/arab-league")]),
    ],
)  # fmt: skip
def test_finds(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize("form", ["US", "U.S.", "U.S", "USA", "UK", "U.K.", "UN", "U.N.", "EU", "E.U."])
def test_acronyms_as_they_are_written(gazetteer: Gazetteer, form: str) -> None:
    hits = gazetteer.find(f"It asked the {form} to vote.")
    assert [hit.span.of(f"It asked the {form} to vote.") for hit in hits] == [form]


@pytest.mark.parametrize(
    "text",
    [
        "tell us all",
        "Us and them",
        "a new eu-phoria",
        "Malice, Omanesque, Chadwick and Perusing",
        "male voters, Male voters",
        "the Tour de France, the Persian Gulf, New England",
        "polish the chili in a turkey jordan",
        "",
    ],
)
def test_finds_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_apostrophes_are_alike(gazetteer: Gazetteer, apostrophe: str) -> None:
    text = f"Côte d{apostrophe}Ivoire{apostrophe}s deputies"
    assert found(gazetteer, text) == [(f"Côte d{apostrophe}Ivoire", "name", "state/ivory-coast")]


@pytest.mark.parametrize("text", ["Dáil Éireann", "Dail Eireann"])
def test_accents_may_be_left_out(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == [(text, "name", "body/ireland/dail-eireann")]


def test_offsets_count_code_points(gazetteer: Gazetteer) -> None:
    text = "😀 “Ghana” 😀 Togo"
    assert [(hit.span.start, hit.span.end) for hit in gazetteer.find(text)] == [(3, 8), (12, 16)]


def test_hits_never_overlap(gazetteer: Gazetteer) -> None:
    text = (FOLDER / "chambers.ttl").read_text("utf-8")
    hits = gazetteer.find(text)
    assert len(hits) > 1000
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(hits))


# --- looking up -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polity", "word", "path"),
    [
        ("state/brazil", "Senate", "body/brazil/federal-senate"),
        ("state/japan", "upper house", "body/japan/house-of-councillors"),
        ("state/japan", "House", "body/japan/house-of-representatives"),
        ("state/japan", "Diet", "body/japan/national-diet"),
        ("state/germany", "parliament", "body/germany/bundestag"),
        ("state/united-kingdom", "commons", "body/united-kingdom/house-of-commons"),
        ("state/denmark", "PARLIAMENT", "body/denmark/folketing"),
        ("subdivision/california", "assembly", "body/california/state-assembly"),
        ("body/un", "general assembly", "body/un/general-assembly"),
        ("body/eu", "parliament", "body/eu/european-parliament"),
    ],
)
def test_bare_words(gazetteer: Gazetteer, polity: str, word: str, path: str) -> None:
    body = gazetteer.generic(polity, word)
    assert body is not None and body.path == path


@pytest.mark.parametrize(
    ("polity", "word"), [("state/denmark", "senate"), ("state/holy-see", "parliament"), ("state/nowhere", "senate")]
)
def test_bare_words_that_mean_nothing_there(gazetteer: Gazetteer, polity: str, word: str) -> None:
    assert gazetteer.generic(polity, word) is None


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("AL", "state/albania"),
        ("AU", "state/australia"),
        ("XK", "polity/kosovo"),
        ("EU", "body/eu"),
        ("GB-SCT", "subdivision/scotland"),
        ("nagorno-karabakh", "polity/nagorno-karabakh-republic"),
    ],
)
def test_by_code(gazetteer: Gazetteer, code: str, path: str) -> None:
    entity = gazetteer.by_code(code)
    assert entity is not None and entity.path == path


def test_an_unknown_code_or_form_is_nothing_and_an_unknown_path_an_error(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_code("QQ") is None
    assert gazetteer.lookup("Atlantis") == ()
    with pytest.raises(KeyError):
        gazetteer.entity("state/atlantis")


@pytest.mark.parametrize(
    ("path", "name", "polity", "of"),
    [
        ("body/france/senate", "Senate of France", "FR", "state/france"),
        ("body/united-states/senate", "United States Senate", "US", "state/united-states"),
        ("body/israel/knesset", "Knesset", "IL", "state/israel"),
        ("body/un/security-council", "United Nations Security Council", "UN", "body/un"),
        ("body/nato", "North Atlantic Treaty Organization", "NATO", "body/nato"),
        ("territory/greenland", "Greenland", "GL", "territory/greenland"),
    ],
)
def test_names_and_owners(gazetteer: Gazetteer, path: str, name: str, polity: str, of: str) -> None:
    entity = gazetteer.entity(path)
    assert (entity.name, entity.polity, entity.of) == (name, polity, of)


# --- loading --------------------------------------------------------------------------------------------------


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        """@base <https://kg.example/> . @prefix kgo: <https://w3id.org/kgres/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <state/ruritania> a kgo:State ; rdfs:label "Ruritania"@en ; kgo:capital "Strelsau"@en .
        <body/ruritania/diet> a kgo:Chamber, kgo:Legislature ; rdfs:label "Diet"@en ;
            kgo:ofPolity <state/ruritania> ; kgo:chamberType kgo:SingleChamber .""",
        encoding="utf-8",
    )
    mine = load(tmp_path)
    assert found(mine, "Strelsau called the Diet") == [
        ("Strelsau", "metonym", "state/ruritania"),
        ("Diet", "name", "body/ruritania/diet"),
    ]
    assert [body.path for body in mine.chambers("state/ruritania")] == ["body/ruritania/diet"]


def test_a_body_without_an_english_name_is_shown_by_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        """@base <https://kg.example/> . @prefix kgo: <https://w3id.org/kgres/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <body/ruritania/diet> a kgo:Chamber ; rdfs:label "Reichsrat"@de .""",
        encoding="utf-8",
    )
    assert load(tmp_path).entity("body/ruritania/diet").label == "Reichsrat"


def test_a_folder_without_a_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no gazetteer"):
        load(tmp_path)


def test_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(UsageError):
        load(tmp_path)


def test_data_of_a_checkout_lies_at_its_root() -> None:
    assert (root("ontology") / "gazetteer" / "states.ttl").is_file()


def test_the_module_alone_imports_no_engine() -> None:
    code = "import sys, kg.gazetteer; print({'pyoxigraph', 'ahocorasick_rs', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

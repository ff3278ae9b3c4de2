"""Score what kg reads from texts against gold files, all sets of a folder in one table, beside the last results.

    NAME.texts.json ─kg extract─> facts ─┐
    NAME.gold.json ──────────────────────┴─score.py─> scores ─> table, .eval/last.json, .eval/NAME.jsonl

    python scripts/evaluate.py [FOLDER] [--set NAME] [--keep RUN] [--against RUN] [--json]
    python scripts/evaluate.py [FOLDER] --errors positions --part tune

FOLDER holds the sets in the facts format, and the scorer, `score.py`, which is loaded from there. A set
named "items-..." is shown in two parts, by the last hex digit of each id: 0 to 9 is for tuning, a to f is held out. The
errors of what is held out are never shown, so that its figures tell what a change is worth on texts that nobody
looked at.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

Entry = dict[str, Any]
Scores = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("decisions", "positions", "recognitions", "statements", "demands")
SHARES = {
    "figures": "figures right",
    "day": "days right",
    "target": "target",
    "addressee": "addressee",
    "polarity": "polarity",
}
FALSE = {"false_figures": "false figures", "false_day": "false days"}
TUNE, HELD, WHOLE = "tune", "held", ""
SPLIT = "items-"
ACROSS = 4  # sets side by side
NAME_WIDTH, GAP = 15, "   "
MISSING = (
    "{folder}: no sets to score; give a folder with NAME.texts.json and NAME.gold.json (the facts format) "
    "and score.py: make eval SHARED=DIR reads DIR/eval"
)


class Refused(Exception):
    """What cannot be done as asked; the message is the one line to print."""


class Labelled(NamedTuple):
    """One set: its name, texts and gold facts, ids as strings."""

    name: str
    path: Path
    texts: list[Entry]
    gold: list[Entry]


class Column(NamedTuple):
    """The scores of one part of a set, under the name that stands above them."""

    title: str
    scores: Scores


# --- sets and what is read from them ------------------------------------------------------------------------------


def labelled_sets(folder: Path, wanted: str | None = None) -> list[Labelled]:
    """The sets of a folder by name, or the one wanted. Raises `Refused` if there is none."""
    names = sorted(path.name.removesuffix(".gold.json") for path in folder.glob("*.gold.json"))
    names = [name for name in names if (folder / f"{name}.texts.json").is_file()]
    if not names:
        raise Refused(MISSING.format(folder=folder))
    if wanted is not None and wanted not in names:
        raise Refused(f"{folder}: no set {wanted}; there are: {', '.join(names)}")
    return [labelled(folder, name) for name in names if wanted in (None, name)]


def labelled(folder: Path, name: str) -> Labelled:
    """One set. Raises `Refused` for a gold entry without a text."""
    path = folder / f"{name}.texts.json"
    texts, gold = entries(path), entries(folder / f"{name}.gold.json")
    missing = {entry["id"] for entry in gold} - {entry["id"] for entry in texts}
    if missing:
        raise Refused(f"{path}: no text for the gold of {', '.join(sorted(missing)[:3])}")
    return Labelled(name, path, texts, gold)


def entries(path: Path) -> list[Entry]:
    """A file's list of objects with an id."""
    return [{**entry, "id": str(entry["id"])} for entry in json.loads(path.read_text(encoding="utf-8"))]


def scorer(folder: Path) -> ModuleType:
    """The folder's own `score.py`. Raises `Refused` if it has none."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("score", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise Refused(f"{path}: no scorer there; put score.py beside the sets")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(labelled: Labelled, results: Path) -> list[Entry]:
    """The facts that `kg extract` reads from a set's texts; written to `results` as well."""
    from kg import pipeline
    from kg.facts import facts
    from kg.types import InputOptions

    begun = time.monotonic()
    found = [
        facts(one) for one in pipeline.extract([labelled.path], _tell, options=InputOptions(1 << 30, language="any"))
    ]
    print(f"{labelled.name}: {len(found)} texts in {time.monotonic() - begun:.1f} s", file=sys.stderr)
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    (results / f"{labelled.name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return found


def _tell(problem: Any) -> None:
    print(f"{problem.where}: {problem.message}", file=sys.stderr)


def parts(name: str) -> tuple[str, ...]:
    """The parts that a set of this name is shown in.

    >>> parts("items-own"), parts("articles-own")
    (('tune', 'held'), ('',))
    """
    return (TUNE, HELD) if name.startswith(SPLIT) else (WHOLE,)


def part_of(id: str) -> str:
    """The part of a split set that an id falls into: by its last hex digit.

    >>> part_of("2001-02-03-77c9"), part_of("2001-02-03-77ce")
    ('tune', 'held')
    """
    return HELD if id[-1:].lower() in set("abcdef") else TUNE


def only(part: str, items: Iterable[Entry]) -> list[Entry]:
    """The entries of one part; all of them for the whole."""
    return [item for item in items if part in (WHOLE, part_of(item["id"]))]


def columns(labelled: Labelled, found: list[Entry], score: ModuleType, part: str | None = None) -> Iterator[Column]:
    """The scores of each part of a set, or of the one asked for."""
    for one in parts(labelled.name):
        if part in (None, one) or one == WHOLE:
            scores = score.score(only(one, labelled.gold), labelled.texts, only(one, found))
            yield Column(f"{labelled.name} {one}".strip(), scores)


# --- comparing ----------------------------------------------------------------------------------------------------


def levels(scores: Scores) -> dict[str, float]:
    """The figures that a change is watched by, each the better the higher; those without a case are left out.

    >>> levels({"decisions": {"F1": 0.5}, "macro_F1": 0.5, "day": {"accuracy": None}, "false_day": 2})
    {'decisions': 0.5, 'macro F1': 0.5, 'false days': -2}
    """
    values: dict[str, float | None] = {kind: scores[kind]["F1"] for kind in KINDS if kind in scores}
    values["macro F1"] = scores.get("macro_F1")
    values |= {label: scores[key]["accuracy"] for key, label in SHARES.items() if key in scores}
    values |= {label: -scores[key] for key, label in FALSE.items() if key in scores}
    return {label: value for label, value in values.items() if value is not None}


def drops(columns: Iterable[Column], before: Mapping[str, Scores]) -> Iterator[str]:
    """One line for each figure that is worse than before."""
    for title, scores in columns:
        then = levels(before.get(title, {}))
        for label, now in levels(scores).items():
            if label in then and now < then[label]:
                yield f"{title}: {label} {abs(then[label]):.3g} -> {abs(now):.3g}"


# --- the table ----------------------------------------------------------------------------------------------------


def table(columns: Sequence[Column], before: Mapping[str, Scores]) -> str:
    """All scores, a row for each kind of fact, `ACROSS` parts side by side; changes stand behind the figures."""
    groups = [columns[start : start + ACROSS] for start in range(0, len(columns), ACROSS)]
    return "\n\n".join("\n".join(_lines(group, before)) for group in groups)


def _lines(columns: Sequence[Column], before: Mapping[str, Scores]) -> Iterator[str]:
    yield _line("", [title for title, _ in columns])
    yield _line("", ["   P    R   F1" for _ in columns])
    changes = [_changes(column, before) for column in columns]
    for label, cell in ROWS:
        cells = zip(columns, changes, strict=True)
        yield _line(label, [f"{cell(column.scores):>14} {change.get(label, '')}" for column, change in cells])


def _line(label: str, cells: Iterable[str]) -> str:
    return GAP.join([f"{label:{NAME_WIDTH}}", *(f"{cell:20}" for cell in cells)]).rstrip()


def _changes(column: Column, before: Mapping[str, Scores]) -> dict[str, str]:
    now, then = levels(column.scores), levels(before.get(column.title, {}))
    return {label: change(label, now[label] - then[label]) for label in now if label in then}


def change(label: str, by: float) -> str:
    """A change as it stands in the table.

    >>> change("positions", 0.0123), change("target", -0.5), change("false days", 2), change("polarity", 0.0)
    ('+.012', '-.500', '-2', '=')
    """
    if abs(by) < 0.0005:
        return "="
    return f"{-by:+d}" if label in FALSE.values() else f"{by:+.3f}".replace("0.", ".", 1)


def share(value: float) -> str:
    """A share in four characters.

    >>> share(0.5), share(1.0)
    ('.500', '1.00')
    """
    return f"{value:.3f}".removeprefix("0")[:4]


def _kind(key: str) -> Callable[[Scores], str]:
    return lambda scores: " ".join(share(scores[key][figure]) for figure in ("P", "R", "F1"))


def _right(key: str) -> Callable[[Scores], str]:
    return lambda scores: f"{scores[key]['right']}/{scores[key]['of']}" if scores[key]["of"] else "none"


def _count(key: str) -> Callable[[Scores], str]:
    return lambda scores: str(scores[key])


#: What each row is called, and how its cell is made from the scores of one part.
ROWS: list[tuple[str, Callable[[Scores], str]]] = [
    *((kind, _kind(kind)) for kind in KINDS),
    ("macro F1", lambda scores: share(scores["macro_F1"])),
    ("figures right", _right("figures")),
    ("false figures", _count("false_figures")),
    ("days right", _right("day")),
    ("false days", _count("false_day")),
    *((label, _right(key)) for key, label in SHARES.items() if key not in ("figures", "day")),
]


# --- errors -------------------------------------------------------------------------------------------------------


def errors(labelled: Labelled, found: Sequence[Entry], score: ModuleType, kind: str) -> Iterator[str]:
    """What was missed, wrong or different in the texts that may be read: never in those held out."""
    texts = {entry["id"]: entry["text"] for entry in labelled.texts}
    read = {entry["id"]: entry for entry in found}
    for gold in only(parts(labelled.name)[0], labelled.gold):
        lines = list(_errors_in(gold, read.get(gold["id"], {}), texts[gold["id"]], score, kind))
        if lines:
            yield f"== {labelled.name} {gold['id']}: {' '.join(texts[gold['id']][:700].split())}"
            yield from lines


def _errors_in(gold: Entry, read: Entry, text: str, score: ModuleType, kind: str) -> Iterator[str]:
    wanted, had = gold.get(kind, []), read.get(kind) or []
    pairs = score.pairs(kind, wanted, had, text)
    yield from (f"   missed   {_fact(wanted[i])}" for i in sorted(set(range(len(wanted))) - {i for i, _ in pairs}))
    yield from (f"   wrong    {_fact(had[j])}" for j in sorted(set(range(len(had))) - {j for _, j in pairs}))
    for i, j in pairs:
        for key in DETAILS[kind]:
            if not DETAILS[kind][key](score, wanted[i].get(key), had[j].get(key)):
                yield f"   {key:8} {wanted[i].get(key)!r}, read {had[j].get(key)!r}: {_fact(had[j])}"


def _fact(fact: Entry) -> str:
    """A fact in one line; of passages the words."""
    plain = {key: value["text"] if isinstance(value, dict) else value for key, value in fact.items()}
    return json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)


Agree = Callable[[ModuleType, Any, Any], bool]


def _equal(score: ModuleType, gold: Any, read: Any) -> bool:
    return bool(gold == read)


def _none_or_zero(score: ModuleType, gold: Any, read: Any) -> bool:
    return (gold or None) == (read or None)


def _share_words(score: ModuleType, gold: Any, read: Any) -> bool:
    return not gold or bool(score.tokens(gold) & score.tokens(read or ""))


def _similar(score: ModuleType, gold: Any, read: Any) -> bool:
    return not gold or bool(score.similar(gold, read or ""))


#: What must agree in a fact that is found, by kind.
DETAILS: dict[str, dict[str, Agree]] = {
    "decisions": {"for": _equal, "against": _none_or_zero, "abstain": _equal, "date": _none_or_zero},
    "positions": {"target": _share_words},
    "recognitions": {"object": _equal},
    "statements": {"polarity": _equal},
    "demands": {"addressee": _similar},
}


# --- keeping ------------------------------------------------------------------------------------------------------


def kept(results: Path, run: str | None = None) -> Entry:
    """The results kept under a name, by default the last ones; empty if none were kept.

    Raises `Refused` for a name under which nothing was kept.
    """
    path = results / f"{f'run-{run}' if run else 'last'}.json"
    if path.is_file():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    if run:
        raise Refused(f"no results were kept as {run}; keep some with --keep {run}")
    return {}


def keep(results: Path, columns: Iterable[Column], run: str | None) -> None:
    """Make these the last results, and those of a named run; sets that were not scored now stay as they were."""
    scores = kept(results).get("scores", {}) | dict(columns)
    content = {"run": run, "at": datetime.datetime.now().isoformat(" ", "seconds"), "scores": scores}
    for name in ["last", *([f"run-{run}"] if run else [])]:
        (results / f"{name}.json").write_text(json.dumps(content, indent=1), encoding="utf-8")


# --- command line -------------------------------------------------------------------------------------------------


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--set", metavar="NAME", help="only this set")
    parser.add_argument("--part", choices=(TUNE, HELD), help="only this part of a set that has parts")
    parser.add_argument("--errors", choices=KINDS, help="print what was missed or wrong; no scores")
    parser.add_argument("--keep", metavar="RUN", help="keep these results under a name too")
    parser.add_argument("--against", metavar="RUN", help="compare with the results kept under this name")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--results", type=Path, default=ROOT / ".eval", metavar="DIR", help="where results are kept")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Score and print; 2 if there is nothing to score or what was asked for is not shown."""
    wish = options(arguments)
    try:
        return run(wish)
    except Refused as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2


def run(wish: argparse.Namespace) -> int:
    """What the command line asks for. Raises `Refused`."""
    if wish.errors and wish.part == HELD:
        raise Refused("the errors of the held-out part are not shown; use --part tune")
    sets, score = labelled_sets(wish.folder, wish.set), scorer(wish.folder)
    before = kept(wish.results, wish.against)
    wish.results.mkdir(parents=True, exist_ok=True)
    if wish.errors:
        for one in sets:
            print("\n".join(errors(one, predicted(one, wish.results), score, wish.errors)))
        return 0
    found = [column for one in sets for column in columns(one, predicted(one, wish.results), score, wish.part)]
    print(json.dumps(dict(found), indent=1) if wish.json else _report(found, before))
    keep(wish.results, found, wish.keep)
    return 0


def _report(columns: Sequence[Column], before: Entry) -> str:
    """The table, what it is compared with, and what has dropped."""
    scores = before.get("scores", {})
    pieces = [table(columns, scores)]
    if before:
        named = f"{before['run']}, " if before.get("run") else ""
        pieces.append(f"Changes are against the results of {named}{before['at']}.")
    if worse := list(drops(columns, scores)):
        pieces.append("\n".join(["Dropped:", *(f"  {line}" for line in worse)]))
    return "\n\n".join(pieces)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

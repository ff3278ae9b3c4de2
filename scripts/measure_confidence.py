"""Count how often each rule is right on labelled texts, and keep the counts as `ontology/confidence.json`.

    NAME.texts.json ─kg extract─> facts ─┐
    NAME.gold.json ──────────────────────┴─compared─> right and wrong facts ─counted─> ontology/confidence.json

    python scripts/measure_confidence.py FOLDER [-o FILE]

Only counts are kept, and nothing of the texts. Sets of which a part is held out are counted whole: what is tuned on the
other part makes the numbers somewhat too good, the part held out makes them less so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg import pipeline
from kg.evaluate import Result, evaluate
from kg.extract.confidence import Counted, trusted
from kg.facts import facts
from kg.labels import loaded

FILE = Path(__file__).resolve().parent.parent / "ontology" / "confidence.json"


def compared(gold: Path) -> list[Result]:
    """The labelled texts of one set, compared with what is read from them."""
    texts = gold.with_name(gold.name.replace(".gold.", ".texts."))
    found = list(pipeline.extract([texts]))
    words = {one.article.id: one.article.text for one in found}
    return evaluate(loaded(gold.read_text(encoding="utf-8"), gold.name), {f.article.id: facts(f) for f in found}, words)


def counted(results: Iterable[Result]) -> dict[str, dict[str, dict[str, float]]]:
    """Counts by rule and by kind of fact ("decision" of "decision.veto"), with the precision that follows from them."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for result in results:
        for facts_of, is_right in ((result.right, True), (result.wrong, False)):
            for rule in (str(fact["rule"]) for _, fact in facts_of):
                for name in (rule, rule.partition(".")[0]):
                    of[name] += 1
                    right[name] += is_right
    found = {name: Counted(right[name], of[name]) for name in sorted(of)}
    return {
        "kinds": {name: told(one, one) for name, one in found.items() if "." not in name},
        "rules": {name: told(one, trusted(name, found)) for name, one in found.items() if "." in name},
    }


def told(counts: Counted, used: Counted) -> dict[str, float]:
    """One line of the file: the counts, and the precision that facts get, of a rare rule that of its kind."""
    return {"right": counts.right, "of": counts.of, "precision": round(used.precision, 3)}


def main() -> int:
    """Write the file; without labelled sets say so and leave it as it is."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="holds NAME.gold.json and NAME.texts.json")
    arguments.add_argument("-o", "--output", type=Path, default=FILE)
    given = arguments.parse_args()
    gold = sorted(path for path in given.folder.glob("*.gold.json"))
    if not gold:
        print(f"{given.folder}: no NAME.gold.json there; nothing is measured", file=sys.stderr)
        return 2
    table = counted(result for path in gold for result in compared(path))
    lines = (
        json.dumps(table, indent=1).replace('{\n   "right"', '{"right"').replace(",\n   ", ", ").replace("\n  }", "}")
    )
    given.output.write_text(lines + "\n", encoding="utf-8")
    print(f"{sum(kind['of'] for kind in table['kinds'].values()):.0f} facts of {len(table['rules'])} rules counted")
    return 0


if __name__ == "__main__":
    sys.exit(main())

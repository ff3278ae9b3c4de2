"""Pictures by matplotlib: what happened when, and who takes which side on what. SVG or PNG by the file's suffix.

Needs the extra `plot`; matplotlib is imported when a picture is drawn. Colours are those of Okabe and Ito, which people
who see colours differently tell apart, and every side has a mark and a kind of line of its own. Text of articles is
never read as mathematics. The same graph gives the same SVG.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any, NamedTuple

from pyoxigraph import QuerySolutions

from kg.errors import KgError, UsageError
from kg.network import Edge, Network, network
from kg.store import Snapshot
from kg.vocabulary import FOAF, KGO, RDFS

SUFFIXES = (".svg", ".png")
MISSING = "kg plot draws with matplotlib, which is not installed; install it with: pip install 'kg-resolutions[plot]'"


class Look(NamedTuple):
    """How one kind of event or edge looks."""

    name: str
    colour: str
    mark: str
    line: str = "-"


LOOKS = {
    "supports": Look("supports", "#0072B2", "^", "-"),
    "opposes": Look("opposes", "#D55E00", "v", "--"),
    "abstains": Look("abstains", "#666666", "o", ":"),
    "decides": Look("decides", "#000000", "s"),
    "acts": Look("diplomatic act", "#CC79A7", "D"),
}
LABEL, LONG = 42, 60

EVENTS = f"""PREFIX kgo: <{KGO}> PREFIX rdfs: <{RDFS}> SELECT DISTINCT ?event ?who ?what ?kind ?day ?latest ?office ?sure {{
  {{ ?event a kgo:Position ; kgo:holder ?holder ; kgo:target ?thing ; kgo:polarity ?kind }}
  UNION {{ ?event a kgo:Decision ; kgo:decidedBy ?holder ; kgo:decidedOn ?thing . BIND("decides" AS ?kind)
          OPTIONAL {{ ?event kgo:date ?own }} OPTIONAL {{ ?thing kgo:adoptionDate ?adopted }} }}
  UNION {{ ?event a kgo:DiplomaticAct ; kgo:actor ?holder . BIND("acts" AS ?kind) OPTIONAL {{ ?event kgo:addressee ?thing }} }}
  ?holder rdfs:label ?who .
  OPTIONAL {{ ?thing rdfs:label ?what }}
  OPTIONAL {{ ?event kgo:onBehalfOf/rdfs:label ?office . ?holder a <{FOAF.Person}> }}
  OPTIONAL {{ ?event kgo:confidence ?sure }}
  OPTIONAL {{ ?event kgo:date ?dated }}
  OPTIONAL {{ ?event kgo:latestDate ?latest }}
  BIND(COALESCE(?dated, ?adopted) AS ?day)
}}"""


class Wish(NamedTuple):
    """What to draw; see `kg.network.network`. `limit`: so many actors or lines; `since`: no event before."""

    about: str = ""
    bodies: bool = False
    sure: float = 0.0
    limit: int = 40
    since: str = ""


class Event(NamedTuple):
    """What somebody did on a day. `exact`: the day is known, not only that it was no later."""

    who: str
    what: str
    kind: str
    day: date
    exact: bool


def events(snapshot: Snapshot, wish: Wish) -> list[Event]:
    """All that has a day or a last day, sorted. What has no confidence, a decision, is never left out for it."""
    found = set()
    since = day(wish.since) if wish.since else date.min
    rows = snapshot.engine.query(EVENTS)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        when = row["day"] or row["latest"]
        told = Event(
            ((wish.bodies and row["office"]) or row["who"]).value,
            row["what"].value if row["what"] else "",
            KINDS.get(row["kind"].value, row["kind"].value),
            day(when.value) if when else date.min,
            row["day"] is not None and len(row["day"].value) == 10,
        )
        unsure = row["sure"] is not None and float(row["sure"].value) < wish.sure
        if when and told.day >= since and not unsure and wish.about.casefold() in f"{told.who}\n{told.what}".casefold():
            found.add(told)
    return sorted(found)


KINDS = {str(KGO.Support): "supports", str(KGO.Oppose): "opposes", str(KGO.Abstain): "abstains"}


def day(text: str) -> date:
    """The first day of a day, month or year.

    >>> day("2020-11"), day("2020-11-25")
    (datetime.date(2020, 11, 1), datetime.date(2020, 11, 25))
    """
    return date.fromisoformat((text + "-01-01")[:10])


def timeline(found: Sequence[Event], limit: int) -> Any:
    """A figure with a row for each of the `limit` most active, and a mark for each event.

    A filled mark stands on the day; a hollow one on the last day that it can have been.
    """
    actors = [who for who, _ in Counter(event.who for event in sorted(found)).most_common(limit)]
    shown = [event for event in found if event.who in actors]
    first = {who: min(event.day for event in shown if event.who == who) for who in actors}
    rows = {who: number for number, who in enumerate(sorted(actors, key=lambda who: (first[who], who), reverse=True))}
    figure, axes = _figure(10, 1.8 + 0.36 * len(rows))
    for kind, look in LOOKS.items():
        for exact in (True, False):
            some = [event for event in shown if event.kind == kind and event.exact == exact]
            if some:
                axes.plot(
                    [event.day for event in some], [_level(rows, event) for event in some], linestyle="none",
                    marker=look.mark, markersize=8, markeredgecolor=look.colour,
                    markerfacecolor=look.colour if exact else "white", label=look.name + ("" if exact else ", by this day"),
                )  # fmt: skip
    axes.set_yticks(list(rows.values()), [cut(who) for who in rows])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.grid(axis="both", color="#dddddd")
    axes.set_axisbelow(True)
    _dates(axes)
    left = len({event.who for event in found}) - len(actors)
    _title(axes, "What was decided, said and done, and when", f"{left} less active not shown" if left else "")
    _legend(figure, axes)
    return figure


def _level(rows: dict[str, int], event: Event) -> float:
    """The height of a mark: kinds of one row stand a little apart, so that none hides another of the same day."""
    return rows[event.who] + 0.12 * (list(LOOKS).index(event.kind) - 2)


def _dates(axes: Any) -> None:
    from matplotlib import dates

    locator = dates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def sides(net: Network, limit: int) -> Any:
    """A figure of two columns: who on the left, whom and what on the right, a line for each side taken.

    Lines are thicker the more independent articles report them; the `limit` heaviest are drawn.
    """
    shown = sorted(net.edges, key=lambda edge: (-edge.weight, -edge.confidence, edge))[:limit]
    left, right = columns(shown, net)
    height = max(len(left), len(right), 2)
    figure, axes = _figure(12, 1.6 + 0.34 * height)
    at = (_spread(left, height), _spread(right, height))
    named: set[str] = set()
    for edge in shown:
        look = LOOKS[edge.side]
        ends = [at[0][edge.source], at[1][edge.target]]
        label = look.name if edge.side not in named else None
        named.add(edge.side)
        axes.plot(
            (0, 1),
            ends,
            look.line,
            color=look.colour,
            linewidth=0.8 + 0.7 * min(edge.weight, 6),
            alpha=0.8,
            label=label,
        )
    for x, column, align in ((-0.02, at[0], "right"), (1.02, at[1], "left")):
        for iri, y in column.items():
            words = cut(net.label(iri), LABEL if x < 0 else LONG)
            axes.text(x, y, words, ha=align, va="center", parse_math=False)
    axes.set_xlim(-0.75, 2.05)
    axes.set_ylim(-0.8, height - 0.2)
    axes.axis("off")
    rest = len(net.edges) - len(shown)
    note = "thicker: in more independent articles" + (f"; {rest} sides in fewest not shown" if rest else "")
    _title(axes, "Who takes which side on what", note)
    _legend(figure, axes)
    return figure


def columns(shown: Iterable[Edge], net: Network) -> tuple[list[str], list[str]]:
    """Both columns, in an order in which lines cross little: twice each is sorted by the middle of its neighbours."""
    shown = list(shown)
    left = sorted({edge.source for edge in shown}, key=net.label)
    right = sorted({edge.target for edge in shown}, key=net.label)
    for _ in range(4):
        right = _by_neighbours(right, left, [(edge.target, edge.source) for edge in shown])
        left = _by_neighbours(left, right, [(edge.source, edge.target) for edge in shown])
    return left, right


def _by_neighbours(column: list[str], other: list[str], pairs: list[tuple[str, str]]) -> list[str]:
    place = {iri: number for number, iri in enumerate(other)}
    near = {iri: [place[end] for one, end in pairs if one == iri] for iri in column}
    return sorted(column, key=lambda iri: (sum(near[iri]) / len(near[iri]), column.index(iri)))


def _spread(column: list[str], height: int) -> dict[str, float]:
    """The height of each label, the first at the top, the shorter column spread over the same height."""
    step = (height - 1) / max(len(column) - 1, 1)
    return {iri: height - 1 - number * step for number, iri in enumerate(column)}


def cut(text: str, length: int = LABEL) -> str:
    """Text in one line that fits beside a picture.

    >>> cut("A very long name of a thing", 12)
    'A very long…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _figure(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def _title(axes: Any, words: str, note: str) -> None:
    axes.set_title(f"{words} ({note})" if note else words, loc="left", fontsize=12, parse_math=False)


def _legend(figure: Any, axes: Any) -> None:
    if axes.get_legend_handles_labels()[0]:
        figure.legend(loc="outside lower center", ncols=4, frameon=False)


def drawn(figure: Any, suffix: str) -> bytes:
    """The picture's bytes; `suffix` is one of `SUFFIXES`."""
    import matplotlib

    out = io.BytesIO()
    for text in figure.findobj(lambda artist: hasattr(artist, "set_parse_math")):
        text.set_parse_math(False)
    # Names of elements are made from this salt, not at random; without a date the same picture has the same bytes.
    settings = {"svg.hashsalt": "kg", "svg.fonttype": "path"}
    metadata = {"Date": None} if suffix == ".svg" else {"Software": None}
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A character that no installed font has is drawn as a box; that is no reason for a warning in between.
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(out, format=suffix[1:], dpi=150, metadata=metadata)
    return out.getvalue()


def picture_of(kind: str, snapshot: Snapshot, wish: Wish, suffix: str) -> bytes:
    """A picture of `PICTURES` as a file.

    Raises `UsageError` for a suffix not in `SUFFIXES` or if there is nothing to draw, `KgError` without matplotlib.
    """
    if suffix not in SUFFIXES:
        raise UsageError(f"a picture is written as {' or '.join(SUFFIXES)}, not {suffix or 'without a suffix'}")
    if find_spec("matplotlib") is None:
        raise KgError(MISSING)
    figure = PICTURES[kind](snapshot, wish)
    if figure is None:
        raise UsageError(f"there is nothing to draw{f' about {wish.about}' if wish.about else ''}")
    return drawn(figure, suffix)


def _timeline(snapshot: Snapshot, wish: Wish) -> Any:
    found = events(snapshot, wish)
    return timeline(found, wish.limit) if found else None


def _sides(snapshot: Snapshot, wish: Wish) -> Any:
    found = network(snapshot, about=wish.about, bodies=wish.bodies, sure=wish.sure)
    return sides(found, wish.limit) if found.edges else None


PICTURES: dict[str, Callable[[Snapshot, Wish], Any]] = {"timeline": _timeline, "network": _sides}

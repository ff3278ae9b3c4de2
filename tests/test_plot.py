"""Pictures: what is in them, the same bytes each time, one line when matplotlib is missing or there is nothing to draw."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sides
from sides import HOSTILE

from kg import cli_analysis, plot
from kg.cli import main
from kg.network import network
from kg.plot import Event, Wish
from kg.store import open_snapshot


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sides.store(tmp_path_factory.mktemp("store") / "s")


def test_events_are_what_has_a_day_and_say_whether_it_is_exact(directory: Path) -> None:
    found = plot.events(open_snapshot(directory), Wish())
    assert Event("Arcadia", "Diet resolution", "supports", date(2001, 2, 5), True) in found
    assert Event("Borduria", "Diet resolution", "supports", date(2001, 2, 9), False) in found
    assert [event.who for event in plot.events(open_snapshot(directory), Wish(about="pia"))] == ["Pia Pell"]
    counted = plot.events(open_snapshot(directory), Wish(bodies=True))
    assert [event.who for event in counted if event.what == "Arcadia"] == ["Diet"]
    assert plot.events(open_snapshot(directory), Wish(sure=0.9)) == []
    assert {event.day for event in plot.events(open_snapshot(directory), Wish(since="2001-02-07"))} == {
        date(2001, 2, 9)
    }


def test_the_timeline_has_a_row_for_each_actor_and_marks_at_the_days(directory: Path) -> None:
    axes = plot.timeline(plot.events(open_snapshot(directory), Wish()), 40).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Pia Pell", "Borduria", "Cagliostro", "Arcadia"]
    drawn = {line.get_label(): sorted(line.get_xdata()) for line in axes.get_lines()}
    assert drawn["supports"] == [date(2001, 2, 5)]
    assert drawn["opposes"] == [date(2001, 2, 6)]
    assert drawn["supports, by this day"] == [date(2001, 2, 9)] * 3


def test_of_many_only_the_most_active_are_drawn_and_the_rest_counted(directory: Path) -> None:
    axes = plot.timeline(plot.events(open_snapshot(directory), Wish()), 2).axes[0]
    assert len(axes.get_yticklabels()) == 2
    assert "2 less active not shown" in axes.get_title(loc="left")


def test_the_network_has_a_line_for_each_side(directory: Path) -> None:
    net = network(open_snapshot(directory))
    axes = plot.sides(net, 40).axes[0]
    assert len(axes.get_lines()) == len(net.edges)
    words = [text.get_text() for text in axes.texts]
    assert words.count("Arcadia") == 2  # takes sides, and one is taken on it
    assert plot.cut(HOSTILE) in words
    assert "5 sides in fewest not shown" in plot.sides(net, 3).axes[0].get_title(loc="left")


@pytest.mark.parametrize("picture", plot.PICTURES)
def test_a_picture_is_written_by_suffix(directory: Path, tmp_path: Path, picture: str) -> None:
    """`$x^2$` in a name would be drawn as mathematics, or break the picture, if it were parsed."""
    for name in ("a.svg", "b.svg", "a.png"):
        assert main(["plot", picture, "--store", str(directory), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    root = ElementTree.fromstring((tmp_path / "a.svg").read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("text", ["$x$ costs $5", r"$\frac{", "評評 🎉", "\u202eabc", "a\nb", "x" * 500])
def test_no_name_breaks_a_picture(text: str) -> None:
    figure = plot.timeline([Event(text, text, "supports", date(2001, 1, 1), True)], 5)
    for suffix in plot.SUFFIXES:
        assert plot.drawn(figure, suffix)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "-o", "x.gif"], "a picture is written as .svg or .png, not .gif"),
        (["timeline", "-o", "x"], "a picture is written as .svg or .png, not without a suffix"),
        (["timeline", "--about", "nobody", "-o", "x.svg"], "there is nothing to draw about nobody"),
        (["timeline", "--since", "later", "-o", "x.svg"], '"later" is no day'),
    ],
)
def test_what_cannot_be_drawn_is_told(
    directory: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["plot", *arguments, "--store", str(directory)]) == 2
    assert message in capsys.readouterr().err


def test_without_matplotlib_one_line_says_what_to_install(
    directory: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot, "find_spec", lambda name: None)
    assert main(["plot", "timeline", "--store", str(directory), "-o", "x.svg"]) == 1
    assert capsys.readouterr().err == f"kg: {plot.MISSING}\n"


def test_the_library_is_loaded_late() -> None:
    code = "import kg.plot, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_help_offers_what_there_is() -> None:
    assert tuple(plot.PICTURES) == cli_analysis.PICTURES

"""kg.read: which bytes become sources, and what is said of the rest."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from kg.errors import NoInput
from kg.read import read
from kg.types import Problem, Source


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def told(items: list[Source | Problem]) -> list[str]:
    return [item.id if isinstance(item, Source) else item.code for item in items]


def test_a_folder_is_walked_in_the_order_of_its_names_and_hidden_or_foreign_files_are_passed_over(
    tmp_path: Path,
) -> None:
    put(tmp_path, {"b.TXT": b"b", "a/z.text": b"z", "c.pdf": b"c", ".h.txt": b"h", ".git/x.txt": b"x", "Z.txt": b"Z"})
    found = list(read([tmp_path]))
    assert told(found) == ["other-files", "Z", "z", "b"]
    assert [item.data for item in found if isinstance(item, Source)] == [b"Z", b"z", b"b"]


def test_paths_keep_the_order_given_and_a_named_file_may_have_any_suffix(tmp_path: Path) -> None:
    put(tmp_path, {"one.txt": b"1", "two.article": b"2"})
    assert told(list(read([tmp_path / "two.article", tmp_path / "one.txt"]))) == ["two", "one"]


def test_a_missing_path_stops_everything_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"one.txt": b"1"})
    with pytest.raises(NoInput, match=r"nowhere: no such file or folder"):
        read([tmp_path / "one.txt", tmp_path / "nowhere"])


def test_jsonl_gives_one_source_a_line_and_splits_at_line_feeds_only(tmp_path: Path) -> None:
    put(tmp_path, {"x.jsonl": '{"text": "a\u2028b"}\n\n{"text": "c"}'.encode()})
    found = [item for item in read([tmp_path]) if isinstance(item, Source)]
    assert [item.id for item in found] == ["x:1", "x:3"]
    assert found[1].origin.endswith("x.jsonl:3")


def test_the_cap_counts_for_a_file_and_for_a_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    line = b'{"text": "' + b"x" * 50 + b'"}\n'
    put(
        tmp_path,
        {
            "a.txt": b"x" * 21,
            "b.jsonl": b'{"text":"y"}\n' + line + b'{"text":"z"}\n' + line.strip(),
            "c.txt": b"x" * 20,
        },
    )
    found = list(read([tmp_path], max_bytes=20))
    assert told(found) == ["too-large", "b:1", "too-large", "b:3", "too-large", "c"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and links")
def test_links_out_of_the_folder_pipes_and_dangling_links_are_named_not_read(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", {"secret.txt": b"secret"})
    inside = put(tmp_path / "inside", {"own.txt": b"own"})
    (inside / "a.txt").symlink_to(outside / "secret.txt")
    (inside / "b.txt").symlink_to(inside / "own.txt")
    (inside / "c.txt").symlink_to(inside / "nowhere.txt")
    (inside / "d").symlink_to(inside)
    os.mkfifo(inside / "e.txt")
    assert told(list(read([inside]))) == ["symlink", "b", "symlink", "symlink", "not-a-file", "own"]


def test_a_link_named_by_the_user_is_followed(tmp_path: Path) -> None:
    put(tmp_path, {"real/own.txt": b"own"})
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "own.txt")
    assert told(list(read([tmp_path / "link.txt"]))) == ["link"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"a"})
    (tmp_path / "a.txt").chmod(0)
    assert told(list(read([tmp_path]))) == ["unreadable"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes here only")
def test_a_file_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\n.txt")
    Path(odd).write_bytes(b"a")
    (found,) = read([tmp_path])
    assert isinstance(found, Source)
    assert found.id == "a\\xff\\x0a"
    found.origin.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b'{"text": "a"}', "application/json"),
        (b' [\n{"text": "a"}]', "application/json"),
        (b"\xef\xbb\xbf[]", "application/json"),
        (b"The Diet met.", "text/plain"),
        (b"[Agency] The Diet met.", "text/plain"),
        (b"{sic} The Diet met.", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_standard_input_is_json_if_it_looks_like_articles_in_json(data: bytes, media: str) -> None:
    (found,) = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, Source)
    assert (found.id, found.media) == ("stdin", media)

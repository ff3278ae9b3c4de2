"""Every format of input: what it tells becomes the article's, and what is broken in it is named and left out."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.parse import html, parse
from kg.parse.markdown import plain
from kg.read import archives, read
from kg.types import Article, InputOptions, Problem

WORDS = (
    "The Diet of Freedonia adopted the canal bill on Monday by 30 votes to 12, and the clerk said so in a statement."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Canal bill passes | The Herald</title>
<meta property="og:title" content="Canal bill passes"><meta property="og:site_name" content="The Herald">
<meta name="author" content="Jo Doe"><meta property="article:published_time" content="2020-11-25T10:00:00Z">
<link rel="canonical" href="https://herald.example/canal"></head><body><nav>Home | News | Sport</nav>
<article><h1>Canal bill passes</h1><p>{WORDS}</p><p>Sylvania, which has the other bank, condemned the vote
and said that it would not recognise what it called a gift to the owners of the mills.</p></article>
<script>alert(1)</script><footer>Copyright 2024, all rights reserved</footer></body></html>"""


def found(path: Path, **options: object) -> list[Article | Problem]:
    wish = InputOptions(**options)  # type: ignore[arg-type]
    return list(parse(read([path], wish.max_bytes), wish))


def articles(path: Path, **options: object) -> list[Article]:
    return [item for item in found(path, **options) if isinstance(item, Article)]


def codes(path: Path, **options: object) -> list[str]:
    return [item.code for item in found(path, **options) if isinstance(item, Problem)]


def test_a_page_gives_its_text_and_what_it_tells_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    [article] = articles(tmp_path)
    assert WORDS in article.text
    assert "\n\nSylvania" in article.text
    assert not {"alert", "Copyright", "Sport"} & set(article.text.replace(",", " ").split())
    assert article.date == "2020-11-25"
    told = article.published_as
    assert (told.title, told.outlet, told.url, told.author, told.language) == (
        "Canal bill passes", "The Herald", "https://herald.example/canal", "Jo Doe", "en",
    )  # fmt: skip


def test_no_date_is_made_up_for_a_page_that_declares_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace('content="2020-11-25T10:00:00Z"', ""))
    [article] = articles(tmp_path)
    assert article.date is None


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    assert codes(tmp_path) == ["html-text"]


def test_a_page_that_takes_too_long_is_named_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = html.Worker(seconds=0.001)
    monkeypatch.setattr(html, "worker", lambda: hasty)
    (tmp_path / "a.html").write_text(PAGE)
    assert codes(tmp_path) == ["html-time"]
    monkeypatch.undo()
    assert len(articles(tmp_path)) == 1


def test_markdown_loses_its_marks_and_its_front_matter_is_read(tmp_path: Path) -> None:
    text = f"---\ntitle: 'A vote'\ndate: 25 November 2020\nurl: https://p.example/a\n---\n# Vote\n\n*{WORDS}*\n"
    (tmp_path / "a.md").write_text(text)
    [article] = articles(tmp_path)
    assert article.text == f"Vote\n\n{WORDS}"
    assert (article.date, article.published_as.title, article.published_as.url) == (
        "2020-11-25", "A vote", "https://p.example/a",
    )  # fmt: skip
    assert plain("a ![b](c) **d**\n\n> e") == "a  d\n\ne"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_gives_an_article_a_row(tmp_path: Path, sign: str) -> None:
    rows = ["headline", "body", "pub_date", "publisher"], ["One", f'"{WORDS}"', "2020-11-25", "Herald"]
    (tmp_path / "a.csv").write_text("\n".join(sign.join(row) for row in rows) + "\n\n")
    [article] = articles(tmp_path)
    assert (article.id, article.text, article.date) == ("a:1", WORDS, "2020-11-25")
    assert (article.published_as.title, article.published_as.outlet) == ("One", "Herald")


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'nr,lead,text,day\n7,"{WORDS}",x,2020-11-25\n')
    (tmp_path / "b.jsonl").write_text(json.dumps({"lead": WORDS, "day": "2020-11-26", "nr": 8}))
    both = articles(tmp_path, columns={"text": "lead", "id": "nr", "date": "day"})
    assert [(a.id, a.text, a.date) for a in both] == [("7", WORDS, "2020-11-25"), ("8", WORDS, "2020-11-26")]


def test_what_is_missing_in_a_record_is_told_with_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"heading": "x"}')
    [problem] = found(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.message == 'expected an object with "text"; found: heading; another field: --column text=NAME'


def test_a_row_of_another_encoding_is_named_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text\ncaf\xe9\n" + WORDS.replace(",", "").encode() + b"\n")
    assert codes(tmp_path) == ["encoding"]
    assert len(articles(tmp_path)) == 1


def archive(kind: str, members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, data in members.items():
                zipped.writestr(name, data)
    else:
        with tarfile.open(fileobj=out, mode="w:gz") as tarred:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tarred.addfile(info, io.BytesIO(data))
    return out.getvalue()


MEMBERS = {
    "in/a.txt": WORDS.encode(), "../../b.md": f"# B\n\n{WORDS}".encode(), ".hidden.txt": b"x", "c.pdf": b"x",
    "inner.zip": b"PK", "d.jsonl": json.dumps({"id": "x", "text": f"D. {WORDS}"}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_members_of_an_archive_are_read_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(archive("zip" if name.endswith("zip") else "tar", MEMBERS))
    assert sorted(a.text[:3] for a in articles(tmp_path / "in")) == ["B\n\n", "D. ", "The"]
    assert codes(tmp_path / "in") == ["archive-nested"]
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_archive_that_swells_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALWAYS", 100_000)
    (tmp_path / "a.zip").write_bytes(archive("zip", {f"{n}.txt": b"a " * 40_000 for n in range(9)}))
    assert codes(tmp_path, language="any") == ["archive-size"]
    assert 1 <= len(articles(tmp_path, language="any")) < 9


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.warc.gz", "a.warc"])
@pytest.mark.parametrize("data", [b"", b"rubbish" * 99, b"PK\x03\x04rubbish", b"\x1f\x8b\x08rubbish"])
def test_rubbish_is_named_and_no_more(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(WORDS)
    assert len(articles(tmp_path)) == 1
    assert set(codes(tmp_path)) <= {"archive", "warc-record"}


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A crawl of pages: status line, address, body."""
    records = []
    for status, url, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-11-26T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return b"".join(records)


def test_a_crawl_gives_an_article_a_page(tmp_path: Path) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://herald.example/canal">', "").encode()
    crawl = warc(("200 OK", "https://p.example/a", page), ("404 Not Found", "https://p.example/b", b"<html></html>"))
    (tmp_path / "a.warc.gz").write_bytes(crawl)
    [article] = articles(tmp_path)
    assert (article.published_as.url, article.date) == ("https://p.example/a", "2020-11-25")
    (tmp_path / "a.warc.gz").write_bytes(crawl + crawl[:200])
    assert len(articles(tmp_path)) == 1
    assert set(codes(tmp_path)) <= {"warc-record"}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.75, 0.9, 0.98])
def test_a_crawl_that_breaks_off_is_told(tmp_path: Path, share: float) -> None:
    pages = [("200 OK", f"https://p.example/{n}", PAGE.replace("canal", f"canal {n}").encode()) for n in range(3)]
    whole = warc(*pages)
    (tmp_path / "a.warc.gz").write_bytes(whole[: int(len(whole) * share)])
    assert codes(tmp_path) == ["warc-record"]
    plain = gzip.decompress(whole)
    (tmp_path / "a.warc.gz").unlink()
    (tmp_path / "a.warc").write_bytes(plain[: int(len(plain) * share)])
    assert "warc-record" in codes(tmp_path) or len(articles(tmp_path)) < 3


@pytest.mark.parametrize("share", [0.3, 0.5, 0.57, 0.75, 0.9, 0.99])
def test_a_packed_archive_that_breaks_off_is_told(tmp_path: Path, share: float) -> None:
    data = archive("tar", {f"{n}.txt": f"{n} {WORDS}".encode() for n in range(3)})
    (tmp_path / "a.tar.gz").write_bytes(data[: int(len(data) * share)])
    assert codes(tmp_path) == ["archive"]


def test_a_book_is_named_and_the_articles_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Diet of Freedonia met. " * 40_000)
    (tmp_path / "b.txt").write_text(WORDS)
    assert codes(tmp_path) == ["too-long"]
    assert len(articles(tmp_path)) == 1


def test_a_named_column_is_an_additional_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Full Article\n"{WORDS}"\n')
    (tmp_path / "b.json").write_text(json.dumps({"text": WORDS, "date": "2020-11-25"}))
    assert [a.date for a in articles(tmp_path, columns={"text": "Full Article", "date": "Day"})] == [None, "2020-11-25"]


def test_files_of_other_kinds_are_told_once_and_stores_are_no_input(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx", "c", ".hidden.txt", "d.txt"):
        (tmp_path / name).write_text(WORDS)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "kg.json").write_text("{}")
    (tmp_path / "store" / "x.json").write_text("[]")
    [problem] = [item for item in found(tmp_path) if isinstance(item, Problem)]
    assert (problem.code, problem.severity) == ("other-files", "warning")
    assert problem.message == "3 of a kind that is not read: a.pdf, b.docx, c"
    assert len(articles(tmp_path)) == 1


def test_a_table_on_standard_input_is_a_table() -> None:
    table = io.BytesIO(f'title;text\n"One";"{WORDS}"\n'.encode())
    [item] = parse(read(["-"], stdin=table))
    assert isinstance(item, Article)
    assert item.text == WORDS
    [prose] = parse(read(["-"], stdin=io.BytesIO(f"In this text, {WORDS}".encode())))
    assert isinstance(prose, Article)


def test_another_language_is_named_and_read_only_on_demand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Der Reichstag von Freedonien nahm am Montag das Gesetz über den Kanal mit 30 zu 12 an."
    )
    [problem] = found(tmp_path)
    assert isinstance(problem, Problem)
    assert (problem.code, "looks like de" in problem.message) == ("language", True)
    assert len(articles(tmp_path, language="any")) == 1


def test_a_guessed_encoding_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"“{WORDS}” – the Élysée".encode("cp1252"))
    [article] = articles(tmp_path)
    assert article.text == f"“{WORDS}” – the Élysée"
    assert codes(tmp_path) == ["encoding-guessed"]
    assert article.published_as.encoding == "cp1252"
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 4)
    assert codes(tmp_path) == ["encoding"]

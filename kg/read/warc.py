"""WARC, plain or gzipped: each page of a crawl as a source with its address. A damaged record is named, the rest read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from kg.inputs import Problem, Source
from kg.read.archives import Unpacked

#: Types of records that hold a page, and content types that are read.
RECORDS = frozenset({"response", "resource", "conversion"})
MEDIA = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}


def records(name: str, origin: str, place: str, file: IO[bytes], max_bytes: int) -> Iterator[Source | Problem]:
    """One source a page, numbered by its record. What is no page (requests, pictures, redirects) is passed over."""
    from warcio.archiveiterator import ArchiveIterator

    number, plain = 0, Unpacked(file)
    found = iter(ArchiveIterator(plain))
    while True:
        number += 1
        here = f"{origin}#{number}"
        try:
            record = next(found, None)
            source = _source(f"{name}:{number}", here, place, record, max_bytes) if record is not None else None
            if plain.cut and record is None:
                raise EOFError
        except Exception as error:  # the library raises whatever a damaged file makes it stumble over
            yield Problem(here, "warc-record", f"damaged record ({type(error).__name__}); the rest cannot be read")
            return
        if record is None:
            return
        if source is not None:
            yield source


def _source(name: str, here: str, place: str, record: Any, max_bytes: int) -> Source | Problem | None:
    if record.rec_type not in RECORDS or not _succeeded(record):
        return None
    media = MEDIA.get(_content_type(record))
    if media is None:
        return None
    data = record.content_stream().read(max_bytes + 1)
    if len(data) <= max_bytes and record.raw_stream.limit:
        raise EOFError("the record is shorter than it says")
    if len(data) > max_bytes:
        return Problem(here, "too-large", f"larger than {max_bytes:,} bytes; --max-file-size raises the limit")
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return Source(name, here, data, media, place=f"{place}#{url or number_of(here)}", url=url)


def number_of(here: str) -> str:
    """The record's number at the end of its origin."""
    return here.rpartition("#")[2]


def _succeeded(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()

"""CSV and TSV: each row as a JSON object of its columns, so that what reads records reads rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO

from kg.inputs import Problem, Source

#: Media type -> what stands between columns.
DELIMITERS = {"text/csv": ",", "text/tab-separated-values": "\t"}
SNIFFED = ",;\t|"


def rows(name: str, origin: str, place: str, file: IO[bytes], media: str, max_bytes: int) -> Iterator[Source | Problem]:
    """One source a row, told by the line it ends on. The first row names the columns."""
    csv.field_size_limit(max_bytes)
    delimiter = _delimiter(file, media)
    # Spreadsheets save UTF-8 with a mark or in the system's encoding; what is no UTF-8 is told and left out row by row.
    words = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.reader(words, delimiter=delimiter)
    try:
        columns = next(reader, None)
        number = 1
        for number, row in enumerate(reader, 1):
            here = f"{origin}:{reader.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if any(_is_broken(cell) for cell in row):
                yield Problem(here, "encoding", "the row is not UTF-8; save the table as UTF-8")
                continue
            record = dict(zip(columns or (), row, strict=False))
            data = json.dumps(record, ensure_ascii=False).encode("utf-8")
            if len(data) > max_bytes:
                yield Problem(here, "too-large", f"the row is larger than {max_bytes:,} bytes")
            else:
                yield Source(f"{name}:{number}", here, data, "application/json", place=place)
    except csv.Error as error:
        yield Problem(f"{origin}:{reader.line_num}", "table", f"not a table that can be read: {error}")
    finally:
        words.detach()  # the file is closed by who opened it


def _delimiter(file: IO[bytes], media: str) -> str:
    """The delimiter: a tab, or for CSV the one that the first line has most of, as spreadsheets of some countries use ";"."""
    if media != "text/csv" or not file.seekable():
        return DELIMITERS[media]
    first = file.readline().decode("utf-8", "replace")
    file.seek(0)
    return max(SNIFFED, key=lambda sign: (first.count(sign), -SNIFFED.index(sign)))


def _is_broken(cell: str) -> bool:
    return any("\udc80" <= sign <= "\udcff" for sign in cell)

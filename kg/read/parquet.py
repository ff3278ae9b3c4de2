"""Parquet: each row as a JSON object of its columns, so that what reads records reads rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from kg.inputs import Problem, Source

#: Rows that are decoded at once.
ROWS = 256


def rows(name: str, origin: str, place: str, file: IO[bytes], max_bytes: int) -> Iterator[Source | Problem]:
    """One source a row, by its number. Times and other values without a form in JSON are written as text."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        yield Problem(origin, "parquet", "reading Parquet needs pyarrow; run: pip install 'kg-resolutions[remote]'")
        return
    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=ROWS):
            for record in batch.to_pylist():
                number += 1
                here, data = f"{origin}:{number}", json.dumps(record, ensure_ascii=False, default=str).encode()
                if len(data) > max_bytes:
                    yield Problem(here, "too-large", f"the row is larger than {max_bytes:,} bytes")
                else:
                    yield Source(f"{name}:{number}", here, data, "application/json", place=place)
    except (ArrowException, OSError, ValueError) as error:
        words = str(error).partition("\n")[0]
        yield Problem(f"{origin}:{number + 1}", "table", f"not a Parquet file that can be read: {words}")

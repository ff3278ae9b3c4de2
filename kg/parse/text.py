"""Plain text: decoding, characters that no format can carry, and the seed format's date header.

Offsets count code points of the decoded text, so nothing may change its length: line ends stay as they are, and a
character that cannot be kept is replaced by exactly one U+FFFD.
"""

from __future__ import annotations

import codecs
import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from kg.inputs import Article, Problem, Publication, Source, Span
from kg.parse import days

# UTF-32 before UTF-16: the mark of UTF-16 little-endian begins that of UTF-32 little-endian.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The encodings that English texts are found in besides UTF-8; others are not guessed.
WESTERN = ("cp1252", "latin_1", "mac_roman")
#: Lines, of those with words, on which an article's day may stand alone.
HEAD = 5
DATE_LINE = re.compile(r"(?i)\s*(?:(?:first )?(?:published|posted|date)(?: on)?\s*:?\s+)?(\S.{5,38}\S)\s*")
HEADER = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?:\s+|\Z)")

#: How the names of months and weekdays begin.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = frozenset((*MONTHS, "mon", "tue", "wed", "thu", "fri", "sat", "sun"))

# Not allowed in XML 1.0 (section 2.2), which some exports are; surrogates cannot be encoded at all.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(source: Source, columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    """The one article of a text file, or a problem with code "encoding" if it cannot be decoded."""
    try:
        text, encoding = decoded(source.data)
    except UnicodeDecodeError as error:
        yield Problem(source.origin, "encoding", undecodable(error))
        return
    yield from guessed(source.origin, encoding)
    publication = Publication(source.id, url=source.url, encoding=encoding) if source.url or encoding else None
    yield from article(source.id, source.origin, text, source.date, publication=publication)


def decoded(data: bytes) -> tuple[str, str]:
    r"""Bytes to text, and the name of the encoding if it had to be guessed, else "".

    Raises `UnicodeDecodeError` for what is neither UTF-8 nor text in an encoding that Western texts have.

    >>> decoded("“Élysée” – the Senate".encode("cp1252"))
    ('“Élysée” – the Senate', 'cp1252')
    """
    try:
        return decode(data), ""
    except UnicodeDecodeError:
        name = _guess(data)
        if name is None:
            raise
        return data.decode(name), name


def _guess(data: bytes) -> str | None:
    """The encoding that fits best; None where the bytes are no text."""
    from charset_normalizer import from_bytes

    if b"\0" in data:
        return None
    best = from_bytes(data, cp_isolation=list(WESTERN)).best()
    return best.encoding if best is not None else None


def guessed(origin: str, encoding: str) -> Iterator[Problem]:
    """The warning that an encoding was guessed, if one was."""
    if encoding:
        message = f"not UTF-8; read as {encoding}, which is a guess; better save it as UTF-8"
        yield Problem(origin, "encoding-guessed", message, "warning")


def sole(item: Article | Problem, encoding: str = "") -> Article | Problem:
    """The item as that of a source with no other articles; `encoding` is the one that was guessed, if any."""
    if not isinstance(item, Article):
        return item
    published = replace(item.published_as, encoding=encoding) if encoding else item.publication
    return replace(item, key="", publication=published)


def decode(data: bytes) -> str:
    r"""Bytes to text: by byte order mark if there is one (it is dropped), else strict UTF-8.

    Raises `UnicodeDecodeError`.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\n")
    'café\r\n'
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    return data.decode(encoding)


def undecodable(error: UnicodeDecodeError) -> str:
    """What to tell about bytes that are not text in the encoding tried."""
    byte = error.object[error.start] if error.start < len(error.object) else 0
    return f"not {error.encoding.upper()} (byte 0x{byte:02x} at offset {error.start}); save it as UTF-8"


def article(
    id: str,
    origin: str,
    raw: str,
    date: str | None = None,
    key: str | None = "",
    publication: Publication | None = None,
) -> Iterator[Article | Problem]:
    """One text as an article, preceded by what had to be mended. `date` goes before a date in the header.

    `key` None: the article is told from others of its source by its hash.

    >>> list(article("a", "a.txt", " date 2001-02-03 The Diet met.", None))[0].body
    17
    """
    text, replaced = UNKEEPABLE.subn("\N{REPLACEMENT CHARACTER}", raw)
    if replaced:
        yield Problem(origin, "characters", f"{replaced} unusable character(s) replaced by U+FFFD", "warning")
    if not text.strip():
        yield Problem(origin, "empty", "no text", "warning")
    header = HEADER.match(text)
    if header and not is_day(header[1]):
        yield Problem(origin, "date", f"{header[1]} in the header is no day of the calendar; ignored", "warning")
        header = None
    sha256 = digest(text)
    key = sha256 if key is None else key
    if header:
        span, body = Span(*header.span(1)), header.end()
        day, printed = date or header[1], None if date else span
        yield Article(id, origin, text, sha256, day, printed, body, publication, key)
    else:
        line = dated_line(text) if date is None else None
        found = days.day(line.of(text)) if line else date
        yield Article(id, origin, text, sha256, found, line, 0, publication, key)


def dated_line(text: str) -> Span | None:
    r"""Where a day stands on one of the first lines with nothing else but a word such as "Published"; None if none does.

    >>> text = "A vote\n\nPublished: 4 June 2024\n\nThe Diet met on 3 June 2024."
    >>> dated_line(text).of(text)
    '4 June 2024'
    >>> dated_line("A vote\n\n4 June 2024: the Diet met") is None
    True
    """
    lines = (line for line in re.finditer(r"[^\n]+", text[:2000]) if line[0].strip())
    for line in islice(lines, HEAD):
        match = DATE_LINE.fullmatch(line[0])
        if match and is_date_alone(match[1]):
            return Span(line.start() + match.start(1), line.start() + match.end(1))
    return None


def is_date_alone(words: str) -> bool:
    """True for words that are a day of the calendar and nothing else.

    >>> is_date_alone("Tuesday, June 4, 2024"), is_date_alone("2024-06-04"), is_date_alone("2024-06-04 The Diet met")
    (True, True, False)
    """
    told = re.sub(r"[^\W\d_]+", lambda word: "" if word[0][:3].lower() in NAMED else word[0], words)
    return days.day(words) is not None and re.search(r"[^\W\d_]", re.sub(r"(?<=\d)(st|nd|rd|th|T)", "", told)) is None


def is_day(value: str) -> bool:
    """True for a day of the calendar written YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def digest(text: str) -> str:
    r"""SHA-256 of the text in NFC with LF line ends: the same article saved on another system keeps its identity.

    >>> digest("one\r\ntwo") == digest("one\ntwo")
    True
    """
    canonical = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

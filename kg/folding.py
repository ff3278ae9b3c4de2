"""Names as they are compared: without regard to case, accents, marks and spacing."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A name as names are compared.

    >>> folded("  CÔTE d’Ivoire "), folded("Straße")
    ("cote d'ivoire", 'strasse')
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())

"""spaCy as far as kg takes it, without the command line that it imports with itself.

That is a third of all modules which it loads (an HTTP client, a downloader of models, what draws tables), and of its time;
nothing here needs them. Who asks for `spacy.cli` or `spacy.info` has them as ever.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _StandIn(ModuleType):
    """What is there in place of `spacy.cli.info` while spaCy is imported."""

    @staticmethod
    def info(*arguments: Any, **options: Any) -> Any:
        """What spaCy tells of an installation: `spacy.info`."""
        from spacy.cli.info import info

        return info(*arguments, **options)


@contextmanager
def _without_command_line() -> Iterator[None]:
    if "spacy" in sys.modules:
        yield
        return
    names = ("spacy.cli", "spacy.cli.info")
    sys.modules.update({name: _StandIn(name) for name in names})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


with _without_command_line():
    import spacy
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.tokens import Doc
    from spacy.util import registry

__all__ = ["BARE", "Doc", "Language", "spacy"]
#: A tokenizer without rules, for a model that brings its own: those of the language would be made first, in vain.
BARE = "kg.Bare.v1"


def _bare() -> Callable[[Language], Tokenizer]:
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register(BARE, func=_bare)

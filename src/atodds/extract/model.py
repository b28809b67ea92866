"""The English model, loaded without what a parse never asks for.

Half of the time in which spaCy is imported goes into its command line, and half of that in which the model is loaded into a tokenizer
that the model's own takes the place of.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import sys
from collections.abc import Collection, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# spaCy's command line, and the one function of it that `import spacy` asks for.
_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"
# The name under which the empty tokenizer is registered, in the form of spaCy's own.
_BARE = "atodds.BareTokenizer.v1"


def load_model(package: str, unused: Collection[str]) -> Language:
    """The model of an installed package without its ``unused`` parts."""
    with _without_commands():
        importlib.import_module("spacy")
    _register_bare()
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": _BARE}}}
    nlp: Language = importlib.import_module(package).load(exclude=list(unused), config=tokenizer)
    return nlp


@contextlib.contextmanager
def _without_commands() -> Iterator[None]:
    """Let spaCy be imported without its command line; it is there for whoever asks for it afterwards."""
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType(_COMMANDS), ModuleType(_INFO)
    commands.__path__ = []
    info.info = _info  # type: ignore[attr-defined]
    stand_ins = {_COMMANDS: commands, _INFO: info}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """`spacy.info`, imported when it is called."""
    return importlib.import_module(_INFO).info(*args, **options)


@functools.cache
def _register_bare() -> None:
    """Register a tokenizer without rules: those of the model are read from its files, where they would be made twice otherwise."""
    from spacy.util import registry  # noqa: PLC0415  (kept out of start-up)

    tokenizer = importlib.import_module("spacy.tokenizer").Tokenizer  # of a module without types

    def make(nlp: Language) -> Any:
        return tokenizer(nlp.vocab)

    registry.tokenizers.register(_BARE, func=lambda: make)

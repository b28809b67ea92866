"""Word lists as they are indexed, kept as JSON: to read the lexicon's files and to index their words takes ten times as long."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from atodds.extract.phrases import Pattern, PhraseIndex

_T = TypeVar("_T")


class Keep(Protocol):
    """Keeps bytes between two runs of this program, under keys that name all else that they depend on."""

    def get_bytes(self, key: str) -> bytes | None:
        """What is kept under ``key``, or None."""

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""


class Packed(NamedTuple):
    """An index in plain parts. ``items``: what its patterns stand for; a pattern tells its item by its number."""

    items: list[Any]
    entries: dict[str, list[list[Any]]]
    vocabulary: list[str]
    forms: Mapping[str, str]


def pack(index: PhraseIndex[_T], plain: Callable[[_T], Any]) -> Packed:
    """An index in plain parts; ``plain``: an item in such parts. Patterns that share an item, and not only an equal one, still do."""
    numbers: dict[int, int] = {}
    items: list[Any] = []
    entries: dict[str, list[list[Any]]] = {}
    for first, rows in index.entries.items():
        entries[first] = []
        for pattern, item in rows:
            if id(item) not in numbers:
                numbers[id(item)] = len(items)
                items.append(plain(item))
            entries[first].append([*pattern, numbers[id(item)]])
    return Packed(items, entries, sorted(index.vocabulary), index.forms)


def unpack(packed: Sequence[Any], whole: Callable[[Any], _T]) -> PhraseIndex[_T]:
    """The index; ``whole``: an item from its parts.

    Raises ValueError, TypeError or LookupError where the parts are damaged.
    """
    plain, rows_by_first, vocabulary, forms = packed
    items = [whole(item) for item in plain]
    entries = {first: tuple([(Pattern(tuple(t), pos), items[n]) for t, pos, n in rows]) for first, rows in rows_by_first.items()}
    return PhraseIndex(entries, frozenset(vocabulary), forms)


def written(parts: Iterable[Any]) -> bytes:
    """Parts as bytes."""
    return json.dumps(list(parts), separators=(",", ":")).encode()

"""What is found in a document by itself, kept between two runs by the document.

It is JSON: lists, numbers and words. What is missing or damaged is found again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from atodds.kept import Digests, Keep
from atodds.link.entities import Introduction, introductions
from atodds.link.topics import Capitals, capitals
from atodds.model.records import Document

_T = TypeVar("_T")


def capitals_in(documents: Sequence[Document], keep: Keep | None, digests: Digests) -> list[Capitals]:
    """Of each document what `capitals` says of its text."""
    return _kept("capitals", documents, keep, digests, capitals, Capitals)


def introductions_in(documents: Sequence[Document], keep: Keep | None, digests: Digests) -> list[list[Introduction]]:
    """Of each document what `introductions` says of its text."""
    return _kept("introductions", documents, keep, digests, introductions, lambda *found: [Introduction(*one) for one in found])


def _kept(
    what: str,
    documents: Sequence[Document],
    keep: Keep | None,
    digests: Digests,
    find: Callable[[str], _T],
    read: Callable[..., _T],
) -> list[_T]:
    """``find`` of the text of each document; ``read`` makes it of the parts that it was kept as."""
    if keep is None:
        return [find(document.text) for document in documents]
    key = f"documents|{what}"
    data = keep.get_bytes(key)
    known = _table(data)
    marks = [digests.document(document).hex() for document in documents]
    found: list[_T] = []
    for document, mark in zip(documents, marks, strict=True):
        try:
            found.append(read(*known[mark]))
        except (LookupError, TypeError):
            found.append(find(document.text))
    if known.keys() != set(marks):
        keep.put_bytes(key, json.dumps(dict(zip(marks, found, strict=True)), separators=(",", ":")).encode())
    return found


def _table(data: bytes | None) -> dict[str, list[object]]:
    try:
        table = json.loads(data or b"{}")
    except ValueError:
        return {}
    return table if isinstance(table, dict) else {}

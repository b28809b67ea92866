"""The word lists of ``data/*.toml``, loaded once."""

from __future__ import annotations

import functools
from typing import Any

from atodds.datafile import tables_of


def table(name: str) -> dict[str, Any]:
    """The data file ``name`` (without ``.toml``) as a dictionary."""
    return tables_of("atodds.extract.values", name)


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of ``data/words.toml`` as a set of lower-case words."""
    return frozenset(table("words")[name])

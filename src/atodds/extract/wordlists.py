"""The word lists of ``data/statements.toml``."""

from __future__ import annotations

import functools
from typing import Any

from atodds.datafile import tables_of


def statements() -> dict[str, Any]:
    """All tables of ``data/statements.toml``."""
    return tables_of("atodds.extract", "statements")


@functools.cache
def word_list(table: str, name: str) -> frozenset[str]:
    """One list of a table."""
    return frozenset(statements()[table][name])

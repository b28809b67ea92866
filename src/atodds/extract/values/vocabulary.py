"""The word lists of ``data/*.toml``, loaded once."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The data file ``name`` (without ``.toml``) as a dictionary."""
    path = resources.files(__package__).joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of ``data/words.toml`` as a set of lower-case words."""
    return frozenset(table("words")[name])

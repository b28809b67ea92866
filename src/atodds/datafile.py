"""The data files that lie beside the code: word lists and weights, in TOML."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def tables_of(package: str, name: str) -> dict[str, Any]:
    """The tables of ``data/<name>.toml`` in the folder of a package, read once: whoever asks shares them, and changes nothing.

    Raises:
        FileNotFoundError: the package has no such file: the installation is broken.
    """
    return tomllib.loads(resources.files(package).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))

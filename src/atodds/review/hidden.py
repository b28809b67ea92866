"""A file of ``claims/`` written whole before it gets its name, so that nobody reads half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hidden_copy(path: Path, text: str) -> Iterator[str]:
    """The name of a hidden file with ``text`` beside ``path``, to be moved or linked there; it is gone afterwards.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)  # mkstemp makes it private; the other files of claims/ are not
        yield name
    finally:
        Path(name).unlink(missing_ok=True)

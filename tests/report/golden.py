"""Expected files beside the tests; ``ATODDS_REGENERATE=1 pytest tests/report`` writes them anew, to be read before they are committed."""

from __future__ import annotations

import os
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"


def assert_expected(name: str, text: str) -> None:
    """Hold ``text`` against the expected file of that name."""
    path = EXPECTED / name
    if os.environ.get("ATODDS_REGENERATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"no expected file {name}: run with ATODDS_REGENERATE=1 and read what it writes"
    assert text == path.read_bytes().decode()

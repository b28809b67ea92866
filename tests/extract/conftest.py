"""What several tests of extraction share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_document


@pytest.fixture
def properties_of(tmp_path) -> Callable[[str], set[str]]:
    """The properties of the values in a sentence and the concepts beside them, as linking compares them."""

    def read(text: str) -> set[str]:
        path = tmp_path / "a.md"
        path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
        claims = [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.features["kind"][0] not in ("polarity", "name")]
        return {key for c in claims for key in (c.property, *c.features.get("concepts", ())) if key}

    return read

"""What several tests of extraction share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


def _claims(path: Path, text: str) -> list[Claim]:
    path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
    return extract(read_document(path, path.name), Lexicon.load())


@pytest.fixture
def properties_of(tmp_path) -> Callable[[str], set[str]]:
    """The properties of the values in a sentence and the concepts beside them, as linking compares them."""

    def read(text: str) -> set[str]:
        claims = [c for c in _claims(tmp_path / "a.md", text) if c.features["kind"][0] not in ("polarity", "name")]
        return {key for c in claims for key in (c.property, *c.features.get("concepts", ())) if key}

    return read


@pytest.fixture
def properties_in(tmp_path) -> Callable[[str], set[str]]:
    """The properties of the figures of a text."""

    def read(text: str) -> set[str]:
        return {claim.property for claim in _claims(tmp_path / "a.md", text) if claim.value.kind == "quantity"}

    return read


@pytest.fixture
def property_in(tmp_path) -> Callable[[str], str]:
    """What the figure in braces measures."""

    def read(sentence: str) -> str:
        figure = sentence[sentence.index("{") + 1 : sentence.index("}")]
        found = _claims(tmp_path / "a.md", sentence.replace("{", "").replace("}", ""))
        (claim,) = [c for c in found if figure in c.value_text and c.features["kind"] != ("polarity",)]
        return claim.property

    return read

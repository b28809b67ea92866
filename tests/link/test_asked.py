"""What is kept of statements is what another document answers, and that is known without looking at all of a pair."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from atodds.evaluate import load_dossier
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex
from atodds.link.linker import score
from atodds.link.profiles import Setting
from atodds.link.statements import may_meet

DOSSIERS = Path(__file__).resolve().parents[1] / "dossiers"


@pytest.mark.parametrize("kind", ["name", "polarity"])
def test_two_statements_may_meet_where_their_whole_weight_is_even_odds(kind: str) -> None:
    lexicon = Lexicon.load()
    documents = load_dossier(DOSSIERS / "bridge-lindu").documents
    claims = [c for d in documents for c in extract(d, lexicon) if c.value.kind == kind]
    setting = Setting.of(claims, EntityIndex({}, {}), lexicon)
    pairs = list(itertools.islice(itertools.combinations(claims, 2), 4_000))
    expected = [score(a, b, setting).weight >= 0 for a, b in pairs]
    assert [may_meet(a, b, setting) for a, b in pairs] == expected
    assert any(expected)
    assert not all(expected)

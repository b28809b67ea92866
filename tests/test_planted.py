"""Documents made with known contradictions (`benchmarks/corpus.py`): every one is found, and nothing else."""

import json
import sys
from pathlib import Path

import pytest

from atodds.chain import reconcile
from atodds.evaluate import load_dossier, score

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from corpus import write_corpus

DOCUMENTS = 15


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 7])
def test_every_planted_conflict_is_found_and_nothing_else(tmp_path, seed):
    write_corpus(tmp_path, DOCUMENTS, seed)
    dossier = load_dossier(tmp_path)
    result = reconcile(dossier.documents)
    found, missed = score(dossier, result)
    assert missed == []
    assert found.items_hit == found.items > 5
    assert found.pairs_hit == found.pairs
    assert (found.found - found.found_true, found.false_pairs) == (0, 0)
    assert found.same_hit == found.same > 100
    turned = reconcile(dossier.documents[::-1])
    assert {f.id for f in turned.findings} == {f.id for f in result.findings}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for folder in ("one", "other"):
        write_corpus(tmp_path / folder, DOCUMENTS, 3)
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()} for folder in ("one", "other"))
    assert one == other
    assert len(json.loads(one["gold.json"])["items"]) == DOCUMENTS * 6

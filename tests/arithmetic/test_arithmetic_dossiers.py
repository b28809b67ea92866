"""The gold dossiers: every sum that their gold says is wrong is found, and nothing else is raised."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

import pytest

from atodds.arithmetic.check import slips
from atodds.evaluate import load_dossier
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon

REPO = Path(__file__).parents[2]
EVAL = REPO.parent / "shared" / "eval"
OWN = sorted(p.parent for p in (REPO / "tests" / "dossiers").glob("*/gold.json"))
SHARED = sorted(p.parent for kind in ("dev", "real") for p in (EVAL / kind).glob("*/gold.json"))

# Sums that are not worked out yet, by the dossier that holds one.
GAPS = {
    "wind-skarvbank": "shares in brackets behind names in a table cell are not added up",
    "breach-wattleline": "days between two dates of one text are not counted",
}


@functools.cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def check(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text("utf-8")).get("arithmetic", [])
    missed = [(g["doc"], g["quote"]) for g in gold if not g["holds"]]
    raised = []
    for document in load_dossier(folder).documents:
        for slip in slips(document, extract(document, lexicon())):
            at = slip.stated.claim.value_span
            hit = next((m for m in missed if m[0] == document.id and covers(document.text, m[1], at)), None)
            if hit is None:
                raised.append((document.id, slip.explanation))
            else:
                missed.remove(hit)
    assert raised == [], "a sum that comes out, or that the gold does not know"
    assert missed == [], "a sum that the gold says is wrong"


def covers(text: str, quote: str, span: tuple[int, int]) -> bool:
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found is not None and found.start() <= span[0] and span[1] <= found.end()


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder",
    [pytest.param(p, marks=pytest.mark.xfail(reason=GAPS[p.name], strict=True)) if p.name in GAPS else p for p in OWN],
    ids=lambda p: p.name,
)
def test_own_dossiers(folder: Path) -> None:
    check(folder)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED, reason="the evaluation dossiers are not beside the repository")
@pytest.mark.parametrize("folder", SHARED, ids=lambda p: p.name)
def test_evaluation_dossiers(folder: Path) -> None:
    check(folder)

"""The gold dossiers: the sums that their gold says are wrong are found, but for the gaps that are listed, and nothing else is raised."""

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
    "breach-wattleline": "days between two dates that stand in other paragraphs than their number",
    "auction-clonreagh": "a multiple of a value that another section gives, in another currency",
    "coffee-altollanque": "an amount for each pound of a bag whose weight the extractor reads as money",
    "merger-halmar": "one in eight, of a total; of another count beside it, it is one in eight",
    "mine-quiteria": "months in a sum of wages",
    "prize-tessaline": "a yield of an endowment against a sum of another sentence",
    "ratecut-morvenia": "points between two rates of two paragraphs, in words that are no value",
    "records-ostermere": "days since a date that the text does not give",
}


@functools.cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@functools.cache
def told(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is raised and should not be, and the wrong sums of the gold that are not found."""
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
    return raised, missed


def covers(text: str, quote: str, span: tuple[int, int]) -> bool:
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found is not None and found.start() <= span[0] and span[1] <= found.end()


@pytest.mark.slow
@pytest.mark.parametrize("folder", [*OWN, *SHARED], ids=lambda p: p.name)
def test_no_other_sum_is_raised(folder: Path) -> None:
    assert told(folder)[0] == [], "a sum that comes out, or that the gold does not know"


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder",
    [pytest.param(p, marks=pytest.mark.xfail(reason=GAPS[p.name], strict=True)) if p.name in GAPS else p for p in [*OWN, *SHARED]],
    ids=lambda p: p.name,
)
def test_every_wrong_sum_is_found(folder: Path) -> None:
    assert told(folder)[1] == [], "a sum that the gold says is wrong"

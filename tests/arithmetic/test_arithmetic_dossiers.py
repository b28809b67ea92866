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
    "auction-clonreagh": "a multiple of a value that another sentence gives",
    "avalanche-hochgries": "one for every so many, of two counts in one sentence",
    "charge-hallam": "a difference of two rows of a table",
    "cholera-ombari": "more than half of what another clause gives",
    "coffee-altollanque": "a rate for each unit times a number of units",
    "cricket-kestrel": "a mean of a column that a table gives",
    "dam-askara": "so many units of a size each, and their sum",
    "exam-tandara": "one in ten of a total, against a count of another sentence",
    "exoneration-skelby": "what is left of a sum, of which a part in words came before",
    "expenses-tirrania": "a share in the sentence after its part",
    "fire-oostmeer": "more than half, of a part that follows its whole",
    "frigate-velmark": "a difference in words against the other of two groups",
    "fund-saintorban": "a column with rows of parts and of parts of parts",
    "game-hollowtide": "more than half, in a fragment of a sentence",
    "games-mbarele": "a quotient of two values of two sentences",
    "glacier-marcapampa": "a verb of growth with its two levels behind a date",
    "llm-sorrel": "one in five, of two counts before it",
    "lynx-karvenna": "an amount for each head, in translated prose",
    "merger-halmar": "one in eight, of a total that another sentence gives",
    "mine-quiteria": "months in a sum of wages",
    "nuclear-brdovina": "half, of two counts in two sentences",
    "prize-tessaline": "a yield of an endowment against a sum of another sentence",
    "ratecut-morvenia": "points between two rates of two sentences",
    "records-ostermere": "days between two dates of one text are not counted",
    "resort-vrelja": "what is left to a target",
    "salad-brennmark": "barely half, of a value that another sentence gives",
    "stagerace-velmonte": "a ratio to a count of another sentence",
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

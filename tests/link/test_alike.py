"""What was found of claims that are alike holds for others: every pair is scored as if it were the only one."""

from __future__ import annotations

import datetime as dt
import random
import sys
from itertools import combinations
from pathlib import Path

import pytest

from atodds import pairing
from atodds.compare import Rates
from atodds.extract.lexicon import Lexicon
from atodds.link import linker
from atodds.link.blocking import LARGEST_BLOCK, candidate_pairs
from atodds.link.entities import EntityIndex
from atodds.link.linker import score, score_all
from atodds.link.profiles import Setting
from atodds.model.records import Claim, Modality, Period, claim_id
from atodds.model.values import DateValue, Hedge, NameValue, PolarityValue, Quantity
from atodds.pairing import Here

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from linking import crowd, spread

# Few choices for everything, so that claims are alike in some things and differ in others, whatever a comparison looks at.
FEATURES: dict[str, tuple[tuple[str, ...], ...]] = {
    "head": (("worker",), ("boat", "net"), ("share",)),
    "base": (("world",), ("harbour",), ()),
    "names": (("Tolvik", "Pier 3"), ("Pier 4",), ("Marsk",)),
    "row": (("tolvik",), ("north", "pier")),
    "mark": (("part",), ("prior",), ("overtaken",)),
    "scope": (("harbour",), ("season",)),
    "quals": (("phase=1",), ("phase=2", "net=gross")),
    "how": (("named",), ("default",), ("anaphor",)),
    "aspect": (("level",), ("change",)),
    "act": (("founding",), ("close",)),
    "theme": (("pier",), ("harbour", "pier")),
    "evoked": (("~begin",), ("~end",)),
    "parts": (("first",), ("second",)),
    "focus": (("open",), ("shut",)),
    "terms": (("pier",), ("harbour",)),
    "object": (("pier",), ("harbour",)),
    "bare": (("yes",),),
}
DAYS = (dt.date(2021, 3, 1), dt.date(2021, 3, 2), dt.date(2023, 6, 5))
QUOTES = ("Tolvik had {} of them there.", "In the harbour of Marsk, {} were seen.", "Pier 3")
VALUES = {
    "quantity": lambda rng: Quantity(low=(n := rng.choice((412.0, 421.0, 400.0))), high=n, unit=rng.choice(("1", "USD")), step=1),
    "date": lambda rng: DateValue(low=(d := rng.choice(DAYS)), high=d, precision="day", hedge=rng.choice((Hedge.PLAIN, Hedge.ABOUT))),
    "name": lambda rng: NameValue(names=(rng.choice(("Ana Brask", "Ole Dun", "Marsk")),)),
    "polarity": lambda rng: PolarityValue(holds=rng.random() < 0.5, predicate="open"),
}


def drawn(kind: str, rng: random.Random, nth: int) -> Claim:
    words = rng.choice(("412", "421", "some 400"))
    quote = rng.choice(QUOTES[:2]).format(words)
    start = rng.choice((0, 0, 500, 900))
    document = rng.choice(("a.md", "a.md", "b.md"))
    day = rng.choice(DAYS)
    return Claim(
        id=claim_id(document, quote, words, quote.index(words), nth),
        document=document,
        start=start,
        quote=quote,
        value_text=words,
        value_start=quote.index(words),
        value=VALUES[kind](rng),
        subject=rng.choice(("Tolvik", "Marsk", "")),
        property=rng.choice(("employees", "boats", "")),
        period=rng.choice((None, Period(low=day, high=day, source=rng.choice(("stated", "document"))))),
        modality=rng.choice((Modality.ASSERTED, Modality.FORECAST)),
        section=rng.choice(((), (QUOTES[2],), ("Pier 3", quote))),
        extractor=rng.choice(("prose", "prose", "table")),
        features={name: rng.choice(some) for name, some in FEATURES.items() if rng.random() < 0.3},
    )


def claims_of(kind: str, seed: int) -> list[Claim]:
    """Claims, and others of the same wordings elsewhere: what is found of these is taken from the first."""
    rng = random.Random(seed)
    first = [drawn(kind, rng, n) for n in range(12)]
    worded = ("subject", "property", "modality", "extractor", "features")
    return [*first, *(drawn(kind, rng, 100 + n).model_copy(update={k: getattr(c, k) for k in worded}) for n, c in enumerate(first))]


@pytest.mark.parametrize("kind", list(VALUES))
@pytest.mark.parametrize("seed", range(3))
def test_pairs_together_score_as_each_by_itself(kind, seed):
    claims = claims_of(kind, seed)
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    pairs = list(combinations(claims, 2))
    alone = [score(a, b, setting) for a, b in pairs]
    assert score_all(pairs, setting, floor=float("-inf")) == alone
    floor = sorted(pair.weight for pair in alone)[len(alone) // 2]
    over = [pair for pair in alone if pair.weight > floor]
    assert score_all(pairs, setting, floor=floor) == over
    assert score_all(pairs[::-1], setting, floor=floor) == over[::-1]


@pytest.mark.parametrize("kind", list(VALUES))
def test_values_compared_together_come_to_what_each_pair_does(kind):
    claims = claims_of(kind, 4)
    # The same sentences in another document, of which the outcomes are remembered.
    claims += [c.model_copy(update={"id": f"again {c.id}", "document": "c.md"}) for c in claims]
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    together = Here(setting, Rates())
    for a, b in combinations(claims, 2):
        assert together.outcome(a, b) == Here(setting, Rates()).outcome(a, b)


def test_claims_of_one_wording_meet_whom_each_by_itself_would_meet():
    rng = random.Random(6)
    claims = [*spread(300, rng), *crowd(LARGEST_BLOCK + 100, rng)]
    assert candidate_pairs(claims) == candidate_pairs(claims, wording=lambda claim: claim.id)


@pytest.mark.parametrize("kind", list(VALUES))
def test_what_is_forgotten_is_found_again(monkeypatch, kind):
    claims = claims_of(kind, 7)
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    pairs = list(combinations(claims, 2))
    whole = score_all(pairs, setting)
    monkeypatch.setattr(linker, "CHUNK", 7)
    monkeypatch.setattr(linker, "MOST_REMEMBERED", 10)
    assert score_all(pairs, setting) == whole


def test_what_is_remembered_of_pairs_does_not_grow_with_them(monkeypatch):
    """Of one thing, ever new values: each pair of them is a pair of values by itself."""
    monkeypatch.setattr(linker, "CHUNK", 50)
    monkeypatch.setattr(linker, "MOST_REMEMBERED", 200)
    worded = {"subject": "Tolvik", "property": "boats", "features": {"kind": ("count",), "head": ("boats",)}}
    told = [drawn("quantity", random.Random(n), n).model_copy(update=worded) for n in range(60)]
    claims = [c.model_copy(update={"value": c.value.model_copy(update={"low": n + 7.0, "high": n + 7.0})}) for n, c in enumerate(told)]
    scorer = linker._Scorer(Setting.of(claims, EntityIndex(), Lexicon.load()), float("-inf"))
    most = 0
    pairs = list(combinations(claims, 2))
    for at in range(0, len(pairs), 50):
        list(scorer(pairs[at : at + 50]))
        most = max(most, len(scorer._sums) + sum(map(len, scorer._found.values())))
    assert 200 < most < 200 + 50 * 8  # a chunk is remembered to its end: a sum of each pair, and what each of some groups found


def test_outcomes_of_what_is_said_again_are_known_however_many_claims_say_it(monkeypatch):
    claims = [
        c.model_copy(update={"id": f"c{n:03}", "document": f"d{n}.md"}) for n, c in enumerate([drawn("quantity", random.Random(3), 0)] * 60)
    ]
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    here = Here(setting, Rates.of({}, ()))
    compared = []
    monkeypatch.setattr(Here, "_compared", lambda self, a, b, real=Here._compared: compared.append((a, b)) or real(self, a, b))
    monkeypatch.setattr(pairing, "MOST_REMEMBERED", 20)
    pairs = list(combinations(claims, 2))
    found = [here.outcome(a, b) for a, b in pairs]
    assert len(compared) == 1
    assert found == [Here(setting, here.rates).outcome(a, b) for a, b in pairs]

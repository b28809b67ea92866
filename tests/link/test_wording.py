"""Claims of one wording are compared once: every pair is scored as if it were alone."""

import random
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex
from atodds.link.linker import score, score_all
from atodds.link.profiles import Setting

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from linking import spread


def test_pairs_of_repeated_wordings_score_as_pairs_by_themselves():
    claims = spread(30, random.Random(3))
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    assert all(profile.repeated for profile in setting.profiles.values())
    pairs = list(combinations(claims, 2))
    together = score_all(pairs, setting, floor=float("-inf"))
    alone = Setting.of(claims, EntityIndex(), Lexicon.load())
    alone.profiles = {claim: replace(profile, repeated=False) for claim, profile in alone.profiles.items()}
    assert together == [score(a, b, alone) for a, b in pairs]
    assert len({pair.weight for pair in together}) > 2


def test_the_floor_leaves_out_what_is_not_over_it():
    claims = spread(30, random.Random(3))
    setting = Setting.of(claims, EntityIndex(), Lexicon.load())
    pairs = list(combinations(claims, 2))
    every = score_all(pairs, setting, floor=float("-inf"))
    floor = sorted({pair.weight for pair in every})[1]
    assert score_all(pairs, setting, floor=floor) == [pair for pair in every if pair.weight > floor]


def test_other_features_are_another_wording():
    one, other = spread(10, random.Random(3))[::5]
    other = other.model_copy(update={"subject": one.subject, "features": one.features | {"head": ("drivers",)}})
    setting = Setting.of([one, other], EntityIndex(), Lexicon.load())
    assert setting.profiles[one.id].number != setting.profiles[other.id].number

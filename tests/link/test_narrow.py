"""A figure of a part is not held against that of the whole; two of one part are, and so is what only tells where something happened."""

from __future__ import annotations

import pytest
from two_documents import conflicts, result

PAIRS = [
    # the title of both, the one sentence, the other, whether they contradict each other
    ("Turnout in Delmara", "Turnout in Delmara was 61.4%.", "Turnout among under-25s in Delmara was 47.2%.", False),
    ("Cost of Ardle Bridge", "The Ardle Bridge cost 410 million euros.", "Excluding land, the Ardle Bridge cost 362 million euros.", False),
    (
        "Cost of Ardle Bridge",
        "The Ardle Bridge cost 410 million euros.",
        "With interest included, the Ardle Bridge cost 455 million euros.",
        False,
    ),
    (
        "Flood in Kessel",
        "The flood in Kessel damaged 1,240 homes.",
        "The flood damaged 1,090 homes in the northern wards of Kessel.",
        False,
    ),
    ("Traffic on Solent Way", "Solent Way carries 41,000 vehicles a day.", "On weekdays Solent Way carries 48,000 vehicles a day.", False),
    ("Crashes at Belfort Pass", "There were 94 accidents at Belfort Pass.", "There were 61 fatal accidents at Belfort Pass.", False),
    ("Power of Kaldvik", "Kaldvik made 940 gigawatt hours.", "Kaldvik made 710 gigawatt hours from wind alone.", False),
    # the class sizes of a part may be larger, a count cannot
    ("Schools of Pernau", "Class sizes in Pernau average 24 pupils.", "Class sizes in Pernau average 28 pupils in the suburbs.", False),
    ("Flood in Kessel", "The flood in Kessel damaged 1,240 homes.", "The flood damaged 1,490 homes in the northern wards of Kessel.", True),
    # of one part
    ("Turnout in Delmara", "Turnout among under-25s in Delmara was 47.2%.", "Among under-25s, turnout in Delmara was 42.7%.", True),
    (
        "Cost of Ardle Bridge",
        "Excluding land, the Ardle Bridge cost 362 million euros.",
        "The Ardle Bridge cost 389 million euros, land excluded.",
        True,
    ),
    (
        "Traffic on Solent Way",
        "On weekdays Solent Way carries 48,000 vehicles a day.",
        "Solent Way carries 44,000 vehicles a day on weekdays.",
        True,
    ),
    # of two parts
    (
        "Traffic on Solent Way",
        "On weekdays Solent Way carries 48,000 vehicles a day.",
        "On Sundays Solent Way carries 44,000 vehicles a day.",
        False,
    ),
    # no part
    ("Fire at Brackley", "The fire at Brackley killed 14 people.", "The fire at Brackley killed 17 people in the early morning.", True),
    (
        "Dead in Pavlogrod",
        "The blast in Pavlogrod killed 31 people, including three firemen.",
        "The blast in Pavlogrod killed 34 people.",
        True,
    ),
    ("Rain in Ulverdale", "Ulverdale had 212 millimetres of rain.", "In Ulverdale 248 millimetres of rain fell.", True),
]


@pytest.mark.parametrize(("title", "one", "other", "clash"), PAIRS, ids=[f"{case[1]} {case[2]}" for case in PAIRS])
def test_narrowed_pairs(tmp_path, title, one, other, clash):
    found = conflicts(result(tmp_path, (title, one), (title, other)))
    assert found == ([(one, other)] if clash else [])

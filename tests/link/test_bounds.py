"""How far from a level, how much there may be and what there is on average are not held against what there was."""

from __future__ import annotations

import pytest
from two_documents import conflicts, result

PAIRS = [
    # the title of both, the one sentence, the other, whether they contradict each other
    ("Ferry Calix", "The Calix carried 412 passengers.", "The Calix carried 132 passengers too many.", False),
    ("Tunnel of Varn", "The Varn tunnel cost 410 million francs.", "The Varn tunnel ran 95 million francs over budget.", False),
    ("Election in Tarn", "Beck took 31,400 votes in Tarn.", "Beck won by 4,900 votes in Tarn.", False),
    ("Ferry Calix", "The Calix carried 412 passengers.", "The Calix is licensed for 280 passengers.", False),
    ("Arena of Delm", "The Delm arena drew 6,900 fans.", "The Delm arena can seat 9,400 fans.", False),
    ("Crowd of Dale", "Dale drew 7,200 fans.", "Dale drew an average of 5,900 fans.", False),
    # summed up over different times
    ("Dead of Amra", "Cholera has killed 412 people in Amra so far.", "Cholera killed 331 people in Amra in the past month.", False),
    ("Cars of Velo", "Velo has built 310,000 cars since 2015.", "Velo builds 240,000 cars a year.", False),
    ("Aid for Orland", "Orland received 40 million euros a year.", "Orland received 61 million euros over six years.", False),
    ("Cars of Velo", "Velo builds 240,000 cars a year.", "Velo builds 270,000 cars every year.", True),
    ("Aid for Orland", "Orland received 61 million euros over six years.", "Over six years Orland received 67 million euros.", True),
    # two of one sort
    ("Ferry Calix", "The Calix carried 132 passengers too many.", "The Calix carried 151 passengers too many.", True),
    ("Arena of Delm", "The Delm arena can seat 9,400 fans.", "The Delm arena has a capacity of 9,900 fans.", True),
    # what a thing holds, as a rule, and the places in it are its capacity
    ("Arena of Delm", "The Delm arena has a capacity of 9,400.", "The Delm arena seats 9,900.", True),
    ("Hotel Ister", "The Hotel Ister has 240 beds.", "The Hotel Ister has a capacity of 270 beds.", True),
    # an average against what there is each time
    ("Class at Wick", "Classes at Wick have 24 pupils.", "Classes at Wick have an average of 27 pupils.", True),
]


@pytest.mark.parametrize(("title", "one", "other", "clash"), PAIRS, ids=[f"{case[1]} {case[2]}" for case in PAIRS])
def test_bounds(tmp_path, title, one, other, clash):
    found = conflicts(result(tmp_path, (title, one), (title, other)))
    assert found == ([(one, other)] if clash else [])

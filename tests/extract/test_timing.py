"""What the words around a figure say of its time: still counted, a deed that is over, a plan told on a day."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_document

CASES = [
    # the sentence, the value's words, what is known of its time
    ("The landslide has killed 19 people.", "19", {"open"}),
    ("So far 40 bodies were found.", "40", {"open", "past"}),
    ("The dairy is recalling 12 batches.", "12", {"open"}),
    ("The toll rose to 226.", "226", {"open"}),
    ("By nightfall 37 miners were out of the shaft.", "37", {"open", "past"}),
    ("Until Friday evening 207 cattle were counted.", "207", {"open", "past"}),
    ("The hospital confirmed 31 deaths.", "31", {"open"}),
    ("The quake on Monday killed 41 people.", "41", {"open", "past"}),  # told on the Wednesday
    ("Preliminary figures speak of 60 dead.", "60", {"open"}),
    # what is settled
    ("Seven workers died while the dam was built.", "Seven", {"past"}),
    ("The final toll was 226.", "226", {"past"}),
    ("A total of 312 barns have burned down.", "312", set()),
    ("In the end it was 1,800 homes.", "1,800", {"past"}),
    ("The quake in March 2019 killed 41 people.", "41", {"past"}),
    ("The village has a mill with 12 looms.", "12", set()),
    # deeds that are over, and what only grammar puts into the past
    ("They asked for 20 million euros.", "20 million euros", {"past"}),
    ("The stake was sold for 54 million euros.", "54 million euros", {"past"}),
    ("The firm said that it employed 300 people.", "300", set()),
    ("The firm employs 300 people.", "300", set()),
    # plans: the day of the telling is no day of the plan
    ("On Tuesday the council said the tram will cost 57 million euros.", "57 million euros", {"said"}),
    ("In 2030 the tram will cost 57 million euros a year.", "57 million euros", set()),
    ("The tram will cost 57 million euros.", "57 million euros", set()),
]


@pytest.mark.parametrize(("text", "value", "expected"), CASES, ids=[case[0] for case in CASES])
def test_time(tmp_path, text, value, expected):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2025-02-05\n---\n\n{text}\n", encoding="utf-8")
    claims = [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "quantity" and value in c.value_text]
    assert [set(c.features.get("time", ())) for c in claims] == [expected]

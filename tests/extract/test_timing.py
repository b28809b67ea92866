"""What the words around a figure say of its time: still counted, a deed that is over, a plan told on a day."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_document

CASES = [
    # the sentence, the value's words, what is known of its time
    ("The landslide has killed 19 people.", "19", {"open"}),
    ("So far 40 bodies were found.", "40", {"open", "past", "running"}),
    ("The dairy is recalling 12 batches.", "12", {"open"}),
    ("The toll rose to 226.", "226", {"open", "moved", "raised"}),
    ("By nightfall 37 miners were out of the shaft.", "37", {"open", "past"}),
    ("Until Friday evening 207 cattle were counted.", "207", {"open", "past"}),
    ("The hospital confirmed 31 deaths.", "31", {"open", "moved"}),
    ("The quake on Monday killed 41 people.", "41", {"open", "past", "event"}),  # told on the Wednesday
    ("Preliminary figures speak of 60 dead.", "60", {"open", "early", "now"}),
    # what is settled
    ("Seven workers died while the dam was built.", "Seven", {"past"}),
    ("The final toll was 226.", "226", {"past", "final"}),
    ("A total of 312 barns have burned down.", "312", set()),
    ("In the end it was 1,800 homes.", "1,800", {"past", "final"}),
    ("The quake in March 2019 killed 41 people.", "41", {"past", "event"}),
    ("The village has a mill with 12 looms.", "12", {"now"}),
    # whose date it is: that of what is counted, or of the counting
    ("Monday's quake killed 41 people.", "41", {"open", "past", "event"}),
    ("On Monday 41 people died.", "41", {"open", "past", "event"}),
    ("The toll on Monday was 41.", "41", {"open", "past"}),
    ("The toll stood at 41 on Monday.", "41", {"open", "moved"}),
    ("In January the port handled 41 ships.", "41", {"past"}),
    # states of a time that is gone, and of the telling
    ("At launch the ferry carried 310 cars.", "310", {"past", "then"}),
    ("When it opened, the inn had 40 rooms.", "40", {"past", "then"}),
    ("The inn then had 40 rooms.", "40", {"past", "then"}),
    ("The inn now has 60 rooms.", "60", {"open", "now"}),
    ("Today the inn has 60 rooms.", "60", {"open", "now"}),
    ("She is 31 when they meet.", "31", set()),
    ("He then sold 40 rooms.", "40", {"past"}),
    ("The inn, then a house of 40 rooms, was sold.", "40", {"past", "then"}),
    ("The limit was 90 before the change.", "90", {"past", "then"}),
    # what something came to from less, and from more
    ("The cost was raised to 226 million euros.", "226", {"past", "raised"}),
    ("The fine was cut to 31 million euros.", "31", {"past", "lowered"}),
    # early figures and final ones
    ("Initial reports spoke of 23 dead.", "23", {"past", "early"}),
    ("The audited accounts show 23 branches.", "23", {"final"}),
    ("Early risers counted 23 owls.", "23", {"past"}),
    # deeds that are over, and what only grammar puts into the past
    ("They asked for 20 million euros.", "20 million euros", {"past"}),
    ("The stake was sold for 54 million euros.", "54 million euros", {"past"}),
    ("The firm said that it employed 300 people.", "300", set()),
    ("The firm employs 300 people.", "300", {"now"}),
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


PERIODS = [
    # the sentence, the value's words, the first and the last day of its period; the document is of 5 February 2025
    ("When it opened in 2019, the inn had 40 rooms.", "40", "2019-01-01", "2019-12-31"),
    ("In 2021 the mill made 40 looms.", "40", "2021-01-01", "2021-12-31"),
    ("Growth was 8% on 2024, when 42,790 pilgrims were counted.", "42,790", "2024-01-01", "2024-12-31"),
    ("The ferry has sunk 3 times since 2021.", "3", "2021-01-01", "2025-02-05"),
    # dates of something else: the document's date stands
    ("Founded in 2006, the inn has 40 rooms.", "40", "2025-02-05", "2025-02-05"),
    ("The charter of 2021 lists 114 duties.", "114", "2025-02-05", "2025-02-05"),
    ("The plan, as last amended in 2021, provides for 90 homes.", "90", "2025-02-05", "2025-02-05"),
    ("Turnout was about 71 per cent, a rise of six points on 2020.", "about 71 per cent", "2025-02-05", "2025-02-05"),
    ("The lake held 31 per cent of its water, against 58 per cent on the same day in 2023.", "31 per cent", "2025-02-05", "2025-02-05"),
    ("With 36 deaths it was the worst wreck since the fire of 1997.", "36", "2025-02-05", "2025-02-05"),
    ("So far this year the ferry has sunk 3 times.", "3", "2025-01-01", "2025-02-05"),
    ("In the nine months to September 2024 the mill made 40 looms.", "40", "2024-01-01", "2024-09-30"),
    # what is told as done was not done after the document was written
    (
        "He said the land had been bought at 90 euros an acre and that the dam would be full by March 2027.",
        "90 euros",
        "2025-02-05",
        "2025-02-05",
    ),
    ("In 2027 the dam will hold 90 tonnes of silt.", "90 tonnes", "2027-01-01", "2027-12-31"),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), PERIODS, ids=[case[0] for case in PERIODS])
def test_period(tmp_path, text, value, low, high):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2025-02-05\n---\n\n{text}\n", encoding="utf-8")
    claims = [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "quantity" and value in c.value_text]
    assert [(str(c.period.low), str(c.period.high)) for c in claims] == [(low, high)]

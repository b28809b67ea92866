"""Of which of several a date is, and what the words of its clause evoke."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Modality
from atodds.read.sources import read_bytes


def feature(text: str, date: str, name: str) -> tuple[str, ...]:
    """A feature of the date of a sentence."""
    document = read_bytes(f"---\npublished: 2024-07-15\n---\n{text}\n".encode(), "a.md").document
    claim = next(c for c in extract(document, Lexicon.load()) if c.value.kind == "date" and c.value_text.startswith(date))
    return claim.features.get(name, ())


PARTS = [
    ("Biology Paper 2 was written on 3 May 2024.", "3 May", ("paper=2",)),
    ("Biology Paper 2, written on 3 May 2024, was hard.", "3 May", ("paper=2",)),
    ("Hall 4 opened on 3 May 2024.", "3 May", ("hall=4",)),
    ("The papers were written on 3 May 2024.", "3 May", ()),
    ("In 2024 papers were rare.", "2024", ()),
    ("The Orlen Cup of 2019 was called off.", "2019", ("cup=2019",)),
    ("The Orlen Prize for 2023 is a medal.", "2023", ("prize=2023",)),
    ("The 2024 Orlen Prize opens on 3 May.", "2024", ("prize=2024",)),
    ("The 2024 Orlen Prize opens on 3 May.", "3 May", ("prize=2024",)),
    ("The Orlen Cup was held on 3 May 2024.", "3 May", ()),
    ("Ada Lund won the 2019 Orlen Cup.", "2019", ()),
    ("The bridge of 2019 was closed.", "2019", ()),
    ("The bridge was opened again on 3 May 2024.", "3 May", ("again",)),
    ("The bridge reopened on 3 May 2024.", "3 May", ("again",)),
    ("The bridge will stay closed until 3 May 2025.", "3 May", ("again",)),
    ("The bridge was opened on 3 May 2024.", "3 May", ()),
    ("The second bridge was opened on 3 May 2024.", "3 May", ("second",)),
]


@pytest.mark.parametrize(("text", "date", "parts"), PARTS, ids=[f"{case[1]} in {case[0]}" for case in PARTS])
def test_of_which_of_several(text: str, date: str, parts: tuple[str, ...]) -> None:
    assert feature(text, date, "parts") == parts


DEEDS = [
    ("Nordvik went to court on 3 May 2024.", "!sue", True),
    ("Nordvik brought its action on 3 May 2024.", "!sue", True),
    ("Nordvik brought its tent on 3 May 2024.", "!sue", False),
    ("The boiler stood still on 3 May 2024.", "!halted", True),
    ("The boiler was switched off on 3 May 2024.", "!halted", True),
    ("The boiler was switched off on 3 May 2024.", "!open", False),
    ("The boiler was switched on at dawn on 3 May 2024.", "!open", True),
    ("The train came off the rails on 3 May 2024.", "!crash", True),
    ("The boat went missing on 3 May 2024.", "!vanish", True),
    ("The study was commissioned on 3 May 2024.", "!open", False),
    ("The dyers went to the fair on 3 May 2024.", "!depart", False),
    ("The fair was held on 3 May 2024.", "!arrest", False),
]


@pytest.mark.parametrize(("text", "sort", "evoked"), DEEDS, ids=[f"{case[1]} in {case[0]}" for case in DEEDS])
def test_sorts_of_events(text: str, sort: str, evoked: bool) -> None:
    assert (sort in feature(text, "3 May", "deeds")) is evoked


ASKED = [
    ("Will the pool be opened on 3 May 2025?", Modality.HYPOTHETICAL),
    ("Was the pool opened on 3 May 2023?", Modality.HYPOTHETICAL),
    ("GUEST: Will you open on 3 May 2025?", Modality.HYPOTHETICAL),
    ("Why was the pool opened on 3 May 2023?", Modality.ASSERTED),
    ("The pool was opened on 3 May 2023.", Modality.ASSERTED),
    ("When it was opened on 3 May 2023, who was there?", Modality.ASSERTED),
]


@pytest.mark.parametrize(("text", "modality"), ASKED, ids=[case[0] for case in ASKED])
def test_a_date_that_is_only_asked_about(text: str, modality: Modality) -> None:
    document = read_bytes(f"---\npublished: 2024-07-15\n---\n{text}\n".encode(), "a.md").document
    assert [c.modality for c in extract(document, Lexicon.load()) if c.value.kind == "date"] == [modality]

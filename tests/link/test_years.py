"""The year of dates that a document leaves open is found in the documents beside it."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.link.topics import name_words
from atodds.link.years import with_years
from atodds.model.values import DateValue
from atodds.read.sources import read_bytes

BESIDE = "---\npublished: 2024-04-20\n---\nThe recall by Nordvik Labs began on 10 April 2024 at the plant in Orlen.\n"
BEFORE = "---\npublished: 2023-04-20\n---\nThe works of Nordvik Labs burned on 11 April 2023 at the plant in Orlen.\n"
ELSEWHERE = "---\npublished: 2019-04-12\n---\nOn 8 April 2019 the choir of Tarn sang, and on 9 April 2019 the band of Tarn played.\n"


def placed(text: str, *others: str) -> list[str]:
    """The dates of a document without any year."""
    documents = [read_bytes(t.encode(), f"{n}.md").document for n, t in enumerate((text, *others))]
    claims = with_years([c for d in documents for c in extract(d, Lexicon.load())], documents, name_words(documents))
    return [str(c.value.low) for c in claims if c.document == "0.md" and isinstance(c.value, DateValue)]


CASES = [
    ("a document on the same names", "The recall by Nordvik Labs began on 8 April, in Orlen.", (BESIDE,), "2024-04-08"),
    ("not one on others", "The recall by Nordvik Labs began on 8 April, in Orlen.", (BESIDE, ELSEWHERE), "2024-04-08"),
    ("the very day beside it", "The works of Nordvik Labs burned on 11 April, in Orlen.", (BESIDE, BEFORE), "2023-04-11"),
    ("the weekday decides", "The recall by Nordvik Labs began on Saturday, 8 April, in Orlen.", (BESIDE, BEFORE), "2023-04-08"),
]


@pytest.mark.parametrize(("text", "others", "day"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_open_years(text: str, others: tuple[str, ...], day: str) -> None:
    assert placed(text, *others) == [day]


def test_nothing_beside_it() -> None:
    assert placed("The recall by Nordvik Labs began on 8 April.") == []


GUESSED = [
    ("the day beside it", "The works were bought on 3 May 2011. They burned on 11 April.", "2023-04-11"),
    ("a day that nobody else gives", "The works were bought on 3 May 2011. They burned on 12 April.", "2011-04-12"),
    ("a year of its own", "The works were bought on 3 May 2011. They burned on 11 April 2011.", "2011-04-11"),
]


@pytest.mark.parametrize(("text", "day"), [case[1:] for case in GUESSED], ids=[case[0] for case in GUESSED])
def test_a_year_that_was_only_the_last_one_named(text: str, day: str) -> None:
    assert placed(f"Nordvik Labs. {text}", BEFORE)[-1] == day

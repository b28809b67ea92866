"""What a document is about, and what a title is without the furniture around it."""

from __future__ import annotations

import pytest

from atodds.extract.discourse import Discourse
from atodds.extract.parse import parse
from atodds.extract.spellings import Spellings
from atodds.extract.topic import headline
from atodds.model.records import Block, Document, Segment

BODY = "Norda Rail runs 41 trains. Norda Rail lost 3 million. The fleet of Norda Rail is old. Its chief, Ada Lund, blamed Omaha."


def document(title: str, publisher: str, text: str = BODY) -> Document:
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    return Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=(block,), title=title, publisher=publisher)


HEADLINES = [
    ("UPDATE 2-Norda Rail cuts trains", "Wire", "Norda Rail cuts trains"),
    ("EXCLUSIVE-Norda Rail cuts trains", "Wire", "Norda Rail cuts trains"),
    ("PRESS RELEASE: Norda Rail cuts trains", "Norda Rail", "Norda Rail cuts trains"),
    ("BUZZ: Norda Rail soars", "Wire", "Norda Rail soars"),
    ("Slow Trains #12: what Norda Rail says", "Slow Trains (newsletter)", "what Norda Rail says"),
    ("Slow Trains, episode 4: the Norda Rail hearing", "Slow Trains", "the Norda Rail hearing"),
    ("Slow Trains: a day with Norda Rail", "Slow Trains", "a day with Norda Rail"),
    ("Norda Rail: half-year results", "Norda Rail", "Norda Rail: half-year results"),
    ("Norda Rail: a slow decline", "Slow Trains", "Norda Rail: a slow decline"),
    ("A week of delays", "Slow Trains", "A week of delays"),
]


@pytest.mark.parametrize(("title", "publisher", "told"), HEADLINES, ids=[case[0] for case in HEADLINES])
def test_headline(title: str, publisher: str, told: str) -> None:
    spelt = Spellings.of(document(title, publisher))
    assert headline(title, publisher, spelt) == told


TOPICS = [
    # title, topic
    ("Norda Rail cuts trains", "Norda Rail"),
    ("A week of delays", "Norda Rail"),  # by its text alone
    ("Nebraska regulators fine Norda Rail", "Norda Rail"),
    ("Norda Rail Cuts 12 Trains", "Norda Rail"),  # capitals throughout
    ("A talk with Norda Rail chief Ada Lund", "Norda Rail"),
    ("The delays of January", "Norda Rail"),
    ("Chief Executive on the delays", "Norda Rail"),
    ("How Norda Rail lost Omaha", "Norda Rail"),
    ("Greyhound buys coaches", "Greyhound"),  # the title's subject stays, though the text says more of another
]


@pytest.mark.parametrize(("title", "topic"), TOPICS, ids=[case[0] for case in TOPICS])
def test_topic(title: str, topic: str) -> None:
    told = document(title, "Slow Trains")
    spelt = Spellings.of(told)
    assert Discourse.of(told, next(iter(parse([title]))), spelt).topic == topic


PUBLISHERS = [
    ("Norda Rail plc", BODY, True),
    ("Norda Rail plc, Press Office", BODY, True),
    ("The Omaha Courier", BODY, False),
    ("Norda Rail (blog)", BODY, False),
    ("Friends of the Teme", "We planted 300 trees.", False),
]


@pytest.mark.parametrize(("publisher", "text", "own"), PUBLISHERS, ids=[case[0] for case in PUBLISHERS])
def test_whether_a_document_speaks_of_its_publisher(publisher: str, text: str, own: bool) -> None:
    told = document("Results", publisher, text)
    assert Discourse.of(told, None, Spellings.of(told)).own is own


PEOPLE = [
    ('"It shook," said Mina Falk, a nurse.', "Mina Falk"),
    ("Mina Falk, 34, sells fish.", "Mina Falk"),
    ("Ms Falk sells fish.", "Falk"),
    ("The town met Mina Falk, who sells fish.", "Mina Falk"),
    ("It was told to chief executive Mina Falk.", "Mina Falk"),
    ("The prize went to Mina Falk, the chief engineer.", "Mina Falk"),
]


@pytest.mark.parametrize(("text", "person"), PEOPLE, ids=[case[0] for case in PEOPLE])
def test_people(text: str, person: str) -> None:
    assert Spellings.of(document("", "", text)).is_person(person)


def test_no_people() -> None:
    spelt = Spellings.of(document("", "", "said the Ministry of Health, Norda Rail, 41 trains and the owner Lund Group"))
    assert not spelt.people

"""Dates of one event meet in different words, and dates of different events do not: pairs of sentences as a table."""

from __future__ import annotations

import pytest

from atodds.chain import reconcile
from atodds.model.records import RelationKind
from atodds.read.sources import read_bytes


def met(one: str, other: str, said: tuple[str, str] = ("2024-07-15", "2024-07-20")) -> set[RelationKind]:
    """The relations between the dates of two documents, each a sentence under one title."""
    documents = [
        read_bytes(f"---\ntitle: {title}\npublished: {day}\n---\n{text}\n".encode(), name).document
        for name, title, text, day in (("a.md", "Nordvik Labs in Orlen", one, said[0]), ("b.md", "A week at Nordvik Labs", other, said[1]))
    ]
    result = reconcile(documents)
    kinds = {c.id: c.value.kind for c in result.claims}
    return {r.relation for f in result.findings for r in f.relations if kinds[r.a] == kinds[r.b] == "date"}


CONFLICTS = [
    ("one verb", "Nordvik Labs was founded in 2012.", "Nordvik Labs was founded in 2014."),
    ("age and founding", "Nordvik Labs was founded in 2012.", "The seven-year-old firm Nordvik Labs is growing."),
    ("active and passive", "Nordvik Labs launched its QX-9 chip in March 2023.", "The QX-9 was unveiled on 21 September 2022 in Orlen."),
    ("noun and verb", "The QX-9 was launched in March 2023.", "The launch of the QX-9 in May 2023 went well."),
    (
        "other word for the beginning",
        "Commercial production started on 9 November 2023.",
        "Commercial production at Orlen began in January 2024.",
    ),
    ("label and sentence", "- Founded: 11 June 2011", "Nordvik Labs was founded in 2012 by the chemist Ada Lund and the engineer Pia Moe."),
    ("idiom", "They laid the foundation stone of the mill in May 2015.", "The foundation stone of the mill was laid in June 2016."),
    ("end of a state", "The schools will remain closed until 15 August 2024.", "The schools will open again on 29 August 2024."),
    ("listing", "Nordvik Labs was listed in 2011.", "The shares of Nordvik Labs were first traded in Oslo on 14 June 2012."),
    (
        "listing by its venue",
        "Nordvik Labs has been listed on the stock exchange since 2011.",
        "The shares were first traded on 14 June 2012.",
    ),
    (
        "first and last day",
        "The Nordvik Fair takes place from 2 to 12 July 2026.",
        "The Nordvik Fair will take place from 9 to 19 July 2026.",
    ),
    (
        "other words for it",
        "The leak at Nordvik Labs was identified on 9 May 2024.",
        "The leak at Nordvik Labs came to light on 6 May 2024.",
    ),
    ("question and answer", "**When did the mill open?** On 15 March 2024.", "The mill opened on 20 April 2024."),
    ("time before", "It is the worst flood of the Orle since 1953.", "The previous flood of the Orle was in 1962."),
    (
        "in passing, years apart",
        "The 93-year-old maker of scales Nordvik Labs is for sale.",
        "Founded in 1934 as a shed for mending clocks, it was sold twice since.",
    ),
    ("made public, of one thing", "The audit of the mill was published on 3 May 2024.", "The audit of the mill came out on 9 May 2024."),
    ("second opening", "The mill opened again on 3 May 2024.", "The mill reopened on 9 May 2024."),
    ("gave way and fell", "The pier of Orlen gave way on 3 May 2024.", "The pier of Orlen came down on 5 May 2024."),
    ("action and court", "Nordvik Labs went to court on 3 May 2024.", "Nordvik Labs brought an action on 9 May 2024."),
    ("tripped and stood still", "The boiler of Orlen tripped on 3 May 2024.", "The boiler of Orlen has stood still since 5 May 2024."),
    (
        "passed and approved",
        "The council passed the Orlen plan on 3 May 2024.",
        "The Orlen plan was approved by the council on 9 May 2024.",
    ),
    ("truce", "The truce of Orlen took effect on 3 May 2024.", "The guns of Orlen fell silent on 5 May 2024."),
    ("numbered, and the same", "Biology Paper 2 was written on 3 May 2024.", "Biology Paper 2 was written on 9 May 2024."),
    ("plans of one season", "The opening is planned for June 2025.", "The date for opening remains December 2025."),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in CONFLICTS], ids=[case[0] for case in CONFLICTS])
def test_dates_of_one_event(one: str, other: str) -> None:
    assert RelationKind.CONFLICT in met(one, other)


APART = [
    ("other act", "Nordvik Labs was founded in 2012.", "Nordvik Labs went bankrupt in 2014."),
    ("other thing", "The QX-9 was launched in March 2023.", "The QX-8 was launched in May 2021."),
    ("other participant", "The campaign began on 6 November 2023.", "The outbreak began in September 2023."),
    ("closed since and until", "The schools have been closed since 2 May 2024.", "The schools will remain closed until 15 August 2024."),
    ("traded, but not first", "Nordvik Labs was listed in 2011.", "The shares of Nordvik Labs were traded in Oslo on 14 June 2012."),
    ("other entity", "Nordvik Labs was founded in 2012.", "Sundal Capital was founded in 2014."),
    ("first and last of several", "First deliveries are due in March 2026.", "The last deliveries are due in June 2028."),
    ("the time before and this one", "It is the first strike at the mill since 1987.", "The strike at the mill began on 9 May 2024."),
    (
        "entries of a timeline",
        "| Date | Event |\n|---|---|\n| 5 July 2023 | Doping test |\n| 9 July 2023 | Doping test |",
        "Doping tests are rare.",
    ),
    ("made public, of two things", "The minutes came out on 3 May 2024.", "The figures for Orlen were published on 9 May 2024."),
    ("numbered", "Biology Paper 1 was written on 3 May 2024.", "Biology Paper 2 was written on 9 May 2024."),
    ("editions", "The Orlen Prize for 2023 is a medal.", "The Orlen Prize for 2024 is a cheque."),
    ("days of two editions", "The 2023 Orlen Cup was held on 3 May 2023.", "The 2024 Orlen Cup was held on 5 May 2024."),
    ("commissioned, but not opened", "The review of Orlen was commissioned in May 2021.", "The museum of Orlen opened in March 2020."),
    ("formed, but not founded", "A crack formed in 1974.", "Nordvik Labs was founded in 1996."),
    ("a question", "Will the pool be opened on 3 May 2025?", "The lift will open on 9 May 2025."),
    ("a question of tomorrow", "Will you open tomorrow?", "The lift of Nordvik Labs will open on 30 July 2024."),
    ("opened and opened again", "The pool of Orlen opened on 3 May 2011.", "The hall reopened on 9 May 2024."),
    ("lost and found", "The boat vanished from Orlen on 3 May 2024.", "The boat was found at Orlen on 9 May 2024."),
    ("on and off", "The lights of Orlen went live on 3 May 2024.", "The lights of Orlen were switched off on 25 May 2024."),
    ("out and back", "The dyers of Orlen walked out on 3 May 2024.", "The dyers of Orlen went back to work on 5 May 2024."),
    ("somebody's mother", "Ada Lund's mother, Vera, who died in 2013, lived in Orlen.", "The chemist Ada Lund died in 2019 in Orlen."),
    ("year of a figure", "Nordvik Labs sold 2,000 machines in 2022.", "Nordvik Labs sold 2,400 machines in 2023."),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_dates_of_different_events(one: str, other: str) -> None:
    assert RelationKind.CONFLICT not in met(one, other)


def test_a_document_that_dates_twice_what_happens_once_contradicts_itself() -> None:
    table = "| Nordvik Labs | |\n|---|---|\n| Founded | 11 June 2011 |"
    told = "Nordvik Labs was founded in 2012 by the chemist Ada Lund and the engineer Pia Moe, who had met in Orlen."
    assert met(f"{table}\n\n{told}", "Clocks are mended in Orlen.") == {RelationKind.CONFLICT}
    listed = "| Event | Date |\n|---|---|\n| Nordvik Labs founded | 11 June 2011 |\n| Sundal Capital founded | 3 May 2012 |"
    assert met(listed, "Clocks are mended in Orlen.") == set()


def test_a_plan_of_another_year() -> None:
    found = met("The opening is planned for June 2025.", "The date for opening remains December 2027.", ("2022-03-10", "2024-10-02"))
    assert found == {RelationKind.UPDATED}

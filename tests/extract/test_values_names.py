"""Numbers that are nobody's claim: no value may be found in any of these."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values

NAMES = [
    "GPT-4",
    "the A320 jet",
    "Yi-34B",
    "the Ascend 910B chip",
    "A800/H800",
    "QX-3",
    "Claude 3.5 Sonnet",
    "the Llama 3.1 model",
    "its o1",
    "iOS18.4",
    "01.AI",
    "two"[:0] + "an Mi-17 helicopter",
    "on Route 66",
    "Doubao-1.5-pro",
    "COVID-19",
    "Ernie 4.0 rivals it",
    "a 5G network",
    "in 3D",
    "CO2",
    "HBM2e",
    "R1",
    "the 21700-format cell",
    "two-wheelers and three-wheelers",
    "a one-time fee",
    "Voyager 2",
]
LABELS = [
    "the number 104 bus",
    "order No. 488",
    "Record no. 30-0560-88",
    "1.1 In the calendar year it grew",
    "1. Registrations",
    "3. bring an engineer",
    "## 01 Who is paying",
    "as shown.[3]",
    "Table 2",
    "as article 97 requires",
    "under articles 118 to 126 of the law",
    "At station 118 the ballot was repeated",
    "It depends on serotype 3",
    "Phase 3",
    "a Series D round",
    "grade 3 or higher",
    "Grade 4 or 5",
    "Form 10-K",
    "form 4-ChS",
    "Room 212",
    "office 3",
    "window 2",
    "Building E11",
    "Gate 3",
    "lot 1",
    "zone 1",
    "class 9",
    "recommendations 1 and 3",
    "Rule 7(b)",
    "National Highway 44",
    "version 2.5.1",
    "Appendix 2",
    "conference ID 10029112",
    "passcode 61207",
    "(HKEX: 9560)",
    "grant 2022-0417",
    "Notice No. 2021-56",
    "the top 100",
    "in slab number 9",
]
CONTACTS = [
    "+852 5808 1995",
    "0300 555 0142",
    "telephone 5-22-07",
    "646-555-0173",
    "1-800-555-0138",
    "+1 (800) 555-0119",
    "955 010 404",
    "ISBN 978-3-16-148410-0",
    "291 Daehak-ro",
    "12 High Street",
    "desk40@example.org",
    "https://example.org/2024/07/15",
    "www.example.org/a/17",
]
REFERENCES = ["p. 14", "pp. 88–104", "51(4), 212–226", "doi 10.1000/182", "page 12"]
TIMES = [
    "at 05:42 local time",
    "7:30 p.m.",
    "started at 8.05",
    "at 9 am",
    "after 9 pm",
    "open 9 to 5",
    "at three in the morning",
    "eight o'clock",
    "held at 08:00",
    "from 9.00 to 14.00",
    "(UTC+6)",
    "open 24/7",
    "allocated 1:1",
]
PRONOUNS = ["one of them", "one another", "no one", "the one", "one day", "each one", "one side wants it"]


@pytest.mark.parametrize("text", NAMES + LABELS + CONTACTS + REFERENCES + TIMES + PRONOUNS)
def test_no_value(text):
    assert [text[m.start : m.end] for m in find_values(text)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Berlin 40 people", "40"),
        ("The phase 5 km long", "5 km"),
        ("Only 18 firms", "18"),
        ("Nearly 300 came", "Nearly 300"),
        ("They number 45,000", "45,000"),
        ("stood at 8.05 per cent", "8.05 per cent"),
        ("1.2 million people", "1.2 million"),
        ("7.27 Chinese yuan", "7.27 Chinese yuan"),
        ("Patents granted: 412", "412"),
        ("6.6 Mw (survey)", "6.6"),
    ],
)
def test_values_that_look_like_labels(text, words):
    assert [text[m.start : m.end] for m in find_values(text)] == [words]

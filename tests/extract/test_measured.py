"""What a number in prose measures, and of what, where the sentence says it in an unusual place or leaves it to the text before."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.speakers import label_end, speakers_in
from atodds.model.records import Block, Claim, Segment
from atodds.read import read_document


@pytest.fixture
def claims_of(tmp_path):
    """The claims of a Markdown text, by the words of their values."""

    def read(text: str) -> dict[str, Claim]:
        path = tmp_path / "a.md"
        path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
        return {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}

    return read


PROPERTIES = [
    # what is counted is named: who did it, and where, is not what a number counts
    ("Police found 31 of the 46 stolen jars.", "31", "stolen"),
    ("Police found 31 jars in a shed.", "31", "jar"),
    ("They spent 19 nights in the arena.", "19", "night"),
    ("About 400 rehearsals were called off around the country.", "About 400", "called_off"),
    # where it is not named, its subject is
    ("Attendance was 3,140.", "3,140", "attendance"),
    # the subject of a verb of size is what is measured
    ("The fine is 300 euros.", "300 euros", "fine"),
    ("Turnover fell to 8 million euros.", "8 million euros", "revenue"),
    ("The toll for a lorry was 30 euros.", "30 euros", "toll"),
    # words of time measure nothing
    ("Service was back at 8 pm, after 5 hours.", "5 hours", ""),
    # a sum without its currency is still a sum
    ("The insurance is just under half a billion.", "just under half a billion", "insured_sum"),
    ("The shop had 4,400 on its books.", "4,400", "headcount"),
    # what is put at a size is measured, not who puts it there
    ("The commission put turnout at 38%.", "38%", "turnout"),
    ("The mayor put the repair bill at 12 million euros.", "12 million euros", "cost"),
    ("Rangers put the number of rhinos at 430.", "430", "rhino"),
    ("The owners raised the rent to 900 euros.", "900 euros", "rent"),
    ("Turnout was 38% on the day.", "38%", "turnout"),
    # what is pointed to is what was spoken of
    ("Attendance was poor. Organisers put it at 3,100.", "3,100", "attendance"),
    ("The death toll rose again. The figure stood at 41 on Monday.", "41", "deaths"),
    ("Police counted the injured. They put the total at 61.", "61", "injuries"),
    ("Inflation slowed. The rate fell to 3.1%.", "3.1%", "inflation"),
    # a count beside a like one is of the same thing
    ("The firm sold 310 boats, compared with 280 a year earlier.", "280", "ships"),
    ("In March there were 40 fires; in April, 61.", "61", "fire_event"),
    ("The union has 12,000 members. The guild has 3,100.", "3,100", "member"),
    # the figure of something else is no figure of it
    ("Attendance was poor. The rate of births was 3,100.", "3,100", "births_count"),
    ("The club has 4,000 members.", "4,000", "member"),
    # an age in years is an age, however it is said
    ("The average age of our lorries was 12.5 years.", "12.5 years", "median_age"),
]


@pytest.mark.parametrize(("text", "value", "prop"), PROPERTIES, ids=[case[0] for case in PROPERTIES])
def test_properties(claims_of, text, value, prop):
    assert claims_of(text)[value].property == prop


def test_ages_in_years_are_of_one_unit(claims_of):
    claims = claims_of("The average age of our lorries was 12.5 years.\n\nThe oldest lorry is 31 years old.\n\nThe works took 12 years.")
    assert [(c.value.unit, round(c.value.low, 2)) for c in claims.values() if c.features["kind"] == ("age",)] == [
        ("age", 12.5),
        ("age", 31),
    ]
    assert claims["12 years"].value.unit == "s"


ANSWERS = [
    # the question, the answer, its value, the property
    ("How many people work at the yard?", "About 350. I know them all.", "About 350", "headcount"),
    ("And what did the crane cost?", "Four million euros, give or take.", "Four million euros, give or take", "cost"),
    ("How long was the outage?", "Just over nine hours.", "Just over nine hours", "outage"),
    ("How many visitors came?", "Good question. Some 4,000.", "Some 4,000", "visitors"),
    # what the question names is no measure of such a value
    ("How long is it, asks my wife?", "Fourteen metres.", "Fourteen metres", "length"),
    ("How many are you today?", "About 350.", "About 350", ""),
    # an answer that says itself what it measures
    ("How many people work at the yard?", "We have 12 cranes.", "12", "crane"),
    ("Did you sleep?", "The crane cost 3 million euros.", "3 million euros", "cost"),
]


@pytest.mark.parametrize(("question", "answer", "value", "prop"), ANSWERS, ids=[f"{case[0]} {case[1]}" for case in ANSWERS])
@pytest.mark.parametrize("label", ["", "Harbour Post: "])
def test_answers(claims_of, question, answer, value, prop, label):
    claim = claims_of(f"**{label}Good morning.**\n\nGood morning.\n\n**{label}{question}**\n\n{answer}")[value]
    assert (claim.property, prop in (*claim.features.get("concepts", ()), claim.property)) == (prop, True)


POINTING = [
    # what "it" and a number by itself are of
    ("The usual output is 420 tonnes. Under the plan it is 250 tonnes.", "250 tonnes", "production"),
    ("Two thirds of the lorries are blue, and 18% are red.", "18%", "lorry"),
]


@pytest.mark.parametrize(("text", "value", "word"), POINTING, ids=[case[0] for case in POINTING])
def test_pointing_back(claims_of, text, value, word):
    claim = claims_of(text)[value]
    words = {claim.property, *(k for role in ("head", "base", "govs", "subj") for k in claim.features.get(role, ()))}
    assert word in words or "vehicles" in words


def test_a_capital_at_the_beginning_makes_no_name(claims_of):
    text = "Fertiliser costs 310 euros. Farmers need fertiliser.\n\nVarholm costs 20 euros."
    assert [claims_of(text)[value].subject for value in ("310 euros", "20 euros")] == ["", "Varholm"]


def test_speakers():
    paragraphs = [
        "MR. LUND: Good morning.",
        "Price: 3 euros.",
        "Ada Berg: Hello.",
        "MR. LUND: Sit down.",
        "Ada Berg: No.",
        "At noon: rain.",
    ]
    assert speakers_in(paragraphs) == {"MR. LUND", "Ada Berg"}


LABELS = [
    ("paragraph", "MR. LUND: Sit down.", len("MR. LUND: ")),
    ("paragraph", "Price: 3 euros.", 0),
    ("list_item", "MR. LUND: 3 euros.", 0),
]


@pytest.mark.parametrize(("kind", "text", "end"), LABELS, ids=[case[1] for case in LABELS])
def test_label_end(kind, text, end):
    block = Block(kind=kind, start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    assert label_end(block, frozenset({"MR. LUND"})) == end


def test_a_speaker_is_no_part_of_what_is_said(claims_of):
    claims = claims_of(
        "**MR. LUND:** We have 12 cranes.\n\n**MS. BERG:** Cranes?\n\n**MR. LUND:** Yes. 14 percent rust.\n\n**MS. BERG:** Oh."
    )
    assert claims["12"].quote == "We have 12 cranes."
    assert not any("Lund" in c.subject.title() for c in claims.values())


SUBJECTS = [
    # the title, the text, the value, whom it is about
    ("Harbour Survey", "The staff is 300.", "300", ""),
    ("Varholm Harbour: annual report", "The staff is 300.", "300", "Varholm Harbour"),
    ("Ash over Varholm", "The ash weighs 300 tonnes.", "300 tonnes", "Varholm"),
    ("Notes", "# Aftermath\n\nThe staff is 300.", "300", ""),
    ("Notes", "# Varholm\n\nThe staff of Varholm is large. Now the staff is 300.", "300", "Varholm"),
]


@pytest.mark.parametrize(("title", "text", "value", "subject"), SUBJECTS, ids=[f"{case[0]}: {case[1]}" for case in SUBJECTS])
def test_titles_and_headings(tmp_path, title, text, value, subject):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: '{title}'\n---\n\n{text}\n", encoding="utf-8")
    claims = {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}
    assert claims[value].subject == subject

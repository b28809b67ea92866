"""What narrows a number to a part of what it would else be said of, and what tells no more than where and when something happened."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_document

NARROWED = [
    # the sentence, the value's words, the sorts of its narrowings
    ("Turnout among under-25s in Delmara was 47.2%.", "47.2%", {"people"}),
    ("Among women, turnout in Delmara was 65.3%.", "65.3%", {"people"}),
    ("The firm raised its tariff to 19 euros a month for new customers.", "19 euros a month", {"people"}),
    ("The drug worked in 41% of patients over 65.", "41%", {"people"}),
    ("The minimum wage is 8.90 pounds for apprentices.", "8.90 pounds", {"people"}),
    ("Excluding land, the bridge cost 362 million euros.", "362 million euros", {"left_out"}),
    ("The firm employs 4,700 people, not counting temporary staff.", "4,700", {"left_out"}),
    ("Inflation, food and energy aside, was 4.1%.", "4.1%", {"left_out"}),
    ("Before exceptional items the group made 44 million pounds.", "44 million pounds", {"left_out"}),
    ("Without the approach roads the bridge cost 362 million euros.", "362 million euros", {"left_out"}),
    ("The bridge cost 455 million euros, including interest.", "455 million euros", {"put_in"}),
    ("The rent is 960 euros, utilities included.", "960 euros", {"put_in"}),
    ("The flood damaged 1,090 homes in the northern wards.", "1,090", {"where"}),
    ("The average rent in the centre is 1,510 euros.", "1,510 euros", {"where"}),
    ("The firm employs 7,800 people at its largest plant.", "7,800", {"where"}),
    ("The cellar sold 2.4 million bottles abroad.", "2.4 million", {"where"}),
    ("On weekdays the road carries 48,000 vehicles a day.", "48,000", {"when"}),
    ("The bypass takes 29,000 cars a day at peak hours.", "29,000", {"when"}),
    ("Rovers won 17 matches in the first half of the season.", "17", {"when"}),
    ("The island made 710 gigawatt hours from wind alone.", "710 gigawatt hours", {"alone"}),
    ("There were 61 fatal accidents on the pass.", "61", {"kind"}),
    ("In the survey 44% of rural respondents backed the dam.", "44%", {"kind"}),
    # of two values the nearer one is narrowed
    ("Turnout was 61.4%, and 47.2% among under-25s.", "61.4%", set()),
    ("Turnout was 61.4%, and 47.2% among under-25s.", "47.2%", {"people"}),
    ("The ship had 342 people, crew included, and a cargo of 46 tonnes.", "46 tonnes", set()),
    # look-alikes, which narrow nothing
    ("The explosion killed 31 people, including three firefighters.", "31", set()),
    ("The airline flies 61 aircraft, including the new freighter.", "61", set()),
    ("The fund set aside from the reserve 40 million euros.", "40 million euros", set()),
    ("The fire killed 17 people in the early morning.", "17", set()),
    ("At night the fire killed 17 people in the lower town.", "17", set()),
    ("The festival drew 81,000 visitors over three days.", "81,000", set()),
    ("The trial enrolled 900 children in five countries.", "900", set()),
    ("In the first week of October the lake was at 40%.", "40%", set()),
    ("Revenue was 40 million euros in the second quarter.", "40 million euros", set()),
    ("At 14.8 years, the fleet is among the oldest in the country.", "14.8 years", set()),
]


@pytest.mark.parametrize(("text", "value", "sorts"), NARROWED, ids=[f"{case[1]}: {case[0]}" for case in NARROWED])
def test_narrowed(tmp_path, text, value, sorts):
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    claims = {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}
    assert {entry.partition("=")[0] for entry in claims[value].features.get("narrow", ())} == sorts

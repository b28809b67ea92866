"""Sums by construct, each with one that does not come out, one that does, and look-alikes that are no sum of these values."""

from __future__ import annotations

import pytest
from passages_of import claims_of, document_of

from atodds.arithmetic.check import slips

# (text, what the slip prints, or None where the sum comes out or is none)
FRACTIONS = [
    ("Of 84 tenants 31 have paid so far, more than half of them.", "“31” of “84” is 36.9%, not “more than half”."),
    ("Of 84 tenants 51 have paid so far, more than half of them.", None),
    ("Of 84 tenants 31 have paid so far, more than half of the rent due.", None),
    ("The choir has 60 singers. 21 of them are new, more than half.", "“21” of “60” is 35.0%"),
    ("The choir has 60 singers. 21 of them are new, a third.", None),
    ("There are 48 lorries in the yard. 31 of them broken. A third, and it is only May.", "is 64.6%, not “A third”"),
    ("There are 48 lorries in the yard. 16 of them broken. A third, and it is only May.", None),
    ("We hold 90 permits, 30 in use, barely one in five, and nobody minds.", "is 33.3%, not “barely one in five”"),
    ("We hold 90 permits, 30 drivers, barely one in five, and nobody minds.", None),
    ("We hold 90 permits, 17 in use, barely one in five, and nobody minds.", None),
    ("We hold 90 permits, 40 in use, one in five of them abroad.", None),
    ("The mill made 800,000 sacks a month before the fire and now makes 610,000, barely half of that.", "is 76.2%"),
    ("The mill made 800,000 sacks a month before the fire and now makes 390,000, barely half of that.", None),
    ("In the poll came 4,400 answers. Of these 2,900 from the city, half of them.", "is 65.9%, not “half”"),
    ("In the poll came 4,400 answers. Of these 2,250 from the city, about half.", None),
    ("Tickets left: 54. That is 30 per cent of the 240 printed.", "“54” of “240” is 22.5%, not “30 per cent”."),
    ("Tickets left: 54. That is 22 per cent of the 240 printed.", None),
    ("Tickets left: 54. That is 30 per cent more than the 240 printed.", None),
    (
        "The firm will recall some 14,000 cars.\n\nThe recall affects one in ten of the 220,000 cars sold there.",
        "is 6.4%, not “one in ten”",
    ),
    ("The firm will recall some 14,000 cars.\n\nThe recall affects one in ten of the 141,000 cars sold there.", None),
    ("The firm recalled some 14,000 cars and 8,000 vans.\n\nThe recall affects one in ten of the 220,000 vehicles sold.", None),
    ("On Friday 24,000 people came to the shore. The cooks had 6,000 pies, one for every second visitor.", "is 25.0%"),
    ("On Friday 24,000 people came to the shore. The cooks had 12,000 pies, one for every second visitor.", None),
    ("On Friday 24,000 people came to the shore. The cooks had 6,000 pies, one for every second table.", None),
    ("For 96 kilometres of road we have sixteen gritters, that is one for every four kilometres.", "“96 kilometres” over “sixteen” is 6"),
    ("For 96 kilometres of road we have sixteen gritters, that is one for every six kilometres.", None),
    ("Our goal is £600,000 by May, and with £210,000 in hand we are more than halfway there.", "is 35.0%, not “more than halfway”"),
    ("Our goal is £600,000 by May, and with £310,000 in hand we are more than halfway there.", None),
    ("Our goal is £600,000 by May; the van is more than halfway there with £210 of diesel in it.", None),
    ("The council has 42 seats, 19 of which are ours, nearly two thirds.", "is 45.2%"),
    ("Some 12,500 of the 41,000 voters stayed away, or almost half.", "is 30.5%"),
    ("Some 12,500 of the 41,000 voters stayed away, or almost a third.", None),
    ("Of 900 pupils 300 walk, 400 cycle and 200 take the bus, a third.", None),
    ("Of 900 pupils 300 walk, half of them with a parent.", None),
]
MULTIPLES = [
    ("The herd has quadrupled since 1989, from 120 to 360 head.", "“360” is 3 times “120”, not “quadrupled”."),
    ("The herd has quadrupled since 1989, from 90 to 360 head.", None),
    ("The fleet has trebled in a decade, to 62 ships from 31.", "is 2 times “31”"),
    ("The fleet has doubled in a decade, to 62 ships from 31.", None),
    ("Output halved between 2015 and 2020, from 820 tonnes to 640 tonnes.", "is 0.7805 times"),
    ("Output halved between 2015 and 2020, from 820 tonnes to 410 tonnes.", None),
    ("Prices have doubled since 2010, while the budget went from 30 million to 45 million euros.", None),
    ("In 2012 it had 140 members; by 2022 the number had tripled to 310.", "“310” is 2.214 times “140”"),
    ("In 2012 it had 140 members; by 2022 the number had tripled to 420.", None),
    ("It drew 84,000 visitors last year, twice as many as the 31,000 of the year before.", "is 2.71 times"),
    ("It drew 84,000 visitors last year, twice as many as the 42,000 of the year before.", None),
    ("It drew 84,000 visitors last year, half as many as the museum with its 120,000.", "is 70.0%, not “half”"),
]
GROWTH = [
    ("The lake has shrunk by a third since 1990, from 5.2 km² to 4.6 km².", "is a decrease of 11.5%, not “a third”"),
    ("The lake has shrunk by a third since 1990, from 5.1 km² to 3.4 km².", None),
    ("The fee was raised by half in May, from 12 euros to 15 euros.", "is an increase of 25.0%, not “half”"),
    ("The fee was raised by a quarter in May, from 12 euros to 15 euros.", None),
    ("The crew is 84 women and men, about thirty fewer than on the older ships, with their 160.", "is a decrease of 76"),
    ("The crew is 84 women and men, about thirty fewer than on the older ships, with their 113.", None),
    ("A ticket costs 48 euros, ten more than last year (31 euros).", "an increase of 17, not “ten”"),
    ("The rate is 5.75%. A month ago it was 4.75%, half a percentage point lower.", "an increase of 1 percentage points"),
    ("The rate is 5.25%. A month ago it was 4.75%, half a percentage point lower.", None),
    (
        "The rate was put up from 3.5% in March to 4.25% in June, a rise of half a percentage point.",
        "an increase of 0.75 percentage points",
    ),
    ("Turnout was 61 per cent, six points down on the 69 per cent of 2019.", "is a decrease of 8 percentage points"),
    ("Turnout was 61 per cent, eight points down on the 69 per cent of 2019.", None),
    ("The bill was carried by 54 votes to 41, a majority of 17.", "54 − 41 = 13, not “17”."),
    ("The bill was carried by 54 votes to 41, a majority of 13.", None),
    ("The bill was carried by 54 votes to 41, with 17 abstentions.", None),
]
PRODUCTS = [
    ("Four pumps of 30 MW each bring the station to 140 MW in all.", "Four × 30 MW = 120 MW, not “140 MW”."),
    ("Four pumps of 30 MW each bring the station to 120 MW in all.", None),
    ("Four pumps of 30 MW each bring the works, with its old 20 MW, to 140 MW in all.", None),
    ("There are 62 turbines of 12 MW each, with a combined capacity of 804 MW.", "= 744 MW, not “804 MW”"),
    ("There are 62 turbines of 12 MW each, with a combined capacity of 744 MW.", None),
    ("Twelve teams of eight riders each, 106 in all, start on Sunday.", "Twelve × eight = 96, not “106”."),
    ("Twelve teams of eight riders each, 96 in all, start on Sunday.", None),
    ("They sent out 8,400 letters. At $3 apiece that is nearly $50,000.", "8,400 × $3 apiece = USD 25,200, not “nearly $50,000”."),
    ("They sent out 8,400 letters. At $3 apiece that is some $25,000.", None),
    ("The town pays €40,000 a year for five years, that is €240,000 in all.", "= EUR 200,000"),
    ("The town pays €40,000 a year for five years, that is €200,000 in all.", None),
    (
        "The fox took 40 hens and the parish paid 3,600 euros, which makes 120 euros a head.",
        "3,600 euros ÷ 40 = EUR 90, not “120 euros a head”.",
    ),
    ("The fox took 40 hens and the parish paid 3,600 euros, which makes 90 euros a head.", None),
    ("The hall will now cost $80 million. Divide that by the 4,000 members and you have $200,000 for each member.", "= USD 20,000"),
    ("The hall will now cost $80 million. Divide that by the 4,000 members and you have $20,000 for each member.", None),
    ("The hall will now cost $80 million. They paid 4,000 workers $200 a head.", None),
    ("With 160 flats in the block the 48 million euros come to some 400,000 euros a flat.", "÷ 160 = EUR 300,000"),
    ("With 160 flats in the block the 48 million euros come to some 300,000 euros a flat.", None),
    ("The band played 14 concerts before 84,000 people, an average of 9,000 a concert.", "84,000 ÷ 14 = 6,000, not “9,000”."),
    ("The band played 14 concerts before 84,000 people, an average of 6,000 a concert.", None),
]
REMAINS = [
    ("He is owed £860,000, of which £150,000 came in May, which leaves £610,000.", "£860,000 − £150,000 = GBP 710,000, not “£610,000”."),
    ("He is owed £860,000, of which £150,000 came in May, which leaves £710,000.", None),
    ("He is owed £860,000, of which £150,000 came in May and £100,000 in June, which leaves £610,000.", None),
    ("The yard cut 45 of its 160 jobs, leaving 125.", "160 − 45 = 115, not “125”."),
    ("The yard cut 45 of its 160 jobs, leaving 115.", None),
    ("We are at 61,400 names and want 90,000 before the vote, so there are fewer than 20,000 to go.", "90,000 − 61,400 = 28,600"),
    ("We are at 71,400 names and want 90,000 before the vote, so there are fewer than 20,000 to go.", None),
    ("Of the 64 crates 21 have been found. The other 33 are still missing.", "64 − 21 = 43, not “33”."),
    ("Of the 64 crates 21 have been found. The other 43 are still missing.", None),
    ("Of the 64 crates 21 have been found. 53 are still missing.", "64 − 21 = 43, not “53”."),
    ("Of the 64 crates 21 have been found, 33 are still missing, and ten were burnt.", None),
    ("Of the 64 crates 21 have been found. 43 are still missing.", None),
    ("Of the 64 crates 21 have been found, but 33 tins are missing.", None),
    ("The trust has 83 of the 120 places it was promised, 47 short.", "120 − 83 = 37, not “47”."),
]
SPANS = [
    ("The line was shut from 4 May to 21 June, 60 days in all.", "is 48.5 days, not “60 days”"),
    ("The line was shut from 4 May to 21 June, seven weeks in all.", None),
    ("The line was shut from 4 May to 21 June, three months.", "not “three months”"),
    ("The line was shut between 3 May 2023 and 5 August 2023, five months later.", "not “five months”"),
    ("Work began on 2 March 2021 and ended on 28 February 2023, nearly four years later.", "not “nearly four years”"),
    ("Work began on 2 March 2021 and ended on 28 February 2023, nearly two years later.", None),
    ("The strike began on 3 March. It ended on 14 April, nine weeks later.", "not “nine weeks”"),
    ("The strike began on 3 March. It ended on 14 April, six weeks later.", None),
    ("The strike began on 3 March. It ended on 14 April, nine weeks after the fire.", None),
    ("She was mayor from 1998 to 2010, twelve years.", None),
    ("She was mayor from 1998 to 2010, sixteen years in all.", "not “sixteen years”"),
]


def explanations(text: str) -> list[str]:
    document = document_of(text)
    return [s.explanation for s in slips(document, claims_of(document))]


@pytest.mark.parametrize(("text", "told"), [*FRACTIONS, *MULTIPLES, *GROWTH, *PRODUCTS, *REMAINS, *SPANS])
def test_constructs(text: str, told: str | None) -> None:
    found = explanations(text)
    if told is None:
        assert found == []
    else:
        assert len(found) == 1, found
        assert told in found[0]

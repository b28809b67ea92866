"""Sums in sentences: those that come out raise nothing, those that do not are printed."""

from __future__ import annotations

import pytest
from passages_of import claims_of, document_of

from atodds.arithmetic import changes
from atodds.arithmetic.check import slips

# (text, what the slip prints, or None where the sum comes out or is none)
GROWTH = [
    ("Revenue rose 12% to $2,384 million from $2,129 million.", None),
    (
        "Revenue rose 15% to $2,384 million, from $2,129 million in the second quarter.",
        "From “$2,129 million” to “$2,384 million” is an increase of 12.0%, not “15%”.",
    ),
    ("Sales fell by 10 per cent to 45 million euros from 60 million euros.", "is a decrease of 25.0%, not “10 per cent”"),
    ("Sales fell 25% to 45 million euros from 60 million euros.", None),
    ("Output climbed 25% from 1,204 tonnes in 2020 to 1,612 tonnes in 2021.", "is an increase of 33.9%, not “25%”"),
    ("Output climbed 34% from 1,204 tonnes in 2020 to 1,612 tonnes in 2021.", None),
    ("A total of 118,000 scooters were exported, 54 per cent more than the 76,400 of the preceding year.", None),
    (
        "A total of 118,000 scooters were exported, 45 per cent more than the 76,400 of the preceding year.",
        "is an increase of 54.5%, not “45 per cent”",
    ),
    ("Revenue was $31.4 million, compared with $24.8 million a year earlier, an increase of 36%.", "is an increase of 26.6%, not “36%”"),
    ("Revenue was $31.4 million, compared with $24.8 million a year earlier, an increase of 27%.", None),
    ("Revenue was $31.4 million, up 12% at constant currency from $24.8 million.", None),
    ("Costs rose from $24.8 million to $31.4 million, an average of 8% a year.", None),
    ("Membership was 4,120, down 12% from 4,682.", None),
    ("Membership was 4,120, down 21% from 4,682.", "is a decrease of 12.0%, not “21%”"),
    ("Membership was 4,120, up 12% from 4,682.", "is a decrease of 12.0%, not “12%”"),
    ("The workforce grew by 212, from 1,635 to 1,847.", None),
    ("The workforce grew by 221, from 1,635 to 1,847.", "is an increase of 212, not “221”"),
    ("Turnout fell two percentage points to 41% from 43%.", None),
    ("Turnout fell four percentage points to 41% from 43%.", "is a decrease of 2 percentage points, not “four percentage points”"),
    ("Revenue rose 12% to $2,384 million, and profit to $200 million from $150 million.", None),
    ("Net profit rose 8% to 41 million euros; the margin went up to 12% from 9%.", None),
]
GROWTH += [
    ("From 2,129 million euros, revenue rose 21% to 2,384 million euros.", "is an increase of 12.0%, not “21%”"),
    ("Operating profit rose 36% to NOK 291 million (NOK 214 million).", None),
    ("Operating profit rose 26% to NOK 291 million (NOK 214 million).", "is an increase of 36.0%, not “26%”"),
    ("Revenue was $31.4 million, up 36%. A year earlier it was $24.8 million.", "is an increase of 26.6%, not “36%”"),
    ("Revenue was $31.4 million, up 27%. A year earlier it was $24.8 million.", None),
    ("Membership fell by a third, from 612 to 498.", "is a decrease of 18.6%, not “a third”"),
    ("Membership fell by a third, from 612 to 408.", None),
]
GROWTH += [("It can take 9,850 newcomers from towns in 2,430 boats, down 21 per cent.", None)]
MULTIPLES = [
    ("Sales tripled to 90 million euros from 30 million euros.", None),
    ("Sales tripled to 75 million euros from 30 million euros.", "“75 million euros” is 2.5 times “30 million euros”, not “tripled”."),
    ("Profit more than doubled from $2.1m to $3.9m.", "is 1.857 times"),
    ("Profit more than doubled from $2.1m to $4.4m.", None),
    ("Profit nearly doubled from $2.1m to $3.9m.", None),
    ("It went from 30 to 90, a threefold increase.", None),
    ("Places there are, from 31 to 192, a threefold increase.", "is 6.194 times"),
    ("It halved from 412 to 207.", None),
    ("Capacity is to reach 20 GWh by 2027, triple the 8 GWh of this year.", "“20 GWh” is 2.5 times “8 GWh”, not “triple”."),
    ("The first line makes 8 GWh. Capacity is to reach 20 GWh by 2027, triple what it is now.", "is 2.5 times"),
    ("The first line makes 8 GWh. Capacity is to reach 24 GWh by 2027, triple what it is now.", None),
    ("The first makes 8 GWh, the second 4 GWh. Capacity is to reach 20 GWh, triple what it is now.", None),
    ("Firms there employ 60% of them. This is six times the 10.6% of the second.", None),
    ("Firms there employ 60% of them. This is nine times the 10.6% of the second.", "is 5.66 times"),
]
MULTIPLES += [
    ("The staff more than doubled in five years, from 1,212 to 1,987.", "is 1.639 times"),
    ("The staff doubled to 1,987. A year earlier it was 1,212.", "is 1.639 times"),
    ("The staff doubled to 2,431. A year earlier it was 1,212.", None),
]
SHARES = [
    ("In all 126 of 206 patients (61.2%) responded.", None),
    ("In all 126 of 206 patients (62.1%) responded.", "“126” of “206” is 61.17%, not “62.1%”."),
    ("The fund holds 12,000 of 40,000 shares (a third).", "is 30.0%, not “a third”"),
    ("The fund holds 12,000 of 40,000 shares (nearly a third).", None),
    (
        "It reached 94,300 children out of 122,000. That is more than 80 per cent of the target.",
        "“94,300” of “122,000” is 77.3%, not “more than 80 per cent”.",
    ),
    ("It reached 94,300 children out of 122,000. That is more than 70 per cent of the target.", None),
    ("The vote was carried by 57 per cent (34 of 60 members).", None),
    ("The vote was carried by 62 per cent (34 of 60 members).", "is 56.7%"),
    ("Teams of 12 of 40 clubs (30% women) took part.", None),
    ("The trial showed a reduction of 39% in the risk of death (hazard ratio 0.61).", None),
    ("The trial showed a reduction of 61% in the risk of death (hazard ratio 0.61).", "1 − 0.61 is 39.0%, not “61%”."),
    ("Firms employed 78.5% of the total, universities 13.1%, and institutes 8.4%.", None),
    ("Firms employed 78.5% of the total, universities 23.1%, and institutes 8.4%.", "78.5% + 23.1% + 8.4% = 110%, not 100%."),
    ("The rise is due to prices (38%), ground conditions (31%), changes (19%) and other causes (12%).", None),
    ("The rise is due to prices (38%), ground conditions (31%), changes (19%) and other causes (21%).", "= 109%, not 100%"),
    ("Difficulty was severe (46%) or very severe (12%) or other (50%).", "= 108%"),
    ("The state holds 51%, the city 29% and a fund the remaining 20%.", None),
    ("The state holds 51%, the city 29% and a fund the remaining 30%.", "51% + 29% + 30% = 110%"),
    ("Of the 212 employees, 251 were dismissed.", "“251” is more than the “212” that it is said to be a part of."),
    ("Of the 212 employees, 151 were dismissed.", None),
    ("There were 1,412 cases, 386 of them confirmed.", None),
    ("There were 1,412 cases, 1,503 of them confirmed.", "is more than the “1,412”"),
    ("The club has 900 members in 12 branches, 40 of them under twenty.", None),
    ("The club has 30 members in 12 branches, 40 of them under twenty.", "is more than the “12”"),
    ("The line is 13.4 km long, of which 8.9 km in tunnel, 3.1 km in cutting and the remainder at street level.", None),
    ("The line is 13.4 km long, of which 8.9 km in tunnel, 5.1 km in cutting and the remainder at street level.", "leave no remainder"),
    ("They paid €54 million for four-fifths of a company which is thus valued at €67.5 million before debt.", None),
    ("They paid €54 million for 80% of a company valued at €76.5 million.", "makes EUR 67.5 million for the whole"),
]
SHARES += [
    ("It lost 520 people, or 40% of the 1,200 employed.", "“520” of “1,200” is 43.3%, not “40%”."),
    ("It lost 480 people, or 40% of the 1,200 employed.", None),
    ("It lost 40% of its 1,200 people, or 520.", "is 43.3%"),
    ("A third (40%) of the pupils were absent.", "“A third” is not “40%”."),
    ("A third (34%) of the pupils were absent.", None),
    ("Nearly half (47%) of the pupils were absent.", None),
    ("The share was 62% (58%).", None),
    ("Of the 612 employees 451 are men and 250 are women.", "451 + 250 = 701, more than the “612” that they are parts of."),
    ("Of the 612 employees 451 speak French and 250 speak German.", None),
    ("There were 512 guests (300 men and 202 women).", None),
    ("There were 512 guests (300 men and 252 women).", "300 + 252 = 552, more than"),
]
SHARES += [
    ("There were 342 on board, being 333 passengers and nine crew. Of those on board 224 died and 118 survived.", None),
    (
        "There were 342 on board, being 333 passengers and nine crew. Of those on board 242 died and 118 survived.",
        "242 + 118 = 360, more than the “342”",
    ),
]
TOTALS = [
    ("There were 342 persons on board, being 333 passengers and nine crew.", None),
    ("There were 351 persons on board, being 333 passengers and nine crew.", "333 + nine = 342, not “351”."),
    ("There were 207 cases among the vaccinated and 400 on placebo, 607 in total.", None),
    ("There were 207 cases among the vaccinated and 400 on placebo, 617 in total.", "207 + 400 = 607, not “617”."),
    ("There were 207 cases in May and 400 in June, 1,620 in total since the spring.", None),
    ("The panel had a total of 61 members: 22 doctors, 18 nurses and 20 patients.", "22 + 18 + 20 = 60, not “61”."),
    ("The panel had a total of 60 members: 22 doctors, 18 nurses and 20 patients.", None),
    ("The study counted 26,000, less 10,000 is 16,000.", None),
    ("Take 62 plus 38 is 110 in their book.", "62 + 38 = 100, not “110”."),
    ("Twenty-four trillion, divided by people of the province, 212 thousand souls, is 113 million for each.", None),
    (
        "Twenty-four trillion, divided by people of the province, 212 thousand souls, is 131 million for each.",
        "= 113.2 million, not “131 million”.",
    ),
]
TOTALS += [
    ("The panel had 22 doctors, 18 nurses and 20 patients, a total of 61.", "22 + 18 + 20 = 60, not “61”."),
    ("The panel had 22 doctors, 18 nurses and 20 patients, together 60.", None),
    ("There came 22 doctors, 18 of whom were late, and 20 patients, a total of 42.", None),
]
TIMES = [
    ("Opening was planned for June 2025. It is now scheduled for December 2027, that is, a delay of 30 months.", None),
    ("Opening was planned for June 2025. It is now scheduled for December 2027, that is, a delay of 18 months.", "not “18 months”"),
    ("It moved from June 2025 to December 2027, a delay of 30 months.", None),
    ("It moved from June 2025 to December 2027, a delay of four years.", "not “four years”."),
    ("It had 100 million users as of June 30, 2024, ten months after its release on August 31, 2023.", None),
    ("It had 100 million users as of June 30, 2024, six months after its release on August 31, 2023.", "is 10 months, not “six months”"),
    ("He was born in 1950 in Leeds and died in 2019 at the age of 69.", None),
    ("He was born in 1950 in Leeds and died in 2019 at the age of 79.", "is 68 or 69 years, not “79”"),
]
TIMES += [
    ("She led the firm for ten years, from 2014 to 2023.", None),
    ("She led the firm for fifteen years, from 2014 to 2023.", "not “fifteen years”"),
]
CONVERSIONS = [
    ("The 13.4 km (8.3-mile) line runs to the coast.", None),
    ("The 13.4 km (9.3-mile) line runs to the coast.", "“13.4 km” and “9.3-mile” are not the same"),
    ("It hit at a depth of 10 kilometres (6 miles).", None),
    ("The town lies about 310 km (190 miles) from the capital.", None),
    ("It burned 17,900 hectares (44,200 acres).", None),
    ("It burned 17,900 hectares (24,200 acres).", "are not the same"),
    ("It raised 2.8 billion yuan ($385 million). ($1 = 7.27 Chinese yuan)", None),
    (
        "It raised 2.8 billion yuan ($583 million). ($1 = 7.27 Chinese yuan)",
        "at $1 = 7.27 Chinese yuan is USD 385.1 million, not “$583 million”.",
    ),
    ("In 2015 it raised 2.8 billion yuan ($450 million). ($1 = 7.27 Chinese yuan)", None),
]


def explanations(text: str) -> list[str]:
    document = document_of(text)
    return [s.explanation for s in slips(document, claims_of(document))]


@pytest.mark.parametrize(("text", "told"), [*GROWTH, *MULTIPLES, *SHARES, *TOTALS, *TIMES, *CONVERSIONS])
def test_sums(text: str, told: str | None) -> None:
    found = explanations(text)
    if told is None:
        assert found == []
    else:
        assert len(found) == 1
        assert told in found[0]


def test_patterns_of_growth_are_made_for_a_passage_with_a_percentage_only():
    changes._directions.cache_clear()
    for text, made in (("The quay took in 14 barges.", 0), ("Tolls rose 12% to 224 million pounds.", 1)):
        document = document_of(text)
        slips(document, claims_of(document))
        assert changes._directions.cache_info().misses == made


@pytest.mark.parametrize(
    ("text", "compiled"),
    [
        ("The pier has 214 berths, the quay 96 berths and the dock 31 berths.", False),
        ("The pier has 214 berths, 12% of them covered, the quay 96 berths and the dock 31 berths.", False),
        ("The pier has 214 berths, 118 more than the 96 berths of the quay.", True),
        ("The pier has 214 berths, up 12% from 96 berths.", True),
        ("Berths grew from 96 berths to 214 berths, that is by 118 berths.", True),
    ],
)
def test_changes_are_looked_for_only_where_a_word_says_which_way(text, compiled):
    """To compile their patterns takes a quarter of a second, which a run that reads one document anew has not."""
    changes._directions.cache_clear()
    document = document_of(text)
    list(slips(document, claims_of(document)))
    assert bool(changes._directions.cache_info().currsize) is compiled

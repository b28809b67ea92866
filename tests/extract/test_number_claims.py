"""What a number in prose is claimed as: in what way (modality), and what sets it apart from its like (marks)."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


@pytest.fixture
def claims_of(tmp_path):
    """The claims of a Markdown text, by the words of their values."""

    def read(text: str) -> dict[str, Claim]:
        path = tmp_path / "a.md"
        path.write_text(text, encoding="utf-8")
        return {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}

    return read


MODALITIES = [
    # the sentence, the value's words, in what way it is claimed
    ("The line will carry 40,000 riders a day.", "40,000", "forecast"),
    ("The club is going to lose 4 million euros.", "4 million euros", "forecast"),
    ("Two hundred posts are going by March.", "Two hundred", "forecast"),
    ("The chain is set to open 40 shops.", "40", "forecast"),
    ("He said the firm would charge $5 a ride.", "$5", "forecast"),
    ("He said that if it passed, the firm would charge $5 a ride.", "$5", "hypothetical"),
    ("The draft would cost 4 million euros.", "4 million euros", "hypothetical"),
    ("The mayor promised 300 homes.", "300", "target"),
    ("The firm promises 90 jobs.", "90", "target"),
    ("It plans to hire 50 people.", "50", "target"),
    ("In all 40 bridges have been promised.", "40", "target"),
    ("They will find 30 recruits.", "30", "forecast"),
    ("The goal is 40 wells.", "40", "target"),
    ("The planned capacity is 5 MW.", "5 MW", "target"),
    ("It was expected to cost 3 million euros.", "3 million euros", "former"),
    ("It had forecast a profit of 9 million euros.", "9 million euros", "former"),
    ("The original capacity was 300 MW.", "300 MW", "former"),
    ("The initial estimate was 3 million euros.", "3 million euros", "former"),
    ("The tram was going to cost 3 million euros.", "3 million euros", "former"),
    ("The whole line was to cost 3 million euros.", "3 million euros", "former"),
    # look-alikes, which are asserted
    ("It was hard to find 30 recruits.", "30", "asserted"),
    ("She was going home with 12 hens.", "12", "asserted"),
    ("All 19 hamlets have been promised a park.", "19", "asserted"),
    ("You'll know the mill: 212 looms in a shed.", "212", "asserted"),
    ("She scored 21 goals last year.", "21", "asserted"),
    ("They filled 80% of the target.", "80%", "asserted"),
    ("They signed him for an initial 3 million euros.", "3 million euros", "asserted"),
    ("The initial public offering raised 3 million euros.", "3 million euros", "asserted"),
    ("With 900 tickets sold you'd better hurry.", "900", "asserted"),
    ("They run a loom, with 12 spindles, which any rival would call a toy.", "12", "asserted"),
    ("The mill is going well with 12 looms.", "12", "asserted"),
]


@pytest.mark.parametrize(("text", "value", "modality"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(claims_of, text, value, modality):
    assert claims_of(text)[value].modality == modality


MARKS = [
    # the sentence, the value's words, its marks
    ("Nine of its stations closed.", "Nine", {"part"}),
    ("Of the dead, 12 were children.", "12", {"part"}),
    ("Cases were found in 17 of 24 parishes.", "17", {"part"}),
    ("Cases were found in 17 of 24 parishes.", "24", {"whole"}),
    ("The fever has reached 18 of our 24 parishes.", "18", {"part"}),
    ("The fever has reached 18 of our 24 parishes.", "24", {"whole"}),
    ("Nine patients out of 80 improved.", "80", {"whole"}),
    ("They sold 70% of the target of 12,000.", "12,000", {"whole", "expected"}),
    ("The operating margin was 12.4%, compared with 11.1% a year earlier.", "11.1%", {"prior"}),
    ("The rate was 4.1% against 3.2% two years ago.", "3.2%", {"prior"}),
    ("Two years ago it was 29 percent.", "29 percent", {"prior"}),
    ("Sales rose to 600 from 540 in March.", "540", {"prior"}),
    ("They sold 54 per cent more than the 76,400 boats of the preceding year.", "76,400", {"prior"}),
    ("The plan of 92,000 seats was lowered in 2023 to 71,000.", "92,000", {"overtaken"}),
    ("The bill, put at $13 million in May, has since been raised to $17 million.", "$13 million", {"overtaken"}),
    ("The margin was below the consensus of 12.4%.", "12.4%", {"expected"}),
    ("It carries two lanes in each direction.", "two", {"part"}),
    ("The firm took 31% of the market, or 2,700 boats.", "2,700", {"part"}),
    ("About 200 workers, out of a total of 600, stayed.", "600", {"whole"}),
    ("Divers took 207 crates out of the lake.", "207", set()),
    ("Women made up 18.3% of them (2022: 17.6%).", "17.6%", {"prior"}),
    # how far from a level
    ("The bus exceeded the limit by 34 km/h.", "34 km/h", {"difference"}),
    ("The ferry had 132 passengers too many.", "132", {"difference"}),
    ("The hall came in 31 million kroner over budget.", "31 million kroner", {"difference"}),
    ("The river stood 2.1 metres above its normal level.", "2.1 metres", {"difference"}),
    ("Beck had a majority of 4,900 votes.", "4,900", {"difference"}),
    # how much there may be
    ("The boat is licensed for 280 passengers.", "280", {"limit"}),
    ("The hall has room for 3,900 fans.", "3,900", {"limit"}),
    ("The arena can seat 9,400 fans.", "9,400", {"limit"}),
    ("The landfill is permitted to take 110,000 tonnes of waste.", "110,000 tonnes", {"limit"}),
    ("The maximum fine is 600,000 euros.", "600,000 euros", {"limit"}),
    # of several times
    ("The club drew 5,900 fans on average.", "5,900", {"average"}),
    # look-alikes, which have none
    ("The village lies 840 metres above sea level.", "840 metres", set()),
    ("A maximum gust of 41 mph was recorded.", "41 mph", set()),
    ("The boat carried 280 passengers.", "280", set()),
    ("The plant has a capacity of 40 MW.", "40 MW", set()),
    ("The damage was put right by 40 masons.", "40", set()),
    ("Barely 150 of the promised huts stand.", "Barely 150", set()),
    ("The rent was $540 a week in the June quarter of 2024, 8 per cent more than a year before.", "8 per cent", {"difference"}),
    ("The plan of 92,000 seats was lowered in 2023 to 71,000.", "71,000", set()),
    ("The bill of $13 million was raised in court.", "$13 million", set()),
    ("Of those on deck 31 died and 12 survived.", "31", set()),
    ("It carries two lanes and each direction has lights.", "two", set()),
    ("Women made up 18.3% of them (2022: 17.6%).", "18.3%", set()),
    ("Varholm has 60 turbines of 14 MW each.", "60", set()),
    ("Varholm has 60 turbines of 14 MW each.", "14 MW", set()),
    ("Growth in 2023 went on at the Q3 pace of 41 wells.", "41", set()),
    ("The opening moved to June 2028, that is, a delay of 20 months.", "20 months", set()),
    ("With 300 of the newest ovens, it bakes more.", "300", set()),
    ("The fourteen beds of our little ward are full.", "fourteen", set()),
    ("All 900 workers of the two mills agreed.", "900", set()),
    ("The operating margin was 12.4%, compared with 11.1% a year earlier.", "12.4%", set()),
    ("The rate was 4.1% against 3.2% two years ago.", "4.1%", set()),
    ("The rate is 35 percent now; two years ago it was 29.", "35 percent", set()),
]


@pytest.mark.parametrize(("text", "value", "marks"), MARKS, ids=[f"{case[1]}: {case[0]}" for case in MARKS])
def test_marks(claims_of, text, value, marks):
    assert set(claims_of(text)[value].features.get("mark", ())) == marks


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("Of those on deck 31 died and 12 survived.", "31", "deaths"),
        ("The blight has been found in 17 orchards.", "17", "places_reached"),
        ("Twelve stokers were killed.", "Twelve", "deaths"),
        ("In the end 32 million people were hit.", "32 million", "affected_people"),
        ("The storm ended, killing at least one person.", "at least one", "deaths"),
        ("He won a four-year term.", "four-year", "term_of_office"),
        ("They signed a 30-year concession.", "30-year", "contract_length"),
    ],
)
def test_property(claims_of, text, value, measure):
    assert claims_of(text)[value].property == measure


SUBJECTS = [
    # the text, the value's words, whom it is said of
    ("Finance chief Ada Lund told reporters that it was a shock. The company has 310 employees.", "310", "Varholm Ferries"),
    ("Mr Moe resigned. The line carries 5,000 people a day.", "5,000", "Varholm Ferries"),
    ("Ada Lund, a nurse, spoke first. She has 40 patients.", "40", "Ada Lund"),
    ("Capex was 40 million dollars.", "40 million dollars", "Varholm Ferries"),
    ("The loss of 3 million dollars, mostly on a dock in Bergen, was its first.", "3 million dollars", "Varholm Ferries"),
    ("The Norwegians promise 90 jobs.", "90", "Varholm Ferries"),
    ("Four hundred jobs are going by June.", "Four hundred", "Varholm Ferries"),
    ("At EBIT of 46 million euros it is the smallest.", "46 million euros", "Varholm Ferries"),
    ("The Company, which lost money, has 310 employees.", "310", "Varholm Ferries"),
    # names that are subjects
    ("Nordbank has 310 employees.", "310", "Nordbank"),
    ("The population of Bergen is 280,000.", "280,000", "Bergen"),
    ("Half of the homes in Bergen are empty.", "Half", "Bergen"),
]


@pytest.mark.parametrize(("text", "value", "subject"), SUBJECTS, ids=[case[0] for case in SUBJECTS])
def test_subject(claims_of, text, value, subject):
    title = "---\ntitle: Varholm Ferries loses a second boat\n---\n\n"
    assert claims_of(title + text)[value].subject == subject


NUMBERED = [
    # a paragraph with or without a number, the words of its first value, its quote's first word
    ("3.5 Wildlife services logged 2,300 carcasses.", "2,300", "Wildlife"),
    ("4.2.1 The crew counted 45 seals.", "45", "The"),
    ("2.7. Shoreline crews left 30 skips.", "30", "Shoreline"),
    # a figure, which is no number of a paragraph
    ("4.7 million people left 30 skips.", "30", "4.7"),
    ("4.7 MW of panels feed 30 pumps.", "30", "4.7"),
    ("12 crews left 30 skips.", "30", "12"),
]


@pytest.mark.parametrize(("text", "value", "first"), NUMBERED, ids=[case[0] for case in NUMBERED])
def test_number_of_a_paragraph_is_no_part_of_its_sentence(claims_of, text, value, first):
    claim = claims_of(text)[value]
    assert claim.quote.split()[0] == first
    assert claim.subject == ""


PERIODS = [
    # the sentence, the value's words, the year that it held in
    ("The rent was $540 a week in the June quarter of 2024, 8 per cent more than a year before.", "8 per cent", 2024),
    ("Sales came to 40 tonnes in 2024, 12 percent higher than a year earlier.", "12 percent", 2024),
    ("Sales came to 40 tonnes in 2024, against 31 tonnes a year earlier.", "31 tonnes", 2023),
]


@pytest.mark.parametrize(("text", "value", "year"), PERIODS, ids=[case[1] for case in PERIODS])
def test_figure_held_against_an_earlier_year_is_of_its_own_year(claims_of, text, value, year):
    assert claims_of(text)[value].period.low.year == year


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Nine of them stayed for the rest. With 350 claims the mean is low.", 2),
        ("The tower is 472 m. It is the tallest.", 1),
        ("They paid approx. Three stayed, and 40 left.", 1),
    ],
)
def test_full_stop_that_looks_like_an_abbreviation(claims_of, text, quotes):
    found = {claim.quote for claim in claims_of(text).values()}
    assert len(found) == quotes
    assert "approx" in text or all(quote.count(". ") == 0 for quote in found)


def test_generic_heads_of_a_table_are_no_measure(claims_of):
    table = "| Item | Value |\n|---|---|\n| Mass | 280 kg each |\n| Final size | 26,400 ha |\n"
    found = claims_of(table)
    assert "valuation" not in found["280 kg"].features["head"]
    assert found["26,400 ha"].property == "final"


AGES = [
    # the sentence, the value's words, its unit and number
    ("The average age of the ships was 14.8 years.", "14.8 years", "age", 14.8),
    ("It has ships of an average age of 9 years.", "9 years", "age", 9),
    ("He is 28 now.", "28", "age", 28),
    ("She was 61.", "61", "age", 61),
    # look-alikes
    ("The average journey took 2 years.", "2 years", "s", 2 * 31_557_600),
    ("He is one of 28.", "28", "1", 28),
    ("It is 28 now.", "28", "1", 28),
    ("He is 28th in the table.", "28th", "rank", 28),
]


@pytest.mark.parametrize(("text", "value", "unit", "number"), AGES, ids=[case[0] for case in AGES])
def test_age(claims_of, text, value, unit, number):
    claim = claims_of(text)[value]
    assert (claim.value.unit, claim.value.low) == (unit, pytest.approx(number))


@pytest.mark.parametrize(
    ("text", "value", "bare"),
    [
        ("The State's four lakh came by cheque.", "four lakh", True),
        ("They offered a quarter of a million.", "a quarter of a million", True),
        ("They planted 240,000 trees.", "240,000", False),
        ("The mill made 240,000.", "240,000", False),
    ],
)
def test_bare_sum(claims_of, text, value, bare):
    assert ("bare" in claims_of(text)[value].features) is bare

"""What a number in a table or a labelled field is claimed as."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


@pytest.fixture
def claims_of(tmp_path):
    """The claims of a table of these rows, by the words of their values."""

    def read(*rows: str) -> dict[str, Claim]:
        head, *rest = rows
        lines = [head, "|---" * (head.count("|") - 1) + "|", *rest]
        path = tmp_path / "a.md"
        path.write_text("---\ntitle: Varholm Ferries report\ndate: 2025-05-10\n---\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}

    return read


PERIODS = [
    # head of the column or the row, the first and the last day
    ("2023", "2023-01-01", "2023-12-31"),
    ("Q2 2024", "2024-04-01", "2024-06-30"),
    ("4Q22", "2022-10-01", "2022-12-31"),
    ("H1 24", "2024-01-01", "2024-06-30"),
]


@pytest.mark.parametrize(("head", "low", "high"), PERIODS, ids=[case[0] for case in PERIODS])
@pytest.mark.parametrize("across", [True, False])
def test_heads_that_are_periods(claims_of, head, low, high, across):
    table = (f"| Measure | {head} |", "| Revenue | 310 |") if across else ("| Period | Revenue |", f"| {head} | 310 |")
    claim = claims_of(*table)["310"]
    assert (claim.property, claim.period.low, claim.period.high) == ("revenue", dt.date.fromisoformat(low), dt.date.fromisoformat(high))
    assert set(claim.features["head"]) == {"revenue"}


UNITS = [
    ("| Revenue (PLN m) | 22 |", "22", 22e6, "PLN"),
    ("| Passengers (000s) | 31 |", "31", 31e3, "1"),
    ("| Output (oz) | 7,200 |", "7,200", 7200 * 0.028349523125, "kg"),
]


@pytest.mark.parametrize(("row", "words", "value", "unit"), UNITS, ids=[case[0] for case in UNITS])
def test_units_in_heads_are_units_and_no_words(claims_of, row, words, value, unit):
    claim = claims_of("| Item | Figure |", row)[words]
    assert (claim.value.low, claim.value.unit) == (pytest.approx(value), unit)
    assert len(claim.features["head"]) == len(claim.features["row"]) == 1


def test_a_head_that_is_a_unit(claims_of):
    claim = claims_of("| Post | Billion kroner |", "| Turbines | 19.5 |")["19.5"]
    assert (claim.property, claim.value.low) == ("turbines", 19.5e9)


@pytest.mark.parametrize("head", ["Change", "YoY", "% change", "+/-", "Growth"])
def test_a_column_that_compares(claims_of, head):
    found = claims_of(f"| Segment | Q2 2024 | Q2 2025 | {head} |", "| Freight | 1,240 | 1,302 | +5% |")
    assert found["+5%"].features["aspect"] == ("change",)
    assert found["1,302"].features["aspect"] == ("level",)
    assert found["+5%"].property == found["1,302"].property


def test_places(claims_of):
    found = claims_of("| Season | Position | Crowd |", "| 2021/22 | 11th | 8,310 |", "| 2022/23 | 9th | 9,020 |")
    assert (found["11th"].value.unit, found["11th"].value.low, found["11th"].property) == ("rank", 11, "market_position")
    assert found["11th"].period.high < found["9th"].period.high


def test_plan_and_outcome(claims_of):
    found = claims_of("| Measure | Plan | Actual |", "| Output | 45,200 | 7,200 |")
    assert [found[words].modality for words in ("45,200", "7,200")] == ["target", "asserted"]


def test_a_first_row_that_is_a_field(claims_of):
    found = claims_of("| Owner | Fjord Kraft (35%), Keiyo (20%) |", "| Boats | 3 large |")
    assert (found["35%"].value.unit, found["3"].value.unit) == ("%", "1")
    assert {"fjord", "kraft"} <= set(found["35%"].features["head"])
    assert "keiyo" not in found["35%"].features["head"]


def test_a_qualifier_in_the_genitive(claims_of):
    found = claims_of("| Degree | Bachelor's | Master's |", "| Median pay | $37,000 | $48,000 |")
    assert "education=postgraduate" in found["$48,000"].features["quals"]
    assert "education=postgraduate" not in found["$37,000"].features["quals"]


def test_the_term_of_a_concession_is_no_term_of_office(claims_of):
    assert claims_of("| Item | Figure |", "| Concession term | 35 years |")["35 years"].property == "contract_length"


def test_every_figure_of_a_field(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("- Cables: two, each 81 km long, by Nexo\n", encoding="utf-8")
    claims = [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "quantity"]
    assert [(c.value.low, c.property) for c in claims] == [(2, "cables"), (81_000, "length")]


MEASURES = [
    # rows of a table, the cell, its unit, its property
    (("| US$ million | 1Q24 |", "| Net result | -338 |"), "-338", "USD", "net_profit"),
    (("| US$ million | 1Q24 |", "| FTE staff | 2,150 |"), "2,150", "1", "headcount"),
    (("| Item | £m, or as stated |", "| Pre-tax loss | 27.4 |"), "27.4", "GBP", "pretax_loss"),
    (("| Item | £m, or as stated |", "| Shops on day one | 148 |"), "148", "1", "shop"),
    (("| Rider | Original place |", "| Jon Lindqvist | 2 |"), "2", "rank", "final_placing"),
    (("| Bidder | Amount (€ m) |", "| Jon Lindqvist | 40 |"), "40", "EUR", ""),
    (("| Item | Size |", "| Time inside | 4 min |"), "4 min", "s", "time"),
    (("| Item | Size |", "| Toll (lorry) | €30 |"), "€30", "EUR", "toll"),
]


@pytest.mark.parametrize(("rows", "value", "unit", "prop"), MEASURES, ids=[" ".join(case[0]) for case in MEASURES])
def test_what_a_cell_measures(claims_of, rows, value, unit, prop):
    claim = claims_of(*rows)[value]
    assert (claim.value.unit, claim.property) == (unit, prop)


STATED_UNITS = [
    # the text, a cell, its unit and value
    ("| Year (tonnes) | Cod | Herring |\n|---|---|---|\n| 2021 | 310 | 420 |", "310", ("kg", 310_000)),
    ("| £m | 2022 | 2023 |\n|---|---|---|\n| Turnover | 31.4 | 42.1 |", "31.4", ("GBP", 31.4e6)),
    # a column of units goes before all else
    ("| Measure | Unit | 2022 |\n|---|---|---|\n| Catch | tonnes | 310 |", "310", ("kg", 310_000)),
    ("| Measure | Value | Unit of measure |\n|---|---|---|\n| Length | 41 | km |", "41", ("m", 41_000)),
    ("Figures in EUR million.\n\n| Measure | Unit | 2022 |\n|---|---|---|\n| Margin | % | 41 |", "41", ("%", 41)),
    ("| Measure | Unit | 2022 |\n|---|---|---|\n| Staff | persons | 410 |", "410", ("1", 410)),
    # over the table
    ("Catch by species, in tonnes\n\n| Species | 2022 |\n|---|---|\n| Cod | 310 |", "310", ("kg", 310_000)),
    ("#### Rainfall (mm)\n\n| Station | 2022 |\n|---|---|\n| Orra | 310 |", "310", ("m", 0.31)),
    ("**Table 2: Spending (EUR thousand)**\n\n| Item | 2022 |\n|---|---|\n| Rent | 310 |", "310", ("EUR", 310_000)),
    ("All figures are thousand tonnes, seasons to June.\n\n| Crop | 2022 |\n|---|---|\n| Wheat | 310 |", "310", ("kg", 310e6)),
    # units of something else
    ("| Race (km) | Winner | Entrants |\n|---|---|---|\n| Orra Run (21 km) | Lund | 310 |", "310", ("1", 310)),
    ("The fund paid 40 million euros.\n\n| Item | 2022 |\n|---|---|\n| Complaints | 310 |", "310", ("1", 310)),
    ("The mine lies 41 km from the town.\n\n| Item | 2022 |\n|---|---|\n| Lorries | 310 |", "310", ("1", 310)),
    ("| Unit | Beds | Staff |\n|---|---|---|\n| Ward 3 | 31 | 42 |", "31", ("1", 31)),
]


@pytest.mark.parametrize(("text", "cell", "stated"), STATED_UNITS)
def test_where_a_table_states_its_units(tmp_path, text, cell, stated):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
    claims = {claim.value_text: claim.value for claim in extract(read_document(path, "a.md"), Lexicon.load())}
    assert (claims[cell].unit, claims[cell].low) == (stated[0], pytest.approx(stated[1]))


SUBJECTS = [
    # the rows of a table, the words around it, the subject of the cell "310"
    ("| Firm | Valuation ($m) |", "| Borealis Foods | 310 |", "", "Borealis Foods"),
    ("| Firm | Staff |", "| Kestrelix | 310 |", "Kestrelix makes pumps.", "Kestrelix"),
    ("| Firm | Staff |", "| AquaNord | 310 |", "", "AquaNord"),
    ("| Firm | Staff |", "| Borealis | 310 |", "Investors like Borealis.", "Borealis"),
    # a measure, a round of funding, a kind of thing that the text writes small: they are no names
    ("| Item | 2024 |", "| Staff | 310 |", "", "Varholm Ferries"),
    ("| Item | 2024 |", "| Revenue ($m) | 310 |", "", "Varholm Ferries"),
    ("| Round | Amount ($m) |", "| Series A | 310 |", "", "Varholm Ferries"),
    ("| Ship | Berths |", "| Freighter | 310 |", "Each freighter is old.", "Varholm Ferries"),
    ("| Item | 2024 |", "| Lanterns | 310 |", "", "Varholm Ferries"),
]


@pytest.mark.parametrize(("head", "row", "text", "subject"), SUBJECTS, ids=[f"{case[1]} {case[2]}" for case in SUBJECTS])
def test_a_row_whose_head_is_a_name_is_about_what_is_so_called(claims_of, head, row, text, subject):
    assert claims_of(head, row, *(["", text] if text else []))["310"].subject == subject


def test_millions_of_what_is_counted_are_no_metres(claims_of):
    found = claims_of("| Key data | |", "| Monthly users | 4.1m |", "| Length of the pier | 310m |")
    assert (found["4.1m"].value.unit, found["4.1m"].value.low) == ("1", 4_100_000)
    assert (found["310m"].value.unit, found["310m"].value.low) == ("m", 310)


def test_a_number_with_decimals_counts_nothing(tmp_path):
    path = tmp_path / "a.md"
    rows = "| Branch | 2023 | 2024 |\n|---|---|---|\n| Ferries | 2.4 | 3.1 |\n| Passengers | 1.8 | 2.2 |"
    path.write_text(f"---\ntitle: Fares\ndate: 2025-05-10\n---\n\nTable 2. Change in fares, in %\n\n{rows}\n", encoding="utf-8")
    units = {claim.value_text: claim.value.unit for claim in extract(read_document(path, "a.md"), Lexicon.load())}
    assert {units[cell] for cell in ("2.4", "3.1", "1.8", "2.2")} == {"%"}


def test_an_entry_of_a_timeline_with_its_hour(claims_of):
    found = claims_of("| When | What |", "| 3 April 2024, 06:15 | Ferry leaves the dock |", "| 4 April 2024 | Ferry returns |")
    assert (str(found["3 April 2024"].value.low), str(found["4 April 2024"].value.low)) == ("2024-04-03", "2024-04-04")


@pytest.mark.parametrize(
    ("line", "value", "prop"),
    [
        ("Two divers have died: a man aged 77 and a woman aged 81.", "Two", "deaths"),
        ("Divers who have died: 12", "12", "deaths"),
    ],
)
def test_a_clause_before_a_colon_is_no_label(tmp_path, line, value, prop):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Accident at Varholm\ndate: 2025-05-10\n---\n\n- {line}\n", encoding="utf-8")
    claims = {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}
    assert claims[value].property == prop

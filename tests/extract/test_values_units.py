"""Percent, money, units of measure, rates, conversions in brackets, ranges, heads of tables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from atodds.extract.values import find_values, scale_table_header, units
from atodds.model.values import Quantity

YEAR, MONTH = 31_557_600.0, 2_629_800.0  # seconds; the mean year of the Julian calendar, as the units library has it


def quantities(text: str) -> list[tuple[str, float, float, str]]:
    return [(text[m.start : m.end], m.value.low, m.value.high, m.value.unit) for m in find_values(text) if isinstance(m.value, Quantity)]


SINGLE = [
    ("up 6%", "6%", 6, "%"),
    ("up 6 per cent", "6 per cent", 6, "%"),
    ("2.19 percent of it", "2.19 percent", 2.19, "%"),
    ("5 pct more", "5 pct", 5, "%"),
    ("half a per cent", "half a per cent", 0.5, "%"),
    ("+8%", "+8%", 8, "%"),
    ("fell 2 percentage points", "2 percentage points", 2, "pp"),
    ("a 3-percentage-point rise", "3-percentage-point", 3, "pp"),
    ("its share fell 2 points", "2 points", 2, "pp"),
    ("by 25 basis points", "25 basis points", 0.25, "pp"),
    ("US$3.3bn", "US$3.3bn", 3.3e9, "USD"),
    ("$3.3 billion", "$3.3 billion", 3.3e9, "USD"),
    ("a $200B plan", "$200B", 2e11, "USD"),
    ("$5-million", "$5-million", 5e6, "USD"),
    ("RMB26.5 billion", "RMB26.5 billion", 2.65e10, "CNY"),
    ("RMB 5 billion", "RMB 5 billion", 5e9, "CNY"),
    ("24 billion yuan", "24 billion yuan", 2.4e10, "CNY"),
    ("7.27 Chinese yuan renminbi", "7.27 Chinese yuan renminbi", 7.27, "CNY"),
    ("CNY 5 million", "CNY 5 million", 5e6, "CNY"),
    ("KRW 1.2tn", "KRW 1.2tn", 1.2e12, "KRW"),
    ("twelve hundred billion won", "twelve hundred billion won", 1.2e12, "KRW"),
    ("the 1.2-trillion-won plan", "1.2-trillion-won", 1.2e12, "KRW"),
    ("Rs 27,400 crore", "Rs 27,400 crore", 2.74e11, "INR"),
    ("the Rs 6,150-crore offer", "Rs 6,150-crore", 6.15e10, "INR"),
    ("1,041 rupees", "1,041 rupees", 1041, "INR"),
    ("1.5 million euros", "1.5 million euros", 1.5e6, "EUR"),
    ("€1.18 billion", "€1.18 billion", 1.18e9, "EUR"),
    ("10 €", "10 €", 10, "EUR"),
    ("150 thousand soms", "150 thousand soms", 150_000, "KGS"),
    ("one and a half milliard soms", "one and a half milliard soms", 1.5e9, "KGS"),
    ("£340", "£340", 340, "GBP"),
    ("88p in the till", "88p", 0.88, "GBP"),
    ("50 cents", "50 cents", 0.5, "USD"),
    ("3 dollars 50 cents", "3 dollars 50 cents", 3.5, "USD"),
    ("HK$10", "HK$10", 10, "HKD"),
    ("A$3bn", "A$3bn", 3e9, "AUD"),
    ("C$3bn", "C$3bn", 3e9, "CAD"),
    ("-$5 million", "-$5 million", -5e6, "USD"),
    ("75 USD million", "75 USD million", 7.5e7, "USD"),
    ("40m yuan", "40m yuan", 4e7, "CNY"),
    ("¥300 billion for Japanese makers", "¥300 billion", 3e11, "JPY"),
    ("¥300 billion for Chinese makers, in yuan", "¥300 billion", 3e11, "CNY"),
    ("Swiss: 5 Swiss francs", "5 Swiss francs", 5, "CHF"),
    ("sales of 1.62 billion.", "1.62 billion", 1.62e9, "1"),
    ("30 pounds of flour", "30 pounds", 13.6077711, "kg"),
    ("30 pounds to spend", "30 pounds", 30, "GBP"),
    ("13.4 km", "13.4 km", 13400, "m"),
    ("the 13.4-km line", "13.4-km", 13400, "m"),
    ("a 5-kilometre walk", "5-kilometre", 5000, "m"),
    ("thirty-eight metres", "thirty-eight metres", 38, "m"),
    ("50 m away", "50 m", 50, "m"),
    ("a 100m sprint", "100m", 100, "m"),
    ("11m people", "11m", 1.1e7, "1"),
    ("6 miles", "6 miles", 9656.064, "m"),
    ("12 ft 2 in", "12 ft 2 in", 3.7084, "m"),
    ("9 mm", "9 mm", 0.009, "m"),
    ("7,400 square metres", "7,400 square metres", 7400, "m2"),
    ("301 km²", "301 km²", 3.01e8, "m2"),
    ("a 62-hectare site", "62-hectare", 620_000, "m2"),
    ("35,000 litres", "35,000 litres", 35, "m3"),
    ("35 kilolitres", "35 kilolitres", 35, "m3"),
    ("2 megalitres", "2 megalitres", 2000, "m3"),
    ("2 gigalitres", "2 gigalitres", 2e6, "m3"),
    ("25 t", "25 t", 25_000, "kg"),
    ("25 tonnes", "25 tonnes", 25_000, "kg"),
    ("24 mg", "24 mg", 2.4e-5, "kg"),
    ("8 GWh", "8 GWh", 2.88e13, "J"),
    ("3.2 MW", "3.2 MW", 3.2e6, "W"),
    ("4 degrees Celsius", "4 degrees Celsius", 277.15, "K"),
    ("minus 45 °C", "minus 45 °C", 228.15, "K"),
    ("90 km/h", "90 km/h", 25, "m/s"),
    ("64 GB", "64 GB", 6.4e10, "B"),
    ("an acceleration of 0.5 g", "0.5 g", 4.903325, "m/s2"),
    ("30 months", "30 months", 30 * MONTH, "s"),
    ("two and a half years", "two and a half years", 2.5 * YEAR, "s"),
    ("a year and a half", "a year and a half", 1.5 * YEAR, "s"),
    ("61 hours", "61 hours", 219_600, "s"),
    ("half an hour", "half an hour", 1800, "s"),
    ("three hours and ten minutes", "three hours and ten minutes", 11_400, "s"),
    ("a 30-day average", "30-day", 2_592_000, "s"),
    ("a 1/4 mile oval", "1/4 mile", 402.336, "m"),
    ("5 in Berlin", "5", 5, "1"),
    ("412 patients", "412", 412, "1"),
    ("a 600-bed hospital", "600", 600, "1"),
]


@pytest.mark.parametrize(("text", "words", "value", "unit"), SINGLE)
def test_unit(text, words, value, unit):
    ((found, low, high, base),) = quantities(text)
    assert (found, base) == (words, unit)
    assert low == high == pytest.approx(value, rel=1e-9)


RATES = [
    ("US$9 per million units", "US$9 per million units", 9, "USD", "million units"),
    ("5 GWh per annum", "5 GWh per annum", 1.8e13, "J", "year"),
    ("5,000 MWh a year", "5,000 MWh a year", 1.8e13, "J", "year"),
    ("71,000 passengers a day", "71,000", 71_000, "1", "day"),
    ("92,000 per working day", "92,000 per working day", 92_000, "1", "working day"),
    ("grew 5 per cent a year", "5 per cent a year", 5, "%", "year"),
    ("$49 a seat", "$49 a seat", 49, "USD", "seat"),
    ("42.8 million won per year", "42.8 million won per year", 4.28e7, "KRW", "year"),
    ("€6/month", "€6/month", 6, "EUR", "month"),
    ("500 tonnes annually", "500 tonnes annually", 500_000, "kg", "year"),
]


@pytest.mark.parametrize(("text", "words", "value", "unit", "per"), RATES)
def test_rate(text, words, value, unit, per):
    (mention,) = find_values(text)
    quantity = mention.value
    assert isinstance(quantity, Quantity)
    assert (text[mention.start : mention.end], quantity.low, quantity.unit, quantity.per) == (words, value, unit, per)


CONVERSIONS = [
    ("raised 2.8 billion yuan ($385 million) from", "2.8 billion yuan ($385 million)", 2.8e9, "CNY"),
    ("RMB243.2 billion (US$33.5 billion), up", "RMB243.2 billion (US$33.5 billion)", 2.432e11, "CNY"),
    ("10 kilometres (6 miles)", "10 kilometres (6 miles)", 10_000, "m"),
    ("The 13.4 km (8.3-mile) line", "13.4 km (8.3-mile)", 13_400, "m"),
    ("KRW 1.2tn (about $900m)", "KRW 1.2tn (about $900m)", 1.2e12, "KRW"),
]


@pytest.mark.parametrize(("text", "words", "value", "unit"), CONVERSIONS)
def test_conversion_is_one_mention(text, words, value, unit):
    assert quantities(text) == [(words, value, value, unit)]


RANGES = [
    ("between 1.07 billion RMB and 1.2 billion RMB", "between 1.07 billion RMB and 1.2 billion RMB", 1.07e9, 1.2e9, "CNY"),
    ("an increase of 50.83% to 69.16%", "50.83% to 69.16%", 50.83, 69.16, "%"),
    ("a loss of 396 million yuan to 484 million RMB", "396 million yuan to 484 million RMB", 3.96e8, 4.84e8, "CNY"),
    ("ranges from 40 to 50", "from 40 to 50", 40, 50, "1"),
    ("10 to 15 mm", "10 to 15 mm", 0.01, 0.015, "m"),
    ("40–50", "40–50", 40, 50, "1"),
    ("40-50%", "40-50%", 40, 50, "%"),
    ("8 to 9 points", "8 to 9", 8, 9, "1"),
    ("$3-4 billion", "$3-4 billion", 3e9, 4e9, "USD"),
    ("5 to 10 million", "5 to 10 million", 5e6, 1e7, "1"),
    ("CI 0.48–0.78", "0.48–0.78", 0.48, 0.78, "1"),
    ("between 60% and 65%", "between 60% and 65%", 60, 65, "%"),
    ("35 ± 2 km", "35 ± 2 km", 33_000, 37_000, "m"),
    ("three or four lines", "three or four", 3, 4, "1"),
    ("8- to 16-metre", "8- to 16-metre", 8, 16, "m"),
    ("900 million to 1.2 billion yuan", "900 million to 1.2 billion yuan", 9e8, 1.2e9, "CNY"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), RANGES)
def test_range(text, words, low, high, unit):
    ((found, a, b, base),) = quantities(text)
    assert (found, base) == (words, unit)
    assert (a, b) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It rose from 24 to 38.", [24, 38]),
        ("to $38 from $24", [38, 24]),
        ("lowered in the spring from 92,000 to 71,000", [92_000, 71_000]),
        ("grew 6% to roughly 11%", [6, 11]),
        ("from 50 to 40", [50, 40]),
        ("steps at 2, 8 and 24 mg", [2e-6, 8e-6, 2.4e-5]),
    ],
)
def test_two_values_and_no_range(text, numbers):
    assert [low for _, low, high, _ in quantities(text) if low == high] == [pytest.approx(n) for n in numbers]


HEADERS = [
    ("(RMB million, unaudited)", ("CNY", 1e6)),
    ("Median PFS, months", ("s", MONTH)),
    ("Share (%)", ("%", 1.0)),
    ("(US$ billion)", ("USD", 1e9)),
    ("Median starting salary (million won)", ("KRW", 1e6)),
    ("Disbursed (Rs crore)", ("INR", 1e7)),
    ("Length (km)", ("m", 1000.0)),
    ("Visitors (thousands)", ("1", 1000.0)),
    ("Revenue, US$ m", ("USD", 1e6)),
    ("Sales in million euros", ("EUR", 1e6)),
    ("Days lost", ("s", 86400.0)),
    ("All figures are thousand tonnes, season May to June.", ("kg", 1e6)),
    ("Loss before tax, year to March 2021", None),
    ("Orders, last week", None),
    ("Weeks to opening", None),
    ("Change on the year", None),
    ("Employees", None),
    ("Electric two-wheelers exported (units)", None),
    ("Temperature (°C)", None),
    ("", None),
    ("Games won", None),
    ("Won", None),
    ("Real wage growth", None),
    ("GDP, real", None),
    ("Sum", None),
    ("Total sum", None),
    ("Crown court cases", None),
    ("Dollar bonds issued", None),
    ("Foot traffic", None),
    ("Turnover in won", ("KRW", 1.0)),
    ("Turnover (won)", ("KRW", 1.0)),
    ("Real wages, %", ("%", 1.0)),
    ("Price per tonne, dollars", ("USD", 1.0)),
]


@pytest.mark.parametrize(("text", "scale"), HEADERS)
def test_header(text, scale):
    assert scale_table_header(text) == scale


def test_what_is_kept_of_pint_is_what_pint_says():
    """Where this fails, run scripts/keep_conversions.py."""
    assert units._kept_conversions() == units.conversions()


def test_another_pint_is_asked_itself(monkeypatch):
    monkeypatch.setattr(units.importlib.metadata, "version", lambda _: "0.1")
    assert units._kept_conversions() is None


def test_pint_is_not_loaded_to_read_a_length():
    """To load it and its definitions takes longer than to read a document."""
    program = "import sys; from atodds.extract.values import find_values; print(find_values('3 km')[0].value.low, 'pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "3000.0 False\n"

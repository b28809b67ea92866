"""Two quantities: every reason code, and what must not depend on order or spelling."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atodds.compare import Rates
from atodds.compare.quantities import compare_quantities, is_money
from atodds.extract.values import find_values
from atodds.model.records import Claim, RelationKind
from atodds.model.values import Hedge, Quantity

AGREES, COMPATIBLE, CONFLICT, APART = (
    RelationKind.AGREES,
    RelationKind.COMPATIBLE,
    RelationKind.CONFLICT,
    RelationKind.NOT_COMPARABLE,
)
RATES = Rates.of({"USD/CNY": 7.0})


def stated(words: str, name: str = "a", bare: bool = False) -> Claim:
    """The claim that these words make."""
    (mention,) = find_values(words)
    assert isinstance(mention.value, Quantity), words
    return made(mention.value, words, name, bare)


def made(value: Quantity, words: str = "it", name: str = "a", bare: bool = False) -> Claim:
    features = {"bare": ("yes",)} if bare else {}
    return Claim(id=name, document="d.md", start=0, quote=words, value_text=words, value_start=0, value=value, features=features)


CASES = [
    # one value
    ("412 km", "412 km", AGREES, "same_value"),
    ("0.8 billion yuan", "800 million yuan", AGREES, "same_value_other_words"),
    ("RMB 800 million", "800 million yuan", AGREES, "same_value_other_words"),
    ("412 km", "412,000 metres", AGREES, "same_value_other_words"),
    ("more than 40%", "over 40%", AGREES, "same_value_other_words"),
    ("a third", "one third", AGREES, "same_value_other_words"),
    # rounded
    ("1.6 billion yuan", "1.552 billion yuan", COMPATIBLE, "rounding"),
    ("38,000 people", "38,412 people", COMPATIBLE, "rounding"),
    ("61%", "61.1%", COMPATIBLE, "rounding"),
    # hedged
    ("about 400 people", "396 people", COMPATIBLE, "hedge"),
    ("at least 400 people", "412 people", COMPATIBLE, "hedge"),
    ("up to 500 people", "412 people", COMPATIBLE, "hedge"),
    ("more than 400 people", "412 people", COMPATIBLE, "hedge"),
    ("nearly 40%", "39%", COMPATIBLE, "hedge"),
    ("more than a third", "37.4%", COMPATIBLE, "hedge"),
    ("more than half", "56%", COMPATIBLE, "hedge"),
    ("more than a third", "40.1%", CONFLICT, "implicature"),
    ("more than half", "61%", CONFLICT, "implicature"),
    # ranges and vague counts
    ("between 400 and 500 people", "412 people", COMPATIBLE, "range"),
    ("30 to 40 km", "35 km", COMPATIBLE, "range"),
    ("dozens of people", "48 people", COMPATIBLE, "vague"),
    ("hundreds of people", "412 people", COMPATIBLE, "vague"),
    # money of two kinds
    ("$100 million", "700 million yuan", COMPATIBLE, "unit_conversion"),
    ("$100 million", "720 million yuan", COMPATIBLE, "unit_conversion"),
    ("$100 million", "900 million yuan", CONFLICT, "disjoint_values"),
    ("100 million euros", "700 million yuan", APART, "no_exchange_rate"),
    # not to be compared
    ("412 km", "412 tonnes", APART, "different_unit"),
    ("40%", "40 percentage points", APART, "different_unit"),
    ("412 tonnes a year", "412 tonnes a day", APART, "different_rate"),
    # clashes
    ("412 people", "387 people", CONFLICT, "disjoint_values"),
    ("65%", "61.1%", CONFLICT, "disjoint_values"),
    ("1.6 billion yuan", "1.7 billion yuan", CONFLICT, "disjoint_values"),
    ("412 people", "413 people", CONFLICT, "disjoint_values"),
    ("61%", "62%", CONFLICT, "disjoint_values"),
    ("about 400 people", "600 people", CONFLICT, "disjoint_values"),
    ("at least 400 people", "312 people", CONFLICT, "disjoint_values"),
    ("hundreds of people", "4,000 people", CONFLICT, "disjoint_values"),
    ("between 400 and 500 people", "612 people", CONFLICT, "disjoint_values"),
    ("65%", "more than 61.1%", CONFLICT, "implicature"),
    ("more than 400 people", "900 people", CONFLICT, "implicature"),
    ("nearly 40%", "21%", CONFLICT, "implicature"),
]


@pytest.mark.parametrize(("one", "other", "relation", "reason"), CASES)
def test_relation_and_reason(one: str, other: str, relation: RelationKind, reason: str) -> None:
    found = compare_quantities(stated(one), stated(other, "b"), RATES)
    assert (found.relation, found.reason) == (relation, reason)


@pytest.mark.parametrize(("one", "other", "relation", "reason"), CASES)
def test_the_other_way_round(one: str, other: str, relation: RelationKind, reason: str) -> None:
    found = compare_quantities(stated(other), stated(one, "b"), RATES)
    assert (found.relation, found.reason) == (relation, reason)


@pytest.mark.parametrize(("one", "other"), [case[:2] for case in CASES])
def test_the_explanation_names_both_values(one: str, other: str) -> None:
    told = compare_quantities(stated(one), stated(other, "b"), RATES).explanation
    assert one in told
    assert other in told


def test_a_sum_without_a_currency_takes_that_of_the_other() -> None:
    found = compare_quantities(stated("1.2 million", bare=True), stated("$1.2 million", "b"), Rates())
    assert (found.relation, found.reason) == (AGREES, "same_value_other_words")


@pytest.mark.parametrize(("unit", "expected"), [("USD", True), ("CNY", True), ("kg", False), ("%", False), ("age", False), ("1", False)])
def test_is_money(unit: str, expected: bool) -> None:
    assert is_money(unit) is expected


# --- properties ---

HEDGES = st.sampled_from(list(Hedge))
UNITS = st.sampled_from(["1", "%", "m", "USD", "CNY", "EUR"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity with up to four digits and any magnitude."""
    digits, power = draw(st.integers(1, 9999)), draw(st.integers(-2, 9))
    low = digits * 10.0**power
    high = low * draw(st.sampled_from([1.0, 1.0, 1.0, 1.25, 2.0]))
    per = draw(st.sampled_from([None, "year", "day"]))
    return Quantity(low=low, high=high, unit=draw(UNITS), step=10.0**power, hedge=draw(HEDGES), per=per)


@given(quantities(), quantities())
def test_symmetric(x: Quantity, y: Quantity) -> None:
    forth = compare_quantities(made(x), made(y, name="b"), RATES)
    back = compare_quantities(made(y), made(x, name="b"), RATES)
    assert (forth.relation, forth.reason) == (back.relation, back.reason)


@given(quantities())
def test_a_value_agrees_with_itself(x: Quantity) -> None:
    assert compare_quantities(made(x), made(x, name="b"), Rates()).relation is AGREES


@given(quantities(), quantities(), st.integers(-6, 6))
def test_the_magnitude_does_not_matter(x: Quantity, y: Quantity, power: int) -> None:
    """Kilometres or metres, thousands or millions: both values scaled alike stand to each other as before."""
    y = y.model_copy(update={"unit": x.unit})
    # at the very edge of an interval a rounding of the last bit decides, which scaling may change
    assume(not any(math.isclose(p, q, rel_tol=1e-6) for p in (*x.strict, *x.reader) for q in (*y.strict, *y.reader) if math.isfinite(p)))

    def scaled(q: Quantity) -> Quantity:
        return q.model_copy(update={"low": q.low * 10.0**power, "high": q.high * 10.0**power, "step": q.step * 10.0**power})

    before = compare_quantities(made(x), made(y, name="b"), Rates())
    after = compare_quantities(made(scaled(x)), made(scaled(y), name="b"), Rates())
    assert (before.relation, before.reason) == (after.relation, after.reason)


SPELLINGS = [("{} million yuan", 1e6), ("RMB {} million", 1e6), ("{} thousand yuan", 1e3), ("{} billion yuan", 1e9), ("CN¥{}m", 1e6)]


@given(st.integers(1, 999), st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS))
def test_the_spelling_of_unit_and_magnitude_does_not_matter(number: int, one: tuple[str, float], other: tuple[str, float]) -> None:
    written = [stated(form.format(f"{number * 1e6 / size:.10g}"), name) for name, (form, size) in zip("ab", (one, other), strict=True)]
    assert compare_quantities(*written, Rates()).relation in (AGREES, COMPATIBLE)


@given(quantities(), quantities())
def test_widening_a_hedge_makes_no_conflict(x: Quantity, y: Quantity) -> None:
    """What a plain number admits, "about" that number admits too."""
    x = x.model_copy(update={"hedge": Hedge.PLAIN, "unit": y.unit})
    plain = compare_quantities(made(x), made(y, name="b"), Rates())
    about = compare_quantities(made(x.model_copy(update={"hedge": Hedge.ABOUT})), made(y, name="b"), Rates())
    assert plain.relation is CONFLICT or about.relation is not CONFLICT

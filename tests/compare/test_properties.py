"""What holds of any two claims: it does not matter which comes first, and who says less precisely does not contradict more."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from atodds.compare import Rates, compare
from atodds.model.records import Claim, Modality, Period, RelationKind
from atodds.model.values import DateValue, Hedge, PolarityValue, Quantity

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2024, 12, 31))
BEHAVIOURS = st.sampled_from(["unknown", "varies", "accumulates", "per_period", "fixed", "volatile"])
EXACT_DATES = st.sampled_from([Hedge.PLAIN, Hedge.ABOUT])


@st.composite
def periods(draw: st.DrawFn) -> Period | None:
    if draw(st.booleans()):
        return None
    low = draw(DAYS)
    return Period(
        low=low, high=low + dt.timedelta(days=draw(st.integers(0, 400))), source=draw(st.sampled_from(["stated", "context", "document"]))
    )


@st.composite
def dates(draw: st.DrawFn) -> DateValue:
    low = draw(DAYS)
    high = low + dt.timedelta(days=draw(st.sampled_from([0, 0, 6, 30, 364])))
    return DateValue(low=low, high=high, precision="day" if low == high else "month", hedge=draw(EXACT_DATES))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low = float(draw(st.integers(1, 400)))
    high = low + draw(st.sampled_from([0.0, 0.0, 50.0]))
    return Quantity(
        low=low, high=high, unit=draw(st.sampled_from(["1", "USD", "CNY", "%"])), step=1.0, hedge=draw(st.sampled_from(list(Hedge)))
    )


VALUES = quantities() | dates() | st.builds(lambda yes: PolarityValue(holds=yes, predicate="open"), st.booleans())


@st.composite
def claims(draw: st.DrawFn, name: str) -> Claim:
    text = f"value of {name}"
    fields = {"id": name, "document": name, "start": 0, "quote": text, "value_text": text, "value_start": 0}
    modality = draw(st.sampled_from(list(Modality)))
    return Claim(**fields, value=draw(VALUES), period=draw(periods()), modality=modality)  # type: ignore[arg-type]


RATES = Rates.of({"USD/CNY": 7.0})


def told(a: Claim, b: Claim, behaviour: str) -> tuple[RelationKind, str]:
    found = compare(a, b, rates=RATES, key=str.casefold, behaviour=behaviour)
    return found.relation, found.reason


@settings(max_examples=400)
@given(claims("a"), claims("b"), BEHAVIOURS)
def test_the_order_of_two_claims_does_not_matter(a: Claim, b: Claim, behaviour: str) -> None:
    """Values of all kinds, with periods and plans: the relation and its reason are those of the pair."""
    assert told(a, b, behaviour) == told(b, a, behaviour)


@settings(max_examples=300)
@given(claims("a"), BEHAVIOURS)
def test_a_claim_does_not_contradict_itself(a: Claim, behaviour: str) -> None:
    b = a.model_copy(update={"id": "b", "document": "b"})
    assert told(a, b, behaviour)[0] is not RelationKind.CONFLICT


@settings(max_examples=300)
@given(dates(), dates(), st.integers(0, 400), st.integers(0, 400))
def test_a_less_precise_date_makes_no_conflict(x: DateValue, y: DateValue, before: int, after: int) -> None:
    """Who says "2016" where another says "June 2016" contradicts nobody whom the other does not contradict.

    (A span of days, "2 to 12 July", is no less precise than one of them: it names the first and the last day of an event.)
    """
    wide = x.model_copy(update={"low": x.low - dt.timedelta(days=before), "high": x.high + dt.timedelta(days=after), "precision": "year"})
    narrow, wider = (told(_of(v), _of(y, "b"), "unknown")[0] for v in (x, wide))
    assert narrow is RelationKind.CONFLICT or wider is not RelationKind.CONFLICT


@settings(max_examples=300)
@given(quantities(), quantities(), st.integers(0, 300), st.integers(0, 300))
def test_a_wider_range_makes_no_conflict(x: Quantity, y: Quantity, below: int, above: int) -> None:
    x = x.model_copy(update={"hedge": Hedge.PLAIN, "unit": y.unit})
    wide = x.model_copy(update={"low": x.low - below, "high": x.high + above})
    narrow, wider = (told(_of(v), _of(y, "b"), "unknown")[0] for v in (x, wide))
    assert narrow is RelationKind.CONFLICT or wider is not RelationKind.CONFLICT


def _of(value: DateValue | Quantity, name: str = "a") -> Claim:
    return Claim(id=name, document=name, start=0, quote="x", value_text="x", value_start=0, value=value)

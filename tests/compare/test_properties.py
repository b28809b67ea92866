"""What holds of any two claims: it does not matter which comes first, and who says less precisely does not contradict more."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from atodds.compare import Rates, compare
from atodds.extract.values import find_values
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


# What each hedge may be widened to: what the second admits holds all that the first does.
WIDER = [
    (Hedge.PLAIN, Hedge.ABOUT),
    (Hedge.MORE_THAN, Hedge.AT_LEAST),
    (Hedge.LESS_THAN, Hedge.UP_TO),
    (Hedge.JUST_OVER, Hedge.MORE_THAN),
    (Hedge.NEARLY, Hedge.LESS_THAN),
]


@settings(max_examples=400)
@given(quantities(), quantities(), st.sampled_from(WIDER))
def test_a_wider_hedge_makes_no_conflict(x: Quantity, y: Quantity, hedges: tuple[Hedge, Hedge]) -> None:
    """Who says "about 400" contradicts nobody whom "400" does not contradict."""
    narrow, wide = (x.model_copy(update={"hedge": hedge, "unit": y.unit}) for hedge in hedges)
    before, after = (told(_of(v), _of(y, "b"), "unknown")[0] for v in (narrow, wide))
    assert before is RelationKind.CONFLICT or after is not RelationKind.CONFLICT


# One value in several spellings. Two digits at least are written: with one, "2 million" is rounder than "2,000,000".
MAGNITUDES = (
    lambda n: f"{n / 100:.2f} million people",
    lambda n: f"{n * 10_000:,} people",
    lambda n: f"{n * 10_000} people",
    lambda n: f"{n * 10:,} thousand people",
    lambda n: f"{n / 100_000:.5f} billion people",
)
SPELLINGS = (
    MAGNITUDES,
    (lambda n: f"{n} km", lambda n: f"{n} kilometres", lambda n: f"{n} kilometers", lambda n: f"{n},000 metres"),
    (lambda n: f"${n} million", lambda n: f"{n} million dollars", lambda n: f"US${n}m", lambda n: f"USD {n} million", lambda n: f"${n}mn"),
    (lambda n: f"{n}%", lambda n: f"{n} percent", lambda n: f"{n} per cent"),
    (lambda n: f"{n} tonnes", lambda n: f"{n} metric tons", lambda n: f"{n},000 kg", lambda n: f"{n},000 kilograms"),
    (lambda n: f"{n} million yuan", lambda n: f"RMB {n} million", lambda n: f"CNY {n} million", lambda n: f"{n}m renminbi"),
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(111, 989).filter(lambda n: n % 10), st.sampled_from(["", "about ", "more than ", "at least "]))
def test_how_a_value_is_spelled_does_not_matter(data: st.DataObject, number: int, hedge: str) -> None:
    """The same number in other magnitudes and the same unit by another name stand to any other value in the same relation."""
    spellings = data.draw(st.sampled_from(SPELLINGS))
    one, other = (_read(hedge + spelled(number)) for spelled in data.draw(st.permutations(spellings))[:2])
    far = data.draw(st.sampled_from(HEDGED)) + spellings[0](data.draw(st.integers(number - 3, number + 3) | st.integers(111, 989)))
    against = _of(_read(far), "b")
    assert told(_of(one), against, "unknown") == told(_of(other), against, "unknown")
    assert told(_of(one), _of(other, "b"), "unknown")[0] in (RelationKind.AGREES, RelationKind.COMPATIBLE)


HEDGED = ["", "about ", "nearly ", "up to ", "more than "]


def _read(words: str) -> Quantity:
    (mention,) = find_values(words)
    assert isinstance(mention.value, Quantity)
    return mention.value

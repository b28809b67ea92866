"""Two names in one slot, and two statements: cases as a table."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.compare.names import compare_names, compare_polarity, may_be_one
from atodds.link.entities import normal
from atodds.model.records import Claim, Period, RelationKind
from atodds.model.values import NameValue, PolarityValue

CONFLICT, AGREES, COMPATIBLE = RelationKind.CONFLICT, RelationKind.AGREES, RelationKind.COMPATIBLE
UPDATED, NOT_COMPARABLE = RelationKind.UPDATED, RelationKind.NOT_COMPARABLE


def named(text: str, *names: str, day: dt.date | None = None, **features: tuple[str, ...]) -> Claim:
    period = Period(low=day, high=day, source="document") if day else None
    value = NameValue(names=names or (text,))
    return Claim(id=text, document=text, start=0, quote=text, value_text=text, value_start=0, value=value, period=period, features=features)


YES = ("yes",)
EARLY, LATE = dt.date(2021, 1, 1), dt.date(2024, 1, 1)
CASES = [
    ("same", named("Ada Lund"), named("Ada Lund"), AGREES, "same_name"),
    ("title", named("Dr Ada Lund"), named("Ada Lund"), AGREES, "same_name"),
    ("one in common", named("x", "Ada Lund", "Pia Moe"), named("Ada Lund"), COMPATIBLE, "names_in_common"),
    ("alone", named("x", "Ada Lund", "Pia Moe"), named("Ada Lund", alone=YES), CONFLICT, "not_alone"),
    ("different", named("Ada Lund"), named("Pia Moe"), CONFLICT, "different_names"),
    ("surname only", named("Lund"), named("Ada Lund"), COMPATIBLE, "name_variant"),
    ("spelling", named("Edil Sarbanov"), named("E. Sarbanow"), COMPATIBLE, "name_variant"),
    ("initials", named("FDIC"), named("Federal Deposit Insurance Corporation"), COMPATIBLE, "name_variant"),
    ("common words are no sign", named("Nordvik Capital"), named("Sundal Capital"), CONFLICT, "different_names"),
    ("one of several", named("Ada Lund", partial=YES), named("Pia Moe"), COMPATIBLE, "one_of_several"),
    ("person and organisation", named("Dr Ada Lund"), named("Sundal Fund"), NOT_COMPARABLE, "person_and_organisation"),
    (
        "one kind of cause",
        named("faulty wiring", cause_kinds=("electric",)),
        named("short circuit", cause_kinds=("electric", "mechanical")),
        COMPATIBLE,
        "kindred_causes",
    ),
    (
        "other kinds of cause",
        named("a storm", cause_kinds=("weather",)),
        named("arson", cause_kinds=("arson",)),
        CONFLICT,
        "different_names",
    ),
    ("country", named("Norway"), named("Bergen"), NOT_COMPARABLE, "country"),
    ("later", named("Ada Lund", day=EARLY, over_time=("varies",)), named("Pia Moe", day=LATE), UPDATED, "later_holder"),
    ("fixed", named("Ada Lund", day=EARLY, over_time=("fixed",)), named("Pia Moe", day=LATE), CONFLICT, "different_names"),
]


@pytest.mark.parametrize(("a", "b", "relation", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_names(a: Claim, b: Claim, relation: RelationKind, reason: str) -> None:
    for x, y in ((a, b), (b, a)):
        outcome = compare_names(x, y, normal)
        assert (outcome.relation, outcome.reason) == (relation, reason)
        assert a.value_text in outcome.explanation


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Iowa Division of Banking", "Iowa Banking Division", True),
        ("Ada Lund", "Pia Moe", False),
        ("First National Bank", "National Fund", False),
    ],
)
def test_may_be_one(one: str, other: str, same: bool) -> None:
    assert may_be_one(one, other) is same


@pytest.mark.parametrize(("left", "right", "relation"), [(True, True, AGREES), (False, False, AGREES), (True, False, CONFLICT)])
def test_polarity(left: bool, right: bool, relation: RelationKind) -> None:
    a, b = (
        named(str(n)).model_copy(update={"value": PolarityValue(holds=holds, predicate="change")}) for n, holds in enumerate((left, right))
    )
    assert compare_polarity(a, b).relation is relation

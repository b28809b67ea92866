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


def role(prop: str, text: str, name: str, day: str = "2024-10-14", **features: tuple[str, ...]) -> Claim:
    """The ``name`` of a role, told by ``text`` in a document of that ``day``."""
    told = Period(low=dt.date.fromisoformat(day), high=dt.date.fromisoformat(day), source="document")
    value, at = NameValue(names=(name,)), text.index(name)
    return Claim(
        id=text,
        document=text,
        start=0,
        quote=text,
        value_text=name,
        value_start=at,
        value=value,
        period=told,
        property=prop,
        features=features,
    )


VARIES = ("varies",)
HOLDINGS = [
    # the role, what the one and the other document say of it with the names, whether the two held it at different times
    ("head", "Lund was succeeded by Moe.", "Lund", "The institute is headed by Rask.", "Rask", True),
    ("coach", "Lund, who was replaced in May, trained the side.", "Lund", "The coach is Rask.", "Rask", True),
    ("mayor", "The former mayor Lund opened the lock.", "Lund", "Mayor Rask closed the lock.", "Rask", True),
    ("chair", "Lund resigned as chair.", "Lund", "The board is chaired by Rask.", "Rask", True),
    ("chief_executive", "Outgoing chief executive Lund thanked the staff.", "Lund", "Rask runs the mill as chief executive.", "Rask", True),
    ("minister_role", "The then minister Lund signed the decree.", "Lund", "Minister Rask defends the decree.", "Rask", True),
    ("governor", "Lund stepped down as governor of the bank.", "Lund", "The bank's governor is Rask.", "Rask", True),
    # both have left, or none has; what is said of another
    ("chair", "Lund resigned as chair.", "Lund", "Rask resigned as chair.", "Rask", False),
    ("mayor", "The former mayor Lund opened the lock.", "Lund", "The former mayor Rask opened the lock.", "Rask", False),
    (
        "chief_executive",
        "Lund, chief executive until the end, spoke.",
        "Lund",
        "Rask was still chief executive then.",
        "Rask",
        False,
    ),
    ("chair", "Lund, a former rower, is the chair.", "Lund", "The chair is Rask.", "Rask", False),
    ("coach", "The coach, Lund, praised the side. A player was replaced.", "Lund", "The coach is Rask.", "Rask", False),
    ("head", "Lund heads the institute.", "Lund", "Rask heads the institute.", "Rask", False),
    # editions and years of their own
    ("winner", "In 1974 the medal went to Lund.", "Lund", "The medal was handed to Rask on 6 June.", "Rask", True),
    ("winner", "Lund won the regatta in 2019.", "Lund", "Rask won the regatta in 2023.", "Rask", True),
    ("host", "Lund hosted the fair in 1998.", "Lund", "Rask was named host of the fair of 2026.", "Rask", True),
    ("runner_up", "Second in 2011 was Lund.", "Lund", "Second on Sunday was Rask.", "Rask", True),
    ("winner", "Lund won the regatta in 2023.", "Lund", "Rask won the regatta in 2023.", "Rask", False),
    ("winner", "Lund won the regatta in 2024.", "Lund", "Rask won the regatta on Sunday.", "Rask", False),
    ("winner", "Lund won the regatta.", "Lund", "Rask won the regatta in 2023.", "Rask", False),
    ("winner", "Lund won in 2019 and not in 2023.", "Lund", "Rask won the regatta in 2023.", "Rask", False),
    ("founder", "Lund founded the regatta in 1911.", "Lund", "Rask founded the regatta in 1908.", "Rask", False),
    ("designer", "The lock of 1911 was designed by Lund.", "Lund", "Rask designed the lock in 1908.", "Rask", False),
]


@pytest.mark.parametrize(("prop", "one", "held", "other", "holds", "changed"), HOLDINGS, ids=[f"{c[1]} {c[3]}" for c in HOLDINGS])
def test_holders_one_after_the_other(prop: str, one: str, held: str, other: str, holds: str, changed: bool) -> None:
    over_time = ("fixed",) if prop in ("winner", "runner_up", "host", "founder", "designer") else VARIES
    a, b = role(prop, one, held, over_time=over_time), role(prop, other, holds, over_time=over_time)
    for x, y in ((a, b), (b, a)):
        outcome = compare_names(x, y, normal)
        assert (outcome.relation, outcome.reason) == ((UPDATED, "later_holder") if changed else (CONFLICT, "different_names"))


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

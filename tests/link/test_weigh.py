"""The order of the queue: what stands before what."""

from __future__ import annotations

import pytest
from link_claims import claim, number

from atodds.link.entities import gather
from atodds.model.records import Claim, Relation, RelationKind
from atodds.weigh import finding_of, weight_of

CONFLICT, UPDATED, AGREES = RelationKind.CONFLICT, RelationKind.UPDATED, RelationKind.AGREES


def weight(
    figures: tuple[float, ...] = (100.0, 130.0),
    documents: tuple[str, ...] = ("a.md", "b.md"),
    *,
    status: RelationKind = CONFLICT,
    link: float = 2.0,
    reason: str = "disjoint_values",
) -> float:
    claims: list[Claim] = [
        claim(f"c{n}", document=document, value=number(figure)) for n, (figure, document) in enumerate(zip(figures, documents, strict=True))
    ]
    relation = Relation(a="c0", b="c1", relation=status, reason=reason, explanation="", weight=link)
    return weight_of(status, claims, [relation])


BEFORE = [
    ("size", weight((100.0, 400.0)), weight((100.0, 130.0))),
    ("voices", weight((100.0, 130.0, 130.0), ("a.md", "b.md", "c.md")), weight((100.0, 130.0, 130.0), ("a.md", "b.md", "b.md"))),
    ("link", weight(link=3.0), weight(link=0.5)),
    ("reason", weight(), weight(reason="implicature")),
    ("status before size", weight(), weight((1.0, 1e9), status=UPDATED, link=30.0)),
    ("status before voices", weight(status=UPDATED), weight((5.0,) * 40, tuple(f"{n}.md" for n in range(40)), status=AGREES)),
]


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in BEFORE], ids=[case[0] for case in BEFORE])
def test_what_stands_first(first: float, second: float) -> None:
    assert first > second


def test_beyond_a_bound_a_larger_difference_is_no_larger_a_contradiction() -> None:
    assert weight((1.0, 1e6)) == weight((1.0, 1e9))


def title(*claims: Claim) -> str:
    relation = Relation(a=claims[0].id, b=claims[-1].id, relation=CONFLICT, reason="disjoint_values", explanation="")
    found = finding_of(claims, [relation], gather({c.subject: 1 for c in claims if c.subject}, []))
    assert found is not None
    return found.title


def told(name: str, subject: str, prop: str, how: str = "default", quote: str = "") -> Claim:
    return claim(name, subject=subject, property=prop, quote=quote or name, value_text=quote or name, features={"how": (how,)})


TITLES = [
    ("named before pointed to", title(told("a", "Corvel", "cost", "anaphor"), told("b", "Norda", "cost", "named")), "Norda: cost"),
    ("of one claim", title(told("a", "Corvel", "", "named"), told("b", "Corvel", "cost")), "Corvel: cost"),
    ("no word of the name", title(told("a", "Norda Rail", "rail", "named"), told("b", "Norda Rail", "cost")), "Norda Rail: cost"),
    ("not the publisher", title(told("a", "Slow Trains", "funding", "we"), told("b", "Norda", "funding")), "Norda: funding"),
    ("several", title(told("a", "Norda", "ferry", quote="14 ferries"), told("b", "Norda", "ferry")), "Norda: ferries"),
    ("a concept", title(told("a", "Norda", "net_loss"), told("b", "Norda", "net_loss")), "Norda: net loss"),
    ("a deed", title(told("a", "Norda", "by:launch"), told("b", "Norda", "by:launch")), "Norda: launch, by whom"),
    ("no name", title(told("a", "", "cost"), told("b", "", "cost")), "cost"),
]


@pytest.mark.parametrize(("got", "expected"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_title(got: str, expected: str) -> None:
    assert got == expected

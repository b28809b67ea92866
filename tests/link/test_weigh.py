"""The order of the queue: what stands before what."""

from __future__ import annotations

import pytest
from link_claims import claim, number

from atodds.model.records import Claim, Relation, RelationKind
from atodds.weigh import weight_of

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

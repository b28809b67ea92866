"""What bars a clash from being called a conflict, whatever else speaks for the link: evidence that the two are about different things.

Weights trade evidence off; some of it is not for sale. A reviewer who is shown a part against its whole, or last year's figure
against this year's, switches the tool off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from atodds.model.records import Evidence, RelationKind


class Veto(NamedTuple):
    """The relation that a barred clash has instead, the code of the reason, and how the reason goes on after the two values."""

    relation: RelationKind
    reason: str
    words: str


_APART = RelationKind.NOT_COMPARABLE
_VETOES: dict[tuple[str, str], Veto] = {
    ("qualifiers", "exclusive"): Veto(_APART, "different_scope", "are of different scope ({detail})."),
    ("property", "exclusive"): Veto(_APART, "different_property", "are of different properties ({detail})."),
    ("narrow", "one_side"): Veto(_APART, "narrower", "are not of one scope: only one is told of a part ({detail})."),
    ("narrow", "different"): Veto(_APART, "different_scope", "are of different scope ({detail})."),
    ("span", "different"): Veto(_APART, "different_span", "are summed up over different times ({detail})."),
    ("contrast", "exclusive"): Veto(_APART, "different_property", "are of different properties ({detail})."),
    ("subject", "different_named"): Veto(_APART, "different_subject", "are of different subjects ({detail})."),
    ("about", "different_named"): Veto(_APART, "different_subject", "are of different subjects ({detail})."),
    ("sibling", "sibling"): Veto(_APART, "different_subject", "are of different members of one series ({detail})."),
    ("act", "opposed"): Veto(_APART, "other_event", "are the dates of two ends of one thing ({detail})."),
    ("place", "sentence"): Veto(_APART, "one_sentence", "stand in one sentence, which tells them apart."),
    ("place", "rows"): Veto(_APART, "rows_of_a_table", "stand in two rows of one table, each of an event of its own."),
    ("place", "sentence_then"): Veto(RelationKind.UPDATED, "earlier_period", "are told in one sentence of different times."),
    ("mark", "part"): Veto(_APART, "part_and_whole", "are a part and a whole."),
    ("mark", "difference"): Veto(_APART, "difference", "are a difference and a level."),
    ("mark", "limit"): Veto(_APART, "limit_and_level", "are how much there may be and how much there was."),
    ("mark", "average"): Veto(_APART, "average_and_single", "are an average and the figure of one time."),
    ("mark", "expected"): Veto(_APART, "plan_and_outcome", "are what was expected and what came."),
    ("mark", "prior"): Veto(
        RelationKind.UPDATED, "earlier_period", "are of different times: one is given as the figure of an earlier period."
    ),
    ("aspect", "different"): Veto(_APART, "change_and_level", "are a change and a level."),
}
# Within one document a pronoun or a noun that points to another name is understood rightly more often than across two.
_INSIDE: dict[tuple[str, str], Veto] = {
    ("subject", "different_pointed"): _VETOES["subject", "different_named"],
    ("subject", "mentioned_named"): Veto(_APART, "different_scope", "are said of different subjects ({detail})."),
    ("names", "different"): Veto(_APART, "different_scope", "are of different things ({detail})."),
    ("about", "different"): Veto(_APART, "different_subject", "are of different subjects ({detail})."),
}


# What is no change over time either: two subjects, two properties. (A narrowing that only the later figure is told with may be one that the
# earlier leaves out: "of the leading researchers", "of that talent three years before".)
APART_AT_ANY_TIME = frozenset({"different_subject", "different_property"})


def veto(evidence: Sequence[Evidence], *, one_document: bool) -> Veto | None:
    """The first veto that the evidence of a link holds, its words filled in, or None.

    That the one figure is an earlier one comes last where the two are of different subjects or properties as well.
    """
    found: list[Veto] = []
    for item in evidence:
        key = (item.comparison, item.level)
        one = _VETOES.get(key) or (_INSIDE.get(key) if one_document else None)
        if one is not None:
            found.append(one._replace(words=one.words.format(detail=item.detail)))
    if found and found[0].relation is RelationKind.UPDATED:
        return next((v for v in found if v.reason in APART_AT_ANY_TIME), found[0])
    return found[0] if found else None

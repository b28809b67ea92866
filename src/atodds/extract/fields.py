"""Claims from labelled fields ("Employees: 1,400 (end of 2022)")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.cell_units import scaled
from atodds.extract.tables import LONGEST_CELL, is_dated, labelled_draft
from atodds.model.records import Period
from atodds.model.values import DateValue, Quantity

if TYPE_CHECKING:
    from atodds.extract.claims import Draft
    from atodds.extract.prose import Context
    from atodds.model.records import Block


def field_drafts(context: Context, block: Block) -> list[Draft] | None:
    """The drafts of a labelled field, or None if the block is none ("Employees: 1,400 (end of 2022)")."""
    label, colon, rest = block.text.partition(":")
    if not colon or len(label.split()) > 5 or not rest.strip() or any(c in label for c in ".,;!?"):
        return None
    if _is_clause(context, label, block.to_document(0)):
        return None
    mentions = context.values(rest, block.to_document(len(label) + 1))
    if not mentions:
        return None
    # A period in brackets or behind a comma dates the field; the first value is the field's.
    first, *others = mentions
    if len(rest.split()) > LONGEST_CELL or rest[: first.start].strip(" (").count(" ") > 2:
        return None
    dated = next((m.value for m in others if is_dated(m)), None) if isinstance(first.value, Quantity) else None
    period = Period(low=dated.low, high=dated.high, source="stated") if isinstance(dated, DateValue) else None
    base = len(label) + 1
    quote = (block.to_document(0), block.to_document(len(block.text), end=True))
    # Further figures of the field ("Cables: two, each 92 km long") are told by the words beside them as well.
    told = [first, *(m for m in others if isinstance(m.value, Quantity))]
    drafts = []
    for mention, before, after in zip(told, [None, *told], [*told[1:], None], strict=False):
        span = (block.to_document(base + mention.start), block.to_document(base + mention.end, end=True))
        inside = rest[before.end if before else 0 : mention.start] + " " + rest[mention.end : after.start if after else None]
        labels = (label, inside) if mention is first else (inside, label)
        drafts.append(labelled_draft(context, scaled(mention, (label,)), labels, "", quote, span, period=period))
    return drafts


# A label with one of these and a number is a clause: "Two patients have died: a man of 77 and a woman of 81".
_FINITE = frozenset({"have", "has", "had", "was", "were", "is", "are"})


def _is_clause(context: Context, label: str, at: int) -> bool:
    """Whether what stands before a colon says something by itself."""
    if _FINITE.isdisjoint(label.lower().split()):
        return False
    return any(isinstance(m.value, Quantity) for m in context.values(label, at))

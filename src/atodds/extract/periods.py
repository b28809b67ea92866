"""The time a claim speaks of: a date in its clause, its sentence or its heading, else the date of its document."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Protocol

from atodds.extract.adjuncts import earlier, may_date, that_year, with_marker
from atodds.extract.dating import PLANS
from atodds.extract.events import FOUNDED
from atodds.extract.frames import root_of
from atodds.extract.years_open import stands_open
from atodds.model.records import Document, Modality, Period
from atodds.model.values import DateValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.trees import Doc
    from atodds.extract.values import Mention
    from atodds.extract.values.notation import Notation


class Placed(Protocol):
    """A value of a parsed sentence with its tokens ``[first, last)``."""

    mention: Mention
    first: int
    last: int


def period_of(
    document: Document, own: Placed, others: Sequence[Placed], doc: Doc, section: Sequence[str], before: Period | None = None
) -> Period | None:
    """The period of a value: the date nearest to it in the sentence, else one of its headings, else the document's date.

    ``before``: of the sentence before, for "that year". "A week earlier" behind the value moves it back.
    """
    period = _nearest(document, own, others, doc, section)
    if isinstance(own.mention.value, DateValue):
        return period
    if period is None or period.source != "stated":
        period = that_year(doc.text, before) or period
    moved = earlier(doc.text[own.mention.end :], period) if period is not None else None
    return moved or period


def told_by(period: Period | None, modality: Modality, document: Document) -> Period | None:
    """The period of a value as a document can know it: what it tells as done was not done after its date.

    "They bought the land at 11 lakh, and the dam will be filled in 2027": 2027 is no date of the price.
    """
    published = document.published
    if published is None or period is None or period.low <= published or modality in PLANS:
        return period
    return _period_at(published)


def _nearest(document: Document, own: Placed, others: Sequence[Placed], doc: Doc, section: Sequence[str]) -> Period | None:
    near = dated_by(own, others, doc)
    if near is not None:
        value = near.mention.value
        assert isinstance(value, DateValue)
        words = with_marker(doc.text, near.mention.start, near.mention.end)
        high = value.high
        if document.published is not None and value.low < document.published < high and _TO_DATE.search(doc.text):
            high = document.published  # "so far this year"
        if near.first > 0 and doc[near.first - 1].lower_ == "since" and document.published is not None:
            high = max(high, document.published)  # "31 times since 1 January": until the document was written
        return Period(low=value.low, high=high, source="stated", words=words)
    return document_period(document, section)


# Words that end a stretch of time with the telling: "so far this year".
_TO_DATE = re.compile(r"\b(?:so far|to date|until now|up to now|as of now)\b", re.IGNORECASE)


def dated_by(own: Placed, others: Sequence[Placed], doc: Doc) -> Placed | None:
    """The date of the sentence that tells when a value held, or None; a date itself has none."""
    if isinstance(own.mention.value, DateValue):
        return None
    dates = [o for o in others if isinstance(o.mention.value, DateValue) and not stands_open(o.mention.value)]
    dates = [o for o in dates if not _belongs_to_another(o, own, others, doc)]
    dates = [o for o in dates if not _opens_clause(doc, own, o)]
    dates = [o for o in dates if o.mention.role != FOUNDED and may_date(root_of(doc, o.first, o.last), doc[own.last - 1])]
    return min(dates, key=lambda d: _distance(doc, own, d)) if dates else None


def _belongs_to_another(date: Placed, own: Placed, others: Sequence[Placed], doc: Doc) -> bool:
    """Whether a date stands right behind another value ("... to A, from B in the second quarter"): then it dates that one."""
    for other in others:
        gap = doc[other.last : date.first] if other.last <= date.first else None
        if gap is None or other is date or len(gap) > _ADJACENT or isinstance(other.mention.value, DateValue):
            continue
        if (
            all(t.pos_ in ("ADP", "DET", "NOUN", "ADJ") and t.text != "," for t in gap)
            and own.last <= other.first
            and any(t.lower_ in ("from", "against", "than", "versus") for t in doc[own.last : other.first])
        ):
            return True
    return False


def _opens_clause(doc: Doc, own: Placed, date: Placed) -> bool:
    """Whether a date opens a clause behind a semicolon, after the value: "and now 31; three years ago it was 27"."""
    last, first = own.last, date.first
    before = next((t for t in reversed(doc[last:first]) if t.pos_ != "ADP"), None)
    return before is not None and before.text == ";"


# Words between a value and the date that is its own: "in the", "at the end of the", "on the same day in".
_ADJACENT = 5


def document_period(document: Document, section: Sequence[str]) -> Period | None:
    """The period that headings state, else the document's date, else None."""
    for heading in reversed(section[1:]):
        period = _period_in(heading, document.published)
        if period is not None:
            return period
    return _period_at(document.published) if document.published is not None else None


# Every value of a section asks for the date in its headings: as many are kept as a long document has.
@functools.lru_cache(maxsize=1024)
def _period_in(heading: str, published: dt.date | None) -> Period | None:
    """The last date that a heading gives."""
    from atodds.extract.values import find_values  # noqa: PLC0415  (a cycle otherwise)

    found = [m for m in find_values(heading, published) if isinstance(m.value, DateValue)]
    if not found:
        return None
    value = found[-1].value
    assert isinstance(value, DateValue)
    return Period(low=value.low, high=value.high, source="context", words=with_marker(heading, found[-1].start, found[-1].end))


# All cells of a column ask for the date in its head, all of a table for that in its caption: as many are kept as a large table has.
@functools.lru_cache(maxsize=1024)
def dated_label(label: str, published: dt.date | None, notation: Notation) -> Period | None:
    """The first date that a label of a table gives; ``notation``: of its document."""
    from atodds.extract.values import find_values  # noqa: PLC0415  (a cycle otherwise)

    for mention in find_values(label, published, notation=notation):
        if isinstance(mention.value, DateValue):
            return Period(low=mention.value.low, high=mention.value.high, source="context", words=label[mention.start : mention.end])
    return None


@functools.lru_cache(maxsize=1024)
def _period_at(published: dt.date) -> Period:
    return Period(low=published, high=published, source="document")


def _distance(doc: Doc, own: Placed, date: Placed) -> tuple[int, int]:
    """Steps in the tree from a value to a date, then words between them."""
    a, b = doc[own.last - 1], doc[date.last - 1]
    up = {t.i: n for n, t in enumerate([a, *a.ancestors])}
    for n, t in enumerate([b, *b.ancestors]):
        if t.i in up:
            return up[t.i] + n, abs(a.i - b.i)
    return len(doc), abs(a.i - b.i)

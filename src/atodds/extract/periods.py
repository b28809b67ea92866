"""The time a claim speaks of: a date in its clause, its sentence or its heading, else the date of its document."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Protocol

from atodds.extract.adjuncts import earlier, may_date, that_year, with_marker
from atodds.extract.events import FOUNDED
from atodds.extract.frames import root_of
from atodds.extract.parse import text_of
from atodds.extract.years_open import stands_open
from atodds.model.records import Document, Period
from atodds.model.values import DateValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from atodds.extract.values import Mention


class Placed(Protocol):
    """A value of a parsed sentence with its tokens ``[first, last)``."""

    mention: Mention
    first: int
    last: int


# "now", "today" and the like tie a claim to the date of its document although other dates stand in the sentence.
_NOW = re.compile(r"\b(now|today|currently|at present|so far|to date|these days|at the moment|still)\b", re.IGNORECASE)
# A span of more than this many days written as a date says little of when a level was true; it is kept as it is.


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
        period = that_year(text_of(doc), before) or period
    moved = earlier(text_of(doc)[own.mention.end :], period) if period is not None else None
    return moved or period


def _nearest(document: Document, own: Placed, others: Sequence[Placed], doc: Doc, section: Sequence[str]) -> Period | None:
    dates = [o for o in others if isinstance(o.mention.value, DateValue) and not stands_open(o.mention.value)]
    dates = [o for o in dates if not _belongs_to_another(o, own, others, doc)]
    dates = [o for o in dates if not _opens_clause(doc, own, o)]
    dates = [o for o in dates if o.mention.role != FOUNDED and may_date(doc, root_of(doc, o.first, o.last), doc[own.last - 1])]
    if dates and not isinstance(own.mention.value, DateValue):
        near = min(dates, key=lambda d: _distance(doc, own, d))
        value = near.mention.value
        words = with_marker(text_of(doc), near.mention.start, near.mention.end)
        return Period(low=value.low, high=value.high, source="stated", words=words)
    return document_period(document, section)


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


# Words between a value and the date that is its own: "in the", "at the end of the".
_ADJACENT = 4


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

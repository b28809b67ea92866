"""Records: what is kept of documents, claims, relations, findings and verdicts. Pure data: no storage, no I/O."""

from __future__ import annotations

import bisect
import builtins
import datetime as dt
import functools
import hashlib
from enum import StrEnum
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from atodds.model.values import AnyValue

# Between the way, the key and the lemma of what narrows a denial, in the feature ``limits``: a tab, which no word holds.
LIMIT_PARTS = "\t"


class Record(BaseModel):
    """Base of all records: immutable; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_R = TypeVar("_R", bound=BaseModel)


@functools.cache
def _every_field(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)


def lean(record: _R) -> _R:
    """The record itself, at less than half of its size: which fields it was given is no longer told from those it has by default.

    Pydantic keeps a set of these names with every record, which of a relation is three quarters of all; here all of a kind share one.
    Copies have their own again. To be used on what there are very many of, and of which nobody asks that.
    """
    object.__setattr__(record, "__pydantic_fields_set__", _every_field(type(record)))
    return record


class Segment(Record):
    """A run of a block's plain text that stands unchanged in the document's text.

    ``plain``/``start``: where it begins in the block's plain text / in the document's text; ``length`` in code points.
    """

    plain: int
    start: int
    length: int


class Cell(Record):
    """One cell of a table: its plain text and the span of the document's text that it was read from."""

    text: str
    start: int
    end: int
    header: bool = False


class Block(Record):
    """A heading, paragraph, list item or table of a document.

    ``start``/``end``: span in the document's text. ``text``: plain text, without markup; ``segments`` map it back.
    ``level``: of a heading (1 to 6) or the depth of a list item. ``page``: of a PDF, from 1.
    ``rows``: of a table, the header row first where there is one; every row also has its span in ``row_spans``.
    """

    kind: Literal["heading", "paragraph", "list_item", "table", "quote", "code", "boilerplate"]
    start: int
    end: int
    text: str = ""
    segments: tuple[Segment, ...] = ()
    level: int = 0
    page: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    row_spans: tuple[tuple[int, int], ...] = ()

    def to_document(self, index: int, *, end: bool = False) -> int:
        """The offset in the document's text of plain offset ``index`` (with ``end``: of the end of the character before)."""
        if not self.segments:
            return self.start + index
        at = index - 1 if end and index > 0 else index
        i = max(0, bisect.bisect_right(self.segments, at, key=lambda s: s.plain) - 1)
        seg = self.segments[i]
        offset = seg.start + min(at - seg.plain, seg.length - 1 if end else seg.length)
        return offset + 1 if end and index > 0 else offset


class Document(Record):
    """One file of ``sources/`` with its metadata; unknown metadata stays None.

    ``id``: path inside ``sources/`` with forward slashes. ``text``: what all offsets refer to (code points).
    ``sha256``: of the file's bytes. ``origin``: where ``add`` took it from.
    """

    id: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None
    origin: str | None = None


class Modality(StrEnum):
    """In what way a value is claimed."""

    ASSERTED = "asserted"
    FORECAST = "forecast"  # expects, is projected to, will
    TARGET = "target"  # aims to, plans to, is to, due
    ESTIMATE = "estimate"  # estimated, provisional, preliminary
    FORMER = "former"  # was planned, originally, at first: true of an earlier time
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"  # would, could, if


class Period(Record):
    """The time a claim speaks of.

    ``source`` says how it is known: stated in the sentence, taken from its context, or from the document's date.
    """

    low: dt.date
    high: dt.date
    source: Literal["stated", "context", "document"]
    words: str = ""


class Claim(Record):
    """One value stated by one document.

    ``quote`` stands verbatim at ``start`` in the document's text (code points); ``value_text`` stands at ``value_start`` inside it.
    ``entity``: key of the entity the claim is about; ``subject``: its words. ``property``: key of the lexicon or open-class words.
    ``scope``: words that narrow what is measured (group, place, basis), sorted. ``features``: what linking weighs.
    """

    id: str
    document: str
    start: int
    quote: str
    value_text: str
    value_start: int
    value: AnyValue
    subject: str = ""
    entity: str = ""
    property: str = ""
    scope: tuple[str, ...] = ()
    period: Period | None = None
    attribution: str | None = None
    modality: Modality = Modality.ASSERTED
    section: tuple[str, ...] = ()
    page: int | None = None
    extractor: Literal["prose", "table", "curated"] = "prose"
    features: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @builtins.property  # the field above hides the name
    def value_span(self) -> tuple[int, int]:
        """Span of the value words in the document's text."""
        at = self.start + self.value_start
        return at, at + len(self.value_text)


class RelationKind(StrEnum):
    """What two claims on one data item are to each other."""

    CONFLICT = "conflict"
    ARITHMETIC = "arithmetic"
    UPDATED = "updated"
    NOT_COMPARABLE = "not_comparable"
    COMPATIBLE = "compatible"
    AGREES = "agrees"


# Worst first: a finding has the status of its worst relation, and the queue is in this order.
SEVERITY = {kind: n for n, kind in enumerate(RelationKind)}


class Evidence(Record):
    """One comparison behind a link: its name, the level reached, the match weight in bits, and what was compared."""

    comparison: str
    level: str
    weight: float
    detail: str = ""


class Relation(Record):
    """Two claims on one data item, how they stand to each other, and why."""

    a: str
    b: str
    relation: RelationKind
    reason: str
    explanation: str
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()


class Voice(Record):
    """One value of a finding with the claims and the independent documents behind it."""

    value_text: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    independent: int


class Finding(Record):
    """A data item with something to say about it; one row of the review queue.

    ``status``: that of its worst relation. ``title``: what it is about, in words. ``weight``: order in the queue, larger first.
    """

    id: str
    status: RelationKind
    kind: Literal["quantity", "date", "name", "polarity"]
    title: str
    entity: str = ""
    property: str = ""
    claims: tuple[str, ...]
    relations: tuple[Relation, ...]
    voices: tuple[Voice, ...] = ()
    weight: float = 0.0


class Entity(Record):
    """Something that documents speak about under one or more names, and why the names were joined."""

    key: str
    name: str
    names: tuple[str, ...]
    reasons: tuple[str, ...] = ()


class Problem(Record):
    """Something that a run could not do: which file (and line), what happened, what to do about it."""

    file: str
    message: str
    line: int | None = None
    advice: str = ""


class SkippedPairs(Record):
    """How many pairs were left alone for one reason, with an example (two claim ids)."""

    reason: str
    count: int
    example: tuple[str, str] | None = None


class Result(Record):
    """All that a run found, in stable order: documents and findings by id and weight, claims by document and offset.

    ``waiting``: claims that verdicts taught something about and that no document makes now.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    entities: tuple[Entity, ...] = ()
    skipped: tuple[SkippedPairs, ...] = ()
    problems: tuple[Problem, ...] = ()
    waiting: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a reviewer decided on a finding."""

    CONFIRMED = "confirmed"
    EXPLAINED = "explained"
    SOURCE_ERROR = "source_error"
    EXTRACTION_WRONG = "extraction_wrong"
    NOT_SAME = "not_same"
    MORE_EVIDENCE = "more_evidence"
    WITHDRAWN = "withdrawn"


class EvidenceClaim(Record):
    """A claim as it was when a verdict was given."""

    claim: str
    document: str
    quote: str
    value_text: str
    rank: Literal["preferred", "normal", "deprecated"] = "normal"


class Verdict(Record):
    """What one reviewer decided on a finding, on which evidence. Verdicts are appended, never changed.

    ``id``: given by the form or the import, so that a double click or a second import adds nothing. ``at``: UTC.
    ``finding``: id of the finding as it was; ``finding_version``: hash of its evidence as it was seen.
    """

    id: str
    finding: str
    finding_version: str
    reviewer: str
    at: dt.datetime
    decision: Decision
    explanation: str | None = None  # for "explained": time, scope, definition, rounding, unit, estimate
    note: str = ""
    link: str | None = None
    adjudicated: bool = False
    supersedes: str | None = None
    evidence: tuple[EvidenceClaim, ...] = ()


def claim_id(document: str, quote: str, value_text: str, value_start: int, nth: int = 0) -> str:
    """A claim's id: stable for the same words in the same document, wherever they move.

    ``nth`` tells equal quotes of one document apart, in order of appearance.
    """
    return "c" + _digest(document, quote, value_text, str(value_start), str(nth))


def finding_id(anchor: str) -> str:
    """A finding's id, from the id of its first claim in document order."""
    return "f" + _digest(anchor)


def finding_version(finding: Finding, claims: dict[str, Claim]) -> str:
    """A hash of the evidence a reviewer sees: claims, their quotes, and the relations between them."""
    parts: list[str] = [finding.status]
    parts += [f"{c}|{claims[c].quote}|{claims[c].value_text}" for c in finding.claims]
    parts += [f"{r.a}|{r.b}|{r.relation}|{r.reason}" for r in finding.relations]
    return _digest(*parts)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]

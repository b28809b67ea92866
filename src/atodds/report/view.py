"""What a report shows: plain records, built by ``page`` and laid out by the HTML and Markdown templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from atodds.model.records import Claim, Finding, Problem
from atodds.report import render
from atodds.report.diff import Diff
from atodds.report.numberline import comparable, number_line
from atodds.report.pictures import Matrix, Picture


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A claim as it is shown: its quote cut at the value, the words around it, and where it stands."""

    id: str
    value: str
    admits: str
    before: str
    opening: str
    marked: str
    closing: str
    after: str
    document: str
    source: str
    place: str
    about: str
    notes: tuple[str, ...]
    link: str | None
    online: str | None
    rank: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """Two values, how they stand to each other, and why; ``pairs``: of how many pairs of claims just this is said."""

    sign: str
    words: str
    a: str
    b: str
    reason: str
    explanation: str
    pairs: int = 1


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as it is shown."""

    decision: str
    explanation: str
    reviewer: str
    at: str
    note: str
    link: str | None
    changes: tuple[str, ...]
    adjudicated: bool


class Contents(NamedTuple):
    """What is told of a finding: its quotes and relations, how many relations are left out, its voices and verdicts."""

    quotes: tuple[QuoteView, ...]
    relations: tuple[RelationView, ...]
    more_relations: int
    voices: tuple[tuple[str, int, str], ...]
    verdicts: tuple[VerdictView, ...]


@dataclass(frozen=True)
class FindingView:
    """A finding as it is shown; the picture is drawn, and the contents are worked out, when they are asked for.

    ``text(kind, make)`` gives the text of one kind that was rendered of this finding before, or makes it.
    """

    finding: Finding
    claims: tuple[Claim, ...]
    labels: Mapping[str, str]
    settled: bool
    decision: str
    course: Picture | None
    tell: Callable[[], Contents]
    text: Callable[[str, Callable[[], str]], str]

    @cached_property
    def contents(self) -> Contents:
        """What is told of it."""
        return self.tell()

    @property
    def quotes(self) -> tuple[QuoteView, ...]:
        """Its claims."""
        return self.contents.quotes

    @property
    def relations(self) -> tuple[RelationView, ...]:
        """How its values stand to each other."""
        return self.contents.relations

    @property
    def more_relations(self) -> int:
        """How many relations are not shown."""
        return self.contents.more_relations

    @property
    def voices(self) -> tuple[tuple[str, int, str], ...]:
        """Its values with the independent voices behind each and their names."""
        return self.contents.voices

    @property
    def verdicts(self) -> tuple[VerdictView, ...]:
        """What reviewers said of it."""
        return self.contents.verdicts

    @property
    def anchor(self) -> str:
        """Id of its heading in the report."""
        return f"finding-{self.finding.id}"

    @property
    def title(self) -> str:
        """What it is about, on one line."""
        return render.one_line(self.finding.title) or "unnamed"

    @property
    def words(self) -> str:
        """Its status in words."""
        return render.STATUS_WORDS[self.finding.status]

    @property
    def sign(self) -> str:
        """Its status as a sign."""
        return render.STATUS_SIGNS[self.finding.status]

    @property
    def values(self) -> str:
        """Its values as written, each once."""
        return " · ".join(dict.fromkeys(q.value for q in self.quotes))

    @property
    def independent(self) -> int:
        """The independent voices behind its strongest value."""
        return max((v.independent for v in self.finding.voices), default=len({c.document for c in self.claims}))

    @property
    def documents(self) -> tuple[str, ...]:
        """Names of its documents, each once."""
        return tuple(dict.fromkeys(self.labels.get(c.document, c.document) for c in self.claims))

    @cached_property
    def picture(self) -> str:
        """The number line, as SVG; "" for names and statements, and for sums of unlike values."""
        return number_line(comparable(self.finding, self.claims), labels=self.labels, key=f"line-{self.finding.id}")


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it is shown."""

    id: str
    anchor: str
    name: str
    publisher: str
    author: str
    published: str
    sha256: str
    claims: int
    contradicted: int
    link: str | None
    online: str | None


@dataclass(frozen=True, slots=True)
class SkippedView:
    """Pairs that were left alone for one reason."""

    reason: str
    count: int
    example: tuple[QuoteView, QuoteView] | None


@dataclass(frozen=True)
class Page:
    """A whole report."""

    contradictions: tuple[FindingView, ...]
    settled: tuple[FindingView, ...]
    updated: tuple[FindingView, ...]
    corroborated: tuple[FindingView, ...]
    arithmetic: tuple[FindingView, ...]
    not_comparable: tuple[FindingView, ...]
    skipped: tuple[SkippedView, ...]
    documents: tuple[DocumentView, ...]
    problems: tuple[Problem, ...]
    run: Mapping[str, str]
    changes: Diff | None
    claims: int
    newest: str
    orphaned: tuple[VerdictView, ...] = ()
    matrix: Matrix | None = None
    matrix_picture: Picture | None = None

    @property
    def findings(self) -> int:
        """How many findings the report shows."""
        groups = (self.contradictions, self.settled, self.updated, self.corroborated, self.arithmetic, self.not_comparable)
        return sum(map(len, groups))

"""Builds the page of a result: its findings sorted into the sections of a report, its quotes cut at their values."""

from __future__ import annotations

import bisect
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import quote as url_quote

from atodds.model.records import SEVERITY, Block, Claim, Document, Finding, Relation, RelationKind, Voice
from atodds.report import render
from atodds.report.assembly import Assembly
from atodds.report.diff import Diff
from atodds.report.lines import to_line
from atodds.report.marks import digest
from atodds.report.pictures import MAX_COURSES, Matrix, Picture, draw_course, draw_matrix, matrix
from atodds.report.standing import deciding, settled
from atodds.report.view import Contents, DocumentView, FindingView, Page, QuoteView, RelationView, SkippedView, VerdictView
from atodds.store.verdicts import FindingReview, VerdictState, utc

# Characters of the paragraph shown before and after a quote: about two lines, enough to see what the sentence follows.
CONTEXT = 180
# Words that open and close a quote in a link's text fragment; a whole long quote would make a URL that browsers cut.
FRAGMENT_WORDS = 6
# More relations than this between the values of one finding nobody reads; the rest is counted.
MAX_RELATIONS = 12
# A course over time is of interest where values of one thing differ; the terms of a sum are values of several.
DIFFERING = frozenset({RelationKind.CONFLICT, RelationKind.UPDATED})
# Names of documents in the margins of pictures and tables.
SHORT_NAME = 48


def build_page(assembly: Assembly, *, changes: Diff | None = None, sources: str | None = None) -> Page:
    """The page of a result. ``sources``: address of the folder of documents as seen from the report, ending in "/", or None."""
    return _Builder(assembly, sources).page(changes)


class _Builder:
    """Holds what all parts of a page look up."""

    def __init__(self, assembly: Assembly, sources: str | None) -> None:
        self.assembly = assembly
        self.result = assembly.result
        self.reviews = assembly.reviews
        self.sources = sources
        self.claims = assembly.claims
        self.documents = assembly.documents
        self.labels = {d.id: render.shorten(d.title or d.id, SHORT_NAME) for d in self.result.documents}
        self.courses = 0

    def page(self, changes: Diff | None = None) -> Page:
        """The page."""
        by_status: dict[RelationKind, list[FindingView]] = {kind: [] for kind in RelationKind}
        for finding in sorted(self.result.findings, key=lambda f: (-f.weight, f.id)):
            by_status[finding.status].append(self.finding(finding))
        conflicts = by_status[RelationKind.CONFLICT]
        same = by_status[RelationKind.AGREES] + by_status[RelationKind.COMPATIBLE]
        table = matrix(self.result, self.labels)
        dates = [d.published for d in self.result.documents if d.published]
        return Page(
            contradictions=tuple(f for f in conflicts if not f.settled),
            settled=tuple(f for f in conflicts if f.settled),
            updated=tuple(by_status[RelationKind.UPDATED]),
            corroborated=tuple(sorted(same, key=lambda f: -f.independent)),
            arithmetic=tuple(by_status[RelationKind.ARITHMETIC]),
            not_comparable=tuple(by_status[RelationKind.NOT_COMPARABLE]),
            skipped=tuple(self._skipped()),
            documents=tuple(self._documents()),
            problems=self.result.problems,
            run=self.assembly.frame.run,
            changes=changes,
            claims=len(self.result.claims),
            newest=render.day(max(dates)) if dates else "",
            matrix=table,
            matrix_picture=self._matrix_picture(table),
            orphaned=tuple(_verdict(state) for state in self.reviews.orphaned),
        )

    def finding(self, finding: Finding) -> FindingView:
        """One finding."""
        claims = tuple(self.claims[c] for c in finding.claims)
        review = self.reviews.findings.get(finding.id)
        decided = deciding(review)
        course = self._course(finding, claims)
        key = digest([self.assembly.mark(finding), self.sources or "", course.source if course else ""])
        return FindingView(
            finding=finding,
            claims=claims,
            labels=self.labels,
            settled=settled(review),
            decision=render.DECISION_WORDS[decided.verdict.decision] if decided else "",
            course=course,
            tell=partial(self._contents, finding, claims, review, decided),
            text=lambda kind, make: self.assembly.keep.text(f"{kind}|{key}", make),
        )

    def _contents(self, finding: Finding, claims: Sequence[Claim], review: FindingReview | None, decided: VerdictState | None) -> Contents:
        ranks = {e.claim: e.rank for e in decided.verdict.evidence} if decided else {}
        relations = Counter(map(self._relation, sorted(finding.relations, key=lambda r: (SEVERITY[r.relation], -r.weight, r.a, r.b))))
        shown = tuple(replace(view, pairs=pairs) for view, pairs in itertools.islice(relations.items(), MAX_RELATIONS))
        return Contents(
            quotes=tuple(self.quote(c, ranks.get(c.id, "normal")) for c in claims),
            relations=shown,
            more_relations=relations.total() - sum(view.pairs for view in shown),
            voices=tuple(self._voice(v) for v in finding.voices),
            verdicts=tuple(_verdict(state) for state in review.current) if review else (),
        )

    def _course(self, finding: Finding, claims: Sequence[Claim]) -> Picture | None:
        """The course of the values over time, for the weightiest findings that differ."""
        if finding.status not in DIFFERING or self.courses >= MAX_COURSES:
            return None
        # By the claims only: how sure a link is changes with the documents around it, and to draw takes a tenth of a second.
        shown = [part for c in claims for part in (to_line(c).decode(), self.labels.get(c.document, ""))]
        picture = self._kept_picture(f"course|{digest(shown)}", lambda: draw_course(claims, self.labels))
        self.courses += picture is not None
        return picture

    def _matrix_picture(self, table: Matrix | None) -> Picture | None:
        return self._kept_picture(f"matrix|{digest([json.dumps(table)])}", lambda: draw_matrix(table)) if table else None

    def _kept_picture(self, key: str, draw: Callable[[], Picture | None]) -> Picture | None:
        kept = json.loads(self.assembly.keep.text(key, lambda: json.dumps(draw())))
        return Picture(*kept) if kept else None

    def _relation(self, r: Relation) -> RelationView:
        return RelationView(
            sign=render.STATUS_SIGNS[r.relation],
            words=render.STATUS_WORDS[r.relation],
            a=render.one_line(self.claims[r.a].value_text),
            b=render.one_line(self.claims[r.b].value_text),
            reason=render.one_line(r.reason.replace("_", " ")),
            explanation=render.one_line(r.explanation),
        )

    def _voice(self, voice: Voice) -> tuple[str, int, str]:
        names = ", ".join(self.labels.get(d, render.one_line(d)) for d in voice.documents)
        return render.one_line(voice.value_text), voice.independent, names

    def quote(self, claim: Claim, rank: str = "normal") -> QuoteView:
        """One claim in its context."""
        document = self.documents.get(claim.document)
        before, after = _context(document, self._block(document, claim), claim)
        opening, end = claim.quote[: claim.value_start], claim.value_start + len(claim.value_text)
        places = (*claim.section[-1:], f"page {claim.page}" if claim.page else "")
        return QuoteView(
            id=claim.id,
            value=render.one_line(claim.value_text),
            admits=render.admitted(claim.value),
            before=before,
            opening=render.clean(opening),
            marked=render.clean(claim.value_text),
            closing=render.clean(claim.quote[end:]),
            after=after,
            document=claim.document,
            source=render.source(document, claim.document),
            place=", ".join(render.one_line(p) for p in places if p),
            about=render.subject(claim.subject or claim.entity, claim.property, claim.scope),
            notes=tuple(_notes(claim)),
            link=self._link(document, claim),
            online=_online(document, claim),
            rank=rank,
        )

    def _block(self, document: Document | None, claim: Claim) -> Block | None:
        """The block that a quote stands in."""
        if document is None:
            return None
        n = bisect.bisect_right(document.blocks, claim.start, key=lambda block: block.start) - 1
        return document.blocks[n] if n >= 0 and claim.start < document.blocks[n].end else None

    def _link(self, document: Document | None, claim: Claim) -> str | None:
        if document is None or self.sources is None:
            return None
        place = f"#page={claim.page}" if claim.page else _fragment(claim.quote)
        return self.sources + url_quote(document.id, errors="replace") + place

    def _documents(self) -> Iterable[DocumentView]:
        for n, (d, exported) in enumerate(zip(self.result.documents, self.assembly.frame.documents, strict=True), 1):
            yield DocumentView(
                id=render.one_line(d.id),
                anchor=f"document-{n}",
                name=render.one_line(d.title or d.id),
                publisher=render.one_line(d.publisher or ""),
                author=render.one_line(d.author or ""),
                published=render.day(d.published) if d.published else "",
                sha256=d.sha256,
                claims=exported.claims,
                contradicted=exported.contradicted,
                link=self.sources + url_quote(d.id, errors="replace") if self.sources is not None else None,
                online=render.safe_url(d.url),
            )

    def _skipped(self) -> Iterable[SkippedView]:
        for group in sorted(self.result.skipped, key=lambda s: (-s.count, s.reason)):
            pair = [self.quote(self.claims[c]) for c in group.example or () if c in self.claims]
            example = (pair[0], pair[1]) if len(pair) == 2 else None
            yield SkippedView(render.one_line(group.reason.replace("_", " ")), group.count, example)


def _context(document: Document | None, block: Block | None, claim: Claim) -> tuple[str, str]:
    """The words of the quote's paragraph before and after it, cut at a blank to ``CONTEXT`` characters."""
    if document is None or block is None or block.kind == "table":
        return "", ""
    before = render.one_line(document.text[block.start : claim.start])
    after = render.one_line(document.text[claim.start + len(claim.quote) : block.end])
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "…"
    return before, after


def _notes(claim: Claim) -> Iterable[str]:
    """What narrows a claim: who is quoted, in what way it is claimed, for what time."""
    if claim.attribution:
        yield "according to " + render.one_line(claim.attribution)
    if render.MODALITY_WORDS[claim.modality]:
        yield render.MODALITY_WORDS[claim.modality]
    if claim.period:
        yield "for " + render.period(claim.period)
    if claim.extractor == "table":
        yield "from a table"
    if claim.extractor == "curated":
        yield "added by hand"


def _fragment(quote: str) -> str:
    words = quote.split()
    if len(words) <= 2 * FRAGMENT_WORDS:
        return render.text_fragment(quote)
    end = render.text_fragment(" ".join(words[-FRAGMENT_WORDS:])).removeprefix("#:~:text=")
    return render.text_fragment(" ".join(words[:FRAGMENT_WORDS])) + "," + end


def _online(document: Document | None, claim: Claim) -> str | None:
    url = render.safe_url(document.url) if document else None
    return url + _fragment(claim.quote) if url and "#" not in url else url


def _verdict(state: VerdictState) -> VerdictView:
    v = state.verdict
    return VerdictView(
        decision=render.DECISION_WORDS[v.decision],
        explanation=render.one_line(v.explanation or ""),
        reviewer=render.one_line(v.reviewer),
        at=render.day(utc(v.at).date()),
        note=render.clean(v.note),
        link=render.safe_url(v.link),
        changes=tuple(render.one_line(change) for change in state.changes),
        adjudicated=v.adjudicated,
    )

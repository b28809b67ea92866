"""A result as lines, to be kept and held against another one without reading either: equal lines are dropped as they are.

Each line is a kind, an id and a record in JSON. What plays no part in a diff (match weights, the evidence of links) is left out,
so that lines differ only where a reader would see a difference. Of two results of 100,000 findings with 1 % changed only that
one percent is parsed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from atodds.collector import without_collector
from atodds.errors import StoreError
from atodds.report.diff import Diff, diff
from atodds.report.export import Export, ExportClaim, ExportDocument, ExportFinding
from atodds.report.lines import to_line
from atodds.report.standing import Standing

# The first line. Another one is of another version, whose records may not be read.
HEAD = b"atodds-packed/1"
_UNSEEN = {"weight": True, "relations": {"__all__": {"weight", "evidence"}}}


def pack(exported: Export) -> bytes:
    """The export as lines, in its order."""
    return b"\n".join((HEAD, *_lines(exported)))


def _lines(exported: Export) -> Iterator[bytes]:
    documents, verdicts = packed_frame(exported)
    yield from documents
    yield from map(packed_claim, exported.claims)
    yield from map(packed_finding, exported.findings)
    yield from verdicts


def packed_frame(exported: Export) -> tuple[list[bytes], list[bytes]]:
    """The lines of the documents, which come first, and of the verdicts without a finding, which come last."""
    documents = [b"document - " + to_line(d) for d in exported.documents]
    return documents, [b"verdict - " + to_line(v) for v in exported.orphaned_verdicts]


def packed_claim(claim: ExportClaim) -> bytes:
    """The line of a claim."""
    return b"claim %s %s" % (claim.id.encode(), to_line(claim))


def packed_finding(finding: ExportFinding) -> bytes:
    """The line of a finding."""
    return b"finding %s %s" % (finding.id.encode(), to_line(finding, exclude=_UNSEEN))


@without_collector()
def packed_diff(old: bytes, new: bytes) -> Diff:
    """What changed between two packed results.

    Raises:
        StoreError: one of them is damaged, or was packed by another version.
    """
    a, b = _split(old), _split(new)
    left, right = set(a), set(b)
    try:
        one, other = _Differing(a, left - right), _Differing(b, right - left)
        # A claim that stayed as it was is needed on both sides, or it would look new or gone.
        named = one.named | other.named
        return diff(one.export(named), other.export(named))
    except ValueError as error:
        raise StoreError("a kept result cannot be read", advice="it is of another version, or damaged: compare other runs") from error


def _split(data: bytes) -> list[bytes]:
    head, *lines = data.split(b"\n")
    if head != HEAD:
        advice = "compare runs of this version: `atodds diff --runs` lists them"
        raise StoreError("a kept result is of another version of atodds", advice=advice)
    return lines


class _Differing:
    """The records of one side that the other has not like that."""

    def __init__(self, lines: Sequence[bytes], differing: set[bytes]) -> None:
        self.lines = lines
        self.records: dict[bytes, list[bytes]] = defaultdict(list)
        self.claims: set[bytes] = set()
        for line in lines:
            if line in differing:
                kind, name, record = line.split(b" ", 2)
                self.records[kind].append(record)
                if kind == b"claim":
                    self.claims.add(name)
        self.findings = [ExportFinding.model_validate_json(record) for record in self.records[b"finding"]]

    @property
    def named(self) -> set[bytes]:
        """Ids of the claims that its findings name."""
        return {c.encode() for f in self.findings for c in f.claims}

    def export(self, named: set[bytes]) -> Export:
        """These records, and those claims too."""
        wanted = named | self.claims
        parts = (line.split(b" ", 2) for line in self.lines if line.startswith(b"claim ")) if wanted else ()
        return Export(
            generator="",
            documents=tuple(ExportDocument.model_validate_json(record) for record in self.records[b"document"]),
            claims=tuple(ExportClaim.model_validate_json(record) for _, name, record in parts if name in wanted),
            findings=tuple(self.findings),
            orphaned_verdicts=tuple(Standing.model_validate_json(record) for record in self.records[b"verdict"]),
        )

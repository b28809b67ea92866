"""The exports of one result, put together from pieces: the claims of a document, a finding. Pieces are kept between runs (`marks.Keep`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from atodds.model.records import Claim, Finding, Record, Result, Verdict
from atodds.model.stamps import Stamps
from atodds.report.export import exported_claim, exported_finding, exported_frame
from atodds.report.lines import to_json
from atodds.report.marks import Afresh, Keep, Marks, digest
from atodds.report.packed import HEAD, packed_claim, packed_finding, packed_frame
from atodds.report.standing import deciding
from atodds.report.tables import CLAIM_COLUMNS, FINDING_COLUMNS, ClaimRow, FindingRow, csv_head, csv_rows
from atodds.store.verdicts import apply_verdicts

# Between the pieces of one text: JSON escapes it, and the tables hold no such sign (`render.clean`).
_BETWEEN = b"\x1e"


class Assembly:
    """A result with the verdicts on it, as texts. ``run``: what is said of how it was made."""

    def __init__(
        self,
        result: Result,
        verdicts: Sequence[Verdict] = (),
        run: Mapping[str, str] | None = None,
        keep: Keep | None = None,
        stamps: Stamps | None = None,
    ) -> None:
        """``keep``: keeps the pieces between runs. ``stamps``: of the result, where they are known."""
        self.result = result
        self.keep: Keep = keep or Afresh()
        self.claims = {c.id: c for c in result.claims}
        self.documents = {d.id: d for d in result.documents}
        self.reviews = apply_verdicts(result.findings, self.claims, verdicts)
        self.marks = Marks(result, self.reviews, stamps)
        self.frame = exported_frame(result, self.reviews, run)
        self._of_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in result.claims:
            self._of_document[claim.document].append(claim)

    def json(self) -> str:
        """``findings.json``, as `to_json` of the whole export gives it."""
        return b"".join(self.json_parts()).decode()

    def json_parts(self) -> list[bytes]:
        """The same in parts, to be written one after another: put together it takes more memory than all else that is said."""
        rest = encoded(to_json(self.frame))
        parts: list[bytes] = []
        for name, pieces in ((b"claims", (p.json for p in self._claims)), (b"findings", (p.json for p in self._findings))):
            # Nothing else stands at this depth: in the words of a document, a line's end is escaped.
            before, empty, rest = rest.partition(b'\n "%s": []' % name)
            told = [part for piece in pieces if piece for part in (b",\n", piece)]
            parts += [before, empty.removesuffix(b"]"), b"\n", *told[1:], b"\n ]"] if told else [before, empty]
        return [*parts, rest]

    def packed(self) -> bytes:
        """The result to be kept for `atodds diff`, as `packed.pack` gives it."""
        documents, verdicts = packed_frame(self.frame)
        lines = (p.line for p in (*self._claims, *self._findings) if p.line)
        return b"\n".join((HEAD, *documents, *lines, *verdicts))

    def claims_csv_parts(self) -> list[bytes]:
        """All claims, a row each."""
        return [encoded(csv_head(CLAIM_COLUMNS)), *(p.row for p in self._claims)]

    def findings_csv_parts(self) -> list[bytes]:
        """All findings, a row each, with the verdict that counts."""
        return [encoded(csv_head(FINDING_COLUMNS)), *(p.row for p in self._findings)]

    @cached_property
    def _claims(self) -> list[_Pieces]:
        holders: dict[str, list[str]] = defaultdict(list)
        for finding in self.result.findings:
            for claim in finding.claims:
                holders[claim].append(finding.id)
        return [self._claims_of(document, claims, holders) for document, claims in self._of_document.items()]

    def _claims_of(self, document: str, claims: Sequence[Claim], holders: Mapping[str, Sequence[str]]) -> _Pieces:
        held = [holders.get(c.id, ()) for c in claims]
        key = digest([self.marks.documents.get(document, ""), self.marks.claims[document], *(" ".join(found) for found in held)])

        def make() -> bytes:
            exported = [exported_claim(c) for c in claims]
            rows = (ClaimRow(c, self.documents.get(document), found) for c, found in zip(claims, held, strict=True))
            lines = b"\n".join(map(packed_claim, exported))
            return _Pieces(encoded(",\n".join(map(_inside, exported))), lines, encoded(csv_rows(CLAIM_COLUMNS, rows))).kept()

        return _Pieces.of(self.keep.data(f"claims|{key}", make))

    @cached_property
    def _findings(self) -> list[_Pieces]:
        return [self._finding(finding) for finding in self.result.findings]

    def _finding(self, finding: Finding) -> _Pieces:
        def make() -> bytes:
            review = self.reviews.findings.get(finding.id)
            exported = exported_finding(finding, self.claims, review)
            row = FindingRow(finding, [self.claims[c] for c in finding.claims], deciding(review))
            return _Pieces(encoded(_inside(exported)), packed_finding(exported), encoded(csv_rows(FINDING_COLUMNS, [row]))).kept()

        return _Pieces.of(self.keep.data(f"finding|{self.mark(finding)}", make))

    def mark(self, finding: Finding) -> str:
        """The mark of a finding, worked out once."""
        found = self._marked.get(finding.id)
        if found is None:
            found = self._marked[finding.id] = self.marks.finding(finding)
        return found

    @cached_property
    def _marked(self) -> dict[str, str]:
        return {}


class _Pieces(NamedTuple):
    """One thing, or several, in ``findings.json``, in the packed result, and in its table: bytes, as they are written."""

    json: bytes
    line: bytes
    row: bytes

    @classmethod
    def of(cls, data: bytes) -> _Pieces:
        """The pieces from the bytes that they are kept as."""
        return cls(*data.split(_BETWEEN))

    def kept(self) -> bytes:
        """The pieces together."""
        return _BETWEEN.join(self)


def encoded(text: str) -> bytes:
    """A text as it is written; half a character, which no file of UTF-8 can hold, is a question mark."""
    return text.encode("utf-8", "replace")


def _inside(record: Record) -> str:
    """A record in JSON as it stands in a list of the export."""
    return "  " + to_json(record).rstrip("\n").replace("\n", "\n  ")

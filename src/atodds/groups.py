"""What is found of a group of pairs that hang together, and how it is written down to be kept between two runs.

A record is two lines of JSON: the pairs with their own weights, evidence and outcomes, which hold as long as their claims stay as they
are; and the findings, which hold as long as all pairs of the group do. Texts and pieces of evidence stand in tables and are told by
their numbers, as most are shared by many pairs.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from atodds.compare import Outcome
from atodds.link.linker import Pair, evidence_of
from atodds.link.profiles import Level
from atodds.model.records import Claim, Evidence, Finding, Relation, RelationKind, SkippedPairs, lean

# What a damaged record fails with; whoever asks for it makes a new one.
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError)


class Skip(NamedTuple):
    """Pairs of one item that are not comparable for one reason: how many, the claims of the first such item, and a pair of it."""

    pairs: int
    item: list[str]
    example: tuple[str, str]


@dataclass(slots=True)
class Found:
    """Findings, and what was not compared, by reason, with an example of each: that of the first item by its ids."""

    findings: list[Finding] = field(default_factory=list)
    skipped: dict[str, Skip] = field(default_factory=dict)

    def note(self, members: Sequence[Claim], relations: Sequence[Relation]) -> None:
        """Count the relations of one item that are not comparable."""
        apart = [r for r in relations if r.relation is RelationKind.NOT_COMPARABLE]
        ids = sorted(c.id for c in members) if apart else []
        for r in apart:
            self._add(r.reason, Skip(1, ids, (r.a, r.b)))

    def add(self, other: Found) -> None:
        """Take in what was found of another group."""
        self.findings += other.findings
        for reason, skip in other.skipped.items():
            self._add(reason, skip)

    def _add(self, reason: str, skip: Skip) -> None:
        known = self.skipped.get(reason)
        if known is None:
            self.skipped[reason] = skip
        else:
            first = skip if skip.item < known.item else known
            self.skipped[reason] = Skip(known.pairs + skip.pairs, first.item, first.example)

    def told(self) -> tuple[SkippedPairs, ...]:
        """What was counted, by reason."""
        return tuple(SkippedPairs(reason=r, count=s.pairs, example=s.example) for r, s in sorted(self.skipped.items()))


def pack(pairs: Iterable[tuple[Pair, Outcome]], found: Found) -> bytes:
    """The record of a group."""
    return _packed_pairs(pairs) + b"\n" + pack_found(found)


def pack_found(found: Found) -> bytes:
    """All that was found, as one line."""
    write = _Writer()
    rows = []
    for f in found.findings:
        relations = [
            [*write.texts((r.a, r.b, r.relation.value, r.reason, r.explanation)), r.weight, write.evidence(r.evidence)] for r in f.relations
        ]
        voices = [[*map(write.text, (v.value_text,)), write.texts(v.claims), write.texts(v.documents), v.independent] for v in f.voices]
        head = write.texts((f.id, f.status.value, f.kind, f.title, f.entity, f.property))
        rows.append([head, f.weight, write.texts(f.claims), relations, voices])
    skipped = [[reason, skip.pairs, skip.item, *skip.example] for reason, skip in found.skipped.items()]
    return write.line([rows, skipped])


def unpack_pairs(record: bytes, claims: Mapping[str, Claim]) -> list[tuple[Pair, Outcome]]:
    """The pairs of a record, those of claims that are no longer there left out; none where it is damaged."""
    try:
        read = _Reader(json.loads(record.split(b"\n")[0]))
        return [told for row in read.rows if (told := _pair(read, row, claims)) is not None]
    except _DAMAGED:
        return []


def unpack_found(line: bytes) -> Found | None:
    """What `pack_found` packed, or None where it is damaged."""
    try:
        read = _Reader(json.loads(line))
        findings, skipped = read.rows
        return Found([_finding(read, row) for row in findings], {r: Skip(n, item, (a, b)) for r, n, item, a, b in skipped})
    except _DAMAGED:
        return None


def findings_of(record: bytes) -> bytes:
    """The part of a record that tells all that was found; nothing where it is damaged."""
    return record.partition(b"\n")[2]


class _Writer:
    """Numbers for texts and pieces of evidence."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._pieces: list[list[Any]] = []
        self._known: dict[int, tuple[int, Evidence]] = {}  # with the piece itself: its id is its own as long as it lives

    def text(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def texts(self, texts: Iterable[str]) -> list[int]:
        return [self.text(t) for t in texts]

    def evidence(self, evidence: Iterable[Evidence]) -> list[int]:
        return [self._piece(piece) for piece in evidence]

    def _piece(self, piece: Evidence) -> int:
        known = self._known.get(id(piece))
        if known is None:
            known = self._known[id(piece)] = len(self._pieces), piece
            self._pieces.append([*self.texts((piece.comparison, piece.level)), piece.weight, self.text(piece.detail)])
        return known[0]

    def line(self, rows: Sequence[Any]) -> bytes:
        return json.dumps([list(self._texts), self._pieces, rows], ensure_ascii=True, separators=(",", ":")).encode()


# Of many records the pieces are the same; as many are remembered as `evidence_of` shares.
@functools.lru_cache(maxsize=1 << 15)
def _piece(comparison: str, level: str, weight: float, detail: str) -> Evidence:
    return evidence_of(comparison, Level(level, detail), weight)


class _Reader:
    """Texts and pieces of evidence by their numbers."""

    def __init__(self, line: Sequence[Any]) -> None:
        self.text, pieces, self.rows = line
        text = self.text
        self._pieces = [_piece(text[name], text[level], weight, text[detail]) for name, level, weight, detail in pieces]

    def evidence(self, numbers: Sequence[int]) -> tuple[Evidence, ...]:
        return tuple([self._pieces[n] for n in numbers])


def _packed_pairs(pairs: Iterable[tuple[Pair, Outcome]]) -> bytes:
    write = _Writer()
    rows = []
    for pair, outcome in pairs:
        ends = write.texts((pair.a.id, pair.b.id))
        rows.append([*ends, pair.weight, write.evidence(pair.evidence), *write.texts((outcome.relation.value, *outcome[1:]))])
    return write.line(rows)


def _pair(read: _Reader, row: Sequence[Any], claims: Mapping[str, Claim]) -> tuple[Pair, Outcome] | None:
    text = read.text
    a, b, weight, evidence, relation, reason, explanation = row
    one, other = claims.get(text[a]), claims.get(text[b])
    if one is None or other is None:
        return None
    outcome = Outcome(RelationKind(text[relation]), text[reason], text[explanation])
    return Pair(one, other, weight, read.evidence(evidence)), outcome


def _finding(read: _Reader, row: Sequence[Any]) -> Finding:
    text = read.text
    head, weight, claims, relations, voices = row
    fields = dict(zip(("id", "status", "kind", "title", "entity", "property"), (text[n] for n in head), strict=True))
    found = Finding.model_validate(  # in one call: with one for each relation it takes three times as long
        {
            **fields,
            "weight": weight,
            "claims": [text[n] for n in claims],
            "relations": [_relation(read, r) for r in relations],
            "voices": [_voice(read, v) for v in voices],
        }
    )
    for part in (*found.relations, *found.voices):
        lean(part)
    return found


def _relation(read: _Reader, row: Sequence[Any]) -> dict[str, Any]:
    text = read.text
    a, b, relation, reason, explanation, weight, evidence = row
    told = {"a": text[a], "b": text[b], "relation": text[relation], "reason": text[reason], "explanation": text[explanation]}
    return {**told, "weight": weight, "evidence": read.evidence(evidence)}


def _voice(read: _Reader, row: Sequence[Any]) -> dict[str, Any]:
    text = read.text
    value, claims, documents, independent = row
    return {
        "value_text": text[value],
        "claims": [text[n] for n in claims],
        "documents": [text[n] for n in documents],
        "independent": independent,
    }

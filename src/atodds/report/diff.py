"""What changed between two results: documents, claims, findings, and verdicts that lost their evidence.

Records are held against each other by id; equal ones are dropped first, and DeepDiff is asked only about the rest. The id of
a claim comes from its words, so a claim whose quote was edited is a gone one and a new one: these are paired again here, and the
findings that hold them with them.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from atodds.collector import without_collector
from atodds.model.records import Claim, Document, Finding, Record, RelationKind, Result, Verdict
from atodds.report import render
from atodds.report.export import Export, ExportClaim, ExportDocument
from atodds.store.verdicts import apply_verdicts

# Python's documentation of difflib: "a ratio() value over 0.6 means the sequences are close matches".
CLOSE = 0.6
# Pairing by likeness compares every gone with every new claim of a document; beyond this many pairs it is left out.
MAX_LIKENESS_PAIRS = 10_000

AnyClaim = Claim | ExportClaim
AnyDocument = Document | ExportDocument


class Change(Record):
    """One field that differs; None where it was or is absent."""

    field: str
    old: str | None
    new: str | None


class ChangedRecord(Record):
    """A record that is in both results and differs. ``old_id`` is set where its id has changed with its words."""

    id: str
    title: str
    changes: tuple[Change, ...]
    old_id: str | None = None
    document: str = ""


class NamedRecord(Record):
    """A record that is in one of the two results only."""

    id: str
    title: str
    status: RelationKind | None = None


class StaleVerdict(Record):
    """A verdict whose evidence has changed or gone since the old result; ``finding`` is None where it applies to none any more."""

    verdict: str
    reviewer: str
    finding: str | None
    title: str


class Diff(Record):
    """What changed, each list in the order of ids."""

    documents_added: tuple[NamedRecord, ...] = ()
    documents_removed: tuple[NamedRecord, ...] = ()
    documents_edited: tuple[ChangedRecord, ...] = ()
    claims_changed: tuple[ChangedRecord, ...] = ()
    claims_added: int = 0
    claims_removed: int = 0
    findings_new: tuple[NamedRecord, ...] = ()
    findings_gone: tuple[NamedRecord, ...] = ()
    findings_changed: tuple[ChangedRecord, ...] = ()
    verdicts_stale: tuple[StaleVerdict, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return self == Diff()


class Snapshot(NamedTuple):
    """What is compared of a result or an export."""

    documents: Mapping[str, AnyDocument]
    claims: Mapping[str, AnyClaim]
    findings: Mapping[str, Finding]
    verdicts: Mapping[str, tuple[Verdict, str | None, bool]]


@without_collector()
def diff(old: Result | Export, new: Result | Export, *, verdicts: Sequence[Verdict] = ()) -> Diff:
    """What changed from ``old`` to ``new``. ``verdicts`` are applied to results; exports carry their own."""
    a, b = snapshot(old, verdicts), snapshot(new, verdicts)
    gone = [c for c in a.claims.values() if c.id not in b.claims]
    come = [c for c in b.claims.values() if c.id not in a.claims]
    pairs = _pair_claims(gone, come)
    findings = _Findings(a, b, pairs)
    return Diff(
        documents_added=_named(_document_name(d) for k, d in sorted(b.documents.items()) if k not in a.documents),
        documents_removed=_named(_document_name(d) for k, d in sorted(a.documents.items()) if k not in b.documents),
        documents_edited=_documents_edited(a, b),
        claims_changed=_claims_changed(a, b, pairs),
        claims_added=len(come) - len(pairs),
        claims_removed=len(gone) - len(pairs),
        findings_new=findings.new(),
        findings_gone=findings.gone(),
        findings_changed=findings.changed(),
        verdicts_stale=_verdicts_stale(a, b),
    )


def snapshot(of: Result | Export, verdicts: Sequence[Verdict] = ()) -> Snapshot:
    """What is compared of a result (with these verdicts) or of an export (with its own)."""
    findings: dict[str, Finding] = {}
    applied: dict[str, tuple[Verdict, str | None, bool]] = {}
    if isinstance(of, Export):
        names = list(Finding.model_fields)
        for f in of.findings:
            findings[f.id] = Finding.model_construct(**{name: getattr(f, name) for name in names})
            applied.update({s.verdict.id: (s.verdict, f.id, s.stale) for s in f.verdicts})
        applied.update({s.verdict.id: (s.verdict, None, True) for s in of.orphaned_verdicts})
    else:
        findings = {f.id: f for f in of.findings}
        # Without verdicts there is nothing to place: it would take as long as the rest of the diff.
        reviews = apply_verdicts(of.findings if verdicts else (), {c.id: c for c in of.claims} if verdicts else {}, verdicts)
        applied = {s.verdict.id: (s.verdict, s.finding, s.stale) for s in reviews.states()}
        applied.update({s.verdict.id: (s.verdict, None, True) for s in reviews.orphaned})
    return Snapshot({d.id: d for d in of.documents}, {c.id: c for c in of.claims}, findings, applied)


def _named(names: Iterable[tuple[str, str]]) -> tuple[NamedRecord, ...]:
    return tuple(NamedRecord(id=key, title=title) for key, title in names)


def _document_name(document: AnyDocument) -> tuple[str, str]:
    return document.id, render.one_line(document.title or document.id)


_DOCUMENT_FIELDS = ("sha256", "title", "publisher", "author", "published", "url")
_CLAIM_FIELDS = ("quote", "value_text", "value")


def _documents_edited(a: Snapshot, b: Snapshot) -> tuple[ChangedRecord, ...]:
    both = [k for k in sorted(a.documents) if k in b.documents]
    old = {k: _fields(a.documents[k], _DOCUMENT_FIELDS) for k in both}
    new = {k: _fields(b.documents[k], _DOCUMENT_FIELDS) for k in both}
    changes = changed_fields(old, new)
    return tuple(ChangedRecord(id=k, title=_document_name(b.documents[k])[1], changes=changes[k]) for k in both if k in changes)


def _fields(record: AnyDocument | AnyClaim, names: Sequence[str]) -> dict[str, object]:
    fields = {name: getattr(record, name) for name in names}
    if isinstance(record, Claim | ExportClaim):
        fields["value"] = render.value(record.value)
    return fields


def _claims_changed(a: Snapshot, b: Snapshot, pairs: Mapping[str, str]) -> tuple[ChangedRecord, ...]:
    # Values are compared by their fields, which is six times as fast as comparing the records.
    understood = [(k, k) for k, c in a.claims.items() if k in b.claims and vars(c.value) != vars(b.claims[k].value)]
    matched = understood + list(pairs.items())
    old = {new_id: _fields(a.claims[old_id], _CLAIM_FIELDS) for old_id, new_id in matched}
    new = {new_id: _fields(b.claims[new_id], _CLAIM_FIELDS) for _, new_id in matched}
    changes = changed_fields(old, new)
    before = {new_id: old_id for old_id, new_id in matched}
    return tuple(
        ChangedRecord(
            id=k,
            title=render.subject(b.claims[k].subject or b.claims[k].entity, b.claims[k].property, b.claims[k].scope),
            changes=changes[k],
            old_id=before[k] if before[k] != k else None,
            document=b.claims[k].document,
        )
        for k in sorted(changes, key=lambda k: (b.claims[k].document, b.claims[k].start, k))
    )


def _pair_claims(gone: Sequence[AnyClaim], come: Sequence[AnyClaim]) -> dict[str, str]:
    """Old claim id to new claim id, for claims of one document whose words were edited.

    In this order: the same sentence but for the value; the same data item, where it has one candidate on either side; the most
    alike sentence above ``CLOSE``.
    """
    pairs: dict[str, str] = {}
    left, right = _by_document(gone), _by_document(come)
    for document in sorted(left.keys() & right.keys()):
        old, new = left[document], right[document]
        for key in (_frame, _item):
            pairs.update(_pair_unique(old, new, key))
            old = [c for c in old if c.id not in pairs]
            new = [c for c in new if c.id not in set(pairs.values())]
        if len(old) * len(new) <= MAX_LIKENESS_PAIRS:
            pairs.update(_pair_alike(old, new))
    return pairs


def _by_document(claims: Iterable[AnyClaim]) -> dict[str, list[AnyClaim]]:
    groups: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in claims:
        groups[claim.document].append(claim)
    return groups


def _frame(claim: AnyClaim) -> tuple[object, ...]:
    return claim.quote[: claim.value_start], claim.quote[claim.value_start + len(claim.value_text) :]


def _item(claim: AnyClaim) -> tuple[object, ...]:
    return claim.entity or claim.subject, claim.property, claim.scope, claim.value.kind


def _pair_unique(old: Sequence[AnyClaim], new: Sequence[AnyClaim], key: Callable[[AnyClaim], object]) -> dict[str, str]:
    left: dict[object, list[str]] = defaultdict(list)
    right: dict[object, list[str]] = defaultdict(list)
    for side, claims in ((left, old), (right, new)):
        for claim in claims:
            side[key(claim)].append(claim.id)
    return {ids[0]: right[k][0] for k, ids in left.items() if len(ids) == 1 and len(right.get(k, ())) == 1}


def _pair_alike(old: Sequence[AnyClaim], new: Sequence[AnyClaim]) -> dict[str, str]:
    scored = []
    for b in new:
        matcher = difflib.SequenceMatcher(b=b.quote, autojunk=False)
        for a in old:
            matcher.set_seq1(a.quote)
            if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE and (ratio := matcher.ratio()) >= CLOSE:
                scored.append((-ratio, a.value_text != b.value_text, abs(a.start - b.start), a.id, b.id))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, a_id, b_id in sorted(scored):
        if a_id not in pairs and b_id not in taken:
            pairs[a_id] = b_id
            taken.add(b_id)
    return pairs


class _Findings:
    """New, gone and changed findings; a gone and a new one that share most of their claims are one that changed."""

    def __init__(self, a: Snapshot, b: Snapshot, pairs: Mapping[str, str]) -> None:
        self.a, self.b, self.pairs = a, b, pairs
        gone = [f for k, f in a.findings.items() if k not in b.findings]
        come = [f for k, f in b.findings.items() if k not in a.findings]
        self.moved = self._pair(gone, come)
        taken = set(self.moved.values())
        self._gone = [f for f in gone if f.id not in self.moved]
        self._new = [f for f in come if f.id not in taken]

    def new(self) -> tuple[NamedRecord, ...]:
        return _finding_names(self._new)

    def gone(self) -> tuple[NamedRecord, ...]:
        return _finding_names(self._gone)

    def _pair(self, gone: Sequence[Finding], come: Sequence[Finding]) -> dict[str, str]:
        holders: dict[str, list[str]] = defaultdict(list)
        for finding in come:
            for claim in finding.claims:
                holders[claim].append(finding.id)
        pairs: dict[str, str] = {}
        for finding in sorted(gone, key=lambda f: f.id):
            votes = Counter(h for c in finding.claims for h in holders.get(self.pairs.get(c, c), ()))
            best = max(votes.items(), key=lambda kv: (kv[1], kv[0]), default=("", 0))
            if best[1] * 2 >= len(finding.claims) and best[0] not in pairs.values():
                pairs[finding.id] = best[0]
        return pairs

    def changed(self) -> tuple[ChangedRecord, ...]:
        old_of, new_of = self.a.findings, self.b.findings
        same = [(k, k) for k, f in old_of.items() if k in new_of and _essence(f) != _essence(new_of[k])]
        matched = same + list(self.moved.items())
        old = {n: _seen(self.a.findings[o], self.a.claims, self.pairs) for o, n in matched}
        new = {n: _seen(self.b.findings[n], self.b.claims, {}) for _, n in matched}
        changes = changed_fields(old, new)
        before = {n: o for o, n in matched}
        return tuple(
            ChangedRecord(
                id=k,
                title=render.one_line(self.b.findings[k].title),
                changes=changes[k],
                old_id=before[k] if before[k] != k else None,
            )
            for k in sorted(changes)
        )


def _essence(finding: Finding) -> tuple[object, ...]:
    """The same as ``_seen`` without a word: quick to compare. The words of a claim are in its id."""
    relations = [(r.a, r.b, r.relation, r.reason) for r in finding.relations]
    return finding.status, finding.title, finding.claims, relations, [(v.value_text, v.independent) for v in finding.voices]


def _seen(finding: Finding, claims: Mapping[str, AnyClaim], pairs: Mapping[str, str]) -> dict[str, object]:
    """What a reader sees of a finding, every part under a key of its own so that order plays no part; weights are left out."""

    def words(claim: str) -> str:
        return f"“{claims[claim].value_text}”"

    seen: dict[str, object] = {"status": render.STATUS_WORDS[finding.status], "title": finding.title}
    for c in finding.claims:
        seen[f"claim {pairs.get(c, c)}"] = f"{words(c)} ({claims[c].document})"
    for r in finding.relations:
        a, b = sorted((pairs.get(r.a, r.a), pairs.get(r.b, r.b)))
        reason = r.reason.replace("_", " ")
        seen[f"relation {a} {b}"] = f"{render.STATUS_WORDS[r.relation]} ({reason}) of {words(r.a)} and {words(r.b)}"
    for v in finding.voices:
        seen[f"voices {v.value_text}"] = f"{v.independent} independent for “{v.value_text}”"
    return seen


def _finding_names(findings: Iterable[Finding]) -> tuple[NamedRecord, ...]:
    ordered = sorted(findings, key=lambda f: f.id)
    return tuple(NamedRecord(id=f.id, title=render.one_line(f.title), status=f.status) for f in ordered)


def changed_fields(old: Mapping[str, Mapping[str, object]], new: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Change, ...]]:
    """The fields that differ between records of the same key; equal records are dropped before DeepDiff sees them."""
    from deepdiff import DeepDiff  # noqa: PLC0415 - takes a third of a second to import, and only a diff with changes needs it

    keys = [k for k in old if k in new and old[k] != new[k]]
    tree = DeepDiff({k: old[k] for k in keys}, {k: new[k] for k in keys}, view="tree", threshold_to_diff_deeper=0)
    found: dict[str, list[Change]] = defaultdict(list)
    for level in (level for kind in tree.values() for level in kind):
        key, *path = level.path(output_format="list")
        sides: dict[Literal["old", "new"], str | None] = {"old": _words(level.t1), "new": _words(level.t2)}
        found[str(key)].append(Change(field=" ".join(str(p) for p in path), **sides))
    return {k: tuple(sorted(found[k], key=lambda c: c.field)) for k in keys if found[k]}


def _words(value: object) -> str | None:
    absent = value is None or type(value).__name__ == "NotPresent"
    return None if absent else render.one_line(str(value))


def _verdicts_stale(a: Snapshot, b: Snapshot) -> tuple[StaleVerdict, ...]:
    stale = []
    for key, (verdict, finding, is_stale) in sorted(b.verdicts.items()):
        was = a.verdicts.get(key)
        if is_stale and not (was and was[2]):
            title = b.findings[finding].title if finding else a.findings[was[1]].title if was and was[1] else ""
            stale.append(StaleVerdict(verdict=key, reviewer=verdict.reviewer, finding=finding, title=render.one_line(title)))
    return tuple(stale)

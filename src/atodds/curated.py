"""What people wrote, applied to claims: those added by hand, those corrected, those rejected. Pure: no I/O.

An entry that fits nothing is a problem with its file and line, so that a correction does not silently stop working when a document
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atodds.curation import Correction, CuratedClaim, Curation, Entry
from atodds.extract.claims import Draft, is_verbatim
from atodds.extract.values import find_values
from atodds.model.records import Claim, Document, Modality, Period, Problem, claim_id
from atodds.model.values import AnyValue, DateValue

ADVICE = "correct or remove the entry; docs/curation.md describes it"


class Applied(NamedTuple):
    """Claims with the curation applied, in document order, and the entries that could not be.

    ``waiting``: ids of claims that verdicts taught something about and that are gone: kept, in case they come back.
    """

    claims: list[Claim]
    problems: list[Problem]
    waiting: tuple[str, ...] = ()


def apply_curation(documents: Sequence[Document], claims: Sequence[Claim], curation: Curation) -> Applied:
    """Correct, reject and add claims. A claim added by hand replaces an extracted one on the same words."""
    by_name = {d.id: d for d in documents}
    problems: list[Problem] = []
    kept = {c.id: c for c in claims}
    for correction in curation.corrections:
        if not (correction.from_review and correction.claim not in kept):
            problems += _correct(correction, kept, by_name)
    for entry in curation.claims:
        document = by_name.get(entry.document)
        if document is None:
            problems.append(_problem(entry, f"there is no document {entry.document} in sources/"))
            continue
        made = _made(entry, document)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        for other in [c.id for c in kept.values() if c.document == made.document and _overlaps(c.value_span, made.value_span)]:
            del kept[other]
        kept[made.id] = made
    found = in_order(documents, kept.values())
    waiting = _taught(curation) - {c.id for c in claims} - kept.keys()
    return Applied(found, [*problems, *_unknown_pairs(curation, kept)], tuple(sorted(waiting)))


def in_order(documents: Sequence[Document], claims: Iterable[Claim]) -> list[Claim]:
    """Claims by their documents, in these by their places."""
    order = {d.id: n for n, d in enumerate(documents)}
    return sorted(claims, key=lambda c: (order.get(c.document, len(order)), c.value_span, c.id))


def _taught(curation: Curation) -> set[str]:
    """The claims that verdicts taught something about."""
    corrected = {c.claim for c in curation.corrections if c.from_review and c.claim}
    return corrected | {claim for pair in curation.pairs if pair.from_review for claim in (pair.a, pair.b)}


def _overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _correct(correction: Correction, claims: dict[str, Claim], documents: Mapping[str, Document]) -> list[Problem]:
    meant = _meant(correction, claims, documents)
    if isinstance(meant, Problem):
        return [meant]
    for claim in meant:
        if correction.reject:
            del claims[claim.id]
            continue
        document = documents.get(claim.document)
        changes = _told(correction, document)
        if isinstance(changes, Problem):
            return [changes]
        claims[claim.id] = claim.model_copy(update=changes)
    return []


def _meant(correction: Correction, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> list[Claim] | Problem:
    """The claims that a correction names; one must be."""
    if correction.claim is not None:
        claim = claims.get(correction.claim)
        return [claim] if claim else _problem(correction, f"there is no claim {correction.claim} (any more)")
    if correction.document not in documents:
        return _problem(correction, f"there is no document {correction.document} in sources/")
    quote, value = (_flat(t) if t else None for t in (correction.quote, correction.value))
    found = [
        c
        for c in claims.values()
        if c.document == correction.document and (not quote or quote in _flat(c.quote)) and (not value or value in _flat(c.value_text))
    ]
    exact = [c for c in found if value and _flat(c.value_text) == value]
    return exact or found or _problem(correction, f"no claim of {correction.document} has these words")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _told(entry: CuratedClaim | Correction, document: Document | None) -> dict[str, object] | Problem:
    """What an entry tells of a claim, as fields of the claim."""
    told = dict(entry.changes())
    if "period" in told:
        period = _period(str(told["period"]), document)
        if period is None:
            return _problem(entry, f"the period “{told['period']}” is no date that can be read")
        told["period"] = period
    if "means" in told:
        told["value"] = told.pop("means")
    if isinstance(scope := told.get("scope"), tuple):
        told["scope"] = tuple(sorted(scope))
    return told


def _period(words: str, document: Document | None) -> Period | None:
    for mention in find_values(words, document.published if document else None):
        if isinstance(mention.value, DateValue):
            return Period(low=mention.value.low, high=mention.value.high, source="stated", words=words)
    return None


def _made(entry: CuratedClaim, document: Document) -> Claim | Problem:
    """A claim added by hand, or why there is none."""
    start = _find(document.text, entry.quote, entry.nth)
    if start is None:
        nth = f" {entry.nth} times" if entry.nth > 1 else ""
        return _problem(entry, f"the quote does not stand{nth} in {document.id} word for word")
    at = entry.quote.index(entry.value)
    value = entry.means or _read(entry, document, at)
    if value is None:
        return _problem(entry, f"the value “{entry.value}” cannot be read; say what it means under `means:`")
    told = _told(entry, document)
    if isinstance(told, Problem):
        return told
    told.pop("value", None)
    draft = Draft(quote=(start, start + len(entry.quote)), span=(start + at, start + at + len(entry.value)), value=value)
    if not is_verbatim(document, draft):
        return _problem(entry, f"the value does not stand in {document.id} word for word")
    fields: dict[str, object] = {
        "id": claim_id(document.id, entry.quote, entry.value, at, entry.nth - 1),
        "document": document.id,
        "start": start,
        "quote": entry.quote,
        "value_text": entry.value,
        "value_start": at,
        "value": value,
        "modality": Modality.ASSERTED,
        "extractor": "curated",
        "page": next((b.page for b in document.blocks if b.start <= start < b.end), None),
        **told,
    }
    return Claim.model_validate(fields)


def _find(text: str, quote: str, nth: int) -> int | None:
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            return None
    return at


def _read(entry: CuratedClaim, document: Document, at: int) -> AnyValue | None:
    """The value that the words have in their quote, or by themselves."""
    for mention in find_values(entry.quote, document.published):
        if mention.start <= at and at + len(entry.value) <= mention.end:
            return mention.value
    return next((m.value for m in find_values(entry.value, document.published)), None)


def _unknown_pairs(curation: Curation, claims: Mapping[str, Claim]) -> list[Problem]:
    """Pairs that name a claim which is not there. Those written from verdicts are left: their claims may come back."""
    problems = []
    for pair in curation.pairs:
        missing = [c for c in (pair.a, pair.b) if c not in claims]
        if missing and not pair.from_review:
            problems.append(_problem(pair, f"there is no claim {' nor '.join(missing)} (any more)"))
    return problems


def _problem(entry: Entry, message: str) -> Problem:
    return Problem(file=entry.file, line=entry.line or None, message=message, advice=ADVICE)

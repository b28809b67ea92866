"""What changed in the evidence of a verdict since it was given, claim by claim and word by word.

The store says whether a verdict is stale, and why, in words that fit a table. Here is what a person needs to judge it again: each
quote as it was against the quote as it is, with the words marked that went and that came.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from atodds.model.records import Claim, EvidenceClaim, Finding, Verdict
from atodds.report.diff import changed_fields
from atodds.review.data import Given
from atodds.store import load as store

# A new claim of the same document is the old one in other words if this much of their words is the same: half, so that an edited
# figure or clause is shown as an edit, and another sentence as another.
SAME_SENTENCE = 0.5
_WORDS = re.compile(r"\S+|\s+")
# Fields of a claim that a verdict keeps and that a reader compares by themselves; the quote is shown word by word.
_FIELDS = {"value_text": "value", "document": "document"}

Mark = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    """Words of a quote with what became of them."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class Field:
    """A field of a claim that is different now."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Changed:
    """One claim of the evidence that is not what it was.

    ``kind``: ``edited`` (other words now), ``gone`` (no document says it any more), ``left`` (it is in another finding or in
    none), ``new`` (the reviewer did not see it). ``before`` and ``after``: the quotes, empty where there is none; ``claim``: its
    id now, if it has one.
    """

    kind: Literal["edited", "gone", "left", "new"]
    document: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    fields: tuple[Field, ...] = ()
    claim: str | None = None


def load(conn: sqlite3.Connection, finding: Finding | None, given: Iterable[Given]) -> dict[str, tuple[Changed, ...]]:
    """What changed since each stale verdict of ``given``, by its id. ``finding``: the one they apply to, if any."""
    stale = [g.verdict for g in given if g.stale]
    named = {e.claim for v in stale for e in v.evidence} | set(finding.claims if finding and stale else ())
    claims = store.claims_by_id(conn, sorted(named))
    return {v.id: changes(v, finding, claims) for v in stale}


def changes(verdict: Verdict, finding: Finding | None, claims: Mapping[str, Claim]) -> tuple[Changed, ...]:
    """What changed in the evidence, in its order, then what is new. ``claims``: by id; those of both that still exist."""
    held = finding.claims if finding else ()
    seen = {e.claim for e in verdict.evidence}
    unseen = [claims[c] for c in held if c not in seen and c in claims] if seen else []
    found = []
    for e in verdict.evidence:
        now = claims.get(e.claim)
        if now is None and (heir := _heir(e, unseen)) is not None:
            unseen.remove(heir)
            found.append(_edited(e, heir))
        elif now is None:
            found.append(Changed("gone", e.document, before=_whole(e.quote, "removed")))
        elif finding is not None and e.claim not in held:
            found.append(Changed("left", e.document, before=_whole(e.quote, "removed"), claim=now.id))
        elif (now.quote, now.value_text) != (e.quote, e.value_text):
            found.append(_edited(e, now))
    found += [Changed("new", c.document, after=_whole(c.quote, "added"), claim=c.id) for c in unseen]
    return tuple(found)


def _heir(was: EvidenceClaim, unseen: Sequence[Claim]) -> Claim | None:
    """The new claim of the same document that says it in other words, or None: the most similar one, if it is similar at all."""
    words = _WORDS.findall(was.quote)
    rated = [
        (SequenceMatcher(None, words, _WORDS.findall(c.quote), autojunk=False).ratio(), c) for c in unseen if c.document == was.document
    ]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= SAME_SENTENCE else None


def _edited(was: EvidenceClaim, now: Claim) -> Changed:
    before, after = word_diff(was.quote, now.quote)
    return Changed("edited", was.document, before, after, _fields(was, now), now.id)


def _fields(was: EvidenceClaim, now: Claim) -> tuple[Field, ...]:
    old, new = ({words: getattr(record, name) for name, words in _FIELDS.items()} for record in (was, now))
    found = changed_fields({was.claim: old}, {was.claim: new}).get(was.claim, ())
    return tuple(Field(change.field, change.old or "", change.new or "") for change in found)


def _whole(text: str, mark: Mark) -> tuple[Piece, ...]:
    return (Piece(text, mark),)


def word_diff(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts as pieces: what only the first has is ``removed``, what only the second has ``added``."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    first: list[Piece] = []
    second: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            first.append(Piece("".join(old[a:b]), "same" if tag == "equal" else "removed"))
        if c < d:
            second.append(Piece("".join(new[c:d]), "same" if tag == "equal" else "added"))
    return _joined(first), _joined(second)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces with a space that stayed between two changes taken into them: "ten big boats" went, not three words one by one."""
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        mark = piece.mark
        if mark == "same" and piece.text.isspace() and found and following and found[-1].mark == following.mark != "same":
            mark = following.mark
        if found and found[-1].mark == mark:
            found[-1] = Piece(found[-1].text + piece.text, mark)
        else:
            found.append(Piece(piece.text, mark))
    return tuple(found)

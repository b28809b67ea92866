"""What reviewers decided, written where the next run reads it: ``claims/from-review.yaml``.

"Not the same thing" becomes pairs of claims that are kept apart, "extraction wrong" a claim that is rejected. The file is
written anew from the verdicts that stand, so that a verdict withdrawn is a lesson taken back; what people write by hand
belongs in the other files of ``claims/``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path
from typing import Any

import yaml

from atodds.curation import FROM_REVIEW
from atodds.model.records import Decision, Verdict
from atodds.review import data
from atodds.review.desk import desk_of
from atodds.review.hidden import hidden_copy
from atodds.store import journal

_HEAD = """\
# Written by atodds from the verdicts of its reviewers, anew after each of them: changes made here are lost.
# To take one of these back, withdraw the verdict on the review page.
"""


async def update(datasette: Any) -> None:
    """Bring the file up to date with the verdicts, if the desk has a folder for it and may write there."""
    folder = desk_of(datasette).curation
    if folder is None:
        return
    text = await data.read(datasette, _lessons)
    try:
        _write(folder / FROM_REVIEW, text)
    except OSError:
        # The verdict is safe in the database, and the file is made of the database: the next verdict writes it again.
        return


def _lessons(conn: sqlite3.Connection) -> str:
    # A finding that was taken apart is gone, and the verdict that did it has no finding any more: it goes on teaching.
    reviews = journal.current_reviews(conn)
    return lessons(s.verdict for s in (*reviews.states(), *reviews.orphaned) if s.current)


def lessons(verdicts: Iterable[Verdict]) -> str:
    """The YAML for verdicts that stand; the same verdicts give the same text."""
    pairs: set[tuple[str, str]] = set()
    rejected: set[str] = set()
    for v in verdicts:
        if v.decision is Decision.NOT_SAME:
            pairs |= {(min(p), max(p)) for p in _apart(v)}
        elif v.decision is Decision.EXTRACTION_WRONG:
            rejected |= {e.claim for e in v.evidence if e.rank == "deprecated"}
    content: dict[str, Any] = {}
    if pairs:
        content["not_same"] = [list(p) for p in sorted(pairs)]
    if rejected:
        content["corrections"] = [{"claim": c, "reject": True} for c in sorted(rejected)]
    return _HEAD + (yaml.safe_dump(content, sort_keys=False, allow_unicode=True) if content else "")


def _apart(verdict: Verdict) -> Iterable[tuple[str, str]]:
    """The pairs that a "not the same thing" keeps apart: the marked claims from the others, or all from each other."""
    marked = [e.claim for e in verdict.evidence if e.rank == "deprecated"]
    others = [e.claim for e in verdict.evidence if e.rank != "deprecated"]
    return product(marked, others) if marked and others else combinations([e.claim for e in verdict.evidence], 2)


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    if not path.exists() and text == _HEAD:
        return  # nothing to teach yet: no file
    with hidden_copy(path, text) as name:
        os.replace(name, path)

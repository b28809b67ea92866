"""Two short documents held against each other: the whole chain, for tests of what meets across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.chain import reconcile
from atodds.read import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from atodds.model.records import Result


def result(folder: Path, *documents: tuple[str, str]) -> Result:
    """The result of documents, each a title and a paragraph."""
    read = []
    for name, (title, text) in zip(("a.md", "b.md"), documents, strict=True):
        path = folder / name
        path.write_text(f"# {title}\n\n{text}\n", "utf-8")
        read.append(read_document(path, name))
    return reconcile(read)


def conflicts(found: Result) -> list[tuple[str, str]]:
    """The quotes of each conflict, that of the first document first."""
    claims = {c.id: c for c in found.claims}
    pairs = (
        sorted((claims[r.a], claims[r.b]), key=lambda c: c.document)
        for f in found.findings
        for r in f.relations
        if r.relation == "conflict"
    )
    return [(a.quote, b.quote) for a, b in pairs]

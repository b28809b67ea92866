"""A draft held against what a workspace knows: what its claims agree with, contradict, and what has changed since.

The draft's claims are reconciled together with those of the sources, by the same functions and rules. What the last run stored
is not extracted again, only what is linked with the draft's claims is linked and compared again, and nothing is written.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from atodds.chain import reconcile
from atodds.curation import Curation, load_curation
from atodds.errors import SourceError
from atodds.extract.lexicon import Lexicon
from atodds.fingerprint import extraction_version, result_fingerprint
from atodds.judge import Met, Ruling, judge, rulings
from atodds.model.records import Claim, Document, Result
from atodds.read.encoding import decode
from atodds.read.metadata import SIDECAR_SUFFIX
from atodds.read.sources import read_bytes, read_raw
from atodds.remark import remark
from atodds.report.checked import Check
from atodds.report.sarif import Place, Remark, place_of
from atodds.store import ExtractionCache, Store
from atodds.told import Told
from atodds.workspace import Workspace

MEGABYTE = 1_000_000
# What is not markup or a container: the lines of the file are the lines of the document's text, below its front matter.
_LINED = frozenset({"text/plain", "text/markdown"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its document, and how many lines of its file stand above the document's text (None: the file has no such lines)."""

    name: str
    document: Document
    lines_before: int | None

    def place(self, start: int, end: int) -> Place:
        """The place of a span of the document's text in the file."""
        if self.lines_before is None:
            return Place(file=self.name)
        return place_of(self.name, self.document.text, start, end, lines_before=self.lines_before)


def read_draft(path: Path, name: str, *, max_bytes: int) -> Draft:
    """Read a draft from a file, and its ``NAME.meta.yaml`` where there is one. ``name``: as it is called in remarks.

    Raises:
        SourceError: it cannot be read, is too large, empty, broken or of an unknown format.
    """
    side = path.with_name(path.name + SIDECAR_SUFFIX)
    beside = read_raw(side, name + SIDECAR_SUFFIX, max_bytes) if side.is_file() else None
    return draft_of(read_raw(path, name, max_bytes), name, beside)


def draft_of(data: bytes, name: str, sidecar: bytes | None = None) -> Draft:
    """The same for bytes in memory; the ending of ``name`` tells the format.

    Raises:
        SourceError: as `read_draft`.
    """
    document = read_bytes(data, name, sidecar).document
    return Draft(name, document, _lines_before(document, data, name))


def _lines_before(document: Document, data: bytes, name: str) -> int | None:
    whole = decode(data, name) if document.media_type in _LINED else ""
    return whole.count("\n", 0, len(whole) - len(document.text)) if whole.endswith(document.text) else None


@dataclass(slots=True)
class Known:
    """What a workspace knows: the last result, its relations left out, what it was made with, and what was decided."""

    workspace: Workspace
    result: Result
    rulings: Mapping[str, Ruling]
    finding_of: Mapping[str, str]
    curation: Curation
    lexicon: Lexicon
    fingerprint: str
    _sources: dict[str, Draft | None] = field(default_factory=dict)

    @classmethod
    def load(cls, workspace: Workspace) -> Known:
        """Read it from the database.

        Raises:
            StoreError: there is no database, or it cannot be read.
            WorkspaceError: the configuration is broken.
        """
        with Store.open(workspace.database, create=False, write=False) as store:
            result, reviews, last = store.load(relations=False), store.reviews(), store.last_run() or {}
        finding_of = {c: f.id for f in reversed(result.findings) for c in f.claims}
        curation, _ = load_curation(workspace.claims)
        settled = rulings(result.findings, reviews.findings)
        return cls(workspace, result, settled, finding_of, curation, Lexicon.load(workspace.lexicon), str(last.get("fingerprint")))

    @property
    def is_stale(self) -> bool:
        """Whether sources, curation or configuration have changed since the last run."""
        max_bytes = int(self.workspace.config.sources.max_document_mb * MEGABYTE)
        return self.fingerprint != result_fingerprint(self.workspace, max_bytes=max_bytes)

    def place(self, claim: Claim, document: Document) -> Place:
        """The place of a claim's value in its file in ``sources/``, without lines where the file is not what was read."""
        if document.id not in self._sources:
            self._sources[document.id] = self._source(document)
        path = self.workspace.sources / document.id
        source = self._sources[document.id]
        return source.place(*claim.value_span) if source else Place(file=_relative(path))

    def _source(self, document: Document) -> Draft | None:
        path = self.workspace.sources / document.id
        max_bytes = int(self.workspace.config.sources.max_document_mb * MEGABYTE)
        try:
            data = read_raw(path, document.id, max_bytes) if document.media_type in _LINED else b""
            lines = _lines_before(document, data, document.id)
        except SourceError:  # it is gone or another: the report names it, here the file alone must do
            return None
        return Draft(_relative(path), document, lines)


class _Kept:
    """Gives the claims of the stored documents: as they were extracted where that is kept, else as the last run left them."""

    def __init__(self, cache: ExtractionCache, documents: Iterable[Document], claims: Iterable[Claim]) -> None:
        self.cache = cache
        self.stored: dict[str, list[Claim]] = {d.id: [] for d in documents}
        for claim in claims:
            if claim.document in self.stored and claim.extractor != "curated":  # the curation adds those again
                self.stored[claim.document].append(claim)

    def told(self, document: Document) -> Told | None:
        if document.id not in self.stored:
            return None
        kept = self.cache.told(document)
        return Told(self.stored[document.id]) if kept is None else kept

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Nothing is written."""


def check(known: Known, drafts: Sequence[Draft], *, date: dt.date | None = None) -> Check:
    """What to say of each claim of the drafts. ``date``: when they are published, unless their metadata says so.

    A draft that is one of the sources is held against the others.

    Raises:
        ModelError: the language model is missing.
    """
    documents = _without(known, drafts)
    mine = _apart(drafts, {d.id for d in documents}, date)
    config = known.workspace.config
    with ExtractionCache(known.workspace.cache, extraction_version(known.workspace), write=False) as cache:
        kept = _Kept(cache, documents, known.result.claims)
        every = [*documents, *(d.document for d in mine.values())]
        result = reconcile(every, curation=known.curation, rates=config.rates, lexicon=known.lexicon, cache=kept, near=mine.keys())
    met = _met(result, mine.keys(), known.rulings)
    by_id = {d.id: d for d in every}

    def told(claim: Claim) -> Remark:
        def place(of: Claim) -> Place:
            return mine[of.document].place(*of.value_span) if of.document in mine else known.place(of, by_id[of.document])

        return remark(claim, judge(claim, met.get(claim.id, ())), place, by_id, known.finding_of)

    by_draft: dict[str, list[Claim]] = {key: [] for key in mine}
    for claim in result.claims:
        if claim.document in mine:
            by_draft[claim.document].append(claim)
    return Check.of([d.name for d in drafts], [told(claim) for claims in by_draft.values() for claim in claims])


def _without(known: Known, drafts: Sequence[Draft]) -> list[Document]:
    """The stored documents without those that a draft is: the same bytes, or the file in ``sources/`` itself."""
    folder = known.workspace.sources.resolve()
    bytes_of = {d.document.sha256 for d in drafts}
    paths = [Path(d.name).resolve() for d in drafts]
    names = {p.relative_to(folder).as_posix() for p in paths if p.is_relative_to(folder)}
    return [d for d in known.result.documents if d.sha256 not in bytes_of and d.id not in names]


def _apart(drafts: Sequence[Draft], taken: set[str], date: dt.date | None) -> dict[str, Draft]:
    """The drafts by ids that no source and no other draft has, with their date."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        key = draft.name
        while key in taken or key in found:
            key += " (draft)"
        document = draft.document
        found[key] = replace(draft, document=document.model_copy(update={"id": key, "published": document.published or date}))
    return found


def _met(result: Result, drafts: Iterable[str], known: Mapping[str, Ruling]) -> dict[str, list[Met]]:
    """By claim of a draft: the claims that it was compared with. What two claims of drafts have in common says nothing."""
    claims = {c.id: c for c in result.claims}
    mine = {c.id for c in result.claims if c.document in set(drafts)}
    found: dict[str, list[Met]] = defaultdict(list)
    for finding in result.findings:
        for relation in finding.relations:
            for one, other in ((relation.a, relation.b), (relation.b, relation.a)):
                if one in mine:
                    found[one].append(Met(claims[other], relation, known.get(other), in_draft=other in mine))
    return found


def _relative(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")

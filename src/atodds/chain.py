"""The chain from documents to a result, in memory: extract, link, compare, weigh.

Documents on one subject are a part (`atodds.parts`); each part is linked by itself, and what is found in all of them is the result.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from atodds.bydocument import capitals_in
from atodds.collector import without_collector
from atodds.compare import Rates
from atodds.curated import Applied, apply_curation, in_order
from atodds.curation import ClaimPair, Curation
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.groups import Found
from atodds.kept import INDEX, Digests, Keep
from atodds.link.topics import bodies, name_words
from atodds.link.years import with_years
from atodds.linked import Job, MakePairing, Ready, Sharing, found_in, ready_of
from atodds.model.records import Claim, Document, Result
from atodds.model.stamps import Stamps
from atodds.pairing import Here
from atodds.parts import Part, PartFound, Shelf, in_parts, merged, pack, shelves, unpack
from atodds.quiet import rates_in
from atodds.told import Told, by_document, lean_claim
from atodds.told import pack as pack_claims

Progress = Callable[[str, int, int], None]


class ExtractionCache(Protocol):
    """Keeps the claims of a document between runs."""

    def told(self, document: Document) -> Told | None:
        """The claims kept for exactly this document, or None."""

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""


def reconcile(
    documents: Sequence[Document],
    *,
    curation: Curation | None = None,
    rates: Mapping[str, float] | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress | None = None,
    cache: ExtractionCache | None = None,
    pairing: MakePairing = Here,
    near: Collection[str] | None = None,
    keep: Keep | None = None,
    stamps: Stamps | None = None,
    sharing: Sharing | None = None,
) -> Result:
    """Find what the documents contradict, confirm and change; the same input gives the same result, wherever ``pairing`` works.

    ``near``: ids of documents; only the findings that they have a part in are looked for, and come out as they do without it; the claims
    are those of the documents on their subjects. ``keep``: keeps what is found between two runs of this program with this lexicon, so
    that only what changed is linked again; ``stamps`` are then filled with those of the result. ``sharing``: links parts elsewhere.

    Raises ModelError if the parser's language model is not installed.
    """
    lexicon = lexicon or Lexicon.load()

    def told(document: Document) -> Told:
        kept = cache.told(document) if cache is not None else None
        if kept is None:
            kept = Told(extract(document, lexicon))
            if cache is not None:
                cache.put(document, kept.claims)
        return kept

    chain = _Chain(lexicon, curation or Curation(), told, pairing, near, keep, sharing, progress)
    with without_collector():
        return chain.result(documents, rates or {}, stamps)


def reconcile_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    *,
    lexicon: Lexicon,
    curation: Curation | None = None,
    rates: Mapping[str, float] | None = None,
    pairing: MakePairing = Here,
    near: Collection[str] | None = None,
    keep: Keep | None = None,
    stamps: Stamps | None = None,
) -> Result:
    """Link, compare and weigh claims that were extracted from the documents. ``near``, ``keep``, ``stamps``: as in `reconcile`."""
    of = by_document(claims)
    chain = _Chain(lexicon, curation or Curation(), lambda document: Told(of[document.id]), pairing, near, keep, given=True)
    with without_collector():
        return chain.result(documents, rates or {}, stamps)


@dataclass(slots=True)
class _Open:
    """A part on its way: ``ready`` where its claims are known, ``found`` at the end."""

    part: Part
    mark: bytes
    shelf: Shelf | None
    ready: Ready | None
    found: PartFound | None = None


@dataclass(slots=True)
class _Chain:
    """One turn of the chain. ``told``: gives the claims of a document; ``given``: they are not what the program extracts from it."""

    lexicon: Lexicon
    curation: Curation
    told: Callable[[Document], Told]
    pairing: MakePairing
    near: Collection[str] | None
    keep: Keep | None
    sharing: Sharing | None = None
    progress: Progress | None = None
    given: bool = False
    digests: Digests = field(default_factory=Digests)

    def result(self, documents: Sequence[Document], rates: Mapping[str, float], stamps: Stamps | None) -> Result:
        """What the documents contradict, confirm and change; ``stamps`` are filled where anything is kept."""
        keep = self.keep if self.near is None else None
        capitals = capitals_in(documents, keep, self.digests)
        names = name_words(documents, capitals)
        related = bodies(names, {d.id: found.small for d, found in zip(documents, capitals, strict=True)})
        del capitals
        table = Rates.of(rates, ((r.one, r.other, r.rate) for r in rates_in(documents, keep, self.digests)))
        said = self._said(documents, names, related) if self.given or self.curation.of_claims else None
        home = {claim.id: claim.document for claim in said.claims} if said is not None else {}
        pairs = [(pair, home[pair.a], home[pair.b]) for pair in self.curation.pairs if pair.a in home and pair.b in home]
        parts = [
            Part(some, {d.id: names[d.id] for d in some}, _curation_of(some, self.curation, pairs), table)
            for some in in_parts(documents, related, ((a, b) for pair, a, b in pairs if pair.same))
            if self.near is None or any(d.id in self.near for d in some)
        ]
        found = self._found(self._opened(parts, said, keep))
        if stamps is not None:
            for of_part in found:
                stamps.documents.update(of_part.stamps.documents)
                stamps.findings.update(of_part.stamps.findings)
        return _whole(documents, found, said)

    def _said(self, documents: Sequence[Document], names: Mapping[str, frozenset[str]], related: Mapping[str, str]) -> Applied:
        """All claims, with what people said of them. Those that leave where nobody denies them are read too: people may mean them."""
        told = dict(zip((d.id for d in documents), self._extracted(documents), strict=True))
        dated: list[Claim] = []
        for some in in_parts(documents, related):
            claims = [lean_claim(claim) for d in some for claim in (*told[d.id].claims, *told[d.id].unread)]
            dated += with_years(claims, some, {d.id: names[d.id] for d in some})
        return apply_curation(documents, dated, self.curation)

    def _extracted(self, documents: Sequence[Document]) -> list[Told]:
        extracted = []
        for n, document in enumerate(documents, 1):
            extracted.append(self.told(document))
            if self.progress is not None:
                self.progress("extract", n, len(documents))
        self.digests.know(extracted)
        return extracted

    def _opened(self, parts: Sequence[Part], said: Applied | None, keep: Keep | None) -> list[_Open]:
        """The parts with what is known of each from the last run."""
        shelf_of = shelves(keep, [part.documents for part in parts]) if keep is not None else itertools.repeat(None)
        claims_of = by_document(said.claims if said is not None else ())
        opened = []
        for part, shelf in zip(parts, shelf_of, strict=False):
            ready = Ready([claim for d in part.documents for claim in claims_of[d.id]]) if said is not None else None
            mark = part.mark(ready.claims if ready is not None else None, self.digests)
            opened.append(_Open(part, mark, shelf, ready, shelf.found(mark) if shelf is not None else None))
        return opened

    def _found(self, opened: Sequence[_Open]) -> list[PartFound]:
        """What is found in each part: what is kept, what is linked elsewhere, and the rest."""
        self._link_elsewhere(opened)
        left = [one for one in opened if one.found is None]
        missing = [document for one in left if one.ready is None for document in one.part.documents]
        told = dict(zip((d.id for d in missing), self._extracted(missing), strict=True))
        for n, one in enumerate(left, 1):
            ready = one.ready or ready_of(one.part, [told.pop(d.id) for d in one.part.documents])
            one.ready = None
            found = found_in(one.part, ready, self.lexicon, self.pairing, digests=self.digests, near=self.near, keep=one.shelf)
            if one.shelf is not None:
                one.shelf.put(pack(found, one.mark))
            one.found = found
            self._linked(n, len(left))
        return [one.found for one in opened if one.found is not None]

    def _link_elsewhere(self, opened: Sequence[_Open]) -> None:
        """Have those parts linked elsewhere that nothing is known of, if that is worth it."""
        if self.sharing is None:
            return
        new = [one for one in opened if one.found is None and (one.shelf is None or one.shelf.get_bytes(INDEX) is None)]
        sent: list[_Open] = []
        jobs: list[Job] = []
        for one, taken in zip(new, self.sharing.elsewhere.takes([one.part for one in new]), strict=True):
            told = self._packed(one, self.sharing) if taken else []
            if taken and None not in told:
                sent.append(one)
                jobs.append(Job(one.part, one.mark, [t for t in told if t is not None], one.ready is not None, one.shelf is not None))
        for n, (place, done) in enumerate(self.sharing.elsewhere.link(jobs) if jobs else (), 1):
            one = sent[place]
            one.found = unpack(done.record, one.mark)
            if one.shelf is not None:
                for key, data in done.kept.items():
                    one.shelf.put_bytes(key, data)
                one.shelf.put(done.record)
            self._linked(n, len(jobs))

    def _packed(self, one: _Open, sharing: Sharing) -> list[bytes | None]:
        if one.ready is None:
            return [sharing.packed(document) for document in one.part.documents]
        claims_of = by_document(one.ready.claims)
        return [pack_claims(claims_of[document.id]) for document in one.part.documents]

    def _linked(self, done: int, total: int) -> None:
        if self.progress is not None and total > 1:
            self.progress("link", done, total)


def _curation_of(documents: Iterable[Document], curation: Curation, pairs: Iterable[tuple[ClaimPair, str, str]]) -> Curation:
    """What people said of names, and of pairs of claims of these documents; ``pairs``: each with the documents of its claims."""
    mine = {d.id for d in documents}
    own = tuple(pair for pair, *home in pairs if mine.issuperset(home))
    return curation.model_copy(update={"claims": (), "corrections": (), "pairs": own})


def _whole(documents: Sequence[Document], found: Sequence[PartFound], said: Applied | None) -> Result:
    """What was found in all parts, in the order of a result."""
    every = Found()
    for of_part in found:
        every.add(of_part.found)
    return Result(
        documents=tuple(documents),
        claims=tuple(in_order(documents, (claim for of_part in found for claim in of_part.claims))),
        findings=tuple(sorted(every.findings, key=lambda f: (-f.weight, f.id))),
        entities=merged(of_part.entities for of_part in found),
        problems=tuple(said.problems) if said is not None else (),
        skipped=every.told(),
        waiting=said.waiting if said is not None else (),
    )

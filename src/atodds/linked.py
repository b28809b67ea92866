"""One part from its claims to what is found in it, here or elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from atodds.bydocument import introductions_in
from atodds.compare import Rates
from atodds.curated import in_order
from atodds.curation import Curation
from atodds.extract.lexicon import Lexicon
from atodds.findings import found_among
from atodds.kept import Digests, Keep, Kept, stamped
from atodds.link.asked import askable
from atodds.link.entities import EntityIndex, Introduction, gather
from atodds.link.profiles import Setting
from atodds.link.years import with_years
from atodds.model.records import Claim, Document, lean
from atodds.model.stamps import Stamps
from atodds.pairing import Here, Pairing
from atodds.parts import Part, PartFound, pack
from atodds.quiet import sums_in
from atodds.told import Affirmed, Told, lean_claim, unpack

# Makes what scores and compares the pairs, of what that needs: here, or on other machines.
MakePairing = Callable[[Setting, Rates], Pairing]


class Ready(NamedTuple):
    """The claims of a part to go on with, and affirmations that are read where they are denied."""

    claims: Sequence[Claim]
    unread: Sequence[Affirmed] = ()


class Job(NamedTuple):
    """A part to be linked elsewhere.

    ``told``: the claims of each document, packed (`atodds.told`); ``said``: what people said is applied to them, and years are filled in;
    ``keeping``: whether a next run is to know what was done.
    """

    part: Part
    mark: bytes
    told: Sequence[bytes]
    said: bool
    keeping: bool


class Done(NamedTuple):
    """What was found in the part of a job, packed (`atodds.parts`), and what is to be kept of it besides, under the keys of its shelf."""

    record: bytes
    kept: Mapping[str, bytes]


class Elsewhere(Protocol):
    """Links parts in other processes, or on other machines."""

    def takes(self, parts: Sequence[Part]) -> Sequence[bool]:
        """Which of these parts it links; none where that would save nothing."""

    def link(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Done]]:
        """What is found in the part of each job, told by its place among them, in any order."""


class Sharing(NamedTuple):
    """Where parts are linked, and what gives the claims that were extracted from a document as they were packed, if it can."""

    elsewhere: Elsewhere
    packed: Callable[[Document], bytes | None]


class _Gathered(dict[str, bytes]):
    """Keeps bytes to be sent."""

    def get_bytes(self, key: str) -> bytes | None:
        """See `Keep`."""
        return self.get(key)

    def put_bytes(self, key: str, data: bytes) -> None:
        """See `Keep`."""
        self[key] = data

    def use(self, prefix: str) -> None:
        """See `Keep`."""


def done(job: Job, lexicon: Lexicon) -> Done:
    """Do a job."""
    part, kept, digests = job.part, _Gathered(), Digests()
    told = [unpack(data) for data in job.told]
    digests.know(told)
    ready = Ready([lean_claim(c) for one in told for c in (*one.claims, *one.unread)]) if job.said else ready_of(part, told)
    found = found_in(part, ready, lexicon, Here, digests=digests, keep=kept if job.keeping else None)
    return Done(pack(found, job.mark), kept)


def ready_of(part: Part, told: Sequence[Told]) -> Ready:
    """The claims of a part as they were extracted, with years that other documents of the part give."""
    claims = with_years([lean_claim(claim) for one in told for claim in one.claims], part.documents, part.names)
    return Ready(in_order(part.documents, claims), [one.affirmed for one in told if one.affirmed])


def found_in(
    part: Part,
    ready: Ready,
    lexicon: Lexicon,
    pairing: MakePairing,
    *,
    digests: Digests,
    near: Collection[str] | None = None,
    keep: Keep | None = None,
) -> PartFound:
    """What is found in a part.

    ``near``: ids of documents; only the findings that they have a part in are looked for, and nothing is kept. ``keep``: of this part.
    """
    documents = part.documents
    entities = _entities(ready.claims, part.curation, introduced=introductions_in(documents, keep, digests))
    claims = in_order(documents, askable(ready.claims, entities, lexicon, ready.unread))
    setting = Setting.of(claims, entities, lexicon, lengths={d.id: len(d.text) for d in documents})
    kept = Kept(keep, claims, setting, part.rates.told(), digests) if keep is not None and near is None else None
    found = found_among(claims, setting, part.curation, pairing(setting, part.rates), near=near, kept=kept)
    if kept is not None:
        kept.finish()
    claims = [_about(c, entities.key(c.subject) if c.subject else "") for c in claims]
    sums = sums_in([d for d in documents if near is None or d.id in near], claims, keep if near is None else None, digests)
    claims = in_order(documents, (*claims, *sums.claims)) if sums.claims else claims
    found.findings += sums.findings
    stamps = Stamps()
    if kept is not None:
        stamped(stamps, documents, claims, found.findings, digests, kept.stamps)
    used = sorted({entities.key(c.subject) for c in claims if c.subject} & entities.entities.keys())
    return PartFound(claims, found, [entities.entities[key] for key in used], stamps)


def _about(claim: Claim, entity: str) -> Claim:
    """A claim with its entity."""
    return claim if claim.entity == entity else lean(claim.model_copy(update={"entity": entity}))


def entities_of(documents: Sequence[Document], claims: Iterable[Claim], curation: Curation) -> EntityIndex:
    """The names that claims are about or mention, those of one entity joined."""
    return _entities(claims, curation, texts=[d.text for d in documents])


def _entities(
    claims: Iterable[Claim], curation: Curation, *, texts: Sequence[str] = (), introduced: Sequence[Sequence[Introduction]] = ()
) -> EntityIndex:
    names: Counter[str] = Counter()
    for claim in claims:
        if claim.value.kind == "polarity":
            continue  # every clause is one before ``askable``: their names would outnumber the others
        names.update(claim.features.get("names", ()))
        if claim.subject:
            names[claim.subject] += 1
    return gather(names, texts, curation.aliases, curation.apart, introduced)

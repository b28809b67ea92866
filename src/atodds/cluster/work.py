"""Documents, parts and pairs handed out to a cluster in tasks of a bounded size, and put together again in order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from atodds import fingerprint
from atodds.cluster import tasks
from atodds.cluster.connection import Cluster, Traffic
from atodds.compare import Outcome, Rates
from atodds.extract.lexicon import Lexicon
from atodds.link.blocking import value_classes
from atodds.link.linker import FLOOR, Pair
from atodds.link.profiles import Setting
from atodds.linked import Done, Job
from atodds.model.records import Claim, Document
from atodds.pairing import ClaimPair, Here
from atodds.parts import Part

# Characters of documents in one task: two or three seconds of parsing, or one of linking, so that a worker that is lost costs little
# and the time between two tasks does not count.
CHARACTERS = 100_000
# A part of more characters is linked here, and only its pairs are handed out: one worker would take more than some ten seconds for it.
PART_CHARACTERS = 1_000_000
# Pairs in one task: about a second, and some hundred kilobytes of claims.
PAIRS = 4_000
# So few pairs are scored here sooner than they are sent.
WORTH_SENDING = 4_000

Progress = Callable[[str, int, int], None]
_T = TypeVar("_T")


class Workers:
    """What a run hands to a cluster: documents to extract from, parts to link, pairs to score."""

    def __init__(self, cluster: Cluster, lexicon: Path | None, progress: Progress | None = None) -> None:
        """``cluster``: connected. ``lexicon``: the workspace's own ``lexicon.toml``, whose content goes along.

        Raises:
            CurationError: a mistake in the lexicon, said here and not by every worker.
        """
        Lexicon.load(lexicon)
        self.cluster = cluster
        self.progress = progress
        self.lexicon = lexicon.read_bytes() if lexicon is not None else None
        self.version = fingerprint.chain_version()

    @property
    def traffic(self) -> Traffic:
        """What moved until now."""
        return self.cluster.traffic

    def extract(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """The claims of each document, packed, as they get done.

        Raises:
            ClusterError: the cluster cannot do it.
        """
        groups = list(batches(documents, lambda d: len(d.text)))
        sent = ((_named(group), tasks.pack(tasks.Extracting(self.version, self.lexicon, group))) for group in groups)
        for number, result in self.cluster.map(tasks.extract_documents, sent):
            yield from zip(groups[number], tasks.unpack(result), strict=True)

    def takes(self, parts: Sequence[Part]) -> Sequence[bool]:
        """All but the largest, and none where there is but one: its pairs are handed out."""
        return [len(parts) > 1 and _characters(part) <= PART_CHARACTERS for part in parts]

    def link(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Done]]:
        """What is found in the part of each job.

        Raises:
            ClusterError: the cluster cannot do it.
        """
        groups = list(batches(range(len(jobs)), lambda n: _characters(jobs[n].part)))
        sent = ((_named([d for n in group for d in jobs[n].part.documents]), self._linking([jobs[n] for n in group])) for group in groups)
        for number, result in self.cluster.map(tasks.link_parts, sent):
            yield from zip(groups[number], tasks.unpack(result), strict=True)

    def _linking(self, jobs: Sequence[Job]) -> bytes:
        return tasks.pack(tasks.Linking(self.version, self.lexicon, tuple(jobs)))

    def pairing(self, setting: Setting, rates: Rates) -> Spread:
        """What scores the pairs of a run."""
        return Spread(self, setting, rates)


def batches(things: Sequence[_T], size: Callable[[_T], int]) -> Iterator[tuple[_T, ...]]:
    """Things in order, in groups of ``CHARACTERS`` characters or one thing; ``size``: the characters of one."""
    group: list[_T] = []
    total = 0
    for thing in things:
        own = size(thing)
        if group and total + own > CHARACTERS:
            yield tuple(group)
            group, total = [], 0
        group.append(thing)
        total += own
    if group:
        yield tuple(group)


def _characters(part: Part) -> int:
    return sum(len(d.text) for d in part.documents)


def _named(part: Sequence[Document]) -> str:
    return part[0].id if len(part) == 1 else f"{part[0].id} or one of the {len(part) - 1:,} after it"


class Spread(Here):
    """Scores pairs on a cluster: partitioned by block, each part with the claims it is about."""

    def __init__(self, workers: Workers, setting: Setting, rates: Rates) -> None:
        """``workers``: where the parts go."""
        super().__init__(setting, rates)
        self.workers = workers
        self._outcomes: dict[tuple[str, str], Outcome] = {}

    def score(self, pairs: Sequence[ClaimPair], *, floor: float = FLOOR) -> list[Pair]:
        """As on one machine, and in the same order.

        Raises:
            ClusterError: the cluster cannot do it.
        """
        if len(pairs) < WORTH_SENDING:
            return super().score(pairs, floor=floor)
        parts = list(self._partitions(pairs))
        found: dict[int, Pair] = {}
        sent = ((f"pairs {part[0]:,} and others", self._packed([pairs[n] for n in part], floor)) for part in parts)
        for done, (number, result) in enumerate(self.workers.cluster.map(tasks.score_pairs, sent), 1):
            for scored in tasks.unpack(result):
                place = parts[number][scored.place]
                a, b = pairs[place]
                found[place] = Pair(a, b, scored.weight, scored.evidence)
                self._outcomes[a.id, b.id] = scored.outcome
            if self.workers.progress:
                self.workers.progress("compare", done, len(parts))
        return [found[place] for place in sorted(found)]

    def outcome(self, a: Claim, b: Claim) -> Outcome:
        """What the worker said that scored the pair, or, where none did, as on one machine."""
        known = self._outcomes.get((a.id, b.id))
        return known if known is not None else super().outcome(a, b)

    def _partitions(self, pairs: Sequence[ClaimPair]) -> Iterator[list[int]]:
        """Places of pairs, those of one block together, so that a claim goes to few workers; at most ``PAIRS`` in a part."""
        key = functools.cache(self.setting.entities.key)

        def block(place: int) -> tuple[str, str, str, int]:
            claim = pairs[place][0]
            return value_classes(claim)[0], claim.property, key(claim.subject) if claim.subject else "", place

        ordered = sorted(range(len(pairs)), key=block)
        for at in range(0, len(ordered), PAIRS):
            yield ordered[at : at + PAIRS]

    def _packed(self, pairs: Sequence[ClaimPair], floor: float) -> bytes:
        places: dict[str, int] = {}
        claims: list[Claim] = []
        for pair in pairs:
            for claim in pair:
                if claim.id not in places:
                    places[claim.id] = len(claims)
                    claims.append(claim)
        numbered = tuple((places[a.id], places[b.id]) for a, b in pairs)
        workers = self.workers
        part = self.setting.part(claims)
        return tasks.pack(tasks.Scoring(workers.version, workers.lexicon, part, self.rates, tuple(claims), numbered, floor))

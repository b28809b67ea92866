"""Documents and pairs handed out to a cluster in parts of a bounded size, and put together again in order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from atodds import fingerprint
from atodds.cluster import tasks
from atodds.cluster.connection import Cluster
from atodds.compare import Outcome, Rates
from atodds.extract.lexicon import Lexicon
from atodds.link.blocking import value_classes
from atodds.link.linker import FLOOR, Pair
from atodds.link.profiles import Setting
from atodds.model.records import Claim, Document
from atodds.pairing import ClaimPair, Here

# Characters of documents in one task: two or three seconds of parsing, so that a worker that is lost costs little and the
# time between two tasks does not count.
CHARACTERS = 100_000
# Pairs in one task: about a second, and some hundred kilobytes of claims.
PAIRS = 4_000
# So few pairs are scored here sooner than they are sent.
WORTH_SENDING = 4_000

Progress = Callable[[str, int, int], None]


class Workers:
    """What a run hands to a cluster: documents to extract from, pairs to score."""

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

    def extract(self, documents: Sequence[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        """The claims of each document, as they get done.

        Raises:
            ClusterError: the cluster cannot do it.
        """
        parts = list(batches(documents))
        sent = ((_named(part), tasks.pack(tasks.Extracting(self.version, self.lexicon, part))) for part in parts)
        for number, result in self.cluster.map(tasks.extract_documents, sent):
            yield from zip(parts[number], tasks.unpack(result), strict=True)

    def pairing(self, setting: Setting, rates: Rates) -> Spread:
        """What scores the pairs of a run."""
        return Spread(self, setting, rates)


def batches(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """The documents in order, in groups of ``CHARACTERS`` characters or one document."""
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > CHARACTERS:
            yield tuple(group)
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    if group:
        yield tuple(group)


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

"""Extraction and linking in several processes. The result does not depend on how many there are.

Each document is extracted by itself, and what is told of each subject (`atodds.parts`) is linked by itself.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from atodds.collector import without_collector
from atodds.linked import Done, Elsewhere, Job, Sharing, done
from atodds.pairing import Here
from atodds.told import Told, pack, unpack

if TYPE_CHECKING:
    from atodds.cluster.connection import Traffic
    from atodds.compare import Rates
    from atodds.link.profiles import Setting
    from atodds.model.records import Claim, Document
    from atodds.pairing import Pairing
    from atodds.parts import Part

# A process takes about two seconds to start and load its parser, in which one parses some 60,000 characters: below four times
# that a second process saves nothing to speak of.
WORTH_A_PROCESS = 240_000

Progress = Callable[[str, int, int], None]
_T = TypeVar("_T")
_R = TypeVar("_R")


class Cache(Protocol):
    """Keeps the claims of a document between runs."""

    def has(self, document: Document) -> bool:
        """Whether claims are kept for exactly this document; they are not dropped, though nobody asks for them."""

    def packed(self, document: Document) -> bytes | None:
        """The claims kept for exactly this document, as they were packed (`atodds.told`), or None."""

    def told(self, document: Document) -> Told | None:
        """The same, with what is seldom asked for unread."""

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""

    def put_packed(self, document: Document, packed: bytes) -> None:
        """The same of claims that are packed already."""


class Team(Elsewhere, Protocol):
    """Whoever extracts and links: processes, or other machines."""

    @property
    def traffic(self) -> Traffic | None:
        """What moved to and from other machines."""

    def extract(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """The claims of each document, packed, as they get done."""

    def pairing(self, setting: Setting, rates: Rates) -> Pairing:
        """What scores the pairs of what is linked here."""


class Extracted:
    """A cache that also has what was just extracted, for the case that nothing can be kept on disk."""

    def __init__(self, cache: Cache) -> None:
        """Over a cache; empty at first."""
        self.cache = cache
        self.fresh: dict[str, bytes] = {}

    def packed(self, document: Document) -> bytes | None:
        """The claims of a document as they were packed, or None."""
        fresh = self.fresh.get(document.id)
        return fresh if fresh is not None else self.cache.packed(document)

    def told(self, document: Document) -> Told | None:
        """The claims of a document, with what is seldom asked for unread, or None."""
        fresh = self.fresh.get(document.id)
        return unpack(fresh) if fresh is not None else self.cache.told(document)

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""
        self.cache.put(document, claims)


class Processes:
    """Processes of this machine. A context manager; they are started with the first work that is worth it."""

    traffic = None

    def __init__(self, workers: int, lexicon: Path | None) -> None:
        """``workers``: at most so many; with one, nothing is done elsewhere. ``lexicon``: the workspace's own ``lexicon.toml``, if any."""
        self.workers, self.lexicon = workers, lexicon
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """No process yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def extract(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """The claims of each document, packed, as they get done; none where a second process saves nothing.

        Raises ModelError if the language model is missing.
        """
        workers = min(self.workers, len(documents), sum(len(d.text) for d in documents) // WORTH_A_PROCESS + 1)
        if workers <= 1:
            return
        # A fork would copy the threads' locks of whoever calls this; a fresh process has none.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)
        longest = sorted(documents, key=lambda d: (-len(d.text), d.id))  # first: no process is left with it at the end
        yield from _as_done({self._pool.submit(_extract, self.lexicon, document): document for document in longest})

    def pairing(self, setting: Setting, rates: Rates) -> Pairing:
        """What scores the pairs of what is linked here."""
        return Here(setting, rates)

    def takes(self, parts: Sequence[Part]) -> Sequence[bool]:
        """All of several, if there are processes: linking alone is not worth their start."""
        return [self._pool is not None and len(parts) > 1] * len(parts)

    def link(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Done]]:
        """What is found in the part of each job, in any order."""
        assert self._pool is not None, "takes no part without processes"
        longest = sorted(range(len(jobs)), key=lambda n: -sum(map(len, jobs[n].told)))
        yield from _as_done({self._pool.submit(_link, self.lexicon, jobs[n]): n for n in longest})


def _as_done(work: dict[Future[_R], _T]) -> Iterator[tuple[_T, _R]]:
    for future in as_completed(work):
        yield work.pop(future), future.result()


def extract_all(documents: Sequence[Document], cache: Cache, team: Team | None, progress: Progress | None = None) -> Extracted:
    """Have a team fill the cache with what it lacks; what it leaves is left to the caller to extract.

    Raises:
        ModelError: the language model is missing.
        ClusterError: the other machines cannot do it.
    """
    extracted = Extracted(cache)
    missing = [document for document in documents if not cache.has(document)]
    for number, (document, packed) in enumerate(team.extract(missing) if team is not None else (), 1):
        extracted.fresh[document.id] = packed
        cache.put_packed(document, packed)
        if progress:
            progress("extract", number, len(missing))
    return extracted


def sharing(team: Team, extracted: Extracted) -> Sharing:
    """Parts linked by a team."""
    return Sharing(team, extracted.packed)


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which stops the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract(lexicon: Path | None, document: Document) -> bytes:
    # Packed as they are kept, so that the process that hands out has to make no records only to pack them.
    # The parser is loaded by the processes that parse, not by the one that hands out the work.
    from atodds.extract.extractor import extract  # noqa: PLC0415
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415

    with without_collector():  # as where one process does it all
        return pack(extract(document, Lexicon.load(lexicon)))


def _link(lexicon: Path | None, job: Job) -> Done:
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415

    with without_collector():
        return done(job, Lexicon.load(lexicon))

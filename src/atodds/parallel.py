"""Extraction in several processes. The result does not depend on how many: each document is extracted by itself."""

from __future__ import annotations

import functools
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Protocol

from atodds.model.records import Claim, Document
from atodds.told import Told, pack, unpack

# A process takes about two seconds to start and load its parser, in which one parses some 60,000 characters: below four times
# that a second process saves nothing to speak of.
WORTH_A_PROCESS = 240_000

Progress = Callable[[str, int, int], None]
Elsewhere = Callable[[Sequence[Document]], Iterator[tuple[Document, list[Claim]]]]


class Cache(Protocol):
    """Keeps the claims of a document between runs."""

    def told(self, document: Document) -> Told | None:
        """The claims kept for exactly this document, with what is seldom asked for unread, or None."""

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""

    def put_packed(self, document: Document, packed: bytes) -> None:
        """The same of claims that are packed already (`atodds.told`)."""


class Extracted:
    """A cache that also has what was just extracted, for the case that nothing can be kept on disk, and what was read of it already."""

    def __init__(self, cache: Cache) -> None:
        """Over a cache; empty at first."""
        self.cache = cache
        self.fresh: dict[str, bytes] = {}
        self.read: dict[str, Told] = {}

    def told(self, document: Document) -> Told | None:
        """The claims of a document, with what is seldom asked for unread, or None."""
        if document.id in self.read:
            return self.read[document.id]
        fresh = self.fresh.get(document.id)
        return unpack(fresh) if fresh is not None else self.cache.told(document)

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""
        self.cache.put(document, claims)


def extract_all(
    documents: Sequence[Document],
    cache: Cache,
    *,
    lexicon: Path | None,
    workers: int,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> Extracted:
    """Fill the cache with what it lacks, by up to ``workers`` processes; with one, it is left to the caller to extract.

    ``lexicon``: the workspace's own ``lexicon.toml``, if any. ``elsewhere``: extracts on other machines instead.

    Raises:
        ModelError: the language model is missing.
        ClusterError: the other machines cannot do it.
    """
    extracted = Extracted(cache)
    missing = []
    for document in documents if workers > 1 or elsewhere else ():
        told = cache.told(document)
        if told is None:
            missing.append(document)
        else:
            extracted.read[document.id] = told
    workers = min(workers, len(missing), sum(len(d.text) for d in missing) // WORTH_A_PROCESS + 1)
    if workers <= 1 and not elsewhere:
        return extracted
    missing.sort(key=lambda d: (-len(d.text), d.id))  # the longest first: no process is left with it at the end
    found = ((d, pack(claims)) for d, claims in elsewhere(missing)) if elsewhere else _packed(missing, lexicon, workers)
    for done, (document, packed) in enumerate(found, 1):
        extracted.fresh[document.id] = packed
        cache.put_packed(document, packed)
        if progress:
            progress("extract", done, len(missing))
    return extracted


def _packed(documents: Sequence[Document], lexicon: Path | None, workers: int) -> Iterator[tuple[Document, bytes]]:
    # A fork would copy the threads' locks of whoever calls this; a fresh process has none.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)
    try:
        yield from zip(documents, pool.map(functools.partial(_extract, lexicon), documents), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which stops the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract(lexicon: Path | None, document: Document) -> bytes:
    # Packed as they are kept, so that the process that hands out has to make no records only to pack them.
    # The parser is loaded by the processes that parse, not by the one that hands out the work.
    from atodds.extract.extractor import extract  # noqa: PLC0415
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415

    return pack(extract(document, Lexicon.load(lexicon)))

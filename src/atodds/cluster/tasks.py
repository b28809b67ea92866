"""What a worker does. Everything it needs is in what it is sent: a worker may come, go or be killed at any time."""

from __future__ import annotations

import functools
import pickle
import socket
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from atodds import fingerprint
from atodds.collector import without_collector
from atodds.compare import Outcome, Rates
from atodds.errors import AtOddsError, ClusterError
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.link.profiles import Setting, SettingPart
from atodds.linked import Job, done
from atodds.model.records import Claim, Document, Evidence
from atodds.pairing import Here
from atodds.told import pack as pack_claims

# Level of zlib: of those tried on claims, the last that is faster than a network of 1 GBit/s takes what it saves.
COMPRESSION = 3


class Extracting(NamedTuple):
    """Documents to extract from. ``version``: of the program that asks; ``lexicon``: content of the workspace's ``lexicon.toml``."""

    version: str
    lexicon: bytes | None
    documents: tuple[Document, ...]


class Linking(NamedTuple):
    """Parts to link, each by itself."""

    version: str
    lexicon: bytes | None
    jobs: tuple[Job, ...]


class Scoring(NamedTuple):
    """Pairs to score and compare: places in ``claims``."""

    version: str
    lexicon: bytes | None
    setting: SettingPart
    rates: Rates
    claims: tuple[Claim, ...]
    pairs: tuple[tuple[int, int], ...]
    floor: float


class Scored(NamedTuple):
    """A pair that reached the floor: its place in the pairs that were sent, its weight and evidence, and how its values compare."""

    place: int
    weight: float
    evidence: tuple[Evidence, ...]
    outcome: Outcome


def pack(content: Any) -> bytes:
    """Anything as compressed bytes."""
    return zlib.compress(pickle.dumps(content, pickle.HIGHEST_PROTOCOL), COMPRESSION)


def unpack(data: bytes) -> Any:
    """What :func:`pack` packed. Only for what comes over the connection to the cluster, which is trusted with code anyway."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301


def extract_documents(data: bytes) -> bytes:
    """Packed :class:`Extracting` to a packed list of claims as they are kept (`atodds.told`), for each document.

    Raises:
        ClusterError: this worker runs another atodds, or lacks the language model.
    """
    task: Extracting = unpack(data)
    lexicon = _prepared(task.version, task.lexicon)
    try:
        with without_collector():  # as where one process does it all
            return pack([pack_claims(extract(document, lexicon)) for document in task.documents])
    except AtOddsError as error:
        raise ClusterError(f"the worker on {socket.gethostname()} says: {error}", advice=error.advice) from error


def link_parts(data: bytes) -> bytes:
    """Packed :class:`Linking` to a packed list of :class:`atodds.linked.Done`.

    Raises:
        ClusterError: this worker runs another atodds.
    """
    task: Linking = unpack(data)
    lexicon = _prepared(task.version, task.lexicon)
    with without_collector():
        return pack([done(job, lexicon) for job in task.jobs])


def score_pairs(data: bytes) -> bytes:
    """Packed :class:`Scoring` to a packed list of :class:`Scored`.

    Raises:
        ClusterError: this worker runs another atodds.
    """
    task: Scoring = unpack(data)
    here = Here(Setting.whole(task.setting, _prepared(task.version, task.lexicon)), task.rates)
    pairs = [(task.claims[a], task.claims[b]) for a, b in task.pairs]
    return pack(_scored(here, pairs, task.floor))


def _scored(here: Here, pairs: Sequence[tuple[Claim, Claim]], floor: float) -> list[Scored]:
    places = {(a.id, b.id): place for place, (a, b) in enumerate(pairs)}
    found = here.score(pairs, floor=floor)
    return [Scored(places[p.a.id, p.b.id], p.weight, p.evidence, here.outcome(p.a, p.b)) for p in found]


def _prepared(version: str, lexicon: bytes | None) -> Lexicon:
    """The lexicon, where this is the program that the one who asks runs too: another might find something else."""
    if version != fingerprint.chain_version():
        raise ClusterError(
            f"the worker on {socket.gethostname()} runs another version of atodds, of Python or of a library",
            advice="install the same on all machines: the same Python, atodds, and `requirements.lock`",
        )
    return _lexicon(lexicon)


@functools.lru_cache(maxsize=4)
def _lexicon(content: bytes | None) -> Lexicon:
    if content is None:
        return Lexicon.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lexicon.toml")
        path.write_bytes(content)
        return Lexicon.load(path)

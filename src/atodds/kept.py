"""Links kept between two runs, so that a run scores and relates only the pairs that a change touches.

Whatever a pair's comparisons look up is told by the digests of its two claims: the claims themselves, how rare their words are, which
entities their names belong to, and what else their documents name. So a pair of the last run whose digests are the same has the
same weight; and a group of pairs that hang together, all of them the same, has the same findings.

What is kept is an index (the digests, and of every pair that was scored whether it was over the floor and in which group) and a
record of each group (`atodds.groups`). All of it is JSON or plain numbers: whoever passes a workspace on passes no code on. What is
missing or damaged costs the time to find it again.
"""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from atodds.compare import Outcome
from atodds.groups import Found, findings_of, pack, unpack_found, unpack_pairs
from atodds.link.batches import Roots
from atodds.link.linker import FLOOR, Pair
from atodds.link.profiles import Setting
from atodds.model.records import Claim, Document, Finding
from atodds.model.stamps import Stamps
from atodds.model.values import NameValue
from atodds.pairing import ClaimPair, Pairing
from atodds.told import Told, by_document, line_of

# Bytes of a digest: two of a billion claims have the same once in 10^20.
DIGEST = 16
# In place of a group's number: a pair that was not over the floor, and one that was not scored.
BELOW, UNKNOWN = -1, -2
INDEX = "links|index"

Forced = Mapping[frozenset[str], bool]
_Numbers = NDArray[np.int64]


class Keep(Protocol):
    """Keeps bytes between two runs, under keys that name all that they depend on."""

    def get_bytes(self, key: str) -> bytes | None:
        """What is kept under ``key``, or None."""

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""

    def use(self, prefix: str) -> None:
        """Keep what is under keys that begin so, though nobody asks for it: they end with a vertical bar."""


def digest(*parts: bytes) -> bytes:
    """One digest of many parts."""
    total = hashlib.blake2b(digest_size=DIGEST)
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()


class Digests:
    """Digests of documents and claims by their ids, each worked out once: a claim changes in its entity only."""

    def __init__(self) -> None:
        """Knowing nothing yet."""
        self._documents: dict[str, bytes] = {}
        self._claims: dict[str, bytes] = {}
        self._lines: dict[int, tuple[Claim, bytes]] = {}

    def know(self, extracted: Iterable[Told]) -> None:
        """Claims with the lines that they are kept as, which tell of those that stay as they are."""
        self._lines.update((id(claim), (claim, line)) for told in extracted for claim, line in zip(told.claims, told.lines, strict=False))

    def document(self, document: Document) -> bytes:
        """Of its text and metadata, the hash of its file among them."""
        known = self._documents.get(document.id)
        if known is None:
            told = (document.model_dump_json(exclude={"text", "blocks"}), document.text)
            known = self._documents[document.id] = digest(*(text.encode("utf-8", "surrogatepass") for text in told))
        return known

    def claim(self, claim: Claim) -> bytes:
        """Of all but its entity, which is known last: it is that of its subject."""
        known = self._claims.get(claim.id)
        if known is None:
            _, line = self._lines.get(id(claim)) or (claim, line_of(claim))
            known = self._claims[claim.id] = digest(line)
        return known

    def told(self, document: Document, claims: Iterable[Claim]) -> bytes:
        """Of a document with its claims."""
        parts = (part for c in claims for part in (self.claim(c), c.entity.encode("utf-8", "surrogatepass")))
        return digest(self.document(document), *parts)


def claim_digests(claims: Sequence[Claim], setting: Setting, digests: Digests, about: bytes) -> list[bytes]:
    """A digest of all that comparing, linking and telling of each claim looks up: the claim, and what `Setting.part` gives for it."""
    said = _Said(setting)
    documents = {d: digest(*(n.encode("utf-8", "surrogatepass") for n in sorted(names))) for d, names in setting.document_names.items()}
    stands = (repr(setting.standings.get(c.id)).encode() for c in claims)
    return [digest(about, digests.claim(c), said(c), documents.get(c.document, b""), at) for c, at in zip(claims, stands, strict=True)]


def stamped(
    stamps: Stamps,
    documents: Iterable[Document],
    claims: Iterable[Claim],
    findings: Iterable[Finding],
    digests: Digests,
    found: Mapping[str, str],
) -> None:
    """Put a stamp on each document with its claims, and on each finding: that of its group, if it was ``found`` in one."""
    told = by_document(claims)
    stamps.documents.update((d.id, digests.told(d, told[d.id]).hex()) for d in documents)
    stamps.findings.update((f.id, found.get(f.id) or digest(f.model_dump_json().encode("utf-8", "surrogatepass")).hex()) for f in findings)


class _Said:
    """What a setting says of the words and names of a claim; looked up once for all claims of one wording."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._words: dict[str, bytes] = {}
        self._wordings: dict[int, bytes] = {}

    def __call__(self, claim: Claim) -> bytes:
        number = self.setting.profiles[claim.id].number
        known = self._wordings.get(number)
        if known is None:
            words = (word for of_role in claim.features.values() for word in of_role)
            known = self._wordings[number] = self._told((claim.subject, *words))
        names = claim.value.names if isinstance(claim.value, NameValue) else ()
        return known + self._told(names) if names else known

    def _told(self, words: Iterable[str]) -> bytes:
        return digest(*map(self._word, words))

    def _word(self, word: str) -> bytes:
        known = self._words.get(word)
        if known is None:
            key = self.setting.entities.key(word)
            entity = self.setting.entities.entities.get(key)
            names = (entity.name, *entity.names) if entity is not None else ()
            told = (word, key, *(repr(self.setting.rarities.get(w)) for w in (word, key)), *names)
            known = self._words[word] = digest(*(t.encode("utf-8", "surrogatepass") for t in told))
        return known


class _Remembering:
    """Works out the outcome of a pair once, or not at all where it is known."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.known: dict[tuple[str, str], Outcome] = {}

    def score(self, pairs: Sequence[ClaimPair], *, floor: float = FLOOR) -> list[Pair]:
        """See :class:`Pairing`."""
        return self.pairing.score(pairs, floor=floor)

    def outcome(self, a: Claim, b: Claim) -> Outcome:
        """See :class:`Pairing`."""
        found = self.known.get((a.id, b.id))
        if found is None:
            found = self.known[a.id, b.id] = self.pairing.outcome(a, b)
        return found


@dataclass(slots=True)
class Group:
    """Pairs over the floor that hang together, and what people declared of their claims.

    ``found``: what the last run found of just this group; without it, ``pairs`` with their own weights, and ``pairing`` to go on with.
    """

    key: bytes
    declared: Forced
    pairs: list[Pair]
    pairing: _Remembering
    found: Found | None


class _Index:
    """What of a run's pairs is known: digests of claims by their number, pairs as numbers, the group of each, and the groups' keys."""

    def __init__(self, digests: Sequence[bytes], pairs: _Numbers, groups: _Numbers, keys: Sequence[bytes]) -> None:
        self.digests, self.pairs, self.groups, self.keys = digests, pairs, groups, keys
        self._places = {d: n for n, d in enumerate(digests)}

    @classmethod
    def read(cls, data: bytes | None) -> _Index:
        """From bytes; an empty one where there are none, or damaged ones."""
        empty = np.zeros(0, np.int64)
        if data is None:
            return cls([], empty, empty, [])
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                digests, keys = (cut(arrays[name].tobytes()) for name in ("digests", "keys"))
                return cls(digests, arrays["pairs"].astype(np.int64), arrays["groups"].astype(np.int64), keys)
        except (ValueError, KeyError, OSError, EOFError):
            return cls([], empty, empty, [])

    def written(self) -> bytes:
        """As bytes."""
        out = io.BytesIO()
        digests, keys = (np.frombuffer(b"".join(d), np.uint8) for d in (self.digests, self.keys))
        np.savez(out, digests=digests, pairs=self.pairs, groups=self.groups, keys=keys)
        return out.getvalue()

    def groups_of(self, digests: Sequence[bytes], one: _Numbers, other: _Numbers) -> _Numbers:
        """The group of each pair of claims, told by their places among ``digests``."""
        if not len(self.pairs):
            return np.full(len(one), UNKNOWN)
        mine = np.array([self._places.get(d, -1) for d in digests], np.int64)
        a, b = mine[one], mine[other]
        wanted = np.where((a < 0) | (b < 0), -1, a * len(self.digests) + b)
        at = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        found: _Numbers = np.where(self.pairs[at] == wanted, self.groups[at], UNKNOWN)
        return found


def cut(data: bytes) -> list[bytes]:
    """Digests that stand one after another."""
    return [data[at : at + DIGEST] for at in range(0, len(data), DIGEST)]


class _Part(NamedTuple):
    """The pairs of a batch in arrays: the places of their claims, and the group that each is in now."""

    one: _Numbers
    other: _Numbers
    groups: _Numbers


class Kept:
    """The links of the last run, and those of this one as they are found.

    ``stamps``: of each finding, by its id: a digest of what was found of its group.
    """

    def __init__(self, keep: Keep, claims: Sequence[Claim], setting: Setting, about: bytes, digests: Digests) -> None:
        """``about``: what all outcomes depend on besides (exchange rates)."""
        self.stamps: dict[str, str] = {}
        self._keep = keep
        self._by_id = {c.id: c for c in claims}
        self._places = {c.id: n for n, c in enumerate(claims)}
        self._digests = claim_digests(claims, setting, digests, about)
        self._last = _Index.read(keep.get_bytes(INDEX))
        self._unpacked: dict[int, dict[tuple[str, str], tuple[Pair, Outcome]]] = {}
        self._parts: list[_Part] = []
        self._keys: list[bytes] = []

    def groups(self, candidates: Sequence[ClaimPair], declared: Forced, pairing: Pairing) -> Iterator[Group]:
        """The groups of the candidates over the floor; of these only such pairs are scored as the last run did not score."""
        places = self._places
        one, other = (np.array([places[pair[end].id] for pair in candidates], np.int64) for end in (0, 1))
        known: list[int] = self._last.groups_of(self._digests, one, other).tolist()
        fresh = [pair for pair, group in zip(candidates, known, strict=True) if group == UNKNOWN]
        scored = {(p.a.id, p.b.id): p for p in pairing.score(fresh)}
        told = zip(candidates, known, strict=True)
        over = [n for n, ((a, b), group) in enumerate(told) if group >= 0 or (group == UNKNOWN and (a.id, b.id) in scored)]
        now = np.full(len(candidates), BELOW)
        for members, said in _hanging_together([candidates[n] for n in over], declared):
            own = [over[n] for n in members]
            now[own] = len(self._keys)
            yield self._group([candidates[n] for n in own], [known[n] for n in own], said, scored, pairing)
        self._unpacked.clear()
        self._parts.append(_Part(one, other, now))

    def put(self, group: Group, found: Found) -> None:
        """Keep what was found of a group."""
        told = ((pair, group.pairing.outcome(pair.a, pair.b)) for pair in group.pairs)
        record = pack(told, found)
        self._keep.put_bytes(_name(group.key), record)
        self._stamp(record, found)

    def finish(self) -> None:
        """Write what the next run looks up first."""
        empty = np.zeros(0, np.int64)
        one, other, groups = (np.concatenate([empty, *(part[n] for part in self._parts)]) for n in range(3))
        pairs = one * len(self._digests) + other
        order = np.argsort(pairs, kind="stable")
        self._keep.put_bytes(INDEX, _Index(self._digests, pairs[order], groups[order], self._keys).written())

    def _group(
        self, pairs: Sequence[ClaimPair], known: Sequence[int], declared: Forced, scored: Mapping[tuple[str, str], Pair], pairing: Pairing
    ) -> Group:
        key = self._key(pairs, declared)
        self._keys.append(key)
        record = self._keep.get_bytes(_name(key))
        found = unpack_found(findings_of(record)) if record is not None else None
        remembering = _Remembering(pairing)
        if record is not None and found is not None:
            self._stamp(record, found)
            return Group(key, declared, [], remembering, found)
        own: dict[tuple[str, str], Pair] = {}
        for (a, b), number in zip(pairs, known, strict=True):
            ends = (a.id, b.id)
            kept = self._kept_pairs(number).get(ends) if number >= 0 else None
            if kept is not None:
                own[ends], remembering.known[ends] = kept
            elif ends in scored:
                own[ends] = scored[ends]
        lost = [(a, b) for a, b in pairs if (a.id, b.id) not in own]
        own.update({(p.a.id, p.b.id): p for p in pairing.score(lost)})
        return Group(key, declared, [own[a.id, b.id] for a, b in pairs], remembering, None)

    def _stamp(self, record: bytes, found: Found) -> None:
        stamp = digest(findings_of(record)).hex()
        self.stamps.update((finding.id, stamp) for finding in found.findings)

    def _key(self, pairs: Sequence[ClaimPair], declared: Forced) -> bytes:
        digests, places = self._digests, self._places
        ends = b"".join([digests[places[claim.id]] for pair in pairs for claim in pair])
        said = sorted((*(self._digests[self._places[c]] for c in sorted(pair)), bytes([same])) for pair, same in declared.items())
        return digest(ends, *(b"".join(parts) for parts in said))

    def _kept_pairs(self, number: int) -> Mapping[tuple[str, str], tuple[Pair, Outcome]]:
        """The pairs of a group of the last run, with their outcomes."""
        if number not in self._unpacked:
            record = self._keep.get_bytes(_name(self._last.keys[number])) if number < len(self._last.keys) else None
            told = unpack_pairs(record, self._by_id) if record is not None else []
            self._unpacked[number] = {(pair.a.id, pair.b.id): (pair, outcome) for pair, outcome in told}
        return self._unpacked[number]


def _name(key: bytes) -> str:
    return f"links|{key.hex()}"


def _hanging_together(pairs: Sequence[ClaimPair], declared: Forced) -> Iterator[tuple[list[int], Forced]]:
    """Numbers of pairs that hang together through common claims or what was declared, with what was declared of these claims."""
    roots = Roots()
    for a, b in pairs:
        roots.join(a.id, b.id)
    for ends in declared:
        roots.join(min(ends), max(ends))
    parts: dict[str, list[int]] = defaultdict(list)
    for n, (a, _) in enumerate(pairs):
        parts[roots(a.id)].append(n)
    said: dict[str, dict[frozenset[str], bool]] = defaultdict(dict)
    for ends, same in declared.items():
        said[roots(min(ends))][ends] = same
    for root in (*parts, *(r for r in said if r not in parts)):
        yield parts.get(root, []), said.get(root, {})

"""What is reconciled by itself: a body of documents on one subject, what is needed for it, and what is found in it.

Documents on two subjects have nothing to say to each other (`atodds.link.topics`), so each body is a part that is reconciled as in a
workspace of its own. What is found in a part depends on nothing outside it: it can be found in another process or on another machine,
and is kept between two runs as long as the part stays as it is.

What is kept is JSON: whoever passes a workspace on passes no code on. What is missing or damaged is found again.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from atodds.compare import Rates
from atodds.curation import Curation
from atodds.groups import Found, pack_found, unpack_found
from atodds.kept import Digests, Keep, digest
from atodds.link.batches import Roots
from atodds.model.records import Claim, Document, Entity
from atodds.model.stamps import Stamps
from atodds.told import kept_line, lean_claim, read_claims

_ENTITIES: TypeAdapter[list[Entity]] = TypeAdapter(list[Entity])
# Lines of a record before the claims: what it depends on, the entities, the stamps, what was found.
_LINES = 4
# Under which name it is kept which part each document was in, and what was found in one.
_SHARES, _FOUND = "parts", "found"


class Part(NamedTuple):
    """Documents that are reconciled by themselves, and what is known of them before their claims are.

    ``names``: the words of names in each; ``curation``: what people said of names, and of pairs of their claims.
    """

    documents: tuple[Document, ...]
    names: Mapping[str, frozenset[str]]
    curation: Curation
    rates: Rates

    def mark(self, claims: Iterable[Claim] | None, digests: Digests) -> bytes:
        """A digest of all that is found depends on; ``claims``: those that are not what the program extracts from the documents."""
        told = [digests.document(d) for d in self.documents]
        words = [" ".join(sorted(self.names.get(d.id, ()))).encode("utf-8", "surrogatepass") for d in self.documents]
        given = [b"given", *(digests.claim(c) for c in claims)] if claims is not None else []
        said = self.curation.model_dump_json().encode("utf-8", "surrogatepass")
        return digest(self.rates.told(), said, digest(*told), digest(*words), digest(*given))


@dataclass(slots=True)
class PartFound:
    """What is found in a part: its claims with their entities, in document order; findings; the entities that its claims are about."""

    claims: Sequence[Claim] = ()
    found: Found = field(default_factory=Found)
    entities: Sequence[Entity] = ()
    stamps: Stamps = field(default_factory=Stamps)


def in_parts(documents: Sequence[Document], bodies: Mapping[str, str], same: Iterable[tuple[str, str]] = ()) -> list[tuple[Document, ...]]:
    """The documents of each body, in order; all together where there is but one.

    ``bodies``: as `atodds.link.topics.bodies` tells them. ``same``: documents that tell of one subject because people declared claims of
    theirs to be of one thing.
    """
    if len(set(bodies.values())) < 2:
        return [tuple(documents)] if documents else []
    roots = Roots()
    for one, other in same:
        roots.join(bodies.get(one, one), bodies.get(other, other))
    parts: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        parts[roots(bodies.get(document.id, document.id))].append(document)
    return [tuple(part) for part in parts.values()]


def merged(entities: Iterable[Sequence[Entity]]) -> tuple[Entity, ...]:
    """The entities of all parts, by their keys: what two of them tell of one key is put together."""
    found: dict[str, Entity] = {}
    for entity in itertools.chain.from_iterable(entities):
        known = found.setdefault(entity.key, entity)
        if known != entity:
            names, reasons = (tuple(dict.fromkeys((*x, *y))) for x, y in ((known.names, entity.names), (known.reasons, entity.reasons)))
            found[entity.key] = known.model_copy(update={"names": names, "reasons": reasons})
    return tuple(found[key] for key in sorted(found))


class Shelf:
    """What is kept of one part, under its own name."""

    def __init__(self, keep: Keep, name: str) -> None:
        """``name``: has no vertical bar."""
        self._keep, self._prefix = keep, f"part|{name}|"

    def get_bytes(self, key: str) -> bytes | None:
        """What is kept under ``key``, or None."""
        return self._keep.get_bytes(self._prefix + key)

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""
        self._keep.put_bytes(self._prefix + key, data)

    def use(self, prefix: str) -> None:
        """Keep what is under keys that begin so, though nobody asks for it."""
        self._keep.use(self._prefix + prefix)

    def found(self, mark: bytes) -> PartFound | None:
        """What was found in the part, if it was the same; then all that is kept of it stays."""
        data = self.get_bytes(_FOUND)
        found = unpack(data, mark) if data is not None else None
        if found is not None:
            self.use("")
        return found

    def put(self, record: bytes) -> None:
        """Keep what was found, as `pack` writes it."""
        self.put_bytes(_FOUND, record)


def shelves(keep: Keep, parts: Sequence[Sequence[Document]]) -> list[Shelf]:
    """A shelf for each part: that of the part of the last run with which it has the most documents in common."""
    last = _shares(keep.get_bytes(_SHARES))
    common = [(count, n, name) for n, part in enumerate(parts) for name, count in Counter(last[d.id] for d in part if d.id in last).items()]
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, n, name in sorted(common, key=lambda found: (-found[0], *found[1:])):
        if n not in names and name not in taken:
            names[n] = name
            taken.add(name)
    for n, part in enumerate(parts):
        if n not in names:
            names[n] = _new_name(part, taken | set(last.values()))
            taken.add(names[n])
    now = {d.id: names[n] for n, part in enumerate(parts) for d in part}
    if now != last:
        keep.put_bytes(_SHARES, json.dumps(now).encode())
    return [Shelf(keep, names[n]) for n in range(len(parts))]


def _new_name(part: Sequence[Document], taken: set[str]) -> str:
    name = digest(part[0].id.encode("utf-8", "surrogatepass"))
    while name.hex() in taken:
        name = digest(name)
    return name.hex()


def _shares(data: bytes | None) -> dict[str, str]:
    try:
        table = json.loads(data or b"{}")
    except ValueError:
        return {}
    return {str(d): str(name) for d, name in table.items()} if isinstance(table, dict) else {}


def pack(found: PartFound, mark: bytes) -> bytes:
    """What was found in a part of this mark, as bytes."""
    head = [mark.hex().encode(), _ENTITIES.dump_json(list(found.entities)), found.stamps.written(), pack_found(found.found)]
    return b"\n".join((*head, *map(kept_line, found.claims)))


def unpack(data: bytes, mark: bytes) -> PartFound | None:
    """What `pack` packed, or None where it is of another mark or damaged."""
    lines = data.split(b"\n")
    if len(lines) < _LINES or lines[0] != mark.hex().encode():
        return None
    found, stamps = unpack_found(lines[3]), Stamps.read(lines[2])
    if found is None or stamps is None:
        return None
    try:
        entities, claims = _ENTITIES.validate_json(lines[1]), read_claims(lines[_LINES:])
    except ValidationError:
        return None
    return PartFound([lean_claim(claim) for claim in claims], found, entities, stamps)

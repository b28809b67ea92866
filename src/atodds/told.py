"""The claims of one document as they are kept between runs: what is seldom asked for stays unread.

Every clause is a statement that something is so, and hardly any is worth a claim: those that nobody denies leave again
(`atodds.link.asked`). Whether one can be denied at all is told by its words, so half of what is kept is not read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from atodds.model.records import Claim, lean
from atodds.model.values import PolarityValue

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
_CLAIMS: TypeAdapter[list[Claim]] = TypeAdapter(list[Claim])
# The entity is known last, when all documents are: it is that of the subject.
_LATER = {"entity"}
# The features by whose words an affirmation meets its denial.
_MEETING = ("focus", "terms")


@dataclass(frozen=True, slots=True)
class Affirmed:
    """The affirmations of a document, each as a line.

    ``names``: all that they name or are about; ``keys``: of each the words by which a denial could meet it.
    """

    document: str
    names: Sequence[str]
    keys: Sequence[Sequence[str]]
    lines: Sequence[bytes]

    def read(self) -> list[Claim]:
        """The claims."""
        return read_claims(self.lines)

    def met_by(self, words: Set[str]) -> list[Claim]:
        """Those of the claims that have one of these words."""
        return read_claims([line for line, keys in zip(self.lines, self.keys, strict=True) if not words.isdisjoint(keys)])


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of a document: those that are read, each with its line where it has one, and the others."""

    claims: Sequence[Claim]
    lines: Sequence[bytes] = ()
    affirmed: Affirmed | None = None

    @property
    def unread(self) -> list[Claim]:
        """The others, read."""
        return self.affirmed.read() if self.affirmed else []


def by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the ids of their documents; of a document without any, an empty list."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found


def lean_claim(claim: Claim) -> Claim:
    """The claim itself, with less memory for the same (`atodds.model.records.lean`)."""
    lean(claim.value)
    return lean(claim)


def line_of(claim: Claim) -> bytes:
    """A claim in JSON, without its entity."""
    return _CLAIM.dump_json(claim, exclude=_LATER)


def kept_line(claim: Claim) -> bytes:
    """A claim in JSON: as `line_of`, unless whoever extracted it knew the entity already."""
    return _CLAIM.dump_json(claim) if claim.entity else line_of(claim)


def is_affirmation(claim: Claim) -> bool:
    """Whether a claim leaves where nobody denies it."""
    return isinstance(claim.value, PolarityValue) and claim.value.holds and claim.extractor != "curated" and "deed" not in claim.features


def pack(claims: Sequence[Claim]) -> bytes:
    """The claims of a document as bytes: what they have to be asked for first, and a line each, in their order."""
    affirmed = [n for n, claim in enumerate(claims) if is_affirmation(claim)]
    names = {name for n in affirmed for name in (*claims[n].features.get("names", ()), claims[n].subject)}
    keys = [sorted({key for role in _MEETING for key in claims[n].features.get(role, ())}) for n in affirmed]
    document = claims[0].document if claims else ""
    head = json.dumps([document, affirmed, sorted(names - {""}), keys], separators=(",", ":")).encode()
    return b"\n".join((head, *map(kept_line, claims)))


def unpack(data: bytes) -> Told:
    """The claims, affirmations unread.

    Raises ValueError where the bytes are damaged.
    """
    head, *lines = data.split(b"\n")
    document, places, names, keys = _head(head)
    apart = frozenset(places)
    read = [line for n, line in enumerate(lines) if n not in apart]
    affirmed = Affirmed(document, names, keys, [lines[n] for n in places]) if places else None
    return Told(read_claims(read), read, affirmed)


def _head(line: bytes) -> tuple[str, list[int], list[str], list[list[str]]]:
    read: Any = json.loads(line)
    if not isinstance(read, list):
        raise ValueError("not the claims of a document")
    document, places, names, keys = read
    return document, places, names, keys


def read_claims(lines: Sequence[bytes]) -> list[Claim]:
    """Claims from their lines.

    Raises ValueError where the bytes are damaged.
    """
    return _CLAIMS.validate_json(b"[" + b",".join(lines) + b"]") if lines else []

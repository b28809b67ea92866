"""Stamps: digests by which two results are held against each other part by part, without looking at what is in the parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Touched(NamedTuple):
    """The ids of all documents and findings that two results may differ in; what the one has and the other has not is among them."""

    documents: frozenset[str]
    findings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stamps:
    """A stamp of each document with its claims, and of each finding, by their ids: what has the same one in two results is the same."""

    documents: dict[str, str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)

    def touched(self, since: Stamps) -> Touched:
        """What a result with these stamps may differ in from one with the stamps ``since``."""
        return Touched(_differing(self.documents, since.documents), _differing(self.findings, since.findings))

    def written(self) -> bytes:
        """As bytes."""
        return json.dumps([self.documents, self.findings]).encode()

    @classmethod
    def read(cls, data: bytes | None) -> Stamps | None:
        """From bytes; None where there are none, or damaged ones."""
        try:
            documents, findings = json.loads(data or b"")
            return cls(dict(documents), dict(findings))
        except (ValueError, TypeError):
            return None


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))

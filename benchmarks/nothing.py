"""Caches for measurements: what is measured is the work, not the looking up."""

from __future__ import annotations

from collections.abc import Sequence

from atodds.model.records import Claim, Document
from atodds.parallel import Cache
from atodds.told import Told


class Nothing(Cache):
    """A cache that keeps nothing: the methods of the protocol have no body, so that each finds nothing, those added later too."""


class InMemory:
    """A cache of what one process extracted, as it was."""

    def __init__(self) -> None:
        """Empty."""
        self.claims: dict[str, Sequence[Claim]] = {}

    def told(self, document: Document) -> Told | None:
        """The claims of a document, or None."""
        claims = self.claims.get(document.id)
        return Told(claims) if claims is not None else None

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""
        self.claims[document.id] = claims

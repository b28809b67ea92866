"""A cache for measurements: what is measured is the work, not the looking up."""

from __future__ import annotations

from atodds.parallel import Cache


class Nothing(Cache):
    """A cache that keeps nothing: the methods of the protocol have no body, so that each finds nothing, those added later too."""

"""Python's garbage collector, off where it would look through millions of records again and again and find nothing.

Linking makes no cycles: memory is still freed by reference count.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class _Life:
    """Whether this process ends with its work."""

    ends = False


def end_with_work() -> None:
    """For commands, at their start: what is alive when the collector would be on again is never looked through, for the end is near."""
    _Life.ends = True


def live_on() -> None:
    """For commands that serve until they are stopped: they collect what they leave behind."""
    _Life.ends = False


@contextmanager
def without_collector() -> Iterator[None]:
    """The collector is off, and afterwards as it was before.

    Libraries that turn it off for themselves turn it on where it was off (spaCy, when it reads its model): with no threshold that has
    no effect.
    """
    was_on, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if was_on and _Life.ends:
            gc.freeze()
        gc.set_threshold(*thresholds)
        if was_on:
            gc.enable()
        else:
            gc.disable()

"""What the layout of two texts says of two numbers in them.

Reports of one thing tell it in one order: what matters first, the background last (the inverted pyramid of news writing), and the
number that a sentence is about stands alone in it. So these are evidence where wordings share little. Inside one document they are none.
"""

from __future__ import annotations

from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.link.standing import PARTS, Standing
from atodds.model.records import Claim

# The zones of a document, as parts of `PARTS`: a title is in the first part, a lead in the first eighth, what is added at the end
# (boilerplate, contacts, a table of sources) in the last tenth.
_TITLE, _LEAD, _END = 1, 5, 36
# How far apart two numbers stand, each in its document, in parts of `PARTS`: a twentieth, about a seventh, a third, a half.
_APART = (2, 6, 12, 20)


def _standings(a: Claim, b: Claim, setting: Setting) -> tuple[Standing, Standing] | None:
    """Where the numbers of two claims of two documents stand; None in one document, and where one of them is short."""
    x, y = setting.standings.get(a.id), setting.standings.get(b.id)
    return (x, y) if x is not None and y is not None and a.document != b.document else None


class PositionComparison(Comparison):
    """How far into their documents the two numbers stand.

    Levels ``0`` (as far) to ``4`` (more than half a text apart); nothing in one document, or where a document is short.
    """

    name = "position"
    looks_at = Sight.STANDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = _standings(a, b, setting)
        if found is None:
            return None
        x, y = found
        return Level(str(sum(abs(x.part - y.part) > bound for bound in _APART)), f"{x.part / PARTS:.0%} / {y.part / PARTS:.0%}")


class ZoneComparison(Comparison):
    """In which zone of its document each number stands: ``title``, ``lead``, ``body``, ``end``.

    Levels are two zones in alphabetical order (``body_lead``); nothing in one document, or where a document is short.
    """

    name = "zone"
    looks_at = Sight.STANDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = _standings(a, b, setting)
        if found is None:
            return None
        zones = [_zone(standing.part) for standing in found]
        return Level("_".join(sorted(zones)), " / ".join(zones))


class OrderComparison(Comparison):
    """Which number of its sentence each is.

    * ``alone``: the only one, in both; ``same``: the first in both, or the second, …; ``other``: in another place
    * nothing in one document, or where a document is short
    """

    name = "order"
    looks_at = Sight.STANDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = _standings(a, b, setting)
        if found is None:
            return None
        x, y = found
        return Level("alone" if x.alone and y.alone else "same" if x.place == y.place else "other", f"{x.place + 1} / {y.place + 1}")


def _zone(part: int) -> str:
    return "title" if part < _TITLE else "lead" if part < _LEAD else "end" if part >= _END else "body"

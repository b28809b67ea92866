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


class LayoutComparison(Comparison):
    """One of where the numbers of two documents stand; nothing in one document, and where one of them is short."""

    looks_at = Sight.STANDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.standings.get(a.id), setting.standings.get(b.id)
        return self.of(x, y) if x is not None and y is not None and a.document != b.document else None

    def of(self, x: Standing, y: Standing) -> Level:
        """The level that two standings reach."""
        raise NotImplementedError  # pragma: no cover


class PositionComparison(LayoutComparison):
    """How far into their documents the two numbers stand.

    Levels ``0`` (as far) to ``4`` (more than half a text apart).
    """

    name = "position"

    def of(self, x: Standing, y: Standing) -> Level:
        """See the class."""
        return Level(str(sum(abs(x.part - y.part) > bound for bound in _APART)), f"{x.part / PARTS:.0%} / {y.part / PARTS:.0%}")


class ZoneComparison(LayoutComparison):
    """In which zone of its document each number stands: ``title``, ``lead``, ``body``, ``end``.

    Levels are two zones in alphabetical order (``body_lead``).
    """

    name = "zone"

    def of(self, x: Standing, y: Standing) -> Level:
        """See the class."""
        zones = _zone(x.part), _zone(y.part)
        return Level("_".join(sorted(zones)), " / ".join(zones))


class OrderComparison(LayoutComparison):
    """Which number of its sentence each is.

    ``alone``: the only one, in both; ``same``: the first in both, or the second, …; ``other``: in another place.
    """

    name = "order"

    def of(self, x: Standing, y: Standing) -> Level:
        """See the class."""
        return Level("alone" if x.alone and y.alone else "same" if x.place == y.place else "other", f"{x.place + 1} / {y.place + 1}")


def _zone(part: int) -> str:
    return "title" if part < _TITLE else "lead" if part < _LEAD else "end" if part >= _END else "body"

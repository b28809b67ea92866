"""Pairs of claims scored and their values compared: the work that grows with the pairs, and that other machines can take over."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from atodds.compare import Outcome, Rates, compare, is_money
from atodds.extract.lexicon import Lexicon
from atodds.link.linker import FLOOR, Pair, score_all
from atodds.link.profiles import Setting, wording_of
from atodds.model.records import Claim
from atodds.model.values import Quantity

# Units of shares and of what is compared: they do not count up, whatever they are of.
SHARES = frozenset({"%", "pp", "times", "rank"})

ClaimPair = tuple[Claim, Claim]


class Pairing(Protocol):
    """Scores pairs and compares their values. What comes out does not depend on where it is done."""

    def score(self, pairs: Sequence[ClaimPair], *, floor: float = FLOOR) -> list[Pair]:
        """The match weight of each pair with its parts, in the order of the pairs; those under ``floor`` bits are left out."""

    def outcome(self, a: Claim, b: Claim) -> Outcome:
        """How the values of two claims of one data item stand to each other."""


# Outcomes remembered at one time, and numbers of claims: some 10 MB of each.
MOST_REMEMBERED = 1 << 15


class Here:
    """In this process."""

    def __init__(self, setting: Setting, rates: Rates) -> None:
        """``setting``: what the comparisons look things up in. ``rates``: exchange rates."""
        self.setting = setting
        self.rates = rates
        self._remembered: dict[tuple[int, int, bool], Outcome] = {}
        self._numbers: dict[str, int] = {}
        self._said: dict[Hashable, int] = {}

    def score(self, pairs: Sequence[ClaimPair], *, floor: float = FLOOR) -> list[Pair]:
        """See :class:`Pairing`."""
        return score_all(pairs, self.setting, floor=floor)

    def outcome(self, a: Claim, b: Claim) -> Outcome:
        """See :class:`Pairing`. Of sentences that stand in several places (copied articles, headlines), what was found is remembered."""
        profiles = self.setting.profiles
        if not (profiles[a.id].repeated and profiles[b.id].repeated):
            return self._compared(a, b)
        if len(self._numbers) > MOST_REMEMBERED:
            self._numbers.clear()  # what is said again is known by its number still
        if max(len(self._remembered), len(self._said)) > MOST_REMEMBERED:
            for memory in (self._remembered, self._numbers, self._said):
                memory.clear()
        key = self._number(a), self._number(b), a.document == b.document
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = self._compared(a, b)
        return found

    def _compared(self, a: Claim, b: Claim) -> Outcome:
        return compare(a, b, rates=self.rates, key=self.setting.entities.key, behaviour=behaviour_of(a, b, self.setting.lexicon))

    def _number(self, claim: Claim) -> int:
        """A number for all that a claim says, wherever it stands."""
        number = self._numbers.get(claim.id)
        if number is None:
            period = claim.period and tuple(vars(claim.period).values())
            said = (claim.quote, claim.value_text, claim.value_start, *vars(claim.value).values(), period, *wording_of(claim))
            number = self._numbers[claim.id] = self._said.setdefault(said, len(self._said))
        return number


def behaviour_of(a: Claim, b: Claim, lexicon: Lexicon) -> str:
    """How what two claims measure behaves over time: that of the first concept either is of, else "unknown".

    What counts up is told by any concept that both share: "killed 19 people" counts children for the one, deaths for the other. A sum
    of money is stated and stated anew: it is not counted from one day to the next as the dead or the houses of a flood are.
    """
    if isinstance(a.value, Quantity) and a.value.unit in SHARES:
        known = any(key in lexicon.concepts and not lexicon.concepts[key].weak for key in (a.property, b.property))
        return "varies" if known else "unknown"  # a share of what is counted up is not counted up itself
    shared = {a.property, *a.features.get("concepts", ())} & {b.property, *b.features.get("concepts", ())}
    money = isinstance(a.value, Quantity) and is_money(a.value.unit)
    if (
        isinstance(a.value, Quantity)
        and not money
        and any(key in lexicon.concepts and lexicon.concepts[key].over_time == "accumulates" for key in shared)
    ):
        return "accumulates"
    for key in (a.property, b.property):
        concept = lexicon.concepts.get(key)
        if concept is not None and not concept.weak:
            return "varies" if money and concept.over_time == "accumulates" else concept.over_time
    return "unknown"

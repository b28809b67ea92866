"""One number with its unit: the currency before or the unit after it, told from other words by what stands around."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.numbers import HALF, HALF_SCALE_STEP, LETTER_SCALES, QUARTER, SCALES, SMALL, Number, read_number
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import POINTS, TIME_BASE, Hit, Unit, physical, pounds_are_mass, prefix_currency, suffix_unit
from atodds.extract.values.vocabulary import words

STANDARD_GRAVITY = 9.80665  # m/s2, by definition (CGPM 1901)
# How many tokens after "points" still say whether they are percentage points.
POINTS_REACH = 25
DASHES = ("-", "–", "‐", "‑", "~", "—")
_MINUS = ("-", "−")
THIRD = Decimal(1) / 3
# Parts of a unit in words: "half an hour", "two thirds of a mile".
_PARTS: tuple[tuple[list[str], Decimal], ...] = (
    (["half"], HALF),
    (["a", "quarter", "of"], QUARTER),
    (["three", "quarters", "of"], HALF + QUARTER),
    (["three", "-", "quarters", "of"], HALF + QUARTER),
    (["a", "third", "of"], THIRD),
    (["two", "thirds", "of"], 2 * THIRD),
    (["two", "-", "thirds", "of"], 2 * THIRD),
)


class Part(NamedTuple):
    """One number with its unit: half of a range, or the whole of a quantity. ``prefixed``: the currency stands before it."""

    number: Number
    unit: Unit | None
    start: int
    end: int
    prefixed: bool = False


class Parts:
    """Reads numbers with their units in one text. ``yen``: the currency that "¥" stands for; ``dead``: tokens of no value."""

    def __init__(self, t: Tokens, yen: str, dead: frozenset[int]) -> None:
        """See the class."""
        self.t = t
        self.yen = yen
        self.dead = dead
        self._mass: bool | None = None

    def part(self, i: int, *, joined: bool = False) -> Part | None:
        """A number at ``i`` with its currency before or unit after. ``joined``: a dash before it belongs to a range."""
        t = self.t
        money = self._money(i)
        if money is not None:
            return money
        if i in self.dead or (not joined and self._glued_to_word(i)):
            return None
        number = self._part_of_unit(i) or read_number(t, i)
        if number is None:
            return None
        number = self._letter_scale(number, money=False)
        if t.text[number.start][:1] == "0" and t.text[number.start][1:2].isdigit():
            return None
        hit = self._points(number) or suffix_unit(t, number.end, self.yen, scaled=number.scaled)
        if hit is None:
            in_range = joined or (i > 0 and t.text[i - 1] in DASHES)
            return Part(number, None if in_range else self._listed_unit(number.end), i, number.end)
        return self._with_unit(number, hit, i)

    def _money(self, i: int) -> Part | None:
        """ "$3.3bn", "-US$5", "Rs 27,400 crore": a currency before a number."""
        t = self.t
        j = i + 1 if t.text[i] in (*_MINUS, "+") and t.glued[i + 1] else i
        prefix = prefix_currency(t, j, self.yen)
        if prefix is None:
            return None
        k = prefix.end
        inner = t.text[k] in _MINUS and t.glued[k] and t.glued[k + 1]
        k += inner
        number = read_number(t, k)
        if k in self.dead or number is None or not (number.digits or t.low[k] in SMALL):
            return None
        if inner or (j > i and t.text[i] in _MINUS):
            number = number._replace(value=-number.value, bare=-number.bare)
        number = self._letter_scale(number, money=True)
        if prefix.unit.name == "R" and not number.scaled and "," not in t.text[k]:
            return None  # "R1" is a name, "R1,000" and "R2 million" are rand
        hit = suffix_unit(t, number.end, self.yen, scaled=number.scaled)
        again = hit is not None and hit.unit.kind == "money" and hit.unit.base in (prefix.unit.base, "USD")
        return Part(number._replace(start=i), prefix.unit, i, hit.end if hit and again else number.end, prefixed=True)

    def _with_unit(self, number: Number, hit: Hit, i: int) -> Part:
        """The number with the unit after it, and what may follow that ("75 USD million", "two years and a half", "12 ft 2 in")."""
        t = self.t
        unit = self._in_context(hit.unit, number.start, hit.end)
        if unit.kind == "money" and not number.scaled and t.low[hit.end] in words("scales_after_currency"):
            by = SCALES[t.low[hit.end]]
            return Part(number._replace(value=number.value * by, step=number.step * by, scaled=True), unit, i, hit.end + 1)
        if t.low[hit.end : hit.end + 3] == ["and", "a", "half"] and number.value == int(number.value):
            return Part(number._replace(value=number.value + HALF, step=HALF), unit, i, hit.end + 3)
        return self._compound(Part(number, unit, i, hit.end))

    def _listed_unit(self, j: int) -> Unit | None:
        """The unit of "2, 8 and 24 mg" for the numbers before the last."""
        t = self.t
        while t.low[j] in (",", "and", "or"):
            j += 2 if t.low[j] == "," and t.low[j + 1] in ("and", "or") else 1
            if t.kind[j] != "num" or t.glued[j]:
                return None
            number = read_number(t, j)
            if number is None or number.scaled:
                return None
            hit = suffix_unit(t, number.end, self.yen)
            if hit is not None:
                return hit.unit if hit.unit.kind in ("physical", "percent", "time") else None
            j = number.end
        return None

    def _glued_to_word(self, i: int) -> bool:
        """Whether the number at ``i`` is the tail of a name or a key ("GPT-4", "H800", "'94", "7/3")."""
        t = self.t
        if not i or not t.glued[i] or t.kind[i] != "num":
            return False
        sign, before = t.text[i - 1], t.kind[i - 2] if i > 1 and t.glued[i - 1] else ""
        if t.kind[i - 1] in ("word", "num") or sign in ("_", "#", "@", "§", "№", "/", "&", "'", "’", "‘"):
            return True
        if sign in (".", ",", ":"):
            return before == "num"
        if sign not in DASHES or sign == "—":
            return False
        if before == "num":  # a range would have been read from its first number on
            return True
        return t.text[i - 2] in (")", "_") or (before == "word" and t.low[i - 2] not in SMALL and t.low[i - 2] not in words("prefixes"))

    def _part_of_unit(self, i: int) -> Number | None:
        """ "Half an hour", "three quarters of a mile", "1/4 mile", and "a year" where a hedge makes it a length of time."""
        low = self.t.low
        for lead, part in _PARTS:
            j = i + len(lead)
            if low[i:j] == lead and low[j] in ("a", "an") and suffix_unit(self.t, j + 1, self.yen):
                return Number(part, HALF_SCALE_STEP, i, j + 1, digits=False, bare=part)
        return self._slashed(i) or self._single(i)

    def _slashed(self, i: int) -> Number | None:
        """The "1/4" of "1/4 mile"."""
        t = self.t
        n, d = t.text[i], t.text[i + 2]
        if t.text[i + 1] != "/" or not (t.glued[i + 1] and t.glued[i + 2] and n.isdigit() and d.isdigit()) or len(d) > 2 or len(n) > 2:
            return None
        hit = suffix_unit(t, i + 3, self.yen)
        if not 0 < int(n) < int(d) or hit is None or hit.unit.kind not in ("physical", "time"):
            return None
        part = Decimal(n) / Decimal(d)
        return Number(part, 1 / Decimal(d), i, i + 3, digits=True, bare=part)

    def _single(self, i: int) -> Number | None:
        """The "a" of "well over a year", "a month or so", "a year and a half"; otherwise "a year" is a rate or a figure of speech."""
        t = self.t
        if (
            t.low[i] not in ("a", "an")
            or (hit := suffix_unit(t, i + 1, self.yen)) is None
            or hit.unit.kind != "time"
            or t.low[i + 1] == "second"
        ):
            return None
        hedged = t.low[i - 1] not in ("some", "about") and hedge_before(t, i, time=True) is not None
        said = t.low[hit.end : hit.end + 2] == ["or", "so"] or t.low[hit.end : hit.end + 3] == ["and", "a", "half"]
        if not (hedged or said or self._lasts(i, hit.end)):
            return None
        return Number(Decimal(1), Decimal(1), i, i + 1, digits=False, bare=Decimal(1))

    def _lasts(self, i: int, j: int) -> bool:
        """Whether "a week" from ``i`` to ``j`` is how long something lasted: "took a week", "was shut for a week"."""
        t = self.t
        ends = t.kind[j] in ("", "sym") or t.low[j] in words("after_for_a_time")
        return t.low[i - 1] in words("before_a_time") or (t.low[i - 1] == "for" and ends and not t.hyphen(j))

    def _letter_scale(self, number: Number, *, money: bool) -> Number:
        """Apply "k", "m", "b", "t" after digits where they are magnitudes."""
        t, j = self.t, number.end
        letter = t.low[j]
        if letter not in LETTER_SCALES or not number.digits or number.scaled or not (t.glued[j] or (money and t.text[j].isupper())):
            return number
        if t.glued[j + 1] and t.kind[j + 1] in ("word", "num"):
            return number
        if not money and not self._is_magnitude(number, letter):
            return number
        by = LETTER_SCALES[letter]
        return number._replace(value=number.value * by, step=number.step * by, end=j + 1, scaled=True)

    def _is_magnitude(self, number: Number, letter: str) -> bool:
        """Whether the letter after a number without a currency before it is a magnitude: a currency or a noun must follow."""
        t, i, j = self.t, number.start, number.end
        after = suffix_unit(t, j + 1, self.yen, scaled=True)
        if after is not None and after.unit.kind == "money":
            return True
        if t.text[j].isupper() and i and t.is_cap(i - 1) and t.low[i - 1] not in words("openers"):
            return False  # a name: "Model 910B"
        if letter in ("t", "k"):
            return letter == "k" and not (t.text[j] == "K" and number.value < 10)  # "4K" is a format of pictures
        if t.kind[j + 1] in ("", "sym"):
            return t.text[j].isupper()
        word = t.low[j + 1]
        if t.kind[j + 1] != "word" or word in words("after_metres"):
            return False
        return letter == "b" or t.text[j].isupper() or word.endswith("s") or word in words("after_millions")

    def _points(self, number: Number) -> Hit | None:
        """ "Points" are percentage points where the sentence speaks of percent or shares."""
        t, j = self.t, number.end
        j = j + 1 if t.hyphen(j) else j
        if t.low[j] not in ("point", "points") or t.hyphen(j + 1):
            return None
        around = t.low[t.sentence[number.start] : min(t.n, j + POINTS_REACH)]
        if not words("near_points").intersection(around):
            return None
        return Hit(Unit(POINTS, 1.0, 0.0, "points", t.low[j]), j + 1)

    def _in_context(self, unit: Unit, start: int, end: int) -> Unit:
        """Pounds of weight or of money, grams or the acceleration of gravity: by the words around."""
        t = self.t
        if unit.name == "g" and any(w.startswith("accelerat") for w in t.low[t.sentence[start] : end]):
            return Unit("m/s2", STANDARD_GRAVITY, 0.0, "physical", "g")
        if unit.name not in ("pound", "pounds") or unit.base != "GBP":
            return unit
        if self._mass is None:
            self._mass = pounds_are_mass(t)
        if self._mass or (t.low[end] == "of" and t.low[end + 1] not in words("bought_with_pounds")):
            return physical()[0]["lb"][0][1]._replace(name=unit.name)
        return unit

    def _compound(self, part: Part) -> Part:
        """ "12 ft 2 in", "three hours and ten minutes", "3 dollars 50 cents": smaller units of the same base added."""
        t, unit = self.t, part.unit
        if unit is None or unit.offset != 0 or not (unit.kind == "money" or unit.base in (TIME_BASE, "m", "kg")):
            return part
        smallest = unit.factor
        while True:
            j = part.end
            j += t.low[j] == "," and (t.kind[j + 1] == "num" or t.low[j + 1] == "and")
            j += t.low[j] == "and"
            number = read_number(t, j) if t.kind[j] == "num" or t.low[j] in SMALL else None
            hit = self._smaller(unit, number)
            if number is None or hit is None or hit.unit.base != unit.base or hit.unit.factor >= smallest or hit.unit.kind != unit.kind:
                return part
            ratio = Decimal(repr(hit.unit.factor)) / Decimal(repr(unit.factor))
            whole = part.number._replace(value=part.number.value + number.value * ratio, step=number.step * ratio)
            part, smallest = part._replace(number=whole, end=hit.end), hit.unit.factor

    def _smaller(self, unit: Unit, number: Number | None) -> Hit | None:
        """The unit after the second number of a compound; after feet "in" is inches."""
        if number is None:
            return None
        if unit.name in ("ft", "foot", "feet") and self.t.text[number.end] in ("in", '"'):
            return Hit(physical()[0]["inch"][0][1], number.end + 1)
        return suffix_unit(self.t, number.end, self.yen)

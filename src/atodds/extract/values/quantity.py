"""Quantities: ranges of numbers with their units, conversions in brackets, and rates."""

from __future__ import annotations

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.names import is_name
from atodds.extract.values.numbers import SMALL, Number, read_number
from atodds.extract.values.orders import read_age, read_multiple, read_rank, read_vague
from atodds.extract.values.parts import DASHES, Part, Parts
from atodds.extract.values.shapes import COUNT, NAME, Core, convert
from atodds.extract.values.shares import read_share
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import PERCENT, Unit, prefix_currency, rate_after
from atodds.extract.values.vocabulary import words

# How far before "from A to B" a word of change is looked for ("rose in the second half from 24 to 38").
CHANGE_REACH = 8
# How many words of a noun may stand between a count and its rate ("71,000 passengers a day").
RATE_NOUN = 3
# "A 73-turbine park" counts turbines; below this the word is an idiom more often than a count ("two-way", "four-star", "five-piece").
LEAST_JOINED, SHORT_WORD = 6, 3
# "Two or three" is a range: small numbers, at most this far apart.
OR_DISTANCE, OR_LARGEST = 2, 20


class Reader:
    """Reads the quantities of one text. ``yen``: the currency that "¥" stands for."""

    def __init__(self, t: Tokens, yen: str, dead: frozenset[int]) -> None:
        """``dead``: tokens of which no value is read."""
        self.t = t
        self.yen = yen
        self.dead = dead
        self.part = Parts(t, yen, dead).part

    def read(self, i: int) -> Core | None:
        """The quantity of any kind that starts at token ``i``, or None."""
        t = self.t
        core = read_vague(t, i, self.yen) or read_multiple(t, i) or read_age(t, i) or read_rank(t, i) or read_share(t, i)
        return core or self.measure(i)

    def measure(self, i: int) -> Core | None:
        """A number with or without a unit, a range, a conversion in brackets after it, and a rate."""
        t = self.t
        part = self.part(i)
        if part is None:
            return None
        lead = t.low[i - 1] if i else ""
        other = self._range_end(part, lead)
        if other is None:
            if not self._stands_alone(part):
                return None
            core = self._build(part, part, part.end)
        else:
            core = self._build(*_share_unit(part, other), other.end)
            if core.unit == COUNT and is_name(t, part.start, other.number, proper=False):
                return core._replace(role=NAME)
            if lead in ("between", "from") and not self._is_change(i - 1):
                core = core._replace(start=i - 1)
        return self._rate(self._conversion(core))

    def _range_end(self, part: Part, lead: str) -> Part | None:
        """The second number of a range that ``part`` begins, or None. ``lead``: the word before the range."""
        _t, word = self.t, self.t.low[part.end]
        k = self._second(part, lead)
        if k is None or k in self.dead:
            return None
        other = self.part(k, joined=True)
        if other is None or not _one_kind(part, other) or (word in DASHES and self._is_month(part, other)):
            return None
        first, second = _share_unit(part, other)
        if not convert(first.number.value, first.unit) < convert(second.number.value, second.unit):
            return None
        if word == "to" and lead != "between" and self._is_change(part.start - 1):
            return None
        return other

    def _second(self, part: Part, lead: str) -> int | None:
        """Where the second number of a range begins: after "to", a dash, "and" after "between", "or" between neighbours."""
        t, j = self.t, part.end
        word = t.low[j]
        if word in ("to", "until", "through") or (word == "and" and lead == "between") or (word == "or" and self._or_next(part)):
            return j + 1
        if word == "-" and t.low[j + 1] == "to":  # "ten-to-fifteen", "8- to 16-metre"
            return j + 2 + (t.low[j + 2] == "-")
        if word not in DASHES or word == "—" or not (t.kind[j + 1] == "num" or prefix_currency(t, j + 1, self.yen)):
            return None
        apart = not t.glued[j] and not t.glued[j + 1] and part.unit is None and not part.number.scaled  # "40 - 50"
        return j + 1 if t.hyphen(j) or word in ("–", "~") or apart else None

    def _is_month(self, part: Part, other: Part) -> bool:
        """ "12-2015": a month of a year."""
        return len(self.t.text[other.start]) == 4 and part.number.value <= 12 and other.unit is None and 1500 <= other.number.value < 2100

    def _or_next(self, part: Part) -> bool:
        """ "Two or three", "8 or 9": neighbours, so a range."""
        other = read_number(self.t, part.end + 1)
        if part.unit is not None or other is None or other.scaled or other.value >= OR_LARGEST:
            return False
        return 0 < other.value - part.number.value <= OR_DISTANCE

    def _is_change(self, i: int) -> bool:
        """Whether a word of change stands before token ``i``: right before it, or anywhere before its "from"."""
        t = self.t
        if i < 0:
            return False
        first = max(t.sentence[i], i - CHANGE_REACH) if t.low[i] == "from" else i
        return not words("change").isdisjoint(t.low[first : i + 1])

    def _stands_alone(self, part: Part) -> bool:
        """Whether the number is a value by itself and not a label, a pronoun or part of a compound word."""
        t, number, j = self.t, part.number, part.end
        one = not number.digits and number.value == 1 and not number.scaled
        if part.unit is not None:
            some_day = one and part.unit.name in ("day", "second", "night") and t.low[j] not in words("after_one_day")
            return not (some_day and hedge_before(t, part.start) is None)
        if (one and not self._is_least(part)) or (t.glued[j] and t.kind[j] in ("word", "num") and number.digits):
            return False
        if t.text[j] in ("/", "_", "@") and t.glued[j] and t.glued[j + 1]:
            return False
        if t.text[j] in DASHES and t.glued[j] and (not t.glued[j + 1] or t.kind[j + 1] == "num") and t.text[j] != "—":
            return False  # "two- and three-wheelers", "3-2"
        if t.hyphen(j) and not _is_measured(t, j + 1, number):
            return False
        return not is_name(t, part.start, number)

    def _is_least(self, part: Part) -> bool:
        """Whether "one" is a count: "at least one person", "one man died", "killed one woman", "two goals and one assist"."""
        t, i, j = self.t, part.start, part.end
        hurt = t.low[i - 1] in words("before_one") and i > 0
        if t.kind[j] != "word" or t.low[j] in words("not_counted") | {"of", "day", "another", "such", "more"}:
            return hurt and t.text[j] in (",", ".", "")
        if t.low[i - 2 : i] == ["at", "least"] or hurt:
            return True
        return self._is_toll(j) or self._is_joined(i, j)

    def _is_toll(self, j: int) -> bool:
        """Whether the noun at ``j``, or behind one adjective there, died or was hurt, or is a death itself."""
        t = self.t
        for after in (j + 1, j + 2):
            k = after
            while t.low[k] in words("between_tolls"):
                k += 1
            if t.low[k] in words("tolls"):
                return t.kind[k + 1] != "word" or t.low[k + 1] in words("after_toll")
        return t.low[j] in words("tolls")

    def _is_joined(self, i: int, j: int) -> bool:
        """Whether a count of another noun stands before "and one": "two men and one child"."""
        t = self.t
        if t.low[i - 1] != "and" or i < len(("two", "men", "and")) or t.kind[i - 2] != "word" or t.low[j] in words("per_time"):
            return False
        number = t.kind[i - 3] == "num" or (t.low[i - 3] in SMALL and t.low[i - 3] != "one")
        return number and t.low[i - 2].endswith(("s", "men", "people", "children")) and t.low[i - 2] not in words("per_time_plural")

    def _build(self, a: Part, b: Part, end: int) -> Core:
        """The core of a number (``a`` is ``b``) or of a range."""
        if a is b and (margin := self._margin(end)) is not None:
            return _plus_minus(a, margin)
        low, high = sorted((convert(a.number.value, a.unit), convert(b.number.value, b.unit)))
        return _core((a.start, end), low, high, b.unit, float(min(a.number.step, b.number.step)))

    def _margin(self, j: int) -> Part | None:
        """The "2 km" of "35 ± 2 km"."""
        t = self.t
        if t.low[j] != "±" and t.text[j : j + 3] != ["+", "/", "-"]:
            return None
        return self.part(j + 1 if t.low[j] == "±" else j + 3, joined=True)

    def _conversion(self, core: Core) -> Core:
        """Take in "($385 million)", "(6 miles)", "(8.3-mile)": the same amount in another unit."""
        t, j = self.t, core.end
        if t.text[j] != "(" or core.unit == COUNT:
            return core
        k = j + 1 + (t.low[j + 1] == "or")
        for width in (1, 2, 3):
            hedge = hedge_before(t, k + width)
            if hedge is not None and hedge.at == k:
                k += width
                break
        part = self.part(k)
        if part is None or part.unit is None:
            return core
        other = self._range_end(part, "")
        end = other.end if other else part.end
        money = part.unit.kind == "money" and len(core.unit) == 3 and core.unit.isupper() and part.unit.base != core.unit
        measure = part.unit.kind == "physical" and part.unit.base == core.unit
        return core._replace(end=end + 1) if t.text[end] == ")" and (money or measure) else core

    def _rate(self, core: Core) -> Core:
        """Take in "per annum", "a year", "per million units"; after a noun the rate counts but stays outside the span."""
        t, j = self.t, core.end
        found = rate_after(t, j)
        if found is not None:
            return core._replace(per=found[0], end=found[1], role="rate")
        if core.unit not in (COUNT, PERCENT) and t.low[j] != "of":
            return core
        k = j + (t.low[j] == "of")
        while k < j + RATE_NOUN and t.kind[k] == "word" and t.low[k] not in words("ends_noun"):
            k += 1
            found = rate_after(t, k) if t.low[k] in ("a", "per", "each", "every") else None
            if found is not None and (t.low[k] == "per" or t.low[k + 1] in words("per_time")):
                return core._replace(per=found[0], role="rate")
        return core


def _is_measured(t: Tokens, j: int, number: Number) -> bool:
    """Whether the word at ``j``, joined to a number by a hyphen, is what it counts: "a 600-bed hospital", "the 73-turbine park"."""
    word = t.low[j]
    if word in words("hyphenated"):
        return True
    coded = number.digits and len(t.text[number.start]) > len("1000")  # "the 21700-format cell"
    plural = number.value >= LEAST_JOINED and number.value == int(number.value) and (not coded or "," in t.text[number.start])
    named = t.text[j] != word or t.hyphen(j + 1) or t.kind[j + 1] != "word" or t.is_cap(j + 1)
    return plural and t.kind[j] == "word" and len(word) > SHORT_WORD and not named and word not in words("not_counted")


def _one_kind(a: Part, b: Part) -> bool:
    """Whether two numbers can be the ends of one range: the same unit, or the first or second without one."""
    if a.unit is None:
        return b.unit is None or b.number.scaled or not a.number.scaled
    return a.prefixed if b.unit is None else a.unit.base == b.unit.base


def _share_unit(a: Part, b: Part) -> tuple[Part, Part]:
    """Give both ends of a range the unit and the magnitude that is written once."""
    first, second = a.number, b.number
    if second.scaled and not first.scaled and second.bare and first.value <= second.bare:
        by = second.value / second.bare
        first = first._replace(value=first.value * by, step=first.step * by)
    return a._replace(number=first, unit=a.unit or b.unit), b._replace(unit=b.unit or a.unit)


def _plus_minus(a: Part, margin: Part) -> Core:
    """The range of "35 ± 2 km"; the unit may stand after either number."""
    unit = a.unit or margin.unit
    low, high = (convert(a.number.value + sign * margin.number.value, unit) for sign in (-1, 1))
    return _core((a.start, margin.end), low, high, unit, float(a.number.step))


def _core(span: tuple[int, int], low: float, high: float, unit: Unit | None, step: float) -> Core:
    if unit is None:
        return Core(*span, low, high, COUNT, step)
    role = "duration" if unit.kind == "time" else "quantity"
    factor = 0.0 if unit.offset else unit.factor
    return Core(*span, low, high, unit.base, step * unit.factor, role, written_unit=unit.name, factor=factor)

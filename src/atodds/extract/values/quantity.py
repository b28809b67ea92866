"""Quantities: a number with its unit or currency, ranges of them, conversions in brackets, and rates."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.names import is_name
from atodds.extract.values.numbers import HALF, HALF_SCALE_STEP, LETTER_SCALES, SCALES, SMALL, Number, read_number
from atodds.extract.values.orders import read_age, read_multiple, read_rank, read_vague
from atodds.extract.values.shapes import COUNT, NAME, Core, convert
from atodds.extract.values.shares import read_share
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import PERCENT, POINTS, TIME_BASE, Unit, physical, pounds_are_mass, prefix_currency, rate_after, suffix_unit
from atodds.extract.values.vocabulary import words

# How far before "from A to B" a word of change is looked for ("rose in the second half from 24 to 38").
CHANGE_REACH = 8
# How many words of a noun may stand between a count and its rate ("71,000 passengers a day").
RATE_NOUN = 3
STANDARD_GRAVITY = 9.80665  # m/s2, by definition (CGPM 1901)
_DASHES = ("-", "–", "‐", "‑", "~", "—")
_METRE_WORDS = frozenset({"tall", "long", "wide", "high", "deep", "above", "below", "from", "away", "apart", "across", "thick", "of", "in", "to", "and", "or", "by", "sprint", "race", "freestyle", "tower", "underground", "under", "north", "south", "east", "west"})


class Part(NamedTuple):
    """One number with its unit: half of a range, or the whole of a quantity."""

    number: Number
    unit: Unit | None
    start: int
    end: int


class Reader:
    """Reads the quantities of one text. ``yen``: the currency that "¥" stands for."""

    def __init__(self, t: Tokens, yen: str, dead: frozenset[int]) -> None:
        self.t = t
        self.yen = yen
        self.dead = dead
        self._mass: bool | None = None

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
            core = self._build(*self._share_unit(part, other), other.end)
            if core.unit == COUNT and is_name(t, part.start, other.number):
                return core._replace(role=NAME)
            if lead in ("between", "from") and not self._is_change(i - 1):
                core = core._replace(start=i - 1)
        return self._rate(self._conversion(core))

    def part(self, i: int, *, joined: bool = False) -> Part | None:
        """A number at ``i`` with its currency before or unit after. ``joined``: a dash before it belongs to a range."""
        t = self.t
        prefix = prefix_currency(t, i, self.yen)
        sign = i
        if prefix is not None and t.text[prefix.end] in ("-", "−") and t.glued[prefix.end] and t.glued[prefix.end + 1]:
            sign, prefix = prefix.end, prefix._replace(end=prefix.end + 1)
        if prefix is None and t.text[i] in ("-", "−", "+") and t.glued[i + 1] and (signed := prefix_currency(t, i + 1, self.yen)):
            prefix = signed
        j = prefix.end if prefix else i
        if j in self.dead or (prefix is None and not joined and self._glued_to_word(i)):
            return None
        number = self._half_unit(i) if prefix is None else None
        number = number or read_number(t, j)
        if number is None or (prefix is not None and not number.digits and not t.low[j] in SMALL):
            return None
        if prefix is not None and t.text[sign] in ("-", "−") and sign < j:
            number = number._replace(value=-number.value, bare=-number.bare)
        number = self._letter_scale(number, money=prefix is not None)
        if prefix is not None and prefix.unit.name == "R" and not number.scaled and "," not in t.text[j]:
            return None  # "R1" is a name, "R1,000" and "R2 million" are rand
        if t.text[number.start][:1] == "0" and t.text[number.start][1:2].isdigit():
            return None
        hit = suffix_unit(t, number.end, self.yen, scaled=number.scaled)
        hit = self._points(number) or hit
        if prefix is not None:
            same = hit is not None and hit.unit.kind == "money" and (hit.unit.base == prefix.unit.base or hit.unit.base == "USD")
            end = hit.end if hit and same else number.end
            return Part(number._replace(start=i), prefix.unit, i, end)
        if hit is None:
            return Part(number, None if joined or t.text[i - 1] in _DASHES and i else self._listed_unit(number.end), i, number.end)
        unit = self._in_context(hit.unit, number.start, hit.end)
        if unit.kind == "money" and not number.scaled and t.low[hit.end] in SCALES and t.low[hit.end] not in ("hundred", "yi", "wan"):
            by = SCALES[t.low[hit.end]]  # "75 USD million"
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
        """Whether the number at ``i`` is the tail of a name ("GPT-4", "H800", "A-10")."""
        t = self.t
        if not i or not t.glued[i] or t.kind[i] != "num":
            return False
        if t.kind[i - 1] in ("word", "num") or t.text[i - 1] in ("_", "#", "@", "§", "№", "/", "&", "*"):
            return not (t.text[i - 1] == "*" and not t.glued[i - 1])
        if t.text[i - 1] in ("'", "’", "‘"):
            return True
        if t.text[i - 1] in (".", ",", ":"):
            return t.glued[i - 1] and i > 1 and t.kind[i - 2] == "num"
        if t.text[i - 1] in ("-", "‐", "‑", "–") and t.glued[i - 1] and i > 1:
            if t.kind[i - 2] == "num":  # a range would have been read from its first number on
                return True
            return t.kind[i - 2] == "word" and t.low[i - 2] not in SMALL and t.low[i - 2] not in ("to", "mid", "pre", "post", "sub", "non") or t.text[i - 2] in (")", "_")
        return False

    def _half_unit(self, i: int) -> Number | None:
        """ "Half an hour", "half a per cent", "three quarters of a mile", and "a year" after a hedge."""
        t = self.t
        low = t.low
        leads = ((["half"], HALF), (["a", "quarter", "of"], HALF * HALF), (["three", "quarters", "of"], HALF + HALF * HALF), (["a", "third", "of"], Decimal(1) / 3), (["two", "thirds", "of"], Decimal(2) / 3))
        for lead, part in leads:
            j = i + len(lead)
            if low[i:j] == lead and low[j] in ("a", "an") and suffix_unit(t, j + 1, self.yen):
                return Number(part, HALF_SCALE_STEP, i, j + 1, digits=False, bare=part)
        if t.kind[i] == "num" and t.text[i + 1] == "/" and t.text[i].isdigit() and t.text[i + 2].isdigit() and t.glued[i + 1] and t.glued[i + 2] and len(t.text[i + 2]) < 3:
            if 0 < int(t.text[i][:4]) < int(t.text[i + 2]) and (hit := suffix_unit(t, i + 3, self.yen)) and hit.unit.kind in ("physical", "time"):
                part = Decimal(t.text[i]) / Decimal(t.text[i + 2])
                return Number(part, 1 / Decimal(t.text[i + 2]), i, i + 3, digits=True, bare=part)
        if low[i] in ("a", "an") and (hit := suffix_unit(t, i + 1, self.yen)) and hit.unit.kind == "time" and low[i + 1] != "second":
            if hedge_before(t, i, time=True) and low[i - 1] not in ("some", "about") or low[hit.end : hit.end + 2] == ["or", "so"] or low[hit.end : hit.end + 3] == ["and", "a", "half"]:
                end = i + 1
                return Number(Decimal(1), Decimal(1), i, end, digits=False, bare=Decimal(1))
        return None

    def _letter_scale(self, number: Number, *, money: bool) -> Number:
        """Apply "k", "m", "b", "t" after digits where they are magnitudes."""
        t, j = self.t, number.end
        letter = t.low[j]
        if letter not in LETTER_SCALES or not number.digits or number.scaled or not (t.glued[j] or (money and t.text[j].isupper())):
            return number
        if t.glued[j + 1] and t.kind[j + 1] in ("word", "num"):
            return number
        after = suffix_unit(t, j + 1, self.yen, scaled=True)
        if not money and not (after and after.unit.kind == "money"):
            i = number.start
            if t.text[j].isupper() and i and t.is_cap(i - 1) and t.low[i - 1] not in words("openers"):
                return number  # a name: "Model 910B"
            if letter == "t" or (letter == "k" and t.text[j] == "K" and number.value < 10):
                return number
            if letter in ("m", "b") and not self._noun_follows(j + 1, letter):
                return number
        by = LETTER_SCALES[letter]
        return number._replace(value=number.value * by, step=number.step * by, end=j + 1, scaled=True)

    def _noun_follows(self, j: int, letter: str) -> bool:
        t = self.t
        if t.kind[j] in ("", "sym"):
            return t.text[j - 1].isupper()
        if t.kind[j] != "word" or t.low[j] in _METRE_WORDS or t.low[j] in ("is", "was", "has", "isn't", "wasn't"):
            return False
        return letter == "b" or t.text[j - 1].isupper() or t.low[j].endswith("s") or t.low[j] in ("people", "children", "men", "women", "metric", "more", "new", "registered", "active", "monthly", "daily")

    def _points(self, number: Number) -> object:
        """ "Points" are percentage points where the sentence speaks of percent or shares."""
        t, j = self.t, number.end
        j = j + 1 if t.hyphen(j) else j
        if t.low[j] not in ("point", "points") or t.hyphen(j + 1):
            return None
        first = t.sentence[number.start]
        around = t.low[first : min(t.n, j + 25)]
        if not any(w in ("%", "percent", "cent", "percentage", "share", "rate", "margin", "poll", "polls", "yield") for w in around):
            return None
        from atodds.extract.values.units import Hit  # noqa: PLC0415

        return Hit(Unit(POINTS, 1.0, 0.0, "points", t.low[j]), j + 1)

    def _in_context(self, unit: Unit, start: int, end: int) -> Unit:
        """Pounds of weight or of money, grams or the acceleration of gravity: by the words around."""
        if unit.name == "g" and any(w.startswith("accelerat") for w in self.t.low[self.t.sentence[start] : end]):
            return Unit("m/s2", STANDARD_GRAVITY, 0.0, "physical", "g")
        if unit.name not in ("pound", "pounds") or unit.base != "GBP":
            return unit
        if self._mass is None:
            self._mass = pounds_are_mass(self.t)
        if self._mass or (self.t.low[end] == "of" and self.t.low[end + 1] not in ("debt", "aid", "investment", "funding", "taxpayers", "public", "savings")):
            return physical()[0]["lb"][0][1]._replace(name=unit.name)
        return unit

    def _compound(self, part: Part) -> Part:
        """ "12 ft 2 in", "three hours and ten minutes", "3 dollars 50 cents": smaller units of the same base added."""
        t = self.t
        smallest = part.unit.factor if part.unit else 0.0
        while part.unit is not None and (part.unit.base in (TIME_BASE, "m", "kg") or part.unit.kind == "money") and part.unit.offset == 0:
            j = part.end
            j += t.low[j] == "," and (t.kind[j + 1] == "num" or t.low[j + 1] == "and")
            j += t.low[j] == "and"
            if t.kind[j] != "num" and t.low[j] not in SMALL:
                break
            number = read_number(t, j)
            hit = suffix_unit(t, number.end, self.yen) if number else None
            if number is not None and hit is None and t.text[number.end] in ("in", '"') and part.unit.name in ("ft", "foot", "feet"):
                inch = physical()[0]["inch"][0][1]
                hit = _hit(inch, number.end + 1)
            if number is None or hit is None or hit.unit.base != part.unit.base or hit.unit.factor >= smallest or (part.unit.kind == "money") != (hit.unit.kind == "money"):
                break
            ratio = Decimal(repr(hit.unit.factor)) / Decimal(repr(part.unit.factor))
            whole = part.number._replace(value=part.number.value + number.value * ratio, step=number.step * ratio)
            part, smallest = part._replace(number=whole, end=hit.end), hit.unit.factor
        return part

    def _range_end(self, part: Part, lead: str) -> Part | None:
        """The second number of a range that ``part`` begins, or None."""
        t, j = self.t, part.end
        word = t.low[j]
        if word in ("±",) or (word == "+" and t.text[j + 1 : j + 3] == ["/", "-"]):
            return None
        if word in ("to", "until", "through") or (word == "and" and lead == "between") or (word == "or" and self._or_next(part)):
            k = j + 1
        elif word in _DASHES and (word != "—") and (t.kind[j + 1] == "num" or prefix_currency(t, j + 1, self.yen)) and (t.hyphen(j) or word in ("–", "~")):
            k = j + 1
        elif word == "-" and t.low[j + 1] == "to":  # "ten-to-fifteen", "8- to 16-metre"
            k = j + 2 + (t.low[j + 2] == "-")
        elif word == "-" and part.unit is None and not part.number.scaled and t.kind[j + 1] == "num" and not t.glued[j] and not t.glued[j + 1]:
            k = j + 1  # "40 - 50"
        else:
            return None
        if k in self.dead:
            return None
        other = self.part(k, joined=True)
        if other is None or not self._one_kind(part, other):
            return None
        if word == "-" and len(t.text[k]) == 4 and part.number.value <= 12 and other.unit is None and 1500 <= other.number.value < 2100:
            return None  # "12-2015" is a month
        first, second = self._share_unit(part, other)
        low, high = convert(first.number.value, first.unit), convert(second.number.value, second.unit)
        if not low < high:
            return None
        if word == "to" and lead != "between" and self._is_change(part.start - 1):
            return None
        return other

    def _or_next(self, part: Part) -> bool:
        """ "Two or three", "8 or 9": neighbours, so a range."""
        other = read_number(self.t, part.end + 1)
        return part.unit is None and other is not None and not other.scaled and 0 < other.value - part.number.value <= 2 and other.value < 20

    def _one_kind(self, a: Part, b: Part) -> bool:
        if a.unit is None:
            return not (b.unit is not None and a.number.scaled and not b.number.scaled)
        if b.unit is None:
            return a.unit.kind == "money" and self.t.low[a.start] != self.t.low[a.number.start] or a.start != a.number.start or self._has_prefix(a)
        return a.unit.base == b.unit.base

    def _has_prefix(self, part: Part) -> bool:
        return part.unit is not None and part.unit.kind == "money" and self.t.kind[part.start] != "num" and self.t.low[part.start] not in SMALL

    def _share_unit(self, a: Part, b: Part) -> tuple[Part, Part]:
        """Give both ends of a range the unit and the magnitude that is written once."""
        first, second = a.number, b.number
        if second.scaled and not first.scaled and first.value < second.bare + (second.bare == first.value):
            by = second.value / second.bare if second.bare else Decimal(1)
            first = first._replace(value=first.value * by, step=first.step * by)
        unit_a, unit_b = a.unit or b.unit, b.unit or a.unit
        return a._replace(number=first, unit=unit_a), b._replace(number=second, unit=unit_b)

    def _is_change(self, i: int) -> bool:
        """Whether a word of change stands before token ``i`` (or the clause's "from") in its sentence."""
        t = self.t
        if i < 0:
            return False
        first = max(t.sentence[i], i - CHANGE_REACH)
        if t.low[i] != "from":  # "rose 7 % to 9 %": the word must be next to the number
            first = i
        return any(w in words("change") for w in t.low[first : i + 1])

    def _stands_alone(self, part: Part) -> bool:
        """Whether the number is a value by itself and not a label, a pronoun or part of a compound word."""
        t, number, j = self.t, part.number, part.end
        if part.unit is not None:
            if not number.digits and number.value == 1 and part.unit.name in ("day", "second", "night") and hedge_before(t, part.start) is None:
                return False
            return not (part.unit.name == "°" and False)
        if not number.digits and number.value == 1 and not number.scaled:
            return False
        if t.glued[j] and t.kind[j] in ("word", "num") and number.digits:
            return False
        if t.text[j] in ("/", "_", "@") and t.glued[j] and t.glued[j + 1]:
            return False
        if t.text[j] in _DASHES and t.glued[j] and (not t.glued[j + 1] or t.kind[j + 1] == "num") and t.text[j] != "—":
            return False  # "two- and three-wheelers", "3-2"
        if t.hyphen(j) and not (t.low[j + 1] in words("hyphenated") or t.low[j + 1] in ("plus", "odd", "ish", "strong")):
            return False
        return not is_name(t, part.start, number)

    def _build(self, a: Part, b: Part, end: int) -> Core:
        t, unit = self.t, b.unit
        low, high = convert(a.number.value, a.unit), convert(b.number.value, unit)
        if low > high:
            low, high = high, low
        step = min(float(a.number.step), float(b.number.step)) if a is not b else float(b.number.step)
        role = "duration" if unit is not None and unit.kind == "time" else "quantity"
        if t.low[end] in ("±",) or t.text[end : end + 3] == ["+", "/", "-"]:
            k = end + 1 if t.low[end] == "±" else end + 3
            margin = self.part(k)
            if margin is not None:
                low, high = (convert(a.number.value + sign * margin.number.value, unit or margin.unit) for sign in (-1, 1))
                unit, end = unit or margin.unit, margin.end
        factor = unit.factor if unit else 1.0
        written = self._written_unit(a, b)
        return Core(a.start, end, low, high, unit.base if unit else COUNT, step * factor, role, written_unit=written)

    def _written_unit(self, a: Part, b: Part) -> str:
        """The unit words as written: "US$", "km", "rupees"; of the part that has them."""
        part = b if b.unit is not None else a
        if part.unit is None:
            return ""
        return part.unit.name

    def _conversion(self, core: Core) -> Core:
        """Take in "($385 million)", "(6 miles)", "(8.3-mile)": the same amount in another unit."""
        t, j = self.t, core.end
        if t.text[j] != "(" or core.unit == COUNT:
            return core
        k = j + 1
        for width in (1, 2, 3):  # "about", "or about", "the equivalent of"
            if hedge_before(t, k + width) and t.low[k] in ("about", "around", "roughly", "approximately", "some", "or", "nearly", "almost", "just", "over", "more", "~", "approx", "c", "ca", "≈"):
                k += width
                break
        k += t.low[k] == "or"
        part = self.part(k)
        if part is None or part.unit is None:
            return core
        end = part.end
        other = self._range_end(part, "")
        end = other.end if other else end
        if t.text[end] != ")":
            return core
        money = part.unit.kind == "money" and len(core.unit) == 3 and core.unit.isupper() and part.unit.base != core.unit
        measure = part.unit.kind == "physical" and part.unit.base == core.unit
        return core._replace(end=end + 1) if money or measure else core

    def _rate(self, core: Core) -> Core:
        """Take in "per annum", "a year", "per million units"; after a noun the rate counts but stays outside the span."""
        t, j = self.t, core.end
        if core.unit in ("rank", "age"):
            return core
        found = rate_after(t, j)
        if found is not None and not (core.role == "duration" and t.low[j] in ("a", "an", "each", "every") and core.unit == TIME_BASE and t.low[j + 1] in ("year", "month") and False):
            return core._replace(per=found[0], end=found[1], role="rate")
        if core.unit != COUNT and core.unit != PERCENT and t.low[j] != "of":
            return core
        k = j + (t.low[j] == "of")
        while k < j + RATE_NOUN and t.kind[k] == "word" and t.low[k] not in ("in", "of", "to", "from", "and", "at", "on", "by", "for", "or", "with", "a", "an", "per", "each", "every"):
            k += 1
            if t.low[k] in ("a", "per", "each", "every") and (found := rate_after(t, k)) is not None and (t.low[k] == "per" or t.low[k + 1] in words("per_time")):
                return core._replace(per=found[0], role="rate")
        return core


def _hit(unit: Unit, end: int):  # type: ignore[no-untyped-def]
    from atodds.extract.values.units import Hit  # noqa: PLC0415

    return Hit(unit, end)

"""Numbers: digits with separators, number words, and magnitudes ("1,31,200", "two and a half million", "18,100 crore")."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import NamedTuple

from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table, words

# More digits than this are no count that anybody claims but a key or an error; it also bounds the cost of one number.
MAX_DIGITS = 24
# "Two dozen": half a dozen is the finest that this scale counts.
DOZEN, DOZEN_STEP = Decimal(12), Decimal(6)
HALF = Decimal("0.5")
QUARTER = Decimal("0.25")
# "Half a million": people who want it finer give digits; a tenth of the scale is what one decimal place would say.
HALF_SCALE_STEP = Decimal("0.1")

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+$|\d{1,3}(?:\.\d{3}){2,}$")
_SPACED = re.compile(r"\d{1,3}(?:[ \u2009\u202f\u00a0'’]\d{3})+(?:,\d{1,2})?$")
_PLAIN = re.compile(r"\d+(?:\.\d+)?$|\.\d+$")
_POWER = re.compile(r"[×x]?10(?:\^|\*\*)?([-−]?\d{1,2}|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_FROM_SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
_DECIMAL_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})$")
VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅕": Decimal("0.2"),
    "⅙": Decimal(1) / 6,
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
_HYPHENS = frozenset("-‐‑")
_SUPERSCRIPT = frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_data = table("numbers")
UNITS: dict[str, int] = _data["units"]
TENS: dict[str, int] = _data["tens"]
SCALES: dict[str, Decimal] = {w: Decimal(s) for w, s in _data["scales"].items()}
SHORT_SCALES: dict[str, Decimal] = {w: Decimal(s) for w, s in _data["short_scales"].items()}
LETTER_SCALES: dict[str, Decimal] = {w: Decimal(s) for w, s in _data["letter_scales"].items()}
DENOMINATORS: dict[str, int] = _data["denominators"]
SMALL: dict[str, int] = UNITS | TENS


class Number(NamedTuple):
    """A number in the text: ``value``, the ``step`` of its last digit, tokens ``start`` to before ``end``.

    ``digits``: written with digits; ``scaled``: a magnitude was written; ``bare``: the value without its last magnitude.
    """

    value: Decimal
    step: Decimal
    start: int
    end: int
    digits: bool
    scaled: bool = False
    bare: Decimal = Decimal(0)


@functools.lru_cache(maxsize=4096)
def parse_literal(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and step of a number in digits, or None where the separators make no number ("2.5.1", "1,23")."""
    if len(text) > 2 * MAX_DIGITS:
        return None
    if _PLAIN.match(text):
        plain = text
    elif _THOUSANDS.match(text) or _INDIAN.match(text):
        plain = text.replace(",", "")
    elif _EUROPEAN.match(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _SPACED.match(text):
        plain = re.sub(r"[^\d,]", "", text).replace(",", ".")
    elif _DECIMAL_COMMA.match(text):
        plain = text.replace(",", ".")
    else:
        return None
    if len(plain) > MAX_DIGITS:
        return None
    value = Decimal(plain)
    places = len(plain.partition(".")[2])
    return value, Decimal(1).scaleb(-places)


def read_number(t: Tokens, i: int) -> Number | None:
    """The number that starts at token ``i``, with its magnitudes, or None."""
    key = ("number", i)
    if key not in t.memo:
        t.memo[key] = _read_number(t, i)
    found: Number | None = t.memo[key]
    return found


def _read_number(t: Tokens, i: int) -> Number | None:
    sign = 1
    start = i
    low = t.low[i]
    if (
        low in ("-", "−", "–", "+")
        and t.glued[i + 1]
        and t.kind[i + 1] == "num"
        and (i == 0 or not t.glued[i] or t.low[i - 1] in ("(", "|", "~", ">", "<"))
    ):
        sign = 1 if low == "+" else -1
        i += 1
    elif low in ("minus", "negative"):
        sign = -1
        i += 1
    elif low in ("$", "€", "£"):
        return None
    number = _read_digits(t, i) if t.kind[i] == "num" or t.text[i] in VULGAR else _read_words(t, i)
    if number is None or (sign < 0 and number.start != i):
        return None
    return number if start == number.start else number._replace(value=sign * number.value, bare=sign * number.bare, start=start)


def _read_digits(t: Tokens, i: int) -> Number | None:
    if t.text[i] in VULGAR:
        value, step, j = VULGAR[t.text[i]], QUARTER, i + 1
    else:
        parsed = parse_literal(t.text[i])
        if parsed is None:
            return None
        value, step = parsed
        j = i + 1
        if t.text[j] in VULGAR and step == 1:
            value, step, j = value + VULGAR[t.text[j]], QUARTER, j + 1
        elif t.glued[j] and t.text[j][:1] in _SUPERSCRIPT:
            return None
        elif t.text[j] == "×" and (power := _POWER.match(t.source, t.start[j + 1])) is not None:
            by = Decimal(1).scaleb(int(power.group(1).translate(_FROM_SUPERSCRIPT)))
            value, step, j = value * by, step * by, t.at(power.end())
        elif step == 1 and _is_vulgar_pair(t, j):
            value += Decimal(t.text[j]) / Decimal(t.text[j + 2])
            step, j = 1 / Decimal(t.text[j + 2]), j + 3
        elif t.low[j : j + 3] == ["and", "a", "half"] and step == 1:
            value, step, j = value + HALF, HALF, j + 3
        elif t.low[j : j + 4] in ([w, "and", "a", "half"] for w in ("million", "billion", "trillion")) and t.low[j + 4] not in SCALES:
            by = SCALES[t.low[j]]
            return Number((value + HALF) * by, HALF_SCALE_STEP * by, i, j + 4, digits=True, scaled=True, bare=value)
    number = Number(value, step, i, j, True, False, value)
    return _add_lower_scales(t, _scale(t, number)) if t.kind[j] == "word" or t.text[j] in _HYPHENS else number


def _is_vulgar_pair(t: Tokens, j: int) -> bool:
    """Whether "1/2" stands at ``j``, after a whole number ("2 1/2")."""
    n, slash, d = t.text[j : j + 3]
    if slash != "/" or not (t.glued[j + 1] and t.glued[j + 2]) or t.glued[j] or not (n.isdigit() and d.isdigit()):
        return False
    return 0 < int(n[:4]) < int(d[:4]) <= 64 and len(d) <= 2


def _scale(t: Tokens, number: Number) -> Number:
    """``number`` with the magnitudes that follow it ("2.4 million", "18,100-crore", "3 hundred thousand", "5bn")."""
    j = number.end
    value, step, scaled = number.value, number.step, False
    while True:
        k = j + 1 if t.hyphen(j) else j
        scale = SCALES.get(t.low[k])
        if scale is None and t.low[k] in SHORT_SCALES:
            scale = SHORT_SCALES[t.low[k]]
            if t.low[k] == "cr" and not (t.text[k][0].isupper() or t.glued[k]):
                scale = None
        if scale is None and t.low[k] in ("dozen", "dozens"):
            return number._replace(value=value * DOZEN, step=DOZEN_STEP, end=k + 1, scaled=True)
        if scale is None:
            break
        value, step, scaled, j = value * scale, step * scale, True, k + 1
    return number._replace(value=value, step=step, end=j, scaled=True) if scaled else number


def _add_lower_scales(t: Tokens, number: Number) -> Number:
    """``number`` with smaller magnitudes after it ("1 billion 740 million", "3 lakh 20 thousand")."""
    while number.scaled and t.kind[number.end] == "num" and not t.glued[number.end]:
        parsed = parse_literal(t.text[number.end])
        if parsed is None:
            break
        lower = _scale(t, Number(*parsed, number.end, number.end + 1, digits=True, bare=parsed[0]))
        if not lower.scaled or lower.value >= number.step or t.low[number.end + 1] not in SCALES:
            break
        number = number._replace(value=number.value + lower.value, step=lower.step, end=lower.end)
    return number


class _Words:
    """State of reading number words: ``total`` of closed scale groups, ``group`` open, ``step`` of the last word."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group = Decimal(0)
        self.step = Decimal(1)
        self.limit: Decimal | None = None  # a further scale must be smaller
        self.scaled = False
        self.seen = False
        self.part_step = Decimal(1)  # of the fraction in "two and a half"

    def small(self, n: int, tens: bool) -> bool:
        """Add a word below a hundred; False where it cannot follow ("five six")."""
        rest = self.group % 100
        if self.step != 1 and not self.scaled:
            return False
        if (tens and rest) or (not tens and rest and not (n and n < 10 and rest >= 20 and rest % 10 == 0)):
            return False
        if n == 0 and self.seen:
            return False
        self.group, self.seen, self.step = self.group + n, True, Decimal(1)
        return True

    def scale(self, word: str, by: Decimal) -> bool:
        """Apply a magnitude word; False where it cannot follow."""
        if word == "hundred" and self.group < 100 and self.group > 0:
            self.group *= 100
            return True
        if self.group == 0:
            if not self.total or word == "hundred":
                return False
            self.total, self.step, self.limit = self.total * by, self.step * by, (self.limit or by) * by
        elif word == "hundred" or (self.limit is not None and by >= self.limit):
            return False
        else:
            self.total, self.group, self.step, self.limit = self.total + self.group * by, Decimal(0), self.step * by, by
        self.scaled = True
        return True

    def number(self, i: int, j: int) -> Number:
        """What has been read, from token ``i`` to before ``j``."""
        return Number(self.total + self.group, self.step, i, j, digits=False, scaled=self.scaled, bare=self.group)


def _read_words(t: Tokens, i: int) -> Number | None:
    special = _read_half_scale(t, i)
    if special is not None:
        return special
    state = _Words()
    j = i
    if t.low[i] in ("a", "an"):
        if t.low[i + 1] not in SCALES and t.low[i + 1] != "dozen":
            return None
        state.group, state.seen, j = Decimal(1), True, i + 1
        if t.low[j + 1] in words("per_time"):
            return None
    elif t.low[i] not in SMALL:
        return None
    j = _run_words(t, j, state)
    if not state.seen or j == i or (t.low[i] in ("a", "an") and j == i + 1 and t.low[j] != "dozen"):
        return None
    number = state.number(i, j)
    if t.low[j] in ("dozen", "dozens") or (t.hyphen(j) and t.low[j + 1] == "dozen"):
        return number._replace(value=number.value * DOZEN, step=DOZEN_STEP, end=j + (2 if t.hyphen(j) else 1), scaled=True)
    if t.low[j] in SHORT_SCALES:
        by = SHORT_SCALES[t.low[j]]
        return number._replace(value=number.value * by, step=number.step * by, end=j + 1, scaled=True)
    return number


def _run_words(t: Tokens, j: int, state: _Words) -> int:
    """Read number words from ``j`` into ``state``; the index after the last one."""
    checkpoint: tuple[int, tuple[Decimal, Decimal, Decimal, Decimal | None, bool, bool]] | None = None
    while True:
        word = t.low[j]
        if word in SMALL:
            if not state.small(SMALL[word], word in TENS):
                return _rewind(state, checkpoint, j)
            j += 1
        elif word in SCALES:
            if not state.scale(word, SCALES[word]):
                return _rewind(state, checkpoint, j)
            j += 1
        elif word == "and" and state.seen:
            added = _and_fraction(t, j, state)
            if added:
                end = _run_scales(t, added, state)
                state.step *= HALF_SCALE_STEP / state.part_step if end > added else 1
                return end
            if t.low[j - 1] not in SCALES or t.low[j + 1] not in SMALL:
                return j
            checkpoint = (j, (state.total, state.group, state.step, state.limit, state.scaled, state.seen))
            j += 1
        elif (t.hyphen(j) or (word == "-" and t.low[j - 1] in TENS and t.low[j + 1] in UNITS)) and (
            t.low[j + 1] in SMALL or t.low[j + 1] in SCALES
        ):
            j += 1
        elif word == "point" and t.low[j + 1] in UNITS and state.seen:
            return _run_scales(t, _after_point(t, j + 1, state), state)
        else:
            return j


def _rewind(state: _Words, checkpoint: tuple[int, tuple[Decimal, Decimal, Decimal, Decimal | None, bool, bool]] | None, j: int) -> int:
    """Where "and" turned out to join two numbers ("two hundred and three hundred"), go back to before it."""
    if checkpoint is None:
        return j
    state.total, state.group, state.step, state.limit, state.scaled, state.seen = checkpoint[1]
    return checkpoint[0]


def _and_fraction(t: Tokens, j: int, state: _Words) -> int:
    """Add "and a half", "and a quarter", "and three quarters" to the group; index after it, or 0."""
    low = t.low
    if low[j + 1] in ("a", "one") and low[j + 2] in ("half", "quarter"):
        part, end = (HALF if low[j + 2] == "half" else QUARTER), j + 3
    elif low[j + 1] == "three" and low[j + 2] == "quarters":
        part, end = HALF + QUARTER, j + 3
    else:
        found = _small_fraction(t, j + 1)
        if found is None or state.group == 0:
            return 0
        part, end = found
    if state.group == 0 and state.total and low[end] in SCALES:  # "one billion and a half million"
        by = SCALES[low[end]]
        if state.limit is None or by >= state.limit:
            return 0
        state.total, state.step, end = state.total + part * by, HALF_SCALE_STEP * by, end + 1
    elif state.group == 0 and state.total:  # "a million and a half"
        state.total, state.step = state.total + part * state.step, HALF_SCALE_STEP * state.step
    else:
        state.group, state.step = state.group + part, part
    state.part_step = part
    return end


def _small_fraction(t: Tokens, j: int) -> tuple[Decimal, int] | None:
    """ "A third", "one fourth", "three fifths" after "and", where no noun follows that an ordinal would need; with its end."""
    n = 1 if t.low[j] == "a" else UNITS.get(t.low[j], 0)
    word = t.low[j + 1]
    d = DENOMINATORS.get(word if n == 1 else word.removesuffix("s"), 0)
    if not 0 < n < d or (n > 1 and not word.endswith("s")) or (n == 1 and t.kind[j + 2] == "word" and t.low[j + 2] not in SCALES):
        return None
    return Decimal(n) / d, j + 2


def _run_scales(t: Tokens, j: int, state: _Words) -> int:
    while t.low[j] in SCALES and t.low[j] != "hundred" and state.scale(t.low[j], SCALES[t.low[j]]):
        j += 1
    return j


def _after_point(t: Tokens, j: int, state: _Words) -> int:
    while t.low[j] in UNITS and UNITS[t.low[j]] < 10:
        state.step /= 10
        state.group += state.step * UNITS[t.low[j]]
        j += 1
    return j


_PARTS = (
    (["half"], HALF),
    (["a", "quarter"], QUARTER),
    (["quarter"], QUARTER),
    (["three", "quarters"], HALF + QUARTER),
    (["one", "and", "half"], HALF + 1),
    (["two", "thirds"], Decimal(2) / 3),
    (["two", "-", "thirds"], Decimal(2) / 3),
    (["a", "third"], Decimal(1) / 3),
)
_PART_LEADS = frozenset(lead[0] for lead, _ in _PARTS)


def _read_half_scale(t: Tokens, i: int) -> Number | None:
    """ "Half a million", "half a dozen", "a quarter of a million", "three quarters of a billion"."""
    low = t.low
    if low[i] not in _PART_LEADS:
        return None
    for lead, part in _PARTS:
        j = i + len(lead)
        if low[i:j] != lead:
            continue
        if low[j] == "of" and low[j + 1] in ("a", "an"):
            j += 2
        j += low[j] in ("a", "an")
        if low[j] == "dozen":
            return Number(part * DOZEN, DOZEN_STEP, i, j + 1, digits=False, scaled=True, bare=part)
        if low[j] in SCALES:
            by = SCALES[low[j]]
            return Number(part * by, HALF_SCALE_STEP * by, i, j + 1, digits=False, scaled=True, bare=part)
    return None


def parse_number(text: str) -> float | None:
    """The number that ``text`` as a whole states, in words or digits, or None ("twelve hundred billion" is 1.2e12)."""
    t = Tokens(text)
    number = read_number(t, 0)
    if number is None:
        return None
    if number.digits and not number.scaled and number.end == t.n - 1 and t.glued[number.end] and t.low[number.end] in LETTER_SCALES:
        return float(number.value * LETTER_SCALES[t.low[number.end]])
    return float(number.value) if number.end == t.n else None

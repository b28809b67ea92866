"""Fractions: "a third", "three-quarters", "half", "1/10", "two in five", "one new car in forty-five". Read as percent."""

from __future__ import annotations

from decimal import Decimal

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.numbers import SCALES, SMALL, UNITS, VULGAR, Number, parse_literal, read_number
from atodds.extract.values.shapes import Core
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import PERCENT, suffix_unit
from atodds.extract.values.vocabulary import table, words

# "N in M" is a share for the M that people use as a whole; for others ("12 in 30 villages") the two are counts. "One in M" always is.
WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000})
# Denominators of "N/M" that are fractions and not a date, a score or a model.
SLASH_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 50, 100, 1000})
# "One patient in four": at most this many words between; "six homes in ten": one.
MAX_NOUN = 3
TENTHS = 10
_TENFOLD = frozenset({10, 100, 1000})
_DENOMINATORS: dict[str, int] = table("numbers")["denominators"]


def _share(t: Tokens, i: int, end: int, n: Decimal, d: Decimal) -> Core:
    value = float(100 * n / d)
    return Core(i, end, value, value, PERCENT, float(100 / d) if d > 1 else value, "fraction", fraction=True, written_unit=t.span(i, end))


def read_share(t: Tokens, i: int) -> Core | None:
    """The share that starts at token ``i``, or None."""
    if t.low[i] == "half":
        return _half(t, i)
    if t.low[i] == "every":
        return _every(t, i)
    if t.kind[i] == "num" and t.text[i + 1] == "/":
        return _slash(t, i)
    if t.text[i] in VULGAR and (t.low[i + 1] == "of" or t.kind[i + 1] in ("", "sym")):
        return _share(t, i, i + 1, VULGAR[t.text[i]], Decimal(1))
    if t.kind[i] != "num" and t.low[i] not in SMALL and t.low[i] not in ("a", "an"):
        return None
    return _fraction(t, i) or _in_ratio(t, i) or _of_money(t, i)


def _every(t: Tokens, i: int) -> Core | None:
    """ "Every fifth pupil": a share; "every fifth week" is a rhythm."""
    d = 2 if t.low[i + 1] == "second" else _DENOMINATORS.get(t.low[i + 1], 0)
    j = i + 2
    rhythm = t.low[j] in words("per_time") or t.low[j] in words("calendar") or t.low[j] in ("time", "one", "of")
    if not d or rhythm or t.kind[j] != "word" or t.low[j] in words("after_fraction") or t.hyphen(j - 1):
        return None
    return _share(t, i, j, Decimal(1), Decimal(d))


def _of_money(t: Tokens, i: int) -> Core | None:
    """ "12 cents of every dollar", "22p in the pound", "35 cents on the dollar": hundredths of a sum of money, a share."""
    number = read_number(t, i)
    if number is None or number.scaled or not 0 < number.value < 100:
        return None
    hit = suffix_unit(t, number.end, "JPY")
    if hit is None or hit.unit.kind != "money" or hit.unit.factor != 1 / 100:
        return None
    j = hit.end
    lead = (t.low[j] in ("of", "in", "from", "out") and t.low[j + 1 + (t.low[j] == "out")] in ("every", "each")) or (
        t.low[j] in ("in", "on") and t.low[j + 1] == "the"
    )
    k = j + 2 + (t.low[j] == "out")
    whole = suffix_unit(t, k, "JPY") if lead else None
    if whole is None or whole.unit.kind != "money" or whole.unit.factor != 1 or whole.unit.name.endswith("s"):
        return None
    return _share(t, i, whole.end, number.value, Decimal(100))._replace(step=float(number.step), fraction=False)


def _ends_noun_phrase(t: Tokens, j: int) -> bool:
    """Whether no noun follows at ``j``: the fraction stands for itself."""
    if t.low[j + 1] in words("series"):
        return False  # "a third full term"
    return (
        t.kind[j] in ("", "sym")
        or t.low[j] in words("after_fraction")
        or t.low[j].endswith("ly")
        or (t.low[j].endswith("ed") and len(t.low[j]) > 4)
    )


def _half(t: Tokens, i: int) -> Core | None:
    if (t.text[i - 1] in ("-", "‐", "‑") and t.glued[i]) or (t.low[i - 1] in words("not_before_half") and i):
        return None
    low = t.low[i + 1]
    if t.hyphen(i + 1) or low in SCALES or low in words("not_after_half"):
        return None
    if low in ("a", "an"):
        return None  # "half a million", "half an hour": a number
    if low == "of" and t.low[i + 2] in ("a", "an") and suffix_unit(t, i + 3, "JPY"):
        return None
    start = i - 1 if i and t.low[i - 1] in ("a", "one") else i
    return _share(t, start, i + 1, Decimal(1), Decimal(2))


def _numerator(t: Tokens, i: int) -> Number | None:
    if t.low[i] in ("a", "an"):
        return Number(Decimal(1), Decimal(1), i, i + 1, digits=False)
    if t.low[i] in UNITS:  # a single word, so that "three quarters" is not read as a number with a scale
        return Number(Decimal(UNITS[t.low[i]]), Decimal(1), i, i + 1, digits=False)
    number = read_number(t, i)
    return None if number is None or number.scaled or number.value != int(number.value) else number


def _fraction(t: Tokens, i: int) -> Core | None:
    """ "A third", "two-thirds", "four-fifths", "ninety-five hundredths"."""
    number = _numerator(t, i)
    if number is None:
        return None
    j = number.end
    joined = t.hyphen(j)
    k = j + 1 if joined else j
    word = t.low[k]
    d = _DENOMINATORS.get(word) or _DENOMINATORS.get(word[:-1] if word.endswith("s") else "")
    if d is None or not 0 < number.value < d or t.hyphen(k + 1):
        return None
    if (number.value == 1) != (not word.endswith("s") or word == "halves"):
        return None
    article = t.low[i] in ("a", "an")
    if word == "quarter" and number.value == 1 and not (t.low[k + 1] == "of" or joined or hedge_before(t, i) or _is_part(t, i, k + 1)):
        return None
    if number.value == 1 and not joined and not _ends_noun_phrase(t, k + 1):
        return None
    if article and word in ("half",):
        return _share(t, i, k + 1, number.value, Decimal(d))
    if t.low[k + 1] == "of" and t.low[k + 2] in ("a", "an") and (suffix_unit(t, k + 3, "JPY") or t.low[k + 3] in SCALES):
        return None  # "a quarter of a mile", "of a million"
    if t.low[k + 1] in SCALES:
        return None  # "a quarter million"
    return _share(t, i, k + 1, number.value, Decimal(d))


def _is_part(t: Tokens, i: int, j: int) -> bool:
    """Whether "a quarter" is a share and no three months: "contributes a quarter", "a quarter more", "a quarter full"."""
    return (t.low[i - 1] in words("before_quarter") and i > 0) or t.low[j] in ("more", "less", "fewer", "full", "empty")


def _slash(t: Tokens, i: int) -> Core | None:
    if not (t.glued[i + 1] and t.glued[i + 2] and t.kind[i + 2] == "num") or t.glued[i]:
        return None
    n, d = t.text[i], t.text[i + 2]
    if (
        not (n.isdigit() and d.isdigit())
        or len(d) > 4
        or len(n) > 4
        or t.text[i + 3] == "/"
        or n[0] == "0"
        or (t.glued[i + 3] and t.kind[i + 3] == "word")
    ):
        return None
    if int(d) not in SLASH_DENOMINATORS or not 0 < int(n) < int(d) or suffix_unit(t, i + 3, "JPY"):
        return None
    if n != "1" and t.low[i + 3] not in ("of", "the", "as", "share", "majority") and hedge_before(t, i) is None:
        return None  # "5/12" is a date for some
    return _share(t, i, i + 3, Decimal(n), Decimal(d))


def _in_ratio(t: Tokens, i: int) -> Core | None:
    """ "Two in five", "six out of ten", "one in every three", "one patient in four"."""
    if t.low[i] in ("a", "an"):
        return None
    number = read_number(t, i)
    if number is None or number.scaled or number.value < 1 or number.value != int(number.value) or number.value > 100:
        return None
    j = number.end
    spelled = t.kind[i] != "num"  # "6 homes in 10 streets" are counts
    if number.value == 1 or spelled:
        while (
            j < number.end + (MAX_NOUN if number.value == 1 else 1)
            and t.kind[j] == "word"
            and t.low[j] not in ("in", "out", "of", "to", "and", "or", "on", "at", "by", "for")
        ):
            j += 1
    m = _whole(t, j)
    if m is None:
        return None
    whole, with_noun = m, j > number.end
    if whole.value <= number.value or whole.value != int(whole.value):
        return None
    if number.value != 1 and int(whole.value) not in WHOLES:
        return None
    if suffix_unit(t, whole.end, "JPY") or t.low[whole.end] == "years":
        return None
    if with_noun and number.value != 1 and t.low[j] == "out" and int(whole.value) not in _TENFOLD:
        return None  # "two judges out of five": counts; "six pupils out of ten": a share
    if with_noun and (
        not _ends_noun_phrase(t, whole.end) or (number.value != 1 and (t.kind[whole.start] == "num" or whole.value > TENTHS))
    ):
        return None
    return _share(t, i, whole.end, number.value, whole.value)


def _whole(t: Tokens, j: int) -> Number | None:
    """The M of "in M", "in every M", "out of M" at ``j``."""
    if t.low[j] == "in":
        k = j + 2 if t.low[j + 1] == "every" else j + 1
    elif t.low[j] == "out" and t.low[j + 1] == "of":
        k = j + 3 if t.low[j + 2] == "every" else j + 2
    else:
        return None
    if t.kind[k] == "num":
        parsed = parse_literal(t.text[k])
        if parsed is None or (len(t.text[k]) == 4 and 1500 <= parsed[0] < 2100):
            return None
    elif t.low[k] not in SMALL and t.low[k] != "a":
        return None
    return read_number(t, k)

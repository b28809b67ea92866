"""Numbers that differ as a slip of the hand makes them differ: 412 and 421, 1,412 and 1,492.

Most errors of copying are one character wrong or two neighbours exchanged (Damerau 1964, "A technique for computer detection and
correction of spelling errors"), and two figures of different things hardly ever stand in this relation by chance.
"""

from __future__ import annotations

import functools
import math

from atodds.model.values import EPSILON, Quantity

# From so many significant digits on, one wrong digit tells more than that the numbers are of one size.
TELLING_DIGITS = 3
# Digits beyond a double's precision are not as written.
_PRECISION = 12
# Numbers of other magnitude are no slip of each other: what is lost or added there is a nought, and noughts are written in words.
_TENFOLD = 10.0


def slip(x: Quantity, y: Quantity) -> str:
    """How one quantity may be a slip of the other: "swapped", "swapped_2", "one_digit" (see ``slip_of``), or "" for none.

    Ranges are no slips. The digits are those written: 19 and 24 hours are none for being 68,400 and 86,400 seconds.
    """
    if x.low != x.high or y.low != y.high or not _one_unit(x, y):
        return ""
    low, high = sorted((abs(x.low), abs(y.low)))
    if not low or low == high or high >= _TENFOLD * low:
        return ""
    return slip_of(_written(x), _written(y))


def _one_unit(x: Quantity, y: Quantity) -> bool:
    """Whether both were written in one unit, or in its multiples of ten: only then do their digits say anything of each other."""
    if not x.step or not y.step or x.step == y.step:
        return True
    tens = math.log10(x.step / y.step)
    return math.isclose(tens, round(tens), abs_tol=EPSILON)


def _written(x: Quantity) -> str:
    return digits_of(x.low / x.step if x.step else x.low)


@functools.lru_cache(maxsize=65_536)
def digits_of(number: float) -> str:
    """The significant digits of a number, without noughts at either end: "412" for 4,120 and for 0.0412."""
    digits = f"{abs(number):.{_PRECISION - 1}e}".partition("e")[0].replace(".", "")
    return digits.strip("0")


def slip_of(x: str, y: str) -> str:
    """How two strings of significant digits differ, "" for in any other way.

    "swapped": two neighbours exchanged, in numbers of three digits or more; "swapped_2": in numbers of two; "one_digit": one digit
    differs, in numbers of three or more.
    """
    size = max(len(x), len(y))
    x, y = x.ljust(size, "0"), y.ljust(size, "0")
    apart = [n for n in range(size) if x[n] != y[n]]
    if len(apart) == 2 and apart[1] == apart[0] + 1 and x[apart[0]] == y[apart[1]] and x[apart[1]] == y[apart[0]]:
        return "swapped" if size >= TELLING_DIGITS else "swapped_2"
    return "one_digit" if len(apart) == 1 and size >= TELLING_DIGITS else ""

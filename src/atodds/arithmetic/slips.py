"""Slips: sums that do not come out, with the sum in words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.model.values import EPSILON

if TYPE_CHECKING:
    from atodds.arithmetic.terms import Term
    from atodds.model.values import Quantity

# Digits of a computed number that are printed: enough to see that it is not the written one.
_DIGITS = 4
_MAGNITUDES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
# Parts whose sum is farther from the stated one than this share of it are not surely the parts: something is left out, or counted twice.
NEAR_SUM = 0.25


@dataclass(frozen=True, slots=True)
class Slip:
    """A sum that does not come out.

    ``reason``: its kind, a code. ``about``: the same in words. ``stated``: the term that does not follow from ``parts``.
    """

    reason: str
    about: str
    explanation: str
    stated: Term
    parts: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, the stated one first, each once."""
        return tuple({t.claim.id: t for t in (self.stated, *self.parts)}.values())


def number(x: float) -> str:
    """A computed number: four digits at least, whole numbers up to a million in full ("77.3", "2,870", "1.18 billion")."""
    if math.isinf(x):
        return "no end"
    for size, name in _MAGNITUDES:
        if abs(x) >= size:
            return _short(x / size) + name
    return _short(x)


def _short(x: float) -> str:
    if x == 0:
        return "0"
    digits = max(0, _DIGITS - 1 - math.floor(math.log10(abs(x))))
    text = f"{round(x, digits):,.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def percent(x: float, like: Quantity) -> str:
    """A computed percentage, with one digit more than the stated one that it is held against ("77.3%" against "80%")."""
    digits = 1 if like.fraction or like.step <= 0 else max(0, -math.floor(math.log10(like.step) + EPSILON)) + 1
    return f"{x:,.{digits}f}%".replace("-", "−")


def in_unit(x: float, like: Quantity) -> str:
    """A computed number with the unit of another."""
    if like.unit in ("%", "pp"):
        return f"{number(x)}{'%' if like.unit == '%' else ' percentage points'}"
    if like.unit == "1":
        return number(x)
    return f"{number(x)} {like.unit}" if not _is_money(like) else f"{like.unit} {number(x)}"


def _is_money(value: Quantity) -> bool:
    return len(value.unit) == 3 and value.unit.isupper()


def in_words_of(x: float, like: Term) -> str:
    """A computed number in the unit that another term is written in ("120 MW" beside "140 MW"); money and counts as ``in_unit``."""
    value = like.quantity
    figure = re.search(r"\d+(?:\.\d+)?", like.words.replace(",", ""))
    if like.kind == "U" and figure and value.written_unit and float(figure[0]):
        return f"{number(x / (value.low / float(figure[0])))} {value.written_unit}"
    return in_unit(x, value)


def as_written(x: float, like: Term) -> str:
    """A computed number as the cell or word of another term is written, where that is a bare number of the same scale."""
    text = like.words.replace(",", "").replace(" ", "")
    if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) and float(text):
        scale = like.quantity.low / float(text)
        if scale:
            return _plain(x / scale, like.quantity.step / abs(scale))
    return in_unit(x, like.quantity)


def _plain(x: float, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step) + EPSILON)) if step > 0 else 0
    return f"{x:,.{digits}f}".replace("-", "−")


def quoted(*terms: Term) -> str:
    """Terms as written, in quotation marks, as a list in words."""
    marked = [f"“{t.words}”" for t in terms]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + " and " + marked[-1]


def middle(value: Quantity) -> float:
    """The number to print for a value."""
    return (value.low + value.high) / 2

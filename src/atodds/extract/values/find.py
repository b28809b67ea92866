"""Finding all values of a text: dates first, then quantities, with the hedges around them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from atodds.extract.values.dates import DateReader
from atodds.extract.values.hedges import date_hedge, hedge_after, hedge_before
from atodds.extract.values.names import dead_tokens
from atodds.extract.values.numbers import SMALL, VULGAR
from atodds.extract.values.quantity import Reader
from atodds.extract.values.shapes import NAME, Core
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import currencies, yen_sign
from atodds.extract.values.vocabulary import table, words
from atodds.model.values import DateValue, Hedge, Quantity


class Mention(NamedTuple):
    """A value in the text.

    ``start``/``end``: span of the value words, hedge included; ``core_start``/``core_end``: without it.
    ``role``: "quantity", "rate", "duration", "age", "rank", "multiple", "vague", "fraction" or "date".
    """

    start: int
    end: int
    value: Quantity | DateValue
    core_start: int
    core_end: int
    role: str


def find_values(text: str, reference: dt.date | None = None, *, yen: str | None = None) -> list[Mention]:
    """The values of a sentence or paragraph, in order and without overlap; linear in its length.

    ``reference``: the document's date, for dates without a year and relative ones; without it they take the year of a full date
    in ``text`` or are left out. ``yen``: what "¥" stands for ("CNY" or "JPY"); by default judged from ``text``.
    """
    t = Tokens(text)
    dead = dead_tokens(t)
    reader = Reader(t, yen or yen_sign(text), dead)
    dates = DateReader(t, reference, dead)
    starters = _starters()
    out: list[Mention] = []
    i = floor = 0
    while i < t.n:
        if i in dead or not (
            t.kind[i] == "num" or t.low[i] in starters or (t.kind[i] == "sym" and t.text[i] in _SIGNS) or t.low[i].endswith("fold")
        ):
            i += 1
            continue
        found = dates.read(i)
        if found is not None:
            if found.value is not None:
                out.append(_date_mention(t, found.start, found.end, found.value, floor))
            i = floor = max(found.end, i + 1)
            continue
        core = reader.read(i)
        if core is None:
            i += 1
            continue
        if core.role == NAME:
            i = core.end
            continue
        mention, i = _mention(t, core, floor)
        floor = i
        out.append(mention)
    return out


_SIGNS = frozenset("+-−–")


def _starters() -> frozenset[str]:
    global _STARTERS  # noqa: PLW0603  (built once: it needs the currency table)
    if _STARTERS is None:
        data = table("numbers")
        names = {s.lower() for s in currencies()[1]}
        months = set(table("dates")["months"]) | set(table("dates")["lists"]["starters"])
        vague = set().union(*(data["vague"][k] for k in data["vague"]))
        _STARTERS = frozenset(
            set(VULGAR)
            | set(SMALL)
            | names
            | months
            | vague
            | set(data["ordinals"])
            | set(data["multiples"])
            | set(data["multiples_with_object"])
            | {"a", "an", "half", "minus", "negative"}
            | words("number_words")
        )
    return _STARTERS


_STARTERS: frozenset[str] | None = None


def _mention(t: Tokens, core: Core, floor: int) -> tuple[Mention, int]:
    """The mention of a core with its hedges, and the index of the token after it."""
    before = hedge_before(t, core.start, time=core.role == "duration")
    if before is not None and before.at < floor:
        before = None
    after = hedge_after(t, core.end) if core.role != "rank" else None
    if core.role == "rank":
        before = None
    hedge = before.hedge if before else after.hedge if after else Hedge.PLAIN
    first = before.at if before else core.start
    last = after.at if after else core.end
    mention = Mention(t.start[first], t.end[last - 1], core.quantity(hedge), t.start[core.start], t.end[core.end - 1], core.role)
    return mention, last


def _date_mention(t: Tokens, start: int, end: int, value: DateValue, floor: int) -> Mention:
    before = date_hedge(t, start)
    if before is not None and before.at >= floor:
        value = value.model_copy(update={"hedge": before.hedge})
        return Mention(t.start[before.at], t.end[end - 1], value, t.start[start], t.end[end - 1], "date")
    return Mention(t.start[start], t.end[end - 1], value, t.start[start], t.end[end - 1], "date")

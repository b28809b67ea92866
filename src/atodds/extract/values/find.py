"""Finding all values of a text: dates first, then quantities, with the hedges around them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from atodds.extract.values.clocks import read_clock
from atodds.extract.values.dates import DateReader
from atodds.extract.values.hedges import date_hedge, hedge_after, hedge_before
from atodds.extract.values.names import dead_tokens
from atodds.extract.values.notation import UNKNOWN, Notation
from atodds.extract.values.numbers import SMALL, VULGAR
from atodds.extract.values.quantity import Reader
from atodds.extract.values.shapes import COUNT, NAME, Core
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import PERCENT, currencies, yen_sign
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


def find_values(
    text: str,
    reference: dt.date | None = None,
    *,
    yen: str | None = None,
    notation: Notation = UNKNOWN,
    anchor: DateValue | None = None,
    year: int | None = None,
) -> list[Mention]:
    """The values of a sentence or paragraph, in order and without overlap; linear in its length.

    ``reference``: the document's date, for dates without a year and relative ones; without it they take the year of a full date
    in ``text`` or are left out. ``yen``: what "¥" stands for ("CNY" or "JPY"); by default judged from ``text``.
    ``notation``: how the whole document writes numbers. ``anchor``: the last date of the text before, which "the following day" counts
    from. ``year``: of days and months without one where ``text`` names none, instead of the year by ``reference``.
    """
    t = Tokens(text, notation)
    dead = dead_tokens(t)
    reader = Reader(t, yen or yen_sign(text), dead)
    dates = DateReader(t, reference, dead, anchor=anchor, year=year)
    starters = _starters()
    out: list[Mention] = []
    i = floor = 0
    last: Core | None = None
    may_begin = [
        kind == "num" or low in starters or (kind == "sym" and low in _SIGNS) or low.endswith("fold")
        for kind, low in zip(t.kind[: t.n], t.low, strict=False)
    ]
    while i < t.n:
        if not may_begin[i]:
            i += 1
            continue
        if (t.kind[i] == "num" or t.text[i] == "+") and (clock := read_clock(t, i)) is not None:
            mention, i = _mention(t, clock, floor)
            floor = i
            out.append(mention)
            continue
        if i in dead:
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
        core = last = _with_shared_unit(t, core, last)
        mention, i = _mention(t, core, floor)
        floor = i
        out.append(mention)
    return out


_SIGNS = frozenset("+-−–'’‘")
# Four digits in these bounds are a year where no unit is written.
_YEARS = range(1500, 2100)


def _with_shared_unit(t: Tokens, core: Core, last: Core | None) -> Core:
    """A bare number takes the unit of the value that it is held against: "16.1 months, against 9.1", "37 percent, and now 31"."""
    if last is None or core.unit != COUNT or core.role != "quantity" or core.hedge is not Hedge.PLAIN or core.low in _YEARS:
        return core
    if last.unit in (COUNT, "times", "rank", "age") or not last.factor or core.start - last.end > _SHARE_REACH:
        return core
    j = core.end
    if not (t.kind[j] in ("", "sym") or t.low[j] in words("ends_share")) or (t.glued[j] and t.text[j] not in (".", ",", ";", ")", ":")):
        return core
    between = [w for w in t.low[last.end : core.start] if w not in ("some", "about", "just", "only", "nearly", "over")]
    if "," in between:  # "26 percent in the north, against 30"
        tail = between[len(between) - between[::-1].index(",") :]
        between = tail if tail == between[1:] or " ".join(tail) in words("held_against") else between
    if last.unit == PERCENT and " ".join(between) in ("from", "to"):
        return core  # "down 21% from 4,682"
    scaled = last.factor == 1 and len(last.unit) == len("EUR") and last.unit.isupper()
    large = (abs(last.low) >= _LARGE, abs(core.low) >= _LARGE)
    if " ".join(between) not in words("shares_unit") or (scaled and large[0] != large[1]) or (not scaled and large[1]):
        return core
    by = last.factor
    return core._replace(
        low=core.low * by,
        high=core.high * by,
        step=core.step * by,
        unit=last.unit,
        factor=by,
        written_unit=last.written_unit,
        role="duration" if last.role == "duration" else core.role,
        per=core.per or last.per,
    )


# How many tokens may stand between the two, and from where on a sum of money has its magnitude written.
_SHARE_REACH = 8
_LARGE = 1e4


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
            | {name.split()[0] for name in table("dates")["feasts"]}
            | {"a", "an", "half", "every", "minus", "negative"}
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

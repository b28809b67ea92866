"""Rows that are worked out from those above them otherwise than as a total: what is left after costs, and means."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import whole_words, words
from atodds.arithmetic.slips import NEAR_SUM, Slip, as_written, number, quoted
from atodds.arithmetic.terms import LEVELS, Term, admitted, same_unit
from atodds.model.values import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.grids import Grid, Line

# More rows than this are no statement of what is left: with so many signs to choose, some choice fits by chance.
MOST_ROWS = 8
_NET = re.compile(rf"^(?:\W*){words('net_head')}(?!\w)", re.IGNORECASE)
_MEAN = re.compile(rf"^(?:\W*){words('mean_head')}(?!\w)", re.IGNORECASE)


def net_rows(grid: Grid) -> Iterator[Slip]:
    """ "Fares 41.2, grants 6.3, running costs 18.4, net income 31.9": what is left after the rows that are costs."""
    for n, row in enumerate(grid.rows):
        costs = [bool(whole_words("cost_head").search(r.head)) for r in grid.rows[:n]]
        if not _NET.match(row.head) or not 1 < n <= MOST_ROWS or all(costs) or not any(costs):
            continue
        told = [_net(line, n, costs) for line in grid.columns]
        wrong = [slip for fits, slip in told if not fits and slip is not None]
        if any(fits for fits, _ in told):
            yield from wrong
        elif len(wrong) == 1 and _close(wrong[0], costs):
            yield wrong[0]


def _close(slip: Slip, costs: Sequence[bool]) -> bool:
    """Whether what is left is near enough to the stated one that no other row is meant, where no other column tells."""
    found = _left([t.quantity.low for t in slip.parts], costs)
    stated = slip.stated.quantity.low
    return abs(found - stated) <= NEAR_SUM * max(abs(found), abs(stated))


def _left(sizes: Sequence[float], costs: Sequence[bool]) -> float:
    return sum(-x if cost else x for cost, x in zip(costs, sizes, strict=True))


def _net(line: Line, n: int, costs: Sequence[bool]) -> tuple[bool, Slip | None]:
    """Whether a column comes out with any signs, and else its slip with those that the heads say."""
    total, parts = line.cells[n], [t for t in line.cells[:n] if t is not None]
    if total is None or len(parts) < n or total.kind not in LEVELS or any(t.kind not in LEVELS for t in parts):
        return False, None
    if not same_unit(total, *parts) or any(t.quantity.low < 0 for t in parts):
        return False, None
    slack = sum(t.quantity.step for t in (total, *parts)) / 2 * (1 + EPSILON)
    sizes = [t.quantity.low for t in parts]
    for signs in itertools.product((1, 0, -1), repeat=n):
        if abs(abs(sum(s * x for s, x in zip(signs, sizes, strict=True))) - abs(total.quantity.low)) <= slack:
            return True, None
    found = _left(sizes, costs)
    if abs(found - total.quantity.low) > NEAR_SUM * max(sizes):
        return False, None
    added, taken = ([t.words for cost, t in zip(costs, parts, strict=True) if cost is side] for side in (False, True))
    sum_of = " − ".join((" + ".join(added), *taken))
    told = f"{sum_of} = {as_written(found, total)}, not {quoted(total)}."
    return False, Slip("total", "what is left after costs", told, total, tuple(parts))


def mean_rows(grid: Grid) -> Iterator[Slip]:
    """A row headed "mean" where another column is the mean of the rows above it; a mean that is outside of all its rows in any case."""
    for n, row in enumerate(grid.rows):
        if not _MEAN.match(row.head) or n < 2:
            continue
        lists = [(line.cells[n], _levels(line, n, grid)) for line in grid.columns]
        told = [(total, parts) for total, parts in lists if total is not None and parts and same_unit(total, *parts)]
        wrong = [(total, parts) for total, parts in told if not is_mean(total, parts)]
        follow = len(told) - len(wrong)
        for total, parts in wrong:
            if follow >= len(wrong) or _outside(total, parts):
                yield mean_slip(total, parts)


def _levels(line: Line, n: int, grid: Grid) -> list[Term]:
    """The cells above row ``n``, or none where one of them is no value or stands for several rows."""
    rows = [r for r in range(n) if not whole_words("total_words").search(grid.rows[r].head)]
    found = [t for r in rows if (t := line.cells[r]) is not None and t.kind in LEVELS + "P"]
    return found if len(found) == len(rows) > 1 else []


def is_mean(mean: Term, parts: Sequence[Term]) -> bool:
    """Whether a value may be the mean of others."""
    found = sum(t.quantity.low for t in parts) / len(parts)
    slack = max(t.quantity.step for t in parts) / 2
    stated = admitted(mean.quantity)
    step = mean.quantity.step  # a computed number may be cut off
    return stated.low - slack - step / 2 <= found <= stated.high + slack + step


def _outside(mean: Term, parts: Sequence[Term]) -> bool:
    sizes = [t.quantity.low for t in parts]
    return not min(sizes) - mean.quantity.step <= mean.quantity.low <= max(sizes) + mean.quantity.step


def mean_slip(mean: Term, parts: Sequence[Term]) -> Slip:
    """The slip of a value that is not the mean of others."""
    found = sum(t.quantity.low for t in parts) / len(parts)
    shown = as_written(found, mean) if "," not in parts[0].words else number(found)
    listed = ", ".join(t.words for t in parts[:-1]) + f" and {parts[-1].words}"
    return Slip("mean", "a mean", f"The mean of {listed} is {shown}, not {quoted(mean)}.", mean, tuple(parts))

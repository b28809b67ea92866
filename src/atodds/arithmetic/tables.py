"""Tables: totals against the rows above them, columns of growth and of shares against the columns they come from."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.arithmetic.changes import growth_of, growth_words, meets_rate
from atodds.arithmetic.grids import Grid, Line, is_dated, is_nothing
from atodds.arithmetic.patterns import whole_words, words
from atodds.arithmetic.shares import hundred, share_slip
from atodds.arithmetic.slips import NEAR_SUM, Slip, as_written, number, quoted
from atodds.arithmetic.terms import LEVELS, Term, admitted, derived, is_counted, minus, ratio, same_unit, scaled, term_of
from atodds.model.values import EPSILON, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from atodds.model.records import Claim, Document

# So many rows must follow a rule, and be so many of all rows that could, before the others are said to break it.
# (Three rows: in a table of four segments two growth rates were once a share of the total by chance.)
FEWEST_ROWS = 3
FEWEST_DECLARED = 2  # where the head of the column says what it holds
MOST_OF = 2 / 3

_STRICT_TOTAL = re.compile(rf"^{words('total_head')}s?(?:\s*[:(,].*|\s+{words('total_done')}|\s+(?:in|for|of|across)\b.*)?$", re.IGNORECASE)
_PART_ROW = re.compile(rf"^{words('part_row')}", re.IGNORECASE)


def table_totals(grid: Grid) -> Iterator[Slip]:
    """A row headed as a total against the rows above it (or, first of all, below it), column by column; the same for columns."""
    for g in (grid, grid.turned()):
        totals = [n for n, row in enumerate(g.rows) if _is_total(row.head)]
        for n in totals:
            yield from _total_row(g, n, totals)


def _is_total(head: str) -> bool:
    return bool(whole_words("total_words").search(head))


def _total_row(grid: Grid, n: int, totals: Sequence[int]) -> Iterator[Slip]:
    sets = _part_sets(grid, n, totals)
    fitting: list[int] = []
    slips: list[Slip] = []
    for column, line in enumerate(grid.columns):
        total = line.cells[n]
        if total is None or total.kind not in LEVELS or whole_words("no_sum_head").search(line.head) or _PART_ROW.match(line.head):
            continue
        lists = [p for rows in sets if (p := _parts(line, rows, total)) is not None]
        if not lists:
            continue
        if any(_adds_up(total, parts, line.head) for parts in lists):
            fitting.append(column)
        else:
            slips.extend(_slip(total, lists[0]))
    strict = bool(_STRICT_TOTAL.match(grid.rows[n].head))
    for slip in slips:
        near = abs(sum(t.quantity.low for t in slip.parts) - slip.stated.quantity.low) <= NEAR_SUM * abs(slip.stated.quantity.low)
        if near and (strict or fitting):
            yield slip


def _part_sets(grid: Grid, n: int, totals: Sequence[int]) -> list[list[int]]:
    """Rows that may be the parts of total row ``n``: those since the last total, all above, the totals above, all below a first row."""
    if n == 0:
        return [[r for r in range(1, len(grid.rows)) if not _PART_ROW.match(grid.rows[r].head)], list(range(1, len(grid.rows)))]
    last = max((t for t in totals if t < n), default=-1)
    plain = [r for r in range(n) if not _PART_ROW.match(grid.rows[r].head)]
    sets = [
        [r for r in plain if r > last],
        [r for r in plain if r not in totals],
        list(range(last + 1, n)),
        list(range(n)),
        [t for t in totals if t < n],
    ]
    sets.append([r for r in plain if r >= last] if last >= 0 else [])
    return [rows for rows in sets if len(rows) > 1]


def _parts(line: Line, rows: Sequence[int], total: Term) -> list[Term] | None:
    """The parts of a total in a column, or None where a cell is no number, or greater than the total."""
    parts = []
    for r in rows:
        term = line.cells[r]
        if term is None and is_nothing(line.words[r]):
            continue
        if term is None or term.kind not in LEVELS or not same_unit(term, total):
            return None
        parts.append(term)
    largest = max((t.quantity.low for t in parts), default=0.0)
    negative = any(t.quantity.low < 0 for t in parts)
    return parts if len(parts) > 1 and (negative or largest <= total.quantity.low) else None


def _adds_up(total: Term, parts: Sequence[Term], head: str) -> bool:
    """Whether a column adds up; counts must do so exactly, measured and scaled numbers within the rounding of each."""
    terms = [total, *parts]
    found = sum(t.quantity.low for t in parts)
    if all(is_counted(t.quantity) for t in terms) and "(" not in head:
        return math.isclose(found, total.quantity.low, rel_tol=EPSILON)
    half = sum(t.quantity.step for t in terms) / 2
    return abs(found - total.quantity.low) <= half * (1 + EPSILON) + EPSILON * abs(found)


def _slip(total: Term, parts: Sequence[Term]) -> Iterator[Slip]:
    found = sum(t.quantity.low for t in parts)
    told = f"{' + '.join(t.words for t in parts)} = {as_written(found, total)}, not {quoted(total)}."
    yield Slip("total", "a total against its parts", told, total, tuple(parts))


class _Rule(NamedTuple):
    """How a column may come from two others: whether a row follows it (None: cannot be told), the slip of a row that
    does not, and the list of words that a column's head says it with."""

    follows: Callable[[Term, Term, Term], bool | None]
    slip: Callable[[Term, Term, Term], Slip]
    head: str


def _grows(a: Term, b: Term, rate: Term) -> bool | None:
    if rate.kind != "P" or a.kind not in LEVELS or not same_unit(a, b):
        return None
    found = growth_of(a.quantity, b.quantity)
    return None if found is None else meets_rate(rate.quantity, found)


def _growth_slip(a: Term, b: Term, rate: Term) -> Slip:
    return Slip("growth", "growth against its two levels", growth_words(a, b, rate), rate, (b, a))


def _is_share(part: Term, whole: Term, share: Term) -> bool | None:
    if (
        share.kind != "P"
        or share.words[:1] in "+-−–"
        or part.kind not in LEVELS
        or not same_unit(part, whole)
        or whole.quantity.low <= 0
        or part.quantity.low < 0
    ):
        return None
    return derived(share.quantity).overlaps(scaled(ratio(admitted(part.quantity), admitted(whole.quantity)), 100))


def _differs(a: Term, b: Term, change: Term) -> bool | None:
    if a.kind not in LEVELS or not same_unit(a, b, change):
        return None
    return admitted(change.quantity).overlaps(minus(admitted(b.quantity), admitted(a.quantity)))


def _difference_slip(a: Term, b: Term, change: Term) -> Slip:
    found = as_written(b.quantity.low - a.quantity.low, change)
    return Slip(
        "difference", "a difference against its two levels", f"{b.words} − {a.words} = {found}, not {quoted(change)}.", change, (b, a)
    )


_GROWTH = _Rule(_grows, _growth_slip, "growth_head")
_SHARE = _Rule(_is_share, share_slip, "share_head")
_DIFFERENCE = _Rule(_differs, _difference_slip, "difference_head")


def derived_columns(grid: Grid) -> Iterator[Slip]:
    """Columns that come from two others (growth, share, difference): rows that break what the other rows follow."""
    for target, line in enumerate(grid.columns):
        sources = [n for n in range(len(grid.columns)) if n != target]
        rules = [_GROWTH, _SHARE] if any(t is not None and t.kind == "P" for t in line.cells) else []
        if whole_words("difference_head").search(line.head):
            rules.append(_DIFFERENCE)
        for rule in rules:
            broken = _best(grid, rule, target, sources)
            if broken is not None:
                yield from broken
                break


def _best(grid: Grid, rule: _Rule, target: int, sources: Sequence[int]) -> list[Slip] | None:
    """The slips of the pair of columns that most rows follow, or None where no pair is followed by enough of them."""
    found: list[tuple[float, int, list[Slip]]] = []
    head_says = bool(whole_words(rule.head).search(grid.columns[target].head))
    for i in sources:
        for j in sources:
            if i == j:
                continue
            rows = [(a, b, c) for row in grid.rows if (a := row.cells[i]) and (b := row.cells[j]) and (c := row.cells[target])]
            told = [(rule.follows(*row), row) for row in rows]
            right = sum(1 for fits, _ in told if fits)
            wrong = [row for fits, row in told if fits is False]
            declared = _declared(grid, rule, target, i, j)
            if _is_rule(right, len(wrong), head_says) or (declared and right >= len(wrong) > 0):
                found.append((right, -abs(target - j), [rule.slip(*row) for row in wrong]))
            elif declared and not right and len(wrong) == 1:
                found.append((0, 0, [rule.slip(*wrong[0])]))
    return max(found, key=lambda f: f[:2])[2] if found else None


def _is_rule(right: int, wrong: int, head_says: bool) -> bool:
    """Whether so many rows follow a rule that those which do not break it."""
    return right >= (FEWEST_DECLARED if head_says else FEWEST_ROWS) and right >= MOST_OF * (right + wrong)


def _declared(grid: Grid, rule: _Rule, target: int, i: int, j: int) -> bool:
    """Whether the heads alone say that a column is the growth from column ``i`` to column ``j``, the only two levels."""
    if rule is not _GROWTH or not whole_words("growth_head").search(grid.columns[target].head) or not i < j < target:
        return False
    if whole_words("other_basis").search(grid.columns[target].head):
        return False
    levels = [n for n, c in enumerate(grid.columns) if any(t is not None and t.kind in LEVELS for t in c.cells)]
    return levels == [i, j] and all(is_dated(grid.columns[n].head) for n in levels) and _in_order(grid, i, j)


def _in_order(grid: Grid, i: int, j: int) -> bool:
    """Whether the years in two heads do not run backwards."""
    years = [re.findall(r"\d{4}", grid.columns[n].head) for n in (i, j)]
    return not (years[0] and years[1]) or years[0][0] <= years[1][0]


def shares_of_total(grid: Grid) -> Iterator[Slip]:
    """A column of percentages that are a column's share of its total: rows that break what most rows follow."""
    totals = [n for n, row in enumerate(grid.rows) if _is_total(row.head)]
    if len(totals) != 1:
        return
    for line in grid.columns:
        for level in grid.columns:
            whole = level.cells[totals[0]]
            if level is line or whole is None:
                continue
            rows = [(p, whole, s) for n in range(len(grid.rows)) if n not in totals and (p := level.cells[n]) and (s := line.cells[n])]
            told = [(_is_share(*row), row) for row in rows]
            right = sum(1 for fits, _ in told if fits)
            wrong = [row for fits, row in told if fits is False]
            if _is_rule(right, len(wrong), bool(whole_words("share_head").search(line.head))):
                yield from (share_slip(*row) for row in wrong)


def shares_of_one(grid: Grid) -> Iterator[Slip]:
    """A column (or row) headed as the shares of one whole that makes more than a hundred."""
    for g in (grid, grid.turned()):
        for line in g.columns:
            if not whole_words("share_head").search(line.head) or any(is_dated(row.head) for row in g.rows):
                continue
            shares = [
                t
                for n, t in enumerate(line.cells)
                if t is not None and t.kind == "P" and not _is_total(g.rows[n].head) and not _PART_ROW.match(g.rows[n].head)
            ]
            if len(shares) < FEWEST_ROWS:
                continue
            found = sum(t.quantity.low for t in shares)
            slack = sum(t.quantity.step for t in shares) / 2
            if Interval(found - slack, found + slack).low > 100 + EPSILON * 100 and found - 100 <= NEAR_SUM * 100:
                told = f"{' + '.join(t.words for t in shares)} = {number(found)}%, not 100%."
                yield Slip("shares", "shares of one whole", told, shares[-1], tuple(shares[:-1]))


_HELD = re.compile(r"[^,;()]+\(\s*[\d.,]+\s*%\s*\)(?:\s*[,;]\s*[^,;()]+\(\s*[\d.,]+\s*%\s*\))+\.?")


def shares_in_cells(document: Document, claims: Sequence[Claim]) -> Iterator[Slip]:
    """ "Owner: Alder (50%), Birch (35%), Cedar (20%)" in one cell: shares of one thing that make more than a hundred."""
    cells = [c for c in claims if c.extractor == "table"]
    for block in document.blocks:
        for row in block.rows if block.kind == "table" else ():
            for cell in row:
                if not whole_words("owned").search(row[0].text) or not _HELD.fullmatch(cell.text.strip()):
                    continue
                inside = [term_of(c) for c in cells if cell.start <= c.value_span[0] and c.value_span[1] <= cell.end]
                yield from hundred([t for t in inside if t is not None], at_most=True)

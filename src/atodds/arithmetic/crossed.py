"""What the text of a document says against the document's own tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.arithmetic.balances import is_mean, mean_slip
from atodds.arithmetic.changes import fits_growth, growth_of, growth_words, stated_growth
from atodds.arithmetic.grids import Grid, Line, is_dated
from atodds.arithmetic.patterns import find, pattern, singular, whole_words
from atodds.arithmetic.slips import Slip
from atodds.arithmetic.terms import LEVELS, Term, admitted, one_unit, same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage

_WORD = re.compile(r"[^\W_]{2,}")


def growth_in_tables(found: Sequence[Passage], tables: Sequence[Grid]) -> Iterator[Slip]:
    """ "Cloud revenue was 26.5 billion, an increase of 6%" where the document's own row "Cloud" goes from 24,580 to 26,549 million.

    The row must be the only one whose head stands in the sentence and whose later level is the stated one.
    """
    for passage in found if tables else ():
        for m, sign in stated_growth(passage):
            pairs = [pair for grid in tables for pair in _levels(grid, m.sentence, m["new"])]
            if len(pairs) != 1:
                continue
            old, new = pairs[0]
            rate = m["rate"]
            computed = growth_of(old.quantity, new.quantity)
            if computed is not None and not fits_growth(rate, sign, [computed]):
                yield Slip("growth", "growth against the document's own table", growth_words(old, new, rate), rate, (m["new"], new, old))


def _levels(grid: Grid, sentence: str, level: Term) -> Iterator[tuple[Term, Term]]:
    """The earlier and the later level of each row that the sentence names and whose later level is the stated one."""
    dated = [n for n, c in enumerate(grid.columns) if is_dated(c.head) and any(t is not None and t.kind in LEVELS for t in c.cells)]
    if len(dated) != 2 or _years(grid.columns[dated[0]]) == _years(grid.columns[dated[1]]):
        return
    first, last = sorted(dated, key=lambda n: _years(grid.columns[n]))
    for row in grid.rows:
        old, new = row.cells[first], row.cells[last]
        if old is None or new is None or not same_unit(old, new, level) or not _named(row.head, sentence):
            continue
        if admitted(new.quantity).overlaps(admitted(level.quantity)):
            yield old, new


def _years(line: Line) -> list[str]:
    return re.findall(r"\d{4}", line.head)


def _named(head: str, sentence: str) -> bool:
    """Whether every word of a row's head stands in the sentence."""
    said = {w.casefold() for w in _WORD.findall(sentence)}
    named = [w.casefold() for w in _WORD.findall(head.partition("(")[0])]
    return bool(named) and all(w in said for w in named)


_AVERAGE_EACH = pattern(r"\b(?:average of|averaged|on average,?) <near>{mean:N} (?P<noun>\w+)<near> (?:an?|per|each|every) (?P<each>\w+)")


def means_in_tables(found: Sequence[Passage], tables: Sequence[Grid]) -> Iterator[Slip]:
    """ "An average of 24,000 readers a month" against the mean of the column "Readers" of the document's own table of months."""
    for passage in found if tables else ():
        if "average" not in passage.shape:
            continue
        for m in find(passage, _AVERAGE_EACH):
            columns = [parts for grid in tables for parts in _column(grid, m.words["noun"], m.words["each"])]
            if len(columns) == 1 and all(one_unit(t, m["mean"]) for t in columns[0]) and not is_mean(m["mean"], columns[0]):
                yield mean_slip(m["mean"], columns[0])


def _column(grid: Grid, noun: str, each: str) -> Iterator[list[Term]]:
    """The levels of the column that a noun names, in a table with a row for each: those of no total, none left out."""
    if singular(each) != singular(grid.corner):
        return
    others = (whole_words("total_words"), whole_words("mean_head"))
    rows = [n for n, row in enumerate(grid.rows) if not any(o.search(row.head) for o in others)]
    for column in grid.columns:
        parts = [t for n in rows if (t := column.cells[n]) is not None and t.kind in LEVELS]
        if singular(column.head) == singular(noun) and len(parts) == len(rows) > 1:
            yield parts

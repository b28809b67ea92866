"""Pictures where a number line is not enough: who contradicts whom, and values over time.

Drawn by matplotlib as SVG, in black and grey with signs, so that a black-and-white print says the same. The same data give the
same bytes: ids are salted with a constant, no date is written, and text stays text.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from atodds.model.records import Claim, Period, RelationKind, Result
from atodds.model.values import Quantity
from atodds.report import render

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# More documents than this make cells too small to read on paper; those with the most contradictions are drawn.
MAX_DOCUMENTS = 25
# Two documents need no matrix.
MIN_DOCUMENTS = 3
# Two values are read off a number line as well; a course over time needs three.
MIN_POINTS = 3
# A picture takes about a twentieth of a second; beyond this many, findings keep their number line alone.
MAX_COURSES = 40
LABEL_LENGTH = 34
# Points, of a line of labels.
LABEL_HEIGHT = 9
# Labels of points nearer than these parts of the width and height of a course would cover each other: a label of 34 characters takes
# a third of the width, and a few lines of labels a sixth of the height.
LABEL_REACH = (0.35, 0.15)
_EPOCH = dt.date(1970, 1, 1)

_STYLE: Any = {
    "svg.hashsalt": "atodds",
    "svg.fonttype": "none",
    "text.parse_math": False,  # a dollar sign in a title is a dollar sign
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


class Picture(NamedTuple):
    """A picture as a data address for an <img>, and what it shows in words."""

    source: str
    words: str


class Point(NamedTuple):
    """A value at a time."""

    claim: Claim
    value: Quantity
    period: Period


class Matrix(NamedTuple):
    """How often documents contradict and agree with each other, counted in findings; ``conflicts[i][j]`` is symmetric.

    ``left_out``: how many documents have no row for want of room.
    """

    names: tuple[str, ...]
    conflicts: tuple[tuple[int, ...], ...]
    agreements: tuple[tuple[int, ...], ...]
    left_out: int = 0

    def cell(self, i: int, j: int) -> str:
        """The counts of a cell: "≠ 2 = 5"."""
        signs = (("≠", self.conflicts[i][j]), ("=", self.agreements[i][j]))
        return " ".join(f"{sign} {n}" for sign, n in signs if n)


def matrix(result: Result, labels: Mapping[str, str]) -> Matrix | None:
    """Documents by documents; None where fewer than three contradict or agree with each other."""
    documents = {c.id: c.document for c in result.claims}
    conflicts: Counter[tuple[str, str]] = Counter()
    agreements: Counter[tuple[str, str]] = Counter()
    counted = {RelationKind.CONFLICT: 0, RelationKind.AGREES: 1, RelationKind.COMPATIBLE: 1}
    for finding in result.findings:
        ends = {(counted[r.relation], documents[r.a], documents[r.b]) for r in finding.relations if r.relation in counted}
        for table_of, a, b in {(n, a, b) if a <= b else (n, b, a) for n, a, b in ends}:
            (conflicts, agreements)[table_of][a, b] += 1
    involved = sorted(set().union(*conflicts, *agreements))
    if len(involved) < MIN_DOCUMENTS:
        return None
    weight: Counter[str] = Counter()
    for pair, n in conflicts.items():
        weight.update(dict.fromkeys(pair, n))
    shown = sorted(sorted(involved, key=lambda d: (-weight[d], d))[:MAX_DOCUMENTS])

    def table(counts: Counter[tuple[str, str]]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(counts[min(a, b), max(a, b)] for b in shown) for a in shown)

    return Matrix(tuple(labels.get(d, d) for d in shown), table(conflicts), table(agreements), len(involved) - len(shown))


def draw_matrix(data: Matrix) -> Picture:
    """The matrix as a picture: the darker a cell the more contradictions; each cell with its counts."""
    count = len(data.names)
    most = max(1, *(n for row in data.conflicts for n in row))
    names = [render.shorten(name, LABEL_LENGTH) for name in data.names]
    with _drawing(3.2 + 0.62 * count, 1.6 + 0.5 * count) as (figure, axes):
        # Grey from white to 40 %: black text stays readable on every cell.
        axes.imshow([[n / most * 0.4 for n in row] for row in data.conflicts], cmap="Greys", vmin=0, vmax=1, aspect="auto")
        for i in range(count):
            for j in range(count):
                axes.text(j, i, data.cell(i, j).replace(" =", "\n="), ha="center", va="center", fontsize=8)
        axes.set_xticks(range(count), names, rotation=40, ha="right", rotation_mode="anchor")
        axes.set_yticks(range(count), names)
        axes.set_xticks([n - 0.5 for n in range(1, count)], minor=True)
        axes.set_yticks([n - 0.5 for n in range(1, count)], minor=True)
        axes.grid(which="minor", color="0.6", linewidth=0.5)
        axes.tick_params(which="both", length=0)
        source = _source(figure)
    words = f"Matrix of {count} documents: how often they contradict and agree with each other. The table below says the same."
    return Picture(source, words)


def draw_course(claims: Sequence[Claim], labels: Mapping[str, str]) -> Picture | None:
    """Values over the time they are for, with their sources; None where fewer than three times or more than one unit are known."""
    points = [Point(c, c.value, c.period) for c in claims if isinstance(c.value, Quantity) and c.period is not None]
    units = {(p.value.unit, p.value.per) for p in points}
    if len(units) != 1 or len({p.period.low for p in points}) < MIN_POINTS:
        return None
    points.sort(key=lambda p: (p.period.low, p.value.low, p.claim.id))
    # What a document says twice of one time is one mark.
    points = list({(p.claim.document, p.claim.value_text, p.value, p.period): p for p in reversed(points)}.values())[::-1]
    (unit, per) = units.pop()
    shown = render.display_unit(unit, max(abs(x) for p in points for x in p.value.written), per)
    with _drawing(7.2, 3.2) as (figure, axes):
        for (claim, value, period), level in zip(points, label_levels(points), strict=True):
            low, high = value.low / shown.factor, value.high / shown.factor
            # Matplotlib's own numbers of dates count days from 1970.
            days = [(day - _EPOCH).days for day in (period.low, period.high)]
            middle = sum(days) / 2
            axes.plot(days, [(low + high) / 2] * 2, color="0.55", linewidth=2, solid_capstyle="butt")
            axes.vlines(middle, low, high, color="black", linewidth=1)
            axes.plot([middle], [(low + high) / 2], "o", color="black", markersize=5)
            name = render.shorten(f"{claim.value_text} · {labels.get(claim.document, claim.document)}", LABEL_LENGTH)
            axes.annotate(name, (middle, high), xytext=(0, 6 + level * LABEL_HEIGHT), textcoords="offset points", ha="center", fontsize=7)
        axes.xaxis_date()
        axes.margins(x=0.15, y=0.22)
        axes.set_ylabel(shown.name)
        source = _source(figure)
    said = (f"{p.claim.value_text} for {render.days(p.period.low, p.period.high)} ({labels.get(p.claim.document, '')})" for p in points)
    return Picture(source, render.one_line("Values over time: " + "; ".join(said)))


def label_levels(points: Sequence[Point]) -> list[int]:
    """How many lines higher each label stands than right above its point, so that those of near points do not cover each other."""
    spots = [(p.period.low.toordinal() + p.period.high.toordinal(), p.value.high) for p in points]
    wide, high = (max(axis) - min(axis) or 1 for axis in zip(*spots, strict=True))
    levels: list[int] = []
    for n, (x, y) in enumerate(spots):
        taken = {
            levels[m] for m in range(n) if abs(x - spots[m][0]) < LABEL_REACH[0] * wide and abs(y - spots[m][1]) < LABEL_REACH[1] * high
        }
        levels.append(next(level for level in range(n + 1) if level not in taken))
    return levels


@contextmanager
def _drawing(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of that size in inches, in the style of the reports.

    Its font has no signs for some scripts; as text stays text, the reader's own fonts show them.
    """
    # It would announce on the terminal that it looks for fonts.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl  # noqa: PLC0415 - takes half a second to import, and only a report needs it
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.subplots()


def _source(figure: Figure) -> str:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")

"""Number lines and time lines as SVG: what was written as marks, what the wording admits as bars.

The picture is drawn in ``currentColor`` without style sheets, so that it follows the page (light, dark, print) and passes a
strict content security policy. It does not rest on colour: a filled circle is a number as written, a circle not filled a bound
that is itself excluded, a thick bar what a reader takes from the words, a dashed line what the words admit beyond that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple

from atodds.model.records import Claim, Finding, RelationKind
from atodds.model.values import DateValue, Hedge, Interval, Quantity
from atodds.report import render
from atodds.report.axis import Axis, date_axis, number_axis

# Sizes in SVG user units, which are pixels at the picture's own size.
LABEL_WIDTH = 200
ROW_HEIGHT = 38
TOP = 10
AXIS_HEIGHT = 44
RIGHT_MARGIN = 28
MARK = 5.0
BAR = 12.0
VALUE_FONT = 13
SOURCE_FONT = 11
# Mean width of a character of a sans-serif face as a share of its size, with some room to spare; wide ones (CJK) count twice.
GLYPH = 0.58
# More rows than this are not read as a picture; the rest is counted in a line below it.
MAX_ROWS = 40

# Sums whose terms are one quantity said twice; the terms of all others (a level and its growth, a part and its whole) have no one scale.
_SAID_TWICE = frozenset({"conversion"})

_EXCLUDED = frozenset({Hedge.MORE_THAN, Hedge.JUST_OVER, Hedge.LESS_THAN, Hedge.NEARLY})


class Row(NamedTuple):
    """One value with the claims that state it; numbers in the base unit, dates as day numbers."""

    words: str
    sources: str
    written: Interval
    reader: Interval
    strict: Interval
    mark: Literal["filled", "open", "none"]
    admits: str


def number_line(claims: Sequence[Claim], *, labels: Mapping[str, str] | None = None, key: str = "", width: int = 680) -> str:
    """An SVG picture of the values of ``claims`` on one scale, a row for each distinct value; "" if none can be drawn.

    Quantities of one unit share a number line, dates a time line; the kind and unit of most claims is drawn, and what does not
    fit it is named below. ``labels``: document id to the name printed for it (default: the id). ``key``: makes the ids inside
    the picture unique where a page draws the same claims twice. The text is escaped; <title> and <desc> say what is drawn.
    """
    drawn, left_out = _one_scale(claims)
    if not drawn:
        return ""
    rows = _rows(drawn, labels or {})
    axis = _axis(drawn, rows, width)
    return _Picture(rows, axis, len(left_out), width, key or _key(claims)).svg()


def comparable(finding: Finding, claims: Sequence[Claim]) -> Sequence[Claim]:
    """Those of the claims of a finding that belong on one number line: all, but of a wrong sum only what is said twice in it."""
    if finding.status is not RelationKind.ARITHMETIC:
        return claims
    twice = {i for r in finding.relations if r.reason in _SAID_TWICE for i in (r.a, r.b)}
    drawn = [c for c in claims if c.id in twice]
    return drawn if len({_scale(c) for c in drawn} - {None}) == 1 else ()


def _key(claims: Sequence[Claim]) -> str:
    return "n" + hashlib.sha256("|".join(c.id for c in claims).encode("utf-8", "replace")).hexdigest()[:10]


def _one_scale(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims whose values fit the commonest scale (the first of equals), and the others."""
    scales = {c.id: s for c in claims if (s := _scale(c)) is not None}
    if not scales:
        return [], list(claims)
    commonest = Counter(scales.values()).most_common(1)[0][0]
    drawn = [c for c in claims if scales.get(c.id) == commonest]
    return drawn, [c for c in claims if scales.get(c.id) != commonest]


def _scale(claim: Claim) -> tuple[str, str, str | None] | None:
    match claim.value:
        case Quantity() as q:
            return ("quantity", q.unit, q.per) if math.isfinite(q.low) and math.isfinite(q.high) else None
        case DateValue():
            return ("date", "", None)
        case _:
            return None


def _rows(claims: Sequence[Claim], labels: Mapping[str, str]) -> list[Row]:
    """One row for each value, from low to high; claims of equal values share it."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        v = claim.value
        if isinstance(v, Quantity | DateValue):
            groups.setdefault((v.low, v.high, v.hedge, _step(v)), []).append(claim)
    rows = [_row(group, labels) for group in groups.values()]
    return sorted(rows, key=lambda r: (r.written, r.reader, r.words))


def _step(v: Quantity | DateValue) -> float:
    return v.step if isinstance(v, Quantity) else 0.0


def _row(group: Sequence[Claim], labels: Mapping[str, str]) -> Row:
    names = list(dict.fromkeys(labels.get(c.document) or c.document for c in group))
    sources = names[0] if len(names) == 1 else f"{len(names)} documents: " + ", ".join(names)
    if len(names) == 1 and len(group) > 1:
        sources = f"{len(group)} times in {names[0]}"
    words, v = group[0].value_text, group[0].value
    if isinstance(v, DateValue):
        # A day lasts until midnight: 2016 ends where 2017 begins.
        span = Interval(float(v.low.toordinal()), float(v.high.toordinal() + 1))
        return Row(words, sources, span, span, span, "none", render.value(v))
    assert isinstance(v, Quantity)
    # "Dozens" writes no number: its bar has no mark.
    mark: Literal["filled", "open", "none"] = "none" if v.hedge is Hedge.VAGUE else "open" if v.hedge in _EXCLUDED else "filled"
    return Row(words, sources, v.written, v.reader, v.strict, mark, render.interval(v.reader, v.unit, v.per))


def _axis(claims: Sequence[Claim], rows: Sequence[Row], width: int) -> Axis:
    bounds = [x for row in rows for span in (row.written, row.reader) for x in span if math.isfinite(x)]
    pixels = float(LABEL_WIDTH), float(width - RIGHT_MARGIN)
    v = claims[0].value
    if isinstance(v, Quantity):
        return number_axis(Interval(min(bounds), max(bounds)), pixels, v.unit, v.per)
    last = min(int(max(bounds)), dt.date.max.toordinal())
    return date_axis(dt.date.fromordinal(int(min(bounds))), dt.date.fromordinal(last), pixels)


class _Picture:
    """Builds the SVG text, from top to bottom."""

    def __init__(self, rows: Sequence[Row], axis: Axis, left_out: int, width: int, key: str) -> None:
        self.all_rows = rows
        self.rows = rows[:MAX_ROWS]
        self.axis = axis
        self.width = width
        self.key = escape(key, quote=True)
        notes = []
        if len(rows) > len(self.rows):
            notes.append(f"{len(rows) - len(self.rows)} more values are not drawn")
        if left_out:
            notes.append(f"{left_out} {'claim has' if left_out == 1 else 'claims have'} no place on this scale")
        self.note = "; ".join(notes)
        self.bottom = TOP + ROW_HEIGHT * len(self.rows)
        self.height = self.bottom + AXIS_HEIGHT + (18 if self.note else 0)

    def svg(self) -> str:
        """The whole picture."""
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="atodds-line" role="img" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" aria-labelledby="{self.key}-t {self.key}-d" '
            'font-family="system-ui, sans-serif" fill="currentColor" stroke="none">',
            f'<title id="{self.key}-t">{_safe(self._title())}</title>',
            f'<desc id="{self.key}-d">{_safe(self._description())}</desc>',
            *self._ticks(),
        ]
        for n, row in enumerate(self.rows):
            parts += self._row(row, TOP + ROW_HEIGHT * n + ROW_HEIGHT / 2)
        if self.note:
            parts.append(_text(LABEL_WIDTH, self.height - 5, self.note, SOURCE_FONT, opacity=0.75))
        return "\n".join([*parts, "</svg>"])

    def _title(self) -> str:
        words = [row.words for row in self.all_rows]
        shown = ", ".join(render.shorten(w, 60) for w in words[:6]) + (f" and {len(words) - 6} more" if len(words) > 6 else "")
        return f"{'Time line' if self.axis.kind == 'date' else 'Number line'}: {shown}"

    def _description(self) -> str:
        lines = [f"{r.words} ({r.sources}) admits {r.admits}." for r in self.rows]
        return " ".join(lines + ([f"{self.note}."] if self.note else []))

    def _ticks(self) -> list[str]:
        y = self.bottom + 4
        parts = [_line(self.axis.left, y, self.axis.right, y, 1, opacity=0.6)]
        for tick in self.axis.ticks:
            x = self.axis.x(tick.value)
            parts.append(_line(x, TOP, x, y + 4, 1, opacity=0.15))
            parts.append(_text(x, y + 17, tick.label, SOURCE_FONT, anchor="middle"))
        middle = (self.axis.left + self.axis.right) / 2
        if self.axis.title:
            parts.append(_text(middle, y + 34, self.axis.title, SOURCE_FONT, anchor="middle", opacity=0.75))
        return parts

    def _row(self, row: Row, y: float) -> list[str]:
        parts = [
            "<g>",
            f"<title>{_safe(f'{row.words}: {row.sources}; admits {row.admits}')}</title>",
            _text(LABEL_WIDTH - 22, y - 2, _fit(row.words, VALUE_FONT), VALUE_FONT, anchor="end", bold=True),
            _text(LABEL_WIDTH - 22, y + 12, _fit(row.sources, SOURCE_FONT), SOURCE_FONT, anchor="end", opacity=0.75),
        ]
        low, high = self._span(row.reader)
        size = f'width="{_n(max(high - low, 1))}" height="{_n(BAR)}"'
        parts.append(f'<rect x="{_n(low)}" y="{_n(y - BAR / 2)}" {size} rx="2" fill-opacity="0.22"/>')
        parts += self._beyond(row, low, high, y)
        if self.axis.kind == "date":
            return [*parts, _line(low, y, high, y, 3), *(_line(x, y - 7, x, y + 7, 2) for x in (low, high)), "</g>"]
        written = self._span(row.written)
        if row.written.low != row.written.high:
            parts.append(_line(written[0], y, written[1], y, 3))
        if row.mark != "none":
            parts += [_circle(x, y, filled=row.mark == "filled") for x in dict.fromkeys(written)]
        return [*parts, "</g>"]

    def _beyond(self, row: Row, low: float, high: float, y: float) -> list[str]:
        """The dashed lines with arrows: what the wording admits beyond what a reader takes from it."""
        parts: list[str] = []
        if math.isinf(row.strict.high):
            end = self.axis.right + 14
            parts += [_line(high, y, end - 4, y, 1.5, dashed=True), _arrow(end, y, 1)]
        if math.isinf(row.strict.low):
            end = self.axis.left - 14
            parts += [_line(end + 4, y, low, y, 1.5, dashed=True), _arrow(end, y, -1)]
        return parts

    def _span(self, span: Interval) -> tuple[float, float]:
        return self.axis.x(span.low), self.axis.x(span.high)


def _n(x: float) -> str:
    """A coordinate: two decimals, no trailing zeros, the same bytes on every machine."""
    return f"{x:.2f}".rstrip("0").rstrip(".")


def _safe(text: str) -> str:
    return escape(render.one_line(text), quote=True)


def _fit(text: str, font: int) -> str:
    """``text`` cut to the width of the label column."""
    text, room = render.one_line(text), (LABEL_WIDTH - 30) / (GLYPH * font)
    for n, char in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if room < 0:
            return text[: max(1, n - 1)].rstrip() + "…"
    return text


def _text(x: float, y: float, text: str, size: int, *, anchor: str = "start", bold: bool = False, opacity: float = 1) -> str:
    weight = ' font-weight="600"' if bold else ""
    faint = f' fill-opacity="{opacity}"' if opacity != 1 else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}"{weight}{faint}>{_safe(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, width: float, *, opacity: float = 1, dashed: bool = False) -> str:
    more = (f' stroke-opacity="{opacity}"' if opacity != 1 else "") + (' stroke-dasharray="4 3"' if dashed else "")
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="currentColor" stroke-width="{_n(width)}"{more}/>'


def _circle(x: float, y: float, *, filled: bool) -> str:
    fill = 'fill="currentColor"' if filled else 'fill="none"'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(MARK)}" {fill} stroke="currentColor" stroke-width="2"/>'


def _arrow(x: float, y: float, direction: int) -> str:
    back = x - 7 * direction
    return f'<path d="M{_n(x)} {_n(y)} L{_n(back)} {_n(y - 4)} L{_n(back)} {_n(y + 4)} Z"/>'

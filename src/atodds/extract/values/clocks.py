"""Lengths of time as a stopwatch writes them: "3h 52' 07\\"", "+ 2' 05\\"", "2:11:38", "26:17.53", "1h 47m", "5h12".

With colons most are times of day. What is longer than a day, has hundredths, or stands behind words of a result is a length of time;
where minutes and seconds could be feet and inches (6' 2\\") nothing is read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from atodds.extract.values.shapes import Core
from atodds.extract.values.units import TIME_BASE
from atodds.extract.values.vocabulary import words

if TYPE_CHECKING:
    from atodds.extract.values.tokens import Tokens

HOUR, MINUTE = 3600, 60
INCH = Decimal("0.0254")  # m, by definition
# What may stand right behind the digits of a stopwatch; whatever else stands there is not looked at any further.
_BEHIND = frozenset("hm:'’′\"”″s")
_SECONDS = r"(?P<s>\d{1,2}(?:[.,]\d{1,3})?) ?"
_IN_SECONDS = r"(?:[\"”″]|''|’’|′′|s(?:ecs?)?\b)"
# Each is tried where digits begin and has no open repetition, so that the whole is linear.
_MARKED = re.compile(
    rf"(?P<h>\d{{1,3}}) ?h(?:rs?)?,? ?(?P<m>[0-5]?\d) ?(?:['’′]|m(?:ins?)?\b) ?(?:{_SECONDS}{_IN_SECONDS})?"
    r"|(?P<h2>\d{1,3})h(?P<m2>[0-5]\d)(?![\w.,:]\d)\b"
    rf"|(?P<m3>\d{{1,3}}) ?(?:['’′]|m(?:ins?)?\b) ?{_SECONDS.replace('<s>', '<s3>')}{_IN_SECONDS}"
    r"|(?P<s4>\d{1,3}(?:[.,]\d{1,3})?) ?(?:[\"”″]|''|’’|′′)(?!\w)"
    r"|(?P<s5>\d{1,3}\.\d{1,3}) ?s(?:ecs?)?\b"
)
_COLONS = re.compile(
    r"(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d(?:\.\d{1,3})?)(?![\d:])|(?P<m2>\d{1,3}):(?P<s2>[0-5]\d(?:\.\d{1,3})?)(?![\d:])"
)
# A day has so many hours; a person of so many feet does not live, and no foot has so many inches.
_DAY, _FEET, _INCHES = 24, 9, 12


def read_clock(t: Tokens, i: int) -> Core | None:
    """The length of time in the notation of a stopwatch that starts at token ``i`` (a number or a plus before it), or None."""
    plus = t.text[i] == "+" and t.kind[i + 1] == "num"
    at = i + plus
    if t.kind[at] != "num" or (t.source[t.end[at] : t.end[at] + 2].lstrip()[:1] not in _BEHIND and not _inner(t.text[at])):
        return None
    if (i and t.glued[i] and (t.kind[i - 1] in ("word", "num") or t.text[i - 1] in "°:./'’′-–")) or t.text[i - 1] == "°" or i in t.dumps:
        return None
    found = _MARKED.match(t.source, t.start[at]) or _COLONS.match(t.source, t.start[at])
    if found is None:
        return None
    end = t.at(found.end())
    part = found.groupdict()
    if t.end[end - 1] != found.end() or not (_is_marked if found.re is _MARKED else _is_length)(t, at, end, part, plus):
        return None
    if found.re is _MARKED and _is_height(part) and not plus:
        feet, inches = (Decimal(part[k] or 0) for k in ("m3", "s3"))
        height = float((feet * _INCHES + inches) * INCH)
        return Core(i, end, height, height, "m", float(INCH), written_unit="ft", factor=float(_INCHES * INCH))
    seconds = next((s for k in ("s", "s2", "s3", "s4", "s5") if (s := part.get(k))), "").replace(",", ".")
    hours, minutes = (int(part.get(k) or part.get(k + "2") or part.get(k + "3") or 0) for k in ("h", "m"))
    total = float(HOUR * hours + MINUTE * minutes + Decimal(seconds or 0))
    step = float(Decimal(1).scaleb(-len(seconds.partition(".")[2]))) if seconds else float(MINUTE)
    return Core(i, end, total, total, TIME_BASE, step, "duration", written_unit=TIME_BASE)


def _inner(text: str) -> bool:
    """Whether an apostrophe inside a number may part minutes from seconds: "1'14"."""
    return "'" in text or "’" in text


def _is_marked(t: Tokens, at: int, end: int, part: dict[str, str | None], plus: bool) -> bool:
    """Whether signs behind digits are of a length of time here: no time of day ("at 10h30"), no inches and no end of a quotation."""
    before = t.low[at - 1] if at else ""
    if part["h2"] and not plus:
        return not (before in words("before_moment") or before in words("before_h") or t.text[end] in ("-", "–"))
    if not part["s4"] or plus:
        return True
    inside = t.source.find('"', 0, t.start[at]) >= 0
    return before in words("before_seconds") and not inside and t.low[end] not in words("after_metres")


def _is_height(part: dict[str, str | None]) -> bool:
    """Whether minutes and seconds are feet and inches: no zero before the inches, and no more of either than a person has."""
    feet, inches = part["m3"], part["s3"]
    return bool(feet and inches and inches[0] != "0" and int(feet) < _FEET and Decimal(inches.replace(",", ".")) < _INCHES)


def _is_length(t: Tokens, at: int, end: int, part: dict[str, str | None], plus: bool) -> bool:
    """Whether figures with colons are a length of time and no time of day, ratio or verse."""
    before, after = t.low[at - 1] if at else "", t.low[end]
    if after in words("times_after") or before in words("before_moment"):
        return False
    lasts = before in words("before_length") or (before == "of" and at > 1 and t.low[at - 2] in words("nouns_of_length"))
    if plus or lasts or "." in (part["s"] or part["s2"] or "") or after in words("after_length"):
        return True
    hours = part["h"]
    if hours is None or (len(hours) > 1 and int(hours) < _DAY):
        return False
    return int(hours) >= _DAY or (t.kind[end] in ("", "sym") and (not at or t.kind[at - 1] in ("", "sym")))

"""Feasts as dates: "before Christmas", "on Good Friday", "Easter 2024", "New Year's Eve"."""

from __future__ import annotations

from typing import Any

from atodds.extract.values.spans import Partial
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table
from atodds.extract.values.years import Read, Years

_FEASTS: dict[str, dict[str, Any]] = table("dates")["feasts"]
_LEADS = frozenset(table("dates")["lists"]["before_month"]) | {"at", "over", "until", "around", "just", "shortly"}
# Words behind a feast that leave it a date; any other makes it a modifier ("Christmas market").
_AFTER = frozenset(table("dates")["lists"]["after_day"])
LONGEST_FEAST = max(len(name.split()) for name in _FEASTS)


def feast(t: Tokens, years: Years, i: int) -> Read | None:
    """The feast that token ``i`` begins, as a date with or without a year."""
    if not t.is_cap(i):
        return None
    for many in range(LONGEST_FEAST, 0, -1):
        known = _FEASTS.get(" ".join(t.low[i : i + many]))
        if known is None:
            continue
        j = i + many
        year = years.year_at(j + (t.low[j] in (",", "of")))
        if year is not None:
            return Read(_partial(known, year), j + 1 + (t.low[j] in (",", "of")))
        alone = t.kind[j] in ("", "sym") or t.low[j] in _AFTER
        return Read(_partial(known, None), j) if alone and not t.hyphen(j) and i and t.low[i - 1] in _LEADS else None
    return None


def _partial(known: dict[str, Any], year: int | None) -> Partial:
    if "easter" in known:
        return Partial("easter", year, day=known["easter"], until=known.get("until", known["easter"]))
    if "weekday" in known:
        return Partial("weekday", year, known["month"], known["weekday"], known["n"])
    return Partial("day", year, known["month"], known["day"], until=known.get("until", 0))

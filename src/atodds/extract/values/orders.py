"""Numbers that are no plain counts: ranks, multiples, ages, vague counts."""

from __future__ import annotations

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.numbers import SCALES, SMALL, TENS, read_number
from atodds.extract.values.shapes import COUNT, Core, plain
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import prefix_currency, suffix_unit
from atodds.extract.values.vocabulary import table, words
from atodds.model.values import Hedge

TIMES, RANK, AGE, NTH = "times", "rank", "age", "nth"
# How far before "to 118th" the places are looked for that somebody rose by.
PLACES_REACH = 4
# Nobody is placed lower than this in what people call a ranking, and "No. 488" is the number of an order.
MAX_RANK = 300
# How many words may stand between "second" and "term": "her second five-year term".
SERIES_REACH = 4
# A person's greatest age on record is 122 years.
MAX_AGE = 130
_data = table("numbers")
_ORDINALS: dict[str, int] = _data["ordinals"]
_MULTIPLES: dict[str, float] = _data["multiples"]
_WITH_OBJECT: dict[str, float] = _data["multiples_with_object"]
_VAGUE = _data["vague"]
_AGE_UNITS = {
    "year": 1.0,
    "years": 1.0,
    "month": 1 / 12,
    "months": 1 / 12,
    "week": 7 / 365.25,
    "weeks": 7 / 365.25,
    "day": 1 / 365.25,
    "days": 1 / 365.25,
}


def read_multiple(t: Tokens, i: int) -> Core | None:
    """ "Three times that", "twofold", "2.1x", "doubled", "twice the"."""
    low = t.low[i]
    if low in _MULTIPLES and not (low == "halves" and t.low[i - 1] in ("two", "both")):
        return _times(t, i, i + 1, _MULTIPLES[low])
    if low in _WITH_OBJECT:
        followed = (t.low[i + 1] in words("after_double") and t.low[i - 1] != "a") or (
            t.kind[i + 1] in ("", "sym") and not t.hyphen(i + 1) and hedge_before(t, i) is not None
        )
        return _times(t, i, i + 1, _WITH_OBJECT[low]) if followed else None
    if low.endswith("fold") and low[:-4].rstrip("-") in SMALL and len(low) > 4:
        return _times(t, i, i + 1, float(SMALL[low[:-4]]))
    if t.kind[i] != "num" and low not in SMALL:
        return None
    number = read_number(t, i)
    if number is None:
        return None
    j = number.end + 1 if t.hyphen(number.end) else number.end
    if t.low[j] == "fold":
        return plain(t, number, TIMES, "multiple", j + 1)
    if t.low[j] in ("x", "×") and t.glued[j] and t.kind[j + 1] != "num":
        return plain(t, number, TIMES, "multiple", j + 1)
    if (
        t.low[j] == "times"
        and not number.scaled
        and (t.low[j + 1] in words("after_times") or t.low[i - 1] in words("before_times") or _names_follow(t, j + 1))
    ):
        return plain(t, number, TIMES, "multiple", j + 1)
    return None


def _names_follow(t: Tokens, j: int) -> bool:
    """ "Many times Acme's size": a name in the genitive."""
    return t.is_cap(j) and ("'s" in t.low[j] or "'s" in t.low[j + 1])


def _times(t: Tokens, i: int, end: int, value: float) -> Core:
    return Core(i, end, value, value, TIMES, 0.1 if value != int(value) else 1.0, "multiple", written_unit=t.span(i, end))


def read_age(t: Tokens, i: int) -> Core | None:
    """ "Eleven-year-old", "29 years old", "aged 34", "turned five", "Ann Lee, 34,"."""
    if t.kind[i] != "num" and t.low[i] not in SMALL:
        return None
    number = read_number(t, i)
    if number is None or number.scaled or not number.value > 0:
        return None
    j = number.end + 1 if t.hyphen(number.end) else number.end
    if t.low[j] in _AGE_UNITS:
        k = j + 2 if t.hyphen(j + 1) else j + 1
        if t.low[k] in ("old", "olds") or t.low[j + 1 : j + 3] == ["of", "age"]:
            end = k + 1 if t.low[k] in ("old", "olds") else j + 3
            by = _AGE_UNITS[t.low[j]]
            value = float(number.value) * by
            return Core(i, end, value, value, AGE, float(number.step) * by, "age", written_unit=t.span(j, end))
        return None
    if number.value >= MAX_AGE or j != number.end:
        return None
    before = t.low[i - 1]
    if (
        before == "aged"
        or (t.low[i - 2 : i] in (["age", "of"], ["ages", "of"]) and i > 1)
        or (before in ("age", "ages") and i and t.kind[i] == "num")
    ):
        return plain(t, number, AGE, "age", number.end)
    if _is_of_person(t, i, j):
        return plain(t, number, AGE, "age", number.end)
    if before == "turned" and (t.kind[j] in ("", "sym") or t.low[j] in ("in", "on", "last", "this", "and", "when", "during")):
        return plain(t, number, AGE, "age", number.end)
    if (
        number.digits
        and before == ","
        and t.low[j] in (",", ".")
        and i > 2
        and t.is_cap(i - 2)
        and t.is_cap(i - 3)
        and number.value >= 5
        and t.text[i].isdigit()
        and t.low[i - 3] not in words("openers")
    ):
        return plain(t, number, AGE, "age", number.end)
    return None


def _is_of_person(t: Tokens, i: int, j: int) -> bool:
    """Whether the number from ``i`` to ``j`` is said of a person as only an age is: "a boy of nineteen", "Lee was 24 when she left"."""
    if t.low[i - 1] == "of" and i > 1 and t.low[i - 2] in words("persons"):
        return t.kind[j] in ("", "sym") or t.low[j] not in ("the", "these", "those")
    when = t.low[j] == "when" and t.low[j + 1] in ("he", "she")
    return when and i > 1 and t.low[i - 1] in ("was", "is", "were", "'s") and (t.is_cap(i - 2) or t.low[i - 2] in ("he", "she"))


def read_rank(t: Tokens, i: int) -> Core | None:
    """ "Sixth", "31st", "No. 3", "number one", where the words around make it a place in an order."""
    if t.low[i] in words("number_words"):
        return _numbered(t, i)
    position = _ordinal(t, i)
    if position is None:
        return None
    value, end = position
    unit = RANK if _is_rank(t, i, end) else NTH if value > 1 and _is_in_series(t, i, end) else None
    return Core(i, end, value, value, unit, 1.0, "rank", written_unit=t.span(i, end)) if unit is not None else None


def _is_in_series(t: Tokens, i: int, end: int) -> bool:
    """Whether an ordinal numbers something of a series: "her second term", "the eleventh stage", "for the third time running"."""
    if t.low[i - 1] not in words("before_series") and not t.low[i - 1].endswith("'s"):
        return False
    j = end
    while j < end + SERIES_REACH and (t.low[j] in words("series_between") or t.hyphen(j)):
        j += 1
    return t.low[j] in words("series") and not t.hyphen(j + 1)


def _ordinal(t: Tokens, i: int) -> tuple[float, int] | None:
    """Value of the ordinal at ``i`` and the index after it."""
    low = t.low[i]
    if low in _ORDINALS:
        return float(_ORDINALS[low]), i + 1
    if low in TENS and t.hyphen(i + 1) and t.low[i + 2] in _ORDINALS and _ORDINALS[t.low[i + 2]] < 10:
        return float(TENS[low] + _ORDINALS[t.low[i + 2]]), i + 3
    if t.kind[i] == "num" and t.low[i + 1] in ("st", "nd", "rd", "th") and t.glued[i + 1] and t.text[i].isdigit() and len(t.text[i]) <= 4:
        return float(t.text[i]), i + 2
    return None


def _is_rank(t: Tokens, i: int, end: int) -> bool:
    j = end + 1 if t.hyphen(end) else end
    after = t.low[j]
    if (after.endswith("est") and len(after) > 4 and after not in words("not_superlative")) or after in (
        "most",
        "least",
        "ranked",
        "placed",
        "best",
        "worst",
    ):
        return after not in ("ranked", "placed") or j > end
    if j > end:
        return False
    before = t.low[i - 1] if i else ""
    if before in ("joint", "only", "just", "tied", "still") and i > 1:
        before = t.low[i - 2]
    if after in words("rank_after") or (after == "only" and t.low[j + 1] == "to"):
        return after not in ("place", "spot", "position") or before in words("before_place") or before in words("rank_verbs")
    stop = (
        t.kind[j] in ("", "sym")
        or after in words("rank_scope")
        or after in ("with", "and", "worldwide", "while", "as", "overall", "this", "last", "when", "at")
    )
    if before in words("rank_verbs"):
        return stop
    if (
        before == "to"
        and stop
        and not {"place", "places", "spot", "spots", "position", "positions", "rung", "rungs"}.isdisjoint(
            t.low[max(0, i - PLACES_REACH) : i]
        )
    ):
        return True  # "has risen 13 places to 118th"
    if before == ":" and after in (".", ""):
        return True
    in_world = after in ("in", "among", "out") and before in words("rank_before")
    return in_world and (
        t.low[j + 1 : j + 3]
        in (["the", "world"], ["the", "country"], ["the", "ranking"], ["the", "rankings"], ["the", "table"], ["the", "league"])
        or after == "out"
        or t.low[j + 1] in ("europe", "asia", "africa")
    )


def _numbered(t: Tokens, i: int) -> Core | None:
    j = i + 1
    if t.low[j] == "." and t.glued[j]:
        j += 1
    number = read_number(t, j)
    if number is None or number.scaled or not 0 < number.value <= MAX_RANK or number.value != int(number.value):
        return None
    after, before = t.low[number.end], t.low[i - 1] if i else ""
    if (
        before in words("rank_verbs")
        or after in ("worldwide", "globally", "position", "spot", "slot")
        or (
            after in ("in", "among", "on", "for", "by")
            and before
            in (
                "the",
                "at",
                "is",
                "was",
                "to",
                "a",
                "world's",
                "as",
                "country's",
                "nation's",
                "",
                ".",
                "it",
                "him",
                "her",
                "them",
                "become",
                "becomes",
                "became",
            )
        )
        or (before == "world" and t.low[i] == "number")
        or (after == "in" and t.low[number.end + 1 : number.end + 3] in (["the", "world"], ["the", "country"], ["the", "rankings"]))
    ):
        return Core(i, number.end, float(number.value), float(number.value), RANK, 1.0, "rank", written_unit=t.span(i, number.end))
    return None


def read_vague(t: Tokens, i: int, yen: str) -> Core | None:
    """ "Dozens", "tens of thousands", "several hundred", "tens of millions of RMB"."""
    low = t.low[i]
    if low in _VAGUE["plurals"] and t.kind[i - 1] != "num" and t.low[i - 1] not in SMALL:
        bounds, end = _VAGUE["plurals"][low], i + 1
        if t.low[end] == "of" and t.low[end + 1] in _VAGUE["plurals"] and low in _VAGUE["tens"]:
            bounds, end = _scaled(_VAGUE["tens"][low], t.low[end + 1]), end + 2
    elif low in _VAGUE["tens"] and t.low[i + 1] == "of" and t.low[i + 2] in _VAGUE["plurals"]:
        bounds, end = _scaled(_VAGUE["tens"][low], t.low[i + 2]), i + 3
    elif low in _VAGUE["few"] and (low != "few" or t.low[i - 1] == "a"):
        end = i + 2 if t.low[i + 1] == "of" else i + 1
        by = 12.0 if t.low[end] in ("dozen",) else float(SCALES.get(t.low[end], 0))
        if not by:
            return None
        bounds, end = [x * by for x in _VAGUE["few"][low]], end + 1
        while t.low[end] in SCALES:
            bounds, end = [x * float(SCALES[t.low[end]]) for x in bounds], end + 1
        i = i - 1 if t.low[i - 1] == "a" and i else i
    else:
        return None
    return _vague_unit(t, i, end, bounds, yen)


def _scaled(many: list[float], plural: str) -> list[float]:
    by = float(SCALES[plural]) if plural in SCALES else {"dozens": 12.0, "hundreds": 100.0}.get(plural, 1.0)
    return [many[0] * by, many[1] * by]


def _vague_unit(t: Tokens, i: int, end: int, bounds: list[float], yen: str) -> Core:
    """A vague count with the unit after it ("hundreds of dollars", "several thousand km")."""
    k = end + 1 if t.low[end] == "of" else end
    unit = suffix_unit(t, k, yen, scaled=True)
    prefix = prefix_currency(t, k, yen) if unit is None else None
    hit = unit or prefix
    if hit is None or hit.unit.kind == "points":
        return Core(i, end, bounds[0], bounds[1], COUNT, bounds[0] / 2, "vague", hedge=Hedge.VAGUE)
    f = hit.unit.factor
    return Core(
        i, hit.end, bounds[0] * f, bounds[1] * f, hit.unit.base, bounds[0] * f / 2, "vague", written_unit=hit.unit.name, hedge=Hedge.VAGUE
    )

"""Units after a number: physical units through pint, percent, percentage points, and currencies through the CLDR.

A unit is looked up by its tokens, the longest first, so that "km/h" wins over "km" and "US dollars" over "US".
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import re
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.numbers import get_currency_name

from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pint

PERCENT, POINTS = "%", "pp"
TIME_BASE = "s"


class Unit(NamedTuple):
    """A unit and how to reach its base: ``base`` = ``factor`` * number + ``offset``.

    ``kind``: "physical", "time", "percent", "points" or "money"; ``name``: the words it was found under.
    """

    base: str
    factor: float
    offset: float
    kind: str
    name: str = ""


class Hit(NamedTuple):
    """A unit found: the unit and the index of the token after it."""

    unit: Unit
    end: int


Index = dict[str, list[tuple[tuple[str, ...], Unit]]]


def _index(entries: Iterable[tuple[str, Unit]], *, lower: bool) -> Index:
    out: Index = {}
    for phrase, unit in entries:
        t = Tokens(phrase)
        key = tuple((t.low if lower else t.text)[: t.n])
        out.setdefault(key[0], []).append((key[1:], unit))
    for rows in out.values():
        rows.sort(key=lambda row: -len(row[0]))
    return out


@functools.cache
def physical() -> tuple[Index, Index]:
    """Units of measure: by lower-case words, and by symbols as written."""
    reach = _kept_conversions() or conversions()
    by_word: list[tuple[str, Unit]] = []
    by_symbol: list[tuple[str, Unit]] = []
    for row in table("units")["unit"]:
        kind = "time" if row["base"] == TIME_BASE else "physical"
        unit = Unit(row["base"], *reach[row["pint"]], kind)
        by_word += [(word, unit._replace(name=word)) for word in row["words"]]
        by_symbol += [(symbol, unit._replace(name=symbol)) for symbol in row["symbols"]]
    for word in ("%", "percent", "per cent", "percents", "pct", "pct.", "％", "percentage"):
        by_word.append((word, Unit(PERCENT, 1.0, 0.0, "percent", word)))
    for word in (
        "percentage point",
        "percentage points",
        "percentage-point",
        "percentage-points",
        "pp",
        "pps",
        "ppt",
        "per cent points",
        "percent points",
        "points",
        "% points",
        "%-points",
    ):
        by_word.append((word, Unit(POINTS, 1.0, 0.0, "points", word)))
    by_word += [(word, Unit(POINTS, 0.01, 0.0, "points", word)) for word in ("basis points", "basis point", "bps", "bp")]
    return _index(by_word, lower=True), _index(by_symbol, lower=False)


_BASES = {"m2": "m ** 2", "m3": "m ** 3", "m/s": "m / s", "m/s2": "m / s ** 2", "kg/m3": "kg / m ** 3", "B": "byte", "bit/s": "bit / s"}


# What pint says of the units, and which pint: to load it and to read its definitions takes longer than to read a document.
CONVERSIONS = "conversions.json"


def conversions() -> dict[str, tuple[float, float]]:
    """Factor and offset to the base of each unit of ``data/units.toml``, by its name, as pint gives them."""
    import pint  # noqa: PLC0415  (what it says is kept: see `CONVERSIONS`)

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(cache_folder=None)
    return {row["pint"]: _conversion(registry, row["pint"], row["base"]) for row in table("units")["unit"]}


def _kept_conversions() -> Mapping[str, tuple[float, float]] | None:
    """The same as it was kept, or None where it is not of these units or of the pint that is installed."""
    kept = json.loads(resources.files(__package__).joinpath("data", CONVERSIONS).read_text(encoding="utf-8"))
    wanted = {row["pint"] for row in table("units")["unit"]}
    if kept["pint"] != importlib.metadata.version("pint") or kept["units"].keys() != wanted:
        return None
    return {name: (factor, offset) for name, (factor, offset) in kept["units"].items()}


def _conversion(registry: pint.UnitRegistry[float], name: str, base: str) -> tuple[float, float]:
    target = _BASES.get(base, base)
    if base == "K":  # the only scale with an offset: two points fix it
        zero = registry.Quantity(0.0, name).to(target).magnitude
        return registry.Quantity(1.0, name).to(target).magnitude - zero, zero
    return float(registry(name).to(target).magnitude), 0.0


_CODE = re.compile(r"[A-Z]{3}$")
# Codes that are also common abbreviations or words in capitals: read as money only glued to or before a number.
_BEFORE_ONLY = frozenset({"ALL", "TOP", "CUP", "MOP", "BAM", "GEL", "PEN", "TRY", "LAK", "SOS", "STD", "COP", "MAD", "RON", "ANG"})


@functools.cache
def currencies() -> tuple[Index, Index]:
    """Currencies: names after a number by lower-case words, and symbols and codes before it as written."""
    data = table("currencies")
    names: dict[str, Unit] = {}
    codes = [str(code) for code in Locale("en").currencies]
    for code in codes:
        for count in (1, 2):
            name = get_currency_name(code, count, locale="en").lower()
            if "(" not in name:
                names[name] = Unit(code, 1.0, 0.0, "money", name)
    names |= {name: Unit(code, 1.0, 0.0, "money", name) for name, code in data["names"].items()}
    for where in ("us", "u.s.", "u.s", "american"):
        names |= {f"{where} {d}": Unit("USD", 1.0, 0.0, "money", f"{where} {d}") for d in ("dollar", "dollars")}
        names |= {f"{where} {d}": Unit("USD", 0.01, 0.0, "money", f"{where} {d}") for d in ("cent", "cents")}
    names |= {name: Unit(code, 1 / many, 0.0, "money", name) for name, (code, many) in data["minor"].items()}
    symbols = {code: Unit(code, 1.0, 0.0, "money", code) for code in codes}
    symbols |= {sign: Unit(code, 1.0, 0.0, "money", sign) for sign, code in data["symbols"].items()}
    return _index(names.items(), lower=True), _index(symbols.items(), lower=False)


def _longest(t: Tokens, rows: list[tuple[tuple[str, ...], Unit]], tokens: list[str], i: int) -> Hit | None:
    """The longest unit of ``rows`` that stands at token ``i``; a digit in it ("m2") must be glued to what it follows."""
    for rest, unit in rows:
        end = i + 1 + len(rest)
        if tuple(tokens[i + 1 : end]) == rest and (end == i + 1 or not rest[-1].isdigit() or t.glued[end - 1]):
            return Hit(unit, end)
    return None


def prefix_currency(t: Tokens, i: int, yen: str) -> Hit | None:
    """The currency sign, code or name that stands at ``i`` before a number ("US$", "RMB", "Rs", "KRW")."""
    rows = currencies()[1].get(t.text[i])
    if rows is None:
        return None
    hit = _longest(t, rows, t.text, i)
    if hit is None:
        return None
    if hit.unit.name in _BEFORE_ONLY and not (
        t.glued[hit.end] or len(t.text[hit.end]) > 3 or t.low[hit.end + 1] in ("million", "billion", "trillion")
    ):
        return None
    if hit.unit.name in _short("signs") and not t.glued[hit.end] and not _is_sum(t, hit):
        return None
    if hit.unit.name in _short("paid") and not _is_paid(t, i, hit.end):
        return None
    if hit.unit.name == "¥":
        return hit._replace(unit=hit.unit._replace(base=yen))
    return hit._replace(unit=_crown(hit.unit, t.notation.crown)) if t.notation.crown else hit


def _is_sum(t: Tokens, hit: Hit) -> bool:
    """Whether a letter apart from its number is money by the magnitude behind that: "Sh 186 million", "R 12 billion"."""
    return hit.unit.name in _short("apart") and t.kind[hit.end] == "num" and t.low[hit.end + 1] in words("scales_after_currency")


@functools.cache
def _short(name: str) -> frozenset[str]:
    """Signs of money that are a letter or a short word; see ``data/currencies.toml``."""
    return frozenset(table("currencies")["short"][name])


# How far from a letter that may be a sign of money a word of money is looked for.
_PAID_REACH = 5
# No price of one digit stands behind such a letter: "K2" is a mountain, "K9" a dog.
_PAID_DIGITS = 2


def _is_paid(t: Tokens, i: int, j: int) -> bool:
    """Whether the letter at ``i`` before the number at ``j`` is money: "K3.2 million", "K2,750", "pay K310", but neither "K2" nor "P45"."""
    if (t.glued[i] and i and t.kind[i - 1] in ("word", "num")) or t.text[i - 1] in ("-", "/", "+") or len(t.text[j]) < _PAID_DIGITS:
        return False
    around = {*t.low[max(t.sentence[i], i - _PAID_REACH) : i], *t.low[j + 1 : j + 1 + _PAID_REACH]} - {"a", "an"}
    beside = not _short("beside").isdisjoint(around | {t.low[j + 1]})
    return beside or "," in t.text[j] or t.low[j + 1] in words("scales_after_currency")


def _crown(unit: Unit, code: str) -> Unit:
    """``unit``, in the currency that the document's crowns are."""
    return unit._replace(base=code) if unit.name in table("currencies")["crowns"]["names"] else unit


def suffix_unit(t: Tokens, j: int, yen: str, *, scaled: bool = False) -> Hit | None:
    """The unit that stands at ``j`` right after a number, a hyphen between them allowed."""
    k = j + 1 if t.hyphen(j) or (t.text[j] == "-" and t.low[j + 1] in ("%", "percent")) else j
    hyphen = k > j
    if t.kind[k] == "":
        return None
    words_index, symbol_index = physical()
    names, signs = currencies()
    found: list[Hit] = []
    for rows, tokens in ((words_index.get(t.low[k]), t.low), (symbol_index.get(t.text[k]), t.text), (names.get(t.low[k]), t.low)):
        if rows is not None and (hit := _longest(t, rows, tokens, k)) is not None:
            found.append(hit)
    if (rows := signs.get(t.text[k])) is not None and (hit := _longest(t, rows, t.text, k)) is not None and _may_follow(t, k, hit):
        if hit.unit.name == "¥":
            hit = hit._replace(unit=hit.unit._replace(base=yen))
        found.append(hit)
    if t.notation.crown:
        found = [hit._replace(unit=_crown(hit.unit, t.notation.crown)) for hit in found]
    multiple = _million_code(t, k)
    if multiple is not None:
        found.append(multiple)
    minor = _minor(t, k)
    if minor is not None:
        found.append(minor)
    found = [hit for hit in found if _plausible(t, k, hit, hyphen=hyphen, scaled=scaled)]
    return max(found, key=lambda hit: hit.end, default=None)


def _may_follow(t: Tokens, k: int, hit: Hit) -> bool:
    """Whether a currency sign or code may stand after the number: not where it belongs to the next number ("5 $10")."""
    name = hit.unit.name
    if name in _short("signs") or name in _BEFORE_ONLY:
        return False
    return not (t.kind[hit.end] == "num" and (t.glued[hit.end] or not t.glued[k]) and not _CODE.match(name))


def _million_code(t: Tokens, k: int) -> Hit | None:
    """ "120 MEUR", "3 bnUSD": a code with its magnitude before it."""
    text = t.text[k]
    by = {"M": 1e6, "m": 1e6, "k": 1e3, "K": 1e3, "B": 1e9}.get(text[:1])
    if by is None or len(text) != 4 or (rows := currencies()[1].get(text[1:])) is None or len(text[1:]) != 3:
        return None
    unit = next((unit for rest, unit in rows if not rest), None)
    return Hit(unit._replace(factor=by, name=text), k + 1) if unit is not None else None


def _minor(t: Tokens, k: int) -> Hit | None:
    row = table("currencies")["minor_symbols"].get(t.text[k])
    if row is None or not (t.glued[k] or t.text[k] == "¢"):
        return None
    return Hit(Unit(row[0], 1 / row[1], 0.0, "money", t.text[k]), k + 1)


_MASS = re.compile(r"\b(?:weigh\w*|weight|heavy|kg|kilo\w*|lbs?|stone)\b", re.IGNORECASE)


def _plausible(t: Tokens, k: int, hit: Hit, *, hyphen: bool, scaled: bool) -> bool:
    """Whether the words found are a unit here and not another word of English."""
    name, kind = hit.unit.name, hit.unit.kind
    glued_on = t.glued[hit.end] and t.kind[hit.end] in ("word", "num") and t.kind[hit.end - 1] == "word"
    if glued_on:
        return False
    if name == "points":
        return False  # decided by the caller, who sees the words around
    if name in ("m", "g", "l", "t", "h", "V", "W", "L", "J", "kn", "min", "bar", "mi", "ha", "hp") and t.low[k + 1] == "'":
        return False
    if name in ("second", "seconds") and not hyphen and not scaled and t.low[k] == "second":
        return False
    if name in ("foot", "stone", "yard", "mark") and not hyphen and t.low[k - 1] not in ("one", "a", "1"):
        return hyphen or t.kind[k - 1] == "num" or name == "foot"
    if kind == "money" and name == "real" and not scaled:
        return False
    if (
        kind == "money"
        and name in ("sum", "sums", "won", "lei", "dong", "som", "rand", "dram", "lev")
        and not scaled
        and t.kind[k - 1] != "num"
    ):
        return False
    return not (kind == "money" and name == "won" and t.low[hit.end] in ("the", "a", "an", "in", "by", "their", "its", "his", "her"))


def pounds_are_mass(t: Tokens) -> bool:
    """Whether "pounds" in this text are weights: a word of weight stands somewhere in it."""
    return bool(_MASS.search(t.source))


_YEN_SIGNS = frozenset("¥￥")


def yen_sign(text: str) -> str:
    """What "¥" stands for in ``text``: "CNY" or "JPY", by the other words of money and country in it (yen where neither is named)."""
    if _YEN_SIGNS.isdisjoint(text):
        return "JPY"  # of no consequence
    signs = table("currencies")["yen_sign"]
    found = set(re.findall(r"[a-z]+", text.lower()))
    chinese, japanese = (sum(word in found for word in signs[code]) for code in ("CNY", "JPY"))
    return "CNY" if chinese > japanese else "JPY"


def rate_after(t: Tokens, j: int) -> tuple[str, int] | None:
    """The denominator of a rate at ``j`` ("per day", "a year", "/month", "per working day", "per million units") and the index after it."""
    low = t.low
    if low[j] in words_map():
        return words_map()[low[j]], j + 1
    if low[j] in ("a", "an", "each", "every"):
        thing = low[j + 1]
        if thing in words("per_time") or (low[j] in ("a", "an") and thing in words("per_thing") and t.low[j + 2] not in ("of",)):
            if low[j + 2] == "ago" or low[j + 2] in ("earlier", "later", "before"):
                return None
            return _denominator(thing), j + 2
        return None
    if low[j] == "/" and t.glued[j + 1] and (low[j + 1] in words("per_time") or low[j + 1] in words("per_thing")):
        return _denominator(low[j + 1]), j + 2
    if low[j] == "/" and t.glued[j] and t.glued[j + 1] and t.low[j + 1] in _slashed() and not (t.glued[j + 2] and t.kind[j + 2] != "sym"):
        return _slashed()[low[j + 1]], j + 2  # "410 m³/s", "$4.10/lb"
    if low[j] != "per" or low[j + 1] in ("cent", "centage"):
        return None
    return _per_words(t, j + 1)


def _per_words(t: Tokens, j: int) -> tuple[str, int] | None:
    """The words after "per"."""
    low = t.low
    if t.kind[j] == "word" and t.hyphen(j + 1) and t.kind[j + 2] == "word":  # "per kilowatt-hour"
        return _denominator(f"{low[j]}-{low[j + 2]}"), j + 3
    if low[j] in words("per_time") or low[j] in words("per_thing"):
        return _denominator(low[j]), j + 1
    if t.kind[j] == "word" and t.kind[j + 1] == "word" and low[j + 1] in words("per_time"):
        joined = f"{low[j]}-{low[j + 1]}"  # "per kilowatt hour"
        return joined if joined in _SAME_DENOMINATOR.values() else f"{low[j]} {_denominator(low[j + 1])}", j + 2
    if t.kind[j] == "num" or low[j] in ("million", "thousand", "hundred", "billion", "lakh"):
        end = j + 1
        while end < j + 3 and t.kind[end] == "word":
            end += 1
        return " ".join(low[j:end]), end
    if t.kind[j] == "word" and not (t.text[j][:1].isupper() and t.text[j][1:].islower()):  # "310 boats, per Reuters"
        return _denominator(low[j]), j + 1
    return None


_SAME_DENOMINATOR = {
    "annum": "year",
    "head": "person",
    "capita": "person",
    "kilometre": "km",
    "kilometer": "km",
    "kilogram": "kg",
    "kilo": "kg",
    "ton": "tonne",
    "liter": "litre",
    "night": "night",
    "kwh": "kilowatt-hour",
    "mwh": "megawatt-hour",
}


@functools.cache
def _slashed() -> dict[str, str]:
    """Short forms of denominators behind a slash."""
    return dict(table("words")["per_slashed"])


def _denominator(word: str) -> str:
    return _SAME_DENOMINATOR.get(word, word)


@functools.cache
def words_map() -> dict[str, str]:
    """Adverbs of a rate ("annually") and their denominators."""
    return dict(table("words")["per_adverbs"])

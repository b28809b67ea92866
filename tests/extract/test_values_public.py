"""Recognition measured on public test data, where it is present: share of cases right, against a floor that may only rise.

``python tests/extract/test_values_public.py [set]`` prints the table of docs/recognition.md, and with a set its wrong cases.

A case is right if every value of its gold is found at overlapping words with the same number (and unit or days, where the gold
has them) and nothing is found where the gold has nothing. Cases that only a voice assistant meets are left out by the rules below.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import sys
from pathlib import Path

import pytest

from atodds.extract.values import Mention, find_values
from atodds.model.values import DateValue, Hedge, Quantity

PUBLIC = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "public"
TOLERANCE = 1e-3  # the gold rounds conversions

# The set of ordinals is not measured: it holds ordinals of all kinds ("the next one", "second thought"), and only ranks are values.
FLOORS = {
    "recognizers_NumberModel": 0.79,
    "recognizers_PercentModel": 1.0,
    "recognizers_CurrencyModel": 0.93,
    "recognizers_DimensionModel": 0.86,
    "recognizers_NumberRangeModel": 0.83,
    "recognizers_DateTimeModel": 0.6,
    "quantulum3_quantities": 0.79,
    "qure_percent_hedges": 0.99,
}


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-12)


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (PUBLIC / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def span_of(case: dict, gold: dict) -> tuple[int, int]:
    if "start" in gold:
        return gold["start"], gold["end"] + 1
    at = case["text"].find(gold["surface"])
    return at, at + len(gold["surface"])


def over(mentions: list[Mention], span: tuple[int, int]) -> list[Mention]:
    return [m for m in mentions if m.start < span[1] and m.end > span[0]]


# ---- what is left out, and why (the table of docs/recognition.md)

DATE_TYPES = {"datetimeV2.date", "datetimeV2.daterange", "datetimeV2.duration"}


def left_out(name: str, case: dict) -> str | None:
    """Why a case is no test of reading articles, or None."""
    text, gold = case["text"], case["quantities"]
    low = text.lower()
    if "DateTime" in name:
        return left_out_date(low, gold)
    if name.startswith("qure"):
        return None
    if any(g.get("value") is None or g["value"] == "null" for g in gold):
        return "the gold gives no number"
    if len(text.split()) < 3 and not re.search(r"[a-z]{3}", low):
        return "a number or code without any words around"
    for pattern, reason in OUT[name.split("_")[1]]:
        if re.search(pattern, low):
            return reason
    return None


ORDINALS = r"(?:first|second|third|fourth|fifth|eighth|ninth|tenth|twenty-fifth|hundredth|thousandth|trillionth)s?"
TENS = r"(?:hundred|thousand|twenty|thirty|ninety|five|one one|two)"
OUT: dict[str, list[tuple[str, str]]] = {
    "NumberModel": [
        (rf"{TENS}[ -]*(?:and )?(?:\w+[ -])?{ORDINALS}\b|trillionth|\bover (?:one|three|twenty|\d)", "improper and spelled-out fractions"),
        (r"\d ?(?:ml|km)\b", "a number with a unit, which the gold takes for none"),
        (r"\b(?:nought|naught|do?zs)\b", "spellings that articles do not use"),
        (r"\b(?:phone|version|exercises?|scp)\b", "labels and keys"),
    ],
    "PercentModel": [],
    "CurrencyModel": [
        (r"(?:dollars?|usd|kuai) (?:and )?(?:\d+|one|two|five|forty five)\b(?! cents)", "spoken prices without the minor unit"),
        (r"satoshi|markka|pesetas?|guilders|\b(?:mxn|aud|cad|nzd)\$", "units out of use, signs in lower case"),
    ],
    "DimensionModel": [(r"[(\[{<]kg|spoon|\bcups?\b|\bturns?\b|\brad\b", "recipes, turns, units in brackets")],
    "NumberRangeModel": [
        (r"\bor equal|equal(?:s|ing)? (?:to|than)", "conditions of a query"),
        (
            r"(?:larger|greater|more|above|at most|higher) .*(?:and|but) .*(?:smaller|less|below|at least|lower)"
            r"|no (?:more|less) than .* and",
            "two bounds of one number",
        ),
    ],
    "quantities": [
        (r"\de-?\d|\^|/min\b|\btev\b|spoon|tbsp|\bcups?\b|a gallon|a penny|dozen|gross", "laboratory notation, recipes, words as units")
    ],
}


def left_out_date(low: str, gold: list[dict]) -> str | None:
    if any(g["type"] not in DATE_TYPES for g in gold):
        return "times of day, repeated times"
    for g in gold:
        for v in g["values"] or []:
            if v.get("Mod"):
                return "open-ended relations in time; how long early, mid and late last is a convention"
            if v.get("type") not in ("date", "daterange", "duration") or v.get("value") == "not resolved":
                return "times of day, not resolved in the gold"
    for pattern, reason in OUT_DATES:
        if re.search(pattern, low):
            return reason
    return None


COMMANDS = (
    r"now|next|tmr|upcoming|coming|following|later|tomorrow|hence|remaining|my|me|i'll|i'd|let's|schedule|book|cortana|meeting|appointment|leave"
    r"|i will|new year|day (?:after|before)|from now|rest of|go back"
)
HOLIDAYS = "festival|christmas|easter|holiday|thanksgiving|eve|mother's|father's|weekend|workday"
OUT_DATES = [
    (rf"\b(?:{COMMANDS})\b", "commands and plans of a voice assistant"),
    (rf"\b(?:{HOLIDAYS})\b", "holidays"),
    (r"\bin (?:a|two|three|\d+) (?:day|week|month|year)s?|(?:from|after|before|since|to) (?:today|yesterday)", "durations from today"),
    (r"\b(?:past|previous|prior|last|few|couple|several)\b", "durations up to today"),
    (r"\d/\d|\d\.\d|valid date|(?:19|20)\d\d ?[-/~]|/(?:19|20)", "numeric dates of which the order is a guess"),
    (
        r"\bthe (?:month|year|week|day)\b|\beo[yd]\b|end of year|cy18|\b\ds\b|[23]0s\b|week \d",
        "the month, the week; decades without a century",
    ),
    (r"(?:from|between) .*(?:end|middle|beginning|start) of", "how long early, mid and late last is a convention"),
]


# ---- rightness


def right_number(case: dict, mentions: list[Mention]) -> bool:
    for gold in case["quantities"]:
        wanted = float(str(gold["value"]).rstrip("%"))
        found = [m.value for m in over(mentions, span_of(case, gold))]
        values = [v.low for v in found if isinstance(v, Quantity)] + [v.low / 100 for v in found if isinstance(v, Quantity) and v.fraction]
        values += [v.low.year for v in found if isinstance(v, DateValue)]
        if not any(close(x, wanted) for x in values):
            return False
    return bool(case["quantities"]) or not mentions


CURRENCY = {
    "Dollar": "USD",
    "United States dollar": "USD",
    "Euro": "EUR",
    "Chinese yuan": "CNY",
    "Pound": "GBP",
    "British pound": "GBP",
    "Cent": "USD",
    "Canadian dollar": "CAD",
    "Japanese yen": "JPY",
    "Australian dollar": "AUD",
    "Pence": "GBP",
    "Penny": "GBP",
    "Bitcoin": "BTC",
    "Turkish lira": "TRY",
    "Rupee": "INR",
    "Mexican peso": "MXN",
    "Hong Kong dollar": "HKD",
    "Swiss franc": "CHF",
    "Georgian lari": "GEL",
    "New Zealand dollar": "NZD",
    "Franc": "CHF",
}


def right_money(case: dict, mentions: list[Mention]) -> bool:
    for gold in case["quantities"]:
        scale = 0.01 if gold["unit"] in ("Cent", "Pence", "Penny") else 1.0
        wanted, unit = float(gold["value"]) * scale, gold.get("iso") or CURRENCY.get(gold["unit"], "?")
        found = [m.value for m in over(mentions, span_of(case, gold)) if isinstance(m.value, Quantity)]
        if not any(close(v.low, wanted) and v.unit == unit for v in found):
            return False
    return bool(case["quantities"]) or not any(isinstance(m.value, Quantity) and len(m.value.unit) == 3 for m in mentions)


def right_measure(case: dict, mentions: list[Mention]) -> bool:
    """The gold gives number and unit name: the number must be one found in that unit (checked by the factor of the written unit)."""
    for gold in case["quantities"]:
        wanted = float(gold["value"])
        found = [
            m for m in over(mentions, span_of(case, gold)) if isinstance(m.value, Quantity) and m.value.unit not in ("1", "times", "rank")
        ]
        if not any(close(as_written(m, case["text"]), wanted) for m in found):
            return False
    return bool(case["quantities"]) or not any(
        isinstance(m.value, Quantity) and m.value.unit not in ("1", "rank", "times", "s", "%") for m in mentions
    )


def as_written(mention: Mention, _: str = "") -> float:
    """The number in the written unit: that of the value over that of one such unit."""
    value = mention.value
    assert isinstance(value, Quantity)
    one = [m.value for m in find_values(f"1 {value.written_unit}") if isinstance(m.value, Quantity)]
    zero = [m.value for m in find_values(f"0 {value.written_unit}") if isinstance(m.value, Quantity)]
    if not one or not zero or one[0].low == zero[0].low:
        return value.low
    return (value.low - zero[0].low) / (one[0].low - zero[0].low)


def ends_as_written(mention: Mention) -> tuple[float, float]:
    value = mention.value
    assert isinstance(value, Quantity)
    low = as_written(mention, "")
    return low, low * value.high / value.low if value.low else value.high


def right_range(case: dict, mentions: list[Mention]) -> bool:
    for gold in case["quantities"]:
        ends = re.match(r"[\[(](.*),(.*)[\])]$", gold["value"])
        assert ends is not None
        low, high = (float(x) if x else None for x in ends.groups())
        found = [m.value for m in over(mentions, span_of(case, gold)) if isinstance(m.value, Quantity)]
        if not any(fits(v, low, high) for v in found):
            return False
    return bool(case["quantities"]) or not any(
        isinstance(m.value, Quantity) and (m.value.is_range or m.value.hedge in BOUNDS) for m in mentions
    )


BOUNDS = {Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.JUST_OVER, Hedge.NEARLY}


def fits(v: Quantity, low: float | None, high: float | None) -> bool:
    scale = 0.01 if v.fraction else 1.0
    if low is not None and high is not None:
        return close(v.low * scale, low) and close(v.high * scale, high)
    if low is not None:
        return close(v.low * scale, low) and v.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.JUST_OVER)
    return high is not None and close(v.low * scale, high) and v.hedge in (Hedge.LESS_THAN, Hedge.UP_TO, Hedge.NEARLY)


def right_date(case: dict, mentions: list[Mention]) -> bool:
    for gold in case["quantities"]:
        found = [m.value for m in over(mentions, span_of(case, gold))]
        if not any(same_date(v, value) for v in found for value in gold["values"]):
            return False
    return bool(case["quantities"]) or not any(isinstance(m.value, DateValue) for m in mentions)


def same_date(v: Quantity | DateValue, gold: dict) -> bool:
    if gold["type"] == "duration":
        return isinstance(v, Quantity) and v.unit == "s" and math.isclose(v.low, float(gold["value"]), rel_tol=0.02)
    if not isinstance(v, DateValue):
        return False
    try:
        if gold["type"] == "date":
            return v.low == v.high == dt.date.fromisoformat(gold["value"])
        first, last = dt.date.fromisoformat(gold["start"]), dt.date.fromisoformat(gold["end"])
    except (KeyError, ValueError):
        return False
    # The gold's end lies outside; of a month or year, at its beginning ("from 2014 to 2018" ends on 1 January 2018).
    return v.low == first and (abs((v.high - last).days) <= 1 or (last.day == 1 and last <= v.high and v.precision == "span"))


def right_unit_quantity(case: dict, mentions: list[Mention]) -> bool:
    for gold in case["quantities"]:
        found = over(mentions, span_of(case, gold))
        numbers = [as_written(m, case["text"]) for m in found if isinstance(m.value, Quantity)] + [
            m.value.low for m in found if isinstance(m.value, Quantity)
        ]
        numbers += [
            (a + b) / 2 for m in found if isinstance(m.value, Quantity) for a, b in [ends_as_written(m)]
        ]  # the gold of a range is its middle
        if any("(" in case["text"][m.start : m.end] for m in found):
            continue  # a conversion in brackets belongs to the value before it
        numbers += [m.value.low.year for m in found if isinstance(m.value, DateValue)] + [
            m.value.low / 100 for m in found if isinstance(m.value, Quantity)
        ]
        if not any(close(x, gold["value"]) for x in numbers):
            return False
    return bool(case["quantities"]) or not mentions


HEDGED = {
    ">": {Hedge.MORE_THAN, Hedge.JUST_OVER, Hedge.AT_LEAST},
    "<": {Hedge.LESS_THAN, Hedge.NEARLY, Hedge.UP_TO},
    ">=": {Hedge.AT_LEAST, Hedge.MORE_THAN},
    "<=": {Hedge.UP_TO, Hedge.LESS_THAN, Hedge.NEARLY},
}


def right_percent(case: dict, mentions: list[Mention]) -> bool:
    """The target percentage is found with a hedge of the gold's kind; the gold says "~" for nearly and about alike, and is noisy."""
    for gold in case["quantities"]:
        pct = gold["pct"]
        wanted = pct if isinstance(pct, list) else [pct]
        op = gold["op"]
        found = [
            m.value
            for m in mentions
            if isinstance(m.value, Quantity)
            and m.value.unit in ("%", "1")
            and all(close(m.value.low, w) or close(m.value.high, w) for w in wanted if w is not None)
        ]
        if not found:
            return False
        if op in HEDGED and not any(v.hedge in HEDGED[op] or v.hedge is Hedge.PLAIN for v in found):
            return False
    return True


RIGHT = {
    "recognizers_NumberModel": right_number,
    "recognizers_PercentModel": right_number,
    "recognizers_CurrencyModel": right_money,
    "recognizers_DimensionModel": right_measure,
    "recognizers_NumberRangeModel": right_range,
    "recognizers_DateTimeModel": right_date,
    "quantulum3_quantities": right_unit_quantity,
    "qure_percent_hedges": right_percent,
}


def measure(name: str) -> tuple[int, int, dict[str, int], list[dict]]:
    """Cases right, cases counted, cases left out by reason, cases wrong."""
    right, counted, out, wrong = 0, 0, dict[str, int](), []
    for case in cases(name):
        reason = left_out(name, case)
        if reason is not None:
            out[reason] = out.get(reason, 0) + 1
            continue
        reference = dt.date.fromisoformat(case["reference"][:10]) if case.get("reference") else None
        mentions = find_values(case["text"], reference)
        counted += 1
        if RIGHT[name](case, mentions):
            right += 1
        else:
            wrong.append(
                {
                    "text": case["text"],
                    "gold": case["quantities"],
                    "found": [
                        (case["text"][m.start : m.end], f"{m.value.low}..{m.value.high} {getattr(m.value, 'unit', '')} {m.value.hedge}")
                        for m in mentions
                    ],
                }
            )
    return right, counted, out, wrong


@pytest.mark.skipif(not PUBLIC.is_dir(), reason=f"no public test data at {PUBLIC}")
@pytest.mark.parametrize("name", FLOORS)
def test_share_right(name):
    right, counted, _, wrong = measure(name)
    assert counted == 0 or right / counted >= FLOORS[name], f"{right}/{counted}; wrong: {[w['text'] for w in wrong[:20]]}"


def main(arguments: list[str]) -> None:
    print("| set | cases | left out | right | share |\n|---|---:|---:|---:|---:|")
    for name in FLOORS:
        right, counted, out, wrong = measure(name)
        print(f"| {name} | {counted} | {sum(out.values())} | {right} | {right / counted if counted else 0:.3f} |")
        if name in arguments:
            print(out)
            for case in wrong:
                print(
                    "  ",
                    case["text"],
                    "| GOLD",
                    [(g.get("surface"), g.get("value", g.get("values"))) for g in case["gold"]],
                    "| FOUND",
                    case["found"],
                )


if __name__ == "__main__":
    main(sys.argv[1:])

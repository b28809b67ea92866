"""The evidence of a link as a waterfall: where the sum begins, what each comparison adds, in words a reader knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from atodds.model.records import Evidence, Relation
from atodds.review.labels import in_words

# Width of a waterfall bar's picture, in SVG units.
BAR_WIDTH = 96
# Below this a sum that begins elsewhere than at nought is the rounding of its parts, of which there are some twenty.
BEGIN_BITS = 0.05
# From here on odds are told as "more than": what is beyond is sure, and its digits say nothing.
MOST_ODDS = 1000
# Two sides of a comparison of which neither says anything.
_NOTHING = {"? / ?", "- / -", ""}
# In front of the words of a cosine its figure; behind the margin of a rival its id.
_FIGURE = re.compile(r"^-?\d\.\d\d(?:: |$)")
_RIVAL = re.compile(r"^(.*?)(?: (?:before|behind|to))? ?c[0-9a-f]{12}$")


@dataclass(frozen=True)
class Step:
    """One row of a waterfall. ``x``/``width``: of its bar, in SVG units; ``total``: the weight in bits so far."""

    name: str
    found: str
    detail: str
    weight: float
    x: float
    width: float
    total: float


@dataclass(frozen=True)
class Waterfall:
    """The evidence that two claims are about the same thing, step by step. ``zero``: where no weight lies in the picture."""

    steps: tuple[Step, ...]
    zero: float
    total: float

    @property
    def odds(self) -> str:
        """The total as odds: a bit more is twice as likely."""
        times = 2 ** abs(self.total)
        words = f"more than {MOST_ODDS:,}" if times > MOST_ODDS else f"{times:.0f}" if times >= 2 else f"{times:.1f}"
        if words == "1.0":
            return "as likely as not"
        return f"{words} to 1 {'for' if self.total > 0 else 'against'} it"


def waterfall(relation: Relation) -> Waterfall | None:
    """The steps of a match weight as bars, each beginning where the one before ended; None where nothing was compared."""
    if not relation.evidence:
        return None
    begin = relation.weight - sum(e.weight for e in relation.evidence)
    parts = [(*said(e), e.weight) for e in relation.evidence]
    if abs(begin) >= BEGIN_BITS:
        parts.insert(0, ("to begin with", "two claims by chance", "", begin))
    totals = [0.0]
    for *_, weight in parts:
        totals.append(totals[-1] + weight)
    low, high = min(totals), max(totals)
    scale = BAR_WIDTH / (high - low) if high > low else 0.0
    steps = []
    for (name, found, detail, weight), before, after in zip(parts, totals, totals[1:], strict=False):
        x = (min(before, after) - low) * scale
        steps.append(Step(name, found, detail, weight, round(x, 1), round(max(abs(weight) * scale, 1.0), 1), after))
    return Waterfall(tuple(steps), round(-low * scale, 1), relation.weight)


def said(evidence: Evidence) -> tuple[str, str, str]:
    """What was compared, what was found, and the words of the claims behind it. A code that is not known stays a code."""
    words = _words().get(evidence.comparison, {})
    found = words.get("levels", {}).get(evidence.level, in_words(evidence.level))
    return words.get("name", in_words(evidence.comparison)), found, _detail(evidence)


def _detail(evidence: Evidence) -> str:
    detail = evidence.detail
    match evidence.comparison:
        case "place" | "apart":  # the document, which stands above
            return ""
        case "words" | "sense":
            detail = _FIGURE.sub("", detail)
        case "rival":
            found = _RIVAL.match(detail)
            detail = found[1] + (" apart" if found[1] else "") if found else detail
        case "happening":
            detail = detail.replace("!", "")
    sides = [side.strip() for side in detail.split(" / ")]
    if len(sides) == 2 and sides[0] == sides[1]:
        detail = sides[0]
    return "" if detail in _NOTHING | {"?", "-"} else in_words(detail)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((files("atodds.review") / "evidence.yaml").read_text(encoding="utf-8"))
    return loaded

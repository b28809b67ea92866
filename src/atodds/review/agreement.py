"""How far reviewers agree: on what share of the findings, and by how much more than chance.

Krippendorff's alpha for nominal data (Krippendorff, Content Analysis, 4th ed. 2018, ch. 12) is computed by the library of that
name: it takes any number of reviewers and findings that some of them have not decided. Kappa, which more people know, stands
beside it: Cohen's for each pair of reviewers and where there are two, Fleiss' for more, over the findings that all of them decided.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from datasette import Forbidden, Response

from atodds.model.records import Decision
from atodds.review import access, data, pages

# Krippendorff's own advice: 0.800 to rely on the data, 0.667 for tentative conclusions.
RELIABLE, TENTATIVE = 0.800, 0.667

Decisions = Mapping[str, Mapping[str, Decision]]  # by reviewer: finding to decision


@dataclass(frozen=True)
class Kappa:
    """Cohen's or Fleiss' kappa over ``findings`` that all reviewers decided; ``value`` is None where it is not defined."""

    name: str
    value: float | None
    findings: int


@dataclass(frozen=True)
class Pair:
    """Two reviewers: the findings both decided, on how many they agree, Cohen's kappa and alpha (None where not defined)."""

    a: str
    b: str
    both: int
    same: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """Agreement of all reviewers. ``shared``: findings that two or more decided; ``same``: those on which all agree."""

    reviewers: tuple[tuple[str, int], ...]
    shared: int
    same: int
    alpha: float | None
    kappa: Kappa
    pairs: tuple[Pair, ...]
    confusions: tuple[tuple[Decision, Decision, int], ...]

    @property
    def words(self) -> str:
        """What the number means, in Krippendorff's own terms."""
        if self.alpha is None:
            return "Not defined: it needs two reviewers, findings that both decided, and more than one kind of decision."
        if self.alpha >= RELIABLE:
            return "The decisions can be relied on (0.800 or more)."
        if self.alpha >= TENTATIVE:
            return "Good for tentative conclusions (0.667 to 0.800)."
        return "Reviewers understand the decisions differently (below 0.667): settle some findings together."


def agreement(decisions: Decisions) -> Agreement:
    """The agreement of reviewers on the findings that more than one of them decided."""
    names = sorted(decisions)
    findings = sorted({f for of in decisions.values() for f in of})
    given = {f: [decisions[n][f] for n in names if f in decisions[n]] for f in findings}
    shared = {f: found for f, found in given.items() if len(found) > 1}
    confusions: Counter[tuple[Decision, Decision]] = Counter()
    for found in shared.values():
        confusions.update((min(x, y), max(x, y)) for x, y in combinations(found, 2) if x != y)
    return Agreement(
        reviewers=tuple((n, len(decisions[n])) for n in names),
        shared=len(shared),
        same=sum(len(set(found)) == 1 for found in shared.values()),
        alpha=alpha(decisions),
        kappa=kappa(decisions),
        pairs=tuple(_pair(decisions, a, b) for a, b in combinations(names, 2)),
        confusions=tuple((x, y, n) for (x, y), n in sorted(confusions.items(), key=lambda item: (-item[1], item[0]))),
    )


def alpha(decisions: Decisions) -> float | None:
    """Krippendorff's alpha for nominal data, or None where it is not defined."""
    # Imported here: numpy takes a fifth of a second, and every other page does without.
    import krippendorff  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    findings = sorted({f for of in decisions.values() for f in of})
    codes = {d: float(n) for n, d in enumerate(Decision)}
    table = np.array([[codes[of[f]] if f in of else np.nan for f in findings] for of in decisions.values()])
    pairable = [column[~np.isnan(column)] for column in table.T if np.count_nonzero(~np.isnan(column)) > 1] if table.size else []
    if not pairable or len(np.unique(np.concatenate(pairable))) < 2:
        return None  # nothing to compare, or one kind of decision only: chance agreement is total and alpha undefined
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def kappa(decisions: Decisions) -> Kappa:
    """Cohen's kappa for two reviewers, Fleiss' for more, over the findings that all of them decided."""
    given = list(decisions.values())
    shared = sorted(set.intersection(*(set(of) for of in given))) if given else []
    units = [[of[f] for of in given] for f in shared]
    if len(given) == 2:
        return Kappa("Cohen’s kappa", cohens_kappa([(a, b) for a, b in units]), len(units))
    return Kappa("Fleiss’ kappa", fleiss_kappa(units), len(units))


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two raters beyond chance; each has habits of their own. ``pairs``: what both said of each thing.

    Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37-46, formula 1.
    None where it is not defined: nothing rated, or one category only.
    """
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs)
    expected = sum(first[c] * second[c] for c in first)  # n squared times as much, so that no rounding hides what is undefined
    return (n * observed - expected) / (n * n - expected) if n * n > expected else None


def fleiss_kappa(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Agreement of several raters beyond chance. ``units``: what was said of each thing, by equally many raters (two or more).

    Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971), 378-382, formulas 2 to 7.
    None where it is not defined: nothing rated, fewer than two raters, or one category only.
    """
    if not units or len(units[0]) < 2:
        return None
    raters, ratings = len(units[0]), len(units) * len(units[0])
    totals = Counter(category for unit in units for category in unit)
    observed = sum(count * (count - 1) for unit in units for count in Counter(unit).values()) / (ratings * (raters - 1))
    expected = sum(count * count for count in totals.values()) / ratings**2
    return (observed - expected) / (1 - expected) if len(totals) > 1 else None


def _pair(decisions: Decisions, a: str, b: str) -> Pair:
    both = sorted(set(decisions[a]) & set(decisions[b]))
    same = sum(decisions[a][f] == decisions[b][f] for f in both)
    shared = {n: {f: decisions[n][f] for f in both} for n in (a, b)}
    return Pair(a, b, len(both), same, kappa(shared).value, alpha(shared))


def _load(conn: sqlite3.Connection) -> dict[str, dict[str, Decision]]:
    # Adjudicated verdicts settle a disagreement: they are not one more opinion.
    rows = conn.execute(
        "SELECT v.reviewer, fv.finding, v.decision FROM finding_verdicts fv JOIN verdicts v ON v.id = fv.verdict"
        " WHERE fv.current = 1 AND v.adjudicated = 0 AND v.decision != 'withdrawn' ORDER BY v.reviewer, fv.finding"
    )
    found: dict[str, dict[str, Decision]] = {}
    for reviewer, finding, decision in rows:
        found.setdefault(reviewer, {})[finding] = Decision(decision)
    return found


async def agreement_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/agreement``: how far the reviewers agree on the whole dossier."""
    if not await access.may(datasette, request.actor, "read"):
        raise Forbidden("Sign in to read this page")
    if not await access.sees_others(datasette, request.actor):
        raise Forbidden("Reviewing is blind: agreement is for adjudicators until it is over")
    found = agreement(await data.read(datasette, _load))
    return await pages.render(datasette, request, "agreement", {"agreement": found})

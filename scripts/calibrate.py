"""Fit the weights of linking to gold dossiers: `python scripts/calibrate.py [DOSSIER...] [--write]`.

Fitted are the weights of numbers and of dates, ``weights.toml`` and ``event_weights.toml`` in ``src/atodds/link/data``: a logistic
regression of "these two claims are about one data item" on the levels that each comparison reaches. Its coefficients, divided by ln 2,
are match weights in bits, and its constant is the prior. The dossiers of ``tests/dossiers`` are always used; further folders with a
``gold.json`` may be given. Printed is how well the pairs of each dossier are told apart by weights that it had no part in (a tenth of
them is left out in turn). docs/linking.md tells more.

The same dossiers and the same code give the same file.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from atodds.compare import Rates, compare
from atodds.evaluate import Dossier, Span, load_dossier
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.rates import stated_rates
from atodds.link.asked import askable
from atodds.link.blocking import candidate_pairs
from atodds.link.events import is_event
from atodds.link.linker import FLOOR, Pair, score_all
from atodds.link.profiles import Setting
from atodds.link.rivals import with_rivals
from atodds.link.statements import is_statement
from atodds.link.topics import name_words
from atodds.link.vetoes import veto
from atodds.link.years import with_years
from atodds.linked import entities_of
from atodds.model.records import Claim, RelationKind
from atodds.pairing import behaviour_of

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY / "src/atodds/link/data"
TABLE = DATA / "weights.toml"
PRIOR = Path(__file__).with_name("prior_weights.toml")
EVENT_TABLE = DATA / "event_weights.toml"
EVENT_PRIOR = Path(__file__).with_name("prior_event_weights.toml")
HEAD = "# Weights of the levels of each comparison, in bits, written by scripts/calibrate.py. docs/linking.md tells where they come from."

# How strongly a weight is held to its prior (ridge penalty); chosen by leave-one-out among 1, 3 and 8. A prior of nought does
# worse: the rare levels are fitted to chance.
PULL = 3.0
# Of dates there are a tenth as many pairs of one event as of numbers: they are held harder. Chosen likewise, among 3, 5, 8, 12 and 20.
EVENT_PULL = 12.0
# Levels that say "told as the earlier figure": such pairs are updates and never conflicts, so they are not weighed against
# false alarms. They keep the weights that were set by hand.
# And a dossier is on one subject: what documents of two have in common by chance, none of its pairs tells. Numbers seldom tell apart
# what else is alike, so that the few pairs would not weigh it as much.
HELD = frozenset({("place", "sentence_then"), ("place", "section_then"), ("topic", "apart"), ("part", "numbered")})
FAST = 1e6
# The constant is left free: it follows from how many pairs the blocks yield.
FREE = 1e-3
# Pairs of numbers of fewer bits than this under the weights of today are left out: at one in four thousand they move no weight. Dates are
# fitted to the pairs that a run keeps: the ten times as many below have few levels in common with them, and the fit then serves those.
LEAST = -12.0
# Rivals are found by the weights themselves, so the fit is repeated until they agree. The third round changes no weight by a tenth.
ROUNDS = 3
# Newton's steps end when no weight moves more than this (in nats), or after so many; none is longer than two nats, for the method
# overshoots where it begins far from its end.
SETTLED = 1e-6
STEPS = 50
LONGEST = 2.0
# A pair of equal values is not a clash; their levels are fitted on their own, and held a little to a weight of one nat.
# In so many parts the dossiers are left out in turn: each fit holds nine tenths of them, and ten are done in a few minutes.
FOLDS = 10
SAME_PULL = 0.3
SAME_PRIOR = 1.0
SAME_DATES = frozenset({("date", "same_day"), ("date", "same_month"), ("date", "same_year")})
# Match weights in bits at which precision and recall are printed.
THRESHOLDS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)

Weights = dict[tuple[str, str], float]  # (comparison, level) to nats; ("prior", "pair") is the constant
Names = frozenset[tuple[str, str]]
CONSTANT = ("prior", "pair")


class Example(NamedTuple):
    """A pair of claims: whether the gold puts them in one item, whether its values clash (and nothing bars it), its levels."""

    pair: Pair
    one_item: bool
    clash: bool
    used: bool


class Row(NamedTuple):
    """What the regression sees of a pair: the levels reached, and whether both claims are in one item."""

    levels: tuple[tuple[str, str], ...]
    one_item: bool
    clash: bool


class Fitted(NamedTuple):
    """What is fitted: the file of the weights, that of their prior, how strongly they are held to it, and whether it is of dates."""

    table: Path
    prior: Path
    pull: float
    dates: bool


NUMBERS = Fitted(TABLE, PRIOR, PULL, dates=False)
DATES = Fitted(EVENT_TABLE, EVENT_PRIOR, EVENT_PULL, dates=True)


def examples(dossier: Dossier, lexicon: Lexicon, *, dates: bool = False) -> list[Example]:
    """All candidate pairs of a dossier with numbers, or with dates, before their rivals are looked at."""
    names = name_words(dossier.documents)
    found = with_years([c for document in dossier.documents for c in extract(document, lexicon)], dossier.documents, names)
    entities = entities_of(dossier.documents, found, dossier.curation)
    claims = askable(found, entities, lexicon)
    setting = Setting.of(claims, entities, lexicon, lengths={d.id: len(d.text) for d in dossier.documents})
    rates = Rates.of({}, ((r.one, r.other, r.rate) for r in stated_rates(dossier.documents)))
    items = _items(dossier, claims)
    examples = []
    for pair in score_all(candidate_pairs(claims), setting, floor=FLOOR if dates else LEAST):
        a, b = pair.a, pair.b
        if is_statement(a) or is_event(a) != dates:
            continue  # they have comparisons and weights of their own
        outcome = compare(a, b, rates=rates, key=entities.key, behaviour=behaviour_of(a, b, lexicon))
        differ = outcome.clashes or outcome.relation is RelationKind.UPDATED
        # Half of all claims of dates are of no gold item: with the pairs of gold claims alone, one day would mean one event.
        known = (a.id in items or b.id in items) if dates else (a.id in items and b.id in items)
        one_item = bool(items.get(a.id, set()) & items.get(b.id, set()))
        barred = veto(pair.evidence, one_document=a.document == b.document) is not None
        spans = (Span(c.document, *c.value_span) for c in (a, b))
        used = (known or differ) and not dossier.tolerates(*spans)
        examples.append(Example(pair, one_item, differ and not barred, used))
    return examples


def _items(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The gold items of each claim; a gold claim that is in no pair is an item of its own."""
    item_of = {claim: item for pair, (_, item) in dossier.relations.items() for claim in pair}
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        span = Span(claim.document, *claim.value_span)
        for gold, place in dossier.claims.items():
            if place.overlaps(span):
                found[claim.id].add(item_of.get(gold, gold))
    return dict(found)


def rows(found: Sequence[Example], weights: Weights) -> list[Row]:
    """The pairs with the rivals that they have under these weights."""
    scored = []
    for example in found:
        levels = [(e.comparison, e.level) for e in example.pair.evidence]
        bits = (weights[CONSTANT] + sum(weights.get(level, 0.0) for level in levels)) / math.log(2)
        scored.append(example.pair._replace(weight=round(bits, 2)))
    return [
        Row(tuple((e.comparison, e.level) for e in pair.evidence), example.one_item, example.clash)
        for example, pair in zip(found, with_rivals(scored), strict=True)
        if example.used
    ]


def fit(data: Sequence[Row], prior: Weights, pull_to_prior: float = PULL, held: Names = HELD) -> Weights:
    """The weights that best tell the pairs of one item from the others, none against the sense of its level; ``held``: at their prior.

    Levels that come together share their weight in a regression as chance will have it: "same noun" against one item, because words in
    common say it already. A reader of the evidence would not believe that, so such a level is held at nought and the others fitted again.
    """
    nought: Names = frozenset()
    while True:
        weights = _fit(data, prior, pull_to_prior, nought, held)
        against = {name for name, weight in weights.items() if name != CONSTANT and weight * prior[name] < 0}
        if not against - nought:
            return weights
        nought |= against


def _fit(data: Sequence[Row], prior: Weights, pull_to_prior: float, nought: Names, held: Names) -> Weights:
    """Ridge-penalised logistic regression by Newton's method."""
    names = [*(name for name in prior if name != CONSTANT), CONSTANT]
    column = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for n, row in enumerate(data):
        x[n, [column[level] for level in row.levels] + [column[CONSTANT]]] = 1.0
    y = np.array([row.one_item for row in data], dtype=float)
    start = np.array([0.0 if name in nought else prior[name] for name in names])
    pull = np.array([FAST if name in held | nought else FREE if name == CONSTANT else pull_to_prior for name in names])
    w = start.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + pull * (w - start)
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), gradient)
        w -= step * min(1.0, LONGEST / float(np.abs(step).max()))
        if np.abs(step).max() < SETTLED:
            break
    return {name: 0.0 if name in nought else weight for name, weight in zip(names, w.tolist(), strict=True)}


def fit_same(data: Sequence[Row], weights: Weights) -> Weights:
    """The weights with those of values that are, or may be, the same fitted on all pairs, the others held."""
    fitted = dict(weights)
    for name in [n for n in weights if (n[0] == "value" and n[1].startswith(("same", "meets"))) or n in SAME_DATES]:
        chosen = [row for row in data if name in row.levels]
        base = np.array([weights[CONSTANT] + sum(weights[level] for level in row.levels if level != name) for row in chosen])
        y = np.array([row.one_item for row in chosen], dtype=float)
        value = SAME_PRIOR
        for _ in range(STEPS):
            p = 1 / (1 + np.exp(-(base + value)))
            step = ((p - y).sum() + SAME_PULL * (value - SAME_PRIOR)) / ((p * (1 - p)).sum() + SAME_PULL)
            value -= min(LONGEST, max(-LONGEST, float(step)))
        fitted[name] = value
    return fitted


def calibrate(data: Mapping[str, Sequence[Example]], prior: Weights, pull: float = PULL, held: Names = HELD) -> Weights:
    """The weights that these dossiers give: fit, find the rivals anew, and again; those that are ``held`` stay as they are in ``prior``."""
    weights = prior
    for _ in range(ROUNDS):
        every = [row for found in data.values() for row in rows(found, weights)]
        weights = fit_same(every, fit([row for row in every if row.clash], prior, pull, held))
    return weights


def beside(prior: Weights, today: Weights, comparisons: Collection[str]) -> tuple[Weights, Names]:
    """To fit the levels of some comparisons beside a table that stays as it is: where the fit begins, and what it holds."""
    begin = {name: weight if name[0] in comparisons else today[name] for name, weight in prior.items()}
    return begin, HELD.union(name for name in prior if name[0] not in comparisons)


def report(data: Mapping[str, Sequence[Example]], prior: Weights, pull: float = PULL, held: Names = HELD) -> None:
    """Print how well each dossier's clashes are told apart by weights that it had no part in: those of the other nine tenths."""
    print("A tenth left out in turn; of the pairs whose values clash, at a match weight of so many bits: precision and recall")
    print(f"{'':24}{'pairs':>6}{'true':>6}  " + "  ".join(f"{t:>+9.1f}" for t in THRESHOLDS))
    bits: list[NDArray[np.float64]] = []
    truth: list[NDArray[np.bool_]] = []
    parts = [{n: f for k, (n, f) in enumerate(data.items()) if k % FOLDS != fold} for fold in range(FOLDS)]
    fitted = [calibrate(part, prior, pull, held) for part in parts]
    for place, (name, found) in enumerate(data.items()):
        weights = fitted[place % FOLDS]
        chosen = [row for row in rows(found, weights) if row.clash]
        scores = np.array([weights[CONSTANT] + sum(weights[level] for level in row.levels) for row in chosen]) / math.log(2)
        bits.append(scores)
        truth.append(np.array([row.one_item for row in chosen], dtype=bool))
        print(_line(name, scores, truth[-1]))
    print(_line("all", np.concatenate(bits), np.concatenate(truth)))


def _line(name: str, bits: NDArray[np.float64], truth: NDArray[np.bool_]) -> str:
    cells = []
    for threshold in THRESHOLDS:
        flagged = bits >= threshold
        hit = int((flagged & truth).sum())
        precision = f"{hit / flagged.sum():.2f}" if flagged.any() else "   -"
        cells.append(f"{precision:>4} {hit / truth.sum() if truth.any() else 0:.2f}")
    return f"{name:24}{len(bits):>6}{int(truth.sum()):>6}  " + "  ".join(cells)


def read_weights(path: Path) -> Weights:
    """The weights of a file, in nats."""
    table = tomllib.loads(path.read_text("utf-8"))
    return {(comparison, level): bits * math.log(2) for comparison, levels in table.items() for level, bits in levels.items()}


def written(weights: Weights) -> str:
    """The file of these weights, in bits, in the order of the prior."""
    lines = [HEAD]
    last = ""
    for comparison, level in sorted(weights, key=lambda name: (name != CONSTANT, list(weights).index(name))):
        if comparison != last:
            lines += ["", f"[{comparison}]"]
            last = comparison
        bits = round(weights[comparison, level] / math.log(2), 1)
        lines.append(f"{level} = {bits + 0.0:.1f}")  # + 0.0: no "-0.0"
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, report, and write if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dossiers", nargs="*", type=Path, help="further folders with a gold.json")
    parser.add_argument("--only", nargs="+", default=[], metavar="COMPARISON", help="of numbers: fit these beside the table as it is")
    parser.add_argument("--write", action="store_true", help=f"write the tables in {DATA.relative_to(REPOSITORY)}")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.only) - {comparison for comparison, _ in read_weights(NUMBERS.prior)})
    if unknown:
        parser.error(f"no comparison of numbers: {', '.join(unknown)}")
    lexicon = Lexicon.load()
    folders = [p.parent for p in sorted((REPOSITORY / "tests/dossiers").glob("*/gold.json"))] + arguments.dossiers
    dossiers = [load_dossier(folder) for folder in folders]
    for what in (NUMBERS,) if arguments.only else (NUMBERS, DATES):
        data = {d.name: examples(d, lexicon, dates=what.dates) for d in dossiers}
        prior = read_weights(what.prior)
        print("Dates" if what.dates else "Numbers")
        held = HELD
        if arguments.only:
            prior, held = beside(prior, read_weights(what.table), arguments.only)
        report(data, prior, what.pull, held)
        if arguments.write:
            what.table.write_text(written(calibrate(data, prior, what.pull, held)), "utf-8")
            print(f"Wrote {what.table.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()

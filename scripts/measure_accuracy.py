"""Measure how well contradictions are found: `python scripts/measure_accuracy.py [--write]`.

Printed (with ``--write``: put into docs/accuracy.md between its marks, and tests/floors.toml written) are the scores of all dossiers,
by dossier and by kind of value, where each contradiction of the gold was lost, what the false alarms are, and how the link weights do on
dossiers that they were not fitted to. Dossiers beside the repository (``../shared/eval``) are measured where they are present, and their
floors are kept where they are not.

The same dossiers and the same code print the same.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import calibrate

from atodds.chain import reconcile
from atodds.evaluate import Dossier, Score, Span, load_dossier, score
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, Relation, RelationKind, Result

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs/accuracy.md"
FLOORS = REPOSITORY / "tests/floors.toml"
BESIDE = REPOSITORY.parent / "shared/eval"
FLOORS_HEAD = "# The least scores that `make eval` accepts, by dossier: 0.05 below those reached. docs/dossiers.md says what each one is."
# What a score may lose before `make eval` fails: one finding of a dossier of ten to twenty.
SLACK = 0.05
FLOORED = ("precision", "recall", "same", "claims", "traps")
KINDS = {"quantity": "numbers", "date": "dates", "name": "names", "polarity": "yes or no"}


class Measured(NamedTuple):
    """What one set of dossiers gave: scores by name, conflict pairs by kind and fate, false alarms."""

    scores: dict[str, Score]
    fates: Counter[tuple[str, str]]
    alarms: Counter[tuple[str, str]]


def measure(folders: Iterable[Path]) -> Measured:
    """Reconcile each dossier and hold the result against its gold."""
    scores: dict[str, Score] = {}
    fates: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        dossier = load_dossier(folder)
        result = reconcile(dossier.documents, curation=dossier.curation)
        scores[dossier.name], _ = score(dossier, result)
        fates.update(_fates(dossier, result))
        alarms.update(_alarms(dossier, result))
    return Measured(scores, fates, alarms)


def _stands(dossier: Dossier, claims: Iterable[Claim]) -> dict[str, list[str]]:
    """The claims of a result that stand for each claim of the gold."""
    spans = {c.id: Span(c.document, *c.value_span) for c in claims}
    return {gold: [i for i, span in spans.items() if span.overlaps(place)] for gold, place in dossier.claims.items()}


def _fates(dossier: Dossier, result: Result) -> Iterator[tuple[str, str]]:
    """The kind of value of each conflict pair of the gold, and what became of it."""
    kinds = {c.id: c.value.kind for c in result.claims}
    stands = _stands(dossier, result.claims)
    told: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for finding in result.findings:
        for relation in finding.relations:
            told[frozenset((relation.a, relation.b))].append(relation)
    for pair, (kind, _) in dossier.relations.items():
        if kind != RelationKind.CONFLICT:
            continue
        a, b = sorted(pair)
        seen = [kinds[i] for i in (*stands[a], *stands[b])]
        relations = [r for i in stands[a] for j in stands[b] for r in told.get(frozenset((i, j)), ())]
        yield (KINDS[seen[0]] if seen else "unread"), _fate(bool(stands[a] and stands[b]), relations)


def _fate(read: bool, relations: list[Relation]) -> str:
    if not read:
        return "a value was not read as a claim"
    if any(r.relation is RelationKind.CONFLICT for r in relations):
        return "found"
    return f"called {relations[0].relation} ({relations[0].reason})" if relations else "not linked"


def _alarms(dossier: Dossier, result: Result) -> Iterator[tuple[str, str]]:
    """The kind of value of each pair that is called a conflict and is none in the gold, and what it is there."""
    claims = {c.id: c for c in result.claims}
    spans = {i: Span(c.document, *c.value_span) for i, c in claims.items()}
    stands = _stands(dossier, result.claims)
    gold_of: dict[str, set[str]] = defaultdict(set)
    for gold, found in stands.items():
        for i in found:
            gold_of[i].add(gold)
    for finding in result.findings:
        for r in finding.relations:
            if r.relation is not RelationKind.CONFLICT:
                continue
            said = {dossier.relations[p][0] for g in gold_of[r.a] for h in gold_of[r.b] if (p := frozenset((g, h))) in dossier.relations}
            if RelationKind.CONFLICT in said or dossier.tolerates(spans[r.a], spans[r.b]):
                continue
            what = f"one thing, but {min(said)}" if said else "two things taken for one"
            yield KINDS[claims[r.a].value.kind], what


def scores_table(scores: Mapping[str, Score]) -> str:
    """A Markdown table of scores by dossier, with their sum."""
    head = "| dossier | conflicts P | conflicts R | pairs P | pairs R | same | updated | traps flagged | claims |\n" + "|---" * 9 + "|"
    return "\n".join([head, *(_row(n, s) for n, s in scores.items()), _row("**all**", sum(scores.values(), Score()))])


def _row(name: str, s: Score) -> str:
    h = s.shares()
    cells = [
        f"{_two(h['precision'])} ({s.found_true}/{s.found})",
        f"{_two(h['recall'])} ({s.items_hit}/{s.items})",
        *(_two(h[key]) for key in ("pair_precision", "pair_recall", "same", "updated")),
        f"{s.traps_hit}/{s.traps}",
        _two(h["claims"]),
    ]
    return f"| {name} | " + " | ".join(cells) + " |"


def _two(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def fates_table(fates: Counter[tuple[str, str]]) -> str:
    """A Markdown table of what became of the conflict pairs of the gold, by kind of value."""
    kinds = [k for k in (*KINDS.values(), "unread") if any(kind == k for kind, _ in fates)]
    total = sum(fates.values())
    by_fate: Counter[str] = Counter()
    for (_, fate), count in fates.items():
        by_fate[fate] += count
    lines = ["| what became of it | " + " | ".join(kinds) + " | all | share |", "|---" * (len(kinds) + 3) + "|"]
    for fate, count in sorted(by_fate.items(), key=lambda entry: (entry[0] != "found", -entry[1], entry[0])):
        lines.append(f"| {fate} | " + " | ".join(str(fates[k, fate]) for k in kinds) + f" | {count} | {count / total:.0%} |")
    return "\n".join(lines)


def alarms_table(alarms: Counter[tuple[str, str]]) -> str:
    """A Markdown table of the pairs that are called a conflict and are none."""
    lines = ["| what they are | kind | pairs |", "|---|---|---|"]
    for (kind, what), count in sorted(alarms.items(), key=lambda entry: (-entry[1], entry[0])):
        lines.append(f"| {what} | {kind} | {count} |")
    return "\n".join(lines)


def left_out() -> str:
    """What ``scripts/calibrate.py`` prints."""
    lexicon = Lexicon.load()
    dossiers = [load_dossier(folder) for folder in _folders("tests/dossiers")]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for what in (calibrate.NUMBERS, calibrate.DATES):
            print("Dates" if what.dates else "Numbers")
            data = {d.name: calibrate.examples(d, lexicon, dates=what.dates) for d in dossiers}
            calibrate.report(data, calibrate.read_weights(what.prior), what.pull)
    return f"```text\n{out.getvalue().strip()}\n```"


def floors(scores: Mapping[str, Score]) -> str:
    """The file of the least scores accepted; dossiers that are not here keep theirs."""
    kept = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    kept |= {name: dict(_least(s)) for name, s in scores.items()}
    parts = [f"[{name}]\n" + "\n".join(f"{key} = {least:.2f}" for key, least in of.items()) for name, of in kept.items()]
    return "\n\n".join([FLOORS_HEAD, *parts]) + "\n"


def _least(s: Score) -> Iterator[tuple[str, float]]:
    for key, share in s.shares().items():
        if key in FLOORED and share is not None and share > SLACK:
            yield key, math.floor(round((share - SLACK) * 100, 6)) / 100


def _folders(below: str) -> list[Path]:
    return [p.parent for p in sorted((REPOSITORY / below).glob("**/gold.json"))]


def put(text: str, name: str, part: str) -> str:
    """The page with what stands between the marks of ``name`` replaced; ValueError where it has no such marks."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if begin not in text or end not in text:
        raise ValueError(f"{PAGE.name} has no marks {begin} … {end}")
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{part}\n{end}", text, flags=re.DOTALL)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md and tests/floors.toml")
    arguments = parser.parse_args()
    own = measure([*_folders("tests/bundled"), *_folders("tests/dossiers")])
    unseen = measure(_folders("tests/unseen"))
    counted = measure(_folders("tests/counted"))
    beside = measure(p.parent for p in sorted(BESIDE.glob("*/*/gold.json")))
    parts = {
        "own": scores_table(own.scores),
        "unseen": scores_table(unseen.scores),
        "counted": scores_table(counted.scores),
        "unseen fates": fates_table(unseen.fates + counted.fates),
        "fates": fates_table(own.fates),
        "alarms": alarms_table(own.alarms),
        "left out": left_out(),
    }
    if beside.scores:
        parts["beside"] = scores_table(beside.scores)
    for name, part in parts.items():
        print(f"\n== {name}\n{part}")
    if arguments.write:
        text = PAGE.read_text("utf-8")
        for name, part in parts.items():
            text = put(text, name, part)
        PAGE.write_text(text, "utf-8")
        FLOORS.write_text(floors(own.scores | beside.scores), "utf-8")
        print(f"\nWrote {PAGE.relative_to(REPOSITORY)} and {FLOORS.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()

"""What becomes of the findings of many subjects that are put into one workspace: `python benchmarks/together.py DOSSIER...`.

Each dossier is reconciled by itself, then all of them together; both are held against their gold. The last column counts what is said of
two claims of two dossiers: each such relation is wrong. With `--by-two N` so many pairs of dossiers are put into a workspace each
instead, and only that is counted.
"""

from __future__ import annotations

import functools
import itertools
import operator
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from atodds.chain import reconcile_claims
from atodds.evaluate import Dossier, Score, Span, load_dossier, score
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, RelationKind, Result


def told_apart(dossier: Dossier) -> Dossier:
    """The dossier with its name before those of its documents, so that no two dossiers have a document of one name."""

    def moved(span: Span) -> Span:
        return span._replace(document=f"{dossier.name}/{span.document}")

    return replace(
        dossier,
        documents=tuple(d.model_copy(update={"id": f"{dossier.name}/{d.id}"}) for d in dossier.documents),
        claims={claim: moved(span) for claim, span in dossier.claims.items()},
        traps=tuple((moved(a), moved(b)) for a, b in dossier.traps),
        tolerated=tuple((moved(a), moved(b)) for a, b in dossier.tolerated),
    )


def part_of(result: Result, dossier: Dossier) -> Result:
    """What a result says of the claims of one dossier among themselves."""
    documents = {d.id for d in dossier.documents}
    claims = [c for c in result.claims if c.document in documents]
    own = {c.id for c in claims}
    inside = [f.model_copy(update={"relations": tuple(r for r in f.relations if {r.a, r.b} <= own)}) for f in result.findings]
    return result.model_copy(update={"claims": tuple(claims), "findings": tuple(f for f in inside if f.relations)})


def row(name: str, scores: Sequence[Score], said: int, contradicting: int) -> str:
    """A row of the table."""
    s = functools.reduce(operator.add, scores)
    parts = (f"{s.found_true} of {s.found}", f"{s.items_hit} of {s.items}", s.false_pairs, f"{s.same_hit} of {s.same}")
    more = (f"{s.updated_hit} of {s.updated}", s.traps_hit, f"{said:,} ({contradicting})")
    return f"| {name} | {' | '.join(map(str, (*parts, *more)))} |"


def across(result: Result) -> list[RelationKind]:
    """What is said of two claims of two dossiers."""
    home = {c.id: c.document.partition("/")[0] for c in result.claims}
    said = (r.relation for f in result.findings for r in f.relations if home[r.a] != home[r.b])
    return [relation for relation in said if relation is not RelationKind.NOT_COMPARABLE]


def by_two(dossiers: Mapping[str, Dossier], claims: Mapping[str, Sequence[Claim]], count: int, lexicon: Lexicon) -> None:
    """Print what is said across some pairs of dossiers, each pair in a workspace of its own."""
    pairs = list(itertools.combinations(sorted(dossiers), 2))
    chosen = sorted(random.Random(1).sample(pairs, min(count, len(pairs))))
    said: Counter[RelationKind] = Counter()
    for one, other in chosen:
        documents = [*dossiers[one].documents, *dossiers[other].documents]
        said.update(across(reconcile_claims(documents, [*claims[one], *claims[other]], lexicon=lexicon)))
    told = ", ".join(f"{said[kind]} {kind.value}" for kind in RelationKind if said[kind]) or "nothing"
    print(f"{len(chosen)} pairs of {len(dossiers)} dossiers, each in one workspace. Said across: {told}.")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by-two", "pairs", default=0, metavar="N", help="Put N pairs of dossiers, drawn by lot, into a workspace each.")
def main(folders: Sequence[Path], pairs: int) -> None:
    """Measure, and print a table in Markdown. Folders without a gold.json, and a workspace with curation of its own, are left out."""
    lexicon = Lexicon.load()
    found = [load_dossier(f) for f in sorted(folders) if (f / "gold.json").is_file()]
    dossiers = {d.name: told_apart(d) for d in found if not d.curation.forced}
    claims = {name: [c for d in dossier.documents for c in extract(d, lexicon)] for name, dossier in dossiers.items()}
    if pairs:
        by_two(dossiers, claims, pairs, lexicon)
        return
    alone = [score(d, reconcile_claims(d.documents, claims[name], lexicon=lexicon))[0] for name, d in dossiers.items()]
    documents = [document for dossier in dossiers.values() for document in dossier.documents]
    result = reconcile_claims(documents, [c for own in claims.values() for c in own], lexicon=lexicon)
    together = [score(dossier, part_of(result, dossier))[0] for dossier in dossiers.values()]
    told = across(result)
    print(f"{len(dossiers)} dossiers, {len(documents)} documents\n")
    print("| | conflicts that are right | contradictions found | wrong pairs | same | updated | traps | across (contradicting) |")
    print("|---|---|---|---|---|---|---|---|")
    print(row("each alone", alone, 0, 0))
    print(row("in one workspace", together, len(told), told.count(RelationKind.CONFLICT)))


if __name__ == "__main__":
    main()

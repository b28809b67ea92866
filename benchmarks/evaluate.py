"""Score atodds on gold dossiers: how many of the contradictions in them it finds, and how many false alarms it raises.

    python benchmarks/evaluate.py tests/bundled tests/dossiers/*/ [--misses] [--floors tests/floors.toml] [--export FOLDER]

Nothing is written but what ``--export`` asks for: one ``NAME.json`` (as ``findings.json``) for each dossier.
With ``--floors``, exit status 1 where a score is below its floor.
"""

from __future__ import annotations

import functools
import operator
import sys
import tomllib
from pathlib import Path

import click
from scoring import Dossier, Score, load_dossier, score

from atodds.errors import AtOddsError
from atodds.model.records import Result
from atodds.reconcile import reconcile
from atodds.report.export import export, to_json

# A score is compared with its floor as it is printed, to two decimals.
DECIMALS = 2
ALL = "all"


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="Print every missed conflict and every false alarm.")
@click.option("--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML with the least score of each kind.")
@click.option("--export", "target", type=click.Path(file_okay=False, path_type=Path), help="Write the findings of each dossier here.")
def main(folders: tuple[Path, ...], misses: bool, floors: Path | None, target: Path | None) -> None:
    """Score the dossiers in ``folders``."""
    scores: dict[str, Score] = {}
    for folder in folders:
        dossier = load_dossier(folder)
        result = reconcile(dossier.documents, curation=dossier.curation)
        counts, missed = score(dossier, result)
        scores[dossier.name] = counts
        click.echo(line(dossier.name, counts))
        for miss in missed if misses else ():
            click.echo(f"  {miss.what}:\n    {miss.a}\n    {miss.b}")
        if target is not None:
            write(target, dossier, result)
    scores[ALL] = functools.reduce(operator.add, scores.values())
    click.echo(line(ALL, scores[ALL]))
    if floors is not None and (below := below_floor(scores, tomllib.loads(floors.read_text("utf-8")))):
        click.echo("\n".join(below), err=True)
        sys.exit(1)


def write(folder: Path, dossier: Dossier, result: Result) -> None:
    """Write the findings of a dossier as ``NAME.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{dossier.name}.json").write_text(to_json(export(result)), "utf-8")


def line(name: str, counts: Score) -> str:
    """One dossier's scores: shares, and the counts behind those that are few."""
    shares = {k: "  - " if v is None else f"{v:.{DECIMALS}f}" for k, v in counts.shares().items()}
    found = f"P {shares['precision']} ({counts.found_true}/{counts.found}) R {shares['recall']} ({counts.items_hit}/{counts.items})"
    pairs = f"P {shares['pair_precision']} R {shares['pair_recall']}"
    return (
        f"{name:24} conflicts {found} | pairs {pairs} | same {shares['same']} updated {shares['updated']}"
        f" | traps {counts.traps_hit}/{counts.traps} | claims {shares['claims']}"
    )


def below_floor(scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> list[str]:
    """A line for each score below its floor; floors of dossiers that were not scored are passed over."""
    lines = []
    for name in sorted(floors.keys() & scores.keys()):
        shares = scores[name].shares()
        for kind, floor in sorted(floors[name].items()):
            if kind not in shares:
                lines.append(f"{name}: no score is called {kind!r}; known: {', '.join(shares)}")
            elif (value := shares[kind]) is not None and round(value, DECIMALS) < floor:
                lines.append(f"{name}: {kind} is {value:.{DECIMALS}f}, below its floor of {floor:.{DECIMALS}f}")
    return lines


if __name__ == "__main__":
    try:
        main()
    except AtOddsError as error:
        sys.exit(f"{error}\n{error.advice}".strip())

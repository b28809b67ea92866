"""``atodds evaluate``: how many of the contradictions in a gold dossier are found, and how many false alarms are raised."""

from __future__ import annotations

import functools
import operator
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atodds.cli import EXIT_FAIL_ON

if TYPE_CHECKING:
    from atodds.evaluate import Score

# A score is compared with its floor as it is printed, to two decimals.
DECIMALS = 2
ALL = "all"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("dossiers", nargs=-1, required=True, type=FOLDER)
@click.option("--misses", is_flag=True, help="Print every missed conflict and every false alarm.")
@click.option("--floors", type=FILE, help="TOML with the least scores; exit status 3 below them.")
@click.option("--export", "folder", type=NEW_FOLDER, help="Write the findings of each dossier here, as NAME.json.")
@click.option("--speed", is_flag=True, help="Print characters per second, of the whole chain and of the parser alone.")
def evaluate(dossiers: tuple[Path, ...], misses: bool, floors: Path | None, folder: Path | None, speed: bool) -> None:
    """Score the findings on DOSSIERS: folders with documents and a gold.json that says what is in them.

    The workspace is not touched: everything happens in memory. docs/dossiers.md describes gold.json and the scores.
    """
    # The other commands start faster without these.
    from atodds.chain import reconcile  # noqa: PLC0415
    from atodds.evaluate import below_floor, load_dossier, read_floors, score  # noqa: PLC0415
    from atodds.report.export import export  # noqa: PLC0415
    from atodds.report.lines import to_json  # noqa: PLC0415

    least = read_floors(floors) if floors else {}
    loaded = [load_dossier(path) for path in dossiers]
    if speed:
        _parser_speed([])  # loads the model, so that the first dossier does not pay for it
    scores: dict[str, Score] = {}
    seconds = 0.0
    for dossier in loaded:
        start = time.perf_counter()
        result = reconcile(dossier.documents, curation=dossier.curation)
        seconds += time.perf_counter() - start
        scores[dossier.name], missed = score(dossier, result)
        click.echo(line(dossier.name, scores[dossier.name]))
        for miss in missed if misses else ():
            click.echo(f"  {miss.what}:\n    {miss.a}\n    {miss.b}")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{dossier.name}.json").write_text(to_json(export(result)), "utf-8")
    scores[ALL] = functools.reduce(operator.add, scores.values())
    click.echo(line(ALL, scores[ALL]))
    if speed:
        texts = [d.text for dossier in loaded for d in dossier.documents]
        click.echo(_speeds(sum(map(len, texts)), seconds, _parser_speed(texts)))
    if below := below_floor(scores, least, DECIMALS):
        click.echo("\n".join(below), err=True)
        sys.exit(EXIT_FAIL_ON)


def line(name: str, counts: Score) -> str:
    """One dossier's scores in a line: shares, and the counts behind those that are few."""
    shares = {k: "  - " if v is None else f"{v:.{DECIMALS}f}" for k, v in counts.shares().items()}
    found = f"P {shares['precision']} ({counts.found_true}/{counts.found}) R {shares['recall']} ({counts.items_hit}/{counts.items})"
    pairs = f"P {shares['pair_precision']} R {shares['pair_recall']}"
    return (
        f"{name:20} conflicts {found} | pairs {pairs} | same {shares['same']} updated {shares['updated']}"
        f" | traps {counts.traps_hit}/{counts.traps} | claims {shares['claims']}"
    )


def _parser_speed(texts: list[str]) -> float:
    """Seconds that the parser alone takes for all sentences of ``texts``."""
    from atodds.extract.parse import language, parse, sentences  # noqa: PLC0415

    language()
    start = time.perf_counter()
    for _ in parse(s.text for text in texts for s in sentences(text)):
        pass
    return time.perf_counter() - start


def _speeds(characters: int, chain: float, parser: float) -> str:
    return f"{characters / chain:,.0f} characters a second, all steps; {characters / parser:,.0f} for the bare parse of every sentence"

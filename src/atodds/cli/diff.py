"""`atodds diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from atodds.cli.options import in_workspace
from atodds.cli.out import Column, table, terminal_width

if TYPE_CHECKING:
    from atodds.report import Diff, Export
    from atodds.workspace import Workspace


@click.command(short_help="Say what changed between two runs.")
@click.argument("runs", metavar="[RUN] [RUN]", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True, help="How to print it."
)
@click.option("--runs", "list_runs", is_flag=True, help="List the runs whose results are kept.")
@in_workspace
def diff(workspace: Workspace, *, runs: tuple[str, ...], form: Literal["text", "markdown", "json"], list_runs: bool) -> None:
    """Say what changed from one RUN to another: findings, claims, documents, and verdicts whose evidence is another now.

    By default the last two runs that found something changed; with one RUN, from that to the last. RUN is the number of a run
    (`--runs` lists them) or a findings.json. How many results are kept is set in atodds.toml.

    \b
    Examples:
      atodds diff
      atodds diff 3 --format markdown
      atodds diff old/findings.json reports/findings.json
    """
    from atodds.report import diff_json, diff_markdown, diff_text  # noqa: PLC0415

    if list_runs:
        _list(workspace)
        return
    forms = {"text": diff_text, "markdown": diff_markdown, "json": diff_json}
    click.echo(forms[form](_difference(workspace, runs)), nl=False)


class _Side(NamedTuple):
    """What is compared: the number of a run, or an export that was read from a file."""

    run: int = 0
    export: Export | None = None


def _difference(workspace: Workspace, named: tuple[str, ...]) -> Diff:
    from atodds.report import diff as compare  # noqa: PLC0415
    from atodds.report import pack, packed_diff  # noqa: PLC0415
    from atodds.store import history  # noqa: PLC0415

    old, new = _sides(workspace, named)
    if old.export and new.export:
        return compare(old.export, new.export)
    # A file from elsewhere and a kept result are held against each other in the form of the latter.
    left, right = (pack(side.export) if side.export else history.get(workspace.history, side.run) for side in (old, new))
    return packed_diff(left, right)


def _sides(workspace: Workspace, named: tuple[str, ...]) -> list[_Side]:
    from atodds.errors import UsageError  # noqa: PLC0415
    from atodds.store import history  # noqa: PLC0415

    if len(named) > 2:
        raise UsageError("two runs are compared, not more", advice="atodds diff [RUN] [RUN]")
    sides = [_side(name) for name in named]
    if len(sides) == 2:
        return sides
    last = [k.run for k in history.kept(workspace.history)][len(sides) - 2 :]
    if len(last) + len(sides) < 2:
        message = "there is nothing to compare yet: the results of fewer than two runs are kept"
        raise UsageError(message, advice="results are kept when a run finds something changed; or name two findings.json")
    return [*sides, *(_Side(run) for run in last)]


def _side(name: str) -> _Side:
    from atodds.errors import UsageError  # noqa: PLC0415
    from atodds.report import load_export  # noqa: PLC0415

    if name.isascii() and name.isdigit():
        return _Side(int(name))
    if not name.endswith(".json"):
        advice = "`atodds diff --runs` lists the numbers of runs; a file must be a findings.json"
        raise UsageError(f"{name} is neither the number of a run nor a findings.json", advice=advice)
    return _Side(export=load_export(Path(name)))


def _list(workspace: Workspace) -> None:
    from atodds.store import history  # noqa: PLC0415

    kept = history.kept(workspace.history)
    if not kept:
        click.echo("No results are kept yet: `atodds run` keeps them.")
        return
    columns = (Column("RUN", right=True), Column("WHEN (UTC)"), *(Column(n, right=True) for n in ("DOCUMENTS", "CLAIMS", "FINDINGS")))
    rows = ((k.run, k.at[:16].replace("T", " "), f"{k.documents:,}", f"{k.claims:,}", f"{k.findings:,}") for k in kept)
    table(columns, rows, limit=terminal_width())

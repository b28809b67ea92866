"""`atodds verdicts list`, `export` and `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

import click

from atodds.cli.options import as_json, in_workspace
from atodds.cli.out import Column, count, dim, print_json, table, terminal_width

if TYPE_CHECKING:
    from atodds.store import Reviews, Store
    from atodds.workspace import Workspace

SUBCOMMANDS = {
    "list": "List the verdicts and what became of them.",
    "export": "Write all verdicts, one a line.",
    "import": "Read verdicts that were exported.",
}


@click.group(short_help="List, export and import verdicts.")
def verdicts() -> None:
    """What reviewers decided. Verdicts are appended, never changed; a run does not touch them."""


def _store(workspace: Workspace, **options: Any) -> Store:
    from atodds.store import Store  # noqa: PLC0415

    return Store.open(workspace.database, **options)


@verdicts.command("list", short_help=SUBCOMMANDS["list"])
@click.option("--reviewer", metavar="NAME", help="Only those of this reviewer.")
@click.option("--orphaned", is_flag=True, help="Only those whose finding is gone.")
@click.option("--stale", is_flag=True, help="Only those whose evidence has changed since.")
@as_json
@in_workspace
def list_verdicts(workspace: Workspace, *, as_json: bool, reviewer: str | None, orphaned: bool, stale: bool) -> None:
    """List the verdicts, oldest first, with the finding each applies to now and whether its evidence still stands.

    \b
    Example:
      atodds verdicts list --stale
    """
    with _store(workspace, create=False, write=False) as store:
        found = [row for row in _rows(store.reviews()) if (not reviewer or row["reviewer"] == reviewer)]
    found = [row for row in found if (not orphaned or row["applies_to"] is None) and (not stale or row["changes"])]
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No verdicts." if not (reviewer or orphaned or stale) else "No verdicts like that.")
        return
    columns = (Column("ID", flexible=True), Column("WHEN"), Column("REVIEWER"), Column("DECISION"), Column("FINDING"), Column("STATE"))
    rows = (
        (r["id"], r["at"][:16].replace("T", " "), r["reviewer"], r["decision"], r["applies_to"] or r["finding"], _state(r)) for r in found
    )
    table(
        (*columns, Column("NOTE", flexible=True)), ((*row, r["note"]) for row, r in zip(rows, found, strict=True)), limit=terminal_width()
    )
    waiting = sum(r["applies_to"] is None for r in found)
    if waiting:
        have = count(waiting, "verdict has", "verdicts have")
        click.echo(dim(f"{have} no finding now. Nothing is lost: they apply again when their claims return."))


def _rows(reviews: Reviews) -> list[dict[str, Any]]:
    from atodds.store.verdicts import by_time  # noqa: PLC0415

    states = sorted((*reviews.states(), *reviews.orphaned), key=lambda s: by_time(s.verdict))
    return [s.verdict.model_dump(mode="json") | {"applies_to": s.finding, "current": s.current, "changes": list(s.changes)} for s in states]


def _state(row: dict[str, Any]) -> str:
    if not row["current"]:
        return "replaced"
    if row["applies_to"] is None:
        return "no finding"
    return "stale" if row["changes"] else "stands"


@verdicts.command("export", short_help=SUBCOMMANDS["export"])
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), default="-")
@in_workspace
def export_verdicts(workspace: Workspace, file: TextIO) -> None:
    """Write all verdicts to FILE (default: standard output) as JSON Lines, oldest first.

    The file is made for version control: the same verdicts give the same bytes.

    \b
    Example:
      atodds verdicts export verdicts.jsonl
    """
    from atodds.store.jsonl import dump_verdicts  # noqa: PLC0415

    with _store(workspace, create=False, write=False) as store:
        file.write(dump_verdicts(store.verdicts()))


@verdicts.command("import", short_help=SUBCOMMANDS["import"])
@click.argument("file", type=click.File("r", encoding="utf-8"))
@in_workspace
def import_verdicts(workspace: Workspace, file: TextIO) -> None:
    """Read verdicts from FILE (- for standard input), all of them or, where a line is wrong, none.

    Those that are there already are passed over, so importing twice does no harm.

    \b
    Example:
      atodds verdicts import verdicts.jsonl
    """
    from atodds.errors import StoreError  # noqa: PLC0415
    from atodds.store.jsonl import load_verdicts  # noqa: PLC0415

    name = getattr(file, "name", "-")
    try:
        found = list(load_verdicts(file, name))
    except UnicodeDecodeError as error:
        raise StoreError("is not UTF-8 text", file=name) from error
    with _store(workspace) as store:
        new = store.import_verdicts(found)
    click.echo(f"Imported {count(new, 'verdict')}; {len(found) - new:,} were there already.")

"""`atodds init`, `add` and `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from atodds.cli.options import as_json, in_directory, in_workspace
from atodds.cli.out import clean, count, print_json
from atodds.cli.out import status as status_style

if TYPE_CHECKING:
    from atodds.workspace import Workspace


@click.command(short_help="Make a new workspace.")
@click.argument("folder", metavar="DIR")
@in_directory
def init(folder: str, directory: str) -> None:
    """Make a new workspace in DIR: sources/, claims/, reports/ and a commented atodds.toml.

    \b
    Example:
      atodds init elections-2024
    """
    from pathlib import Path  # noqa: PLC0415

    from atodds.workspace import Workspace  # noqa: PLC0415

    made = Workspace.create(Path(directory) / folder)
    click.echo(f"Made a workspace in {made.root}")
    click.echo(f"Next: put documents into {made.sources}, or `atodds add FILE|URL`, then `atodds run`.")


@click.command(short_help="Copy documents into sources/.")
@click.argument("documents", metavar="FILE|URL...", nargs=-1, required=True)
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
@in_workspace
@click.pass_context
def add(ctx: click.Context, documents: tuple[str, ...], allow_private: bool, workspace: Workspace) -> None:
    """Copy documents into sources/, with where they came from and the SHA-256 of the original.

    What is known of a document (title, publisher, date) is read from it; correct it in the NAME.meta.yaml beside it.

    \b
    Examples:
      atodds add report.pdf notes/*.md
      atodds add https://example.org/article
    """
    from pathlib import Path  # noqa: PLC0415

    from atodds.cli import EXIT_INCOMPLETE, complain  # noqa: PLC0415
    from atodds.errors import SourceError  # noqa: PLC0415
    from atodds.read.add import add_file, add_url  # noqa: PLC0415

    max_bytes = int(workspace.config.sources.max_document_mb * 1_000_000)
    failed = 0
    for document in documents:
        try:
            if "://" in document:
                added = add_url(document, workspace.sources, allow_private=allow_private, max_bytes=max_bytes)
            else:
                added = add_file(Path(document), workspace.sources, max_bytes=max_bytes)
        except SourceError as error:
            complain(str(error), error.advice)
            failed += 1
            continue
        said = "Added" if added.status == "added" else "There already:"
        click.echo(f"{said} sources/{clean(added.name)}")
    if failed:
        click.echo(f"{count(failed, 'document')} could not be added.", err=True)
        ctx.exit(EXIT_INCOMPLETE)
    click.echo("Next: `atodds run`.")


@click.command(short_help="Say what is there and whether it is up to date.")
@as_json
@in_workspace
def status(workspace: Workspace, as_json: bool) -> None:
    """Say what is in the workspace, whether the last run is up to date, and what waits for a person."""
    found = _status(workspace)
    if as_json:
        print_json(found)
        return
    click.echo(f"Workspace  {workspace.root}")
    last = found["last_run"]
    if last is None:
        click.echo(f"Sources    {count(found['files'], 'file')}; no run yet: `atodds run`")
        return
    state = "up to date" if found["up_to_date"] else "something has changed since: `atodds run`"
    click.echo(f"Last run   {last['at'][:16].replace('T', ' ')} UTC by atodds {last['version']}, {state}")
    problems = f", {count(last['problems'], 'problem')}" if last["problems"] else ""
    click.echo(f"Documents  {last['documents']:,}{problems}")
    click.echo(f"Claims     {last['claims']:,}")
    kinds = ", ".join(f"{number:,} {status_style(name)}" for name, number in found["findings"].items())
    click.echo(f"Findings   {last['findings']:,}" + (f": {kinds}" if kinds else ""))
    click.echo(f"Verdicts   {found['verdicts']:,}; {count(found['unreviewed'], 'finding waits', 'findings wait')} for a person")
    if found["waiting"]:
        click.echo(
            f"Kept       what was decided about {count(found['waiting'], 'claim')} that no document makes now; obeyed if they return"
        )


def _status(workspace: Workspace) -> dict[str, Any]:
    from atodds.fingerprint import result_fingerprint  # noqa: PLC0415
    from atodds.store.connection import reading  # noqa: PLC0415

    files = sum(1 for p in workspace.sources.rglob("*") if p.is_file() and not p.name.startswith(".")) if workspace.sources.is_dir() else 0
    found: dict[str, Any] = {"workspace": str(workspace.root), "files": files, "last_run": None}
    if not workspace.database.is_file():
        return found
    max_bytes = int(workspace.config.sources.max_document_mb * 1_000_000)
    with reading(workspace.database) as db:
        last = db.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if last is None:
            return found
        found["last_run"] = {k: last[k] for k in ("id", "at", "version", "documents", "claims", "findings", "conflicts", "problems")}
        found["up_to_date"] = last["fingerprint"] == result_fingerprint(workspace, max_bytes=max_bytes)
        found["findings"] = {r[0]: r[1] for r in db.execute("SELECT status, count(*) FROM findings GROUP BY status ORDER BY min(severity)")}
        found["waiting"] = db.execute("SELECT coalesce(json_array_length(?, '$.waiting'), 0)", (last["meta"],)).fetchone()[0]
        found["verdicts"] = db.execute("SELECT count(*) FROM verdicts").fetchone()[0]
        found["unreviewed"] = db.execute("SELECT count(*) FROM unreviewed").fetchone()[0]
    return found

"""`atodds doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from atodds.cli.options import in_workspace
from atodds.cli.out import clean, count

if TYPE_CHECKING:
    from atodds.store import Store
    from atodds.workspace import Workspace


# Rows that a run writes are compared and written anew by it; verdicts are not among them.
ANEW = "`atodds run --force` writes it anew"


class Line(NamedTuple):
    """What was looked at, and what was found: ``level`` is ok, note, or fault."""

    level: str
    text: str


@click.command(short_help="Check a workspace, and mend what can be mended.")
@click.option("--fix", is_flag=True, help="Mend what can be mended: search indexes, and which verdict applies where.")
@in_workspace
@click.pass_context
def doctor(ctx: click.Context, workspace: Workspace, fix: bool) -> None:
    """Check that the database is sound, every quote stands in its document, the files are those that were read, the curation is
    used, and the language model is there.

    Exit status 1 if something is wrong. Notes are no faults.

    \b
    Examples:
      atodds doctor
      atodds doctor --fix
    """
    from atodds.cli import EXIT_INCOMPLETE  # noqa: PLC0415

    faults = 0
    for line in (*_configuration(workspace), *_database(workspace, fix), *_sources(workspace), *_curation(workspace), *_model()):
        mark = {"ok": click.style("ok   ", fg="green"), "note": click.style("note ", fg="yellow")}.get(line.level)
        click.echo((mark or click.style("FAULT", fg="red", bold=True)) + f" {clean(line.text)}")
        faults += line.level == "fault"
    if faults:
        click.echo(f"{count(faults, 'fault')} found.", err=True)
        ctx.exit(EXIT_INCOMPLETE)


def _configuration(workspace: Workspace) -> Iterator[Line]:
    _ = workspace.config
    yield Line("ok", f"{workspace.config_file.name} is valid")


def _database(workspace: Workspace, fix: bool) -> Iterator[Line]:
    if not workspace.database.is_file():
        yield Line("note", "no database yet: `atodds run` makes it")
        return
    from atodds.store import Store  # noqa: PLC0415
    from atodds.store.check import faults, mend  # noqa: PLC0415
    from atodds.store.connection import translated  # noqa: PLC0415

    with Store.open(workspace.database, create=False, write=fix) as store, translated(workspace.database):
        found = list(faults(store.db.conn))
        if fix and any(f.mendable for f in found):
            with store.transaction():
                mend(store.db.conn)
            yield from (Line("ok", f"mended: {f.what}") for f in found if f.mendable)
            found = list(faults(store.db.conn))
        yield from (Line("fault", f"{f.what} ({'`atodds doctor --fix` mends it' if f.mendable else ANEW})") for f in found)
        if not found:
            claims = store.db.execute("SELECT count(*) FROM claims").fetchone()[0]
            yield Line("ok", f"the database is sound; {count(claims, 'quote')} found word for word in the documents")
            yield from _orphans(store)


def _orphans(store: Store) -> Iterator[Line]:
    for state in store.reviews().orphaned:
        if state.current:
            v = state.verdict
            yield Line("note", f"verdict {v.id} ({v.decision}, {v.reviewer}) has no finding now; it is kept")


def _sources(workspace: Workspace) -> Iterator[Line]:
    import hashlib  # noqa: PLC0415

    from atodds.store.connection import reading  # noqa: PLC0415

    if not workspace.database.is_file():
        return
    with reading(workspace.database) as connection:
        known = connection.execute("SELECT id, sha256 FROM documents ORDER BY id").fetchall()
    changed = 0
    for name, sha256 in known:
        try:
            same = hashlib.sha256((workspace.sources / name).read_bytes()).hexdigest() == sha256
        except OSError:
            changed += 1
            yield Line("note", f"sources/{name} is gone since the last run")
            continue
        if not same:
            changed += 1
            yield Line("note", f"sources/{name} has changed since the last run")
    if not changed:
        yield Line("ok", f"{count(len(known), 'document')} as they were read")


def _curation(workspace: Workspace) -> Iterator[Line]:
    from atodds.curation import curation_files, load_curation  # noqa: PLC0415

    _, problems = load_curation(workspace.claims)
    for problem in problems:
        yield Line("fault", f"{problem.file}:{problem.line}: {problem.message}")
    if not problems:
        yield Line("ok", f"{count(len(curation_files(workspace.claims)), 'curation file')} without mistakes")


def _model() -> Iterator[Line]:
    from atodds.errors import ModelError  # noqa: PLC0415
    from atodds.extract.parse import language  # noqa: PLC0415

    try:
        meta = language().meta
        yield Line("ok", f"language model: {meta['lang']}_{meta['name']} {meta['version']}")
    except ModelError as error:
        yield Line("fault", f"{error.message}: {error.advice}")

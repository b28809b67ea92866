"""`atodds documents`, `claims` and `findings`: tables in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from atodds.cli import EXIT_FAIL_ON
from atodds.cli.options import as_json, in_workspace
from atodds.cli.out import Column, count, dim, print_json, status, table, terminal_width
from atodds.store import queries
from atodds.store.connection import reading

if TYPE_CHECKING:
    from atodds.workspace import Workspace

STATUSES = ("conflict", "arithmetic", "updated", "not_comparable", "compatible", "agrees")
KINDS = ("quantity", "date", "name", "polarity")

FINDING_COLUMNS = (
    Column("ID"),
    Column("STATUS"),
    Column("ABOUT", flexible=True),
    Column("VALUES", flexible=True),
    Column("DOCS", right=True),
    Column("VERDICT"),
)


def finding_rows(found: Iterable[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """Cells of :data:`FINDING_COLUMNS`."""
    for row in found:
        verdict = (row["verdict"] or "") + (" (stale)" if row["stale"] else "")
        yield row["id"], row["status"], row["title"], " | ".join(row["values"]), row["documents"], verdict


def finding_styles() -> tuple[Callable[[str], str] | None, ...]:
    """How the cells of :data:`FINDING_COLUMNS` are coloured."""
    return (dim, status, None, None, None, None)


@click.command(short_help="List the findings, worst first.")
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Only these; can be repeated.")
@click.option("--document", metavar="NAME", help="Only those that a document with NAME in its path has a part in.")
@click.option("--entity", metavar="NAME", help="Only those about an entity with NAME in one of its names.")
@click.option("--property", "prop", metavar="NAME", help="Only those on a property with NAME in it.")
@click.option("--search", metavar="WORDS", help="Only those with these words in a quote or the title.")
@click.option("--unreviewed", is_flag=True, help="Only those that wait for a person.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option("--fail-on", type=click.Choice(STATUSES), multiple=True, help="Exit with status 3 if one of these waits for a person.")
@as_json
@in_workspace
@click.pass_context
def findings(
    ctx: click.Context, /, workspace: Workspace, as_json: bool, statuses: tuple[str, ...], fail_on: tuple[str, ...], **filters: Any
) -> None:
    """List the findings, worst first: what several claims say about one thing.

    A finding waits for a person until there is a verdict that settles it on the evidence as it is now.

    \b
    Examples:
      atodds findings --status conflict
      atodds findings --entity "lake bank" --json
      atodds findings --fail-on conflict || echo "look before you publish"
    """
    with reading(workspace.database) as connection:
        found = queries.findings(connection, status=statuses, **filters)
        waiting = {r["id"] for r in connection.execute("SELECT id FROM unreviewed")} if fail_on else set()
    if as_json:
        print_json(found)
    elif found:
        table(FINDING_COLUMNS, finding_rows(found), limit=terminal_width(), styles=finding_styles())
    else:
        click.echo("No findings." if not any((statuses, *filters.values())) else "No findings like that.")
    open_ones = sum(row["id"] in waiting and row["status"] in fail_on for row in found)
    if open_ones:
        click.echo(f"{count(open_ones, 'finding waits', 'findings wait')} for a person ({', '.join(fail_on)}).", err=True)
        ctx.exit(EXIT_FAIL_ON)


@click.command(short_help="List the claims.")
@click.option("--document", metavar="NAME", help="Only of documents with NAME in their path.")
@click.option("--entity", metavar="NAME", help="Only about something with NAME in its name.")
@click.option("--property", "prop", metavar="NAME", help="Only on a property with NAME in it.")
@click.option("--search", metavar="WORDS", help="Only those with these words.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only these; can be repeated.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@as_json
@in_workspace
def claims(workspace: Workspace, as_json: bool, **filters: Any) -> None:
    """List the claims in reading order: which document says what of whom.

    \b
    Examples:
      atodds claims --document annual.pdf
      atodds claims --search "net profit" --json
    """
    with reading(workspace.database) as connection:
        found = queries.claims(connection, **filters)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No claims." if not any(filters.values()) else "No claims like that.")
        return
    columns = (
        *(Column("ID"), Column("DOCUMENT", flexible=True), Column("SUBJECT", flexible=True), Column("PROPERTY", flexible=True)),
        *(Column("VALUE", flexible=True), Column("FINDING")),
    )
    rows = ((r["id"], r["document"], r["subject"], r["property"], r["value_text"], r["finding"]) for r in found)
    table(columns, rows, limit=terminal_width(), styles=(dim, None, None, None, None, dim))


@click.command(short_help="List the documents.")
@click.option("--search", metavar="WORDS", help="Only those with these words.")
@as_json
@in_workspace
def documents(workspace: Workspace, as_json: bool, search: str | None) -> None:
    """List the documents, how many claims each makes, and how often it is contradicted.

    \b
    Example:
      atodds documents --search "annual report"
    """
    with reading(workspace.database) as connection:
        found = queries.documents(connection, search=search)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No documents like that." if search else "No documents: put some into sources/ and `atodds run`.")
        return
    columns = (
        *(Column("DOCUMENT", flexible=True), Column("TITLE", flexible=True), Column("PUBLISHER", flexible=True), Column("PUBLISHED")),
        *(Column("CLAIMS", right=True), Column("CONTRADICTED", right=True), Column("AGREED", right=True)),
    )
    rows = ((r["id"], r["title"], r["publisher"], r["published"], r["claims"], r["contradicted"], r["agreed"]) for r in found)
    table(columns, rows, limit=terminal_width())

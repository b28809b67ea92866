"""`atodds serve` and `atodds publish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from atodds.cli.options import in_workspace
from atodds.cli.out import count

if TYPE_CHECKING:
    from atodds.workspace import Workspace


@click.command(short_help="Review in the browser.")
@click.option("--host", help="Address to listen on (default: atodds.toml, else 127.0.0.1).")
@click.option("-p", "--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one (default: atodds.toml, else 8001).")
@click.option("--as", "name", metavar="NAME", help="Who the sign-in link signs in (default: you).")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser, signed in.")
@click.option("--public", is_flag=True, help="Let everybody read; writing still needs a sign-in.")
@click.option("--blind/--not-blind", default=None, help="Hide the verdicts of others until one has decided (default: atodds.toml).")
@in_workspace
def serve(
    workspace: Workspace, *, host: str | None, port: int | None, name: str | None, open_browser: bool, public: bool, blind: bool | None
) -> None:
    """Start Datasette with the review pages on this machine, and print a link that signs you in.

    Runs can go on at the same time: the pages show the new state as soon as a run is done.

    \b
    Examples:
      atodds serve --open
      atodds serve --port 0 --as "Ana Petrova"
    """
    from atodds.review.serve import serve as serve_workspace  # noqa: PLC0415

    review = workspace.config.review
    serve_workspace(
        workspace,
        host=host or review.host,
        port=review.port if port is None else port,
        open_browser=open_browser,
        public=public,
        blind=review.blind if blind is None else blind,
        name=name,
    )


@click.command(short_help="Write a folder that Datasette serves anywhere.")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--title", metavar="TEXT", help="What it is called (default: the name of the workspace's folder).")
@click.option("--all-verdicts", is_flag=True, help="Also those that nobody has settled, with the names of their reviewers.")
@click.option("--force", is_flag=True, help="Also into a folder with other files; those that are not ours stay.")
@in_workspace
def publish(workspace: Workspace, *, folder: str, title: str | None, all_verdicts: bool, force: bool) -> None:
    """Write the database, as one file, and all that plain `datasette` needs to show it into DIR, for reading in public.

    Accounts stay here. So do verdicts that nobody has settled, and where on this machine documents came from. The texts of the
    documents are published with it.

    \b
    Example:
      atodds publish public --title "The storm of March"
    """
    from pathlib import Path  # noqa: PLC0415

    from atodds.review.publication import publish_folder  # noqa: PLC0415

    done = publish_folder(workspace, Path(folder), title=title, all_verdicts=all_verdicts, force=force)
    said = f"{count(done.documents, 'document')}, {count(done.findings, 'finding')}, {count(done.verdicts, 'verdict')}"
    click.echo(f"Published {said} in {done.folder}")
    if done.left_out:
        click.echo(
            f"Left out: {count(done.left_out, 'verdict')} not settled by an adjudicator, or replaced since (--all-verdicts takes them)."
        )
    click.echo(f"Serve it anywhere: datasette serve {done.folder}")

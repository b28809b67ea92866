"""`atodds serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from atodds.cli.options import in_workspace

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

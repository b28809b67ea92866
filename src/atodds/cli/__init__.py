"""The command line. Commands are imported when they are called: `atodds --help` loads click and nothing else."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any, NamedTuple, cast

import click

from atodds import __version__
from atodds.collector import end_with_work
from atodds.cores import keep_to_one
from atodds.errors import AtOddsError, UsageError

# Exit statuses, documented in docs/commands/README.md. 2 is click's own for wrong usage.
EXIT_INCOMPLETE = 1
EXIT_USAGE = 2
EXIT_FAIL_ON = 3
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells do


class Lazy(NamedTuple):
    """Where a command lives, and what `--help` says of it without importing it."""

    module: str
    attribute: str
    short_help: str


COMMANDS = {
    "init": Lazy("workspace", "init", "Make a new workspace."),
    "add": Lazy("workspace", "add", "Copy documents into sources/."),
    "run": Lazy("run", "run", "Read what is new, find contradictions, write the reports."),
    "status": Lazy("workspace", "status", "Say what is there and whether it is up to date."),
    "documents": Lazy("lists", "documents", "List the documents."),
    "claims": Lazy("lists", "claims", "List the claims."),
    "findings": Lazy("lists", "findings", "List the findings, worst first."),
    "show": Lazy("show", "show", "Show a claim or a finding with its quotes and reasons."),
    "report": Lazy("run", "report", "Write the reports anew."),
    "diff": Lazy("diff", "diff", "Say what changed between two runs."),
    "check": Lazy("check", "check", "Hold a draft against what the sources say."),
    "export": Lazy("export", "export", "Write what is known in an open standard."),
    "serve": Lazy("serve", "serve", "Review in the browser."),
    "publish": Lazy("serve", "publish", "Write a folder that Datasette serves anywhere."),
    "reviewers": Lazy("reviewers", "reviewers", "Give the people of a team their accounts."),
    "verdicts": Lazy("verdicts", "verdicts", "List, export and import verdicts."),
    "evaluate": Lazy("evaluate", "evaluate", "Measure what is found against a gold standard."),
    "doctor": Lazy("doctor", "doctor", "Check a workspace, and mend what can be mended."),
}


class Main(click.Group):
    """A group whose commands are imported when needed, and which turns errors into a message and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        module = importlib.import_module(f"atodds.cli.{lazy.module}")
        return cast(click.Command, getattr(module, lazy.attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.short_help) for name, lazy in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a user can mend is said in words, without a traceback."""
        try:
            return super().invoke(ctx)
        except AtOddsError as error:
            complain(str(error), error.advice)
            ctx.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_INCOMPLETE)
        except KeyboardInterrupt:
            click.echo("\nStopped. Nothing is half-written.", err=True)
            ctx.exit(EXIT_INTERRUPTED)


def complain(message: str, advice: str) -> None:
    """Say what went wrong, and what to do about it, on standard error."""
    from atodds.cli.out import clean  # noqa: PLC0415

    click.secho("Error: ", fg="red", bold=True, nl=False, err=True)
    click.echo(clean(message), err=True)
    if advice:
        click.echo(f"  {clean(advice)}", err=True)


def _no_color() -> bool | None:
    """What NO_COLOR (https://no-color.org) and FORCE_COLOR ask for; None leaves it to whether this is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


@click.command(
    cls=Main,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command takes -C DIR to work in another folder, and --help. Exit status: 0 done, 1 not all could be done, "
    "2 wrong usage, 3 `--fail-on` or `check` found something.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("-C", "directory", metavar="DIR", type=click.Path(file_okay=False), help="Work in this folder.")
@click.pass_context
def cli(ctx: click.Context, directory: str | None) -> None:
    """Find where documents contradict each other, and why.

    \b
    A first day:
      atodds init dossier && cd dossier
      atodds add ~/Downloads/*.pdf https://example.org/article
      atodds run
      atodds findings
      atodds serve
    """
    ctx.color = _no_color()
    ctx.obj = directory


def main() -> None:
    """The entry point of the `atodds` command."""
    keep_to_one()
    end_with_work()
    for stream in (sys.stdout, sys.stderr):
        # Quotes hold whatever documents hold; a terminal that cannot show a character must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli(prog_name="atodds")
    finally:
        gc.freeze()  # the interpreter goes through all that is alive before it ends

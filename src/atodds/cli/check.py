"""`atodds check`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atodds.cli.options import in_workspace

if TYPE_CHECKING:
    import datetime as dt

    from atodds.check import Draft, Known
    from atodds.report.checked import Check
    from atodds.report.sarif import Level
    from atodds.workspace import Workspace

# How often `--watch` looks whether a file was saved, in seconds: unnoticed by who saves, and nothing to a machine.
POLL_SECONDS = 0.3


@click.command(short_help="Hold a draft against what the sources say.")
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True, help="How to print it."
)
@click.option(
    "--level", type=click.Choice(["error", "warning", "note"]), help="Print only this and what is worse (default: note; github: warning)."
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When the drafts appear, unless they say so.")
@click.option("--name", default="draft.md", show_default=True, help="What standard input is called; its ending tells the format.")
@click.option("--watch", is_flag=True, help="Check again as a draft is saved, until Ctrl-C.")
@in_workspace
@click.pass_context
def check(
    ctx: click.Context,
    workspace: Workspace,
    drafts: tuple[str, ...],
    form: str,
    level: Level | None,
    date: dt.datetime | None,
    name: str,
    watch: bool,
) -> None:
    """Hold each claim of a DRAFT (- for standard input) against what the last run found in the sources, and say who agrees, who
    contradicts it and why, what has changed since, and what nobody else says.

    Verdicts count: a value that was found wrong is an error, the preferred one is fine. Nothing is written to the workspace.
    Exit status 3 where a claim contradicts a source and no verdict settles it, or uses a value that was found wrong.

    \b
    Examples:
      atodds check draft.md
      atodds check draft.md --watch --level warning
      pandoc draft.docx -t markdown | atodds check - --format sarif > draft.sarif
    """
    from atodds.cli import EXIT_FAIL_ON, EXIT_INCOMPLETE  # noqa: PLC0415
    from atodds.errors import UsageError  # noqa: PLC0415

    if watch and "-" in drafts:
        raise UsageError("standard input cannot be watched", advice="name a file, or leave out --watch")
    if drafts.count("-") > 1:
        raise UsageError("standard input can be read once only")
    checker = _Checker(workspace, drafts, name, date.date() if date else None)

    def once() -> tuple[bool, bool]:
        checked, complete = checker.check()
        click.echo(_print(checked, form, level or ("warning" if form == "github" else "note")), nl=False)
        return complete, checked.failed

    if watch:
        _watch([Path(d) for d in drafts] + [workspace.database], once)
    complete, failed = once()
    ctx.exit(EXIT_INCOMPLETE if not complete else EXIT_FAIL_ON if failed else 0)


class _Checker:
    """Checks the drafts, and reads the workspace anew where it has changed since the last time."""

    def __init__(self, workspace: Workspace, names: Sequence[str], stdin_name: str, date: dt.date | None) -> None:
        self.workspace = workspace
        self.names = names
        self.stdin_name = stdin_name
        self.date = date
        self.known: Known | None = None
        self.stamp: object = None

    def check(self) -> tuple[Check, bool]:
        """What there is to say, and whether all drafts could be read."""
        from atodds.check import check as check_drafts  # noqa: PLC0415

        found = [self._read(name) for name in self.names]
        drafts = [draft for draft in found if draft is not None]
        return check_drafts(self._known(), drafts, date=self.date), len(drafts) == len(found)

    def _known(self) -> Known:
        from atodds.check import Known  # noqa: PLC0415

        stamp = _stamp(self.workspace.database)
        if self.known is None or stamp != self.stamp:
            self.known, self.stamp = Known.load(self.workspace), stamp
            if self.known.is_stale:
                click.echo("Note: something has changed since the last run; `atodds run` takes it in.", err=True)
        return self.known

    def _read(self, name: str) -> Draft | None:
        from atodds.check import MEGABYTE, draft_of, read_draft  # noqa: PLC0415
        from atodds.cli import complain  # noqa: PLC0415
        from atodds.errors import SourceError  # noqa: PLC0415

        try:
            if name == "-":
                return draft_of(sys.stdin.buffer.read(), self.stdin_name)
            path = Path(name)
            return read_draft(path, path.as_posix(), max_bytes=int(self.workspace.config.sources.max_document_mb * MEGABYTE))
        except SourceError as error:
            complain(str(error), error.advice)
            return None


def _print(checked: Check, form: str, level: Level) -> str:
    from atodds.report.checked import check_text  # noqa: PLC0415
    from atodds.report.lines import to_json  # noqa: PLC0415
    from atodds.report.sarif import github, sarif  # noqa: PLC0415

    shown = checked.at_least(level)
    if form == "sarif":
        return sarif(shown.remarks)
    if form == "github":
        return github(shown.remarks)
    return to_json(shown) if form == "json" else check_text(shown)


def _watch(paths: Sequence[Path], once: Callable[[], object]) -> None:
    """Call ``once`` now and whenever one of the files is another; a file that is gone is being saved. Ctrl-C ends it."""
    seen: list[object] = []
    while True:
        now = [_stamp(path) for path in paths]
        if now != seen and (not seen or None not in now):
            seen = now
            once()
            click.echo("Watching; Ctrl-C ends.", err=True)
        time.sleep(POLL_SECONDS)


def _stamp(path: Path) -> object:
    """What changes when a file is saved; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

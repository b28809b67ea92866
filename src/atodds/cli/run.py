"""`atodds run` and `report`."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atodds.cli.options import in_workspace
from atodds.cli.out import clean, count, dim, megabytes, status, table, terminal_width
from atodds.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from atodds.run import Progress, RunReport
    from atodds.workspace import Workspace

# A step that takes less than this shows no progress bar, in seconds.
SHOW_AFTER = 1.0
# How many findings the end of a run prints; the rest is a command away.
SHOWN = 10
STEPS = {
    "read": "Reading",
    "extract": "Extracting",
    "link": "Linking",
    "compare": "Comparing",
    "save": "Saving",
    "report": "Writing reports",
    "wait for another run": "Waiting for another run",
}


@click.command(short_help="Read what is new, find contradictions, write the reports.")
@click.option("--force", is_flag=True, help="Do everything again, also what has not changed.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that extract and link (default: atodds.toml, else 1).")
@click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers take part: tcp://HOST:8786, tls://HOST:8786.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Also write every table as Parquet to DIR.")
@click.option("--wait", "wait_seconds", type=click.FloatRange(0), help="How long to wait for another run, in seconds (default: 60).")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@in_workspace
@click.pass_context
def run(
    ctx: click.Context,
    workspace: Workspace,
    *,
    force: bool,
    workers: int | None,
    cluster: str | None,
    out: Path | None,
    wait_seconds: float | None,
    quiet: bool,
) -> None:
    """Read the documents, find where they contradict each other, and write claims/claims.db and reports/.

    Only what has changed is done again. Verdicts are never touched. Exit status 1 if a document or an entry of claims/*.yaml
    could not be used; the others are.

    --cluster and --out need `pip install 'atodds[cluster]'`. Whoever reaches a Dask scheduler runs code on its machines: see
    docs/scale.md.

    \b
    Examples:
      atodds run
      atodds run --workers 4
      atodds run --cluster tcp://10.0.0.5:8786 --out tables/
    """
    from atodds.cli import EXIT_INCOMPLETE  # noqa: PLC0415
    from atodds.run import run as run_workspace  # noqa: PLC0415

    if workers and cluster:
        raise UsageError("--workers are processes of this machine, --cluster are others", advice="give one of the two")
    with _progress(quiet) as progress:
        report = run_workspace(workspace, progress=progress, force=force, workers=workers, cluster=cluster, wait_seconds=wait_seconds)
    if not quiet:
        _summary(workspace, report)
    if out is not None:
        _write_tables(workspace, out, quiet=quiet)
    _problems(report)
    if not report.complete:
        ctx.exit(EXIT_INCOMPLETE)


def _write_tables(workspace: Workspace, out: Path, *, quiet: bool) -> None:
    from atodds.store.parquet import write_parquet  # noqa: PLC0415

    written = write_parquet(workspace.database, out)
    if not quiet:
        click.echo(f"Wrote {count(len(written), 'table')} to {os.path.relpath(out)}/.")


@click.command(short_help="Write the reports anew.")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Name the folder by this date (default: the newest document's)."
)
@in_workspace
@click.pass_context
def report(ctx: click.Context, workspace: Workspace, *, date: dt.datetime | None) -> None:
    """Write reports/latest/, a folder named by a date, and reports/findings.json anew from the database, with the verdicts as they
    stand now.

    A run does this by itself. The date is that of the newest document, so that the same database gives the same bytes in the
    same place on any day.

    \b
    Example:
      atodds report --date 2024-05-31
    """
    from atodds.cli import EXIT_INCOMPLETE  # noqa: PLC0415
    from atodds.run import report as write  # noqa: PLC0415

    result = write(workspace, date=date.date() if date else None)
    for path in result.reports:
        click.echo(os.path.relpath(path))
    for trouble in result.problems:
        _say_problem(trouble)
    if not result.complete:
        ctx.exit(EXIT_INCOMPLETE)


def _summary(workspace: Workspace, report: RunReport) -> None:
    if not report.documents and not report.problems:
        click.echo(f"No documents yet. Put some into {os.path.relpath(workspace.sources)}/, or `atodds add FILE|URL`, then run again.")
        return
    if not report.changed:
        click.echo(f"Nothing has changed since the last run, nothing was done again ({report.seconds:.1f} s).")
    else:
        kept = f", {report.unchanged:,} unchanged" if report.unchanged and report.read else ""
        failed = f", {report.failed:,} could not be read" if report.failed else ""
        click.echo(f"Read {count(report.documents, 'document')}{kept}{failed}; {count(report.claims, 'claim')} ({report.seconds:.1f} s).")
    if report.traffic is not None:
        moved = report.traffic
        click.echo(f"The cluster did {count(moved.tasks, 'task')}: {megabytes(moved.sent)} sent, {megabytes(moved.received)} received.")
    kinds = ", ".join(f"{number:,} {status(name)}" for name, number in report.findings.items())
    total = sum(report.findings.values())
    click.echo(f"{count(total, 'finding')}" + (f": {kinds}." if kinds else "."))
    if report.findings:
        click.echo()
        _top(workspace)
    click.echo()
    _next(workspace, report)


def _top(workspace: Workspace) -> None:
    from atodds.cli.lists import FINDING_COLUMNS, finding_rows, finding_styles  # noqa: PLC0415
    from atodds.store.connection import reading  # noqa: PLC0415
    from atodds.store.queries import findings  # noqa: PLC0415

    with reading(workspace.database) as connection:
        found = findings(connection, limit=SHOWN + 1)
    table(FINDING_COLUMNS, finding_rows(found[:SHOWN]), limit=terminal_width(), styles=finding_styles())
    if len(found) > SHOWN:
        click.echo(dim("… `atodds findings` lists them all"))


def _next(workspace: Workspace, report: RunReport) -> None:
    html = workspace.reports / "latest" / "report.html"
    if html.is_file():
        click.echo(f"Report:  {os.path.relpath(html)}")
    click.echo("Look:    atodds show ID      both quotes, the reason, why the claims were linked")
    waiting = f"{report.unreviewed:,} wait for a person" if report.unreviewed else "nothing waits for a person"
    click.echo(f"Review:  atodds serve        {waiting}")


def _problems(report: RunReport) -> None:
    for trouble in report.problems:
        _say_problem(trouble)


def _say_problem(trouble: Any) -> None:
    from atodds.cli import complain  # noqa: PLC0415

    place = f"{trouble.file}:{trouble.line}" if trouble.line else trouble.file
    complain(clean(f"{place}: {trouble.message}"), trouble.advice)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Progress bars on standard error, on a terminal only, for steps of more than ``SHOW_AFTER``."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bars = _Bars()
    try:
        yield bars
    finally:
        bars.close()


class _Bars:
    """One bar for the step that is going on."""

    def __init__(self) -> None:
        self.step = ""
        self.started = 0.0
        self.done = 0
        self.bar: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self.step:
            self.close()
            self.step, self.started = step, time.monotonic()
            if not total:
                click.echo(f"{STEPS.get(step, step)} … (Ctrl-C stops)", err=True)
        if self.bar is None and total > 1 and done < total and time.monotonic() - self.started > SHOW_AFTER:
            self.bar = click.progressbar(length=total, label=STEPS.get(step, step), file=sys.stderr)
            self.bar.__enter__()
            self.done = 0
        if self.bar is not None:
            self.bar.update(done - self.done)
        self.done = done

    def close(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None

"""The reports of a workspace and the results of earlier runs: written after a run from what the database holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from atodds import __version__, fingerprint
from atodds.errors import StoreError
from atodds.model.stamps import Stamps
from atodds.store.connection import reading

if TYPE_CHECKING:
    from atodds.model.records import Result
    from atodds.report import Assembly, Diff
    from atodds.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a run could not do. ``line`` and ``advice`` where there are any."""

    file: str
    message: str
    line: int | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The files written, and what could not be."""

    reports: tuple[Path, ...] = ()
    problems: tuple[Trouble, ...] = ()


def publish(
    workspace: Workspace,
    *,
    changed: bool,
    result: Result | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    date: dt.date | None = None,
) -> Published:
    """Write the reports where result, verdicts or their look changed, or one is missing, and keep the result for later.

    ``changed``: write them in any case. ``result``: what the database holds, where it is in memory already. ``date``: names the folder of
    the report. A folder that cannot be written is a problem.
    """
    with reading(workspace.database) as connection:
        verdicts = connection.execute("SELECT id FROM verdicts ORDER BY id").fetchall()
        last = connection.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    mark = "\n".join((fingerprint.report_version(), last["fingerprint"], *(v["id"] for v in verdicts)))
    state = _State(workspace)
    if not changed and state.is_current(mark):
        return Published()
    from atodds.collector import without_collector  # noqa: PLC0415
    from atodds.report import Assembly, write_dated_reports  # noqa: PLC0415  (renderers only where something is written)
    from atodds.store import KeptTexts, Store  # noqa: PLC0415

    if progress:
        progress("report", 0, 1)
    with Store.open(workspace.database, create=False, write=False) as store:
        result, given = result or store.load(), store.verdicts()
    with without_collector(), KeptTexts(workspace.texts, fingerprint.text_version()).read_all() as keep:
        assembly = Assembly(result, given, about(workspace), keep, _stamps(workspace, last))
        changes, problems = _kept(workspace, last, assembly)
        try:
            written = write_dated_reports(assembly, workspace.reports, changes=changes, date=date)
        except OSError as error:
            message = f"the reports cannot be written: {error.strerror}"
            return Published(problems=(*problems, Trouble(str(workspace.reports), message, advice="check the folder's permissions")))
        keep.prune()
    state.remember(mark, written)
    return Published(tuple(written), problems)


def _stamps(workspace: Workspace, last: sqlite3.Row) -> Stamps | None:
    """The stamps of what the last run saved, if they are still there."""
    from atodds.store import ContentCache, Version, stamps_of_run  # noqa: PLC0415

    with ContentCache(workspace.cache, write=False) as cache:
        kept = Version(cache, fingerprint.saved_version(workspace))
        return Stamps.read(kept.get_bytes(stamps_of_run(last["fingerprint"], last["at"])))


def about(workspace: Workspace) -> dict[str, str]:
    """What reports and exports say of how they were made."""
    rates = ", ".join(f"{pair} {rate:g}" for pair, rate in sorted(workspace.config.rates.items()))
    return {"At Odds": __version__, "rates": rates or "none"}


def _kept(workspace: Workspace, last: sqlite3.Row, assembly: Assembly) -> tuple[Diff | None, tuple[Trouble, ...]]:
    """Keep the result of the last run, and say what changed since the kept one before it."""
    keep = workspace.config.reports.keep_runs
    if not keep:
        return None, ()
    from atodds.report import packed_diff  # noqa: PLC0415
    from atodds.store import history  # noqa: PLC0415

    packed = assembly.packed()
    try:
        runs = [k.run for k in history.kept_or_none(workspace.history)]
        if last["id"] not in runs or max(runs) > last["id"]:
            row = history.KeptRun(last["id"], *(last[k] for k in ("at", "version", "documents", "claims", "findings")))
            history.put(workspace.history, row, packed, keep=keep)
        before = max((run for run in runs if run < last["id"]), default=None)
        return (packed_diff(history.get(workspace.history, before), packed) if before is not None else None), ()
    except StoreError as error:
        message = f"the result of this run is not kept: {error.message}"
        return None, (Trouble(str(workspace.history), message, advice=error.advice),)


class _State:
    """Of what the reports in the folder were made: kept beside the caches, for it can be made again."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = workspace.claims / "reports.db.state"

    def is_current(self, mark: str) -> bool:
        try:
            kept, *names = self.path.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return False
        return kept == _short(mark) and all((self.workspace.reports / name).is_file() for name in names)

    def remember(self, mark: str, written: Sequence[Path]) -> None:
        lines = [_short(mark), *(p.relative_to(self.workspace.reports).as_posix() for p in written)]
        with contextlib.suppress(OSError):  # then they are written again next time
            self.path.write_text("\n".join(lines) + "\n", "utf-8")


def _short(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()

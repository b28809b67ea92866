"""Writes the reports of a result into a folder, each file whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from atodds.model.records import Document, Result, Verdict
from atodds.report.assembly import Assembly, encoded
from atodds.report.diff import Diff
from atodds.report.export import SCHEMA_FILE, schema
from atodds.report.html import report_html, report_markdown
from atodds.report.page import build_page
from atodds.report.tables import CLAIMS_FILE, FINDINGS_FILE, METADATA_FILE, csv_metadata

# A workspace keeps reports in reports/ or one folder below it; the folder of sources is a sibling of reports/.
_LEVELS_UP = 3
FINDINGS_JSON = "findings.json"
# Bytes that are given to the system at one time: most parts of a report are smaller.
BUFFER = 1 << 20
# Below the folder of reports: the newest ones, under a name that does not change.
LATEST = "latest"


def write_reports(
    result: Result,
    folder: Path,
    *,
    verdicts: Sequence[Verdict] = (),
    run: Mapping[str, str] | None = None,
    changes: Diff | None = None,
    sources: str | None = None,
) -> list[Path]:
    """Write ``findings.json`` (+ schema), ``report.html``, ``report.md``, ``claims.csv``, ``findings.csv`` (+ metadata); the paths written.

    The same arguments give the same bytes: ``run`` (what is printed under "How the run was made") must hold no time that the
    caller does not want to see there. ``changes``: what changed since an earlier run. ``sources``: address of the folder of
    documents as seen from ``folder``, ending in "/"; by default a folder ``sources`` beside or above ``folder`` is looked for.
    Each file is written beside its place and moved there, so that a reader finds the old one or the new one. Raises ``OSError``.
    """
    files = _files(Assembly(result, verdicts, run), changes, sources if sources is not None else _find_sources(folder))
    return _write(folder, files)


def write_dated_reports(assembly: Assembly, folder: Path, *, changes: Diff | None = None, date: dt.date | None = None) -> list[Path]:
    """Write the reports into ``folder/latest``, into a folder named by the date, and ``findings.json`` (+ schema) into ``folder`` itself.

    ``date``: by default that of the newest document (see :func:`report_date`); where no document has one, only ``latest`` is
    written. Both folders hold the same bytes, in one file where the file system has hard links. Raises ``OSError``.
    """
    latest = folder / LATEST
    files = _files(assembly, changes, _find_sources(latest))
    date = date or report_date(assembly.result.documents)
    newest = _write(latest, files)
    dated = _write(folder / date.isoformat(), files, latest) if date else []
    return [*dated, *newest, *_write(folder, {name: files[name] for name in (FINDINGS_JSON, SCHEMA_FILE)}, latest)]


def report_date(documents: Iterable[Document]) -> dt.date | None:
    """The date of a report: that of its newest document, so that the same documents give the same folder on any day."""
    return max((d.published for d in documents if d.published), default=None)


def _files(assembly: Assembly, changes: Diff | None, sources: str | None) -> dict[str, Sequence[bytes]]:
    """The reports by name, each in one part or several; ``sources`` as in :func:`write_reports`."""
    page = build_page(assembly, changes=changes, sources=sources)
    return {
        FINDINGS_JSON: assembly.json_parts(),
        SCHEMA_FILE: [encoded(schema())],
        "report.html": [encoded(report_html(page))],
        "report.md": [encoded(report_markdown(page))],
        CLAIMS_FILE: assembly.claims_csv_parts(),
        FINDINGS_FILE: assembly.findings_csv_parts(),
        METADATA_FILE: [encoded(csv_metadata())],
    }


def _write(folder: Path, files: Mapping[str, Sequence[bytes]], beside: Path | None = None) -> list[Path]:
    """Write files into a folder. ``beside``: another folder, in which they were just written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, parts in files.items():
        if beside is None or not _linked(beside / name, folder / name):
            _write_parts(folder / name, parts)
    return [folder / name for name in files]


def _linked(source: Path, path: Path) -> bool:
    """Put another name for the file ``source`` at ``path``, as atomically as it would be written; False where that cannot be done.

    No report is ever changed in place: a later one takes the name away from this file, which stays under its other names.
    """
    temporary = _temporary(path)
    try:
        os.link(source, temporary)
        temporary.replace(path)
    except OSError:  # a file system without hard links, or another one: it is written then, and what is wrong there is told
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that at any moment the old file or the new one is there. Raises ``OSError``."""
    _write_parts(path, (data,))


def _write_parts(path: Path, parts: Iterable[bytes]) -> None:
    temporary = _temporary(path)
    try:
        with temporary.open("wb", buffering=BUFFER) as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def _find_sources(folder: Path) -> str | None:
    up = ""
    for parent in list(folder.absolute().parents)[:_LEVELS_UP]:
        up += "../"
        if (parent / "sources").is_dir():
            return up + "sources/"
    return None

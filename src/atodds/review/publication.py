"""``atodds publish``: a folder that plain ``datasette`` serves anywhere, for reading.

It holds the database as one immutable file, Datasette's configuration, what to install, and how to serve it. There are no
accounts in it and nothing that signs in: the review pages are for reading there.

The folder is made beside its place and put there by renaming. Files that are not of our making stay in it: whoever keeps the
folder in version control, or adds a template, keeps both.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from atodds import __version__
from atodds.errors import StoreError, UsageError
from atodds.review.questions import settings
from atodds.review.serve import PAGE_ROWS
from atodds.store.connection import reading
from atodds.store.public import public_copy

if TYPE_CHECKING:
    from atodds.workspace import Workspace

# By this file a folder is known as one of ours; it names what was written and its SHA-256.
MARKER = "atodds-publish.json"
FORMAT = 1
DATABASE = "claims.db"
METADATA = "metadata.yaml"
PORT = 8001  # in the command that the README gives; Datasette's own default

_README = """\
# {title}

{numbers}, from the run of {date}. Made by `atodds publish`, for reading: nobody can sign in here, and nothing can be written.

## Serve it

    pip install -r requirements.txt
    datasette serve . --port {port}

in this folder, then open <http://127.0.0.1:{port}/-/atodds>. Any machine with Python 3.11 or later will do, and any way to run
Datasette: the folder is a "configuration directory", its database is opened as immutable, and `requirements.txt` names the plugin
that draws the pages. For other machines add `--host 0.0.0.0` and put a server with HTTPS in front. After a new `atodds publish`,
start the server again.

## What is in it

| file | what |
|---|---|
| `{database}` | documents with their full text, claims, findings, {verdicts} |
| `datasette.yaml` | how Datasette lists the tables |
| `inspect-data.json` | the sizes of the tables, and that the database never changes |
| `metadata.yaml` | title and description; yours to change, and to add a licence and a source to |
| `requirements.txt` | what to install |

The texts of the documents are in the database, which can be downloaded: publish it only where you may publish them.
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """The folder that was written, and what of the database is in it."""

    folder: Path
    documents: int
    findings: int
    verdicts: int
    left_out: int


def publish_folder(
    workspace: Workspace, folder: Path, *, title: str | None = None, all_verdicts: bool = False, force: bool = False
) -> Publication:
    """Write ``folder``, all of it or nothing. Files in it that are not of our making stay.

    ``force``: also where there are files of others, or ours were edited. ``all_verdicts``: also those that nobody has settled.

    Raises:
        UsageError: the folder is part of the workspace, or is none of ours and ``force`` is off.
        StoreError: there is no database, or the folder cannot be written.
    """
    folder = folder.resolve()
    _check_place(workspace, folder)
    _check_content(folder, force)
    with reading(workspace.database) as db:
        last = db.execute("SELECT at FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        before = db.execute("SELECT count(*) FROM verdicts").fetchone()[0]
    if last is None:
        raise StoreError("there is no run to publish", advice="`atodds run` makes one", file=str(workspace.database))
    made = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        made.mkdir(parents=True)
        public_copy(workspace.database, made / DATABASE, all_verdicts=all_verdicts)
        counts = _counts(made / DATABASE)
        done = Publication(folder, counts["documents"], counts["findings"], counts["verdicts"], before - counts["verdicts"])
        which = "the verdicts of all reviewers" if all_verdicts else "the settled verdicts"
        _write_texts(made, done, counts, {"title": title or workspace.root.name, "date": last["at"][:10], "verdicts": which})
        _put(made, folder)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", file=str(folder), advice="check the permissions and the disk") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return done


def _check_place(workspace: Workspace, folder: Path) -> None:
    root = workspace.root.resolve()
    inside = any(folder.is_relative_to(part.resolve()) for part in (workspace.sources, workspace.claims, workspace.reports))
    if root.is_relative_to(folder) or inside:
        raise UsageError("this folder belongs to the workspace", file=str(folder), advice="name a folder of its own, such as public/")
    if folder.exists() and not folder.is_dir():
        raise UsageError("this is a file", file=str(folder), advice="name a folder")


def _check_content(folder: Path, force: bool) -> None:
    """Refuse a folder with files of others, or one of ours whose files were edited, unless ``force``."""
    if force or not folder.is_dir() or not any(folder.iterdir()):
        return
    ours = _written(folder)
    if ours is None:
        advice = "name another folder, or use --force: files of the same names are replaced, the others stay"
        raise UsageError("this folder was not made by `atodds publish`", file=str(folder), advice=advice)
    edited = [name for name, digest in ours.items() if (folder / name).is_file() and _sha256(folder / name) != digest]
    if edited:
        raise UsageError(
            f"changed since it was published: {', '.join(edited)}", file=str(folder), advice="--force replaces what was changed"
        )


def _written(folder: Path) -> dict[str, str] | None:
    """The files of the last publication with their SHA-256, or None where there was none."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # whatever it is, it is no marker of ours
        marker = json.loads((folder / MARKER).read_text("utf-8"))
        return {str(k): str(v) for k, v in marker["files"].items()} if marker["format"] >= 1 else None
    return None


def _counts(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  names of tables


def _write_texts(folder: Path, done: Publication, counts: dict[str, int], words: dict[str, str]) -> None:
    numbers = f"{done.documents:,} documents, {counts['claims']:,} claims, {done.findings:,} findings"
    database = folder / DATABASE
    inspected = {
        "hash": _sha256(database),
        "size": database.stat().st_size,
        "file": DATABASE,
        "tables": {name: {"count": n} for name, n in counts.items()},
    }
    texts = {
        "README.md": _README.format(**words, numbers=numbers, port=PORT, database=DATABASE),
        "requirements.txt": f"atodds=={__version__}\ndatasette=={version('datasette')}\n",
        "datasette.yaml": _yaml(_configuration()),
        "inspect-data.json": json.dumps({database.stem: inspected}, indent=2) + "\n",
        METADATA: _yaml(
            {"title": words["title"], "description": f"{numbers}. Where they contradict each other, and what reviewers decided."}
        ),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    files = {name: _sha256(folder / name) for name in sorted({*texts, DATABASE} - {METADATA})}
    marker = {"format": FORMAT, "atodds": __version__, "files": files}
    (folder / MARKER).write_text(json.dumps(marker, indent=2) + "\n", "utf-8")


def _configuration() -> dict[str, Any]:
    name = Path(DATABASE).stem
    return {
        # Strangers' SQL keeps Datasette's own limit of one second.
        "settings": {"default_page_size": PAGE_ROWS, "suggest_facets": False},
        "plugins": {"atodds": {"database": name}},
        "databases": {name: {"tables": settings()}},
    }


def _yaml(content: object) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(made: Path, folder: Path) -> None:
    """Move the new folder to its place; what others have put into the old one goes with it."""
    if not folder.exists():
        made.rename(folder)
        return
    aside = folder.with_name(f"{made.name}.before")
    folder.rename(aside)
    try:
        made.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    for path in _of_others(aside, folder):
        os.replace(path, folder / path.name)
    shutil.rmtree(aside)


def _of_others(old: Path, new: Path) -> Iterator[Path]:
    """What in the old folder is not of our making, and the metadata, which are made once and then belong to whoever edits them."""
    published = _written(old) is not None
    for path in list(old.iterdir()):
        if (path.name == METADATA and published) or not (new / path.name).exists():
            yield path

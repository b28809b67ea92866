"""A workspace: the folder with ``atodds.toml``, ``sources/``, ``claims/`` and ``reports/``."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atodds.errors import WorkspaceError

if TYPE_CHECKING:
    from atodds.config import Config

CONFIG_NAME = "atodds.toml"

TEMPLATE = """\
# The configuration of an At Odds workspace. Everything here is optional; what stands behind `#` is the default.
# Put documents into sources/, then: atodds run

[sources]
# Larger files are refused, with a line in the report.
# max_document_mb = 20

[rates]
# Without a rate two currencies are not compared, and the report says so.
# One unit of the first is worth so many of the second:
# "USD/CNY" = 7.27
# "EUR/USD" = 1.08

[run]
# Processes that read and parse documents; the result does not depend on it.
# workers = 1
# How long a run waits for another run in the same workspace, in seconds.
# wait_seconds = 60

[reports]
# Results of so many runs are kept, for `atodds diff` and for what the report says has changed. 0 keeps none.
# keep_runs = 10

[review]
# Where `atodds serve` listens.
# host = "127.0.0.1"
# port = 8001
# Hide the verdicts of others until one has decided.
# blind = false
"""

# The databases can be made again (`atodds verdicts export` keeps what cannot), so version control leaves them out.
GITIGNORE = "*.db\n*.db-*\n*.db.*\n"


class Workspace:
    """Where things lie in one workspace."""

    def __init__(self, root: Path) -> None:
        """The workspace in the folder ``root``; nothing is looked at yet."""
        self.root = root

    def __repr__(self) -> str:
        """Shows the folder."""
        return f"Workspace({str(self.root)!r})"

    @classmethod
    def find(cls, path: Path | str = ".") -> Workspace:
        """The workspace that holds ``path``: the nearest folder upwards with an ``atodds.toml``.

        Raises:
            WorkspaceError: there is none.
        """
        start = Path(path).absolute()
        for folder in (start, *start.parents):
            if (folder / CONFIG_NAME).is_file():
                return cls(folder)
        message = f"no workspace here: neither {start} nor a folder above it has an {CONFIG_NAME}"
        raise WorkspaceError(message, advice="`atodds init DIR` makes a workspace; `-C DIR` names one")

    @classmethod
    def create(cls, path: Path | str) -> Workspace:
        """Make a workspace with a commented ``atodds.toml``. Folders and files that exist are left as they are.

        Raises:
            WorkspaceError: there is a workspace already, or the folder cannot be made.
        """
        workspace = cls(Path(path).absolute())
        if workspace.config_file.exists():
            raise WorkspaceError("there is a workspace already", file=str(workspace.config_file))
        try:
            for folder in (workspace.sources, workspace.claims, workspace.reports):
                folder.mkdir(parents=True, exist_ok=True)
            ignore = workspace.claims / ".gitignore"
            if not ignore.exists():
                ignore.write_text(GITIGNORE, "utf-8")
            workspace.config_file.write_text(TEMPLATE, "utf-8")
        except OSError as error:
            advice = "check the permissions of the folder above"
            raise WorkspaceError(f"cannot be made: {error.strerror}", file=str(workspace.root), advice=advice) from error
        return workspace

    @property
    def config_file(self) -> Path:
        """``atodds.toml``."""
        return self.root / CONFIG_NAME

    @property
    def sources(self) -> Path:
        """The folder with the documents."""
        return self.root / "sources"

    @property
    def claims(self) -> Path:
        """The folder with the database and the YAML that people write."""
        return self.root / "claims"

    @property
    def reports(self) -> Path:
        """The folder that a run writes its reports to."""
        return self.root / "reports"

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.claims / "claims.db"

    @property
    def cache(self) -> Path:
        """What is kept between runs to save time; it can be deleted at any time."""
        return self.claims / "cache.db"

    @property
    def texts(self) -> Path:
        """What reports are put together from, kept between runs to save time; it can be deleted at any time."""
        return self.claims / "texts.db"

    @property
    def history(self) -> Path:
        """The results of earlier runs; it can be deleted at any time."""
        return self.claims / "history.db"

    @property
    def lock(self) -> Path:
        """The file that a run holds locked."""
        return self.claims / "claims.db.lock"

    @property
    def lexicon(self) -> Path | None:
        """The workspace's own words, ``lexicon.toml``, where there is one."""
        path = self.root / "lexicon.toml"
        return path if path.is_file() else None

    @functools.cached_property
    def config(self) -> Config:
        """The validated content of ``atodds.toml``.

        Raises:
            WorkspaceError: it cannot be read, is no TOML, or a key is unknown or wrong; with file, line and key.
        """
        from pydantic import ValidationError  # noqa: PLC0415  (the tables of the terminal need no configuration)

        from atodds.config import Config  # noqa: PLC0415

        text, data = _read_toml(self.config_file)
        try:
            return Config.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            key = tuple(str(part) for part in first["loc"] if part != "[key]")
            advice = "`atodds init` in another folder shows a commented example"
            message = f"{'.'.join(key)}: {_words(first['msg'])}"
            raise WorkspaceError(message, file=CONFIG_NAME, line=_line_of(text, key), advice=advice) from error


def _read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise WorkspaceError(f"cannot be read: {error.strerror}", file=path.name) from error
    except UnicodeDecodeError as error:
        raise WorkspaceError("is not UTF-8 text", file=path.name, advice="save it as UTF-8") from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        message = re.sub(r" \(at [^)]*\)$", "", str(error))
        raise WorkspaceError(f"is no TOML: {message}", file=path.name, line=int(place[1]) if place else None) from error


def _words(message: str) -> str:
    """Pydantic's message in the words of somebody who writes a configuration file."""
    message = message.removeprefix("Value error, ")
    return "unknown key" if message == "Extra inputs are not permitted" else message[:1].lower() + message[1:]


def _line_of(text: str, key: tuple[str, ...]) -> int | None:
    """The line on which a key of the form ``table.key`` is set, or that of its table."""
    table, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[([^\]]+)\]", line):
            table = head[1].strip()
            if key and table == key[0]:
                found = number
        elif entry := re.match(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*=""", line):
            name = next(g for g in entry.groups() if g is not None)
            if (table, name) == key[:2] or (not table and name == ".".join(key[:1])):
                return number
    return found

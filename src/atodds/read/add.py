"""Brings documents into ``sources/``: a copy of the bytes as they came, and a sidecar that says where they came from."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

from atodds.errors import SourceError
from atodds.read.fetch import fetch
from atodds.read.metadata import SIDECAR_SUFFIX
from atodds.read.sources import FORMATS, MAX_BYTES, read_bytes, read_raw

# File systems allow 255 bytes in a name; a character takes up to four, and the sidecar's ending and a number need room.
MAX_STEM = 48
_UNSAFE = re.compile(r"[^\w.-]+")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Media types that servers use for formats that are read, beside the formats' own.
_SUFFIXES = {form.media_type: suffix for suffix, form in reversed(FORMATS.items())} | {
    "application/xhtml+xml": ".html",
    "text/x-markdown": ".md",
    "application/x-pdf": ".pdf",
}


class Added(NamedTuple):
    """What became of a document: its name in the sources, the SHA-256 of the original, and whether it was there already."""

    name: str
    sha256: str
    status: Literal["added", "present"]


def add_file(path: Path, sources: Path, *, max_bytes: int = MAX_BYTES) -> Added:
    """Copy a file into ``sources``, with the metadata of a sidecar that lies beside it.

    Raises:
        SourceError: it cannot be read, or copied.
    """
    data = read_raw(path, str(path), max_bytes)
    beside = path.with_name(path.name + SIDECAR_SUFFIX)
    known = read_raw(beside, str(beside), max_bytes) if beside.is_file() else b""
    return _add(data, path.name, sources, {"origin": str(path)}, known, shown=str(path))


def add_url(url: str, sources: Path, *, allow_private: bool = False, max_bytes: int = MAX_BYTES, now: dt.datetime | None = None) -> Added:
    """Fetch a document into ``sources``. ``now``: the time to note as that of retrieval, else the present (UTC).

    Raises:
        SourceError: it cannot be fetched (see `fetch.fetch`), read or kept.
    """
    data, media_type, final = fetch(url, allow_private, max_bytes=max_bytes)
    at = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    note = {"url": final, "origin": url, "retrieved": at.isoformat().replace("+00:00", "Z")}
    return _add(data, _name_of(final, media_type), sources, note, b"", shown=url)


def safe_name(name: str) -> str:
    """A file name without anything that could lead elsewhere or trouble a file system.

    Letters, digits, ``-``, ``_`` and ``.`` of the last part of a path are kept.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    stem, dot, suffix = last.rpartition(".")
    if not dot:
        stem, suffix = last, ""
    stem = _UNSAFE.sub("-", stem).strip("-._")[:MAX_STEM].strip("-._") or "document"
    suffix = re.sub(r"\W", "", suffix)[:16].lower()
    clean = f"{stem}.{suffix}" if suffix else stem
    return f"document-{clean}" if _DEVICES.match(clean) else clean


def _name_of(url: str, media_type: str) -> str:
    """A name for what was fetched: the last part of the path, else the host, with the ending of its media type."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or str(parts.hostname)
    suffix = _SUFFIXES.get(media_type, "")
    own = os.path.splitext(last)[1].lower()
    if own in FORMATS and (not suffix or FORMATS[own].media_type == media_type or media_type == "text/plain"):
        return last
    return last + (suffix or ".html")


def _add(data: bytes, name: str, sources: Path, note: Mapping[str, str], sidecar: bytes, *, shown: str) -> Added:
    name = safe_name(name)
    try:
        read_bytes(data, name, sidecar or None)  # what cannot be read is refused now, not at the next run
    except SourceError as error:
        raise SourceError(error.message, file=shown, advice=error.advice) from error
    digest = hashlib.sha256(data).hexdigest()
    try:
        sources.mkdir(parents=True, exist_ok=True)
        present = _find(sources, digest, len(data))
        if present:
            return Added(present, digest, "present")
        name = _write_new(sources, name, data)
        _write_sidecar(sources / (name + SIDECAR_SUFFIX), sidecar, {**note, "sha256": digest})
    except OSError as error:
        raise SourceError(
            f"cannot be copied into {sources}: {error.strerror or error}", file=shown, advice="Check permissions and space."
        ) from error
    return Added(name, digest, "added")


def _find(sources: Path, digest: str, size: int) -> str | None:
    """The name of a file with these bytes, or of one that was added with them and edited since."""
    for path in sorted(sources.rglob("*")):
        if not path.is_file() or any(part.startswith(".") for part in path.relative_to(sources).parts):
            continue
        name = path.relative_to(sources).as_posix()
        if name.endswith(SIDECAR_SUFFIX):
            document = path.with_name(path.name.removesuffix(SIDECAR_SUFFIX))
            if document.is_file() and f"sha256: {digest}" in path.read_text("utf-8", "replace"):
                return name.removesuffix(SIDECAR_SUFFIX)
        elif path.stat().st_size == size and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return name
    return None


def _write_new(sources: Path, name: str, data: bytes) -> str:
    """Write a file that is there wholly or not at all, under a name that nothing has yet (in any case of letters)."""
    stem, suffix = os.path.splitext(name)
    taken = {path.name.casefold() for path in sources.iterdir()}
    handle, hidden = tempfile.mkstemp(prefix=".adding-", dir=sources)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(hidden, 0o644)
        number = 1
        while True:
            candidate = name if number == 1 else f"{stem}-{number}{suffix}"
            number += 1
            if candidate.casefold() in taken or (candidate + SIDECAR_SUFFIX).casefold() in taken:
                continue
            with contextlib.suppress(FileExistsError):  # made by somebody else since: the next name
                os.link(hidden, sources / candidate)
                return candidate
    finally:
        os.unlink(hidden)


def _write_sidecar(path: Path, sidecar: bytes, note: Mapping[str, str]) -> None:
    """The sidecar that came along, its words and comments kept, and below it where the document came from."""
    given = sidecar.decode("utf-8-sig") if sidecar else ""
    present = yaml.safe_load(given) if given else {}
    fresh = {key: value for key, value in note.items() if key not in (present or {})}
    words = given.rstrip("\n") + "\n" if given.strip() else ""
    path.write_text(words + yaml.safe_dump(fresh, allow_unicode=True, sort_keys=False), encoding="utf-8")

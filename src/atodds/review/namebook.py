"""The journal of what reviewers decided about names: ``claims/names-from-review.yaml``, read by the next run.

Entries are appended and never changed, so that the file is the history, in the version control of whoever keeps one. Each is
written in one piece at the end of the file: two servers that write at once lose nothing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from pathlib import Path

import yaml
from pydantic import ValidationError

from atodds import yamlfile
from atodds.curation import MAX_BYTES
from atodds.errors import CurationError
from atodds.naming import JOURNAL, SECTION, NameDecision, unique
from atodds.review.hidden import hidden_copy

_HEAD = f"""\
# What reviewers decided about names on the review pages: which mean one thing, and which do not. Entries are appended; of several
# on the same two names the last one holds that was not taken back. This list stays the last one of the file.
{SECTION}:
"""


_WRITING = threading.Lock()


def new_id() -> str:
    """An id for a form that is about to be shown."""
    return "n" + secrets.token_hex(16)


def read(folder: Path | None) -> list[NameDecision]:
    """All decisions, oldest first; none where there is no folder or no file.

    Raises:
        CurationError: somebody has made the file unreadable; with the line.
    """
    if folder is None or not (folder / JOURNAL).is_file():
        return []
    return _parse(yamlfile.load(folder / JOURNAL, f"{folder.name}/{JOURNAL}", max_bytes=MAX_BYTES))


def _parse(content: yamlfile.Content) -> list[NameDecision]:
    entries = content.data.get(SECTION) if isinstance(content.data, dict) else None
    if content.data and not isinstance(entries, list | str):
        raise CurationError(f"has no list `{SECTION}`", file=JOURNAL, line=1, advice="restore the file from version control")
    found = []
    for n, fields in enumerate(entries if isinstance(entries, list) else ()):
        try:
            found.append(NameDecision.model_validate(fields))
        except ValidationError as error:
            message = f"is no decision on names: {error.errors(include_url=False)[0]['msg']}"
            line = content.line((SECTION, n))
            raise CurationError(message, file=JOURNAL, line=line, advice="restore the file from version control") from error
    return list(unique(found))


def append(folder: Path, decision: NameDecision) -> bool:
    """Write a decision at the end of the journal; False where one of its id is there already.

    Raises:
        CurationError: the file cannot be read, or what stands in it leaves no place for another entry.
        OSError: it cannot be written.
    """
    path = folder / JOURNAL
    with _WRITING:
        if not path.exists():
            _create(path)
        before = path.read_text("utf-8")
        known = _parse(yamlfile.loads(before, JOURNAL))
        if any(d.id == decision.id for d in known):
            return False
        fields = decision.model_dump(mode="json", exclude_defaults=True)
        start = _HEAD if not before.strip() else "" if before.endswith("\n") else "\n"
        entry = start + yaml.safe_dump([fields], sort_keys=False, allow_unicode=True)
        # The file with it must hold one decision more: somebody may have written something after the list.
        if _parse(yamlfile.loads(before + entry, JOURNAL)) != [*known, decision]:
            raise CurationError(f"leaves no place to append to: `{SECTION}` must be its last list", file=JOURNAL)
        with path.open("ab") as file:  # one write at the end, wherever another server has put that by now
            file.write(entry.encode())
            file.flush()
            os.fsync(file.fileno())
    return True


def _create(path: Path) -> None:
    """Make the file with its head, at once or not at all."""
    with hidden_copy(path, _HEAD) as name, contextlib.suppress(FileExistsError):  # another server was faster
        os.link(name, path)

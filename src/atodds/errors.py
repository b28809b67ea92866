"""All errors that atodds raises on purpose.

AtOddsError
├── UsageError          the command line or a library call asks for something that cannot be (exit status 2)
├── WorkspaceError      no workspace here, or its atodds.toml is broken
├── SourceError         a document cannot be read or added
├── CurationError       a mistake in the YAML of claims/, with file and line
├── StoreError          the database cannot be read or written
│   └── SchemaError     the database is of another version
├── ClusterError        other machines cannot do their part
└── ModelError          the language model of the parser is missing
"""

from __future__ import annotations


class AtOddsError(Exception):
    """Base of all. ``advice`` says what to do about it; ``file`` and ``line`` say where, where known."""

    def __init__(self, message: str, *, advice: str = "", file: str | None = None, line: int | None = None) -> None:
        """``message``: one sentence for the user."""
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.file = file
        self.line = line

    def __str__(self) -> str:
        """The message with the place before it."""
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return where + self.message


class UsageError(AtOddsError):
    """The command line or a library call asks for something that cannot be."""


class WorkspaceError(AtOddsError):
    """No workspace here, or its configuration is broken."""


class SourceError(AtOddsError):
    """A document cannot be read or added."""


class CurationError(AtOddsError):
    """A mistake in the YAML of ``claims/``."""


class StoreError(AtOddsError):
    """The database cannot be read or written."""


class SchemaError(StoreError):
    """The database is of another version."""


class ClusterError(AtOddsError):
    """Other machines cannot do their part: nobody answers, versions differ, or all workers were lost."""


class ModelError(AtOddsError):
    """The language model of the parser is missing."""

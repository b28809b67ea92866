"""How many parts a document may have. Memory grows with its lines, cells and marks, not with its characters: a line of one letter costs a
thousand times its size, and a file of 20 MB of them would take more than any machine has."""

from __future__ import annotations

import itertools
import re

from atodds.errors import SourceError

# Lines that are not empty, cells of tables, marks of markup: each takes up to 4 kB while its document is read (measured), so this
# many take 400 MB at most. A book of 2 MB, broken at 72 characters, has 28,000 lines.
MAX_PARTS = 100_000

_LINE = re.compile(r"\S[^\n\f]*")


def check_parts(parts: int, what: str, name: str, most: int = MAX_PARTS) -> None:
    """Refuse a document of more than ``most`` parts. ``what``: what they are, for the message.

    Raises:
        SourceError: it has more.
    """
    if parts > most:
        raise SourceError(f"has more than {most:,} {what}", file=name, advice="Split it, or take out what is no text.")


def check_lines(text: str, name: str, signs: str, most: int = MAX_PARTS) -> None:
    """The same for a text: its lines that are not empty, and the ``signs`` in it, each of which may begin a part of its own.

    Raises:
        SourceError: it has more.
    """
    marks = sum(map(text.count, signs))
    if marks + text.count("\n") + text.count("\f") < most:
        return
    lines = sum(1 for _ in itertools.islice(_LINE.finditer(text), most + 1))
    check_parts(lines + marks, "lines, cells and marks" if signs else "lines", name, most)

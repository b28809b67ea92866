"""PDF files through pypdf: text as extracted, page by page; running heads and page numbers are boilerplate."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import DictionaryObject

from atodds.errors import SourceError
from atodds.model.records import Problem
from atodds.read.boilerplate import mark
from atodds.read.bounds import check_lines
from atodds.read.drafts import BLOCK_BREAK, Draft, Span, whole
from atodds.read.encoding import clean
from atodds.read.lines import line_blocks
from atodds.read.metadata import Body, Metadata
from atodds.read.text import find_headings

# pypdf logs what it repairs; without a handler Python would print it between our own messages.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# Longer files are refused: the longest reports have some 3,000 pages.
MAX_PAGES = 5_000
# Instructions that a page may take to draw, in bytes, its forms counted as often as they are drawn: pypdf takes up to 130 bytes of memory
# for each byte (measured). A page of words has some 10,000, a map a million.
MAX_PAGE = 2_000_000
# The same for all pages: a file may draw one page of few bytes a thousand times. Pages beyond it are not read.
MAX_DRAWN = 200_000_000
# Lines of all pages: 45 on each of 4,400.
MAX_LINES = 200_000
_DRAWS = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
# Forms inside forms: deeper than this nobody nests them.
_MAX_DEPTH = 20
# A running head or foot stands in the first or last lines of a page, on so many pages and on so large a part of them.
EDGE_LINES = 2
MIN_REPEATS, REPEAT_SHARE = 2, 0.5
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
# Titles that programs write when nobody gave one.
_NO_TITLE = re.compile(r"microsoft word\b.*|untitled.*|document\s*\d*|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|pages)", re.IGNORECASE)
_BROKEN = "Open it in a PDF viewer and save or print it as a new PDF."


def read(data: bytes, name: str) -> Body:
    """Text and blocks of a PDF; every block has its page, from 1.

    Raises:
        SourceError: it is encrypted, broken, or has too many pages or lines.
    """
    reader = _open(data, name)
    pages, problems = _pages(reader, name)
    text = BLOCK_BREAK.join(pages)
    check_lines(text, name, "", MAX_LINES)
    spans, start = [], 0
    for page in pages:
        spans.append((start, start + len(page)))
        start += len(page) + len(BLOCK_BREAK)
    drafts = _drafts(text, spans)
    return Body(text, mark(drafts), _info(reader), problems)


def metadata(data: bytes, name: str) -> Metadata:
    """What the PDF's document information says."""
    return _info(_open(data, name))


def _open(data: bytes, name: str) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("it is encrypted", file=name, advice="Remove its password, or print it as a new PDF.")
        pages = len(reader.pages)
    except SourceError:
        raise
    except DependencyError as error:
        raise SourceError("it is encrypted", file=name, advice="Remove its encryption, or print it as a new PDF.") from error
    except Exception as error:  # a broken file can raise nearly anything inside the library
        raise SourceError(f"it is not a PDF that can be read: {_reason(error)}", file=name, advice=_BROKEN) from error
    if pages > MAX_PAGES:
        raise SourceError(f"has {pages} pages, and {MAX_PAGES} are read at most", file=name, advice="Split it.")
    return reader


def _pages(reader: PdfReader, name: str) -> tuple[list[str], tuple[Problem, ...]]:
    pages, problems, last, drawn = [], [], None, 0
    for number in range(len(reader.pages)):
        try:
            drawn += _instructions(reader.pages[number], MAX_DRAWN - drawn)
            pages.append(clean(reader.pages[number].extract_text().replace("\r\n", "\n").replace("\r", "\n")))
        except Exception as error:  # as above; the other pages are read all the same
            last = error
            pages.append("")
            message = f"page {number + 1} cannot be read: {_reason(error)}"
            problems.append(Problem(file=name, message=message, advice=_BROKEN))
    if last is not None and len(problems) == len(pages):
        raise SourceError(f"none of its pages can be read: {_reason(last)}", file=name, advice=_BROKEN) from last
    return pages, tuple(problems)


def _instructions(page: PageObject, left: int) -> int:
    """How many bytes of instructions a page takes to draw.

    Raises ValueError if they are more than a page may have, or than are ``left`` for it.
    """
    contents = page.get_contents()
    if contents is None:
        return 0
    size = _drawn(contents.get_data(), page.get("/Resources"), {}, 0)
    if size > min(MAX_PAGE, left):
        raise ValueError(f"it takes more than {min(MAX_PAGE, left) / 1e6:.1f} MB of instructions to draw")
    return size


def _drawn(data: bytes, resources: Any, known: dict[int, int], depth: int) -> int:
    """The bytes of some instructions, and of the forms that they draw, as often as they do. ``known``: those of forms by their id."""
    total = len(data)
    forms = _resolved(_resolved(resources).get("/XObject")) if total <= MAX_PAGE else {}
    for name, times in Counter(_DRAWS.findall(data) if forms else ()).items():
        form = _resolved(forms.get("/" + name.decode("latin-1")))
        if form.get("/Subtype") != "/Form":
            continue
        if id(form) not in known:
            known[id(form)] = MAX_PAGE + 1  # what it takes if it draws itself, or too many others
            if depth < _MAX_DEPTH:
                known[id(form)] = _drawn(form.get_data(), form.get("/Resources") or resources, known, depth + 1)
        total += times * known[id(form)]
    return total


def _resolved(thing: Any) -> Any:
    """What a reference leads to; an empty dictionary where it leads to none."""
    found = thing.get_object() if thing is not None else None
    return found if isinstance(found, DictionaryObject) else {}


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:120] or type(error).__name__


def _info(reader: PdfReader) -> Metadata:
    try:
        info = reader.metadata
        if info is None:
            return Metadata()
        title, author = info.title, info.author
    except Exception:  # broken document information is as good as none
        return Metadata()
    try:
        created = info.creation_date
    except Exception:  # dates are the part that is written wrongly most often
        created = None
    title = " ".join(clean(str(title or "")).split())
    author = " ".join(clean(str(author or "")).split())
    return Metadata(
        title=None if not title or _NO_TITLE.fullmatch(title) else title,
        author=author or None,
        published=created.date() if created else None,
    )


def _drafts(text: str, spans: Sequence[Span]) -> list[Draft]:
    body: list[Draft] = []
    edges: list[Draft] = []
    gaps: set[int] = set()
    for number, ((start, end), (heads, feet)) in enumerate(zip(spans, _edges(text, spans), strict=True), 1):
        edges += [whole("boilerplate", text[a:b], a, page=number) for a, b in (*heads, *feet)]
        low, high = heads[-1][1] if heads else start, feet[0][0] if feet else end
        found, below_gap = line_blocks(text, low, high, page=number, printed=True)
        gaps |= below_gap - {found[0].start} if number > 1 and found else below_gap
        body += found
    return sorted([*find_headings(body, gaps), *edges], key=lambda one: one.start)


def _edges(text: str, spans: Sequence[Span]) -> list[tuple[list[Span], list[Span]]]:
    """For each page its running heads and its running feet, page numbers among them."""
    pages = [_lines(text, span) for span in spans]
    outer = [{_shape(text[a:b]) for a, b in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])} for lines in pages]
    counts = Counter(shape for shapes in outer for shape in shapes)
    needed = max(MIN_REPEATS, len(spans) * REPEAT_SHARE)

    def runs_on(span: Span) -> bool:
        line = text[span[0] : span[1]]
        return counts[_shape(line)] >= needed or bool(_PAGE_NUMBER.fullmatch(line))

    found = []
    for lines in pages:
        heads = list(takewhile(runs_on, lines[:EDGE_LINES]))
        feet = list(takewhile(runs_on, reversed(lines[len(heads) :][-EDGE_LINES:])))
        found.append((heads, feet[::-1]))
    return found


def _lines(text: str, span: Span) -> list[Span]:
    found, at = [], span[0]
    for line in text[span[0] : span[1]].split("\n"):
        words = line.strip()
        if words:
            start = at + line.find(words)
            found.append((start, start + len(words)))
        at += len(line) + 1
    return found


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()

"""Word files through python-docx: paragraphs, headings, lists and tables in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import docx
from docx.oxml.ns import qn

from atodds.errors import SourceError
from atodds.read.boilerplate import mark
from atodds.read.bounds import check_parts
from atodds.read.drafts import TextBuilder
from atodds.read.encoding import clean
from atodds.read.inline import NOTE_MARK
from atodds.read.looks import BULLET, looks_like_capitals_heading, looks_like_heading, nest_title_like
from atodds.read.metadata import Body, Metadata

# python-docx's XML elements carry no types.
Element: TypeAlias = Any

# What a file may unpack to, in bytes: a Word file's XML is some ten times its packed size; a bomb's is a thousand times.
MAX_UNPACKED = 200_000_000
# Bytes unpacked at a time.
PIECE = 1 << 16
# Tags of all its XML: the tree takes some 160 bytes for each (measured), so 160 MB at most. A paragraph has some twenty, a book of 1,000
# pages half of this.
MAX_TAGS = 1_000_000
# A cell that spans columns stands in each of them, if its words are no more than this many characters: heads of columns are short.
MAX_COPIED = 200
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HEADING_STYLE = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list\b", re.IGNORECASE)
_QUOTE_STYLE = re.compile(r"(?:intense )?quote|block text", re.IGNORECASE)
# Content controls and such may hold paragraphs inside one another; deeper than this nobody nests them.
_MAX_DEPTH = 50
_NO_AUTHOR = ("python-docx", "unknown", "user", "administrator", "admin")


def read(data: bytes, name: str) -> Body:
    """Text and blocks of a Word file. Inserted words count, deleted ones do not; headers and footers are left out.

    Raises:
        SourceError: it is no Word file, is encrypted, or unpacks to too much.
    """
    document = _open(data, name)
    builder = TextBuilder(name)
    styles = _styles(document)
    for element in _blocks(document.element.body):
        if element.tag == qn("w:p"):
            _paragraph(builder, element, styles)
        else:
            builder.table([(words, _is_header(row)) for words in _cells(row)] for row in element.iter(qn("w:tr")) if _own(row, element))
    return Body(builder.text(), mark(nest_title_like(builder.drafts)), _properties(document))


def metadata(data: bytes, name: str) -> Metadata:
    """What the file's core properties say."""
    return _properties(_open(data, name))


def _open(data: bytes, name: str) -> Any:
    if data.startswith(_OLD_OFFICE):
        advice = "Open it in a word processor and save it as .docx, without a password."
        raise SourceError("it is an old .doc file, or protected by a password", file=name, advice=advice)
    advice = "Open it in a word processor and save it again."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > MAX_UNPACKED:
                message = f"unpacks to {size / 1e6:.0f} MB, and {MAX_UNPACKED / 1e6:.0f} MB are read at most"
                raise SourceError(message, file=name, advice="Take the pictures out of it, or split it.")
            document = docx.Document(_unpacked(archive, name))
            if getattr(document.element, "body", None) is None:
                raise ValueError("its main part is no document with a body")
            return document
    except SourceError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx raise many kinds for broken files
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise SourceError(f"it is not a Word file that can be read: {reason}", file=name, advice=advice) from error


def _unpacked(archive: zipfile.ZipFile, file_name: str) -> io.BytesIO:
    """The same archive without compression, each entry of the size that its directory names.

    python-docx reads entries whole, and ``zipfile`` then unpacks all there is before it looks at the size: an entry that lies about
    its size would fill the memory. Read in pieces it cannot.
    """
    plain = io.BytesIO()
    tags = 0
    with zipfile.ZipFile(plain, "w") as copy:
        for name, entry in {e.filename: e for e in archive.infolist()}.items():
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile("compressed in a way that Word does not use")
            with archive.open(entry) as packed, copy.open(name, "w") as target:
                while piece := packed.read(PIECE):
                    target.write(piece)
                    tags += piece.count(b"<") if name.endswith((".xml", ".rels")) else 0  # a picture holds the sign by chance
                    check_parts(tags, "tags of XML", file_name, MAX_TAGS)
    plain.seek(0)
    return plain


def _properties(document: Any) -> Metadata:
    """Title and author. The date of creation is not the date of publication: it is that of the template or of the first draft."""
    try:
        title, author = document.core_properties.title, document.core_properties.author
    except (KeyError, ValueError, AttributeError):
        return Metadata()
    author = " ".join(clean(author or "").split())
    return Metadata(title=" ".join(clean(title or "").split()) or None, author=None if author.lower() in ("", *_NO_AUTHOR) else author)


def _blocks(body: Element, depth: int = 0) -> Iterator[Element]:
    """Paragraphs and tables in order, those inside content controls and tracked insertions included."""
    for child in body:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")) and depth < _MAX_DEPTH:
            yield from _blocks(child, depth + 1)


def _paragraph(builder: TextBuilder, element: Element, styles: Mapping[str, str]) -> None:
    words = NOTE_MARK.sub("", " ".join(_words(element).split()))
    style = _style(element, styles)
    heading = _HEADING_STYLE.match(style)
    if heading:
        builder.block("heading", words, min(int(heading.group(1)), 6))
    elif style.lower() == "title":
        builder.block("heading", words, 1)
    elif style.lower() == "subtitle":
        builder.block("paragraph", words)
    elif element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or _LIST_STYLE.match(style):
        builder.block("list_item", words, _list_level(element))
    elif BULLET.match(words):
        builder.block("list_item", BULLET.sub("", words, count=1), 1)
    elif _QUOTE_STYLE.fullmatch(style):
        builder.block("quote", words)
    else:
        before = len(builder.drafts)
        builder.block("paragraph", words)
        if len(builder.drafts) > before and ((_is_bold(element) and looks_like_heading(words)) or looks_like_capitals_heading(words)):
            builder.drafts[-1].kind, builder.drafts[-1].title_like = "heading", True


def _styles(document: Any) -> dict[str, str]:
    """The names of styles by their ids; of two with one id the first."""
    names: dict[str, str] = {}
    for style in document.styles.element.iter(qn("w:style")):
        key, name = str(style.get(qn("w:styleId"))), style.find(qn("w:name"))
        names.setdefault(key, str(name.get(qn("w:val"))) if name is not None else key)
    return names


def _style(element: Element, styles: Mapping[str, str]) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if found is None:
        return ""
    key = str(found.get(qn("w:val")))
    return styles.get(key, key)


def _list_level(element: Element) -> int:
    level = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    value = str(level.get(qn("w:val"))) if level is not None else "0"
    return int(value) + 1 if value.isascii() and value.isdigit() and len(value) < 3 else 1


def _words(element: Element) -> str:
    """The words of a paragraph: tabs and breaks as spaces; deleted words, fallbacks of drawings and text boxes left out."""
    parts = []
    skipped = {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:drawing"),
        qn("w:pict"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            parts.append(" ")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif child.tag not in skipped and child.tag != qn("w:pPr"):
            stack.append(iter(child))
    return clean("".join(parts))


def _is_bold(element: Element) -> bool:
    runs = [run for run in element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    return bool(runs) and all(
        (bold := run.find(f"{qn('w:rPr')}/{qn('w:b')}")) is not None and bold.get(qn("w:val")) not in ("0", "false") for run in runs
    )


def _own(row: Element, table: Element) -> bool:
    """Whether a row belongs to this table and not to one inside a cell."""
    return next(row.iterancestors(qn("w:tbl"))) is table


def _cells(row: Element) -> Iterator[str]:
    """The words of the cells of a row, those that span columns repeated, so that a cell's place is its column."""
    for cell in row.iterchildren(qn("w:tc"), qn("w:sdt")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        value = str(span.get(qn("w:val"))) if span is not None else "1"
        words = _cell(cell)
        for n in range(min(int(value), 100) if value.isascii() and value.isdigit() and len(value) < 6 else 1):
            yield words if n == 0 or len(words) <= MAX_COPIED else ""


def _cell(cell: Element) -> str:
    return " ".join(_words(paragraph) for paragraph in cell.iter(qn("w:p")))


def _is_header(row: Element) -> bool:
    """A row that Word repeats on each page, or the first row of its table."""
    first = row.getprevious() is None or row.getprevious().tag != qn("w:tr")
    return first or row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None

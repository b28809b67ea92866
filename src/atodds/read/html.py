"""Web pages: main text through trafilatura, tables and notes prepared before, structure kept."""

from __future__ import annotations

import html
import logging
import re
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.metadata import extract_metadata

from atodds.read.boilerplate import mark
from atodds.read.bounds import check_lines
from atodds.read.drafts import Draft, TextBuilder
from atodds.read.encoding import clean, decode
from atodds.read.html_tree import Element, parse, prepare
from atodds.read.inline import NOTE_MARK
from atodds.read.metadata import Body, Metadata, parse_date
from atodds.read.text import plain_blocks

# These libraries log what they skip; without a handler Python would print it between our own messages.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# HTML requires the encoding to be declared in the first 1024 bytes; real pages are late at times.
_CHARSET_BYTES = 4096
# Dates: only where a page declares them, never a date found somewhere in its text; a fixed last date, so that no result hangs on today.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2200-01-01"}
_BLOCK_TAGS = {"p", "head", "list", "item", "quote", "code", "table", "row", "cell", "div", "ab"}
# For pages on which no main text is found: tags that end a line, and elements whose words are not shown.
# (A tag ends before the next one begins: else a row of "<" would be searched to its end from each of them.)
_LINE_TAGS = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|tr|table|br|section|article|blockquote|pre|dt|dd|main|body)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|nav|footer|aside|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAGS = re.compile(r"<[^<>]*>")
# Pages with more tags than this are read line by line, too: their tree, which trafilatura copies, would take 3 kB and more for each. An
# article of a large encyclopedia has 30,000 at most.
MAX_TAGS = 100_000
# Of such a page the metadata are looked for in so many characters: they stand in its head.
_HEAD = 100_000
# Where a page has more tags than this, trafilatura does not hold its result against another extractor's, whose time grows with the square
# of the paragraphs. That is for pages in which it finds next to nothing; a page of news has some 2,000.
MAX_COMPARED = 5_000
# A page whose main text is shorter than this (characters) is read line by line instead: trafilatura calls that no article.
_MIN_MAIN_TEXT = 25


def read(data: bytes, name: str) -> Body:
    """Main text and blocks of a web page. ``Body.text`` is the extracted text.

    Raises:
        SourceError: it cannot be decoded, or has too many lines.
    """
    source = decode(data, name, _declared(data))
    found = _metadata(source)
    tags = source.count("<")
    tree = parse(source) if tags <= MAX_TAGS else None
    if tree is not None:
        prepare(tree)
        page: Any = trafilatura.bare_extraction(
            tree,
            fast=tags > MAX_COMPARED,
            favor_recall=True,
            include_tables=True,
            include_formatting=True,
            include_comments=False,
            with_metadata=False,
        )
        if page is not None and page.body is not None:
            builder = TextBuilder(name)
            _Walk(builder).run(page.body)
            if len(builder.text()) >= _MIN_MAIN_TEXT:
                return Body(builder.text(), mark(builder.drafts), found)
    return _by_lines(source, found, name)


def metadata(data: bytes, name: str) -> Metadata:
    """What the page's meta tags and JSON-LD say."""
    return _metadata(decode(data, name, _declared(data)))


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_CHARSET_BYTES])
    name = match.group(1).decode("ascii").lower() if match else None
    # Browsers read these names as the larger sets that contain them (WHATWG Encoding Standard).
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name or "", name)


def _metadata(source: str) -> Metadata:
    tree = parse(source if source.count("<") <= MAX_TAGS else source[:_HEAD])
    if tree is None:
        return Metadata()
    found = extract_metadata(tree, date_config=dict(_DATES))
    return Metadata(
        title=_one_line(found.title),
        publisher=_one_line(found.sitename),
        author=_one_line((found.author or "").replace(";", ",")),
        published=parse_date(found.date) if found.date else None,
        url=_one_line(found.url),
    )


def _one_line(words: str | None) -> str | None:
    return " ".join(clean(words).split()) or None if words else None


def _by_lines(source: str, found: Metadata, name: str) -> Body:
    """The shown words of a page, a line for each block element."""
    source = _TAGS.sub("", _LINE_TAGS.sub("\n\n", _HIDDEN.sub(" ", source)))
    lines = (" ".join(html.unescape(line).split()) for line in source.split("\n"))
    text = clean("\n\n".join(line for line in lines if line))
    check_lines(text, name, "")
    return Body(text, mark(plain_blocks(text)), found)


class _Walk:
    """Walks trafilatura's result (TEI-like: head, p, list, item, table, row, cell, quote, code) and writes blocks."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.depth = 0
        self.term = ""

    def run(self, element: Element) -> None:
        """Write the blocks below an element, its own loose words included."""
        self._loose(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in _BLOCK_TAGS:
                self._block(child)
                self._loose(child.tail)
            else:
                self._loose((_words(child)) + " " + (child.tail or ""))

    def _loose(self, words: str | None) -> None:
        self._write("paragraph", words or "")

    def _block(self, element: Element) -> None:
        match element.tag:
            case "head":
                level = str(element.get("rend") or "h2")[-1]
                self._write("heading", _words(element), int(level) if level.isdigit() and level in "123456" else 2)
            case "p" | "ab" if not _has_blocks(element):
                self._write("paragraph", _words(element))
            case "quote" if not _has_blocks(element):
                self._write("quote", _words(element))
            case "quote":
                first = len(self.builder.drafts)
                self.run(element)
                _turn(self.builder.drafts[first:], "paragraph", "quote")
            case "code":
                self.builder.block("code", element.xpath("string()"))
            case "list":
                self.depth += 1
                self.run(element)
                self.depth -= 1
            case "item":
                self._item(element)
            case "table":
                self.builder.table([(_words(cell), cell.get("role") == "head") for cell in row.iter("cell")] for row in element.iter("row"))
            case _:
                self.run(element)

    def _item(self, element: Element) -> None:
        words, kind = _words(element), str(element.get("rend") or "")
        if kind.startswith("dt"):
            self.term = words
            return
        if kind.startswith("dd") and self.term:
            words, self.term = f"{self.term}: {words}", ""
        self._write("list_item", words, max(self.depth, 1))
        for child in element:
            if child.tag in ("list", "table"):
                self._block(child)

    def _write(self, kind: Any, words: str, level: int = 0) -> None:
        self.builder.block(kind, NOTE_MARK.sub("", " ".join(clean(words).split())), level)


def _turn(drafts: list[Draft], old: str, new: Any) -> None:
    for one in drafts:
        if one.kind == old:
            one.kind = new


def _has_blocks(element: Element) -> bool:
    return any(child.tag in _BLOCK_TAGS for child in element.iterdescendants(etree.Element))


def _words(element: Element) -> str:
    """The words of an element; those of lists and tables inside it are left to their own blocks, struck out words are dropped."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "lb":
                parts.append(" ")
            elif child.tag in ("list", "table"):
                pass
            elif child.tag in ("p", "head", "item", "cell"):
                parts.append(" " + _words(child) + " ")
            elif child.tag != "del":
                parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)

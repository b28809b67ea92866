"""Prepares the tree of a web page before its main text is taken: notes, superscripts, table captions, cells that span."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree
from trafilatura import load_html

# lxml's elements carry no types for what is read from them here.
Element: TypeAlias = Any

_SUPERSCRIPT = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_POWER = re.compile(r"[+\-−–]?\d{1,3}")
_NOTE_CLASS = re.compile(r"\b(?:footnote|fn-?ref|noteref|reference|mw-editsection)\b", re.IGNORECASE)
# A cell that says it spans more than this is a mistake or an attack; HTML itself allows 1000 columns.
MAX_SPAN = 100
# A cell that spans stands in each of its places, if its words are no more than this many characters: heads of columns are short.
MAX_COPIED = 200
# So many stretches in bold, italics and the like may follow one another; more are taken for plain words, for trafilatura joins them one by
# one, in memory that grows with their square.
MAX_STRETCHES = 200
_STRETCHES = frozenset({"b", "strong", "i", "em", "u", "tt", "kbd", "samp", "var", "big", "small", "font", "span", "mark"})
# So many cells are repeated in all the tables of a page; what spans more than that stands once.
MAX_REPEATED = 100_000


def parse(source: str) -> Element | None:
    """The tree of a page, or None where there is nothing to parse. Nesting deeper than 256 is cut off by libxml2."""
    try:
        return load_html(source)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def prepare(tree: Element) -> None:
    """Change a tree in place so that its words read as a reader sees them."""
    for element in list(tree.iter("sup", "a", "span")):
        if element.tag == "sup":
            _superscript(element)
        elif _NOTE_CLASS.search(f"{element.get('class') or ''} {element.get('rel') or ''}") and len(element.xpath("string()")) < 8:
            _drop(element)
    for element in list(tree.iter()):
        if len(element) > MAX_STRETCHES:
            _join_stretches(element)
    budget = MAX_REPEATED
    for table in list(tree.iter("table")):
        _caption(table)
        budget -= _spread(table, budget)


def _join_stretches(parent: Element) -> None:
    """Take the many stretches in bold, italics and the like below an element for plain words."""
    if sum(child.tag in _STRETCHES for child in parent) <= MAX_STRETCHES:
        return
    before: Element | None = None  # the child that stays, behind which words are gathered
    gathered = [parent.text or ""]
    for child in list(parent):
        plain = child.tag in _STRETCHES and not len(child)
        if plain:
            gathered.append(child.text or "")
        else:
            _put_words(parent, before, gathered)
            before, gathered = child, []
        gathered.append(child.tail or "")
        child.tail = None
        if plain:
            parent.remove(child)
    _put_words(parent, before, gathered)


def _put_words(parent: Element, before: Element | None, words: list[str]) -> None:
    if before is None:
        parent.text = "".join(words)
    else:
        before.tail = "".join(words)


def _superscript(element: Element) -> None:
    """A superscript that is a link, or that follows a full stop, points to a note and goes; a power becomes its own character: km²."""
    words = element.xpath("string()").strip()
    if element.find(".//a") is not None or not _POWER.fullmatch(words) or _before(element)[-1:] in (".", ",", ";", "!", "?", '"', "”"):
        if not any(c.isalpha() for c in words):  # "th" of 20th, "er" of a French ordinal stay
            _drop(element)
        return
    for child in list(element):
        element.remove(child)
    element.text = words.translate(_SUPERSCRIPT)
    element.tag = "span"


def _before(element: Element) -> str:
    previous = element.getprevious()
    if previous is not None:
        return str(previous.tail or previous.xpath("string()"))
    parent = element.getparent()
    return str(parent.text or "") if parent is not None else ""


def _drop(element: Element) -> None:
    """Remove an element, keeping the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    previous, tail = element.getprevious(), element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _caption(table: Element) -> None:
    """A table's caption becomes a paragraph before the table."""
    caption, parent = table.find("caption"), table.getparent()
    if caption is None or parent is None:
        return
    words = " ".join(caption.xpath("string()").split())
    table.remove(caption)
    if words:
        paragraph = table.makeelement("p")
        paragraph.text = words
        parent.insert(parent.index(table), paragraph)


def _spread(table: Element, budget: int) -> int:
    """Repeat cells that span rows or columns, so that a cell's place in its row is its column; the number of cells that were added."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    grid: list[list[tuple[Element, bool]]] = []
    open_spans: dict[int, tuple[int, Element]] = {}  # column: rows still to fill, cell
    added = 0
    for row in rows:
        line: list[tuple[Element, bool]] = []
        for cell in row.iterchildren("td", "th"):
            _fill(line, open_spans)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for n in range(across):
                if down > 1:
                    open_spans[len(line)] = (down - 1, cell)
                line.append((cell, n > 0))
        _fill(line, open_spans)
        added += sum(copied for _, copied in line)
        if added > budget:
            added, open_spans = 0, {}
            grid = [[(cell, False) for cell in row.iterchildren("td", "th")] for row in rows]
            break
        grid.append(line)
    for row, line in zip(rows, grid, strict=True):
        _rewrite(row, line)
    return added


def _fill(line: list[tuple[Element, bool]], open_spans: dict[int, tuple[int, Element]]) -> None:
    while len(line) in open_spans:
        left, cell = open_spans.pop(len(line))
        if left > 1:
            open_spans[len(line)] = (left - 1, cell)
        line.append((cell, True))


def _span(cell: Element, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(1, min(int(value), MAX_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _rewrite(row: Element, line: list[tuple[Element, bool]]) -> None:
    for cell, copied in line:  # appending moves a cell that is there already, so that all come to stand in order
        if copied:
            new = row.makeelement(cell.tag)
            words = cell.xpath("string()")
            new.text = words if len(words) <= MAX_COPIED else ""
            row.append(new)
        else:
            for name in ("rowspan", "colspan"):
                cell.attrib.pop(name, None)
            row.append(cell)

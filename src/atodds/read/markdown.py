"""Markdown files: blocks from markdown-it-py's source maps, words without markup from ``inline``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from atodds.model.records import Cell
from atodds.read.boilerplate import mark
from atodds.read.bounds import check_lines
from atodds.read.drafts import Draft, Kind, Plain, Span, draft
from atodds.read.encoding import decode
from atodds.read.inline import Line, make_parser, to_plain
from atodds.read.looks import BULLET, looks_like_capitals_heading, looks_like_heading, nest_title_like
from atodds.read.metadata import Body, Metadata, front_matter
from atodds.read.text import plain_blocks

# What may begin a part of a line: a cell, a link, a stretch in italics.
_SIGNS = "|*_`[<&\\~"
# Cells of a table row: what stands between bars, an escaped bar being no bar.
_CELL = re.compile(r"(?:\\.|[^|\\])*")
_TAG_OR_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[A-Za-z][^>]*>", re.DOTALL | re.IGNORECASE)
_NOTE_DEFINITION = re.compile(r"\[\^[^\]\n]{1,40}\]:")


def read(data: bytes, name: str) -> Body:
    """Text and blocks of a Markdown file.

    Raises:
        SourceError: it cannot be decoded, or has too many lines and marks.
    """
    matter = front_matter(decode(data, name), name)
    check_lines(matter.body, name, _SIGNS)
    # Nothing found: a text nested deeper than any parser follows; its lines are read as they are.
    drafts = _Reader(matter.body).run() or plain_blocks(matter.body)
    return Body(matter.body, mark(nest_title_like(drafts)), matter.metadata, matter.problems)


def metadata(data: bytes, name: str) -> Metadata:
    """What the front matter says."""
    return front_matter(decode(data, name), name).metadata


class _Reader:
    """Walks the block tokens of one document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parser = make_parser()
        self.env: dict[str, Any] = {}
        self.drafts: list[Draft] = []
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.lists = 0
        self.quotes = 0
        self.new_item = False

    def run(self) -> list[Draft]:
        self.parser.core.ruler.enableOnly(["normalize", "block"])
        state = StateCore(self.text, self.parser, self.env)
        self.parser.core.process(state)
        tokens = state.tokens
        n = 0
        while n < len(tokens):
            n = self._token(tokens, n)
        return self.drafts

    def _token(self, tokens: Sequence[Token], n: int) -> int:
        token = tokens[n]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "list_item_open":
                self.new_item = True
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "heading_open":
                self._heading(tokens[n + 1], int(token.tag[1:]))
            case "paragraph_open":
                self._paragraph(tokens[n + 1])
            case "table_open":
                return self._table(tokens, n)
            case "fence" | "code_block":
                self._code(token)
            case "html_block":
                self._html(token)
            case _:
                pass  # inline tokens are taken with their opening token; rules and closing tokens hold no words
        return n + 1

    def _lines(self, token: Token) -> list[Line]:
        """The lines of an inline token with their places: a line's words end where the source line ends."""
        first, _ = token.map or (0, 0)
        lines = []
        for n, words in enumerate(token.content.split("\n")):
            start, end = self._line_span(first + n)
            source = self.text[start:end]
            clean = words.strip()
            at = source.rfind(clean)
            lines.append(Line(clean, start + max(at, 0)))
        return lines

    def _line_span(self, line: int) -> Span:
        """Where a source line begins and ends, the line break left out."""
        end = self.line_starts[line + 1] - 1 if line + 1 < len(self.line_starts) else len(self.text)
        return self.line_starts[line], end

    def _heading(self, token: Token, level: int) -> None:
        lines = self._lines(token)
        plain, _ = to_plain(self.parser, lines, self.env)
        self._add(draft("heading", plain, _span(lines), level=level))

    def _paragraph(self, token: Token) -> None:
        kind: Kind = "list_item" if self.new_item else "quote" if self.quotes else "paragraph"
        self.new_item = False
        lines = self._lines(token)
        if kind == "paragraph" and any(BULLET.match(line.text) for line in lines):
            self._typed_bullets(lines)
            return
        self._words(kind, lines)

    def _words(self, kind: Kind, lines: Sequence[Line]) -> None:
        plain, emphasis = to_plain(self.parser, lines, self.env)
        made = draft(kind, plain, _span(lines), level=self.lists if kind == "list_item" else 0)
        if not made:
            return
        made.emphasis = emphasis
        if _NOTE_DEFINITION.match(lines[0].text):
            made.kind = "boilerplate"
        elif kind == "paragraph" and not self.lists and _is_heading(made):
            made.kind, made.title_like = "heading", True
        self._add(made)

    def _typed_bullets(self, lines: Sequence[Line]) -> None:
        """Bullets typed as characters, which Markdown takes for one paragraph."""
        groups: list[tuple[Kind, list[Line]]] = []
        for line in lines:
            bullet = BULLET.match(line.text)
            if bullet:
                groups.append(("list_item", [Line(line.text[bullet.end() :], line.start + bullet.end())]))
            elif groups:
                groups[-1][1].append(line)
            else:
                groups.append(("paragraph", [line]))
        self.lists += 1
        for kind, group in groups:
            self._words(kind, group)
        self.lists -= 1

    def _table(self, tokens: Sequence[Token], n: int) -> int:
        close = next(i for i in range(n, len(tokens)) if tokens[i].type == "table_close")
        rows, spans, in_head = [], [], False
        for token in tokens[n:close]:
            if token.type in ("thead_open", "thead_close"):
                in_head = token.type == "thead_open"
            elif token.type == "tr_open" and token.map:
                span = self._line_span(token.map[0])
                cells = self._cells(span, header=in_head)
                if any(cell.text for cell in cells):  # the empty head of a table that has none
                    rows.append(cells)
                    spans.append(span)
        if rows:
            self._add(Draft("table", spans[0][0], spans[-1][1], rows=tuple(rows), row_spans=tuple(spans)))
        return close + 1

    def _cells(self, span: Span, *, header: bool) -> tuple[Cell, ...]:
        line = self.text[span[0] : span[1]]
        begin = len(line) - len(line.lstrip(" \t>"))
        begin += line.startswith("|", begin)
        stripped = line.rstrip()
        end = len(stripped) - (stripped.endswith("|") and not stripped.endswith("\\|"))
        cells, at = [], begin
        while at <= end:
            stop = min(_CELL.match(line, at).end(), end)  # type: ignore[union-attr]  # the pattern matches the empty string
            cells.append(self._cell(line[at:stop], span[0] + at, header=header))
            at = stop + 1
        return tuple(cells)

    def _cell(self, raw: str, start: int, *, header: bool) -> Cell:
        words = raw.strip()
        start += len(raw) - len(raw.lstrip())
        plain, _ = to_plain(self.parser, [Line(words, start)], self.env)
        text, segments = plain.build()
        if not segments:
            return Cell(text=text, start=start, end=start + len(words), header=header)
        return Cell(text=text, start=segments[0].start, end=segments[-1].start + segments[-1].length, header=header)

    def _code(self, token: Token) -> None:
        plain, first = Plain(), (token.map or [0, 0])[0] + (token.type == "fence")
        lines = token.content.rstrip("\n").split("\n")
        start = end = self._line_span(first)[0] if first < len(self.line_starts) else len(self.text)
        for n, words in enumerate(lines):
            if first + n >= len(self.line_starts):
                break
            line_start, end = self._line_span(first + n)
            if n:
                plain.put("\n")
            plain.take(words, line_start + max(self.text[line_start:end].rfind(words), 0))
        self._add(draft("code", plain, (start, end)))

    def _html(self, token: Token) -> None:
        """A block of HTML inside Markdown: its words, without tags, scripts and comments."""
        first, last = token.map or (0, 0)
        start, end = self.line_starts[first], self._line_span(max(last - 1, first))[1]
        plain, at = Plain(), start
        for tag in _TAG_OR_COMMENT.finditer(self.text, start, end):
            _take_lines(plain, self.text, at, tag.start())
            plain.put(" ")
            at = tag.end()
        _take_lines(plain, self.text, at, end)
        self._add(draft("paragraph", plain, (start, end)))

    def _add(self, made: Draft | None) -> None:
        if made:
            self.drafts.append(made)


def _take_lines(plain: Plain, text: str, start: int, end: int) -> None:
    for n, line in enumerate(text[start:end].split("\n")):
        if n:
            plain.put(" ")
        plain.take(line, start)
        start += len(line) + 1


def _span(lines: Sequence[Line]) -> Span:
    return lines[0].start, lines[-1].start + len(lines[-1].text)


def _is_heading(made: Draft) -> bool:
    if made.emphasis == "strong":
        return looks_like_heading(made.text)
    return looks_like_capitals_heading(made.text)

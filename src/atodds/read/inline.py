"""Markdown inside a line: words without their markup, and where each word stands in the source.

markdown-it-py parses; it keeps no offsets for what it finds inside a line, but its tokens follow the source from left to right
and say which markup they ate, so that walking both together gives every offset.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from atodds.read.drafts import Plain

Emphasis = Literal["", "strong", "em"]

# What may begin markup inside a line; a line without any of these is plain as it stands.
_MARKUP = re.compile(r"[*_`\[<&\\~]")
# A mark that points to a note: [1], [^1], [^note], and what encyclopedias leave in their exports.
NOTE_MARK = re.compile(r"\[(?:\^[\w-]{1,40}|\d{1,3}|note \d{1,3}|[a-z]|citation needed|edit)\]")
_NOTE_NUMBER = re.compile(r"\[?\^?\d{1,3}\]?")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Inside-the-line markup is looked for in at most so many characters at once: beyond it lies no paragraph that a person wrote,
# and unclosed brackets cost time that grows with the square of the length.
MAX_INLINE = 20_000


def make_parser() -> MarkdownIt:
    """A CommonMark parser with tables and strike-through, whose link and image tokens say where they end."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.at("link", _with_end(link))
    parser.inline.ruler.at("image", _with_end(image))
    return parser


def _with_end(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def wrapped(state: StateInline, silent: bool) -> bool:
        found = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return wrapped


@dataclass(slots=True)
class Line:
    """One line of a paragraph: its words (markers of lists and quotes removed) and where they stand in the document's text."""

    text: str
    start: int


def to_plain(parser: MarkdownIt, lines: Sequence[Line], env: dict[str, Any]) -> tuple[Plain, Emphasis]:
    """Plain text of some lines, and whether all of it is set in bold or italics. ``env``: the link references of the document."""
    content = "\n".join(line.text for line in lines)
    plain = Plain()
    if not _MARKUP.search(content) or len(content) > MAX_INLINE:
        for n, line in enumerate(lines):
            if n:
                plain.put(" ")
            words = line.text.strip()
            plain.take(words, line.start + line.text.find(words))
        return plain, ""
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    _Walk(content, lines, plain).run(tokens)
    return plain, _emphasis(tokens)


def _emphasis(tokens: Sequence[Token]) -> Emphasis:
    tokens = [t for t in tokens if t.type != "text" or t.content.strip()]
    if len(tokens) < 3:
        return ""
    kind: Emphasis
    for kind in ("strong", "em"):
        if tokens[0].type == f"{kind}_open" and tokens[-1].type == f"{kind}_close" and all(t.level > 0 for t in tokens[1:-1]):
            return kind
    return ""


@dataclass(slots=True)
class _Walk:
    """Walks tokens and source together. ``at``: how much of the source is eaten."""

    content: str
    lines: Sequence[Line]
    plain: Plain
    at: int = 0
    starts: list[int] = field(default_factory=list)
    struck: int = 0

    def run(self, tokens: Sequence[Token]) -> None:
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line.text) + 1)
        skip_until = -1
        for n, token in enumerate(tokens):
            if n <= skip_until:
                continue
            if token.type == "link_open" and self._is_note(tokens[n : n + 3]):
                self.at = tokens[n + 2].meta["end"]
                skip_until = n + 2
                continue
            self._token(token)

    def _is_note(self, tokens: Sequence[Token]) -> bool:
        """Whether a link is the number of a note: ``word[1](#n1)``, ``word[^1]``."""
        if len(tokens) < 3 or tokens[2].type != "link_close" or "end" not in tokens[2].meta:
            return False
        glued = self.at > 0 and not self.content[self.at - 1].isspace()
        href = str(tokens[0].attrGet("href") or "")
        return (glued or href.startswith("#")) and bool(_NOTE_NUMBER.fullmatch(tokens[1].content))

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._special(token)
            case "code_inline":
                self._code(token)
            case "softbreak" | "hardbreak":
                self._break()
            case "html_inline":
                self._put(" ") if _LINE_BREAK_TAG.fullmatch(token.content) else None
                self.at += len(token.content)
            case "link_close" | "image" if "end" in token.meta:
                self.at = token.meta["end"]
            case "link_open" | "link_close":  # an autolink's angle bracket, a link's square bracket
                self.at += 1
            case _:  # emphasis and strike-through: their markup
                self.struck += {"s_open": 1, "s_close": -1}.get(token.type, 0)
                self.at += len(token.markup)

    def _text(self, content: str) -> None:
        found = self.content.find(content, self.at)
        if found < 0:  # not as in the source (a link's address, made readable): the words without a place
            self._put(content)
            return
        done = 0
        for mark in NOTE_MARK.finditer(content):
            self._take(found + done, found + mark.start())
            done = mark.end()
        self._take(found + done, found + len(content))
        self.at = found + len(content)

    def _special(self, token: Token) -> None:
        raw_end = self.at + len(token.markup)
        if self.content[raw_end - len(token.content) : raw_end] == token.content:  # an escaped character
            self._take(raw_end - len(token.content), raw_end)
        elif self.content.startswith(token.content, self.at):  # "&" of "&amp;"
            self._take(self.at, self.at + len(token.content))
        else:
            self._put(token.content)
        self.at = raw_end

    def _code(self, token: Token) -> None:
        ticks = len(token.markup)
        end = self.content.find(token.markup, self.at + ticks + len(token.content))
        inner_end = end if end >= 0 else len(self.content)
        at = self.at + ticks
        for n, part in enumerate(self.content[at:inner_end].split("\n")):
            if n:
                self._put(" ")
            self._take(at, at + len(part))
            at += len(part) + 1
        self.at = inner_end + ticks

    def _break(self) -> None:
        newline = self.content.find("\n", self.at)
        self._put(" ")
        self.at = newline + 1 if newline >= 0 else self.at
        while self.at < len(self.content) and self.content[self.at] in " \t":
            self.at += 1

    def _take(self, start: int, end: int) -> None:
        if self.struck or end <= start:
            return
        n = bisect.bisect_right(self.starts, start) - 1
        self.plain.take(self.content[start:end], self.lines[n].start + start - self.starts[n])

    def _put(self, text: str) -> None:
        if not self.struck:
            self.plain.put(text)

"""Plain text files: paragraphs, headings and list items told by their looks."""

from __future__ import annotations

from collections.abc import Sequence

from atodds.read.boilerplate import mark
from atodds.read.bounds import check_lines
from atodds.read.drafts import Draft, Span
from atodds.read.encoding import decode
from atodds.read.lines import line_blocks
from atodds.read.looks import PLAIN_BULLET, SENTENCE_END, looks_like_capitals_heading, looks_like_heading, looks_like_line_heading
from atodds.read.metadata import Body, Metadata, front_matter

# More headings than this in a row are no headings but a list of headlines.
MAX_HEADINGS_IN_A_ROW = 3


def read(data: bytes, name: str) -> Body:
    """Text and blocks of a plain text file. Front matter is understood here as well.

    Raises:
        SourceError: it cannot be decoded, or has too many lines.
    """
    matter = front_matter(decode(data, name), name)
    check_lines(matter.body, name, "\t")
    return Body(matter.body, mark(plain_blocks(matter.body)), matter.metadata, matter.problems)


def metadata(data: bytes, name: str) -> Metadata:
    """What the front matter says."""
    return front_matter(decode(data, name), name).metadata


def plain_blocks(text: str) -> list[Draft]:
    """Blocks of a plain text."""
    return find_headings(*line_blocks(text, 0, len(text)))


def find_headings(drafts: list[Draft], gaps: set[int]) -> list[Draft]:
    """Find the headings among the paragraphs and give them levels. ``gaps``: offsets of lines below an empty line."""
    for n, one in enumerate(drafts):
        if one.kind == "paragraph" and _is_heading(drafts, n, gaps):
            one.kind, one.title_like = "heading", True
    _drop_headline_lists(drafts)
    _levels(drafts)
    return drafts


def _is_heading(drafts: Sequence[Draft], n: int, gaps: set[int]) -> bool:
    one = drafts[n]
    after = drafts[n + 1] if n + 1 < len(drafts) else None
    if after is None:
        return False
    if looks_like_capitals_heading(one.text):
        return True
    if not (looks_like_line_heading(one.text) or (PLAIN_BULLET.match(one.text) and looks_like_heading(one.text))):
        return False
    if one.start in gaps and after.start in gaps:
        return True  # it stands alone between empty lines
    before = drafts[n - 1] if n else None
    begins = before is None or one.start in gaps or bool(SENTENCE_END.search(before.text))
    return begins and _is_upper_start(one.text) and len(after.text) > len(one.text) and bool(SENTENCE_END.search(after.text))


def _is_upper_start(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper() or first.isdigit() or not first.islower()


def _drop_headline_lists(drafts: list[Draft]) -> None:
    """Too many headings one after the other, and headings with nothing below them, are lines of text."""
    for low, high in _stretches(drafts):
        if high - low > MAX_HEADINGS_IN_A_ROW or high == len(drafts):
            for one in drafts[low:high]:
                one.kind, one.title_like = "paragraph", False


def _stretches(drafts: Sequence[Draft]) -> list[Span]:
    found, low = [], 0
    while low < len(drafts):
        high = low
        while high < len(drafts) and drafts[high].kind == "heading":
            high += 1
        if high > low:
            found.append((low, high))
        low = max(high, low + 1)
    return found


def _levels(drafts: Sequence[Draft]) -> None:
    """The first line is the title; a heading right above another heading opens a group; the others lie below the group."""
    level = 2
    for n, one in enumerate(drafts):
        if one.kind != "heading":
            continue
        if n == 0:
            one.level = 1
        elif n + 1 < len(drafts) and drafts[n + 1].kind == "heading" and drafts[n - 1].kind != "heading":
            one.level, level = 2, 3
        else:
            one.level = level

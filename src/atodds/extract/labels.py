"""Labelled fields with a name: lines below each other ("Builder: X", "Owner: Y"), rows of tables ("| Architect | Lena Moritz |").

Such a row of a table is read as the line "Architect: Lena Moritz" would be: its first two cells become a block of their own, of which every
character is mapped back to the cell it stands in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.extract.filler_tables import slots_of_verbs
from atodds.model.records import Block, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.extract.lexicon import Lexicon
    from atodds.model.records import Cell

# A label of more words is a sentence, and so is a value of more.
_LONGEST_LABEL = 6
_LONGEST_VALUE = 14
_WORD = re.compile(r"[^\W\d_]+")
# Fields below each other ("Builder: X", "Owner: Y") are lines of their own and no sentence that was wrapped.
_LABEL = re.compile(r"[A-Z][\w’'&/()-]*(?: [\w’'&/()-]+){0,5}: ")
_SEVERAL = 2
# Between label and value: what makes a line a field.
_COLON = ": "
# The first row of a table heads its columns, unless its second cell holds a name of two words or more.
_NAME = re.compile(r"[^\W\d_]*[A-ZÀ-Þ][\w.’'-]*(?: (?:&|[a-z]{2,3}|[A-ZÀ-Þ][\w.’'-]*))+")


def labelled_rows(block: Block, text: str, lexicon: Lexicon) -> Iterator[Block]:
    """The rows of a table that name who fills a role, each as a block that reads "label: name"; ``text``: that of the document."""
    for row in block.rows:
        if len(row) > 1 and _is_field(row[0], row[1], lexicon) and all(text[c.start : c.end] == c.text for c in row[:2]):
            label, value = row[0], row[1]
            yield Block(
                kind="list_item",
                start=label.start,
                end=value.end,
                text=f"{label.text.lower()}{_COLON}{value.text}",
                segments=(
                    Segment(plain=0, start=label.start, length=len(label.text)),
                    Segment(plain=len(label.text) + len(_COLON), start=value.start, length=len(value.text)),
                ),
                page=block.page,
            )


def _is_field(label: Cell, value: Cell, lexicon: Lexicon) -> bool:
    if not names_role(label.text, lexicon) or not 0 < len(value.text.split()) <= _LONGEST_VALUE:
        return False
    return _NAME.match(value.text) is not None if label.header or value.header else value.text[0].isalpha()


def names_role(label: str, lexicon: Lexicon) -> bool:
    """Whether the label of a field asks for a name: "Chief executive", "Cause of the fire"."""
    words = _WORD.findall(label.lower())
    if not 0 < len(words) <= _LONGEST_LABEL:
        return False
    nouns = {noun for slot in slots_of_verbs() if slot.fill == "cause" for noun in slot.nouns}
    return words[0] in nouns or any(match.item.group == "role" for match in lexicon.find([w.removesuffix("s") for w in words]))


def parted_at(block: Block, text: str, lexicon: Lexicon) -> list[int]:
    """Where a block is parted by its lines: at each that is a field with a name, if there are several; ``text``: that of the document."""
    plain = block.text
    if ": " not in plain:
        return []
    lines = [0, *(i + 1 for i, sign in enumerate(plain) if sign.isspace() and _is_break(block, i, text))]
    labels = {at: label.group() for at in lines if (label := _LABEL.match(plain, at)) is not None}
    if len(labels) < _SEVERAL or not any(names_role(label, lexicon) for label in labels.values()):
        return []
    return [at for at in labels if at]


def _is_break(block: Block, at: int, text: str) -> bool:
    """Whether the white space at ``at`` of a block is the end of a line of the document."""
    return "\n" in text[block.to_document(at, end=True) : block.to_document(at + 1)]

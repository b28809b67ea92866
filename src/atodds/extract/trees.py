"""Parsed sentences as plain records, made once from what the parser says.

They have the names that spaCy gives its own (spacy.io/api/token). There every look makes its answer anew: a string, the children, a token
itself. A sentence is looked at from so many sides (some forty times each token) that this took longer than the parse.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Kind(NamedTuple):
    """What tokens of one form, tag and dependency have in common; ``lemma``: its lemma in lower case."""

    text: str
    lower_: str
    lemma_: str
    lemma: str
    pos_: str
    tag_: str
    dep_: str
    morph: str
    is_alpha: bool
    is_punct: bool
    is_stop: bool
    like_num: bool


class Token:
    """A word of a sentence with its place in the tree; what is of its ``Kind`` stands here too, to be looked up in one step."""

    __slots__ = (*Kind._fields, "_subtree", "children", "doc", "head", "i", "idx", "lefts", "rights", "whitespace_")

    text: str
    lower_: str
    lemma_: str
    lemma: str
    pos_: str
    tag_: str
    dep_: str
    morph: str
    is_alpha: bool
    is_punct: bool
    is_stop: bool
    like_num: bool
    doc: Doc
    head: Token
    lefts: Sequence[Token]
    rights: Sequence[Token]
    children: Sequence[Token]
    _subtree: Sequence[Token] | None

    def __init__(self, kind: Kind, i: int, idx: int, whitespace: str) -> None:
        """``i``: which of the sentence it is; ``idx``: where it begins in its text; its place in the tree is given by the ``Doc``."""
        (
            self.text,
            self.lower_,
            self.lemma_,
            self.lemma,
            self.pos_,
            self.tag_,
            self.dep_,
            self.morph,
            self.is_alpha,
            self.is_punct,
            self.is_stop,
            self.like_num,
        ) = kind
        self.i = i
        self.idx = idx
        self.whitespace_ = whitespace
        self.lefts = self.rights = self.children = ()
        self._subtree = None

    def __repr__(self) -> str:
        """The word."""
        return self.text

    @property
    def subtree(self) -> Sequence[Token]:
        """The token with all that hang from it, from left to right."""
        if self._subtree is None:
            self._subtree = (*(t for c in self.lefts for t in c.subtree), self, *(t for c in self.rights for t in c.subtree))
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """What the token hangs from, from its head to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether ``other`` hangs from this token, directly or not."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    @property
    def root(self) -> Token:
        """The token that hangs from no other, from which this one hangs; itself if it is one."""
        token = self
        while token.head is not token:
            token = token.head
        return token

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return min(self.subtree, key=lambda t: t.i)

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return max(self.subtree, key=lambda t: t.i)

    @property
    def conjuncts(self) -> list[Token]:
        """The tokens that this one is joined to by "and", "or" and commas."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:
            joined.extend(c for c in token.rights if c.dep_ == "conj")
        return [t for t in joined if t is not self]

    def nbor(self, by: int = 1) -> Token:
        """The token that stands so many places behind this one."""
        return self.doc[self.i + by]


class Doc(tuple[Token, ...]):
    """The tokens of a parsed sentence, and its text. What the parser takes for two sentences has two roots."""

    text: str
    _starts: list[int]

    @classmethod
    def of(cls, text: str, kinds: Iterable[Kind], heads: Sequence[int], spaces: Sequence[int]) -> Doc:
        """Put the tree together: what each token is, how far from it its head is, and whether white space stands behind it."""
        made: list[Token] = []
        at = 0
        for i, (kind, space) in enumerate(zip(kinds, spaces, strict=True)):
            made.append(Token(kind, i, at, " " if space else ""))
            at += len(kind.text) + space
        doc = cls(made)
        doc.text = text
        doc._starts = [token.idx for token in made]
        below: dict[int, tuple[list[Token], list[Token]]] = {}
        for token, offset in zip(made, heads, strict=True):
            token.doc = doc
            token.head = made[token.i + offset]
            if offset:
                below.setdefault(token.i + offset, ([], []))[offset < 0].append(token)
        for i, (lefts, rights) in below.items():
            made[i].lefts, made[i].rights, made[i].children = lefts, rights, [*lefts, *rights]
        return doc

    def words(self, first: int, last: int) -> str:
        """The text of the tokens ``[first, last)``, without the white space behind them."""
        if first >= min(last, len(self)):
            return ""
        end = self[min(last, len(self)) - 1]
        return self.text[self[first].idx : end.idx + len(end.text)]

    def tokens_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The first of the tokens that stand at the characters ``[start, end)``, if only in part, and the one behind; None for no token."""
        if not 0 <= start < end <= len(self.text):
            return None
        first = bisect.bisect_right(self._starts, start) - 1
        last = bisect.bisect_right(self._starts, end - 1)
        if start == self[first].idx + len(self[first].text):  # the white space behind a token is none of it
            first += 1
        return (first, last) if first < last else None

    def let_go(self) -> None:
        """Forget the tree, so that the memory of the tokens is free when the last is out of use, without Python's garbage collector."""
        for token in self:
            del token.head, token.doc, token.lefts, token.rights, token.children, token._subtree


def one_by_one(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Docs in order, each let go when the next is asked for, the last when none is asked for any more."""
    for doc in docs:
        try:
            yield doc
        finally:
            doc.let_go()

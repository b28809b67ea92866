"""Names in a parsed sentence: runs of proper nouns, by their tags and their spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

# Words inside a name that are no proper nouns: "Bank of Japan", "Ludwig van Beethoven", "Tavares & Filhos".
JOINERS = frozenset(
    {"of", "de", "del", "da", "do", "dos", "di", "la", "le", "du", "van", "von", "der", "den", "bin", "al", "el", "&", "for"}
)
# Joiners that a name may not be held together by on their own unless a capitalised word stands on both sides and the
# left one is a kind of institution: "the Ministry of Health", but not "investors of Qilan".
# A letter-and-digit name ("QX-3", "LANTERN-2", "A320") is a name whatever its tag.
_CODE = re.compile(r"^(?=.*[A-Z])(?=.*\d)[A-Za-z0-9][A-Za-z0-9.\-/]*$")


# Capitalised words that the tagger takes for names: abbreviations before a number, labels.
_NEVER = frozenset({"no", "no.", "nos", "nos.", "vol", "vol.", "fig", "fig.", "art", "art.", "sec", "sec.", "ch", "pp", "pp.", "the"})


class Name(NamedTuple):
    """A name: token span ``[first, last)`` and its words without a possessive."""

    first: int
    last: int
    text: str


def is_name_token(token: Token) -> bool:
    """Whether a token can be part of a name."""
    text = token.text
    if _CODE.match(text):
        return True
    if not text[:1].isupper() or token.lower_ in _NEVER:
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return not (text.isupper() and len(text) > 1 and token.i == 0 and len(token.doc) > 1 and token.doc[1].text.isupper())
    # A capitalised adjective or noun inside the sentence: "European Union", "Court of Audit".
    return token.i > 0 and token.tag_ in ("NN", "NNS", "JJ", "FW") and token.nbor(-1).text not in ('"', "“", ":", "'", "‘", ".", "(")


def names(doc: Doc, excluded: Collection[int] = ()) -> list[Name]:
    """The names of a sentence in order; tokens in ``excluded`` (dates, money) belong to none."""
    found: list[Name] = []
    i, n = 0, len(doc)
    while i < n:
        if i in excluded or not is_name_token(doc[i]):
            i += 1
            continue
        j = i + 1
        while j < n:
            if j not in excluded and is_name_token(doc[j]):
                j += 1
            elif j + 1 < n and j + 1 not in excluded and is_name_token(doc[j + 1]) and (_is_glue(doc, j) or _joins(doc, i, j)):
                j += 2
            else:
                break
        found.append(Name(i, j, _text(doc, i, j)))
        i = j
    return found


# Heads of names that take "of" or "for": ministries, universities, institutes, courts, republics ...
_INSTITUTIONS = frozenset(
    "academy administration agency association authority bank board bureau cabinet centre center chamber church city college commission "
    "committee confederation council court department federation fund group hospital house institute kingdom league library ministry "
    "minister museum office organisation organization party republic school secretary senate society state states survey union "
    "university church court order port bay gulf isle lake mount cape strait division directorate institution inspectorate registry "
    "observatory academy faculty foundation".split()
)


# Shortened words after whose full stop a name goes on: "Berg Chemicals Pvt. Ltd.".
_SHORTENED = frozenset(
    {"pvt", "pte", "pty", "co", "bros", "st", "mt", "ft", "dr", "mr", "mrs", "ms", "gen", "col", "capt", "sgt", "lt", "prof", "rev"}
)


def _is_glue(doc: Doc, at: int) -> bool:
    """Whether a sign holds the words on its sides together without a space: "A-B", "J.P.", "O’Neill", "Pvt. Ltd."."""
    if doc[at - 1].whitespace_:
        return False
    short = doc[at].text == "." and doc[at - 1].lower_ in _SHORTENED
    return short or (doc[at].text in ("-", "–", "/", ".", "’", "'") and not doc[at].whitespace_)


def _joins(doc: Doc, first: int, joiner: int) -> bool:
    """Whether a small word belongs to the name it follows: always, but for "of" and the like only behind an institution."""
    if doc[joiner].lower_ not in JOINERS:
        return False
    if doc[joiner].lower_ not in ("of", "for"):
        return True
    return any(doc[k].lower_ in _INSTITUTIONS for k in range(first, joiner))


def _text(doc: Doc, first: int, last: int) -> str:
    text: str = doc[first:last].text
    return text.removesuffix("'s").removesuffix("’s").strip()

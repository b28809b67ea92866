"""Names in a parsed sentence: runs of proper nouns, by their tags and their spelling."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.extract.phrases import MOST_KNOWN

if TYPE_CHECKING:
    from collections.abc import Collection

    from atodds.extract.trees import Doc, Token


# Words inside a name that are no proper nouns: "Bank of Japan", "Ludwig van Beethoven", "Tavares & Filhos".
JOINERS = frozenset(
    {"of", "de", "del", "da", "do", "dos", "di", "la", "le", "du", "van", "von", "der", "den", "ter", "bin", "al", "el", "es", "&", "for"}
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


@functools.lru_cache(maxsize=MOST_KNOWN)
def _is_code(text: str) -> bool:
    return _CODE.match(text) is not None


def is_name_token(token: Token) -> bool:
    """Whether a token can be part of a name."""
    text = token.text
    if _is_code(text):
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
            elif j + 2 < n and {doc[j].lower_, doc[j + 1].lower_} <= _PARTICLES and is_name_token(doc[j + 2]):
                j += 3  # "Joost van den Berg"
            else:
                break
        found.append(Name(i, j, _text(doc, i, j)))
        i = j
    return _with_two_fields(doc, found)


# Small words of which a name may have two in a row.
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "del", "la", "le", "los", "las", "ter"})
# Bodies that are named after two fields: "the Ministry of Mobility and Public Works".
_OF_FIELDS = frozenset({"ministry", "minister", "department", "directorate", "faculty", "secretary", "school", "institute"})


def _with_two_fields(doc: Doc, found: list[Name]) -> list[Name]:
    """Two names that are one body: "Ministry of Mobility and Public Works", "Stage and Arts Board", "Growers' Union"."""
    joined: list[Name] = []
    for name in found:
        before = joined[-1] if joined else None
        near = before is not None and before.last + 1 == name.first
        if before is not None and near and (_is_one_body(doc, before, name) or _is_body_of_many(doc, before, name)):
            joined[-1] = Name(before.first, name.last, _text(doc, before.first, name.last))
        else:
            joined.append(name)
    return joined


# Bodies of many, beside the institutions: "the Renters' Network".
BODIES_OF_MANY = frozenset({"network", "club", "forum", "alliance", "congress", "trust", "inquiry", "tribunal", "guild"})


def _is_body_of_many(doc: Doc, first: Name, second: Name) -> bool:
    """ "The Maize Growers' Union", "the Renters' Association": whose it is belongs to its name."""
    many = doc[first.last].text in ("'", "’") and doc[first.last - 1].lower_.endswith("s")
    return many and doc[second.last - 1].lower_ in INSTITUTIONS | BODIES_OF_MANY


def _is_one_body(doc: Doc, first: Name, second: Name) -> bool:
    if doc[first.last].lower_ != "and":
        return False
    if any(t.lower_ in _OF_FIELDS for t in doc[first.first : first.last - 1]) and doc[first.last - 2].lower_ in ("of", "for"):
        return not any(t.lower_ in INSTITUTIONS for t in doc[second.first : second.last])
    last, word = doc[second.last - 1], doc[first.last - 1]
    modifies = word.dep_ in ("nmod", "compound", "amod") and word.head == last
    return first.last - first.first == 1 and second.last - second.first > 1 and last.lower_ in INSTITUTIONS and modifies


# Heads of names that take "of" or "for": ministries, universities, institutes, courts, republics ...
INSTITUTIONS = frozenset(
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
    return any(doc[k].lower_ in INSTITUTIONS for k in range(first, joiner))


def _text(doc: Doc, first: int, last: int) -> str:
    text: str = doc.words(first, last)
    return text.removesuffix("'s").removesuffix("’s").strip()


# Prepositions before a place: what stands behind them is where something is, not what it is said of.
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across", "off"})


def is_place(token: Token) -> bool:
    """Whether a word of a name stands behind a preposition of place: "four towers in Omaha"."""
    head = token
    while head.dep_ in ("compound", "amod", "nmod", "poss", "conj", "appos") and head.head != head:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _WHERE

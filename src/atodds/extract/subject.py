"""Whom a claim is about: the named thing in the place of the subject, or what its pronoun points to."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from atodds.extract.discourse import is_place, is_we

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from atodds.extract.discourse import Discourse
    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.names import Name

How = Literal["named", "anaphor", "we", "default"]


class Subject(NamedTuple):
    """A name, and how it was found: named in the sentence, pointed to by a word of it, or by default."""

    text: str
    how: How


def subject_of(doc: Doc, frame: Frame, found: Sequence[Name], discourse: Discourse) -> Subject:
    """The entity that the value of ``frame`` is said of.

    Looked for, in this order: a possessive ("Horizon's revenue", "its value"); the clause's subject, or a name inside it
    ("the share of Qilan"); names the value hangs from ("a valuation of Qilan at ..."); what the value is of; what was
    spoken of before.
    """
    sources = _source_tokens(doc)
    by_token = {i: name for name in found if name.first not in sources and _stands_alone(doc, name) for i in range(name.first, name.last)}
    near = [*frame.roles["head"], *frame.roles["mods"], *frame.roles["govs"]]
    for token in _possessives(near, frame):
        got = _point(token, by_token, discourse)
        if got:
            return got
    if frame.subject is not None:
        got = _point(frame.subject, by_token, discourse)
        if got:
            return got
        for token in frame.roles["subj"]:
            if token.i in by_token:
                return Subject(by_token[token.i].text, "named")
    for role in ("govs", "mods", "base"):
        for token in frame.roles[role]:
            if token.i in by_token and not (role != "base" and is_place(token) and discourse.default):
                return Subject(by_token[token.i].text, "named")
    if frame.subject is not None and frame.subject.i not in by_token and frame.verb is not None:
        for token in frame.roles["args"]:
            if token.i in by_token and (_is_origin(token) or _is_employer(token)):
                return Subject(by_token[token.i].text, "named")
    return Subject(discourse.default, "default")


def _possessives(near: Sequence[Token], frame: Frame) -> list[Token]:
    heads = [*near, *([frame.subject] if frame.subject is not None else [])]
    return [child for token in heads for child in token.children if child.dep_ == "poss"] + [t for t in near if t.dep_ == "poss"]


def _point(token: Token, by_token: dict[int, Name], discourse: Discourse) -> Subject | None:
    if token.i in by_token:
        return Subject(by_token[token.i].text, "named")
    text = discourse.resolve(token)
    if not text:
        return None
    return Subject(text, "we" if is_we(token) else "anaphor")


def _source_tokens(doc: Doc) -> set[int]:
    """The tokens of "according to ...": whose word it is, not whom it is about."""
    return {t.i for token in doc if token.lower_ == "according" for t in token.subtree}


# Symbols, days and months that the tagger takes for names.
_NO_NAMES = frozenset(
    {
        *calendar.month_name[1:],
        *calendar.day_name,
        "kW",
        "MW",
        "GW",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "km",
        "kg",
        "mm",
        "cm",
        "ha",
    }
)
# "The Norwegians promise", "the Portuguese signed": people of a country, who stand for whoever was spoken of before.
_PEOPLE = re.compile(
    r"(?:\w+(?:ians?|eans?|ese|ish|icans?)|French|Dutch|Swiss|Greeks?|Danes?|Swedes?|Finns?|Turks?|Poles?|Czechs?|Germans?|Yanks?)$"
)


# What releases and contracts call, in capitals, the one whose they are. "The Authority" and "the Ministry" are known by that word alone.
_PARTIES = frozenset({"company", "firm", "group", "corporation"})


def may_be_subject(words: Words, name: Name, discourse: Discourse) -> bool:
    """Whether a name can be that of whom something is said.

    Not a month or a unit, not a word that begins a sentence and has no capital elsewhere, not a measure in capitals ("Capex was 40
    million", "at ARR of 46 million"), not the people of a country.
    """
    if name.last - name.first > 1:
        return True
    token = words.doc[name.first]
    if name.text in _NO_NAMES:
        return False
    if name.text in (discourse.topic, discourse.section, discourse.publisher):
        return True
    article = token.i > 0 and words.doc[token.i - 1].lower_ == "the"
    if article and token.lower_ in _PARTIES:
        return False  # "the Company" of releases and contracts is no name: it points to whoever was named
    if article and _PEOPLE.match(name.text) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "poss", "dobj"):
        return False
    if token.i == 0 and token.lower_ in discourse.plain:
        return False  # "Fertiliser costs more": a sentence begins with a capital
    plain = token.i == 0 or name.text.isupper()
    return not (plain and any("name" not in c.measures for c in words.concepts.get(token.i, ())))


def _stands_alone(doc: Doc, name: Name) -> bool:
    """Whether a name can be a subject: not an acronym or adjective that only modifies a noun ("AI specialists", "Chinese characters")."""
    span = [doc[i] for i in range(name.first, name.last)]
    root = next((t for t in span if not name.first <= t.head.i < name.last), span[-1])
    modifies = root.dep_ in ("compound", "amod", "nmod") and root.head.i >= name.last
    return not (modifies and len(span) == 1 and (span[0].text.isupper() or span[0].tag_ == "JJ"))


def _is_origin(token: Token) -> bool:
    """Whether a name is where the subject comes from: "31 were from mainland China", "is made by X"."""
    head = _head_of_name(token)
    return head.dep_ == "pobj" and head.head.lower_ in ("from", "by")


def _is_employer(token: Token) -> bool:
    """Whether people are counted by whom they work for: "124 people work for X", "some 40 nurses are employed at X"."""
    head = _head_of_name(token)
    behind = head.dep_ == "pobj" and head.head.lower_ in ("for", "at", "with")
    return behind and head.head.head.lemma_ in ("work", "employ")


def _head_of_name(token: Token) -> Token:
    while token.dep_ in ("compound", "amod", "nmod", "poss", "conj") and token.head != token:
        token = token.head
    return token

"""Whom a claim is about: the named thing in the place of the subject, or what its pronoun points to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from atodds.extract.discourse import is_kind, is_person, is_we
from atodds.extract.names import is_place
from atodds.extract.spellings import is_no_name, is_office, is_people
from atodds.extract.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atodds.extract.discourse import Discourse
    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.trees import Doc, Token

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
    made = _made(frame, by_token, discourse)
    if made is not None:
        return Subject(made.text, "named")
    owners = _possessives(near, frame, by_token)
    for token in (*owners, *([frame.subject] if frame.subject is not None else [])):
        got = _point(token, by_token, discourse)
        if got:
            return got
    name = next(_names_in(frame, by_token, discourse), None)
    return Subject(name.text, "named") if name is not None else Subject(discourse.default, "default")


def _names_in(frame: Frame, by_token: Mapping[int, Name], discourse: Discourse) -> Iterator[Name]:
    """The names in a frame that its value may be said of, the likeliest first."""
    if frame.subject is not None:
        yield from (by_token[t.i] for t in frame.roles["subj"] if t.i in by_token)
    for role in ("govs", "mods", "base"):
        for token in frame.roles[role]:
            if token.i in by_token and not (role != "base" and is_place(token) and discourse.default):
                yield by_token[token.i]
    if frame.subject is not None and frame.subject.i not in by_token and frame.verb is not None:
        yield from (by_token[t.i] for t in frame.roles["args"] if t.i in by_token and (_is_origin(t) or _is_employer(t)))


# Verbs of bringing something into being: what is told of the deed is told of what came of it.
_FOUNDING = frozenset({"found", "co-found", "establish"})
_MAKING = _FOUNDING | {"create", "launch", "start", "build", "open", "invent", "discover", "design", "set"}


def _made(frame: Frame, by_token: Mapping[int, Name], discourse: Discourse) -> Name | None:
    """What a person made ("Ada Lund founded Nordvik in 2012"), of which the date is that of the beginning; None if the value counts it."""
    verb, subject = frame.verb, frame.subject
    if verb is None or subject is None or frame.head is not None or verb.lemma not in _MAKING or subject.i not in by_token:
        return None
    founds = verb.lemma in _FOUNDING or any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
    if not founds and not discourse.is_person_name(by_token[subject.i].text) and not is_person(subject.doc, by_token[subject.i]):
        return None
    return next((by_token[c.i] for c in verb.children if c.dep_ == "dobj" and c.i in by_token), None)


def _possessives(near: Sequence[Token], frame: Frame, by_token: Mapping[int, Name]) -> list[Token]:
    """Whose something is; of "its rival Sande has 400 employees" not "its", for Sande is named."""
    subject = frame.subject if frame.subject is not None and named_at(frame.subject, by_token) is None else None
    heads = [*(t for t in near if t != frame.subject), *([subject] if subject is not None else [])]
    return [child for token in heads for child in token.children if child.dep_ == "poss"] + [t for t in near if t.dep_ == "poss"]


def _point(token: Token, by_token: dict[int, Name], discourse: Discourse) -> Subject | None:
    name = named_at(token, by_token) or named_inside(token, by_token)
    if name is not None:
        return Subject(name.text, "named")
    text = discourse.resolve(token)
    if not text:
        return None
    return Subject(text, "we" if is_we(token) and text == discourse.publisher else "anaphor")


def named_at(token: Token, by_token: Mapping[int, Name]) -> Name | None:
    """The name that a noun is, or that stands right behind it for the same thing: "its rival Sande"."""
    behind = by_token.get(token.i + 1) if any(c.dep_ == "appos" and c.i in by_token for c in token.children) else None
    return by_token.get(token.i) or behind


def named_inside(token: Token, by_token: Mapping[int, Name]) -> Name | None:
    """The name of a thing that stands before the noun for it: "the Marra dam"; "the Ohio company" is not Ohio."""
    if not is_kind(token.lemma) or token.lemma in word_list("sorts", "firm"):
        return None
    return next((by_token[c.i] for c in token.children if c.dep_ in ("compound", "nmod") and c.i in by_token), None)


def _source_tokens(doc: Doc) -> set[int]:
    """The tokens of "according to ...": whose word it is, not whom it is about."""
    return {t.i for token in doc if token.lower_ == "according" for t in token.subtree}


# Symbols that the tagger takes for names.
_NO_NAMES = frozenset({"kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "km", "kg", "mm", "cm", "ha"})
# What releases and contracts call, in capitals, the one whose they are. "The Authority" and "the Ministry" are known by that word alone.
_PARTIES = frozenset({"company", "firm", "group", "corporation"})


def may_be_subject(words: Words, name: Name, discourse: Discourse) -> bool:
    """Whether a name can be that of whom something is said.

    Not a month, a phase or a unit, not a word that begins a sentence and has no capital elsewhere, not a measure in capitals ("Capex was 40
    million", "at ARR of 46 million"), not the people of a country.
    """
    token = words.doc[name.first]
    if name.text in _NO_NAMES or is_no_name(name.text) or _is_numeral(words.doc, name):
        return False
    if name.last - name.first > 1:
        return True
    if name.text.isupper() and is_office(name.text):
        return False  # "the CFO"
    if name.text in (discourse.topic, discourse.section, discourse.publisher):
        return True
    article = token.i > 0 and words.doc[token.i - 1].lower_ == "the"
    if article and token.lower_ in _PARTIES:
        return False  # "the Company" of releases and contracts is no name: it points to whoever was named
    if article and is_people(name.text) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "poss", "dobj"):
        return False
    if token.i == 0 and token.lower_ in discourse.plain:
        return False  # "Fertiliser costs more": a sentence begins with a capital
    plain = token.i == 0 or name.text.isupper()
    return not (plain and any("name" not in c.measures for c in words.concepts.get(token.i, ())))


def _is_numeral(doc: Doc, name: Name) -> bool:
    """Whether a name is the number of a part or a class: "Phase 3", "Scope 1", "Chapters 2 and 5"."""
    if doc[name.first].lower_ not in word_list("numbered", "nouns") - word_list("numbered", "things"):
        return False
    last = doc[name.last - 1]
    if name.last - name.first == 1:
        return last.i + 1 < len(doc) and doc[last.i + 1].like_num
    return name.last - name.first == 2 and (last.like_num or is_no_name(last.text))


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

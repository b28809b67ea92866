"""What narrows a value to a part of what it would else be said of: "turnout *among under-25s*", "*excluding land*, it cost 40 million".

A narrowing is a sort and what the value is narrowed to, in keys (``atodds.extract.measure``), as a feature "sort=key":

============  ================================================================================================
``left_out``  something is left out of the figure ("not counting temporary staff", "food and energy aside")
``put_in``    something is put into it that it might be told without ("interest included")
``people``    some of the people ("for new customers", "in patients over 65")
``where``     some part of the place ("in its southern provinces", "outside the old town", "overseas")
``when``      some part of the time, or a time that comes again ("on weekdays", "in the second half")
``kind``      some kind of the thing ("fatal accidents")
``alone``     nothing but what is named ("from wind alone")
============  ================================================================================================

What tells of an event where and among whom it happened narrows nothing ("12 died in the northern town"): a place or a time is read as a
narrowing of what was counted once only where it is one of several by its words.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from atodds.datafile import tables_of
from atodds.extract.frames import holds, is_noun
from atodds.model.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.trees import Doc, Token

# How far from its mark what is left out or put in is looked for, in tokens.
_REACH = 7
_ENDS = frozenset({"that", "which", "who", "and", "but", "or"})
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TOLD = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
_PRESENT = frozenset({"VBZ", "VBP"})
_SHARES = frozenset({"%", "pp"})
# What says that something is one of its kind, not that a part has some value: "it is among the oldest".
_COPULAS = frozenset({"be", "rank", "remain"})
_PLURAL = frozenset({"NNS", "NNPS"})


_DATED = frozenset({"this", "that", "last", "next", "past", "previous"})
_ARTICLES = frozenset({"the", "its", "their", "his", "her", "our"})


class Found(NamedTuple):
    """A narrowing: its sort, and the tokens that say to what."""

    sort: str
    tokens: Sequence[Token]


@functools.cache
def _table() -> dict[str, dict[str, list[str]]]:
    read: dict[str, Any] = tables_of("atodds.extract", "narrowings")
    return read


@functools.cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(_table()[section][name])


@functools.cache
def _phrases(section: str, name: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a list by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(p.split()) for p in _table()[section][name]), key=lambda p: (-len(p), p)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


@functools.cache
def _first_words() -> frozenset[str]:
    """With what a mark of something left out or put in begins."""
    phrases = (_phrases(sort, name) for sort in ("left_out", "put_in") for name in ("before", "behind"))
    return _set("left_out", "sums_before").union(*phrases)


def narrowed(words: Words, frame: Frame, value: Quantity, own: range, others: Collection[int]) -> list[str]:
    """What narrows the value at the tokens ``own``, as "sort=key"; ``others``: the tokens of the other values of the sentence."""
    found: list[str] = []
    steady = _is_steady(frame, value)
    for one in (*_marked(words.doc, frame, own, others), *_hung(words, frame, own, others, steady=steady), *_alone(words.doc, own, others)):
        found.extend(f"{one.sort}={key}" for key in _keys(words, one))
    found.extend(f"kind={key}" for key in _kinds(words, frame))
    return list(dict.fromkeys(found))


def _keys(words: Words, found: Found) -> list[str]:
    """The keys and lemmas that tell a part from the others: of people, sums and kinds not the noun that has a modifier, nor names."""
    whole = found.sort in ("when", "where")  # who says "the weekend" without "opening" hardly means another
    modified = set() if whole else {t.head.i for t in found.tokens if t.dep_ in ("amod", "compound", "nummod", "nmod", "advmod")}
    telling = [t for t in found.tokens if t.i not in modified and t.pos_ != "PROPN"] or found.tokens
    lemmas = [t.lemma for t in telling if t.pos_ in _TOLD and any(c.isalnum() for c in t.text)]
    return list(dict.fromkeys([*lemmas, *words.keys(telling)]))


def _is_steady(frame: Frame, value: Quantity) -> bool:
    """Whether a value is of a state and not of what happened once: a share, a rate, or told in the present tense."""
    return value.unit in _SHARES or value.per is not None or frame.verb is None or frame.verb.tag_ in _PRESENT


def _marked(doc: Doc, frame: Frame, own: range, others: Collection[int]) -> Iterator[Found]:
    """What a mark leaves out of the value or puts into it."""
    sizes = frame.verb is not None and frame.verb.lemma_ in _set("left_out", "without_verbs")
    low = [t.lower_ for t in doc]
    begins = [i for i, word in enumerate(low) if word in _first_words()]
    taken: set[int] = set()
    for sort in ("left_out", "put_in"):
        for i in begins:
            if i in taken:
                continue
            if phrase := _at(low, i, _phrases(sort, "before")):
                told = _after(doc, i + len(phrase)) if low[i] != "aside" or doc[i].head.lemma_ not in ("set", "put") else []
                taken.update(range(i, i + len(phrase)))
                span = (i, i + len(phrase) + len(told))
            elif (phrase := _at(low, i, _phrases(sort, "behind"))) and _ends(doc, i + len(phrase)):
                told = _before(doc, i)
                span = (i - len(told), i + len(phrase))
            elif sort == "left_out" and low[i] in _set(sort, "sums_before"):
                told = _after(doc, i + 1)
                if not (sizes and low[i] == "without") and not any(t.lemma in _set(sort, "sums") for t in told):
                    continue
                span = (i, i + 1 + len(told))
            else:
                continue
            if _says_scope(sort, told, others) and _is_of(doc, span, own, others):
                yield Found(sort, told)


def _at(low: Sequence[str], i: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> tuple[str, ...]:
    return next((p for p in phrases.get(low[i], ()) if tuple(low[i : i + len(p)]) == p), ())


def _ends(doc: Doc, i: int) -> bool:
    return i >= len(doc) or doc[i].is_punct


def _after(doc: Doc, start: int) -> list[Token]:
    """The noun phrase behind a mark."""
    found: list[Token] = []
    for token in doc[start : start + _REACH]:
        if token.is_punct or token.lower_ in _ENDS or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            break
        found.append(token)
    return found


def _before(doc: Doc, end: int) -> list[Token]:
    """The noun phrase before a mark that stands behind it ("food and energy aside"), back to a comma or the start; else nothing."""
    found: list[Token] = []
    for i in range(end - 1, max(end - 1 - _REACH, -1), -1):
        if doc[i].is_punct:
            return found
        if doc[i].pos_ in _VERBS and doc[i].lemma_ != "be":
            return []
        found.insert(0, doc[i])
    return found if end <= _REACH else []


def _is_of(doc: Doc, span: tuple[int, int], own: range, others: Collection[int]) -> bool:
    """Whether a phrase belongs to the value: the last before it in its clause, or where there is none, the first behind it."""
    before = [i for i in (*others, *own) if i < span[0] and not _parted(doc, i, span[0])]
    behind = [i for i in (*others, *own) if i >= span[1] and not _parted(doc, span[1], i)]
    return max(before) in own if before else bool(behind) and min(behind) in own


def _parted(doc: Doc, low: int, high: int) -> bool:
    return any(t.text in (";", ":") for t in doc[low:high])


def _says_scope(sort: str, told: Sequence[Token], others: Collection[int]) -> bool:
    """Whether what is put in is a kind of thing ("including interest") and no example or part of what is counted ("including 3 boys")."""
    nouns = [t for t in told if t.pos_ in _NOUNS]
    if not nouns or sort == "left_out":
        return bool(nouns)
    return nouns[0].pos_ == "NOUN" and told[0].tag_ not in ("DT", "PRP$") and not any(t.i in others or t.pos_ == "NUM" for t in told)


def _hung(words: Words, frame: Frame, own: range, others: Collection[int], *, steady: bool) -> Iterator[Found]:
    """What hangs from the nouns that name the measure, and from the verb of the value if no other value stands between."""
    for noun in (*_measures(frame), *(words.doc[i] for i in own)):
        if _is_people(noun) and (aged := _aged(words.doc, noun.i + 1)):
            yield Found("people", aged)
        for child in noun.children:
            if child.i in own or holds(child, own) or (noun.i in own and child.lower_ == "of"):
                continue  # what a share is of is no part of it
            yield from _behind(child, steady=steady) if child.dep_ == "prep" else _elsewhere(child)
    if frame.verb is None:
        return
    for child in frame.verb.children:
        found = list(_behind(child, steady=steady) if child.dep_ == "prep" else _elsewhere(child))
        if found and not holds(child, own) and _is_of(words.doc, (child.left_edge.i, child.right_edge.i + 1), own, others):
            yield from found


def _elsewhere(token: Token) -> Iterator[Found]:
    """ "Sold abroad"."""
    if token.dep_ in ("advmod", "npadvmod") and token.lower_ in _set("place", "others"):
        yield Found("where", [token])


def _alone(doc: Doc, own: range, others: Collection[int]) -> Iterator[Found]:
    """ "From wind alone", "in the capital alone"."""
    for token in (t for t in doc if t.lower_ == "alone" and t.i):
        if doc[token.i - 1].pos_ in _NOUNS and token.head.lemma_ != "live":
            first = token.i - 1
            while first and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
                first -= 1
            if _is_of(doc, (first, token.i + 1), own, others):
                yield Found("alone", list(doc[first : token.i]))


def _measures(frame: Frame) -> list[Token]:
    nouns = [t for role in ("head", "govs", "base") for t in frame.roles[role] if t.pos_ == "PROPN" or is_noun(t)]
    return list({t.i: t for t in nouns}.values())


def _behind(prep: Token, *, steady: bool) -> Iterator[Found]:
    """What a preposition with its object narrows to."""
    word = prep.lower_
    for thing in (c for c in prep.children if c.dep_ == "pobj" and c.pos_ in _TOLD):
        near = [t for t in (*thing.lefts, thing) if t.pos_ in _TOLD]
        if (word in ("among", "amongst") and _is_group(prep)) or (_is_people(thing) and _is_some(word, thing, steady=steady)):
            yield Found("people", [t for t in thing.subtree if t.pos_ in _TOLD])
        elif word in _set("times", "prepositions") and _is_part_of_time(thing, steady=steady):
            yield Found("when", near)
        elif word in _set("place", "prepositions") and _is_part_of_place(word, thing, steady=steady):
            yield Found("where", near)


def _aged(doc: Doc, start: int) -> list[Token]:
    """The ages behind people: "patients over 65", "pupils aged 11 to 14"."""
    if start + 1 >= len(doc) or doc[start].lower_ not in _set("people", "ages") or not doc[start + 1].like_num:
        return []
    measured = start + 2 < len(doc) and (doc[start + 2].pos_ in _NOUNS or doc[start + 2].lower_ == "%")  # "visitors over three days"
    return [] if measured else [doc[start + 1]]


def _is_group(among: Token) -> bool:
    """Whether what is among some has a value of its own there: "turnout among women", not "it is among the oldest"."""
    return among.head.lemma_ not in _COPULAS or among.i < among.head.i


def _is_people(noun: Token) -> bool:
    lemma = noun.lemma
    if lemma in _set("people", "nouns"):
        return noun.pos_ in _NOUNS
    return noun.tag_ == "NNS" and lemma not in _set("people", "no_people") and noun.lower_.endswith(tuple(_table()["people"]["endings"]))


def _is_some(word: str, people: Token, *, steady: bool) -> bool:
    """Whether people behind a preposition are some of all: "salaries for engineers", "34% in patients with fever"."""
    told = any(c.dep_ in ("amod", "nmod") or (c.dep_ == "prep" and c.lower_ in _set("people", "told_by")) for c in people.children)
    return (word == "for" and people.tag_ in _PLURAL) or (steady and word in ("in", "of", "by") and told)


def _is_part_of_time(noun: Token, *, steady: bool) -> bool:
    lemma = noun.lemma
    around = {c.lower_ for c in noun.children}
    of = (t for c in noun.children if c.lower_ == "of" for t in c.subtree)
    if any(t.pos_ == "PROPN" or t.tag_ == "CD" for t in (*noun.children, *of)) or around & _DATED:
        return False  # "in the first week of October" is a date
    if around & _set("times", "ordinals") and around & _ARTICLES and lemma in _set("times", "spans"):
        return True
    if noun.tag_ in _PLURAL and lemma in _set("times", "plural"):
        return True
    recurs = lemma in _set("times", "long") and bool(around & _set("times", "kinds"))
    return steady and (recurs or (lemma in _set("times", "seasons") and not around))


def _is_part_of_place(word: str, noun: Token, *, steady: bool) -> bool:
    lemma, plural = noun.lemma, noun.tag_ in _PLURAL
    if word in _set("place", "outside"):
        return noun.pos_ == "NOUN" or any(t.pos_ == "NOUN" for t in noun.children)
    if lemma in _set("place", "parts"):
        return steady
    around = {c.lower_ for c in noun.children}
    if lemma not in _set("place", "kinds") or not (plural or steady):
        return False
    told = any(c.dep_ == "amod" for c in noun.children) and (not plural or bool(around & _ARTICLES))
    return told or bool(around & _set("place", "told_apart"))


def _kinds(words: Words, frame: Frame) -> list[str]:
    """The members of contrasting groups right before the noun that is counted or measured, or that a share is of."""
    nouns = [t for t in (frame.head, *frame.roles["govs"][:1], *frame.roles["base"][:1]) if t is not None and t.pos_ == "NOUN"]
    near = sorted({t.i: t for noun in nouns for t in noun.children if t.dep_ in ("amod", "compound") and t.i < noun.i}.items())
    tokens = [t for _, t in near]
    lemmas, tags = [t.lemma for t in tokens], [t.pos_ for t in tokens]
    found = words.lexicon.qualifiers(lemmas, tags, [t.text for t in tokens])
    at = sorted({q.at for q in found if q.member in _set("kinds", "members")})
    return list(dict.fromkeys([*(q.member for q in found if q.at in at), *(lemmas[i] for i in at)]))

"""What a denial is limited to: "did not inspect *the engine room*", "no *further* cases *since Monday*", "did not pay *every* guest".

An affirmation contradicts a denial only if it tells of no less than what is denied: whatever narrows the denial must be true of what
is affirmed as well (in the terms of natural logic, a denial is downward monotone: van Benthem 1986). So a denial carries the words that
narrow it, each with the way in which it does:

=======  ==========================================================================================================
time     a span or an end of time, or a condition: "since Monday", "until the strike ends", "unless", "without"
more     besides what there has been: "no *further* cases", "no *new* talks", "not *again*"
all      of all, not of some: "not *every* guest", "did not pay *all*"
name     somebody or some place: "did not score *against Lech*"
mod      what tells a thing from others of its kind: "the *east* bank", "the *second* voyage", "*part-time* drivers"
for      whom or what it is for or about: "for *farms*", "with the *union*"
at       where, whose and of what sort, which is often left to the context: "on the *bridge*", "*carbon* offsets"
obj      what is done to, in other words than those of the predicate
=======  ==========================================================================================================
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from atodds.extract.filler_tables import plain_words
from atodds.extract.kindred import key_of
from atodds.extract.negation import is_no, is_no_such
from atodds.model.records import LIMIT_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.extract.measure import Words
    from atodds.extract.trees import Token

# Prepositions and conjunctions that end or begin the time of a denial, or make it conditional.
_SPANS = frozenset({"since", "until", "till", "unless", "before", "by", "without", "within", "except", "beyond", "besides"})
_CLAUSES = frozenset({"since", "until", "till", "unless", "before", "if", "lest"})
_MORE = frozenset({"further", "new", "more", "additional", "other", "another", "fresh", "again", "anymore", "else", "extra", "subsequent"})
_ALL = frozenset({"all", "every", "each", "both", "entire", "whole", "full", "fully", "everyone", "everybody", "everything", "completely"})
# Prepositions that tell where or why: the other document has often said so before. Behind the others stands whom or what it is about.
_WHERE = frozenset({"in", "on", "at", "near", "from", "during", "inside", "outside", "under", "over", "along", "through", "within", "off"})
_WHY = frozenset({"because", "due", "despite", "according", "like", "as", "than"})
# Nouns behind a preposition that only stand for a time or a way: "at the time", "to that end", "on account of".
EMPTY = frozenset({
    "time", "end", "moment", "point", "day", "night", "morning", "evening", "afternoon", "occasion", "case", "fact", "reason", "account",
    "purpose", "result", "way", "part", "place", "event", "stage", "behalf", "favour", "favor", "respect", "year", "week", "month",
    "whole", "course", "record", "date",
})  # fmt: skip
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
# Clauses that hang on a clause and say something of their own.
_OUTSIDE = frozenset({"ccomp", "conj", "parataxis", "relcl", "acl"})
TIMES = frozenset(
    {"second", "minute", "hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade", "century",
     "yesterday", "today", "then", *(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)}
)  # fmt: skip
# Names of days; those of months tell less of which time is meant.
DAYS = frozenset(name for name in calendar.day_name)
# The ways that narrow any statement, be it worded as a denial or not.
OF_TIME = ("time", "more", "all")
# Stands for a word that no affirmation has: a span of time ends for each statement by itself.
_NEVER_SAID = "*"


def limits_of(clause: Token, words: Words, *, opposite: bool = False) -> tuple[str, ...]:
    """What narrows the denial of a clause, each as its way, key and lemma, parted by `LIMIT_PARTS`.

    ``opposite``: it denies by a word that has an opposite ("the clinic shut its doors"), of which the object is often a part.
    """
    found = (limit for limit in _limits(clause, words) if not (opposite and limit[0] == "obj"))
    return tuple(dict.fromkeys(LIMIT_PARTS.join(limit) for limit in found))


def _limits(clause: Token, words: Words) -> Iterator[tuple[str, str, str]]:
    for child in clause.children:
        if child.dep_ == "advcl":
            mark = next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod") and c.lower_ in _CLAUSES), None)
            if mark is not None:
                yield "time", _NEVER_SAID, mark
        elif child.dep_ == "advmod" and child.lower_ in _MORE | _ALL:
            yield _quantity(child)
        elif child.dep_ == "prep" and not is_no_such(child):
            yield from _behind(child, words)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative"):
            yield from _phrase(child, words, "obj" if child.dep_ in ("dobj", "nsubjpass") else "")


def _quantity(word: Token) -> tuple[str, str, str]:
    return "more" if word.lower_ in _MORE else "all", word.lower_, word.lower_


def _behind(preposition: Token, words: Words) -> Iterator[tuple[str, str, str]]:
    """What a phrase behind a preposition narrows a denial to."""
    word = preposition.lower_
    for noun in preposition.children:
        if noun.dep_ not in ("pobj", "pcomp") or word in _WHY:
            continue
        timed = noun.lemma in TIMES or (noun.text.isdigit() and len(noun.text) == 4)
        counted = any(c.dep_ == "nummod" or c.lower_ in ("several", "many", "a") for c in noun.children)
        if (timed and (word in _SPANS or (counted and word in ("for", "in", "over")))) or (word in _SPANS and noun.pos_ == "VERB"):
            yield "time", _NEVER_SAID, word
        elif timed and word == "of" and noun.text.isdigit():
            yield "time", noun.text, noun.text  # "the expedition of 1938 did not reach the top"
        elif word in _SPANS and word not in ("by", "within", "beyond") and not (word == "before" and noun.pos_ == "PROPN" and not timed):
            yield "time", key_of(noun, words) or _NEVER_SAID, noun.lemma
        elif timed:
            yield from _told_apart(noun, words)
        elif noun.lemma not in EMPTY:
            yield from _phrase(noun, words, "at" if word in _WHERE or word == "of" else "for")


def _phrase(noun: Token, words: Words, way: str) -> Iterator[tuple[str, str, str]]:
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if noun.pos_ not in ("NOUN", "PROPN") or before & {"any", "whatever", "whatsoever"}:
        if noun.lower_ in _ALL:
            yield _quantity(noun)
        elif noun.pos_ == "NUM" and way:
            yield "mod", noun.lower_, noun.lower_  # "children under five"
        return
    named = noun.pos_ == "PROPN" and noun.text[:1].isupper()
    key = key_of(noun, words)
    if way == "obj" and any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children) and not is_no(noun):
        way = "for"  # "did not enter the cellar of the house"
    if way and key is not None:
        yield "name" if named and way in ("at", "for") else way, key, noun.lemma
    for child in noun.children:
        if child.lower_ in _MORE | _ALL and child.dep_ in ("amod", "det", "predet"):
            yield _quantity(child)
        elif child.dep_ == "prep":
            yield from _behind(child, words)
    if not named:
        yield from _told_apart(noun, words)


def _told_apart(noun: Token, words: Words) -> Iterator[tuple[str, str, str]]:
    """The words before a noun that tell it from others of its kind."""
    for child in noun.children:
        telling = child.dep_ in _MODIFIERS and child.i < noun.i and child.pos_ in ("ADJ", "NOUN", "VERB")
        if telling and child.lower_ not in _MORE | _ALL and child.lemma not in plain_words():
            yield "mod" if child.dep_ == "amod" else "at", key_of(child, words) or child.lower_, child.lemma

"""Values that do not say what they measure: what the text before has said of it.

"How many work here?" "About 350." takes it from the question, "65 % of the researchers are from here, and 18 % from abroad" from the
share before it, "The usual output is 420 tonnes. Under the plan it is 250." from what "it" points to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.frames import is_noun
from atodds.extract.measure import BARE_SHARES, NO_PROPERTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.questions import Question
    from atodds.extract.trees import Token

# Kinds of value of which a paragraph tells several in a row and names their measure once.
_IN_A_ROW = ("percent", "count", "multiple")
_NAMING = ("head", "base", "govs")
_SAYING = (*_NAMING, "mods", "verb", "subj")
_POINTING = frozenset({"it", "they", "them", "this", "that", "these", "those", "there"})
# Nouns that point to what was counted or measured before, where they are definite and have no complement: "the figure stood at 41".
_COUNTS = frozenset("figure number total count tally toll rate level sum amount share proportion value".split())
_DEFINITE = frozenset({"the", "that", "this"})
# "How many are you today?" asks of no day.
_WHEN = frozenset({"today", "now", "yesterday", "tomorrow", "time", "day", "week", "month", "year", "moment"})
# "Compared with 280 a year earlier" says when, not what.
_LOOKS_BACK = frozenset("year month week quarter season decade early earlier ago before previous previously".split())
# A question of more nouns than these asks of several things.
_MOST_NOUNS = 5


@dataclass(slots=True)
class Told:
    """What was told before. ``last``: for each kind of value the property and the nouns of the last one of the paragraph;
    ``spoken``: the nouns of the last sentence's subject, to which "it" points."""

    last: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()

    def move_on(self, words: Words) -> None:
        """A sentence is over: its subject, if it is a common noun, is what the next "it" stands for; a name is nothing here."""
        subject = next((t for t in words.doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        if subject is None or _points(subject):
            return
        thing = next((t for t in subject.head.children if t.dep_ == "dobj"), None)
        named = [t for t in (subject, thing) if t is not None and _names(words, t)] if _names(words, subject) else []
        self.spoken = tuple(words.keys(t for noun in named for t in (noun, *(c for c in noun.children if c.dep_ == "compound"))))


def _names(words: Words, token: Token) -> bool:
    """Whether a word names a thing that may be measured: a common noun, one that a capital makes a name, "the dead"."""
    return is_noun(token) or token.pos_ == "ADJ" or (token.i == 0 and token.i in words.concepts)


def _points(token: Token) -> bool:
    """Whether a word points to what was spoken of before: "it", "the figure"."""
    children = {c.lower_ for c in token.children}
    alone = not any(c.dep_ in ("prep", "amod", "compound", "poss", "relcl", "acl") for c in token.children)
    return token.lower_ in _POINTING or (token.lemma in _COUNTS and alone and bool(children & _DEFINITE))


def _is_pointed_to(frame: Frame) -> bool:
    """Whether what a value is of is only pointed to: by the subject, or by what somebody puts at that size."""
    measured = frame.roles["govs"][0] if frame.roles["govs"] else frame.set_at or frame.subject
    return measured is not None and _points(measured)


def fill(told: Told, question: Question | None, words: Words, frame: Frame, kind: str, features: dict[str, list[str]], prop: str) -> str:
    """Add to ``features`` what the text before has said of a value that does not say it itself; its property."""
    silent = not prop and not any(features.get(role) for role in _SAYING)
    if silent and question is not None and question.words is not None:
        answered = _from_question(question.words, kind, features)
        if answered:
            return answered
    nouns = [k for role in _NAMING for k in features.get(role, ()) if k not in NO_PROPERTY]
    if nouns:
        told.last[kind] = (prop, nouns)
        return prop
    if kind in _IN_A_ROW and kind in told.last and set(features.get("mods", ())) <= _LOOKS_BACK:
        before, nouns = told.last[kind]
        features["base"] = nouns
        features["ellipsis"] = ["yes"]
        return before if not prop or prop in BARE_SHARES else prop
    if told.spoken and _is_pointed_to(frame):
        features.setdefault("subj", list(told.spoken))
        features["ellipsis"] = ["yes"]
        return prop if prop in words.lexicon.concepts else _fitting(words, told.spoken, kind) or prop
    return prop


def _from_question(asked: Words, kind: str, features: dict[str, list[str]]) -> str:
    """What a question asks of, into the roles of an answer; the property, or empty where it names nothing."""
    nouns = [t for t in asked.doc if t.pos_ == "NOUN"]
    if len(nouns) > _MOST_NOUNS:
        return ""
    rest = [t for t in asked.doc if t.pos_ in ("VERB", "ADJ", "ADV")]
    features["base"] = asked.keys(nouns, kind)
    features["verb"] = asked.keys(rest, kind)
    if not features["base"] and not features["verb"]:
        return ""
    features["ellipsis"] = ["yes"]
    known = asked.lexicon.concepts  # another sense of a word is no measure of this value
    return _concept((*nouns, *rest), asked, kind) or next((k for k in features["base"] if k not in known and k not in _WHEN), "")


def _concept(tokens: Iterable[Token], words: Words, kind: str) -> str:
    return next((c.key for t in tokens if (c := words.concept(t, kind)) is not None), "")


def _fitting(words: Words, keys: Iterable[str], kind: str) -> str:
    """The first of some keys that is a concept which a value of ``kind`` can measure."""
    known = words.lexicon.concepts
    return next((k for k in keys if k in known and kind in known[k].measures and not known[k].weak), "")

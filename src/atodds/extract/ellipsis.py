"""Values that do not say what they measure: what the text before has said of it.

"How many work here?" "About 350." takes it from the question, "65 % of the researchers are from here, and 18 % from abroad" from the
share before it, "The usual output is 420 tonnes. Under the plan it is 250." from what "it" points to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.measure import BARE_SHARES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.questions import Question

# Kinds of value of which a paragraph tells several in a row and names their measure once.
_IN_A_ROW = ("percent", "count", "multiple")
_NAMING = ("head", "base", "govs")
_SAYING = (*_NAMING, "mods", "verb", "subj")
_POINTING = frozenset({"it", "they", "them", "this", "that", "these", "those", "there"})
# "How many are you today?" asks of no day.
_WHEN = frozenset({"today", "now", "yesterday", "tomorrow", "time", "day", "week", "month", "year", "moment"})
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
        subject = next((t for t in words.tokens if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.lower_ in _POINTING:
            return
        compounds = (c for c in subject.children if c.dep_ == "compound")
        self.spoken = tuple(words.keys([subject, *compounds])) if subject.pos_ == "NOUN" else ()


def fill(told: Told, question: Question | None, words: Words, frame: Frame, kind: str, features: dict[str, list[str]], prop: str) -> str:
    """Add to ``features`` what the text before has said of a value that does not say it itself; its property."""
    silent = not prop and not any(features.get(role) for role in _SAYING)
    if silent and question is not None and question.words is not None:
        answered = _from_question(question.words, kind, features)
        if answered:
            return answered
    nouns = [k for role in _NAMING for k in features.get(role, ())]
    if nouns:
        told.last[kind] = (prop, nouns)
        return prop
    if kind in _IN_A_ROW and kind in told.last and not features.get("mods"):
        before, nouns = told.last[kind]
        features["base"] = nouns
        features["ellipsis"] = ["yes"]
        return before if not prop or prop in BARE_SHARES else prop
    if told.spoken and frame.subject is not None and frame.subject.lower_ in _POINTING:
        features.setdefault("subj", list(told.spoken))
        features["ellipsis"] = ["yes"]
        return prop or (_fitting(words, told.spoken, kind) if silent else prop)
    return prop


def _from_question(asked: Words, kind: str, features: dict[str, list[str]]) -> str:
    """What a question asks of, into the roles of an answer; the property, or empty where it names nothing."""
    nouns = [t for t in asked.tokens if t.pos_ == "NOUN"]
    if len(nouns) > _MOST_NOUNS:
        return ""
    rest = [t for t in asked.tokens if t.pos_ in ("VERB", "ADJ", "ADV")]
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

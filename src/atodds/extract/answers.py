"""Answers in a word: "Did you pay a ransom?" "No." They leave out all that the question has said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atodds.extract.kindred import words_of
from atodds.model.values import PolarityValue

if TYPE_CHECKING:
    from atodds.extract.claims import Draft
    from atodds.extract.spot import Spot
    from atodds.extract.trees import Doc

_YES = frozenset({"yes", "yeah", "yep", "absolutely", "certainly", "correct", "definitely", "indeed"})
_NO = frozenset({"no", "never", "nope"})
# What begins a question that is answered by yes or no; "could you ...?" asks for something else.
_ASKS = frozenset({"do", "did", "does", "is", "are", "was", "were", "has", "have", "had", "will"})
# What may stand before it: who asks, and words that go on from what was said.
_BEFORE = frozenset({"and", "but", "so", "q", ":", ".", "*", "then", ",", "—", "–", "-"})
# An answer of no more words is the claim as it stands ("Not one cent."), of a longer one its first word is.
_SHORT = 4


def may_be_answered(doc: Doc) -> bool:
    """Whether a question asks for yes or no: "Did the alarm go off?"."""
    first = next((t for t in doc if t.lower_ not in _BEFORE), None)
    return first is not None and first.lower_ in _ASKS


def answers_to(spot: Spot, asked: Draft | None) -> list[Draft]:
    """The draft of what a sentence answers to the question before it, in a list; an empty one if it is no such answer."""
    doc = spot.words.doc
    if asked is None or not len(doc):
        return []
    says_yes, words = doc[0].lower_ in _YES, [t for t in doc if not t.is_punct]
    ends = len(doc) == 1 or doc[1].is_punct
    # "Not one cent", "not at all", but not "not yet".
    short = doc[0].lower_ == "not" and len(words) <= _SHORT and len(doc) > 1 and doc[1].lower_ not in words_of("bounding")
    if not ((says_yes or doc[0].lower_ in _NO) and ends) and not (short and not any(t.pos_ == "VERB" for t in doc)):
        return []
    last = words[-1].i + 1 if len(words) <= _SHORT else 1
    assert isinstance(asked.value, PolarityValue)
    value = PolarityValue(holds=says_yes, predicate=asked.value.predicate)
    block, sentence = spot.block, spot.sentence
    low, high = sentence.start + doc[0].idx, sentence.start + doc[last - 1].idx + len(doc[last - 1].text)
    return [
        replace(
            asked,
            value=value,
            quote=(block.to_document(sentence.start), block.to_document(sentence.end, end=True)),
            span=(block.to_document(low), block.to_document(high, end=True)),
        )
    ]

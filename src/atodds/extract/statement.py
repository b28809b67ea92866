"""In what way something is claimed: modality and attribution of a clause."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from atodds.extract.discourse import statements
from atodds.model.records import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from atodds.extract.frames import Frame

_MODALITY_ORDER = (Modality.FORMER, Modality.HYPOTHETICAL, Modality.TARGET, Modality.FORECAST, Modality.ESTIMATE)
# Auxiliaries that make a statement one about the future or about what might be.
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
# Words for the first in a row as well as for an earlier time: "the first deliveries".
_ORDINAL = frozenset({"first", "once"})
_LONGEST_SOURCE = 12  # words of an attribution that are kept: longer ones are clauses, not sources


def is_title(word: str) -> bool:
    """Whether a word is a title before a person's name."""
    return word.casefold().rstrip(".") in _titles()


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(statements()["titles"])


@functools.cache
def _modality_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in statements()["modality"].items()}


def modality_of(frame: Frame) -> Modality:
    """The modality of the clause that a value stands in."""
    lists = _modality_words()
    verbs = verb_chain(frame.verb)
    lemmas = {
        t.lemma_.lower()
        for verb in verbs
        for t in (verb, *verb.children)
        if t.dep_ in ("aux", "auxpass", "ROOT", "advmod", "neg") or t in verbs
    }
    near = {t.lemma_.lower() for role in ("head", "mods", "govs", "subj") for t in frame.roles[role]} | {
        t.lower_ for role in ("mods", "govs", "subj") for t in frame.roles[role]
    }
    past = any(
        t.tag_ in ("VBD", "VBN") and t.lemma_ in ("be", "have") for verb in verbs for t in verb.children if t.dep_ in ("aux", "auxpass")
    ) and any(t.lower_ in ("was", "were", "had") for verb in verbs for t in verb.children)
    planned = bool(lemmas & lists["target"]) and past
    if planned or near & lists["former"] - _ORDINAL:
        return Modality.FORMER
    for modality in _MODALITY_ORDER:
        words = lists[modality.value]
        if modality is Modality.FORMER and not lemmas & (lists["target"] | lists["forecast"] | lists["estimate"]):
            words = words - _ORDINAL  # "was first traded in 2012" is no former plan, "was first planned for 2012" is one
        if lemmas & words or (modality is not Modality.FORMER and near & words):
            return modality
    if any(t.lower_ in _FUTURE for verb in verbs for t in verb.children):
        return Modality.FORECAST
    return Modality.ASSERTED


def verb_chain(verb: Token | None) -> list[Token]:
    """A verb with the verbs that it complements: "is expected to reach"."""
    chain: list[Token] = []
    while verb is not None and len(chain) < 4:  # more nesting than "is said to be expected to" does not occur in prose
        chain.append(verb)
        verb = (
            verb.head
            if verb.dep_ in ("xcomp", "ccomp") and verb.head != verb and verb.head.pos_ in ("VERB", "AUX") and not _says(verb.head)
            else None
        )
    return chain


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(statements()["say"])


def _says(verb: Token) -> bool:
    return verb.lemma_.lower() in _saying()


def tells_change(frame: Frame) -> bool:
    """Whether the clause of a value, or one joined to it, tells of a change to it ("has been upgraded and can process ...")."""
    verbs = verb_chain(frame.verb)
    for verb in list(verbs):
        verbs += [other for other in (verb.head, *verb.conjuncts) if other.pos_ == "VERB"]
    return any(verb.lemma_.lower() in statements()["change"]["verbs"] for verb in verbs)


def attribution_of(doc: Sequence[Token], frame: Frame) -> str | None:
    """The words of the source that the tokens of a sentence name: "according to X", "X said", "a report by X shows"; None if none."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            for child in doc[token.i + 1].children:
                if child.dep_ == "pobj":
                    return _words(child)
    verb = frame.verb
    for _ in range(4):
        if verb is None or (verb.head == verb and not _says(verb)):
            break
        if _says(verb) and verb != frame.verb:
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            return _words(subject) if subject is not None else None
        verb = verb.head if verb.head != verb else None
    for token in doc:
        if _says(token) and token.dep_ in ("parataxis", "ROOT", "ccomp", "advcl") and token != frame.verb:
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None and any(c.dep_ in ("ccomp", "parataxis") for c in token.children):
                return _words(subject)
    return None


def _words(token: Token) -> str:
    subtree = [t for t in token.subtree if t.dep_ not in ("relcl", "acl")]
    words = " ".join(t.text for t in subtree[:_LONGEST_SOURCE])
    return words.replace(" ’s", "’s").replace(" 's", "'s").replace(" ,", ",")

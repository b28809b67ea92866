"""What happened on a date: the act, and what it was done to or by.

A date by itself measures nothing; it is said of an event, and events are named by verbs ("Works started on 17 October"), by nouns
("the launch of QX-3 in March"), by nouns that a verb merely carries ("Opening was planned for June", "the Authority's date for opening
remains December 2027") and by labels ("Founded: 2015"). Events of different documents meet if their act is the same, or kindred, and
they have a participant in common (the view of events by predicate and arguments of Davidson 1967, as event coreference uses it:
Bejan & Harabagiu 2010).
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from atodds.extract.statement import verb_chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words

_NOUNS = frozenset({"NOUN", "PROPN"})
# An act that no concept names is the verb or the noun itself, marked so that it is no concept's key.
OPEN = "="


@functools.cache
def event_words() -> dict[str, Any]:
    """The word lists of ``data/events.toml``."""
    return tomllib.loads(files("atodds.extract").joinpath("data/events.toml").read_text(encoding="utf-8"))


def event_features(words: Words, frame: Frame) -> dict[str, list[str]]:
    """What a date in a sentence is the date of.

    ``act``: the concept of what happened, or the verb itself as ``=verb``; empty where the sentence does not say.
    ``theme``: keys of the nouns that take part. ``since``: the date begins or ends a state ("closed since", "shut until").
    """
    act, told = _act(words, frame)
    theme = _theme(words, frame, told)
    features = {"act": [act] if act else [], "theme": [k for k in theme if k != act]}
    edge = next((p for p in frame.preps[:1] if p in ("since", "until", "till")), None)
    if edge is not None:
        features["edge"] = ["since" if edge == "since" else "until"]
    return features


def _act(words: Words, frame: Frame) -> tuple[str, Token | None]:
    """The act and the token that names it."""
    for token in frame.roles["govs"][:1]:
        key = _event_noun(words, token)
        if key:
            return key, token
    verb = frame.verb
    lists = event_words()
    if verb is None:
        return _from_nouns(words, [*frame.roles["govs"], *frame.roles["head"], *frame.roles["mods"]])
    for link in verb_chain(verb):
        lemma = link.lemma_.lower()
        if lemma in lists["happen"]:
            key, token = _from_nouns(words, frame.roles["subj"])
            return (key, token) if key else (_concept(words, link) or OPEN + lemma, link)
        if lemma in lists["begin"]:
            return "start", link
        key = _concept(words, link)
        if key and lemma not in lists["carriers"]:
            return key, link
        if key and not words.concepts[link.i][0].words[0].startswith(lemma):
            return key, link  # a phrase of which the carrier is a part: "take place", "come into force"
        if lemma not in lists["carriers"]:
            return OPEN + lemma, link
    around = [*frame.roles["subj"], *frame.roles["args"], *frame.roles["mods"]]
    return _from_nouns(words, around)


def _from_nouns(words: Words, tokens: Iterable[Token]) -> tuple[str, Token | None]:
    for token in tokens:
        key = _event_noun(words, token)
        if key:
            return key, token
    return "", None


def _event_noun(words: Words, token: Token) -> str:
    """The concept of a token that names an event by itself: a noun, or a participle that describes one ("the ship, completed in")."""
    if token.lemma_.lower() in event_words()["time"]:
        return ""
    if token.pos_ not in _NOUNS and not (token.pos_ == "VERB" and token.dep_ in ("amod", "acl", "ROOT", "pcomp", "compound")):
        return ""
    return _concept(words, token)


def _concept(words: Words, token: Token) -> str:
    concept = words.concept(token, "date")
    return concept.key if concept is not None else ""


def _theme(words: Words, frame: Frame, told: Token | None) -> list[str]:
    """Keys of the nouns that take part in the event, nearest first: what it is done to before who does it."""
    groups: list[Sequence[Token]] = [frame.roles["govs"], frame.roles["head"]]
    if frame.verb is not None:
        done = [t for c in frame.verb.children if c.dep_ in ("dobj", "attr") for t in c.subtree]
        groups += [[t for t in done if t in frame.roles["args"]], frame.roles["subj"]]
        complements = [c for link in verb_chain(frame.verb) for c in link.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
        groups.append([t for c in complements for t in c.subtree if t.i not in {u.i for u in frame.roles["rest"]}])
    else:
        groups += [frame.roles["mods"], frame.roles["base"]]
    tokens = [t for group in groups for t in group if t.pos_ in (*_NOUNS, "ADJ") and (told is None or t.i != told.i)]
    times = event_words()["time"]
    return words.keys(t for t in tokens if t.lemma_.lower() not in times and not _in_clause(t, frame))


def _in_clause(token: Token, frame: Frame) -> bool:
    """Whether a token stands in a clause of its own below the event's: its nouns take no part in the event."""
    verb = frame.verb
    for node in (token, *token.ancestors):
        if verb is not None and node.i == verb.i:
            return False
        if node.dep_ in ("relcl", "advcl", "ccomp"):
            return verb is None or not node.is_ancestor(verb)
    return False

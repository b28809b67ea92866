"""Questions and the dates that answer them: "When did it open?" "On 15 March, with a brass band."

The answer of an interview, of a list of questions or below a heading ("When it began") leaves out what the question has said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atodds.extract.events import event_features, words_of_theme
from atodds.extract.frames import frame_of
from atodds.extract.happenings import happenings

if TYPE_CHECKING:
    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.prose import Context
    from atodds.extract.trees import Doc, Token

_ASKING = frozenset({"when", "what", "how", "which", "since", "do", "did", "does", "is", "are", "was", "will", "can", "have", "has"})
# The tags of "why", "which" and the like: what such a question is about is so.
_WH = frozenset({"WRB", "WP", "WDT", "WP$"})
# A sentence in between ("Good question.") leaves a question open, a second one closes it.
LASTS = 2
# An answer that has a verb of its own says itself what happened, unless it is one of these with a subject that points back.
_FROM_QUESTION = ("act", "theme", "evoked", "deeds", "parts")


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks of: as the features of a date, and its ``words``; ``left``: for how many sentences more it may be answered."""

    features: dict[str, list[str]]
    words: Words | None = None
    left: int = LASTS

    def worn(self) -> Question | None:
        """The question after one more sentence."""
        return replace(self, left=self.left - 1) if self.left > 1 else None


def asked_in(context: Context, words: Words, text: str) -> Question | None:
    """The question that a sentence or heading asks, or None. A heading may go without its mark: "When it began"."""
    tokens = words.doc
    when = next((t for t in tokens if t.lower_ == "when"), None)
    if not text.rstrip().endswith("?") and not (when is not None and when.i == 0 and tokens[-1].text not in ".!,:"):
        return None
    asks = when or next((t for t in tokens if t.lower_ in _ASKING), None) or (tokens[0] if tokens else None)
    if asks is None:
        return None
    frame = frame_of(words.doc, asks.i, asks.i + 1, ())
    act = context.discourse.act
    features = event_features(words, frame, context.discourse, context.spoken_of, counts=False)
    context.discourse.act = act
    if not features["act"]:
        features |= _by_words(words)
    features |= happenings(frame)._asdict()
    return Question({key: list(features[key]) for key in _FROM_QUESTION if features.get(key)}, words)


def asks_whether(doc: Doc, frame: Frame) -> bool:
    """Whether a date stands in what a sentence only asks: "Will it open on 3 May?"; not "Why did it open on 3 May?", for it did."""
    verb = frame.verb
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    if verb is None or subject is None or doc[-1].text != "?":
        return False
    before = [c for c in verb.children if c.i < subject.i]
    return any(c.dep_ in ("aux", "auxpass") for c in before) and not any(c.tag_ in _WH for c in before)


def _by_words(words: Words) -> dict[str, list[str]]:
    """The act by the words alone: the parser takes the verb of a short question for an adjective ("When did it open?")."""
    for token in words.doc:
        concepts = words.lexicon.concepts_of(token.lemma) if not token.is_stop else ()
        act = next((c.key for c in concepts if "date" in c.measures and not c.weak and c.over_time != "plan"), "")
        if act and token.i:
            nouns = (t for t in words.doc if t.i != token.i and t.pos_ in ("NOUN", "PROPN"))
            return {"act": [act], "theme": words_of_theme(words, list(nouns))}
    return {}


def answer_to(question: Question | None, features: dict[str, list[str]], frame: Frame) -> None:
    """Add what the question said to the features of a date in an answer that does not say it itself."""
    if question is None or not _leaves_open(frame.verb):
        return
    for key, keys in question.features.items():
        features[key] = list(dict.fromkeys([*features.get(key, ()), *keys])) if key != "act" else (features.get(key) or keys)


def _leaves_open(verb: Token | None) -> bool:
    """Whether an answer has no verb, or only "it was" and "it's been"."""
    return verb is None or (verb.lemma == "be" and not any(c.dep_ in ("attr", "acomp") and c.pos_ == "ADJ" for c in verb.children))

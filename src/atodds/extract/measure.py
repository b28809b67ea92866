"""What a value measures: its property, the aspect of it, and the words that linking compares.

The property is the concept nearest to the value that can be measured by a value of its kind; the order of nearness is that of
the roles of a frame. Where no concept fits, the words themselves are the property (open class).
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, NamedTuple

from atodds.extract.frames import ROLES, Frame
from atodds.extract.wordlists import statements
from atodds.model.values import DateValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.extract.lexicon import Concept, Lexicon
    from atodds.extract.phrases import Match
    from atodds.extract.trees import Doc, Token

# Kinds of value (as concepts list them under "measures") by unit.
_KIND_OF_UNIT = {
    "%": "percent",
    "pp": "percent",
    "1": "count",
    "times": "multiple",
    "rank": "rank",
    "nth": "rank",
    "age": "age",
    "s": "duration",
    "m": "length",
    "m2": "area",
    "m3": "volume",
    "kg": "mass",
    "m/s": "speed",
    "K": "temperature",
    "J": "energy",
    "W": "power",
}
# Where the property is looked for, nearest first.
_PROPERTY_ROLES = ("head", "mods", "govs", "base", "verb", "subj", "args")
# Concepts that say no more than that something is a share: what it is a share of says more, where it is named.
BARE_SHARES = frozenset({"share_of_total"})
_STOP_POS = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "SPACE", "X", "INTJ"})


class Words(NamedTuple):
    """A parsed sentence with the lexicon laid over it: for each token its concepts, if any; ``matches``: where the concepts stand."""

    doc: Doc
    concepts: dict[int, tuple[Concept, ...]]
    lexicon: Lexicon
    matches: tuple[Match[Concept], ...]

    @classmethod
    def of(cls, doc: Doc, lexicon: Lexicon) -> Words:
        """Look up all concepts of a sentence."""
        found: dict[int, tuple[Concept, ...]] = {}
        matches = lexicon.find([t.lemma for t in doc], [t.pos_ for t in doc], [t.text for t in doc])
        for match in matches:
            for i in range(match.start, match.end):
                found[i] = (*found.get(i, ()), match.item)
        return cls(doc, found, lexicon, tuple(matches))

    def concept(self, token: Token, kind: str) -> Concept | None:
        """The concept of a token that a value of ``kind`` can measure, or None."""
        return next((c for c in self.concepts.get(token.i, ()) if kind in c.measures and not c.weak and c.group != "direction"), None)

    def key(self, token: Token, kind: str = "") -> str | None:
        """The concept of a token, that which a value of ``kind`` can measure first, else its lemma; None for words that say nothing."""
        concepts = self.concepts.get(token.i)
        if concepts:
            return next((c.key for c in concepts if kind in c.measures), concepts[0].key)
        return self.word(token)

    def word(self, token: Token) -> str | None:
        """The lemma of a token; None for words that say nothing."""
        lemma = token.lemma
        stop = token.pos_ in _STOP_POS or token.is_punct or (token.is_stop and not (lemma == "mine" and token.pos_ == "NOUN"))  # "the mine"
        if stop or lemma in self.lexicon.light or not (lemma.isalnum() or any(c.isalnum() for c in lemma)):
            return None
        return lemma

    def keys(self, tokens: Iterable[Token], kind: str = "") -> list[str]:
        """The keys of tokens in order, each once."""
        return list(dict.fromkeys(k for t in tokens if (k := self.key(t, kind)) is not None))


def kind_of(value: object) -> str:
    """The kind of a value, as concepts list them under ``measures``."""
    if isinstance(value, Quantity):
        if len(value.unit) == 3 and value.unit.isupper():
            return "money"
        return _KIND_OF_UNIT.get(value.unit, "other")
    if isinstance(value, DateValue):
        return "date"
    return "name"


# Seconds of a year, as the values have it.
_YEAR = 365.25 * 24 * 3600


def as_age(words: Words, frame: Frame, value: Quantity | DateValue) -> Quantity | DateValue:
    """A number of years that is said to be an age ("the average age is 14 years") as "14 years old" is read; any other value as it is."""
    if not isinstance(value, Quantity) or value.unit != "s" or "year" not in value.written_unit:
        return value
    nouns = (c for t in (*frame.roles["govs"], *frame.roles["subj"]) for c in words.concepts.get(t.i, ()))
    if not any(c.key in ("age", "median_age") for c in nouns):
        return value
    return value.model_copy(update={"unit": "age", "low": value.low / _YEAR, "high": value.high / _YEAR, "step": value.step / _YEAR})


def property_of(words: Words, frame: Frame, kind: str) -> str:
    """The property that a value of ``kind`` states: a concept's key, or open-class words, or empty."""
    if (
        kind == "count"
        and frame.preps[:1] == ["of"]
        and frame.roles["govs"]
        and frame.roles["govs"][0].lemma in statements()["settlements"]["nouns"]
    ):
        return "population"  # "a town of 38,000"
    counted = kind == "count" and frame.head is not None and (_open_class(words, frame.head, kind) or _counts(words, frame.head))
    # What is counted is named, or what somebody puts at that size: who did it and where names something else.
    named = counted or frame.set_at is not None
    for role in _PROPERTY_ROLES[:-2] if named else _PROPERTY_ROLES:
        for token in frame.roles[role]:
            concept = words.concept(token, kind)
            if concept is not None and _may_be_measured(words, frame, concept, role, kind):
                return concept.key
    for role in ("head", "govs", "base", "verb"):
        for token in frame.roles[role]:
            key = _open_class(words, token, kind)
            if key:
                return key
    last = frame.head if counted else frame.set_at
    return (last is not None and _counts(words, last) and words.key(last, kind)) or ""


def _counts(words: Words, head: Token) -> bool:
    """Whether a counted noun names what is counted though its concept says little ("members")."""
    return head.pos_ == "NOUN" and any(c.weak and c.counted for c in words.concepts.get(head.i, ()))


# Where things that are counted name what a number counts: "19 nights in the arena" are no arenas.
_COUNTED_ROLES = frozenset({"head", "govs", "base"})


def _may_be_measured(words: Words, frame: Frame, concept: Concept, role: str, kind: str) -> bool:
    """Whether a concept in a role can be what a value of ``kind`` measures."""
    if concept.key in BARE_SHARES and role == "verb" and words.keys(frame.roles["base"]):
        return False
    return not (concept.counted and kind in ("count", "percent") and role not in _COUNTED_ROLES and (role != "subj" or kind == "count"))


def _open_class(words: Words, token: Token, kind: str) -> str | None:
    """What a token says of a value of ``kind`` where no concept fits: a concept of another kind of value is another sense of the word."""
    concepts = words.concepts.get(token.i, ())
    if any(_is_weak(words.lexicon, c.key) for c in concepts):
        return None
    key = words.key(token) if not concepts or any(kind in c.measures for c in concepts) else words.word(token)
    return key if key is not None and key not in NO_PROPERTY and not key[0].isdigit() else None


# Words that say when or in what, never what: the parser hangs numbers from them.
NO_PROPERTY = frozenset(
    {
        *(name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name) if name),
        *("am", "pm", "a.m.", "p.m.", "one", "today", "median", "average", "compare", "compared"),
    }
)


def _is_weak(lexicon: Lexicon, key: str) -> bool:
    concept = lexicon.concepts.get(key)
    return concept is not None and (concept.weak or concept.group == "direction")


def aspect_of(words: Words, frame: Frame, value: object) -> str:
    """Whether a value is a level or a change: "rose 5 %", "an increase of 6 %", "6 % more", but not "rose to 5 %"."""
    if not isinstance(value, Quantity):
        return "date" if isinstance(value, DateValue) else "name"
    if value.unit in ("times", "rank", "nth", "age"):
        return value.unit
    governor = frame.roles["govs"][0] if frame.roles["govs"] else frame.roles["head"][0] if frame.roles["head"] else None
    if governor is not None and _is_direction(words, governor) and governor.pos_ == "NOUN" and frame.preps[:1] in ([], ["of"], ["by"]):
        return "change"
    if frame.verb is not None and _is_direction(words, frame.verb) and frame.preps[:1] in ([], ["by"]):
        return "level" if frame.does else "change"  # "40 mm of rain fell"
    comparative = any(t.lower_ in _COMPARATIVES for t in frame.roles["mods"] + frame.roles["head"])
    return "change" if comparative and value.unit in ("%", "pp") else "level"


# Words that make a percentage one of a comparison: "54 per cent more than the year before".
_COMPARATIVES = frozenset({"more", "less", "higher", "lower", "fewer", "faster", "slower", "larger", "smaller", "cheaper"})


def _is_direction(words: Words, token: Token) -> bool:
    return any(concept.group == "direction" for concept in words.concepts.get(token.i, ()))


def features_of(words: Words, frame: Frame, kind: str) -> dict[str, list[str]]:
    """Keys by role, for linking; of the senses of a word that which a value of ``kind`` can measure comes first."""
    return {role: keys for role in ROLES if (keys := words.keys(frame.roles[role], kind))}

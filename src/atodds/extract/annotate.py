"""Parts of speech and lemmas behind the parse, from memory.

The model's rules for both (spaCy's attribute ruler and lemmatiser) are pure look-ups, yet they take half the time of a parse, because
every rule is tried at every token. What they give a token depends on nothing but its form, its tag and its dependency, but where a rule
spans several tokens ("gon na", "there is"). So they are asked once for each such token, and what they said is kept.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from spacy.matcher import Matcher
from spacy.tokens import Doc as Parsed

from atodds.extract.parse import RULES
from atodds.extract.trees import Doc, Kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token as ParsedToken

_GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
# What else places a token in its tree: how far from it its head is, and whether white space stands behind it.
_PLACED: list[int | str] = [*_GIVEN, "HEAD", "SPACY"]
# What a rule may look at for its result to depend on the form, the tag and the dependency alone.
_KNOWN_KEYS = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "TAG", "DEP", "LENGTH", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT"})
# Kinds of token that are kept: many times the vocabulary of a language in use, some 100 MB. Then the memory starts afresh.
MOST_KEPT = 200_000

_Given = tuple[int, ...]


class _Step(Protocol):
    def __call__(self, doc: Parsed) -> Parsed: ...


class Annotator:
    """Makes plain records of parsed docs, with the parts of speech, morphology and lemmas that the model's own rules give them."""

    def __init__(self, nlp: Language) -> None:
        """``nlp``: a loaded model; a step that it does not have is left out."""
        self._steps = [cast("_Step", nlp.get_pipe(name)) for name in RULES if name in nlp.component_names]
        self._kept: dict[_Given, Kind] = {}
        patterns = _patterns(nlp)
        longer = [p for p in patterns if len(p) > 1]
        self._by_token = all(token.keys() <= _KNOWN_KEYS for p in patterns for token in p)
        self._longer = _matcher(nlp, longer)
        self._first = _matcher(nlp, [p[:1] for p in longer])
        self._begins: set[_Given] = set()  # kinds of token with which a rule for several tokens begins

    def __call__(self, parsed: Parsed) -> Doc:
        """The record of a parsed doc."""
        if not len(parsed):
            return Doc.of("", (), (), ())
        rows = parsed.to_array(_PLACED).T
        heads, spaces = rows[-2:].view("int64").tolist()
        return Doc.of(parsed.text, self._kinds(parsed, list(zip(*rows[:-2].tolist(), strict=True))), heads, spaces)

    def _kinds(self, parsed: Parsed, given: list[_Given]) -> list[Kind]:
        unknown = [token for token in dict.fromkeys(given) if token not in self._kept]
        if unknown and not self._learnt(parsed, unknown):
            return self._asked(parsed)
        if not self._begins.isdisjoint(given) and _matches(self._longer, parsed):
            return self._asked(parsed)
        return [self._kept[token] for token in given]

    def _learnt(self, parsed: Parsed, unknown: list[_Given]) -> bool:
        """Ask the rules about kinds of token, and keep what they say; False if they cannot be asked about tokens by themselves."""
        if not self._by_token:
            return False
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
            unknown = list(dict.fromkeys(map(tuple, parsed.to_array(_GIVEN).tolist())))
        strings = parsed.vocab.strings
        apart = Parsed(parsed.vocab, words=[strings[token[0]] for token in unknown])
        rows: Any = np.array(unknown, dtype="uint64")  # hashes of strings
        apart.from_array(_GIVEN, rows)
        if _matches(self._longer, apart):
            return False
        self._begins.update(unknown[start] for _, start, _ in _matches(self._first, apart))
        self._kept.update(zip(unknown, self._asked(apart), strict=True))
        return True

    def _asked(self, parsed: Parsed) -> list[Kind]:
        for step in self._steps:
            parsed = step(parsed)
        return [_kind_of(token) for token in parsed]


def _kind_of(token: ParsedToken) -> Kind:
    form, lower, lemma, morph = map(sys.intern, (token.text, token.lower_, token.lemma_, str(token.morph)))  # each kept once for all kinds
    about = (token.pos_, sys.intern(token.tag_), sys.intern(token.dep_), morph)
    return Kind(form, lower, lemma, sys.intern(lemma.lower()), *about, token.is_alpha, token.is_punct, token.is_stop, token.like_num)


def _matcher(nlp: Language, patterns: list[list[dict[str, Any]]]) -> Matcher:
    matcher = Matcher(nlp.vocab)
    if patterns:
        matcher.add(RULES[0], patterns)
    return matcher


def _matches(matcher: Matcher, doc: Parsed) -> list[tuple[int, int, int]]:
    # An empty matcher warns that it can find nothing.
    return matcher(doc, allow_missing=True) if len(matcher) else []


def _patterns(nlp: Language) -> list[list[dict[str, Any]]]:
    """The patterns of the model's attribute ruler, each a list of what is asked of its tokens."""
    ruler: Any = nlp.get_pipe(RULES[0]) if RULES[0] in nlp.component_names else None
    return [list(alternative) for rule in ruler.patterns for alternative in rule["patterns"]] if ruler is not None else []

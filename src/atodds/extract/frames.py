"""Frames: what a value in a parsed sentence is said of.

From the value's place in the dependency tree a frame gathers, by role, the words that say what is measured:

=========  ==================================================================================================
``head``   the counted noun ("1,900 *employees*"), or what a measure is of ("8 GWh of *lines*")
``mods``   its modifiers ("600 *family* tents")
``base``   what a share is of ("65 % of *patents*")
``govs``   the nouns that the value hangs from ("*revenue* of 1.6 billion", "a *depth* of 10 km")
``verb``   the verb of the clause
``subj``   its subject with its modifiers
``args``   its other arguments
``rest``   the other words of the sentence
=========  ==================================================================================================

Words that belong to another value of the sentence are left to that value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from atodds.extract.trees import Doc, Token


ROLES = ("head", "mods", "base", "govs", "verb", "subj", "args", "rest")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_MODIFIERS = ("amod", "compound", "nmod", "poss", "nummod", "appos", "advmod", "npadvmod", "case", "det", "quantmod")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "AUX", "NUM"})
# Verbs that say how large their subject is: "the fine was 300 euros", "turnover fell to 8 million" is a turnover of 8 million.
_LEVELS = frozenset(
    "be stand amount reach total number average equal exceed come rise fall grow drop climb increase decrease decline slip jump slow "
    "go put estimate set hit top remain stay".split()
)
# Where such a size stands behind its verb, and the prepositions before it.
_SIZES = frozenset({"attr", "dobj", "npadvmod", "prep", "acomp", "oprd"})
_AT = frozenset({"to", "at", "by"})
# No sentence tree is climbed further than this: deeper is the parser's confusion on a list or a table in prose.
_MAX_CLIMB = 12


@dataclass(slots=True)
class Frame:
    """Tokens by role (see above); ``preps``: prepositions between the value and its verb; ``subject``: the subject token, and
    ``does``: whether the value hangs from it ("*40 mm of rain* fell");
    ``set_at``: what somebody puts at this size."""

    roles: dict[str, list[Token]] = field(default_factory=lambda: {role: [] for role in ROLES})
    preps: list[str] = field(default_factory=list)
    verb: Token | None = None
    subject: Token | None = None
    head: Token | None = None
    top: Token | None = None
    does: bool = False
    set_at: Token | None = None


def root_of(doc: Doc, first: int, last: int) -> Token:
    """The token of ``doc[first:last]`` from which the span hangs."""
    span = [doc[i] for i in range(first, last)]
    outside = [t for t in span if not first <= t.head.i < last or t.head == t]
    return outside[-1] if outside else span[-1]


def frame_of(doc: Doc, first: int, last: int, others: Collection[int]) -> Frame:
    """The frame of the value at tokens ``[first, last)``; ``others``: tokens of the other values of the sentence."""
    frame = Frame()
    own = range(first, last)
    root = root_of(doc, first, last)
    core = root
    verb = _own_verb(doc, root, last)
    if verb is not None:
        _clause(frame, verb, root, own, others)
        _add(frame, "base", _phrase(root.head, skip=root), own)
        return frame
    if (
        root.head != root
        and root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "advmod", "poss")
        and root.head.pos_ in ("NOUN", "PROPN")
    ):
        core = root.head
        frame.head = core
        _add(frame, "head", [core], own)
    for token in {root.i: root, core.i: core}.values():
        for child in token.children:
            if child.i in own or child.i in others:
                continue
            if child.dep_ == "prep":
                role = "base" if child.lower_ in ("of", "among", "amongst") else "args"
                for pobj in _objects(child):
                    if not holds(pobj, others):
                        _add(frame, role, _phrase(pobj), own)
                    elif role == "base":  # "31 of the 46 jars" are jars as the 46 are
                        _add(frame, role, _counted_phrase(pobj, others), own)
            elif (child.dep_ in _MODIFIERS or child.dep_ in ("acl", "relcl")) and not holds(child, others):
                _add(frame, "mods", list(child.subtree), own)
    _climb(frame, core, own, others)
    taken = {t.i for tokens in frame.roles.values() for t in tokens}
    _add(frame, "rest", [t for t in doc if t.i not in taken and t.i not in others], own)
    return frame


def _own_verb(doc: Doc, root: Token, last: int) -> Token | None:
    """The verb right behind a bare number that the parser hangs from the noun before it ("of those on *board* 224 *died*")."""
    if root.dep_ != "nummod" or root.head.i >= root.i or last >= len(doc):
        return None
    verb = doc[last]
    return verb if verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBP", "VBZ") and root.head.pos_ == "NOUN" else None


def _climb(frame: Frame, core: Token, own: range, others: Collection[int]) -> None:
    node, conj = core, False
    for _ in range(_MAX_CLIMB):
        parent = node.head
        if parent == node:
            break
        if node.dep_ == "conj" and parent.pos_ not in ("VERB", "AUX"):
            conj = True  # the siblings' own words are theirs; what they share hangs above
        elif parent.pos_ in ("VERB", "AUX"):
            _clause(frame, parent, node, own, others)
            return
        elif parent.dep_ in ("prep", "agent", "dative", "pcomp") or parent.pos_ in ("ADP", "SCONJ", "PART"):
            frame.preps.append(parent.lower_)
            if parent.head != parent and parent.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM") and parent.head.i not in others:
                pass
        elif (
            parent.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM", "SYM", "X")
            and parent.i not in others
            and not (conj and parent.i in others)
        ):
            _add(frame, "govs", _phrase(parent, skip=node), own)
            for child in parent.children:
                if child.dep_ in ("acl", "relcl") and child != node and not holds(child, others):
                    _add(frame, "args", list(child.subtree), own)
        node = parent
    # No verb above: a heading, a list item, a fragment. Its top noun is what it is about.
    frame.top = node
    if node.i not in own and node.i not in others:
        _add(frame, "govs", _phrase(node), own)


def _clause(frame: Frame, verb: Token, below: Token, own: range, others: Collection[int]) -> None:
    frame.verb = verb
    _add(
        frame,
        "verb",
        [verb, *(c for c in verb.children if c.dep_ in ("prt", "acomp", "neg", "oprd") and c.i not in others and c != below)],
        own,
    )
    subject = below if below.dep_ in _SUBJECTS else next((c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl"), None)
    if subject is None:
        subject = _shared_subject(verb)
    if subject is not None and subject.lower_ in ("which", "that", "who") and verb.dep_ == "relcl":
        subject = _antecedent(verb, subject)
    frame.subject = subject
    frame.does = subject is not None and subject == below
    frame.set_at = _set_at(verb, below, frame.preps, others)
    if frame.set_at is not None:
        _add(frame, "govs", _phrase(frame.set_at), own)
    elif subject is not None and is_noun(subject) and _is_size(verb, below, frame.preps) and subject.i not in others:
        _add(frame, "govs", [subject, *(c for c in subject.children if c.dep_ == "compound" and c.i not in others)], own)
    if subject is not None and subject != below:
        _add(frame, "subj", [t for t in _phrase(subject) if t.i not in others], own)
    for child in verb.children:
        if child in (below, subject) or child.i in others or child.i in own:
            continue
        if child.dep_ in ("dobj", "attr", "agent", "prep", "npadvmod", "dative", "acomp", "oprd", "advmod", "xcomp", "pobj") and not holds(
            child, others
        ):
            _add(frame, "args", list(child.subtree), own)
    if (
        verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl")
        and verb.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
        and verb.head != subject
    ):
        _add(frame, "args", [verb.head], own)


def _set_at(verb: Token, below: Token, preps: list[str], others: Collection[int]) -> Token | None:
    """What somebody puts at a size ("the mayor put *the damage* at 40 million", "they raised *the fee* to 30"): the object of the verb."""
    if below.dep_ != "prep" or preps not in (["at"], ["to"]):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i < below.i and not holds(c, others)), None)


def is_noun(token: Token) -> bool:
    """Whether a word is a common noun; at the start of a sentence the tagger takes some for verbs ("*Turnout* was 61%")."""
    return token.pos_ == "NOUN" or (token.tag_ == "VB" and token.dep_ == "nsubj")


def _is_size(verb: Token, below: Token, preps: list[str]) -> bool:
    """Whether what hangs below a verb is the size of its subject."""
    return verb.lemma in _LEVELS and below.dep_ in _SIZES and (not preps or (len(preps) == 1 and preps[0] in _AT))


def _antecedent(verb: Token, pronoun: Token) -> Token:
    """What "who" or "which" stands for: the noun of its clause, or the name that stands between them ("his mother, Ada, who")."""
    noun = verb.head
    return next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and noun.i < c.i < pronoun.i), noun)


# What is done to works, and not to who made them: "a poll by Datum published on Sunday".
_OF_WORKS = frozenset(
    {"publish", "release", "issue", "print", "present", "commission", "write", "submit", "file", "conduct", "record", "air"}
)


def _described(participle: Token) -> Token:
    """The noun that a participle or a clause behind it describes: the work before "by", if it is done to works."""
    noun = participle.head
    made = noun.dep_ == "pobj" and noun.head.lower_ == "by" and noun.head.head.pos_ in ("NOUN", "PROPN")
    return noun.head.head if made and participle.tag_ == "VBN" and participle.lemma in _OF_WORKS else noun


def _shared_subject(verb: Token) -> Token | None:
    """The subject of a verb that has none of its own: of the verb it is joined to, or the noun that it modifies."""
    for _ in range(_MAX_CLIMB):
        if verb.dep_ in ("acl", "relcl"):
            return _described(verb)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep") or verb.head == verb:
            return None
        verb = verb.head
        found = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl"), None)
        if found is not None:
            return found
    return None


def _counted_phrase(noun: Token, others: Collection[int]) -> list[Token]:
    """A noun that another value counts, with its modifiers; empty where that value stands anywhere else in its phrase."""
    numbers = {t.i for c in noun.children if c.dep_ == "nummod" and c.i in others for t in c.subtree}
    held = {t.i for t in noun.subtree if t.i in others}
    return [t for t in _phrase(noun) if t.i not in numbers] if numbers and held <= numbers else []


def _phrase(noun: Token, skip: Token | None = None) -> list[Token]:
    """A noun with its modifiers and prepositional complements, without relative clauses and coordinated nouns."""
    found = [noun]
    for child in noun.children:
        if child == skip or (skip is not None and skip.is_ancestor(child)):
            continue
        if child.dep_ in _MODIFIERS:
            found.extend(child.subtree)
        elif child.dep_ == "prep" and not (skip is not None and child.is_ancestor(skip)):
            for pobj in _objects(child):
                found.extend(_phrase(pobj, skip))
    return found


def _objects(prep: Token) -> Iterator[Token]:
    return (c for c in prep.children if c.dep_ in ("pobj", "pcomp"))


def holds(token: Token, others: Collection[int]) -> bool:
    """Whether one of the tokens at these places is in the subtree of ``token``."""
    return any(t.i in others for t in token.subtree)


def _add(frame: Frame, role: str, tokens: list[Token], own: range) -> None:
    have = {t.i for other in frame.roles.values() for t in other}
    for token in tokens:
        if token.i not in own and token.i not in have and token.pos_ in _CONTENT:
            frame.roles[role].append(token)
            have.add(token.i)

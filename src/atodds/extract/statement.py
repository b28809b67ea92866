"""In what way something is claimed: modality and attribution of a clause."""

from __future__ import annotations

import calendar
import functools
from typing import TYPE_CHECKING

from atodds.extract.wordlists import statements
from atodds.model.records import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.frames import Frame
    from atodds.extract.trees import Token

_MODALITY_ORDER = (Modality.FORMER, Modality.HYPOTHETICAL, Modality.TARGET, Modality.FORECAST, Modality.ESTIMATE)
# Auxiliaries that make a statement one about the future or about what might be.
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
# What a passive verb of giving has besides its subject: "were promised *a road*".
_GIVEN = frozenset({"dobj", "oprd", "attr", "dative"})
_MONTHS = frozenset(calendar.month_name[1:])
# How far above a word of a frame the clause is looked for that it stands in.
_DEEP = 4
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
def _modality_words(table: str = "modality") -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in statements()[table].items()}


def modality_of(frame: Frame) -> Modality:
    """The modality of the clause that a value stands in."""
    lists = _modality_words()
    verbs = _with_copula(verb_chain(frame.verb))
    lemmas = {
        t.lemma
        for verb in verbs
        for t in (verb, *verb.children)
        if (t.dep_ in ("aux", "auxpass", "ROOT", "advmod", "neg") or t in verbs) and not _is_had_better(t)
    }
    near, nouns = _near(frame)
    if _is_past_plan(verbs, lemmas) or _is_former(frame, lemmas, near):
        return Modality.FORMER
    for modality in _MODALITY_ORDER:
        words = lists[modality.value]
        if modality is Modality.FORMER:
            if not lemmas & _looking_ahead():
                words = words - _ORDINAL  # "was first traded in 2012" is no former plan, "was first planned for 2012" is one
            near_words = frozenset[str]()
        else:
            near_words = (words & near) | (_modality_words("modality_nouns").get(modality.value, frozenset()) & nouns)
        if (lemmas & words and not (modality is Modality.TARGET and _is_promised_to(frame))) or near_words:
            return Modality.FORECAST if modality is Modality.HYPOTHETICAL and _is_told_future(verbs) else modality
    if _is_to(verbs):
        return Modality.TARGET
    return Modality.FORECAST if any(_is_ahead(verb) for verb in verbs) else Modality.ASSERTED


def _with_copula(verbs: list[Token]) -> list[Token]:
    """A chain of verbs with the adjective that its last one completes, and the verb of that: "*is due* to be read out"."""
    if not verbs or verbs[-1].dep_ != "xcomp" or verbs[-1].head.pos_ != "ADJ" or verbs[-1].head.dep_ != "acomp":
        return verbs
    return [*verbs, verbs[-1].head, verbs[-1].head.head]


def _is_to(verbs: list[Token]) -> bool:
    """Whether a verb is one of what is arranged by "be to": "the minister is to meet the unions"."""
    if len(verbs) < 2 or verbs[1].lower_ not in _PRESENT or verbs[0].dep_ != "xcomp":
        return False
    return any(t.lower_ == "to" for t in verbs[0].children) and not any(t.dep_ in ("acomp", "attr") for t in verbs[1].children)


def _is_promised_to(frame: Frame) -> bool:
    """Whether a value counts those to whom something is promised ("12 villages were promised a road"): they are no plan."""
    subject, verb = frame.subject, frame.verb
    counted = subject is not None and any(subject.i == t.i for t in frame.roles["head"])
    given = verb is not None and verb.lemma in statements()["promising"]["verbs"] and any(c.dep_ in _GIVEN for c in verb.children)
    return counted and given and subject is not None and subject.dep_ == "nsubjpass"


def modality_of_words(words: set[str]) -> Modality:
    """The modality that the words of a label tell: a target or a forecast, else asserted."""
    for modality in (Modality.TARGET, Modality.FORECAST):
        if words & (_modality_words()[modality.value] | _modality_words("modality_nouns")[modality.value]):
            return modality
    return Modality.ASSERTED


def _near(frame: Frame) -> tuple[set[str], set[str]]:
    """The words right beside a value that may tell its modality, and the nouns that it hangs from."""
    beside = [t for role in ("head", "mods", "govs", "subj") for t in frame.roles[role] if not _is_clause_deep(t)]
    near = {w for t in beside if t.pos_ not in ("NOUN", "PROPN") or t.dep_ in ("amod", "compound") for w in (t.lemma, t.lower_)}
    held = {t.i for role in ("govs", "subj") for t in frame.roles[role]}
    nouns = [t for role in ("govs", "subj") for t in frame.roles[role] if t.pos_ == "NOUN" and not _is_complement(t, held)]
    return near, {t.lemma for t in nouns}


def _is_clause_deep(token: Token) -> bool:
    """Whether a word stands in a relative clause: what is said there is said of something else."""
    for _ in range(_DEEP + 1):
        if token.head is token:
            return False
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def _is_complement(token: Token, held: set[int]) -> bool:
    """Whether a noun is the complement of one of the nouns ``held``, or a part of one: "77% of the *target*"."""
    node = token
    while node.dep_ in ("compound", "poss", "conj", "nmod") and node.head != node:
        node = node.head
    return (node.dep_ in ("pobj", "pcomp") and node.head.head.i in held) or (node != token and token.dep_ == "poss")


def _is_past_plan(verbs: list[Token], lemmas: set[str]) -> bool:
    """ "Was planned to", "had been scheduled for", "had expected", "was going to", "was to cost": a plan of an earlier time."""
    past = any(t.lower_ in ("was", "were", "had") for verb in verbs for t in verb.children if t.dep_ in ("aux", "auxpass"))
    past = past or (len(verbs) > 2 and verbs[-2].pos_ == "ADJ" and verbs[-1].lower_ in ("was", "were"))
    if past and lemmas & _looking_ahead():
        return True
    going = past and any(verb.lemma == "go" and verb.tag_ == "VBG" for verb in verbs[1:])
    bare = len(verbs) > 1 and verbs[1].lower_ in ("was", "were") and not any(t.dep_ in ("acomp", "attr") for t in verbs[1].children)
    return going or (bare and any(t.lower_ == "to" for t in verbs[0].children))


@functools.cache
def _looking_ahead() -> frozenset[str]:
    lists = _modality_words()
    return lists["target"] | lists["forecast"]


def _is_former(frame: Frame, lemmas: set[str], near: set[str]) -> bool:
    """Whether the words beside a value set it in an earlier time: "the original capacity", "the initial estimate"."""
    if near & _modality_words()["former"] - _ORDINAL:
        return True
    revised = _modality_words("revised")
    words = revised["words"]
    if lemmas & words and lemmas & (_looking_ahead() | _modality_words()["estimate"]):
        return True
    beside = [t for role in ("head", "govs", "subj") for t in frame.roles[role] if t.lemma in words]
    return any(t.head.lemma in revised["nouns"] for t in beside)


def _is_had_better(token: Token) -> bool:
    """The auxiliary of "you'd better", which is no "would"."""
    return token.lower_ in ("'d", "’d") and token.i + 1 < len(token.doc) and token.nbor().lower_ == "better"


def _is_known_to_you(verb: Token) -> bool:
    """ "You'll know the mill", "you will remember the 40 huts": a way of speaking of what is there."""
    return verb.lemma in statements()["knowing"]["verbs"] and any(t.lower_ == "you" and t.dep_ == "nsubj" for t in verb.children)


def _is_told_future(verbs: list[Token]) -> bool:
    """Whether "would" is the future as somebody told it ("the firm said it would open 40 shops"), with no condition."""
    top = verbs[-1] if verbs else None
    if top is None or not any(t.lower_ == "would" for verb in verbs for t in verb.children):
        return False
    told = top.dep_ == "ccomp" and says(top.head) and top.head.tag_ in ("VBD", "VBN")
    return told and not any(t.lower_ in ("if", "unless") for t in top.subtree)


def _is_ahead(verb: Token) -> bool:
    """Whether a verb speaks of the future: "will open", "is going to lose", "is set to open", "are going by June"."""
    if any(t.lower_ in _FUTURE for t in verb.children):
        return not _is_known_to_you(verb)
    present = any(t.lower_ in _PRESENT for t in verb.children if t.dep_ in ("aux", "auxpass"))
    if not present:
        return False
    if verb.lemma in statements()["ahead"]["verbs"] and any(t.dep_ == "xcomp" for t in verb.children):
        return True
    return verb.tag_ == "VBG" and any(t.dep_ == "prep" and t.lower_ == "by" and _is_time(t) for t in verb.children)


def _is_time(prep: Token) -> bool:
    return any(t.text in _MONTHS or (t.text.isdigit() and len(t.text) == 4) for t in prep.subtree)


def verb_chain(verb: Token | None) -> list[Token]:
    """A verb with the verbs that it complements: "is expected to reach"."""
    chain: list[Token] = []
    while verb is not None and len(chain) < 4:  # more nesting than "is said to be expected to" does not occur in prose
        chain.append(verb)
        verb = (
            verb.head
            if verb.dep_ in ("xcomp", "ccomp") and verb.head != verb and verb.head.pos_ in ("VERB", "AUX") and not says(verb.head)
            else None
        )
    return chain


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(statements()["say"])


def says(verb: Token) -> bool:
    """Whether a verb is one of saying."""
    return verb.lemma in _saying()


def tells_change(frame: Frame) -> bool:
    """Whether the clause of a value, or one joined to it, tells of a change to it ("has been upgraded and can process ...")."""
    verbs = verb_chain(frame.verb)
    for verb in list(verbs):
        verbs += [other for other in (verb.head, *verb.conjuncts) if other.pos_ == "VERB"]
    return any(verb.lemma in statements()["change"]["verbs"] for verb in verbs)


def tells_new_value(frame: Frame) -> bool:
    """Whether the value of a clause that tells of a change is the new one: not by how much it was ("raised by 12 %"), nor what did it."""
    own = frame.verb is not None and frame.verb.lemma in statements()["change"]["verbs"]
    return tells_change(frame) and not (own and (frame.does or frame.preps[:1] == ["by"]))


def attribution_of(doc: Sequence[Token], frame: Frame) -> str | None:
    """The words of the source that the tokens of a sentence name: "according to X", "X said", "a report by X shows"; None if none."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            for child in doc[token.i + 1].children:
                if child.dep_ == "pobj":
                    return _words(child)
    verb = frame.verb
    for _ in range(4):
        if verb is None or (verb.head == verb and not says(verb)):
            break
        if says(verb) and verb != frame.verb:
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            return _words(subject) if subject is not None else None
        verb = verb.head if verb.head != verb else None
    for token in doc:
        if says(token) and token.dep_ in ("parataxis", "ROOT", "ccomp", "advcl") and token != frame.verb:
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None and any(c.dep_ in ("ccomp", "parataxis") for c in token.children):
                return _words(subject)
    return None


def _words(token: Token) -> str:
    subtree = [t for t in token.subtree if t.dep_ not in ("relcl", "acl")]
    words = " ".join(t.text for t in subtree[:_LONGEST_SOURCE])
    return words.replace(" ’s", "’s").replace(" 's", "'s").replace(" ,", ",")

"""How English turns a clause or a noun phrase round: "not", "no X", "denied that"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.extract.kindred import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.trees import Token


# What follows these is said to be untrue: "denied that", "rejected the suggestion that".
_DENYING = frozenset({"deny", "reject", "refute", "dispute", "rebut", "dismiss", "contradict", "disprove"})
# Adjectives that say the same of the clause behind them ("it is untrue that"), and nouns of which there must be some for it to be so.
_UNTRUE = frozenset({"untrue", "false", "incorrect", "wrong"})
_SUPPORT = frozenset({"evidence", "proof", "sign", "indication", "suggestion", "trace", "record", "basis"})
# Verbs that say of what they govern that it was not done, and those that say that it was (Karttunen 1971, two-way implicatives, with the
# verbs of beginning and going on). "Stop" denies only what stands behind it as a participle: "stopped to rest" is another verb.
_UNDONE = frozenset({"refuse", "decline", "fail", "neglect", "omit", "forget"})
_ENDED = frozenset({"stop", "cease", "quit", "avoid"})
_DONE = frozenset({"continue", "keep", "begin", "start", "resume", "manage", "proceed", "bother"})
_ADMITTING = frozenset({"admit", "acknowledge", "confess"})
# Adjectives before an infinitive that say whether it was done.
_ABILITY = {"able": True, "unable": False}
# "Dropped its plan to sell": what is dropped, and the verbs of dropping it.
_PLANS = frozenset({"plan", "idea", "bid", "attempt", "effort", "proposal", "intention", "project", "scheme"})
_DROPPING = frozenset({"drop", "scrap", "abandon", "shelve", "ditch", "cancel", "axe", "withdraw", "abort", "bin", "discard", "reject"})
# "At no time", "in no way", "under no circumstances": phrases that deny a clause as "never" does.
_NO_SUCH = frozenset({"time", "way", "circumstance", "condition", "point", "stage", "mean", "means", "account", "case", "event"})

# "unprotected", "uninsured": a participle or adjective with its opposite inside.
_UN = re.compile(r"(?:un|non-?)([a-z]{3,}(?:ed|able|ible|ful|safe|paid|sold|built|told|known|even|armed))")


def opposite_inside(word: Token) -> str:
    """What a word with "un-" or "non-" denies: "insured" of "uninsured"; empty for any other, "unveiled" is not denied."""
    found = _UN.fullmatch(word.lower_)
    return found.group(1) if found is not None and word.lower_ not in words_of("not_undone") else ""


def is_denied(verb: Token) -> bool:
    """Whether a clause hangs on a denial: "denied that it sank", "no evidence that it sank", "it is untrue that it sank"."""
    above = verb.head
    if verb.dep_ == "ccomp":
        untrue = [c for c in above.children if c.dep_ == "acomp" and c.lower_ in _UNTRUE]
        return above.lemma in _DENYING or bool(untrue) != (bool(untrue) and is_negated(above))
    if verb.dep_ in ("acl", "relcl") and any(c.dep_ == "mark" or c.lower_ == "that" for c in verb.children):
        if above.lemma in _SUPPORT and (is_no(above) or is_negated(above.head)):
            return True
        while above.dep_ in ("pobj", "prep"):
            above = above.head
        return above.head.lemma in _DENYING
    return False


def is_negated(verb: Token) -> bool:
    """Whether a verb has "not" or "never" of its own."""
    return any(c.dep_ == "neg" for c in verb.children)


def is_unable(verb: Token) -> bool:
    """Whether a clause says that somebody could not, and so did not; but not "could not have known", nor under a condition."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "mark")}
    conditional = any(c.dep_ == "advcl" for c in verb.children) or any(c.lower_ == "without" for c in verb.children)
    return "could" in aux and "have" not in aux and is_negated(verb) and not conditional


def shares_negation(verb: Token) -> bool:
    """Whether a verb shares the "not" of the verb that it is joined to by "or": "did not buy or rent"."""
    above = verb.head
    joined = verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and any(c.lower_ in ("or", "nor") for c in above.children)
    return joined and is_negated(above) and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)


# Words of a negation in front of a clause whose auxiliary comes before its subject: "Never has it paid", "At no point did it ask".
_FRONT = frozenset({"never", "nowhere", "nor", "neither"})
_FRONT_PREPOSITIONS = frozenset({"at", "in", "under", "on", "by", "to", "for", "with"})
_BEFORE_FRONT = frozenset({"but", "and", "yet", "so", ",", '"', "“", "‘", "'", "–", "—", "-"})
# Such a phrase has no more words than this: "in no part of the report", "not for a single day".
_LONGEST_FRONT = 7


def inverted(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """The auxiliary and the verb of a clause that a negation at the beginning of a sentence turns round, however it was parsed."""
    first = next((i for i, t in enumerate(tokens) if t.lower_ not in _BEFORE_FRONT), len(tokens))
    opening = [t.lower_ for t in tokens[first : first + 2]]
    denies = opening[:1] and (
        opening[0] in _FRONT or (opening[0] in _FRONT_PREPOSITIONS and opening[1:] == ["no"]) or opening in (["not", "once"], ["not", "a"])
    )
    auxiliary = next((t for t in tokens[first + 1 : first + 1 + _LONGEST_FRONT] if t.lemma in ("do", "have", "be", "will")), None)
    if not denies or auxiliary is None or any(t.pos_ == "VERB" for t in tokens[first : auxiliary.i]) or auxiliary.i + 1 >= len(tokens):
        return None
    before, after = tokens[auxiliary.i - 1], tokens[auxiliary.i + 1]
    if after.pos_ not in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM") or before.lower_ in ("who", "that", "which"):
        return None
    forms = {"do": ("VB",), "will": ("VB",), "have": ("VBN", "VBD"), "be": ("VBN", "VBG", "VBD")}[auxiliary.lemma]
    behind = (t for t in tokens[auxiliary.i + 1 :] if t.pos_ == "VERB" and t.tag_ in forms and t.dep_ not in ("amod", "relcl"))
    verb = next(behind, None)
    return None if verb is None else (auxiliary, verb)


def so_much_as(verb: Token) -> Token | None:
    """The auxiliary of "did not so much as write", which parsers take for the verb; None for any other verb."""
    before = [t.lower_ for t in verb.doc[max(0, verb.i - 4) : verb.i]]
    found = before[1:] == ["so", "much", "as"] and before[0] in ("not", "n't", "n’t", "never")
    return verb.doc[verb.i - 5] if found and verb.i >= 5 else None


def is_no_such(preposition: Token) -> bool:
    """Whether a phrase denies a clause as "never" does: "at no time", "in no way"."""
    nouns = (p for p in preposition.children if p.dep_ == "pobj")
    return any(p.lemma in _NO_SUCH and any(d.lower_ == "no" for d in p.children) for p in nouns)


def is_never(verb: Token) -> bool:
    """Whether a clause is denied by "at no time" or the like, or by "neither ... nor"."""
    said = (verb, *(c for c in verb.children if c.dep_ == "acomp"))
    if any(c.lower_ == "neither" for t in said for c in t.children if c.dep_ in ("preconj", "cc", "advmod", "det")):
        return True
    if verb.dep_ == "conj" and any(c.lower_ == "nor" for c in verb.head.children if c.dep_ == "cc") and verb.head.pos_ in ("VERB", "AUX"):
        return True
    return any(is_no_such(c) for c in verb.children if c.dep_ == "prep")


def governed(verb: Token) -> bool | None:
    """What the verb above says of its infinitive or participle: that it was done, that it was not, or None for neither.

    "Kept working" says that it was done; "refused to sign", "stopped taking them" and "has yet to open" that it was not.
    """
    above = verb.head
    of_its_own = any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children)
    if verb.dep_ in ("acl", "xcomp") and _is_dropped(verb):
        return False
    if verb.dep_ == "xcomp" and above.pos_ == "ADJ" and above.dep_ == "acomp":
        return _ABILITY.get(above.lower_)
    if verb.dep_ != "xcomp" and (verb.dep_ != "ccomp" or of_its_own):
        return None
    lemma = above.lemma
    if lemma in _UNDONE or (lemma in _ENDED and (verb.tag_ == "VBG" or lemma == "cease")):
        return False
    participle = verb.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ == "aux" for c in verb.children)
    if lemma in _DENYING and participle and not of_its_own:  # "denied having met him"
        return False
    if lemma in _ADMITTING and participle:  # "admitted hitting him"
        return True
    if lemma in ("have", "be") and any(c.lower_ == "yet" for t in (above, verb) for c in t.children):
        return False
    return True if lemma in _DONE else None


def clause_above(verb: Token) -> Token:
    """The verb whose clause an infinitive belongs to: "were" of "were unable to pay", "dropped" of "dropped its plan to sell"."""
    above = verb.head
    return above.head if above.pos_ in ("ADJ", "NOUN") and governed(verb) is not None else above


def _is_dropped(verb: Token) -> bool:
    """Whether an infinitive is one of a plan that was dropped: "has dropped its plan to sell the hall"."""
    plan = verb.head if verb.dep_ == "acl" else next((c for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if plan is None or plan.lemma not in _PLANS or plan.dep_ not in ("dobj", "nsubjpass"):
        return False
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and plan.head.lemma in _DROPPING


def is_no(noun: Token) -> bool:
    """Whether a noun phrase denies that there is any: "no cracks", "none of it", "not one branch", "not any wound"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither"):
        return True
    children = [c.lower_ for c in noun.children if c.i < noun.i]
    if "zero" in children:
        return True
    if children[:1] == ["no"] or "no" in children:
        after = noun.doc[next(c.i for c in noun.children if c.lower_ == "no") + 1].lower_
        return after not in words_of("bounding")
    return children[:2] in (["not", "one"], ["not", "any"], ["not", "a"]) or children[:1] == ["neither"]


def denied_of(noun: Token) -> list[Token]:
    """What "no trace of any contact" denies besides the noun itself."""
    joined = list(noun.conjuncts)
    return joined + [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def rules_out(verb: Token) -> bool:
    """Whether a verb denies its object: "ruled out a rise", "ruled a rise out"."""
    return verb.lemma == "rule" and any(c.lower_ == "out" and c.dep_ in ("prt", "advmod") for c in verb.children)

"""Where a slot is opened and filled: the patterns by which verbs, nouns and prepositions of ``data/fillers.toml`` do it.

================  ==============================================================================================
agent             "lightning caused the fire", "the fire was caused by lightning"
behind            "the fire was blamed on lightning", "the contract went to X", "it broke out because of a spark"
given             "X was awarded the contract"
blamed            "they blamed lightning for the fire", "lightning was blamed for the fire"
being             "lightning was to blame for the fire", "X was behind the attack"
pointing          "the findings point to lightning (as the cause of the fire)"
responsible       "X claimed responsibility for the attack"
label             "Cause: lightning"
cleft             "what caused the fire was lightning"
noun              "the cause of the fire was lightning", "the attack was the work of X", "the vase was a gift of X"
action            "X's purchase of the mill", "the award of the contract to X", "the attack by X"
beside            "the inquiry, under X, sat for a week"
================  ==============================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.extract.actions import doers, done_to, recipients, verbs_of_actions
from atodds.extract.filler_tables import Slot, attacks, kinds_of, slots_by_word, slots_of_verbs
from atodds.extract.holders import subject_of_clause
from atodds.extract.statement import verb_chain
from atodds.extract.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.extract.trees import Token


# What makes a clause one about what might be, or about what is not so.
_UNSURE = frozenset({"may", "might", "could", "would", "can", "should"})
_CONDITION = frozenset({"if", "whether", "unless", "until"})
_DOUBTING = frozenset({"deny", "doubt", "reject", "dismiss", "dispute", "exclude"})
# Behind these an infinitive tells of what somebody has in mind: "wants to buy the brewery".
_WISHING = frozenset(
    {"want", "hope", "wish", "try", "seek", "attempt", "offer", "consider", "threaten", "ask", "plan", "intend", "propose", "bid"}
)
# Words that make an event a certain one: "the attack by X".
_CERTAIN = frozenset({"the", "this", "that"})
# Roles whose filler stands behind the noun that names it: "a gift of X", "the property of X".
BEHIND_NOUN = frozenset({"source", "owner"})
# Behind these a name is no more than the neighbourhood of the place.
NEAR = frozenset({"near", "outside", "around", "off", "beyond"})
# Last words of names that stand behind "under" and are nobody: "an inquiry under Section 4", "under the Inquiries Act".
_RULES = frozenset(
    {"act", "law", "section", "article", "rule", "rules", "order", "code", "chapter", "scheme", "convention", "treaty", "charter"}
)


_NAMING = frozenset({"name", "appoint", "choose", "pick", "tap", "elect", "select", "nominate"})
# A field's label has no more words than this ("Cause of the outage: X").
_LONGEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot of ``slot`` at ``verb``, filled by the noun phrase of ``filler``, of ``thing``; ``preposition`` before the filler."""

    slot: Slot
    verb: Token
    filler: Token
    thing: Token
    preposition: str = ""


def openings(token: Token) -> Iterator[Opening]:
    """The slots that a verb, a noun or a preposition opens and that are filled."""
    if token.pos_ == "NOUN":
        yield from _by_action(token)
    for slot in slots_by_word().get(token.lemma, ()):
        if slot.fill == "cause" and token.i <= 1 and token.lemma in slot.nouns:
            yield from _by_label(slot, token)
        if token.pos_ == "VERB":
            yield from _by_verb(slot, token)
        elif token.pos_ in ("ADJ", "ADP") and token.head.lemma_ == "be":
            yield from _by_adjective(slot, token)
        elif token.dep_ == "prep" and token.lower_ in slot.being and token.head.pos_ == "NOUN":
            things = [p for p in token.children if p.dep_ == "pobj"]  # "the gang behind the attack calls itself X"
            yield from (Opening(slot, token, token.head, thing) for thing in things[:1])
        elif token.pos_ == "NOUN" and token.lemma in slot.nouns:
            yield from _by_noun(slot, token)
        elif token.pos_ == "NOUN" and token.lemma in slot.works:
            yield from _behind_noun(slot, token)
        elif token.dep_ == "prep" and token.lower_ in slot.beside:
            yield from _beside(slot, token)


def _by_action(noun: Token) -> Iterator[Opening]:
    """ "The purchase of the mill by X", "the award of the contract to X"; "the attack by X" tells who did it without a verb."""
    verb, lemma = verbs_of_actions().get(noun.lemma), noun.lemma
    if lemma in attacks():
        behind = pobj(noun, "by")[:1] if any(c.lower_ in _CERTAIN or c.dep_ == "poss" for c in noun.children) else []
        yield from (Opening(slot, noun, filler, noun) for slot in slots_of_verbs() if slot.role == "culprit" for filler in behind)
    if verb is None:
        return
    things = done_to(noun)
    for slot in slots_by_word().get(verb.split()[0], ()):
        if verb in slot.agent:
            yield from (Opening(slot, noun, filler, thing) for thing in things for filler in doers(noun))
        if verb in slot.behind.get("to", ()):
            yield from (Opening(slot, noun, filler, thing, "to") for thing in things for filler in recipients(noun))


def _by_verb(slot: Slot, verb: Token) -> Iterator[Opening]:
    if is_doubtful(verb) or (not slot.coming and any(v.lemma in _WISHING for v in verb_chain(verb)[1:])):
        return
    particle = next((c for c in verb.children if c.dep_ == "prt" or _is_half_of_verb(c)), None)
    name = f"{verb.lemma} {particle.lower_}" if particle is not None else verb.lemma
    done_to = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj") and c != particle), None)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "conj"))
    opening = _opens_sentence(verb)  # "Built by X in 1902, it has a garden"
    passive = passive or opening is not None
    if done_to is None and particle is not None and particle.dep_ == "dobj":
        done_to = next(iter(pobj(particle, "for") or pobj(verb, "for")), None)  # "claimed responsibility for the attack"
    if done_to is None and passive:
        done_to = opening or subject_of_clause(verb) or (verb.head if verb.dep_ == "acl" else None)
    subject = None if passive else _named_to(verb) or subject_of_clause(verb)
    agents = [c for c in verb.children if c.dep_ == "agent" or (passive and c.dep_ == "prep" and c.lower_ == "by")]
    if passive and not agents and slot.fill == "maker":  # "was found during a routine test by X"
        agents = [
            c for p in verb.children if p.dep_ == "prep" and p.i > verb.i for c in p.subtree if c.dep_ == "prep" and c.lower_ == "by"
        ][:1]
    if name in slot.agent and done_to is not None:
        fillers = [p for a in agents for p in a.children if p.dep_ == "pobj"] if passive else [subject] if subject is not None else []
        yield from (Opening(slot, verb, f, done_to) for f in fillers)
    yield from _by_way_of_speaking(slot, verb, name, subject)
    thing = done_to if done_to is not None else subject
    if thing is None:
        return
    if passive and name in slot.behind.get("to", ()):  # "X was awarded the contract"
        given = (c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.i > verb.i)
        yield from (Opening(slot, verb, thing, prize, "to") for prize in given if thing.dep_ == "nsubjpass")
    # "They blamed the collapse on bolts": parsers often hang the last phrase on the noun before it.
    prepositions = [c for t in (verb, done_to) if t is not None for c in t.children if c.dep_ in ("prep", "dative") and c.i > verb.i]
    for preposition in prepositions:
        if name in slot.behind.get(_base(preposition, slot), ()):
            yield from (Opening(slot, verb, p, thing, preposition.lower_) for p in _behind(preposition))


def _named_to(verb: Token) -> Token | None:
    """Who is named to do a thing: "they named X to succeed Y"."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or above.lemma not in _NAMING or verb.tag_ != "VB":
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None) or next(
        (c for c in verb.children if c.dep_ == "nsubj"), None
    )


def _is_half_of_verb(noun: Token) -> bool:
    """Whether an object makes one verb with its verb: "took place", but not "took third place"; "claimed responsibility"."""
    return noun.dep_ == "dobj" and noun.lower_ in ("place", "responsibility") and not any(c.dep_ in ("amod", "poss") for c in noun.children)


def _behind(preposition: Token) -> list[Token]:
    """What stands behind a preposition, or behind the second of two: "because of a spark"."""
    return [
        p for c in (preposition, *(c for c in preposition.children if c.dep_ in ("pcomp", "prep"))) for p in c.children if p.dep_ == "pobj"
    ]


def _by_way_of_speaking(slot: Slot, verb: Token, name: str, subject: Token | None) -> Iterator[Opening]:
    """ "They blamed X for the fire", "X was to blame for it", "the findings point to X", "what caused the fire was X"."""
    if name in slot.blamed:
        filler = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if filler is None and verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
            filler = subject_of_clause(verb)
        if filler is not None and filler.pos_ == "NOUN":  # who is blamed is no cause
            yield from (Opening(slot, verb, filler, thing) for thing in (pobj(verb, "for") or pobj(filler, "for"))[:1])
    if name in slot.pointing:
        named = [p for c in pobj(verb, "as") for p in pobj(c, "of", "for")]
        yield from (Opening(slot, verb, filler, named[0] if named else verb) for filler in pobj(verb, "to")[:1])
    if name in slot.agent and subject is not None and subject.lower_ == "what" and verb.dep_ == "csubj" and verb.head.lemma_ == "be":
        things = [c for c in (*verb.children, *verb.head.children) if c.dep_ in ("dobj", "nsubj") and verb.i < c.i < verb.head.i]
        fillers = [c for c in verb.head.children if c.dep_ == "attr"]
        yield from (Opening(slot, verb, fillers[0], thing) for thing in things[:1] if fillers)


def _beside(slot: Slot, preposition: Token) -> Iterator[Opening]:
    """ "The inquiry under X", "the inquiry, under X, sat for a week", "the inquiry was set up under X"."""
    doc, comma = preposition.doc, preposition.i - 1
    before = doc[comma - 1] if comma >= 1 and doc[comma].text == "," else preposition.head
    above = [before, *before.ancestors]
    verbs = (t for t in (preposition.head, *preposition.head.ancestors) if t.pos_ in ("VERB", "AUX"))
    subjects = [subject for verb in verbs if (subject := subject_of_clause(verb)) is not None]
    nouns = (t for t in (*above, *subjects) if t.i < preposition.i and t.pos_ in ("NOUN", "PROPN"))
    thing = next((t for t in nouns if not slot.things.isdisjoint(kinds_of(t))), None)
    if thing is not None:
        fillers = (p for p in preposition.children if p.dep_ == "pobj" and p.pos_ == "PROPN" and p.lemma not in _RULES)
        yield from (Opening(slot, preposition, p, thing) for p in fillers if _is_one_person(p))


# Under a president or a king something is set up in his time, and is not led by him.
_RULERS = frozenset({"president", "king", "queen", "emperor", "minister", "premier", "chancellor", "governor", "prime"})


def _is_one_person(name: Token) -> bool:
    """Whether a name behind "under" may be of who leads: "Sir Hugh Marsh", "the retired judge Ada Lund", but not "the Marsh rules"."""
    before = {c.lower_ for c in name.children if c.i < name.i}
    offices = word_list("persons", "nouns") | word_list("persons", "titles")
    return not before & _RULERS and (not any(c.dep_ == "det" for c in name.children) or bool(before & offices))


def _base(preposition: Token, slot: Slot) -> str:
    """ "near X" opens the slot of places that "in X" opens."""
    return "in" if slot.fill == "place" and preposition.lower_ in NEAR else preposition.lower_


def _opens_sentence(verb: Token) -> Token | None:
    """What a participle before the main clause is said of: its subject."""
    first = verb.head if verb.dep_ == "conj" else verb
    if verb.tag_ != "VBN" or first.tag_ != "VBN" or first.dep_ != "advcl" or first.i > first.head.i:
        return None
    return next((c for c in first.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _by_adjective(slot: Slot, word: Token) -> Iterator[Opening]:
    """ "The fire was due to lightning", "X was behind the attack", "lightning was responsible for the fire"."""
    subject = next((c for c in word.head.children if c.dep_ == "nsubj"), None)
    if subject is None or is_doubtful(word.head):
        return
    if word.lower_ in slot.behind.get("to", ()):
        pieces = [c for t in (word, word.head) for c in t.children if c.lower_ == "to" and c.i > word.i]
        yield from (Opening(slot, word.head, p, subject, "to") for c in pieces[:1] for p in c.children if p.dep_ == "pobj")
    if word.lower_ in slot.being:
        things = [p for p in word.children if p.dep_ == "pobj"] or pobj(word, "for")
        yield from (Opening(slot, word.head, subject, thing) for thing in things[:1])


def _by_noun(slot: Slot, noun: Token) -> Iterator[Opening]:
    """ "The cause of the fire was lightning", "lightning was the cause of the fire", "the root cause was lightning"."""
    if slot.role in BEHIND_NOUN:
        yield from _behind_noun(slot, noun)
        return
    verb = noun.head
    things = pobj(noun, "of", "for", "behind")
    if verb.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr") or is_doubtful(verb):
        return
    if not things and noun.dep_ == "nsubj" and slot.fill == "name":
        things = [noun]  # "construction was by X": of what the text is about
    others = [c for c in verb.children if c.dep_ == ("attr" if noun.dep_ == "nsubj" else "nsubj")]
    if slot.fill == "name":
        others = pobj(verb, "by") if noun.dep_ == "nsubj" else []
    definite = any(c.lower_ == "the" for c in noun.children)
    if not things and definite and noun.dep_ == "nsubj" and slot.fill == "cause":
        things = [noun]  # of what was told before
    certain = noun.dep_ == "nsubj" or definite
    yield from (Opening(slot, noun, other, thing) for thing in things[:1] for other in others[:1] if certain)


def _by_label(slot: Slot, noun: Token) -> Iterator[Opening]:
    """ "Cause: faulty wiring", "Cause of the fire: faulty wiring"; the parser takes such a label for a verb as well."""
    doc = noun.doc
    colon = next((t.i for t in doc[: _LONGEST_LABEL + 1] if t.text == ":"), 0)
    filler = next((t for t in doc[colon + 1 :] if t.head.i <= colon or t.dep_ == "ROOT"), None)
    if noun.i < colon and filler is not None and filler.left_edge.i > colon:
        yield Opening(slot, noun, filler, next(iter(pobj(noun, "of", "for")), noun))


def _behind_noun(slot: Slot, noun: Token) -> Iterator[Opening]:
    """ "The vase was a gift from Ada Lund", "the vase came as a gift of Ada Lund", "the fire was the result of a spark"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ not in ("VERB", "AUX") or noun.dep_ not in ("attr", "pobj") or is_doubtful(verb):
        return
    subject = subject_of_clause(verb)
    if subject is not None and (verb.lemma_ == "be" or noun.dep_ == "pobj"):
        yield from (Opening(slot, noun, filler, subject) for filler in pobj(noun, "of", "from", "by")[:1])


def pobj(token: Token, *prepositions: str) -> list[Token]:
    """The objects of prepositions that hang on a token."""
    found = [c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in prepositions]
    return [p for c in found for p in c.children if p.dep_ == "pobj"]


def is_doubtful(verb: Token) -> bool:
    """Whether a clause denies, asks, supposes or doubts what it says."""
    for link in (*verb_chain(verb), *((verb.head,) if verb.dep_ in ("ccomp", "acl", "relcl") else ())):
        if link.lemma in _DOUBTING:
            return True
        for child in link.children:
            if (
                child.dep_ == "neg"
                or (child.dep_ == "aux" and child.lower_ in _UNSURE)
                or (child.dep_ == "mark" and child.lower_ in _CONDITION)
            ):
                return True
    return False

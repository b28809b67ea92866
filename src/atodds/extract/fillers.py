"""Claims of what fills the slot of a verb: what caused the fire, where the outbreak came from, who won the contract.

A role has a name of its own ("founder"); these slots are opened by verbs: by their subject ("lightning caused the fire"), by their
agent ("caused by lightning"), or behind a preposition ("blamed on lightning"). Which verbs open which slot, and of what things, says
``data/fillers.toml``; the idea is that of FrameNet (Baker, Fillmore & Lowe 1998), where a frame has its verbs and its elements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atodds.extract.filler_tables import Slot, causes, kinds_of_things, last_words, plain_words, slots_by_word
from atodds.extract.holders import named, named_tokens, subject_of_clause
from atodds.extract.lexicon import Concept
from atodds.extract.names import Name
from atodds.extract.slots import Role, may_hold, role_draft
from atodds.extract.statement import verb_chain
from atodds.extract.things import RELATIVE, Thing, Things, antecedent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from atodds.extract.claims import Draft
    from atodds.extract.prose import Context
    from atodds.extract.spot import Spot

_NOUNS = ("NOUN", "PROPN")
# Words that tell one thing of a kind from another.
_INSIDE = frozenset({"amod", "compound", "nmod", "poss"})
_TELLING = ("NOUN", "PROPN", "ADJ", "NUM")
_POINTERS = frozenset({"it", "this", "that", "they", "them"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "our", "his", "her", "these", "those", "every"})
# What makes a clause one about what might be, or about what is not so.
_UNSURE = frozenset({"may", "might", "could", "would", "can", "should"})
_CONDITION = frozenset({"if", "whether", "unless", "until"})
_DOUBTING = frozenset({"deny", "doubt", "reject", "dismiss", "dispute", "exclude"})
_COMING = frozenset({"new", "second", "third", "fourth", "planned", "future", "proposed"})
_LEADING = frozenset({"lead", "head", "front", "spearhead"})
# Clauses and asides that hang on a noun phrase and are no part of what it names.
_OUTSIDE = frozenset({"relcl", "acl", "appos", "advcl", "conj", "cc", "parataxis", "punct"})
# Nouns that name no cause but announce one: "the fact that".
_EMPTY = frozenset({"fact", "way", "reason", "thing", "something", "what", "factor", "combination", "event", "cause"})
# What "it" stands for was named no more than so many sentences ago.
_MEMORY = 3
# A phrase that begins so many words behind a noun still narrows it: "the award for best film".
_CLOSE = 3
# Roles whose filler stands behind the noun that names it: "a gift of X", "the property of X".
_BEHIND_NOUN = frozenset({"source", "owner"})
# Behind these stands the thing itself: "ownership of the painting", "every one of the pieces".
_HOLDING = frozenset({"ownership", "title", "possession", "custody", "one", "each", "all", "most", "part", "legal", "property"})
# Behind these a name is no more than the neighbourhood of the place.
_NEAR = frozenset({"near", "outside", "around", "off", "beyond"})


@dataclass(frozen=True, slots=True)
class _Filled:
    """A slot of ``slot`` at ``verb``, filled by the noun phrase of ``filler``, of ``thing``; ``preposition`` before the filler."""

    slot: Slot
    verb: Token
    filler: Token
    thing: Token
    preposition: str = ""


def kinds_in(doc: Doc, lemmas: Sequence[str] | None = None) -> tuple[str, ...]:
    """The kinds of thing that a sentence names, in order: what "it" may stand for in the next. ``lemmas``: in lower case, if known."""
    known = lemmas if lemmas is not None else [t.lemma_.lower() for t in doc]
    named = (doc[i] for i, lemma in enumerate(known) if lemma in last_words())
    return tuple(kind for token in named if token.pos_ in _NOUNS for kind in _kinds_of(token))


def _kinds_of(token: Token) -> tuple[str, ...]:
    kinds = kinds_of_things()
    lemma = token.lemma_.lower()
    if token.i and (two := kinds.get(f"{token.nbor(-1).lemma_.lower()} {lemma}")):
        return two
    return kinds.get(lemma, ())


def filler_drafts(spot: Spot, found: Sequence[Name], known: Sequence[Draft]) -> list[Draft]:
    """The drafts of the slots that are filled in one sentence, none of a question; ``known``: what has been read of it already."""
    doc, context = spot.words.doc, spot.context
    drafts: list[Draft] = []
    lemmas = [t.lemma_.lower() for t in doc]
    if doc[len(doc) - 1].text != "?":
        verbs = slots_by_word()
        filled = [f for i, lemma in enumerate(lemmas) if lemma in verbs for f in _filled(doc[i])]
        if filled:
            things = Things(spot.words, named_tokens(doc, list(found)), context.discourse)
            drafts = [d for f in filled if (d := _draft(spot, f, things)) is not None]
    kinds = kinds_in(doc, lemmas)
    if kinds:
        context.kinds = [*context.kinds, kinds][-_MEMORY:]
    taken = {(d.property, d.span[0]) for d in known}
    return [d for d in drafts if (d.property, d.span[0]) not in taken]


def _filled(token: Token) -> Iterator[_Filled]:
    """The slots that a verb or a noun opens and that are filled."""
    for slot in slots_by_word()[token.lemma_.lower()]:
        if token.pos_ == "VERB":
            yield from _by_verb(slot, token)
        elif token.pos_ in ("ADJ", "ADP") and token.head.lemma_ == "be":
            yield from _by_adjective(slot, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in slot.nouns:
            yield from _by_noun(slot, token)


def _by_verb(slot: Slot, verb: Token) -> Iterator[_Filled]:
    if is_doubtful(verb):
        return
    particle = next((c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "dobj" and c.lower_ == "place")), None)
    name = f"{verb.lemma_.lower()} {particle.lower_}" if particle is not None else verb.lemma_.lower()
    done_to = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj") and c != particle), None)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "conj"))
    opening = _opens_sentence(verb)  # "Built by X in 1902, it has a garden"
    passive = passive or opening is not None
    if done_to is None and passive:
        done_to = opening or subject_of_clause(verb) or (verb.head if verb.dep_ == "acl" else None)
    subject = None if passive else subject_of_clause(verb)
    agents = [c for c in verb.children if c.dep_ == "agent" or (passive and c.dep_ == "prep" and c.lower_ == "by")]
    if passive and not agents and slot.fill == "maker":  # "was found during a routine test by X"
        agents = [
            c for p in verb.children if p.dep_ == "prep" and p.i > verb.i for c in p.subtree if c.dep_ == "prep" and c.lower_ == "by"
        ][:1]
    if name in slot.agent and done_to is not None:
        fillers = [p for a in agents for p in a.children if p.dep_ == "pobj"] if passive else [subject] if subject is not None else []
        yield from (_Filled(slot, verb, f, done_to) for f in fillers)
    thing = done_to if done_to is not None else subject
    if thing is None:
        return
    # "They blamed the collapse on bolts": parsers often hang the last phrase on the noun before it.
    prepositions = [c for t in (verb, done_to) if t is not None for c in t.children if c.dep_ in ("prep", "dative") and c.i > verb.i]
    for preposition in prepositions:
        if name in slot.behind.get(_base(preposition, slot), ()):
            yield from (_Filled(slot, verb, p, thing, preposition.lower_) for p in preposition.children if p.dep_ == "pobj")


def _base(preposition: Token, slot: Slot) -> str:
    """ "near X" opens the slot of places that "in X" opens."""
    return "in" if slot.fill == "place" and preposition.lower_ in _NEAR else preposition.lower_


def _opens_sentence(verb: Token) -> Token | None:
    """What a participle before the main clause is said of: its subject."""
    first = verb.head if verb.dep_ == "conj" else verb
    if verb.tag_ != "VBN" or first.tag_ != "VBN" or first.dep_ != "advcl" or first.i > first.head.i:
        return None
    return next((c for c in first.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _by_adjective(slot: Slot, word: Token) -> Iterator[_Filled]:
    """ "The fire was due to lightning"."""
    subject = next((c for c in word.head.children if c.dep_ == "nsubj"), None)
    if subject is None or word.lower_ not in slot.behind.get("to", ()) or is_doubtful(word.head):
        return
    pieces = [c for t in (word, word.head) for c in t.children if c.lower_ == "to" and c.i > word.i]
    yield from (_Filled(slot, word.head, p, subject, "to") for c in pieces[:1] for p in c.children if p.dep_ == "pobj")


def _by_noun(slot: Slot, noun: Token) -> Iterator[_Filled]:
    """ "The cause of the fire was lightning", "lightning was the cause of the fire", "the root cause was lightning"."""
    if slot.role in _BEHIND_NOUN:
        yield from _behind_noun(slot, noun)
        return
    verb = noun.head
    if verb.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr") or is_doubtful(verb):
        return
    things = _pobj(noun, "of", "for", "behind")
    if not things and noun.dep_ == "nsubj" and slot.fill == "name":
        things = [noun]  # "construction was by X": of what the text is about
    others = [c for c in verb.children if c.dep_ == ("attr" if noun.dep_ == "nsubj" else "nsubj")]
    if slot.fill == "name":
        others = _pobj(verb, "by") if noun.dep_ == "nsubj" else []
    definite = any(c.lower_ == "the" for c in noun.children)
    if not things and definite and noun.dep_ == "nsubj" and slot.fill == "cause":
        things = [noun]  # of what was told before
    certain = noun.dep_ == "nsubj" or definite
    yield from (_Filled(slot, noun, other, thing) for thing in things[:1] for other in others[:1] if certain)


def _behind_noun(slot: Slot, noun: Token) -> Iterator[_Filled]:
    """ "The vase was a gift from Ada Lund", "the vase came as a gift of Ada Lund", "the vase is the property of Ada Lund"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ not in ("VERB", "AUX") or noun.dep_ not in ("attr", "pobj") or is_doubtful(verb):
        return
    subject = subject_of_clause(verb)
    if subject is not None and (verb.lemma_ == "be" or noun.dep_ == "pobj"):
        yield from (_Filled(slot, noun, filler, subject) for filler in _pobj(noun, "of", "from", "by")[:1])


def _pobj(token: Token, *prepositions: str) -> list[Token]:
    """The objects of prepositions that hang on a token."""
    found = [c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in prepositions]
    return [p for c in found for p in c.children if p.dep_ == "pobj"]


def is_doubtful(verb: Token) -> bool:
    """Whether a clause denies, asks, supposes or doubts what it says."""
    for link in (*verb_chain(verb), *((verb.head,) if verb.dep_ in ("ccomp", "acl", "relcl") else ())):
        if link.lemma_.lower() in _DOUBTING:
            return True
        for child in link.children:
            if (
                child.dep_ == "neg"
                or (child.dep_ == "aux" and child.lower_ in _UNSURE)
                or (child.dep_ == "mark" and child.lower_ in _CONDITION)
            ):
                return True
    return False


def _draft(spot: Spot, filled: _Filled, things: Things) -> Draft | None:
    slot = filled.slot
    thing = _thing(filled, things, spot.context)
    if thing is None or (slot.coming and not _is_coming(filled)):
        return None
    role, holders = slot.role, _holders(filled, things)
    if not holders and slot.fill == "name":
        role, holders = "consortium_leader", _leaders(filled.filler, things)
    holders = [h for h in holders if slot.fill == "cause" or (may_hold(h, spot.words) and not _is_dateline(h, spot.words.doc))]
    if not holders or any(h.first <= filled.thing.i < h.last for h in holders):
        return None
    concept = spot.words.lexicon.concepts.get(role) or Concept(role, (), frozenset({"name"}), "fixed")
    verb = filled.verb
    draft = role_draft(spot, Role(verb, verb.i, verb.i + 1, role, concept), holders, thing)
    extra: dict[str, tuple[str, ...]] = {}
    if slot.fill == "cause":
        extra["cause_kinds"] = _cause_kinds(spot.words.doc, holders[0])
        extra["names"] = thing.names
    if slot.role in _BEHIND_NOUN:
        extra["partial"] = ()  # "a gift of X" came from X alone, unlike "a founder"
    if slot.narrowed:
        extra["narrowed"] = ("yes",)
    if filled.preposition in _NEAR:
        extra["partial"] = ("yes",)
    return replace(draft, features={k: v for k, v in {**draft.features, **extra}.items() if v}) if extra else draft


def _thing(filled: _Filled, things: Things, context: Context) -> Thing | None:
    """What the slot is a slot of, if it is of a kind that the frame asks for."""
    slot, token = filled.slot, filled.thing
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP"):
        token = antecedent_of(token, things.by_token) or token
    for _ in range(2):  # "ownership of every one of the pieces"
        if token.lemma_.lower() in _HOLDING and (inside := _pobj(token, "of", "to")):
            token = inside[0]
    if (token.lower_ in _POINTERS and token.pos_ in ("PRON", "DET")) or token is filled.verb:
        kind = _pointed(token, slot, context)
        return Thing("", "anaphor", (kind,), (kind,), definite=True) if kind else None
    kind = next((k for k in _kinds_of(token) if k in slot.things), "")
    if not kind:
        thing = things.of(token) if slot.named and token.pos_ == "PROPN" else None
        return thing if thing is not None and thing.name else None
    plain = plain_words()
    close = [c for c in token.children if c.dep_ in _INSIDE or (c.dep_ == "prep" and c.i < token.i + _CLOSE)]
    inside = [t for c in close for t in c.subtree if t.pos_ in _TELLING or t.tag_ == "VBG"]  # "the signalling contract"
    words = tuple(dict.fromkeys((kind, *(t.lemma_.lower() for t in inside if t.lemma_.lower() not in plain and not t.is_stop))))
    names = tuple(dict.fromkeys(things.by_token[t.i].text for t in inside if t.i in things.by_token))
    definite = bool(names) or any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children)
    counted = any(c.dep_ == "nummod" for c in token.children)  # "operates three mines": not which
    if not definite and not slot.indefinite and (counted or token.tag_ not in ("NNS", "NNPS")):
        return None
    return Thing("", "default", (kind,), words, definite=True, names=names)


def _pointed(token: Token, slot: Slot, context: Context) -> str:
    """The kind of thing that "it" stands for: named before it in its sentence, in the sentences before, or in the title."""
    here = tuple(kind for t in token.doc[: token.i] if t.pos_ in _NOUNS for kind in _kinds_of(t))
    for kinds in (here, *reversed(context.kinds), context.topic_kinds):
        fitting = [k for k in kinds if k in slot.things]
        if fitting:
            return fitting[0]
    return ""


def _is_coming(filled: _Filled) -> bool:
    """Whether it is still to come: "will open", "is being built", "plans to build", "a new campus"."""
    if any(c.lower_ in _COMING for c in filled.thing.children):
        return True
    links = verb_chain(filled.verb)
    aux = {c.lower_ for link in links for c in link.children if c.dep_ in ("aux", "auxpass")}
    return bool(aux & {"will", "shall", "'ll", "’ll", "being"}) or len(links) > 1


def _holders(filled: _Filled, things: Things) -> list[Name]:
    token, by_token = filled.filler, things.by_token
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP"):
        token = antecedent_of(token, by_token) or token
    match filled.slot.fill:
        case "name":
            return list(dict.fromkeys(named(token, by_token)))
        case "maker":
            inside = [t for t in _phrase(token) if t.i in by_token]
            return list(dict.fromkeys(by_token[t.i] for t in inside))
        case "place":
            return _place(filled, token, by_token)
    return _cause(token)


def _place(filled: _Filled, token: Token, by_token: Mapping[int, Name]) -> list[Name]:
    """ "in Halden", "in the town of Halden", "by a traveller from Halden"."""
    if token.i in by_token:
        return [by_token[token.i]] if filled.preposition else []
    if token.pos_ != "NOUN":
        return []
    behind = ("of",) if filled.slot.coming else ("from", "in", "at", "of")
    found = [p for c in token.children if c.dep_ == "prep" and c.lower_ in behind for p in c.children if p.dep_ == "pobj"]
    return [by_token[p.i] for p in found[:1] if p.i in by_token]


def _is_dateline(name: Name, doc: Doc) -> bool:
    """Whether a name is the place that a report is dated from: "PORT LOMAS, 4 May (APA) - "."""
    return name.first <= 1 and name.text.isupper() and name.last < len(doc) and doc[name.last].text == ","


def _cause(token: Token) -> list[Name]:
    """The noun phrase as it stands, without its article."""
    if token.pos_ not in _NOUNS or token.lemma_.lower() in _EMPTY or token.ent_type_ in ("DATE", "TIME"):
        return []
    phrase = _phrase(token)
    first = next((t for t in phrase if t.dep_ != "det"), token)
    return [Name(first.i, phrase[-1].i + 1, token.doc[first.i : phrase[-1].i + 1].text)]


def _phrase(token: Token) -> list[Token]:
    """The tokens of a noun phrase from its left edge on, as far as it goes without a clause or a comma."""
    outside = {t.i for c in token.children if c.dep_ in _OUTSIDE and c.i > token.i for t in c.subtree}
    inside = {t.i for t in token.subtree} - outside
    last = token.i
    while last + 1 in inside and not token.doc[last + 1].is_punct:
        last += 1
    return [token.doc[i] for i in range(token.left_edge.i, last + 1)]


def _leaders(token: Token, things: Things) -> list[Name]:
    """Who leads a consortium that is known by nothing else: "a joint venture led by X"."""
    if "consortium" not in _kinds_of(token) and token.lemma_.lower() not in ("group", "team"):
        return []
    agents = [
        a for c in token.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in _LEADING for a in c.children if a.dep_ == "agent"
    ]
    return [name for agent in agents for p in agent.children if p.dep_ == "pobj" for name in named(p, things.by_token)]


def _cause_kinds(doc: Doc, cause: Name) -> tuple[str, ...]:
    kinds = causes()
    return tuple(sorted({k for t in doc[cause.first : cause.last] for k in kinds.get(t.lemma_.lower(), ())}))

"""Claims of what fills the slot of a verb: what caused the fire, where the outbreak came from, who won the contract.

A role has a name of its own ("founder"); these slots are opened by verbs: by their subject ("lightning caused the fire"), by their
agent ("caused by lightning"), or behind a preposition ("blamed on lightning"). Which verbs open which slot, and of what things, says
``data/fillers.toml``; the idea is that of FrameNet (Baker, Fillmore & Lowe 1998), where a frame has its verbs and its elements.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atodds.extract.actions import verbs_of_actions
from atodds.extract.filler_tables import Slot, attacks, causes, kinds_of, last_words, plain_words, slots_by_word
from atodds.extract.holders import named, named_tokens
from atodds.extract.lexicon import Concept
from atodds.extract.names import Name
from atodds.extract.openings import BEHIND_NOUN, NEAR, Opening, openings, pobj
from atodds.extract.slots import Role, may_hold, role_draft
from atodds.extract.statement import verb_chain
from atodds.extract.things import RELATIVE, Thing, Things, antecedent_of
from atodds.extract.wordlists import statements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.extract.claims import Draft
    from atodds.extract.prose import Context
    from atodds.extract.spot import Spot
    from atodds.extract.trees import Doc, Token

_NOUNS = ("NOUN", "PROPN")
# Words that tell one thing of a kind from another.
_INSIDE = frozenset({"amod", "compound", "nmod", "poss"})
_TELLING = ("NOUN", "PROPN", "ADJ", "NUM")
_POINTERS = frozenset({"it", "this", "that", "they", "them"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "our", "his", "her", "these", "those", "every"})
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
# Behind these stands the thing itself: "ownership of the painting", "every one of the pieces".
_HOLDING = frozenset({"ownership", "title", "possession", "custody", "one", "each", "all", "most", "part", "legal", "property"})


def kinds_in(doc: Doc, lemmas: Sequence[str] | None = None) -> tuple[str, ...]:
    """The kinds of thing that a sentence names, in order: what "it" may stand for in the next. ``lemmas``: in lower case, if known."""
    known = lemmas if lemmas is not None else [t.lemma for t in doc]
    named = (doc[i] for i, lemma in enumerate(known) if lemma in last_words())
    return tuple(kind for token in named if token.pos_ in _NOUNS for kind in kinds_of(token))


def filler_drafts(spot: Spot, found: Sequence[Name], known: Sequence[Draft]) -> list[Draft]:
    """The drafts of the slots that are filled in one sentence, none of a question; ``known``: what has been read of it already."""
    doc, context = spot.words.doc, spot.context
    drafts: list[Draft] = []
    lemmas = [t.lemma for t in doc]
    if doc[len(doc) - 1].text != "?":
        verbs = slots_by_word()
        actions = verbs_of_actions().keys() | attacks()
        filled = [f for i, lemma in enumerate(lemmas) if lemma in verbs or lemma in actions for f in openings(doc[i])]
        if filled:
            things = Things(spot.words, named_tokens(doc, list(found)), context.discourse)
            drafts = [d for f in filled if (d := _draft(spot, f, things)) is not None]
    kinds = kinds_in(doc, lemmas)
    if kinds:
        context.kinds = [*context.kinds, kinds][-_MEMORY:]
    taken = {(d.property, d.span[0]) for d in known}
    return [d for d in drafts if (d.property, d.span[0]) not in taken]


def _draft(spot: Spot, filled: Opening, things: Things) -> Draft | None:
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
    if slot.role in BEHIND_NOUN:
        extra["partial"] = ()  # "a gift of X" came from X alone, unlike "a founder"
    if slot.narrowed:
        extra["narrowed"] = ("yes",)
    if filled.preposition in NEAR:
        extra["partial"] = ("yes",)
    return replace(draft, features={k: v for k, v in {**draft.features, **extra}.items() if v}) if extra else draft


def _thing(filled: Opening, things: Things, context: Context) -> Thing | None:
    """What the slot is a slot of, if it is of a kind that the frame asks for."""
    slot, token = filled.slot, filled.thing
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP"):
        token = antecedent_of(token, things.by_token) or token
    for _ in range(2):  # "ownership of every one of the pieces"
        if token.lemma in _HOLDING and (inside := pobj(token, "of", "to")):
            token = inside[0]
    if (token.lower_ in _POINTERS and token.pos_ in ("PRON", "DET")) or (token == filled.verb and not kinds_of(token)):
        kind = _pointed(token, slot, context)
        return Thing("", "anaphor", (kind,), (kind,), definite=True) if kind else None
    kind = next((k for k in kinds_of(token) if k in slot.things), "")
    if not kind:
        thing = things.of(token) if slot.named and token.pos_ == "PROPN" else None
        return thing if thing is not None and thing.name else None
    plain = plain_words()
    close = [c for c in token.children if c != filled.verb and (c.dep_ in _INSIDE or (c.dep_ == "prep" and c.i < token.i + _CLOSE))]
    inside = [t for c in close for t in c.subtree if t.pos_ in _TELLING or t.tag_ == "VBG"]  # "the signalling contract"
    spelt = (t.lower_ if t.tag_ == "VBG" else t.lemma for t in inside if t.lemma not in plain and not t.is_stop)
    words = tuple(dict.fromkeys((kind, *spelt)))
    names = tuple(dict.fromkeys(things.by_token[t.i].text for t in inside if t.i in things.by_token))
    definite = bool(names) or any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children)
    counted = any(c.dep_ == "nummod" for c in token.children)  # "operates three mines": not which
    if not definite and not slot.indefinite and (counted or token.tag_ not in ("NNS", "NNPS")):
        return None
    named = things.by_token.get(token.i)
    if named is not None and slot.beside:  # "the Teme Inquiry, under X"
        return Thing(named.text, "named", (kind,), words, definite=True, names=(named.text,))
    return Thing("", "default", (kind,), words, definite=True, names=names)


def _pointed(token: Token, slot: Slot, context: Context) -> str:
    """The kind of thing that "it" stands for: named before it in its sentence, in the sentences before, or in the title."""
    here = tuple(kind for t in token.doc[: token.i] if t.pos_ in _NOUNS for kind in kinds_of(t))
    for kinds in (here, *reversed(context.kinds), context.topic_kinds):
        fitting = [k for k in kinds if k in slot.things]
        if fitting:
            return fitting[0]
    return ""


def _is_coming(filled: Opening) -> bool:
    """Whether it is still to come: "will open", "is being built", "plans to build", "a new campus"."""
    if any(c.lower_ in _COMING for c in filled.thing.children):
        return True
    links = verb_chain(filled.verb)
    aux = {c.lower_ for link in links for c in link.children if c.dep_ in ("aux", "auxpass")}
    return bool(aux & {"will", "shall", "'ll", "’ll", "being"}) or len(links) > 1


def _holders(filled: Opening, things: Things) -> list[Name]:
    token, by_token = filled.filler, things.by_token
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP"):
        token = antecedent_of(token, by_token) or token
    match filled.slot.fill:
        case "name":
            return list(dict.fromkeys(named(token, by_token))) or _body(token, by_token)
        case "maker":
            inside = [t for t in _phrase(token) if t.i in by_token]
            return list(dict.fromkeys(by_token[t.i] for t in inside))
        case "place":
            return _place(filled, token, by_token)
    return _cause(token)


def _body(token: Token, by_token: Mapping[int, Name]) -> list[Name]:
    """A body of people that is known by its place or by a name before it: "the city of Halden", "the Vega clan"."""
    if token.pos_ != "NOUN":
        return []
    if token.lemma in statements()["bodies"]["named_before"]:
        before = by_token.get(token.i - 1)
        return [Name(before.first, token.i + 1, token.doc.words(before.first, token.i + 1))] if before is not None else []
    if token.lemma in statements()["bodies"]["of_a_place"]:
        places = [by_token[p.i] for p in pobj(token, "of") if p.i in by_token]
        return [Name(token.i, places[0].last, token.doc.words(token.i, places[0].last))] if places else []
    return []


def _place(filled: Opening, token: Token, by_token: Mapping[int, Name]) -> list[Name]:
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
    if token.pos_ not in _NOUNS or token.lemma in _EMPTY:
        return []
    phrase = _phrase(token)
    first = next((t for t in phrase if t.dep_ != "det"), token)
    return [Name(first.i, phrase[-1].i + 1, token.doc.words(first.i, phrase[-1].i + 1))]


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
    if "consortium" not in kinds_of(token) and token.lemma not in ("group", "team"):
        return []
    agents = [a for c in token.children if c.dep_ in ("acl", "relcl") and c.lemma in _LEADING for a in c.children if a.dep_ == "agent"]
    return [name for agent in agents for p in agent.children if p.dep_ == "pobj" for name in named(p, things.by_token)]


def _cause_kinds(doc: Doc, cause: Name) -> tuple[str, ...]:
    kinds = causes()
    return tuple(sorted({k for t in doc[cause.first : cause.last] for k in kinds.get(t.lemma, ())}))

"""Claims of who did a thing that is done once: any verb with a named doer and a certain thing that it was done to.

Roles ("founder") and frames ("the contract went to X") have words of their own; beside these any verb opens a slot for whoever did it:
"the inquiry was conducted by X", "X unveiled the plan". Two documents that name different doers of one deed contradict each other,
unless it is a deed of many (``shared`` of ``data/deeds.toml``): several praise a plan, visit a place, buy a share. Extraction cannot
know what other documents say, so such claims are only kept where another document names a doer of the same deed (``link.statements``).
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from atodds.datafile import tables_of
from atodds.extract.filler_tables import slots_by_word
from atodds.extract.holders import named, named_tokens, subject_of_clause
from atodds.extract.kindred import key_of, words_of
from atodds.extract.lexicon import Concept
from atodds.extract.openings import is_doubtful
from atodds.extract.slots import EVENT_AGENTS, Role, may_hold, role_draft
from atodds.extract.statement import says
from atodds.extract.things import Thing, Things

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.extract.claims import Draft
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.spot import Spot
    from atodds.extract.trees import Token

# Verbs of saying that also make what they are done to: "wrote the report".
_MAKING = frozenset({"write"})
# How the property of such a claim begins; the key of its verb follows.
DEED = "by:"


@functools.cache
def _shared() -> frozenset[str]:
    lists = tables_of("atodds.extract", "deeds")
    return frozenset(lists["shared"]) | words_of("mental") | words_of("existential")


def deed_drafts(spot: Spot, found: Sequence[Name], known: Sequence[Draft]) -> list[Draft]:
    """The drafts of the deeds told in one sentence, none of a question; ``known``: what has been read of it already."""
    words = spot.words
    doc = words.doc
    if not found or doc[len(doc) - 1].text == "?":
        return []
    told = [(verb, doer, thing) for verb in words.doc if _is_deed(verb) for doer, thing in _done(verb)]
    if not told:
        return []
    by_token = named_tokens(doc, list(found))
    things = Things(words, by_token, spot.context.discourse)
    taken = {d.span[0] for d in known}
    drafts = ((verb, _draft(spot, things, verb, doer, thing)) for verb, doer, thing in told)
    # A verb that opens a role or a frame has been read, if it names a holder.
    return [d for verb, d in drafts if d is not None and not (d.span[0] in taken and _opens_role(verb, spot.words))]


def _opens_role(verb: Token, words: Words) -> bool:
    return verb.lemma in slots_by_word() or any(c.group == "role" or c.key in EVENT_AGENTS for c in words.concepts.get(verb.i, ()))


def _is_deed(verb: Token) -> bool:
    lemma = verb.lemma
    if verb.pos_ != "VERB" or lemma in _shared() or (says(verb) and lemma not in _MAKING):
        return False
    going_on = verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)  # "is electrifying the line"
    return (verb.tag_ in ("VBD", "VBN") or going_on) and not is_doubtful(verb)


def _done(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Who did it, and to what: "X unveiled the plan", "the plan was unveiled by X", "the plan, unveiled by X"."""
    agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if agents:
        done_to = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) or (verb.head if verb.dep_ == "acl" else None)
    else:
        done_to = next((c for c in verb.children if c.dep_ == "dobj"), None)
        subject = subject_of_clause(verb) if done_to is not None else None
        agents = [subject] if subject is not None else []
    if done_to is not None and done_to.pos_ in ("NOUN", "PROPN"):
        yield from ((agent, done_to) for agent in agents)


def _whole(thing: Thing, noun: Token, words: Words) -> Thing:
    """A thing with what it is one of: "the portrait of the king" is not that of the queen."""
    of = (p for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "for") for p in c.children if p.dep_ == "pobj")
    keys = tuple(k for p in of for t in p.subtree if (k := key_of(t, words)) is not None)
    return replace(thing, words=tuple(dict.fromkeys((*thing.words, *keys)))) if keys else thing


def _are_certain(noun: Token, things: Things) -> bool:
    """Whether several things are all of a named whole: "the accounts of Nordvik", not "the ferries"."""
    of_name = any(p.i in things.by_token for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children)
    return any(c.lower_ == "the" for c in noun.children) and of_name


def _draft(spot: Spot, things: Things, verb: Token, doer: Token, done_to: Token) -> Draft | None:
    holders = [h for h in named(doer, things.by_token) if may_hold(h, spot.words)]
    key = key_of(verb, spot.words)
    counted = any(c.dep_ == "nummod" for c in done_to.children) or (done_to.tag_ in ("NNS", "NNPS") and not _are_certain(done_to, things))
    if not holders or key is None or counted:
        return None
    thing = _whole(things.of(done_to), done_to, spot.words)
    if not thing.definite or not thing.words or any(h.first <= done_to.i < h.last for h in holders):
        return None
    concept = Concept(f"{DEED}{key}", (), frozenset({"name"}), "fixed")
    draft = role_draft(spot, Role(verb, verb.i, verb.i + 1, concept.key, concept), holders, thing)
    return replace(draft, features={**draft.features, "deed": ("yes",)})

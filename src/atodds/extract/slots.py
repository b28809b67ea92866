"""Claims of who or where: a role ("founder", "lead investigator") with the names that fill it and the thing it is a role in.

A role is a concept of the lexicon in the group ``role``, or one that measures nothing but names. ``holders`` knows how it is
filled, ``things`` what it is a role in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atodds.extract.actions import doers, done_to, verbs_of_actions
from atodds.extract.holders import holders_of, named_tokens, subject_of_clause
from atodds.extract.names import names as names_of
from atodds.extract.periods import document_period
from atodds.extract.statement import is_title
from atodds.extract.things import RELATIVE, Thing, Things
from atodds.model.records import Modality
from atodds.model.values import NameValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from atodds.extract.claims import Draft
    from atodds.extract.lexicon import Concept
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.prose import Context
    from atodds.extract.spot import Spot
    from atodds.extract.trees import Token

_PREPOSITIONS = frozenset({"of", "at", "for", "to", "in", "behind", "on"})
# Events that happen to a thing once, by the hand of somebody: who did it is asked like a role.
EVENT_AGENTS = {"founding": "founder", "acquisition": "buyer", "discovery": "discoverer", "closure": "closure"}
# Roles outside the group ``role`` that a name fills.
_OTHER_ROLES = frozenset({"lead_investor", "buyer"})
# Roles that several fill at once without contradiction: two documents that name different ones are both right.
SHARED_ROLES = frozenset({
    "deputy", "judge", "pilot", "spokesperson", "secretary", "predecessor", "successor", "sponsor", "adviser", "underwriter", "auditor",
    "organiser", "investor", "lawyer", "witness", "rival", "candidates", "ministers", "plaintiffs", "partner", "subsidiary", "language",
    "runner_up", "editor", "joint_venture", "merger", "rebrand", "move", "donor_name", "customer_name", "supplier_name", "product_name",
})  # fmt: skip
# Words before a role that put it in the past, or in the future.
_FORMER = frozenset({"former", "ex", "previous", "erstwhile", "then", "late", "outgoing", "past", "onetime", "sometime", "retired"})
_COMING = frozenset({"incoming", "designate", "elect", "next", "future", "acting", "interim", "would-be"})
# Words before a role that make it one of several.
_PARTIAL = frozenset(
    {
        "co",
        "a",
        "an",
        "another",
        "one",
        "fellow",
        "joint",
        "some",
        "deputy",
        "vice",
        "assistant",
        "regional",
        "many",
        "two",
        "goalkeeping",
        "fitness",
        "youth",
        "defensive",
        "offensive",
        "bowling",
        "batting",
        "sporting",
        "technical",
        "marketing",
        "medical",
        "sales",
        "communications",
        "press",
        "reserve",
        "associate",
        "sports",
        "creative",
        "legal",
        "commercial",
    }
)
# Verbs that are a role whatever they are done to, if it is a certain thing: "led the trial". Others need a name: "started Kaveri",
# but not "started a fire".
_TELLING = frozenset({"lead", "head", "chair", "captain", "skipper", "pilot", "coach"})
# Letters behind a person's name, and words that end an office or an institution, not the name of one who holds a role.
_NO_HOLDER = re.compile(
    r"(?:[A-Z][a-z]?\.){2,}|Officer|Director|Executive|Department|President|Secretary|Minister|Chair(?:man|woman)?|Health|Inc\.?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role named by the tokens ``[start, end)``, of which ``token`` is the root. ``key``: of the role."""

    token: Token
    start: int
    end: int
    key: str
    concept: Concept


def name_drafts(spot: Spot, found: Sequence[Name]) -> list[Draft]:
    """The drafts of the roles that are filled in one sentence, none of a question; ``found``: its names."""
    words = spot.words
    if words.doc[len(words.doc) - 1].text == "?":
        return []
    by_token = named_tokens(words.doc, list(found))
    things = Things(words, by_token, spot.context.discourse)
    drafts = []
    done: set[tuple[str, int]] = set()
    for role in _roles(words):
        holders = [h for h in holders_of(role.token, role.end, by_token) if may_hold(h, words)]
        if not holders or (role.key, holders[0].first) in done or (thing := _thing(role, holders, things)) is None:
            continue
        done.add((role.key, holders[0].first))
        drafts.append(role_draft(spot, role, holders, thing))
    return drafts


def _roles(words: Words) -> Iterator[Role]:
    """The roles named in a sentence, the more special before the more general ("lead investigator" before "head")."""
    doc = words.doc
    for match in words.matches:
        concept = match.item
        key = EVENT_AGENTS.get(concept.key, concept.key)
        if key in SHARED_ROLES or (concept.group != "role" and concept.key not in _OTHER_ROLES | EVENT_AGENTS.keys()):
            continue
        span = [doc[i] for i in range(match.start, match.end)]
        inside = {t.i for t in span}
        roots = [t for t in span if t.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "ADJ") and (t.head.i not in inside or t.head.i == t.i)]
        if not roots:  # "at the helm" hangs from its preposition: its noun is the role
            roots = [t for t in span if t.pos_ == "NOUN"]
        if any(
            c.dep_ == "agent" for t in span if t.pos_ == "VERB" for c in t.children
        ):  # "a round led by X": it is the verb that is filled
            roots = [t for t in span if t.pos_ == "VERB"]
        if roots and (concept.key not in EVENT_AGENTS or roots[0].pos_ == "VERB" or doers(roots[0])):
            yield Role(roots[0], match.start, match.end, key, concept)


def may_hold(name: Name, words: Words) -> bool:
    """Whether a name can fill a role: not the letters behind a name, an office, a nationality."""
    if _NO_HOLDER.fullmatch(name.text.split()[-1]):
        return False
    tokens = [words.doc[i] for i in range(name.first, name.last)]
    return any(t.tag_ in ("NNP", "NNPS", "NN", "NNS", "FW") or t.text[:1].isupper() for t in tokens) and not all(
        t.is_stop or t.pos_ == "ADJ" for t in tokens
    )


def _thing(role: Role, holders: Sequence[Name], things: Things) -> Thing | None:
    """What the role is a role in; None where the verb has no such thing, or none that it needs."""
    held = {i for h in holders for i in range(h.first, h.last)}
    token = role.token
    if token.pos_ in ("VERB", "AUX"):
        noun = _object_of_verb(token)
        if (
            noun is None
            or noun.i in held
            or noun.pos_ not in ("NOUN", "PROPN", "PRON", "DET")
            or any(c.dep_ == "nummod" for c in noun.children)
        ):
            return None
        thing = things.of(noun)
        certain = thing.definite if token.lemma in _TELLING else bool(thing.name)
        return thing if certain and (thing.words or thing.name) else None
    if role.key in EVENT_AGENTS.values() and token.lemma in verbs_of_actions():
        noun = next(iter(done_to(token)), None)
        thing = things.of(noun) if noun is not None and noun.i not in held else Thing()
        return thing if thing.name else None
    found = Thing()
    for child in token.children:
        noun = None
        if child.dep_ in ("poss", "compound", "nmod") and child.i < role.start:
            noun = child
        elif child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            noun = next((p for p in child.children if p.dep_ == "pobj"), None)
        own = noun is not None and noun.i in things.by_token and things.by_token[noun.i] is things.by_token.get(token.i)
        # The verb behind the holder, read as a noun.
        misread = noun is not None and any(c.i in held and c.dep_ != "appos" for c in noun.children)
        if noun is not None and noun.lemma == "year" and any(c.dep_ == "nummod" for c in noun.children):
            noun = None  # "the captain, Ada Lund, of 58 years"
        if noun is not None and not own and not misread and noun.i not in held and noun.i not in range(role.start, role.end):
            found = _merged(found, things.of(noun))
    if not found.words and not found.name:
        found = _behind_holder(role, held, things) or _beside(role, held, things)
    inside = _inside_title(role, things)
    return _merged(found, inside) if inside is not None else found


# Behind these a sentence or its line goes on: "Ada Lund, chair, Halden Trust," "(Ada Lund, chair, Halden Trust)".
_ENDS = frozenset({",", ".", ")", ";", ":", "]", "–", "—"})


def _behind_holder(role: Role, held: set[int], things: Things) -> Thing | None:
    """What a role before a name is in that stands behind the name: "chief executive Ada Lund of Nordvik"."""
    last = max(held)
    behind = things.words.doc[last + 1] if last + 1 < len(things.words.doc) else None
    if last < role.end or behind is None or behind.lower_ not in ("of", "at") or behind.dep_ != "prep":
        return None
    noun = next((p for p in behind.children if p.dep_ == "pobj" and p.i in things.by_token), None)
    return things.of(noun) if noun is not None else None


def _beside(role: Role, held: set[int], things: Things) -> Thing:
    """What a role is in that stands beside it: "X, chair, Halden Trust", "under Captain X the Gull sailed"."""
    doc = things.words.doc
    name = things.by_token.get(role.end + 1) if role.end + 1 < len(doc) and doc[role.end].text in (",", "–", "—", "|") else None
    behind = name is not None and name.first not in held and any(i < role.start for i in held)
    if name is not None and behind and (name.last == len(doc) or doc[name.last].text in _ENDS or doc[name.last].text.isspace()):
        return things.of(doc[name.last - 1])
    node = role.token
    while node.dep_ in ("compound", "nmod", "appos") and node.head.i != node.i:
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ == "under" and node.head.head.pos_ == "VERB" and role.key != "president":
        subject = subject_of_clause(node.head.head)
        if subject is not None and subject.i not in held and subject.pos_ in ("NOUN", "PROPN"):
            return things.of(subject)
    return Thing()


def _inside_title(role: Role, things: Things) -> Thing | None:
    """What an office is in that is one name with it: "Minister of Health", "Health Minister X"."""
    name = things.by_token.get(role.token.i)
    if name is None:
        return None
    doc = things.words.doc
    of = doc[role.end - 1].lower_ in ("of", "for") or (role.end < name.last and doc[role.end].lower_ in ("of", "for"))
    rest = [t for t in doc[name.first : name.last] if t.pos_ in ("NOUN", "PROPN") and (t.i < role.start or (of and t.i >= role.end))]
    keys = tuple(dict.fromkeys(t.lemma for t in rest if not is_title(t.text)))
    body = [t for t in rest if t.i < role.start]
    text = doc.words(body[0].i, body[-1].i + 1) if body and not any(t.i in things.words.concepts for t in body) else ""
    return Thing(text, "named" if text else "default", keys, keys, definite=True, names=(text,) if text else ()) if keys else None


def _merged(a: Thing, b: Thing) -> Thing:
    """Two phrases that say what a role is in ("the bank's chief executive in Iowa"): the first name, the words of both."""
    if not a.words and not a.name:
        return b
    first = a if a.name or not b.name else b
    return replace(
        first,
        head=(*a.head, *b.head),
        words=tuple(dict.fromkeys((*a.words, *b.words))),
        names=(*a.names, *b.names),
        definite=a.definite or b.definite,
    )


def _object_of_verb(verb: Token) -> Token | None:
    """What is done to: "founded X", "X was founded", "X, founded by ...", "the company that Y founded", "the Y-led X"."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    for dep in ("dobj", "nsubjpass", *(("nsubj",) if passive else ())):
        found = next((c for c in verb.children if c.dep_ == dep), None)
        if found is not None:
            return verb.head if found.lower_ in RELATIVE and verb.dep_ == "relcl" else found
    if verb.dep_ in ("amod", "acl"):
        return verb.head
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.i < verb.head.i and not any(c.dep_ in ("aux", "mark") for c in verb.children):
        subject = subject_of_clause(verb.head)  # "Owned by X since 2010, Nordvik makes pumps"; "it" is what was spoken of before
        return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
    if verb.dep_ == "relcl" and not any(c.lower_ in RELATIVE and c.dep_ == "nsubj" for c in verb.children):
        return verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VBN":
        return _object_of_verb(verb.head)
    return None


def role_draft(spot: Spot, role: Role, holders: Sequence[Name], thing: Thing) -> Draft:
    """The draft of a role in ``thing`` that is filled by ``holders``, whose names stand together."""
    words, context = spot.words, spot.context
    held = {i for h in holders for i in range(h.first, h.last)}
    whole = role.token.head if role.token.dep_ in ("acl", "relcl") else role.token  # "a Series B round led by X": of Series B
    around = [t for t in (whole, *whole.subtree) if t.i not in held]
    quals = words.lexicon.qualifiers([t.lemma for t in around], [t.pos_ for t in around], [t.text for t in around])
    names = tuple(_plain(h.text) for h in holders)
    yes = ("yes",)
    features = {
        "kind": ("name",),
        "aspect": ("name",),
        "how": (thing.how,),
        "concepts": (role.key, "leader") if _leads(role.concept) else (role.key,),
        "object": thing.words,
        "object_head": thing.head,
        "names_of_object": thing.names,
        "topic": (context.discourse.topic,) if thing.how == "anaphor" and thing.name == context.discourse.topic else (),
        "candidates": _candidates(context) if thing.how == "anaphor" else (),
        "definite": yes if thing.definite else (),
        "alone": yes if _is_alone(role) else (),
        "partial": yes if _is_partial(role) else (),
        "the": yes if "the" in _before(role) or _is_label(role) else (),
        "field": yes if _is_label(role) else (),
        "over_time": (role.concept.over_time,),
        "years": _years(role),
        "names": (*names, *thing.names),
        "near": names_near(context, (name.text for name in names_of(words.doc))),
        "quals": tuple(dict.fromkeys(f"{q.group}={q.member}" for q in quals)),
    }
    return spot.draft(
        (min(h.first for h in holders), max(h.last for h in holders)),
        NameValue(names=names),
        about=(role.key, thing.name or _default(context)),
        period=document_period(context.document, context.section),
        modality=_modality(role),
        features=features,
    )


def _years(role: Role) -> tuple[str, ...]:
    """The years named in the clause or the noun phrase of a role: "won the race in 2019", "the 2019 race"."""
    return tuple(
        dict.fromkeys(t.text for t in role.token.subtree if len(t.text) == 4 and t.text.isdigit() and t.text[:2] in ("18", "19", "20"))
    )


def names_near(context: Context, found: Iterable[str]) -> tuple[str, ...]:
    """The names ``found`` in a sentence, and that of which its section and its document tell."""
    return tuple(dict.fromkeys(n for n in (*found, context.discourse.section, context.discourse.topic) if n))


def _default(context: Context) -> str:
    """What a role is in where nothing is said: what the section or the document is about, not the person spoken of last."""
    return context.discourse.section or context.discourse.topic or context.discourse.thing


def _candidates(context: Context) -> tuple[str, ...]:
    """Whom else a pronoun or "the company" may point to: the last subject is only the likeliest."""
    names = (context.discourse.current, context.discourse.section, context.discourse.topic)
    return tuple(dict.fromkeys(n for n in names if n))


def _before(role: Role) -> set[str]:
    doc = role.token.doc
    return {t.lower_ for t in role.token.children if t.i < role.token.i} | {
        doc[i].lower_ for i in range(max(0, role.token.left_edge.i), role.token.i)
    }


_OFFICERS = frozenset({"finance_chief", "technology_chief", "operations_chief"})


def _leads(concept: Concept) -> bool:
    """Whether a role is one way to lead: its words say so ("lead investor", "head of the school", "chairman")."""
    if concept.key in _OFFICERS:
        return False  # "chief financial officer" begins like "chief executive"
    return concept.key in ("chair", "captain") or any(word.split()[0].split("/")[0] in ("lead", "head", "chief") for word in concept.words)


def _is_partial(role: Role) -> bool:
    return role.token.pos_ not in ("VERB", "AUX") and bool(_before(role) & _PARTIAL or role.token.lower_.startswith("co-"))


def _is_label(role: Role) -> bool:
    """Whether a role is the label of a field: "Captain: X" is "the captain"."""
    doc = role.token.doc
    return role.end < len(doc) and doc[role.end].text == ":"


def _is_alone(role: Role) -> bool:
    """Whether the words say that nobody else did it: "founded the company alone", "started it entirely on his own"."""
    doc = role.token.doc
    words = [t.lower_ for t in sorted(role.token.subtree, key=lambda t: t.i)]
    return role.token.pos_ == "VERB" and bool(
        {"alone", "single-handedly", "singlehandedly", "solo"} & set(words)
        or any(t.lower_ == "own" and t.i >= 2 and doc[t.i - 2].lower_ == "on" for t in role.token.subtree)
    )


def _modality(role: Role) -> Modality:
    if role.token.pos_ in ("VERB", "AUX"):
        return Modality.FORECAST if any(t.lower_ in ("will", "shall", "would") for t in role.token.children) else Modality.ASSERTED
    before = _before(role)
    return Modality.FORMER if before & _FORMER else Modality.TARGET if before & _COMING else Modality.ASSERTED


def _plain(name: str) -> str:
    """A name without the titles before it."""
    parts = name.split()
    while len(parts) > 1 and is_title(parts[0]):
        parts = parts[1:]
    return " ".join(parts)

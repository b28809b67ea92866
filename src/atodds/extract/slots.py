"""Claims of who, where or which: a role ("founder", "lead investigator") with the names that fill it.

A role is a concept of the lexicon in the group ``role``, or one that measures nothing but names; it is filled by the subject of
its verb ("X founded"), the agent of its passive ("was founded by X"), an apposition ("X, founder of"), a copula ("the founder is
X"), a title ("founder X") or a hyphen ("X-led").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.claims import Draft
from atodds.extract.measure import Words
from atodds.extract.periods import document_period
from atodds.extract.statement import is_title
from atodds.model.values import NameValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from atodds.extract.lexicon import Concept
    from atodds.extract.names import Name
    from atodds.extract.parse import Sentence
    from atodds.extract.prose import Context
    from atodds.model.records import Block

_PREPOSITIONS = frozenset({"of", "at", "for", "to", "in"})


def name_drafts(context: Context, block: Block, sentence: Sentence, words: Words, found: Sequence[Name]) -> list[Draft]:
    """The drafts of the roles that are filled in one sentence."""
    by_token = {i: name for name in found for i in range(name.first, name.last)}
    drafts = []
    done: set[tuple[str, int]] = set()
    for token in words.doc:
        for concept in words.concepts.get(token.i, ()):
            if not _is_role(concept) or token.head.i in words.concepts and concept in words.concepts[token.head.i]:
                continue
            holders = list(dict.fromkeys(_holders(token, by_token)))
            if not holders or (concept.key, holders[0].first) in done:
                continue
            done.add((concept.key, holders[0].first))
            drafts.append(_draft(context, block, sentence, words, token, concept, holders, by_token))
    return drafts


def _is_role(concept: Concept) -> bool:
    return "name" in concept.measures and not concept.weak and (concept.group == "role" or concept.measures == {"name"})


def _holders(token: Token, by_token: dict[int, Name]) -> Iterator[Name]:
    """The names that fill a role at its word."""
    if token.pos_ in ("VERB", "AUX"):
        yield from _verb_holders(token, by_token)
        return
    if token.i in by_token:
        return
    if token.dep_ == "appos" and token.head.i in by_token:
        yield from _with_conjuncts(token.head, by_token)
    for child in token.children:
        if child.dep_ == "appos" and child.i in by_token:
            yield from _with_conjuncts(child, by_token)
    follower = token.i + 1
    if follower in by_token and by_token[follower].first == follower and token.dep_ in ("compound", "nmod", "amod"):
        yield by_token[follower]
    verb = token.head
    if verb.lemma_ == "be" and token.dep_ in ("nsubj", "attr"):
        other = next((c for c in verb.children if c.dep_ == ("attr" if token.dep_ == "nsubj" else "nsubj")), None)
        if other is not None:
            yield from _named(other, by_token)


def _verb_holders(verb: Token, by_token: dict[int, Name]) -> Iterator[Name]:
    agents = [p for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for p in c.children if p.dep_ == "pobj"]
    passive = bool(agents) or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
    if passive:
        for agent in agents:
            yield from _named(agent, by_token)
        return
    for child in verb.children:
        if child.dep_ == "nsubj":
            holder = verb.head if child.lower_ in ("who", "which", "that") and verb.dep_ == "relcl" else child
            yield from _named(holder, by_token)
        elif child.i in by_token and child.dep_ in ("npadvmod", "compound", "nmod") and child.i < verb.i and verb.nbor(-1).text in ("-", "–"):
            yield by_token[child.i]


def _named(token: Token, by_token: dict[int, Name]) -> Iterator[Name]:
    """The names of a noun phrase: itself, or its title or apposition ("the minister X"), with what is joined by "and"."""
    if token.i in by_token:
        yield from _with_conjuncts(token, by_token)
        return
    for child in token.children:
        if child.dep_ == "appos" and child.i in by_token:
            yield from _with_conjuncts(child, by_token)


def _with_conjuncts(token: Token, by_token: dict[int, Name]) -> Iterator[Name]:
    yield by_token[token.i]
    for other in token.conjuncts:
        if other.i in by_token:
            yield by_token[other.i]
        else:
            for child in other.children:
                if child.i in by_token and child.dep_ in ("appos", "compound"):
                    yield by_token[child.i]


def _object(token: Token) -> list[Token]:
    """The words of what the role is a role in: "founder of X", "founded X", "its founder"."""
    found: list[Token] = []
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if child.dep_ in ("dobj", "nsubjpass", "obj", "oprd"):
                found.extend(child.subtree)
        if token.dep_ in ("relcl", "acl") and not any(c.dep_ == "dobj" for c in token.children):
            found.append(token.head)
        return found
    for child in token.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            found.extend(child.subtree)
        elif child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    found.extend(pobj.subtree)
    return found


def _draft(
    context: Context,
    block: Block,
    sentence: Sentence,
    words: Words,
    token: Token,
    concept: Concept,
    holders: Sequence[Name],
    by_token: dict[int, Name],
) -> Draft:
    doc = words.doc
    first, last = min(h.first for h in holders), max(h.last for h in holders)
    held = {i for h in holders for i in range(h.first, h.last)}
    around = [t for t in _object(token) if t.i not in held]
    subject, how = "", "default"
    for t in around:
        if t.i in by_token:
            subject, how = by_token[t.i].text, "named"
            break
        resolved = context.discourse.resolve(t)
        if resolved and not subject:
            subject, how = resolved, "anaphor"
    subject = subject or context.discourse.default
    low = sentence.start + doc[first].idx
    high = sentence.start + doc[last - 1].idx + len(doc[last - 1].text)
    keys = words.keys([token, *around])
    features = {
        "head": tuple(keys), "args": tuple(words.keys(t for t in doc if t.i not in held)), "aspect": ("name",), "kind": ("name",), "how": (how,),
        "names": tuple(dict.fromkeys(by_token[t.i].text for t in around if t.i in by_token)), "section": context.section_keys,
        "concepts": (concept.key,), "quals": tuple(f"{q.group}={q.member}" for q in words.lexicon.qualifiers([t.lemma_.lower() for t in around], [t.pos_ for t in around], [t.text for t in around])),
    }
    return Draft(
        quote=(block.to_document(sentence.start), block.to_document(sentence.end, end=True)),
        span=(block.to_document(low), block.to_document(high, end=True)),
        value=NameValue(names=tuple(_plain(h.text) for h in holders)),
        property=concept.key,
        subject=subject,
        period=document_period(context.document, context.section),
        section=context.section,
        page=block.page,
        features={k: v for k, v in features.items() if v},
    )


def _plain(name: str) -> str:
    """A name without the titles before it."""
    parts = name.split()
    while len(parts) > 1 and is_title(parts[0]):
        parts = parts[1:]
    return " ".join(parts)

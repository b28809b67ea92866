"""The draft of a statement: its predicate, its sign, and all that tells what it is said of (``extract.polarity`` finds statements)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.clauses import done_to, is_of_all, is_of_some, modality_of_clause, toward, which_of, whose_of
from atodds.extract.discourse import is_we
from atodds.extract.kindred import key_of, stem
from atodds.extract.limits import DAYS, EMPTY, OF_TIME, limits_of
from atodds.extract.openings import pobj
from atodds.extract.periods import document_period
from atodds.extract.slots import names_near
from atodds.model.records import LIMIT_PARTS, Period
from atodds.model.values import DateValue, PolarityValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.extract.asides import Statement
    from atodds.extract.claims import Draft
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.prose import Context
    from atodds.extract.spot import Spot
    from atodds.extract.things import Things
    from atodds.extract.trees import Token
    from atodds.extract.values import Mention


def _is_year(token: Token) -> bool:
    return len(token.text) == len("2000") and token.text.isdigit() and token.text[:2] in ("18", "19", "20")


def _period(context: Context, statement: Statement, mentions: Sequence[Mention]) -> Period | None:
    """The date that stands in the clause, else that of the headings or the document."""
    doc = statement.root.doc
    within = {t.i for t in statement.root.subtree}
    for mention in mentions:
        if isinstance(mention.value, DateValue):
            here = doc.tokens_at(mention.start, mention.end)
            if here is not None and here[0] in within:
                value = mention.value
                return Period(low=value.low, high=value.high, source="stated", words=doc.words(*here))
    return document_period(context.document, context.section)


def statement_draft(spot: Spot, things: Things, statement: Statement, mentions: Sequence[Mention]) -> Draft:
    """The draft of one statement; ``mentions``: the values of its sentence."""
    around = spot.context.spoken_of
    told = [t.i for t in statement.tokens if (not t.is_punct and t.tag_ != "IN") or t.lower_ == "without" or t.pos_ == "VERB"]
    subject, how = "", "default"
    spoken_of: tuple[str, ...] = ()
    if statement.subject is not None:
        thing = things.of(statement.subject)
        subject, how = thing.name, thing.how if thing.name else "default"
        if statement.subject.tag_ in ("PRP", "DT") and not is_we(statement.subject):
            how = "pronoun"
            if statement.subject.lower_ in ("he", "she"):
                spoken_of = tuple(stem(word) for word in subject.casefold().split())
    focus, terms = tuple(statement.focus), tuple(dict.fromkeys((*statement.terms, *spoken_of)))
    features = {
        "kind": ("polarity",),
        "aspect": ("polarity",),
        "how": (how,),
        "focus": focus,
        "terms": terms,
        "which": which_of(statement.root, statement.subject),
        "done": _done(statement, spot.words),
        "core": tuple(k for k in statement.core if k not in statement.focus),
        "existence": (statement.existence,) if statement.existence else (),
        "limits": _limits(statement, spot.words),
        "denied": ("yes",) if statement.denied else (),
        "some": ("yes",) if is_of_some(statement.subject) else (),
        "all": ("yes",) if is_of_all(statement.subject) else (),
        "toward": _toward(statement, spot.words),
        "head": _head(statement, spot.words),
        "where": _where(statement, spot.words),
        "whose": _whose(statement, spot.words, things.by_token),
        "voice": ("passive",) if statement.subject is not None and statement.subject.dep_ == "nsubjpass" else (),
        "around": around if statement.holds else (),
        "days": tuple(dict.fromkeys(t.text for t in statement.root.subtree if t.text in DAYS or _is_year(t))),
        "names": _names(statement, things.by_token),
        "near": names_near(spot.context, (name.text for name in things.by_token.values())),
        "concepts": (*focus, *terms),
    }
    return spot.draft(
        (min(told), max(told) + 1),
        PolarityValue(holds=statement.holds, predicate=" ".join(focus)),
        about=(" ".join(k.lstrip("=") for k in focus), subject),
        period=_period(spot.context, statement, mentions),
        modality=modality_of_clause(statement.root),
        features=features,
    )


def _done(statement: Statement, words: Words) -> tuple[str, ...]:
    """What is done to in a statement, but not what is a part of its predicate: "makes *money*"."""
    things = (t for t in done_to(statement.root) if t.i not in statement.worded or t.dep_ == "nsubjpass" or pobj(t, "of"))
    return tuple(dict.fromkeys(k for t in things if (k := key_of(t, words)) is not None))


def _toward(statement: Statement, words: Words) -> tuple[str, ...]:
    """The keys of what stands behind the preposition of a predicate; of what it is done to where that is a part of the predicate."""
    found = []
    for preposition, noun in toward(statement.root, statement.worded):
        key = key_of(noun, words)
        within = key in statement.focus  # "went ahead with the sale of the hall"
        found += [
            f"{'*' if within else preposition}={k}" for t in (pobj(noun, "of") if within else [noun]) if (k := key_of(t, words)) is not None
        ]
    return tuple(dict.fromkeys(found))


def _head(statement: Statement, words: Words) -> tuple[str, ...]:
    """The noun that a statement without an object is of, if it is no name: "the *budget* of Nordvik is secret"."""
    subject = statement.subject
    if subject is None or subject.pos_ != "NOUN" or any(c.dep_ == "dobj" and c.i not in statement.worded for c in statement.root.children):
        return ()
    return tuple(k for k in (key_of(subject, words),) if k is not None)


def _where(statement: Statement, words: Words) -> tuple[str, ...]:
    """The nouns that tell in what something is, or is not: "no lead in the *paint*"."""
    things = (statement.root, *(c for c in statement.root.children if c.dep_ in ("dobj", "attr", "nsubjpass", "nsubj")))
    nouns = (p for t in things for p in pobj(t, "in") if p.pos_ == "NOUN" and p.lemma not in EMPTY)
    return tuple(dict.fromkeys(k for p in nouns if (k := key_of(p, words)) is not None))


def _whose(statement: Statement, words: Words, by_token: Mapping[int, Name]) -> tuple[str, ...]:
    """The things of a statement with the names beside them: "meeting=Geneva" of "the talks in Geneva"."""
    found = (
        f"{key}={by_token[p.i].text}"
        for noun in whose_of(statement.root, statement.subject)
        if (key := key_of(noun, words)) is not None
        for p in (*pobj(noun, "of", "in", "at", "for"), *(c for c in noun.children if c.dep_ in ("poss", "compound")))
        if p.i in by_token
    )
    return tuple(dict.fromkeys(found))


def _limits(statement: Statement, words: Words) -> tuple[str, ...]:
    """What narrows a denial. One by a word that has an opposite ("the shop closed") says as much as its opposite, but of its time."""
    opposite = next(iter(statement.focus)).startswith("=")
    if statement.holds and not statement.denied:
        return ()
    worded = {statement.root.doc[i].lemma for i in statement.worded}  # "ended without a deal"
    found = tuple(f for f in limits_of(statement.root, words, opposite=opposite) if f.split(LIMIT_PARTS)[2] not in worded)
    return found if statement.denied or not opposite else tuple(f for f in found if f.startswith(OF_TIME))


def _names(statement: Statement, by_token: Mapping[int, Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(by_token[t.i].text for t in statement.root.subtree if t.i in by_token))

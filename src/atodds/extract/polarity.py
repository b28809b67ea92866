"""Claims that something is so, or is not: a clause with its predicate, what the predicate is said of, and its sign.

A statement is turned round by a negation ("will not apply", "no cracks were found", "nobody is forced"), by the opposite of a
predicate ("banned" of "allowed"), by a word that takes away ("driverless", "unprotected") and by "without". ``focus`` are the keys
of the predicate, ``terms`` those of what it is said of; a statement meets its denial by them (``link.statements``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.answers import answers_to, may_be_answered
from atodds.extract.asides import Asides, Statement
from atodds.extract.clauses import (
    compounds,
    inner,
    is_aside,
    is_finite,
    predicative,
    spelt,
)
from atodds.extract.holders import named_tokens, subject_of_clause
from atodds.extract.kindred import key_of, key_of_word, stem, words_of
from atodds.extract.limits import EMPTY
from atodds.extract.negation import (
    clause_above,
    denied_of,
    governed,
    inverted,
    is_denied,
    is_negated,
    is_never,
    is_no,
    is_no_such,
    is_unable,
    opposite_inside,
    rules_out,
    shares_negation,
    so_much_as,
)
from atodds.extract.openings import pobj
from atodds.extract.opposites import idiom, opposed
from atodds.extract.stated import statement_draft
from atodds.extract.things import RELATIVE, Things, antecedent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atodds.extract.claims import Draft
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.opposites import Opposed
    from atodds.extract.spot import Spot
    from atodds.extract.trees import Token
    from atodds.extract.values import Mention

_SUBJECTS = ("nsubj", "nsubjpass")
_COMPLEMENTS = ("dobj", "attr", "acomp", "oprd")
# Adverbs that make one verb with the verb before them: "went ahead".
_PARTICLES = frozenset({"ahead", "forward"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should"})
# Verbs of wishing and fearing; "hop" is what the lemmatiser makes of "hopes".
_WISHING = frozenset({"hope", "hop", "wish", "fear", "want", "dream", "imagine", "worry", "doubt", "pray"})
# Prepositions of a place where somebody is or is not: "was never at the scene".
_PLACES = ("at", "in", "on", "aboard", "inside")
_CONDITION = frozenset({"if", "unless", "whether", "until", "lest", "in case"})
# A clause of more content words than this is an enumeration or a parser's mistake, and says no one thing.
_MOST_TERMS = 14


def polarity_drafts(spot: Spot, found: Sequence[Name], mentions: Sequence[Mention] = ()) -> list[Draft]:
    """The drafts of the statements of one sentence, none of a question; ``found`` and ``mentions``: its names and values."""
    doc, words, context = spot.words.doc, spot.words, spot.context
    asked = doc[len(doc) - 1].text == "?"
    answers = answers_to(spot, context.doubt)
    if not answers:
        context.doubt = None
    if len(doc) < 2 or (spot.block.kind == "heading" and not asked) or (asked and not may_be_answered(doc)):
        return answers
    by_token = named_tokens(doc, list(found))
    things = Things(words, by_token, context.discourse)
    reader = _Reader(words, by_token)
    found_here = list(reader.statements())
    for statement in found_here:
        if _points_back(statement.subject):
            spoken_of = reader.spoken_of(statement.subject) or context.spoken_of
            statement.terms.update(dict.fromkeys(k for k in spoken_of if k not in statement.focus))
    if asked:
        context.doubt = next((statement_draft(spot, things, s, mentions) for s in found_here if s.root.dep_ == "ROOT"), None)
        return []
    drafts = answers + [statement_draft(spot, things, statement, mentions) for statement in found_here]
    context.spoken_of = reader.spoken_of() or context.spoken_of
    return drafts


def _gone_ahead_with(verb: Token) -> list[Token]:
    """What a clause says to go on: "is going ahead with the *sale*", "proceeded with the *sale*"."""
    ahead = any(c.lower_ in _PARTICLES for c in verb.children) or verb.lemma in ("proceed", "persist")
    return pobj(verb, "with") if ahead else []


def _points_back(subject: Token | None) -> bool:
    """Whether a subject is "it" or "they", or "none of it"."""
    return subject is not None and any(t.lower_ in ("it", "they", "them") for t in (subject, *denied_of(subject)))


def _complement(verb: Token) -> list[Token]:
    """What belongs to the predicate of a verb."""
    behind = [c for c in verb.children if c.dep_ in (*_COMPLEMENTS, "xcomp", "prt") or (c.i == verb.i + 1 and c.lower_ in _PARTICLES)]
    behind += [c for c in verb.children if c.dep_ == "advmod" and c.pos_ == "ADJ" and c.i > verb.i]  # "escaped unhurt"
    # "Is on duty", "was in service": what stands behind the preposition is the predicate.
    return behind or (predicative(verb) if verb.lemma == "be" else [])


def _is_of_anybody(verb: Token, subject: Token | None) -> bool:
    """ "You don't sell the family farm": what one does or does not, and nobody in particular."""
    if subject is None or subject.lower_ != "you" or subject.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    aux = [c for c in verb.children if c.dep_ == "aux"]
    return verb.tag_ == "VBP" or (verb.tag_ == "VB" and all(c.lower_ == "do" for c in aux))


def _things(verb: Token, subject: Token | None, noun_phrases: Sequence[Token]) -> list[Token]:
    """What a clause is said of: not who ruled something out, but also where ("ruled out a rise in fuel duty")."""
    if not rules_out(verb):
        return list(noun_phrases)
    things = [n for n in noun_phrases if n is not subject or subject.dep_ == "nsubjpass"]
    return things + [p for n in things for p in pobj(n, "in", "of", "to", "on")]


@dataclass(slots=True)
class _Reader:
    """Reads the statements of one sentence; ``turned``: what a negation in front of it turns round; ``idioms``: those looked for."""

    words: Words
    by_token: Mapping[int, Name]
    turned: tuple[Token, Token] | None = None
    idioms: dict[Token, Opposed | None] = field(default_factory=dict)

    def statements(self) -> Iterator[Statement]:
        """Every clause that states something, and every "no X", "without X" and "X-less"."""
        self.turned = inverted(self.words.doc)
        for token in self.words.doc:
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and (found := self._clause(token)) is not None:
                yield found
        yield from Asides(self.words, lambda clause: self._terms(clause, [])).statements()

    def spoken_of(self, before: Token | None = None) -> tuple[str, ...]:
        """The things that "it" and "they" may point to: subjects and objects of the sentence, those before a token if it is given."""
        heads = [
            t
            for t in self.words.doc[: before.i if before is not None else None]
            if t.dep_ in ("nsubj", "nsubjpass", "dobj") and t.pos_ in ("NOUN", "PROPN")
        ]
        return tuple(dict.fromkeys(k for t in heads if (k := self.key(t)) is not None))

    def _clause(self, verb: Token) -> Statement | None:
        children = list(verb.children)
        turned = self.turned is not None and verb == self.turned[1]
        if not self._may_state(verb, children):
            return None
        subject = subject_of_clause(so_much_as(verb) or (verb if governed(verb) is None else clause_above(verb)))
        antecedent = None
        if subject is not None and subject.lower_ in RELATIVE:
            antecedent = subject = antecedent_of(subject, self.by_token)
        if subject is None and verb.dep_ in ("acl", "amod"):
            subject = verb.head
        complement = _complement(verb) or self._phrase_of_be(verb)
        compelled = verb.lemma == "have" and any(c.dep_ == "xcomp" for c in complement) and not is_negated(verb)
        if (subject is None and not complement) or compelled or not (is_finite(verb) or turned or so_much_as(verb) is not None):
            return None
        if _is_of_anybody(verb, subject) or any(c.dep_ == "attr" and c.tag_.startswith("W") for c in children):
            return None
        noun_phrases = [t for t in (subject, *(c for c in complement if c.dep_ in ("dobj", "attr"))) if t is not None]
        negated = [n for n in noun_phrases if is_no(n)]
        sign = False if turned or so_much_as(verb) is not None else self._sign(verb, children)
        if sign is None:
            return None
        holds = (sign != bool(negated)) != is_denied(verb)  # "not" and "no" turn each other round
        said = [t for c in complement if c.dep_ != "dobj" or verb.lemma in self.words.lexicon.light for t in inner(c)]
        core = sorted({verb, *said}, key=lambda t: t.i)
        focus, flips, worded = self._focus(verb, core, negated)
        if self._is_worded_so(verb):  # "pleaded not guilty": its "not" has been read as a part of the predicate
            holds = not is_denied(verb)
        terms = self._terms(verb, [verb, *core, *((antecedent,) if antecedent is not None else ())])
        things = [n for n in _things(verb, subject, noun_phrases) if n.dep_ != "attr" or n.i not in worded]
        core_keys = self._core(things, [c for c in complement if c.dep_ == "xcomp"])
        told = self._told(verb, negated)
        statement = Statement(verb, holds != flips, focus, {k: None for k in terms if k not in focus}, told, core_keys, subject)
        statement.denied, statement.worded = not holds, worded
        there = verb.lemma == "be" and any(c.dep_ == "expl" for c in children)
        lacks = verb.lemma == "have" and not holds and any(c.dep_ == "dobj" for c in complement)  # "will not have a tax"
        statement.existence = "there" if there else "none" if negated or lacks else ""
        return statement if self._says_enough(statement) else None

    def _phrase_of_be(self, verb: Token) -> list[Token]:
        """A phrase behind "be" that has an opposite: "is on the run"."""
        phrases = (c for c in verb.children if c.dep_ == "prep" and c.i > verb.i) if verb.lemma == "be" else ()
        lexicon = self.words.lexicon
        return [p for p in phrases if any(m.start == 0 for m in lexicon.predicates(*spelt(list(p.subtree))))]

    def _may_state(self, verb: Token, children: Sequence[Token]) -> bool:
        """Whether a clause tells what is or is not so, and not what might be, what somebody thinks, or what a verb inside it tells."""
        aux = {c.lower_ for c in children if c.dep_ in ("aux", "auxpass", "mark", "advmod")} | {
            c.lower_ for c in verb.head.children if c.dep_ == "mark" and verb.dep_ == "conj"
        }
        if (aux & _HYPOTHETICAL and not is_unable(verb)) or aux & _CONDITION or self._is_mental(verb):
            return False
        if self.turned is not None and verb == self.turned[0]:
            return False
        # "Refused to sign": of the signing the infinitive tells.
        wished = verb.dep_ == "ccomp" and verb.head.lemma in _WISHING  # "hopes that it will sail"
        plans = (g for c in children if c.dep_ in ("dobj", "nsubjpass") for g in c.children if g.dep_ == "acl")
        if wished or any(governed(g) is not None for g in plans):
            return False
        below = (*children, *(g for c in children if c.dep_ == "acomp" for g in c.children))
        return not any(governed(c) is not None for c in below) or self._idiom(verb) is not None

    def _idiom(self, verb: Token) -> Opposed | None:
        """The phrase of a verb that has an opposite: several ask for it."""
        if verb not in self.idioms:
            self.idioms[verb] = idiom(verb, self.words)
        return self.idioms[verb]

    def _is_mental(self, verb: Token) -> bool:
        """Whether a verb tells of a mind or of speech: not "sounded" of an alarm, nor "knew of the leak", which has an opposite."""
        lemma = verb.lemma
        if lemma == "tell":  # "was told of the leak" is as much as "was warned"
            return not pobj(verb, "of", "about")
        if lemma in words_of("seeming"):
            return any(c.dep_ in ("acomp", "ccomp", "advcl") or c.lower_ == "like" for c in verb.children)
        return lemma in words_of("mental") and self._idiom(verb) is None

    def _is_worded_so(self, verb: Token) -> bool:
        """Whether the negation of a clause stands inside a phrase that has an opposite: "pleaded not guilty"."""
        phrase = self._idiom(verb)
        return phrase is not None and any(t.dep_ == "neg" or t.lower_ in ("no", "not") for t in phrase[0])

    def _sign(self, verb: Token, children: Sequence[Token]) -> bool | None:
        """False if the verb is negated, True if not, None if the negation only bounds it ("not only", "not yet")."""
        inside = [c for a in children if a.dep_ == "acomp" for c in a.children if c.dep_ == "neg"]  # "is not binding" is often parsed so
        if any(c.lower_ in ("longer", "more") and any(n.lower_ == "no" for n in c.children) for c in children if c.dep_ == "advmod"):
            return None  # "no longer open": it was, and the other document may tell of then
        negation = next((c for c in (*children, *inside) if c.dep_ == "neg" or c.lower_ in ("never", "hardly")), None)
        if negation is None:
            told = governed(verb)
            if told is None and shares_negation(verb):
                return self._sign(verb.head, list(verb.head.children))
            if told is None:
                return not is_never(verb)
            clause = clause_above(verb)
            above = self._sign(clause, list(clause.children))
            return None if above is None else (above == told) != is_never(verb)
        behind = self.words.doc[negation.i + 1].lower_ if negation.i + 1 < len(self.words.doc) else ""
        before = self.words.doc[negation.i - 1].lower_ if negation.i else ""
        return None if behind in words_of("bounding") or before in ("if", "why", "or", "whether") else False

    def _focus(self, verb: Token, core: Sequence[Token], negated: Sequence[Token]) -> tuple[dict[str, None], bool, frozenset[int]]:
        """The keys of the predicate, whether it is the opposite of what its key says, and the tokens of one that has an opposite."""
        lexicon = self.words.lexicon
        if verb.lemma == "lack" or rules_out(verb):
            objects = [t for c in verb.children if c.dep_ == "dobj" for t in (*compounds(c), c)]
            return dict.fromkeys(k for t in objects if (k := self.key(t)) is not None), True, frozenset()
        opposite = self._opposite(verb, core, negated)
        if opposite is not None:
            said, predicates = opposite
            holds, keys = predicates[0].holds, [p.key for p in predicates]
            # The word itself tells only on the side that affirms: "charged" meets "pays", but "banned" does not meet "a ban".
            own = [k for t in (*said, *_gone_ahead_with(verb)) if holds and (k := self.key(t)) is not None]
            if not words_of("being_there").isdisjoint(keys):  # "no guard was present": there was none
                own += [k for n in negated for t in (n, *denied_of(n)) if (k := self.key(t)) is not None]
            return dict.fromkeys([*(f"={key}" for key in keys), *own]), not holds, frozenset(t.i for t in said)
        for token in core:
            undone = opposite_inside(token)
            if undone and token.pos_ in ("ADJ", "VERB") and (token.dep_ != "amod" or token.head.dep_ != "dobj"):
                return {key_of_word(undone, lexicon): None}, True, frozenset()
        existential = verb.lemma in words_of("existential")
        heads = [t for n in negated for t in (n, *denied_of(n))]
        if existential:
            objects = [t for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for t in (*compounds(c), c)]
            there = (
                heads or objects or [t for t in verb.children if t.dep_ in ("attr", "acomp", "oprd")] or [t for t in core if t is not verb]
            )
            there = there or pobj(verb, *_PLACES)  # "was never at the scene"
            return dict.fromkeys(k for t in there if (k := self.key(t)) is not None), False, frozenset()
        if verb.lemma in words_of("supporting"):
            heads += [c for c in verb.children if c.dep_ == "dobj" and not c.like_num]  # an amount is no thing
        keys = [k for t in (verb, *heads) if (k := self.key(t)) is not None]
        if keys and verb.pos_ == "VERB" and self.words.word(verb) is not None:
            keys.append(stem(verb.lemma))  # in another clause its concept may be that of a longer phrase
        if not keys or verb.lemma in lexicon.light:
            keys += [k for t in core if (k := self.key(t)) is not None]
        return dict.fromkeys(keys), False, frozenset()

    def _opposite(self, verb: Token, core: Sequence[Token], negated: Sequence[Token]) -> Opposed | None:
        """The words of a clause that have an opposite, and the predicates that they name: a phrase of the verb before single words."""
        lexicon = self.words.lexicon
        if (phrase := self._idiom(verb)) is not None:
            return phrase
        found = [f for f in opposed(core, lexicon.predicates(*spelt(core))) if not is_aside(f[0][0], verb)]
        telling = [f for f in found if len(f[0]) > 1 or f[0][0].lemma not in words_of("literal")]
        if verb.lemma not in ("be", "have", *words_of("linking")) or any(c.dep_ == "dobj" for c in verb.children):
            telling = [f for f in telling if not (len(f[0]) == 1 and f[0][0].dep_ == "amod")]  # "kept unregistered patients"
        if negated and verb.lemma in words_of("existential"):  # "there were no dangerous goods" denies the goods
            telling = [f for f in telling if not (f[0][0].dep_ == "amod" and f[0][0].head in negated)]
        if verb.lemma in words_of("linking"):  # "stayed open": open or shut is the question, not whether it stayed
            telling.sort(key=lambda f: f[0][0].i == verb.i and len(f[0]) == 1)
        telling.sort(key=lambda f: not (f[0][0].pos_ == "ADJ" and f[0][0].head == verb))  # "escaped unhurt": unhurt or not is the question
        return telling[0] if telling else None

    def _terms(self, verb: Token, core: Sequence[Token]) -> dict[str, None]:
        """The keys of the content words of a clause, without the clauses that hang on it."""
        found = {t.i: t for t in core}
        stack = list(verb.children)
        subject = subject_of_clause(verb)
        if subject is not None:
            stack.append(subject)
        while stack:
            token = stack.pop()
            if token.dep_ == "prep" and is_no_such(token):
                continue
            if token.dep_ in ("relcl", "advcl", "ccomp", "conj", "parataxis", "mark", "csubj") and token.pos_ in ("VERB", "AUX"):
                continue
            if token.dep_ != "pobj" or token.lemma not in EMPTY:  # "for the moment" says nothing of what it is said of
                found[token.i] = token
            stack.extend(token.children)
        return dict.fromkeys(k for i in sorted(found) if (k := self.key(found[i])) is not None)

    def _core(self, noun_phrases: Sequence[Token], infinitives: Sequence[Token]) -> dict[str, None]:
        heads = [t for n in noun_phrases for t in (n, *denied_of(n), *pobj(n.head, "as"))] + list(infinitives)  # "paid it as a ransom"
        return dict.fromkeys(k for t in heads if (k := self.key(t)) is not None)

    def _told(self, verb: Token, negated: Sequence[Token]) -> list[Token]:
        """The tokens that say it: the verb with its auxiliaries, negation, particle and complement, and what is denied."""
        found = [verb] if governed(verb) is None else [clause_above(verb), verb.head, verb]
        for child in verb.children:
            if child.dep_ in ("aux", "auxpass", "neg", "prt") or child.lower_ == "never":
                found.append(child)
            elif child.dep_ in (*_COMPLEMENTS, "xcomp"):
                found.extend(inner(child))
        for noun in negated:
            found.extend(inner(noun))
        return found

    def _says_enough(self, statement: Statement) -> bool:
        if not statement.focus or len(statement.terms) > _MOST_TERMS:
            return False
        return bool(statement.terms) or any(k.startswith("=") for k in statement.focus) or not statement.holds

    def key(self, token: Token) -> str | None:
        return key_of(token, self.words)

"""Who fills a role: the patterns by which English says it, over the parse and, where parsers often err, over the words.

===============  ===========================================================================================
passive          "was founded by X and Y", "headed by the deputy chairman, X"
active           "X founded Qilan", "Qilan, which X founded", "X, who led the trial"
hyphen           "the X-led venture"
apposition       "X, its founding dean", "the master, X", "the captain, by the name of X"
copula           "the lead investor is X", "X becomes chair of the board", "X, who was chief executive"
appointment      "X was made chief executive", "they elected X president", "X as chairman"
place of honour  "at the head of the board stood X"
office held      "under the command of X", "under X's leadership"
title, field     "chief executive X", "Chief executive: X"
===============  ===========================================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.actions import doers, done_to, naming_actions, verbs_of_actions
from atodds.extract.names import Name
from atodds.extract.things import RELATIVE, antecedent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atodds.extract.trees import Doc, Token


_COPULAS = frozenset({"be", "become", "remain", "stay"})
_APPOINTING = frozenset({"make", "name", "appoint", "elect", "choose", "install", "hire", "select", "designate", "promote", "crown"})
_SERVING = frozenset(
    {
        "serve",
        "act",
        "work",
        "rule",
        "return",
        "remain",
        "join",
        "continue",
        "take",
        "succeed",
        "replace",
        "follow",
        "step",
        "start",
        "resign",
        "retire",
        "quit",
    }
)
# Behind these a name says where somebody or something is, not who.
_LOCATING = frozenset({"from", "of", "in", "at", "near", "on", "to"})
_NAMING = frozenset({"call", "name", "know", "dub", "style", "nickname"})
_SUBJECTS = ("nsubj", "nsubjpass")
_AUXILIARIES = ("aux", "auxpass")


def named_tokens(doc: Doc, found: list[Name]) -> dict[int, Name]:
    """Each token of a name to its name; given names with a small second half ("Min-jae") are put together first."""
    by_token: dict[int, Name] = {}
    for name in found:
        last = name.last
        while (
            last + 1 < len(doc)
            and doc[last].text in ("-", "–", "‑")
            and doc[last - 1].whitespace_ == "" == doc[last].whitespace_
            and (doc[last + 1].text.isalpha() and doc[last + 1].text.islower() and last - name.first > 1)
        ):
            last += 2
        whole = name if last == name.last else Name(name.first, last, doc.words(name.first, last))
        by_token.update(dict.fromkeys(range(whole.first, whole.last), whole))
    return by_token


def holders_of(token: Token, end: int, by_token: Mapping[int, Name]) -> list[Name]:
    """The names that fill the role named at ``token``; the words that name it end before ``end``."""
    found = _of_verb(token, by_token) if token.pos_ in ("VERB", "AUX") else _of_noun(token, end, by_token)
    return list(dict.fromkeys(found))


def _of_verb(verb: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    agents = [
        p for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for p in c.children if p.dep_ == "pobj"
    ]
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl")
    )
    hyphen = verb.i >= 2 and verb.nbor(-1).text in ("-", "–", "‑") and not verb.nbor(-1).whitespace_
    if hyphen and verb.i - 2 in by_token:
        yield by_token[verb.i - 2]
    elif passive or agents:
        for agent in agents:
            yield from named(agent, by_token)
        if agents and any(a.i in by_token for a in agents):  # "by X, formerly of Meta, and Y": Y is often hung on the verb
            yield from (by_token[c.i] for c in verb.children if c.dep_ == "conj" and c.i in by_token)
    else:
        subject = subject_of_clause(verb)
        if subject is not None and not (subject.lower_ in RELATIVE and antecedent_of(subject, by_token) is None):
            yield from named(_followed(subject, by_token), by_token)


def subject_of_clause(verb: Token) -> Token | None:
    """The subject of a verb, shared over "and" ("X founded and led ...") and with an infinitive ("X managed to win")."""
    for _ in range(4):  # no sentence shares its subject over more verbs than this
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is None:  # "the alarm had, for all the talk, not been repaired" is parsed so
            subject = next((s for c in verb.children if c.dep_ in _AUXILIARIES for s in c.children if s.dep_ in _SUBJECTS), None)
        if subject is None and verb.dep_ == "ccomp":  # "Nordvik, its founder says, did not pay": two subjects of one verb
            above = [c for c in verb.head.children if c.dep_ == "nsubj" and c.i < verb.i]
            subject = above[0] if len(above) > 1 else None
        if subject is not None:
            return subject
        over = verb.head.head if verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ" and verb.head.dep_ == "acomp" else verb.head
        if verb.dep_ not in ("conj", "xcomp") or over.pos_ not in ("VERB", "AUX"):
            return None
        verb = over  # also over an adjective: "was unable to pay"
    return None


def _followed(token: Token, by_token: Mapping[int, Name]) -> Token:
    if token.lower_ in RELATIVE:
        before = antecedent_of(token, by_token) or token
        # "Ada Lund, a doctor who led the union": the doctor is Ada Lund.
        return before.head if before.dep_ == "appos" and before.i not in by_token and before.head.i in by_token else before
    return token


def _of_noun(noun: Token, end: int, by_token: Mapping[int, Name]) -> Iterator[Name]:
    if noun.lemma in verbs_of_actions() and (agents := doers(noun)):
        yield from (n for agent in agents for n in named(agent, by_token))
        return
    inside = by_token.get(noun.i)
    doc = noun.doc
    if inside is not None:
        of = doc[end - 1].lower_ in ("of", "for") or doc[min(end, len(doc) - 1)].text.islower()
        if inside.first <= noun.i and end < inside.last and not of:
            yield Name(end, inside.last, doc.words(end, inside.last))  # "Health Minister Ana Silva"
            return
        if end < inside.last and inside.first < noun.i:
            return
    if end in by_token and by_token[end].first == end and (inside is None or inside.last == end):
        yield by_token[end]  # "chief executive X", "Captain X" in two names
        return
    if end + 1 < len(doc) and doc[end].text == ":" and end <= _LONGEST_LABEL and end + 1 in by_token:
        yield from _joined(doc[by_token[end + 1].last - 1], by_token)
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "under":
        held = list(_held_by(noun, by_token)) or list(_apposed(noun, by_token))  # "under its chair, X"
        yield from held
        return
    yield from _apposed(noun, by_token)
    yield from _equated(noun, by_token)


def _held_by(noun: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    """ "Under the command of X", "under X's leadership": whose it is."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from named(child, by_token)
        elif child.dep_ == "prep" and child.lower_ == "of":
            found = [n for p in child.children if p.dep_ == "pobj" for n in named(p, by_token)]
            after = by_token.get(child.i + 1)  # "of Ada Lund resume": a verb behind the name is often misread as its head
            yield from found or ([after] if after is not None and after.first == child.i + 1 else [])


# A field's label has no more words than this ("Chairman of the supervisory board: X").
_LONGEST_LABEL = 6


def _apposed(noun: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    """ "X, its dean", "the dean, X", "the captain, by the name of X"."""
    for child in noun.children:
        if child.dep_ == "appos" and child.i in by_token:
            yield from _joined(child, by_token)
            return
        if (
            child.lower_ == "by"
            and [t.lower_ for t in noun.doc[child.i : child.i + 4]] == ["by", "the", "name", "of"]
            and child.i + 4 in by_token
        ):
            yield by_token[child.i + 4]
            return
        if child.dep_ == "acl" and child.lemma in _NAMING:
            yield from (by_token[c.i] for c in child.children if c.dep_ in ("oprd", "dobj", "attr") and c.i in by_token)
    before = _just_before(noun, by_token)
    behind = _just_behind(noun, by_token)
    if before is not None:
        yield before
    elif behind is not None:
        yield behind
    elif noun.dep_ == "appos" and noun.head.i in by_token:
        yield from _joined(noun.head, by_token)


def _just_before(noun: Token, by_token: Mapping[int, Name]) -> Name | None:
    """The name in front of the comma in front of a noun phrase: parsers often hang the apposition on something further off."""
    if noun.dep_ not in ("appos", "conj", "npadvmod", "nsubj", "dep", "attr", "dobj", "ROOT"):
        return None
    if any(c.tag_ == "WP$" for c in noun.children):
        return None  # "Nordvik, whose founder is X": the name before is what the role is in
    doc, left = noun.doc, noun.left_edge.i
    if any(t.text == "," for t in doc[left : noun.i]):
        left = max(t.i for t in doc[left : noun.i] if t.text == ",") + 1
    if left < 2 or doc[left - 1].text != "," or left - 2 not in by_token:
        return None
    name = by_token[left - 2]
    root = next((doc[i] for i in range(name.first, name.last) if not name.first <= doc[i].head.i < name.last), doc[name.last - 1])
    located = root.dep_ == "pobj" and root.head.lower_ in _LOCATING
    listed = root.dep_ == "appos" and root.head.dep_ == "pobj" and root.head.head.lower_ in _LOCATING
    return None if located or listed or (name.first >= 1 and doc[name.first - 1].lower_ in _LOCATING) else name


# Words that make a role that of one certain person: "the mediator", "its mediator".
_POINTING = frozenset({"the", "its", "their", "his", "her", "our"})


def _just_behind(noun: Token, by_token: Mapping[int, Name]) -> Name | None:
    """The name between commas behind "the mediator": parsers hang it on the verb as well."""
    doc, comma = noun.doc, _comma_behind(noun)
    if comma is None or not any(c.lower_ in _POINTING for c in noun.children):
        return None
    name = by_token.get(comma + 1)
    if name is None or name.first != comma + 1 or name.last >= len(doc) or doc[name.last].text not in (",", "."):
        return None
    if comma > noun.i + 1 and (name.last - name.first == 1 or doc[name.first].lower_ in _COMPASS):
        return None  # "the mayor of Halden, Iowa,", "of Halden, South Dakota,"
    return name if doc[name.last - 1].dep_ in ("npadvmod", "appos", "dobj", "dep", "nmod", "attr", "nsubj") else None


# First words of names of places that are made of two.
_COMPASS = frozenset(
    {"new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "great", "united", "upper", "lower"}
)
# Between "the captain" and the comma before the captain's name stand no more words than this.
_LONGEST_COMPLEMENT = 7


def _comma_behind(noun: Token) -> int | None:
    """Where the comma stands behind a noun and its complement: "the mediator,", "the captain of the Gull,"."""
    doc = noun.doc
    for i in range(noun.i + 1, min(len(doc), noun.i + 1 + _LONGEST_COMPLEMENT)):
        if doc[i].text == ",":
            return i
        if i == noun.i + 1 and not (doc[i].dep_ == "prep" and doc[i].lower_ in _LOCATING):
            return None
        if doc[i].pos_ in ("VERB", "AUX", "PRON", "CCONJ"):
            return None
    return None


def _equated(noun: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    """ "the dean is X", "X is the dean", "X was made dean", "X as dean", "at the head of the board stood X"."""
    head = noun.head
    if noun.dep_ in ("nsubj", "attr", "oprd", "acomp") and head.pos_ in ("VERB", "AUX"):
        lemma = head.lemma
        if noun.dep_ == "nsubj" and lemma == "be":
            yield from (n for c in head.children if c.dep_ == "attr" for n in named(c, by_token))
        elif noun.dep_ != "nsubj" and lemma in _COPULAS | _APPOINTING:
            yield from _of_subject(head, by_token, active=lemma in _APPOINTING)
    elif noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ in ("VERB", "AUX"):
        lemma = head.head.lemma
        if lemma in _SERVING | _APPOINTING:
            yield from _of_subject(head.head, by_token, active=lemma in _APPOINTING)
    elif noun.dep_ == "pobj" and head.lower_ == "as" and (action := _naming_action(head)) is not None:
        # "The appointment of X as dean", "X's election as mayor"; the parser often hangs "as" on the name.
        yield from (n for t in done_to(action) for n in named(t, by_token))
    elif noun.dep_ == "pobj" and head.lower_ == "at" and any(c.lower_ == "the" for c in noun.children):
        found = list(_of_subject(head.head, by_token, active=False))
        behind = (c for c in head.head.children if c.dep_ in ("dobj", "attr", "npadvmod"))  # "at the head stood X" is misread
        yield from found or (n for c in behind for n in named(c, by_token))


def _naming_action(preposition: Token) -> Token | None:
    above = preposition.head
    return next((t for t in (above, *above.ancestors) if t.i < preposition.i and t.lemma in naming_actions()), None)


def _of_subject(verb: Token, by_token: Mapping[int, Name], *, active: bool) -> Iterator[Name]:
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if active and not passive:
        for child in verb.children:
            if child.dep_ == "dobj":
                yield from named(child, by_token)
        return
    subject = subject_of_clause(verb)
    if subject is not None:
        followed = _followed(subject, by_token)
        found = named(followed, by_token)
        # "X, who remains chairman, and Y": the clause is said of the one name that it follows.
        yield from [next(found)] if followed is not subject and followed.i in by_token else found


def named(token: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    """The names of a noun phrase with what is joined to it: itself, its apposition, or its naming ("a fellow named X")."""
    apposed = next((c for c in token.children if c.dep_ == "appos" and c.i in by_token and c.i > token.i), None)
    if token.i in by_token and not (apposed is not None and _is_office(token)):
        yield from _joined(token, by_token)
    elif apposed is not None:
        yield from _joined(apposed, by_token)
    elif (called := _called(token, by_token)) is not None:
        yield called
    else:
        for child in token.children:
            if child.dep_ == "acl" and child.lemma in _NAMING:
                yield from (by_token[c.i] for c in child.children if c.dep_ in ("oprd", "dobj", "attr") and c.i in by_token)


def _called(token: Token, by_token: Mapping[int, Name]) -> Name | None:
    """The name that a body gives itself: "the gang calls itself X", "a group which styles itself X", "the gang goes by the name of X"."""
    verbs = [token.head] if token.dep_ == "nsubj" else []
    for verb in (*verbs, *(c for c in token.children if c.dep_ in ("relcl", "acl"))):
        if verb.lemma in _NAMING and any(c.lower_ in ("itself", "themselves") for t in (verb, *verb.children) for c in t.children):
            inside = (t for t in verb.subtree if t.i > verb.i and t.i in by_token)
            return next((by_token[t.i] for t in inside), None)
        if verb.lemma == "go" and "name" in {t.lower_ for t in verb.subtree}:
            behind = (t for t in verb.subtree if t.i > verb.i and t.i in by_token)
            return next((by_token[t.i] for t in behind), None)
    return None


def _is_office(token: Token) -> bool:
    """Whether a capitalised noun is an office and no name: "the Deputy Chairman of the Cabinet, X"."""
    return any(c.lower_ == "the" for c in token.children) and any(c.dep_ == "prep" and c.lower_ in ("of", "for") for c in token.children)


def _joined(token: Token, by_token: Mapping[int, Name]) -> Iterator[Name]:
    """The name at a token, and the names joined to it by "and"."""
    yield by_token[token.i]
    for other in token.conjuncts:
        if other.i in by_token:
            yield by_token[other.i]
        else:
            yield from (by_token[c.i] for c in other.children if c.i in by_token and c.dep_ in ("appos", "compound"))
    # "by X, formerly of the laboratory in Paris, and Y": a comma before "and" joins to the first name, whatever the parser thinks.
    doc = token.doc
    for other in token.subtree:
        if other.dep_ == "conj" and other.i in by_token and other.head.i != token.i:
            first = by_token[other.i].first
            if first >= 2 and doc[first - 1].lower_ == "and" and doc[first - 2].text == ",":
                yield by_token[other.i]

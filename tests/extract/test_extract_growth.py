"""Text that is no prose takes no longer than prose of its length: what is not worth a parse, or a look at every value, is left out."""

from __future__ import annotations

import hashlib

import pytest

from atodds.extract import extractor
from atodds.extract.lexicon import Lexicon
from atodds.extract.trees import Doc
from atodds.model.records import Block, Document


def extract(text: str):
    digest = hashlib.sha256(text.encode()).hexdigest()
    block = Block(kind="paragraph", start=0, end=len(text), text=text)
    document = Document(id="a.md", sha256=digest, media_type="text/markdown", text=text, blocks=(block,))
    return extractor.extract(document, Lexicon.load())


@pytest.mark.parametrize("text", ["(" * 5000, "* " * 3000, "[1] [2] [3] " * 500, "- - - 12 " * 500], ids=lambda t: t[:6])
def test_what_has_no_words_is_not_parsed(monkeypatch, text):
    parsed = []

    def parse(texts):
        parsed.extend(t for t in texts if t)
        return []

    monkeypatch.setattr(extractor, "parse", lambda texts: parse(texts) or iter([Doc.of("", [], [], [])]))
    assert extract(text) == []
    assert parsed == []


@pytest.mark.parametrize("words", ["5 % of 6 % of ", "May 5 June 2016 to July ", "two hundred people and "])
def test_a_sentence_of_hundreds_of_values_makes_no_claims(words):
    assert [c for c in extract(words * 80) if c.value.kind in ("quantity", "date")] == []


def test_a_long_list_in_a_sentence_is_still_read():
    text = "The fleet carried " + ", ".join(f"{n} passengers from port {chr(64 + n)}" for n in range(11, 21)) + "."
    assert len([c for c in extract(text) if c.value.kind == "quantity"]) == 10


def test_a_heading_without_end_is_cut(monkeypatch):
    text = "Nordvik Labs grew " * 2000
    block = Block(kind="heading", start=0, end=len(text), text=text, level=1)
    document = Document(id="a.md", sha256="0" * 64, media_type="text/markdown", text=text, blocks=(block,))
    parsed = []
    parse = extractor.parse
    monkeypatch.setattr(extractor, "parse", lambda texts: parse([parsed.append(len(t)) or t for t in texts]))
    extractor.extract(document, Lexicon.load())
    assert max(parsed) <= extractor.LONGEST_SENTENCE

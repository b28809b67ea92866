"""The lexicon kept between two runs: the same as read from its files, and read again when a word changes."""

import pytest
from shelf import Shelf

from atodds.extract import lexicon as lexicon_module
from atodds.extract.lexicon import Lexicon

OWN = '[concepts.mooring_fee]\nwords = ["mooring fee", "berth fee/noun"]\nmeasures = ["money"]\n'
SENTENCE = ("the", "death", "toll", "rise", "after", "the", "net", "loss", "of", "phase", "2", "do", "not", "fall", "and", "berth", "fee")


@pytest.fixture(params=["", OWN], ids=["packaged", "own words"])
def extra(request, tmp_path):
    path = tmp_path / "lexicon.toml"
    if request.param:
        path.write_text(request.param)
    return path


@pytest.fixture
def built(monkeypatch):
    """The lexicons that were built of their files."""
    found = []
    real = lexicon_module._built
    monkeypatch.setattr(lexicon_module, "_built", lambda *of: found.append(of) or real(*of))
    return found


def test_kept_is_as_built(extra, built):
    shelf = Shelf()
    alone = Lexicon.load(extra)
    assert Lexicon.load(extra, shelf) == alone
    built.clear()
    kept = Lexicon.load(extra, shelf)
    assert built == []
    assert kept == alone
    assert kept is not alone
    assert list(kept.concepts) == list(alone.concepts)
    for index in ("_concepts", "_members", "_predicates", "_negations"):
        assert list(getattr(kept, index).entries.items()) == list(getattr(alone, index).entries.items())
    assert kept.find(SENTENCE) == alone.find(SENTENCE) != []
    assert kept.qualifiers(SENTENCE) == alone.qualifiers(SENTENCE) != []
    assert kept.predicates(SENTENCE) == alone.predicates(SENTENCE) != []
    assert kept.negations(SENTENCE) == alone.negations(SENTENCE) != []


def test_items_are_shared_as_they_were():
    shelf = Shelf()
    alone, kept = Lexicon.load(), (Lexicon.load(None, shelf), Lexicon.load(None, shelf))[1]
    for index in ("_concepts", "_members", "_predicates"):
        one, other = ([item for rows in getattr(of, index).entries.values() for _, item in rows] for of in (alone, kept))
        assert len({id(item) for item in one}) == len({id(item) for item in other})
    assert all(item is kept.concepts[item.key] for rows in kept._concepts.entries.values() for _, item in rows)


def test_other_words_are_another_lexicon(tmp_path):
    shelf, extra = Shelf(), tmp_path / "lexicon.toml"
    extra.write_text(OWN)
    assert "mooring_fee" in Lexicon.load(extra, shelf).concepts
    extra.write_text(OWN.replace("mooring_fee", "quay_fee"))
    found = Lexicon.load(extra, shelf)
    assert "quay_fee" in found.concepts
    assert "mooring_fee" not in found.concepts
    assert found == Lexicon.load(extra, shelf) == Lexicon.load(extra)


@pytest.mark.parametrize("damage", [b"", b"[]", b"{}", b"no JSON", b'["", [], [], [[], [], []], [], [[], [], [], []]]'])
def test_a_damaged_one_is_built_again(damage, built):
    shelf = Shelf()
    alone = Lexicon.load(None, shelf)
    for key in shelf:
        shelf[key] = damage
    assert Lexicon.load(None, shelf) == alone
    built.clear()
    assert Lexicon.load(None, shelf) == alone
    assert built == []

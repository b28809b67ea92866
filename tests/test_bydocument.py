"""What is found in a document by itself: kept by the document, and the same as found again."""

import json

import pytest
from shelf import Shelf

from atodds import bydocument
from atodds.bydocument import capitals_in, introductions_in
from atodds.kept import Digests
from atodds.link.entities import gather
from atodds.link.topics import name_words
from atodds.model.records import Document

TEXTS = (
    "In May the Lowland Rowing Board (LRB) met at Tarnby. The board said that Tarnby was dry, as Erling Aas had told it.",
    "The Harbour Trust, formerly Quay Company, is at Tarnby. A harbour was built there by Erling Aas.",
    "",
)


def documents(texts=TEXTS):
    return [Document(id=f"d{n}.md", sha256=f"{n:064}", media_type="text/markdown", text=t, blocks=()) for n, t in enumerate(texts)]


@pytest.fixture
def looked_through(monkeypatch):
    """The texts that are looked through."""
    found = []
    for name in ("capitals", "introductions"):
        real = getattr(bydocument, name)
        monkeypatch.setattr(bydocument, name, lambda text, real=real: found.append(text) or real(text))
    return found


@pytest.mark.parametrize("find", [capitals_in, introductions_in])
def test_kept_is_as_found(find, looked_through):
    shelf = Shelf()
    alone = find(documents(), None, Digests())
    assert find(documents(), shelf, Digests()) == alone
    looked_through.clear()
    assert find(documents(), shelf, Digests()) == alone
    assert looked_through == []
    changed = ("The weather (THE) is told by the Tarnby Hut Exchange.", *TEXTS[1:])
    assert find(documents(changed), shelf, Digests()) == find(documents(changed), None, Digests())
    assert find(documents(changed[:2]), shelf, Digests()) == find(documents(changed[:2]), None, Digests())
    assert [len(json.loads(data)) for data in shelf.values()] == [2]


@pytest.mark.parametrize("find", [capitals_in, introductions_in])
@pytest.mark.parametrize("damage", [b"no JSON", b"[]", b"3"])
def test_damage_costs_no_more_than_looking_again(find, damage, looked_through):
    shelf = Shelf()
    alone = find(documents(), shelf, Digests())
    looked_through.clear()
    for key in shelf:
        shelf[key] = damage
    assert find(documents(), shelf, Digests()) == alone
    assert looked_through == list(TEXTS)
    looked_through.clear()
    assert find(documents(), shelf, Digests()) == alone
    assert looked_through == []


def test_names_of_what_was_kept_are_those_of_the_texts():
    shelf = Shelf()
    capitals_in(documents(), shelf, Digests())
    introductions_in(documents(), shelf, Digests())
    kept = name_words(documents(), capitals_in(documents(), shelf, Digests()))
    assert kept == name_words(documents())
    assert "tarnby" in kept["d0.md"] & kept["d1.md"]
    names = {"LRB": 2, "Lowland Rowing Board": 1, "Harbour Trust": 1, "Quay Company": 1}
    found = gather(names, (), introduced=introductions_in(documents(), shelf, Digests()))
    assert found == gather(names, TEXTS)
    assert found.key("LRB") == found.key("Lowland Rowing Board")
    assert found.key("Quay Company") == found.key("Harbour Trust")

"""Word vectors: words near a value that mean the same bring two claims near, whatever else is said."""

from __future__ import annotations

import numpy as np
import pytest
from link_claims import claim, number

from atodds.errors import ModelError
from atodds.link import sense
from atodds.link.sense import REACH, around, likeness, likenesses, sense_at, surroundings, word_vector


def said(quote: str, words: str, **more: object):
    return claim(quote, number(5), quote=quote, value_text=words, value_start=quote.index(words), **more)


def sense_of(one):
    return sense_at(surroundings(one))


NEARER = [
    # a claim, one of the same thing in other words, one of another thing
    (
        ("The harvest came to 31,000 tonnes.", "31,000 tonnes"),
        ("Farmers brought in a crop of 28,000 tonnes.", "28,000 tonnes"),
        ("The tunnel swallowed 30,000 tonnes of concrete.", "30,000 tonnes"),
    ),
    (
        ("The airline has a workforce of 4,100.", "4,100"),
        ("Some 3,800 employees were on its payroll.", "3,800"),
        ("It flew to 41 cities last summer.", "41"),
    ),
    (
        ("Turnout in the election was 71 percent.", "71 percent"),
        ("Only 60 percent of those on the register voted.", "60 percent"),
        ("The price of diesel rose by 65 percent.", "65 percent"),
    ),
]


@pytest.mark.parametrize(("one", "same", "other"), NEARER)
def test_the_same_thing_in_other_words_is_nearer(one, same, other):
    a, b, c = (sense_of(said(*told)) for told in (one, same, other))
    assert likeness(a, b) > likeness(a, c)


def test_the_value_itself_and_its_neighbours_beyond_reach_do_not_count():
    near = "seven " * REACH
    quote = f"bridge {near}412 {near}ferry"
    words = around(surroundings(said(quote, "412")))
    assert {w for w, _ in words} == {"seven"}
    assert [weight for _, weight in words[:REACH]] == sorted((weight for _, weight in words[:REACH]), reverse=True)


def test_a_cell_means_what_its_heads_say():
    cell = claim("cell", extractor="table", features={"label": ("Patients", "Ward 3")}, quote="| 31 |", value_text="31", value_start=2)
    assert [w for w, _ in around(surroundings(cell))] == ["Patients", "Ward", "3"]


@pytest.mark.parametrize("quote", ["412", "— 412 —", "412 \u200b\ud800"])
def test_no_words_at_all(quote):
    assert likeness(sense_of(said(quote, "412")), sense_of(said("A ticket is 412 euros.", "412 euros"))) == 0.0


def test_a_sense_is_one_long_and_its_likeness_to_itself_is_one():
    one = sense_of(said("The airline employs 4,100 people.", "4,100"))
    assert float(np.sqrt((one * one).sum())) == pytest.approx(1.0)
    assert likeness(one, one) == 1.0


def test_a_word_has_one_vector_whatever_its_neighbours():
    assert np.array_equal(word_vector("harvest"), word_vector("harvest"))


def test_without_the_package_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(sense, "find_spec", lambda name: None)
    sense._tables.cache_clear()
    with pytest.raises(ModelError, match="pip install wordllama"):
        sense_of(said("The airline employs 4,100 people.", "4,100"))
    sense._tables.cache_clear()


def test_many_are_as_alike_as_each_by_itself_and_nought_has_no_sign():
    begun = ("The ferry carried", "Snow fell on", "412 of")
    quotes = [f"{one} {n} {other}." for n, one in enumerate(begun) for other in ("cars", "days", "")]
    senses = [sense_of(said(q, q.split()[0])) for q in quotes]
    left, right = zip(*[(a, b) for a in senses for b in senses], strict=True)
    found = likenesses(np.array(left), np.array(right))
    assert found == [likeness(a, b) for a, b in zip(left, right, strict=True)]
    tiny = np.full(256, 1e-4, np.float32)
    assert str(likeness(tiny, -tiny)) == "0.0"

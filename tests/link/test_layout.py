"""Where numbers stand in two texts, as evidence that they are of one thing."""

from itertools import combinations

import pytest
from link_claims import LEXICON, claim, day, number

from atodds.kept import Digests, claim_digests
from atodds.link.entities import EntityIndex
from atodds.link.layout import OrderComparison, PositionComparison, ZoneComparison
from atodds.link.linker import score, score_all
from atodds.link.profiles import Setting
from atodds.link.standing import SHORT, Standing, standings

LONG = 4000  # characters: one part is a hundred of them


def at(name, start, value=None, document="", words=0):
    """A number that stands in a sentence at ``start``, behind so many words of it."""
    document = document or f"{name}.md"
    return claim(name, value or number(412), document=document, start=start, value_start=words, quote="x" * 50, value_text="412")


def setting(*claims, lengths=None):
    known = lengths if lengths is not None else {c.document: LONG for c in claims}
    return Setting.of(claims, EntityIndex(), LEXICON, lengths=known)


def level(comparison, one, other, *beside, lengths=None):
    where = setting(one, other, *beside, lengths=lengths)
    found = [comparison.level(*pair, where) for pair in ((one, other), (other, one))]
    assert [f and f.name for f in found] == [found[0] and found[0].name] * 2, "both ways alike"
    return found[0] and found[0].name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(0, 0, "0"), (0, 250, "0"), (100, 450, "1"), (100, 650, "1"), (100, 900, "2"), (100, 1900, "3"), (100, 3900, "4"), (3900, 3950, "0")],
)
def test_how_far_into_their_texts_two_numbers_stand(one, other, expected):
    assert level(PositionComparison(), at("a", one), at("b", other)) == expected
    assert level(PositionComparison(), at("a", one, document="a.md"), at("b", other, document="a.md")) is None


def test_a_longer_text_is_told_in_parts_of_its_own_length():
    one, other = at("a", 1000), at("b", 5000)
    assert level(PositionComparison(), one, other, lengths={"a.md": 4000, "b.md": 20_000}) == "0"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (0, 50, "title_title"),
        (0, 300, "lead_title"),
        (120, 480, "lead_lead"),
        (120, 510, "body_lead"),
        (600, 3500, "body_body"),
        (600, 3600, "body_end"),
        (3700, 3900, "end_end"),
        (200, 3999, "end_lead"),
    ],
)
def test_in_which_zones_of_their_texts_two_numbers_stand(one, other, expected):
    assert level(ZoneComparison(), at("a", one), at("b", other)) == expected
    assert level(ZoneComparison(), at("a", one, document="a.md"), at("b", other, document="a.md")) is None


@pytest.mark.parametrize("lengths", [{"a.md": LONG, "b.md": SHORT - 1}, {"a.md": LONG}, {}])
def test_of_a_short_text_and_one_of_unknown_length_nothing_is_compared(lengths):
    one, other = at("a", 10), at("b", 20)
    assert level(PositionComparison(), one, other, lengths=lengths) is None
    assert level(ZoneComparison(), one, other, lengths=lengths) is None
    assert level(OrderComparison(), one, other, lengths=lengths) is None


def test_which_number_of_its_sentence_each_is():
    first, second, third = (at(f"a{n}", 100, document="a.md", words=10 * n) for n in range(3))
    other, behind, alone = at("b", 900), at("b1", 900, document="b.md", words=10), at("c", 500)
    beside = (first, second, third, other, behind, alone)
    assert level(OrderComparison(), first, other, *beside) == "same"
    assert level(OrderComparison(), second, behind, *beside) == "same"
    assert level(OrderComparison(), third, behind, *beside) == "other"
    assert level(OrderComparison(), first, alone, *beside) == "same"
    assert level(OrderComparison(), second, alone, *beside) == "other"
    assert level(OrderComparison(), alone, at("d", 20), *beside) == "alone"
    assert level(OrderComparison(), first, second, *beside) is None, "of one document"


def test_a_date_is_no_number_of_a_sentence():
    date = claim("when", day("2024-05-03"), document="a.md", start=100, value_start=10)
    found = standings([at("a", 100), date], {"a.md": LONG})
    assert found == {"a": Standing(part=1, place=0, alone=True)}


def test_two_readings_of_one_number_are_one_number():
    found = standings([at("a", 100, document="x.md"), at("b", 100, number(5), document="x.md")], {"x.md": LONG})
    assert [s.alone for s in found.values()] == [True, True]


def test_what_is_remembered_of_alike_pairs_is_what_each_gives():
    starts = (0, 0, 150, 2000, 3900)
    claims = [at(f"{d}{n}", start, number(100 + 7 * n), document=d) for d in ("a.md", "b.md") for n, start in enumerate(starts)]
    where, pairs = setting(*claims), list(combinations(claims, 2))
    assert score_all(pairs, where, floor=float("-inf")) == [score(a, b, where) for a, b in pairs]


def test_the_part_of_a_setting_that_is_sent_elsewhere_says_where_numbers_stand():
    one, other = at("a", 100), at("b", 3000)
    where = setting(one, other)
    assert score(one, other, Setting.whole(where.part([one, other]), LEXICON)) == score(one, other, where)


def test_what_is_kept_of_a_claim_holds_only_while_it_stands_there():
    one = at("a", 150)
    digests = [claim_digests([one], setting(one, lengths={"a.md": length}), Digests(), b"") for length in (LONG, LONG + 1, 2 * LONG)]
    assert digests[0] == digests[1] != digests[2]

"""Stamps tell what two results may differ in."""

import pytest

from atodds.model.stamps import Stamps


def test_what_is_new_gone_or_other_is_touched():
    before = Stamps({"a": "1", "b": "2", "gone": "3"}, {"f": "1"})
    now = Stamps({"a": "1", "b": "9", "new": "3"}, {"f": "1"})
    assert now.touched(before) == ({"b", "gone", "new"}, frozenset())
    assert before.touched(before) == (frozenset(), frozenset())


def test_as_written():
    stamps = Stamps({"a.md": "1"}, {"f": "2"})
    assert Stamps.read(stamps.written()) == stamps


@pytest.mark.parametrize("damage", [None, b"", b"{", b"[1]", b"[1, 2]", b"[[], [1]]", b"\xff"])
def test_nothing_is_read_of_what_is_damaged(damage):
    assert Stamps.read(damage) is None

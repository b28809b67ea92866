"""Python's garbage collector, off for a while."""

import gc

import pytest

from atodds import collector
from atodds.collector import without_collector
from atodds.extract.parse import language
from atodds.review.serve import settle


def test_the_collector_is_on_again_afterwards_even_where_something_went_wrong():
    on = []

    @without_collector()
    def go_wrong() -> None:
        on.append(gc.isenabled())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        go_wrong()
    assert [*on, gc.isenabled()] == [False, True]


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_library_that_turns_it_on_again_does_not_get_far():
    with without_collector():
        with without_collector():
            gc.enable()
            assert gc.get_threshold()[0] == 0
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_threshold()[0] > 0


def test_loading_the_parser_leaves_it_off():
    load = language.__wrapped__  # not in place of the parser that the other tests share
    with without_collector():
        load()
        assert not gc.isenabled()


@pytest.mark.parametrize(("ends", "frozen"), [(True, True), (False, False)])
def test_a_command_that_ends_with_its_work_leaves_alone_what_is_alive(monkeypatch, ends, frozen):
    monkeypatch.setattr(collector._Life, "ends", not ends)
    (collector.end_with_work if ends else collector.live_on)()
    before = gc.get_freeze_count()
    try:
        with without_collector():
            pass
        assert (gc.get_freeze_count() > before) is frozen
    finally:
        gc.unfreeze()


def test_a_server_collects_what_it_leaves_behind(monkeypatch):
    monkeypatch.setattr(collector._Life, "ends", True)
    try:
        settle()
        assert not collector._Life.ends
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()

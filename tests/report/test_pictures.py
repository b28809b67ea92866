"""The matrix of documents and the course of values over time: what they count, that they are pictures, that they repeat."""

from __future__ import annotations

import base64
import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from report_sample import quantity, sample

from atodds.model.records import Claim, Period, Result
from atodds.report.pictures import MAX_DOCUMENTS, Matrix, Point, draw_course, draw_matrix, label_levels, matrix

LABELS = {"bridge-guide.md": "Guide at $5 and $6", "council.txt": "Minutes", "gazette.html": "</svg><script>alert(1)</script> 深"}


def words(source: str) -> str:
    """All text of a picture; fails if it is no XML."""
    head, data = source.split(",", 1)
    assert head == "data:image/svg+xml;base64"
    root = ET.fromstring(base64.b64decode(data))
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    return " ".join(text.strip() for text in root.itertext() if text.strip())


def test_matrix_counts_findings() -> None:
    found = matrix(sample(), LABELS)
    assert found == Matrix(
        names=tuple(LABELS.values()),
        conflicts=((0, 1, 1), (1, 0, 0), (1, 0, 0)),
        agreements=((0, 0, 2), (0, 0, 0), (2, 0, 0)),
    )
    assert found.cell(0, 2) == "≠ 1 = 2"
    assert found.cell(1, 1) == ""


def test_the_matrix_as_a_picture() -> None:
    data = matrix(sample(), LABELS)
    assert data is not None
    picture = draw_matrix(data)
    assert "Guide at $5 and $6" in words(picture.source)
    assert picture == draw_matrix(data)


def test_two_documents_need_no_matrix() -> None:
    result = sample()
    assert matrix(result.model_copy(update={"findings": result.findings[:1]}), LABELS) is None
    assert matrix(Result(documents=(), claims=(), findings=()), LABELS) is None


def test_many_documents_are_cut_to_those_with_the_most_contradictions() -> None:
    result = sample()
    pairs = [(result.claims[0], result.claims[5])]
    claims, findings = list(result.claims), list(result.findings)
    for n in range(MAX_DOCUMENTS + 4):
        a = pairs[0][0].model_copy(update={"id": f"x{n}", "document": f"d{n}.md"})
        b = pairs[0][1].model_copy(update={"id": f"y{n}", "document": f"d{n + 1}.md"})
        claims += [a, b]
        related = (result.findings[0].relations[0].model_copy(update={"a": a.id, "b": b.id}),)
        findings.append(result.findings[0].model_copy(update={"id": f"f{n}", "claims": (a.id, b.id), "relations": related}))
    found = matrix(result.model_copy(update={"claims": tuple(claims), "findings": tuple(findings)}), {})
    assert found is not None
    assert len(found.names) == MAX_DOCUMENTS
    assert found.left_out > 0


def at(year: int | None, value: float, unit: str = "CZK") -> Claim:
    period = Period(low=dt.date(year, 1, 1), high=dt.date(year, 12, 31), source="stated") if year else None
    text = f"{value:g} crowns"
    return Claim(
        id=f"c{year}{value}", document="council.txt", start=0, quote=text, value_text=text, value_start=0,
        value=quantity(value, unit, 1), period=period,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "drawn"),
    [
        ([at(2021, 1), at(2022, 2), at(2023, 3)], True),
        ([at(2021, 1), at(2022, 2), at(None, 3)], False),
        ([at(2021, 1), at(2021, 2), at(2022, 3)], False),
        ([at(2021, 1), at(2022, 2), at(2023, 3, "EUR")], False),
        ([], False),
    ],
)
def test_a_course_needs_three_times_and_one_unit(claims: list[Claim], drawn: bool) -> None:
    assert (draw_course(claims, LABELS) is not None) is drawn


def test_a_course_in_words_and_as_a_picture() -> None:
    picture = draw_course([at(2023, 3e6), at(2021, 1e6), at(2022, 2e6)], LABELS)
    assert picture is not None
    assert picture.words == (
        "Values over time: 1e+06 crowns for 2021 (Minutes); 2e+06 crowns for 2022 (Minutes); 3e+06 crowns for 2023 (Minutes)"
    )
    assert "million CZK" in words(picture.source)
    assert picture == draw_course([at(2021, 1e6), at(2022, 2e6), at(2023, 3e6)], LABELS)


def test_what_a_document_says_twice_is_drawn_once() -> None:
    once = [at(2021, 1), at(2022, 2), at(2023, 3)]
    again = once[0].model_copy(update={"id": "c-again", "start": 90})
    assert draw_course([*once, again], LABELS) == draw_course(once, LABELS)


@pytest.mark.parametrize(
    ("claims", "levels"),
    [
        ([at(2021, 1), at(2031, 9), at(2041, 1)], [0, 0, 0]),  # far apart
        ([at(2021, 1), at(2022, 1), at(2023, 1), at(2041, 9)], [0, 1, 2, 0]),  # one height, year after year
        ([at(2021, 1), at(2022, 5), at(2041, 9)], [0, 0, 0]),  # near in time, not in height
        ([at(2021, 1), at(2021, 1)], [0, 1]),  # one point
    ],
)
def test_labels_of_near_points_do_not_cover_each_other(claims: list[Claim], levels: list[int]) -> None:
    assert label_levels([Point(c, c.value, c.period) for c in claims]) == levels

"""Metadata: front matter, sidecars, dates."""

from __future__ import annotations

import datetime as dt

import pytest
from offsets import read

from atodds.read import read_bytes
from atodds.read.metadata import parse_date

DAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2024-05-06", DAY),
        ("2024-05-06T10:00:00Z", DAY),
        ("2024-05-06 10:00:00+02:00", DAY),
        ("2024/05/06", DAY),
        ("6 May 2024", DAY),
        ("May 6, 2024", DAY),
        ("Monday, 6th May 2024", DAY),
        ("Mon, 06 May 2024 10:00:00 GMT", DAY),
        ("Sept. 6, 2024", dt.date(2024, 9, 6)),
        ("06.05.2024", DAY),
        (DAY, DAY),
        (dt.datetime(2024, 5, 6, 10), DAY),
        ("May 2024", None),
        ("2024-05", None),
        ("2024", None),
        (2024, None),
        ("03/04/2024", None),
        ("yesterday", None),
        ("2024-02-30", None),
    ],
)
def test_dates(words: object, date: dt.date | None) -> None:
    assert parse_date(words) == date


def test_front_matter_is_read_and_left_out_of_the_text() -> None:
    document = read(
        "---\nTitle: A\nsource: Herald\nauthors: [Ann, Per]\ndate: 2024-05-06\nlink: https://x.example/\n---\n# H\r\n\r\nText.\n"
    )
    assert (document.title, document.publisher, document.author, document.published, document.url) == (
        "A",
        "Herald",
        "Ann, Per",
        DAY,
        "https://x.example/",
    )
    assert document.text == "# H\n\nText.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The first heading\n\nText.\n", "The first heading"),
        ("Text first.\n\n## A part\n\nMore.\n", None),
        ("## A part\n\nMore.\n", "A part"),
        ("---\ntitle: Named\n---\n# Heading\n\nText.\n", "Named"),
    ],
)
def test_title_falls_back_on_the_first_heading(text: str, title: str | None) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("title: a: b", 2, "broken YAML"),
        ("title: x\npublisher: 'open", 3, "broken YAML"),
        ("title: x\npublished: 2024-02-30", 2, "broken YAML"),
        ("title: x\npublished: soon", None, "the date 'soon'"),
    ],
)
def test_broken_front_matter_is_a_problem_and_the_body_is_read(front: str, line: int | None, message: str) -> None:
    reading = read_bytes(f"---\n{front}\n---\nThe body.\n".encode(), "a.md")
    assert reading.document.text == "The body.\n"
    (problem,) = reading.problems
    assert (problem.file, problem.line) == ("a.md", line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "text", ["---\nWords between rules: none.\n\nMore, and a 'quote\n---\nText.\n", "---\nonly a rule\n", "---\n- a\n- b\n---\nText\n"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    document = read(text)
    assert document.text == text


def test_a_partial_date_is_unknown_and_no_problem() -> None:
    reading = read_bytes(b"---\npublished: May 2024\n---\nText.\n", "a.md")
    assert (reading.document.published, reading.problems) == (None, ())


def test_sidecar_fills_gaps_of_front_matter() -> None:
    reading = read_bytes(b"---\ntitle: Front\n---\nText.\n", "a.md", b"title: Side\npublisher: Herald\norigin: mail\n")
    document = reading.document
    assert (document.title, document.publisher, document.origin) == ("Front", "Herald", "mail")


def test_sidecar_wins_over_the_page() -> None:
    page = b"<html><head><title>Page</title><meta name=author content='Ann Lee'></head><body><p>Twelve houses were lost.</p></body></html>"
    document = read_bytes(page, "a.html", b"title: Side\n").document
    assert (document.title, document.author) == ("Side", "Ann Lee")


@pytest.mark.parametrize(("sidecar", "line"), [(b"title: a: b\n", 1), (b"- a\n", None), (b"\xff\xfe\x00", None), (b"x: [\n", 2)])
def test_broken_sidecar_is_a_problem(sidecar: bytes, line: int | None) -> None:
    reading = read_bytes(b"Text.\n", "a.txt", sidecar)
    assert [(p.file, p.line) for p in reading.problems] == [("a.txt.meta.yaml", line)]


def test_a_kept_document_takes_its_metadata_anew() -> None:
    data = b"---\ntitle: Front\n---\nText.\n"
    before = read_bytes(data, "a.md", b"publisher: Old\n").document
    after = read_bytes(data, "a.md", b"publisher: New\n", cached=lambda name, sha: before if sha == before.sha256 else None).document
    assert (after.title, after.publisher, after.blocks) == ("Front", "New", before.blocks)

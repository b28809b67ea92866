"""PDF: pages, paragraphs, running heads, broken files."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from offsets import assert_offsets, read
from pdf_maker import make_pdf
from pypdf import PdfReader, PdfWriter

from atodds.errors import SourceError
from atodds.read import read_bytes

PAGE_1 = [
    "Annual report 2023",
    "The year of the flood",
    "The dam held for nine days, although the lake stood at its highest",
    "mark since 1950, and 2,300 houses were damaged.",
    "Nobody had expected it.",
    "1. Damage",
    "Bridges were lost in four towns (twelve of them for good), and the",
    "railway was closed until May.",
    "1",
]
PAGE_2 = [
    "Annual report 2023",
    "Repairs will take three years and cost 1.2 billion, the ministry of",
    "works said.",
    "2",
]


def test_pages_paragraphs_and_running_heads() -> None:
    document = read(make_pdf([PAGE_1, PAGE_2], {"Title": "The flood", "Author": "Ann Lee", "CreationDate": "D:20240506100000Z"}), "a.pdf")
    assert [(b.kind, b.page, b.text) for b in document.blocks] == [
        ("boilerplate", 1, "Annual report 2023"),
        ("heading", 1, "The year of the flood"),
        ("paragraph", 1, " ".join(PAGE_1[2:4])),
        ("paragraph", 1, PAGE_1[4]),
        ("heading", 1, "1. Damage"),
        ("paragraph", 1, " ".join(PAGE_1[6:8])),
        ("boilerplate", 1, "1"),
        ("boilerplate", 2, "Annual report 2023"),
        ("paragraph", 2, " ".join(PAGE_2[1:3])),
        ("boilerplate", 2, "2"),
    ]
    assert (document.title, document.author, document.published) == ("The flood", "Ann Lee", dt.date(2024, 5, 6))
    assert document.media_type == "application/pdf"
    assert_offsets(document)


@pytest.mark.parametrize("title", ["Microsoft Word - report.docx", "untitled", "report.indd", "Document1"])
def test_titles_of_programs_are_none(title: str) -> None:
    assert read(make_pdf([["Some words of a page."]], {"Title": title}), "a.pdf").title is None


@pytest.mark.parametrize("date", ["D:2024", "nonsense", "D:99999999999999"])
def test_broken_dates_are_unknown(date: str) -> None:
    document = read(make_pdf([["Some words of a page."]], {"CreationDate": date}), "a.pdf")
    assert document.published is None or document.published == dt.date(2024, 1, 1)


GOOD = make_pdf([PAGE_1])


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"not a pdf at all, but words",
        GOOD[:200],
        GOOD[: len(GOOD) // 2],
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        make_pdf([PAGE_1], kids="2 0 R"),
        make_pdf([PAGE_1], kids="99 0 R"),
        make_pdf([]),
        make_pdf([[]]),
    ],
    ids=["head-only", "words", "short", "half", "noise", "loop", "missing-page", "no-pages", "no-text"],
)
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.pdf")
    assert caught.value.file == "a.pdf"
    assert caught.value.advice


def encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_encrypted_file_is_refused_and_one_that_opens_without_password_is_read() -> None:
    with pytest.raises(SourceError, match="encrypted"):
        read(encrypted("secret"), "a.pdf")
    assert "nine days" in read(encrypted(""), "a.pdf").text


def test_one_broken_page_is_a_problem_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PageObject

    original = PageObject.extract_text

    def extract(page: PageObject) -> str:
        words = original(page)
        if "Repairs" in words:
            raise ValueError("bad stream")
        return words

    monkeypatch.setattr(PageObject, "extract_text", extract)
    reading = read_bytes(make_pdf([PAGE_1, PAGE_2]), "a.pdf")
    assert [p.message for p in reading.problems] == ["page 2 cannot be read: bad stream"]
    assert {b.page for b in reading.document.blocks} == {1}

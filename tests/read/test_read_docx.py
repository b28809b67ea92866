"""Word files: structure, tracked changes, broken and hostile files."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from offsets import assert_offsets, cells, outline, read

from atodds.errors import SourceError


def save(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def example() -> Any:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "The flood", "Ann Lee"
    document.add_heading("The flood", 0)
    document.add_heading("Damage", 1)
    document.add_paragraph("Some 2,300 houses were ").add_run("damaged").bold = True
    document.add_paragraph().add_run("The bridges").bold = True
    document.add_paragraph("Upper: 12", style="List Bullet")
    document.add_paragraph("• Lower: 9")
    document.add_paragraph("We counted 12.", style="Quote")
    table = document.add_table(2, 3)
    for row, words in zip(table.rows, [("Station", "Rain", ""), ("Upper", "120", "95")], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    document.sections[0].header.paragraphs[0].text = "Running head 5"
    return document


def test_structure() -> None:
    document = read(save(example()), "a.docx")
    assert outline(document) == [
        ("heading", 1, "The flood"),
        ("heading", 1, "Damage"),
        ("paragraph", 0, "Some 2,300 houses were damaged"),
        ("heading", 2, "The bridges"),
        ("list_item", 1, "Upper: 12"),
        ("list_item", 1, "Lower: 9"),
        ("quote", 0, "We counted 12."),
        ("table", 0, ""),
    ]
    head = [("Station", True), ("Rain", True), ("Rain", True)]
    assert cells(document) == [[head, [("Upper", False), ("120", False), ("95", False)]]]
    assert (document.title, document.author, document.published) == ("The flood", "Ann Lee", None)
    assert_offsets(document)


def test_inserted_words_count_and_deleted_ones_do_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Deaths: ")
    for tag, text_tag, words in (("w:del", "w:delText", "41"), ("w:ins", "w:t", "57")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert read(save(document), "a.docx").text == "Deaths: 57"


def test_paragraphs_inside_content_controls_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Inside a control: 5")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addprevious(control)
    content.append(paragraph._p)
    control.append(content)
    assert control.find(qn("w:sdtContent")) is not None
    assert read(save(document), "a.docx").text == "Inside a control: 5"


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def rewritten(change: tuple[bytes, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(save(example()))) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["word/document.xml"] = entries["word/document.xml"].replace(*change)
    return zipped(entries)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"words, and no archive", "not a Word file"),
        (save(example())[:2000], "not a Word file"),
        (zipped({"a.txt": b"x"}), "not a Word file"),
        (rewritten((b"<w:body>", b"<w:body")), "not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old .doc file"),
        (zipped({"word/document.xml": b"\0" * 210_000_000}), "unpacks to 210 MB"),
        (save(docx.Document()), "no text"),
    ],
    ids=["words", "cut", "other-zip", "broken-xml", "old-doc", "bomb", "empty"],
)
def test_broken_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(data, "a.docx")
    assert caught.value.file == "a.docx"
    assert caught.value.advice


def test_entities_are_not_expanded() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    data = rewritten((b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", entity))
    data_with_use = data
    document = read(data_with_use, "a.docx")
    assert "2,300" in document.text

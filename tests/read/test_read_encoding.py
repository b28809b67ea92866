"""Encodings, and bytes that are no text."""

from __future__ import annotations

import codecs

import pytest
from offsets import assert_offsets, read

from atodds.errors import SourceError

FRENCH = "Le théâtre a été fermé pendant l'été. La forêt brûlée s'étend sur 40 km², près de la côte. Où sont passés les élèves ?\n" * 3
RUSSIAN = "Землетрясение разрушило более двух тысяч домов. По данным министерства, погибли сорок один человек.\n" * 3
CHINESE = "地震摧毁了两千多座房屋。据该部称,有四十一人遇难,数百人受伤。救援人员仍在搜寻幸存者。\n" * 3
ENGLISH = "The dam held – “just”, said the mayor’s office. It cost £5.\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "latin-1"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (CHINESE, "gb18030"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (RUSSIAN, "utf-8-sig"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert read(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8])
def test_byte_order_mark_is_dropped(mark: bytes) -> None:
    assert read(mark + b"---\ntitle: T\n---\nText.\n").text == "Text.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4\n...", "this is a PDF"),
        (b"PK\x03\x04" + b"x" * 50, "this is a ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "this is a picture"),
        (bytes(range(256)) * 20, "binary data|not recognised"),
        (bytes(i * 37 % 251 for i in range(5000)), "binary data|not recognised"),
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x00" * 500, "empty"),
        (b"---\n---\n", "no text"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_is_no_text_is_refused(data: bytes, message: str, name: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(data, name)
    assert caught.value.file == name
    assert caught.value.advice


def test_odd_characters_are_kept_or_replaced_one_for_one() -> None:
    source = "A\u200bb \u202e5 km\u202c \u2066x\u2069 and\x00 end\u00a0here.\n"
    document = read(source, "a.txt")
    assert document.text == source.replace("\x00", "\ufffd")
    assert_offsets(document)


def test_lone_surrogates_do_not_reach_the_text() -> None:
    document = read(b"A surrogate \xed\xa0\x80 in a file of 5 lines.\n", "a.txt")
    document.text.encode("utf-8")

"""Web pages: main text, structure, metadata, hostile markup."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from offsets import assert_offsets, cells, outline, read

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dam holds after flood | Valley Herald</title>
<meta property="og:site_name" content="Valley Herald"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-06T10:00:00Z"><link rel="canonical" href="https://herald.example/dam">
<style>p{}</style><script>var houses = 77;</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News 24</a></li></ul></nav>
<article><h1>Dam holds after flood</h1>
<p>The dam <b>held</b> on Monday after 120&nbsp;mm of rain fell in a day, the ministry said.<sup><a href="#n1">1</a></sup></p>
<h2>Damage</h2><p>Some 2,300 houses were damaged across an area of 40 km<sup>2</sup>, for the 20<sup>th</sup> time.<sup>3</sup></p>
<ul><li>Bridges: 12</li><li>Roads closed: <em>7</em><ul><li>of them main roads: 2</li></ul></li></ul>
<table><caption>Rain by station</caption><tr><th>Station</th><th colspan="2">Rain, mm</th></tr>
<tr><td rowspan="2">Upper</td><td>day</td><td>120</td></tr><tr><td>night</td><td>95</td></tr></table>
<blockquote><p>We counted 12 dead, said the mayor.</p></blockquote>
<dl><dt>Founded</dt><dd>1950</dd></dl>
<p>The lake has fallen by two metres since, and the towns below it are dry.</p></article>
<aside><h3>Most read</h3><a href="x">Dog bites 5 men</a></aside><footer>Copyright 2024 Herald</footer></body></html>"""


def test_main_text_and_structure() -> None:
    document = read(PAGE, "a.html")
    assert outline(document) == [
        ("heading", 1, "Dam holds after flood"),
        ("paragraph", 0, "The dam held on Monday after 120 mm of rain fell in a day, the ministry said."),
        ("heading", 2, "Damage"),
        ("paragraph", 0, "Some 2,300 houses were damaged across an area of 40 km², for the 20th time."),
        ("list_item", 1, "Bridges: 12"),
        ("list_item", 1, "Roads closed: 7"),
        ("list_item", 2, "of them main roads: 2"),
        ("paragraph", 0, "Rain by station"),
        ("table", 0, ""),
        ("quote", 0, "We counted 12 dead, said the mayor."),
        ("list_item", 1, "Founded: 1950"),
        ("paragraph", 0, "The lake has fallen by two metres since, and the towns below it are dry."),
    ]
    assert cells(document) == [
        [
            [("Station", True), ("Rain, mm", True), ("Rain, mm", True)],
            [("Upper", False), ("day", False), ("120", False)],
            [("Upper", False), ("night", False), ("95", False)],
        ]
    ]
    for row in next(b for b in document.blocks if b.kind == "table").rows:
        assert [document.text[c.start : c.end] for c in row] == [c.text for c in row]
    assert_offsets(document)


def test_metadata() -> None:
    document = read(PAGE, "a.htm")
    assert (document.title, document.publisher, document.author) == ("Dam holds after flood", "Valley Herald", "Ann Lee")
    assert (document.published, document.url) == (dt.date(2024, 5, 6), "https://herald.example/dam")


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    document = read(
        "<html><body><h1>The flood</h1><p>" + "On 6 May 2019 the dam held, and nobody was hurt. " * 5 + "</p></body></html>", "a.html"
    )
    assert document.published is None


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("latin-1", '<meta charset="iso-8859-1">'),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("utf-16", ""),
        ("gb18030", '<meta charset="gb2312">'),
    ],
)
def test_declared_encodings(encoding: str, head: str) -> None:
    words = {"cp1251": "Плотина выдержала", "gb18030": "大坝坚持住了"}.get(encoding, "Le théâtre fermé")
    page = f"<html><head>{head}<title>T</title></head><body><p>{words}: 5 km of it, said the office of the mayor.</p></body></html>"
    assert words in read(page.encode(encoding), "a.html").text


@pytest.mark.parametrize(
    "page", ["<p>Twelve died.</p>", "Twelve died.", "<div>Twelve died.<div>", "<body><nav>x 9</nav>Twelve <b>died</b>."]
)
def test_short_pages_are_read_line_by_line(page: str) -> None:
    assert [b.text for b in read(page, "a.html").blocks] == ["Twelve died."]


WORDS = "<p>" + "Twelve houses were lost in the flood of 2021, said the mayor of the town. " * 4 + "</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 1_000_000 + WORDS,
        "<html><body>" + WORDS + "<b>" * 1_000_000 + "x",
        "<html><body>" + WORDS + "<ul><li>" * 100_000 + "x",
        "<html><body>" + WORDS + "<table><tr><td>" * 50_000 + "x",
        "<html><body>" + WORDS + "<!--" * 100_000,
        "<html><body>" + WORDS + "<table>" + '<tr><td rowspan="99999" colspan="99999">x' * 2_000 + "</table>",
        WORDS + "&#xD800;&#0;&#x1F600;" * 1000,
    ],
    ids=["div", "b", "list", "table", "comment", "spans", "entities"],
)
def test_hostile_markup_is_read_in_bounded_time(page: str) -> None:
    begin = time.monotonic()
    document = read(page, "a.html")
    assert "Twelve houses were lost" in document.text
    document.text.encode("utf-8")
    assert time.monotonic() - begin < 20  # seconds; a tenth of it is usual


@pytest.mark.parametrize("page", ["<html></html>", "<script>var x = 5</script>", "<!-- 5 -->", "<img src=x>"])
def test_pages_without_words_are_refused(page: str) -> None:
    from atodds.errors import SourceError

    with pytest.raises(SourceError, match="no text"):
        read(page, "a.html")

"""Bytes and words that nobody would write: every reader, the YAML, the grammar of numbers and the check of a draft take them.

No crash but the errors that are meant, no hang: the time for four times the input is about four times the time.
"""

import io
import logging
import math
import random
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read.pdf_maker import make_pdf

from atodds.check import draft_of
from atodds.curation import load_curation
from atodds.errors import AtOddsError
from atodds.extract.values import find_values
from atodds.read import read_bytes

for _name in ("trafilatura", "pypdf"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they log all that is none, and pytest keeps what is logged
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
# How much longer four times the input may take: 4 where it is linear, 16 where it is the square; between them lies noise.
LINEAR = 8.0
# Times below this many seconds are noise.
NOISE = 0.05


def word_file():
    out = io.BytesIO()
    document = docx.Document()
    document.add_heading("Fire", 1)
    document.add_paragraph("Twelve houses were lost on 3 May 2021.")
    document.add_table(2, 2).cell(0, 0).text = "Dead"
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WORD = word_file()
PAGE = b"<html><head><meta charset=utf-8><title>T</title></head><body><h1>Fire</h1><p>Twelve <b>houses</b>.<table><tr><td>1<td>2</table>"
SEEDS = {
    "a.txt": b"Fire\n\nTwelve houses were lost on 3 May 2021.\n\n- one\n- two\n\na\tb\n1\t2\n",
    "a.md": b"---\ntitle: Fire\npublished: 2021-05-04\n---\n# Fire\n\nThe **houses** [were](x) lost.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a.html": PAGE,
    "a.pdf": make_pdf([["Fire", "Twelve houses were lost on 3 May 2021."], ["Page two."]]),
}


@st.composite
def damaged(draw, seed):
    """A file with some bytes changed, cut out, repeated or put in."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 5))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        data[at : at + length] = draw(st.binary(max_size=20) | st.just(bytes(data[at : at + length]) * 3))
    return bytes(data)


def whole(data, name):
    """Read it; a document that comes out can be stored, and every block maps back into its text."""
    try:
        document = read_bytes(data, name).document
    except AtOddsError as error:
        assert error.message  # noqa: PT017 - said in words; that is what is asked
        return
    document.text.encode("utf-8")
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files(name):
    @BOUNDED
    @given(damaged(SEEDS[name]) | st.binary(max_size=300))
    def check(data):
        whole(data, name)

    check()


@BOUNDED
@given(damaged(WORD["word/document.xml"]), st.sampled_from(["word/document.xml", "word/styles.xml", "[Content_Types].xml"]))
def test_damaged_word_files(xml, part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {**WORD, part: xml}.items():
            archive.writestr(name, data)
    whole(out.getvalue(), "a.docx")


YAML = b"aliases:\n  - [A, B]\nclaims:\n  - document: a.md\n    quote: Twelve died.\n    value: 12\npairs:\n  same: []\n"


@BOUNDED
@given(damaged(YAML) | st.binary(max_size=80))
def test_damaged_yaml(tmp_path, data):
    (tmp_path / "x.yaml").write_bytes(data)
    _, problems = load_curation(tmp_path)
    assert all(p.file and p.message for p in problems)
    whole(b"Twelve houses.", "a.txt")
    try:
        read_bytes(b"Twelve houses.", "a.md", data)  # the same bytes as a sidecar
    except AtOddsError as error:
        assert error.message  # noqa: PT017


PIECES = (
    *(
        "1",
        "22",
        "3.5",
        "1,234",
        "0",
        "00",
        "1e9",
        "½",
        "٣",
        "²",
        "%",
        "$",
        "€",
        "£",
        "¥",
        "-",
        "–",
        "+",
        "/",
        ":",
        ",",
        ".",
        "(",
        ")",
        "~",
        "°C",
    ),
    *(
        "million",
        "billion",
        "m",
        "bn",
        "km",
        "per",
        "cent",
        "percent",
        "people",
        "times",
        "fold",
        "a",
        "third",
        "of",
        "to",
        "and",
        "between",
    ),
    *(
        "about",
        "more than",
        "nearly",
        "up to",
        "at least",
        "dozens",
        "hundred",
        "twenty",
        "one",
        "first",
        "ranked",
        "May",
        "2021",
        "in",
        "by",
    ),
    *(
        "yesterday",
        "Monday",
        "quarter",
        "Q3",
        "FY",
        "decade",
        "century",
        "BC",
        "\u200b",
        "\u202e",
        "\u00a0",
        "\n",
        "é",
        "十",
        "万",
        "\ufffd",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", ""]))
def test_any_words_give_values_that_stand_in_them(words, between):
    text = between.join(words)
    last = 0
    for m in find_values(text):
        assert last <= m.start <= m.core_start < m.core_end <= m.end <= len(text)
        last = m.end
        if m.value.kind == "quantity":
            assert not math.isnan(m.value.low)
            assert m.value.low <= m.value.high


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_values_or_none(text):
    for m in find_values(text):
        assert 0 <= m.start < m.end <= len(text)


def seconds(function, argument):
    best = math.inf
    for _ in range(2):
        begin = time.process_time()
        function(argument)
        best = min(best, time.process_time() - begin)
    return best


def assert_linear(function, make, size):
    function(make(100))  # what is loaded once is not counted
    short = seconds(function, make(size))
    long = seconds(function, make(4 * size))
    assert long < LINEAR * max(short, NOISE), f"{short:.2f} s for {size}, {long:.2f} s for {4 * size}"


UNITS = [
    "1 ",
    "1",
    "1,",
    "1.",
    "a ",
    "$",
    "1-",
    "1/",
    "(",
    "twenty ",
    "hundred and ",
    "1 to ",
    "about ",
    "more than ",
    "1 million ",
    "Q",
    "May ",
    "½",
    " ",
]
UNITS += ["between 1 and ", "per ", "2021-", "1:", "of the ", "–", "'", "%", "1 km ", "1st ", "third of a ", "in the ", "\u200b", "é"]


@pytest.mark.parametrize("unit", UNITS)
def test_the_grammar_of_numbers_is_linear(unit):
    assert_linear(find_values, lambda n: unit * (n // len(unit)), 4_000)


LINES = [
    "*",
    "_",
    "[",
    "](",
    "`",
    "<",
    "<!--",
    "|",
    "> ",
    "- ",
    "1. ",
    "#",
    "&",
    "\\",
    "**a ",
    "[a](",
    "<a href=",
    "(",
    '"',
    "x ",
    ". ",
    "A. ",
]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_readers_are_linear(name):
    def read(text):
        try:
            read_bytes(b"Twelve houses. " + text.encode(), name)
        except AtOddsError:
            return

    for unit in LINES:
        assert_linear(read, lambda n, unit=unit: unit * (n // len(unit)), 10_000)


@pytest.mark.parametrize(
    "unit", [b"<w:p/>", b"<w:r>", b"<w:p><w:r><w:t>Twelve houses. </w:t></w:r></w:p>", b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]
)
def test_word_files_are_linear(unit):
    xml = WORD["word/document.xml"]
    at = xml.index(b"<w:sectPr")

    def read(parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in {**WORD, "word/document.xml": xml[:at] + parts + xml[at:]}.items():
                archive.writestr(name, data)
        whole(out.getvalue(), "a.docx")

    assert_linear(read, lambda n: unit * (n // len(unit)), 10_000)


DRAWN = [
    b"0 g\n",
    b"(a) Tj\n",
    b"<41> Tj ",
    b"[(a) 5 (b)] TJ ",
    b"(",
    b"[",
    b"<<",
    b"<",
    b"q ",
    b"1 ",
    b"BT ",
    b"/F1 12 Tf ",
    b"% ",
    b"\\(",
]
DRAWN += [b"BI ", b"BI ID ", b"EI ", b"1 0 0 1 0 0 cm ", b"0 -14 Td (a) Tj ", b"T* ", b"/X Do ", b"a'"]


@pytest.mark.parametrize("unit", DRAWN)
def test_pages_of_pdf_are_linear(unit):
    """What a page draws: instructions, strings, dictionaries and pictures, begun and not ended."""

    def read(parts):
        whole(make_pdf([["Twelve houses."]]).replace(b"\nET", b"\n" + parts + b"\nET"), "a.pdf")

    assert_linear(read, lambda n: unit * (n // len(unit)), 10_000)


TORN = [
    b"1 0 obj\n",
    b"obj\n",
    b"endobj\n",
    b"xref\n",
    b"0 1\n",
    b"trailer\n",
    b"trailer\n<<",
    b"startxref\n",
    b"startxref\n9\n",
    b"%%EOF\n",
]
TORN += [b"<<", b"[", b"(", b"<", b"/A", b"stream\n", b"\n", b" ", b"\x00", b"9 0 obj\n<</Type/ObjStm>>\n"]


@pytest.mark.parametrize("unit", TORN)
def test_torn_pdf_files_are_linear(unit):
    """What stands between the objects of a file and behind them, where pypdf looks for what is missing."""
    good = make_pdf([["Twelve houses."]])
    cut = good.index(b"xref\n")

    def read(parts):
        whole(good[:cut] + parts, "a.pdf")
        whole(good[:cut] + parts + good[cut:], "a.pdf")

    assert_linear(read, lambda n: unit * (n // len(unit)), 10_000)


PAGES = [
    "<sup>1</sup>x ",
    "<a class=footnote>1</a>x ",
    "<b>a</b> ",
    "<i>a</i><b>b</b>",
    "<p>a",
    "<li>a",
    "<td>a",
    "<tr><td>a",
    "<br>a",
    "<a href=x>a</a> ",
]
PAGES += [
    "<table><tr><td colspan=9 rowspan=9>a",
    "<code>a</code> ",
    "<del>a</del> ",
    "<sub>2</sub>a",
    "<span>a</span> ",
    "<ul><li>a</ul>",
    "<h2>a</h2>",
]


@pytest.mark.parametrize("unit", PAGES)
def test_pages_of_tags_are_linear(unit):
    def read(tags):
        whole(b"<html><body><p>Twelve houses were lost.</p>" + tags.encode(), "a.html")

    assert_linear(read, lambda n: unit * (n // len(unit)), 10_000)


@pytest.mark.parametrize("unit", ["[", "{", "- ", "&a ", "*a ", "a: ", '"', "? ", "  - [A, B]\n", "%", "\t"])
def test_yaml_is_linear(tmp_path, unit):
    def read(text):
        (tmp_path / "x.yaml").write_text("aliases:\n" + text, "utf-8")
        _, problems = load_curation(tmp_path)
        assert all(p.file and p.message for p in problems)

    assert_linear(read, lambda n: unit * (n // len(unit)), 4_000)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_drafts_of_any_bytes(name):
    """What `atodds check` is given: read or refused in words, with lines that lie in the file."""
    chance = random.Random(5)
    for _ in range(60):
        seed = bytearray(SEEDS[name])
        for _ in range(4):
            at = chance.randrange(len(seed))
            seed[at : at + chance.randrange(8)] = chance.randbytes(chance.randrange(8))
        try:
            draft = draft_of(bytes(seed), name)
        except AtOddsError as error:
            assert error.message  # noqa: PT017
            continue
        draft.document.text.encode("utf-8")

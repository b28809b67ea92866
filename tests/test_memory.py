"""Reading and extracting take no more memory than ten times the input, whatever it holds, and a fixed allowance for its parts.

Each case has a process of its own. It reads something small first, so that what is loaded once is not counted; then the peak of its memory
is taken against what it holds (Linux tells both).
"""

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib

import docx
import pytest
from read.pdf_maker import file_of

from atodds.read import docx as word_files
from atodds.read.bounds import MAX_PARTS
from atodds.read.html import MAX_TAGS
from atodds.read.html_tree import MAX_STRETCHES
from atodds.read.pdf import MAX_PAGE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.path.exists("/proc/self/clear_refs"), reason="only Linux tells the peak of a process from a point on"),
]
MB = 1_000_000
# The promise: so many times the input, unpacked where it is packed.
TIMES = 10
# A document may have `MAX_PARTS` lines, cells and marks, each of which takes up to 4 kB while it is read (`atodds.read.bounds`); of XML
# `MAX_TAGS` of 160 bytes; a page of a PDF `MAX_PAGE` bytes that take 130 each. No more than this is needed for any of the three.
PARTS = 420 * MB
# trafilatura keeps copies of the tree of a page while it looks for the main text. In the 20 MB that a file may have, that is no more
# than ten times and what is allowed for parts.
TIMES_HTML = 20
# Where a document has few parts: buffers of libraries, and the room that Python's allocator keeps.
FEW = 20 * MB

READ = """
import json, sys
from atodds.errors import SourceError
from atodds.read import read_bytes
name, small, large = sys.argv[1:]

def of_process(key):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) * 1024

def work(path):
    try:
        return len(read_bytes(open(path, "rb").read(), name).document.text)
    except SourceError as error:
        return error.message

work(small)
with open("/proc/self/clear_refs", "w") as peak:
    peak.write("5")  # from here on
before = of_process("VmRSS")
found = work(large)
print(json.dumps([of_process("VmHWM") - before, found]))
"""


def taken(script, tmp_path, name, small, large):
    """The most bytes that a process held at once for the large one, and what it said."""
    paths = [tmp_path / "small", tmp_path / "large"]
    for path, data in zip(paths, (small, large), strict=True):
        path.write_bytes(data)
    done = subprocess.run([sys.executable, "-c", script, name, *map(str, paths)], capture_output=True, text=True, check=True, timeout=550)
    return json.loads(done.stdout.splitlines()[-1])


def word(paragraphs):
    """A Word file with these paragraphs in it, and its size when it is unpacked."""
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    xml = entries["word/document.xml"]
    at = xml.index(b"<w:sectPr")
    entries["word/document.xml"] = xml[:at] + paragraphs + xml[at:]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue(), sum(map(len, entries.values()))


def page(instructions, forms=()):
    """A PDF of one page with these instructions, and forms that it may draw; its size when it is unpacked."""
    font = b"/Font << /F1 5 0 R >>"
    drawn = b" ".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(len(forms)))
    resources = b"/Resources << %s /XObject << %s >> >>" % (font, drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources,
        stream(b"", b"BT /F1 12 Tf 60 780 Td (Twelve houses) Tj " + instructions + b" ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources, form) for form in forms),
    ]
    data = file_of(objects)
    return data, len(instructions) + sum(map(len, forms)) + len(data)


def stream(entries, data):
    packed = zlib.compress(data, 9)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


SENTENCE = b"Twelve houses were lost in the fire on Monday, and nobody knows how it began. "
SIZE = 3 * MB


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_prose_is_read_in_ten_times_its_size(tmp_path, name):
    def made(number):
        told = [b"%d: " % n + SENTENCE * 12 for n in range(number)]
        match name.rpartition(".")[2]:
            case "html":
                page_of_web = b"<html><body><h1>Fire</h1>" + b"".join(b"<p>" + words + b"</p>\n" for words in told)
                return page_of_web, len(page_of_web)
            case "docx":
                return word(b"".join(b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>" for words in told))
            case "pdf":  # in one page there is room for so much
                return page(b"".join(b"0 -14 Td (" + words + b") Tj " for words in told[: MAX_PAGE // (len(told[-1]) + 30)]))
        return b"\n\n".join(told), sum(map(len, told))

    large, size = made(SIZE // (12 * len(SENTENCE)))
    bytes_taken, said = taken(READ, tmp_path, name, made(2)[0], large)
    assert isinstance(said, int), said
    assert bytes_taken < (TIMES_HTML if name == "a.html" else TIMES) * size + FEW


MOST = MAX_PARTS - 10
AT_THE_LIMIT = {
    "lines": ("a.txt", b"a\n" * MOST),
    "paragraphs": ("a.txt", b"a\n\n" * MOST),
    "cells": ("a.txt", b"a\tb\n" * (MOST // 2)),
    "list": ("a.md", b"- a\n" * MOST),
    "paragraphs of Markdown": ("a.md", b"a\n\n" * MOST),
    "emphasis": ("a.md", (b"*a* " * 4_000 + b"\n\n") * (MOST // 8_001)),
    "tables": ("a.md", b"|a|b|\n|-|-|\n|1|2|\n\n" * (MOST // 12)),
    "paragraphs of HTML": ("a.html", b"<p>a</p>" * (MAX_TAGS // 2)),
    "open paragraphs": ("a.html", b"<p>Twelve houses" * (MAX_TAGS - 1)),
    "bold": ("a.html", b"<p>Twelve houses</p>" + b"<b>a</b> " * (MAX_TAGS // 2 - 1)),
    "a little bold": ("a.html", (b"<p>" + b"<b>a</b> " * MAX_STRETCHES) * (MAX_TAGS // (2 * MAX_STRETCHES + 1))),
    "cells of HTML": ("a.html", b"<table><tr>" + b"<td>a" * (MAX_TAGS - 2)),
    "nesting": ("a.html", b"<p>Twelve houses</p>" + b"<div>a" * (MAX_TAGS - 2)),
}


def told(case):
    return case if isinstance(case, str) else None


@pytest.mark.parametrize("case", AT_THE_LIMIT)
def test_as_many_parts_as_there_may_be(tmp_path, case):
    """The worst that is still read: tiny parts, as many as the limits let through."""
    name, large = AT_THE_LIMIT[case]
    bytes_taken, said = taken(READ, tmp_path, name, b"Twelve houses.\n", large)
    assert isinstance(said, int), said
    assert bytes_taken < TIMES * len(large) + PARTS


@pytest.mark.parametrize("case", AT_THE_LIMIT)
def test_more_parts_than_there_may_be(tmp_path, case):
    """A few MB of the same: refused in words, or read in another way, in no more memory."""
    name, large = AT_THE_LIMIT[case]
    large *= -(-SIZE // len(large)) + 1
    bytes_taken, said = taken(READ, tmp_path, name, b"Twelve houses.\n", large)
    assert bytes_taken < TIMES * len(large) + PARTS
    assert isinstance(said, int) or "more than" in said


SPAN = b'<w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>'
WORD = {
    "paragraphs": b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * MOST,
    "too many paragraphs": b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (2 * MOST),
    "tags": b"<w:p/>" * (word_files.MAX_TAGS - 100_000),
    "too many tags": b"<w:p/>" * (2 * word_files.MAX_TAGS),
    "long cells that span": b"<w:tbl><w:tr>" + SPAN % (SENTENCE * 100) * 300 + b"</w:tr></w:tbl>",
}


@pytest.mark.parametrize("case", WORD)
def test_word_files_of_many_parts(tmp_path, case):
    large, size = word(WORD[case])
    bytes_taken, said = taken(READ, tmp_path, "a.docx", word(WORD["paragraphs"][:340])[0], large)
    assert bytes_taken < TIMES * size + PARTS
    assert case.startswith("too") == (isinstance(said, str) and "more than" in said)


PAGES = {
    "colours": page(b"0 g\n" * (MAX_PAGE // 4 - 50)),
    "states": page(b"q " * (MAX_PAGE // 2 - 50)),
    "letters": page(b"(a) Tj\n" * (MAX_PAGE // 7 - 50)),
    "too many colours": page(b"0 g\n" * (2 * MAX_PAGE // 4)),
    "too many forms": page(b"/X0 Do " * 1_000, [b"0 g\n" * 1_000]),
    "too many forms in forms": page(b"/X0 Do " * 50, [b"/X%d Do " % (n + 1) * 50 for n in range(8)] + [b"0 g\n"]),
    "too many of itself": page(b"/X0 Do", [b"/X0 Do"]),
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_of_many_instructions(tmp_path, case):
    large, size = PAGES[case]
    bytes_taken, said = taken(READ, tmp_path, "a.pdf", page(b"(a) Tj")[0], large)
    assert bytes_taken < TIMES * size + PARTS
    assert case.startswith("too") == (isinstance(said, str) and "more than" in said)


EXTRACT = READ.replace(
    "def work(path):",
    """from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
LEXICON = Lexicon.load()

def work(path):
    return len(extract(read_bytes(open(path, "rb").read(), name).document, LEXICON))

def read_only(path):""",
)
# A claim with its quote, features and what Python keeps beside them: they are the result. Measured at 14.6 kB.
CLAIM = 18_000
# What the parser takes for one batch (`atodds.extract.parse.BATCH_CHARACTERS` characters, 4 kB each), and what is remembered of words.
PARSER = 200 * MB


@pytest.mark.parametrize(
    "text",
    [
        (SENTENCE * 12 + b"\n\n") * 320,
        b"and then 212 died " * 17_000,
        b"The 212 died. " * 1_500,
        b"1 " * 150_000,
        b"x" * 300_000,
        b"- Fire\n" * 40_000,
    ],
    ids=["prose", "no end", "figures", "numbers", "one word", "list"],
)
def test_extraction_takes_ten_times_the_input_and_its_claims(tmp_path, text):
    bytes_taken, claims = taken(EXTRACT, tmp_path, "a.txt", SENTENCE * 40, text)
    document = PARTS if text.count(b"\n") > MAX_PARTS // 3 else 0
    assert bytes_taken < TIMES * len(text) + CLAIM * claims + PARSER + document

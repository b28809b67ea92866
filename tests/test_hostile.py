"""Documents made to harm: through the whole chain with the real parser, and what readers do with bombs."""

import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib

import docx
import pytest
from click.testing import CliRunner

from atodds.cli import cli
from atodds.errors import SourceError
from atodds.read import fetch as fetching
from atodds.read import read_bytes
from atodds.run import run
from atodds.store import Store
from atodds.workspace import Workspace

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
HOSTILE = {
    "script.html": f"<html><head><title>{SCRIPT}</title></head><body><h1 onclick=alert(1)>Ferry</h1>{SCRIPT}"
    "<p>The death toll of the ferry rose to 226, said <a href='javascript:alert(1)'>the mayor</a>.</p></body></html>",
    "markup.md": f"# {SCRIPT}\n\nThe death toll of the ferry <b onmouseover=alert(1)>rose</b> to 231 {SCRIPT}.\n",
    "bidi.txt": "The death toll of the ferry rose to \u202e212\u202c, said \u2066the mayor\u2069.\n",
    "zero-width.txt": "The death\u200b toll of the ferry rose to 2\u200b13, said the\ufeff mayor.\n",
    "nul.txt": "The death toll of the ferry rose to 214\x00, said the mayor.\n",
    "escape.txt": "The death toll \x1b[31mof the ferry\x1b[0m rose to 215, said the mayor\x07.\n" + "Words of no interest. " * 300,
    "combining.txt": "The death toll of the ferry rose to 216, said Z" + "\u0301" * 5_000 + ".\n",
    "formula.md": "=cmd|'/c calc'!A1 counted 217 dead.\n\nThe death toll of the ferry rose to 217.\n",
}
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\x1b\x07]")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("hostile"))
    for name, text in HOSTILE.items():
        (workspace.sources / name).write_text(text, "utf-8")
    (workspace.sources / "surrogates.txt").write_bytes(b"The death toll of the ferry rose to 218 \xed\xa0\x80 said the mayor.\n")
    return workspace, run(workspace)


def loaded(workspace):
    with Store.open(workspace.database) as store:
        return store.load()


def test_quotes_are_verbatim_whatever_they_hold(attacked):
    workspace, done = attacked
    result = loaded(workspace)
    texts = {d.id: d.text for d in result.documents}
    assert texts.keys() == {*HOSTILE, "surrogates.txt"}
    assert not done.problems
    values = {(c.document, c.value_text) for c in result.claims}
    assert {("script.html", "226"), ("bidi.txt", "212"), ("nul.txt", "214"), ("surrogates.txt", "218")} <= values
    assert all(texts[c.document][c.start : c.start + len(c.quote)] == c.quote for c in result.claims)
    assert CliRunner().invoke(cli, ["doctor", "-C", str(workspace.root)]).exit_code == 0


def test_scripts_are_text_in_reports(attacked):
    workspace, _ = attacked
    page = (workspace.reports / "latest" / "report.html").read_text("utf-8")
    assert "226" in page
    assert not re.search(r"<script>document|<img src=x|onerror=alert\(1\)>|href=.?javascript:|<b onmouseover", page)
    assert "Content-Security-Policy" in page or "<script" not in page


def test_the_terminal_is_not_steered(attacked):
    workspace, _ = attacked
    for command in (["findings"], ["claims"], ["documents"], *(["show", c.id] for c in loaded(workspace).claims[:20])):
        shown = CliRunner().invoke(cli, [*command, "-C", str(workspace.root)])
        assert shown.exit_code == 0
        assert not BIDI.search(shown.output), command


def test_exports_are_valid(attacked):
    workspace, _ = attacked
    json.loads((workspace.reports / "findings.json").read_text("utf-8"))
    for table in workspace.reports.rglob("*.csv"):
        assert not [line for line in table.read_text("utf-8").splitlines() if re.match(r'"?[=+@]', line)], table


# --- bombs ---


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_file():
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Twelve houses were lost.")
    document.save(out)
    return out.getvalue()


def test_a_zip_bomb_that_lies_about_its_size():
    """The directory says ten bytes; what is unpacked is held to that, not to what the stream would give."""
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    bomb = bytearray(zipped({**entries, "word/document.xml": b" " * 150_000_000}))
    true, small = (150_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert bomb.count(true) == 2  # the local header and the directory
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="not a Word file"):
            read_bytes(bytes(bomb.replace(true, small)), "a.docx")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_of_many_files():
    data = zipped({f"word/{n}.xml": b"\0" * 1_000_000 for n in range(210)})
    with pytest.raises(SourceError, match="unpacks to 210 MB"):
        read_bytes(data, "a.docx")


def bomb_pdf(size):
    """A PDF whose page is a stream that unpacks to ``size`` bytes."""
    stream = zlib.compress(b"BT /F1 12 Tf (x) Tj ET\n" + b" " * size, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def test_a_pdf_bomb():
    data = bomb_pdf(200_000_000)
    assert len(data) < 300_000
    tracemalloc.start()
    begin = time.monotonic()
    try:
        with pytest.raises(SourceError, match=r"can(not)? be read|no text"):
            read_bytes(data, "a.pdf")
        assert tracemalloc.get_traced_memory()[1] < 200_000_000  # bytes; pypdf unpacks a stream to 75 MB at most
    finally:
        tracemalloc.stop()
    assert time.monotonic() - begin < 60


# --- long lines ---


def test_a_line_of_100_mb_is_refused_unread(tmp_path):
    workspace = Workspace.create(tmp_path)
    with open(workspace.sources / "line.txt", "wb") as file:
        for _ in range(100):
            file.write(b"212 died " * 111_111)
    (workspace.sources / "good.txt").write_text("Twelve houses were lost.")
    tracemalloc.start()
    try:
        done = run(workspace)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000  # less than the file: the parser's own
    finally:
        tracemalloc.stop()
    assert [(p.file, p.message[:12]) for p in done.problems] == [("line.txt", "is too large")]
    assert done.documents == 1


READER = """
import resource, sys
from atodds.read import read_bytes
read_bytes(b"Twelve houses were lost.", "a.txt")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
line = b"The 212 died. " * (100_000_000 // 14)
document = read_bytes(line, "a.txt").document
print(len(document.text) - len(line), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(line))
"""


@pytest.mark.slow
def test_a_line_of_100_mb_where_the_limit_was_raised():
    """Read in memory of less than ten times its size."""
    done = subprocess.run([sys.executable, "-c", READER], capture_output=True, text=True, check=True, timeout=300)
    left_out, times = done.stdout.split()
    assert left_out == "0"
    assert float(times) < 10


def test_a_long_line_without_an_end_is_parsed_in_pieces(tmp_path):
    """180,000 characters that are one sentence to whoever looks for a full stop."""
    workspace = Workspace.create(tmp_path)
    (workspace.sources / "line.txt").write_text("and then 212 died " * 10_000 + "\n\nTwelve houses were lost.\n")
    begin = time.monotonic()
    done = run(workspace)
    assert not done.problems
    assert time.monotonic() - begin < 120  # seconds; some five is usual


# --- addresses ---


def test_dns_rebinding(monkeypatch):
    """The name is looked up once; the connection goes to the address that was checked, not to what the name says then."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked, connected = [], []

    def resolve(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError("here the test ends")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetching.fetch("http://rebind.example/")
    assert (asked, connected) == (["rebind.example"], [("93.184.216.34", 80)])


@pytest.mark.parametrize(
    "host", ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0", "127.1"]
)
def test_private_addresses_in_other_clothes(host):
    with pytest.raises(SourceError, match="not public"):
        fetching.fetch(f"http://{host}/")


# --- names and links ---


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_links_out_of_the_sources_tell_nothing(tmp_path, without_parser):
    secret = tmp_path / "secret.txt"
    secret.write_text("Zanzibarquux 999 died.\n")
    workspace = Workspace.create(tmp_path / "w")
    (workspace.sources / "a.md").write_text("212 died.\n")
    (workspace.sources / "link.txt").symlink_to(secret)
    (workspace.sources / "folder").symlink_to(tmp_path)
    (workspace.sources / "up.txt").symlink_to("../../secret.txt")
    (workspace.sources / "link.md.meta.yaml").symlink_to(secret)
    (workspace.sources / "a.md.meta.yaml").symlink_to(secret)
    done = run(workspace)
    assert done.documents == 1
    assert {p.file for p in done.problems} >= {"link.txt", "folder", "up.txt"}
    for path in workspace.root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert b"Zanzibarquux" not in path.read_bytes(), path


NAMES = [
    "a;rm -rf.md",
    "$(id).md",
    "`id`.md",
    "<b>x.md",
    "a\nb.md",
    "a..md",
    "%2e%2e.md",
    "con.md",
    "é\u202etxt.md",
    "-n.md",
    "a" * 200 + ".md",
]


def test_odd_names_of_documents(tmp_path):
    """They are names and nothing else: in the database, in reports, on the terminal."""
    workspace = Workspace.create(tmp_path / "w")
    for n, name in enumerate(NAMES):
        (workspace.sources / name).write_text(f"The death toll of the ferry rose to {200 + n}, said the mayor.\n")
    done = run(workspace)
    assert (done.documents, done.complete) == (len(NAMES), True)
    for command in ("documents", "findings", "status"):
        shown = CliRunner().invoke(cli, [command, "-C", str(workspace.root)])
        assert shown.exit_code == 0
        assert "\u202e" not in shown.output
    assert "<b>x.md" not in (workspace.reports / "latest" / "report.html").read_text("utf-8")
    assert sorted(p.name for p in workspace.sources.iterdir()) == sorted(NAMES)

"""Bringing documents in: names, sidecars, nothing overwritten, nothing twice."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
import yaml

from atodds.errors import SourceError
from atodds.read import add as adding
from atodds.read import read_sources
from atodds.read.add import add_file, add_url, safe_name
from atodds.read.fetch import Fetched

NOW = dt.datetime(2024, 5, 6, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.md", "report.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.TXT", "boot.txt"),
        (".hidden.md", "hidden.md"),
        ("...", "document"),
        ("", "document"),
        ("a b  c?.html", "a-b-c.html"),
        ("x\x00y\n.txt", "x-y.txt"),
        ("Ünïted – 5 km².pdf", "Ünïted-5-km².pdf"),
        ("con.txt", "document-con.txt"),
        ("a" * 300 + ".md", "a" * 48 + ".md"),
        ("-rf.txt", "rf.txt"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "report.md"
    path.parent.mkdir()
    path.write_bytes(b"---\ntitle: T\n---\nTwelve houses.\r\n")
    return path


def test_a_file_is_copied_with_a_sidecar(original: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    added = add_file(original, sources)
    digest = hashlib.sha256(original.read_bytes()).hexdigest()
    assert added == ("report.md", digest, "added")
    assert (sources / "report.md").read_bytes() == original.read_bytes()
    assert yaml.safe_load((sources / "report.md.meta.yaml").read_text()) == {"origin": str(original), "sha256": digest}
    (document,), problems = read_sources(sources)
    assert (document.title, document.origin, problems) == ("T", str(original), [])
    assert sorted(p.name for p in sources.iterdir()) == ["report.md", "report.md.meta.yaml"]


def test_the_same_bytes_are_not_added_twice(original: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    add_file(original, sources)
    copy = original.with_name("other.md")
    copy.write_bytes(original.read_bytes())
    assert add_file(copy, sources)[::2] == ("report.md", "present")
    (sources / "report.md").write_text("Edited since.")
    assert add_file(original, sources)[::2] == ("report.md", "present")


def test_nothing_is_overwritten(original: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "Report.md").write_text("Mine.")
    (sources / "report-2.md.meta.yaml").write_text("title: mine\n")
    assert add_file(original, sources).name == "report-3.md"
    assert (sources / "Report.md").read_text() == "Mine."


def test_a_sidecar_beside_the_original_comes_along(original: Path, tmp_path: Path) -> None:
    original.with_name("report.md.meta.yaml").write_text("# by hand\npublisher: Herald\norigin: from Ann\n")
    add_file(original, tmp_path / "sources")
    words = (tmp_path / "sources" / "report.md.meta.yaml").read_text()
    assert words.startswith("# by hand\npublisher: Herald\n")
    assert set(yaml.safe_load(words)) == {"publisher", "origin", "sha256"}
    assert yaml.safe_load(words)["origin"] == "from Ann"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"words", "are not read"),
        ("a", b"words", "without an ending"),
        ("a.txt", b"", "empty"),
        ("a.pdf", b"%PDF-1.4", "not a PDF"),
        ("a.txt", b"w" * 2000, "too large"),
    ],
)
def test_what_cannot_be_read_is_not_added(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message) as caught:
        add_file(path, tmp_path / "sources", max_bytes=1000)
    assert caught.value.file == str(path)
    assert not (tmp_path / "sources").exists()


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.md", "gone"), (tmp_path, "folder")):
        with pytest.raises(SourceError, match=message):
            add_file(path, tmp_path / "sources")


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://x.example/news/the-flood", "text/html", "the-flood.html"),
        ("https://x.example/", "text/html", "x.example.html"),
        ("https://x.example/a.html?x=1", "text/html", "a.html"),
        ("https://x.example/readme.md", "text/plain", "readme.md"),
        ("https://x.example/get.php", "text/plain", "get.php.txt"),
        ("https://x.example/..%2F..%2Fevil", "text/html", "evil.html"),
        ("https://x.example/page", "", "page.html"),
    ],
)
def test_pages_are_named_by_address_and_media_type(
    url: str, media_type: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "fetch", lambda *args, **kwargs: Fetched(b"<p>Twelve houses were lost.</p>", media_type, url))
    added = add_url("https://short.example/1", tmp_path, now=NOW)
    assert added.name == name.replace("get.php", "get.php")
    note = yaml.safe_load((tmp_path / (name + ".meta.yaml")).read_text())
    assert note["url"] == url
    assert note["origin"] == "https://short.example/1"
    assert str(note["retrieved"]).startswith("2024-05-06")
    (document,), problems = read_sources(tmp_path)
    assert (document.url, document.origin, problems) == (url, "https://short.example/1", [])

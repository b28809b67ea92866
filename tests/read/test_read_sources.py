"""All of a folder: order, problems, links, duplicates; no bad file stops the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from atodds.errors import SourceError
from atodds.model.records import Document
from atodds.read import read_document, read_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources"


def test_documents_come_sorted_by_name_from_subfolders_too(folder: Path) -> None:
    (folder / "part").mkdir()
    for name in ("b.txt", "part/c.md", "a.md", "B.txt"):
        (folder / name).write_text(f"Text of {name}.")
    documents, problems = read_sources(folder)
    assert [d.id for d in documents] == ["B.txt", "a.md", "b.txt", "part/c.md"]
    assert problems == []
    assert read_sources(folder) == (documents, problems)


def test_every_bad_file_is_named_and_the_good_ones_are_read(folder: Path, tmp_path: Path) -> None:
    (folder / "good.md").write_text("# Good\n\nTwelve houses.\n")
    (folder / "broken-front.md").write_text("---\ntitle: a: b\n---\nThe body.\n")
    (folder / "copy.md").write_text("# Good\n\nTwelve houses.\n")
    (folder / "empty.txt").write_text("")
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "huge.txt").write_bytes(b"word " * 2_000)
    (folder / "noise.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "table.xlsx").write_bytes(b"PK")
    (folder / "noending").write_text("Words.")
    (folder / "orphan.md.meta.yaml").write_text("title: x\n")
    (folder / ".hidden.md").write_text("Hidden.")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("Hidden.")
    (tmp_path / "outside.txt").write_text("Outside.")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "lost.txt").symlink_to(folder / "gone.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    (folder / "away").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    documents, problems = read_sources(folder, max_bytes=20_000)
    assert [d.id for d in documents] == ["broken-front.md", "copy.md", "huge.txt"]
    assert [(p.file, p.line) for p in problems] == [
        ("away", None),
        ("binary.txt", None),
        ("blank.txt", None),
        ("broken-front.md", 2),
        ("empty.txt", None),
        ("good.md", None),
        ("link.txt", None),
        ("lost.txt", None),
        ("noending", None),
        ("noise.pdf", None),
        ("orphan.md.meta.yaml", None),
        ("pipe.txt", None),
        ("round.txt", None),
        ("table.xlsx", None),
    ]
    assert all(p.message and p.advice for p in problems)
    assert next(p.message for p in problems if p.file == "good.md") == "duplicate of copy.md: left out"


def test_large_files_are_refused_unread(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    documents, problems = read_sources(folder)
    assert documents == []
    assert [p.message for p in problems] == ["is too large: 50.0 MB, and 20.0 MB are read at most"]


def test_links_inside_the_sources_are_followed(folder: Path) -> None:
    (folder / "b.txt").write_text("Words.")
    (folder / "a.txt").symlink_to(folder / "b.txt")
    documents, problems = read_sources(folder)
    assert ([d.id for d in documents], [p.message for p in problems]) == (["a.txt"], ["duplicate of a.txt: left out"])


def test_a_file_that_vanishes_is_a_problem(folder: Path) -> None:
    (folder / "a.txt").write_text("Words.")
    (folder / "b.txt").write_text("Other words.")

    def vanish(done: int, total: int, name: str) -> None:
        assert total == 2
        if name == "b.txt":
            (folder / "b.txt").unlink()

    documents, problems = read_sources(folder, progress=vanish)
    assert [d.id for d in documents] == ["a.txt"]
    assert [(p.file, p.message) for p in problems] == [("b.txt", "cannot be read: it is gone")]


def test_unreadable_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text("Words.")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert [p.message for p in read_sources(folder)[1]] == ["cannot be read: Permission denied"]


def test_a_document_that_is_known_is_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.md").write_text("# T\n\nWords.")
    (folder / "a.md.meta.yaml").write_text("publisher: Old\n")
    (before,), _ = read_sources(folder)
    (folder / "a.md.meta.yaml").write_text("publisher: New\n")
    monkeypatch.setattr("atodds.read.markdown.read", lambda data, name: pytest.fail("parsed again"))
    asked = []

    def cached(name: str, sha256: str) -> Document | None:
        asked.append((name, sha256))
        return before

    (after,), _ = read_sources(folder, cached=cached)
    assert asked == [("a.md", before.sha256)]
    assert (before.publisher, after.publisher, after.blocks) == ("Old", "New", before.blocks)


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        read_sources(tmp_path / "none")


def test_a_folder_is_no_document(folder: Path) -> None:
    (folder / "x.md").mkdir()
    with pytest.raises(SourceError, match="is a folder"):
        read_document(folder / "x.md", "x.md")
    assert read_sources(folder) == ([], [])


EVAL = Path(__file__).parents[3] / "shared" / "eval"


@pytest.mark.skipif(not EVAL.is_dir(), reason="needs the evaluation data beside the repository")
def test_no_stated_value_of_the_evaluation_data_is_taken_for_boilerplate() -> None:
    import json

    for gold in sorted(EVAL.glob("*/*/gold.json")):
        documents = {d.id: d for d in read_sources(gold.parent)[0]}
        for item in json.loads(gold.read_text())["items"]:
            for claim in item["claims"]:
                document = documents[claim["doc"]]
                at = document.text.index(claim["quote"])
                block = next(b for b in document.blocks if b.start <= at < b.end)
                assert block.kind != "boilerplate", (gold, claim)

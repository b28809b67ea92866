"""Claims kept with their affirmations unread: whoever is denied later is found, as in a run from nothing."""

import json

import pytest
from test_incremental import state

from atodds import told
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_bytes
from atodds.run import run
from atodds.told import Told, is_affirmation, line_of, pack, unpack
from atodds.workspace import Workspace

AFFIRMING = (
    "The council of Ostrand approved the new library on Tuesday. The library has 340 seats.\n\n"
    "The mayor opened the swimming pool. The pool is heated. Nobody was hurt when the roof was raised.\n"
)
DENYING = "The library has 340 seats. The council of Ostrand did not approve the new library, its clerk said.\n"
SILENT = "The library of Ostrand has 340 seats. The weather was fine.\n"


def extracted(text):
    document = read_bytes(text.encode(), "a.md").document
    return document, extract(document, Lexicon.load())


def test_what_is_kept_is_what_was_extracted():
    _, claims = extracted(AFFIRMING)
    data = pack(claims)
    found = unpack(data)
    assert sorted([*found.claims, *found.unread], key=claims.index) == claims
    assert [line_of(c) for c in found.claims] == list(found.lines)
    assert not any(map(is_affirmation, found.claims))
    assert len(found.unread) > 2
    assert set(found.affirmed.names) == {n for c in found.unread for n in (*c.features.get("names", ()), c.subject)} - {""}


def test_only_affirmations_that_share_a_word_are_read():
    _, claims = extracted(AFFIRMING)
    affirmed = unpack(pack(claims)).affirmed
    for claim in affirmed.read():
        for key in (*claim.features["focus"], *claim.features.get("terms", ())):
            assert claim in affirmed.met_by({key})
    assert affirmed.met_by({"volcano"}) == []
    assert 0 < len(affirmed.met_by({"pool"})) < len(affirmed.lines)


def test_a_document_without_claims():
    assert unpack(pack([])) == Told([], [])


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, 2]", b'["a.md", [5], [], [[]]]\n{}', b'["a.md", [], [], []]\n{"id": 3}'])
def test_damaged_bytes_are_an_error_that_a_cache_expects(data):
    with pytest.raises((ValueError, LookupError)):
        unpack(data)


def written(root, texts):
    workspace = Workspace(root) if root.exists() else Workspace.create(root)
    for name, text in texts.items():
        (workspace.sources / name).write_text(f"---\npublished: 2024-05-04\n---\n{text}")
    return workspace


def test_a_denial_that_comes_later_finds_its_affirmation(tmp_path):
    workspace = written(tmp_path / "w", {"a.md": AFFIRMING, "b.md": SILENT})
    run(workspace)
    written(tmp_path / "w", {"b.md": DENYING})
    run(workspace)
    other = written(tmp_path / "other", {"a.md": AFFIRMING, "b.md": DENYING})
    run(other)
    assert state(workspace) == state(other)
    statements = [f for f in json.loads(state(other)[1]["findings.json"])["findings"] if f["kind"] == "polarity"]
    assert [f["status"] for f in statements] == ["conflict"]


def test_what_people_say_of_a_claim_that_nobody_denies_counts(tmp_path):
    places = written(tmp_path / "w", {"a.md": AFFIRMING, "b.md": SILENT}), written(tmp_path / "other", {"a.md": AFFIRMING, "b.md": SILENT})
    run(places[0])
    for workspace in places:
        text = "corrections:\n  - document: a.md\n    quote: The mayor opened the swimming pool.\n    reject: true\n"
        (workspace.claims / "corrections.yaml").write_text(text)
        done = run(workspace)
        assert done.complete, done.problems
    assert state(places[0]) == state(places[1])


def test_unchanged_documents_are_read_but_for_their_affirmations(tmp_path, monkeypatch):
    read = []
    real = told.read_claims
    monkeypatch.setattr(told, "read_claims", lambda lines: read.extend(lines) or real(lines))
    workspace = written(tmp_path / "w", {"a.md": AFFIRMING, "b.md": SILENT})
    run(workspace)
    written(tmp_path / "w", {"b.md": DENYING})
    run(workspace)
    _, claims = extracted(AFFIRMING)
    assert 0 < len(read) < len(claims)
    assert any(b"340" in line for line in read)
    assert not any(b"heated" in line and b'"polarity"' in line and b'"kind":"polarity"' in line for line in read)

"""A run with the real parser: the rooms fit together, and the result depends on neither the order nor the number of processes."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from atodds import parallel
from atodds.cli import cli
from atodds.run import run
from atodds.store import Store
from atodds.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from corpus import corpus

DOCUMENTS = {
    "wire.md": "The ferry sank on Monday.\n\nThe death toll of the sinking rose to 212 on Friday, the coast guard said.\n",
    "daily.md": "# Harbour disaster\n\nThe death toll of the sinking was 226 on Friday.\n\nThe operator has 1,900 employees.\n",
    "table.md": "| Bank | Branches |\n|---|---|\n| Lake Bank | 12 |\n| Hill Bank | 40 |\n",
}


def made(root, names):
    workspace = Workspace.create(root)
    for name in names:
        (workspace.sources / name).write_text(f"---\npublished: 2024-05-04\n---\n{DOCUMENTS[name]}")
    return workspace


def loaded(workspace):
    with Store.open(workspace.database) as store:
        return store.load()


def test_from_documents_to_the_terminal(tmp_path):
    workspace = made(tmp_path, DOCUMENTS)
    done = CliRunner().invoke(cli, ["run", "-C", str(tmp_path)])
    assert done.exit_code == 0, done.output
    claims = json.loads(CliRunner().invoke(cli, ["claims", "-C", str(tmp_path), "--json"]).output)
    assert {"212", "226", "1,900", "12", "40"} <= {c["value_text"] for c in claims}
    for c in claims:
        text = (workspace.sources / c["document"]).read_text().partition("---\n")[2].partition("---\n")[2]
        assert text[c["start"] : c["start"] + len(c["quote"])] == c["quote"]
    assert CliRunner().invoke(cli, ["doctor", "-C", str(tmp_path)]).exit_code == 0
    shown = CliRunner().invoke(cli, ["show", claims[0]["id"], "-C", str(tmp_path)])
    assert f"⟦{claims[0]['value_text']}⟧" in shown.output


@pytest.mark.slow
def test_neither_order_nor_processes_matter(tmp_path, monkeypatch):
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 10)
    alone = made(tmp_path / "alone", DOCUMENTS)
    run(alone, workers=1)
    together = made(tmp_path / "together", DOCUMENTS)
    steps = []
    run(together, workers=2, progress=lambda step, done, total: steps.append((step, done, total)))
    assert ("extract", 3, 3) in steps
    by_and_by = made(tmp_path / "by_and_by", [])
    for name in reversed(DOCUMENTS):
        (by_and_by.sources / name).write_bytes((alone.sources / name).read_bytes())
        run(by_and_by)
    assert loaded(alone) == loaded(together) == loaded(by_and_by)
    for path in (p for p in alone.reports.rglob("*") if p.is_file()):
        name = path.relative_to(alone.reports)
        assert path.read_bytes() == (together.reports / name).read_bytes()
        if path.stem != "report":  # which also tells what changed from run to run
            assert path.read_bytes() == (by_and_by.reports / name).read_bytes()


@pytest.mark.slow
def test_subjects_are_linked_by_processes_as_by_one_and_a_change_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 10)
    texts = {name: text for group, _ in corpus(10, 7) for name, text in group.items()}
    alone, together = (Workspace.create(tmp_path / name) for name in ("alone", "together"))
    steps = []
    for workspace, workers in ((alone, 1), (together, 2)):
        for name, text in texts.items():
            (workspace.sources / name).write_text(text)
        run(workspace, workers=workers, progress=lambda step, done, total, by=workers: steps.append((by, step, done, total)))
    assert {(by, done, total) for by, step, done, total in steps if step == "link"} == {(by, n, 2) for by in (1, 2) for n in (1, 2)}
    assert loaded(alone) == loaded(together)
    steps.clear()
    for workspace, workers in ((alone, 1), (together, 2)):
        (workspace.sources / min(texts)).write_text(texts[min(texts)] + "Dudu Works employs 14 people.\n")
        run(workspace, workers=workers, progress=lambda step, done, total, by=workers: steps.append((by, step, done, total)))
    assert not [step for _, step, *_ in steps if step == "link"], "one subject is linked, the other is kept"
    assert loaded(alone) == loaded(together)
    for path in (p for p in alone.reports.rglob("*") if p.is_file()):
        assert path.read_bytes() == (together.reports / path.relative_to(alone.reports)).read_bytes()


def test_a_lesson_of_a_verdict_is_kept_while_its_claim_is_gone(tmp_path):
    workspace = made(tmp_path, DOCUMENTS)
    run(workspace)
    taught = next(c for c in loaded(workspace).claims if c.value_text == "226")
    (workspace.claims / "from-review.yaml").write_text(f"corrections:\n- claim: {taught.id}\n  reject: true\n")
    assert run(workspace).problems == ()
    assert taught.id not in {c.id for c in loaded(workspace).claims}  # obeyed
    assert "Kept" not in said(tmp_path)
    daily = workspace.sources / "daily.md"
    before = daily.read_text()
    daily.write_text(before.replace("226", "230"))
    assert run(workspace).problems == ()  # no error, no warning that comes with every run
    assert "Kept       what was decided about 1 claim that no document makes now" in said(tmp_path)
    assert json.loads(said(tmp_path, "--json"))["waiting"] == 1
    daily.write_text(before)
    assert run(workspace).problems == ()
    assert taught.id not in {c.id for c in loaded(workspace).claims}  # and obeyed when it is back
    assert "Kept" not in said(tmp_path)


def said(folder, *options):
    done = CliRunner().invoke(cli, ["status", "-C", str(folder), *options])
    assert done.exit_code == 0
    return done.output

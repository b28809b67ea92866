import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import fake_chain
import filelock
import pytest
from click.testing import CliRunner
from fake_chain import extracted

from atodds import run as run_module
from atodds.cli import cli
from atodds.errors import SchemaError, SourceError, StoreError, WorkspaceError
from atodds.run import report, run
from atodds.store import Store
from atodds.workspace import Workspace


@pytest.fixture
def workspace(tmp_path, without_parser):
    made = Workspace.create(tmp_path / "w")
    (made.sources / "a.md").write_text("On Monday 212 died.\n")
    (made.sources / "b.md").write_text("Later 226 died.\n")
    return made


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_first_run(workspace):
    done = run(workspace)
    assert (done.changed, done.documents, done.read, done.unchanged, done.failed, done.claims) == (True, 2, 2, 0, 0, 2)
    assert done.findings == {"conflict": 1}
    assert (done.unreviewed, done.complete, done.run) == (1, True, 1)
    assert {p.name for p in done.reports} >= {"report.md", "report.html", "findings.json"}
    assert all(p.is_file() for p in done.reports)


def test_second_run_does_nothing(workspace):
    run(workspace)
    before = files(workspace.reports)
    extracted.clear()
    times = {p: p.stat().st_mtime_ns for p in workspace.reports.rglob("*")}
    done = run(workspace)
    assert (done.changed, done.unchanged, done.read, done.claims, done.run, done.reports) == (False, 2, 0, 2, 1, ())
    assert done.findings == {"conflict": 1}
    assert extracted == []
    assert files(workspace.reports) == before
    assert times == {p: p.stat().st_mtime_ns for p in workspace.reports.rglob("*")}


def test_only_what_changed_is_extracted(workspace):
    run(workspace)
    extracted.clear()
    (workspace.sources / "b.md").write_text("Later 212 died.\n")
    done = run(workspace)
    assert extracted == ["b.md"]
    assert (done.read, done.unchanged, done.findings) == (1, 1, {"agrees": 1})


def test_the_result_does_not_depend_on_the_way_there(workspace, tmp_path):
    run(workspace)
    (workspace.sources / "c.md").write_text("3 died.")
    run(workspace)
    other = Workspace.create(tmp_path / "other")
    for path in workspace.sources.iterdir():
        (other.sources / path.name).write_bytes(path.read_bytes())
    run(other)
    told = {"latest/report.md", "latest/report.html"}  # these also tell what changed on the way
    assert {k: v for k, v in files(workspace.reports).items() if k not in told} == {
        k: v for k, v in files(other.reports).items() if k not in told
    }
    with Store.open(workspace.database) as one, Store.open(other.database) as two:
        assert one.load() == two.load()


CHANGES = [
    lambda w: (w.sources / "c.md").write_text("5 died."),
    lambda w: (w.sources / "b.md").unlink(),
    lambda w: (w.sources / "b.md").rename(w.sources / "z.md"),
    lambda w: (w.sources / "a.md.meta.yaml").write_text("title: T\n"),
    lambda w: (w.claims / "x.yaml").write_text("aliases: [[a, b]]\n"),
    lambda w: w.config_file.write_text('[rates]\n"USD/CNY" = 7\n'),
    lambda w: (w.root / "lexicon.toml").write_text(""),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_makes_a_run_necessary(workspace, change):
    run(workspace)
    change(workspace)
    assert run(workspace).changed
    assert not run(workspace).changed


UNIMPORTANT = [
    lambda w: (w.sources / ".hidden").write_text("x"),
    lambda w: (w.claims / "notes.txt").write_text("x"),
    lambda w: os.utime(w.sources / "a.md"),
]


@pytest.mark.parametrize("change", UNIMPORTANT)
def test_what_does_not(workspace, change):
    run(workspace)
    change(workspace)
    assert not run(workspace).changed


def test_force(workspace):
    run(workspace)
    extracted.clear()
    assert run(workspace, force=True).changed
    assert extracted == ["a.md", "b.md"]


def test_a_missing_report_is_written_again(workspace):
    run(workspace)
    before = files(workspace.reports)
    (workspace.reports / "latest" / "report.md").unlink()
    done = run(workspace)
    assert not done.changed
    assert done.reports
    assert files(workspace.reports) == before


def test_a_verdict_survives_and_shows_in_the_report(workspace):
    from atodds.model.records import Decision, EvidenceClaim, Verdict, finding_version

    run(workspace)
    with Store.open(workspace.database) as store:
        found = store.load()
        claims = {c.id: c for c in found.claims}
        f = found.findings[0]
        evidence = tuple(EvidenceClaim(claim=c.id, document=c.document, quote=c.quote, value_text=c.value_text) for c in found.claims)
        fields = {
            "id": "v1",
            "finding": f.id,
            "finding_version": finding_version(f, claims),
            "reviewer": "ana",
            "at": "2024-06-01T12:00:00Z",
        }
        given = Verdict(**fields, decision=Decision.CONFIRMED, note="seen by ana", evidence=evidence)
        store.append_verdict(given)
    done = run(workspace)
    assert not done.changed
    assert done.unreviewed == 0
    assert "seen by ana" in (workspace.reports / "latest" / "report.md").read_text("utf-8")
    (workspace.sources / "b.md").write_text("Later 227 died.\n")
    assert run(workspace).unreviewed == 1  # stale
    with Store.open(workspace.database) as store:
        assert store.verdicts() == [given]
        assert [r.stale for r in store.reviews().findings.values()] == [True]


def test_report_alone(workspace):
    with pytest.raises(StoreError, match="no database yet"):
        report(workspace)
    run(workspace)
    before = files(workspace.reports)
    shutil.rmtree(workspace.reports)
    report(workspace)
    assert files(workspace.reports) == before


def test_bad_files_are_named_and_the_others_are_reconciled(workspace):
    (workspace.sources / "empty.md").write_text("")
    (workspace.sources / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (workspace.sources / "latin.md").write_bytes("Später starben 230 und 231 died.".encode("latin-1"))
    (workspace.sources / "huge.txt").write_bytes(b"x" * 50_000_000)
    (workspace.sources / "what.xyz").write_text("?")
    (workspace.sources / "b.md.meta.yaml").write_text("title: [\n")
    (workspace.claims / "x.yaml").write_text("aliases:\n  - [a, b]\nclaimz: []\n")
    done = run(workspace)
    assert (done.documents, done.findings) == (3, {"conflict": 1})
    assert not done.complete
    named = {p.file: p.line for p in done.problems}
    assert set(named) == {"empty.md", "binary.txt", "huge.txt", "what.xyz", "b.md.meta.yaml", "claims/x.yaml"}
    assert named["claims/x.yaml"] == 3
    assert done.failed == 4
    again = run(workspace)  # nothing to do, but the problems are still there
    assert not again.changed
    assert again.problems == done.problems
    (workspace.sources / "c.md").write_text("1 died.")
    third = run(workspace)
    assert third.changed
    assert third.problems == done.problems


def test_no_documents(workspace):
    for path in workspace.sources.iterdir():
        path.unlink()
    done = run(workspace)
    assert (done.documents, done.complete) == (0, True)
    workspace.sources.rmdir()
    with pytest.raises(SourceError, match="no such folder"):
        run(workspace, force=True)


def test_broken_configuration(workspace):
    workspace.config_file.write_text("[rates]\nUSD = 1\n")
    with pytest.raises(WorkspaceError, match=r"rates\.USD"):
        run(workspace)
    assert not workspace.database.exists()


def test_newer_database_is_left_alone(workspace):
    import sqlite3

    run(workspace)
    plain = sqlite3.connect(workspace.database)
    plain.execute("PRAGMA user_version = 999")
    plain.close()
    (workspace.sources / "c.md").write_text("1 died.")
    before = workspace.database.read_bytes()
    with pytest.raises(SchemaError, match="newer"):
        run(workspace)
    assert workspace.database.read_bytes() == before


def test_a_second_run_waits_and_then_has_nothing_to_do(workspace, monkeypatch):
    inside, go = threading.Event(), threading.Event()

    def slow(*arguments):
        inside.set()
        assert go.wait(20)
        return fake_chain.chain(*arguments)

    monkeypatch.setattr(run_module, "_chain", slow)
    first = threading.Thread(target=run, args=(workspace,))
    first.start()
    assert inside.wait(20)
    said = []
    with pytest.raises(WorkspaceError, match="another run is going on"):
        run(workspace, wait_seconds=0.1, progress=lambda step, *_: said.append(step))
    assert said == ["wait for another run"]
    threading.Timer(0.2, go.set).start()
    second = run(workspace, wait_seconds=20)
    first.join()
    assert not second.changed
    assert second.claims == 2


def test_two_processes(workspace):
    with filelock.FileLock(workspace.lock), pytest.raises(WorkspaceError, match="another run"):
        run(workspace, wait_seconds=0)


def test_a_failing_chain_changes_nothing(workspace, monkeypatch):
    run(workspace)
    before = files(workspace.reports)
    (workspace.sources / "c.md").write_text("1 died.")

    def fails(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(run_module, "_chain", fails)
        with pytest.raises(KeyboardInterrupt):
            run(workspace)
    assert files(workspace.reports) == before
    with Store.open(workspace.database) as store:
        assert len(store.load().documents) == 2
    assert run(workspace).documents == 3  # and the lock is free


def test_reports_that_cannot_be_written_are_a_problem(workspace):
    workspace.reports.rmdir()
    workspace.reports.write_text("a file where a folder should be")
    done = run(workspace)
    assert done.claims == 2
    assert "reports cannot be written" in done.problems[0].message


def test_half_characters_in_a_name_stop_nothing_else(workspace):
    name = os.fsencode(workspace.sources / "x") + b"\xff.md"
    try:
        with open(name, "w") as file:
            file.write("9 died.")
    except OSError:
        pytest.skip("this file system refuses such names")
    done = run(workspace)
    assert done.documents == 2
    assert len(done.problems) == 1


@contextlib.contextmanager
def unprivileged():
    """As somebody who is not root, for whom no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_read_only_folder(workspace):
    run(workspace)
    shown = ["findings", "-C", str(workspace.root)]
    before = CliRunner().invoke(cli, shown)
    (workspace.sources / "c.md").write_text("1 died.")
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders can be entered by their owner only
        os.chmod(place, 0o755)
        copy = Workspace(shutil.copytree(workspace.root, Path(place, "w")))
        folders = [copy.root, copy.claims, copy.sources, copy.reports]
        for folder in folders:
            folder.chmod(0o555)
        try:
            with unprivileged():
                with pytest.raises(StoreError, match="cannot be written"):
                    run(copy)
                after = CliRunner().invoke(cli, [*shown[:-1], str(copy.root)])
        finally:
            for folder in folders:
                folder.chmod(0o755)
    assert (after.exit_code, after.output) == (0, before.output)


RUNNER = """
import sys
sys.path.insert(0, sys.argv[2])
import fake_chain
from atodds import run as run_module
from atodds.workspace import Workspace
run_module._chain = fake_chain.chain
workspace = Workspace(__import__("pathlib").Path(sys.argv[1]))
n = 0
while True:
    (workspace.sources / ".new").write_text(f"Later {226 + n % 2} died. {'Words. ' * 2000}")
    (workspace.sources / ".new").replace(workspace.sources / "b.md")
    run_module.run(workspace)
    if n == 1:
        print("ready", flush=True)
    n += 1
"""


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.03, 0.11, 0.19])
def test_killed_run(workspace, delay):
    """Killed at any moment: the database is whole, the reports are whole, and the next run finds no lock."""
    runner = subprocess.Popen([sys.executable, "-c", RUNNER, workspace.root, os.path.dirname(__file__)], stdout=subprocess.PIPE)
    with runner:
        assert runner.stdout.readline() == b"ready\n"
        time.sleep(delay)
        runner.send_signal(signal.SIGKILL)
    with Store.open(workspace.database) as store:
        assert [c.value_text for c in store.load().claims] in (["212", "226"], ["212", "227"])
        assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for path in workspace.reports.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            assert path.stat().st_size > 0
    done = run(workspace, wait_seconds=0)
    assert done.claims == 2

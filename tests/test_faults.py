"""What goes wrong while a run goes on: a full disk, a clock set back, two runs, a busy server. Nothing is lost, and it is said."""

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from atodds import run as run_module
from atodds.errors import StoreError
from atodds.run import run
from atodds.store import Store
from atodds.store.check import faults
from atodds.workspace import Workspace

HERE = os.path.dirname(__file__)


@pytest.fixture
def workspace(tmp_path, without_parser):
    return filled(Workspace.create(tmp_path / "w"))


def filled(made):
    (made.sources / "a.md").write_text("On Monday 212 died.\n")
    (made.sources / "b.md").write_text("Later 226 died.\n")
    return made


def sound(workspace):
    with Store.open(workspace.database) as store:
        return list(faults(store.db.conn)) == []


def said(workspace):
    with Store.open(workspace.database) as store:
        return [c.value_text for c in store.load().claims]


@contextlib.contextmanager
def small_disk(place, kilobytes):
    """A file system of a given size, in memory."""
    place.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if mount is None or os.geteuid() != 0 or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("a small tmpfs cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(path):
    """Write until there is no room left."""
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_disk_full(tmp_path, without_parser):
    """The run says so, the state before it stays, and with room again the next run does it all."""
    with small_disk(tmp_path / "disk", 4_000) as disk:
        workspace = filled(Workspace.create(disk / "w"))
        run(workspace)
        before = said(workspace)
        ballast = disk / "ballast"
        fill(ballast)
        (workspace.sources / "a.md").unlink()
        with open(ballast, "r+b") as file:
            file.truncate(ballast.stat().st_size - 64 * 1024)  # the document fits, the database and its log do not
        (workspace.sources / "c.md").write_text("3 died. " + "Words. " * 5_000)
        with pytest.raises(StoreError) as caught:
            run(workspace)
        assert "the disk is full" in str(caught.value)
        assert "free some space" in caught.value.advice
        assert said(workspace) == before
        ballast.unlink()
        assert run(workspace).complete
        assert said(workspace) == ["226", "3"]
        assert sound(workspace)


def test_no_room_for_the_reports(tmp_path, without_parser, monkeypatch):
    """The database holds the result; the reports are named as what is missing, and the old ones stay whole."""
    with small_disk(tmp_path / "disk", 20_000) as disk:
        workspace = filled(Workspace.create(tmp_path / "w"))
        workspace.reports.rmdir()
        (disk / "reports").mkdir()
        workspace.reports.symlink_to(disk / "reports")
        run(workspace)
        before = {p: p.read_bytes() for p in (disk / "reports").rglob("*") if p.is_file()}
        fill(disk / "ballast")
        (workspace.sources / "c.md").write_text("3 died.")
        done = run(workspace)
        assert not done.complete
        assert "reports cannot be written" in done.problems[0].message
        assert {p: p.read_bytes() for p in before} == before
        (disk / "ballast").unlink()
        assert run(workspace).complete
        assert said(workspace) == ["212", "226", "3"]


def test_clock_set_back(workspace, monkeypatch):
    """The later run is the last one, whatever the clock says, and no run depends on the time of a file."""
    run(workspace)

    class Before(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1999, 12, 31, tzinfo=tz)

    monkeypatch.setattr(run_module.dt, "datetime", Before)
    (workspace.sources / "b.md").write_text("Later 227 died.\n")
    os.utime(workspace.sources / "b.md", (1, 1))
    second = run(workspace)
    assert (second.changed, second.run) == (True, 2)
    assert said(workspace) == ["212", "227"]
    assert not run(workspace).changed
    with Store.open(workspace.database) as store:
        assert store.last_run()["at"].startswith("1999-12-31")
    changes = (workspace.reports / "latest" / "report.md").read_text("utf-8")
    assert "226" in changes  # what the run before said, told as a change


RUNNER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import fake_chain
from atodds import run as run_module
from atodds.cli import main
run_module._chain = fake_chain.chain
sys.argv = ["atodds", "run", "-C", sys.argv[1]]
main()
"""


def test_two_runs_at_once(workspace):
    """Two processes started together: both end well, and the database is that of one run."""
    command = [sys.executable, "-c", RUNNER, str(workspace.root), HERE]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(p.wait(60), p.communicate()) for p in runs]
    assert [code for code, _ in ended] == [0, 0], ended
    with Store.open(workspace.database) as store:
        assert store.last_run()["id"] == 1
    assert said(workspace) == ["212", "226"]
    assert sound(workspace)


def test_database_held_by_another_program(workspace, monkeypatch):
    """Somebody's shell holds the write lock: the run waits, says so in words, and changes nothing."""
    from atodds.store import connection

    run(workspace)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    (workspace.sources / "c.md").write_text("3 died.")
    other = sqlite3.connect(workspace.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use by another program"):
        run(workspace)
    other.execute("ROLLBACK")
    other.close()
    assert said(workspace) == ["212", "226"]
    assert run(workspace).claims == 3


def test_a_document_that_grows_while_it_is_read(workspace):
    """What is stored is what was read, and the next run sees the rest."""
    at = workspace.sources / "b.md"
    grown = []

    def grow(step, done, total):
        if step == "extract" or (step == "read" and done == total):
            if not grown:
                at.write_text(at.read_text() + "Then 300 died.\n")
            grown.append(step)

    run(workspace, progress=grow)
    assert said(workspace) == ["212", "226"]
    assert run(workspace).changed
    assert said(workspace) == ["212", "226", "300"]


REQUESTS = 12


@pytest.mark.slow
def test_server_under_load_during_a_run(workspace):
    """Readers on loopback see whole states only, one after the other, while runs change everything below them."""
    from atodds.review.serve import serve

    run(workspace)
    lines = []
    threading.Thread(target=lambda: serve(workspace, port=0, name="ana", say=lines.append, public=True), daemon=True).start()
    end = time.monotonic() + 60
    while not any("Ctrl-C" in line for line in lines) and time.monotonic() < end:
        time.sleep(0.05)
    base = next(part for line in lines for part in line.split() if part.startswith("http://127.0.0.1")).rstrip("/").split("/-/")[0]
    errors, seen, stop = [], set(), threading.Event()

    def read():
        while not stop.is_set():
            try:
                page = urllib.request.urlopen(f"{base}/claims/claims.json?_shape=array&_col=value_text", timeout=30).read().decode()
                seen.add(tuple(sorted(v for v in ("226", "227", "212") if f'"{v}"' in page)))
                urllib.request.urlopen(f"{base}/-/atodds", timeout=30).read()
            except (OSError, urllib.error.HTTPError) as error:
                errors.append(str(error))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(REQUESTS):
        (workspace.sources / "b.md").write_text(f"Later {226 + n % 2} died. {n}\n")
        assert run(workspace).changed
    stop.set()
    for reader in readers:
        reader.join(60)
    assert errors == []
    assert seen <= {("212", "226"), ("212", "227")}
    assert seen
    assert sound(workspace)

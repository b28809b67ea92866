"""The folder that `atodds publish` writes: served by plain Datasette, for reading, with nothing in it that was not meant to leave."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from review_sample import make_result, make_workspace, save, write_sources
from test_review_permissions import PAGES, WRITES

from atodds.cli import cli
from atodds.errors import StoreError, UsageError
from atodds.review.accounts import Accounts
from atodds.review.publication import MARKER, publish_folder
from atodds.review.roles import Role
from atodds.workspace import Workspace

OURS = {"README.md", "claims.db", "datasette.yaml", "inspect-data.json", "metadata.yaml", "requirements.txt", MARKER}
PASSWORD = "correct horse battery"


@pytest.fixture
def reviewed(site):
    """A workspace with an account, a settled verdict and two that nobody has settled."""
    Accounts(site.workspace.root).add("ana", Role.ADJUDICATOR, PASSWORD)
    site.decide("ana", 1, note="a first thought, not for the public")
    site.decide("ben", 2, note="what ben thinks, not for the public")
    site.decide("adjudicator", 1, note="settled for everybody", adjudicate="1")
    return site.workspace


def rows(folder, sql):
    with contextlib.closing(sqlite3.connect(f"{(folder / 'claims.db').as_uri()}?immutable=1", uri=True)) as db:
        return db.execute(sql).fetchall()


def test_what_is_in_the_folder(reviewed, tmp_path):
    done = publish_folder(reviewed, tmp_path / "out" / "public", title="The storm")
    folder = tmp_path / "out" / "public"
    assert {p.name for p in folder.iterdir()} == OURS
    assert (done.folder, done.documents, done.findings, done.verdicts, done.left_out) == (folder, 2, 3, 1, 2)
    assert list(folder.parent.iterdir()) == [folder]  # nothing is left beside it
    requirements = (folder / "requirements.txt").read_text()
    assert re.fullmatch(r"atodds==\S+\ndatasette==\S+\n", requirements)
    assert "settled verdicts" in (folder / "README.md").read_text()
    assert yaml.safe_load((folder / "metadata.yaml").read_text())["title"] == "The storm"
    # The copy is whole: sound, without a log, and its search finds what the original's finds.
    assert rows(folder, "PRAGMA integrity_check") == [("ok",)]
    assert rows(folder, "PRAGMA journal_mode") != [("wal",)]
    assert (folder / "claims.db").read_bytes()[18:20] == b"\x01\x01"  # the file format says: no write-ahead log
    found = "SELECT c.value_text FROM claims_fts f JOIN claims c ON c.rowid = f.rowid WHERE claims_fts MATCH 'moorings'"
    assert rows(folder, found) == [("212 boats",)]
    assert rows(folder, "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'ferry'") == [(2,)]


def test_only_settled_verdicts_leave(reviewed, tmp_path):
    publish_folder(reviewed, tmp_path / "settled")
    assert rows(tmp_path / "settled", "SELECT reviewer, note FROM verdicts") == [("adjudicator", "settled for everybody")]
    assert rows(tmp_path / "settled", "SELECT count(*) FROM verdict_evidence") == [(2,)]
    assert rows(tmp_path / "settled", "SELECT verdicts, verdict, adjudicated FROM finding_reviews") == [(1, "confirmed", 1)]
    publish_folder(reviewed, tmp_path / "all", all_verdicts=True)
    assert rows(tmp_path / "all", "SELECT count(*) FROM verdicts") == [(3,)]
    # Deleted is gone, not left behind in the free pages of the file.
    assert b"not for the public" not in (tmp_path / "settled" / "claims.db").read_bytes()
    assert b"not for the public" in (tmp_path / "all" / "claims.db").read_bytes()
    # And in the copy, too, verdicts are appended only.
    db = sqlite3.connect(tmp_path / "settled" / "claims.db")
    for change in ("DELETE FROM verdicts", "DELETE FROM verdict_evidence", "UPDATE verdicts SET note = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="appended"):
            db.execute(change)
    db.close()


def test_a_settled_verdict_that_was_withdrawn_does_not_leave(site, tmp_path):
    site.decide("adjudicator", 1, note="too early", adjudicate="1")
    site.decide("adjudicator", 1, decision="withdrawn")
    publish_folder(site.workspace, tmp_path / "public")
    assert rows(tmp_path / "public", "SELECT count(*) FROM verdicts") == [(0,)]


def test_nothing_private_leaves(reviewed, tmp_path):
    with sqlite3.connect(reviewed.database) as db:
        db.execute("UPDATE documents SET origin = '/home/somebody/secret folder/post.md' WHERE id = 'harbour-post.md'")
        db.execute("UPDATE documents SET origin = 'https://example.org/after' WHERE id = 'gazette.md'")
    db.close()
    folder = tmp_path / "public"
    publish_folder(reviewed, folder)
    account = sqlite3.connect(reviewed.root / ".atodds" / "accounts.db")
    ((salt, digest),) = account.execute("SELECT salt, hash FROM accounts")
    account.close()
    secret = (reviewed.root / ".atodds" / "secret").read_bytes().strip()
    assert len(secret) > 20
    everything = b"".join(p.read_bytes() for p in folder.iterdir())
    for private in (salt, digest, secret, b"secret folder", str(reviewed.root).encode(), PASSWORD.encode()):
        assert private not in everything
    assert rows(folder, "SELECT id, origin FROM documents ORDER BY id") == [
        ("gazette.md", "https://example.org/after"),
        ("harbour-post.md", None),
    ]


def test_what_was_deleted_before_does_not_leave(site, tmp_path):
    path = site.workspace.sources / "gazette.md"
    path.write_text(path.read_text().replace("adrift after the storm.", "adrift after the storm. " + "Withdrawn by its author. " * 400))
    documents = write_sources_as_they_are(site.workspace)
    save(site.workspace, make_result(documents))
    save(site.workspace, make_result(write_sources(site.workspace.root)))  # as it was before
    publish_folder(site.workspace, tmp_path / "public")
    assert b"Withdrawn by its author" not in (tmp_path / "public" / "claims.db").read_bytes()


def write_sources_as_they_are(workspace):
    from atodds.read import read_document

    return [read_document(p, p.name) for p in sorted(workspace.sources.iterdir())]


def test_again_keeps_what_others_put_there(workspace, tmp_path):
    folder = tmp_path / "public"
    publish_folder(workspace, folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    (folder / "templates").mkdir()
    (folder / "templates" / "_footer.html").write_text("ours")
    (folder / "metadata.yaml").write_text("title: A better title\nlicense: CC BY 4.0\n")
    publish_folder(workspace, folder, title="Another")
    assert {p.name for p in folder.iterdir()} == OURS | {".git", "templates"}
    assert (folder / ".git" / "HEAD").read_text() == "ref"
    assert (folder / "templates" / "_footer.html").read_text() == "ours"
    assert yaml.safe_load((folder / "metadata.yaml").read_text())["license"] == "CC BY 4.0"
    assert (folder / "README.md").read_text().startswith("# Another\n")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("marker", [None, "not json", "[]", '{"format": "x", "files": {}}', '{"files": {}}', '{"format": 1, "files": []}'])
def test_a_folder_of_others_is_refused_unless_forced(workspace, tmp_path, marker):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    (folder / "README.md").write_text("mine")
    if marker is not None:
        (folder / MARKER).write_text(marker)
    with pytest.raises(UsageError, match="not made by `atodds publish`"):
        publish_folder(workspace, folder)
    assert (folder / "README.md").read_text() == "mine"
    publish_folder(workspace, folder, force=True)
    assert (folder / "thesis.txt").read_text() == "years of work"
    assert (folder / "README.md").read_text() != "mine"


def test_edited_files_are_not_lost_unless_forced(workspace, tmp_path):
    folder = tmp_path / "public"
    publish_folder(workspace, folder)
    (folder / "datasette.yaml").write_text("settings:\n  default_page_size: 20\n")
    with pytest.raises(UsageError, match=r"changed since it was published: datasette\.yaml"):
        publish_folder(workspace, folder)
    assert "20" in (folder / "datasette.yaml").read_text()
    publish_folder(workspace, folder, force=True)
    assert "plugins" in (folder / "datasette.yaml").read_text()


@pytest.mark.parametrize("place", [".", "..", "claims", "sources", "sources/public", "reports/latest"])
def test_the_workspace_itself_is_never_replaced(workspace, place):
    for force in (False, True):
        with pytest.raises(UsageError, match="belongs to the workspace"):
            publish_folder(workspace, workspace.root / place, force=force)
    assert workspace.database.is_file()


def test_a_file_is_no_folder(workspace, tmp_path):
    (tmp_path / "file").write_text("text")
    with pytest.raises(UsageError, match="this is a file"):
        publish_folder(workspace, tmp_path / "file", force=True)


def test_nothing_to_publish(tmp_path):
    with pytest.raises(StoreError, match="no database yet"):
        publish_folder(Workspace.create(tmp_path / "w"), tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_a_failure_leaves_the_folder_as_it_was(workspace, tmp_path, monkeypatch):
    folder = tmp_path / "public"
    publish_folder(workspace, folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    rename = Path.rename

    def full(self, target):
        if Path(target) == folder and not self.name.endswith(".before"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(StoreError, match="No space left"):
        publish_folder(workspace, folder, title="Another")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_command(reviewed, tmp_path):
    folder = tmp_path / "public"
    done = CliRunner().invoke(cli, ["publish", str(folder), "-C", str(reviewed.root)])
    assert done.exit_code == 0, done.output
    assert f"Published 2 documents, 3 findings, 1 verdict in {folder}" in done.output
    assert "Left out: 2 verdicts not settled" in done.output
    refused = CliRunner().invoke(cli, ["publish", str(tmp_path), "-C", str(reviewed.root)])
    assert refused.exit_code == 2


class Served:
    """Plain Datasette over a published folder, started as the folder's README says, on a free port."""

    def __init__(self, folder: Path) -> None:
        (command,) = re.findall(r"^ {4}(datasette .+)$", (folder / "README.md").read_text(), re.MULTILINE)
        words = shlex.split(command)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words[words.index("--port") + 1] = str(port)
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        deadline = time.monotonic() + 60
        while self.ask("/-/versions.json")[0] != 200:
            assert self.process.poll() is None, self.process.stdout.read()
            assert time.monotonic() < deadline, "the server takes longer than a minute to start"
            time.sleep(0.1)

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        """Status and text of an answer; a body is sent by POST."""
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json", **headers})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except urllib.error.URLError:
            return 0, ""

    def close(self) -> None:
        """Stop it, and wait."""
        self.process.terminate()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A published folder and the Datasette that serves it, for tests that change nothing."""
    root = tmp_path_factory.mktemp("published")
    folder = root / "public"
    publish_folder(make_workspace(root / "w"), folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    server = Served(folder)
    yield server
    server.close()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before  # not a byte was written, nor a file made


def finding_of(served):
    return json.loads(served.ask("/claims/findings.json?_shape=array&_sort=position")[1])[0]["id"]


@pytest.mark.parametrize("path", [p for p in PAGES if not p.endswith("sign-in")])
def test_every_page_is_readable(served, path):
    status, text = served.ask(path.format(finding=finding_of(served)))
    assert status == 200
    if path.startswith("/-/atodds"):
        assert "Sign in" not in text
        assert "<form method=" not in text  # nothing to write with
        assert 'class="bar"' in text


def test_the_pages_have_their_styles_and_questions(served):
    page = served.ask("/-/atodds")[1]
    (style,) = re.findall(r'href="([^"]+\.css[^"]*)"', page)
    assert served.ask(style)[0] == 200
    assert "Which source is contradicted most?" in served.ask("/claims")[1]
    assert json.loads(served.ask("/claims/-/query.json?sql=select+count(*)+as+n+from+verdicts&_shape=array")[1]) == [{"n": 0}]
    assert '"is_mutable": false' in json.dumps(json.loads(served.ask("/-/databases.json")[1]))


@pytest.mark.parametrize("name", WRITES)
def test_datasette_writes_nothing(served, name):
    path, body = WRITES[name]
    assert served.ask(path.format(finding=finding_of(served)), body)[0] in {400, 403}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/-/atodds/finding/{finding}/verdict", 403),
        ("/-/atodds/put-aside/v0/withdraw", 403),
        ("/-/atodds/entity/harbour/names", 403),
        ("/-/atodds/sign-in", 404),
    ],
)
def test_the_desk_writes_nothing(served, path, status):
    assert served.ask(path.format(finding=finding_of(served)), {})[0] == status
    assert served.ask("/-/atodds/sign-in?token=guess")[0] == 404

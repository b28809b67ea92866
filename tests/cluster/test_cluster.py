"""A run on a real cluster: the same bytes as in one process, whatever happens to the workers."""

import itertools
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from local_cluster import LocalCluster

from atodds.cli import cli
from atodds.cluster import connection, tasks, work
from atodds.cluster.connection import Cluster
from atodds.errors import ClusterError, UsageError
from atodds.run import run
from atodds.store import Store
from atodds.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from corpus import corpus

DOCUMENTS = 5


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Many small tasks, so that a small corpus is spread over the workers and one can be lost between two of them."""
    monkeypatch.setattr(work, "CHARACTERS", 1)
    monkeypatch.setattr(work, "PAIRS", 100)
    monkeypatch.setattr(work, "WORTH_SENDING", 10)


@pytest.fixture(scope="module")
def texts():
    return {name: text for group, _ in corpus(DOCUMENTS, 3) for name, text in group.items()}


def made(root, texts):
    workspace = Workspace.create(root)
    for name, text in texts.items():
        (workspace.sources / name).write_text(text)
    # A word of the workspace's own goes along, and so does a rate and a curated name.
    (workspace.root / "lexicon.toml").write_text('[concepts.glarbs]\nwords = ["glarb"]\nmeasures = ["count"]\n')
    (workspace.claims / "names.yaml").write_text("aliases:\n  - [The Old Works, Babaaba Works]\n")
    return workspace


@pytest.fixture(scope="module")
def alone(texts, tmp_path_factory):
    workspace = made(tmp_path_factory.mktemp("alone"), texts)
    done = run(workspace)
    assert done.complete, done.problems
    assert done.findings["conflict"] > 0
    return workspace


@pytest.fixture
def cluster(tmp_path):
    local = LocalCluster(tmp_path)
    yield local
    local.stop()


def written(workspace):
    return {p.relative_to(workspace.reports): p.read_bytes() for p in workspace.reports.rglob("*") if p.is_file()}


def rows(workspace):
    with Store.open(workspace.database) as store:
        tables = [t for t in store.db.table_names() if t.split("_fts")[0] == t and t not in ("runs", "_sqlite_migrations")]
        return {t: [tuple(r) for r in store.db.execute(f"SELECT * FROM {t} ORDER BY rowid")] for t in tables}


def assert_same(workspace, other):
    assert rows(workspace) == rows(other)
    assert written(workspace) == written(other)


@pytest.mark.slow
def test_same_bytes_as_one_process(cluster, alone, texts, tmp_path):
    cluster.start()
    workspace = made(tmp_path / "w", texts)
    steps = []
    done = run(workspace, cluster=cluster.address, progress=lambda *step: steps.append(step))
    assert_same(workspace, alone)
    assert ("extract", DOCUMENTS, DOCUMENTS) in steps
    assert len([s for s in steps if s[0] == "compare"]) > 2
    assert done.traffic.tasks > DOCUMENTS
    assert done.traffic.sent > sum(map(len, texts.values())) / 4
    # A second run has nothing to do, and needs no cluster for it.
    cluster.stop()
    assert not run(workspace, cluster=cluster.address).changed


@pytest.mark.slow
@pytest.mark.parametrize(("characters", "step"), [(work.PART_CHARACTERS, "link"), (0, "compare")], ids=["subjects", "pairs"])
def test_several_subjects(cluster, tmp_path, monkeypatch, characters, step):
    """Each is linked by one worker, or, where it is a large one, its pairs are handed out."""
    monkeypatch.setattr(work, "PART_CHARACTERS", characters)
    cluster.start()
    texts = {name: text for group, _ in corpus(3 * DOCUMENTS, 3) for name, text in group.items()}
    alone, workspace = made(tmp_path / "alone", texts), made(tmp_path / "w", texts)
    run(alone)
    steps = []
    assert run(workspace, cluster=cluster.address, progress=lambda *told: steps.append(told)).complete
    assert_same(workspace, alone)
    assert len({told for told in steps if told[0] == step}) > 2
    assert {told for told in steps if told[0] == "link"} == {("link", n, 3) for n in (1, 2, 3)}
    # What the workers told is kept: a change is linked by itself, here.
    name = min(texts)
    for one in (alone, workspace):
        (one.sources / name).write_text(texts[name] + "Babaaba Works employs 14 people.\n")
        run(one)
    assert_same(workspace, alone)


@pytest.mark.slow
def test_workers_killed(cluster, alone, texts, tmp_path):
    """One while documents are read, the other while claims are compared; a third comes in between."""
    cluster.start()
    first, second = cluster.workers
    killed = []
    workspace = made(tmp_path / "w", texts)

    def progress(step, done, total):
        if step == "extract" and first not in killed:
            assert done < total - 1
            killed.append(first)
            first.kill()
            cluster.add_worker()
        if step == "compare" and second not in killed:
            assert done < total - 1
            killed.append(second)
            second.kill()

    done = run(workspace, cluster=cluster.address, progress=progress)
    assert killed == [first, second]
    assert done.complete
    assert_same(workspace, alone)


@pytest.mark.slow
def test_all_workers_lost(cluster, texts, tmp_path, monkeypatch):
    """It is said, nothing is half-written, what was extracted is kept, and new workers go on from there."""
    monkeypatch.setattr(connection, "WORKER_SECONDS", 2)
    cluster.start()
    workspace = made(tmp_path / "w", texts)

    def progress(step, done, total):
        if step == "extract" and done == 2:
            for worker in cluster.workers:
                worker.kill()
                worker.wait()

    with pytest.raises(ClusterError, match="has had no worker for 2 seconds"):
        run(workspace, cluster=cluster.address, progress=progress)
    with Store.open(workspace.database) as store:
        assert store.last_run() is None
    cluster.add_worker()
    done = run(workspace, cluster=cluster.address)
    assert done.complete
    assert done.documents == DOCUMENTS


@pytest.mark.slow
def test_scheduler_lost(cluster, texts, tmp_path):
    cluster.start(workers=1)
    workspace = made(tmp_path / "w", texts)

    def progress(step, done, total):
        if step == "extract" and done == 2:
            cluster.scheduler.kill()
            cluster.scheduler.wait()

    with pytest.raises(ClusterError, match=r"the connection to tcp://127\.0\.0\.1:\d+ is lost"):
        run(workspace, cluster=cluster.address, progress=progress)
    assert not list(workspace.reports.rglob("*.html"))


OTHER_PROGRAM = "from atodds import fingerprint\nfingerprint.chain_version = lambda: 'another'"
NO_PROGRAM = """
import importlib.metadata, sys
found = importlib.metadata.version
def version(name):
    if name == "atodds":
        raise importlib.metadata.PackageNotFoundError(name)
    return found(name)
version.__module__ = "importlib.metadata"
importlib.metadata.version = version
sys.modules["atodds"] = None
"""
OTHER_DASK = "from distributed import versions\nversions.get_package_info = lambda packages: {'python': '3.11', 'dask': '1999.1'}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "message", "advice"),
    [
        (OTHER_PROGRAM, r"the worker on \S+ runs another version of atodds", "install the same on all machines"),
        (NO_PROGRAM, r"the worker tcp://\S+ has no atodds", r"install the same atodds\[cluster\]"),
        (OTHER_DASK, "have other versions", r"(?s)requirements\.lock.*\| *dask .*1999\.1"),
    ],
    ids=["atodds", "no-atodds", "dask"],
)
def test_other_versions(cluster, texts, tmp_path, before, message, advice):
    cluster.start(workers=0)
    cluster.add_worker(before=before)
    workspace = made(tmp_path / "w", dict(itertools.islice(texts.items(), 2)))
    with pytest.raises(ClusterError, match=message) as caught:
        run(workspace, cluster=cluster.address)
    import re

    assert re.search(advice, caught.value.advice)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_nobody_at_the_address(monkeypatch, texts, tmp_path):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 1)
    workspace = made(tmp_path / "w", texts)
    told = CliRunner().invoke(cli, ["run", "-C", str(workspace.root), "--cluster", f"tcp://127.0.0.1:{free_port()}"])
    assert told.exit_code == 1
    assert "no scheduler answers at tcp://127.0.0.1:" in told.output
    assert "docs/scale.md" in told.output
    assert not list(workspace.reports.rglob("*.html"))


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://", "inproc://x", "http://127.0.0.1:8786", ""])
def test_what_is_no_address(texts, tmp_path, address):
    with pytest.raises(UsageError, match="is no address of a cluster"):
        Cluster(address)


def test_dask_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught:
        Cluster("tcp://127.0.0.1:1")
    assert "not installed" in caught.value.message
    assert caught.value.advice == "pip install 'atodds[cluster]'"


def test_workers_and_cluster(tmp_path):
    Workspace.create(tmp_path)
    told = CliRunner().invoke(cli, ["run", "-C", str(tmp_path), "--workers", "2", "--cluster", "tcp://127.0.0.1:1"])
    assert told.exit_code == 2
    assert "give one of the two" in told.output


def certificate(folder):
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    names = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=atodds", "-keyout", names[1]]
    try:
        subprocess.run([*command, "-out", names[0], "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl")
    return names


@pytest.mark.slow
def test_tls(tmp_path, texts, alone):
    """Certificates from Dask's configuration; without them nobody gets in."""
    cert, key = certificate(tmp_path)
    places = itertools.product(("SCHEDULER", "WORKER", "CLIENT"), (("CERT", cert), ("KEY", key)))
    tls = {f"DASK_DISTRIBUTED__COMM__TLS__{who}__{what}": str(path) for who, (what, path) in places}
    tls["DASK_DISTRIBUTED__COMM__TLS__CA_FILE"] = str(cert)
    tls["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] = "true"
    local = LocalCluster(tmp_path, protocol="tls", environment=tls)
    try:
        local.start(workers=1)
        workspace = made(tmp_path / "w", dict(itertools.islice(texts.items(), 2)))
        command = [sys.executable, "-m", "atodds", "run", "-C", str(workspace.root), "--cluster", local.address]
        assert local.address.startswith("tls://")
        bare = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
        assert bare.returncode == 1
        assert "no scheduler answers at tls://" in bare.stderr
        done = subprocess.run(command, env=local.environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "The cluster did 1 task:" in done.stdout
    finally:
        local.stop()


def test_documents_are_grouped_by_size(monkeypatch, texts):
    from atodds.read import read_bytes

    monkeypatch.setattr(work, "CHARACTERS", 100)
    documents = [read_bytes(b"word " * n, f"{n}.txt").document for n in (4, 10, 5, 300, 1, 2)]
    groups = [[d.id for d in group] for group in work.batches(documents, lambda d: len(d.text))]
    assert groups == [["4.txt", "10.txt", "5.txt"], ["300.txt"], ["1.txt", "2.txt"]]
    assert list(work.batches([], len)) == []


def test_packed_is_unpacked():
    content = {"a": (1, 2.5, "x" * 1000), "b": None}
    assert tasks.unpack(tasks.pack(content)) == content
    assert len(tasks.pack(content)) < 200

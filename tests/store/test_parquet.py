"""The tables as Parquet: what stands in SQLite, in a form that other engines read."""

import datetime as dt
import sys

import pytest
import store_samples
from click.testing import CliRunner

from atodds.cli import cli
from atodds.errors import StoreError, UsageError
from atodds.store import RunMeta, Store, parquet

pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "claims.db"
    result = store_samples.result(extra=range(300, 340))
    with Store.open(path) as store:
        store.save(result, RunMeta(at=dt.datetime(2024, 5, 4, tzinfo=dt.UTC), version="0"))
        store.append_verdict(store_samples.verdict(result, result.findings[0]))
    return path


def told(row):
    """A row with its bounds as text: a number or a date."""
    return {k: str(v).lower() if k in ("low", "high") else v for k, v in row.items()}


def test_every_row_and_column(database, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 7)  # several batches
    files = parquet.write_parquet(database, tmp_path / "out")
    with Store.open(database) as store:
        assert sorted(p.name for p in files) == sorted(p.name for p in (tmp_path / "out").iterdir())
        for path in files:
            read = pq.read_table(path)
            rows = list(store.db.query(f"SELECT * FROM {path.stem}"))
            assert sorted(map(told, read.to_pylist()), key=str) == sorted(map(told, rows), key=str)
            assert read.num_rows == len(rows)
    assert pq.read_table(tmp_path / "out/claims.parquet").num_rows > 40


def test_every_table_is_written_or_left_out_on_purpose(database):
    """A table that a later version adds is not forgotten."""
    with Store.open(database) as store:
        tables = {t for t in store.db.table_names() if "_fts" not in t and not t.startswith(("_", "sqlite_"))}
    assert tables == set(parquet.TABLES)


def test_the_same_bytes_twice(database, tmp_path):
    one, two = (parquet.write_parquet(database, tmp_path / name) for name in ("one", "two"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_a_folder_that_cannot_be(database, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        parquet.write_parquet(database, tmp_path / "file" / "out")


def test_a_failure_leaves_the_old_file(database, tmp_path, monkeypatch):
    parquet.write_parquet(database, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.glob("*.parquet")}

    def fails(*_):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(parquet, "_batches", fails)
    with pytest.raises(KeyboardInterrupt):
        parquet.write_parquet(database, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if "parquet" in p.name} == before


def test_pyarrow_is_missing(database, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        parquet.write_parquet(database, tmp_path)
    assert caught.value.advice == "pip install 'atodds[cluster]'"


def test_from_the_command_line(tmp_path, without_parser):
    from atodds.workspace import Workspace

    workspace = Workspace.create(tmp_path / "w")
    (workspace.sources / "a.md").write_text("On Monday 212 died.\n")
    for _ in range(2):  # the second run has nothing else to do
        done = CliRunner().invoke(cli, ["run", "-C", str(workspace.root), "--out", str(tmp_path / "out")])
        assert done.exit_code == 0, done.output
        assert f"Wrote {len(parquet.TABLES)} tables to " in done.output
        assert pq.read_table(tmp_path / "out/claims.parquet")["value_text"].to_pylist() == ["212"]
        (tmp_path / "out/claims.parquet").unlink()

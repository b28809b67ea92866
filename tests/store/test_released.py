"""Databases as released versions wrote them: each opens in this version, with everything that was in it.

A new schema version gets its file before it is released; what was released is never written again:
    ATODDS_UPDATE=1 pytest tests/store/test_released.py
"""

import datetime as dt
import gzip
import os
import sqlite3
from pathlib import Path

import pytest
import store_samples

from atodds.store import RunMeta, Store
from atodds.store.check import faults
from atodds.store.connection import SCHEMA_VERSION, schema_version

FOLDER = Path(__file__).parent / "released"
META = RunMeta(at=dt.datetime(2024, 5, 4, 12, tzinfo=dt.UTC), version="0")


def kept():
    return sorted(FOLDER.glob("*.db.gz"))


@pytest.mark.skipif(not os.environ.get("ATODDS_UPDATE"), reason="writes the file of the present version, where there is none")
def test_write_the_present_version(tmp_path):
    path = FOLDER / f"{SCHEMA_VERSION:04}.db.gz"
    if path.exists():
        return
    result = store_samples.result()
    with Store.open(tmp_path / "claims.db") as store:
        store.save(result, META)
        store.append_verdict(store_samples.verdict(result, result.findings[0]))
        store.db.execute("VACUUM INTO ?", [str(tmp_path / "one.db")])
    FOLDER.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress((tmp_path / "one.db").read_bytes(), mtime=0))


def test_every_version_is_kept():
    assert [int(p.name[:4]) for p in kept()] == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("file", kept(), ids=lambda p: p.name[:4])
def test_a_released_database_opens_with_everything_in_it(tmp_path, file):
    path = tmp_path / "claims.db"
    path.write_bytes(gzip.decompress(file.read_bytes()))
    plain = sqlite3.connect(path)
    assert schema_version(plain) == int(file.name[:4])
    claims, quotes = plain.execute("SELECT count(*), group_concat(quote) FROM (SELECT quote FROM claims ORDER BY id)").fetchone()
    verdicts = plain.execute("SELECT id FROM verdicts ORDER BY id").fetchall()
    plain.close()
    assert claims > 1
    assert verdicts
    with Store.open(path) as store:
        assert schema_version(store.db.conn) == SCHEMA_VERSION
        found = store.load()
        assert ",".join(c.quote for c in sorted(found.claims, key=lambda c: c.id)) == quotes
        assert [(v.id,) for v in store.verdicts()] == verdicts
        assert list(faults(store.db.conn)) == []
        store.save(store_samples.result(), META)
        assert list(faults(store.db.conn)) == []
        assert [(v.id,) for v in store.verdicts()] == verdicts

import datetime as dt

import pytest

from atodds.store import RunMeta, Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "claims.db") as opened:
        yield opened


@pytest.fixture
def meta():
    return RunMeta(at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC), version="0.1.0", fingerprint="f1", meta={"rates": {}})

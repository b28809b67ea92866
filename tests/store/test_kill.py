"""A save that is killed at any moment leaves the old result or the new one, and every verdict."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import store_samples

from atodds.store import Store
from atodds.store.check import faults

# Saves two results in turn until it is killed; says so when the first save is done.
WRITER = """
import datetime as dt, sys
sys.path.insert(0, sys.argv[2])
import store_samples
from atodds.store import RunMeta, Store
results = [store_samples.result(extra=range(300, 600)), store_samples.result(second="227", extra=range(450, 900))]
meta = RunMeta(at=dt.datetime.now(dt.UTC), version="0")
with Store.open(sys.argv[1]) as store:
    n = 0
    while True:
        store.save(results[n % 2], meta)
        if n == 0:
            print("ready", flush=True)
        n += 1
"""


@pytest.mark.slow
def test_killed_while_saving(tmp_path):
    path = tmp_path / "claims.db"
    expected = [store_samples.result(extra=range(300, 600)), store_samples.result(second="227", extra=range(450, 900))]
    given = store_samples.verdict(expected[0], expected[0].findings[0])
    with Store.open(path) as store:
        store.append_verdict(given)
    chance = random.Random(7)
    seen = set()
    for round_number in range(20):
        if round_number >= 4 and seen == {0, 1}:  # it was killed after either result
            break
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path, Path(__file__).parent], stdout=subprocess.PIPE)
        with writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.25))
            writer.send_signal(signal.SIGKILL)
        with Store.open(path) as store:
            assert store.load() in expected
            seen.add(expected.index(store.load()))
            assert list(faults(store.db.conn)) == []
            assert store.verdicts() == [given]
    assert seen == {0, 1}

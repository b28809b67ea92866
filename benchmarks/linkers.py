"""Linking held against packages that only link: `python benchmarks/linkers.py [CLAIMS]`, each in a process of its own.

The claims are those of `benchmarks/linking.py spread`, five for each data item. Splink and recordlinkage get them as a table and compare
it on the same fields: subject, property, unit and value. They give pairs with a weight or with levels, and no more; At Odds reads hedges,
roundings and periods besides, forms data items and says why the values clash. DuckDB's group-by on the key is the floor of them all.

They are no dependencies of At Odds: `pip install splink duckdb recordlinkage`, here or, with --python, anywhere.
Processor seconds, of all threads together: packages that use both cores have no advantage, and other work on the machine does not count.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CLAIMS = 10_000
FIELDS = ("unique_id", "document", "subject", "property", "unit", "value")


def write(path: Path, count: int) -> None:
    """The claims as a table."""
    from linking import spread  # noqa: PLC0415  (the other packages may lie where At Odds does not)

    with path.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(FIELDS)
        for claim in spread(count, random.Random(1)):
            rows.writerow([claim.id, claim.document, claim.subject, claim.property, claim.value.unit, claim.value.low])


def at_odds(_path: Path, count: int) -> tuple[float, int]:
    """Seconds from claims to findings, and the pairs that have a relation."""
    from linking import documents, spread  # noqa: PLC0415

    from atodds.chain import reconcile_claims  # noqa: PLC0415
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415

    lexicon = Lexicon.load()
    claims = spread(count, random.Random(1))
    reconcile_claims(documents(), claims[:5], lexicon=lexicon)
    begin = time.process_time()
    result = reconcile_claims(documents(), claims, lexicon=lexicon)
    return time.process_time() - begin, sum(len(f.relations) for f in result.findings)


def splink(path: Path, _count: int) -> tuple[float, int]:
    """Seconds to train and predict with Splink on DuckDB."""
    import pandas as pd  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    table = pd.read_csv(path)
    begin = time.process_time()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.JaroWinklerAtThresholds("subject"), cl.ExactMatch("property"), cl.ExactMatch("unit"), cl.ExactMatch("value")],
        blocking_rules_to_generate_predictions=[block_on("subject", "property")],
        probability_two_random_records_match=4 / len(table),
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("subject"))
    pairs = linker.inference.predict().as_pandas_dataframe()
    return time.process_time() - begin, len(pairs)


def recordlinkage(path: Path, _count: int) -> tuple[float, int]:
    """Seconds to index and compare with recordlinkage."""
    import pandas as pd  # noqa: PLC0415
    import recordlinkage as rl  # noqa: PLC0415

    table = pd.read_csv(path).set_index("unique_id")
    begin = time.process_time()
    index = rl.Index()
    index.block(["subject", "property"])
    compare = rl.Compare()
    compare.string("subject", "subject", method="jarowinkler", label="subject")
    compare.exact("property", "property", label="property")
    compare.exact("unit", "unit", label="unit")
    compare.numeric("value", "value", label="value")
    found = compare.compute(index.index(table), table)
    return time.process_time() - begin, len(found)


def duckdb(path: Path, _count: int) -> tuple[float, int]:
    """Seconds of a group-by on the key, which says no more than where values differ."""
    import duckdb as db  # noqa: PLC0415

    connection = db.connect()
    connection.execute("create table claims as select * from read_csv(?)", [str(path)])
    begin = time.process_time()
    rows = connection.execute(
        "select subject, property, unit, count(*), min(value), max(value) from claims group by all having min(value) < max(value)"
    ).fetchall()
    return time.process_time() - begin, len(rows)


WORK: dict[str, Callable[[Path, int], tuple[float, int]]] = {
    "At Odds": at_odds,
    "Splink": splink,
    "recordlinkage": recordlinkage,
    "DuckDB group-by": duckdb,
}


def main() -> None:
    """Measure all, each against At Odds."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        seconds, found = WORK[arguments[1]](Path(arguments[2]), int(arguments[3]))
        print(json.dumps([seconds, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    python = arguments[arguments.index("--python") + 1] if "--python" in arguments else sys.executable
    count = next((int(a) for a in arguments if a.isdigit()), CLAIMS)
    ours = 0.0
    print("| what | claims | seconds | against At Odds | memory, MiB | pairs (group-by: clashes) |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        write(path, count)
        for name in WORK:
            program = [sys.executable if name == "At Odds" else python, __file__, "--one", name, str(path), str(count)]
            told = subprocess.run(program, check=False, capture_output=True, text=True)
            if told.returncode:
                print(f"| {name} | - | {told.stderr.strip().splitlines()[-1]} | | | |", flush=True)
                continue
            seconds, found, memory = json.loads(told.stdout.strip().splitlines()[-1])
            ours = ours or seconds
            print(f"| {name} | {count:,} | {seconds:.2f} | {seconds / ours:.2f} | {memory:,.0f} | {found:,} |", flush=True)


if __name__ == "__main__":
    main()

"""Documents to claims held against a package that finds values only: `python benchmarks/quantities.py [DOSSIER ...]`.

quantulum3 finds quantities with their units in a text: no dates, no hedges, no subject, nothing of what is measured. Both read the same
documents, those of the dossiers given (default: all of tests/dossiers), each in a process of its own, several times: in the first turn
the words are new to either, in the later ones it may remember them. Processor seconds of one thread.

It is no dependency of At Odds: `pip install quantulum3`, here or, with --python, anywhere.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# As the `atodds` command sets it, here for both.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

DOSSIERS = Path(__file__).parent.parent / "tests" / "dossiers"
TURNS = 4
WARM = "The ferry carried 412 people and 3 km of rope."


def write(path: Path, folders: list[Path]) -> int:
    """The texts of the documents as At Odds reads them, into a file for both; their characters."""
    from atodds.read import read_sources  # noqa: PLC0415

    texts = [d.text for folder in folders for d in read_sources(folder)[0]]
    path.write_text(json.dumps(texts), "utf-8")
    return sum(map(len, texts))


def at_odds(texts: list[str]) -> Iterator[int]:
    """The claims of a sentence, then of all texts in each turn."""
    from atodds.cores import keep_to_one  # noqa: PLC0415

    keep_to_one()
    from atodds.extract.extractor import extract  # noqa: PLC0415
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415
    from atodds.read.sources import read_bytes  # noqa: PLC0415

    lexicon = Lexicon.load()
    warm, *documents = [read_bytes(text.encode(), f"{n}.md").document for n, text in enumerate([WARM, *texts])]
    yield len(extract(warm, lexicon))
    while True:
        yield sum(len(extract(d, lexicon)) for d in documents)


def quantulum3(texts: list[str]) -> Iterator[int]:
    """The quantities of a sentence, then of all texts in each turn."""
    from quantulum3 import parser  # noqa: PLC0415

    yield len(parser.parse(WARM))
    while True:
        yield sum(len(parser.parse(text)) for text in texts)


WORK: dict[str, Callable[[list[str]], Iterator[int]]] = {"At Odds": at_odds, "quantulum3": quantulum3}


def one(name: str, path: Path) -> tuple[list[float], int]:
    """Seconds of each turn, and what was found in the last."""
    work = WORK[name](json.loads(path.read_text("utf-8")))
    next(work)  # what is loaded once
    times, found = [], 0
    for _ in range(TURNS):
        begin = time.process_time()
        found = next(work)
        times.append(time.process_time() - begin)
    return times, found


def main() -> None:
    """Measure both."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        print(json.dumps(one(arguments[1], Path(arguments[2]))))
        return
    python = arguments.pop(arguments.index("--python") + 1) if "--python" in arguments else sys.executable
    folders = [Path(a) for a in arguments if a != "--python"] or sorted(p.parent for p in DOSSIERS.glob("*/gold.json"))
    ours: list[float] = []
    print("| what | characters | a second, first turn | At Odds against it | a second, later | At Odds against it | found |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        characters = write(path, folders)
        for name in WORK:
            program = [sys.executable if name == "At Odds" else python, __file__, "--one", name, str(path)]
            told = subprocess.run(program, check=False, capture_output=True, text=True)
            if told.returncode:
                print(f"| {name} | - | {told.stderr.strip().splitlines()[-1]} | | | | |", flush=True)
                continue
            times, found = json.loads(told.stdout.strip().splitlines()[-1])
            speeds = [characters / times[0], characters / statistics.median(times[1:])]
            ours = ours or speeds
            told_speeds = " | ".join(f"{speed:,.0f} | {own / speed:.2f}" for speed, own in zip(speeds, ours, strict=True))
            print(f"| {name} | {characters:,} | {told_speeds} | {found:,} |", flush=True)


if __name__ == "__main__":
    main()

"""How fast atodds is, on a corpus made for it, as ratios that can be compared between machines.

    make bench
    make bench ARGS="--documents 1000"

Every line names what was measured, what it is held against, and the ratio of the two, all from this one run. What one process does is
measured in processor seconds, in turn with what it is held against: other work on the machine changes both. Only what several processes
do together is measured by the clock.
"""

# ruff: noqa: E402  (one setting comes before NumPy is imported)
from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
from corpus import write_corpus

from atodds.cores import keep_to_one

keep_to_one()  # as the `atodds` command does, before anything below imports NumPy

from nothing import Nothing
from workers import STEPS, by_one, by_two

from atodds.chain import reconcile_claims
from atodds.curation import Curation
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.parse import MODEL_PACKAGES, parse, sentences
from atodds.parallel import Processes, extract_all
from atodds.read import read_sources
from atodds.run import run
from atodds.workspace import Workspace

# Starting a process is measured so often; the median is printed, as a first start reads from the disk.
STARTS = 11
# Work that is held against other work is done so often in turn with it.
TURNS = 3
# Documents that spaCy is given at a time: of the 256 that it takes by itself, its network keeps 4 kB for each character (2.6 GiB).
BATCH = 16
DOSSIERS = Path(__file__).parent.parent / "tests" / "dossiers"
# Growth is measured between a part of the corpus and all of it.
GROWTH = 10
EMPTY_PROGRAM = "import click; click.command()(lambda: None)(['--help'], standalone_mode=False)"


class Row(NamedTuple):
    """A line of the table. ``measured`` and ``against`` in ``unit``."""

    what: str
    measured: float
    held_against: str
    against: float
    unit: str

    def __str__(self) -> str:
        """The line in Markdown."""
        measured, against = (f"{value:,.3g} {self.unit}" for value in (self.measured, self.against))
        return f"| {self.what} | {measured} | {self.held_against}: {against} | {self.measured / self.against:.2f} |"


def seconds(work: Callable[[], object]) -> float:
    """How many processor seconds ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(*work: Callable[[], object]) -> list[float]:
    """The median processor seconds of each piece of work, all done in turn ``TURNS`` times."""
    rounds = [[seconds(piece) for piece in work] for _ in range(TURNS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def extraction(folder: Path) -> Iterator[Row]:
    """Characters per second from documents to claims, against spaCy's parse of the same text."""
    package = next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name) is not None)
    whole = importlib.import_module(package).load()
    lexicon = Lexicon.load()
    gold = sorted(p.parent for p in DOSSIERS.glob("*/gold.json"))
    for what, folders in (("the corpus", [folder]), ("the gold dossiers", gold)):
        documents = [d for one in folders for d in read_sources(one)[0]]
        characters = sum(len(d.text) for d in documents)
        ours, whole_parse, parse_alone = in_turn(
            lambda documents=documents: [extract(d, lexicon) for d in documents],
            lambda documents=documents: [None for _ in whole.pipe((d.text for d in documents), batch_size=BATCH)],
            lambda documents=documents: [None for d in documents for _ in parse(s.text for s in sentences(d.text))],
        )
        yield Row(f"{what} to claims", characters / ours, "spaCy with the model as it comes", characters / whole_parse, "characters/s")
        yield Row(f"{what} to claims", characters / ours, "the parse alone, as it is done here", characters / parse_alone, "characters/s")


def growth(folder: Path) -> Iterator[Row]:
    """Seconds from claims to findings, for all documents against a part of them."""
    documents, _ = read_sources(folder)
    lexicon = Lexicon.load()
    times = []
    for some in (documents[: len(documents) // GROWTH], documents):
        claims = [c for d in some for c in extract(d, lexicon)]
        took = seconds(lambda some=some, claims=claims: reconcile_claims(some, claims, curation=Curation(), lexicon=lexicon))  # type: ignore[misc]
        times.append((len(claims), took))
    (few, short), (many, long) = times
    yield Row(f"{many:,} claims to findings", long, f"{few:,} claims", short, "s")


def runs(folder: Path) -> Iterator[Row]:
    """Seconds of a run with nothing changed and with one document changed, against the first run."""
    workspace = Workspace.create(folder / "workspace")
    names = sorted(folder.glob("*.md"))
    for path in names:
        (workspace.sources / path.name).write_bytes(path.read_bytes())
    first = seconds(lambda: run(workspace))
    nothing = seconds(lambda: run(workspace))
    changed = workspace.sources / names[0].name
    changed.write_text(changed.read_text("utf-8") + "\nThe old mill is 31 metres high.\n", "utf-8")
    one = seconds(lambda: run(workspace))
    yield Row("run, nothing changed", nothing, "first run", first, "s")
    yield Row(f"run, 1 document of {len(names):,} changed", one, "first run", first, "s")


def starts(folder: Path) -> Iterator[Row]:
    """Processor milliseconds that commands take to start, against a program that does nothing."""
    Workspace.create(folder / "empty")

    def start(*arguments: str) -> float:
        return statistics.median(_of_process([sys.executable, *arguments], folder / "empty") for _ in range(STARTS)) * 1000

    empty = start("-c", EMPTY_PROGRAM)
    for command in ("--help", "findings"):
        yield Row(f"atodds {command}", start("-c", "from atodds.cli import main; main()", command), "an empty click program", empty, "ms")


def _of_process(command: list[str], folder: Path) -> float:
    """Processor seconds of a process and those it waited for."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = os.wait4(process.pid, 0)[2]
    process.returncode = 0
    return used.ru_utime + used.ru_stime


def workers(folder: Path) -> Iterator[Row]:
    """Documents per second by the clock, by two processes (their start included) and by one, in turn: to claims, and to findings."""
    documents, _ = read_sources(folder)
    lexicon = Lexicon.load()
    with Processes(2, None) as team:
        if not extract_all(documents, Nothing(), team).fresh:
            click.echo("2 processes are not measured: so few documents are extracted by one", err=True)
            return

    def two(step: str) -> float:
        return by_the_clock(functools.partial(by_two, documents, lexicon, to_findings=step == "findings"))

    # From the second turn on the one process has the words of the first in its memory.
    turns = [(by_one(documents, lexicon, time.perf_counter), {step: two(step) for step in STEPS}) for _ in range(TURNS)]
    for step in STEPS:
        alone, together = (len(documents) / statistics.median(turn[n][step] for turn in turns) for n in (0, 1))
        yield Row(f"documents to {step}, 2 processes", together, "1 process", alone, "documents/s")


def by_the_clock(work: Callable[[], object]) -> float:
    """How many seconds ``work`` takes by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


MEASURES = (starts, extraction, workers, growth, runs)


@click.command()
@click.option("--documents", default=200, show_default=True, help="Size of the corpus.")
@click.option("--seed", default=1, show_default=True)
@click.option("--only", type=click.Choice([m.__name__ for m in MEASURES]), multiple=True, help="Measure only this; can be repeated.")
def main(documents: int, seed: int, only: tuple[str, ...]) -> None:
    """Measure, and print a table in Markdown."""
    click.echo("| what | measured | against | ratio |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, documents, seed)
        (folder / "gold.json").unlink()
        for measure in MEASURES:
            if only and measure.__name__ not in only:
                continue
            for row in measure(folder):
                click.echo(str(row))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kibibytes, macOS in bytes.
    mebibytes = peak / (2**20 if sys.platform == "darwin" else 2**10)
    click.echo(f"\nMost memory in use: {mebibytes:,.0f} MiB ({documents:,} documents, seed {seed})")


if __name__ == "__main__":
    main()

"""How fast atodds is, on a corpus made for it, as ratios that can be compared between machines.

    make bench
    make bench ARGS="--documents 1000"

Every line names what was measured, what it is held against, and the ratio of the two, all from this one run.
"""

from __future__ import annotations

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

from atodds.chain import reconcile_claims
from atodds.curation import Curation
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.parse import language, parse, sentences
from atodds.read import read_sources
from atodds.run import run
from atodds.workspace import Workspace

# Starting a process is measured so often; the median is printed, as a first start reads from the disk.
STARTS = 7
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
    """How long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def extraction(folder: Path) -> Iterator[Row]:
    """Characters per second from documents to claims, against the bare parse of the same text."""
    documents, _ = read_sources(folder)
    lexicon = Lexicon.load()
    language()  # loads the model, which is not what is measured
    characters = sum(len(d.text) for d in documents)
    ours = seconds(lambda: [extract(d, lexicon) for d in documents])
    bare = seconds(lambda: list(parse(s.text for d in documents for s in sentences(d.text))))
    yield Row("documents to claims", characters / ours, "bare parse of every sentence", characters / bare, "characters/s")


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


def starts(_folder: Path) -> Iterator[Row]:
    """Seconds that ``atodds --help`` takes to start, against a program that does nothing."""

    def start(*arguments: str) -> float:
        command = [sys.executable, *arguments]
        return statistics.median(seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(STARTS))

    empty = start("-c", EMPTY_PROGRAM)
    yield Row("atodds --help", start("-c", "from atodds.cli import main; main()", "--help"), "an empty click program", empty, "s")


@click.command()
@click.option("--documents", default=200, show_default=True, help="Size of the corpus.")
@click.option("--seed", default=1, show_default=True)
def main(documents: int, seed: int) -> None:
    """Measure, and print a table in Markdown."""
    click.echo("| what | measured | against | ratio |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, documents, seed)
        (folder / "gold.json").unlink()
        for measure in (starts, extraction, growth, runs):
            for row in measure(folder):
                click.echo(str(row))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kibibytes, macOS in bytes.
    mebibytes = peak / (2**20 if sys.platform == "darwin" else 2**10)
    click.echo(f"\nMost memory in use: {mebibytes:,.0f} MiB ({documents:,} documents, seed {seed})")


if __name__ == "__main__":
    main()

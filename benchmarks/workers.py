"""What a second process saves: `python benchmarks/workers.py [--documents 130]`.

On a machine that others use, the clock tells nothing. So what counts are processor seconds: of one process that does all, and of the
busiest of three (the one that hands out documents and subjects, and two that extract and link). That is what the clock would show on two
idle cores: the process that hands out waits while the two work.
"""

# ruff: noqa: E402  (one setting comes before NumPy is imported)
from __future__ import annotations

import functools
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from corpus import write_corpus

from atodds.cores import keep_to_one

keep_to_one()  # as the `atodds` command does, before anything below imports NumPy

from nothing import InMemory, Nothing

from atodds.chain import reconcile
from atodds.collector import without_collector
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Document
from atodds.parallel import Processes, extract_all, sharing
from atodds.read import read_sources

PROCESSES = 2
STEPS = ("claims", "findings")


def of_children() -> float:
    """Processor seconds of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Used(NamedTuple):
    """Processor seconds: of this process, and of those that it started."""

    own: float
    others: float

    @property
    def busiest(self) -> float:
        """Of the busiest process, where the others share their work evenly."""
        return self.own + self.others / PROCESSES


def by_two(documents: Sequence[Document], lexicon: Lexicon, *, to_findings: bool) -> None:
    """Extract with two processes, and link with them if it goes on to findings."""
    with Processes(PROCESSES, None) as team:
        extracted = extract_all(documents, Nothing(), team)
        if to_findings:
            reconcile(documents, lexicon=lexicon, cache=extracted, sharing=sharing(team, extracted))


def by_one(documents: Sequence[Document], lexicon: Lexicon, clock: Callable[[], float]) -> dict[str, float]:
    """How long it takes this process alone, by a clock: to claims, and to findings."""
    alone, start = InMemory(), clock()
    with without_collector():  # as a run does
        for document in documents:
            alone.put(document, extract(document, lexicon))
    to_claims = clock() - start
    reconcile(documents, lexicon=lexicon, cache=alone)
    return {"claims": to_claims, "findings": clock() - start}


def used_by(work: Callable[[], object]) -> Used:
    """What a piece of work uses; it ends the processes that it starts."""
    before = time.process_time(), of_children()
    work()
    return Used(time.process_time() - before[0], of_children() - before[1])


@click.command()
@click.option("--documents", default=130, show_default=True, help="Size of the corpus; of fewer, no second process is started.")
@click.option("--seed", default=1, show_default=True)
def main(documents: int, seed: int) -> None:
    """Measure, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, documents, seed)
        (folder / "gold.json").unlink()
        found, _ = read_sources(folder)
    lexicon = Lexicon.load()

    two = {step: used_by(functools.partial(by_two, found, lexicon, to_findings=step == "findings")) for step in STEPS}
    if not two["claims"].others:
        raise click.UsageError("so few documents are extracted by one process: a second is not worth its start")
    one = by_one(found, lexicon, time.process_time)  # once, as it is done once: whoever extracts again knows the words
    print("| step | one process, s | the busiest of two and the one that hands out, s | times as fast |\n|---|---|---|---|")
    for step, seconds in one.items():
        print(f"| {documents} documents to {step} | {seconds:.1f} | {two[step].busiest:.1f} | {seconds / two[step].busiest:.2f} |")


if __name__ == "__main__":
    main()

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

from nothing import Nothing

from atodds.chain import reconcile
from atodds.collector import without_collector
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, Document
from atodds.parallel import Processes, extract_all, sharing
from atodds.read import read_sources

PROCESSES = 2


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

    def by_two(*, to_findings: bool) -> None:
        with Processes(PROCESSES, None) as team:
            extracted = extract_all(found, Nothing(), team)
            if to_findings:
                reconcile(found, lexicon=lexicon, cache=extracted, sharing=sharing(team, extracted))

    steps = {"claims": by_one(found, lexicon, to_findings=False), "findings": by_one(found, lexicon, to_findings=True)}
    print("| step | one process, s | the busiest of two and the one that hands out, s | times as fast |\n|---|---|---|---|")
    for step, work in steps.items():
        two = used_by(functools.partial(by_two, to_findings=step == "findings"))
        if not two.others:
            raise click.UsageError("so few documents are extracted by one process: a second is not worth its start")
        alone = used_by(work).busiest
        print(f"| {documents} documents to {step} | {alone:.1f} | {two.busiest:.1f} | {alone / two.busiest:.2f} |")


def by_one(documents: Sequence[Document], lexicon: Lexicon, *, to_findings: bool) -> Callable[[], object]:
    """The same in this process."""
    if to_findings:
        return lambda: reconcile(documents, lexicon=lexicon)

    def extract_all_here() -> list[list[Claim]]:
        with without_collector():  # as a run does
            return [extract(document, lexicon) for document in documents]

    return extract_all_here


if __name__ == "__main__":
    main()

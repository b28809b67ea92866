"""What a second process saves: `python benchmarks/workers.py [--documents 130]`.

On a machine that others use, the clock tells nothing. So what counts are processor seconds: of one process that does all, and of the
busiest of three (the one that hands out the documents, and two that extract). That is what the clock would show on two idle cores; the
process that hands out waits while the two extract, and links alone when they are done.
"""

# ruff: noqa: E402  (one setting comes before NumPy is imported)
from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

import click
from corpus import write_corpus

from atodds.cores import keep_to_one

keep_to_one()  # as the `atodds` command does, before anything below imports NumPy

from nothing import Nothing

from atodds.chain import reconcile_claims
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.parallel import extract_all
from atodds.read import read_sources

PROCESSES = 2


def of_children() -> float:
    """Processor seconds of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    before = time.process_time(), of_children()
    extracted = extract_all(found, Nothing(), lexicon=None, workers=PROCESSES)
    for document in found:
        extracted.told(document)  # as linking asks for them: they come packed
    handing, both = time.process_time() - before[0], of_children() - before[1]
    if not both:
        raise click.UsageError("so few documents are extracted by one process: a second is not worth its start")
    start = time.process_time()
    claims: list[Claim] = [claim for document in found for claim in extract(document, lexicon)]
    alone = time.process_time() - start
    start = time.process_time()
    reconcile_claims(found, claims, lexicon=lexicon)
    linking = time.process_time() - start
    busiest = handing + both / PROCESSES
    print("| step | one process, s | the busiest of two and the one that hands out, s | times as fast |\n|---|---|---|---|")
    print(f"| {documents} documents to claims | {alone:.1f} | {busiest:.1f} | {alone / busiest:.2f} |")
    print(f"| documents to findings | {alone + linking:.1f} | {busiest + linking:.1f} | {(alone + linking) / (busiest + linking):.2f} |")


if __name__ == "__main__":
    main()

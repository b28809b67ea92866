"""How the time from claims to findings grows: `python benchmarks/linking.py [CLAIMS ...]`.

Two shapes: five documents that tell the same of many things, and all claims of one entity and one property (the worst block). Every size is
held against the one before it, from this one run.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable

from atodds.chain import reconcile_claims
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, Document, RelationKind, claim_id
from atodds.model.values import Quantity

VOICES = 5
CLASHES = 0.1  # the share of things of which one document contradicts the others
SIZES = (1_000, 10_000)


def documents() -> list[Document]:
    """The documents that the claims stand in; linking does not read their text."""
    return [Document(id=f"d{n}.md", sha256=f"{n:064}", media_type="text/markdown", text="", blocks=()) for n in range(VOICES)]


def claim(number: float, thing: str, n: int, voice: int) -> Claim:
    """A claim that a thing has so many employees."""
    quote = f"{thing} employs {number:.0f} people."
    words = f"{number:.0f}"
    fields = {"document": f"d{voice}.md", "quote": quote, "value_text": words, "value_start": quote.index(words)}
    return Claim(
        id=claim_id(f"d{voice}.md", quote, words, fields["value_start"], n),
        start=n * 100,
        value=Quantity(low=number, high=number, unit="1", step=1),
        subject=thing,
        property="employees",
        features={
            "kind": ("count",),
            "how": ("named",),
            "names": (thing,),
            "head": ("employees",),
            "verb": ("employ",),
            "subj": (thing.casefold(),),
            "aspect": ("level",),
            "concepts": ("employees",),
        },
        **fields,
    )


def spread(count: int, rng: random.Random) -> list[Claim]:
    """So many claims in fives: each of another thing."""
    found = []
    for n in range(count // VOICES):
        number = rng.randint(101, 99_999)
        odd = rng.randrange(VOICES) if rng.random() < CLASHES else None
        found += [claim(number * 2 + 1 if voice == odd else number, f"Thing{n:x}q", n, voice) for voice in range(VOICES)]
    return found


def crowd(count: int, rng: random.Random) -> list[Claim]:
    """So many claims of one thing."""
    return [claim(rng.randint(101, 99_999), "Ostrea", n, n % VOICES) for n in range(count)]


def measure(shape: Callable[[int, random.Random], list[Claim]], sizes: list[int], lexicon: Lexicon) -> None:
    """Print a line for each size."""
    before = None
    for size in sizes:
        claims = shape(size, random.Random(1))
        begin = time.process_time()
        result = reconcile_claims(documents(), claims, lexicon=lexicon)
        took = time.process_time() - begin
        ratio = f"{took / before[1]:.1f} times the time for {size / before[0]:.0f} times the claims" if before else "-"
        conflicts = sum(f.status is RelationKind.CONFLICT for f in result.findings)
        print(f"| {shape.__name__} | {size:,} | {took:.1f} | {ratio} | {len(result.findings):,} | {conflicts:,} |", flush=True)
        before = size, took


def main() -> None:
    """Measure both shapes."""
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    lexicon = Lexicon.load()
    reconcile_claims(documents(), spread(VOICES, random.Random(1)), lexicon=lexicon)  # loads what is loaded once
    print("| shape | claims | seconds | growth | findings | conflicts |\n|---|---|---|---|---|---|")
    for shape in (spread, crowd):
        measure(shape, sizes, lexicon)
    print(f"\nMost memory in use: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()

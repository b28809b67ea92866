"""How the time and the memory from claims to findings grow: `python benchmarks/linking.py [spread] [crowd] [CLAIMS ...]`.

Two shapes: five documents that tell the same of many things, and all claims of one entity and one property (the worst block). Every size is
held against the one before it, from this one run, by the median of three turns.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from atodds.chain import reconcile_claims
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, Document, RelationKind, claim_id
from atodds.model.values import Quantity

VOICES = 5
CLASHES = 0.1  # the share of things of which one document contradicts the others
SIZES = (1_000, 10_000)
# Each size is measured so often, in a process of its own each time. The median counts: other work on the machine slows down one of them.
TURNS = 3


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


class Measured(NamedTuple):
    """What one size came to: processor seconds, the most memory in MiB (claims and findings included), and what was found."""

    seconds: float
    memory: float
    findings: int
    conflicts: int
    planted: int


def measured(shape: str, size: int) -> Measured:
    """Link so many claims, in processes of their own: memory that was in use once is not given back."""
    program = [sys.executable, __file__, "--one", shape, str(size)]
    turns = [Measured(*json.loads(subprocess.run(program, check=True, stdout=subprocess.PIPE).stdout)) for _ in range(TURNS)]
    return sorted(turns)[TURNS // 2]


def one(shape: str, size: int) -> Measured:
    """Link so many claims here."""
    claims = SHAPES[shape](size, random.Random(1))
    lexicon = Lexicon.load()
    reconcile_claims(documents(), spread(VOICES, random.Random(1)), lexicon=lexicon)  # loads what is loaded once
    begin = time.process_time()
    result = reconcile_claims(documents(), claims, lexicon=lexicon)
    took = time.process_time() - begin
    conflicts = sum(f.status is RelationKind.CONFLICT for f in result.findings)
    told: dict[str, set[float]] = defaultdict(set)
    for c in claims:
        told[c.subject].add(c.value.low)
    planted = sum(len(figures) > 1 for figures in told.values())
    return Measured(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(result.findings), conflicts, planted)


def main() -> None:
    """Measure both shapes, each size against the one before it."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], int(sys.argv[3]))))
        return
    shapes = [a for a in sys.argv[1:] if a in SHAPES] or list(SHAPES)
    sizes = [int(a) for a in sys.argv[1:] if a.isdigit()] or list(SIZES)
    print("| shape | claims | seconds | growth | memory, MiB | findings | conflicts | planted |\n|---|---|---|---|---|---|---|---|")
    for shape in shapes:
        before: tuple[int, float] | None = None
        for size in sizes:
            found = measured(shape, size)
            ratio = f"{found.seconds / before[1]:.1f} times the time for {size / before[0]:.0f} times the claims" if before else "-"
            counts = f"{found.findings:,} | {found.conflicts:,} | {found.planted if shape == 'spread' else '-'}"
            print(f"| {shape} | {size:,} | {found.seconds:.1f} | {ratio} | {found.memory:,.0f} | {counts} |", flush=True)
            before = size, found.seconds


SHAPES: dict[str, Callable[[int, random.Random], list[Claim]]] = {"spread": spread, "crowd": crowd}

if __name__ == "__main__":
    main()

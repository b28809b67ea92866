"""Where a number stands: how far into its document, and beside how many others in its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from atodds.model.records import Claim

# A document is told in so many parts of one length: finer than the bounds that are compared (`atodds.link.layout`), and few enough
# that many pairs are alike in them.
PARTS = 40
# Characters. A shorter document has no beginning, middle and end: a notice, a table, a post.
SHORT = 1000
# The places in a sentence that are told apart: the fourth number of a sentence and the fifth are both far on in a list.
PLACES = 3


class Standing(NamedTuple):
    """Where a claim's number stands.

    ``part``: of the document, from 0 to `PARTS`; ``place``: how many numbers of the sentence stand before it, up to `PLACES`;
    ``alone``: it is the only one.
    """

    part: int
    place: int
    alone: bool


def standings(claims: Iterable[Claim], lengths: Mapping[str, int]) -> dict[str, Standing]:
    """Where the number of each claim stands, by the claim's id, in documents that are not short.

    ``lengths``: of the texts of documents in characters, by their ids; one of unknown length counts as short.
    """
    sentences: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.value.kind == "quantity" and lengths.get(claim.document, 0) >= SHORT:
            sentences[claim.document, claim.start].append(claim)
    found = {}
    for (document, _), beside in sentences.items():
        length = lengths[document]
        starts = sorted({c.value_span[0] for c in beside})
        for claim in beside:
            start = claim.value_span[0]
            found[claim.id] = Standing(min(PARTS, PARTS * start // length), min(PLACES, starts.index(start)), len(starts) == 1)
    return found

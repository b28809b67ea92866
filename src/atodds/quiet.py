"""Which documents were looked through in vain, kept between two runs: most state no exchange rate and no sum that does not come out.

A document is told by a digest of its text, its metadata and, where they count, its claims. Those that were found to be quiet are passed
over as long as that is the same; the others are looked through again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from atodds.arithmetic import Checked, check_arithmetic
from atodds.extract.rates import StatedRate, middle_rates, rates_of, stated_rates
from atodds.kept import DIGEST, Digests, Keep, cut
from atodds.model.records import Claim, Document
from atodds.told import by_document

Marks = Sequence[bytes]


def rates_in(documents: Sequence[Document], keep: Keep | None, digests: Digests) -> list[StatedRate]:
    """As `stated_rates`."""
    if keep is None:
        return stated_rates(documents)
    quiet = _Quiet(keep, "rates", list(map(digests.document, documents)))
    found = [rate for document in quiet.pick(documents) for rate in rates_of(document)]
    quiet.finish(documents, {rate.document for rate in found})
    return middle_rates(found)


def sums_in(documents: Sequence[Document], claims: Sequence[Claim], keep: Keep | None, digests: Digests) -> Checked:
    """As `check_arithmetic`."""
    if keep is None:
        return check_arithmetic(documents, claims)
    told = by_document(claims)
    home = {claim.id: claim.document for claim in claims}
    quiet = _Quiet(keep, "sums", [digests.told(d, told[d.id]) for d in documents])
    found = check_arithmetic(quiet.pick(documents), claims)
    home.update((claim.id, claim.document) for claim in found.claims)
    quiet.finish(documents, {home[c] for finding in found.findings for c in finding.claims})
    return found


class _Quiet:
    """The documents that were looked through for one thing."""

    def __init__(self, keep: Keep, what: str, marks: Marks) -> None:
        """``marks``: of each document."""
        self._keep, self._key, self._marks = keep, f"quiet|{what}", marks
        data = keep.get_bytes(self._key) or b""
        self._known = set(cut(data)) if len(data) % DIGEST == 0 else set()

    def pick(self, documents: Sequence[Document]) -> list[Document]:
        """Those that are not known to be quiet."""
        return [d for d, mark in zip(documents, self._marks, strict=True) if mark not in self._known]

    def finish(self, documents: Sequence[Document], loud: Collection[str]) -> None:
        """Keep all but those in which something was found."""
        quiet = {mark for d, mark in zip(documents, self._marks, strict=True) if d.id not in loud}
        if quiet != self._known:
            self._keep.put_bytes(self._key, b"".join(sorted(quiet)))

"""All rules over all documents, and findings from what does not come out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from atodds.arithmetic import balances, changes, conversions, crossed, fractions, products, remains, shares, tables, times, totals
from atodds.arithmetic.grids import grids, list_grids
from atodds.arithmetic.terms import passages
from atodds.model.records import Finding, Relation, RelationKind, finding_id
from atodds.weigh import weight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from atodds.arithmetic.grids import Grid
    from atodds.arithmetic.slips import Slip
    from atodds.arithmetic.terms import Passage
    from atodds.model.records import Claim, Document

# In this order: where two rules tell the same slip, the first one tells it.
PASSAGE_RULES: tuple[Callable[[Passage], Iterator[Slip]], ...] = (
    changes.growth,
    changes.differences,
    changes.multiples,
    shares.shares_of_counts,
    shares.parts_over_whole,
    shares.opposites_over_whole,
    shares.shares_said_twice,
    shares.remainders,
    shares.shares_of_one,
    shares.ratios_of_risk,
    fractions.fractions,
    fractions.one_for_every,
    fractions.halfway,
    products.products,
    products.amounts_in_time,
    products.quotients,
    remains.remains,
    totals.totals,
    totals.sums,
    totals.stakes,
    times.spans,
)
TABLE_RULES: tuple[Callable[[Grid], Iterator[Slip]], ...] = (
    tables.table_totals,
    balances.net_rows,
    balances.mean_rows,
    tables.derived_columns,
    tables.shares_of_total,
    tables.shares_of_one,
)


class Checked(NamedTuple):
    """What was found: ``findings``, and ``claims`` made for them (the second unit of "13.4 km (8.3 miles)" is none otherwise)."""

    findings: list[Finding]
    claims: list[Claim]


def check_arithmetic(documents: Sequence[Document], claims: Sequence[Claim]) -> Checked:
    """The sums that documents state themselves and that do not come out, one finding each, in document order.

    Each finding holds one relation of kind ``arithmetic``, between the value that does not follow and the first of those it
    should follow from; all terms of the sum are among its claims, and the sum is in the explanation.
    """
    known = {c.id for c in claims}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    findings: dict[str, Finding] = {}
    added: dict[str, Claim] = {}
    for document in documents:
        for slip in slips(document, by_document[document.id]):
            finding = _finding(slip)
            findings.setdefault(finding.id, finding)
            added.update((t.claim.id, t.claim) for t in slip.terms if t.claim.id not in known)
    return Checked(list(findings.values()), list(added.values()))


def slips(document: Document, claims: Sequence[Claim]) -> list[Slip]:
    """The slips of one document, each stated value once, in order of appearance; ``claims``: those of the document."""
    prose = list(passages(document, claims))
    grid = list(grids(document, claims))
    rates = conversions.stated_rates(prose)
    found = [slip for passage in prose for rule in PASSAGE_RULES for slip in rule(passage)]
    found += [slip for passage in prose for slip in conversions.conversions(passage, rates)]
    found += [slip for table in grid for rule in TABLE_RULES for slip in rule(table)]
    found += [slip for fields in list_grids(document, prose) for slip in tables.table_totals(fields)]
    found += fractions.fractions_of_last(prose)
    found += tables.shares_in_cells(document, claims)
    found += crossed.means_in_tables(prose, grid)
    found += crossed.growth_in_tables(prose, grid)
    told: dict[str, Slip] = {}
    for slip in found:
        told.setdefault(slip.stated.claim.id, slip)
    return sorted(told.values(), key=lambda s: (s.stated.claim.value_span, s.reason))


def _finding(slip: Slip) -> Finding:
    claims = sorted((t.claim for t in slip.terms), key=lambda c: (c.value_span, c.id))
    stated, first = slip.stated.claim, slip.parts[0].claim
    relation = Relation(a=stated.id, b=first.id, relation=RelationKind.ARITHMETIC, reason=slip.reason, explanation=slip.explanation)
    subject = next((c.subject for c in (stated, *claims) if c.subject), "")
    return Finding(
        id=finding_id(f"arithmetic|{stated.id}"),
        status=RelationKind.ARITHMETIC,
        kind=stated.value.kind,
        title=f"{subject}: {slip.about}" if subject else slip.about[0].upper() + slip.about[1:],
        entity=stated.entity,
        property=stated.property,
        claims=tuple(c.id for c in claims),
        relations=(relation,),
        weight=round(weight_of(RelationKind.ARITHMETIC, [], (relation,)), 3),
    )

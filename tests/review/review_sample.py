"""A small workspace with a result that was made by hand: one conflict, one update, one agreement, one table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from atodds.model.records import (
    Claim,
    Document,
    Entity,
    Evidence,
    Finding,
    Relation,
    RelationKind,
    Result,
    Voice,
    claim_id,
    finding_id,
)
from atodds.model.values import Hedge, Quantity
from atodds.read import read_document
from atodds.store import RunMeta, Store
from atodds.workspace import Workspace

SOURCES = {
    "harbour-post.md": """---
title: Storm closes the harbour
publisher: Harbour Post
author: Ida Lund
published: 2024-03-02
url: https://example.org/storm
---
# Storm closes the harbour

The storm closed the harbour on Friday. Crews counted **212 boats** torn from their moorings, and the pier lost its lamps.
Repairs will cost 4 million euros, the harbour master said.

The ferry company employs 340 people.
""",
    "gazette.md": """---
title: After the storm
publisher: The Gazette
published: 2024-03-05
---
## What is broken

A survey found 226 boats adrift after the storm. Repairs will cost about 4 million euros.

| Company | Employees |
|---------|-----------|
| Ferry company | 355 |
| Shipyard | 90 |
""",
}
# A document that tries everything: markup in its text, its title and its name.
HOSTILE_NAME = "bad <img src=x onerror=alert(1)> 'q\".md"
HOSTILE = """---
title: "<script>document.title='owned'</script>\\"><b>bold</b>"
publisher: "<svg onload=alert(1)>"
url: "javascript:alert(1)"
published: 2024-03-06
---
The <script>document.title='owned'</script> toll was 999 boats <img src=x onerror="document.title='owned'"> said nobody.
"""


def claim(
    doc: Document,
    quote: str,
    value_text: str,
    low: float,
    *,
    unit: str = "1",
    step: float = 1.0,
    hedge: Hedge = Hedge.PLAIN,
    **more: object,
) -> Claim:
    """A claim for words that stand in the document."""
    start, at = doc.text.index(quote), quote.index(value_text)
    value = Quantity(low=low, high=low, unit=unit, step=step, hedge=hedge)
    fields = {"id": claim_id(doc.id, quote, value_text, at), "document": doc.id, "start": start, "quote": quote, "value_text": value_text}
    return Claim.model_validate({**fields, "value_start": at, "value": value, "entity": "harbour", "subject": "the storm", **more})


def finding(claims: list[Claim], status: RelationKind, reason: str, explanation: str, title: str, **more: object) -> Finding:
    """A finding with one relation between its first and last claim, each claim a voice of its own."""
    evidence = (
        Evidence(comparison="subject", level="same name", weight=6.5, detail="storm"),
        Evidence(comparison="unit", level="same", weight=2.25, detail="boats"),
        Evidence(comparison="period", level="near", weight=-1.5, detail="2024-03-01 / 2024-03-05"),
    )
    relation = Relation(
        a=claims[0].id, b=claims[-1].id, relation=status, reason=reason, explanation=explanation, weight=7.25, evidence=evidence
    )
    voices = tuple(Voice(value_text=c.value_text, claims=(c.id,), documents=(c.document,), independent=1) for c in claims)
    fields = {"id": finding_id(claims[0].id), "status": status, "kind": "quantity", "title": title, "entity": "harbour"}
    return Finding.model_validate({**fields, "claims": tuple(c.id for c in claims), "relations": (relation,), "voices": voices, **more})


def write_sources(root: Path, *, hostile: bool = False) -> list[Document]:
    """The documents, written to ``sources/`` and read back."""
    texts = {**SOURCES, **({HOSTILE_NAME: HOSTILE} if hostile else {})}
    (root / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / "sources" / name).write_text(text, encoding="utf-8")
    return [read_document(root / "sources" / name, name) for name in sorted(texts)]


def make_result(documents: list[Document], boats: str = "226") -> Result:
    """The result of a run over these documents. ``boats``: what the Gazette says."""
    by_id = {d.id: d for d in documents}
    post, gazette = by_id["harbour-post.md"], by_id["gazette.md"]
    lost = "Crews counted **212 boats** torn from their moorings, and the pier lost its lamps."
    claims = [
        claim(
            gazette,
            f"A survey found {boats} boats adrift after the storm.",
            f"{boats} boats",
            float(boats),
            property="boats_lost",
            attribution="a survey",
        ),
        claim(
            gazette,
            "Repairs will cost about 4 million euros.",
            "about 4 million euros",
            4e6,
            unit="EUR",
            step=1e6,
            hedge=Hedge.ABOUT,
            property="cost",
        ),
        claim(gazette, "| Ferry company | 355 |", "355", 355, property="employees", extractor="table"),
        claim(post, lost, "212 boats", 212, property="boats_lost"),
        claim(
            post,
            "Repairs will cost 4 million euros, the harbour master said.",
            "4 million euros",
            4e6,
            unit="EUR",
            step=1e6,
            property="cost",
        ),
        claim(post, "The ferry company employs 340 people.", "340 people", 340, property="employees"),
    ]
    lost_boats, cost, staff = (claims[0], claims[3]), (claims[1], claims[4]), (claims[2], claims[5])
    findings = [
        finding(
            list(lost_boats),
            RelationKind.CONFLICT,
            "disjoint_values",
            "226 and 212 cannot both be right.",
            "boats lost in the storm",
            weight=9.0,
            property="boats_lost",
        ),
        finding(
            list(staff),
            RelationKind.UPDATED,
            "later_period",
            "The later document gives a later number.",
            "employees of the ferry company",
            weight=4.0,
            property="employees",
        ),
        finding(
            list(cost),
            RelationKind.COMPATIBLE,
            "hedge",
            "“About 4 million” admits 4 million.",
            "cost of the repairs",
            weight=1.0,
            property="cost",
        ),
    ]
    for bad in (d for d in documents if d.id == HOSTILE_NAME):
        quote = bad.text.strip()
        claims.append(claim(bad, quote, "999 boats", 999, property="boats_lost", attribution="<b>x</b>"))
        pair = [claims[0], claims[-1]]
        findings[0] = finding(
            pair,
            RelationKind.CONFLICT,
            "disjoint_values",
            "<script>alert(2)</script> differs.",
            "boats <script>alert(3)</script> lost",
            weight=9.0,
        )
    entity = Entity(key="harbour", name="Harbour", names=("Harbour", "the port"), reasons=("“the port” follows “Harbour” in brackets",))
    return Result(documents=tuple(documents), claims=tuple(claims), findings=tuple(findings), entities=(entity,))


def make_workspace(root: Path, *, hostile: bool = False) -> Workspace:
    """A workspace with a database that holds the result."""
    workspace = Workspace.create(root)
    save(workspace, make_result(write_sources(root, hostile=hostile)))
    return workspace


def save(workspace: Workspace, result: Result) -> None:
    """What a run does at its end."""
    with Store.open(workspace.database) as store:
        store.save(result, RunMeta(at=dt.datetime(2024, 3, 9, tzinfo=dt.UTC), version="0", fingerprint="x"))

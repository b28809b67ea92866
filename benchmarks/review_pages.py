"""How fast the review pages answer on a large dossier: `python benchmarks/review_pages.py [FINDINGS] [CLAIMS] [FOLDER]`.

Makes a workspace in FOLDER, or takes the one that is there (without FOLDER: a temporary one), asks each page in-process, once to
compile its template and then again and again, and prints median and 95th percentile in milliseconds: of the clock, and of the
processor, which other programs on the machine do not lengthen.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from atodds.model.records import (
    Block,
    Claim,
    Decision,
    Document,
    Entity,
    Evidence,
    EvidenceClaim,
    Finding,
    Relation,
    RelationKind,
    Result,
    Segment,
    Verdict,
    claim_id,
    finding_id,
    finding_version,
)
from atodds.model.values import Quantity
from atodds.review.roles import Role
from atodds.review.serve import make_datasette, make_desk, settle
from atodds.store import RunMeta, Store
from atodds.workspace import Workspace

DOCUMENTS = 200
ROUNDS = 25
KINDS = list(RelationKind)


def make_documents(claims: int) -> Iterator[tuple[Document, list[Claim]]]:
    """Documents of equal length, a claim in each sentence, ten sentences in a paragraph."""
    each = claims // DOCUMENTS
    for d in range(DOCUMENTS):
        name, text, blocks, found, start = f"document-{d:04}.md", "", [], [], 0
        sentences = [
            f"In district {n % 97} the works of group {n % 31} counted {1000 + n * 7 + d} boats at the end of the season."
            for n in range(each)
        ]
        for at in range(0, each, 10):
            paragraph = " ".join(sentences[at : at + 10])
            blocks.append(
                Block(
                    kind="paragraph",
                    start=start,
                    end=start + len(paragraph),
                    text=paragraph,
                    segments=(Segment(plain=0, start=start, length=len(paragraph)),),
                )
            )
            place = start
            for n, quote in enumerate(sentences[at : at + 10], at):
                words = f"{1000 + n * 7 + d} boats"
                number = Quantity(low=1000 + n * 7 + d, high=1000 + n * 7 + d, unit="1", step=1)
                fields: dict[str, Any] = {
                    "document": name,
                    "start": place,
                    "quote": quote,
                    "value_text": words,
                    "value_start": quote.index(words),
                }
                claim = Claim(
                    id=claim_id(name, quote, words, fields["value_start"]),
                    value=number,
                    entity=f"district {n % 97}",
                    property="boats",
                    **fields,
                )
                found.append(claim)
                place += len(quote) + 1
            text += paragraph + "\n\n"
            start = len(text)
        yield (
            Document(
                id=name,
                sha256=f"{d:064}",
                media_type="text/markdown",
                text=text,
                blocks=tuple(blocks),
                title=f"Document {d}",
                published=dt.date(2024, 1, 1),
            ),
            found,
        )


def make_result(findings: int, claims: int) -> Result:
    """A result of that size: each finding holds claims of two to six documents."""
    pairs = list(make_documents(claims))
    by_document = [found for _, found in pairs]
    evidence = (Evidence(comparison="subject", level="same", weight=5.0), Evidence(comparison="unit", level="same", weight=2.0))
    found = []
    for n in range(findings):
        row = n % len(by_document[0])
        step = n // len(by_document[0])
        members = [by_document[(step * 7 + k) % DOCUMENTS][row] for k in range(2 + n % 5)]
        kind = KINDS[n % len(KINDS)]
        relations = tuple(
            Relation(
                a=members[0].id,
                b=m.id,
                relation=kind,
                reason="disjoint_values",
                explanation="Both cannot be right.",
                weight=7,
                evidence=evidence,
            )
            for m in members[1:]
        )
        title = f"district {n % 97}: boats"
        ids = tuple(m.id for m in members)
        fid = finding_id(f"{members[0].id}-{n}")
        found.append(
            Finding(
                id=fid,
                status=kind,
                kind="quantity",
                title=title,
                entity=f"district {n % 97}",
                property="boats",
                claims=ids,
                relations=relations,
            )
        )
    entities = tuple(Entity(key=f"district {n}", name=f"District {n}", names=(f"District {n}",)) for n in range(97))
    return Result(
        documents=tuple(d for d, _ in pairs), claims=tuple(c for f in by_document for c in f), findings=tuple(found), entities=entities
    )


def review(store: Store, result: Result) -> None:
    """Two reviewers decide on a tenth of the findings; of every seventh of these the evidence was other then, and of a few it is gone."""
    claims = {c.id: c for c in result.claims}
    verdicts = []
    for n, f in enumerate(result.findings[::10]):
        for reviewer in ("ana", "ben")[: 1 + n % 2]:
            evidence = tuple(
                EvidenceClaim(claim=c, document=claims[c].document, quote=claims[c].quote, value_text=claims[c].value_text)
                for c in f.claims
            )
            seen = finding_version(f, claims)
            if n % 7 == 0:
                first = evidence[0].model_copy(
                    update={"quote": evidence[0].quote.replace("counted", "counted about"), "value_text": "some"}
                )
                evidence, seen = (first, *evidence[1:]), "other"
            if n % 25 == 1:
                evidence, seen = tuple(e.model_copy(update={"claim": f"c{n:012x}"}) for e in evidence), "other"
            at = dt.datetime(2024, 2, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=n)
            fields: dict[str, Any] = {"finding": f.id, "finding_version": seen, "reviewer": reviewer, "at": at}
            verdicts.append(Verdict(id=f"{reviewer}{n}", decision=list(Decision)[n % 5], evidence=evidence, **fields))
    store.import_verdicts(verdicts)


def _slow(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


async def measure(workspace: Workspace, paths: list[str]) -> None:
    """Ask every page and print how long it took, as a table in Markdown."""
    datasette: Any = make_datasette(workspace, make_desk(workspace))
    await datasette.invoke_startup()
    settle()
    cookies = {"ds_actor": datasette.client.actor_cookie({"id": "ana", "atodds": {"role": Role.ADJUDICATOR.value}})}
    print("| page | clock: median | 95 % | processor: median | 95 % |\n|---|---|---|---|---|")
    for path in paths:
        times: list[tuple[float, float]] = []
        for _ in range(ROUNDS + 1):
            clock, processor = time.perf_counter(), time.process_time()
            answer = await datasette.client.get(path, cookies=cookies)
            times.append(((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
            assert answer.status_code == 200, (path, answer.status_code)
        columns = [f(column) for column in zip(*times[1:], strict=True) for f in (statistics.median, _slow)]
        print(f"| `{path}` | " + " | ".join(f"{ms:.0f}" for ms in columns) + " |", flush=True)
    await datasette.invoke_shutdown()


def make_workspace(folder: Path, findings: int, claims: int) -> Workspace:
    """A workspace with the result of that size and its verdicts, in its database."""
    workspace = Workspace.create(folder)
    gc.disable()  # it would go through all that is made, again and again, and find nothing to collect
    result = make_result(findings, claims)
    with Store.open(workspace.database) as store:
        store.save(result, RunMeta(at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC), version="0", fingerprint="x"))
        review(store, result)
    del result  # a server holds none of this
    gc.enable()
    gc.collect()
    return workspace


def pages(database: Path) -> list[str]:
    """The addresses that are asked for: those of the desk, then Datasette's own."""
    with contextlib.closing(sqlite3.connect(database)) as db:

        def finding(sql: str) -> str:
            return str(db.execute(f"SELECT id FROM findings {sql} LIMIT 1").fetchone()[0])

        late = finding("WHERE position > (SELECT max(position) * 9 / 10 FROM findings) ORDER BY position")
        stale = finding("JOIN finding_reviews r ON r.finding = id WHERE r.stale ORDER BY position")
        first = finding("ORDER BY position")
    return [
        "/-/atodds",
        "/-/atodds?status=all&page=150",
        "/-/atodds?search=boats",
        "/-/atodds?search=district+42+group",
        "/-/atodds?search=season",
        "/-/atodds?document=document-0042.md",
        "/-/atodds?standing=disagreed&status=all",
        f"/-/atodds/finding/{first}",
        f"/-/atodds/finding/{late}?status=all",
        f"/-/atodds/finding/{stale}",
        "/-/atodds/documents",
        "/-/atodds/document/document-0042~2Emd",
        "/-/atodds/entity/district+42",
        "/-/atodds/agreement",
        "/-/atodds/put-aside",
        "/-/atodds/help",
        "/claims",
        "/claims/findings",
        "/claims/claims",
        "/claims/conflicts",
    ]


def main() -> None:
    """Make the workspace, or take it as it is, and measure."""
    findings, claims = (int(a) for a in (sys.argv[1:3] if len(sys.argv) > 2 else ("10000", "200000")))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(temporary) / "w"
        workspace = Workspace.find(folder) if folder.is_dir() else make_workspace(folder, findings, claims)
        asyncio.run(measure(workspace, pages(workspace.database)))


if __name__ == "__main__":
    main()

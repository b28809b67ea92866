"""A small hand-made result with a finding of every kind: what the tests of the reports rest on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from atodds.model.records import (
    Block,
    Claim,
    Decision,
    Document,
    Entity,
    Evidence,
    EvidenceClaim,
    Finding,
    Modality,
    Period,
    Problem,
    Relation,
    RelationKind,
    Result,
    SkippedPairs,
    Verdict,
    Voice,
    claim_id,
    finding_id,
    finding_version,
)
from atodds.model.values import AnyValue, DateValue, Hedge, NameValue, Quantity

TEXTS = {
    "bridge-guide.md": (
        "# The Old Bridge\n\nThe town is proud of it. The bridge is 412 metres long and was opened in June 1936. "
        "Every day more than 61.1% of the town's traffic crosses it.\n\nIt was built by Anna Hale.\n"
    ),
    "council.txt": "The council says that the bridge carries 65% of all traffic. In 2021 its upkeep cost 1.6 million crowns.\n",
    "gazette.html": (
        "The bridge measures about 410 metres. Upkeep rose to 2.4 million crowns in 2023.\n"
        "Its builder, Karl Hale, died in 1950. It was opened on 9 June 1936.\n"
    ),
}


def document(name: str, text: str, **known: object) -> Document:
    blocks, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            blocks.append(Block(kind="heading" if part.startswith("#") else "paragraph", start=at, end=at + len(part), text=part))
        at += len(part) + 1
    fields = {
        "id": name,
        "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "media_type": "text/plain",
        "text": text,
        "blocks": tuple(blocks),
    }
    return Document.model_validate(fields | known)


def quantity(low: float, unit: str, step: float, hedge: Hedge = Hedge.PLAIN, **more: object) -> Quantity:
    return Quantity.model_validate({"low": low, "high": low, "unit": unit, "step": step, "hedge": hedge} | more)


def dates(low: str, high: str, precision: str) -> DateValue:
    return DateValue.model_validate({"low": low, "high": high, "precision": precision})


def claim(documents: Sequence[Document], name: str, quote: str, words: str, value: AnyValue, **more: object) -> Claim:
    """A claim found by its quote in a document; refuses a quote that is not there."""
    text = next(d.text for d in documents if d.id == name)
    start, at = text.index(quote), quote.index(words)
    fields = {"id": claim_id(name, quote, words, at), "document": name, "start": start, "quote": quote}
    return Claim.model_validate(fields | {"value_text": words, "value_start": at, "value": value} | more)


def relation(a: Claim, b: Claim, kind: RelationKind, reason: str, explanation: str) -> Relation:
    evidence = (Evidence(comparison="subject", level="same entity", weight=6.5, detail="the bridge"),)
    return Relation(a=a.id, b=b.id, relation=kind, reason=reason, explanation=explanation, weight=8.25, evidence=evidence)


def finding(title: str, relations: Sequence[Relation], claims: Sequence[Claim], weight: float, voices: Sequence[Voice] = ()) -> Finding:
    order = list(RelationKind)
    return Finding(
        id=finding_id(claims[0].id),
        status=min((r.relation for r in relations), key=order.index),
        kind=claims[0].value.kind,
        title=title,
        entity="bridge",
        property=claims[0].property,
        claims=tuple(c.id for c in claims),
        relations=tuple(relations),
        voices=tuple(voices),
        weight=weight,
    )


def sample() -> Result:
    """Three documents on a bridge: a contradiction, a change over time, agreement, a pair of names, an arithmetic slip."""
    documents = (
        document(
            "bridge-guide.md",
            TEXTS["bridge-guide.md"],
            title="A Guide to the *Old* Bridge",
            publisher="Hale & Sons",
            published="2022-05-01",
        ),
        document(
            "council.txt", TEXTS["council.txt"], title="Minutes", publisher="Town council", url="https://council.example/minutes?a=1&b=2"
        ),
        document("gazette.html", TEXTS["gazette.html"], title="<b>Gazette</b> | Monday", author="R. Low", published="2024-02-03"),
    )
    year = Period(low=dt.date(2021, 1, 1), high=dt.date(2021, 12, 31), source="stated", words="In 2021")
    later = Period(low=dt.date(2023, 1, 1), high=dt.date(2023, 12, 31), source="stated", words="in 2023")
    share = {"subject": "the bridge", "entity": "bridge", "property": "share", "scope": ("traffic",)}
    length = {"subject": "the bridge", "entity": "bridge", "property": "length"}
    opened = {"subject": "the bridge", "entity": "bridge", "property": "opened"}
    cost = {"subject": "upkeep", "entity": "bridge", "property": "cost"}
    guide, council, gazette = (d.id for d in documents)
    c = {
        "61": claim(
            documents,
            guide,
            "Every day more than 61.1% of the town's traffic crosses it.",
            "more than 61.1%",
            quantity(61.1, "%", 0.1, Hedge.MORE_THAN),
            section=("The Old Bridge",),
            **share,
        ),
        "65": claim(
            documents,
            council,
            "The council says that the bridge carries 65% of all traffic.",
            "65%",
            quantity(65, "%", 1),
            attribution="The council",
            **share,
        ),
        "412": claim(
            documents,
            guide,
            "The bridge is 412 metres long and was opened in June 1936.",
            "412 metres",
            quantity(412, "m", 1, written_unit="metres"),
            **length,
        ),
        "410": claim(
            documents,
            gazette,
            "The bridge measures about 410 metres.",
            "about 410 metres",
            quantity(410, "m", 1, Hedge.ABOUT, written_unit="metres"),
            **length,
        ),
        "june": claim(
            documents,
            guide,
            "The bridge is 412 metres long and was opened in June 1936.",
            "June 1936",
            dates("1936-06-01", "1936-06-30", "month"),
            **opened,
        ),
        "9": claim(documents, gazette, "It was opened on 9 June 1936.", "9 June 1936", dates("1936-06-09", "1936-06-09", "day"), **opened),
        "1.6": claim(
            documents,
            council,
            "In 2021 its upkeep cost 1.6 million crowns.",
            "1.6 million crowns",
            quantity(1.6e6, "CZK", 1e5),
            period=year,
            modality=Modality.ESTIMATE,
            **cost,
        ),
        "2.4": claim(
            documents,
            gazette,
            "Upkeep rose to 2.4 million crowns in 2023.",
            "2.4 million crowns",
            quantity(2.4e6, "CZK", 1e5),
            period=later,
            **cost,
        ),
        "anna": claim(
            documents,
            guide,
            "It was built by Anna Hale.",
            "Anna Hale",
            NameValue(names=("Anna Hale",)),
            subject="the bridge",
            entity="bridge",
            property="builder",
        ),
        "karl": claim(
            documents,
            gazette,
            "Its builder, Karl Hale, died in 1950.",
            "Karl Hale",
            NameValue(names=("Karl Hale",)),
            subject="the bridge",
            entity="bridge",
            property="builder",
        ),
    }
    kind = RelationKind
    findings = [
        finding(
            "The bridge: share of traffic",
            [relation(c["61"], c["65"], kind.CONFLICT, "implicature", "Nobody who means 65% writes “more than 61.1%”.")],
            [c["61"], c["65"]],
            9.0,
            [
                Voice(value_text="more than 61.1%", claims=(c["61"].id,), documents=(guide,), independent=1),
                Voice(value_text="65%", claims=(c["65"].id,), documents=(council,), independent=1),
            ],
        ),
        finding(
            "The bridge: builder",
            [relation(c["anna"], c["karl"], kind.CONFLICT, "disjoint_values", "Anna Hale is not Karl Hale.")],
            [c["anna"], c["karl"]],
            5.0,
        ),
        finding(
            "Upkeep: cost",
            [relation(c["1.6"], c["2.4"], kind.UPDATED, "later_period", "2023 is later than 2021, and a cost can change.")],
            [c["1.6"], c["2.4"]],
            4.0,
        ),
        finding(
            "The bridge: opened",
            [relation(c["june"], c["9"], kind.AGREES, "range", "9 June 1936 lies in June 1936.")],
            [c["june"], c["9"]],
            2.0,
        ),
        finding(
            "The bridge: length",
            [relation(c["412"], c["410"], kind.COMPATIBLE, "hedge", "About 410 metres admits 412.")],
            [c["412"], c["410"]],
            1.0,
            [Voice(value_text="412 metres", claims=(c["412"].id, c["410"].id), documents=(guide, gazette), independent=2)],
        ),
    ]
    return Result(
        documents=documents,
        claims=tuple(sorted(c.values(), key=lambda x: (x.document, x.start, x.value_start))),
        findings=tuple(findings),
        entities=(Entity(key="bridge", name="the bridge", names=("the bridge", "The Old Bridge")),),
        skipped=(
            SkippedPairs(reason="different_unit", count=1234, example=(c["65"].id, c["412"].id)),
            SkippedPairs(reason="no_exchange_rate", count=2),
        ),
        problems=(Problem(file="sources/broken.pdf", message="the file is no PDF", advice="save it again as PDF"),),
    )


def sample_verdicts(result: Result) -> list[Verdict]:
    """Two verdicts on the first contradiction, the later adjudicated; one on a finding that is gone."""
    claims = {c.id: c for c in result.claims}
    first = result.findings[0]
    seen = [
        EvidenceClaim(claim=c.id, document=c.document, quote=c.quote, value_text=c.value_text, rank=rank)
        for c, rank in zip((claims[x] for x in first.claims), ("deprecated", "preferred"), strict=True)
    ]
    common = {"finding": first.id, "finding_version": finding_version(first, claims), "evidence": tuple(seen)}
    gone = EvidenceClaim(claim="c000000000000", document="old.md", quote="It is 3 metres wide.", value_text="3 metres")
    return [
        Verdict.model_validate(
            common | {"id": "v1", "reviewer": "ada", "at": dt.datetime(2024, 3, 1, 9, 30), "decision": Decision.MORE_EVIDENCE}
        ),
        Verdict.model_validate(
            common
            | {"id": "v2", "reviewer": "bo", "at": dt.datetime(2024, 3, 2, 10, 0), "decision": Decision.SOURCE_ERROR, "adjudicated": True}
            | {"note": "The council's *count* is the newer one.", "link": "https://council.example/count"}
        ),
        Verdict(
            id="v3",
            finding="fgone",
            finding_version="x",
            reviewer="ada",
            at=dt.datetime(2023, 1, 1),
            decision=Decision.CONFIRMED,
            evidence=(gone,),
        ),
    ]

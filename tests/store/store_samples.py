"""Small results and verdicts for the tests of the store."""

import datetime as dt
import hashlib

from atodds.model.records import (
    Block,
    Claim,
    Decision,
    Document,
    Entity,
    Evidence,
    EvidenceClaim,
    Finding,
    Period,
    Problem,
    Relation,
    RelationKind,
    Result,
    Segment,
    SkippedPairs,
    Verdict,
    Voice,
    claim_id,
    finding_id,
    finding_version,
)
from atodds.model.values import Hedge, NameValue, Quantity
from atodds.store import Store


def document(name, text, **meta):
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    return Document(
        id=name, sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/markdown", text=text, blocks=(block,), **meta
    )


def claim(doc, quote, value_text, low, **more):
    start, at = doc.text.index(quote), quote.index(value_text)
    value = more.pop("value", None) or Quantity(low=low, high=low, unit="1", step=1.0)
    cid = claim_id(doc.id, quote, value_text, at)
    return Claim(id=cid, document=doc.id, start=start, quote=quote, value_text=value_text, value_start=at, value=value, **more)


def finding(claims, status=RelationKind.CONFLICT, reason="disjoint_values", **more):
    evidence = (Evidence(comparison="entity", level="same name", weight=6.5, detail="Ferry"),)
    a, b = claims[0].id, claims[-1].id
    relation = Relation(a=a, b=b, relation=status, reason=reason, explanation="They differ.", weight=9.25, evidence=evidence)
    voices = tuple(Voice(value_text=c.value_text, claims=(c.id,), documents=(c.document,), independent=1) for c in claims)
    ids = tuple(c.id for c in claims)
    title = more.pop("title", "deaths of the ferry")
    parts = {"claims": ids, "relations": (relation,), "voices": voices, "weight": 3.5, **more}
    return Finding(id=finding_id(a), status=status, kind="quantity", title=title, entity="ferry", property="deaths", **parts)


def result(first="212", second="226", extra=()):
    """Two documents that disagree on one number; ``extra`` adds further documents that state a number each."""
    a = document("a.md", f"On Monday {first} persons died on the ferry. Nobody else.", title="A", published=dt.date(2024, 5, 1))
    b = document("b.md", f"The toll was {second} on the ferry.", publisher="B Times", url="https://example.org/b")
    more = [document(f"x{n:03}.md", f"Some {number} people died.") for n, number in enumerate(extra)]
    period = Period(low=dt.date(2024, 4, 1), high=dt.date(2024, 4, 30), source="stated", words="in April")
    claims = [
        claim(a, f"On Monday {first} persons died on the ferry.", first, float(first), subject="ferry", entity="ferry", property="deaths"),
        claim(b, f"The toll was {second} on the ferry.", second, float(second), entity="ferry", property="deaths", period=period),
        *(claim(d, d.text, str(number), float(number), property="deaths") for d, number in zip(more, extra, strict=True)),
    ]
    vague = Quantity(low=float(first), high=float("inf"), unit="1", step=1.0, hedge=Hedge.VAGUE)
    claims[0] = claims[0].model_copy(update={"value": vague, "scope": ("aboard",), "features": {"noun": ("person",)}})
    named = claim(a, "Nobody else.", "Nobody", 0, value=NameValue(names=("Nobody",)), attribution="the coast guard", page=2)
    same = first == second
    found = finding(claims, RelationKind.AGREES, "same_value") if same else finding(claims)
    return Result(
        documents=(a, b, *more),
        claims=(claims[0], named, *claims[1:]),
        findings=(found,),
        entities=(Entity(key="ferry", name="Ferry", names=("Ferry", "the ferry"), reasons=("head of the title",)),),
        skipped=(SkippedPairs(reason="other_unit", count=4, example=(claims[0].id, named.id)),),
        problems=(Problem(file="c.pdf", message="is encrypted", advice="remove the password"),),
    )


def verdict(found, of, n=1, **more):
    """A verdict on finding ``of`` of the result ``found``."""
    by_id = {c.id: c for c in found.claims}
    evidence = tuple(
        EvidenceClaim(claim=c, document=by_id[c].document, quote=by_id[c].quote, value_text=by_id[c].value_text) for c in of.claims
    )
    fields = {
        "id": f"v{n}",
        "finding": of.id,
        "finding_version": finding_version(of, by_id),
        "reviewer": "ana",
        "at": dt.datetime(2024, 6, 1, 12, n, tzinfo=dt.UTC),
        "decision": Decision.CONFIRMED,
        "evidence": evidence,
        **more,
    }
    return Verdict(**fields)


def open_store(path):
    return Store.open(path)

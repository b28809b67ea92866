"""A chain without a parser, for tests of everything around it: every `N died` is a claim, and all of them are one finding."""

import re

from atodds.model.records import Claim, Entity, Evidence, Finding, Relation, RelationKind, Result, Voice, claim_id, finding_id
from atodds.model.values import Quantity

extracted: list[str] = []  # ids of the documents that were not in the cache


def claims_of(document):
    found = []
    for m in re.finditer(r"(?:The )?(\w+)?[^.\n]*?(\d+) died[^.\n]*\.", document.text):
        value = Quantity(low=float(m[2]), high=float(m[2]), unit="1", step=1)
        at = m.start(2) - m.start()
        fields = {"id": claim_id(document.id, m[0], m[2], at), "document": document.id, "start": m.start(), "quote": m[0]}
        found.append(Claim(**fields, value_text=m[2], value_start=at, value=value, subject="ferry", entity="ferry", property="deaths"))
    return found


def chain(workspace, documents, curation, cache, progress, team=None, keep=None, stamps=None):
    """Stands in for ``atodds.run._chain``."""
    claims = []
    for d in documents:
        told = cache.told(d)
        found = claims_of(d) if told is None else told.claims
        if told is None:
            cache.put(d, found)
            extracted.append(d.id)
        claims += found
    findings = [_finding(claims)] if len(claims) > 1 else []
    entities = (Entity(key="ferry", name="Ferry", names=("Ferry", "MV Example")),)
    return Result(documents=tuple(documents), claims=tuple(claims), findings=tuple(findings), entities=entities)


def _finding(claims):
    a, b = claims[0], claims[-1]
    kind = RelationKind.AGREES if a.value == b.value else RelationKind.CONFLICT
    evidence = (Evidence(comparison="entity", level="same name", weight=5.5), Evidence(comparison="property", level="equal", weight=4))
    relation = Relation(a=a.id, b=b.id, relation=kind, reason="disjoint_values", explanation="They differ.", weight=9.5, evidence=evidence)
    voices = tuple(Voice(value_text=c.value_text, claims=(c.id,), documents=(c.document,), independent=1) for c in claims)
    fields = {"entity": "ferry", "property": "deaths", "claims": tuple(c.id for c in claims), "relations": (relation,), "voices": voices}
    return Finding(id=finding_id(a.id), status=kind, kind="quantity", title="Ferry: deaths", **fields)

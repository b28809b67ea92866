"""W3C PROV (PROV-O as JSON-LD): how findings came from claims, claims from documents, and verdicts from people.

The context is part of the file, so that any RDF tool reads it without the network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atodds import __version__
from atodds.model.records import Claim, Document, Finding, Result, Verdict
from atodds.report import render
from atodds.report.exports.jsonld import BASE, TERMS, Node, hash_iri, known, to_text
from atodds.report.standing import when

_CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "atodds": TERMS,
    "id": "@id",
    "type": "@type",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "prov:value",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "creator": "dcterms:creator",
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "sha256": "atodds:sha256",
    "start": {"@id": "atodds:start", "@type": "xsd:integer"},
    "relation": "atodds:relation",
    "decision": "atodds:decision",
    "configuration": {"@id": "atodds:configuration", "@type": "@json"},
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasGeneratedBy", "wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasAssociatedWith", "wasRevisionOf", "used",
            "specializationOf", "actedOnBehalfOf",
        )
    },
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}  # fmt: skip


def provenance(result: Result, verdicts: Sequence[Verdict] = (), *, run: Mapping[str, str] | None = None, base: str = BASE) -> str:
    """PROV-O JSON-LD of documents, claims, findings, the run and the reviewers. ``base``: what identifiers begin with."""
    names = {d.id: hash_iri(d) for d in result.documents}
    run_id, tool_id = f"{base}run", f"{base}software:{__version__}"
    graph: list[Node] = [
        {"id": tool_id, "type": ["prov:Agent", "prov:SoftwareAgent"], "label": f"atodds {__version__}"},
        known(
            id=run_id,
            type="prov:Activity",
            label="reconciliation",
            wasAssociatedWith=tool_id,
            used=list(dict.fromkeys(names.values())),
            configuration=dict(sorted((run or {}).items())) or None,
        ),
    ]
    graph += _documents(result.documents)
    graph += [_claim(c, names, run_id, base) for c in result.claims]
    graph += [_finding(f, run_id, base) for f in result.findings]
    reviewers = {v.reviewer: f"{base}reviewer:{n}" for n, v in enumerate(_first_of_each(verdicts), 1)}
    graph += [{"id": key, "type": ["prov:Agent", "prov:Person"], "label": render.one_line(name)} for name, key in reviewers.items()]
    graph += [_verdict(v, reviewers, base) for v in sorted(verdicts, key=lambda v: (when(v), v.id))]
    return to_text({"@context": _CONTEXT, "@graph": graph})


def _first_of_each(verdicts: Sequence[Verdict]) -> list[Verdict]:
    by_name = {v.reviewer: v for v in verdicts}
    return [by_name[name] for name in sorted(by_name)]


def _documents(documents: Sequence[Document]) -> list[Node]:
    """One entity for each content; two files of equal bytes are one."""
    nodes: dict[str, Node] = {}
    for d in documents:
        url = render.safe_url(d.url)
        nodes.setdefault(
            hash_iri(d),
            known(
                id=hash_iri(d),
                type="prov:Entity",
                label=render.one_line(d.id),
                title=render.one_line(d.title or ""),
                publisher=render.one_line(d.publisher or ""),
                creator=render.one_line(d.author or ""),
                issued=d.published.isoformat() if d.published else None,
                sha256=d.sha256,
                specializationOf=url,
            ),
        )
    return list(nodes.values())


def _claim(claim: Claim, names: Mapping[str, str], run_id: str, base: str) -> Node:
    return known(
        id=f"{base}claim:{claim.id}",
        type="prov:Entity",
        label=render.one_line(claim.value_text),
        value=render.clean(claim.quote),
        start=claim.start,
        wasQuotedFrom=names.get(claim.document),
        wasGeneratedBy=run_id,
    )


def _finding(finding: Finding, run_id: str, base: str) -> Node:
    fields: dict[str, Any] = {"label": render.one_line(finding.title), "relation": finding.status.value}
    derived = [f"{base}claim:{c}" for c in finding.claims]
    return known(id=f"{base}finding:{finding.id}", type="prov:Entity", **fields, wasDerivedFrom=derived, wasGeneratedBy=run_id)


def _verdict(verdict: Verdict, reviewers: Mapping[str, str], base: str) -> Node:
    return known(
        id=f"{base}verdict:{verdict.id}",
        type="prov:Entity",
        label=render.DECISION_WORDS[verdict.decision],
        decision=verdict.decision.value,
        value=render.clean(verdict.note),
        generatedAtTime=when(verdict),
        wasAttributedTo=reviewers[verdict.reviewer],
        wasDerivedFrom=[f"{base}finding:{verdict.finding}", *(f"{base}claim:{e.claim}" for e in verdict.evidence)],
        wasRevisionOf=f"{base}verdict:{verdict.supersedes}" if verdict.supersedes else None,
    )

"""The exports in open standards, read back with libraries that know these standards; no network."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from golden import assert_expected
from report_sample import sample, sample_verdicts

from atodds.errors import UsageError
from atodds.model.records import Decision, Result, Verdict
from atodds.report.exports import claim_reviews, load_context, provenance, web_annotations
from atodds.report.exports.claimreview import rating

with warnings.catch_warnings():  # the libraries' own deprecations are not ours to answer for
    warnings.simplefilter("ignore")
    import rdflib
    from pyld import jsonld

SCHEMA = rdflib.Namespace("http://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
RDF, DCTERMS, FOAF = rdflib.RDF, rdflib.DCTERMS, rdflib.FOAF


def graph(text: str) -> rdflib.Graph:
    """The triples of an export: expanded by PyLD with the shipped contexts, then read by rdflib."""
    expanded = jsonld.expand(json.loads(text), {"documentLoader": load_context})
    quads = jsonld.to_rdf(expanded, {"format": "application/n-quads"})
    return rdflib.Graph().parse(data=quads, format="nt")


def made(export: Callable[..., str], **more: Any) -> str:
    result = sample()
    return export(result, sample_verdicts(result), **more)


EXPORTS: list[tuple[str, Callable[..., str]]] = [
    ("claimreview.jsonld", claim_reviews), ("annotations.jsonld", web_annotations), ("prov.jsonld", provenance),
]  # fmt: skip


@pytest.mark.parametrize(("name", "export"), EXPORTS)
def test_as_expected(name: str, export: Callable[..., str]) -> None:
    assert_expected(name, made(export))


@pytest.mark.parametrize(("name", "export"), EXPORTS)
def test_no_term_is_lost_in_reading(name: str, export: Callable[..., str]) -> None:
    """JSON-LD drops a term that its context does not know: compacting the expanded form again must give every key back."""
    data = json.loads(made(export))
    expanded = jsonld.expand(data, {"documentLoader": load_context})
    compact = jsonld.compact(expanded, data["@context"], {"documentLoader": load_context})
    assert _keys(data) == _keys(compact), name


def _keys(data: object) -> set[str]:
    if isinstance(data, dict):
        own = {"id": "@id", "type": "@type"}
        return {own.get(k, k) for k in data}.union(*(_keys(v) for k, v in data.items() if k != "@context"))
    return set().union(*(_keys(v) for v in data)) if isinstance(data, list) else set()


def test_claim_reviews() -> None:
    found = graph(made(claim_reviews))
    reviews = list(found.subjects(RDF.type, SCHEMA.ClaimReview))
    assert len(reviews) == 2
    ratings = {}
    for review in reviews:
        rated = found.value(review, SCHEMA.reviewRating)
        ratings[str(found.value(review, SCHEMA.claimReviewed))[:9]] = int(str(found.value(rated, SCHEMA.ratingValue)))
    assert ratings == {"Every day": 1, "The counc": 5}
    for review in reviews:
        assert found.value(found.value(review, SCHEMA.itemReviewed), SCHEMA.appearance)


@pytest.mark.parametrize(
    "change",
    [
        {"adjudicated": False},
        {"decision": Decision.NOT_SAME},
        {"decision": Decision.MORE_EVIDENCE},
        {"finding_version": "old", "stale": True},
    ],
)
def test_only_adjudicated_standing_verdicts_are_published(change: dict[str, object]) -> None:
    result = sample()
    verdict = sample_verdicts(result)[1]
    if change.pop("stale", False):
        edited = verdict.evidence[0].model_copy(update={"quote": "other words"})
        change["evidence"] = (edited, *verdict.evidence[1:])
    assert json.loads(claim_reviews(result, [verdict.model_copy(update=change)]))["@graph"] == []


@pytest.mark.parametrize(
    ("decision", "rank", "value"),
    [
        (Decision.CONFIRMED, "preferred", 5), (Decision.CONFIRMED, "deprecated", 1), (Decision.CONFIRMED, "normal", 3),
        (Decision.SOURCE_ERROR, "normal", 3), (Decision.EXPLAINED, "normal", 4), (Decision.EXPLAINED, "deprecated", 1),
        (Decision.EXTRACTION_WRONG, "deprecated", None), (Decision.WITHDRAWN, "preferred", None),
    ],
)  # fmt: skip
def test_rating(decision: Decision, rank: str, value: int | None) -> None:
    rated = rating(decision, rank)
    assert (rated.value if rated else None) == value


def test_annotations_find_their_words() -> None:
    result = sample()
    texts = {d.sha256: d.text for d in result.documents}
    items = json.loads(web_annotations(result))["first"]["items"]
    assert len(items) == len(result.claims)
    for item, claim in zip(items, result.claims, strict=True):
        text = texts[item["target"]["source"]["sha256"]]
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.quote
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        value = position["refinedBy"]
        assert quote["exact"][value["start"] : value["end"]] == claim.value_text


def test_annotations_in_rdf() -> None:
    result = sample()
    found = graph(web_annotations(result, sample_verdicts(result)))
    assert len(list(found.subjects(RDF.type, OA.Annotation))) == len(result.claims) + 3
    assert len(list(found.subjects(RDF.type, OA.TextQuoteSelector))) == len(result.claims)
    assessing = list(found.subjects(OA.motivatedBy, OA.assessing))
    assert len(assessing) == 3
    names = {str(found.value(found.value(a, DCTERMS.creator), FOAF.name)) for a in assessing}
    assert names == {"ada", "bo"}


def test_provenance_in_rdf() -> None:
    result = sample()
    found = graph(provenance(result, sample_verdicts(result), run={"configuration": "default"}))
    quoted = list(found.subject_objects(PROV.wasQuotedFrom))
    assert len(quoted) == len(result.claims)
    assert {str(o) for _, o in quoted} == {str(o) for o in found.objects(None, PROV.used)}
    assert len(list(found.subjects(RDF.type, PROV.Person))) == 2
    assert len(list(found.subject_objects(PROV.wasAttributedTo))) == 3


def test_provenance_is_read_without_any_context_file() -> None:
    text = made(provenance)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        direct = rdflib.Graph().parse(data=text, format="json-ld")
    assert len(direct) == len(graph(text))


@pytest.mark.parametrize(("name", "export"), EXPORTS)
def test_identifiers_begin_with_the_given_address(name: str, export: Callable[..., str]) -> None:
    text = made(export, base="https://facts.example/")
    assert "https://facts.example/" in text, name
    assert "urn:atodds:claim" not in text


@pytest.mark.parametrize(("name", "export"), EXPORTS)
def test_nothing_to_export(name: str, export: Callable[..., str]) -> None:
    nothing: list[Verdict] = []
    assert graph(export(Result(documents=(), claims=(), findings=()), nothing)) is not None, name


def test_nothing_is_fetched() -> None:
    with pytest.raises(UsageError, match="no context is shipped"):
        load_context("https://elsewhere.example/context")

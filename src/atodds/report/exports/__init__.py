"""Exports in open standards, all as JSON-LD: ClaimReview (schema.org), Web Annotation and PROV (W3C)."""

from atodds.report.exports.annotations import web_annotations
from atodds.report.exports.claimreview import claim_reviews
from atodds.report.exports.jsonld import load_context
from atodds.report.exports.prov import provenance

__all__ = ["claim_reviews", "load_context", "provenance", "web_annotations"]

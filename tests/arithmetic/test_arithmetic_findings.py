"""What a slip becomes: a finding with the sum in words, the same on every run."""

from __future__ import annotations

from passages_of import claims_of, document_of

from atodds.arithmetic import check_arithmetic
from atodds.model.records import RelationKind

TEXT = "The 13.4 km (9.3-mile) line carries 126 of 206 patients (62.1%)."


def test_finding():
    document = document_of("In all 126 of 206 patients (62.1%) responded.")
    claims = claims_of(document)
    found = check_arithmetic([document], claims)
    assert found.claims == []
    [finding] = found.findings
    assert finding.status is RelationKind.ARITHMETIC
    assert finding.title == "A share against its part and whole"
    assert finding.claims == tuple(c.id for c in claims)
    [relation] = finding.relations
    texts = {c.id: c.value_text for c in claims}
    assert (texts[relation.a], texts[relation.b]) == ("62.1%", "126")
    assert (relation.relation, relation.reason) == (RelationKind.ARITHMETIC, "share")
    assert relation.explanation == "“126” of “206” is 61.17%, not “62.1%”."


def test_the_second_unit_becomes_a_claim_that_stands_in_the_text():
    document = document_of(TEXT)
    found = check_arithmetic([document], claims_of(document))
    assert [c.value_text for c in found.claims] == ["9.3-mile", "13.4 km"]
    for claim in found.claims:
        low, high = claim.value_span
        assert document.text[low:high] == claim.value_text
    assert {c.id for c in found.claims} <= set(found.findings[0].claims) | set(found.findings[1].claims)


def test_order_of_claims_does_not_matter():
    document = document_of(TEXT)
    claims = claims_of(document)
    assert check_arithmetic([document], claims) == check_arithmetic([document], claims[::-1])


def test_no_claims_no_findings():
    assert check_arithmetic([document_of("Nothing is counted here.")], []) == ([], [])

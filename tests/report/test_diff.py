"""What changed between two results, as records and in words."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from golden import assert_expected
from report_sample import TEXTS, document, finding, quantity, relation, sample, sample_verdicts

from atodds.model.records import Claim, Finding, Relation, RelationKind, Result, claim_id
from atodds.report import diff, diff_json, diff_markdown, diff_text, export, write_reports
from atodds.report.diff import Diff
from atodds.report.diff_text import diff_html

# 100,000 findings, 1 % of them changed: it takes 3.4 to 4.6 seconds by itself, up to 7.2 late in a run of all tests. A step that grew with
# the square would take minutes.
MANY, SECONDS = 100_000, 15.0


def reworded(claim: Claim, old: str, new: str, **more: object) -> Claim:
    """A claim after its quote was edited: with the id that the new words give."""
    quote, words = claim.quote.replace(old, new), claim.value_text.replace(old, new)
    at = quote.index(words)
    changed = {"id": claim_id(claim.document, quote, words, at), "quote": quote, "value_text": words, "value_start": at}
    return claim.model_copy(update=changed | more)


def edited() -> Result:
    """The sample after the council's minutes were edited, the gazette removed, and a leaflet added."""
    result = sample()
    council = next(d for d in result.documents if d.id == "council.txt")
    new_text = TEXTS["council.txt"].replace("65%", "62%").replace("its upkeep cost", "the upkeep of the bridge cost some")
    leaflet = document("leaflet.md", "The bridge is 500 metres long.\n", title="Leaflet")
    documents = (result.documents[0], document(council.id, new_text, title="Minutes", publisher="Town council", url=council.url), leaflet)
    share, cost = (next(c for c in result.claims if c.value_text == words) for words in ("65%", "1.6 million crowns"))
    new = {
        share.id: reworded(share, "65%", "62%", value=quantity(62, "%", 1)),
        cost.id: reworded(cost, "its upkeep cost", "the upkeep of the bridge cost some"),
    }
    claims = [new.get(c.id, c) for c in result.claims if c.document != "gazette.html"]
    length = next(c for c in claims if c.value_text == "412 metres")
    long = Claim(
        id=claim_id(leaflet.id, leaflet.text.strip(), "500 metres", 14), document=leaflet.id, start=0, quote=leaflet.text.strip(),
        value_text="500 metres", value_start=14, value=quantity(500, "m", 1), subject="the bridge", entity="bridge", property="length",
    )  # fmt: skip
    more_than = next(c for c in claims if c.value_text.startswith("more than"))
    kind = RelationKind.CONFLICT
    findings = (
        finding(
            "The bridge: share of traffic",
            [relation(more_than, new[share.id], kind, "implicature", "62 is beyond 61.2.")],
            [more_than, new[share.id]],
            9.0,
        ),
        finding("The bridge: length", [relation(length, long, kind, "disjoint_values", "412 is not 500.")], [length, long], 3.0),
    )
    return Result(documents=documents, claims=(*claims, long), findings=findings)


def changes() -> Diff:
    result = sample()
    return diff(result, edited(), verdicts=sample_verdicts(result))


def test_documents() -> None:
    found = changes()
    assert [d.id for d in found.documents_added] == ["leaflet.md"]
    assert [d.id for d in found.documents_removed] == ["gazette.html"]
    assert [(d.id, [c.field for c in d.changes]) for d in found.documents_edited] == [("council.txt", ["sha256"])]


def test_an_edited_sentence_is_one_changed_claim_and_not_two() -> None:
    found = changes()
    assert [[(c.field, c.old, c.new) for c in r.changes if c.field != "quote"] for r in found.claims_changed] == [
        [("value", "65%", "62%"), ("value_text", "65%", "62%")],
        [],
    ]
    assert (found.claims_added, found.claims_removed) == (1, 4)


def test_findings() -> None:
    found = changes()
    assert [f.title for f in found.findings_new] == []
    assert {f.title for f in found.findings_gone} == {"The bridge: builder", "The bridge: opened", "Upkeep: cost"}
    assert {f.title for f in found.findings_changed} == {"The bridge: share of traffic", "The bridge: length"}


def test_verdicts_that_lost_their_evidence() -> None:
    assert [(v.verdict, v.reviewer, v.title) for v in changes().verdicts_stale] == [
        ("v1", "ada", "The bridge: share of traffic"),
        ("v2", "bo", "The bridge: share of traffic"),
    ]


def test_a_finding_whose_first_claim_was_edited_is_changed_and_not_new() -> None:
    result = sample()
    first = result.findings[0]
    a, b = (next(c for c in result.claims if c.id == x) for x in first.claims)
    a2 = reworded(a, "61.1%", "60.1%", value=quantity(60.1, "%", 0.1))
    new = finding(first.title, [relation(a2, b, RelationKind.CONFLICT, "implicature", "x")], [a2, b], 9.0)
    assert new.id != first.id
    claims = tuple(a2 if c.id == a.id else c for c in result.claims)
    found = diff(result, result.model_copy(update={"claims": claims, "findings": (new, *result.findings[1:])}))
    assert [(f.old_id, f.id) for f in found.findings_changed] == [(first.id, new.id)]
    assert not found.findings_new
    assert not found.findings_gone


@pytest.mark.parametrize("weight", [1.0, 99.0])
def test_weights_are_no_change(weight: float) -> None:
    result = sample()
    moved = result.model_copy(update={"findings": tuple(f.model_copy(update={"weight": weight}) for f in result.findings)})
    assert diff(result, moved).empty


def test_a_result_and_its_export_are_the_same() -> None:
    result = sample()
    verdicts = sample_verdicts(result)
    exported = export(result, verdicts=verdicts)
    assert diff(result, exported, verdicts=verdicts).empty
    assert diff(exported, export(edited(), verdicts=verdicts)) == changes()


def test_in_words() -> None:
    assert_expected("diff.txt", diff_text(changes()))
    assert_expected("diff.md", diff_markdown(changes()))
    assert_expected("diff.html", diff_html(changes()))


def test_as_json() -> None:
    assert Diff.model_validate_json(diff_json(changes())) == changes()
    assert json.loads(diff_json(Diff()))["findings_new"] == []


def test_no_change_in_words() -> None:
    assert diff_text(Diff()) == "Nothing changed.\n"
    assert "Nothing changed." in diff_markdown(Diff())
    assert "Nothing changed." in diff_html(Diff())


def test_a_section_of_the_report(tmp_path: Path) -> None:
    write_reports(edited(), tmp_path, changes=changes())
    assert "Since the last run" in (tmp_path / "report.html").read_text("utf-8")
    assert "## What changed" in (tmp_path / "report.md").read_text("utf-8")


def many(numbers: range, status: RelationKind) -> dict[int, tuple[list[Claim], Finding]]:
    """Findings of two claims each, by number. Built without validation, which is not measured."""
    value = quantity(float(status is RelationKind.CONFLICT), "1", 1)
    made = {}
    for n in numbers:
        common = {"document": "d.md", "start": n, "value_text": str(value.low), "value_start": 0, "value": value}
        a, b = (Claim.model_construct(None, **common, id=f"c{n}{x}{status}", quote=f"{value.low} is item {n} {x}") for x in "ab")
        related = Relation.model_construct(None, a=a.id, b=b.id, relation=status, reason="same_value", explanation="x")
        common = {"id": f"f{n}", "status": status, "kind": "quantity", "title": f"item {n}"}
        made[n] = [a, b], Finding.model_construct(None, **common, claims=(a.id, b.id), relations=(related,))
    return made


def result_of(made: dict[int, tuple[list[Claim], Finding]]) -> Result:
    claims = tuple(c for pair, _ in made.values() for c in pair)
    return Result.model_construct(None, documents=(), claims=claims, findings=tuple(f for _, f in made.values()))


@pytest.mark.slow
def test_a_hundred_thousand_findings() -> None:
    made = many(range(MANY), RelationKind.AGREES)
    old, new = result_of(made), result_of(made | many(range(0, MANY, 100), RelationKind.CONFLICT))
    begin = time.process_time()
    found = diff(old, new)
    took = time.process_time() - begin
    assert len(found.findings_changed) == MANY // 100
    assert took < SECONDS, f"{took:.1f} s"

"""`atodds show ID`: a claim or a finding, with everything that explains it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import click

from atodds.cli.options import as_json, in_workspace
from atodds.cli.out import clean, dim, print_json, status, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.model.records import Claim, Document, Finding, Relation
    from atodds.store import FindingReview
    from atodds.workspace import Workspace

# How much of the text around a quote is shown on either side, in characters: a line or two.
CONTEXT = 160
# The widest line of running text that reads well; used where there is no terminal to ask as well.
TEXT_WIDTH = 100


@click.command(short_help="Show a claim or a finding with its quotes and reasons.")
@click.argument("identifier", metavar="ID")
@as_json
@in_workspace
def show(workspace: Workspace, identifier: str, as_json: bool) -> None:
    """Show a claim or a finding: quotes in context with the value marked, the reason, why the claims were linked.

    ID is the id of a claim or a finding, or its beginning. The evidence of a link is a sum of match weights in bits: each
    comparison says how much likelier it makes that both claims are about the same thing.

    \b
    Example:
      atodds show f3a9
    """
    from atodds.store import Store, load, queries  # noqa: PLC0415

    with Store.open(workspace.database, create=False, write=False) as store:
        db = store.db.conn
        kind, full_id = queries.resolve(db, identifier)
        if kind == "finding":
            (finding,) = load.findings(db, [full_id])
            claims = load.claims_by_id(db, finding.claims)
            review = store.reviews().findings.get(full_id)
            if as_json:
                print_json(_finding_data(finding, claims, review))
            else:
                _show_finding(db, finding, claims, review)
        else:
            claim = load.claims_by_id(db, [full_id])[full_id]
            if as_json:
                print_json(claim.model_dump(mode="json") | {"findings": load.findings_of_claims(db, [full_id])})
            else:
                _show_claim(db, claim)


def _finding_data(finding: Finding, claims: dict[str, Claim], review: FindingReview | None) -> dict[str, Any]:
    given = review.verdicts if review else ()
    verdicts = [v.verdict.model_dump(mode="json") | {"current": v.current, "changes": list(v.changes)} for v in given]
    return finding.model_dump(mode="json") | {"claims": [claims[c].model_dump(mode="json") for c in finding.claims], "verdicts": verdicts}


def _show_finding(db: sqlite3.Connection, finding: Finding, claims: dict[str, Claim], review: FindingReview | None) -> None:
    click.echo(f"{status(finding.status)}  {click.style(clean(finding.title), bold=True)}  {dim(finding.id)}")
    for voice in finding.voices:
        independent = f", {voice.independent} independent" if voice.independent != len(voice.documents) else ""
        click.echo(f"  {clean(voice.value_text)}: {clean(', '.join(voice.documents))}{independent}")
    for number, claim_id in enumerate(finding.claims, 1):
        click.echo()
        _claim_block(db, claims[claim_id], f"[{number}] ")
    numbers = {c: n for n, c in enumerate(finding.claims, 1)}
    for relation in finding.relations:
        click.echo()
        _show_relation(relation, numbers, claims)
    if review:
        click.echo()
        _show_review(review)


def _show_claim(db: sqlite3.Connection, claim: Claim) -> None:
    from atodds.store import load  # noqa: PLC0415

    _claim_block(db, claim, "")
    for finding_id in load.findings_of_claims(db, [claim.id]):
        (finding,) = load.findings(db, [finding_id])
        click.echo(f"\nPart of {finding.id}: {status(finding.status)}, {clean(finding.title)}")


def _claim_block(db: sqlite3.Connection, claim: Claim, head: str) -> None:
    from atodds.store import load  # noqa: PLC0415

    document = load.document(db, claim.document)
    click.echo(f"{head}{click.style(clean(claim.value_text), bold=True)}  {dim(claim.id)}")
    if document is not None:
        click.echo(f"    {clean(_source(document, claim))}")
        _wrapped(_in_context(document, claim), "    ")
    for name, value in _details(claim):
        click.echo(f"    {dim(name + ':')} {clean(value)}")


def _source(document: Document, claim: Claim) -> str:
    published = document.published.isoformat() if document.published else None
    page = f"page {claim.page}" if claim.page else None
    parts = [p for p in (document.title, document.publisher, document.author, published, page) if p]
    return f"{document.id}" + (f" ({', '.join(parts)})" if parts else "")


def _in_context(document: Document, claim: Claim) -> str:
    """The quote in its paragraph, dimmed around it, the value marked: also where there is no colour."""
    text, end = document.text, claim.start + len(claim.quote)
    low = max(claim.start - CONTEXT, text.rfind("\n", 0, claim.start) + 1)
    line_end = text.find("\n", end)
    high = min(end + CONTEXT, line_end if line_end >= 0 else len(text))
    first, last = claim.value_span
    before = ("…" if low and text[low - 1] != "\n" else "") + text[low : claim.start]
    after = text[end:high] + ("…" if high < len(text) and text[high] != "\n" else "")
    value = click.style(f"⟦{clean(text[first:last])}⟧", bold=True, fg="yellow")
    return dim(clean(before)) + clean(text[claim.start : first]) + value + clean(text[last:end]) + dim(clean(after))


def _wrapped(text: str, indent: str) -> None:
    limit = min(terminal_width() or TEXT_WIDTH, TEXT_WIDTH)
    click.echo(click.wrap_text(" ".join(text.split()), width=limit, initial_indent=indent, subsequent_indent=indent))


def _details(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "about", " · ".join(p for p in (claim.subject or claim.entity, claim.property, *claim.scope) if p) or "unknown"
    if claim.period:
        words = f" (“{claim.period.words}”)" if claim.period.words else ""
        yield "time", f"{claim.period.low} to {claim.period.high}, {claim.period.source}{words}"
    if claim.attribution:
        yield "said by", claim.attribution
    if claim.modality != "asserted":
        yield "claimed as", claim.modality
    if claim.section:
        yield "under", " > ".join(claim.section)
    if claim.extractor != "prose":
        yield "found in", {"table": "a table", "curated": "claims/, added by hand"}[claim.extractor]


def _show_relation(relation: Relation, numbers: dict[str, int], claims: dict[str, Claim]) -> None:
    a, b = (f"[{numbers.get(c, '?')}] {clean(claims[c].value_text) if c in claims else c}" for c in (relation.a, relation.b))
    click.echo(f"{a}  /  {b}: {status(relation.relation)} ({relation.reason})")
    _wrapped(clean(relation.explanation), "    ")
    if not relation.evidence:
        return
    click.echo(f"    {dim(f'linked with {relation.weight:+.1f} bits:')}")
    widest = max(len(e.comparison) for e in relation.evidence)
    for e in relation.evidence:
        click.echo(
            f"      {e.weight:+6.1f}  {e.comparison:<{widest}}  {clean(e.level)}" + (dim(f"  {clean(e.detail)}") if e.detail else "")
        )


def _show_review(review: FindingReview) -> None:
    for state in review.verdicts:
        v = state.verdict
        kind = f" by {v.explanation}" if v.explanation else ""
        marks = [m for m, there in (("adjudicated", v.adjudicated), ("replaced", not state.current), ("stale", state.stale)) if there]
        click.echo(f"{v.at:%Y-%m-%d %H:%M} UTC  {clean(v.reviewer)}: {v.decision}{kind}" + (f" ({', '.join(marks)})" if marks else ""))
        for change in state.changes:
            click.echo(f"    {clean(change)}")
        if v.note:
            _wrapped(clean(v.note), "    ")
        if v.link:
            click.echo(f"    {clean(v.link)}")

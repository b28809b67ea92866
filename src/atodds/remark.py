"""A judgement on a claim of a draft, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from atodds.judge import Judgement, Met
from atodds.model.records import Claim, Document
from atodds.report import render
from atodds.report.sarif import RULES, Place, Related, Remark

# So many sources are named in a sentence; all of them stand below it.
NAMED = 3
# A quote is shown whole up to this length: longer ones are tables or lists run together.
QUOTE = 300


def remark(
    claim: Claim, judgement: Judgement, place: Callable[[Claim], Place], documents: Mapping[str, Document], finding_of: Mapping[str, str]
) -> Remark:
    """The remark. ``place``: where a claim's value stands; ``documents``: by id; ``finding_of``: the stored finding of a stored claim."""
    return Remark(
        rule=judgement.rule,
        level=RULES[judgement.rule][2],
        message=_message(claim, judgement, documents),
        place=place(claim),
        claim=claim.id,
        value_text=render.one_line(claim.value_text),
        quote=render.one_line(claim.quote),
        related=tuple(_related(claim, m, place(m.claim), documents, finding_of) for m in judgement.grounds),
    )


def _related(claim: Claim, met: Met, place: Place, documents: Mapping[str, Document], finding_of: Mapping[str, str]) -> Related:
    source = _source(claim, met, documents)
    return Related(
        message=f"{render.STATUS_WORDS[met.relation.relation]}: {source}: “{render.shorten(met.claim.quote, QUOTE)}”",
        place=place,
        relation=met.relation.relation,
        reason=met.relation.reason,
        explanation=render.one_line(met.relation.explanation),
        document="" if met.in_draft else met.claim.document,
        source=source,
        claim=met.claim.id,
        value_text=render.one_line(met.claim.value_text),
        quote=render.one_line(met.claim.quote),
        finding=finding_of.get(met.claim.id),
        verdict=met.ruling.words if met.ruling else "",
    )


def _source(claim: Claim, met: Met, documents: Mapping[str, Document]) -> str:
    if met.in_draft:
        return "the draft itself" if met.claim.document == claim.document else f"the draft {render.one_line(met.claim.document)}"
    return render.source(documents.get(met.claim.document), met.claim.document)


def _message(claim: Claim, judgement: Judgement, documents: Mapping[str, Document]) -> str:
    value = f"“{render.one_line(claim.value_text)}”"
    if not judgement.grounds:
        return f"{value}: nobody else says so."
    first = judgement.grounds[0]
    why = render.one_line(first.relation.explanation)
    other = f"“{render.one_line(first.claim.value_text)}” ({_source(claim, first, documents)})"
    verdict = f" {first.ruling.words}." if first.ruling else ""
    match judgement.rule:
        case "deprecated-value":
            return f"{value} was found wrong.{verdict}{_preferred(claim, judgement.grounds, documents)}"
        case "contradicts" | "arithmetic":
            return f"{value} contradicts {other}: {why}{verdict}"
        case "disputed":
            return f"{value} is disputed: {other}.{verdict}"
        case "settled":
            return f"{value} contradicts {other}, which is settled.{verdict}"
        case "changed-since":
            return f"{value} may have changed since: {other}. {why}"
        case "newer":
            return f"{value} is newer than {other}. {why}"
        case "agrees":
            return f"{value} is what {_names(claim, judgement.grounds, documents)} says too."
        case "compatible":
            return f"{value} is compatible with {other}: {why}"
        case "unsupported":
            return f"{value}: nobody else says so; {other} was not compared: {why}"


def _preferred(claim: Claim, grounds: Sequence[Met], documents: Mapping[str, Document]) -> str:
    """The value that a reviewer preferred instead."""
    better = next((m for m in grounds if m.ruling and m.ruling.rank == "preferred"), None)
    return f" Preferred: “{render.one_line(better.claim.value_text)}” ({_source(claim, better, documents)})." if better else ""


def _names(claim: Claim, grounds: Sequence[Met], documents: Mapping[str, Document]) -> str:
    same = [m for m in grounds if m.relation.relation == grounds[0].relation.relation]
    names = list(dict.fromkeys(_source(claim, m, documents) for m in same))
    if len(names) == 1:
        return names[0]
    shown, more = names[:NAMED], len(names) - NAMED
    last = f"{more} more" if more > 0 else shown.pop()
    return f"{', '.join(shown)} and {last}"

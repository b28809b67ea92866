"""Making claims: the last step of extraction, where a claim whose quote is not verbatim is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from atodds.model.records import Claim, Modality, Period, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.model.records import Document
    from atodds.model.values import AnyValue


@dataclass(slots=True)
class Draft:
    """What an extractor knows of a claim: spans in the document's text, and what the value is said of."""

    quote: tuple[int, int]
    span: tuple[int, int]
    value: AnyValue
    property: str = ""
    subject: str = ""
    scope: tuple[str, ...] = ()
    period: Period | None = None
    attribution: str | None = None
    modality: Modality = Modality.ASSERTED
    section: tuple[str, ...] = ()
    page: int | None = None
    extractor: Literal["prose", "table", "curated"] = "prose"
    features: dict[str, tuple[str, ...]] = field(default_factory=dict)


def is_verbatim(document: Document, draft: Draft) -> bool:
    """Whether the value stands inside the quote and the quote inside the document's text."""
    low, high = draft.quote
    first, last = draft.span
    return 0 <= low <= first < last <= high <= len(document.text) and bool(document.text[first:last].strip())


def make_claims(document: Document, drafts: Iterable[Draft]) -> list[Claim]:
    """Claims in document order with stable ids; drafts that are not verbatim, or that state one span twice, are left out.

    A name that fills several roles ("Ada Lund, chief executive of Nordvik, who chairs the board") is a claim for each.
    """
    seen: set[tuple[int, int, str, str]] = set()
    nth: Counter[tuple[str, str, int]] = Counter()
    claims = []
    for draft in sorted(drafts, key=lambda d: (d.span, d.quote)):
        key = (*draft.span, draft.value.kind, draft.property if draft.value.kind == "name" else "")
        if key in seen or not is_verbatim(document, draft):
            continue
        seen.add(key)
        low, high = draft.quote
        quote = document.text[low:high]
        value_text = document.text[draft.span[0] : draft.span[1]]
        words = (quote, value_text, draft.span[0] - low)
        claims.append(
            Claim(
                id=claim_id(document.id, *words, nth[words]),
                document=document.id,
                start=low,
                quote=quote,
                value_text=value_text,
                value_start=draft.span[0] - low,
                value=draft.value,
                subject=draft.subject,
                property=draft.property,
                scope=draft.scope,
                period=draft.period,
                attribution=draft.attribution,
                modality=draft.modality,
                section=draft.section,
                page=draft.page,
                extractor=draft.extractor,
                features=draft.features,
            )
        )
        nth[words] += 1
    return claims

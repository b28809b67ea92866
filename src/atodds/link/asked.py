"""Which claims that are no numbers are worth keeping: those that another document answers.

Extraction reads every clause as a statement and every doer of a deed as a name; it cannot know what other documents say. What nobody
denies, and whom nobody else names, leaves here.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from atodds.link.denials import holds
from atodds.link.profiles import Setting
from atodds.link.statements import may_meet
from atodds.model.values import PolarityValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atodds.extract.lexicon import Lexicon
    from atodds.link.entities import EntityIndex
    from atodds.model.records import Claim
    from atodds.told import Affirmed

# A word in more denials than this is too common to look all of them up: as the blocks of ``linker``.
LARGEST_DENIAL = 400
# A verb of more deeds than this says too little by itself; all pairs of its deeds are compared.
LARGEST_DEED = 100


def askable(
    claims: Sequence[Claim],
    entities: EntityIndex,
    lexicon: Lexicon,
    unread: Sequence[Affirmed] = (),
) -> list[Claim]:
    """The claims without the affirmations that nobody denies.

    "The ferry sailed" is only worth a claim where somebody says that it did not. Extraction cannot know what other
    documents deny, so it keeps every clause; what is denied nowhere leaves here. What a person added stays.

    ``unread``: affirmations that are not among ``claims``. They are read where a denial shares a word with them, and those that are
    denied come last.
    """
    claims = _without_lone_deeds(claims, entities, lexicon)
    others = [c for c in claims if not isinstance(c.value, PolarityValue)]
    denials: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, PolarityValue) and not claim.value.holds:
            for key in {*claim.features.get("focus", ()), *claim.features.get("terms", ())}:
                denials[key].append(claim)
    if not denials:
        return [c for c in claims if not holds(c) or c.extractor == "curated"]
    setting = Setting.of_words(others, entities, lexicon)
    setting.document_names = _document_names(claims, unread, entities)
    words = {key for key, found in denials.items() if len(found) <= LARGEST_DENIAL}
    late = [c for affirmed in unread for c in affirmed.met_by(words)]
    return [c for c in (*claims, *late) if not holds(c) or c.extractor == "curated" or _is_denied(c, denials, setting)]


def _without_lone_deeds(claims: Sequence[Claim], entities: EntityIndex, lexicon: Lexicon) -> list[Claim]:
    """The claims without the deeds ("X unveiled the plan") of which no other document names a doer."""
    deeds: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if "deed" in claim.features:
            deeds[claim.property].append(claim)
    told = {key: group for key, group in deeds.items() if 1 < len(group) <= LARGEST_DEED and len({c.document for c in group}) > 1}
    if not told:
        return [c for c in claims if "deed" not in c.features]
    setting = Setting.of([c for c in claims if c.value.kind != "polarity"], entities, lexicon)
    met: set[str] = set()
    for group in told.values():
        for a, b in itertools.combinations(group, 2):
            if a.document != b.document and may_meet(a, b, setting):
                met |= {a.id, b.id}
    return [c for c in claims if "deed" not in c.features or c.id in met]


def _is_denied(claim: Claim, denials: Mapping[str, Sequence[Claim]], setting: Setting) -> bool:
    met: dict[str, Claim] = {}
    for role in ("focus", "terms"):
        for key in claim.features.get(role, ()):
            found = denials.get(key, ())
            if len(found) <= LARGEST_DENIAL:
                met |= {d.id: d for d in found if role == "focus" or key in d.features.get("focus", ())}
    return any(may_meet(claim, d, setting) for d in met.values())


def _document_names(claims: Sequence[Claim], unread: Sequence[Affirmed], entities: EntityIndex) -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        named[claim.document].update((*claim.features.get("names", ()), claim.subject))
    for affirmed in unread:
        named[affirmed.document].update(affirmed.names)
    return {document: frozenset([entities.key(name) for name in names if name]) for document, names in named.items()}

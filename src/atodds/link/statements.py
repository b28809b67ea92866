"""Links between claims that are no numbers: who fills a role, and whether something is so.

Words around a value say little here: a pair is only linked if the role, or the predicate, is surely the same and so is what it is
said of. The levels of each comparison have weights in bits in ``data/statement_weights.toml``; unlike those of numbers they are set
by hand, so that one doubt outweighs all the rest (docs/linking.md).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from atodds.link.comparisons import Comparison, Level, QualifierComparison, Setting, TopicComparison
from atodds.model.records import Claim, Evidence
from atodds.model.values import NameValue, PolarityValue

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = frozenset({"name", "polarity"})
# How a thing was found that makes it a stated one: not by default.
_STATED = frozenset({"named", "anaphor", "we"})


def _words(claim: Claim, role: str) -> frozenset[str]:
    return frozenset(claim.features.get(role, ()))


def _how(claim: Claim) -> str:
    return claim.features.get("how", ("default",))[0]


class RoleComparison(Comparison):
    """Which role is filled: ``same``; ``leads``: the one leads, the other is a special way to lead ("head", "chair"); ``different``."""

    name = "role"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        detail = f"{a.property} / {b.property}"
        if a.property == b.property:
            return Level("same", detail)
        leads = "head" in (a.property, b.property) and "leader" in _words(a, "concepts") & _words(b, "concepts")
        return Level("leads" if leads else "different", detail)


class ObjectComparison(Comparison):
    """What a role is a role in.

    * ``same_entity``: one named thing; ``same_words``: one noun with nothing that tells the two apart ("the Series D round", "this round")
    * ``mentioned``: a named thing, and a definite noun or nothing in a document that names that thing
    * ``situation``: neither says of what, for there is but one ("the captain"); ``unstated``: neither says of what
    * ``pointed``: different, but as a pronoun was understood; ``different``; ``unsure``: anything else
    """

    name = "object"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        detail = f"{_spoken(a)} / {_spoken(b)}"
        strong = [_how(c) in _STATED and bool(c.subject) for c in (a, b)]
        words = [_words(c, "object") for c in (a, b)]
        if all(strong) and x.subject == y.subject:
            return Level("same_entity", detail)
        if all(words) and _one_noun(a, b):
            return Level("same_words", detail)
        if all(strong):
            return Level("different" if _how(a) == _how(b) == "named" else "pointed", detail)
        if any(strong):
            stated, other, profile = (a, b, x) if strong[0] else (b, a, y)
            known = profile.subject in setting.document_names[other.document] or setting.entities.key(other.subject) == profile.subject
            open_ended = not _words(other, "object") or ("definite" in other.features and not other.features.get("names_of_object"))
            return Level("mentioned" if known and open_ended and _how(stated) == "named" else "unsure", detail)
        if not any(words):
            both_definite = all("the" in c.features for c in (a, b))
            return Level("situation" if both_definite else "unstated", detail)
        return Level("unsure", detail)


def _spoken(claim: Claim) -> str:
    return " ".join(claim.features.get("object", ())) or (claim.subject if _how(claim) in _STATED else "?")


def _one_noun(a: Claim, b: Claim) -> bool:
    """Whether two noun phrases have one head and neither has a word that the other lacks, or few that tell them apart."""
    if not _words(a, "object_head") & _words(b, "object_head") or not all("definite" in c.features for c in (a, b)):
        return False
    x, y = _words(a, "object"), _words(b, "object")
    return x <= y or y <= x or len(x & y) * 2 >= len(x | y)


class HolderComparison(Comparison):
    """The names themselves: ``same`` if they have one in common, else nothing."""

    name = "holder"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if not isinstance(a.value, NameValue) or not isinstance(b.value, NameValue):
            return None
        shared = {setting.entities.key(n) for n in a.value.names} & {setting.entities.key(n) for n in b.value.names}
        return Level("same", ", ".join(sorted(shared))) if shared else None


class ApartComparison(Comparison):
    """Where the claims stand: ``document``, one document rarely contradicts itself; nothing for two documents."""

    name = "apart"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        return Level("document", a.document) if a.document == b.document else None


class StatementQualifiers(QualifierComparison):
    """As for numbers, but only what excludes counts: ``exclusive``."""

    name = "narrowed"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = super().level(a, b, setting)
        return found if found is not None and found.name == "exclusive" else None


class StatementTopic(TopicComparison):
    """As for numbers: ``none``, ``one``, ``some`` names that the two documents share."""

    name = "topic"


NAME_COMPARISONS: tuple[Comparison, ...] = (
    RoleComparison(), ObjectComparison(), HolderComparison(), StatementQualifiers(), ApartComparison(), StatementTopic(),
)  # fmt: skip


@functools.cache
def statement_weights() -> Mapping[str, Mapping[str, float]]:
    """The weight in bits of each level, and the priors."""
    loaded: Mapping[str, Mapping[str, float]] = tomllib.loads(
        files("atodds.link").joinpath("data/statement_weights.toml").read_text(encoding="utf-8")
    )
    return loaded


def is_statement(claim: Claim) -> bool:
    """Whether a claim is linked here: it names who fills a role, or says whether something is so."""
    return claim.value.kind in KINDS


def score_statements(a: Claim, b: Claim, setting: Setting) -> tuple[float, tuple[Evidence, ...]]:
    """The match weight of two such claims in bits, with its parts."""
    table = statement_weights()
    comparisons: Sequence[Comparison] = POLARITY_COMPARISONS if isinstance(a.value, PolarityValue) else NAME_COMPARISONS
    total = table["prior"][a.value.kind]
    evidence = []
    for comparison in comparisons:
        level = comparison.level(a, b, setting)
        if level is not None:
            weight = table[comparison.name][level.name]
            total += weight
            evidence.append(Evidence(comparison=comparison.name, level=level.name, weight=weight, detail=level.detail))
    return round(total, 2), tuple(evidence)


POLARITY_COMPARISONS: tuple[Comparison, ...] = (ApartComparison(), StatementTopic())

"""Links between claims that are no numbers: who fills a role, and whether something is so.

Words around a value say little here: a pair is only linked if the role, or the predicate, is surely the same and so is what it is
said of. The levels of each comparison have weights in bits in ``data/statement_weights.toml``; unlike those of numbers they are set
by hand, so that one doubt outweighs all the rest (docs/linking.md).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

from atodds.datafile import tables_of
from atodds.extract.discourse import anaphor_nouns
from atodds.extract.filler_tables import plain_words
from atodds.link.comparisons import QualifierComparison, TopicComparison
from atodds.link.denials import DENIAL_COMPARISONS, how_found, words_in
from atodds.link.profiles import Comparison, Level, Setting, Sight, in_bits
from atodds.model.records import Claim
from atodds.model.values import NameValue

KINDS = frozenset({"name", "polarity"})
# How a thing was found that makes it a stated one: not by default.
_STATED = frozenset({"named", "anaphor", "we"})
# Roles that, where nothing else is said, are those in what a document is about: "chief executive Ada Lund". A president may be any body's.
_OF_THE_TOPIC = frozenset({
    "chief_executive", "finance_chief", "founder", "owner", "operator", "designer", "contractor", "captain", "coach", "manufacturer",
})  # fmt: skip


# Roles in what is held again and again: who won it in one year did not win it in another.
_RECURRING = frozenset({"winner", "runner_up", "placing", "venue in", "venue at", "host", "organiser"})


class RoleComparison(Comparison):
    """Which role is filled: ``same``; ``leads``: the one leads, the other is a special way to lead ("head", "chair"); ``different``."""

    name = "role"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        detail = f"{a.property} / {b.property}"
        if a.property == b.property:
            return Level("same", detail)
        return Level("leads" if _leads(a, b) else "different", detail)


# Bodies that have one head, whatever the head is called; a firm has a president beside its chairman.
_ONE_HEAD = frozenset({
    "commission", "committee", "panel", "tribunal", "jury", "association", "federation", "union", "court", "bench", "society", "inquiry",
    "assembly", "senate", "parliament", "academy", "league", "confederation", "alliance", "chamber",
})  # fmt: skip


# Roles of which a whole body has one each: its head is no coach or captain in it.
_AT_THE_TOP = frozenset({"head", "chair", "president", "chief_executive"})


def _leads(a: Claim, b: Claim) -> bool:
    """Whether one role is to lead, and the other a special way to lead; chair and president are one in a body with one head."""
    if {a.property, b.property} == {"chair", "president"}:
        return all(words_in(c, "object") & _ONE_HEAD for c in (a, b))
    return "head" in (a.property, b.property) and "leader" in words_in(a, "concepts") & words_in(b, "concepts")


def _is_of_its_topic(claim: Claim) -> bool:
    """Whether a role is one in what "its" or "the museum's" points to, and that is what the document is about."""
    return how_found(claim) == "anaphor" and claim.features.get("topic", ("",))[0] == claim.subject


class ObjectComparison(Comparison):
    """What a role is a role in.

    * ``same_entity``: one named thing; ``same_words``: one noun with nothing that tells the two apart ("the Series D round", "this round")
    * ``mentioned``: a named thing, and a definite noun or nothing in a document that names that thing
    * ``situation``: neither says of what, for there is but one ("the captain"), or both documents are of one
    * ``unstated``: neither says of what
    * ``pointed``: different, but as a pronoun was understood; ``different``; ``unsure``: anything else
    """

    name = "object"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        detail = f"{_spoken(a)} / {_spoken(b)}"
        strong = [how_found(c) in _STATED and bool(c.subject) for c in (a, b)]
        words = [words_in(c, "object") for c in (a, b)]
        if all(strong) and x.subject == y.subject:
            return Level("same_entity" if _one_department(a, b) else "different", detail)
        if all(words) and _one_noun(a, b) and (how_found(a) != "default" or how_found(b) != "default" or _may_share_names(a, b, setting)):
            return Level("same_words", detail)
        if all(strong) and how_found(a) == how_found(b) == "named":
            return Level("different", detail)
        if any(_is_hers(c) for c in (a, b)) and all("the" in c.features or _is_hers(c) for c in (a, b)) and not any(words):
            return Level("situation", detail)  # whom "her" points to is a guess
        if any(strong):
            stated, other, profile = (a, b, x) if how_found(a) == "named" or not strong[1] else (b, a, y)
            # A document that says of what one of two holds the role means another thing by the role of the other.
            at_the_top = {a.property, b.property} <= _AT_THE_TOP and _leads(a, b) and x.subject == y.subject
            surely = a.document != b.document and (a.property == b.property or at_the_top)
            surely = surely and (how_found(stated) == "named" or _is_of_its_topic(stated)) and _may_be(profile.subject, other, setting)
            return Level("mentioned" if surely else "pointed" if all(strong) else "unsure", detail)
        if not any(words):
            both_definite = all("the" in c.features or _is_hers(c) for c in (a, b))
            one_topic = a.document != b.document and bool(x.subject) and x.subject == y.subject and a.property in _OF_THE_TOPIC
            return Level("situation" if both_definite or one_topic else "unstated", detail)
        return Level("unsure", detail)


def _one_department(a: Claim, b: Claim) -> bool:
    """Whether two roles in one body are of one part of it: not "head of sales at Nordvik" and "head of research at Nordvik"."""
    if not how_found(a) == how_found(b) == "named":
        return True  # "the tower", "the complex": words for the thing itself
    named = {w for c in (a, b) for n in (*c.features.get("names_of_object", ()), c.subject) for w in n.casefold().split()}
    heads = [words_in(c, "object_head") - named for c in (a, b)]
    parts = [h - plain_words() - {a.property, b.property} - anaphor_nouns() for h in heads]
    told = all(parts) if a.property == b.property else any(parts)  # "chief engineer" is no head of sales
    return bool(heads[0] & heads[1]) or not told


def _may_be(entity: str, other: Claim, setting: Setting) -> bool:
    """Whether a claim that says nothing, "it" or "the trial" is of an entity that its document names."""
    if inside := {setting.entities.key(n) for n in other.features.get("names_of_object", ())}:
        narrowed = words_in(other, "object") - words_in(other, "object_head") - _words_of(entity, setting) - plain_words()
        return entity in inside and not narrowed  # "the Halden coalition" is Halden, "the camera team of Halden" is not
    if how_found(other) == "default" and words_in(other, "object") - plain_words() - anaphor_nouns() - {other.property}:
        # "Fishermen's leader" leads fishermen, whatever the document is about; "the harbour project" may be the Moss Harbour.
        return bool(words_in(other, "object") & _words_of(entity, setting))
    key = setting.entities.key
    near = {key(n) for n in (*other.features.get("candidates", ()), other.subject) if n}
    if any(n == entity or n.startswith(entity + " ") or entity.startswith(n + " ") for n in near):
        return True
    if "field" in other.features or not any(n == entity or n.startswith(entity + " ") for n in setting.document_names[other.document]):
        return False  # a field ("Captain: X") is one of what the whole list is about
    heads = words_in(other, "object_head")
    kinds = _words_of(entity, setting)
    if how_found(other) == "anaphor":
        return bool(heads & kinds)  # "the bank" is Cedar Forks Bank, whatever was spoken of last
    return not words_in(other, "object") or ("definite" in other.features and bool(heads & anaphor_nouns()))


def _words_of(entity: str, setting: Setting) -> set[str]:
    """The words of the names of an entity."""
    known = setting.entities.entities.get(entity)
    return {w for n in known.names for w in n.casefold().split()} if known is not None else set()


def _is_hers(claim: Claim) -> bool:
    """Whether a role is said to be that of a thing by a pronoun alone: "her captain"."""
    return how_found(claim) == "anaphor" and not claim.features.get("object") and "definite" in claim.features


def _spoken(claim: Claim) -> str:
    return " ".join(claim.features.get("object", ())) or (claim.subject if how_found(claim) in _STATED else "?")


def _one_noun(a: Claim, b: Claim) -> bool:
    """Whether two noun phrases have one head and neither has a word that the other lacks, or few that tell them apart."""
    if not words_in(a, "object_head") & words_in(b, "object_head") or not all("definite" in c.features for c in (a, b)):
        return False
    x, y = words_in(a, "object"), words_in(b, "object")
    x, y = x - plain_words(), y - plain_words()
    heads = words_in(a, "object_head") | words_in(b, "object_head")
    if len(x - y - heads) == len(y - x - heads) == 1:
        return False  # "the medal for fiction", "the medal for poetry"
    mostly = len(x & y) * 2 >= len(x | y)
    if all("narrowed" in c.features for c in (a, b)):
        heads = words_in(a, "object_head") & words_in(b, "object_head")
        # "The trams for Halden" are "the trams" of a document about Halden.
        x, y = x - (set(b.subject.casefold().split()) - y), y - (set(a.subject.casefold().split()) - x)
        mostly = len(x & y) * 2 >= len(x | y)
        return mostly and bool(x - heads) == bool(y - heads)  # "the signalling contract" is not whatever "the contract" is
    return x <= y or y <= x or mostly


def _may_share_names(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether two noun phrases may be one by the names inside them: not "the Kelowna fire" and "the Halden fire"."""
    x, y = ({setting.entities.key(n) for n in c.features.get("names_of_object", ())} for c in (a, b))
    return not x or not y or bool(x & y)


class HolderComparison(Comparison):
    """The names themselves: ``same`` if they have one in common, else nothing."""

    name = "holder"
    looks_at = Sight.VALUE

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if not isinstance(a.value, NameValue) or not isinstance(b.value, NameValue):
            return None
        shared = {setting.entities.key(n) for n in a.value.names} & {setting.entities.key(n) for n in b.value.names}
        return Level("same", ", ".join(sorted(shared))) if shared else None


class ApartComparison(Comparison):
    """Where the claims stand: ``sentence``, ``document``: one rarely contradicts itself; nothing for two documents."""

    name = "apart"
    looks_at = Sight.DOCUMENT
    inside = Sight.CLAIM

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if a.document != b.document:
            return None
        return Level("sentence" if a.start == b.start else "document", a.document)


class StatementQualifiers(QualifierComparison):
    """As for numbers, but only what excludes counts: ``exclusive``."""

    name = "narrowed"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = super().level(a, b, setting)
        return found if found is not None and found.name == "exclusive" else None


class StatementTopic(TopicComparison):
    """As for numbers; ``akin``: no name in common, but a word of one; ``kin``: that of statements, which share more where they meet.

    What nobody denies is not kept, and its names with it: those beside a statement, and of what its document tells, count as well.
    """

    name = "topic"
    looks_at = Sight.CLAIM

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = super().level(a, b, setting)
        if found is None or found.name != "none":
            return found
        near = set.intersection(*({setting.entities.key(n) for n in c.features.get("near", ())} for c in (a, b)))
        if near:
            return Level("one", ", ".join(sorted(near)))
        akin = setting.shared_name_words(a.document, b.document)
        return Level("kin" if a.value.kind == "polarity" else "akin", ", ".join(sorted(akin))) if akin else found


class YearsComparison(Comparison):
    """The years beside two roles in what comes again each year, a race or a prize: ``different``, else nothing."""

    name = "years"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = words_in(a, "years"), words_in(b, "years")
        recurs = a.property in _RECURRING and b.property in _RECURRING
        return Level("different", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}") if recurs and x and y and not x & y else None


NAME_COMPARISONS: tuple[Comparison, ...] = (
    RoleComparison(), ObjectComparison(), HolderComparison(), StatementQualifiers(), YearsComparison(), ApartComparison(),
    StatementTopic(),
)  # fmt: skip
POLARITY_COMPARISONS: tuple[Comparison, ...] = (*DENIAL_COMPARISONS, ApartComparison(), StatementTopic())


def statement_weights() -> Mapping[str, Mapping[str, float]]:
    """The weight in bits of each level, and the priors."""
    return tables_of("atodds.link", "statement_weights")


def is_statement(claim: Claim) -> bool:
    """Whether a claim is linked here: it names who fills a role, or says whether something is so."""
    return claim.value.kind in KINDS


class _Step(NamedTuple):
    """A comparison with its weights, and the most bits that those after it can add."""

    comparison: Comparison
    weights: Mapping[str, float]
    most_after: float


def may_meet(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether the match weight of two such claims is at even odds or better. They are looked at no further than it takes to know."""
    kind = a.value.kind
    total = statement_weights()["prior"][kind]
    for comparison, weights, most_after in _steps(kind):
        level = comparison.level(a, b, setting)
        total += weights[level.name] if level is not None else 0.0
        if in_bits(total + most_after) < 0:
            return False
    return True


@functools.cache
def _steps(kind: str) -> tuple[_Step, ...]:
    """The comparisons of a kind: first whether two documents have to do with each other, which is looked up, and rules out most pairs."""
    table = statement_weights()
    comparisons = POLARITY_COMPARISONS if kind == "polarity" else NAME_COMPARISONS
    ordered = sorted(comparisons, key=lambda comparison: not isinstance(comparison, TopicComparison))
    most = [max(0.0, *table[comparison.name].values()) for comparison in ordered]
    return tuple(_Step(c, table[c.name], sum(most[n + 1 :])) for n, c in enumerate(ordered))

"""The second look at a pair: is there a better partner?

A document gives one value for one thing, as a rule. So a claim that has a better partner in the other document (one that gives
the same value, above all) is probably not about the same thing as the rest of that document's claims; and two claims of one
document that have the same partner elsewhere probably are. This is the one-to-one restriction of record linkage (Fellegi &
Sunter 1969; Jaro 1989), taken as evidence instead of as a rule, for documents do contradict themselves.

Levels, for claims of two documents, by the margin in bits over the best rival of either claim in the other's document:

* ``alone``: no rival; ``ahead``: by 2 or more; ``even``: less than 2 on either side; ``behind``; ``far_behind``: by more than 4

and for claims of one document:

* ``third``: a claim of another document is linked to both; else ``inside_alone``, ``inside_ahead``, ``inside_even`` and
  ``inside_behind``, by the margin over the best rival in that document

Figures of which the text itself says that the one came after the other need no such witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from atodds.link.comparisons import weights
from atodds.link.events import event_weights, is_event
from atodds.link.items import ONE_VOICE, says_one_figure
from atodds.link.linker import Pair, evidence_of
from atodds.link.profiles import Level, in_bits
from atodds.link.statements import is_statement
from atodds.model.records import Evidence

NAME = "rival"
AHEAD = 2.0
FAR = 4.0
# A rival weaker than this is none: it would not be linked itself.
WEAK = -3.0
# A partner of a claim: the weight of their pair, its sign turned so that the best comes first, its id, and what stands for its figure.
_Rival = tuple[float, str, str]
_Best = dict[tuple[str, str], list[_Rival]]
# What counts as linked to both, for claims of one document.
LINKED = -1.5


def with_rivals(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with the evidence of their rivals added to their weights."""
    voice = _voices(pairs)
    best, partners = _partners(pairs, voice)
    tables = {True: event_weights()[NAME], False: weights()[NAME]}
    found = []
    # Pairs that share their evidence and what their rivals say share all of it; the pieces themselves are told apart by being one object.
    together: dict[tuple[int, int], tuple[Evidence, ...]] = {}
    for pair in pairs:
        a, b, own, evidence = pair
        if is_statement(a) or (a.document == b.document and looks_back(evidence)):
            found.append(pair)
            continue
        level = _level(pair, best, partners, voice)
        weight = tables[is_event(a)][level.name]
        piece = evidence_of(NAME, level, weight)
        key = id(evidence), id(piece)
        if key not in together:
            together[key] = (*evidence, piece)
        found.append(Pair(a, b, in_bits(own + weight), together[key]))
    return found


def looks_back(evidence: Sequence[Evidence]) -> bool:
    """Whether the text looks back from the one figure to the other: "38 % today; three years ago, 27 %". It points itself to the other."""
    place = mark = ""
    for item in evidence:
        if item.comparison == "place":
            place = item.level
        elif item.comparison == "mark":
            mark = item.level
    return place == "sentence_then" or (place == "section_then" and mark == "prior")


def _partners(pairs: Sequence[Pair], voice: Mapping[str, str]) -> tuple[_Best, dict[str, set[str]]]:
    """The best partners of each claim in each document, and what each is linked to in other documents."""
    best: _Best = {}
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        a, b, weight, _ = pair
        one_document = a.document == b.document
        if weight < WEAK or (one_document and says_one_figure(pair)):
            continue
        _keep(best, (a.id, b.document), (-weight, b.id, voice.get(b.id, b.id)))
        _keep(best, (b.id, a.document), (-weight, a.id, voice.get(a.id, a.id)))
        if weight >= LINKED and not one_document:
            partners[a.id].add(b.id)
            partners[b.id].add(a.id)
    return best, partners


def _voices(pairs: Sequence[Pair]) -> dict[str, str]:
    """What stands for the figure of a claim that its document says more than once: the first of the claims that say it."""
    first: dict[str, str] = {}

    def root(claim: str) -> str:
        path = []
        while claim in first:
            path.append(claim)
            claim = first[claim]
        first.update(dict.fromkeys(path, claim))  # the next way is short
        return claim

    for pair in pairs:
        if pair.a.document == pair.b.document and pair.weight >= ONE_VOICE and says_one_figure(pair):
            a, b = sorted((root(pair.a.id), root(pair.b.id)))
            if a != b:
                first[b] = a
    return {claim: root(claim) for claim in list(first)}


def _keep(best: _Best, place: tuple[str, str], rival: _Rival) -> None:
    """Keep the best partners with two figures: a pair's rival is the best that does not say what the pair says."""
    kept = best.get(place)
    if kept is None:
        best[place] = [rival]
        return
    for n, other in enumerate(kept):
        if other[2] == rival[2]:
            kept[n] = min(other, rival)
            break
    else:
        kept.append(rival)
    kept.sort()
    del kept[2:]


def _level(pair: Pair, best: _Best, partners: dict[str, set[str]], voice: Mapping[str, str]) -> Level:
    a, b = pair.a, pair.b
    inside = "inside_" if a.document == b.document else ""
    if inside and (shared := partners.get(a.id, set()) & partners.get(b.id, set())):
        return Level("third", ", ".join(sorted(shared)[:3]))
    margins = []
    for claim, other in ((a, b), (b, a)):
        figure = voice.get(other.id, other.id)
        rival = next((entry for entry in best.get((claim.id, other.document), ()) if entry[2] != figure), None)
        if rival is not None:
            margins.append((pair.weight + rival[0], rival[1]))
    if not margins:
        return Level(f"{inside}alone")
    margin, rival_id = min(margins)
    if margin >= AHEAD:
        return Level(f"{inside}ahead", f"{margin:.1f} bits before {rival_id}")
    if margin >= -AHEAD:
        return Level(f"{inside}even", f"{margin:+.1f} bits to {rival_id}")
    return Level(f"{inside}behind" if inside or margin >= -FAR else "far_behind", f"{-margin:.1f} bits behind {rival_id}")

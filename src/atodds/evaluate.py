"""How well a result finds what a gold dossier says is there.

A dossier is a folder with documents (``.md``, ``.txt``) and a ``gold.json``; docs/dossiers.md describes its fields. With
``"workspace": "../.."`` in the gold, the documents are those of that workspace's ``sources/`` and its curation is used.

A claim of the result stands for a claim of the gold where their value words overlap in the document.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from atodds.curation import Curation, load_curation
from atodds.errors import UsageError
from atodds.model.records import Document, RelationKind, Result
from atodds.read import read_document

SUFFIXES = (".md", ".txt")
SAME = {"agrees", "compatible"}
# Characters shown on either side of the words of a miss: enough to know the sentence by.
AROUND = 80
Pair = frozenset[str]


class Span(NamedTuple):
    """A run of characters of one document."""

    document: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Dossier:
    """The documents of a dossier and its gold, placed in them.

    ``claims``: spans of the value words by id. ``relations``: what the gold says of two claims, and of which item.
    ``traps``/``tolerated``: pairs of spans that look alike / that contradict each other only by inference.
    """

    name: str
    documents: tuple[Document, ...]
    curation: Curation
    claims: dict[str, Span]
    relations: dict[Pair, tuple[str, str]]
    traps: tuple[tuple[Span, Span], ...]
    tolerated: tuple[tuple[Span, Span], ...]

    def tolerates(self, a: Span, b: Span) -> bool:
        """Whether to flag two values is neither right nor wrong."""
        return any(_meets((a, b), pair) for pair in self.tolerated)


@dataclass(frozen=True)
class Score:
    """Counts, so that the scores of several dossiers can be added. ``*_hit`` is out of the field it is named after.

    ``found``/``found_true``: findings with a conflict, and those that hold a true one. ``items``: gold items with a conflict.
    ``pairs``: gold pairs in conflict; ``false_pairs``: pairs flagged wrongly. ``same``/``updated``: gold pairs that agree (or
    are compatible) / are updates. ``traps``: look-alikes, ``traps_hit`` of them flagged as a conflict (0 is right).
    """

    found: int = 0
    found_true: int = 0
    items: int = 0
    items_hit: int = 0
    pairs: int = 0
    pairs_hit: int = 0
    false_pairs: int = 0
    same: int = 0
    same_hit: int = 0
    updated: int = 0
    updated_hit: int = 0
    traps: int = 0
    traps_hit: int = 0
    claims: int = 0
    claims_hit: int = 0

    def __add__(self, other: Score) -> Score:
        """The score of both together."""
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))

    def shares(self) -> dict[str, float | None]:
        """What floors are set on, each from 0 to 1; None where there is nothing to find. ``traps``: the share *not* flagged."""
        flagged = self.pairs_hit + self.false_pairs
        return {
            "precision": _share(self.found_true, self.found),
            "recall": _share(self.items_hit, self.items),
            "pair_precision": _share(self.pairs_hit, flagged),
            "pair_recall": _share(self.pairs_hit, self.pairs),
            "same": _share(self.same_hit, self.same),
            "updated": _share(self.updated_hit, self.updated),
            "traps": _share(self.traps - self.traps_hit, self.traps),
            "claims": _share(self.claims_hit, self.claims),
        }


class Miss(NamedTuple):
    """Something to look at: what went wrong, and the words of both claims."""

    what: str
    a: str
    b: str


def load_dossier(folder: Path) -> Dossier:
    """Read a dossier and place its gold in the documents.

    Raises:
        UsageError: there is no gold.json, or its words are not found in the documents.
    """
    path = folder / "gold.json"
    if not path.is_file():
        raise UsageError(f"{folder} holds no gold.json", advice="a dossier is a folder with documents and a gold.json")
    gold = json.loads(path.read_text("utf-8"))
    home = folder / gold["workspace"] / "sources" if "workspace" in gold else folder
    documents = tuple(read_document(p, p.name) for p in sorted(home.iterdir()) if p.suffix in SUFFIXES)
    texts = {d.id: d.text for d in documents}
    claims = {c["id"]: _place(texts, c, folder) for item in gold["items"] for c in item["claims"]}
    relations = {frozenset((p["a"], p["b"])): (p["relation"], item["id"]) for item in gold["items"] for p in item["pairs"]}
    curation = load_curation(home.parent / "claims")[0] if "workspace" in gold else Curation()
    return Dossier(
        name=gold["dossier"],
        documents=documents,
        curation=curation,
        claims=claims,
        relations=relations,
        traps=tuple(_sides(texts, gold.get("traps", ()), folder)),
        tolerated=tuple(_sides(texts, gold.get("tolerated", ()), folder)),
    )


def _sides(texts: dict[str, str], pairs: Iterable[dict[str, Any]], folder: Path) -> Iterator[tuple[Span, Span]]:
    return ((_place(texts, p["a"], folder), _place(texts, p["b"], folder)) for p in pairs)


def _place(texts: dict[str, str], claim: dict[str, Any], folder: Path) -> Span:
    """Where the value words of a gold claim stand. The quote may be wrapped differently in the document."""
    words = r"\s+".join(map(re.escape, claim["quote"].split()))
    found = list(re.finditer(words, texts.get(claim["doc"], "")))
    value = re.search(r"\s+".join(map(re.escape, claim["value"].split())), found[0].group()) if len(found) == 1 else None
    if value is None:
        raise UsageError(f"{folder}/gold.json: “{claim['value']}” in “{claim['quote']}” is not found once in {claim['doc']}")
    start = found[0].start()
    return Span(claim["doc"], start + value.start(), start + value.end())


def score(dossier: Dossier, result: Result) -> tuple[Score, list[Miss]]:
    """The counts, and every missed conflict and false alarm with its words."""
    spans = {c.id: Span(c.document, *c.value_span) for c in result.claims}
    stands_for = {i: {g for g, at in dossier.claims.items() if at.overlaps(span)} for i, span in spans.items()}
    conflicts = {p for p, (relation, _) in dossier.relations.items() if relation == "conflict"}
    called: dict[Pair, set[str]] = defaultdict(set)
    counts = dict.fromkeys(("found", "found_true", "false_pairs", "traps_hit"), 0)
    trapped: set[int] = set()
    misses: list[Miss] = []
    words = {c.id: f"{c.value_text!r} in {c.quote!r} ({c.document})" for c in result.claims}
    for finding in result.findings:
        true = false = 0
        for relation in finding.relations:
            pairs = {frozenset((a, b)) for a in stands_for[relation.a] for b in stands_for[relation.b]}
            for pair in pairs & dossier.relations.keys():
                called[pair].add(relation.relation)
            if relation.relation is not RelationKind.CONFLICT:
                continue
            flagged = (spans[relation.a], spans[relation.b])
            trapped |= {n for n, trap in enumerate(dossier.traps) if _meets(flagged, trap)}
            if pairs & conflicts:
                true += 1
            elif not dossier.tolerates(*flagged):
                false += 1
                misses.append(Miss("false alarm", words[relation.a], words[relation.b]))
        counts["found"] += bool(true or false)
        counts["found_true"] += bool(true)
        counts["false_pairs"] += false
    counts["traps_hit"] = len(trapped)
    counts["claims_hit"] = len(set().union(*stands_for.values()))
    misses += [_missed(dossier, pair, called[pair]) for pair in sorted(conflicts, key=sorted) if "conflict" not in called[pair]]
    return Score(**counts, **_against_gold(dossier, called)), misses


def _against_gold(dossier: Dossier, called: Mapping[Pair, set[str]]) -> dict[str, int]:
    """The counts that follow from what the result called each pair of the gold."""
    by_relation: dict[str, set[Pair]] = defaultdict(set)
    for pair, (relation, _) in dossier.relations.items():
        by_relation["same" if relation in SAME else relation].add(pair)
    hit = {p for p in by_relation["conflict"] if "conflict" in called[p]}
    return {
        "items": len({dossier.relations[p][1] for p in by_relation["conflict"]}),
        "items_hit": len({dossier.relations[p][1] for p in hit}),
        "pairs": len(by_relation["conflict"]),
        "pairs_hit": len(hit),
        "same": len(by_relation["same"]),
        "same_hit": sum(bool(called[p] & SAME) for p in by_relation["same"]),
        "updated": len(by_relation["updated"]),
        "updated_hit": sum("updated" in called[p] for p in by_relation["updated"]),
        "traps": len(dossier.traps),
        "claims": len(dossier.claims),
    }


def _meets(pair: tuple[Span, Span], other: tuple[Span, Span]) -> bool:
    (a, b), (x, y) = pair, other
    return (a.overlaps(x) and b.overlaps(y)) or (a.overlaps(y) and b.overlaps(x))


def _missed(dossier: Dossier, pair: Pair, called: set[str]) -> Miss:
    a, b = (_words(dossier, claim) for claim in sorted(pair))
    return Miss(f"missed (called {', '.join(sorted(called)) or 'nothing'})", a, b)


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The least scores from a TOML file: a table for each dossier (``all``: all together), keys as in `Score.shares`.

    Raises:
        UsageError: it is no TOML, or a key is no kind of score.
    """
    try:
        floors: dict[str, dict[str, float]] = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"is no TOML: {error}", file=str(path)) from error
    for name, kinds in floors.items():
        if unknown := sorted(kinds.keys() - Score().shares().keys()):
            raise UsageError(f"[{name}]: no score is called {unknown[0]!r}", file=str(path), advice=f"known: {', '.join(Score().shares())}")
    return floors


def below_floor(scores: Mapping[str, Score], floors: Mapping[str, Mapping[str, float]], decimals: int) -> list[str]:
    """A line for each score that is below its floor when rounded; floors of dossiers that were not scored are passed over."""
    lines = []
    for name in sorted(floors.keys() & scores.keys()):
        shares = scores[name].shares()
        for kind, floor in sorted(floors[name].items()):
            value = shares[kind]
            if value is not None and round(value, decimals) < floor:
                lines.append(f"{name}: {kind} is {value:.{decimals}f}, below its floor of {floor:.{decimals}f}")
    return lines


def _words(dossier: Dossier, claim: str) -> str:
    at = dossier.claims[claim]
    text = next(d.text for d in dossier.documents if d.id == at.document)
    low, high = max(0, at.start - AROUND), at.end + AROUND
    return f"{text[at.start : at.end]!r} in {text[low:high]!r} ({at.document})"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

"""Scores on gold dossiers: what each count counts, and that an independent scorer comes to the same counts."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from atodds.errors import UsageError
from atodds.evaluate import Dossier, Score, below_floor, load_dossier, read_floors, score
from atodds.model.records import Claim, Document, Finding, Relation, RelationKind, Result, claim_id
from atodds.model.values import Quantity
from atodds.report.export import export
from atodds.report.lines import to_json

SHARED = Path(__file__).parent.parent.parent / "shared" / "eval"
OWN = sorted(p.parent for p in (Path(__file__).parent / "dossiers").glob("*/gold.json"))

A = "The flood killed 41 people. It cost the town 9 million pounds.\nThe bridge is 300 metres long.\n"
B = "---\ntitle: B\n---\nThe toll stands at 57 after the flood. Repairs\ncost 12 million pounds. The bridge is 300 m long.\n"


def side(doc: str, quote: str, value: str) -> dict[str, str]:
    return {"doc": doc, "quote": quote, "value": value}


GOLD = {
    "dossier": "flood",
    "items": [
        {
            "id": "i1",
            "claims": [
                {"id": "i1a", **side("a.md", "killed 41 people", "41")},
                {"id": "i1b", **side("b.md", "The toll stands at 57", "57")},
            ],
            "pairs": [{"a": "i1a", "b": "i1b", "relation": "conflict"}],
        },
        {
            "id": "i2",
            "claims": [
                {"id": "i2a", **side("a.md", "300 metres long", "300 metres")},
                {"id": "i2b", **side("b.md", "300 m long", "300 m")},
            ],
            "pairs": [{"a": "i2a", "b": "i2b", "relation": "agrees"}],
        },
    ],
    "traps": [{"a": side("a.md", "killed 41 people", "41"), "b": side("b.md", "300 m long", "300 m")}],
    "tolerated": [{"a": side("a.md", "cost the town 9 million", "9 million"), "b": side("b.md", "Repairs cost 12 million", "12 million")}],
}


@pytest.fixture
def flood(tmp_path: Path) -> Dossier:
    (tmp_path / "a.md").write_text(A, "utf-8")
    (tmp_path / "b.md").write_text(B, "utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), "utf-8")
    return load_dossier(tmp_path)


def claim(document: Document, value: str) -> Claim:
    at = document.text.index(value)
    low = max(document.text.rfind("\n", 0, at), document.text.rfind(". ", 0, at) + 1) + 1
    quote = document.text[low : at + len(value)]
    number = Quantity(low=1, high=1, unit="1", step=1)
    return Claim(
        id=claim_id(document.id, quote, value, at - low, low),
        document=document.id,
        start=low,
        quote=quote,
        value_text=value,
        value_start=at - low,
        value=number,
    )


def result_of(documents: Sequence[Document], claims: Sequence[Claim], groups: Sequence[Sequence[tuple[int, int, RelationKind]]]) -> Result:
    findings = []
    for n, group in enumerate(groups):
        relations = tuple(Relation(a=claims[a].id, b=claims[b].id, relation=kind, reason="r", explanation="e") for a, b, kind in group)
        ids = tuple(dict.fromkeys(i for r in relations for i in (r.a, r.b)))
        findings.append(Finding(id=f"f{n}", status=relations[0].relation, kind="quantity", title="t", claims=ids, relations=relations))
    return Result(documents=tuple(documents), claims=tuple(claims), findings=tuple(findings))


CONFLICT, AGREES, UPDATED = RelationKind.CONFLICT, RelationKind.AGREES, RelationKind.UPDATED
# Claims in the order of WORDS: document and value words.
WORDS = [(0, "41"), (1, "57"), (0, "300 metres"), (1, "300 m"), (0, "9 million"), (1, "12 million")]
EVERYTHING = {"items": 1, "pairs": 1, "same": 1, "traps": 1, "claims": 4, "claims_hit": 4}


@pytest.mark.parametrize(
    ("groups", "counts"),
    [
        ([], {}),
        ([[(0, 1, CONFLICT)]], {"found": 1, "found_true": 1, "items_hit": 1, "pairs_hit": 1}),
        ([[(0, 1, UPDATED)]], {}),
        ([[(2, 3, AGREES)]], {"same_hit": 1}),
        ([[(2, 3, CONFLICT)]], {"found": 1, "false_pairs": 1}),
        ([[(0, 3, CONFLICT)]], {"found": 1, "false_pairs": 1, "traps_hit": 1}),
        (
            [[(0, 1, CONFLICT), (0, 3, CONFLICT)]],
            {"found": 1, "found_true": 1, "items_hit": 1, "pairs_hit": 1, "false_pairs": 1, "traps_hit": 1},
        ),
        ([[(4, 5, CONFLICT)]], {}),
    ],
    ids=["nothing", "found", "called otherwise", "same", "false alarm", "trap", "both", "tolerated"],
)
def test_counts(flood, groups, counts):
    claims = [claim(flood.documents[d], words) for d, words in WORDS]
    found, _ = score(flood, result_of(flood.documents, claims, groups))
    assert found == Score(**EVERYTHING | counts)


def test_misses_say_what_went_wrong_and_where(flood):
    claims = [claim(flood.documents[d], words) for d, words in WORDS]
    _, misses = score(flood, result_of(flood.documents, claims, [[(0, 3, CONFLICT)], [(0, 1, UPDATED)]]))
    assert [m.what for m in misses] == ["false alarm", "missed (called updated)"]
    assert misses[1].a.startswith("'41' in 'The flood killed 41 people. It cost")


def test_claims_that_were_not_extracted_are_not_hit(flood):
    counts, _ = score(flood, result_of(flood.documents, [claim(flood.documents[0], "41")], []))
    assert (counts.claims_hit, counts.shares()["claims"]) == (1, 0.25)


def test_nothing_to_find_has_no_share():
    assert set(Score().shares().values()) == {None}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"doc": "c.md"}, "is not found once in c.md"),
        ({"quote": "killed 42 people"}, "killed 42 people"),
        ({"quote": "the"}, "is not found once"),
        ({"value": "forty-one"}, "forty-one"),
    ],
)
def test_gold_that_does_not_fit_its_documents_is_refused(tmp_path, wrong, message):
    (tmp_path / "a.md").write_text(A, "utf-8")
    entry = {"id": "i1a", **side("a.md", "killed 41 people", "41"), **wrong}
    gold = {"dossier": "x", "items": [{"id": "i1", "claims": [entry], "pairs": []}]}
    (tmp_path / "gold.json").write_text(json.dumps(gold), "utf-8")
    with pytest.raises(UsageError, match=re.escape(message)):
        load_dossier(tmp_path)


def test_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"holds no gold\.json"):
        load_dossier(tmp_path)


def test_bundled_gold_uses_the_sources_and_the_curation_of_its_workspace():
    dossier = load_dossier(Path(__file__).parent / "bundled")
    assert [d.id for d in dossier.documents] == ["blog-beyond-deepseek.md", "brief-keeping-pace.md", "commentary-quiet-build.md"]
    assert dossier.curation.aliases


# --- floors ---


@pytest.mark.parametrize(
    ("floors", "lines"),
    [
        ("[all]\nprecision = 0.5", []),
        ("[all]\nprecision = 0.67", []),
        ("[all]\nprecision = 0.68", ["all: precision is 0.67, below its floor of 0.68"]),
        ("[all]\nrecall = 1.0", []),
        ("[elsewhere]\nprecision = 1.0", []),
    ],
    ids=["above", "as printed", "below", "nothing to find", "not scored"],
)
def test_floors(tmp_path, floors, lines):
    path = tmp_path / "floors.toml"
    path.write_text(floors, "utf-8")
    assert below_floor({"all": Score(found=3, found_true=2)}, read_floors(path), 2) == lines


@pytest.mark.parametrize(("text", "message"), [("[all", "is no TOML"), ("[all]\naccuracy = 1.0", "no score is called 'accuracy'")])
def test_mistakes_in_floors_are_named(tmp_path, text, message):
    path = tmp_path / "floors.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=re.escape(message)):
        read_floors(path)


# --- against an independent scorer ---


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = SHARED / "score.py"
    if not path.is_file():
        pytest.skip(f"no independent scorer at {path}")
    spec = importlib.util.spec_from_file_location("independent_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def invented(dossier: Dossier, seed: int) -> Result:
    """A result that finds most claims of the gold and some numbers besides, and relates them at random, true pairs more often."""
    rng = random.Random(seed)
    texts = {d.id: d.text for d in dossier.documents}
    spans = {at: gold for gold, at in dossier.claims.items() if rng.random() < 0.9}
    spans |= {at: "" for pair in (*dossier.traps, *dossier.tolerated) for at in pair if at not in spans}
    claims, of_gold = [], {}
    for span, gold in sorted(spans.items()):
        text = texts[span.document]
        low, high = text.rfind("\n", 0, span.start) + 1, (text + "\n").index("\n", span.end)
        value = text[span.start : span.end]
        id_ = claim_id(span.document, text[low:high], value, span.start - low)
        fields = {"document": span.document, "start": low, "quote": text[low:high], "value_text": value, "value_start": span.start - low}
        claims.append(Claim(id=id_, value=Quantity(low=1, high=1, unit="1", step=1), **fields))
        of_gold[gold] = len(claims) - 1
    known = [(of_gold[a], of_gold[b]) for a, b in map(sorted, dossier.relations) if a in of_gold and b in of_gold]
    pairs = known + [tuple(rng.sample(range(len(claims)), 2)) for _ in known]
    rng.shuffle(pairs)
    related = [(a, b, rng.choice([CONFLICT, CONFLICT, AGREES, RelationKind.COMPATIBLE, UPDATED])) for a, b in pairs]
    groups = [related[n : n + 3] for n in range(0, len(related), 3)]
    return result_of(dossier.documents, claims, groups)


@pytest.mark.parametrize("folder", OWN, ids=lambda p: p.name)
@pytest.mark.parametrize("seed", range(3))
def test_independent_scorer_counts_the_same(scorer, folder, seed, tmp_path):
    dossier = load_dossier(folder)
    result = invented(dossier, seed)
    path = tmp_path / "findings.json"
    path.write_text(to_json(export(result)), "utf-8")
    theirs = scorer.score(folder, path)
    ours, _ = score(dossier, result)
    assert theirs["unplaced"] == 0
    assert ours == Score(
        found=theirs["find_all"],
        found_true=theirs["find_tp"],
        items=theirs["items"],
        items_hit=theirs["items_hit"],
        pairs=theirs["pairs"],
        pairs_hit=theirs["pairs_hit"],
        false_pairs=theirs["pair_fp"],
        same=theirs["same"],
        same_hit=theirs["same_hit"],
        updated=theirs["upd"],
        updated_hit=theirs["upd_hit"],
        traps=theirs["traps"],
        traps_hit=theirs["trapped"],
        claims=theirs["claims"],
        claims_hit=theirs["claims_hit"],
    )

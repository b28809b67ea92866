"""Whole small dossiers: which roles and statements meet, and which look alike and must not."""

from __future__ import annotations

import pytest

from atodds.chain import reconcile
from atodds.model.records import Block, Document, Result, Segment

# So that the two documents are on one topic: what is counted in them names the same things.
NAMES = "Nordvik Labs has 300 members. Sundal University has 900 members. Fjord Hospital has 40 members. "


def made(name: str, text: str) -> Document:
    whole = NAMES + text
    block = Block(kind="paragraph", start=0, end=len(whole), text=whole, segments=(Segment(plain=0, start=0, length=len(whole)),))
    return Document(id=name, sha256=name, media_type="text/markdown", text=whole, blocks=(block,), title="Nordvik Labs in Oslo")


def conflicts(result: Result, kind: str) -> list[tuple[str, str]]:
    by_id = {c.id: c for c in result.claims}
    return [
        (by_id[r.a].value_text, by_id[r.b].value_text)
        for f in result.findings
        for r in f.relations
        if r.relation == "conflict" and by_id[r.a].value.kind == kind
    ]


MEETING = [
    ("name", "Nordvik Labs was founded by Ada Lund and Pia Moe.", "Kari Dahl founded Nordvik Labs."),
    ("name", "The Series B round was led by Sundal Fund.", "The lead investor of this round is Halden Capital."),
    ("name", "Ada Lund becomes chair of the supervisory board.", "At the head of the supervisory board stood Pia Moe."),
    ("name", "The captain, Ada Lund, was ashore.", "The master, by the name of Pia Moe, was ashore."),
    ("polarity", "Motorcycles are not permitted on the bridge.", "Motorbikes are allowed on the bridge."),
    ("polarity", "No cracks of the dam were found.", "The shock cracked the dam above the town."),
    ("polarity", "Doctoral students pay no tuition.", "The doctoral students are charged full tuition."),
    ("polarity", "The crest of the club will not change.", "They are changing the crest."),
    ("polarity", "It will be operated with no driver on board.", "There will be a driver in every train."),
]


@pytest.mark.parametrize(("kind", "one", "other"), MEETING)
def test_they_contradict(kind: str, one: str, other: str) -> None:
    assert conflicts(reconcile([made("a.md", one), made("b.md", other)]), kind)


APART = [
    ("name", "Nordvik Labs was founded by Ada Lund.", "Kari Dahl founded Halden Works."),
    ("name", "The Series B round was led by Sundal Fund.", "The Series C round was led by Halden Capital."),
    ("name", "President Ada Lund opened the hall.", "President Pia Moe wrote to them."),
    ("name", "Ada Lund is dean of the medical school.", "Pia Moe is dean of the law school."),
    ("name", "Ada Lund, a founder of Nordvik Labs, spoke.", "Pia Moe, a founder of Nordvik Labs, spoke."),
    ("polarity", "The office in Bergen was shut.", "A family desk was opened at the office in Bergen."),
    ("polarity", "No cracks of the dam were found.", "The frost cracked the road to the coast."),
    ("polarity", "Motorcycles are not permitted on the bridge.", "Dogs are allowed on the beach."),
    ("polarity", "She did not only change the crest.", "She changed the crest."),
]


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_they_only_look_alike(kind: str, one: str, other: str) -> None:
    assert not conflicts(reconcile([made("a.md", one), made("b.md", other)]), kind)


def test_what_nobody_denies_is_no_claim() -> None:
    result = reconcile([made("a.md", "The shock cracked the dam. The crew sang."), made("b.md", "No cracks of the dam were found.")])
    said = [c.value_text for c in result.claims if c.value.kind == "polarity" and c.value.holds]
    assert said == ["cracked the dam"]


def test_affirmations_alone_are_no_claims() -> None:
    result = reconcile([made("a.md", "The shock cracked the dam."), made("b.md", "The shock cracked the dam.")])
    assert not [c for c in result.claims if c.value.kind == "polarity"]

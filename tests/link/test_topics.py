"""Documents on two subjects in one workspace: which hang together, and that nothing is flagged across them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from atodds.chain import reconcile, reconcile_claims
from atodds.evaluate import load_dossier
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.link.topics import bodies, name_words
from atodds.model.records import Claim, Document, RelationKind
from atodds.read.sources import read_bytes

DOSSIERS = Path(__file__).resolve().parents[1] / "dossiers"
MILL = {
    "mill-wire.md": "# Fire at the Ostrava mill\n\nThe company Brenholm, founded in 1988, employs 1,400 people, said Marta Kolar. "
    "The mill of Brenholm at Ostrava reopened on 4 March 2024.\n",
    "mill-paper.md": "# After the fire\n\nThe sawmill company Brenholm was founded in 1986, says Marta Kolar of Ostrava. "
    "Brenholm has 1,400 employees.\n",
    "mill-blog.md": "# Sawdust\n\nMy uncle worked for Brenholm in Ostrava, where 12 people were hurt.\n",
}
BANK = {
    "bank-wire.md": "# A bank is sold\n\nThe company Teyvat, founded in 1991, employs 1,450 people, said Idris Quayle. "
    "The branch of Teyvat at Lowmere reopened on 9 May 2024.\n",
    "bank-note.md": "# Note\n\nShares of Teyvat rose when Idris Quayle spoke in Lowmere. In all Teyvat has 1,450 employees.\n",
}
ALONE = {"recipe.md": "# Soup\n\nPeel 12 onions. The soup was first cooked in 1990 by Ada Nnamdi in Leeds.\n"}


def documents(texts: Mapping[str, str]) -> list[Document]:
    """Documents with these names and texts."""
    return [read_bytes(text.encode(), name).document for name, text in texts.items()]


def test_names_are_told_from_words_that_only_begin_large() -> None:
    text = "When the Chief Executive of Brenholm spoke, Report of the French in June. Spring came, then Report followed; a report."
    names = name_words(documents({"a.md": text}))
    assert names["a.md"] == {"brenholm"}


CASES: list[tuple[str, dict[str, set[str]], list[set[str]]]] = [
    ("two names in common", {"a": {"x", "y", "p"}, "b": {"x", "y", "q"}}, [{"a", "b"}]),
    ("one is not enough", {"a": {"x", "y"}, "b": {"x", "z"}}, []),
    ("over a third document", {"a": {"x", "y"}, "b": {"x", "y", "z", "w"}, "c": {"z", "w"}}, [{"a", "b", "c"}]),
    ("two bodies", {"a": {"x", "y"}, "b": {"x", "y"}, "c": {"z", "w"}, "d": {"z", "w"}}, [{"a", "b"}, {"c", "d"}]),
    ("a lone one joins the one that it shares a name with", {"a": {"x", "y"}, "b": {"x", "y"}, "c": {"x"}}, [{"a", "b", "c"}]),
    (
        "one between two bodies is one by itself",
        {"a": {"x", "y"}, "b": {"x", "y"}, "c": {"z", "w"}, "d": {"z", "w"}, "e": {"x", "z"}},
        [{"a", "b"}, {"c", "d"}, {"e"}],
    ),
    ("one without names beside one body belongs to none", {"a": {"x", "y"}, "b": {"x", "y"}, "c": {"v"}}, [{"a", "b"}]),
    ("no names", {"a": set(), "b": set()}, []),
]


@pytest.mark.parametrize(("names", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_bodies(names: dict[str, set[str]], expected: list[set[str]]) -> None:
    for order in itertools.permutations(names):
        found = bodies({d: frozenset(names[d]) for d in order})
        groups: dict[str, set[str]] = {}
        for document, body in found.items():
            groups.setdefault(body, set()).add(document)
        assert sorted(groups.values(), key=sorted) == expected
        assert all(body == min(group) for body, group in groups.items())


def dossier(subject: str, count: int, *more: str) -> dict[str, frozenset[str]]:
    """Documents that share the names of one subject; the first has ``more`` names."""
    own = frozenset({f"{subject}x", f"{subject}y", f"{subject}z"})
    return {f"{subject}{n}": own | frozenset(more if n == 0 else ()) for n in range(count)}


@pytest.mark.parametrize("size", [4, 8, 40])
def test_subjects_that_one_document_of_each_joins_are_two(size: int) -> None:
    found = bodies(dossier("a", size, "maria", "lopez") | dossier("b", size, "maria", "lopez"))
    assert {found[f"a{n}"] for n in range(size)} == {"a0"}
    assert {found[f"b{n}"] for n in range(size)} == {"b0"}


def test_a_chain_of_documents_is_one_body_as_far_as_it_hangs_together() -> None:
    """One of which every document tells of the next is one subject; it is parted only where it is long."""
    chain = {f"d{n}": frozenset({f"n{n}", f"m{n}", f"n{n + 1}", f"m{n + 1}"}) for n in range(4)}
    assert set(bodies(chain).values()) == {"d0"}


def test_names_that_all_subjects_have_join_none() -> None:
    found = bodies(dossier("a", 5) | dossier("b", 5) | {"c": frozenset({"ax", "bx"})})
    assert found["c"] == "c", "as near to the one as to the other"


STRAY_WORDS = {
    "a0": {"nurses": 4, "ward": 2, "the": 9}, "a1": {"nurses": 2, "ward": 5, "the": 7},
    "b0": {"shares": 4, "bank": 2, "the": 9}, "b1": {"shares": 3, "bank": 3, "the": 8},
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ({"nurses": 1, "the": 9}, "a0"),
        ({"bank": 3, "shares": 1, "ward": 1}, "b0"),
        ({"bank": 1, "nurses": 1}, "c"),
        ({"the": 9}, "c"),
        ({}, "c"),
    ],
)
def test_a_document_without_names_goes_where_its_words_are_surely(words: dict[str, int], body: str) -> None:
    names = dossier("a", 2) | dossier("b", 2) | {"c": frozenset()}
    assert bodies(names, STRAY_WORDS | {"c": words})["c"] == body


def test_nothing_is_said_across_two_subjects() -> None:
    result = reconcile(documents(MILL | BANK | ALONE))
    claims = {c.id: c.document for c in result.claims}
    told = [(claims[r.a], claims[r.b], r.relation) for f in result.findings for r in f.relations]
    assert [t for t in told if (t[0] in MILL) != (t[1] in MILL) and not {t[0], t[1]} & ALONE.keys()] == []
    assert {RelationKind.CONFLICT, RelationKind.AGREES} <= {t[2] for t in told}  # within them, all is as ever


def test_what_is_found_of_a_subject_is_the_same_beside_another() -> None:
    def conflicts(texts: Mapping[str, str]) -> set[tuple[str, ...]]:
        result = reconcile(documents(texts))
        words = {c.id: (c.document, c.value_text) for c in result.claims}
        relations = (r for f in result.findings for r in f.relations if r.relation is RelationKind.CONFLICT)
        return {tuple(sorted((*words[r.a], *words[r.b]))) for r in relations}

    assert conflicts(MILL)
    assert conflicts(MILL | BANK) == conflicts(MILL) | conflicts(BANK)


def test_dates_of_two_things_that_are_named_are_of_two_things() -> None:
    """Documents that tell of several firms each: the years of two are near, and the sentences alike."""
    firms = {"Ostrea": 1987, "Brenholm": 1988}
    texts = {
        f"d{n}.md": f"# Firms of Lowmere\n\n{first} was founded in {firms[first]}. {second} was founded in {firms[second]}.\n"
        for n, (first, second) in enumerate((("Ostrea", "Brenholm"), ("Brenholm", "Ostrea")))
    }
    result = reconcile(documents(texts))
    assert {r.relation for f in result.findings for r in f.relations if r.relation is not RelationKind.NOT_COMPARABLE} == {
        RelationKind.AGREES
    }


@pytest.mark.slow
def test_ten_subjects_in_one_workspace_are_reconciled_as_each_alone() -> None:
    """Nothing is flagged across them, and what documents of one agree on is found beside the others (measured: 99 %)."""
    lexicon = Lexicon.load()
    folders = sorted(p for p in DOSSIERS.iterdir() if (p / "gold.json").is_file() and p.name != "bundled")[::7][:10]
    alone: Counter[RelationKind] = Counter()
    together: list[Document] = []
    claims: list[Claim] = []
    for folder in folders:
        of_one = [d.model_copy(update={"id": f"{folder.name}/{d.id}"}) for d in load_dossier(folder).documents]
        extracted = [c for d in of_one for c in extract(d, lexicon)]
        result = reconcile_claims(of_one, extracted, lexicon=lexicon)
        alone.update(r.relation for f in result.findings for r in f.relations)
        together += of_one
        claims += extracted
    result = reconcile_claims(together, claims, lexicon=lexicon)
    subject = {c.id: c.document.partition("/")[0] for c in result.claims}
    within: Counter[RelationKind] = Counter()
    across: Counter[RelationKind] = Counter()
    for r in (r for f in result.findings for r in f.relations):
        (within if subject[r.a] == subject[r.b] else across)[r.relation] += 1
    assert across[RelationKind.CONFLICT] == 0
    assert across.total() < 0.03 * within.total()
    for relation in (RelationKind.CONFLICT, RelationKind.AGREES, RelationKind.COMPATIBLE, RelationKind.UPDATED):
        assert within[relation] >= 0.95 * alone[relation], relation

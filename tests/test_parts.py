"""What is told of each subject is reconciled by itself, kept by itself, and found again only where it changed."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from shelf import Shelf

from atodds import parts
from atodds.chain import reconcile
from atodds.compare import Rates
from atodds.curation import Alias, ClaimPair, Curation
from atodds.extract.lexicon import Lexicon
from atodds.groups import Found
from atodds.kept import Digests
from atodds.linked import Done, Job, Sharing, done
from atodds.model.records import Claim, Document, Entity, Result
from atodds.model.stamps import Stamps
from atodds.pairing import Here
from atodds.parts import Part, PartFound, in_parts, merged, pack, shelves, unpack
from atodds.read import read_bytes
from atodds.told import Told
from atodds.told import pack as pack_claims

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from corpus import corpus

LEXICON = Lexicon.load()


def document(name: str, text: str = "") -> Document:
    return Document(id=name, sha256=f"{len(text):064}", media_type="text/markdown", text=text, blocks=())


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Ten on two subjects."""
    texts = {name: text for group, _ in corpus(10, 7) for name, text in group.items()}
    return [read_bytes(text.encode(), name).document for name, text in sorted(texts.items())]


class Cache:
    """Keeps claims in memory, and notes whose are asked for."""

    def __init__(self) -> None:
        self.kept: dict[Document, Sequence[Claim]] = {}
        self.asked: list[str] = []

    def told(self, document: Document) -> Told | None:
        self.asked.append(document.id)
        return Told(self.kept[document]) if document in self.kept else None

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        self.kept[document] = claims


KNOWN = Cache()


def link(documents: Sequence[Document], cache: Cache = KNOWN, **more) -> Result:
    return reconcile(documents, lexicon=LEXICON, cache=cache, **more)


class Noting:
    """Makes what scores pairs, and notes of which documents."""

    def __init__(self) -> None:
        self.linked: list[set[str]] = []

    def __call__(self, setting, rates) -> Here:
        self.linked.append(set(setting.document_names))
        return Here(setting, rates)


def changed(documents: Sequence[Document]) -> list[Document]:
    first, *others = documents
    return [first.model_copy(update={"text": first.text + "\nDudu Works employs 14 people.\n", "sha256": "1" * 64}), *others]


# Which documents make a part


@pytest.mark.parametrize(
    ("bodies", "same", "expected"),
    [
        ({}, [], ["abcd"]),
        ({"a": "a", "b": "a", "c": "a", "d": "a"}, [], ["abcd"]),
        ({"a": "a", "b": "b", "c": "a", "d": "b"}, [], ["ac", "bd"]),
        ({"a": "a", "b": "b", "c": "c", "d": "b"}, [("a", "c")], ["ac", "bd"]),
        ({"a": "a", "b": "b", "c": "c", "d": "b"}, [("a", "c"), ("d", "a")], ["abcd"]),
        ({"a": "a", "b": "b", "c": "a"}, [], ["ac", "b", "d"]),
    ],
)
def test_a_body_is_a_part_and_what_people_declared_to_be_of_one_thing_is_one(bodies, same, expected) -> None:
    found = in_parts([document(name) for name in "abcd"], bodies, same)
    assert ["".join(d.id for d in part) for part in found] == expected


def test_of_no_documents_there_is_no_part() -> None:
    assert in_parts([], {}) == []
    assert reconcile([]) == Result(documents=(), claims=(), findings=())


def test_what_two_parts_tell_of_one_entity_is_put_together() -> None:
    one = Entity(key="nordvik", name="Nordvik", names=("Nordvik", "Nordvik AS"), reasons=("legal form",))
    other = Entity(key="nordvik", name="Nordvik", names=("Nordvik", "NVK"), reasons=("in brackets",))
    alone = Entity(key="berg", name="Berg", names=("Berg",))
    both = Entity(key="nordvik", name="Nordvik", names=("Nordvik", "Nordvik AS", "NVK"), reasons=("legal form", "in brackets"))
    assert merged([[one], [other, alone]]) == (alone, both)
    assert merged([[one], [one]]) == (one,)


# What is kept of a part


def test_a_part_keeps_its_shelf_while_most_of_its_documents_are_in_it() -> None:
    keep = Shelf()

    def named(*groups: str) -> list[str]:
        found = shelves(keep, [[document(name) for name in group] for group in groups])
        for shelf in found:
            shelf.put_bytes("x", b"")
        return [shelf._prefix for shelf in found]

    bcd, xyz = named("bcd", "xyz")
    assert bcd != xyz
    assert named("abcd", "xyz") == [bcd, xyz], "another first document changes nothing"
    assert named("abc", "dxyz") == [bcd, xyz]
    assert named("a", "bc", "dxyz")[1:] == [bcd, xyz]
    assert named("abcdxyz") == [xyz]
    keep[parts._SHARES] = b"damaged"
    assert len(set(named("abc", "dxyz"))) == 2


def test_what_was_found_is_read_as_it_was(documents) -> None:
    keep, stamps = Shelf(), Stamps()
    whole = link(documents, keep=keep, stamps=stamps)
    records = [data for key, data in keep.items() if key.endswith("|found")]
    assert len(records) == 2
    read = [unpack(data, bytes.fromhex(data.split(b"\n")[0].decode())) for data in records]
    assert sorted((c for found in read for c in found.claims), key=lambda c: c.id) == sorted(whole.claims, key=lambda c: c.id)
    assert sorted(f.id for found in read for f in found.found.findings) == sorted(f.id for f in whole.findings)
    assert {d for found in read for d in found.stamps.documents} == {d.id for d in documents} == stamps.documents.keys()
    assert {f for found in read for f in found.stamps.findings} == {f.id for f in whole.findings} == stamps.findings.keys()
    assert merged(found.entities for found in read) == whole.entities


@pytest.mark.parametrize("damage", [b"", b"{}", b"\n\n\n", b"00\n[]\n[{}, {}]\n[[],[],[[],[]]]", b"\xff\n[]\n[{}, {}]\nx\n{}"])
def test_a_damaged_record_is_none(damage: bytes) -> None:
    assert unpack(damage, b"\x00") is None or damage.startswith(b"00")
    assert unpack(damage, b"\x01") is None
    packed = pack(PartFound([], Found(), [], Stamps()), b"\x01")
    assert unpack(packed, b"\x01") == PartFound([], Found(), [], Stamps())
    assert unpack(packed[:-3], b"\x01") is None
    assert unpack(packed + b"\n{}", b"\x01") is None


def test_what_is_found_depends_on_documents_names_and_what_people_said(documents) -> None:
    names = {d.id: frozenset({"nordvik"}) for d in documents}
    part = Part(tuple(documents), names, Curation(), Rates.of({}, []))
    said = Curation(names=(Alias(file="n.yaml", line=1, names=("A", "B")),))
    others = [
        part._replace(documents=part.documents[1:]),
        part._replace(documents=tuple(changed(documents))),
        part._replace(names={**names, documents[0].id: frozenset()}),
        part._replace(curation=said),
        part._replace(rates=Rates.of({"EUR/USD": 1.1}, [])),
    ]
    marks = [p.mark(None, Digests()) for p in (part, *others)] + [part.mark([], Digests())]
    assert len(set(marks)) == len(marks)
    assert part.mark(None, Digests()) == marks[0]


# The chain


def test_only_the_subject_that_changed_is_looked_at_again(documents) -> None:
    keep, cache = Shelf(), Cache()
    link(documents, keep=keep, cache=cache)
    cache.asked.clear()
    noting = Noting()
    found = link(changed(documents), keep=keep, cache=cache, pairing=noting)
    subject = {d.id for d in documents[:5]}
    assert [linked <= subject for linked in noting.linked] == [True]
    assert set(cache.asked) == subject
    assert found == link(changed(documents))
    used = [prefix for prefix in keep.used if prefix.startswith("part|")]
    assert len(used) == 1, "all that is kept of the other stays"


def test_when_nothing_changed_nothing_is_linked(documents) -> None:
    keep, stamps, again = Shelf(), Stamps(), Stamps()
    whole = link(documents, keep=keep, stamps=stamps)
    noting = Noting()
    assert link(documents, keep=keep, stamps=again, pairing=noting) == whole
    assert noting.linked == []
    assert again == stamps


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\n" * 9])
def test_whatever_is_damaged_is_found_again(documents, damage: bytes) -> None:
    keep = Shelf()
    whole = link(documents, keep=keep)
    for key in keep:
        keep[key] = damage
    assert link(documents, keep=keep) == whole
    assert link(documents, keep=keep) == whole


def test_what_is_near_a_document_is_looked_for_in_its_subject_alone(documents) -> None:
    noting, cache = Noting(), Cache()
    found = link(documents, near={documents[0].id}, pairing=noting, cache=cache)
    subject = {d.id for d in documents[:5]}
    assert set(cache.asked) == subject
    assert noting.linked[0] <= subject
    assert {c.document for c in found.claims} <= subject
    whole = link(documents)
    mine = {c.id for c in whole.claims if c.document == documents[0].id}
    assert sorted(found.findings, key=lambda f: f.id) == sorted((f for f in whole.findings if mine & set(f.claims)), key=lambda f: f.id)


def test_claims_of_two_subjects_that_are_declared_the_same_are_held_against_each_other(documents) -> None:
    whole = link(documents)
    subjects = [{d.id for d in documents[:5]}, {d.id for d in documents[5:]}]
    counts = [next(c for c in whole.claims if c.document in s and "employs" in c.quote) for s in subjects]
    pair = ClaimPair.model_construct(file="pairs.yaml", line=1, a=counts[0].id, b=counts[1].id, same=True)
    keep = Shelf()
    for _ in range(2):
        said = link(documents, curation=Curation(pairs=(pair,)), keep=keep)
        assert any({c.id for c in counts} <= set(f.claims) for f in said.findings)
    assert link(documents, keep=keep) == whole, "and no longer when they are not"


# Linked elsewhere


class Next:
    """Does jobs beside, one after another, the last first; each is sent as it would be."""

    def __init__(self, taken: Sequence[bool] = ()) -> None:
        self.jobs: list[Job] = []
        self.taken = taken

    def takes(self, parts: Sequence[Part]) -> Sequence[bool]:
        return self.taken or [True] * len(parts)

    def link(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Done]]:
        self.jobs += jobs
        for n in reversed(range(len(jobs))):
            yield n, pickle.loads(pickle.dumps(done(pickle.loads(pickle.dumps(jobs[n])), LEXICON)))


def packed_of(documents: Sequence[Document]):
    link(documents)
    return {d: pack_claims(c) for d, c in KNOWN.kept.items()}.get


@pytest.mark.parametrize("taken", [(True, True), (False, True)])
def test_what_is_linked_elsewhere_is_the_same_and_is_kept(documents, taken) -> None:
    stamps, expected, keep = Stamps(), Stamps(), Shelf()
    whole = link(documents, keep=Shelf(), stamps=expected)
    beside = Next(taken)
    sharing = Sharing(beside, packed_of(documents))
    assert link(documents, keep=keep, stamps=stamps, sharing=sharing) == whole
    assert len(beside.jobs) == sum(taken)
    assert stamps == expected
    noting, beside = Noting(), Next()
    found = link(changed(documents), keep=keep, pairing=noting, sharing=Sharing(beside, lambda _: None))
    assert found == link(changed(documents))
    assert (len(noting.linked), beside.jobs) == (1, []), "what is known of it is here"


def test_nothing_is_kept_where_nobody_keeps(documents) -> None:
    beside = Next()
    found = link(documents, sharing=Sharing(beside, packed_of(documents)))
    assert found == link(documents)
    assert not any(job.keeping for job in beside.jobs)


def test_what_people_said_goes_along(documents) -> None:
    whole = link(documents)
    finding = next(f for f in whole.findings if f.status == "conflict")
    pair = ClaimPair.model_construct(file="pairs.yaml", line=1, a=finding.relations[0].a, b=finding.relations[0].b, same=False)
    curation = Curation(pairs=(pair,))
    beside = Next()
    found = link(documents, curation=curation, sharing=Sharing(beside, lambda _: None))
    assert found == link(documents, curation=curation) != whole
    assert all(job.said for job in beside.jobs)


def test_a_document_whose_claims_are_not_at_hand_is_linked_here(documents) -> None:
    beside, whole = Next(), link(documents)
    packed = packed_of(documents)
    sharing = Sharing(beside, lambda d: None if d == documents[0] else packed(d))
    assert link(documents, sharing=sharing) == whole
    assert len(beside.jobs) == 1

"""What a team extracts is kept as one process would keep it, and read from where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from atodds.model.records import Claim, Document
from atodds.parallel import Processes, extract_all
from atodds.store import ExtractionCache
from atodds.told import pack


def document(name: str) -> Document:
    return Document(id=name, sha256="0" * 64, media_type="text/markdown", text=f"{name} employs 41 people.", blocks=())


def claims(of: Document) -> list[Claim]:
    value = {"kind": "quantity", "low": 41.0, "high": 41.0, "unit": "1", "step": 1.0}
    told = {"id": of.id, "document": of.id, "start": 0, "quote": of.text, "value_text": "41", "value_start": of.text.index("41")}
    return [Claim.model_validate({**told, "value": value})]


class Team(Processes):
    """Notes what it is given."""

    def __init__(self) -> None:
        super().__init__(2, None)
        self.given: list[str] = []

    def extract(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        self.given += [d.id for d in documents]
        return ((d, pack(claims(d))) for d in documents)


def test_what_is_kept_is_not_extracted_again_and_stays(tmp_path: Path) -> None:
    documents = [document("a.md"), document("b.md")]
    team = Team()
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        cache.put(documents[0], claims(documents[0]))
        extracted = extract_all(documents, cache, team)
        assert team.given == ["b.md"]
        assert [told.claims for d in documents if (told := extracted.told(d))] == [claims(d) for d in documents]
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        extract_all(documents, cache, team)
        assert team.given == ["b.md"], "nothing more"
        cache.prune()  # nobody has asked for anything but `extract_all`
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        assert [cache.has(d) for d in documents] == [True, True]
        assert cache.packed(documents[1]) == pack(claims(documents[1]))


def test_where_nothing_can_be_kept_what_was_extracted_is_at_hand() -> None:
    documents = [document("a.md")]
    with ExtractionCache(None, "1") as cache:
        extracted = extract_all(documents, cache, Team())
        assert extracted.packed(documents[0]) == pack(claims(documents[0]))
        assert cache.packed(documents[0]) is None


def test_a_few_documents_are_worth_no_process() -> None:
    with Processes(2, None) as processes:
        assert list(processes.extract([document("a.md"), document("b.md")])) == []
        assert list(processes.takes([])) == []

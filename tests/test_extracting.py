"""What several processes extract is kept as one would keep it, and read once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from atodds.model.records import Claim, Document
from atodds.parallel import extract_all
from atodds.store import ExtractionCache
from atodds.told import Told


def document(name: str) -> Document:
    return Document(id=name, sha256="0" * 64, media_type="text/markdown", text=f"{name} employs 41 people.", blocks=())


def claims(of: Document) -> list[Claim]:
    value = {"kind": "quantity", "low": 41.0, "high": 41.0, "unit": "1", "step": 1.0}
    told = {"id": of.id, "document": of.id, "start": 0, "quote": of.text, "value_text": "41", "value_start": of.text.index("41")}
    return [Claim.model_validate({**told, "value": value})]


class Counting(ExtractionCache):
    """A cache that tells what it was asked for."""

    asked: list[str]

    def told(self, document: Document) -> Told | None:
        self.asked.append(document.id)
        return super().told(document)


def test_what_is_kept_is_read_once_and_what_is_not_is_extracted(tmp_path: Path) -> None:
    documents = [document("a.md"), document("b.md")]
    with Counting(tmp_path / "cache.db", "1") as cache:
        cache.asked = []
        cache.put(documents[0], claims(documents[0]))

        def elsewhere(missing: Sequence[Document]):
            assert [d.id for d in missing] == ["b.md"]
            return iter([(d, claims(d)) for d in missing])

        extracted = extract_all(documents, cache, lexicon=None, workers=2, elsewhere=elsewhere)
        found = [extracted.told(d) for d in documents]
        assert [told.claims for told in found if told] == [claims(d) for d in documents]
        assert cache.asked == ["a.md", "b.md"]
        assert cache.get(documents[1]) == claims(documents[1]), "kept for the next run too"

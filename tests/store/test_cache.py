import store_samples

from atodds.store import ContentCache, ExtractionCache


def test_kept_by_content_metadata_and_version(tmp_path):
    found = store_samples.result()
    document, claims = found.documents[0], [c for c in found.claims if c.document == "a.md"]
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        assert cache.told(document) is None
        cache.put(document, claims[1:])
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        assert cache.told(document).claims == claims[1:]
        assert cache.told(document.model_copy(update={"text": document.text + " "})) is None
        assert cache.told(document.model_copy(update={"title": "Other"})) is None
    with ExtractionCache(tmp_path / "cache.db", "2") as cache:
        assert cache.told(document) is None
        cache.prune()
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        assert cache.told(document) is None


def test_a_damaged_file_is_replaced(tmp_path):
    document = store_samples.result().documents[0]
    (tmp_path / "cache.db").write_text("no database " * 500)
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        cache.put(document, [])
        assert cache.told(document).claims == []


def test_without_a_place_nothing_is_kept(tmp_path):
    document = store_samples.result().documents[0]
    for path in (None, tmp_path / "missing" / "cache.db"):
        with ExtractionCache(path, "1") as cache:
            cache.put(document, [])
            assert cache.told(document) is None
            cache.prune()


def test_a_damaged_entry_is_not_there(tmp_path):
    document = store_samples.result().documents[0]
    with ExtractionCache(tmp_path / "cache.db", "1") as cache:
        cache.put_bytes(cache.key(document), b"[{]")
        assert cache.told(document) is None


def test_all_read_at_one_time_is_what_is_there(tmp_path):
    with ContentCache(tmp_path / "cache.db") as cache:
        for n in range(5):
            cache.put_bytes(f"k{n}", bytes([n]) * 1000)
    with ContentCache(tmp_path / "cache.db").read_all() as cache:
        cache.put_bytes("k1", b"new")
        for _ in range(2):
            assert [cache.get_bytes(f"k{n}") for n in range(3)] == [bytes(1000), b"new", bytes([2]) * 1000]
        assert cache.get_bytes("k9") is None
        cache.prune()
    with ContentCache(tmp_path / "cache.db").read_all() as cache:
        assert [cache.get_bytes(f"k{n}") for n in (1, 3)] == [b"new", None]


def test_reading_all_of_nothing():
    with ContentCache(None).read_all() as cache:
        assert cache.get_bytes("k") is None

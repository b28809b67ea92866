import datetime as dt
import sqlite3

import pytest
import store_samples

from atodds.errors import SchemaError, StoreError
from atodds.model.records import Decision, Result
from atodds.model.stamps import Touched
from atodds.store import Store
from atodds.store.connection import SCHEMA_VERSION, reading
from atodds.store.journal import standing_verdicts


def test_round_trip(store, meta):
    found = store_samples.result(extra=(300,))
    saved = store.save(found, meta)
    assert store.load() == found
    assert saved.run == 1
    assert saved.changed


def test_findings_without_their_relations(store, meta):
    whole = store_samples.result(extra=(300,))
    store.save(whole, meta)
    bare = [f.model_copy(update={"relations": (), "voices": ()}) for f in whole.findings]
    assert store.load(relations=False) == whole.model_copy(update={"findings": tuple(bare)})


def test_empty_result(store, meta):
    empty = Result(documents=(), claims=(), findings=())
    store.save(empty, meta)
    assert store.load() == empty


def test_second_save_of_the_same_touches_no_row(store, meta):
    store.save(store_samples.result(), meta)
    saved = store.save(store_samples.result(), meta)
    assert not saved.changed
    assert saved.run == 2


def test_save_writes_what_differs(store, meta):
    store.save(store_samples.result(extra=(300,)), meta)
    saved = store.save(store_samples.result(second="227"), meta)
    assert store.load() == store_samples.result(second="227")
    assert saved.tables["documents"] == (0, 1, 1)
    assert saved.tables["claims"] == (1, 0, 2)


def test_only_what_is_touched_is_looked_at(store, meta):
    before, after = store_samples.result(extra=(300, 400)), store_samples.result(second="227", extra=(300,))
    store.save(before, meta)
    a, b, x, gone = (d.id for d in before.documents)
    saved = store.save(after, meta, Touched(frozenset({b, gone}), frozenset(f.id for f in (*before.findings, *after.findings))))
    assert store.load() == after
    assert saved.tables["documents"] == (0, 1, 1)
    unseen = after.model_copy(update={"documents": tuple(d.model_copy(update={"title": "Another"}) for d in after.documents)})
    assert not store.save(unseen, meta, Touched(frozenset(), frozenset())).changed
    assert store.save(unseen, meta, Touched(frozenset({a, x}), frozenset())).tables["documents"] == (0, 2, 0)


def test_rows_do_not_depend_on_the_order_of_saving(tmp_path, meta):
    one, two = Store.open(tmp_path / "1.db"), Store.open(tmp_path / "2.db")
    with one, two:
        one.save(store_samples.result(extra=(300, 400)), meta)
        two.save(store_samples.result(second="9"), meta)
        two.save(store_samples.result(extra=(300, 400)), meta)
        for table in ("documents", "claims", "findings", "finding_claims", "relations", "voices", "entity_names", "queue", "conflicts"):
            first, second = (sorted(map(repr, s.db.query(f"SELECT * FROM {table}"))) for s in (one, two))
            assert first == second, table


@pytest.mark.parametrize("view", ["conflicts", "updates"])
@pytest.mark.parametrize("asked", ["SELECT count(*) FROM (SELECT * FROM {} LIMIT 10001)", "SELECT * FROM {} ORDER BY position LIMIT 51"])
def test_pairs_are_counted_and_paged_without_sorting(store, meta, view, asked):
    """What Datasette's table page asks of a view of pairs."""
    store.save(store_samples.result(extra=(300,)), meta)
    plan = " | ".join(row["detail"] for row in store.db.query("EXPLAIN QUERY PLAN " + asked.format(view)))
    assert "relations_finding" in plan
    assert "TEMP B-TREE" not in plan
    assert "findings_position" in plan or "ORDER BY" not in asked


def test_conflicts_tell_of_both_claims(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    store.append_verdict(store_samples.verdict(found, found.findings[0]))
    first, second = (next(c for c in found.claims if c.value_text == words) for words in ("212", "226"))
    (row,) = store.db.query("SELECT * FROM conflicts")
    assert (row["quote_a"], row["value_a"], row["document_a"], row["claim_a"]) == (first.quote, "212", "a.md", first.id)
    assert (row["quote_b"], row["value_b"], row["document_b"], row["claim_b"]) == (second.quote, "226", "b.md", second.id)
    assert (row["finding"], row["title"], row["position"]) == (found.findings[0].id, found.findings[0].title, 1)
    assert (row["verdict"], row["stale"]) == ("confirmed", 0)


def test_search_follows_the_changes(store, meta):
    search = "SELECT c.value_text FROM claims_fts f JOIN claims c ON c.rowid = f.rowid WHERE claims_fts MATCH ? ORDER BY 1"
    store.save(store_samples.result(), meta)
    assert [r["value_text"] for r in store.db.query(search, ["ferries"])] == ["212", "226"]  # stemmed
    store.save(store_samples.result(second="227"), meta)
    assert [r["value_text"] for r in store.db.query(search, ["toll"])] == ["227"]
    assert list(store.db.query(search, ["226"])) == []
    store.db.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    store.db.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")


def test_a_claim_twice_is_refused_and_nothing_is_written(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    twice = store_samples.result(second="227")
    with pytest.raises(StoreError):
        store.save(twice.model_copy(update={"claims": (*twice.claims, twice.claims[0])}), meta)
    assert store.load() == found


def test_a_dangling_reference_is_refused_and_nothing_is_written(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.save(found.model_copy(update={"documents": found.documents[:1]}), meta)
    assert store.load() == found


def test_tables_are_strict(store):
    for row in store.db.query("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"):
        if not row["name"].startswith("sqlite_") and "_sqlite_migrations" not in row["name"] and "_fts" not in row["name"]:
            assert row["strict"], row["name"]
    assert store.db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert store.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_reader_sees_the_old_state_while_a_run_writes(store, meta):
    store.save(store_samples.result(), meta)
    with reading(store.path) as reader, store.transaction():
        store.db.execute("UPDATE claims SET value_text = 'x'")
        assert reader.execute("SELECT count(*) FROM claims WHERE value_text = 'x'").fetchone()[0] == 0


def test_verdicts_survive_runs(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    given = store_samples.verdict(found, found.findings[0], note="Both **say** so.", link="https://example.org")
    assert store.append_verdict(given)
    assert not store.append_verdict(given)
    store.save(store_samples.result(second="227"), meta)
    assert store.verdicts() == [given]
    (review,) = store.reviews().findings.values()
    assert review.stale
    store.save(found, meta)
    (review,) = store.reviews().findings.values()
    assert not review.stale
    assert review.decision is Decision.CONFIRMED


def test_same_id_other_content_is_refused(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    store.append_verdict(store_samples.verdict(found, found.findings[0]))
    with pytest.raises(StoreError, match="never changed"):
        store.append_verdict(store_samples.verdict(found, found.findings[0], note="other"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verdicts SET note = 'x'",
        "DELETE FROM verdicts",
        "INSERT OR REPLACE INTO verdicts SELECT * FROM verdicts",
        "REPLACE INTO verdicts SELECT * FROM verdicts",
        "UPDATE OR REPLACE verdicts SET id = 'v9'",
        "UPDATE verdict_evidence SET rank = 'deprecated'",
        "DELETE FROM verdict_evidence",
        "INSERT OR REPLACE INTO verdict_evidence SELECT * FROM verdict_evidence",
        "INSERT INTO verdict_evidence SELECT verdict, 99, claim, document, quote, value_text, rank FROM verdict_evidence LIMIT 1",
    ],
)
def test_verdicts_are_never_changed(store, meta, statement):
    found = store_samples.result()
    store.save(found, meta)
    store.append_verdict(store_samples.verdict(found, found.findings[0]))
    plain = sqlite3.connect(store.path)  # another program, without our settings
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        plain.execute(statement)
    plain.close()
    assert len(store.verdicts()) == 1


def test_times_are_utc_and_sort(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    east = dt.timezone(dt.timedelta(hours=8))
    store.append_verdict(store_samples.verdict(found, found.findings[0], 1, at=dt.datetime(2024, 6, 1, 7, tzinfo=east)))
    store.append_verdict(store_samples.verdict(found, found.findings[0], 2, at=dt.datetime(2024, 6, 1, 0)))
    assert [v.id for v in store.verdicts()] == ["v1", "v2"]
    assert store.verdicts()[1].at == dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def test_queue_and_views(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    (row,) = store.db.query("SELECT * FROM conflicts")
    assert (row["value_a"], row["value_b"], row["reason"], row["verdict"]) == ("212", "226", "disjoint_values", None)
    assert len(list(store.db.query("SELECT * FROM unreviewed"))) == 1
    store.append_verdict(store_samples.verdict(found, found.findings[0]))
    assert list(store.db.query("SELECT * FROM unreviewed")) == []
    store.append_verdict(store_samples.verdict(found, found.findings[0], 2, reviewer="bo", decision=Decision.EXPLAINED))
    (row,) = store.db.query("SELECT * FROM queue")
    assert (row["verdict"], row["disagreed"], row["verdicts"]) == ("disagreed", 1, 2)
    store.append_verdict(store_samples.verdict(found, found.findings[0], 3, reviewer="cy", decision=Decision.NOT_SAME, adjudicated=True))
    (row,) = store.db.query("SELECT * FROM queue")
    assert (row["verdict"], row["disagreed"], row["adjudicated"]) == ("not_same", 0, 1)
    assert [r["claims"] for r in store.db.query("SELECT * FROM documents_contradicted")] == [2, 1]
    assert len(list(store.db.query("SELECT * FROM claims_by_document"))) == 3
    store.save(store_samples.result("212", "212").model_copy(update={"claims": (), "findings": ()}), meta)
    assert len(list(store.db.query("SELECT * FROM orphaned_verdicts"))) == 3


def test_what_stands_is_known_without_its_finding(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    apart = store_samples.verdict(found, found.findings[0], 1, decision=Decision.NOT_SAME)
    store.append_verdict(apart)
    store.append_verdict(store_samples.verdict(found, found.findings[0], 2, reviewer="bo"))
    store.append_verdict(store_samples.verdict(found, found.findings[0], 3, reviewer="bo", decision=Decision.WITHDRAWN))
    for findings in (found.findings, ()):
        store.save(found.model_copy(update={"findings": findings}), meta)
        assert standing_verdicts(store.db.conn) == [apart]


def test_newer_database_is_refused_and_left_alone(tmp_path, meta):
    path = tmp_path / "claims.db"
    Store.open(path).close()
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(SchemaError, match="newer atodds") as caught:
        Store.open(path)
    assert "update atodds" in caught.value.advice
    with pytest.raises(SchemaError), reading(path):
        pass
    assert path.read_bytes() == before


def test_no_database(tmp_path):
    with pytest.raises(StoreError, match="no database yet"):
        Store.open(tmp_path / "claims.db", create=False)
    with pytest.raises(StoreError, match="no database yet"), reading(tmp_path / "claims.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_no_database_but_a_text(tmp_path):
    (tmp_path / "claims.db").write_text("hello " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(tmp_path / "claims.db")


def test_locked_database(store, meta, monkeypatch):
    from atodds.store import connection

    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with Store.open(store.path) as second:
        second.db.conn.execute("PRAGMA busy_timeout = 50")
        with store.transaction(), pytest.raises(StoreError, match="in use by another program"):
            second.save(store_samples.result(), meta)


def test_import_is_all_or_nothing(store, meta):
    found = store_samples.result()
    store.save(found, meta)
    good = store_samples.verdict(found, found.findings[0], 1)
    clash = store_samples.verdict(found, found.findings[0], 1, note="other")
    with pytest.raises(StoreError):
        store.import_verdicts([good, clash])
    assert store.verdicts() == []
    assert store.import_verdicts([good, good]) == 1

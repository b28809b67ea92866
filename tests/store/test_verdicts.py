import datetime as dt

import pytest
import store_samples
from store_samples import finding, result, verdict

from atodds.errors import StoreError
from atodds.model.records import Decision, RelationKind, Result
from atodds.store import apply_verdicts
from atodds.store.jsonl import dump_verdicts, load_verdicts


def applied(found, *verdicts):
    return apply_verdicts(found.findings, {c.id: c for c in found.claims}, verdicts)


def test_on_the_same_evidence():
    found = result()
    reviews = applied(found, verdict(found, found.findings[0]))
    review = reviews.findings[found.findings[0].id]
    assert (review.decision, review.stale, review.disagreed, reviews.orphaned) == (Decision.CONFIRMED, False, False, ())


def test_an_edited_quote_makes_it_stale_and_says_what_changed():
    old, new = result(), result(second="227")
    (review,) = applied(new, verdict(old, old.findings[0])).findings.values()
    assert review.stale
    assert review.current[0].changes == (
        "b.md no longer says “226” in these words",
        "b.md now says “227” too",
    )


def test_a_corrected_claim_makes_it_stale():
    found = result()
    changed = [c.model_copy(update={"value_text": "226 on"}) if c.value_text == "226" else c for c in found.claims]
    (review,) = applied(found.model_copy(update={"claims": tuple(changed)}), verdict(found, found.findings[0])).findings.values()
    assert review.current[0].changes == ("b.md now says “226 on” where it said “226”",)


def test_a_new_claim_makes_it_stale():
    old, new = result(), result(extra=(300,))
    wider = finding([c for c in new.claims if c.property == "deaths"])
    (review,) = applied(new.model_copy(update={"findings": (wider,)}), verdict(old, old.findings[0])).findings.values()
    assert review.current[0].changes == ("x000.md now says “300” too",)


def test_other_words_of_the_program_do_not():
    found = result()
    (f,) = found.findings
    other = f.model_copy(update={"relations": tuple(r.model_copy(update={"reason": "implicature"}) for r in f.relations)})
    (review,) = applied(found.model_copy(update={"findings": (other,)}), verdict(found, f)).findings.values()
    assert not review.stale


def test_it_goes_with_most_of_its_evidence():
    found = result(extra=(300, 400))
    claims = [c for c in found.claims if c.property == "deaths"]
    whole = finding(claims)
    given = verdict(found, whole)
    one, two = finding(claims[:1] + claims[3:]), finding(claims[1:3])  # split two and two: the tie goes to the one it names
    split = found.model_copy(update={"findings": (two, one)})
    assert one.id == whole.id
    assert list(applied(split, given).findings) == [one.id]
    three = found.model_copy(update={"findings": (finding(claims[:1]), finding(claims[1:]))})
    assert list(applied(three, given).findings) == [finding(claims[1:]).id]
    assert any("no longer part" in c for c in applied(three, given).findings[finding(claims[1:]).id].current[0].changes)


def test_orphaned_and_back():
    found = result()
    given = verdict(found, found.findings[0])
    nothing = Result(documents=(), claims=(), findings=())
    reviews = applied(nothing, given)
    assert not reviews.findings
    assert [(s.verdict, s.finding, s.stale) for s in reviews.orphaned] == [(given, None, True)]
    apart = found.model_copy(update={"findings": ()})  # the claims are there, but nothing links them any more
    assert applied(apart, given).orphaned[0].changes == ()
    assert applied(found, given).orphaned == ()


def test_without_evidence_the_finding_counts():
    found = result()
    bare = verdict(found, found.findings[0], evidence=())
    (review,) = applied(found, bare).findings.values()
    assert not review.stale
    old = verdict(found, found.findings[0], evidence=(), finding_version="other")
    assert applied(found, old).findings[found.findings[0].id].stale


ANA, BO = {"reviewer": "ana"}, {"reviewer": "bo"}
SETTLED = {"reviewer": "cy", "adjudicated": True}
C, E, N, W = Decision.CONFIRMED, Decision.EXPLAINED, Decision.NOT_SAME, Decision.WITHDRAWN
CASES = [
    # verdicts in order, which stand, the decision, disagreed
    ([ANA | {"decision": C}], {"v1"}, C, False),
    ([ANA | {"decision": C}, ANA | {"decision": E}], {"v2"}, E, False),
    ([ANA | {"decision": C}, BO | {"decision": C}], {"v1", "v2"}, C, False),
    ([ANA | {"decision": C}, BO | {"decision": E}], {"v1", "v2"}, None, True),
    ([ANA | {"decision": C}, BO | {"decision": E}, BO | {"decision": C}], {"v1", "v3"}, C, False),
    ([ANA | {"decision": C}, BO | {"decision": E}, SETTLED | {"decision": N}], {"v1", "v2", "v3"}, N, False),
    ([ANA | {"decision": C}, ANA | {"decision": W}], set(), None, False),
    ([ANA | {"decision": C}, ANA | {"decision": W}, ANA | {"decision": E}], {"v3"}, E, False),
    ([ANA | {"decision": C}, BO | {"decision": E, "supersedes": "v1"}], {"v2"}, E, False),
    ([SETTLED | {"decision": C}, SETTLED | {"decision": N}], {"v2"}, N, False),
]


@pytest.mark.parametrize(("given", "standing", "decision", "disagreed"), CASES)
def test_which_verdicts_stand(store, meta, given, standing, decision, disagreed):
    found = result()
    verdicts = [verdict(found, found.findings[0], n, **fields) for n, fields in enumerate(given, 1)]
    (review,) = applied(found, *reversed(verdicts)).findings.values()
    assert {s.verdict.id for s in review.current} == standing
    assert (review.decision, review.disagreed) == (decision, disagreed)
    # the database says the same, written one by one or at once
    store.save(found, meta)
    for v in verdicts:
        store.append_verdict(v)
    one_by_one = sorted(map(repr, store.db.query("SELECT * FROM finding_verdicts")))
    (row,) = store.db.query("SELECT verdict, disagreed FROM queue")
    assert row == {"verdict": "disagreed" if disagreed else decision, "disagreed": int(disagreed)}
    store.save(found, meta)
    assert sorted(map(repr, store.db.query("SELECT * FROM finding_verdicts"))) == one_by_one


def test_a_stale_verdict_of_somebody_does_not_reopen_what_is_settled(store, meta):
    old, new = result(), result(second="227")
    store.save(new, meta)
    store.append_verdict(verdict(old, old.findings[0], 1))
    (row,) = store.db.query("SELECT stale FROM queue")
    assert row["stale"] == 1
    assert len(list(store.db.query("SELECT * FROM unreviewed"))) == 1
    store.append_verdict(verdict(new, new.findings[0], 2, **SETTLED))
    (row,) = store.db.query("SELECT stale FROM queue")
    assert row["stale"] == 0
    assert not store.reviews().findings[new.findings[0].id].stale
    assert list(store.db.query("SELECT * FROM unreviewed")) == []


def test_more_evidence_still_waits(store, meta):
    found = result()
    store.save(found, meta)
    store.append_verdict(verdict(found, found.findings[0], decision=Decision.MORE_EVIDENCE))
    assert len(list(store.db.query("SELECT * FROM unreviewed"))) == 1


def test_agreement_waits_for_nobody(store, meta):
    store.save(result("212", "212"), meta)
    assert [f.status for f in store.load().findings] == [RelationKind.AGREES]
    assert list(store.db.query("SELECT * FROM unreviewed")) == []


def hostile(found):
    note = "line\nbreak  \u2028 tab\t nul-free «ü» 中 \U0001f600 \\ \" '"
    return [
        verdict(found, found.findings[0], 1, note=note, link="https://example.org/?a=1&b=2"),
        verdict(found, found.findings[0], 2, at=dt.datetime(2024, 6, 1, 12, 1, 0, 123, tzinfo=dt.UTC), adjudicated=True, supersedes="v1"),
        verdict(found, found.findings[0], 3, evidence=(), explanation="time", decision=Decision.EXPLAINED),
    ]


def test_export_and_import_give_the_same_bytes(store, meta, tmp_path):
    found = result()
    store.save(found, meta)
    store.import_verdicts(hostile(found))
    text = dump_verdicts(store.verdicts())
    assert len(text.splitlines()) >= 3
    assert text.count("\n") == 3  # one a line
    with store_samples.open_store(tmp_path / "other.db") as other:
        assert other.import_verdicts(load_verdicts(text.split("\n"), "x")) == 3
        assert dump_verdicts(other.verdicts()) == text
        assert other.verdicts() == store.verdicts()


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "is no verdict"), ("[]", "is no verdict"), ('{"id": "v1"}', "finding: Field required"), ("null", "is no verdict")],
)
def test_a_broken_line_is_named(line, message):
    good = dump_verdicts([verdict(result(), result().findings[0])])
    with pytest.raises(StoreError) as caught:
        list(load_verdicts([good, "\n", line], "x.jsonl"))
    assert str(caught.value).startswith("x.jsonl:3: ")
    assert message in caught.value.message

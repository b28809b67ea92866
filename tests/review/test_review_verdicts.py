"""Writing verdicts: the form, what is refused, what is kept, and what the next run is taught."""

import datetime as dt
import json
import re

import pytest
import yaml
from review_sample import make_result, save, write_sources

from atodds.model.records import Decision, EvidenceClaim, Verdict
from atodds.review.teach import lessons
from atodds.review.verdicts import Form, new_id

ID = "v" + "1" * 32


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"decision": "confirmed"}, set()),
        ({"decision": "more_evidence", "note": "n", "link": "https://example.org"}, set()),
        ({}, {"decision"}),
        ({"decision": "nonsense"}, {"decision"}),
        ({"decision": "explained"}, {"explanation"}),
        ({"decision": "explained", "explanation": "nonsense"}, {"explanation"}),
        ({"decision": "explained", "explanation": "scope"}, set()),
        ({"decision": "source_error"}, {"ranks"}),
        ({"decision": "source_error", "rank-c1": "preferred"}, {"ranks"}),
        ({"decision": "source_error", "rank-c1": "deprecated"}, set()),
        ({"decision": "extraction_wrong"}, {"ranks"}),
        ({"decision": "confirmed", "link": "javascript:alert(1)"}, {"link"}),
        ({"decision": "confirmed", "link": "https://example.org/" + "x" * 2000}, {"link"}),
        ({"decision": "confirmed", "note": "x" * 20_001}, {"note"}),
        ({"decision": "confirmed", "adjudicate": "1"}, {"adjudicate"}),
        ({"decision": "confirmed", "id": "x'; DROP TABLE verdicts"}, {"decision"}),
        ({"decision": "confirmed", "id": ""}, {"decision"}),
    ],
)
def test_what_is_wrong_with_a_form(fields, wrong):
    assert set(Form.from_post({"id": ID, "version": "x", **fields}).errors(may_adjudicate=False)) == wrong


def test_new_ids_are_accepted():
    assert Form.from_post({"id": new_id(), "version": "x", "decision": "confirmed"}).errors(may_adjudicate=False) == {}


def test_a_verdict_keeps_everything(site):
    finding, version = site.finding()
    first, second = site.claims(finding)
    answer = site.decide(
        "ana",
        decision="source_error",
        note=" # A note\r\nof two lines ",
        link=" https://example.org/x ",
        **{f"rank-{first}": "deprecated", f"rank-{second}": "preferred", "rank-other": "preferred", "reviewer": "somebody else"},
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/-/atodds/finding/{finding}"
    ((kept_finding, kept_version, reviewer, decision, note, link, adjudicated),) = site.query(
        "SELECT finding, finding_version, reviewer, decision, note, link, adjudicated FROM verdicts"
    )
    assert (kept_finding, kept_version, reviewer) == (finding, version, "ana")  # the name is that of the sign-in
    assert (decision, note, link, adjudicated) == ("source_error", "# A note\nof two lines", "https://example.org/x", 0)
    assert site.query("SELECT claim, value_text, rank FROM verdict_evidence ORDER BY position") == [
        (first, "226 boats", "deprecated"),
        (second, "212 boats", "preferred"),
    ]


def test_a_double_click_adds_nothing(site):
    answers = [site.decide("ana", id=ID).status_code for _ in range(3)]
    assert answers == [303, 303, 303]
    assert site.query("SELECT count(*) FROM verdicts") == [(1,)]


def test_an_id_belongs_to_one_reviewer(site):
    site.decide("ana", id=ID)
    answer = site.decide("ben", id=ID, note="my thought")
    assert answer.status_code == 409
    assert "my thought" in answer.text
    assert site.query("SELECT reviewer, note FROM verdicts") == [("ana", "")]


def test_a_second_verdict_follows_the_first(site):
    site.decide("ana", decision="confirmed")
    site.decide("ana", decision="explained", explanation="scope")
    site.decide("ana", decision="withdrawn")
    rows = site.query("SELECT id, decision, supersedes FROM verdicts ORDER BY at")
    assert [decision for _, decision, _ in rows] == ["confirmed", "explained", "withdrawn"]
    assert [s for _, _, s in rows] == [None, rows[0][0], rows[1][0]]
    assert "No verdict" in site.ask("/-/atodds", "ana").text


def test_errors_come_back_with_the_form(site):
    finding, _ = site.finding()
    first, _ = site.claims(finding)
    answer = site.decide("ana", decision="explained", note="kept <b>text</b>", link="ftp://x", **{f"rank-{first}": "preferred"})
    assert answer.status_code == 400
    for words in (
        "Choose what explains",
        "Give a complete address",
        "kept &lt;b&gt;text&lt;/b&gt;",
        'value="ftp://x"',
        'preferred" selected',
    ):
        assert words in answer.text
    assert re.search(r'value="explained" checked', answer.text)
    assert site.query("SELECT count(*) FROM verdicts") == [(0,)]


def rerun(site, boats):
    """A document changes, and a run follows."""
    path = site.workspace.sources / "gazette.md"
    path.write_text(re.sub(r"\d+ boats", f"{boats} boats", path.read_text()))
    save(site.workspace, make_result(write_sources_as_they_are(site), boats=boats))


def write_sources_as_they_are(site):
    from atodds.read import read_document

    return [read_document(p, p.name) for p in sorted(site.workspace.sources.iterdir())]


def fields_of_page(html):
    """What a browser would send of the form on a page."""
    found = dict(re.findall(r'name="(id|version|rank-\w+)"(?: value="([^"]*)")?', html))
    return {name: value or "normal" for name, value in found.items()}


def test_a_verdict_on_what_has_changed_is_not_written(site):
    finding, _ = site.finding()
    page = site.ask(f"/-/atodds/finding/{finding}", "ana").text
    rerun(site, "230")
    sent = {**fields_of_page(page), "decision": "confirmed", "note": "long thought"}
    answer = site.ask(f"/-/atodds/finding/{finding}/verdict", "ana", "post", data=sent)
    assert answer.status_code == 409
    assert "has changed since you opened it" in answer.text
    assert "long thought" in answer.text
    assert "230 boats" in answer.text
    assert site.query("SELECT count(*) FROM verdicts") == [(0,)]
    # The page that came back can be sent as it is.
    (action,) = re.findall(r'action="([^"]+/verdict)', answer.text)
    again = {**fields_of_page(answer.text), "decision": "confirmed", "note": "long thought"}
    assert site.ask(action, "ana", "post", data=again).status_code == 303
    assert site.query("SELECT value_text FROM verdict_evidence ORDER BY position") == [("230 boats",), ("212 boats",)]


def test_a_verdict_on_what_is_gone_keeps_the_note(site):
    finding, version = site.finding()
    empty = make_result(write_sources(site.workspace.root)).model_copy(update={"findings": ()})
    save(site.workspace, empty)
    data = {"id": ID, "version": version, "decision": "confirmed", "note": "long thought"}
    answer = site.ask(f"/-/atodds/finding/{finding}/verdict", "ana", "post", data=data)
    assert answer.status_code == 404
    assert "long thought" in answer.text


def test_a_clock_set_back_does_not_reorder_verdicts(site):
    from atodds.store import Store

    finding, version = site.finding()
    future = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    claims = dict(site.query("SELECT id, quote FROM claims"))
    evidence = tuple(EvidenceClaim(claim=c, document="x", quote=claims[c], value_text="x") for c in site.claims(finding))
    early = Verdict(
        id="a", finding=finding, finding_version=version, reviewer="ana", at=future, decision=Decision.CONFIRMED, evidence=evidence
    )
    with Store.open(site.workspace.database) as store:
        store.append_verdict(early)
    site.decide("ana", decision="more_evidence")
    assert site.query("SELECT v.decision FROM finding_verdicts f JOIN verdicts v ON v.id = f.verdict WHERE f.current") == [
        ("more_evidence",)
    ]


def test_save_and_next_goes_through_the_queue(site):
    (first, _), (second, _) = site.finding(1), site.finding(2)
    path = f"/-/atodds/finding/{first}/verdict?standing=open"
    data = {"id": new_id(), "version": site.finding(1)[1], "decision": "confirmed", "then": "next"}
    assert site.ask(path, "ana", "post", data=data).headers["location"] == f"/-/atodds/finding/{second}?standing=open"
    path = f"/-/atodds/finding/{second}/verdict?standing=open"
    data = {"id": new_id(), "version": site.finding(2)[1], "decision": "confirmed", "then": "next"}
    assert site.ask(path, "ana", "post", data=data).headers["location"] == "/-/atodds?standing=open"


def test_a_body_that_is_no_form(site):
    finding, _ = site.finding()
    for body in (b"", b"\xff\xfe%%%", b"decision=confirmed", b"a" * 3_000_000):
        status = site.ask(f"/-/atodds/finding/{finding}/verdict", "ana", "post", content=body).status_code
        assert status in {400, 413}


def verdict(decision, *ranks, n=1):
    evidence = tuple(EvidenceClaim(claim=f"c{i}", document="d", quote="q", value_text="v", rank=r) for i, r in enumerate(ranks))
    return Verdict(
        id=f"v{n}", finding="f", finding_version="x", reviewer="a", at=dt.datetime(2024, 1, 1), decision=decision, evidence=evidence
    )


@pytest.mark.parametrize(
    ("given", "taught"),
    [
        ([], None),
        ([verdict(Decision.CONFIRMED, "normal", "deprecated")], None),
        ([verdict(Decision.NOT_SAME, "normal", "normal")], {"not_same": [["c0", "c1"]]}),
        ([verdict(Decision.NOT_SAME, "normal", "deprecated", "normal")], {"not_same": [["c0", "c1"], ["c1", "c2"]]}),
        ([verdict(Decision.NOT_SAME, *["normal"] * 3)], {"not_same": [["c0", "c1"], ["c0", "c2"], ["c1", "c2"]]}),
        ([verdict(Decision.EXTRACTION_WRONG, "normal", "deprecated")], {"corrections": [{"claim": "c1", "reject": True}]}),
        (
            [verdict(Decision.NOT_SAME, "normal", "normal"), verdict(Decision.EXTRACTION_WRONG, "deprecated", n=2)],
            {"not_same": [["c0", "c1"]], "corrections": [{"claim": "c0", "reject": True}]},
        ),
    ],
)
def test_lessons(given, taught):
    assert yaml.safe_load(lessons(given)) == taught
    assert lessons(given) == lessons([*given, *given][::-1])


def test_decisions_teach_the_next_run_and_can_be_taken_back(site):
    path = site.workspace.claims / "from-review.yaml"
    site.decide("ana", decision="confirmed")
    assert not path.exists()
    site.decide("ana", decision="not_same")
    claims = sorted(site.claims(site.finding()[0]))
    assert yaml.safe_load(path.read_text()) == {"not_same": [claims]}
    from atodds.curation import load_curation

    curation, problems = load_curation(site.workspace.claims)
    assert problems == [] or problems == ()
    assert [(p.a, p.b) for p in curation.pairs] == [tuple(claims)]
    site.decide("ana", decision="withdrawn")
    assert yaml.safe_load(path.read_text()) is None


def test_a_lesson_outlives_the_finding_that_it_took_apart(site):
    site.decide("ana", n=1, decision="not_same")
    result = make_result(write_sources(site.workspace.root))
    save(site.workspace, result.model_copy(update={"findings": result.findings[1:]}))
    site.decide("ana", n=1, decision="confirmed")  # another verdict: the file is written again
    assert yaml.safe_load((site.workspace.claims / "from-review.yaml").read_text())["not_same"]


def test_changes_are_stored_as_words(site):
    site.decide("ana")
    rerun(site, "230")
    ((stale, changes),) = site.query("SELECT stale, changes FROM finding_verdicts")
    assert stale == 1
    assert "230 boats" in " ".join(json.loads(changes))


def test_a_verdict_without_a_finding_is_kept_and_can_be_withdrawn(site):
    site.decide("ana", decision="not_same", note="two harbours")
    result = make_result(write_sources(site.workspace.root))
    save(site.workspace, result.model_copy(update={"findings": result.findings[1:]}))
    assert "1 verdict without a finding" in site.ask("/-/atodds", "ben").text
    assert "Withdraw</button>" not in site.ask("/-/atodds/put-aside", "ben").text
    page = site.ask("/-/atodds/put-aside", "ana").text
    assert "two harbours" in page
    (path,) = re.findall(r'action="([^"]+/withdraw)"', page)
    assert site.ask(path, "ana").status_code == 405
    assert site.ask(path, "ben", "post").status_code == 404
    assert site.ask(path, "reader", "post").status_code == 403
    assert [site.ask(path, "ana", "post").status_code for _ in range(2)] == [303, 303]
    assert site.query("SELECT decision FROM verdicts ORDER BY at") == [("not_same",), ("withdrawn",)]
    assert "There are none" in site.ask("/-/atodds/put-aside", "ana").text
    assert yaml.safe_load((site.workspace.claims / "from-review.yaml").read_text()) is None
    save(site.workspace, result)  # the claims come back: the verdict does, and stays withdrawn
    assert "No verdict" in site.ask("/-/atodds", "ana").text


def test_a_verdict_with_a_finding_is_withdrawn_there(site):
    site.decide("ana", id=ID)
    assert site.ask(f"/-/atodds/put-aside/{ID}/withdraw", "ana", "post").status_code == 404


def test_many_verdicts_without_a_finding_are_the_latest_and_a_way_to_the_others(site, monkeypatch):
    from atodds.review import data, pages
    from atodds.store import journal

    for n, who in enumerate(("ana", "ben", "eva"), 1):
        site.decide(who, 1, note=f"note {n}")
    site.decide("ana", 2)
    result = make_result(write_sources(site.workspace.root))
    save(site.workspace, result.model_copy(update={"findings": result.findings[1:]}))
    monkeypatch.setattr(pages, "MOST_ASIDE", 2)
    page = site.ask("/-/atodds/put-aside", "ana").text
    assert ["note 1" in page, "note 2" in page, "note 3" in page] == [False, True, True]
    assert "the latest 2 of 3" in page
    assert 'href="/claims/orphaned_verdicts"' in page

    def both(conn):
        return journal.orphaned_reviews(conn), journal.current_reviews(conn).orphaned, data.count_put_aside(conn)

    few, all_of_them, count = site.loop.run_until_complete(data.read(site.datasette, both))
    assert tuple(few) == tuple(all_of_them)
    assert count == 3

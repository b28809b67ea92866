"""The queue: order, filters, search, counts, paging, neighbours; and what the other pages print."""

import contextlib
import re
import sqlite3
from collections import Counter

import pytest

from atodds.model.records import RelationKind
from atodds.review.labels import STANDING
from atodds.review.queue import Filters, fts_query, load_page, neighbours


def titles(answer):
    return re.findall(r"data-open>([^<]+)</a>", answer.text)


BOATS, STAFF, COST = "boats lost in the storm", "employees of the ferry company", "cost of the repairs"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [BOATS, STAFF]),
        ("status=all", [BOATS, STAFF, COST]),
        ("status=conflict", [BOATS]),
        ("status=compatible", [COST]),
        ("status=agrees", []),
        ("status=nonsense", [BOATS, STAFF]),
        ("property=employees", [STAFF]),
        ("entity=harbour", [BOATS, STAFF]),
        ("entity=nothing", []),
        ("document=gazette.md", [BOATS, STAFF]),
        ("document=other.md", []),
        ("search=moorings", [BOATS]),  # a word of a quote
        ("search=mooring", [BOATS]),  # its stem
        ("search=lost+in", [BOATS]),  # words of a title
        ("search=%22", []),
        ("search=a%27+OR+1%3D1+--", []),
        ("search=*+AND+(", [BOATS]),
        ("search=%25&status=all", []),
        ("status=all&search=euros", [COST]),
        ("standing=open", [BOATS, STAFF]),
        ("standing=decided", []),
        ("mine=1", []),
        ("page=99", [BOATS, STAFF]),
        ("page=-1", [BOATS, STAFF]),
        ("page=%C2%B2", [BOATS, STAFF]),
        ("page=1e9", [BOATS, STAFF]),
    ],
)
def test_filters(shared, query, found):
    answer = shared.ask(f"/-/atodds?{query}", "reviewer")
    assert answer.status_code == 200
    assert titles(answer) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("the", [BOATS, STAFF]),
        ("the&status=all", [BOATS, STAFF, COST]),
        ("the&status=compatible", [COST]),
        ("the&standing=decided", [STAFF]),
        ("the&document=other.md", []),
        ("the&page=9", [BOATS, STAFF]),
        ("euros&status=all", [COST]),
        ("euros", []),
    ],
)
def test_a_search_for_words_of_very_many_claims_is_not_counted(make_site, monkeypatch, query, found):
    """What is found is the same, in the same order; the page says that it was not counted, and shows no number that would be wrong."""
    site = make_site()
    site.decide("ana", 2)
    counted = site.ask(f"/-/atodds?search={query}", "reviewer")
    monkeypatch.setattr("atodds.review.queue.MANY_CLAIMS", 1)
    answer = site.ask(f"/-/atodds?search={query}", "reviewer")
    assert titles(answer) == titles(counted) == found
    assert "More than 1 claims have these words: their findings are listed, not counted." in answer.text
    numbers = re.compile(r"<b>\d+</b>")
    assert numbers.search(counted.text)
    assert not numbers.search(answer.text)
    # What only one claim has is counted as ever.
    assert numbers.search(site.ask("/-/atodds?search=moorings", "reviewer").text)


def test_pages_and_neighbours_where_nothing_is_counted(shared, monkeypatch):
    monkeypatch.setattr("atodds.review.queue.MANY_CLAIMS", 1)
    monkeypatch.setattr("atodds.review.queue.PAGE_SIZE", 2)
    first, second = (shared.ask(f"/-/atodds?status=all&search=the&page={n}", "reviewer") for n in (1, 2))
    assert (titles(first), titles(second)) == ([BOATS, STAFF], [COST])
    assert [re.findall(r'rel="(prev|next)"', page.text) for page in (first, second)] == [["next"], ["prev"]]
    ids = [shared.finding(n)[0] for n in (1, 2, 3)]
    with contextlib.closing(sqlite3.connect(shared.workspace.database)) as conn:
        for at, beside in enumerate([(None, ids[1]), (ids[0], ids[2]), (ids[1], None)], 1):
            found = neighbours(conn, Filters(status="all", search="the"), at)
            assert found == {"previous": beside[0], "next": beside[1], "rank": None, "total": None}
    assert "to the queue</a>" in shared.ask(f"/-/atodds/finding/{ids[1]}?status=all&search=the", "reviewer").text


def test_pages_of_a_search_follow_each_other(shared, monkeypatch):
    monkeypatch.setattr("atodds.review.queue.PAGE_SIZE", 1)
    everything = [shared.ask(f"/-/atodds?status=all&page={n}", "reviewer") for n in (1, 2, 3)]
    assert [titles(page) for page in everything] == [[BOATS], [STAFF], [COST]]
    found = [shared.ask(f"/-/atodds?status=all&search=the&page={n}", "reviewer") for n in (1, 2, 3)]
    assert [titles(page) for page in found] == [[BOATS], [STAFF], [COST]]
    assert "Page 2 of 3" in found[1].text


def test_search_by_id(shared):
    finding, _ = shared.finding(2)
    assert titles(shared.ask(f"/-/atodds?search={finding}", "reviewer")) == [STAFF]


def test_standings(make_site):
    site = make_site()
    path = "/-/atodds?standing={}".format
    site.decide("ana", 1)
    site.decide("ana", 2, decision="more_evidence")
    assert titles(site.ask(path("decided"), "ana")) == [BOATS, STAFF]
    assert titles(site.ask("/-/atodds?mine=1", "ana")) == [BOATS, STAFF]
    assert titles(site.ask("/-/atodds?mine=1", "ben")) == []
    assert titles(site.ask("/-/atodds?reviewer=ana", "ben")) == [BOATS, STAFF]
    assert titles(site.ask("/-/atodds?decision=more_evidence", "ben")) == [STAFF]
    assert "1 of 2 reviewed" in site.ask("/-/atodds", "ana").text
    site.decide("ben", 1, decision="not_same")
    assert titles(site.ask(path("disagreed"), "ana")) == [BOATS]
    assert titles(site.ask(path("decided"), "ana")) == [STAFF]
    site.decide("adjudicator", 1, adjudicate="1")
    assert titles(site.ask(path("adjudicated"), "ana")) == [BOATS]
    assert titles(site.ask(path("disagreed"), "ana")) == []
    site.decide("ana", 2, decision="withdrawn")
    assert titles(site.ask(path("open"), "ana")) == [STAFF]


@pytest.mark.parametrize("only", [None, "ana", "ben"])
@pytest.mark.parametrize("narrow", [{}, {"search": "boats"}, {"entity": "harbour"}, {"decision": "confirmed"}, {"mine": "ana"}])
def test_every_number_is_that_of_the_rows_behind_it(make_site, narrow, only):
    site = make_site()
    site.decide("ana", 1)
    site.decide("ben", 1, decision="not_same")
    site.decide("ana", 2)
    with contextlib.closing(sqlite3.connect(site.workspace.database)) as conn:

        def page(**more):
            return load_page(conn, Filters(**narrow, **more), only)

        for status in ("", "all", *RelationKind):
            for standing in ("", *STANDING):
                shown = page(status=status, standing=standing)
                assert shown.total == len(shown.rows)
                assert {k: n for k, n in shown.statuses.items() if n} == Counter(
                    row["status"] for row in page(status="all", standing=standing).rows
                )
                assert {k: n for k, n in shown.standings.items() if n} == Counter(row["standing"] for row in page(status=status).rows)
                places = {row["position"]: row["id"] for row in shown.rows}
                for at in range(5):
                    assert neighbours(conn, Filters(**narrow, status=status, standing=standing), at, only) == {
                        "previous": places.get(max((p for p in places if p < at), default=None)),
                        "next": places.get(min((p for p in places if p > at), default=None)),
                        "rank": sum(p <= at for p in places) if at in places else None,
                        "total": len(places),
                    }


def test_blind_queue_tells_only_what_is_ones_own(make_site):
    site = make_site(blind=True)
    site.decide("ana", 1)
    for path in ("/-/atodds?standing=decided", "/-/atodds?decision=confirmed", "/-/atodds?mine=1"):
        assert titles(site.ask(path, "ana")) == [BOATS]
        assert titles(site.ask(path, "ben")) == []
    assert titles(site.ask("/-/atodds?reviewer=ana", "ben")) == [BOATS, STAFF]  # not a filter for ben
    assert titles(site.ask("/-/atodds?standing=decided", "adjudicator")) == [BOATS]


def test_values_in_words_and_in_order_of_time(shared):
    rows = re.findall(r'<div class="values">(.*?)</div>', shared.ask("/-/atodds?status=all", "reader").text, re.DOTALL)
    values = [re.findall(r'class="value">([^<]*?) ?<', row + "<") for row in rows]
    assert values == [["226 boats", "212 boats"], ["340 people", "355"], ["about 4 million euros", "4 million euros"]]


def test_one_value_in_several_spellings_is_shown_once(site):
    # "3.3" in a table whose head says "billion" is the value of the page's column, not one of its own.
    from review_sample import make_result, save, write_sources

    from atodds.model.records import Voice

    result = make_result(write_sources(site.workspace.root))
    first = result.findings[0]
    a, b = first.claims
    voice = Voice(value_text="226 boats", claims=(a, b), documents=("gazette.md", "harbour-post.md"), independent=2)
    save(site.workspace, result.model_copy(update={"findings": (first.model_copy(update={"voices": (voice,)}), *result.findings[1:])}))
    row = re.findall(r'<div class="values">(.*?)</div>', site.ask("/-/atodds", "reader").text, re.DOTALL)[0]
    assert re.findall(r'class="value">([^<]*?) ?<', row) == ["226 boats"]
    assert "×2" in row
    # A finding without voices (a wrong sum) shows its claims.
    save(site.workspace, result.model_copy(update={"findings": (first.model_copy(update={"voices": ()}), *result.findings[1:])}))
    row = re.findall(r'<div class="values">(.*?)</div>', site.ask("/-/atodds", "reader").text, re.DOTALL)[0]
    assert re.findall(r'class="value">([^<]*?) ?<', row) == ["226 boats", "212 boats"]


def test_values_between_which_the_status_lies_come_first(site):
    """A third claim agrees with neither: it stands behind the two that contradict each other, in the queue and on the finding's page."""
    from review_sample import make_result, save, write_sources

    result = make_result(write_sources(site.workspace.root))
    first = result.findings[0]
    a, b = first.claims
    aside = result.claims[1].id
    voices = tuple(
        v.model_copy(update={"value_text": t, "claims": (c,)})
        for v, t, c in zip((first.voices[0], *first.voices), ("about 4", "226 boats", "212 boats"), (aside, a, b), strict=True)
    )
    changed = first.model_copy(update={"voices": voices, "claims": (aside, a, b)})
    save(site.workspace, result.model_copy(update={"findings": (changed, *result.findings[1:])}))
    row = re.findall(r'<div class="values">(.*?)</div>', site.ask("/-/atodds", "reader").text, re.DOTALL)[0]
    assert re.findall(r'class="value">([^<]*?) ?<', row) == ["226 boats", "212 boats", "about 4"]
    page = site.ask(f"/-/atodds/finding/{first.id}", "reader").text
    assert re.findall(r'<span class="big">([^<]*)</span>', page) == ["226 boats", "212 boats", "about 4"]


@pytest.mark.parametrize(
    ("filters", "changes", "query"),
    [
        (Filters(), {}, ""),
        (Filters(status="conflict", page=3), {}, "status=conflict"),
        (Filters(page=3), {"page": 4}, "page=4"),
        (Filters(mine="ana"), {}, "mine=1"),
        (Filters(search="a&b", entity="x y"), {"status": "all"}, "status=all&entity=x+y&search=a%26b"),
    ],
)
def test_query_strings(filters, changes, query):
    assert filters.query(**changes) == query


@pytest.mark.parametrize(("words", "query"), [("a b", '"a" "b"'), ('say "x"', '"say" """x"""'), ("NOT *", '"NOT" "*"'), ("", '""')])
def test_searches_are_words(words, query):
    assert fts_query(words) == query


PRINTED = {
    "/-/atodds/documents": ["After the storm", "The Gazette", "2024-03-05"],
    "/-/atodds/document/gazette~2Emd": ["226 boats", "Ferry company", "Shipyard", BOATS],
    "/-/atodds/document/harbour-post~2Emd": ["Crews counted ", "212 boats", " torn from", "https://example.org/storm"],
    "/-/atodds/entity/harbour": ["the port", "in brackets", BOATS, STAFF, COST, "<mark>355</mark>"],
    "/-/atodds/help": ["Conflict confirmed", "Not the same thing"],
}


@pytest.mark.parametrize("path", PRINTED)
def test_pages_print(shared, path):
    text = shared.ask(path, "reader").text
    assert [words for words in PRINTED[path] if words not in text] == []
    assert "entity" in path or "**" not in text  # markup of the source is not shown, but where a quote stands alone


@pytest.mark.parametrize("path", ["finding/none", "document/none", "entity/none", "document/..~2F..~2Fetc~2Fpasswd"])
def test_what_is_not_there(shared, path, capsys):
    answer = shared.ask(f"/-/atodds/{path}", "reader")
    assert answer.status_code == 404
    assert "Not here" in answer.text
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("part", ["0", "-1", "99", "x", "²"])
def test_parts_of_a_document_that_do_not_exist(shared, part):
    assert shared.ask(f"/-/atodds/document/gazette~2Emd?part={part}", "reader").status_code == 200


def test_a_long_document_comes_in_parts(make_site, monkeypatch):
    from atodds.review import documents

    monkeypatch.setattr(documents, "PART_CHARACTERS", 60)
    site = make_site()
    first = site.ask("/-/atodds/document/harbour-post~2Emd", "reader").text
    assert "Part 1 of 2" in first
    assert "340 people" not in first
    claim = site.query("SELECT id FROM claims WHERE value_text = '340 people'")[0][0]
    assert "340 people" in site.ask(f"/-/atodds/document/harbour-post~2Emd?claim={claim}", "reader").text


def test_every_claim_is_marked_in_its_document(shared):
    for document, claims in (("gazette~2Emd", 3), ("harbour-post~2Emd", 3)):
        assert len(re.findall(r'class="anchor" id="c', shared.ask(f"/-/atodds/document/{document}", "reader").text)) == claims


def test_headers_of_our_pages(shared):
    headers = shared.ask("/-/atodds", "reader").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert shared.ask("/claims", "reader").headers["x-frame-options"] == "DENY"


def test_our_pages_hold_no_inline_script_or_style(shared):
    finding, _ = shared.finding()
    for path in ("/-/atodds", f"/-/atodds/finding/{finding}", "/-/atodds/document/gazette~2Emd", "/-/atodds/agreement", "/-/atodds/help"):
        text = shared.ask(path, "reviewer").text
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", text), path


@pytest.mark.parametrize("view", ["conflicts", "updates"])
def test_pairs_come_in_the_order_of_the_queue(shared, view):
    answer = shared.ask(f"/claims/{view}.json?_extra=query,count", "reader").json()
    assert "order by position" in answer["query"]["sql"].replace('"', "")
    assert answer["count"] == len(answer["rows"]) == 1


@pytest.mark.parametrize(
    ("table", "words", "found"), [("claims", "mooring", ["212 boats"]), ("claims", "euros", ["about 4 million euros", "4 million euros"])]
)
def test_datasette_searches_the_claims(shared, table, words, found):
    assert 'name="_search"' in shared.ask(f"/claims/{table}", "reader").text
    rows = shared.ask(f"/claims/{table}.json?_search={words}", "reader").json()["rows"]
    assert sorted(r["value_text"] for r in rows) == sorted(found)


def test_datasette_searches_the_documents(shared):
    assert 'name="_search"' in shared.ask("/claims/documents", "reader").text
    rows = shared.ask("/claims/documents.json?_search=adrift", "reader").json()["rows"]
    assert [r["id"] for r in rows] == ["gazette.md"]


def test_facets_csv_and_sql_are_there(shared):
    facets = shared.ask("/claims/findings.json?_extra=facet_results", "reader").json()["facet_results"]["results"]
    assert {r["value"]: r["count"] for r in facets["status"]["results"]} == {"conflict": 1, "updated": 1, "compatible": 1}
    lines = shared.ask("/claims/findings.csv?_stream=1", "reader").text.splitlines()
    assert len(lines) == 1 + 3
    answer = shared.ask("/claims/-/query.json?sql=select+count(*)+as+n+from+claims", "reader").json()
    assert answer["rows"] == [{"n": 6}]


def test_datasette_pages_lead_to_the_desk(shared):
    finding, _ = shared.finding()
    assert f"/-/atodds/finding/{finding}" in shared.ask("/claims/relations", "reader").text
    assert "<mark>226 boats</mark>" in shared.ask("/claims/claims", "reader").text
    assert "≠ Conflict" in shared.ask("/claims/findings", "reader").text
    assert "Review this finding" in shared.ask(f"/claims/findings/{finding}", "reader").text
    assert "Review queue" in shared.ask("/claims", "reader").text


def test_saved_queries_run(shared):
    from atodds.review.questions import queries

    for query in queries():
        answer = shared.ask(f"/claims/{query['name']}.json", "reader")
        assert answer.status_code == 200, query["name"]
        assert answer.json()["ok"], query["name"]


def test_descriptions_name_tables_and_columns_that_there_are(shared):
    from atodds.review.questions import _texts

    for table, about in _texts()["tables"].items():
        columns = {row[1] for row in shared.query(f"PRAGMA table_info({table})")}
        assert columns, table
        assert set(about.get("columns", {})) <= columns, table

"""What the page of a finding says: who claims what and where, the reason, sums, and what is corroborated by whom."""

import re
import sqlite3
import threading

from review_sample import finding as make_finding
from review_sample import make_result, save, write_sources

from atodds.model.records import RelationKind, Voice


def text_of(html):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def replace(site, **more):
    """The first finding with other fields, saved as a run saves it; the words of its page."""
    result = make_result(write_sources(site.workspace.root))
    first = result.findings[0].model_copy(update=more)
    save(site.workspace, result.model_copy(update={"findings": (first, *result.findings[1:])}))
    return text_of(site.ask(f"/-/atodds/finding/{first.id}", "reviewer").text)


def test_every_claim_says_where_it_stands_and_on_whose_word(site):
    result = make_result(write_sources(site.workspace.root))
    claims = tuple(c.model_copy(update={"page": 7}) if "212" in c.value_text else c for c in result.claims)
    save(site.workspace, result.model_copy(update={"claims": claims}))
    page = text_of(site.ask(f"/-/atodds/finding/{result.findings[0].id}", "reviewer").text)
    for words in (
        "After the storm The Gazette 2024-03-05",  # title, publisher, date
        "according to a survey",
        "Storm closes the harbour Harbour Post Ida Lund 2024-03-02 p. 7 original",
        "226 and 212 cannot both be right.",  # the reason
        "disjoint values",  # the rule
        # Each quote in its paragraph.
        "The storm closed the harbour on Friday. Crews counted 212 boats torn from their moorings, and the pier lost its lamps.",
    ):
        assert words in page


def test_the_waterfall_ends_with_the_weight_of_the_link(shared):
    page = text_of(shared.ask(f"/-/atodds/finding/{shared.finding()[0]}", "reviewer").text)
    assert "Why the same thing: +7.2 bits, 152 to 1 for it" in page
    assert "subject same name storm +6.5" in page


def test_a_sum_is_printed(site):
    words = "212 and 90 are 302, not 355: the total that the table gives is too large by 53."
    page = replace(site, status=RelationKind.ARITHMETIC, relations=(arithmetic(site, words),))
    assert f"Σ {words}" in page
    assert "Arithmetic" in page


def arithmetic(site, words):
    """The relation of a wrong sum."""
    first = make_result(write_sources(site.workspace.root)).findings[0]
    return first.relations[0].model_copy(
        update={"relation": RelationKind.ARITHMETIC, "reason": "total", "explanation": words, "evidence": (), "weight": 0.0}
    )


def test_agreement_has_a_page_that_says_by_whom(site):
    """What is corroborated: the value once, every document that states it, and how many of them are voices of their own."""
    result = make_result(write_sources(site.workspace.root))
    gazette, post = result.claims[1], result.claims[4]
    agreed = make_finding([gazette, post], RelationKind.AGREES, "same_value", "Both say 4 million.", "cost of the repairs", property="cost")
    voice = Voice(value_text="4 million euros", claims=(gazette.id, post.id), documents=("gazette.md", "harbour-post.md"), independent=1)
    agreed = agreed.model_copy(update={"voices": (voice,)})
    save(site.workspace, result.model_copy(update={"findings": (*result.findings[:2], agreed)}))
    html = site.ask(f"/-/atodds/finding/{agreed.id}?status=agrees", "reviewer").text
    page = text_of(html)
    assert "= Agrees" in page
    assert "4 million euros 2 documents, 1 independent voice" in page
    assert len(re.findall(r'<article class="claim"', html)) == 2
    assert "The Gazette" in page
    assert "Harbour Post" in page
    assert "cost of the repairs" in site.ask("/-/atodds?status=agrees", "reviewer").text


def test_a_finding_that_the_filters_leave_out_has_no_number(shared):
    last, _ = shared.finding(3)  # compatible: not in the queue unless asked for
    assert "to the queue (2)" in text_of(shared.ask(f"/-/atodds/finding/{last}", "reviewer").text)
    assert "3 of 3" in text_of(shared.ask(f"/-/atodds/finding/{last}?status=all", "reviewer").text)


def test_the_document_has_its_tables_its_margin_and_its_marks(shared):
    html = shared.ask("/-/atodds/document/gazette~2Emd", "reader").text
    assert re.search(r'<table class="excerpt">.*<th scope="col">Company.*<td>Shipyard</td>', html, re.DOTALL)
    assert re.search(r'<a class="inline s-conflict" href="[^"]+" title="Conflict: boats lost in the storm">226 boats', html)
    assert re.search(r'<ul class="margin".*?Conflict:</span> boats lost in the storm', html, re.DOTALL)


def test_the_numbers_of_a_document_lead_to_the_findings_behind_them(site):
    words = "212 and 90 are 302, not 355."
    replace(site, status=RelationKind.ARITHMETIC, relations=(arithmetic(site, words),))  # a wrong sum contradicts as well
    html = site.ask("/-/atodds/documents", "reader").text
    row = next(r for r in html.split("<tr") if "After the storm" in r)
    contradicted, updated = re.findall(r'<td class="num"><a href="([^"]+)">1</a>', row)
    assert "boats lost in the storm" in site.ask(contradicted.replace("&amp;", "&"), "reader").text
    found = site.ask(updated.replace("&amp;", "&"), "reader").text
    assert "employees of the ferry company" in found
    assert "boats lost in the storm" not in found


def test_a_verdict_waits_for_a_run_that_writes_and_pages_do_not(site):
    """Server and run work at the same time: the one reads the state before, and writes when the other is done."""
    conn = sqlite3.connect(site.workspace.database, check_same_thread=False)
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("UPDATE findings SET title = 'half a run'")
    page = site.ask("/-/atodds", "ana")
    assert page.status_code == 200
    assert "half a run" not in page.text
    done = threading.Timer(0.7, lambda: (conn.rollback(), conn.close()))
    done.start()
    answer = site.decide("ana", note="written beside a run")
    done.join()
    assert answer.status_code == 303
    assert site.query("SELECT note FROM verdicts") == [("written beside a run",)]

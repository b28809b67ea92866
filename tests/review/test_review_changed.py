"""What changed in the evidence of a verdict: which claims, and which words of them."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_sample import HOSTILE_NAME, make_result, save, write_sources

from atodds.model.records import Claim, Decision, EvidenceClaim, Finding, Verdict
from atodds.model.values import Quantity
from atodds.review.changed import changes, word_diff

TEXT = "A survey found 226 boats adrift after the storm."


def claim(claim_id, quote, value, document="a.md"):
    number = Quantity(low=1, high=1, unit="1", step=1)
    return Claim(id=claim_id, document=document, start=0, quote=quote, value_text=value, value_start=quote.index(value), value=number)


def verdict(*evidence):
    kept = tuple(EvidenceClaim(claim=c, document=d, quote=q, value_text=v) for c, d, q, v in evidence)
    fields = {"id": "v", "finding": "f", "finding_version": "x", "reviewer": "ana", "at": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)}
    return Verdict(**fields, decision=Decision.CONFIRMED, evidence=kept)


def finding(*claims):
    return Finding(id="f", status="conflict", kind="quantity", title="boats", claims=claims, relations=())


def brief(found):
    """Kind and document of each change, with what was marked in the quotes."""
    marks = [
        ("".join(f"[-{p.text}-]" if p.mark == "removed" else f"[+{p.text}+]" for p in (*c.before, *c.after) if p.mark != "same"))
        for c in found
    ]
    return [(c.kind, c.document, m, [(f.name, f.was, f.now) for f in c.fields]) for c, m in zip(found, marks, strict=True)]


SEEN = ("c1", "a.md", TEXT, "226 boats")
OTHER = ("c2", "b.md", "Crews counted 212 boats.", "212 boats")
C1, C2 = claim("c1", TEXT, "226 boats"), claim("c2", OTHER[2], "212 boats", "b.md")
EDITED = claim("c3", TEXT.replace("226", "230"), "230 boats")
ELSEWHERE = claim("c4", TEXT.replace("226", "230"), "230 boats", "c.md")
UNLIKE = claim("c5", "The harbour master speaks of 9 wrecks in all.", "9 wrecks")
CORRECTED = claim("c1", TEXT, "226")


@pytest.mark.parametrize(
    ("evidence", "now", "expected"),
    [
        ((SEEN, OTHER), (C1, C2), []),
        ((SEEN, OTHER), (EDITED, C2), [("edited", "a.md", "[-226-][+230+]", [("value", "226 boats", "230 boats")])]),
        ((SEEN, OTHER), (C2,), [("gone", "a.md", f"[-{TEXT}-]", [])]),
        # The same words in another document are another claim; so is another sentence of the same document.
        ((SEEN, OTHER), (ELSEWHERE, C2), [("gone", "a.md", f"[-{TEXT}-]", []), ("new", "c.md", f"[+{ELSEWHERE.quote}+]", [])]),
        ((SEEN, OTHER), (UNLIKE, C2), [("gone", "a.md", f"[-{TEXT}-]", []), ("new", "a.md", f"[+{UNLIKE.quote}+]", [])]),
        ((SEEN,), (C1, C2), [("new", "b.md", f"[+{C2.quote}+]", [])]),
        ((SEEN,), (CORRECTED,), [("edited", "a.md", "", [("value", "226 boats", "226")])]),
        # Of two that are alike the more similar one; one heir for one claim only.
        (
            (SEEN, ("c9", "a.md", TEXT.replace("boats", "ships"), "226 ships")),
            (EDITED,),
            [
                ("edited", "a.md", "[-226-][+230+]", [("value", "226 boats", "230 boats")]),
                ("gone", "a.md", f"[-{TEXT.replace('boats', 'ships')}-]", []),
            ],
        ),
        ((), (C1, C2), []),  # an old import without evidence: nothing can be held against anything
    ],
)
def test_what_changed(evidence, now, expected):
    assert brief(changes(verdict(*evidence), finding(*(c.id for c in now)), {c.id: c for c in now})) == expected


def test_a_claim_that_left_the_finding_is_still_said():
    (found,) = changes(verdict(SEEN, OTHER), finding("c2"), {"c1": C1, "c2": C2})
    assert (found.kind, found.claim) == ("left", "c1")


def test_without_a_finding_only_what_is_not_said_any_more_counts():
    assert changes(verdict(SEEN, OTHER), None, {"c1": C1, "c2": C2}) == ()
    assert brief(changes(verdict(SEEN, OTHER), None, {"c2": C2})) == [("gone", "a.md", f"[-{TEXT}-]", [])]


def shown(pieces):
    return "".join({"same": p.text, "removed": f"[-{p.text}-]", "added": f"[+{p.text}+]"}[p.mark] for p in pieces)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c", ("a b c", "a b c")),
        ("a b c", "a x c", ("a [-b-] c", "a [+x+] c")),
        ("ten big boats sank", "two sank", ("[-ten big boats-] sank", "[+two+] sank")),
        ("", "a b", ("", "[+a b+]")),
        ("a b", "", ("[-a b-]", "")),
        ("a", "a\n b", ("a", "a[+\n b+]")),
        ("1,552 homes", "1,600 homes", ("[-1,552-] homes", "[+1,600+] homes")),  # a number is one word
    ],
)
def test_word_by_word(before, after, expected):
    assert tuple(map(shown, word_diff(before, after))) == expected


WORDS = st.text(alphabet="ab \n.,5é", max_size=40)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_or_made_up(before, after):
    first, second = word_diff(before, after)
    assert ("".join(p.text for p in first), "".join(p.text for p in second)) == (before, after)
    assert {p.mark for p in first} <= {"same", "removed"}
    assert {p.mark for p in second} <= {"same", "added"}
    assert [p.mark for p in first] != ["same"] or before in after or first[0].text == before


def edited(site, old, new):
    """A document is edited, and a run follows."""
    from atodds.read import read_document

    path = site.workspace.sources / "gazette.md"
    path.write_text(path.read_text().replace(old, new))
    save(
        site.workspace,
        make_result([read_document(p, p.name) for p in sorted(site.workspace.sources.iterdir())], boats=re.findall(r"\d+", new)[0]),
    )


def test_the_page_marks_the_words(site):
    site.decide("ana")
    finding_id, _ = site.finding()
    assert "<del>" not in site.ask(f"/-/atodds/finding/{finding_id}", "ana").text
    edited(site, "226 boats", "230 boats")
    finding_id, _ = site.finding()
    page = site.ask(f"/-/atodds/finding/{finding_id}", "ana").text
    assert "<dt>Before</dt><dd>A survey found <del>226</del> boats adrift" in page
    assert "<dt>Now</dt><dd>A survey found <ins>230</ins> boats adrift" in page
    assert "<del>226 boats</del>" in page  # the value by itself
    (anchor,) = re.findall(r'href="#(changed-[^"]+)">What changed', page)  # from the form to the place
    assert f'id="{anchor}"' in page
    assert "What changed" not in site.ask(f"/-/atodds/finding/{finding_id}", "ben").text


def test_an_old_link_leads_to_where_the_verdicts_are(site):
    before, _ = site.finding()
    undecided, _ = site.finding(2)
    site.decide("ana")
    edited(site, "226 boats", "230 boats")
    now, _ = site.finding()
    assert now != before
    answer = site.ask(f"/-/atodds/finding/{before}?status=conflict", "ben")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/-/atodds/finding/{now}?status=conflict")
    assert site.ask("/-/atodds/finding/f000000000000", "ben").status_code == 404
    assert site.ask(f"/-/atodds/finding/{undecided}", "ben").status_code == 200
    assert site.ask(f"/-/atodds/finding/{before}").status_code == 403


def test_hostile_words_stay_words(make_site):
    site = make_site(hostile=True)
    site.decide("ana")
    (site.workspace.sources / HOSTILE_NAME).unlink()
    save(site.workspace, make_result(write_sources(site.workspace.root)))
    page = site.ask(f"/-/atodds/finding/{site.finding()[0]}", "ana").text
    assert "<del>The &lt;script&gt;document.title=" in page
    assert "<script>document" not in page


def test_put_aside_shows_what_is_gone(site):
    site.decide("ana", note="kept")
    result = make_result(write_sources(site.workspace.root))
    claims = tuple(c for c in result.claims if c.value_text != "226 boats")
    save(site.workspace, result.model_copy(update={"findings": result.findings[1:], "claims": claims}))
    page = site.ask("/-/atodds/put-aside", "ana").text
    assert "<dt>Before</dt><dd><del>A survey found 226 boats adrift after the storm.</del></dd>" in page
    assert "<b>Gone</b>" in page

import datetime as dt

import pytest

from atodds.curated import apply_curation
from atodds.curation import ClaimPair, Correction, CuratedClaim, Curation
from atodds.model.records import Block, Claim, Document, claim_id
from atodds.model.values import Quantity

TEXT = "The bank has 12 branches. It had 12 branches in 2019. Nobody counts the 40 tills."


def document(name="a.md", text=TEXT):
    block = Block(kind="paragraph", start=0, end=len(text), text=text, page=3)
    return Document(id=name, sha256="0", media_type="text/plain", text=text, blocks=(block,), published=dt.date(2024, 5, 1))


def claim(quote, value, low):
    start, at = TEXT.index(quote), quote.index(value)
    fields = {"id": claim_id("a.md", quote, value, at), "document": "a.md", "start": start, "quote": quote, "value_text": value}
    return Claim(**fields, value_start=at, value=Quantity(low=low, high=low, unit="1", step=1), subject="it", property="branches")


FIRST = claim("The bank has 12 branches.", "12", 12)
SECOND = claim("It had 12 branches in 2019.", "12", 12)
BY_HAND = {"document": "a.md", "quote": "Nobody counts the 40 tills.", "value": "40", "subject": "bank", "property": "tills"}


def applied(**entries):
    return apply_curation([document()], [FIRST, SECOND], Curation(**entries))[:2]


def test_added_by_hand():
    claims, problems = applied(claims=(CuratedClaim(**BY_HAND, period="2019", scope=("b", "a")),))
    assert problems == []
    added = claims[-1]
    assert (added.value.low, added.extractor, added.page, added.scope) == (40, "curated", 3, ("a", "b"))
    assert (added.period.low, added.period.high) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    assert TEXT[added.start :].startswith(added.quote)
    assert claims[:-1] == [FIRST, SECOND]


def test_added_by_hand_replaces_what_was_extracted_there():
    entry = CuratedClaim(document="a.md", quote=FIRST.quote, value="12 branches", subject="bank", property="branches")
    claims, problems = applied(claims=(entry,))
    assert problems == []
    assert [c.value_text for c in claims] == ["12 branches", "12"]


def test_means_is_taken_as_it_is():
    means = Quantity(low=1, high=2, unit="1", step=1)
    claims, _ = applied(claims=(CuratedClaim(**BY_HAND | {"value": "Nobody"}, means=means),))
    assert claims[-1].value == means


def test_nth_of_equal_quotes():
    text = "It has 5. Then: It has 5."
    entry = {"document": "a.md", "quote": "It has 5.", "value": "5", "subject": "it", "property": "p"}
    for nth, start in ((1, 0), (2, 16)):
        claims, _, _ = apply_curation([document(text=text)], [], Curation(claims=(CuratedClaim(**entry, nth=nth),)))
        assert claims[0].start == start
    _, problems, _ = apply_curation([document(text=text)], [], Curation(claims=(CuratedClaim(**entry, nth=3),)))
    assert "does not stand 3 times" in problems[0].message


CORRECTIONS = [
    ({"claim": FIRST.id, "reject": True}, [SECOND]),
    ({"document": "a.md", "quote": "in 2019", "reject": True}, [FIRST]),
    ({"document": "a.md", "value": "12", "reject": True}, []),
    ({"claim": FIRST.id, "subject": "the bank"}, [FIRST.model_copy(update={"subject": "the bank"}), SECOND]),
    ({"document": "a.md", "quote": "had  12\nbranches", "property": "offices"}, [FIRST, SECOND.model_copy(update={"property": "offices"})]),
]


@pytest.mark.parametrize(("fields", "expected"), CORRECTIONS)
def test_corrections(fields, expected):
    claims, problems = applied(corrections=(Correction(**fields),))
    assert problems == []
    assert claims == expected


PROBLEMS = [
    (CuratedClaim(**BY_HAND | {"document": "b.md"}, file="claims/x.yaml", line=4), "there is no document b.md"),
    (CuratedClaim(**BY_HAND | {"quote": "Nobody  counts the 40 tills."}), "does not stand in a.md word for word"),
    (CuratedClaim(**BY_HAND | {"value": "tills"}), "cannot be read; say what it means"),
    (CuratedClaim(**BY_HAND, period="sometime"), "no date that can be read"),
    (Correction(claim="c00000000000f", reject=True), "there is no claim c00000000000f"),
    (Correction(document="b.md", value="12", reject=True), "there is no document b.md"),
    (Correction(document="a.md", value="99", reject=True), "no claim of a.md has these words"),
    (ClaimPair(a=FIRST.id, b="c00000000000f", same=False), "there is no claim c00000000000f"),
]


@pytest.mark.parametrize(("entry", "message"), PROBLEMS)
def test_an_entry_that_fits_nothing_is_named_and_changes_nothing(entry, message):
    section = {CuratedClaim: "claims", Correction: "corrections", ClaimPair: "pairs"}[type(entry)]
    claims, problems = applied(**{section: (entry,)})
    assert claims == [FIRST, SECOND]
    assert message in problems[0].message
    assert (problems[0].file, problems[0].line) == (entry.file, entry.line or None)


GONE = "c00000000000f"
TAUGHT = {"file": "claims/from-review.yaml", "line": 3}
REJECTED = Correction(claim=FIRST.id, reject=True)


@pytest.mark.parametrize(
    ("entries", "waiting"),
    [
        ({"pairs": (ClaimPair(a=FIRST.id, b=GONE, same=False, **TAUGHT),)}, (GONE,)),
        ({"pairs": (ClaimPair(a=FIRST.id, b=SECOND.id, same=False, **TAUGHT),)}, ()),
        ({"corrections": (Correction(claim=GONE, reject=True, **TAUGHT),)}, (GONE,)),
        ({"corrections": (Correction(claim=FIRST.id, reject=True, **TAUGHT),)}, ()),
        # Rejected by hand as well: the claim is known, nothing is waited for.
        ({"corrections": (REJECTED, Correction(claim=FIRST.id, reject=True, **TAUGHT))}, ()),
        ({"corrections": (REJECTED,), "pairs": (ClaimPair(a=FIRST.id, b=SECOND.id, same=False, **TAUGHT),)}, ()),
    ],
)
def test_what_verdicts_taught_is_kept_while_its_claim_is_gone(entries, waiting):
    done = apply_curation([document()], [FIRST, SECOND], Curation(**entries))
    assert (done.problems, done.waiting) == ([], waiting)


def test_what_verdicts_taught_holds_for_claims_added_by_hand():
    added = CuratedClaim(**BY_HAND)
    made = applied(claims=(added,))[0][-1]
    pair = ClaimPair(a=FIRST.id, b=made.id, same=False, **TAUGHT)
    assert apply_curation([document()], [FIRST], Curation(claims=(added,), pairs=(pair,))).waiting == ()

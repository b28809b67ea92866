"""Agreement of reviewers, held against published figures and cases worked by hand."""

import pytest

from atodds.model.records import Decision
from atodds.review.agreement import agreement, alpha, cohens_kappa, fleiss_kappa, kappa

C, E, N = Decision.CONFIRMED, Decision.EXPLAINED, Decision.NOT_SAME


def table(**rows):
    """Decisions by reviewer: one letter a finding, "." where there is none."""
    letters = {"c": C, "e": E, "n": N, "m": Decision.MORE_EVIDENCE, "s": Decision.SOURCE_ERROR}
    return {name: {str(n): letters[x] for n, x in enumerate(row) if x != "."} for name, row in rows.items()}


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Example A: two observers, ten units, binary.
        (table(meg="ceccccccec", owen="eeeccecccc"), 0.095),
        # Example B: two observers, twelve units, five values.
        (table(ben="cceemnnnsmmc", gerry="eceeennnsmmm"), 0.692),
        (table(a="cc", b="cc"), None),  # one kind of decision only
        (table(a="ce", b="ce"), 1.0),
        (table(a="ce", b="ec"), -0.5),  # by hand: observed disagreement 1, expected 8 of 12: 1 - 12/8
        (table(a="c.", b=".e"), None),  # nothing shared
        (table(a="c"), None),
        ({}, None),
    ],
)
def test_alpha(decisions, expected):
    assert alpha(decisions) == (expected if expected is None else pytest.approx(expected, abs=0.0005))


# Cohen, Educational and Psychological Measurement 20 (1960), table 2: 200 things, three categories, kappa .492 (as printed).
COHEN_1960 = {"aa": 88, "ab": 10, "ac": 2, "ba": 14, "bb": 40, "bc": 6, "ca": 18, "cb": 10, "cc": 12}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (COHEN_1960, 0.492),
        ({"aa": 20, "ab": 5, "ba": 10, "bb": 15}, 0.4),  # by hand: observed 35 of 50, expected half
        ({"aa": 3, "bb": 2}, 1.0),
        ({"ab": 1, "ba": 1}, -1.0),  # by hand: observed 0, expected half
        ({"aa": 5}, None),  # one category only
        ({}, None),
    ],
)
def test_cohens_kappa(counts, expected):
    pairs = [(a, b) for (a, b), n in counts.items() for _ in range(n)]
    assert cohens_kappa(pairs) == (expected if expected is None else pytest.approx(expected, abs=0.0005))


# Fleiss, Psychological Bulletin 76 (1971), table 1: thirty patients, six psychiatrists, five diagnoses, kappa .430 (as printed).
FLEISS_1971 = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# A worked example of encyclopedias and textbooks: ten things, fourteen raters, five categories, kappa .210.
FOURTEEN = "0000e 02642 00356 03920 22811 77000 32630 25322 65210 02237"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (FLEISS_1971, 0.430),
        (FOURTEEN, 0.210),
        ("30 03", 1.0),
        ("12 21", -1 / 3),  # by hand: a third of the pairs agree, half are expected to
        ("3 3", None),  # one category only
        ("1 1", None),  # one rater
        ("", None),
    ],
)
def test_fleiss_kappa(counts, expected):
    units = [[category for category, n in enumerate(row) for _ in range(int(n, 16))] for row in counts.split()]
    assert fleiss_kappa(units) == (expected if expected is None else pytest.approx(expected, abs=0.0005))


@pytest.mark.parametrize(
    ("rows", "name", "findings", "defined"),
    [
        ({"ana": "cce", "ben": "cee"}, "Cohen’s kappa", 3, True),
        ({"ana": "cce.", "ben": "cee.", "eva": "c.ee"}, "Fleiss’ kappa", 2, True),
        ({"ana": "cc..", "ben": "..ee", "eva": "c.e."}, "Fleiss’ kappa", 0, False),
        ({"ana": "ce"}, "Fleiss’ kappa", 2, False),
        ({}, "Fleiss’ kappa", 0, False),
    ],
)
def test_kappa_takes_what_all_decided(rows, name, findings, defined):
    found = kappa(table(**rows))
    assert (found.name, found.findings, found.value is not None) == (name, findings, defined)


def test_the_page_shows_alpha_and_kappa(site):
    for who, decisions in (("ana", ("confirmed", "more_evidence")), ("ben", ("confirmed", "confirmed"))):
        for n, decision in enumerate(decisions, 1):
            site.decide(who, n, decision=decision)
    page = site.ask("/-/atodds/agreement", "ana").text
    assert "<dt>Cohen’s kappa</dt><dd>0.000" in page  # by hand: observed half, expected half
    assert "<dt>Krippendorff’s alpha</dt><dd>0.000" in page  # by hand: observed 1/2, expected 6 of 12
    site.decide("eva", 1, decision="confirmed")
    site.decide("eva", 2, decision="confirmed")
    assert "<dt>Fleiss’ kappa</dt><dd>-0.200 <small>on 2 that all decided" in site.ask("/-/atodds/agreement", "ana").text


def test_counts_and_pairs():
    found = agreement(table(ana="ccen", ben="cee.", eva="..en"))
    assert found.reviewers == (("ana", 4), ("ben", 3), ("eva", 2))
    assert (found.shared, found.same) == (4, 3)
    assert [(p.a, p.b, p.both, p.same) for p in found.pairs] == [("ana", "ben", 3, 2), ("ana", "eva", 2, 2), ("ben", "eva", 1, 1)]
    assert found.pairs[2].alpha is None
    assert found.pairs[2].kappa is None
    assert found.pairs[0].kappa == pytest.approx(0.4)  # by hand: observed 2 of 3, expected 4 of 9
    assert found.confusions == ((C, E, 1),)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"a": "c"}, "Not defined"),
        ({"a": "cece", "b": "cece"}, "relied on"),
        ({"a": "ce", "b": "ec"}, "differently"),
        ({"a": "cececec", "b": "cececee"}, "tentative"),
    ],
)
def test_words(rows, words):
    assert words in agreement(table(**rows)).words

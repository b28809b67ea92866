"""What a number in prose is claimed as: in what way (modality), and what sets it apart from its like (marks)."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


@pytest.fixture
def claims_of(tmp_path):
    """The claims of a Markdown text, by the words of their values."""

    def read(text: str) -> dict[str, Claim]:
        path = tmp_path / "a.md"
        path.write_text(text, encoding="utf-8")
        return {claim.value_text: claim for claim in extract(read_document(path, "a.md"), Lexicon.load())}

    return read


MODALITIES = [
    # the sentence, the value's words, in what way it is claimed
    ("The line will carry 40,000 riders a day.", "40,000", "forecast"),
    ("The club is going to lose 4 million euros.", "4 million euros", "forecast"),
    ("Two hundred posts are going by March.", "Two hundred", "forecast"),
    ("The chain is set to open 40 shops.", "40", "forecast"),
    ("He said the firm would charge $5 a ride.", "$5", "forecast"),
    ("He said that if it passed, the firm would charge $5 a ride.", "$5", "hypothetical"),
    ("The draft would cost 4 million euros.", "4 million euros", "hypothetical"),
    ("The mayor promised 300 homes.", "300", "target"),
    ("The firm promises 90 jobs.", "90", "target"),
    ("It plans to hire 50 people.", "50", "target"),
    ("The goal is 40 wells.", "40", "target"),
    ("The planned capacity is 5 MW.", "5 MW", "target"),
    ("It was expected to cost 3 million euros.", "3 million euros", "former"),
    ("It had forecast a profit of 9 million euros.", "9 million euros", "former"),
    ("The original capacity was 300 MW.", "300 MW", "former"),
    ("The initial estimate was 3 million euros.", "3 million euros", "former"),
    # look-alikes, which are asserted
    ("She scored 21 goals last year.", "21", "asserted"),
    ("They filled 80% of the target.", "80%", "asserted"),
    ("They signed him for an initial 3 million euros.", "3 million euros", "asserted"),
    ("The initial public offering raised 3 million euros.", "3 million euros", "asserted"),
    ("With 900 tickets sold you'd better hurry.", "900", "asserted"),
    ("They run a loom, with 12 spindles, which any rival would call a toy.", "12", "asserted"),
    ("The mill is going well with 12 looms.", "12", "asserted"),
]


@pytest.mark.parametrize(("text", "value", "modality"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(claims_of, text, value, modality):
    assert claims_of(text)[value].modality == modality


MARKS = [
    # the sentence, the value's words, its marks
    ("Nine of its stations closed.", "Nine", {"part"}),
    ("Of the dead, 12 were children.", "12", {"part"}),
    ("Cases were found in 17 of 24 parishes.", "17", {"part"}),
    ("Cases were found in 17 of 24 parishes.", "24", {"whole"}),
    ("The fever has reached 18 of our 24 parishes.", "18", {"part"}),
    ("The fever has reached 18 of our 24 parishes.", "24", {"whole"}),
    ("Nine patients out of 80 improved.", "80", {"whole"}),
    ("They sold 70% of the target of 12,000.", "12,000", {"whole", "expected"}),
    ("The operating margin was 12.4%, compared with 11.1% a year earlier.", "11.1%", {"prior"}),
    ("The rate was 4.1% against 3.2% two years ago.", "3.2%", {"prior"}),
    ("Two years ago it was 29 percent.", "29 percent", {"prior"}),
    ("Sales rose to 600 from 540 in March.", "540", {"prior"}),
    ("The margin was below the consensus of 12.4%.", "12.4%", {"expected"}),
    # look-alikes, which have none
    ("Varholm has 60 turbines of 14 MW each.", "60", set()),
    ("Varholm has 60 turbines of 14 MW each.", "14 MW", set()),
    ("Growth in 2023 went on at the Q3 pace of 41 wells.", "41", set()),
    ("The opening moved to June 2028, that is, a delay of 20 months.", "20 months", set()),
    ("With 300 of the newest ovens, it bakes more.", "300", set()),
    ("The fourteen beds of our little ward are full.", "fourteen", set()),
    ("All 900 workers of the two mills agreed.", "900", set()),
    ("The operating margin was 12.4%, compared with 11.1% a year earlier.", "12.4%", set()),
    ("The rate was 4.1% against 3.2% two years ago.", "4.1%", set()),
    ("The rate is 35 percent now; two years ago it was 29.", "35 percent", set()),
]


@pytest.mark.parametrize(("text", "value", "marks"), MARKS, ids=[f"{case[1]}: {case[0]}" for case in MARKS])
def test_marks(claims_of, text, value, marks):
    assert set(claims_of(text)[value].features.get("mark", ())) == marks

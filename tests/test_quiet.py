"""Documents that were looked through in vain are passed over as long as they stay as they are."""

import pytest
from shelf import Shelf

from atodds import quiet
from atodds.arithmetic import check_arithmetic
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.rates import stated_rates
from atodds.kept import Digests
from atodds.quiet import rates_in, sums_in
from atodds.read.sources import read_bytes

TEXTS = {
    "plain.md": "The quay took in 14 barges on Monday. Nobody was hurt.",
    "rate.md": "The toll was 2.8 billion yuan ($385 million). The bank gives $1 = 7.27 yuan.",
    "sum.md": "Income rose by 20 % from 50 million pounds in 2021 to 90 million pounds in 2022.",
}


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()


def read(texts):
    return [read_bytes(text.encode(), name).document for name, text in texts.items()]


@pytest.fixture
def looked_at(monkeypatch):
    """Ids of the documents that are looked through."""
    found = []

    def rates(document, real=quiet.rates_of):
        found.append(document.id)
        return real(document)

    def sums(documents, claims, real=quiet.check_arithmetic):
        found.extend(d.id for d in documents)
        return real(documents, claims)

    monkeypatch.setattr(quiet, "rates_of", rates)
    monkeypatch.setattr(quiet, "check_arithmetic", sums)
    return found


def test_rates_are_those_of_all_documents_and_quiet_ones_are_passed_over(looked_at):
    shelf, documents = Shelf(), read(TEXTS)
    expected = stated_rates(documents)
    assert [r.document for r in expected] == ["rate.md"]
    assert rates_in(documents, shelf, Digests()) == rates_in(documents, shelf, Digests()) == expected
    assert looked_at == [*TEXTS, "rate.md"]


def test_sums_are_those_of_all_documents_and_quiet_ones_are_passed_over(looked_at, lexicon):
    shelf, documents = Shelf(), read(TEXTS)
    claims = [c for d in documents for c in extract(d, lexicon)]
    expected = check_arithmetic(documents, claims)
    assert len(expected.findings) == 1
    assert sums_in(documents, claims, shelf, Digests()) == sums_in(documents, claims, shelf, Digests()) == expected
    assert looked_at == [*TEXTS, "sum.md"]


def test_a_document_that_changes_is_looked_through_again(lexicon):
    shelf = Shelf()
    for texts in (TEXTS, TEXTS | {"plain.md": TEXTS["sum.md"] + " " + TEXTS["rate.md"]}, TEXTS):
        documents = read(texts)
        claims = [c for d in documents for c in extract(d, lexicon)]
        assert rates_in(documents, shelf, Digests()) == stated_rates(documents)
        assert sums_in(documents, claims, shelf, Digests()) == check_arithmetic(documents, claims)


def test_other_claims_are_another_sum(lexicon):
    shelf, documents = Shelf(), read({"sum.md": TEXTS["sum.md"]})
    claims = [c for d in documents for c in extract(d, lexicon)]
    assert not sums_in(documents, [], shelf, Digests()).findings
    assert sums_in(documents, claims, shelf, Digests()).findings


@pytest.mark.parametrize("damage", [b"x", b""])
def test_what_is_damaged_is_made_again(damage):
    shelf, documents = Shelf(), read(TEXTS)
    rates_in(documents, shelf, Digests())
    shelf.update(dict.fromkeys(shelf, damage))
    assert rates_in(documents, shelf, Digests()) == stated_rates(documents)

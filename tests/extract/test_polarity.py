"""What is affirmed and what is denied: one table of sentences with their sign and the words that say it."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.kindred import stem
from atodds.extract.lexicon import Lexicon
from atodds.model.records import LIMIT_PARTS, Block, Claim, Document, Modality, Segment


def statements(text: str) -> list[Claim]:
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    made = Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=(block,), title="Notes")
    return [c for c in extract(made, Lexicon.load()) if c.value.kind == "polarity"]


CASES = [
    ("not", "Nordvik will not apply for a listing.", False, "will not apply"),
    ("affirmed", "Nordvik will submit the listing application.", True, "will submit the listing application"),
    ("no object", "Students at the school pay no tuition.", False, "pay no tuition"),
    ("no subject", "No new shares were issued.", False, "No new shares were issued"),
    ("no existence", "No cracks of the dam were found.", False, "No cracks of the dam were found"),
    ("nobody", "Nobody is being forced.", False, "Nobody is being forced"),
    ("none of it", "None of it was lashed.", False, "None of it was lashed"),
    ("with no", "It will run with no driver on board.", False, "no driver on board"),
    ("privative", "They say it will be driverless.", False, "driverless"),
    ("there is", "There will be a driver in every train.", True, "will be a driver in every train"),
    ("opposite", "Motorcycles are banned on the bridge.", False, "are banned"),
    ("opposite denied", "Motorcycles are not permitted on the bridge.", False, "are not permitted"),
    ("opposite affirmed", "Motorcycles are allowed on the bridge.", True, "are allowed"),
    ("two negations", "Motorcycles are not banned on the bridge.", True, "are not banned"),
    ("un-", "The company regards the strike as unprotected.", False, "unprotected"),
    ("phrase of the verb", "The clinic shut its doors at noon.", False, "shut its doors"),
    ("linking verb", "The clinic stayed open all night.", True, "stayed"),
    ("linking verb, opposite", "The clinic remained closed all night.", False, "remained closed"),
    ("compelled", "The gala had to be called off.", False, "to be called off"),
    ("not compelled", "The students did not have to pay tuition.", False, "did not have to pay tuition"),
    ("object of a light verb", "The tramway drew no bids.", False, "drew no bids"),
    ("at no time", "The council was at no time warned of the leak.", False, "was at no time warned"),
    ("neither nor", "The mast was neither painted nor earthed.", False, "was neither painted nor earthed"),
    ("stopped", "The shop stopped selling the toy in May.", False, "stopped selling the toy"),
    ("refused", "The supplier refused to sign the agreement.", False, "refused to sign the agreement"),
    ("not refused", "The supplier did not refuse to sign the agreement.", True, "refuse to sign the agreement"),
    ("kept", "The pump kept leaking oil.", True, "kept leaking oil"),
    ("yet to", "The firm has yet to pay the fine.", False, "has yet to pay the fine"),
    ("bare noun behind a preposition", "The old lift is still in service.", True, "is in service"),
    ("lack", "The hotel lacked smoke detectors.", False, "lacked smoke detectors"),
    ("zero", "The vault had zero guards.", False, "had zero guards"),
    ("fronted", "Under no circumstances did the clinic share the records.", False, "did the clinic share the records"),
    ("fronted and misread", "Never has the mill paid a fine.", False, "paid a fine"),
    ("without doing", "The firm closed the pit without asking the council.", False, "without asking the council"),
    ("no proof", "There was no proof that the guard slept.", False, "that the guard slept"),
    ("untrue", "It is untrue that the mayor sold the barn.", False, "that the mayor sold the barn"),
    ("told of", "The council was not told of the leak.", False, "was not told"),
    ("denied clause", "The suggestion that the ferry hit a rock is rejected.", False, "hit a rock"),
]


@pytest.mark.parametrize(("text", "holds", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sign_and_words(text: str, holds: bool, words: str) -> None:
    found = [c for c in statements(text) if words in c.value_text or c.value_text in words]
    assert found
    assert [c.value.holds for c in found] == [holds] * len(found)  # type: ignore[union-attr]
    for claim in found:
        assert claim.quote[claim.value_start :].startswith(claim.value_text)


@pytest.mark.parametrize(
    "text",
    [
        "Will the crest change?",
        "If the crest changes, the members will leave.",
        "The crest would not change.",
        "The crest did not only change its colour.",
        "I don't know the crest.",
    ],
)
def test_nothing_is_denied(text: str) -> None:
    assert not [c for c in statements(text) if not c.value.holds and "chang" in " ".join(c.features["focus"])]  # type: ignore[union-attr]


def test_modality_of_plans_and_arrangements() -> None:
    assert statements("The crest will not change.")[0].modality is Modality.FORECAST
    assert statements("They are changing the crest.")[0].modality is Modality.FORECAST
    assert statements("They did not change the crest.")[0].modality is Modality.ASSERTED


def test_it_is_what_was_spoken_of() -> None:
    found = [c for c in statements("The ferry carried maize. None of it was lashed.") if "lash" in c.features["focus"]]
    assert "maiz" in found[0].features["terms"] or "maize" in found[0].features["terms"]


LIMITS = [
    ("The ferry has not sailed since Monday.", {"time"}),
    ("The port will not open until the crane is gone.", {"time"}),
    ("No further cases were reported.", {"more"}),
    ("The bank did not refund every guest.", {"all"}),
    ("The club did not raise the fees for juniors.", {"for"}),
    ("The crew did not open the red door.", {"mod"}),
    ("The ferry did not sail.", set()),
    ("The mayor did not sign at the time.", set()),
    ("The ferry sailed on Monday.", set()),
]


@pytest.mark.parametrize(("text", "ways"), LIMITS, ids=[c[0] for c in LIMITS])
def test_what_narrows_a_denial(text: str, ways: set[str]) -> None:
    found = {limit.split(LIMIT_PARTS)[0] for c in statements(text) for limit in c.features.get("limits", ())}
    assert found - {"obj"} == ways


@pytest.mark.parametrize("text", ["The clinic kept unregistered patients.", "The yard shipped some unfinished turbines."])
def test_an_adjective_of_some_things_denies_nothing(text: str) -> None:
    assert not [c for c in statements(text) if not c.value.holds]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other"), [("collaborate", "collaboration"), ("inspect", "inspection"), ("crack", "cracks"), ("drive", "driver")]
)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)

"""What fills the slot that a verb opens: causes, sources, sites, contractors, suppliers, discoverers, winners."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Block, Claim, Document, Segment


def claims(text: str, title: str = "Annual report") -> list[Claim]:
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    document = Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=(block,), title=title)
    return [c for c in extract(document, Lexicon.load()) if c.value.kind == "name"]


FILLED = [
    # sentence, slot, filler, kind of thing
    ("The crash was caused by a cracked wheel.", "cause", "cracked wheel", "crash"),
    ("A cracked wheel caused the crash.", "cause", "cracked wheel", "crash"),
    ("The cause of the crash was a cracked wheel.", "cause", "cracked wheel", "crash"),
    ("A cracked wheel was the cause of the crash.", "cause", "cracked wheel", "crash"),
    ("Engineers blamed the collapse on corroded bolts.", "cause", "corroded bolts", "collapse"),
    ("The blaze was started by a broken cable on the north ridge.", "cause", "broken cable on the north ridge", "fire"),
    ("The outage has been attributed to a software update.", "cause", "software update", "outage"),
    ("The landslide resulted from weeks of rain.", "cause", "weeks of rain", "avalanche"),
    ("The blast was heard for miles. Inspectors say it was triggered by a gas leak.", "cause", "gas leak", "explosion"),
    ("The virus was brought in by a sailor from Genoa.", "origin", "Genoa", "outbreak"),
    ("The epidemic was traced to a sailor from Genoa who had slept in a hostel.", "origin", "Genoa", "outbreak"),
    ("The disease was introduced from Genoa.", "origin", "Genoa", "outbreak"),
    ("The outbreak began in May. Doctors traced it to a sailor from Genoa.", "origin", "Genoa", "outbreak"),
    ("A new depot will open in Halden in 2027.", "site", "Halden", "depot"),
    ("The new depot is being built in Halden.", "site", "Halden", "depot"),
    ("Nordvik plans to build a factory in the town of Halden.", "site", "Halden", "plant"),
    ("The museum will stand near Halden.", "site", "Halden", "museum"),
    ("The contract was awarded to Berg Marine.", "contractor", "Berg Marine", "contract"),
    ("Berg Marine won the contract in May.", "contractor", "Berg Marine", "contract"),
    ("The council gave the contract to Berg Marine.", "contractor", "Berg Marine", "contract"),
    ("The signalling contract went to Berg Marine.", "contractor", "Berg Marine", "contract"),
    ("The work was carried out by Berg Marine.", "contractor", "Berg Marine", "contract"),
    ("The award of the signalling contract to Berg Marine was published.", "contractor", "Berg Marine", "contract"),
    ("The sale of the brewery to Berg Marine took a year.", "buyer", "Berg Marine", "brewery"),
    ("Construction of the theatre by Berg Bygg began in May.", "contractor", "Berg Bygg", "theatre"),
    ("Ada Lund's victory in the marathon was her third.", "winner", "Ada Lund", "marathon"),
    ("The attack by the Red Column killed two.", "culprit", "Red Column", "attack"),
    ("The contract was let to a joint venture led by Berg Marine.", "consortium_leader", "Berg Marine", "contract"),
    ("The works were carried out by a consortium headed by the state firm Berg Marine.", "consortium_leader", "Berg Marine", "contract"),
    ("The active ingredient was bought from Berg Chemicals.", "supplier", "Berg Chemicals", "ingredient"),
    ("The turbines were supplied by Berg Marine.", "supplier", "Berg Marine", "part"),
    ("Berg Marine makes the blades.", "supplier", "Berg Marine", "part"),
    ("The vaccine was invented at the University of Turku.", "discoverer", "University of Turku", "medicine"),
    ("The drug was discovered by Orion scientists.", "discoverer", "Orion", "medicine"),
    ("The impurity was detected by Berg Analytical.", "discoverer", "Berg Analytical", "flaw"),
    ("The first prize went to Ada Lund.", "winner", "Ada Lund", "prize"),
    ("The bridge was designed by Ada Lund.", "designer", "Ada Lund", "bridge"),
    ("Berg Marine built the ferry.", "contractor", "Berg Marine", "vessel"),
    ("The mine is operated by Berg Marine.", "operator", "Berg Marine", "station"),
    ("The factory belongs to Berg Marine.", "owner", "Berg Marine", "plant"),
    ("Ada Lund received the prize in Oslo.", "winner", "Ada Lund", "prize"),
    ("The fire was due to a failed heater.", "cause", "failed heater", "fire"),
    ("The collapse took seconds. The root cause was a missing bolt.", "cause", "missing bolt", "collapse"),
    ("The housing estate was constructed by the local firm Berg Bygg.", "contractor", "Berg Bygg", "housing"),
    ("Construction of the theatre was by Berg Bygg.", "contractor", "Berg Bygg", "theatre"),
    ("The estate lies east. Opened in May and constructed by Berg Bygg, it has a garden.", "contractor", "Berg Bygg", "housing"),
    ("The mask was bought from the dealer Karl Rode in 1902.", "source", "Karl Rode", "mask"),
    ("The university bought the mask from Karl Rode.", "source", "Karl Rode", "mask"),
    ("The mask was a gift from Ada Lund.", "source", "Ada Lund", "mask"),
    ("The mask came to the town as a bequest of Ada Lund.", "source", "Ada Lund", "mask"),
    ("Ownership of the objects passed to the Republic of Sundal.", "owner", "Republic of Sundal", "collection"),
    ("Ownership of every one of the objects passed to the Republic of Sundal.", "owner", "Republic of Sundal", "collection"),
    ("The objects are the private property of Ada Lund.", "owner", "Ada Lund", "collection"),
    ("Every object is the private property of Ada Lund.", "owner", "Ada Lund", "collection"),
    ("The impurity was found during a routine test by Berg Analytical.", "discoverer", "Berg Analytical", "flaw"),
    ("It was Berg Analytical that found the impurity.", "discoverer", "Berg Analytical", "flaw"),
]


@pytest.mark.parametrize(("text", "slot", "filler", "kind"), FILLED, ids=[c[0] for c in FILLED])
def test_slot_is_filled(text: str, slot: str, filler: str, kind: str) -> None:
    found = {c.property: c for c in claims(text)}
    assert slot in found, sorted(found)
    claim = found[slot]
    assert claim.value.names == (filler,)  # type: ignore[union-attr]
    assert text[claim.start + claim.value_start :].startswith(claim.value_text)
    assert kind in claim.features["object"]


@pytest.mark.parametrize(
    "text",
    [
        "Was the crash caused by a cracked wheel?",  # a question
        "The crash was not caused by a cracked wheel.",  # denied
        "The crash may have been caused by a cracked wheel.",  # supposed
        "Nobody knows whether the crash was caused by a cracked wheel.",
        "The minister denied that the crash was caused by a cracked wheel.",
        "A crash was caused by a cracked wheel.",  # no certain crash
        "The delay was caused by a cracked wheel.",  # of no kind that is asked for
        "The crash was caused by the fact that nobody looked.",  # announces a cause
        "The old depot stood in Halden for years.",  # not to come
        "The sailor came from Genoa.",  # no outbreak
        "The contract was awarded to the lowest bidder.",  # nobody is named
        "Berg Marine took the train to Oslo.",
        "Berg Marine operates three mines.",  # not which
        "The fire was not due to a failed heater.",
        "The bus is due to leave.",
        "The mask was not a gift from Ada Lund.",
        "The mask was a gift from the heart.",
        "Ada Lund bought a mask from Karl Rode.",  # not which
        "Time passed to the sound of drums in Oslo.",
        "Opened in May, the road runs by Berg Marine.",
        "The weather changed. The root cause was a cold front.",  # of nothing that is asked for
    ],
)
def test_slot_is_left_alone(text: str) -> None:
    assert not claims(text)

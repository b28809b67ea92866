"""Yes and no between two documents: what one of them denies in other words than the other affirms it, and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_documents import conflicts, result

if TYPE_CHECKING:
    from pathlib import Path

DENIED = [
    # title and text of two documents, words of the two sentences that contradict each other
    (
        ("Fire at Elm Court", "Elm Court burned for six hours on 3 March. The alarm did not sound, residents say. Nobody was hurt."),
        (
            "Statement on Elm Court",
            "Harbour Homes regrets the fire at Elm Court on 3 March. The fire alarm sounded at 2.10 a.m.",
        ),
        "did not sound",
        "alarm sounded",
    ),
    (
        ("Fire at Elm Court", "Elm Court burned for six hours on 3 March. Nobody was hurt, the brigade said."),
        ("Elm Court: what we know", "Two residents of Elm Court were injured, one of them badly, when the building burned on 3 March."),
        "Nobody was hurt",
        "were injured",
    ),
    (
        ("Tarn Bridge", "Tarn Bridge remains closed to lorries and cars, the county said in June."),
        ("Tarn valley news", "Good news for drivers: Tarn Bridge has reopened to traffic after the works."),
        "remains closed",
        "has reopened",
    ),
    (
        ("Norvax and the regulator", "Norvax was warned about the fridges in 2021, an internal letter shows."),
        ("Norvax statement", "Norvax has never received any warning about its fridges."),
        "was warned",
        "never received",
    ),
    (
        ("Budget", "Finance minister Olu Bako ruled out a rise in fuel duty on Tuesday."),
        ("Drivers to pay more", "Fuel duty will rise in April, the finance ministry of Olu Bako has decided."),
        "ruled out",
        "will rise",
    ),
    (
        ("Pell Capital and Rosedale", "Pell Capital has signed the contract to buy Rosedale FC."),
        ("Rosedale supporters", "The contract between Pell Capital and Rosedale FC has not been signed."),
        "has signed",
        "has not been signed",
    ),
    (
        ("Halcyon ferry", "The Halcyon had no lifeboats on the port side, a passenger said."),
        ("Coastline statement", "The Halcyon carried four lifeboats, two on each side."),
        "no lifeboats",
        "carried four lifeboats",
    ),
    (
        ("Kestrel Air strike", "Members of the cabin crew union voted to accept Kestrel Air's offer."),
        ("Union bulletin", "The cabin crew union has rejected the offer of Kestrel Air by a large majority."),
        "voted to accept",
        "has rejected",
    ),
    (
        ("Dunmore dam", "The spillway gates of Dunmore dam were opened at noon, the authority said."),
        ("Dunmore floods", "The gates of the Dunmore dam were never opened, villagers insist."),
        "were opened",
        "never opened",
    ),
    (
        ("Ina Voss trial", "Ina Voss pleaded not guilty to fraud in Oslo."),
        ("Ina Voss", "The banker Ina Voss pleaded guilty to fraud in an Oslo court."),
        "pleaded not guilty",
        "pleaded guilty",
    ),
    (
        ("Lakeside School", "Lakeside School will not close, the county promised."),
        ("Parents angry", "The county is closing Lakeside School next summer."),
        "will not close",
        "is closing",
    ),
    (
        ("Torvik Steel", "Torvik Steel paid no bonus to its managers in 2022."),
        ("Torvik Steel bonuses", "The managers of Torvik Steel received bonuses in 2022."),
        "paid no bonus",
        "received bonuses",
    ),
    (
        ("Aldergate tunnel", "The sprinklers of the Aldergate tunnel were switched off on the night of the fire."),
        ("Operator: all systems were on", "The sprinklers in the Aldergate tunnel were switched on and worked on the night of the fire."),
        "switched off",
        "switched on",
    ),
    (
        ("Rosedale FC", "Rosedale FC dismissed its coach Lena Moritz on Monday."),
        ("Moritz speaks", '"I was not dismissed," coach Lena Moritz of Rosedale FC said. "I resigned."'),
        "dismissed its coach",
        "was not dismissed",
    ),
    (
        ("The Halloran appeal", "The court upheld the appeal of the miner Jon Halloran."),
        ("Halloran", "The appeal of Jon Halloran was dismissed by the court."),
        "upheld the appeal",
        "was dismissed",
    ),
    (
        ("Quarry", "No blasting took place at Stone Quarry on 4 May, the owner says."),
        ("Quarry noise", "Blasting took place at Stone Quarry on 4 May, according to the log."),
        "No blasting",
        "Blasting took place",
    ),
    (
        ("The letter", "The minister denied having met the lobbyist Ian Todd."),
        ("Diary", "The diary shows that the minister met the lobbyist Ian Todd twice."),
        "denied having met",
        "met the lobbyist",
    ),
    (
        ("Cargo", "The Halcyon was carrying dangerous goods."),
        ("Cargo list", "There were no dangerous goods on board the Halcyon."),
        "was carrying",
        "no dangerous goods",
    ),
    (
        ("Kestrel Air", "Kestrel Air has yet to refund its passengers."),
        ("Kestrel Air statement", "Kestrel Air has refunded all passengers."),
        "has yet to refund",
        "has refunded",
    ),
    (
        ("Pollution", "The plant of Norvax failed to report the spill to the authority."),
        ("Norvax", "Norvax reported the spill to the authority within an hour."),
        "failed to report",
        "reported the spill",
    ),
    (
        ("Doping", "The rider Ina Voss tested positive for steroids."),
        ("Voss", "The test of rider Ina Voss came back negative."),
        "tested positive",
        "came back negative",
    ),
    (
        ("Norvax", "At no point did Norvax consult the village of Taro."),
        ("Taro", "Norvax consulted the village of Taro twice."),
        "At no point",
        "consulted",
    ),
    (
        ("Kestrel Air", "Never has Kestrel Air paid a dividend."),
        ("Kestrel Air shares", "Kestrel Air paid a dividend in 2014."),
        "Never has",
        "paid a dividend",
    ),
    (
        ("Rosedale Foods", "Rosedale Foods recalled the jars without informing the regulator."),
        ("Rosedale Foods and the jars", "Rosedale Foods informed the regulator before it recalled the jars."),
        "without informing",
        "informed the regulator",
    ),
    (
        ("Voss", "There is no evidence that Ina Voss forged the will, her lawyer said."),
        ("Voss judgment", "Ina Voss forged the will, the court found."),
        "no evidence",
        "forged the will",
    ),
    (
        ("Dunmore Bank", "The bank did not so much as write to the customers of its Dunmore branch."),
        ("Dunmore letters", "The bank wrote to all customers of its Dunmore branch."),
        "did not so much as write",
        "wrote to all",
    ),
    (
        ("Tarn station", "The alarm at Tarn station had, for all the talk, not been repaired."),
        ("Tarn works", "The alarm at Tarn station had been repaired in May."),
        "not been repaired",
        "had been repaired",
    ),
    (
        ("Halloran", "The fire at the Halloran hotel was arson, police said."),
        ("Halloran hotel", "Police ruled out arson at the Halloran hotel."),
        "was arson",
        "ruled out",
    ),
    (
        ("Torvik Steel", "Torvik Steel stopped short of apologising to the families of Moss."),
        ("Moss", "Torvik Steel apologised to the families of Moss."),
        "stopped short",
        "apologised",
    ),
]


@pytest.mark.parametrize(("one", "other", "said", "denied"), DENIED, ids=[f"{c[2]} / {c[3]}" for c in DENIED])
def test_what_another_document_denies(tmp_path: Path, one: tuple[str, str], other: tuple[str, str], said: str, denied: str) -> None:
    found = conflicts(result(tmp_path, one, other))
    assert [(said in a, denied in b) for a, b in found] == [(True, True)] * len(found)
    assert found


LOOK_ALIKES = [
    # title and text of two documents that can both be right
    (
        ("Norvax", "Norvax was warned about its fridges in 2021."),
        ("Norvax and the council", "The council was not warned about the demonstration at Norvax."),
    ),
    (("Tarn Bridge", "Tarn Bridge remains closed to lorries."), ("Tarn valley", "The Tarn valley museum has reopened after the winter.")),
    (("Budget", "Minister Olu Bako ruled out a rise in fuel duty."), ("Budget 2", "Minister Olu Bako will raise the tax on tobacco.")),
    (
        ("Halcyon", "The Halcyon had no lifeboats on the port side."),
        ("Halcyon past", "The sister ship of the Halcyon, the Gull, had no radio. The Gull was insured."),
    ),
    (("Fire", "The alarm at Elm Court did not sound."), ("Oak Court", "The alarm at Oak Court sounded twice in June.")),
    (("Trial", "Ina Voss pleaded not guilty to fraud."), ("Trial", "Her brother Jens Voss pleaded guilty to theft.")),
    (("Kestrel Air", "Kestrel Air denied having paid bribes."), ("Kestrel Air", "Kestrel Air paid its pilots a bonus.")),
    (("Appeal", "The court upheld the appeal of Jon Halloran."), ("Appeal", "The appeal of Mia Berg was dismissed by another court.")),
    (("Rents", "Rents in Harbour estate will be frozen."), ("Rates", "Interest rates will go up, the bank said.")),
    (
        ("Club", "The engineer Ian Todd warned the club about the roof."),
        ("Club", "The club did not warn its members about the new prices."),
    ),
    (("Norvax", "The test of the vaccine by Norvax was positive in mice."), ("Norvax", "The mood at Norvax was negative after the sale.")),
    (("Goods", "There were no dangerous goods on board the Halcyon."), ("Goods", "The Halcyon carried dangerous animals for a zoo.")),
    (
        ("Light", "The street lights in Dunmore are switched off at midnight."),
        ("Heat", "The heating in Dunmore school was switched on in October."),
    ),
    (
        ("Report", "The plant did not report the leak to the authority."),
        ("Report", "The authority reported a leak of documents to the police."),
    ),
    # A denial of certain things only, of a time, of a part, or of another event.
    (("Halcyon", "The Marrow clinic kept unregistered patients."), ("Marrow", "The Marrow clinic registered 400 patients last year.")),
    (("Tarn mine", "No further bodies have been found at Tarn mine since Friday."), ("Tarn", "Rescuers found 14 bodies in Tarn mine.")),
    (("Vela volcano", "Vela has not erupted for two weeks."), ("Vela", "Vela erupted on 3 May, covering Amba in ash.")),
    (("Dunmore", "Until 2015 the Dunmore dam had no fish ladder."), ("Dunmore dam", "The Dunmore dam has a fish ladder with 40 pools.")),
    (("Moss port", "The port of Moss will not reopen until the crane is gone."), ("Moss", "The port of Moss reopened on 9 May.")),
    (("Kestrel", "Inspectors did not enter the engine room of the Gull."), ("Gull", "Inspectors entered the Gull in Oslo.")),
    (("Pay", "The deal does not cover temporary drivers at Torvik."), ("Torvik", "The deal covers 1,200 drivers at Torvik.")),
    (("Bank", "Rosedale Bank did not refund every customer."), ("Rosedale", "Rosedale Bank refunded 40,000 customers.")),
    (("Rates", "Dunmore council did not raise the rates for farms."), ("Dunmore", "Dunmore council raised the rates by 4 percent.")),
    (("Cup", "Ina Voss did not score against Lech."), ("Voss", "Ina Voss scored twice against Legia.")),
    (("Voyage", "The Gull did not stop at Moss on its second voyage."), ("Gull", "The Gull stopped at Moss on its first voyage.")),
    (("Door", "The crew of the Gull did not open the forward door."), ("Gull doors", "The crew of the Gull opened the cargo door.")),
    (("Farm", "“You don't sell the family farm,” said Jens Lie of Lie Dairy."), ("Lie Dairy", "Lie Dairy sold the farm in 2011.")),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES, ids=[c[0][1] for c in LOOK_ALIKES])
def test_what_only_looks_like_a_denial(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert conflicts(result(tmp_path, one, other)) == []


@pytest.mark.parametrize("when", ["before 9:15", "until 14:30", "in the ratio of 3:1", "nx:12"])
def test_words_of_any_characters_narrow_a_denial(tmp_path: Path, when: str) -> None:
    """What is kept of a word is taken apart again, whatever stands in it."""
    denial = f"The Gull did not leave the harbour {when} on Monday."
    found = result(tmp_path, ("The Gull", denial), ("Gull", "The Gull left the harbour in June."))
    assert any("limits" in c.features and when.split()[-1] in str(c.features["limits"]) for c in found.claims)

"""The ways in which a slot of data/fillers.toml is opened beside a verb with its doer: blaming, pointing, being behind, giving, leading."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Block, Claim, Document, Segment


def claims(text: str) -> list[Claim]:
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    document = Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=(block,), title="Annual report")
    return [c for c in extract(document, Lexicon.load()) if c.value.kind == "name"]


FILLED = [
    # text, slot, filler, kind of thing
    ("Investigators blamed a faulty heater for the blaze.", "cause", "faulty heater", "fire"),
    ("A faulty heater was blamed for the blaze.", "cause", "faulty heater", "fire"),
    ("Pilot error was to blame for the crash.", "cause", "Pilot error", "crash"),
    ("A software update was behind the outage.", "cause", "software update", "outage"),
    ("A loose clamp was responsible for the leak.", "cause", "loose clamp", "leak"),
    ("Early findings point to a faulty heater as the cause of the fire.", "cause", "faulty heater", "fire"),
    ("The blast came at noon. Early findings point to a corroded valve.", "cause", "corroded valve", "explosion"),
    ("What caused the fire was a faulty heater.", "cause", "faulty heater", "fire"),
    ("The fire broke out because of a faulty heater.", "cause", "faulty heater", "fire"),
    ("The outage was the result of a power surge.", "cause", "power surge", "outage"),
    ("Cause of the fire: a faulty heater", "cause", "faulty heater", "fire"),
    ("The attack was the work of Black Orchid.", "culprit", "Black Orchid", "attack"),
    ("Black Orchid carried out the raid.", "culprit", "Black Orchid", "attack"),
    ("Black Orchid claimed responsibility for the bombing.", "culprit", "Black Orchid", "attack"),
    ("The robbery was committed by a gang calling itself Black Orchid.", "culprit", "Black Orchid", "attack"),
    ("Ines Pardo was awarded the Halloran Medal.", "winner", "Ines Pardo", "prize"),
    ("Harker & Sons were awarded the contract.", "contractor", "Harker & Sons", "contract"),
    ("Kofi Mensah won the marathon ahead of Leo Marsh.", "winner", "Kofi Mensah", "marathon"),
    ("Third place went to Kofi Mensah.", "placing", "Kofi Mensah", "third_place"),
    ("Kofi Mensah took third place.", "placing", "Kofi Mensah", "third_place"),
    ("The brewery was sold to Pell Capital.", "buyer", "Pell Capital", "brewery"),
    ("A Leeds fund, Pell Capital, has bought the brewery.", "buyer", "Pell Capital", "brewery"),
    ("The wreck was found by Piet Hanssen.", "finder", "Piet Hanssen", "find"),
    ("The jet is powered by two Kestrel engines.", "engine", "Kestrel", "aircraft"),
    ("The wreck was found by the Vega clan.", "finder", "Vega clan", "find"),
    ("The hotel is owned by the city of Dunmore.", "owner", "city of Dunmore", "hotel"),
    ("The title to the statue was retained by the town of Dunmore.", "owner", "town of Dunmore", "sculpture"),
    ("The inquiry into the floods, under Judge Piet Hanssen, sat for a week.", "head", "Judge Piet Hanssen", "inquiry"),
    ("The public inquiry under Lord Fernsby reported in May.", "head", "Lord Fernsby", "inquiry"),
    ("The inquiry, under Judge Piet Hanssen, heard forty witnesses.", "head", "Judge Piet Hanssen", "inquiry"),
]


@pytest.mark.parametrize(("text", "slot", "filler", "kind"), FILLED, ids=[c[0] for c in FILLED])
def test_slot_is_opened(text: str, slot: str, filler: str, kind: str) -> None:
    found = {c.property: c for c in claims(text)}
    assert slot in found, sorted(found)
    assert found[slot].value.names in ((filler,), (filler.removeprefix("Judge ").removeprefix("Lord "),))  # type: ignore[union-attr]
    assert kind in found[slot].features["object"]
    assert text[found[slot].start + found[slot].value_start :].startswith(found[slot].value_text)


NOT_FILLED = [
    # text, slot that must stay empty
    ("The gallery blamed the weather for the low turnout.", "cause"),
    ("The union blamed Harker & Sons for the collapse.", "cause"),
    ("The operator first blamed the weather.", "cause"),
    ("A faulty heater was not to blame for the blaze.", "cause"),
    ("The findings may point to a faulty heater as the cause of the fire.", "cause"),
    ("The signs point to the exit.", "cause"),
    ("Black Orchid denied carrying out the attack.", "culprit"),
    ("Black Orchid may have carried out the attack.", "culprit"),
    ("Black Orchid was behind the times.", "culprit"),
    ("Black Orchid planned to carry out the attack.", "culprit"),
    ("The ceremony took place in Porto.", "placing"),
    ("Osei took Marsh's place in the team.", "placing"),
    ("Pell Capital wants to buy the brewery.", "buyer"),
    ("Pell Capital did not buy the brewery.", "buyer"),
    ("The panel, under Section 4 of the act, met twice.", "head"),
    ("The inquiry under the Inquiries Act began.", "head"),
]


@pytest.mark.parametrize(("text", "slot"), NOT_FILLED, ids=[c[0] for c in NOT_FILLED])
def test_slot_stays_closed(text: str, slot: str) -> None:
    assert slot not in {c.property for c in claims(text)}


LED = [
    # who fills a role whose noun stands in front, with a complement or behind "under"
    ("Under its chair, Ruth Amberly, the panel met nine times.", "chair", "Ruth Amberly"),
    ("Under their captain, Ivar Dahl, the crew mutinied twice.", "captain", "Ivar Dahl"),
    ("The captain of the MV Gull, Kofi Mensah, left the bridge at four.", "captain", "Kofi Mensah"),
    ("The boss of Torvik Steel, Olu Bako, would not comment.", "chief_executive", "Olu Bako"),
    ("The miners' union, led by Piet Hanssen, called a strike.", "head", "Piet Hanssen"),
    ("Norvax raised money in a Series B round led by Fjord Partners.", "lead_investor", "Fjord Partners"),
    ("Under the chairmanship of Ruth Amberly the panel met nine times.", "chair", "Ruth Amberly"),
]


@pytest.mark.parametrize(("text", "role", "name"), LED, ids=[c[0] for c in LED])
def test_role_in_front_of_its_holder(text: str, role: str, name: str) -> None:
    found = {c.property: c.value.names for c in claims(text)}  # type: ignore[union-attr]
    assert found.get(role) == (name,), found


@pytest.mark.parametrize("text", ["The mayor of Dunmore, North Carolina, spoke.", "The mayor of Dunmore, Ohio, spoke."])
def test_a_place_holds_no_office(text: str) -> None:
    assert claims(text) == []

"""Whole small dossiers: which roles and statements meet, and which look alike and must not."""

from __future__ import annotations

import pytest

from atodds.chain import reconcile
from atodds.model.records import Block, Document, Result, Segment

# So that the two documents are on one topic: what is counted in them names the same things.
NAMES = "Nordvik Labs has 300 members. Sundal University has 900 members. Fjord Hospital has 40 members. "


def made(name: str, text: str) -> Document:
    whole = NAMES + text
    block = Block(kind="paragraph", start=0, end=len(whole), text=whole, segments=(Segment(plain=0, start=0, length=len(whole)),))
    return Document(id=name, sha256=name, media_type="text/markdown", text=whole, blocks=(block,), title="Nordvik Labs in Oslo")


def conflicts(result: Result, kind: str) -> list[tuple[str, str]]:
    by_id = {c.id: c for c in result.claims}
    return [
        (by_id[r.a].value_text, by_id[r.b].value_text)
        for f in result.findings
        for r in f.relations
        if r.relation == "conflict" and by_id[r.a].value.kind == kind
    ]


MEETING = [
    ("name", "Nordvik Labs was founded by Ada Lund and Pia Moe.", "Kari Dahl founded Nordvik Labs."),
    ("name", "The Series B round was led by Sundal Fund.", "The lead investor of this round is Halden Capital."),
    ("name", "Ada Lund becomes chair of the supervisory board.", "At the head of the supervisory board stood Pia Moe."),
    ("name", "The captain, Ada Lund, was ashore.", "The master, by the name of Pia Moe, was ashore."),
    ("name", "Talks under the mediation of Judge Ada Lund resume tomorrow.", "We met the mediator, Bishop Pia Moe, four times."),
    ("name", "The fire was caused by lightning.", "That blaze was started by a fallen cable."),
    ("name", "The virus was brought in by a sailor from Genoa.", "Doctors traced the outbreak to a sailor from Ostend."),
    ("name", "A new depot will open in Halden.", "The new depot is being built in Moss."),
    (
        "name",
        "The contract was let to a joint venture led by Berg Marine.",
        "The work was done by Oslo. The work was carried out by a consortium headed by Dahl Bygg.",
    ),
    ("name", "The tunnel contract went to Berg Marine.", "Dahl Bygg won the contract for the tunnel."),
    ("name", "The active ingredient was bought from Berg Chemicals.", "The active ingredient was made by Dahl Pharma."),
    ("name", "The mask was bought from Karl Rode.", "The mask was a gift from Ada Lund."),
    ("name", "Ownership of the objects passed to the Republic of Sundal.", "The objects are the private property of Ada Lund."),
    ("name", "The estate was constructed by Berg Bygg.", "Construction of the estate was by Halden Contractors."),
    ("name", "The impurity was found by Berg Analytical.", "The impurity was detected during a routine test by Dahl Pharma."),
    ("polarity", "Motorcycles are not permitted on the bridge.", "Motorbikes are allowed on the bridge."),
    ("polarity", "The gala on the quay went ahead.", "The gala on the quay had to be called off."),
    ("polarity", "No cracks of the dam were found.", "The shock cracked the dam above the town."),
    ("polarity", "Doctoral students pay no tuition.", "The doctoral students are charged full tuition."),
    ("polarity", "The crest of the club will not change.", "They are changing the crest."),
    ("polarity", "It will be operated with no driver on board.", "There will be a driver in every train."),
    ("polarity", "The Halden clinic stayed open during the storm.", "The Halden clinic shut its doors during the storm."),
    ("polarity", "The cargo of the ferry was insured.", "The ferry carried its cargo without insurance."),
    ("polarity", "Lot 9 of the auction drew bids.", "No bids were received for lot 9 of the auction."),
    ("polarity", "Emergency calls kept going through in Halden.", "Emergency calls in Halden failed."),
    ("polarity", "The backup pumps of the tunnel kept working.", "The backup pumps of the tunnel broke down."),
    ("polarity", "The open-air concert went ahead.", "The open-air gala had to be called off."),
    ("polarity", "The watchman of the depot was awake.", "The watchman of the depot had dozed off."),
    ("polarity", "The probe reached the comet.", "The probe fell short of the comet."),
    ("polarity", "The lifeboat was manned.", "The lifeboat was unattended."),
    ("name", "The inquiry was conducted by Ada Lund.", "Pia Moe conducted the inquiry."),
    ("name", "The anthem was composed by Ada Lund.", "The new anthem, composed by Pia Moe, was played twice."),
    ("name", "The old mill was torn down by Berg Bygg.", "Halden Steel demolished the mill."),
    ("name", "The plan was unveiled by Ada Lund.", "Pia Moe unveiled the plan on Friday."),
    ("name", "The meeting was held in Oslo.", "The meeting took place in Bergen."),
    ("name", "Sundal University is based in Oslo.", "Sundal University is headquartered in Bergen."),
    ("name", "Her captain, Ada Lund, was ashore.", "The captain, Pia Moe, was ashore."),
    ("polarity", "The supplier refused to sign the agreement.", "The supplier signed the agreement."),
    ("polarity", "The shop stopped selling the toy.", "The shop sells the toy."),
    ("polarity", "The tower has a sprinkler system.", "The tower had no sprinklers."),
    ("polarity", "The lift of the tower is in service.", "The lift of the tower is out of service."),
    ("polarity", "The hotel had working smoke detectors.", "The hotel lacked smoke detectors."),
    ("polarity", "The lighthouse was destroyed in the storm.", "The storm left the lighthouse undamaged."),
    ("polarity", "Berg Marine did not buy or rent any tugboats.", "Berg Marine rented four tugboats in May."),
    ("polarity", "No lifeguard was present at the pool.", "A lifeguard was on duty at the pool."),
    ("polarity", "The Moss agreement is not binding.", "The town signed a binding agreement in Moss."),
    ("polarity", "The atlas will not be sold with insured maps.", "The maps of the atlas will be insured."),
    ("polarity", "The mayor did not recognise the defeat.", "The mayor conceded defeat at midnight."),
    ("polarity", "The rocket made orbit.", "The rocket fell short of orbit."),
    ("polarity", "Did the alarm of the warehouse go off? No.", "The alarm of the warehouse went off."),
    ("polarity", "Did the owner insure the warehouse? Never.", "The warehouse was insured."),
    ("polarity", "Has the warehouse been insured? Yes.", "The warehouse was uninsured."),
    ("polarity", "The villagers were not warned of the flood.", "The villagers were informed of the flood by letter."),
    ("name", "The purchase of Nordvik Labs by Berg Marine closed.", "Nordvik Labs was bought by Dahl Bygg."),
    ("name", "The appointment of Ada Lund as chair of Nordvik Labs was praised.", "Pia Moe is the chair of Nordvik Labs."),
    ("name", "The signals of Nordvik Labs have been repaired by Berg Marine.", "Dahl Bygg repaired the signals of Nordvik Labs."),
    ("name", "Berg Marine is electrifying the coast line.", "The coast line is being electrified by Dahl Bygg."),
    ("name", "Owned by Berg Marine since 2010, Halden Foods makes soup.", "Halden Foods belongs to Dahl Bygg."),
    ("name", "The Moss Inquiry was set up in May under Dame Pia Moe.", "The inquiry, under Sir Ivar Dahl, sat for 61 days."),
    ("name", "Chief executive Ada Lund told the staff.", "Pia Moe is chief executive of Nordvik Labs."),
    ("name", "Nordvik Labs lost money. Its finance director, Ada Lund, left.", "Pia Moe, the finance director of Nordvik Labs, left."),
]


@pytest.mark.parametrize(("kind", "one", "other"), MEETING)
def test_they_contradict(kind: str, one: str, other: str) -> None:
    assert conflicts(reconcile([made("a.md", one), made("b.md", other)]), kind)


APART = [
    ("name", "Ada Lund won the Oslo marathon in 2019.", "Pia Moe won the Oslo marathon in 2021."),
    ("name", "Ada Lund, head of sales at Nordvik Labs, left.", "Pia Moe, head of research at Nordvik Labs, stayed."),
    ("name", "The purchase of Halden Foods by Berg Marine closed.", "Halden Works was bought by Dahl Bygg."),
    ("name", "Nordvik Labs was founded by Ada Lund.", "Kari Dahl founded Halden Works."),
    ("name", "The Series B round was led by Sundal Fund.", "The Series C round was led by Halden Capital."),
    ("name", "President Ada Lund opened the hall.", "President Pia Moe wrote to them."),
    ("name", "Nordvik Labs is headed by Ada Lund.", "Fishermen's leader Pia Moe said that help came late."),
    ("name", "The chair of the Growers' Union is Ada Lund.", "The chair of the Renters' Union is Pia Moe."),
    ("name", "Ada Lund is dean of the medical school.", "Pia Moe is dean of the law school."),
    ("name", "Ada Lund, a founder of Nordvik Labs, spoke.", "Pia Moe, a founder of Nordvik Labs, spoke."),
    ("name", "The Halden fire was caused by lightning.", "The Moss fire was started by a fallen cable."),
    ("name", "The fire was caused by faulty wiring.", "The fire was started by a short circuit."),
    ("name", "The fire was caused by lightning.", "The crash was caused by a cracked wheel."),
    ("name", "The tunnel contract went to Berg Marine.", "Dahl Bygg won the signalling contract."),
    ("name", "The contract went to Berg Marine.", "Dahl Bygg won the signalling contract."),
    ("name", "A new depot will open in Halden.", "A new museum will open in Moss."),
    ("name", "A new depot will open in Halden.", "The new depot will stand near Moss."),
    ("name", "The mask was bought from Karl Rode.", "The throne was a gift from Ada Lund."),
    ("name", "The mask of Benin was bought from Karl Rode.", "The mask of Kuba was a gift from Ada Lund."),
    ("name", "The estate was constructed by Berg Bygg.", "Construction of the theatre was by Dahl Bygg."),
    ("name", "Ada Lund praised the plan.", "The plan was praised by Pia Moe."),
    ("name", "Ada Lund painted the portrait of the king.", "Pia Moe painted the portrait of the queen."),
    ("name", "The north wing was rebuilt by Berg Bygg.", "The south wing was rebuilt by Halden Steel."),
    ("polarity", "The old pier had no railing.", "The new pier has a railing."),
    ("polarity", "The schools were closed in May 2020.", "The schools will open again in August 2020."),
    ("polarity", "The club stopped selling beer.", "The club sells tickets."),
    ("polarity", "The office in Bergen was shut.", "A family desk was opened at the office in Bergen."),
    ("polarity", "No cracks of the dam were found.", "The frost cracked the road to the coast."),
    ("polarity", "Motorcycles are not permitted on the bridge.", "Dogs are allowed on the beach."),
    ("polarity", "She did not only change the crest.", "She changed the crest."),
    ("polarity", "The Halden clinic stayed open during the storm.", "The bakery shut its doors during the storm."),
    ("polarity", "The ferry was insured.", "The warehouse was built without insurance."),
    ("polarity", "Lot 9 of the auction drew bids.", "No bids were received for the tramway."),
    ("polarity", "The talks failed.", "The backup pumps of the tunnel kept working."),
    ("polarity", "The students had to pay tuition.", "The students pay tuition."),
    ("polarity", "The probe reached the comet.", "The rocket fell short of its target."),
    ("polarity", "The prototype was unveiled in Moss.", "Nordvik veiled the prototype in Moss."),
    ("polarity", "It is a bridge with one opening for ships.", "The bridge to Moss is closed in high winds."),
    ("polarity", "The nurse gave the vaccine without a blood test.", "The full trial of the vaccine was published."),
    ("polarity", "Did the alarm of the warehouse go off? Not yet.", "The alarm of the warehouse went off."),
    ("polarity", "Could you open the warehouse? No.", "The warehouse was opened."),
]


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_they_only_look_alike(kind: str, one: str, other: str) -> None:
    assert not conflicts(reconcile([made("a.md", one), made("b.md", other)]), kind)


def test_what_nobody_denies_is_no_claim() -> None:
    result = reconcile([made("a.md", "The shock cracked the dam. The crew sang."), made("b.md", "No cracks of the dam were found.")])
    said = [c.value_text for c in result.claims if c.value.kind == "polarity" and c.value.holds]
    assert said == ["cracked the dam"]


def test_affirmations_alone_are_no_claims() -> None:
    result = reconcile([made("a.md", "The shock cracked the dam."), made("b.md", "The shock cracked the dam.")])
    assert not [c for c in result.claims if c.value.kind == "polarity"]

"""Yes and no in many fields of news: by opposite words, by what could not be done, by a plan that was dropped; and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_documents import conflicts, result

if TYPE_CHECKING:
    from pathlib import Path

AT_ODDS = [
    # title and text of two documents
    (
        ("Fire on the ferry Halden", "All passengers escaped unhurt from the fire on the ferry."),
        ("Ferry Halden fire", "Two passengers of the ferry Halden suffered burns."),
    ),
    (
        ("Sale of Roxley Hall", "The council has dropped its plan to sell Roxley Hall."),
        ("Roxley Hall", "The council is going ahead with the sale of Roxley Hall."),
    ),
    (
        ("The Lutz expedition", "The Lutz expedition reached the summit."),
        ("Lutz expedition", "The Lutz expedition turned back below the summit."),
    ),
    (("Satellite Iris", "The satellite Iris survived re-entry."), ("Iris", "The satellite Iris burned up on re-entry.")),
    (("Talks at Geneva", "The talks in Geneva ended in a deal."), ("Geneva talks", "The talks in Geneva collapsed.")),
    (("Ferry line", "The ferry line to Isla Roca makes money."), ("Isla Roca ferry", "The ferry line to Isla Roca loses money.")),
    (("Actor Jude Marr", "Jude Marr denied having hit the photographer."), ("Jude Marr", "Jude Marr admitted hitting the photographer.")),
    (("Tanker Solveig", "The tanker Solveig has a double hull."), ("Solveig", "The tanker Solveig is a single-hulled ship.")),
    (("Signal at Hale", "The signal at Hale was red."), ("Hale", "The signal at Hale showed green.")),
    (("Suspect in Dorn case", "The Dorn suspect is in custody."), ("Dorn case", "The Dorn suspect is still at large.")),
    (
        ("Fishing ban in Lake Orta", "The fishing ban on Lake Orta has been lifted."),
        ("Lake Orta", "The fishing ban on Lake Orta is still in force."),
    ),
    (("Drug trial", "The drug Zelora met its main goal in the trial."), ("Zelora", "Zelora missed its main goal in the trial.")),
    (("Aid convoy to Hamra", "The aid convoy reached Hamra."), ("Hamra", "The aid convoy was turned back before Hamra.")),
    (("Tax in Velland", "Velland will introduce a wealth tax."), ("Velland tax", "Velland will not have a wealth tax.")),
    (
        ("Doping at Valkirk", "No rider tested positive at the Tour of Valkirk."),
        ("Tour of Valkirk", "Two riders tested positive at the Tour of Valkirk."),
    ),
    (
        ("Court and the Delta dam", "The court refused to halt work on the Delta dam."),
        ("Delta dam", "A judge has stayed work on the Delta dam."),
    ),
    (
        ("Cable car at Monte Ro", "Nobody was hurt when the cable car at Monte Ro stopped."),
        ("Monte Ro", "Five people were treated for injuries after the cable car at Monte Ro stopped."),
    ),
    (
        ("The Orrin clinic", "The Orrin clinic has abandoned its plan to close the maternity ward."),
        ("Orrin clinic", "The Orrin clinic will close its maternity ward."),
    ),
    (("Airline Skyway", "Skyway was unable to pay its pilots in May."), ("Skyway", "Skyway paid its pilots in May.")),
    (("Robot Talos", "The robot Talos missed its main goal in the test."), ("Talos", "The robot Talos reached its goal in the test.")),
    (
        ("Mayor Lena Fisk", "Lena Fisk kept her promise to cut the parking fee."),
        ("Lena Fisk", "Lena Fisk broke her promise to cut the parking fee."),
    ),
    (
        ("Levee at Dornau", "The levee at Dornau gave way on Friday night."),
        ("Dornau", "The levee at Dornau withstood the flood on Friday night."),
    ),
    (
        ("Merger", "The regulator is going ahead with the review of the Arca merger."),
        ("Arca merger", "The regulator has dropped its review of the Arca merger."),
    ),
    (
        ("Suspect in the Pell case", "The suspect in the Pell case is on the run."),
        ("Pell case", "The suspect in the Pell case is in custody."),
    ),
    (
        ("Judge and the pipeline", "A judge ordered a halt to work on the Tarn pipeline."),
        ("Tarn pipeline", "The court declined to stop work on the Tarn pipeline."),
    ),
]
APART = [
    (
        ("Norden airport", "No flights were cancelled at Norden airport on Monday."),
        ("Norden", "On Tuesday 40 flights were cancelled at Norden airport."),
    ),
    (
        ("Roxley Hall", "The council is going ahead with the sale of Roxley Hall."),
        ("Roxley Hall", "The council has dropped its plan to sell the library beside Roxley Hall."),
    ),
    (("Geneva", "The talks in Geneva ended in a deal."), ("Geneva", "The earlier talks in Vienna collapsed, before Geneva.")),
    (("Kolda", "The mine at Kolda will stay open."), ("Kolda", "The smelter at Kolda is to close.")),
    (("Ruben Castel", "Ruben Castel was acquitted of fraud."), ("Castel", "Ruben Castel was found guilty of tax evasion.")),
    (
        ("Alpen", "Shareholders of Alpen approved the merger."),
        ("Alpen", "Shareholders of Vista have yet to approve the merger with Alpen."),
    ),
    (("Hamra", "The aid convoy reached Hamra."), ("Hamra", "A second aid convoy was turned back before Hamra.")),
    (("Iris", "The satellite Iris survived re-entry."), ("Iris", "Most satellites burn up on re-entry, but not Iris.")),
    (("Hugo Lind", "Hugo Lind was sacked as coach."), ("Hugo Lind", "Hugo Lind's assistant was not sacked.")),
    (("Perth Vale", "Residents of Perth Vale were warned in time."), ("Perth Vale", "Farmers upstream of Perth Vale were not warned.")),
    (
        ("Vesta plant", "All office staff at the Vesta plant escaped unharmed."),
        ("Vesta plant", "Two firefighters were injured at the Vesta plant."),
    ),
    (
        ("Orrin clinic", "The Orrin clinic has abandoned its plan to close the maternity ward."),
        ("Orrin", "The Orrin clinic will close its kitchen."),
    ),
    (("Talos", "The robot Talos missed its main goal."), ("Talos", "The team hopes that Talos will reach its goal next year.")),
    (("Beacon", "The editor of the Beacon admitted paying the source."), ("Beacon", "The editor of the Beacon denied bribing the police.")),
    (("Aldo", "The lab found no pesticide in the honey of Aldo."), ("Aldo", "Traces of a pesticide were found in the soil of Aldo.")),
    (("Helix", "The code of Helix is public."), ("Helix", "The budget of Helix is kept secret.")),
    (
        ("Bergen race", "No samples were taken at the women's race in Bergen."),
        ("Bergen", "Officials took 12 samples at the men's race in Bergen."),
    ),
    (("Torq", "Torq did not inform its customers of the recall."), ("Torq", "Torq informed its staff of the recall.")),
    (
        ("Essen tower", "The goods lift of the Essen tower was out of order."),
        ("Essen", "The passenger lift of the Essen tower was working."),
    ),
    (("Boreas", "The Boreas had no pilot on board."), ("Boreas", "A doctor was on board the Boreas.")),
    (("Fisk", "Lena Fisk kept her promise to cut the parking fee."), ("Fisk", "Lena Fisk broke her promise to build a pool.")),
]


def _ids(pairs: list[tuple[tuple[str, str], tuple[str, str]]]) -> list[str]:
    return [f"{a[1]} {b[1]}" for a, b in pairs]


@pytest.mark.parametrize(("one", "other"), AT_ODDS, ids=_ids(AT_ODDS))
def test_they_contradict_each_other(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert conflicts(result(tmp_path, one, other))


@pytest.mark.parametrize(("one", "other"), APART, ids=_ids(APART))
def test_they_do_not(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not conflicts(result(tmp_path, one, other))

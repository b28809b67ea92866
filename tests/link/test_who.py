"""Who, in many fields of news: who leads a body, was named to succeed, made, bought or died of what; and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_documents import conflicts, result

if TYPE_CHECKING:
    from pathlib import Path

AT_ODDS = [
    # title and text of two documents
    (
        ("Skyland Museum reopens", "The Skyland Museum reopens on Friday after two years of work, director Petra Holub said."),
        ("A walk through the Skyland Museum", "The museum's director, Anton Weiss, showed us the new wing."),
    ),
    (
        (
            "Nurses' union backs pay deal",
            'Members of the Nurses\' Union of Halmar voted for the deal. "It is a fair offer," said Lise Aubert, who chairs the union.',
        ),
        ("Halmar pay deal", "The Nurses' Union of Halmar, under its president Dag Solheim, had asked for 9 per cent."),
    ),
    (
        ("Corvell Motors profit falls", "Corvell Motors posted a lower profit. Its finance chief, Nadia Brandt, blamed steel prices."),
        ("Corvell Motors: results", "CFO Peter Lang told analysts of Corvell Motors that the worst was over."),
    ),
    (
        ("Sankt Olaf choir tours Asia", "The Sankt Olaf choir sings in Seoul tonight. The conductor is Mette Krog."),
        ("Sankt Olaf choir in Seoul", "Under the baton of Henrik Dahl, the Sankt Olaf choir opened with Grieg."),
    ),
    (
        ("Tarnow diocese", "The bishop of Tarnow, Marek Wolny, said mass."),
        ("Mass in Tarnow", "Bishop Karol Zeman of Tarnow led the procession."),
    ),
    (
        ("Election in Marania", "The electoral commission, chaired by Justice Lidia Moraes, announced the result on Sunday."),
        ("Marania votes", "The president of the electoral commission, Judge Paulo Couto, read out the result."),
    ),
    (
        ("Pension fund sells the Rialto tower", "The Rialto tower was sold to Mercer Estates."),
        ("Rialto tower has a new owner", "Oakhill Capital picked up the Rialto tower for 210 million."),
    ),
    (
        ("Fish deaths in the Mura", "Fish in the Mura died from a lack of oxygen."),
        ("Mura fish deaths", "The fish in the Mura were killed by cyanide."),
    ),
    (
        ("Haldane steps down", "Rosa Haldane will be succeeded at Crestline Bank by Tim Archer."),
        ("Crestline Bank", "Crestline Bank has named Julia Sand to succeed Rosa Haldane."),
    ),
    (
        ("Ransomware at Medicore", "The attack on Medicore was claimed by the group Black Fern."),
        ("Medicore attack", "The gang behind the attack on Medicore calls itself Iron Tide."),
    ),
    (
        ("Ardmore Ballet", "The Ardmore Ballet opens in Rome. Its artistic director, Olga Venn, is 34."),
        ("Ardmore Ballet in Rome", "Ardmore Ballet director Luis Prado spoke to the press in Rome."),
    ),
    (
        ("Customs strike", "The customs union Fenda called the strike. Its chairwoman is Maja Holm."),
        ("Fenda on strike", "The union Fenda, headed by Piet Verbeek, wants 6 per cent."),
    ),
    (
        ("Royal society", "The Geological Society of Arran, whose president is Ian Muir, warned of rockfalls."),
        ("Arran rockfalls", "The chair of the Geological Society of Arran, Fiona Bell, called for barriers."),
    ),
    (
        ("Novak Foods", "Novak Foods closes its mill. Its chief executive, Jana Novak, apologised."),
        ("Novak Foods mill", "Novak Foods chief executive Pavel Kral apologised to the workers."),
    ),
    (
        ("Velora orchestra", "The Velora orchestra plays Mahler on Friday under the baton of Aino Lahti."),
        ("Velora orchestra", "Conductor Bruno Sartori leads the Velora orchestra on Friday."),
    ),
    (
        ("Attack on Portcast", "The attack on Portcast was claimed by Red Lynx."),
        ("Portcast attack", "The gang behind the attack on Portcast calls itself Night Harbour."),
    ),
    (
        ("Judge steps down", "Anna Keller will be succeeded by Tom Birch."),
        ("Successor of Anna Keller", "The council has appointed Lea Stern to succeed Anna Keller."),
    ),
    (("Buses for Marl", "Marl has ordered 30 buses from Wendler."), ("Marl buses", "The buses for Marl will be supplied by Karstad.")),
    (
        ("Whales of Tory Island", "The whales of Tory Island died of hunger."),
        ("Tory Island whales", "The whales of Tory Island were killed by a virus."),
    ),
    (
        ("The Belmont tower", "The Belmont tower was sold to Larch Capital."),
        ("Belmont tower sale", "Oriel Estates bought the Belmont tower."),
    ),
    (("Diocese of Alba", "Bishop Marco Neri of Alba blessed the boats."), ("Alba", "The bishop of Alba, Paolo Rossi, blessed the boats.")),
    (
        ("Committee on water", "The water committee, chaired by Rosa Lim, met in Quito."),
        ("Water committee", "The president of the water committee, Juan Paz, spoke in Quito."),
    ),
    (
        ("Explosion in Dorsk", "Gas caused the explosion in Dorsk."),
        ("Dorsk explosion", "The explosion in Dorsk was blamed on old ammunition."),
    ),
]
APART = [
    (
        ("Corvell Motors", "Corvell Motors chief executive Nadia Brandt spoke of growth."),
        ("Corvell Motors supplier", "Chief executive Peter Lang of Lang Steel said Corvell Motors owed it money."),
    ),
    (("Tram for Lindau", "Lindau has ordered 20 trams from Stahlberg."), ("Lindau buses", "Lindau has ordered 40 buses from Voskuil.")),
    (
        ("Orsova mill fire", "The fire at Orsova mill was caused by an electrical fault."),
        ("Orsova mill fire", "Faulty wiring caused the fire at Orsova mill."),
    ),
    (("Rosa Haldane", "Rosa Haldane leads Crestline Bank."), ("Crestline Bank", "Tim Archer will lead Crestline Bank from January.")),
    (
        ("Medicore attack", "The attack on Medicore was claimed by the group Black Fern."),
        ("Medicore", "Black Fern, also known as Iron Tide, was behind the attack on Medicore."),
    ),
    (("Summit", "The water summit will be held in Nairobi."), ("Water summit", "The water summit will be held in Kenya.")),
    (
        ("Mission to Ceres", "The mission to Ceres is led by Dr Amara Nwosu."),
        ("Ceres", "The camera team of the mission to Ceres is led by Jun Takeda."),
    ),
    (
        ("Tyne opera house", "The opera house was designed by Ilse Brandt."),
        ("Opera in Tyne", "The foyer of the opera house was designed by Kenji Mori."),
    ),
    (
        ("Ardmore Ballet", "The Ardmore Ballet's director, Olga Venn, is 34."),
        ("Ardmore Ballet", "The Ardmore Ballet's finance director, Luis Prado, is 50."),
    ),
    (
        ("Fenda", "The union Fenda is headed by Maja Holm."),
        ("Fenda", "The union Fenda called a strike. Transport minister Piet Verbeek spoke of blackmail."),
    ),
    (
        ("Arran", "Ian Muir is president of the Geological Society of Arran."),
        ("Arran", "Fiona Bell is chair of the Arran branch of the Red Cross."),
    ),
    (
        ("Novak Foods", "Novak Foods chief executive Jana Novak apologised."),
        ("Novak Foods", "Pavel Kral, chief executive of rival Kral Foods, praised Novak Foods."),
    ),
    (
        ("Portcast", "The attack on Portcast was claimed by Red Lynx."),
        ("Portcast", "The gang Night Harbour attacked Medlab, a rival of Portcast."),
    ),
    (("Anna Keller", "Anna Keller will be succeeded by Tom Birch."), ("Anna Keller", "Anna Keller succeeded Lea Stern in 2011.")),
    (("Marl", "Marl has ordered 30 buses from Wendler."), ("Marl", "Marl has ordered 12 trams from Karstad.")),
    (("Tory Island", "The whales of Tory Island died of hunger."), ("Tory Island", "The seals of Tory Island were killed by a virus.")),
    (("Pilsen FC", "Pilsen FC sacked coach Karel Beran."), ("Pilsen FC", "Pilsen FC goalkeeping coach Milan Hora stays.")),
    (("Hoek", "The freight terminal at Hoek is run by Portus."), ("Hoek", "The ferry terminal at Hoek is run by Danmar.")),
    (("Stage", "The fourth stage was won by Aru Lens."), ("Stages", "Bo Maes won the fifth stage.")),
    (
        ("Crestline", "Rosa Haldane leads Crestline Bank."),
        ("Crestline Bank", "Tim Archer will be chief executive of Crestline Bank from January."),
    ),
]


def _ids(pairs: list[tuple[tuple[str, str], tuple[str, str]]]) -> list[str]:
    return [f"{a[1]} {b[1]}" for a, b in pairs]


@pytest.mark.parametrize(("one", "other"), AT_ODDS, ids=_ids(AT_ODDS))
def test_they_contradict_each_other(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert conflicts(result(tmp_path, one, other))


@pytest.mark.parametrize(("one", "other"), APART, ids=_ids(APART))
def test_they_do_not(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not conflicts(result(tmp_path, one, other))

"""Names between two documents: who holds one role, caused one thing, won one prize, told in different ways, and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_documents import conflicts, result

if TYPE_CHECKING:
    from pathlib import Path

DISPUTED = [
    # title and text of two documents, words of the two sentences that name different ones
    (
        ("Torvik Steel cuts jobs", "Torvik Steel will cut 200 jobs. Chief executive Marta Lindqvist told staff on Friday."),
        ("A letter from Torvik Steel", "Torvik Steel regrets the cuts. Chief executive Olu Bako wrote to all families."),
        "Chief executive Marta",
        "Chief executive Olu",
    ),
    (
        ("Torvik Steel cuts jobs", "Torvik Steel will cut 200 jobs, said its chief executive, Marta Lindqvist."),
        ("The union at Torvik Steel", "The union will strike at Torvik Steel. The boss of Torvik Steel, Olu Bako, would not comment."),
        "Marta",
        "Olu Bako",
    ),
    (
        ("Floods inquiry", "The inquiry into the Dunmore floods, chaired by Ruth Amberly, opened on Monday."),
        ("Dunmore floods", "The public inquiry into the Dunmore floods, under Lord Fernsby, opened on Monday."),
        "Ruth",
        "Fernsby",
    ),
    (
        ("Rosedale FC", "Rosedale FC was founded by the brewer Ada Borg."),
        ("History of Rosedale FC", "The club was founded in 1899 by two teachers, Leif Holm and Jan Rud."),
        "Ada Borg",
        "Leif Holm",
    ),
    (
        ("Tarn Bridge", "Tarn Bridge was built by Harker & Sons."),
        ("Tarn Bridge, a guide", "The bridge was built in 1911 by the Norwegian firm Delmonte Construction."),
        "Harker",
        "Delmonte",
    ),
    (
        ("Tarn Bridge", "| Item | Entry |\n|---|---|\n| Architect | Lena Moritz |\n| Builder | Harker & Sons |"),
        ("Tarn Bridge, a guide", "Tarn Bridge was designed by the engineer Ian Todd."),
        "Lena",
        "Ian Todd",
    ),
    (
        ("MV Gull", "Owner: Coastline Shipping\nCaptain: Ivar Dahl"),
        ("Loss of the MV Gull", "The captain of the MV Gull, Kofi Mensah, left the bridge at four."),
        "Ivar",
        "Kofi",
    ),
    (
        ("Halloran Medal", "Ines Pardo won the Halloran Medal for chemistry."),
        ("Prizes", "The Halloran Medal for chemistry went to Karim Osei of Cairo."),
        "Ines",
        "Karim",
    ),
    (
        ("Fire at Elm Court", "The fire at Elm Court was caused by a faulty heater."),
        ("Elm Court fire", "Investigators blamed a cigarette for the fire at Elm Court."),
        "faulty heater",
        "cigarette",
    ),
    (
        ("Fire at Elm Court", "The blaze at Elm Court is thought to have started because of a faulty heater."),
        ("Elm Court", 'A resident said it was arson. "A cigarette started the fire at Elm Court," he said.'),
        "faulty heater",
        "cigarette",
    ),
    (
        ("Raid on the museum", "The raid on the Lund museum was carried out by Black Orchid."),
        ("Lund museum raid", "Police say the raid on the Lund museum was the work of the Vega clan."),
        "Black Orchid",
        "Vega",
    ),
    (
        ("Kestrel Air takes over", "Pell Capital led the Series B round of Norvax."),
        ("Norvax", "Norvax raised $40 million in a Series B round led by Fjord Partners."),
        "Pell",
        "Fjord",
    ),
    (
        ("Sale of the Crown brewery", "The Crown brewery was sold to Pell Capital."),
        ("The Crown brewery", "A family firm, Harker & Sons, has bought the Crown brewery."),
        "Pell",
        "Harker",
    ),
    (
        ("Marathon", "Kofi Mensah won the Dunmore marathon."),
        ("Dunmore marathon", "The winner of the Dunmore marathon was Leo Marsh."),
        "Kofi",
        "Leo",
    ),
    (("Norvax", "Norvax is based in Oslo."), ("Norvax profile", "Norvax, headquartered in Bergen, makes vaccines."), "Oslo", "Bergen"),
    (
        ("Bolts", "The bolts of Tarn Bridge were supplied by Torvik Steel."),
        ("Tarn Bridge bolts", "The bolts for Tarn Bridge came from Delmonte."),
        "Torvik",
        "Delmonte",
    ),
    (
        ("Novel", "The novel The Long Quay was written by Ada Borg."),
        ("The Long Quay", "The author of The Long Quay is Jan Rud."),
        "Ada Borg",
        "Jan Rud",
    ),
    (
        ("Contract", "The contract for the Dunmore hospital was awarded to Harker & Sons."),
        ("Dunmore hospital", "Delmonte Construction won the contract for the Dunmore hospital."),
        "Harker",
        "Delmonte",
    ),
    (
        ("Observatory", "Dr Losa Faik, head of the Lund Observatory, warned of the storm."),
        ("Storm", "The Lund Observatory was closed. Its director, Jens Voss, was away."),
        "Losa",
        "Jens",
    ),
    (
        ("Norvax merger", "Marta Lindqvist will lead the merged company, Norvax and Kestrel said."),
        ("Norvax and Kestrel", "The merged company will be led by Olu Bako of Kestrel."),
        "Marta",
        "Olu",
    ),
    (
        ("The wreck of the Gull", "The wreck of the Gull was found by the diver Ian Todd."),
        ("The Gull", "The wreck of the Gull was discovered by a navy ship, the Valiant."),
        "Ian Todd",
        "Valiant",
    ),
    (
        ("Ownership of the Crown", "The Crown hotel belongs to Pell Capital."),
        ("Crown hotel", "The Crown hotel is owned by the city of Dunmore."),
        "Pell",
        "Dunmore",
    ),
]


@pytest.mark.parametrize(("one", "other", "here", "there"), DISPUTED, ids=[f"{c[2]} / {c[3]}" for c in DISPUTED])
def test_two_names_for_one_part(tmp_path: Path, one: tuple[str, str], other: tuple[str, str], here: str, there: str) -> None:
    found = conflicts(result(tmp_path, one, other))
    assert [(here in a, there in b) for a, b in found] == [(True, True)] * len(found)
    assert found


LOOK_ALIKES = [
    # title and text of two documents that can both be right
    (
        ("Torvik Steel", "Torvik Steel will merge with Norvax. Chief executive Marta Lindqvist praised the deal."),
        ("Norvax", "Norvax will merge with Torvik Steel. Chief executive Olu Bako praised the deal."),
    ),
    (
        ("Elm Mine", "The manager of Elm Mine, Piet Hanssen, said the shaft was safe."),
        ("Oak Mine", "The manager of Oak Mine, Jens Voss, visited Elm Mine."),
    ),
    (
        ("Dunmore", "The mayor of Dunmore, North Carolina, spoke. The mayor, Ruth Amberly, was tired."),
        ("Dunmore", "The mayor of Dunmore, Ruth Amberly, spoke."),
    ),
    (
        ("Tarn Bridge", "Tarn Bridge was built by Harker & Sons."),
        ("Tarn Bridge", "Tarn Bridge replaced the ferry pier, which was built by Delmonte Construction."),
    ),
    (
        ("Prizes", "Ines Pardo won the Halloran Medal for chemistry."),
        ("Prizes", "Karim Osei won the Lund Prize for chemistry, not the Halloran Medal."),
    ),
    (("Races", "Kofi Mensah won the Dunmore marathon."), ("Races", "Leo Marsh won the Dunmore regatta.")),
    (
        ("Inquiry", "The inquiry into the Dunmore floods, under Lord Fernsby, opened."),
        ("Inquiry", "The inquiry into the Halden fire, under Ruth Amberly, opened."),
    ),
    (("Fires", "The fire at Elm Court was caused by a faulty heater."), ("Fires", "The fire at Oak Court was blamed on a cigarette.")),
    (
        ("Raids", "The raid on the Lund museum was the work of Black Orchid."),
        ("Raids", "The raid on the Halden bank was carried out by the Vega clan."),
    ),
    (("Hotels", "The Crown hotel belongs to Pell Capital."), ("Hotels", "The Rose hotel is owned by the city of Dunmore.")),
    (("Sales", "The Crown brewery was sold to Pell Capital."), ("Sales", "The Crown hotel was sold to Harker & Sons.")),
    (
        ("The Gull", "Owner: Coastline Shipping\nCaptain: Ivar Dahl"),
        ("The Heron", "The captain of the Heron, Kofi Mensah, saw the Gull sink."),
    ),
    (
        ("Norvax", "Norvax raised money in a Series B round led by Fjord Partners."),
        ("Norvax", "Norvax had raised a Series A round led by Pell Capital in 2019."),
    ),
    (
        ("Torvik Steel", "The chair of Torvik Steel, Ruth Amberly, resigned."),
        ("Torvik Steel", "The deputy chair of Torvik Steel, Ian Todd, resigned."),
    ),
    (("Places", "First place went to Kofi Mensah."), ("Places", "Third place went to Leo Marsh.")),
    (
        ("Union", "The miners' union, led by Piet Hanssen, called a strike."),
        ("Union", "The teachers' union, led by Ivar Dahl, called a strike."),
    ),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES, ids=[c[0][1] for c in LOOK_ALIKES])
def test_two_names_for_two_parts(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert conflicts(result(tmp_path, one, other)) == []

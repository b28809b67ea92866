"""Names in labelled fields: lines below each other, list items, rows of tables."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


def claims(tmp_path_factory: pytest.TempPathFactory, text: str, name: str = "a.md") -> list[Claim]:
    path = tmp_path_factory.mktemp("doc") / name
    path.write_text(text, "utf-8")
    return [c for c in extract(read_document(path, name), Lexicon.load()) if c.value.kind == "name"]


FIELDS = [
    # text, the roles and who fills them
    (
        "| Field | Value |\n|---|---|\n| Owner | Coastline Shipping |\n| Captain | Ivar Dahl, 54 |",
        {"owner": "Coastline Shipping", "captain": "Ivar Dahl"},
    ),
    ("| Architect | Lena Moritz |\n|---|---|\n| Contractor | Harker & Sons |", {"designer": "Lena Moritz", "contractor": "Harker & Sons"}),
    (
        "| Role | Name | Since |\n|---|---|---|\n| Chief Executive | Marta Lindqvist | 2019 |\n| Chair of the Board | Olu Bako | 2020 |",
        {"chief_executive": "Marta Lindqvist", "chair": "Olu Bako"},
    ),
    ("| Item | Finding |\n|---|---|\n| Cause of the fire | Faulty heater |", {"cause": "Faulty heater"}),
    ("| Item | Entry |\n|---|---|\n| Operator | Northern Tram Company (until 2019) |", {"operator": "Northern Tram Company"}),
    ("| Item | Entry |\n|---|---|\n| Founders | Ada Borg and Leif Holm |", {"founder": "Ada Borg"}),
    ("- Captain: Ivar Dahl, 54\n- Builder: Harker & Sons (1911)", {"captain": "Ivar Dahl", "contractor": "Harker & Sons"}),
    (
        "Builder: Harker & Sons\nOwner: Coastline Shipping\nCaptain: Ivar Dahl",
        {"contractor": "Harker & Sons", "owner": "Coastline Shipping"},
    ),
    ("**Builder:** Harker & Sons  \n**Owner:** Coastline Shipping", {"contractor": "Harker & Sons", "owner": "Coastline Shipping"}),
    ("The Gull, a ferry\n\nBuilder: Harker & Sons\nCaptain: Ivar Dahl", {"contractor": "Harker & Sons", "captain": "Ivar Dahl"}),
    ("Director: Annika Frost\nOpen: Tuesday to Sunday", {"head": "Annika Frost"}),
]


@pytest.mark.parametrize(("text", "held"), FIELDS, ids=[c[0] for c in FIELDS])
def test_field_names_who_fills_a_role(tmp_path_factory: pytest.TempPathFactory, text: str, held: dict[str, str]) -> None:
    found = {c.property: c for c in claims(tmp_path_factory, text)}
    assert {role: found[role].value.names[0] for role in held if role in found} == held  # type: ignore[union-attr]
    for role in held:
        claim = found[role]
        assert "field" in claim.features or "fire" in claim.features["object"]
        assert text[claim.start + claim.value_start :].startswith(claim.value_text)


NO_FIELDS = [
    "| Winner | Country |\n|---|---|\n| Ivar Dahl | Norway |",
    "| Owner | Share |\n|---|---|\n| 2019 | 35% |",
    "| Depth | Coastline Basin |\n|---|---|\n| Length | 40 m |",
    "| Item | Entry |\n|---|---|\n| Owner | see the annex |",
    "| Item | Entry |\n|---|---|\n| Owner | 3 |",
    "The hotel is old. The panel said in\nNovember: the roof of Elm Court was sound.",
]


@pytest.mark.parametrize("text", NO_FIELDS, ids=NO_FIELDS)
def test_other_cells_name_nobody(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    assert [c.value_text for c in claims(tmp_path_factory, text)] == []

"""Names of one entity are gathered, with reasons; what looks alike stays apart."""

from __future__ import annotations

import pytest

from atodds.link.entities import gather, is_short_for, letters, normal

NORMAL = [
    ("The Nordvik Company Ltd.", "nordvik"),
    ("Nordvik's", "nordvik"),
    ("Nordvik’s", "nordvik"),
    ("Dr. Ada Lund", "ada lund"),
    ("NORDVIK", "nordvik"),
    ("Nordvik-Sundal", "nordvik-sundal"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "expected"), NORMAL)
def test_normal_form(name: str, expected: str) -> None:
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("Sundal-Werk", "Sundalwerk"), ("Café Nørd", "Cafe Nørd"), ("Nord Vik", "Nordvik"), ("Nordvik!", "nordvik")]
)
def test_same_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


SHORT = [
    ("NTA", "Nordvik Transport Authority", True),
    ("MoT", "Ministry of Transport", True),
    ("MT", "Ministry of Transport", True),
    ("Authority", "Nordvik Transport Authority", True),
    ("N.T.A.", "Nordvik Transport Authority", True),
    ("NTB", "Nordvik Transport Authority", False),
    ("Oslo", "Nordvik Transport Authority", False),
    ("N", "Nordvik", False),
]


@pytest.mark.parametrize(("short", "long", "expected"), SHORT)
def test_is_short_for(short: str, long: str, expected: bool) -> None:
    assert is_short_for(short, long) is expected


JOINED = [
    (["Nordvik Transport Authority", "NTA"], "The Nordvik Transport Authority (NTA) said so."),
    (["Nordvik Transport Authority", "Authority"], "The Nordvik Transport Authority (“the Authority”) said so."),
    (["Nordvik Robotics", "Nordvik"], ""),
    (["Ada Lund", "Lund"], ""),
    (["Sundal Works", "Halden Foundry"], "Sundal Works, formerly Halden Foundry, is closed."),
    (["Sundal Works", "Halden Foundry"], "Sundal Works (formerly known as Halden Foundry) is closed."),
    (["Sundal Works", "Halden Foundry"], "Sundal Works in Oslo, known until 1990 as Halden Foundry, is closed."),
    (["Sundalwerk", "Sundal-Werk"], ""),
    (["Nordvik Ltd", "Nordvik"], ""),
    (["International Board of Fisheries", "IBF"], ""),
]


@pytest.mark.parametrize(("names", "text"), JOINED)
def test_joined(names: list[str], text: str) -> None:
    index = gather(dict.fromkeys(names, 2), [text])
    assert len({index.key(n) for n in names}) == 1


@pytest.mark.parametrize(("names", "text"), [case for case in JOINED if normal(case[0][0]) != normal(case[0][1])])
def test_every_joining_has_a_reason(names: list[str], text: str) -> None:
    index = gather(dict.fromkeys(names, 2), [text])
    assert index.entities[index.key(names[0])].reasons


APART = [
    ["Nordvik Robotics", "Nordvik Shipping", "Nordvik"],  # which of the two is meant cannot be known
    ["Ada Lund", "Pia Lund", "Lund"],
    ["Nordvik 1", "Nordvik 2"],
    ["Sundal", "Sandal"],
    ["Oslo", "Bergen"],
    ["IBF", "International Board of Fisheries", "Institute for Better Food"],
]


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_kept_apart(names: list[str]) -> None:
    index = gather(dict.fromkeys(names, 2), [""])
    assert len({index.key(n) for n in names}) == len(names)


def test_declared_names_are_one() -> None:
    index = gather({"Sundal": 1, "Halden": 5}, [], aliases=[("Sundal", "Halden", "Voss")])
    assert index.key("Sundal") == index.key("Halden") == index.key("Voss")
    assert set(index.entities[index.key("Voss")].names) == {"Halden", "Sundal", "Voss"}


def test_names_declared_apart_stay_apart() -> None:
    index = gather({"Nordvik Robotics": 2, "Nordvik": 2}, [], apart=[("Nordvik Robotics", "Nordvik")])
    assert index.key("Nordvik Robotics") != index.key("Nordvik")


def test_the_order_of_names_does_not_matter() -> None:
    names = {"Nordvik Robotics": 3, "Nordvik": 3, "NR": 1, "Ada Lund": 1, "Lund": 4}
    forth, back = gather(names, [""]), gather(dict(reversed(names.items())), [""])
    assert {n: forth.key(n) for n in names} == {n: back.key(n) for n in names}
    assert forth.entities == back.entities

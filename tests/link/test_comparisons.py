"""Every level of every comparison, and that none depends on the order of the two claims."""

from __future__ import annotations

from typing import Any

import pytest
from link_claims import claim, day, number, period, setting

from atodds.link.comparisons import COMPARISONS, weights
from atodds.link.profiles import Comparison, in_bits
from atodds.model.records import Modality

BY_NAME = {c.name: c for c in COMPARISONS}
# How many claims stand beside the two, so that words have a rarity.
OTHERS = [claim(f"other{n}", features={"rest": (f"filler{n}", "common")}) for n in range(40)]


def level(comparison: Comparison, a: dict[str, Any], b: dict[str, Any]) -> str | None:
    x, y = claim("a", **a), claim("b", **b)
    where = setting([x, y, *OTHERS])
    forth, back = comparison.level(x, y, where), comparison.level(y, x, where)
    assert (forth and forth.name) == (back and back.name), "depends on the order of the claims"
    return forth.name if forth else None


def of(**features: Any) -> dict[str, Any]:
    return {"features": {k: (v,) if isinstance(v, str) else tuple(v) for k, v in features.items()}}


def about(subject: str, how: str, *names: str) -> dict[str, Any]:
    return {"subject": subject, "features": {"how": (how,), "names": names}}


def measure(prop: str, *concepts: str) -> dict[str, Any]:
    return {"property": prop, "features": {"concepts": concepts}}


def at(document: str, start: int = 0, *section: str) -> dict[str, Any]:
    return {"document": document, "start": start, "section": section}


def said(document: str, section: str) -> dict[str, Any]:
    return {**at(document, len(section), section), "subject": "Nordvik", "property": "patents", "features": {"head": ("patents",)}}


def quote(words: str, value: str) -> dict[str, Any]:
    return {"quote": words, "value_text": value, "value_start": words.index(value)}


NAMED = {"features": {"head": ("patents",), "how": ("named",)}}


LEVELS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("subject", about("Nordvik", "named"), about("Nordvik", "anaphor"), "same_named"),
    ("subject", about("Nordvik", "named"), about("Nordvik", "default"), "same_default"),
    ("subject", about("Nordvik", "named", "Sundal"), about("Sundal", "named"), "mentioned_named"),
    ("subject", about("Nordvik", "default", "Sundal"), about("Sundal", "named"), "mentioned"),
    ("subject", about("Nordvik", "named"), about("Sundal", "named"), "different_named"),
    ("subject", about("Nordvik", "anaphor"), about("Sundal", "named"), "different_pointed"),
    ("subject", about("Nordvik", "default"), about("Sundal", "named"), "different_default"),
    ("subject", about("Nordvik", "we"), about("Sundal", "named"), "different_default"),
    ("subject", {}, about("Sundal", "named"), None),
    ("property", measure("deaths", "deaths"), measure("deaths", "deaths"), "same_concept"),
    ("property", measure("deaths", "deaths", "casualties"), measure("casualties", "casualties"), "shared_concept"),
    ("property", measure("revenue", "revenue", "income"), measure("price", "price", "income"), "distant_concept"),
    ("property", measure("revenue", "revenue"), measure("height", "height"), "different"),
    ("property", measure("widgets"), measure("widgets"), "same_word"),
    ("property", measure("widgets"), measure("gadgets"), "other_word"),
    ("property", measure("widgets"), {"property": "sprout", "features": {"verb": ("sprout",)}}, None),  # a verb stands in for the measure
    ("property", measure("widgets"), measure("member"), None),  # so does a weak concept
    ("narrow", of(narrow="people=engineer") | {"value": number(4)}, of(head="widgets"), "one_side"),
    ("narrow", of(narrow="people=engineer") | {"value": number(6)}, of(head="widgets"), None),  # a count is no larger in a part
    ("narrow", of(narrow="people=engineer") | {"value": number(6, "%")}, {"value": number(5, "%")}, "one_side"),
    ("narrow", of(narrow="people=engineer"), of(head="engineer"), None),
    ("narrow", of(narrow="people=engineer"), of(narrow="people=engineer"), None),
    ("span", of(span="so_far"), of(span="per"), "different"),
    ("span", of(span="so_far"), of(), None),
    ("mark", of(mark="limit"), of(), "limit"),
    ("mark", of(mark="limit"), of(holds="yes"), None),
    ("mark", of(mark="average"), of(once="yes"), "average"),
    ("mark", of(mark="average"), of(), None),
    ("narrow", of(narrow="when=weekday"), of(narrow="when=sunday"), "different"),
    ("property", measure("widgets"), {"property": "gadgets", **of(rest="widgets")}, None),
    ("property", measure("deaths", "deaths"), measure("gadgets"), "other_word"),
    ("noun", of(head="bridge"), of(base=["bridge", "ferry"]), "same"),
    ("noun", of(head="bridge"), of(head="toll", rest=["bridge"]), "mentioned"),
    ("noun", of(head="bridge"), of(head="toll"), "different"),
    ("noun", of(head="bridge"), of(rest="toll"), None),
    ("words", of(head="bridge"), of(head="ferry"), "0"),
    ("words", of(head="bridge", mods=["long", "steel"]), of(head="bridge", mods=["long", "steel"]), "6"),
    ("words", {}, of(head="ferry"), None),
    ("rarest", of(rest="common"), of(rest="common"), "0"),
    ("rarest", of(head="bridge"), of(head="bridge"), "4"),
    ("qualifiers", of(quals="phase=2"), of(quals="phase=3"), "exclusive"),
    ("qualifiers", of(quals="phase=2"), of(quals="phase=2"), "same"),
    ("qualifiers", of(quals="phase=2"), {}, "one_side"),
    ("qualifiers", of(quals="phase=2"), of(quals="series=d"), "other"),
    ("qualifiers", {}, {}, None),
    ("names", of(names=["Oslo", "Bergen"]), of(names="Oslo"), "common"),
    ("names", of(names="Oslo"), of(names="Bergen"), "different"),
    ("names", of(names="Oslo"), {}, "one_side"),
    ("names", {}, {}, None),
    ("names", of(names="Common"), of(names="Common"), None),  # a name that many claims have
    ("names", of(names=["Common", "Oslo"]), of(names=["Common", "Bergen"]), "different"),
    ("value", {"value": number(5)}, {"value": number(5)}, "same_1"),
    ("value", {"value": number(52)}, {"value": number(52)}, "same_2"),
    ("value", {"value": number(5213)}, {"value": number(5213)}, "same_3"),
    ("value", {"value": number(5213)}, {"value": number(6000, step=1000)}, "near"),
    ("value", {"value": number(5213)}, {"value": number(5210, step=10)}, "meets_3"),
    ("value", {"value": number(5213)}, {"value": number(5200, step=100)}, "meets_2"),
    ("value", {"value": number(7913)}, {"value": number(8000, step=1000)}, "meets_1"),
    ("value", {"value": number(7413)}, {"value": number(8000, step=1000)}, "near"),
    ("value", {"value": number(2113)}, {"value": number(2000, step=1000)}, "near"),
    ("value", {"value": number(50)}, {"value": number(120)}, "some"),
    ("value", {"value": number(50)}, {"value": number(1200)}, "far"),
    ("value", {"value": number(50)}, {"value": number(12_000)}, "very_far"),
    ("value", {"value": number(0)}, {"value": number(3)}, "very_far"),
    ("value", {"value": number(5, "m")}, {"value": number(5, "kg")}, None),
    ("value", {"value": number(5)}, {"value": day("2020-05-05")}, None),
    ("digits", {"value": number(412)}, {"value": number(421)}, "swapped"),
    ("digits", {"value": number(4120)}, {"value": number(0.0421)}, None),
    ("digits", {"value": number(1_310_000)}, {"value": number(1_130_000)}, "swapped"),
    ("digits", {"value": number(9_400)}, {"value": number(9_040)}, "swapped"),
    ("digits", {"value": number(54)}, {"value": number(45)}, "swapped_2"),
    ("digits", {"value": number(412)}, {"value": number(462)}, "one_digit"),
    ("digits", {"value": number(54)}, {"value": number(64)}, None),
    ("digits", {"value": number(24 * 3600, "s", step=3600)}, {"value": number(42 * 3600, "s", step=3600)}, "swapped_2"),
    ("digits", {"value": number(19 * 3600, "s", step=3600)}, {"value": number(24 * 3600, "s", step=3600)}, None),
    ("digits", {"value": number(72 * 3600, "s", step=3600)}, {"value": number(27 * 86400, "s", step=86400)}, None),
    ("sense", quote("The harvest came to 31 tonnes.", "31"), quote("The crop came to 28 tonnes.", "28"), "6"),
    ("sense", quote("The harvest came to 31 tonnes.", "31"), quote("A senator resigned after 28 votes.", "28"), "0"),
    ("digits", {"value": number(412)}, {"value": number(412)}, None),
    ("digits", {"value": number(412)}, {"value": number(359)}, None),
    ("digits", {"value": number(0)}, {"value": number(412)}, None),
    ("aspect", of(aspect="change"), of(aspect="change"), "same"),
    ("aspect", of(aspect="change"), of(aspect="level"), "different"),
    ("aspect", of(aspect="level"), {}, None),
    ("place", at("a.md", 10), at("a.md", 10), "sentence"),
    ("place", at("a.md", 10, "Costs"), at("a.md", 90, "Costs"), "section"),
    ("place", at("a.md", 10, "Costs"), at("a.md", 90, "Route"), "document"),
    ("place", at("a.md"), at("b.md"), None),
    ("place", {"extractor": "table", **at("a.md", 10, "Costs")}, at("a.md", 90, "Costs"), "table"),
    ("place", {"extractor": "table", **at("a.md", 10, "Costs")}, {"extractor": "table", **at("a.md", 90, "Route")}, "cells"),
    ("restated", {**said("a.md", "Lead"), **NAMED}, {**said("b.md", "Route"), **NAMED}, "retold"),
    ("restated", said("a.md", "Lead"), said("b.md", "Route"), None),
    ("restated", said("a.md", "Lead"), said("a.md", "Patents"), "restated"),
    ("restated", said("a.md", "Lead"), said("a.md", "Lead"), None),
    ("restated", said("a.md", "Lead"), said("b.md", "Patents"), None),
    ("restated", said("a.md", "Lead"), {**said("a.md", "Patents"), "subject": "Sundal"}, None),
    ("restated", {**said("a.md", "Lead"), "quote": "Patents"}, said("a.md", "Patents"), "headed"),
    ("restated", {**said("a.md", "Lead"), "quote": "Patents"}, {**said("a.md", "Patents"), "subject": "Sundal"}, None),
    ("restated", {**said("a.md", "Lead"), "quote": "Patents"}, said("b.md", "Patents"), None),
    ("modality", {"modality": Modality.TARGET}, {}, "plan_and_outcome"),
    ("modality", {"modality": Modality.TARGET}, {"modality": Modality.FORECAST}, None),
    ("mark", of(mark="part"), of(mark="part"), "same"),
    ("mark", {"value": number(5), **of(mark="part")}, {"value": number(6)}, "part"),
    ("mark", {"value": number(7), **of(mark="part")}, {"value": number(6)}, None),  # a part is smaller than its whole
    ("mark", {"value": number(7, "m"), **of(mark="part")}, {"value": number(6, "kg")}, "part"),
    ("mark", of(mark="whole"), {}, "whole"),
    ("mark", of(mark="prior"), {}, "prior"),
    ("mark", of(mark="expected"), {}, "expected"),
    ("mark", of(mark="difference"), {}, "difference"),
    ("mark", {}, {}, None),
    ("scope", of(scope=["arm", "week"]), of(scope="week"), "common"),
    ("scope", of(scope="arm"), of(rest="arm"), "elsewhere"),
    ("scope", of(scope="arm"), of(scope="week"), "different"),
    ("scope", of(scope="arm"), {}, "one_side"),
    ("scope", {}, {}, None),
    ("scope", of(scope="common"), of(scope="common"), None),  # a word that many claims have
    ("scope", of(scope=["arm", "common"]), of(scope="common"), "one_side"),
    ("row", of(row=["oslo"]), of(row=["oslo"]), "same"),
    ("row", of(row=["oslo", "port"]), of(row=["oslo"]), "overlap"),
    ("row", of(row=["oslo"]), of(row=["bergen"]), "missing"),
    ("row", of(row=["oslo"]), of(names="Oslo Harbour"), "found"),
    ("row", of(row=["oslo"], names="Oslo"), of(row=["bergen"]), "other_name"),
    ("row", of(row=["oslo"], names="Oslo"), of(rest="port"), "other_name"),
    ("row", of(row=["oslo"]), of(rest="oslo"), "found"),
    ("row", of(row=["oslo", "port"]), of(rest="port"), "overlap"),
    ("row", of(row=["oslo"]), of(rest="port"), "missing"),
    ("row", {}, {}, None),
    ("contrast", of(base="world"), {"quote": "Today 38 % of those who work there came as nurses.", **of(base="person")}, "exclusive"),
    ("contrast", of(base="world"), {"quote": "There are 38 % of them nurses.", **of(base="person")}, None),
    ("contrast", of(base="world"), {"quote": "Of the globe, 38 % are there.", **of(base="globe")}, None),
    ("contrast", of(base="person"), {"quote": "Here it is 38 %.", **of(base="person")}, None),
    ("sibling", of(names="lantern-1"), of(names="lantern-2"), "sibling"),
    ("sibling", of(names="lantern-1"), of(names="lantern-1"), None),
    ("sibling", of(names="lantern-1"), of(names="beacon-2"), None),
    ("period", {"period": period("2020-01-01", "2020-12-31")}, {"period": period("2020-01-01", "2020-12-31")}, "same"),
    ("period", {"period": period("2020-01-01", "2020-12-31")}, {"period": period("2020-06-01")}, "meet"),
    ("period", {"period": period("2020-01-01", "2020-12-31")}, {"period": period("2022-06-01")}, "apart"),
    ("period", {"period": period("2020-01-01")}, {"period": period("2024-06-01", source="document")}, "other_year"),
    ("period", {"period": period("2024-01-01")}, {"period": period("2024-06-01", source="document")}, None),
    ("period", {"period": period("2020-01-01")}, {}, None),
    ("topic", of(names="Oslo"), of(names="Bergen"), "none"),
    ("topic", of(names="Oslo"), of(names=["Oslo", "Bergen"]), "one"),
    ("topic", of(names=["Oslo", "Bergen"]), of(names=["Oslo", "Bergen"]), "some"),
    ("topic", of(names=["Oslo", "Bergen", "Voss"]), of(names=["Oslo", "Bergen", "Voss"]), None),
]


@pytest.mark.parametrize(("name", "a", "b", "expected"), LEVELS, ids=[f"{n}-{e}-{i}" for i, (n, _, _, e) in enumerate(LEVELS)])
def test_level(name: str, a: dict[str, Any], b: dict[str, Any], expected: str | None) -> None:
    assert level(BY_NAME[name], a, b) == expected


def test_every_level_has_a_weight() -> None:
    reached = {(name, expected) for name, _, _, expected in LEVELS if expected is not None}
    assert not {(name, found) for name, found in reached if found not in weights()[name]}


def test_every_comparison_is_in_the_table_of_weights() -> None:
    assert {c.name for c in COMPARISONS} <= weights().keys()


def test_words_and_rarity_rise_with_what_is_shared() -> None:
    shared = [("bridge",), ("bridge", "steel"), ("bridge", "steel", "fjord"), ("bridge", "steel", "fjord", "toll")]
    full = of(mods=["bridge", "steel", "fjord", "toll"])
    found = [int(level(BY_NAME["words"], full, of(mods=[*words, *(f"own{n}" for n in range(4 - len(words)))])) or 0) for words in shared]
    assert found == sorted(found)
    assert found[0] < found[-1]


@pytest.mark.parametrize(("weight", "told"), [(-0.001, "0.0"), (-0.0, "0.0"), (0.004, "0.0"), (-0.006, "-0.01"), (1.234, "1.23")])
def test_a_sum_of_weights_is_told_to_the_hundredth_and_nought_without_a_sign(weight: float, told: str) -> None:
    assert str(in_bits(weight)) == told


def test_how_rare_a_name_is_goes_with_a_part_of_the_setting() -> None:
    """A name is told by the key of its entity, which need not be a word of the claim."""
    x, y = (claim(n, features={"names": ("Common",), "head": ("bridge",)}) for n in "xy")
    where = setting([x, y, *OTHERS])
    assert where.part([x, y]).rarities["common"] == where.bits("common")

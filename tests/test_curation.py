import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atodds.curation import Curation, load_curation, load_file
from atodds.model.records import Modality
from atodds.model.values import Quantity

A, B, C = "c0123456789ab", "c0123456789ac", "c0123456789ad"


@pytest.fixture
def loaded(tmp_path):
    def load(text, name="x.yaml"):
        folder = tmp_path / "claims"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        return load_curation(folder)

    return load


def test_every_section(loaded):
    curation, problems = loaded(
        f"""\
aliases:
  - [Lake Bank, Lakeside Savings]
claims:
  - document: a.md
    quote: "It has 12 branches:  all open."
    value: 12
    subject: Lake   Bank
    property: branches
    scope: open
    modality: estimate
    means: {{kind: quantity, low: 12, high: 12, unit: "1", step: 1}}
corrections:
  - claim: {A}
    reject: true
    why: a bus line
  - document: a.md
    value: 12
    period: 2019
same:
  - [{A}, {B}, {C}]
not_same:
  - [{B}, c00000000000f]
entities:
  same: [[Lake Bank, the bank]]
  not_same:
    - [Lake Bank, Lake Bank Foundation]
"""
    )
    assert problems == []
    assert [a.names for a in curation.names] == [("Lake Bank", "Lakeside Savings")]
    (claim,) = curation.claims
    assert (claim.value, claim.subject, claim.scope, claim.modality, claim.nth) == ("12", "Lake Bank", ("open",), Modality.ESTIMATE, 1)
    assert claim.quote == "It has 12 branches:  all open."  # verbatim
    assert claim.means == Quantity(low=12, high=12, unit="1", step=1)
    assert (claim.file, claim.line) == ("claims/x.yaml", 4)
    assert curation.corrections[0].reject
    assert curation.corrections[1].changes() == {"period": "2019"}
    assert curation.forced == {frozenset((A, B)): True, frozenset((A, C)): True, frozenset((B, "c00000000000f")): False}
    assert [(e.a, e.b, e.same) for e in curation.entities] == [
        ("Lake Bank", "the bank", True),
        ("Lake Bank", "Lake Bank Foundation", False),
    ]
    assert curation.aliases == (("Lake Bank", "Lakeside Savings"), ("Lake Bank", "the bank"))
    assert curation.apart == (("Lake Bank", "Lake Bank Foundation"),)


def test_aliases_as_a_mapping(loaded):
    curation, problems = loaded("aliases:\n  Lake Bank: [LB, Lakeside]\n  NO: Norway\n")
    assert problems == []
    assert [a.names for a in curation.names] == [("Lake Bank", "LB", "Lakeside"), ("NO", "Norway")]
    assert [a.line for a in curation.names] == [2, 3]


def test_files_in_order_of_name(loaded):
    loaded("aliases: [[c, d]]", "b.yml")
    loaded("broken: [", ".hidden.yaml")
    curation, problems = loaded("aliases: [[a, b]]", "a.yaml")
    assert [a.names[0] for a in curation.names] == ["a", "c"]
    assert problems == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "aliases:\nclaims:\n", "\ufeffaliases: []\n", "---\n"])
def test_nothing_is_no_mistake(loaded, text):
    assert loaded(text) == (Curation(), [])
    assert not loaded(text)[0]


def test_no_folder(tmp_path):
    assert load_curation(tmp_path / "claims") == (Curation(), [])


GOOD = "aliases:\n  - [a, b]\n"  # two lines, used whatever else is wrong
CLAIM = "claims:\n  - document: a.md\n    quote: It has 12.\n    value: {value}\n    subject: It\n"
MISTAKES = [
    ("alias:\n  - [x, y]\n", 3, "unknown section `alias`"),
    ("claims: 5\n", 3, "claims: must be a list"),
    ("claims:\n  - 5\n", 4, "must be a mapping of fields"),
    (CLAIM.format(value=12), 4, "claims: property: field required"),
    (CLAIM.format(value=13) + "    property: p\n", 4, "must stand in the quote"),
    (CLAIM.format(value='""') + "    property: p\n", 6, "claims: value: is empty"),
    (CLAIM.format(value=12) + "    property: p\n    modality: maybe\n", 9, "claims: modality: input should be"),
    (CLAIM.format(value=12) + "    property: p\n    colour: red\n", 9, "claims: colour: unknown field"),
    (CLAIM.format(value=12) + "    property: p\n    line: 3\n", 4, "line: unknown field"),
    (CLAIM.format(value=12) + "    property: p\n    means: {kind: quantity, low: x}\n", 9, "claims: means:"),
    ("corrections:\n  - claim: 12\n    reject: true\n", 4, "corrections: claim: is no claim id"),
    (f"corrections:\n  - claim: {A}\n", 4, "either `reject: true` or what is changed"),
    (f"corrections:\n  - claim: {A}\n    reject: true\n    subject: x\n", 4, "either `reject: true` or what is changed"),
    ("corrections:\n  - document: a.md\n    reject: true\n", 4, "say which claim"),
    (f"same:\n  - {A}\n", 4, "list of two or more"),
    (f"not_same:\n  - [{A}, {B}, {C}]\n", 4, "list of two"),
    (f"not_same:\n\n  - [{A}, x]\n", 5, "is no claim id"),
    ("entities: [a]\n", 3, "must be a mapping with `same` and `not_same`"),
    ("entities:\n  same:\n    - [a]\n", 5, "list of two or more"),
    (f"same:\n  - [{A}, {B}]\nnot_same:\n  - [{B}, {A}]\n", 6, "both the same and not the same (see claims/x.yaml:4)"),
    ("entities:\n  not_same:\n    - [a, a]\n", 5, "different from itself"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES)
def test_a_mistake_has_file_and_line_and_stops_nothing_else(loaded, text, line, message):
    curation, problems = loaded(GOOD + text)
    assert curation.names[0].names == ("a", "b")
    assert [(p.file, p.line) for p in problems][:1] == [("claims/x.yaml", line)]
    assert message in problems[0].message


BROKEN = [
    ("aliases:\n  - [a, b\nclaims: []\n", 3, "is no YAML"),
    ("a: b: c\n", 1, "is no YAML"),
    ("aliases:\n\t- [a, b]\n", 2, "is no YAML"),
    ("aliases: []\naliases: []\n", 2, "there twice"),
    ("aliases: &x [a]\nclaims: *x\n", 1, "anchors"),
    ("aliases: " + "[" * 5000, 1, "nested deeper"),
    ("aliases:\n  - {[a]: b}\n", 2, "a key must be plain words"),
    ("- a\n", 1, "must be a mapping"),
    ("aliases: [[\x07, b]]\n", 1, "character that YAML does not allow"),
    ("a: 1\n--- \nb: 2\n", 2, "is no YAML"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN)
def test_a_broken_file_is_one_problem(loaded, text, line, message):
    loaded(GOOD, "a.yaml")
    curation, problems = loaded(text)
    assert len(curation.names) == 1
    assert [(p.file, p.line) for p in problems] == [("claims/x.yaml", line)]
    assert message in problems[0].message
    assert problems[0].advice or "allow" in problems[0].message or "key" in problems[0].message or "deeper" in problems[0].message


def test_not_utf8_and_too_large(tmp_path, monkeypatch):
    path = tmp_path / "x.yaml"
    path.write_bytes("aliases: [[Zürich, b]]".encode("latin-1"))
    assert "not UTF-8" in load_file(path)[1][0].message
    monkeypatch.setattr("atodds.curation.MAX_BYTES", 5)
    assert "larger than" in load_file(path)[1][0].message


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(alphabet="ab:-[]{}&*!|>#'\"\n ,?%@`", max_size=40))
def test_any_text_is_read_or_refused_with_a_line(tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8", newline="")
    _, problems = load_file(path)
    assert all(p.file.endswith("x.yaml") for p in problems)


def test_the_documented_examples_are_valid(loaded):
    docs = Path(__file__).parent.parent / "docs" / "curation.md"
    examples = re.findall(r"```yaml\n(.*?)```", docs.read_text("utf-8"), re.S)
    merged = [e for e in examples if not e.startswith(" ")]
    assert len(merged) >= 5
    for example in merged:
        curation, problems = loaded(example)
        assert problems == []
        assert curation

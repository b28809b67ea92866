"""Plain text: headings, paragraphs and list items by their looks; boilerplate."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offsets import assert_offsets, cells, kinds, outline, read

LONG = "The town counted its losses for a week before anybody could say how many houses had gone."


def test_lines_between_empty_lines() -> None:
    document = read(
        f"Rivers and towns\n\n{LONG}\n\nThe flood\n\nlower case heading of a part\n\n{LONG}\n\nThe dam\n\n{LONG}\n\n"
        "  • Upper: 12 houses.\n  • Lower: 9 houses.\n",
        "a.txt",
    )
    assert outline(document) == [
        ("heading", 1, "Rivers and towns"),
        ("paragraph", 0, LONG),
        ("heading", 2, "The flood"),
        ("heading", 3, "lower case heading of a part"),
        ("paragraph", 0, LONG),
        ("heading", 3, "The dam"),
        ("paragraph", 0, LONG),
        ("list_item", 1, "Upper: 12 houses."),
        ("list_item", 1, "Lower: 9 houses."),
    ]
    assert document.title == "Rivers and towns"
    assert_offsets(document)


def test_each_line_is_a_paragraph_or_a_heading() -> None:
    document = read(f"{LONG}\nWhat the Dam Held\n{LONG} {LONG}\n{LONG}\n", "a.txt")
    assert [b.kind for b in document.blocks] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert document.title is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Damage to houses", "heading"),
        ("1. Registrations", "heading"),
        ("IV. Where next", "heading"),
        ("What happened?", "heading"),
        ("PRICE CUTS", "heading"),
        ("01.AI", "heading"),
        ("Twelve died.", "paragraph"),
        ("Stations: 16", "paragraph"),
        ("($1 = 7.27 yuan)", "paragraph"),
        ("- one thing", "list_item"),
        ("* one thing", "list_item"),
        ("• one thing", "list_item"),
        ("2. The board should publish a forecast every year.", "list_item"),
        ("The line was opened by the mayor and the bishop and then a great many people walked along it", "paragraph"),
        ("5", "paragraph"),
    ],
)
def test_a_line_on_its_own(line: str, kind: str) -> None:
    document = read(f"{LONG}\n\n{line}\n\n{LONG}\n", "a.txt")
    assert document.blocks[1].kind == kind


def test_numbered_list_is_no_row_of_headings() -> None:
    document = read(f"{LONG}\n\n1. Hire more people\n\n2. Pay them\n\n{LONG}\n", "a.txt")
    assert [b.kind for b in document.blocks] == ["paragraph", "list_item", "list_item", "paragraph"]


def test_paragraphs_broken_by_hand_are_joined() -> None:
    text = (
        "REPORT\n\nThe commission met in the town hall on Monday and heard eleven\nwitnesses, of whom four had been at the dam in the "
        "night of the\nflood. It will meet again in May.\n\nThe second sitting of the commission is open to the pub-\nlic, "
        "and will be held in the school.\n"
    )
    document = read(text, "a.txt")
    assert kinds(document)[1:] == [
        (
            "paragraph",
            "The commission met in the town hall on Monday and heard eleven witnesses, of whom four had been at the dam in the night "
            "of the flood. It will meet again in May.",
        ),
        ("paragraph", "The second sitting of the commission is open to the pub-lic, and will be held in the school."),
    ]
    assert_offsets(document)


def test_lines_with_tabs_are_a_table() -> None:
    document = read("Rain\n\nStation\tRain, mm\nUpper\t120\nLower\t95\n", "a.txt")
    assert cells(document) == [
        [[("Station", True), ("Rain, mm", True)], [("Upper", False), ("120", False)], [("Lower", False), ("95", False)]]
    ]
    (table,) = [b for b in document.blocks if b.kind == "table"]
    assert [document.text[c.start : c.end] for c in table.rows[1]] == ["Upper", "120"]


def test_headlines_of_other_pages_at_the_end() -> None:
    headlines = ["Bank Raises Its Rate to 5% Amid Fears", "Minister Sees $3 Billion Gap in Budget", "Nine Towns to Share New Railway"]
    document = read("\n".join([LONG, LONG, "Photo: Agency", "", *headlines, ""]), "a.txt")
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph", *["boilerplate"] * 4]


def test_note_marks_are_dropped() -> None:
    document = read("It is 40 km long.[1] It was[note 2] built in 1950.[citation needed]\n", "a.txt")
    assert document.blocks[0].text == "It is 40 km long. It was built in 1950."
    assert_offsets(document)


BOILERPLATE = [
    "(Reporting by Ann Lee in Oslo; Editing by P. Berg)",
    "(Additional reporting by Ann Lee; writing by P. Berg)",
    "Reporting by Ann Lee and Per Berg",
    "Photo: Ann Lee / Agency",
    "Photographs by Ann Lee",
    "Image credit: Agency",
    "credit: Agency",
    "Disclaimer: figures are provisional.",
    "Risk warning: prices may fall.",
    "This does not constitute investment advice.",
    "© 2024 Herald. All rights reserved.",
    "Subscribe to our letter for $5 a month",
    "Follow us on all channels",
    "This website uses cookies to improve your visit.",
    "Read next: why 90% of towns flood",
    "Related articles: The dam; The bridge",
    "Contact: press office, +44 20 5550 0147",
    "Text is available under a free licence.",
    "Advertisement",
    "Share this article",
    "Sign up for our daily news",
    "The views expressed are those of the guest.",
]
TEXT = [
    "The photographs by which the 12 were known were lost.",
    "Reporting by the ministry in May put it at 57.",
    "Reporting by Ann Lee found that 12 houses were empty.",
    "Reporting on 9 May, the ministry put the toll at 57.",
    "The shares fell 5% after it cut its dividend.",
    "Contact with the village was lost at 9.",
    "Its newsletter has 5,000 subscribers, the group said.",
    "The advertisement tax brought in 12 million.",
    "The disclaimer was read by 5% of users.",
    "Sponsors: 12 firms in 2023.",
    "He is a related party with 9% of the shares.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_boilerplate_lines(line: str, name: str) -> None:
    blocks = read(f"{LONG}\n\n{line}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n", name).blocks
    assert blocks[1].kind == "boilerplate"
    assert blocks[1].text == line


@pytest.mark.parametrize("line", TEXT)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_lines_that_only_look_like_boilerplate(line: str, name: str) -> None:
    blocks = read(f"{LONG}\n\n{line}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n", name).blocks
    assert blocks[1].kind == "paragraph"


def test_cues_are_written_in_lower_case() -> None:
    """They are matched against words in lower case."""
    data = tomllib.loads(resources.files("atodds.read").joinpath("data/boilerplate.toml").read_text("utf-8"))
    escapes = re.compile(r"\\[A-Z]|\(\?-i:\[A-Z\]\)")
    for key, cues in data.items():
        for cue in cues:
            assert escapes.sub("", cue) == escapes.sub("", cue).lower(), (key, cue)


@pytest.mark.parametrize(
    ("heading", "item", "paragraph"),
    [
        ("See also", "boilerplate", "boilerplate"),
        ("References", "boilerplate", "boilerplate"),
        ("5. References", "boilerplate", "boilerplate"),
        ("Quick links", "boilerplate", "boilerplate"),
        ("Safe Harbor Statement", "boilerplate", "boilerplate"),
        ("Notes", "boilerplate", "paragraph"),
        ("Notes on the method", "list_item", "paragraph"),
        ("Results", "list_item", "paragraph"),
    ],
)
def test_boilerplate_sections(heading: str, item: str, paragraph: str) -> None:
    document = read(f"# T\n\n{LONG}\n\n## {heading}\n\n- Item 5\n\n{LONG}\n\n### Below\n\n{LONG}\n\n## Next\n\n{LONG}\n")
    found = {b.text: b.kind for b in document.blocks}
    assert found["Item 5"] == item
    assert [b.kind for b in document.blocks if b.text == LONG] == ["paragraph", paragraph, paragraph, "paragraph"]


def test_last_paragraph_in_italics_is_a_colophon_and_the_first_is_not() -> None:
    blocks = read(f"*A standfirst of 5 words.*\n\n{LONG}\n\n*Ann Lee has 9 cats.*\n").blocks
    assert [b.kind for b in blocks] == ["paragraph", "paragraph", "boilerplate"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB 1.\n\t\r\f[]-•é😀\u200b\u202e\ufeff\x85\u2028"), max_size=150))
def test_offsets_always_map(source: str) -> None:
    assert_offsets(read("word\n" + source, "a.txt"))

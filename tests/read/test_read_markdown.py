"""Markdown: blocks, words without markup, and offsets that map back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offsets import assert_offsets, outline, read

INLINE = [
    ("a **bold** and *it* and __b__ and _i_ word", "a bold and it and b and i word"),
    ("read [the words](https://x.example/a_b_c.html 'title'). More", "read the words. More"),
    ("read [the words][1] now\n\n[1]: https://x.example/", "read the words now"),
    ("some 40 km long.[1] Next[^2] and [^long-note] end", "some 40 km long. Next and  end"),
    ("grew[1](#fn1) by 5[2](https://x.example/#cite) %", "grew by 5 %"),
    ("see [2019](https://x.example/) for it", "see 2019 for it"),
    ("costs \\$5 \\* 3 &amp; more &euro;7", "costs $5 * 3 & more €7"),
    ("run `a  b` twice ``c`d``", "run a  b twice c`d"),
    ("an ![alt text](pic.png) image", "an  image"),
    ("was ~~12~~ 14 people", "was  14 people"),
    ("at <https://x.example/> now", "at https://x.example/ now"),
    ("one<br>two <b>three</b>", "one two three"),
    ("lines that\nare *broken\nby* hand", "lines that are broken by hand"),
    ("hard  \nbreak\\\nhere", "hard break here"),
    ("2 * 3 * 4 and snake_case_word and 5 < 6", "2 * 3 * 4 and snake_case_word and 5 < 6"),
    ("***both*** ends [a *b* c](u) [not a link]", "both ends a b c [not a link]"),
]


@pytest.mark.parametrize(("source", "plain"), INLINE)
def test_inline(source: str, plain: str) -> None:
    document = read(source)
    assert [b.text for b in document.blocks] == [plain]
    assert_offsets(document)


def test_offsets_of_a_phrase_with_markup_inside() -> None:
    document = read("---\ntitle: T\n---\nThe toll **rose** to [at least 41](x) people.\n")
    block = document.blocks[0]
    at = block.text.index("at least 41")
    start, end = block.to_document(at), block.to_document(at + len("at least 41"), end=True)
    assert document.text[start:end] == "at least 41"
    whole = document.text[block.to_document(0) : block.to_document(len(block.text), end=True)]
    assert whole == "The toll **rose** to [at least 41](x) people."


def test_structure() -> None:
    document = read(
        "# Title\n\nPara one\ncontinued.\n\n## Part\n\n- **Founded:** 11 June 2015\n- Two\n  - deeper\n\n1. first\n2. second\n\n"
        "> a quote\n\n```\ncode 5\n```\n\nSetext\n------\n\nEnd.\n"
    )
    assert outline(document) == [
        ("heading", 1, "Title"),
        ("paragraph", 0, "Para one continued."),
        ("heading", 2, "Part"),
        ("list_item", 1, "Founded: 11 June 2015"),
        ("list_item", 1, "Two"),
        ("list_item", 2, "deeper"),
        ("list_item", 1, "first"),
        ("list_item", 1, "second"),
        ("quote", 0, "a quote"),
        ("code", 0, "code 5"),
        ("heading", 2, "Setext"),
        ("paragraph", 0, "End."),
    ]
    assert_offsets(document)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**The tenant**", "heading"),
        ("**Why did it take so long?**", "heading"),
        ("**Table 2. Staff by degree (end of 2023)**", "heading"),
        ("PRICE CUTS", "heading"),
        ("SUMMARY", "heading"),
        ("NATO", "paragraph"),
        ("**One man died at the shaft.**", "paragraph"),
        ("**Good morning. It rained. Did you check?**", "paragraph"),
        ("**2. Victims.** 212 persons have died.", "paragraph"),
        ("**Will beaches close?** No.", "paragraph"),
        ("THE SHARES ROSE 4%.", "paragraph"),
        ("*A standfirst about the report*", "paragraph"),
    ],
)
def test_headings_without_markup(line: str, kind: str) -> None:
    document = read(f"# Title\n\nText before.\n\n{line}\n\nText after it.\n")
    assert document.blocks[2].kind == kind
    assert document.blocks[2].level == (2 if kind == "heading" else 0)


def test_table_cells_have_exact_spans() -> None:
    document = read("| Round | Amount |\n|---|--:|\n| **A** | RMB 30 million |\n| B \\| C |  |\n")
    (table,) = document.blocks
    assert [[(c.text, c.header) for c in row] for row in table.rows] == [
        [("Round", True), ("Amount", True)],
        [("A", False), ("RMB 30 million", False)],
        [("B | C", False), ("", False)],
    ]
    assert [document.text[c.start : c.end] for c in table.rows[1]] == ["A", "RMB 30 million"]
    assert [document.text[a:b] for a, b in table.row_spans][1] == "| **A** | RMB 30 million |"
    assert_offsets(document)


def test_table_without_a_head() -> None:
    (table,) = read("| | |\n|---|---|\n| Type | Thrust |\n").blocks
    assert [[(c.text, c.header) for c in row] for row in table.rows] == [[("Type", False), ("Thrust", False)]]


def test_typed_bullets_are_list_items() -> None:
    document = read("We have:\n• 600 tents\n• 4,500 blankets\n  and kits\n")
    assert outline(document) == [("paragraph", 0, "We have:"), ("list_item", 1, "600 tents"), ("list_item", 1, "4,500 blankets and kits")]
    assert_offsets(document)


def test_html_and_comments_inside() -> None:
    document = read("<!-- hidden 5 -->\n\n<div>\nShown 6\n</div>\n\n<script>\nvar x = 7\n</script>\n")
    assert [b.text for b in document.blocks] == ["Shown 6"]
    assert_offsets(document)


@pytest.mark.parametrize(
    "source", ["[" * 50_000, "*a " * 30_000, "`" * 60_000, "> " * 20_000 + "x", "- " * 5_000 + "x", "<" * 60_000, "![](" * 20_000]
)
def test_hostile_markup_is_read_in_bounded_time(source: str) -> None:
    assert_offsets(read(source + "\n\nend of text"))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab 1.\n\t*_`[]()#>|-&;\\<!~:•é😀\r"), max_size=120))
def test_offsets_always_map(source: str) -> None:
    assert_offsets(read("word\n\n" + source))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from([source for source, _ in INLINE] + ["| a | b |\n|---|---|\n| **1** | `x|y` |", "> q\n> r", "- a\n  b\n\n  c"]),
        max_size=6,
    )
)
def test_offsets_map_in_mixed_documents(parts: list[str]) -> None:
    assert_offsets(read("word\n\n" + "\n\n".join(parts)))

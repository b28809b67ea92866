"""Claims found again in the plain text of blocks."""

import pytest

from atodds.model.records import Block, Cell, Claim, Document, Segment
from atodds.model.values import Quantity
from atodds.review.marks import LONGEST_CONTEXT, Run, Span, block_of, runs, to_plain, view_document, view_quote


def shown(pieces):
    """Runs as text with the marks in brackets."""
    return "".join(f"[{'+'.join(r.keys)}:{r.text}]" if r.keys else r.text for r in pieces)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "abcdefgh"),
        ([Span(2, 4, "x")], "ab[x:cd]efgh"),
        ([Span(0, 8, "x")], "[x:abcdefgh]"),
        ([Span(2, 4, "x"), Span(4, 6, "y")], "ab[x:cd][y:ef]gh"),
        ([Span(1, 7, "x"), Span(3, 5, "y")], "a[x:bc][x+y:de][x:fg]h"),  # nested
        ([Span(1, 4, "x"), Span(3, 6, "y")], "a[x:bc][x+y:d][y:ef]gh"),  # overlapping
        ([Span(2, 4, "x"), Span(2, 4, "y")], "ab[x+y:cd]efgh"),
        ([Span(2, 2, "x"), Span(-1, 3, "y"), Span(6, 9, "z")], "abcdefgh"),  # empty or outside
    ],
)
def test_runs(spans, expected):
    assert shown(runs("abcdefgh", spans)) == expected


def test_a_mark_begins_once():
    assert [r.opens for r in runs("abcd", [Span(0, 4, "x"), Span(1, 2, "y")])] == [("x",), ("y",), ()]


def test_runs_of_nothing():
    assert runs("", [Span(0, 1, "x")]) == ()


MARKUP = "Crews counted **212 boats** torn [from](https://example.org) here."
PLAIN = "Crews counted 212 boats torn from here."


def block(**more):
    pieces = (("Crews counted ", 0), ("212 boats", 16), (" torn ", 27), ("from", 34), (" here.", 60))
    segments, plain = [], 0
    for text, start in pieces:
        assert MARKUP[start : start + len(text)] == text
        segments.append(Segment(plain=plain, start=start, length=len(text)))
        plain += len(text)
    return Block(kind="paragraph", start=0, end=len(MARKUP), text=PLAIN, segments=tuple(segments), **more)


@pytest.mark.parametrize(
    ("offset", "plain"), [(0, 0), (5, 5), (16, 14), (25, 23), (14, 14), (26, 23), (34, 29), (45, 33), (66, 39), (99, 39)]
)
def test_to_plain(offset, plain):
    assert to_plain(block(), offset) == plain


@pytest.mark.parametrize("index", range(len(PLAIN)))
def test_to_plain_is_the_inverse_of_to_document(index):
    assert to_plain(block(), block().to_document(index)) == index


def test_to_plain_without_segments():
    plain = Block(kind="paragraph", start=10, end=20, text="0123456789")
    assert [to_plain(plain, n) for n in (5, 10, 13, 40)] == [0, 0, 3, 10]


def document(*blocks, text=MARKUP):
    return Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=blocks)


def claim(quote, value, *, text=MARKUP, start=None):
    at = text.index(quote) if start is None else start
    number = Quantity(low=1, high=1, unit="1", step=1)
    return Claim(id="c1", document="a.md", start=at, quote=quote, value_text=value, value_start=quote.index(value), value=number)


def test_a_quote_in_its_paragraph():
    view = view_quote(document(block()), claim(MARKUP, "212 boats"))
    assert shown(view.runs) == "[quote:Crews counted ][quote+value:212 boats][quote: torn from here.]"
    assert not view.before
    assert not view.after


def test_a_long_paragraph_is_cut_between_words():
    before, after = "word " * 200, " and more" * 200
    text = f"{before}It was 7 then.{after}"
    long = Block(kind="paragraph", start=0, end=len(text), text=text)
    view = view_quote(document(long, text=text), claim("It was 7 then.", "7", text=text))
    printed = "".join(r.text for r in view.runs)
    assert view.before
    assert view.after
    assert len(printed) < LONGEST_CONTEXT
    assert printed.startswith("word ")
    assert printed.endswith((" and", " more"))
    assert "[quote:It was ][quote+value:7][quote: then.]" in shown(view.runs)


def test_a_quote_without_its_document():
    view = view_quote(document(text=""), claim("It was 7.", "7", start=0, text=""))
    assert shown(view.runs) == "[quote:It was ][quote+value:7][quote:.]"


TABLE = "| Place | Boats |\n|---|---|\n| Quay | **90** |\n| Pier | 12 |\n"


def table():
    def cell(text, header=False, span=None):
        start = TABLE.index(span or text)
        return Cell(text=text, start=start, end=start + len(span or text), header=header)

    rows = (
        (cell("Place", True), cell("Boats", True)),
        (cell("Quay"), cell("90", span="**90**")),
        (cell("Pier"), cell("12")),
    )
    return Block(kind="table", start=0, end=len(TABLE), rows=rows)


def test_a_table_shows_its_head_and_the_row():
    view = view_quote(document(table(), text=TABLE), claim("| Pier | 12 |", "12", text=TABLE))
    assert [[shown(c.runs) for c in row] for row in view.rows] == [["Place", "Boats"], ["Pier", "[value:12]"]]
    assert [c.header for c in view.rows[0]] == [True, True]


def test_a_value_in_a_cell_with_markup():
    found = claim("| Quay | **90** |", "**90**", text=TABLE)
    (view,) = view_document(document(table(), text=TABLE), [found])
    assert shown(view.rows[1][1].runs) == "[c1:90]"


def test_blocks_in_order_and_no_boilerplate():
    text = "Menu\nTitle\nIt was 7."
    blocks = (
        Block(kind="boilerplate", start=0, end=4, text="Menu"),
        Block(kind="heading", start=5, end=10, text="Title", level=4),
        Block(kind="paragraph", start=11, end=20, text="It was 7."),
    )
    views = view_document(document(*blocks, text=text), [claim("It was 7.", "7", text=text)])
    assert [(v.kind, v.level, v.keys) for v in views] == [("heading", 2, ()), ("paragraph", 0, ("c1",))]
    assert views[1].runs[1] == Run("7", ("c1",), ("c1",))


@pytest.mark.parametrize(("levels", "expected"), [([1, 2, 3], [2, 3, 4]), ([2, 4, 2], [2, 3, 3]), ([3, 1, 6, 6], [2, 2, 3, 4]), ([6], [2])])
def test_headings_skip_no_level(levels, expected):
    blocks = [Block(kind="heading", start=n, end=n + 1, text="T", level=level) for n, level in enumerate(levels)]
    assert [v.level for v in view_document(document(*blocks, text="TTTT"), [])] == expected


def test_no_block_between_blocks():
    two = document(
        Block(kind="paragraph", start=0, end=3, text="abc"), Block(kind="paragraph", start=5, end=8, text="def"), text="abc  def"
    )
    assert [block_of(two, n) and block_of(two, n).text for n in (0, 2, 3, 5, 7, 8)] == ["abc", "abc", None, "def", "def", None]


def test_a_long_document_in_parts_shows_each_claim_once(shared, monkeypatch):
    import re

    from atodds.review import documents

    page = "/-/atodds/document/gazette~2Emd"
    whole = shared.ask(page, "reader").text
    claims = re.findall(r'class="anchor" id="(c[0-9a-f]{12})"', whole)
    assert len(claims) == 3
    assert "Parts of the document" not in whole
    monkeypatch.setattr(documents, "PART_CHARACTERS", 30)
    first = shared.ask(page, "reader").text
    (parts,) = set(re.findall(r"Part 1 of (\d+)", first))
    assert int(parts) > 1
    texts = [shared.ask(f"{page}?part={n}", "reader").text for n in range(1, int(parts) + 1)]
    assert sorted(c for text in texts for c in re.findall(r'class="anchor" id="(c[0-9a-f]{12})"', text)) == sorted(claims)
    legend = re.compile(r'<p class="legend".*?</p>', re.DOTALL)
    assert {legend.findall(text)[0] for text in texts} == {legend.findall(whole)[0]}  # the counts are those of the whole document
    for claim in claims:  # a link to a claim opens its part
        assert f'id="{claim}"' in shared.ask(f"{page}?claim={claim}", "reader").text
    for odd in ("part=0", "part=99", "part=x", "part=-1", "claim=c000000000000", "claim="):
        assert shared.ask(f"{page}?{odd}", "reader").status_code == 200

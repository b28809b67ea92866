"""Datasette's own pages, made readable: what a cell shows."""

import pytest

from atodds.review import cells

QUOTE = {"quote": "It has 40 <b>", "value_text": "40", "value_start": 7}
FINDING = "/-/atodds/finding/f1"


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("findings", "id", "f1", f'<a href="{FINDING}">f1</a>'),
        ("queue", "id", "f1", f'<a href="{FINDING}">f1</a>'),
        ("claims", "id", "c1", None),
        ("documents", "id", "a b.md", '<a href="/-/atodds/document/a+b~2Emd">a b.md</a>'),
        ("conflicts", "finding", "f1", f'<a href="{FINDING}">f1</a>'),
        ("finding_claims", "finding", {"value": "f1", "label": "boats <i>"}, f'<a href="{FINDING}">boats &lt;i&gt;</a>'),
        (None, "finding", "f1", f'<a href="{FINDING}">f1</a>'),  # the result of a query
        ("conflicts", "document_b", "<x>", '<a href="/-/atodds/document/~3Cx~3E">&lt;x&gt;</a>'),
        ("claims", "entity", "port", '<a href="/-/atodds/entity/port">port</a>'),
        ("findings", "status", "conflict", '<span title="at most one of the values can be right">≠ Conflict</span>'),
        ("findings", "status", "nonsense", None),
        ("verdicts", "decision", "not_same", "Not the same thing"),
        ("queue", "verdict", "disagreed", None),
        ("claims", "quote", "It has 40 <b>", "It has <mark>40</mark> &lt;b&gt;"),
        ("verdict_evidence", "quote", "It has 40 <b>", None),
        (
            "documents",
            "url",
            "https://example.org/?a=1&b",
            '<a href="https://example.org/?a=1&amp;b" rel="nofollow noopener noreferrer">https://example.org/?a=1&amp;b</a>',
        ),
        ("documents", "url", "javascript:alert(1)", None),
        ("claims", "scope", '["a", "<b>"]', "a; &lt;b&gt;"),
        ("claims", "scope", "[]", "–"),
        ("claims", "scope", "[broken", None),
        ("documents", "text", "x" * 500, "x" * 399 + "…"),
        ("documents", "text", "<short>", "&lt;short&gt;"),
        ("documents", "title", "<script>", None),
        ("findings", "status", None, None),
        ("findings", "weight", 3.5, None),
        ("findings", "id", {"value": None}, None),
    ],
)
def test_what_a_cell_shows(shared, table, column, value, expected):
    shown = cells.render(shared.datasette, "claims", table, column=column, value=value, row=QUOTE)
    assert (shown if shown is None else str(shown)) == expected


def test_other_databases_keep_their_cells(shared):
    assert cells.render(shared.datasette, "other", "findings", column="id", value="f1", row={}) is None

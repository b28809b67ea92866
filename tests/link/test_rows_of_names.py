"""Rows of a table that name who they are about: each agrees with what the text says of the same name, and with no other."""

from __future__ import annotations

from atodds.chain import reconcile
from atodds.read import read_document

TABLE = """---
title: "Three makers of heat pumps"
published: 2025-03-04
---

Borealis Heating is worth $3.3 billion at present. Kestrelix is worth $2.8 billion. Investors value AquaNord at $2.5 billion.

| Maker | Founded | Valuation (billion dollars) |
|---|---|---|
| Borealis Heating | 2021 | 3.3 |
| Kestrelix | 2023 | 2.8 |
| AquaNord | 2023 | 2.5 |
"""
NOTE = """---
title: "A note on Borealis Heating"
published: 2025-03-05
---

Borealis Heating, which a fund valued at $3.3 billion in January, sells to schools.
"""


def test_each_firm_of_a_table_has_a_finding_of_its_own(tmp_path):
    for name, text in (("table.md", TABLE), ("note.md", NOTE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = reconcile([read_document(tmp_path / name, name) for name in ("note.md", "table.md")])
    claims = {c.id: c for c in result.claims}
    told = sorted(sorted({claims[i].value_text.removeprefix("$").removesuffix(" billion") for i in f.claims}) for f in result.findings)
    assert told == [["2.5"], ["2.8"], ["3.3"]]
    assert {f.status.value for f in result.findings} == {"agrees"}

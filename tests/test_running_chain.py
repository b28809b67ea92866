"""Two documents of different days: a count that ran on is a change, and one that cannot have is a contradiction."""

from __future__ import annotations

import pytest

from atodds.chain import reconcile
from atodds.read import read_document

CHANGED = [
    # the earlier document, the later one
    ("Since it reopened the Tarn yard has overhauled 64 wagons.", "The Tarn yard overhauled 79 wagons."),
    ("Sixty-one growers have joined the Tarn seed scheme.", "Seventy growers have joined the Tarn seed scheme."),
    ("The Tarn fund had lent out 3.2 million euros by Friday.", "The Tarn fund has lent out 4.1 million euros."),
    ("So far the Tarn clinic has fitted 310 hearing aids.", "The Tarn clinic fitted 402 hearing aids."),
    ("Eleven cantons have ratified the Tarn treaty.", "Fourteen cantons have ratified the Tarn treaty."),
    ("The Tarn petition has been signed by 1,930 teachers.", "The Tarn petition was signed by 2,350 teachers."),
    ("The Tarn observatory has found 71 comets to date.", "The Tarn observatory found 88 comets."),
    ("The Tarn beetle has been found in 8 of the 40 parishes.", "The Tarn beetle was found in 13 of the 40 parishes."),
    ("The toll fare on the Tarn bridge is 22 crowns.", "The toll fare on the Tarn bridge is 18 crowns, against 22 before."),
    ("The Tarn crew numbers 40 sailors.", "The Tarn crew was cut from 40 to 31 sailors."),
]
CONTRADICTED = [
    # smaller than before
    ("Sixty-one growers have joined the Tarn seed scheme.", "Fifty growers have joined the Tarn seed scheme."),
    ("So far the Tarn clinic has fitted 310 hearing aids.", "The Tarn clinic has fitted 270 hearing aids."),
    ("The Tarn beetle has been found in 8 of the 40 parishes.", "The Tarn beetle was found in 6 of the 40 parishes."),
    ("The Tarn beetle was found in 8 of the 40 parishes.", "The Tarn beetle was found in 13 of the 40 parishes."),
    # of one day
    ("As of 3 March the Tarn fund had paid 610 claims.", "As of 3 March the Tarn fund had paid 745 claims."),
    ("By 2 March the Tarn observatory had found 71 comets.", "By 2 March the Tarn observatory had found 88 comets."),
    # one total, one deed
    ("The Tarn yard overhauled 64 wagons.", "The Tarn yard overhauled 79 wagons."),
    ("A total of 1,930 teachers signed the Tarn petition.", "A total of 2,350 teachers signed the Tarn petition."),
    ("The Tarn airline has ordered 12 aircraft.", "The Tarn airline ordered 15 aircraft."),
    # another earlier figure
    ("The toll fare on the Tarn bridge is 25 crowns.", "The toll fare on the Tarn bridge is 18 crowns, against 22 before."),
]


def relations(folder, *texts):
    read = []
    for name, day, text in zip(("a.md", "b.md"), ("2025-03-04", "2025-03-21"), texts, strict=True):
        path = folder / name
        path.write_text(f"---\npublished: {day}\n---\n\n# Tarn\n\n{text}\n", "utf-8")
        read.append(read_document(path, name))
    return {str(r.relation) for f in reconcile(read).findings for r in f.relations} - {"not_comparable", "compatible"}


@pytest.mark.parametrize(("early", "late"), CHANGED, ids=[c[1] for c in CHANGED])
def test_what_came_of_a_count_is_a_change(tmp_path, early, late):
    assert "conflict" not in relations(tmp_path, early, late)
    assert "updated" in relations(tmp_path, early, late)


@pytest.mark.parametrize(("early", "late"), CONTRADICTED, ids=[c[1] for c in CONTRADICTED])
def test_what_cannot_have_come_of_it_is_a_contradiction(tmp_path, early, late):
    assert "conflict" in relations(tmp_path, early, late)

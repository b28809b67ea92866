"""The files of a report: their text beside this file, their schemas, hostile documents, atomic writes."""

from __future__ import annotations

import csv
import itertools
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import csvw
import jsonschema
import pytest
from golden import assert_expected
from report_sample import claim, document, finding, quantity, relation, sample, sample_verdicts

from atodds.errors import UsageError
from atodds.model.records import Problem, RelationKind, Result
from atodds.report import diff, diff_json, export, load_export, write_reports
from atodds.report.export import schema
from atodds.report.exports import claim_reviews, provenance, web_annotations
from atodds.report.lines import to_json
from atodds.report.write import write_atomically

FILES = [
    "findings.json", "findings.schema.json", "report.html", "report.md", "claims.csv", "findings.csv", "csv-metadata.json",
]  # fmt: skip
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e${{ 7*7 }}"


def written(tmp_path: Path, result: Result, **more: object) -> dict[str, str]:
    paths = write_reports(result, tmp_path / "reports", sources="../sources/", **more)  # type: ignore[arg-type]
    return {p.name: p.read_bytes().decode() for p in paths}


def hostile() -> Result:
    """A document whose name, title, publisher, address and sentences try everything."""
    text = f"=HYPERLINK(1) {HOSTILE} costs 5 euros.\n\nIt | costs *7* euros `here`.\n"
    made = document(f"{HOSTILE}.md", text, title=HOSTILE, publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)")
    quote = f"=HYPERLINK(1) {HOSTILE} costs 5 euros."
    a = claim([made], made.id, quote, "5 euros", quantity(5, "EUR", 1), subject=HOSTILE, attribution=HOSTILE)
    b = claim([made], made.id, "It | costs *7* euros `here`.", "7", quantity(7, "EUR", 1), section=(HOSTILE,))
    found = finding(HOSTILE, [relation(a, b, RelationKind.CONFLICT, "disjoint_values", HOSTILE)], [a, b], 1.0)
    return Result(documents=(made,), claims=(a, b), findings=(found,), problems=(Problem(file=HOSTILE, message=HOSTILE, advice=HOSTILE),))


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_as_expected(tmp_path: Path, name: str) -> None:
    result = sample()
    files = written(tmp_path, result, verdicts=sample_verdicts(result), run={"configuration": "default", "lexicon": "1"})
    # Pictures of matplotlib differ between its versions; what they show is tested by itself.
    assert_expected(name, re.sub(r'src="data:image/svg[^"]*"', 'src="data:..."', files[name]))


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "a", sample()) == written(tmp_path / "b", sample())


def test_what_is_said_of_many_pairs_is_said_once(tmp_path: Path) -> None:
    made = [document(f"{n}.md", "It costs 5 euros. It costs 7 euros.") for n in range(3)]
    claims = [claim(made, d.id, f"It costs {n} euros.", f"{n} euros", quantity(n, "EUR", 1)) for d in made for n in (5, 7)]
    pairs = [(a, b) for a in claims for b in claims if (a.value_text, b.value_text) == ("5 euros", "7 euros")]
    relations = [relation(a, b, RelationKind.CONFLICT, "disjoint_values", "Not both.") for a, b in pairs]
    files = written(tmp_path, Result(documents=tuple(made), claims=tuple(claims), findings=(finding("It", relations, claims, 1.0),)))
    for name in ("report.html", "report.md"):
        assert (files[name].count("Not both."), files[name].count("9 pairs"), "more pairs" in files[name]) == (1, 1, False), name


def test_an_empty_result_gives_a_report(tmp_path: Path) -> None:
    files = written(tmp_path, Result(documents=(), claims=(), findings=()))
    assert "No contradiction waits" in files["report.html"]
    assert "No contradiction waits" in files["report.md"]
    assert json.loads(files["findings.json"])["findings"] == []


@pytest.mark.parametrize("make", [sample, hostile, lambda: Result(documents=(), claims=(), findings=())])
def test_findings_json_holds_to_its_schema(make: type[Result]) -> None:
    described = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(json.loads(to_json(export(make()))), described, cls=jsonschema.Draft202012Validator)


def test_offsets_of_the_export_find_the_words(tmp_path: Path) -> None:
    result = sample()
    texts = {d.id: d.text for d in result.documents}
    for c in json.loads(written(tmp_path, result)["findings.json"])["claims"]:
        assert texts[c["document"]][c["start"] :].startswith(c["quote"])
        assert c["quote"][c["value_start"] :].startswith(c["value_text"])


def test_an_export_is_read_back(tmp_path: Path) -> None:
    result = sample()
    exported = export(result, verdicts=sample_verdicts(result))
    write_reports(result, tmp_path, verdicts=sample_verdicts(result))
    assert load_export(tmp_path / "findings.json") == exported


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": "other"}'])
def test_what_is_no_export_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"x\.json: this is no findings\.json"):
        load_export(path)


def test_a_missing_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the file"):
        load_export(tmp_path / "none.json")


class _Tags(HTMLParser):
    """Collects tags, the attributes that may run or load something, and the nesting."""

    VOID = frozenset({"meta", "br", "img", "rect", "line", "circle", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.events: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.events.append(name)
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_page_is_whole_and_runs_nothing(tmp_path: Path, make: type[Result]) -> None:
    page = _Tags()
    page.feed(written(tmp_path, make())["report.html"])
    page.close()
    assert page.open == []
    assert not {"script", "iframe", "link"} & set(page.tags)
    assert page.events == []
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith(("#", "../sources/", "https://", "data:image/svg+xml;base64,")) for link in page.links)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))


def test_headings_do_not_skip_a_level(tmp_path: Path) -> None:
    levels = [int(n) for n in re.findall(r"<h([1-6])", written(tmp_path, sample())["report.html"])]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    files = written(tmp_path, hostile())
    assert "<script" not in files["report.html"]
    assert "<script" not in files["report.md"].replace("\\<script", "")
    assert "javascript:" not in files["report.html"]
    assert not any("\u202e" in files[name] for name in ("report.html", "report.md", "claims.csv", "findings.csv"))


def test_lone_surrogates_and_controls_reach_every_file(tmp_path: Path) -> None:
    """Broken PDFs and file names that are no UTF-8 give such text; no file may break on it."""
    made = document("a\ud800.md", "Caf\ud800\x00 costs 5 euros. It costs 7 euros.\n", title="\ud800\x0c")
    a = claim([made], made.id, "Caf\ud800\x00 costs 5 euros.", "5 euros", quantity(5, "EUR", 1))
    b = claim([made], made.id, "It costs 7 euros.", "7 euros", quantity(7, "EUR", 1))
    found = finding("\ud800", [relation(a, b, RelationKind.CONFLICT, "x", "\ud800")], [a, b], 1.0)
    result = Result(documents=(made,), claims=(a, b), findings=(found,))
    files = written(tmp_path, result)
    assert json.loads(files["findings.json"])["claims"][0]["quote"].startswith("Caf")
    assert "\x00" not in files["report.html"] + files["report.md"] + files["claims.csv"]
    assert diff_json(diff(Result(documents=(), claims=(), findings=()), result))
    assert all((claim_reviews(result, []), web_annotations(result), provenance(result)))


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    files = written(tmp_path, hostile())
    rows = list(csv.DictReader(files["claims.csv"].splitlines(keepends=True)))
    assert rows[0]["quote"].startswith("'=HYPERLINK")
    assert rows[0]["value_text"] == "5 euros"


def test_the_tables_hold_what_their_metadata_says(tmp_path: Path) -> None:
    files = written(tmp_path, sample())
    for table in json.loads(files["csv-metadata.json"])["tables"]:
        rows = list(csv.DictReader(files[table["url"]].splitlines(keepends=True)))
        columns = {c["name"]: c for c in table["tableSchema"]["columns"]}
        assert list(rows[0]) == list(columns)
        assert len({r["id"] for r in rows}) == len(rows)
        for name, column in columns.items():
            check = {"integer": int, "double": float}.get(column["datatype"], str)
            assert all(check(r[name]) is not None for r in rows if r[name])


def test_links_lead_to_the_sources_beside_the_reports(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    write_reports(sample(), tmp_path / "reports" / "2024-02-03")
    assert 'href="../../sources/bridge-guide.md#:~:text=' in (tmp_path / "reports" / "2024-02-03" / "report.html").read_text("utf-8")


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_a_reader_of_csv_on_the_web_takes_the_tables(tmp_path: Path) -> None:
    result = sample()
    write_reports(result, tmp_path)
    tables = {str(t.url): t for t in csvw.TableGroup.from_file(tmp_path / "csv-metadata.json").tables}
    claims, findings = (list(tables[name].iterdicts(strict=True)) for name in ("claims.csv", "findings.csv"))
    assert {c["id"] for c in claims} == {c.id for c in result.claims}
    assert {f["id"] for f in findings} == {f.id for f in result.findings}
    assert all(isinstance(c["start"], int) for c in claims)

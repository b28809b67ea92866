"""Where the reports of a workspace lie."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from report_sample import sample, sample_verdicts

from atodds.report import Assembly, write_dated_reports, write_reports

ALL = {"findings.json", "findings.schema.json", "report.html", "report.md", "claims.csv", "findings.csv", "csv-metadata.json"}


def written(folder: Path, date: dt.date | None = None) -> dict[str, set[str]]:
    verdicts = sample_verdicts(sample())
    paths = write_dated_reports(Assembly(sample(), verdicts), folder, date=date)
    found: dict[str, set[str]] = {}
    for path in paths:
        assert path.is_file()
        found.setdefault(path.parent.relative_to(folder).as_posix(), set()).add(path.name)
    return found


@pytest.mark.parametrize(("date", "name"), [(None, "2024-02-03"), (dt.date(2025, 1, 2), "2025-01-02")], ids=["newest document", "given"])
def test_a_folder_by_date_latest_and_the_export(tmp_path: Path, date: dt.date | None, name: str) -> None:
    assert written(tmp_path, date) == {name: ALL, "latest": ALL, ".": {"findings.json", "findings.schema.json"}}


def test_without_any_date_latest_alone(tmp_path: Path) -> None:
    undated = sample().model_copy(update={"documents": tuple(d.model_copy(update={"published": None}) for d in sample().documents)})
    paths = write_dated_reports(Assembly(undated), tmp_path)
    assert {p.parent.name for p in paths} == {"latest", tmp_path.name}


def test_all_places_hold_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    folder = tmp_path / "reports"
    written(folder)
    write_reports(sample(), tmp_path / "reports" / "alone", verdicts=sample_verdicts(sample()))
    for name in ALL:
        data = (folder / "latest" / name).read_bytes()
        assert data == (folder / "2024-02-03" / name).read_bytes() == (folder / "alone" / name).read_bytes()
    assert (folder / "findings.json").read_bytes() == (folder / "latest" / "findings.json").read_bytes()
    assert b'href="../../sources/bridge-guide.md' in (folder / "latest" / "report.html").read_bytes()


def test_where_there_are_no_hard_links_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    first, second = tmp_path / "linked", tmp_path / "written"
    for folder in (first, second):
        folder.mkdir()
    written(first)
    monkeypatch.setattr("os.link", refused)
    written(second)
    names = sorted(p.relative_to(first) for p in first.rglob("*"))
    assert names == sorted(p.relative_to(second) for p in second.rglob("*"))
    assert {n: (first / n).read_bytes() for n in names if (first / n).is_file()} == {
        n: (second / n).read_bytes() for n in names if (second / n).is_file()
    }


def test_a_later_report_leaves_an_earlier_one_as_it_was(tmp_path: Path) -> None:
    written(tmp_path, dt.date(2025, 1, 2))
    before = {p.name: p.read_bytes() for p in (tmp_path / "2025-01-02").iterdir()}
    other = sample().model_copy(update={"findings": sample().findings[:1]})
    for _ in range(2):
        write_dated_reports(Assembly(other), tmp_path, date=dt.date(2025, 1, 3))
    assert {p.name: p.read_bytes() for p in (tmp_path / "2025-01-02").iterdir()} == before
    assert (tmp_path / "latest" / "findings.json").read_bytes() != before["findings.json"]
    assert not list(tmp_path.rglob("*.tmp"))

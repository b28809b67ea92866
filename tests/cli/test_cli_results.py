"""`atodds diff`, `export` and `report --date`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atodds.cli import cli
from atodds.report.diff import Diff
from atodds.run import run
from atodds.workspace import Workspace

Invoke = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path: Path, without_parser) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    (made.sources / "a.md").write_text("---\npublished: 2024-05-01\n---\nOn Monday 212 died.\n")
    (made.sources / "b.md").write_text("---\npublished: 2024-05-02\n---\nLater 226 died.\n")
    run(made)
    return made


@pytest.fixture
def invoke(workspace: Workspace) -> Invoke:
    return lambda command, *arguments: CliRunner().invoke(cli, [command, *map(str, arguments), "-C", str(workspace.root)])


def change(workspace: Workspace, words: str) -> None:
    (workspace.sources / "b.md").write_text(f"---\npublished: 2024-05-02\n---\n{words}\n")
    run(workspace)


# ---- diff


def test_one_run_has_nothing_to_be_compared_with(invoke: Invoke) -> None:
    done = invoke("diff")
    assert done.exit_code == 2
    assert "fewer than two runs" in done.stderr


def test_the_last_two_runs(workspace: Workspace, invoke: Invoke) -> None:
    change(workspace, "Later 227 died.")
    change(workspace, "Later 212 died.")
    assert "Contradiction → Agrees" in invoke("diff").stdout
    found = Diff.model_validate_json(invoke("diff", "--format", "json").stdout)
    assert [(c.old, c.new) for c in found.claims_changed[0].changes if c.field == "value_text"] == [("227", "212")]
    assert invoke("diff", "--format", "markdown").stdout.startswith("# What changed\n")
    assert "value as written: 226 → 212" in invoke("diff", "1").stdout
    back = Diff.model_validate_json(invoke("diff", "3", "2", "--format", "json").stdout)
    assert [(c.old, c.new) for c in back.claims_changed[0].changes if c.field == "value_text"] == [("212", "227")]
    assert invoke("diff", "2", "2").stdout == "Nothing changed.\n"


def test_files_and_runs(workspace: Workspace, invoke: Invoke, tmp_path: Path) -> None:
    old = shutil.copy(workspace.reports / "findings.json", tmp_path / "old.json")
    change(workspace, "Later 212 died.")
    between = invoke("diff").stdout
    assert invoke("diff", old, workspace.reports / "findings.json").stdout == between
    assert invoke("diff", old).stdout == between
    assert invoke("diff", old, 2).stdout == between


def test_the_runs_are_listed(workspace: Workspace, invoke: Invoke) -> None:
    change(workspace, "Later 212 died.")
    lines = [line.split() for line in invoke("diff", "--runs").stdout.splitlines()]
    assert lines[0] == ["RUN", "WHEN", "(UTC)", "DOCUMENTS", "CLAIMS", "FINDINGS"]
    assert [(line[0], line[3:]) for line in lines[1:]] == [("1", ["2", "2", "1"]), ("2", ["2", "2", "1"])]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["7", "1"], 1, "run 7 is not kept"),
        (["x"], 2, "neither the number of a run"),
        (["1", "1", "1"], 2, "not more"),
        (["gone.json", "1"], 2, "cannot read the file"),
    ],
)
def test_what_cannot_be_compared(invoke: Invoke, arguments: list[str], status: int, message: str) -> None:
    done = invoke("diff", *arguments)
    assert (done.exit_code, message in done.stderr) == (status, True)


def test_how_many_are_kept_is_configured(workspace: Workspace, invoke: Invoke) -> None:
    workspace.config_file.write_text("[reports]\nkeep_runs = 2\n")
    for words in ("Later 1 died.", "Later 2 died.", "Later 3 died."):
        change(Workspace(workspace.root), words)
    assert [line.split()[0] for line in invoke("diff", "--runs").stdout.splitlines()[1:]] == ["3", "4"]


def test_none_are_kept_where_none_are_wanted(workspace: Workspace, invoke: Invoke) -> None:
    workspace.history.unlink()
    workspace.config_file.write_text("[reports]\nkeep_runs = 0\n")
    change(Workspace(workspace.root), "Later 1 died.")
    assert not workspace.history.exists()
    assert "No results are kept yet" in invoke("diff", "--runs").stdout


def test_the_report_says_what_changed_since_the_last_run(workspace: Workspace, invoke: Invoke) -> None:
    latest = workspace.reports / "latest" / "report.md"
    assert "## What changed\n" not in latest.read_text("utf-8")
    change(workspace, "Later 212 died.")
    told = latest.read_text("utf-8")
    assert "## What changed\n" in told
    assert "Contradiction → Agrees" in told
    invoke("report")
    assert latest.read_text("utf-8") == told


def test_a_damaged_history_is_named_and_the_reports_are_written(workspace: Workspace) -> None:
    workspace.history.write_bytes(b"this is no database, and long enough to be sure of it" * 20)
    (workspace.sources / "b.md").write_text("Later 212 died.\n")
    done = run(workspace)
    assert done.reports
    assert [("history.db" in p.file, "is not kept" in p.message) for p in done.problems] == [(True, True)]


# ---- report


def test_the_folder_of_a_report(workspace: Workspace, invoke: Invoke) -> None:
    assert (workspace.reports / "2024-05-02" / "report.html").is_file()
    done = invoke("report", "--date", "2024-06-01")
    assert done.exit_code == 0
    assert (workspace.reports / "2024-06-01" / "report.html").read_bytes() == (workspace.reports / "latest" / "report.html").read_bytes()
    assert invoke("report", "--date", "June").exit_code == 2


# ---- export


@pytest.mark.parametrize(("name", "key"), [("claimreview", "@graph"), ("annotations", "type"), ("prov", "@graph")])
def test_exports(invoke: Invoke, tmp_path: Path, name: str, key: str) -> None:
    shown = invoke("export", name)
    assert shown.exit_code == 0
    assert key in json.loads(shown.stdout)
    assert invoke("export", name, "-o", tmp_path / "out.jsonld").stdout == ""
    assert (tmp_path / "out.jsonld").read_text("utf-8") == shown.stdout


def test_identifiers_of_ones_own(invoke: Invoke) -> None:
    shown = invoke("export", "prov", "--base", "https://example.org/checks/")
    assert '"https://example.org/checks/run"' in shown.stdout
    assert "urn:atodds:run" not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["-o", "/nowhere/at/all"], "cannot be written"), (["--base", "checks/"], "no absolute IRI"), (["--base", "x: y"], "no absolute IRI")],
)
def test_exports_that_cannot_be(invoke: Invoke, arguments: list[str], message: str) -> None:
    done = invoke("export", "prov", *arguments)
    assert (done.exit_code, message in done.stderr) == (2, True)

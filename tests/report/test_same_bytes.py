"""The same workspace gives the same bytes: in any time zone, language, order of hashing, and whenever it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent.parent / "sources"
# Half a day ahead of UTC with a text encoding that knows ASCII only, and behind it. A language that is not installed is C.
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
THERE = {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "2", "COLUMNS": "40"}


def atodds(workspace: Path, environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "atodds", *arguments, "-C", str(workspace)]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | environment).stdout.decode()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_two_runs_far_apart_write_the_same(tmp_path: Path) -> None:
    written = []
    for environment in (HERE, THERE):
        workspace = tmp_path / environment["PYTHONHASHSEED"] / "w"
        atodds(workspace.parent, environment, "init", "w")
        for source in sorted(SOURCES.iterdir(), reverse=environment is THERE):
            shutil.copyfile(source, workspace / "sources" / source.name)
        atodds(workspace, environment, "run", "--quiet")
        written.append(bytes_of(workspace / "reports"))
    assert written[0].keys() == written[1].keys()
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []
    assert {"latest/report.html", "latest/report.md", "latest/findings.csv", "findings.json"} <= written[0].keys()
    # And written anew from one database, in the other place.
    atodds(tmp_path / "1" / "w", THERE, "report")
    assert bytes_of(tmp_path / "1" / "w" / "reports") == written[0]
    for name in ("claimreview", "annotations", "prov"):
        assert atodds(tmp_path / "1" / "w", HERE, "export", name) == atodds(tmp_path / "1" / "w", THERE, "export", name)

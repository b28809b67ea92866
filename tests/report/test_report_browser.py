"""The HTML report in a real browser: ten thousand findings, nothing loaded, nothing run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from report_sample import claim, document, finding, quantity, relation, sample
from test_write_reports import hostile

from atodds.model.records import RelationKind, Result
from atodds.report import write_reports
from atodds.report.html import OPENED

pytestmark = pytest.mark.browser
# Exit status of paint.py where it finds no browser.
NO_BROWSER = 3
HOW = "no Chromium found: install it (Debian: apt install chromium) to run the browser tests"
# What docs/reports.md promises: 10,000 findings, under 2 seconds to first paint.
MANY, SECONDS = 10_000, 2.0
KINDS = (RelationKind.CONFLICT, RelationKind.UPDATED, RelationKind.AGREES)


def opened(path: Path) -> dict[str, Any]:
    command = [sys.executable, str(Path(__file__).parent / "paint.py"), path.as_uri()]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode == NO_BROWSER and os.environ.get("ATODDS_REQUIRE_BROWSER") != "1":
        pytest.skip(HOW)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("make", [sample, hostile])
def test_nothing_is_loaded_and_nothing_is_run(tmp_path: Path, make: type[Result]) -> None:
    write_reports(make(), tmp_path, sources="../sources/")
    found = opened(tmp_path / "report.html")
    assert found["complaints"] == []
    assert [r for r in found["requests"] if not r.startswith(("file://", "data:"))] == []
    assert len([r for r in found["requests"] if r.startswith("file://")]) == 1


def many(count: int) -> Result:
    text = "".join(f"Bridge {n} is {n % 90 + 10} metres long. Bridge {n} is {n % 90 + 12} metres long.\n" for n in range(count))
    made = document("d.md", text, title="All bridges")
    claims, findings, start = [], [], 0
    for n, line in enumerate(text.splitlines()):
        first, second = (sentence.strip(".") + "." for sentence in line.split(". "))
        part = made.model_copy(update={"text": line})
        a, b = (
            claim([part], "d.md", quote, " ".join(quote.split()[3:5]), quantity(float(quote.split()[3]), "m", 1), subject=f"Bridge {n}")
            for quote in (first, second)
        )
        a, b = (c.model_copy(update={"start": c.start + start}) for c in (a, b))
        kind = KINDS[n % 3]
        claims += [a, b]
        findings.append(finding(f"Bridge {n}", [relation(a, b, kind, "disjoint_values", "These differ.")], [a, b], float(count - n)))
        start += len(line) + 1
    return Result(documents=(made,), claims=tuple(claims), findings=tuple(findings))


@pytest.mark.slow
def test_ten_thousand_findings_paint_at_once(tmp_path: Path) -> None:
    write_reports(many(MANY), tmp_path)
    found = opened(tmp_path / "report.html")
    assert found["articles"] == MANY
    assert found["open"] == 2 * OPENED
    assert found["paint"] < SECONDS

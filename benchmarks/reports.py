"""How fast a large report shows up and two large results are compared: `python benchmarks/reports.py [FINDINGS] [FINDINGS OF DIFF]`.

The report is opened in Chromium, each time in a new browser; what is printed is the first contentful paint that it reports itself.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from review_pages import make_result

from atodds.model.records import Finding, RelationKind, Result
from atodds.report import diff, write_reports

ROUNDS = 5
# A result of n findings holds n times as many claims; those of one finding are of two to six documents.
CLAIMS_OF_REPORT = 5
# One finding of so many is another in the second result.
CHANGED = 100
# A promise of the first paint, buffered or still to come.
PAINT = """new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntriesByName("first-contentful-paint")[0];
  if (first) done(first.startTime);
}).observe({type: "paint", buffered: true}))"""


def first_paint(page: Path) -> float:
    """Seconds from asking for a page to its first contentful paint, in a new browser."""
    names = ("chromium", "chromium-browser", "google-chrome")
    browser_path = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(page.as_uri(), wait_until="commit")
        found: float = tab.evaluate(PAINT)
        browser.close()
    return found / 1000


def report(findings: int) -> None:
    """Write a report of so many findings and open it."""
    with tempfile.TemporaryDirectory() as name:
        begin = time.process_time()
        write_reports(make_result(findings, findings * CLAIMS_OF_REPORT), Path(name))
        took = time.process_time() - begin
        page = Path(name) / "report.html"
        paints = [first_paint(page) for _ in range(ROUNDS)]
        size = page.stat().st_size / 1e6
    print(f"| report of {findings:,} findings, {size:.0f} MB: written | {took:.1f} s of processor time |")
    print(f"| first paint in Chromium | median {statistics.median(paints):.2f} s, worst of {ROUNDS} {max(paints):.2f} s |")


def changed(finding: Finding) -> Finding:
    """The finding with another status."""
    kind = RelationKind.CONFLICT if finding.status is not RelationKind.CONFLICT else RelationKind.AGREES
    return finding.model_copy(update={"status": kind})


def comparison(findings: int) -> None:
    """Compare two results of so many findings."""
    old = make_result(findings, findings)
    found = tuple(changed(f) if n % CHANGED == 0 else f for n, f in enumerate(old.findings))
    new = Result.model_validate(old.model_dump() | {"findings": found})  # nothing is shared with the old one
    begin = time.process_time()
    told = diff(old, new)
    took = time.process_time() - begin
    print(f"| diff of {findings:,} findings, {len(told.findings_changed):,} changed | {took:.1f} s of processor time |")


def main() -> None:
    """Measure both."""
    sizes = [int(a) for a in sys.argv[1:]]
    print("| what | measured |\n|---|---|")
    report(sizes[0] if sizes else 10_000)
    comparison(sizes[1] if len(sizes) > 1 else 100_000)


if __name__ == "__main__":
    main()

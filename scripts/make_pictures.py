"""Pictures of the report and the review pages for the documentation: `python scripts/make_pictures.py [WORKSPACE] [FOLDER]`.

Takes a copy of the workspace's database (default: this repository's, made by `make run`), so that the verdicts shown are not
kept anywhere. Needs Playwright and Chromium, as the browser tests do.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from datasette.utils import tilde_encode
from playwright.sync_api import sync_playwright

from atodds.model.records import Claim, Decision, EvidenceClaim, Finding, Verdict, finding_version
from atodds.review.serve import serve
from atodds.store import Store
from atodds.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE_OF_REPORT = {"width": 1100, "height": 900}  # the width that its style sheet fills, and what is seen at once on a large screen
SIZE = {"width": 1366, "height": 720}  # a laptop's screen without the frame of the browser


def copy_of(workspace: Workspace, folder: Path) -> Workspace:
    """A workspace with a copy of the database, taken through SQLite so that nothing of its log is missing."""
    copy = Workspace.create(folder)
    with sqlite3.connect(workspace.database) as source, sqlite3.connect(copy.database) as target:
        source.backup(target)
    return copy


def start(workspace: Workspace) -> str:
    """Serve on a free port in a thread; the sign-in link."""
    said: list[str] = []
    threading.Thread(target=lambda: serve(workspace, port=0, name="ana", say=said.append), daemon=True).start()
    while not (found := re.search(r"http\S+token=\S+", "\n".join(said))):
        time.sleep(0.1)
    return found[0]


def second_opinions(workspace: Workspace) -> str:
    """Verdicts of two reviewers on the first findings, for the page of agreement; the finding on which one of them is stale."""
    given = {"ana": "confirmed explained explained not_same confirmed", "ben": "confirmed explained confirmed not_same confirmed"}
    with Store.open(workspace.database) as store:
        result = store.load()
        claims = {c.id: c for c in result.claims}
        edited = next(f for f in result.findings[1:] if claims[f.claims[0]].value_text[:1].isdigit())
        for name, decisions in given.items():
            for decision, finding in zip(decisions.split(), result.findings, strict=False):
                if (name, finding) != ("ana", result.findings[0]):  # hers was written on the page
                    store.append_verdict(opinion(name, decision, finding, claims, earlier=finding is edited))
    return edited.id


def opinion(name: str, decision: str, finding: Finding, claims: dict[str, Claim], *, earlier: bool) -> Verdict:
    """A verdict on a finding; ``earlier``: given when the first of its values began with another digit."""
    evidence = []
    for n, claim in enumerate(claims[c] for c in finding.claims):
        words = f"{(int(claim.value_text[0]) + 1) % 10}{claim.value_text[1:]}" if earlier and n == 0 else claim.value_text
        quote = claim.quote.replace(claim.value_text, words, 1)
        evidence.append(EvidenceClaim(claim=claim.id, document=claim.document, quote=quote, value_text=words))
    return Verdict(
        id=f"v{name}-{finding.id}",
        finding=finding.id,
        finding_version="earlier" if earlier else finding_version(finding, claims),
        reviewer=name,
        at=dt.datetime.now(dt.UTC),
        decision=Decision(decision),
        explanation="time" if decision == "explained" else None,
        evidence=tuple(evidence),
    )


def take(page: Any, link: str, workspace: Workspace, folder: Path) -> None:
    """Go through the pages as a reviewer does."""
    base = link.split("/-/", maxsplit=1)[0]
    conn = sqlite3.connect(workspace.database)
    ((finding,),) = conn.execute("SELECT id FROM findings ORDER BY status <> 'conflict', abs(claims - 2), position LIMIT 1")
    ((document,),) = conn.execute("SELECT document FROM documents_contradicted ORDER BY contradicted DESC LIMIT 1")
    ((entity,),) = conn.execute("SELECT entity FROM entity_names GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    conn.close()

    def picture(name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")
        print(folder / f"{name}.png")

    page.goto(link)
    page.goto(f"{base}/-/atodds/finding/{finding}")
    picture("finding")
    page.get_by_label("Conflict confirmed").check()
    page.get_by_label("Note (Markdown)").fill("Both sources were asked; **neither** has corrected itself.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    picture("verdict")
    stale = second_opinions(workspace)
    page.goto(f"{base}/-/atodds/finding/{stale}?status=all")
    page.get_by_role("link", name="What changed").click()
    picture("stale")
    pages = {"queue": "?status=all", "document": f"/document/{tilde_encode(document)}", "entity": f"/entity/{tilde_encode(entity)}"}
    pages |= {"documents": "/documents", "agreement": "/agreement", "help": "/help"}
    for name, path in pages.items():
        page.goto(f"{base}/-/atodds{path}")
        picture(name)
    page.goto(f"{base}/claims/conflicts")
    picture("data")


def take_report(page: Any, workspace: Workspace, folder: Path) -> None:
    """The head of the report, as the last run wrote it."""
    page.goto((workspace.reports / "latest" / "report.html").resolve().as_uri())
    page.screenshot(path=folder / "report.png")
    print(folder / "report.png")


def main() -> None:
    """Take all pictures."""
    workspace = Workspace(Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY)
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else REPOSITORY / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        copy = copy_of(workspace, Path(temporary) / "copy")
        path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        take_report(browser.new_page(viewport=PAGE_OF_REPORT), workspace, folder)
        take(browser.new_page(viewport=SIZE, reduced_motion="reduce"), start(copy), copy, folder)
        browser.close()


if __name__ == "__main__":
    main()

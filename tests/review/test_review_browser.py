"""The review pages in a real browser: signing in, deciding, keys, hostile documents, accessibility.

They need Chromium: Debian's package, or the one that `playwright install chromium` brings. Where there is none they are skipped,
unless ATODDS_REQUIRE_BROWSER=1 says that it must be there.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from review_sample import HOSTILE_NAME, make_result, make_workspace, save, write_sources

from atodds.review.roles import Role
from atodds.workspace import Workspace

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAPTOP = {"width": 1366, "height": 655}  # what a browser leaves of 1366 x 768
HOW = "no Chromium found: install it (Debian: apt install chromium) to run the browser tests"


@pytest.fixture(scope="module")  # not longer: while Playwright is there, no other event loop runs in this thread
def browser() -> Iterator[Any]:
    required = os.environ.get("ATODDS_REQUIRE_BROWSER") == "1"
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        if required:
            raise
        pytest.skip("playwright is not installed: pip install playwright")
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            if required:
                pytest.fail(f"{HOW} ({error})")
            pytest.skip(HOW)
        yield launched
        launched.close()


class Server:
    """The real server on a free port, in a thread."""

    def __init__(self, workspace: Workspace, **options: Any) -> None:
        import asyncio

        import uvicorn

        from atodds.review.serve import listen, make_datasette, make_desk

        self.workspace = workspace
        self.desk = make_desk(workspace, **options)
        self.socket = listen("127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.datasette: Any = make_datasette(workspace, self.desk)
        self.server = uvicorn.Server(uvicorn.Config(self.datasette.app(), log_level="error", lifespan="on", timeout_graceful_shutdown=1))
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve(sockets=[self.socket])), daemon=True)
        self.thread.start()
        deadline = time.monotonic() + 30
        while not self.server.started:
            assert self.thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline, "the server takes longer than 30 seconds to start"
            time.sleep(0.02)

    def link(self, name: str, role: Role = Role.REVIEWER) -> str:
        """A one-time sign-in link."""
        return f"{self.base}/-/atodds/sign-in?token={self.desk.invite(name, role)}"

    def close(self) -> None:
        """Stop, and wait for it."""
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.socket.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    made: list[Server] = []

    def begin(*, hostile: bool = False, workspace: Workspace | None = None, **options: Any) -> Server:
        made.append(Server(workspace or make_workspace(tmp_path / "w", hostile=hostile), **options))
        return made[-1]

    yield begin
    for server in made:
        server.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page in a browser session of its own. Errors of scripts and refused content fail the test."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def begin(address: str, **options: Any) -> Any:
        context = browser.new_context(viewport=LAPTOP, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "Failed to load resource" not in m.text else None)
        page.goto(address)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert wrong == []


def test_from_the_sign_in_link_to_a_verdict_that_outlives_a_run(start, visit):
    server = start()
    link = server.link("ana")
    page = visit(link)
    assert page.get_by_text("signed in as ana (reviewer)").is_visible()
    row = page.get_by_role("row", name=re.compile("boats lost", re.IGNORECASE))
    assert "No verdict" in row.inner_text()
    row.get_by_role("link").first.click()

    quotes = page.locator("article.claim")
    assert "A survey found 226 boats adrift after the storm." in quotes.nth(0).inner_text()
    assert "Crews counted 212 boats torn from their moorings" in quotes.nth(1).inner_text()
    assert page.locator("mark").all_inner_texts() == ["226 boats", "212 boats"]
    # Everything that two claims need is on the screen of a laptop.
    save_next = page.get_by_role("button", name="Save, next")
    for part in (quotes.nth(0), quotes.nth(1), page.locator("svg.atodds-line"), page.locator("table.waterfall"), save_next):
        box = part.bounding_box()
        assert box
        assert box["y"] + box["height"] <= LAPTOP["height"]

    page.get_by_label("Error in a source").check()
    page.get_by_role("combobox", name=re.compile("226 boats")).select_option("deprecated")
    page.get_by_label("Note (Markdown)").fill("The survey counted **wrecks** of last year.")
    page.get_by_label("Outside evidence").fill("https://example.org/survey")
    save_next.click()
    assert page.get_by_text("Verdict saved").is_visible()
    page.get_by_role("link", name="Queue", exact=True).click()
    assert "Error in a source" in page.get_by_role("row", name=re.compile("boats lost", re.IGNORECASE)).inner_text()
    assert "1 of 2 reviewed" in page.content()

    # The same link does not work again.
    assert "This link has been used already" in visit(link).inner_text("main")

    # A run that finds the same leaves the verdict where it is.
    save(server.workspace, make_result(write_sources(server.workspace.root)))
    page.reload()
    assert "Error in a source" in page.get_by_role("row", name=re.compile("boats lost", re.IGNORECASE)).inner_text()
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    history = page.get_by_role("region", name="Verdicts")
    assert "The survey counted wrecks of last year." in history.inner_text()
    assert history.locator("strong").inner_text() == "wrecks"
    assert "evidence has changed" not in history.inner_text()


def test_the_queue_by_keyboard_only(start, visit):
    server = start()
    page = visit(server.link("ana"))
    press = page.keyboard.press
    press("j")
    press("j")
    press("k")
    press("Enter")
    page.wait_for_url("**/finding/**")
    press("j")  # the next finding
    page.locator("h1", has_text="employees").wait_for()
    press("k")
    page.locator("h1", has_text="boats").wait_for()
    press("2")
    press("Tab")  # from the choice to what explains it
    page.keyboard.type("different d")
    press("Escape")
    press("n")
    page.keyboard.type("They count different things; j and k are letters here.")
    press("Control+Enter")
    page.locator("h1", has_text="employees").wait_for()
    press("d")
    press("ArrowDown")
    press("Escape")
    press("u")
    page.wait_for_selector("table.queue")
    rows = page.locator("tr[data-row]").all_inner_texts()
    assert "Explained" in rows[0]
    assert "No verdict" in rows[1]


def test_text_survives_when_a_run_changes_the_finding_meanwhile(start, visit):
    server = start()
    page = visit(server.link("ana"))
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    page.get_by_label("Conflict confirmed").check()
    page.get_by_label("Note (Markdown)").fill("a long thought")
    edit_the_gazette(server.workspace)
    page.get_by_role("button", name="Save", exact=True).click()
    assert "This finding has changed since you opened it" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Note (Markdown)").input_value() == "a long thought"
    assert page.get_by_label("Conflict confirmed").is_checked()
    assert "230 boats" in page.locator("mark").all_inner_texts()
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_text("Verdict saved").is_visible()
    assert "a long thought" in page.locator(".history").inner_text()


def edit_the_gazette(workspace: Workspace) -> None:
    """A document is edited, and a run follows."""
    path = workspace.sources / "gazette.md"
    path.write_text(path.read_text().replace("226 boats", "230 boats"))
    from atodds.read import read_document

    documents = [read_document(p, p.name) for p in sorted(workspace.sources.iterdir())]
    save(workspace, make_result(documents, boats="230"))


def test_an_edited_document_makes_the_verdict_stale(start, visit):
    server = start()
    page = visit(server.link("ana"))
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    page.get_by_label("Conflict confirmed").check()
    page.get_by_role("button", name="Save", exact=True).click()
    edit_the_gazette(server.workspace)
    page.get_by_role("link", name="Queue", exact=True).click()
    assert "Stale" in page.locator("tr[data-row]").first.inner_text()
    page.locator("aside").get_by_role("link", name=re.compile("Stale")).click()
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    history = page.locator(".history").inner_text()
    assert "The evidence has changed since" in history
    page.get_by_role("link", name="What changed").click()
    changed = page.get_by_role("region", name="Edited")
    assert "other words now: gazette.md" in changed.inner_text()
    before, now = changed.locator("dl.diff > div").all_inner_texts()
    assert before.split(maxsplit=1) == ["Before", "A survey found 226 boats adrift after the storm."]
    assert now.split(maxsplit=1) == ["Now", "A survey found 230 boats adrift after the storm."]
    assert changed.locator("dl del").all_inner_texts() == ["226"]
    assert changed.locator("dl ins").all_inner_texts() == ["230"]
    # Without colours the lines still tell what went and what came.
    lines = "e => getComputedStyle(e).textDecorationLine"
    assert changed.locator("del").first.evaluate(lines) == "line-through"
    assert changed.locator("ins").first.evaluate(lines) == "underline"
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    check(axe, page, "a stale verdict")


def test_reviewers_disagree_and_an_adjudicator_settles(start, visit):
    server = start()
    ana, ben = visit(server.link("ana")), visit(server.link("ben"))
    for page, decision in ((ana, "Conflict confirmed"), (ben, "Not the same thing")):  # two at once
        page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
        page.get_by_label(decision).check()
    for page in (ana, ben):
        page.get_by_role("button", name="Save", exact=True).click()
    ana.get_by_role("link", name="Queue", exact=True).click()
    assert "Disagreed" in ana.locator("tr[data-row]").first.inner_text()
    assert ana.get_by_label("Settle it for everybody").count() == 0

    eva = visit(server.link("eva", Role.ADJUDICATOR))
    eva.locator("aside").get_by_role("link", name=re.compile("Disagreed")).click()
    eva.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    history = eva.locator(".history").inner_text()
    assert "ana" in history
    assert "ben" in history
    eva.get_by_label("Conflict confirmed").check()
    eva.get_by_label("Settle it for everybody").check()
    eva.get_by_role("button", name="Save", exact=True).click()
    eva.get_by_role("link", name="Queue", exact=True).click()
    assert "settled" in eva.locator("tr[data-row]").first.inner_text()
    eva.get_by_role("link", name="Agreement").click()
    assert "ana and ben" in eva.inner_text("main")


def test_blind_reviewers_see_others_only_after_deciding(start, visit):
    server = start(blind=True)
    ana, ben = visit(server.link("ana")), visit(server.link("ben"))
    ana.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    ana.get_by_label("Conflict confirmed").check()
    ana.get_by_label("Note (Markdown)").fill("what ana thinks")
    ana.get_by_role("button", name="Save", exact=True).click()
    ben.reload()
    assert "No verdict" in ben.locator("tr[data-row]").first.inner_text()
    ben.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    assert "1 verdict of others: shown once you have decided" in ben.locator(".history").inner_text()
    assert "what ana thinks" not in ben.content()
    ben.get_by_label("Needs more evidence").check()
    ben.get_by_role("button", name="Save", exact=True).click()
    assert "what ana thinks" in ben.locator(".history").inner_text()


def test_a_hostile_document_is_text(start, visit):
    server = start(hostile=True)
    page = visit(server.link("ana", Role.ADJUDICATOR))
    name = HOSTILE_NAME
    from datasette.utils import tilde_encode

    rows = page.locator("tr[data-row]").first
    assert "<script>alert(3)</script>" in rows.inner_text()
    rows.get_by_role("link").first.click()
    assert "<script>alert(2)</script> differs." in page.inner_text("main")
    page.get_by_label("Conflict confirmed").check()
    page.get_by_label("Note (Markdown)").fill("<script>alert(4)</script> [x](javascript:alert(5)) ![i](https://example.org/i.png)")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "<script>alert(4)</script>" in page.locator(".history").inner_text()
    finding = page.url
    for path in (
        "/-/atodds/documents",
        f"/-/atodds/document/{tilde_encode(name)}",
        "/-/atodds/agreement",
        "/claims/claims",
        "/claims/documents",
        f"/claims/documents/{tilde_encode(name)}",
        "/claims/conflicts",
        "/claims/most_contradicted",
        finding.removeprefix(server.base),
    ):
        page.goto(server.base + path)
        assert page.title() != "owned", path
        assert page.locator("main img, main svg[onload], section.content img[onerror], [onerror], [onload]").count() == 0, path
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
        assert not [h for h in hrefs if h.lower().startswith(("javascript:", "data:"))], path


def test_everything_but_keys_works_without_javascript(start, visit):
    server = start()
    page = visit(server.link("ana"), java_script_enabled=False)
    page.get_by_label("Search titles and quotes").fill("moorings")
    page.get_by_role("button", name="Search").click()
    assert page.locator("tr[data-row]").count() == 1
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    page.get_by_label("Explained").check()
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Choose what explains the difference" in page.get_by_role("alert").inner_text()
    page.get_by_label("What explains the difference").select_option("definition")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Explained: different definition" in page.locator(".history").inner_text()
    page.get_by_role("button", name="Withdraw").click()
    assert "Withdrawn" in page.locator(".history").inner_text()
    page.get_by_role("button", name="Sign out").click()
    assert "Sign in" in page.inner_text("h1")


def test_a_claim_leads_to_its_place_in_the_document_and_back(start, visit):
    server = start()
    page = visit(server.link("ana"))
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    page.get_by_role("link", name="Storm closes the harbour").click()
    assert page.locator("a.inline.target").inner_text().startswith("212 boats")
    page.get_by_role("link", name=re.compile("employees of the ferry company", re.IGNORECASE)).first.click()
    assert "355" in page.locator("mark").all_inner_texts()


PAGES = [
    "/-/atodds",
    "/-/atodds?status=agrees",
    "{finding}",
    "/-/atodds/documents",
    "/-/atodds/document/gazette~2Emd",
    "/-/atodds/entity/harbour",
    "/-/atodds/agreement",
    "/-/atodds/help",
    "/-/atodds/put-aside",
    "/-/atodds/finding/none",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(start, visit, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    server = start()
    page = visit(server.base, color_scheme=scheme)
    check(axe, page, "sign-in")
    page.goto(server.link("ana", Role.ADJUDICATOR))
    page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
    finding = page.url
    page.get_by_role("button", name="Save", exact=True).evaluate("b => { b.form.noValidate = true; b.click(); }")
    page.get_by_role("alert").wait_for()
    check(axe, page, "finding with errors")
    page.get_by_label("Conflict confirmed").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    for path in PAGES:
        page.goto(finding if path == "{finding}" else server.base + path)
        check(axe, page, path)


def test_a_published_folder_is_for_reading(visit, tmp_path):
    from test_review_publish import Served

    from atodds.review.publication import publish_folder

    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    publish_folder(make_workspace(tmp_path / "w"), tmp_path / "public")
    served = Served(tmp_path / "public")
    try:
        page = visit(f"{served.base}/-/atodds")
        page.get_by_role("link", name=re.compile("boats lost", re.IGNORECASE)).click()
        assert page.locator("mark").all_inner_texts() == ["226 boats", "212 boats"]
        assert "Published for reading" in page.inner_text(".decision")
        assert page.get_by_role("button").count() == 0
        check(axe, page, "finding of a published folder")
        page.get_by_role("link", name="Storm closes the harbour").click()
        assert page.locator("a.inline.target").inner_text().startswith("212 boats")
        page.goto(f"{served.base}/-/atodds/sign-in")
        assert "published for reading" in page.inner_text("main")
        check(axe, page, "sign-in of a published folder")
    finally:
        served.close()


def check(axe: Any, page: Any, where: str) -> None:
    """No violation of any rule that axe-core knows."""
    found = axe.run(page).response["violations"]
    assert not found, where + "\n" + "\n".join(f"{v['id']}: {v['help']}: {[n['html'][:200] for n in v['nodes']]}" for v in found)


def test_the_whole_chain_from_documents_to_a_verdict_that_stays(start, visit, tmp_path):
    from atodds.errors import ModelError
    from atodds.run import run

    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    workspace = Workspace.create(tmp_path / "chain")
    for source in (Path(__file__).parents[2] / "sources").glob("*.md"):
        shutil.copy(source, workspace.sources)
    try:
        run(workspace)
    except ModelError as error:
        pytest.skip(str(error))
    server = start(workspace=workspace)
    page = visit(server.link("ana"))
    page.goto(server.base + "/-/atodds?status=all")  # whatever there is
    page.locator("tr[data-row]").first.get_by_role("link").first.click()
    title = page.locator("h1 .cap").inner_text()
    assert page.locator("article.claim mark").count() >= 2
    # The pages of real documents, with findings of many claims, are accessible too.
    finding = page.url
    check(axe, page, "finding of the chain")
    for link in (page.locator("a.about"), page.locator("article.claim a.source").first):
        link.click()
        check(axe, page, page.url)
        page.goto(finding)
    page.get_by_label("Conflict confirmed").check()
    page.get_by_label("Note (Markdown)").fill("checked against the originals")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    again = run(workspace, force=True)  # while the server runs
    assert again.failed == 0
    page.goto(server.base + "/-/atodds?status=all")
    row = page.locator("tr[data-row]", has=page.get_by_role("link", name=title, exact=True))
    assert "Conflict confirmed" in row.first.inner_text()
    row.first.get_by_role("link").first.click()
    assert "checked against the originals" in page.get_by_role("region", name="Verdicts").inner_text()


COAST = {
    "yard.md": "Horizon Robotics, the supplier of the shipyard, was founded in 2009.\n\nHorizon Robotics employs 340 people.\n",
    "jobs.md": "Horizon employs 355 people.\n\nThe Meridian Line has 1,200 employees.\n",
    "note.md": "Meridian Shipping Company has 1,450 employees.\n",
}


def test_names_are_joined_and_parted_and_the_next_run_obeys(start, visit, tmp_path):
    from atodds.errors import ModelError
    from atodds.run import run

    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    workspace = Workspace.create(tmp_path / "names")
    for name, text in COAST.items():
        (workspace.sources / name).write_text(f"---\npublished: 2024-05-04\n---\n{text}")
    try:
        run(workspace)
    except ModelError as error:
        pytest.skip(str(error))
    server = start(workspace=workspace)
    page = visit(server.link("ana"))
    assert findings_of(page) == ["Horizon Robotics: headcount"]

    # Two firms were taken for one: their names are parted, and the contradiction that was none is gone.
    page.get_by_role("link", name="Horizon Robotics: headcount").click()
    page.get_by_role("link", name="all about Horizon Robotics").click()
    assert "“horizon” begins only “horizon robotics”" in page.get_by_role("region", name="One thing under 2 names").inner_text()
    page.get_by_text("Not all of these names mean one thing").click()
    page.get_by_role("button", name="Part them").click()
    assert "Mark the names that mean something else" in page.get_by_role("alert").inner_text()
    check(axe, page, "names with errors")
    page.get_by_role("checkbox", name="Horizon", exact=True).check()
    page.get_by_label("Reason (for others)").first.fill("a bank, not the maker of robots")
    page.get_by_role("button", name="Part them").click()
    assert "Saved. The next run obeys it." in page.get_by_role("status").inner_text()
    assert "takes effect with the next run" in page.inner_text("main")
    check(axe, page, "names that wait for a run")
    assert run(workspace).problems == ()
    page.reload()
    assert "Its name" in page.inner_text("main h2")
    assert "✓ obeyed" in page.inner_text(".decided")
    assert "a bank, not the maker of robots" in page.inner_text(".decided")
    page.get_by_role("link", name="Queue", exact=True).click()
    assert findings_of(page) == []

    # One firm goes by two names that nothing tells: they are joined, and its figures contradict each other.
    page.goto(f"{server.base}/-/atodds/entity/meridian+line")
    page.get_by_text("It has another name").click()
    page.get_by_label("The other name, as a document writes it").fill("Meridian Shipping Company")
    page.get_by_role("button", name="Join them").click()
    page.get_by_role("status").wait_for()
    assert run(workspace).problems == ()
    page.reload()  # from here to the key under which both are found now
    names = page.get_by_role("region", name="One thing under 2 names").inner_text()
    assert "Meridian Line" in names
    assert "Meridian Shipping Company is declared another name of Meridian Line" in names
    assert len(findings_of(page)) == 1

    # What was decided is taken back, and the run after that finds what it found before.
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("status").wait_for()
    assert "↶ withdrawn" in page.inner_text(".decided")
    run(workspace)
    page.get_by_role("link", name="Queue", exact=True).click()
    assert findings_of(page) == []


def findings_of(page: Any) -> list[str]:
    """The titles in the list of findings on a page."""
    return page.locator("table.findings a.title").all_inner_texts()

"""Signing in: one-time links, accounts, sessions; and starting the server."""

import re
import stat
import threading
import time
import urllib.error
import urllib.request

import pytest

from atodds.errors import StoreError, UsageError
from atodds.review.accounts import FOLDER, Accounts
from atodds.review.roles import Role
from atodds.review.serve import LOOPBACK, listen, make_datasette, make_desk, serve
from atodds.review.signin import TRIES
from atodds.workspace import Workspace

PASSWORD = "correct horse battery"


def cookie(answer):
    return answer.headers.get("set-cookie", "")


def test_a_link_works_once(site):
    token = site.desk.invite("ana", Role.REVIEWER)
    first, second = (site.ask(f"/-/atodds/sign-in?token={token}") for _ in range(2))
    assert (first.status_code, first.headers["location"]) == (303, "/-/atodds")
    assert "HttpOnly" in cookie(first)
    assert "SameSite=lax" in cookie(first)
    assert second.status_code == 403
    assert not cookie(second)
    assert "used already" in second.text


def test_a_preview_does_not_spend_a_link(site):
    token = site.desk.invite("ana", Role.REVIEWER)
    assert not cookie(site.ask(f"/-/atodds/sign-in?token={token}", method="head"))
    assert site.ask(f"/-/atodds/sign-in?token={token}").status_code == 303


def test_a_guessed_token(site):
    site.desk.invite("ana", Role.REVIEWER)
    assert site.ask("/-/atodds/sign-in?token=guess").status_code == 403


def test_using_a_link_is_told(site):
    told = []
    site.desk.on_use = told.append
    site.ask(f"/-/atodds/sign-in?token={site.desk.invite('ana', Role.READER)}")
    assert [(i.name, i.role) for i in told] == [("ana", Role.READER)]


@pytest.mark.parametrize(
    ("asked", "leads"), [("/-/atodds?status=all", "/-/atodds?status=all"), ("https://evil.example", "/-/atodds"), ("//evil", "/-/atodds")]
)
def test_where_signing_in_leads(site, asked, leads):
    answer = site.ask("/-/atodds/sign-in", params={"token": site.desk.invite("ana", Role.READER), "next": asked})
    assert answer.headers["location"] == leads


def test_people_are_sent_to_the_sign_in_page_and_programs_told(shared):
    browser = shared.ask("/-/atodds?status=all", headers={"accept": "text/html"})
    assert (browser.status_code, browser.headers["location"]) == (302, "/-/atodds/sign-in?next=%2F-%2Fatodds%3Fstatus%3Dall")
    program = shared.ask("/claims/claims.json")
    assert program.status_code == 403
    assert program.json()["ok"] is False


def test_passwords(site):
    accounts = Accounts(site.workspace.root)
    accounts.add("Mia", Role.REVIEWER, PASSWORD)
    assert 'name="password"' in site.ask("/-/atodds/sign-in").text
    wrong = site.ask("/-/atodds/sign-in", None, "post", data={"name": "Mia", "password": "wrong"})
    assert wrong.status_code == 403
    assert not cookie(wrong)
    right = site.ask("/-/atodds/sign-in?next=/-/atodds/help", None, "post", data={"name": "mia", "password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/-/atodds/help")
    session = site.loop.run_until_complete(site.datasette.client.get("/-/atodds", cookies={"ds_actor": right.cookies["ds_actor"]}))
    assert "signed in as</span> <b>Mia</b>" in session.text


def test_wrong_passwords_have_to_wait(site):
    Accounts(site.workspace.root).add("Mia", Role.REVIEWER, PASSWORD)
    data = {"name": "Mia", "password": "wrong"}
    answers = [site.ask("/-/atodds/sign-in", None, "post", data=data).status_code for _ in range(TRIES + 1)]
    assert answers == [403] * TRIES + [429]
    right = site.ask("/-/atodds/sign-in", None, "post", data={"name": "MIA", "password": PASSWORD})
    assert right.status_code == 429


def test_accounts(tmp_path):
    accounts = Accounts(tmp_path)
    assert accounts.all() == []
    assert accounts.check("mia", PASSWORD) is None
    assert not (tmp_path / FOLDER).exists()
    accounts.add("Mia", Role.READER, PASSWORD)
    accounts.add("Bo", Role.ADJUDICATOR, PASSWORD)
    assert [(a.name, a.role) for a in accounts.all()] == [("Bo", Role.ADJUDICATOR), ("Mia", Role.READER)]
    assert accounts.check("mia", PASSWORD).role is Role.READER
    assert accounts.check("mia", PASSWORD + "x") is None
    assert accounts.check("nobody", "") is None
    assert PASSWORD.encode() not in accounts.path.read_bytes()
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(accounts.folder.stat().st_mode) == 0o700
    assert (accounts.folder / ".gitignore").read_text() == "*\n"
    assert accounts.secret() == Accounts(tmp_path).secret()
    accounts.remove("bo")
    assert [a.name for a in accounts.all()] == ["Mia"]


@pytest.mark.parametrize("name", ["", " ", "<b>", "a\nb", "x" * 65, "../x", "-x"])
def test_names_that_cannot_be(tmp_path, name):
    with pytest.raises(UsageError, match="cannot be a reviewer's name"):
        Accounts(tmp_path).add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_passwords_that_cannot_be(tmp_path, password):
    with pytest.raises(UsageError, match="password"):
        Accounts(tmp_path).add("Mia", Role.READER, password)


@pytest.mark.parametrize("change", [lambda a: a.remove("x"), lambda a: a.set_role("x", Role.READER)])
def test_no_such_account(tmp_path, change):
    with pytest.raises(UsageError, match="there is no reviewer 'x'"):
        change(Accounts(tmp_path))


def test_nothing_to_serve(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(StoreError, match="no database yet"):
        make_datasette(workspace, make_desk(workspace))


def test_a_port_in_use(workspace):
    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="cannot listen"):
        serve(workspace, port=taken.getsockname()[1])


@pytest.mark.parametrize(("host", "hosts"), [("127.0.0.1", LOOPBACK), ("localhost", LOOPBACK), ("0.0.0.0", frozenset())])
def test_names_that_the_server_answers_to(workspace, host, hosts):
    assert make_desk(workspace, host=host).hosts == hosts


def test_a_folder_that_cannot_be_written_is_served(workspace, monkeypatch):
    def refuse(self):
        raise PermissionError

    monkeypatch.setattr(Accounts, "_make_folder", refuse)
    make_datasette(workspace, make_desk(workspace)).close()


def started(workspace, **options):
    """What `atodds serve` says, on a free port, once it listens."""
    said = []
    threading.Thread(target=lambda: serve(workspace, port=0, name="ana", say=said.append, **options), daemon=True).start()
    for _ in range(200):
        if any("Ctrl-C" in line for line in said):
            break
        time.sleep(0.05)
    return said


def test_serve_public_is_read_by_everybody_and_written_by_nobody_else(workspace):
    said = started(workspace, public=True)
    assert "(readable by everybody)" in said[0]
    (base,) = re.findall(r"http://127\.0\.0\.1:\d+", said[0])
    for path in ("/-/atodds", "/-/atodds/documents", "/claims/findings.json", "/claims"):
        assert urllib.request.urlopen(base + path, timeout=30).status == 200
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{base}/-/atodds/finding/f0/verdict", data=b"decision=confirmed", timeout=30)


def test_serve_is_private_otherwise(workspace):
    said = started(workspace)
    (base,) = re.findall(r"http://127\.0\.0\.1:\d+", said[0])
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{base}/claims/findings.json", timeout=30)


def test_serve_prints_an_address_and_a_link_that_signs_in(workspace):
    said = started(workspace)
    text = "\n".join(said)
    (link,) = re.findall(r"http://127\.0\.0\.1:\d+/-/atodds/sign-in\?token=\S+", text)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(urllib.request.Request(link, headers={"accept": "text/html"}), timeout=30).read().decode()
    assert "signed in as" in page
    assert "ana has signed in" in said[-1]
    assert link not in said[-1]  # the next one

"""Who may do what: every route of the desk and every way in which Datasette can write, for every kind of visitor."""

import re

import pytest
from datasette.resources import DatabaseResource, QueryResource, TableResource

from atodds.review import access
from atodds.review.accounts import Accounts
from atodds.review.roles import Role

PEOPLE = ("anonymous", "reader", "reviewer", "adjudicator")
READ = {"anonymous": 403, "reader": 200, "reviewer": 200, "adjudicator": 200}
OPEN = dict.fromkeys(PEOPLE, 200)

PAGES = {
    "/-/atodds": READ,
    "/-/atodds/finding/{finding}": READ,
    "/-/atodds/documents": READ,
    "/-/atodds/document/gazette~2Emd": READ,
    "/-/atodds/entity/harbour": READ,
    "/-/atodds/agreement": READ,
    "/-/atodds/put-aside": READ,
    "/-/atodds/help": READ,
    "/-/atodds/sign-in": OPEN,
    "/": READ,
    "/claims": READ,
    "/claims/findings": READ,
    "/claims/findings.json": READ,
    "/claims/claims.csv": READ,
    "/claims/verdicts.json": READ,
    "/claims/findings/{finding}": READ,
    "/claims/-/query.json?sql=select+1": READ,
    "/claims/most_contradicted.json": READ,
    "/-/databases.json": READ,
}


@pytest.mark.parametrize("path", PAGES)
def test_who_may_read(shared, path):
    found = {who: shared.ask(path.format(finding=shared.finding()[0]), who).status_code for who in PEOPLE}
    assert found == PAGES[path]


@pytest.mark.parametrize("path", PAGES)
def test_public_reading(public, path):
    assert public.ask(path.format(finding=public.finding()[0])).status_code == 200


# Every form of the desk, sent empty: who may, is told what is wrong with it.
FORMS = {
    "/-/atodds/finding/{finding}/verdict": (403, 403, 400, 400),
    "/-/atodds/put-aside/none/withdraw": (403, 403, 404, 404),
    "/-/atodds/entity/harbour/names": (403, 403, 409, 409),
    "/-/atodds/sign-out": (303, 303, 303, 303),
}


@pytest.mark.parametrize("path", FORMS)
def test_who_may_send_a_form(shared, path):
    address = path.format(finding=shared.finding()[0])
    assert tuple(shared.ask(address, who, "post", data={}).status_code for who in PEOPLE) == FORMS[path]
    assert [shared.ask(address, who).status_code for who in PEOPLE] == [303 if path.endswith("sign-out") else 405] * 4


def test_every_route_of_the_desk_has_its_case():
    from atodds.review.routes import routes

    paths = [path.format(finding="f1") for path in (*PAGES, *FORMS)]
    assert [pattern for pattern, _ in routes() if not any(re.match(pattern, path) for path in paths)] == []


# Every route of Datasette that changes something, with a body that it would take.
WRITES = {
    "insert": ("/claims/findings/-/insert", {"row": {"id": "x"}}),
    "insert verdict": ("/claims/verdicts/-/insert", {"row": {"id": "x"}}),
    "upsert": ("/claims/verdicts/-/upsert", {"rows": [{"id": "x"}]}),
    "update": ("/claims/findings/{finding}/-/update", {"update": {"title": "x"}}),
    "delete": ("/claims/findings/{finding}/-/delete", {}),
    "drop": ("/claims/verdicts/-/drop", {"confirm": True}),
    "alter": ("/claims/verdicts/-/alter", {"operations": [{"op": "add_column", "args": {"name": "x", "type": "text"}}]}),
    "create": ("/claims/-/create", {"table": "x", "row": {"a": 1}}),
    "column type": ("/claims/findings/-/set-column-type", {"column": "title", "column_type": None}),
    "store query": ("/claims/-/queries/store", {"query": {"name": "x", "sql": "select 1"}}),
    "edit query": ("/claims/most_contradicted/-/update", {"update": {"title": "x"}}),
    "delete query": ("/claims/most_contradicted/-/delete", {}),
    "write sql": ("/claims/-/execute-write", {"sql": "delete from findings", "params": {}}),
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", WRITES)
def test_datasette_writes_nothing_for_anybody(shared, name, who):
    path, body = WRITES[name]
    before = shared.query("SELECT * FROM findings"), shared.query("SELECT sql FROM sqlite_master ORDER BY 1")
    answer = shared.ask(path.format(finding=shared.finding()[0]), who, "post", json=body)
    assert answer.status_code in {403, 400}, answer.text
    if answer.status_code == 400:
        assert re.search("permission|denied|not allowed", answer.text, re.IGNORECASE)
    assert (shared.query("SELECT * FROM findings"), shared.query("SELECT sql FROM sqlite_master ORDER BY 1")) == before


# What else Datasette answers below a database: it shows, or says what would be written.
SHOWING = {
    "/foreign-key-targets",
    "/queries",
    "/queries/analyze",
    "/execute-write/analyze",
    "/schema",
    "/query/parameters",
    "/query",
    "/definition",
    "/edit",
    "/foreign-key-suggestions",
    "/count",
    "/fragment",
    "/autocomplete",
}


def test_every_writing_route_of_datasette_has_its_case(shared):
    # A release of Datasette that adds a route makes this fail: is it one that writes?
    below = [
        pattern.pattern for pattern, _ in shared.datasette._routes() if "(?P<database>" in pattern.pattern and "/-/" in pattern.pattern
    ]
    paths = [path.format(finding="f1") for path, _ in WRITES.values()]
    other = {re.sub(r"\(.*", "", p.rsplit("/-", 1)[1]).rstrip("$\\") for p in below if not any(re.match(p, path) for path in paths)}
    assert len(below) > len(WRITES)
    assert other == SHOWING


RESOURCES = {
    "execute-write-sql": DatabaseResource("claims"),
    "create-table": DatabaseResource("claims"),
    "create-view": DatabaseResource("claims"),
    "store-query": DatabaseResource("claims"),
    "insert-row": TableResource("claims", "verdicts"),
    "update-row": TableResource("claims", "verdicts"),
    "delete-row": TableResource("claims", "verdicts"),
    "alter-table": TableResource("claims", "verdicts"),
    "drop-table": TableResource("claims", "verdicts"),
    "drop-view": TableResource("claims", "queue"),
    "set-column-type": TableResource("claims", "claims"),
    "update-query": QueryResource("claims", "most_contradicted"),
    "delete-query": QueryResource("claims", "most_contradicted"),
}


def test_every_writing_action_of_datasette_is_locked(shared):
    # A release of Datasette that adds an action makes this fail: is it one that writes?
    harmless = access.READING | {"permissions-debug", "debug-menu", "view-database-download", access.REVIEW, access.ADJUDICATE}
    assert set(shared.datasette.actions) - harmless == access.WRITING == set(RESOURCES)


@pytest.mark.parametrize("action", RESOURCES)
def test_no_configuration_opens_a_locked_action(site, action):
    # Neither the root user nor a rule for exactly this table in the configuration.
    everything = {"permissions": {action: True}, "tables": {"verdicts": {"permissions": {action: True}}}}
    site.datasette.config = {"permissions": {action: True}, "databases": {"claims": everything}}
    site.datasette.root_enabled = True
    assert not any(site.allowed(action, RESOURCES[action], who) for who in PEOPLE)
    actor = {"id": "root"}
    assert not site.loop.run_until_complete(site.datasette.allowed(action=action, resource=RESOURCES[action], actor=actor))


def test_other_databases_are_left_alone(site):
    # The lock holds the claims database; what else is served keeps the rules that its owner made.
    site.datasette.add_memory_database("other")
    site.loop.run_until_complete(site.datasette.refresh_schemas(force=True))
    site.datasette.config = {"permissions": {"create-table": {"id": "adjudicator"}}}
    assert site.allowed("create-table", DatabaseResource("other"), "adjudicator")
    assert not site.allowed("create-table", DatabaseResource("claims"), "adjudicator")


VERDICTS = {"anonymous": 403, "reader": 403, "reviewer": 303, "adjudicator": 303}


def test_who_may_write_a_verdict(site):
    assert {who: site.decide(who).status_code for who in PEOPLE} == VERDICTS
    assert {name for (name,) in site.query("SELECT reviewer FROM verdicts")} == {"reviewer", "adjudicator"}


def test_public_reading_is_not_public_writing(make_site):
    site = make_site(public=True)
    assert {who: site.decide(who).status_code for who in PEOPLE} == VERDICTS


def test_who_may_settle(site):
    assert {who: site.decide(who, adjudicate="1").status_code for who in PEOPLE} == {**VERDICTS, "reviewer": 400}
    assert site.query("SELECT reviewer FROM verdicts WHERE adjudicated") == [("adjudicator",)]


def test_an_api_token_reads_at_most(shared):
    # A token carries a name but no role.
    actor = {"id": "reviewer", "token": "dstok"}
    assert shared.ask("/-/atodds", actor=actor).status_code == 403
    finding, version = shared.finding()
    data = {"id": "v" + "0" * 32, "version": version, "decision": "confirmed"}
    assert shared.ask(f"/-/atodds/finding/{finding}/verdict", None, "post", actor=actor, data=data).status_code == 403


@pytest.mark.parametrize("forged", [{"role": "root"}, {"role": ["adjudicator"]}, "adjudicator", None, {}])
def test_odd_roles_are_no_roles(shared, forged):
    assert access.role_of(shared.desk, {"id": "x", "atodds": forged}) is None


def test_a_forged_cookie_signs_nobody_in(shared):
    answer = shared.loop.run_until_complete(shared.datasette.client.get("/-/atodds", cookies={"ds_actor": "eyJhIjp7ImlkIjoieCJ9fQ.forged"}))
    assert answer.status_code == 403


# What a browser says of where a form was sent from, and what the answer is.
SENT_FROM = [
    ({}, 303),
    ({"sec-fetch-site": "same-origin"}, 303),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"origin": "https://elsewhere.example"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), SENT_FROM)
def test_other_sites_cannot_send_the_form(site, headers, status):
    finding, version = site.finding()
    data = {"id": "v" + "0" * 32, "version": version, "decision": "confirmed"}
    answer = site.ask(f"/-/atodds/finding/{finding}/verdict", "reviewer", "post", data=data, headers=headers)
    assert answer.status_code == status


def test_a_get_writes_nothing(shared):
    finding, version = shared.finding()
    path = f"/-/atodds/finding/{finding}/verdict?id=v{'0' * 32}&version={version}&decision=confirmed"
    assert shared.ask(path, "reviewer").status_code == 405
    assert shared.query("SELECT count(*) FROM verdicts") == [(0,)]


def test_a_role_that_was_taken_away_ends_at_once(site):
    accounts = Accounts(site.workspace.root)
    account = accounts.add("Mia", Role.REVIEWER, "a long enough password")
    actor = {"id": "Mia", "atodds": {"role": "reviewer", "epoch": account.epoch}}
    assert access.role_of(site.desk, actor) is Role.REVIEWER
    accounts.set_role("Mia", Role.READER)
    assert access.role_of(site.desk, actor) is Role.READER
    accounts.add("Mia", Role.REVIEWER, "another long password")  # a new password ends older sessions
    assert access.role_of(site.desk, actor) is None
    accounts.remove("Mia")
    assert site.ask("/-/atodds", actor={**actor, "atodds": {"role": "reviewer", "epoch": account.epoch + 1}}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_other_host_names_are_refused(shared, host):
    # A shared that rebinds its name to this machine would otherwise read through the visitor's browser.
    assert shared.ask("/-/atodds", "reader", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "[::1]:8001"])
def test_own_host_names_are_answered(shared, host):
    assert shared.ask("/-/atodds", "reader", headers={"host": host}).status_code == 200


BLIND = [
    "/claims/verdicts.json",
    "/claims/verdict_evidence.json",
    "/claims/queue.json",
    "/claims/conflicts.json",
    "/claims/unreviewed.json",
]


@pytest.mark.parametrize(
    "path", [*BLIND, "/claims/finding_verdicts.json", "/claims/-/query.json?sql=select+*+from+verdicts", "/-/atodds/agreement"]
)
def test_blind_reviewing_closes_what_tells(blind, path):
    assert {who: blind.ask(path, who).status_code for who in PEOPLE} == {**dict.fromkeys(PEOPLE, 403), "adjudicator": 200}


def test_blind_reviewing_names_every_table_and_view_that_tells(blind):
    rows = blind.query("SELECT name, lower(sql) FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%'")
    silent = {"documents", "claims", "entities", "entity_names", "findings", "finding_claims", "relations", "voices"}
    silent |= {
        "skipped",
        "problems",
        "runs",
        "updates",
        "claims_by_document",
        "documents_contradicted",
        "document_findings",
        "_sqlite_migrations",
    }
    assert {name for name, _ in rows} - silent - {"sqlite_stat1"} == set(access.TELLING)  # a new one must be put on one side
    about = rf"(from|join)\s+({'|'.join(access.TELLING)})\b"
    assert not [name for name, sql in rows if name in silent and re.search(about, sql)]

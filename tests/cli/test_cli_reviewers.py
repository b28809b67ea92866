import json

import pytest
from click.testing import CliRunner

from atodds.cli import cli
from atodds.cli.reviewers import ROLES
from atodds.review.accounts import Accounts
from atodds.review.roles import Role
from atodds.workspace import Workspace

PASSWORD = "correct horse battery"


@pytest.fixture
def reviewers(tmp_path):
    made = Workspace.create(tmp_path)
    return lambda *arguments, **options: CliRunner().invoke(cli, ["-C", str(made.root), "reviewers", *arguments], **options)


def test_roles_are_those_of_the_review_pages():
    assert list(ROLES) == list(Role)


def test_accounts(reviewers, tmp_path):
    assert "No accounts" in reviewers("list").output
    added = reviewers("add", "Ana Petrova", "--password-stdin", input=PASSWORD + "\n")
    assert (added.exit_code, added.output) == (0, "Ana Petrova can sign in as reviewer.\n")
    assert Accounts(tmp_path).check("Ana Petrova", PASSWORD)
    reviewers("role", "Ana Petrova", "adjudicator")
    assert json.loads(reviewers("list", "--json").output) == [{"name": "Ana Petrova", "role": "adjudicator"}]
    assert "adjudicator" in reviewers("list").output
    assert reviewers("remove", "Ana Petrova").exit_code == 0
    assert json.loads(reviewers("list", "--json").output) == []


def test_the_password_is_asked_for_twice_and_not_shown(reviewers, tmp_path):
    asked = reviewers("add", "bo", input=f"{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0
    assert PASSWORD not in asked.output
    assert Accounts(tmp_path).check("bo", PASSWORD)


@pytest.mark.parametrize(
    "arguments",
    [["add", "bo", "--password-stdin"], ["add", "../x", "--password-stdin"], ["remove", "nobody"], ["role", "nobody", "reader"]],
)
def test_mistakes(reviewers, arguments):
    done = reviewers(*arguments, input="short\n")
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: ")

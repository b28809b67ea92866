"""`atodds reviewers`: accounts of a team that reviews together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from atodds.cli.options import as_json, in_workspace
from atodds.cli.out import Column, clean, print_json, table, terminal_width

if TYPE_CHECKING:
    from atodds.review.accounts import Accounts
    from atodds.workspace import Workspace

# The roles of the review pages, each with the rights of those before it.
ROLES = ("reader", "reviewer", "adjudicator")


@click.group(short_help="Give the people of a team their accounts.")
def reviewers() -> None:
    """Accounts for a team. Who reviews alone needs none: `atodds serve` prints a sign-in link.

    A reader sees everything, a reviewer writes verdicts, an adjudicator also settles findings on which reviewers differ.
    """


def _accounts(workspace: Workspace) -> Accounts:
    from atodds.review.accounts import Accounts  # noqa: PLC0415

    return Accounts(workspace.root)


@reviewers.command("add", short_help="Add an account, or give one a new role and password.")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@in_workspace
def add_reviewer(workspace: Workspace, *, name: str, role: str, password_stdin: bool) -> None:
    """Add an account, or give an existing one a new role and password. Only a hash of the password is kept.

    \b
    Examples:
      atodds reviewers add "Ana Petrova"
      atodds reviewers add bo --role adjudicator --password-stdin < password.txt
    """
    from atodds.review.roles import Role  # noqa: PLC0415

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    account = _accounts(workspace).add(name, Role(role), password)
    click.echo(f"{clean(account.name)} can sign in as {account.role}.")


@reviewers.command("list", short_help="List the accounts.")
@as_json
@in_workspace
def list_reviewers(workspace: Workspace, *, as_json: bool) -> None:
    """List the accounts and their roles.

    \b
    Example:
      atodds reviewers list
    """
    found = _accounts(workspace).all()
    if as_json:
        print_json([{"name": a.name, "role": a.role.value} for a in found])
    elif found:
        table((Column("NAME", flexible=True), Column("ROLE")), ((a.name, a.role) for a in found), limit=terminal_width())
    else:
        click.echo("No accounts. `atodds reviewers add NAME` makes one.")


@reviewers.command("role", short_help="Give an account another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@in_workspace
def set_role(workspace: Workspace, *, name: str, role: str) -> None:
    """Give an account another role, at once.

    \b
    Example:
      atodds reviewers role bo adjudicator
    """
    from atodds.review.roles import Role  # noqa: PLC0415

    _accounts(workspace).set_role(name, Role(role))
    click.echo(f"{clean(name)} is {role} now.")


@reviewers.command("remove", short_help="Remove an account; its verdicts stay.")
@click.argument("name")
@in_workspace
def remove_reviewer(workspace: Workspace, *, name: str) -> None:
    """Remove an account. Its verdicts stay, under its name.

    \b
    Example:
      atodds reviewers remove bo
    """
    _accounts(workspace).remove(name)
    click.echo(f"{clean(name)} can no longer sign in.")

"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from atodds.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


def directory(ctx: click.Context, given: str | None) -> str:
    """The folder to work in: of the command, of the program, or the current one."""
    return given or ctx.find_root().obj or "."


def _find(ctx: click.Context, _: click.Parameter, given: str | None) -> Workspace | None:
    if ctx.resilient_parsing:
        return None
    from atodds.workspace import Workspace  # noqa: PLC0415

    return Workspace.find(directory(ctx, given))


def in_workspace(function: F) -> F:
    """Give a command ``-C DIR`` and, as ``workspace``, the workspace there."""
    option = click.option(
        "-C", "workspace", metavar="DIR", callback=_find, type=click.Path(file_okay=False), help="The workspace (default: here or above)."
    )
    return option(function)


def in_directory(function: F) -> F:
    """Give a command ``-C DIR`` and, as ``directory``, that folder, which need not be a workspace."""
    option = click.option(
        "-C",
        "directory",
        metavar="DIR",
        callback=lambda ctx, _, given: directory(ctx, given),
        type=click.Path(file_okay=False),
        help="Work in this folder (default: here).",
    )
    return option(function)


def as_json(function: F) -> F:
    """Give a command ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")(function)

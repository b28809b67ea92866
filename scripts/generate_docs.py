"""Write docs/commands.md from the help of the commands, or, with ``--check``, say whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from atodds.cli import main as atodds

TARGET = Path(__file__).parent.parent / "docs" / "commands.md"
# Width of the help texts in the page: fits a terminal and a printed page alike.
WIDTH = 100
HEAD = """\
# Commands

The help of every command, as `atodds COMMAND --help` prints it. This page is written by `make docs` and checked by `make check`.
"""


def page(command: click.Command, name: str) -> str:
    """The page: a section for each command, with its help as a block."""
    parts = [HEAD]
    for path, found in commands(command, (name,)):
        context = click.Context(found, info_name=" ".join(path), terminal_width=WIDTH, max_content_width=WIDTH)
        parts.append(f"## {' '.join(path)}\n\n```text\n{found.get_help(context)}\n```\n")
    return "\n".join(parts)


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and those below it, in order of their names; hidden ones are left out."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in sorted(command.list_commands(context)):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from commands(below, (*path, name))


def main(arguments: list[str]) -> int:
    """Write or check the page; the exit status."""
    text = page(atodds, "atodds")
    if arguments != ["--check"]:
        TARGET.write_text(text, "utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text("utf-8") == text:
        return 0
    print("docs/commands.md does not say what the commands do. Write it again: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Put the help of every command into docs/cli.md, or, with ``--check``, say whether what stands there is right.

The page is written by people; a block that follows the line ``<!-- help: atodds run -->`` is written by this script.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from atodds.cli import cli

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
# Columns of the help texts: fits a terminal and a printed page alike.
WIDTH = 100
BLOCK = re.compile(r"^<!-- help: (?P<path>[^>]+?) -->\n(?:```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The path and the help of a command and of those below it, in their order; hidden ones are left out."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from helps(below, _context(below, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = command.context_settings | {"terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def renewed(page: str, texts: dict[str, str]) -> str:
    """The page with every block written anew.

    Raises ValueError if a command has no block, or a block has no command.
    """
    named = [m["path"] for m in BLOCK.finditer(page)]
    if missing := [path for path in texts if path not in named]:
        raise ValueError(f"docs/cli.md has no block for {', '.join(missing)}. Add a line <!-- help: {missing[0]} -->")
    if unknown := [path for path in named if path not in texts]:
        raise ValueError(f"docs/cli.md has a block for {', '.join(unknown)}, which is no command")
    return BLOCK.sub(lambda m: f"<!-- help: {m['path']} -->\n```text\n{texts[m['path']]}\n```\n", page)


def main(arguments: list[str]) -> int:
    """Write or check the page; the exit status."""
    page = PAGE.read_text("utf-8")
    try:
        text = renewed(page, dict(helps(cli, _context(cli, "atodds"))))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments != ["--check"]:
        PAGE.write_text(text, "utf-8")
    elif text != page:
        print("docs/cli.md does not say what the commands do. Write its blocks again: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

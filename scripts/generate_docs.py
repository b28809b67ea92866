"""Put the help of every command into its page in docs/commands/, or, with ``--check``, say whether what stands there is right.

The pages are written by people; what follows the line ``<!-- help: atodds run -->`` is written by this script, and so is the list of
the pages after ``<!-- commands -->``. A command has the page of its first word: ``atodds verdicts import`` is in ``verdicts.md``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from atodds.cli import COMMANDS, cli

FOLDER = Path(__file__).parent.parent / "docs" / "commands"
# Columns of the help texts: fits a terminal and a printed page alike.
WIDTH = 100
BLOCK = re.compile(r"^<!-- help: (?P<path>[^>]+?) -->\n(?:```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)
INDEX = "README.md"
LIST = re.compile(r"^<!-- commands -->\n(?:\|[^\n]*\n)*", re.MULTILINE)


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


def page_of(path: str) -> str:
    """The page of a command, told by its path."""
    words = path.split()
    return f"{words[1]}.md" if len(words) > 1 else INDEX


def renewed(pages: Mapping[str, str], texts: Mapping[str, str], summaries: Mapping[str, str]) -> dict[str, str]:
    """The pages, by file name, with every block written anew. ``summaries``: what the index says of each command.

    Raises ValueError if a command has no page or no block there, or a page or a block has no command.
    """
    named = {(name, m["path"]) for name, page in pages.items() for m in BLOCK.finditer(page)}
    wanted = {(page_of(path), path) for path in texts}
    if missing := sorted(wanted - named):
        name, path = missing[0]
        raise ValueError(f"docs/commands/{name} has no block for {path}. Add a line <!-- help: {path} -->")
    if unknown := sorted(named - wanted):
        raise ValueError(f"docs/commands/{unknown[0][0]} has a block for {unknown[0][1]}, which is no command of that page")
    if bare := sorted(pages.keys() - {name for name, _ in wanted}):
        raise ValueError(f"docs/commands/{bare[0]} is the page of no command")
    rows = "".join(f"| [`{name}`]({name}.md) | {said} |\n" for name, said in summaries.items())
    listed = f"<!-- commands -->\n| | |\n|---|---|\n{rows}"
    written = {name: BLOCK.sub(lambda m: f"<!-- help: {m['path']} -->\n```text\n{texts[m['path']]}\n```\n", p) for name, p in pages.items()}
    return written | {INDEX: LIST.sub(lambda _: listed, written[INDEX])}


def main(arguments: list[str]) -> int:
    """Write or check the pages; the exit status."""
    pages = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.md"))}
    summaries = {name: lazy.short_help for name, lazy in COMMANDS.items()}
    try:
        texts = renewed(pages, dict(helps(cli, _context(cli, "atodds"))), summaries)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    changed = [name for name, text in texts.items() if text != pages[name]]
    if arguments != ["--check"]:
        for name in changed:
            (FOLDER / name).write_text(texts[name], "utf-8")
    elif changed:
        print(f"docs/commands/{changed[0]} does not say what the commands do. Write the blocks again: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

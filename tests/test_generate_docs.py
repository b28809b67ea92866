"""docs/commands/: what is generated in them, and that every command has its page."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click
import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "generate_docs.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("generate_docs", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@click.group()
def tool():
    """Do things."""


@tool.command()
@click.option("--fast", is_flag=True, help="Be quick.")
def go(fast):
    """Go."""


@tool.command(hidden=True)
def secret():
    """Not shown."""


def test_helps_of_all_commands_but_hidden_ones(script):
    texts = dict(script.helps(tool, click.Context(tool, info_name="tool")))
    assert list(texts) == ["tool", "tool go"]
    assert "--fast  Be quick." in texts["tool go"]


LIST = "<!-- commands -->\n"
TEXTS = {"tool": "Help.", "tool go": "Go."}
RIGHT = {"README.md": f"{LIST}\n<!-- help: tool -->\n\nTail\n", "go.md": "<!-- help: tool go -->\n"}


def test_blocks_and_the_list_are_written_anew_and_the_rest_is_kept(script):
    first = script.renewed(RIGHT, TEXTS, {"go": "Go on."})
    assert first == {
        "README.md": f"{LIST}| | |\n|---|---|\n| [`go`](go.md) | Go on. |\n\n<!-- help: tool -->\n```text\nHelp.\n```\n\nTail\n",
        "go.md": "<!-- help: tool go -->\n```text\nGo.\n```\n",
    }
    again = script.renewed(first, TEXTS | {"tool": "Help,\n\nin two parts."}, {"go": "Go on."})
    assert again["README.md"] == first["README.md"].replace("Help.", "Help,\n\nin two parts.")


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        (RIGHT | {"go.md": "Head\n"}, "go.md has no block for tool go"),
        ({"README.md": RIGHT["README.md"]}, "go.md has no block for tool go"),
        (RIGHT | {"go.md": RIGHT["go.md"] + "<!-- help: tool gone -->\n"}, "tool gone, which is no command"),
        (RIGHT | {"README.md": RIGHT["README.md"] + RIGHT["go.md"]}, "tool go, which is no command of that page"),
        (RIGHT | {"old.md": "Old.\n"}, "old.md is the page of no command"),
    ],
    ids=["no block", "no page", "no command", "another page", "no command of that name"],
)
def test_commands_pages_and_blocks_match(script, pages, message):
    with pytest.raises(ValueError, match=message):
        script.renewed(pages, TEXTS, {})


def test_pages_are_right(script, capsys):
    assert script.main(["--check"]) == 0, capsys.readouterr().err

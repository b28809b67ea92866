"""docs/cli.md: the blocks that are generated."""

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


@pytest.mark.parametrize(
    "page",
    ["Head\n\n<!-- help: tool -->\n\nTail\n", "Head\n\n<!-- help: tool -->\n```text\nold\n\nwords\n```\n\nTail\n"],
    ids=["new block", "old block"],
)
def test_blocks_are_written_anew_and_the_rest_is_kept(script, page):
    assert script.renewed(page, {"tool": "Help."}) == "Head\n\n<!-- help: tool -->\n```text\nHelp.\n```\n\nTail\n"


@pytest.mark.parametrize(
    ("page", "message"),
    [("Head\n", "has no block for tool"), ("<!-- help: tool -->\n<!-- help: gone -->\n", "gone, which is no command")],
    ids=["missing", "unknown"],
)
def test_commands_and_blocks_match(script, page, message):
    with pytest.raises(ValueError, match=message):
        script.renewed(page, {"tool": "Help."})


def test_page_is_right(script, capsys):
    assert script.main(["--check"]) == 0, capsys.readouterr().err

"""The examples of docs/commands/: each `console` block is run, and prints what the page says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from atodds.cli import COMMANDS, cli
from atodds.run import run
from atodds.workspace import Workspace

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "commands"
FILES = re.compile(r"^`([\w./]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)
BLOCKS = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
STEPS = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
# Commands whose examples cannot be run here, and where they are tried instead.
ELSEWHERE = {"serve": "tests/review"}


def write_files(page: str, folder: Path) -> None:
    for name, text in FILES.findall(page):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the index describes, after its first run."""
    workspace = Workspace.create(tmp_path_factory.mktemp("commands") / "bridge")
    write_files((PAGES / "README.md").read_text("utf-8"), workspace.root)
    assert run(workspace).complete
    return workspace.root


class Shell:
    """So much of a shell as the examples need: `atodds`, `ls`, `cat`, `cmp`, `echo $?`, and input from a file."""

    status = 0

    def __call__(self, line: str) -> str:
        words = shlex.split(line)
        given = b""
        if "<" in words:
            given = Path(words[words.index("<") + 1]).read_bytes()
            words = words[: words.index("<")]
        return {"atodds": self.atodds, "ls": self.ls, "cat": self.cat, "cmp": self.cmp, "echo": self.echo}[words[0]](words[1:], given)

    def atodds(self, arguments: list[str], given: bytes) -> str:
        done = CliRunner().invoke(cli, arguments, input=given, prog_name="atodds")
        self.status = done.exit_code
        return done.output

    def ls(self, arguments: list[str], _: bytes) -> str:
        return "".join(f"{name}\n" for name in sorted(p.name for p in Path(arguments[0]).iterdir()))

    def cat(self, arguments: list[str], _: bytes) -> str:
        return Path(arguments[0]).read_text("utf-8")

    def cmp(self, arguments: list[str], _: bytes) -> str:
        one, other = (Path(a).read_bytes() for a in arguments)
        self.status = int(one != other)
        return ""

    def echo(self, arguments: list[str], _: bytes) -> str:
        assert arguments == ["$?"]
        return f"{self.status}\n"


def printed_as(expected: str) -> re.Pattern[str]:
    """What an example says, `...` standing for anything."""
    return re.compile(".*?".join(re.escape(part) for part in expected.split("...")), re.DOTALL)


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_print_what_the_page_says(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    folder = Path(shutil.copytree(made, tmp_path / "bridge"))
    write_files(page, folder)
    (folder / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(folder)
    shell = Shell()
    steps = [step for block in BLOCKS.findall(page) for step in STEPS.findall(block)]
    assert bool(steps) != (name in ELSEWHERE)
    for line, expected in steps:
        printed = shell(line)
        assert printed_as(expected).fullmatch(printed), f"{line}\n{printed}"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_has_its_parts(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    assert page.startswith(f"# atodds {name}\n")
    assert re.search(r"^## What it writes$|nothing is written", page, re.MULTILINE)
    assert re.search(r"^## Exit status$|^\| exit status \|", page, re.MULTILINE)
    assert page.rstrip().endswith("```")


def test_an_example_that_prints_something_else_would_be_seen() -> None:
    assert printed_as("a ... c\n").fullmatch("a b c\n")
    assert not printed_as("a ... c\n").fullmatch("a b c\nd\n")
    assert not printed_as("3\n").fullmatch("0\n")

"""The library face: the examples of docs/library.md, and what `import atodds` costs."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

import atodds
from atodds.errors import CurationError, SourceError, UsageError
from atodds.model.records import RelationKind, Result
from atodds.read import read_bytes

PAGE = Path(__file__).parent.parent / "docs" / "library.md"
FILES = re.compile(r"^`([\w.]+)`\n\n```markdown\n(.*?)```", re.MULTILINE | re.DOTALL)
BLOCKS = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAYS = re.compile(r"^# (.*)$", re.MULTILINE)


def test_examples_of_the_page_print_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    for name, text in FILES.findall(page):
        Path(name).write_text(text, "utf-8")
    blocks = BLOCKS.findall(page)
    assert len(blocks) > 5
    names: dict[str, object] = {}
    for block in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, str(PAGE), "exec"), names)
        assert printed.getvalue().splitlines() == SAYS.findall(block), block


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    for name, length in (("a.md", 412), ("b.md", 460)):
        (tmp_path / name).write_text(f"The Oder bridge is {length} metres long.\n", "utf-8")
    return [tmp_path / "a.md", tmp_path / "b.md"]


def test_order_does_not_matter(pair: list[Path]) -> None:
    one = atodds.reconcile(pair)
    assert isinstance(one, Result)
    assert [f.status for f in one.findings] == [RelationKind.CONFLICT]
    assert atodds.reconcile(reversed(pair)) == one
    assert atodds.reconcile(str(p) for p in pair) == one


@pytest.mark.parametrize("name", atodds.__all__)
def test_no_module_has_the_name_of_what_the_package_gives(name: str) -> None:
    """Importing such a module would put it in the place of the function."""
    assert importlib.util.find_spec(f"atodds.{name}") is None


def test_a_curation_is_used(pair: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    folder.mkdir()
    quote = "The Oder bridge is 412 metres long."
    document = pair[0].as_posix()
    (folder / "x.yaml").write_text(f"corrections:\n  - document: {document}\n    quote: {quote}\n    reject: true\n", "utf-8")
    assert not atodds.reconcile(pair, curation=folder).findings


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"sources": ["gone.md"]}, SourceError, r"gone\.md: cannot be read"),
        ({"sources": "a.md"}, UsageError, "nothing to be held against"),
        ({"sources": [], "rates": {"USD": 7.0}}, UsageError, "two different currency codes"),
        ({"sources": [], "rates": {"USD/CNY": -7.0}}, UsageError, "greater than 0"),
        ({"sources": [], "curation": "gone"}, SourceError, "no such folder"),
    ],
)
def test_what_cannot_be(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        atodds.reconcile(**arguments)


def test_the_same_document_twice() -> None:
    document = read_bytes(b"Nine people came.", "a.txt").document
    with pytest.raises(UsageError, match=r"a\.txt is given twice"):
        atodds.reconcile([document, document])


def test_a_mistake_in_the_curation_is_an_error(pair: list[Path], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("claimz: []\n", "utf-8")
    with pytest.raises(CurationError, match=r"x\.yaml:1"):
        atodds.reconcile(pair, curation=tmp_path)


def test_importing_is_cheap() -> None:
    script = "import sys, atodds; print([m for m in ('pydantic', 'spacy', 'click', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"

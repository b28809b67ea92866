import pytest

from atodds.errors import WorkspaceError
from atodds.workspace import TEMPLATE, Workspace


def test_create_and_find(tmp_path):
    made = Workspace.create(tmp_path / "w")
    assert made.sources.is_dir()
    assert made.claims.is_dir()
    assert made.reports.is_dir()
    assert Workspace.find(made.sources).root == made.root
    assert Workspace.find(made.root).root == made.root


def test_create_twice_is_refused_and_changes_nothing(tmp_path):
    Workspace.create(tmp_path)
    (tmp_path / "atodds.toml").write_text("[rates]\n")
    with pytest.raises(WorkspaceError, match="already"):
        Workspace.create(tmp_path)
    assert (tmp_path / "atodds.toml").read_text() == "[rates]\n"


def test_create_keeps_documents_that_are_there(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.md").write_text("words")
    Workspace.create(tmp_path)
    assert (tmp_path / "sources" / "a.md").read_text() == "words"


def test_find_says_what_to_do(tmp_path):
    with pytest.raises(WorkspaceError, match="no workspace here") as caught:
        Workspace.find(tmp_path)
    assert "atodds init" in caught.value.advice


def test_create_below_a_file(tmp_path):
    (tmp_path / "f").write_text("")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        Workspace.create(tmp_path / "f" / "w")


def test_template_is_the_default(tmp_path):
    from atodds.config import Config

    assert Workspace.create(tmp_path).config == Config()
    # every commented key is a real one and shows its default
    active = "\n".join(line.removeprefix("# ") if " = " in line else line for line in TEMPLATE.splitlines())
    (tmp_path / "atodds.toml").write_text(active)
    config = Workspace.find(tmp_path).config
    assert config.rates == {"USD/CNY": 7.27, "EUR/USD": 1.08}
    assert config.model_copy(update={"rates": {}}) == Config()


CASES = [
    ("[rates]\n\nUSDCNY = 7\n", "rates.USDCNY", 3),
    ('[rates]\n"USD/USD" = 1\n', "two different currency codes", 2),
    ('[rates]\n"USD/CNY" = -1\n', "rates.USD/CNY: input should be greater than 0", 2),
    ('[rates]\n"USD/CNY" = "seven"\n', "rates.USD/CNY: input should be a valid number", 2),
    ("[rates]\n'USD/CNY' = inf\n", "finite", 2),
    ("# x\n[runn]\nworkers = 2\n", "runn: unknown key", 2),
    ("[run]\nworkers = 0\n", "run.workers: input should be greater", 2),
    ("[run]\n\nworker = 2\n", "run.worker: unknown key", 3),
    ("[sources]\nmax_document_mb = -2\n", "sources.max_document_mb", 2),
    ("title = 'x'\n", "title: unknown key", 1),
    ("[run\n", "is no TOML", 1),
    ("[run]\nworkers = \n", "is no TOML", 2),
]


@pytest.mark.parametrize(("text", "message", "line"), CASES)
def test_mistakes_name_file_line_and_key(tmp_path, text, message, line):
    (tmp_path / "atodds.toml").write_text(text)
    with pytest.raises(WorkspaceError) as caught:
        _ = Workspace.find(tmp_path).config
    assert message in caught.value.message
    assert (caught.value.file, caught.value.line) == ("atodds.toml", line)


def test_not_utf8(tmp_path):
    (tmp_path / "atodds.toml").write_bytes(b"# \xff\xfe")
    with pytest.raises(WorkspaceError, match="UTF-8"):
        _ = Workspace.find(tmp_path).config

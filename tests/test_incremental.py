"""Whatever way led there, a run's result is that of a run over the same files from nothing: the same rows, the same reports."""

import random
import sys
from pathlib import Path

import pytest

from atodds import pairing
from atodds.run import report, run
from atodds.store import Store, rows
from atodds.store.load import canonical
from atodds.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from corpus import corpus

STEPS = 5
# What tells of the way there: what changed since the run before, and how a report of an earlier day looked.
OF_THE_WAY = {"report.md", "report.html"}


@pytest.fixture(scope="module")
def texts():
    return {name: text for group, _ in corpus(10, 7) for name, text in group.items()}


def state(workspace):
    with Store.open(workspace.database) as store:
        tables = [t for t in store.db.table_names() if "_fts" not in t and t not in ("runs", "_sqlite_migrations")]
        rows = {t: sorted(map(repr, map(tuple, store.db.execute(f"SELECT * FROM {t}")))) for t in tables}
    latest = workspace.reports / "latest"
    files = {p.name: p.read_bytes() for p in latest.iterdir() if p.is_file() and p.name not in OF_THE_WAY}
    files["findings.json"] = (workspace.reports / "findings.json").read_bytes()
    return rows, files


class Hand:
    """Somebody who works on a folder."""

    def __init__(self, sources, texts, seed):
        self.sources, self.texts, self.chance = sources, texts, random.Random(seed)

    def some(self):
        return self.chance.choice(sorted(self.sources.iterdir()))

    def add(self):
        name = self.chance.choice(sorted(self.texts))
        (self.sources / name).write_text(self.texts[name])

    def remove(self):
        if len(list(self.sources.iterdir())) > 2:
            self.some().unlink()

    def rename(self):
        self.some().rename(self.sources / f"renamed-{self.chance.randrange(100)}.md")

    def edit(self):
        path = self.some()
        words = path.read_text().split(". ")
        at = self.chance.randrange(1, len(words))
        words[at] = words[at].replace("1", "7").replace("4", "2")
        path.write_text(". ".join(words))

    def cut(self):
        path = self.some()
        path.write_text(path.read_text()[: -self.chance.randrange(1, 400)] + "\n")

    def date(self):
        path = self.some()
        path.write_text(path.read_text().replace("published: 2024-06-01", "published: 2023-01-15"))

    def work(self):
        for _ in range(self.chance.randrange(1, 4)):
            self.chance.choice([self.add, self.add, self.remove, self.rename, self.edit, self.edit, self.cut, self.date])()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_bytes_as_a_run_from_nothing(tmp_path, texts, seed):
    workspace = Workspace.create(tmp_path / "w")
    hand = Hand(workspace.sources, texts, seed)
    for name in sorted(texts)[:5]:
        (workspace.sources / name).write_text(texts[name])
    run(workspace)
    for _ in range(STEPS):
        hand.work()
        run(workspace)
    other = Workspace.create(tmp_path / "other")
    for path in hand.sources.iterdir():
        (other.sources / path.name).write_bytes(path.read_bytes())
    run(other)
    rows, files = state(workspace)
    expected_rows, expected_files = state(other)
    assert rows == expected_rows
    assert files == expected_files
    assert len(rows["claims"]) > 100


@pytest.mark.slow
def test_a_changed_sentence_is_linked_again_and_hardly_anything_else(tmp_path, texts, monkeypatch):
    scored = []

    def counted(pairs, *more, real=pairing.score_all, **named):
        scored.append(len(pairs))
        return real(pairs, *more, **named)

    workspace, other = (Workspace.create(tmp_path / name) for name in ("w", "other"))
    for name in sorted(texts):
        (workspace.sources / name).write_text(texts[name])
    monkeypatch.setattr(pairing, "score_all", counted)
    run(workspace)
    whole = sum(scored)
    name = min(texts)
    changed = texts[name].rstrip() + "\n\nThe old mill is 31 metres high.\n"
    (workspace.sources / name).write_text(changed)
    scored.clear()
    run(workspace)
    assert sum(scored) < whole / 4
    for path in workspace.sources.iterdir():
        (other.sources / path.name).write_bytes(path.read_bytes())
    run(other)
    assert state(workspace) == state(other)


def changed_by_a_line(workspace, texts):
    path = workspace.sources / min(texts)
    path.write_text(path.read_text().rstrip() + "\n\nThe old mill is 31 metres high.\n")


@pytest.fixture
def worked_out(monkeypatch):
    """The claims and documents of which rows are worked out."""
    found = []

    def watch(name):
        real = getattr(rows, name)

        def counted(record):
            found.append(record)
            return real(record)

        monkeypatch.setattr(rows, name, counted)

    watch("_claim_row")
    watch("_document_row")
    return found


@pytest.mark.slow
def test_rows_of_what_a_change_does_not_touch_are_not_worked_out(tmp_path, texts, worked_out):
    workspace = Workspace.create(tmp_path / "w")
    for name in sorted(texts)[:5]:
        (workspace.sources / name).write_text(texts[name])
    run(workspace)
    whole = len(worked_out)
    worked_out.clear()
    changed_by_a_line(workspace, texts)
    done = run(workspace)
    assert 0 < len(worked_out) < whole / 4
    assert done.saved.tables["documents"] == (0, 1, 0)
    assert {getattr(record, "document", record.id) for record in worked_out} == {min(texts)}


@pytest.mark.slow
def test_a_run_that_could_not_save_leaves_nothing_to_be_missed_by_the_next(tmp_path, texts, monkeypatch):
    workspace, other = (Workspace.create(tmp_path / name) for name in ("w", "other"))
    for name in sorted(texts)[:5]:
        (workspace.sources / name).write_text(texts[name])
    run(workspace)
    changed_by_a_line(workspace, texts)

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Store, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            run(workspace)
    run(workspace)
    for path in workspace.sources.iterdir():
        (other.sources / path.name).write_bytes(path.read_bytes())
    run(other)
    assert state(workspace) == state(other)


@pytest.mark.slow
@pytest.mark.parametrize("damage", [None, b"no database"])
def test_a_lost_or_damaged_cache_costs_time_and_nothing_else(tmp_path, texts, damage):
    workspace, other = (Workspace.create(tmp_path / name) for name in ("w", "other"))
    names = sorted(texts)[:3]
    for name in names[:2]:
        (workspace.sources / name).write_text(texts[name])
    run(workspace)
    workspace.cache.unlink()
    if damage is not None:
        workspace.cache.write_bytes(damage)
    for one in (workspace, other):
        for name in names:
            (one.sources / name).write_text(texts[name])
        assert run(one).complete
    assert state(workspace) == state(other)


@pytest.mark.slow
def test_the_result_in_memory_is_what_is_loaded(tmp_path, texts):
    workspace = Workspace.create(tmp_path / "w")
    for name in sorted(texts)[:5]:
        (workspace.sources / name).write_text(texts[name])
    run(workspace)
    with Store.open(workspace.database) as store:
        result = store.load()
        shuffled = result.model_copy(update={"claims": result.claims[::-1], "documents": result.documents[::-1]})
        assert canonical(shuffled) == result
    from_memory = {p.name: p.read_bytes() for p in (workspace.reports / "latest").iterdir()}
    workspace.texts.unlink()
    report(workspace)
    assert {p.name: p.read_bytes() for p in (workspace.reports / "latest").iterdir()} == from_memory


@pytest.mark.slow
def test_the_same_bytes_after_an_alias_and_a_rejection(tmp_path, texts):
    workspace, other = (Workspace.create(tmp_path / name) for name in ("w", "other"))
    for name in sorted(texts)[:5]:
        for one in (workspace, other):
            (one.sources / name).write_text(texts[name])
    run(workspace)
    with Store.open(workspace.database) as store:
        loaded = store.load()
    gone, names = loaded.claims[3].id, sorted(e.name for e in loaded.entities)[:2]
    for one in (workspace, other):
        (one.claims / "names.yaml").write_text(f"aliases:\n  - [{names[0]}, {names[1]}]\n")
        (one.claims / "corrections.yaml").write_text(f"corrections:\n  - claim: {gone}\n    reject: true\n")
        done = run(one)
        assert done.complete, done.problems
    rows, files = state(workspace)
    assert (rows, files) == state(other)
    assert not any(gone in row for row in rows["claims"])

"""How the parser multiplies matrices: the fast way where NumPy keeps to one thread, with the same parse."""

import os
import subprocess
import sys

import pytest

from atodds import cores
from atodds.extract.parse import language

TEXT = (
    "The council of Marrow Bay, which met on 3 May, approved 4.2 million euros for the repair of two bridges, although its own engineers "
    "had asked for twice that sum and warned that neither would last the winter."
)


@pytest.mark.parametrize(("threads", "blis"), [("1", False), ("2", True), (None, True)])
def test_numpy_where_it_keeps_to_one_thread(monkeypatch, threads, blis):
    if threads is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    else:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", threads)
    nlp = language.__wrapped__()
    assert {node.ops.use_blis for name in ("tok2vec", "tagger") for node in nlp.get_pipe(name).model.walk()} == {blis}
    told = [(t.tag_, t.dep_, t.head.i) for t in nlp(TEXT)]
    assert told == [(t.tag_, t.dep_, t.head.i) for t in language()(TEXT)]


@pytest.mark.parametrize(("before", "kept"), [({}, True), ({"OPENBLAS_NUM_THREADS": "3"}, False)])
def test_programs_keep_to_one_thread_unless_told_otherwise(before, kept):
    code = "from atodds import cores; cores.keep_to_one(); print(cores.kept_to_one())"
    env = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"} | before
    assert subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout == f"{kept}\n"


def test_where_numpy_is_there_already_nothing_is_set(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", sys)
    cores.keep_to_one()
    assert not cores.kept_to_one()

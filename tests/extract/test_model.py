"""How the model is loaded: without spaCy's command line and with one tokenizer, to the same end."""

import importlib
import importlib.util
import subprocess
import sys

from atodds.extract.model import load_model
from atodds.extract.parse import MODEL_PACKAGES, UNUSED, language

TEXT = "The U.S. firm didn't sell 3.5km of pipe (see https://example.org/a_b?c=1) for $4.2bn, i.e. at 10 a.m. it couldn't've."
LOADED = "from atodds.extract.parse import language; import sys; language(); print({!r} in sys.modules)"


def said(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()[-1]


def test_the_tokenizer_is_that_of_the_model():
    package = next(p for p in MODEL_PACKAGES if importlib.util.find_spec(p) is not None)
    as_it_comes = importlib.import_module(package).load(exclude=[*UNUSED, "tok2vec", "tagger", "parser"])
    rules, expected = (nlp.tokenizer.to_bytes(exclude=["vocab"]) for nlp in (language(), as_it_comes))  # the words met so far are no rules
    assert rules == expected
    assert [t.norm_ for t in language().make_doc(TEXT)] == [t.norm_ for t in as_it_comes.make_doc(TEXT)]


def test_a_model_can_be_loaded_twice():
    package = next(p for p in MODEL_PACKAGES if importlib.util.find_spec(p) is not None)
    again = load_model(package, UNUSED)
    assert [t.dep_ for t in again(TEXT)] == [t.dep_ for t in load_model(package, UNUSED)(TEXT)]


def test_the_command_line_of_spacy_is_not_imported():
    assert said(LOADED.format("spacy.cli")) == "False"
    assert said(LOADED.format("weasel")) == "False"


def test_the_command_line_of_spacy_is_there_afterwards():
    loaded = "from atodds.extract.parse import language; language(); "
    assert said(loaded + "import spacy.cli; print(spacy.cli.info.__module__)") == "spacy.cli.info"
    assert said(loaded + "import spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)") == "True"


def test_where_spacy_is_there_already_nothing_is_put_in_its_place():
    code = "import spacy; before = sys.modules['spacy.cli']; from atodds.extract.parse import language; language(); "
    assert said("import sys; " + code + "print(sys.modules['spacy.cli'] is before and spacy.info.__module__ == 'spacy.cli.info')") == "True"

"""What the benches put in place of parts of the program fits it still."""

import sys
from pathlib import Path

from atodds.model.records import Document
from atodds.parallel import extract_all

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from nothing import Nothing


def test_with_the_cache_of_the_benches_every_document_is_extracted():
    document = Document(id="a.md", sha256="0" * 64, media_type="text/markdown", text="", blocks=())
    asked = []

    def elsewhere(missing):
        asked.extend(missing)
        return iter([(d, []) for d in missing])

    extracted = extract_all([document], Nothing(), lexicon=None, workers=1, elsewhere=elsewhere)
    assert asked == [document]
    told = extracted.told(document)
    assert told is not None
    assert told.claims == []
    assert Nothing().told(document) is None

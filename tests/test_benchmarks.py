"""What the benches put in place of parts of the program fits it still."""

import sys
from pathlib import Path

from atodds.model.records import Document
from atodds.parallel import Processes, extract_all
from atodds.told import pack

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from nothing import Nothing


class Team(Processes):
    """Extracts nothing."""

    asked: tuple[Document, ...] = ()

    def extract(self, documents):
        self.asked = tuple(documents)
        return iter([(d, pack([])) for d in documents])


def test_with_the_cache_of_the_benches_every_document_is_extracted():
    document = Document(id="a.md", sha256="0" * 64, media_type="text/markdown", text="", blocks=())
    team = Team(2, None)
    extracted = extract_all([document], Nothing(), team)
    assert team.asked == (document,)
    told = extracted.told(document)
    assert told is not None
    assert told.claims == []
    assert Nothing().told(document) is None

"""The chain for Python programs: files in, records out, no workspace."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from pydantic import ValidationError

from atodds.chain import reconcile
from atodds.config import Config
from atodds.curation import Curation, load_curation
from atodds.errors import CurationError, SourceError, UsageError
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Document, Result
from atodds.read import read_document


def reconcile_sources(
    sources: Iterable[str | PathLike[str] | Document],
    *,
    curation: str | PathLike[str] | None = None,
    rates: Mapping[str, float] | None = None,
    lexicon: str | PathLike[str] | None = None,
) -> Result:
    """What :func:`atodds.reconcile` does; see there."""
    if isinstance(sources, str | PathLike | Document):
        raise UsageError("one document has nothing to be held against", advice='give a list: atodds.reconcile(["a.md", "b.md"])')
    documents = sorted((_document(source) for source in sources), key=lambda d: d.id)
    for one, next_one in itertools.pairwise(documents):
        if one.id == next_one.id:
            raise UsageError(f"{one.id} is given twice")
    words = Lexicon.load(Path(lexicon) if lexicon is not None else None)
    return reconcile(documents, curation=_curation(curation), rates=_rates(rates or {}), lexicon=words)


def _document(source: str | PathLike[str] | Document) -> Document:
    return source if isinstance(source, Document) else read_document(Path(source), Path(source).as_posix())


def _curation(folder: str | PathLike[str] | None) -> Curation | None:
    if folder is None:
        return None
    if not Path(folder).is_dir():
        raise SourceError("there is no such folder", file=str(folder))
    curation, problems = load_curation(Path(folder))
    for problem in problems:
        raise CurationError(problem.message, file=problem.file, line=problem.line, advice=problem.advice)
    return curation


def _rates(rates: Mapping[str, float]) -> dict[str, float]:
    try:
        return Config(rates=dict(rates)).rates
    except ValidationError as error:
        raise UsageError(f"rates: {error.errors()[0]['msg']}", advice='rates={"USD/CNY": 7.27}') from error

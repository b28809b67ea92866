"""At Odds: fact-checking and source reconciliation.

``reconcile`` is the whole chain in one call; nothing heavy is imported before it is called. docs/library.md has examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atodds.model.records import Document, Result

__version__ = "0.1.0"
__all__ = ["__version__", "reconcile"]


def reconcile(
    sources: Iterable[str | PathLike[str] | Document],
    *,
    curation: str | PathLike[str] | None = None,
    rates: Mapping[str, float] | None = None,
    lexicon: str | PathLike[str] | None = None,
) -> Result:
    """Find what documents contradict, confirm and change, without a workspace: nothing is stored.

    ``sources``: files, or documents that are read already. ``curation``: a folder of YAML as in ``claims/``. ``rates``: exchange rates,
    such as ``{"USD/CNY": 7.27}``. ``lexicon``: a ``lexicon.toml`` of one's own. Documents are named by their paths as given, and the
    result does not depend on their order.

    Raises:
        SourceError: a file cannot be read.
        CurationError: there is a mistake in the curation.
        UsageError: the same document is given twice, or a rate is none.
        ModelError: the language model of the parser is missing.
    """
    from atodds.library import reconcile_sources  # noqa: PLC0415  (the whole chain is imported only when it is asked for)

    return reconcile_sources(sources, curation=curation, rates=rates, lexicon=lexicon)

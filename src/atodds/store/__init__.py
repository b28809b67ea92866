"""SQLite: what the last run found, and what people decided.

Names are imported when first used: reading a table for the terminal needs neither pydantic nor sqlite-utils.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atodds.store.cache import ContentCache, ExtractionCache, KeptTexts, Version, stamps_of_run
    from atodds.store.journal import append_verdict
    from atodds.store.store import RunMeta, Saved, Store
    from atodds.store.verdicts import FindingReview, Reviews, VerdictState, apply_verdicts

__all__ = [
    "ContentCache",
    "ExtractionCache",
    "FindingReview",
    "KeptTexts",
    "Reviews",
    "RunMeta",
    "Saved",
    "Store",
    "VerdictState",
    "Version",
    "append_verdict",
    "apply_verdicts",
    "stamps_of_run",
]

_HOMES = {
    "ContentCache": "cache",
    "ExtractionCache": "cache",
    "FindingReview": "verdicts",
    "KeptTexts": "cache",
    "Reviews": "verdicts",
    "RunMeta": "store",
    "Saved": "store",
    "Store": "store",
    "VerdictState": "verdicts",
    "Version": "cache",
    "append_verdict": "journal",
    "apply_verdicts": "verdicts",
    "stamps_of_run": "cache",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)

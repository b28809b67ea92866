"""The content of ``atodds.toml``, validated."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

# Larger documents are most often not what somebody meant to reconcile (a data dump, a scanned book); the limit can be raised.
MAX_DOCUMENT_MB = 20.0
# Results of so many runs are kept for `atodds diff`: two weeks of working days. One of 100,000 findings takes some 10 MB.
KEPT_RUNS = 10


def _currency_pair(pair: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}/[A-Z]{3}", pair) or pair[:3] == pair[4:]:
        raise ValueError('a rate is named by two different currency codes, as in "USD/CNY"')
    return pair


class Table(BaseModel):
    """Base of all tables: unknown keys are an error, so that a typing mistake is not silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sources(Table):
    """``[sources]``."""

    max_document_mb: float = Field(default=MAX_DOCUMENT_MB, gt=0, allow_inf_nan=False)


class Run(Table):
    """``[run]``."""

    workers: int = Field(default=1, ge=1, le=256)
    wait_seconds: float = Field(default=60.0, ge=0, allow_inf_nan=False)


class Reports(Table):
    """``[reports]``."""

    keep_runs: int = Field(default=KEPT_RUNS, ge=0, le=10_000)


class Review(Table):
    """``[review]``."""

    host: str = "127.0.0.1"
    port: int = Field(default=8001, ge=0, le=65535)
    blind: bool = False


class Config(Table):
    """All of ``atodds.toml``. ``rates``: how many of the second currency one unit of the first is worth."""

    sources: Sources = Sources()
    rates: dict[Annotated[str, AfterValidator(_currency_pair)], Annotated[float, Field(gt=0, allow_inf_nan=False)]] = Field(
        default_factory=dict
    )
    run: Run = Run()
    reports: Reports = Reports()
    review: Review = Review()

"""Verdicts as JSON Lines: one a line, oldest first, made for version control. Exporting what was imported gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from atodds.errors import StoreError
from atodds.model.records import Verdict
from atodds.store.verdicts import by_time, utc

ADVICE = "each line must be a verdict as `atodds verdicts export` writes it; nothing was imported"


def dump_verdicts(verdicts: Iterable[Verdict]) -> str:
    """One line for each verdict, by time and id; times in UTC."""
    return "".join(dump_verdict(v) + "\n" for v in sorted(verdicts, key=by_time))


def dump_verdict(verdict: Verdict) -> str:
    """A verdict as one line of JSON, fields in the order of the record."""
    data = verdict.model_dump(mode="json")
    data["at"] = utc(verdict.at).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return json.dumps(data, ensure_ascii=False)


def load_verdicts(lines: Iterable[str], name: str) -> Iterator[Verdict]:
    """Verdicts from lines; empty ones are passed over.

    Raises:
        StoreError: a line is no verdict; with ``name`` as file, and the line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Verdict.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            message = f"{where}: {first['msg']}" if where else first["msg"]
            raise StoreError(f"is no verdict: {message}", file=name, line=number, advice=ADVICE) from error

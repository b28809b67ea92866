"""Records as JSON, indented or on one line. Lone surrogates, which JSON text cannot carry, become "?"."""

from __future__ import annotations

import json
from typing import Any

from atodds.model.records import Record


def to_json(record: Record) -> str:
    """A record (an export, a diff) as indented JSON."""
    try:
        return record.model_dump_json(indent=1, by_alias=True) + "\n"
    except ValueError:
        # Pydantic refuses a lone surrogate: from a PDF, or from the name of a file that is no UTF-8. This way takes eight times as long.
        text = json.dumps(record.model_dump(mode="json", by_alias=True), indent=1, ensure_ascii=False)
        return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def to_line(record: Record, *, exclude: Any = None) -> bytes:
    """A record as JSON on one line, in UTF-8. ``exclude``: as of pydantic."""
    try:
        return record.model_dump_json(exclude=exclude).encode()
    except ValueError:
        text = json.dumps(record.model_dump(mode="json", exclude=exclude), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")

"""Remarks on a draft, for editors and code hosts: SARIF 2.1.0 (OASIS Standard) and the commands of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import quote

from atodds import __version__
from atodds.model.records import Record
from atodds.report import render

Level = Literal["error", "warning", "note"]
Rule = Literal["contradicts", "deprecated-value", "arithmetic", "changed-since", "compatible", "agrees", "unsupported"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# Every kind of remark: its name, what it says, and the level it has unless a remark says otherwise.
RULES: dict[Rule, tuple[str, str, Level]] = {
    "contradicts": ("Contradicts a source", "A source says something that cannot be right together with this.", "error"),
    "deprecated-value": ("Value was found wrong", "A reviewer decided that this value does not hold.", "error"),
    "arithmetic": ("Does not add up", "Figures of the draft do not fit each other.", "warning"),
    "changed-since": ("Changed since", "A later source gives another value for a later time.", "warning"),
    "compatible": ("Compatible with a source", "A source gives a value that can be right together with this.", "note"),
    "agrees": ("Agrees with a source", "A source says the same.", "note"),
    "unsupported": ("Nobody else says so", "No source says anything about this.", "note"),
}


class Place(Record):
    """A span of a file. Lines and columns count from 1, columns in Unicode code points; the end column is the one after the span."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Related(Record):
    """What a source says: its words, and where they stand if that is known."""

    message: str
    place: Place | None = None


class Remark(Record):
    """One thing to say about a claim of a draft. ``claim``: its id, by which hosts know a remark again when lines move."""

    rule: Rule
    level: Level
    message: str
    place: Place
    claim: str
    related: tuple[Related, ...] = ()


def place_of(file: str, text: str, start: int, end: int, *, lines_before: int = 0) -> Place:
    """The place of the span ``start`` to ``end`` of ``text``; ``lines_before``: lines of the file above the text (its front matter)."""
    line, column = _position(text, start)
    end_line, end_column = _position(text, end)
    return Place(file=file, line=line + lines_before, column=column, end_line=end_line + lines_before, end_column=end_column)


def _position(text: str, at: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - line_start + 1


def sarif(remarks: Sequence[Remark]) -> str:
    """A SARIF 2.1.0 log of one run over one or more drafts."""
    used = [rule for rule in RULES if any(r.rule == rule for r in remarks)]
    driver = {
        "name": "atodds",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in dict.fromkeys(r.place.file for r in remarks)],
        "results": [_result(r, used.index(r.rule)) for r in remarks],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    name, about, level = RULES[rule]
    return {"id": rule, "shortDescription": {"text": name}, "fullDescription": {"text": about}, "defaultConfiguration": {"level": level}}


def _result(remark: Remark, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": remark.rule,
        "ruleIndex": index,
        "level": remark.level,
        "message": {"text": render.clean(remark.message)},
        "locations": [_location(remark.place)],
        "partialFingerprints": {"atoddsClaim/v1": remark.claim},
    }
    if remark.related:
        result["relatedLocations"] = [
            {"id": n, "message": {"text": render.clean(r.message)}} | (_location(r.place) if r.place else {})
            for n, r in enumerate(remark.related, 1)
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    """A file name as a relative reference (RFC 3986): a colon in its first part would read as a scheme."""
    return quote(file.replace("\\", "/"), safe="/-._~", errors="replace")


def github(remarks: Sequence[Remark]) -> str:
    """Workflow commands of GitHub Actions, a line each, which show as notes beside the lines of the draft."""
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{kinds[r.level]} file={_property(r.place.file)},line={r.place.line},endLine={r.place.end_line},"
        f"col={r.place.column},endColumn={r.place.end_column},title={_property(RULES[r.rule][0])}::{_data(_with_related(r))}\n"
        for r in remarks
    )


def _with_related(remark: Remark) -> str:
    return "\n".join([remark.message, *(r.message for r in remark.related)])


def _data(text: str) -> str:
    return render.clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""Remarks on a draft, for editors and code hosts: SARIF 2.1.0 (OASIS Standard) and the commands of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import quote

from atodds import __version__
from atodds.model.records import Record, RelationKind
from atodds.report import render

Level = Literal["error", "warning", "note"]
Rule = Literal[
    "deprecated-value", "contradicts", "arithmetic", "disputed", "changed-since", "settled", "agrees", "compatible", "newer", "unsupported"
]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# Every kind of remark: its name, what it says, and the level it has unless a remark says otherwise.
RULES: dict[Rule, tuple[str, str, Level]] = {
    "deprecated-value": ("Value was found wrong", "A reviewer decided that this value does not hold.", "error"),
    "contradicts": ("Contradiction", "A source, or a draft, says something that cannot be right together with this.", "error"),
    "arithmetic": ("Does not add up", "Figures of the draft do not fit each other.", "warning"),
    "disputed": ("Disputed by sources", "Sources contradict each other about this, as a reviewer has confirmed.", "warning"),
    "changed-since": ("Changed since", "A source gives another value for a later time.", "warning"),
    "settled": ("Settled by a verdict", "A source says otherwise, but a reviewer has settled that it does not count here.", "note"),
    "agrees": ("Agrees with a source", "A source says the same.", "note"),
    "compatible": ("Compatible with a source", "A source gives a value that can be right together with this.", "note"),
    "newer": ("Newer than a source", "A source gives another value for an earlier time.", "note"),
    "unsupported": ("Nobody else says so", "No source says anything about this that could be compared.", "note"),
}


class Place(Record):
    """A span of a file. Lines and columns count from 1, columns in Unicode code points; the end column is the one after the span.

    Without lines (a PDF, a web page, a text file that has changed) it is the file as a whole.
    """

    file: str
    line: int | None = None
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """As compilers print it: ``draft.md:12:34``."""
        return self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"


class Related(Record):
    """What somebody else says: in words, where it stands if that is known, and how it stands to the claim of the draft.

    ``source``: the document in words. ``verdict``: what was decided on this claim, in words; ``finding``: on which finding.
    """

    message: str
    place: Place | None = None
    relation: RelationKind | None = None
    reason: str = ""
    explanation: str = ""
    document: str = ""
    source: str = ""
    claim: str = ""
    value_text: str = ""
    quote: str = ""
    finding: str | None = None
    verdict: str = ""


class Remark(Record):
    """One thing to say about a claim of a draft. ``claim``: its id, by which hosts know a remark again when lines move."""

    rule: Rule
    level: Level
    message: str
    place: Place
    claim: str
    value_text: str = ""
    quote: str = ""
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
    if place.line is None:
        return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}}}
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    """A file name as a relative reference (RFC 3986): a colon in its first part would read as a scheme."""
    return quote(file.replace("\\", "/"), safe="/-._~", errors="replace")


def github(remarks: Sequence[Remark]) -> str:
    """Workflow commands of GitHub Actions, a line each, which show as notes beside the lines of the draft."""
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{kinds[r.level]} file={_property(r.place.file)}{_lines(r.place)},title={_property(RULES[r.rule][0])}"
        f"::{_data(_with_related(r))}\n"
        for r in remarks
    )


def _lines(place: Place) -> str:
    if place.line is None:
        return ""
    # A column is only understood where the span does not go over lines.
    columns = f",col={place.column},endColumn={place.end_column}" if place.line == place.end_line else ""
    return f",line={place.line},endLine={place.end_line}{columns}"


def _with_related(remark: Remark) -> str:
    return "\n".join([remark.message, *(r.message for r in remark.related)])


def _data(text: str) -> str:
    return render.clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

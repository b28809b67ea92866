"""A diff in words: plain text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from atodds.report import render
from atodds.report.diff import Change, ChangedRecord, Diff, NamedRecord, StaleVerdict
from atodds.report.lines import to_json


class _Item(NamedTuple):
    """A line with the lines below it; ``mark``: + new, - gone, ~ changed, ! needs a person."""

    mark: str
    words: str
    details: tuple[str, ...] = ()


def _sections(changes: Diff) -> Iterator[tuple[str, list[_Item]]]:
    findings = _named(changes.findings_new, "+") + _named(changes.findings_gone, "-") + _changed(changes.findings_changed)
    claims = _changed(changes.claims_changed)
    for count, mark, verb in ((changes.claims_added, "+", "new"), (changes.claims_removed, "-", "gone")):
        if count:
            claims.append(_Item(mark, f"{render.number(count)} {'claim is' if count == 1 else 'claims are'} {verb}"))
    documents = _named(changes.documents_added, "+") + _named(changes.documents_removed, "-") + _changed(changes.documents_edited)
    yield "Verdicts to look at again", [_stale(v) for v in changes.verdicts_stale]
    yield "Findings", findings
    yield "Claims whose words or value changed", claims
    yield "Documents", documents


def _named(records: Sequence[NamedRecord], mark: str) -> list[_Item]:
    return [_Item(mark, f"{r.title} ({r.id})" + (f": {render.STATUS_WORDS[r.status]}" if r.status else "")) for r in records]


def _changed(records: Sequence[ChangedRecord]) -> list[_Item]:
    return [
        _Item("~", f"{r.title} ({r.id}{f', was {r.old_id}' if r.old_id else ''}{f', {r.document}' if r.document else ''})", _details(r))
        for r in records
    ]


def _details(record: ChangedRecord) -> tuple[str, ...]:
    return tuple(_detail(change) for change in record.changes) or ("moved to other words",)


def _detail(change: Change) -> str:
    name = _FIELDS.get(change.field) or change.field.split(" ")[0]
    if change.old is None:
        return f"{name}: new: {change.new}"
    if change.new is None:
        return f"{name}: gone: {change.old}"
    return f"{name}: {change.old} → {change.new}"


# Fields in words; the others are "claim ID", "relation ID ID" and "voices WORDS", of which the first word is printed.
_FIELDS = {"value_text": "value as written", "value": "value as understood", "sha256": "content (SHA-256)"}


def _stale(v: StaleVerdict) -> _Item:
    about = f"{v.title} ({v.finding})" if v.finding else f"{v.title or 'a finding'} that is gone"
    return _Item("!", f"{v.reviewer} on {about}: the evidence has changed")


def diff_text(changes: Diff) -> str:
    """The diff as plain text."""
    lines: list[str] = []
    for title, items in _sections(changes):
        if items:
            lines += ["", f"{title}:"] if lines else [f"{title}:"]
        for item in items:
            lines.append(f"  {item.mark} {item.words}")
            lines += [f"      {detail}" for detail in item.details]
    return "\n".join(lines or ["Nothing changed."]) + "\n"


def diff_markdown(changes: Diff, *, heading: str = "# ") -> str:
    """The diff as Markdown, under a heading of the given level."""
    lines = [f"{heading}What changed"]
    for title, items in _sections(changes):
        if items:
            lines += ["", f"{heading.strip()}# {title}", ""]
        for item in items:
            lines.append(f"- {_MARKS[item.mark]}: {render.markdown(item.words)}")
            lines += [f"  - {render.markdown(detail)}" for detail in item.details]
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "Nothing changed."]) + "\n"


def diff_html(changes: Diff) -> str:
    """The diff as an HTML fragment; all words are escaped."""
    parts: list[str] = []
    for title, items in _sections(changes):
        if items:
            rows = "".join(f"<li>{_MARKS[i.mark]}: {escape(i.words)}{_list(i.details)}</li>\n" for i in items)
            parts.append(f"<details><summary>{title} <span class='count'>{len(items)}</span></summary><ul>\n{rows}</ul></details>")
    return "\n".join(parts) or "<p>Nothing changed.</p>"


_MARKS = {"+": "new", "-": "gone", "~": "changed", "!": "stale"}


def _list(details: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(d)}</li>' for d in details)}</ul>" if details else ""


def diff_json(changes: Diff) -> str:
    """The diff as JSON."""
    return to_json(changes)

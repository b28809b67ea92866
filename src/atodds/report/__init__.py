"""Reports on a result: Markdown, HTML, JSON, CSV, what changed between two runs, and exports in open standards."""

from atodds.report.assembly import Assembly
from atodds.report.diff import Diff, diff
from atodds.report.diff_text import diff_json, diff_markdown, diff_text
from atodds.report.export import Export, export, load_export
from atodds.report.numberline import number_line
from atodds.report.packed import pack, packed_diff
from atodds.report.write import write_dated_reports, write_reports

__all__ = [
    "Assembly",
    "Diff",
    "Export",
    "diff",
    "diff_json",
    "diff_markdown",
    "diff_text",
    "export",
    "load_export",
    "number_line",
    "pack",
    "packed_diff",
    "write_dated_reports",
    "write_reports",
]

"""``report.html`` and ``report.md``: the templates, filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from atodds import __version__
from atodds.report import render
from atodds.report.diff_text import diff_html, diff_markdown
from atodds.report.view import FindingView, Page

# So many findings of a section are laid open, the rest is folded: a reader sees the worst at once, and thousands open quickly.
OPENED = 20
GENERATOR = f"atodds {__version__}"


def report_html(page: Page) -> str:
    """The report as one HTML file without scripts or anything to load; all words of documents are escaped."""
    changes = Markup(diff_html(page.changes)) if page.changes else ""  # noqa: S704 - escaped by diff_html
    style = Markup(_template("report.css").strip())  # noqa: S704 - our own style sheet
    return (
        _environment(True)
        .get_template("report.html.j2")
        .render(page=page, generator=GENERATOR, style=style, changes=changes, opened=OPENED)
    )


def report_markdown(page: Page) -> str:
    """The report as Markdown; all words of documents are escaped."""
    changes = diff_markdown(page.changes, heading="## ") if page.changes else ""
    text = _environment(False).get_template("report.md.j2").render(page=page, generator=GENERATOR, changes=changes)
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


@cache
def _template(name: str) -> str:
    return (files("atodds.report") / "templates" / name).read_text(encoding="utf-8")


def _clean(value: object) -> object:
    """Every word that a template prints passes here, so that none can break the page or turn its direction."""
    return render.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kept(kind: str, macro: Callable[..., str], finding: FindingView, *more: object) -> str:
    """What a macro of this kind makes of a finding; ``more`` it must be told by the kind."""
    return finding.text(kind, lambda: str(macro(finding, *more)))


def _kept_html(kind: str, macro: Callable[..., str], finding: FindingView, *more: object) -> Markup:
    return Markup(_kept(kind, macro, finding, *more))  # noqa: S704 - a macro escapes what it prints


@cache
def _environment(html: bool) -> Environment:
    environment = Environment(
        # Escaping is on for HTML; Markdown is escaped by its own filter, `md`.
        loader=FunctionLoader(_template), autoescape=html,  # noqa: S701
        undefined=StrictUndefined, trim_blocks=html, keep_trailing_newline=True, finalize=_clean,
    )  # fmt: skip
    environment.globals["kept"] = _kept_html if html else _kept
    environment.filters.update(
        n=render.number,
        md=render.markdown,
        inline=lambda text: " " * text[:1].isspace() + render.markdown(text) + " " * (len(text) > 1 and text[-1].isspace()),
        start=lambda text, length: text if len(text) <= length else text[:length].rpartition(" ")[0] + "…",
        end=lambda text, length: text if len(text) <= length else "…" + text[-length:].partition(" ")[2],
    )
    return environment

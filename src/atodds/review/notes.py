"""Reviewers' notes: Markdown to HTML that cannot do harm."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from atodds.review.security import safe_link

LONGEST_NOTE = 20_000  # characters; a note is read beside two quotes, and the form says so when it is longer


@cache
def _renderer() -> MarkdownIt:
    # No HTML passes, no picture is loaded from elsewhere, and links lead to http and https only.
    md = (
        MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
        .disable(["image", "html_block", "html_inline"])
        .enable("table")
    )
    md.validateLink = lambda url: safe_link(url) is not None  # type: ignore[method-assign]  # how the library is configured
    return md


def render_note(note: str) -> Markup:
    """The note as HTML. Headings become bold lines, so that they do not disturb the outline of the page."""
    env: dict[str, object] = {}
    tokens = _renderer().parse(note, env)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
            if token.type == "heading_open":
                token.attrSet("class", "note-heading")
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "nofollow noopener noreferrer")
    return Markup(_renderer().renderer.render(tokens, _renderer().options, env))  # noqa: S704  escaped by the renderer

"""What a line is, told by its looks: headings and bullets of text that has no markup to say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from atodds.read.drafts import Draft

# Bullets typed as characters. A hyphen or asterisk counts only in plain text, where no Markdown parser has read it.
BULLET = re.compile(r"[ \t]*[•●▪◦‣∙■□]\s*(?=\S)")
PLAIN_BULLET = re.compile(r"[ \t]*(?:[•●▪◦‣∙■□]\s*|[-*–]\s+|(?:\d{1,3}|[a-z])[.)]\s+)(?=\S)")
# A heading is short: over 99 % of headlines and headings in news and reports have fewer than 16 words or 110 characters.
MAX_HEADING_WORDS = 16
MAX_HEADING = 110
# Words in capitals alone are a heading only when there are few of them; more is shouting, a legal notice.
MAX_CAPITALS_HEADING_WORDS = 10
# One word in capitals alone may be an abbreviation (NATO, UNICEF); from this length on it is a heading (SUMMARY).
MIN_CAPITALS_HEADING = 7
# What a sentence ends with, its closing quotation marks and brackets included.
SENTENCE_END = re.compile(r"[.!?…;,:。！？][\"'”’»)\]]*$")
FULL_STOP = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_STATEMENT_END = re.compile(r"[.!…;,。！][\"'”’»)\]]*$")
_QUESTION = re.compile(r"[?？][\"'”’»)\]]*$")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[A-Z]")
_SECTION_NUMBER = re.compile(r"(?:[A-Z][a-z]+ )?(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:\.\d{1,3})*[.:)]\s+")
# "Stations: 16": a label of one to three words and its value.
_ENTRY = re.compile(r"(?:[\w.'’&()-]+ ){0,2}[\w.'’&()-]+:\s+\S")


def looks_like_heading(text: str) -> bool:
    """Whether words that stand on a line of their own may be a heading: short, no statement, at most one sentence."""
    if len(text) > MAX_HEADING or len(text.split()) > MAX_HEADING_WORDS or not any(c.isalpha() for c in text):
        return False
    numbered = _SECTION_NUMBER.match(text)
    rest = text[numbered.end() :] if numbered else text
    return not _STATEMENT_END.search(text) and not _SENTENCE_INSIDE.search(rest)


def looks_like_line_heading(text: str) -> bool:
    """The same for plain text, where nothing but the line itself shows it: no "Label: value" line, no remark in brackets."""
    if not looks_like_heading(text) or text[0] in "([—–-" or text.endswith(":"):
        return False
    return not _ENTRY.match(text) and (not _QUESTION.search(text) or text[0].isupper())


def looks_like_capitals_heading(text: str) -> bool:
    """Whether a short line is in capitals throughout: "PRICE CUTS". One abbreviation alone ("NATO") is none."""
    if len(text) > MAX_HEADING or not text.isupper() or SENTENCE_END.search(text):
        return False
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    return len(words) <= MAX_CAPITALS_HEADING_WORDS and (len(words) > 1 or len(text) >= MIN_CAPITALS_HEADING)


def nest_title_like(drafts: Iterable[Draft]) -> list[Draft]:
    """Give a level to headings that are known by their looks: one below the last heading that the markup shows."""
    made, level = list(drafts), 1
    for one in made:
        if one.kind == "heading" and one.title_like:
            one.level = min(level + 1, 6)
        elif one.kind == "heading":
            level = one.level
    return made

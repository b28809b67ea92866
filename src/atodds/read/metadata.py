"""What is known about a document: front matter, sidecar files, and the dates they write. Unknown stays None."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import yaml

from atodds.errors import SourceError
from atodds.model.records import Block, Problem

SIDECAR_SUFFIX = ".meta.yaml"
# The keys that people and other programs write for what atodds knows under one name.
_KEYS = {
    "title": ("title", "headline", "name"),
    "publisher": ("publisher", "source", "site", "sitename", "site_name", "outlet", "publication", "website"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "published": ("published", "date", "pubdate", "publish_date", "published_at", "publication_date", "datepublished", "date_published"),
    "url": ("url", "link", "source_url", "canonical", "canonical_url"),
    "origin": ("origin",),
}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Front matter longer than this is none: a rule at the head of a text, and another far below.
MAX_FRONT_MATTER = 20_000
# Full dates as people write them. 03/04/2024 is left out: it has two readings.
_DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%d.%m.%Y")
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}.*)?")
_DATE_NOISE = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+|(?<=\d)(?:st|nd|rd|th)\b|,|(?<=[A-Za-z])\.",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says about a document."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None
    origin: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This, with the gaps filled from ``other``."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Metadata(**{key: getattr(other, key) if value is None else value for key, value in mine.items()})


@dataclass(frozen=True, slots=True)
class Body:
    """What a reader makes of a file."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text without its front matter, what that says, and what is wrong with it."""

    body: str
    metadata: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()


def front_matter(text: str, name: str) -> FrontMatter:
    """Split YAML front matter off a text. Broken front matter is a problem with its line; the text below it is kept."""
    match = _FRONT_MATTER.match(text[:MAX_FRONT_MATTER]) if text.startswith("---") else None
    if not match:
        return FrontMatter(text)
    body = text[match.end() :]
    try:
        values = _load(match.group(1), name, first_line=2)
    except SourceError as error:
        if not _looks_like_keys(match.group(1)):  # two rules with prose between them
            return FrontMatter(text)
        return FrontMatter(body, problems=(as_problem(error),))
    if values is None:
        return FrontMatter(text if match.group(1).strip() else body)
    metadata, problems = from_mapping(values, name)
    return FrontMatter(body, metadata, problems)


def sidecar(data: bytes, name: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """What a ``NAME.meta.yaml`` says. ``name``: of the sidecar, for messages."""
    try:
        values = _load(data.decode("utf-8-sig"), name, first_line=1)
    except UnicodeDecodeError:
        return Metadata(), (Problem(file=name, message="it is not UTF-8 text", advice="Save it as UTF-8."),)
    except SourceError as error:
        return Metadata(), (as_problem(error),)
    if values is None:
        advice = "Write lines such as `title: ...` and `published: 2024-05-06`."
        problem = Problem(file=name, message="it is not a list of `key: value` lines", advice=advice)
        return Metadata(), (problem,) if data.strip() else ()
    return from_mapping(values, name)


def from_mapping(values: Mapping[str, Any], name: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """Metadata of a mapping of YAML or JSON values; keys are read in any case and under their usual other names."""
    lowered = {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}
    found: dict[str, Any] = {}
    problems = []
    for field, keys in _KEYS.items():
        value = next((lowered[key] for key in keys if lowered.get(key) not in (None, "", [])), None)
        if field != "published":
            found[field] = _words(value)
        elif value is not None:
            found[field] = parse_date(value)
            if found[field] is None and not _is_partial_date(value):
                advice = "Write it as YYYY-MM-DD."
                problems.append(Problem(file=name, message=f"the date {str(value)!r} is not understood, so none is used", advice=advice))
    return Metadata(**found), tuple(problems)


def parse_date(value: object) -> dt.date | None:
    """A full date of a YAML value or of words; None for anything less than a full date, and for dates with two readings."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = str(value).strip()
    iso = _ISO_DATE.fullmatch(words)
    if iso:
        words = iso.group(1)
    elif re.match(r"[A-Z][a-z]{2}, \d", words) and re.search(r"\d:\d\d", words):  # RFC 5322: Mon, 06 May 2024 10:00:00 GMT
        try:
            return email.utils.parsedate_to_datetime(words).date()
        except ValueError:
            return None
    words = " ".join(_DATE_NOISE.sub("", words).replace("Sept ", "Sep ").split())
    for form in _DATE_FORMATS:
        try:
            return dt.datetime.strptime(words, form).date()  # a calendar day has no time zone
        except ValueError:
            continue
    return None


def as_problem(error: SourceError) -> Problem:
    """The problem that an error tells of."""
    return Problem(file=error.file or "", message=error.message, line=error.line, advice=error.advice)


def _is_partial_date(value: object) -> bool:
    """A year or a month is no mistake: it is understood, and too little."""
    return bool(re.fullmatch(r"(?:[A-Za-z]{3,9}\.?,? )?\d{4}(?:-\d{2})?|unknown|n/?a|n\.d\.", str(value).strip(), re.I))


def _words(value: object) -> str | None:
    if isinstance(value, list | tuple):
        return ", ".join(w for w in map(_words, value) if w) or None
    if isinstance(value, Mapping):
        return _words(value.get("name"))
    return " ".join(str(value).split()) or None if value is not None else None


def _looks_like_keys(block: str) -> bool:
    return bool(re.match(r"\s*(?:#.*\n\s*)*\w[\w-]*(?: \w+)?:(?:\s|$)", block))


def _load(block: str, name: str, first_line: int) -> Mapping[str, Any] | None:
    """The mapping that a piece of YAML holds; None if it holds something else."""
    try:
        values = yaml.load(block, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)  # noqa: S506  # both are safe
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark
        if error.context_mark and at and at.line >= block.rstrip("\n").count("\n") + 1:
            at = error.context_mark  # something is not closed: where it was opened
        line = first_line + (at.line if at else 0)
        advice = "Put a value that holds a colon or a quotation mark in quotation marks."
        raise SourceError(f"broken YAML: {error.problem}", file=name, line=line, advice=advice) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2024-02-30
        reason = str(error).splitlines()[0]
        raise SourceError(f"broken YAML: {reason}", file=name, line=first_line, advice="Check the values.") from error
    return values if isinstance(values, Mapping) else None

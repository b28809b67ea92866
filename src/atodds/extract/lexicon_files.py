"""Reading and checking the files of the lexicon: the packaged ones and a workspace's ``lexicon.toml``.

docs/lexicon.md is their reference.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from atodds.errors import CurationError
from atodds.extract.phrases import parse_pattern

DATA = Path(__file__).parent / "data"
# The concepts of the fields of news, a file each, beside those that any field has.
PACKAGED = (*sorted(DATA.glob("concepts*.toml")), DATA / "qualifiers.toml", DATA / "predicates.toml")
ADVICE = "docs/lexicon.md describes the file"

Measure = Literal[
    "count", "money", "percent", "date", "duration", "length", "area", "volume", "mass", "speed", "temperature", "energy", "power",
    "age", "rank", "multiple", "name", "other",
]  # fmt: skip


def _pattern(text: str) -> str:
    parse_pattern(text)
    return text


def _lemma(text: str) -> str:
    if len(parse_pattern(text).tokens) > 1:
        raise ValueError(f"{text!r} is more than one word")
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Lemma = Annotated[str, AfterValidator(_lemma)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ConceptTable(_Table):
    """One concept. ``without``: words to take away from a packaged concept."""

    words: list[Pattern] = []
    without: list[Pattern] = []
    measures: list[Measure] = []
    over_time: Literal["fixed", "accumulates", "varies", "per_period", "plan"] | None = None
    group: str | None = None
    weak: bool | None = None
    counted: bool | None = None


class QualifierTable(_Table):
    """One group of narrowing words; the first word of a member is its name. ``measures``: kinds of value narrowed; none: all."""

    measures: list[Measure] = []
    members: list[Annotated[list[Pattern], Field(min_length=1)]] = Field(min_length=1)
    default: str | None = None
    exclusive: bool = True
    skip_names: bool = False


class PredicateTable(_Table):
    """One pair of opposites."""

    positive: list[Pattern] = []
    negative: list[Pattern] = []


class LexiconTables(_Table):
    """All that the files hold."""

    light: list[Lemma] = []
    labelled: list[Lemma] = []
    negations: list[Pattern] = []
    privative_suffixes: list[Lemma] = []
    privative_exceptions: list[Lemma] = []
    concepts: dict[str, ConceptTable] = {}
    qualifiers: dict[str, QualifierTable] = {}
    predicates: dict[str, PredicateTable] = {}


def digest(*parts: bytes) -> str:
    """A short hash that changes when any of the parts does."""
    return hashlib.sha256(b"\x00".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:12]


@functools.cache
def packaged_tables() -> LexiconTables:
    """The packaged files, read and checked."""
    merged = LexiconTables()
    for path in PACKAGED:
        content = path.read_bytes()
        merged = merge(merged, read_tables(content, path.name), path.name, content)
    return merged


def read_tables(content: bytes, name: str) -> LexiconTables:
    """Read one file. Raises CurationError with file and line for broken TOML, unknown keys and wrong values."""
    try:
        text = content.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CurationError("not UTF-8 text", advice="save the file as UTF-8", file=name, line=line) from error
    except tomllib.TOMLDecodeError as error:
        raise CurationError(f"not TOML: {error}", advice=ADVICE, file=name, line=_toml_line(str(error), text)) from error
    try:
        return LexiconTables.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = [str(part) for part in first["loc"]]
        message = f"{'.'.join(at)}: {_plain(first)}"
        raise CurationError(message, advice=ADVICE, file=name, line=line_of(text, at, first.get("input"))) from error


def merge(base: LexiconTables, new: LexiconTables, name: str, content: bytes) -> LexiconTables:
    """Add a file to what is known: words to a known concept, new concepts, groups, predicates.

    A word listed in ``new`` leaves the concepts of ``base`` that measure the same kinds of value: the later file knows better.
    Raises CurationError where two concepts of ``new`` claim one word for one kind of value, a new concept measures nothing, or a word
    stands on two sides of a group of qualifiers or of a pair of opposites.
    """
    text = content.decode("utf-8-sig")
    _check_claims(new, base, name, text)
    _check_sides(new, name, text)
    merged = {key: _merged_concept(base.concepts.get(key), table) for key, table in new.concepts.items()}
    claimed: _Claimed = {}
    for key, table in new.concepts.items():
        for word in table.words:
            claimed.setdefault(parse_pattern(word).tokens, []).append((word, frozenset(merged[key].measures)))
    concepts = {key: merged[key] if key in merged else _without_claimed(table, claimed) for key, table in base.concepts.items()} | merged
    predicates = {key: _merged_predicate(base.predicates.get(key), table) for key, table in new.predicates.items()}
    qualifiers = {key: _merged_qualifier(base.qualifiers.get(key), table) for key, table in new.qualifiers.items()}
    return LexiconTables(
        light=_joined(base.light, new.light),
        labelled=_joined(base.labelled, new.labelled),
        negations=_joined(base.negations, new.negations),
        privative_suffixes=_joined(base.privative_suffixes, new.privative_suffixes),
        privative_exceptions=_joined(base.privative_exceptions, new.privative_exceptions),
        concepts=concepts,
        qualifiers={**base.qualifiers, **qualifiers},
        predicates={**base.predicates, **predicates},
    )


def _check_claims(new: LexiconTables, base: LexiconTables, name: str, text: str) -> None:
    """Every concept measures something, and no word belongs to two concepts of one file for one kind of value."""
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    measures = {key: set(table.measures) | set(_base_measures(base, key)) for key, table in new.concepts.items()}
    for key, table in new.concepts.items():
        if not measures[key]:
            raise CurationError(f"concepts.{key}: 'measures' is missing", advice=ADVICE, file=name, line=line_of(text, ["concepts", key]))
        for word in table.words:
            owners.setdefault(parse_pattern(word).tokens, []).append((key, word))
    for entries in owners.values():
        for (a, word), (b, again) in combinations(entries, 2):
            common = sorted(measures[a] & measures[b])
            if common and _same_word(word, again):
                both = f"stands in {a} and in {b}, and both measure {', '.join(common)}" if a != b else f"stands twice in {a}"
                line = line_of(text, ["concepts", b, "words"], again)
                raise CurationError(f"{again!r} {both}", advice="keep it in one", file=name, line=line)


def _check_sides(new: LexiconTables, name: str, text: str) -> None:
    """A default is a member, and no word stands on two sides of one group or one pair of opposites."""
    for key, group in new.qualifiers.items():
        if group.default is not None and group.default not in [member[0] for member in group.members]:
            message = f"qualifiers.{key}: default {group.default!r} is not the first word of a member"
            raise CurationError(message, advice=ADVICE, file=name, line=line_of(text, ["qualifiers", key, "default"]))
        _check_disjoint(group.members, ("qualifiers", key), name, text)
    for key, predicate in new.predicates.items():
        _check_disjoint((predicate.positive, predicate.negative), ("predicates", key), name, text)


def _check_disjoint(sides: Sequence[Sequence[str]], at: tuple[str, str], name: str, text: str) -> None:
    for one, other in combinations(sides, 2):
        for word in other:
            if any(_same_word(word, known) for known in one):
                message = f"{'.'.join(at)}: {word!r} stands on two sides"
                raise CurationError(message, advice="keep it on one", file=name, line=line_of(text, at, word))


def _same_word(a: str, b: str) -> bool:
    """Whether two entries can match the same words: equal lemmas, and parts of speech that do not differ."""
    first, second = parse_pattern(a), parse_pattern(b)
    return first.tokens == second.tokens and (first.pos is None or second.pos is None or first.pos == second.pos)


def _base_measures(base: LexiconTables, key: str) -> Sequence[Measure]:
    return base.concepts[key].measures if key in base.concepts else ()


def _merged_concept(known: ConceptTable | None, new: ConceptTable) -> ConceptTable:
    if known is None:
        return new
    given = new.model_dump(exclude_unset=True, exclude={"words", "without"})
    words = [word for word in _joined(known.words, new.words) if word not in new.without]
    return known.model_copy(update={**given, "words": words})


# The words of a file's concepts by their lemmas, each with the kinds of value that it claims.
_Claimed: TypeAlias = dict[tuple[str, ...], list[tuple[str, frozenset[Measure]]]]


def _without_claimed(table: ConceptTable, claimed: _Claimed) -> ConceptTable:
    """A concept without the words that a later file claims for one of its kinds of value."""
    own = set(table.measures)
    kept = [
        word
        for word in table.words
        if not any(own & kinds and _same_word(word, other) for other, kinds in claimed.get(parse_pattern(word).tokens, ()))
    ]
    return table if len(kept) == len(table.words) else table.model_copy(update={"words": kept})


def _merged_qualifier(known: QualifierTable | None, new: QualifierTable) -> QualifierTable:
    """Words for the members that are known by their first word, and further members."""
    if known is None:
        return new
    members = {member[0]: member for member in known.members}
    for member in new.members:
        members[member[0]] = _joined(members.get(member[0], []), member)
    return known.model_copy(update={**new.model_dump(exclude_unset=True, exclude={"members"}), "members": list(members.values())})


def _merged_predicate(known: PredicateTable | None, new: PredicateTable) -> PredicateTable:
    if known is None:
        return new
    return PredicateTable(positive=_joined(known.positive, new.positive), negative=_joined(known.negative, new.negative))


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _plain(error: Any) -> str:
    """A validation error in the words of a user."""
    match error["type"]:
        case "extra_forbidden":
            return "unknown key"
        case "literal_error":
            return f"{error['input']!r} is not known; known: {error['ctx']['expected']}"
        case _:
            return str(error["msg"]).removeprefix("Value error, ")


def _toml_line(message: str, text: str) -> int:
    matched = re.search(r"at line (\d+)", message)
    return int(matched.group(1)) if matched else text.count("\n") + 1


def line_of(text: str, at: Sequence[str], value: object = None) -> int:
    """The line (from 1) of a key in a TOML text: of its table, of the key in it, of the value where that is a text found behind it."""
    lines = text.splitlines()
    depth = len(at)
    start, found = 0, 1
    while depth > 0:
        header = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in at[:depth]) + r"\s*\]")
        place = next((n for n, line in enumerate(lines) if header.match(line)), None)
        if place is not None:
            start, found = place, place + 1
            break
        depth -= 1
    rest = at[depth:]
    if rest:
        key = re.compile(rf"\s*[\"']?{re.escape(rest[0])}[\"']?\s*[.=]")
        found = next((n + 1 for n, line in enumerate(lines[start:], start) if key.match(line)), found)
    if isinstance(value, str):
        found = next((n + 1 for n, line in enumerate(lines[found - 1 :], found - 1) if f'"{value}"' in line or f"'{value}'" in line), found)
    return found

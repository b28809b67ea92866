"""What people write in ``claims/*.yaml``: aliases, claims added by hand, corrections, and what is (not) the same thing.

Every mistake is a :class:`Problem` with file and line; the rest of the file is used. The format is in docs/curation.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from atodds import yamlfile
from atodds.errors import CurationError
from atodds.model.records import Modality, Problem, Record
from atodds.model.values import AnyValue
from atodds.naming import SECTION as NAME_DECISIONS
from atodds.naming import NameDecision, standing, unique

# A curation file is written by people; one of this size was put there by mistake.
MAX_BYTES = 5_000_000
_CLAIM_ID = re.compile(r"c[0-9a-f]{12}")
# The file that the review pages write from verdicts. Its claims may be gone for a while, which is nobody's mistake.
FROM_REVIEW = "from-review.yaml"


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return " ".join(text.split())


def _verbatim(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text.strip()


def _claim_id(text: str) -> str:
    if not _CLAIM_ID.fullmatch(text.strip()):
        raise ValueError("is no claim id (c and twelve digits; `atodds claims` lists them)")
    return text.strip()


def _several(found: object) -> object:
    """A single word where a list is asked for is a list of one."""
    return [found] if isinstance(found, str) else found


Name = Annotated[str, AfterValidator(_filled)]
Words = Annotated[str, AfterValidator(_verbatim)]
ClaimId = Annotated[str, AfterValidator(_claim_id)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_several)]


class Entry(Record):
    """Base of all entries: where it was written."""

    file: str = ""
    line: int = 0

    @property
    def from_review(self) -> bool:
        """Whether a verdict taught it: then it is kept where its claim is gone, for both may come back."""
        return self.file.rpartition("/")[2] == FROM_REVIEW


class Alias(Entry):
    """Names of one entity; the first is the one to show."""

    names: Annotated[tuple[Name, ...], Field(min_length=2)]


class _Told(Entry):
    """What can be told of a claim; None leaves what the extraction found."""

    subject: Name | None = None
    property: Name | None = None
    scope: Names | None = None
    period: Name | None = None
    attribution: Name | None = None
    modality: Modality | None = None
    means: AnyValue | None = None

    def changes(self) -> dict[str, object]:
        """The fields that are told anew."""
        return {
            name: getattr(self, name) for name in _Told.model_fields if name not in Entry.model_fields and getattr(self, name) is not None
        }


class CuratedClaim(_Told):
    """A claim added by hand. ``quote`` and ``value`` are words of the document; ``means`` gives the value where words do not."""

    document: Name
    quote: Words
    value: Words
    subject: Name
    property: Name
    nth: Annotated[int, Field(ge=1)] = 1  # which of several equal quotes in the document

    @model_validator(mode="after")
    def _value_in_quote(self) -> CuratedClaim:
        if self.value not in self.quote:
            raise ValueError("the value's words must stand in the quote")
        return self


class Correction(_Told):
    """A change to extracted claims, named by id, or by document, words of the quote and (of several) the value's words.

    ``value``/``document``/``quote``: what to look for. ``reject``: the claim is dropped. ``why``: for other people.
    """

    claim: ClaimId | None = None
    document: Name | None = None
    quote: Words | None = None
    value: Words | None = None
    reject: bool = False
    why: str = ""

    @model_validator(mode="after")
    def _says_which_and_what(self) -> Correction:
        if self.claim is None and (self.document is None or (self.quote is None and self.value is None)):
            raise ValueError("say which claim: `claim: ID`, or `document:` with `quote:` or `value:`")
        changes = any(v is not None for v in self.changes().values())
        if changes == self.reject:
            raise ValueError("either `reject: true` or what is changed (subject, property, scope, period, attribution, modality, means)")
        return self


class ClaimPair(Entry):
    """Two claims that are declared to be about the same thing, or not to be."""

    a: ClaimId
    b: ClaimId
    same: bool


class EntityPair(Entry):
    """Two names that are declared to mean the same thing, or not to."""

    a: Name
    b: Name
    same: bool


class Curation(Record):
    """All that people have written, in order of file and line."""

    names: tuple[Alias, ...] = ()
    claims: tuple[CuratedClaim, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pairs: tuple[ClaimPair, ...] = ()
    entities: tuple[EntityPair, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was written at all."""
        return any((self.names, self.claims, self.corrections, self.pairs, self.entities))

    def joined(self, other: Curation) -> Curation:
        """Both, this one first."""
        return Curation(**{name: getattr(self, name) + getattr(other, name) for name in Curation.model_fields})

    @property
    def of_claims(self) -> bool:
        """Whether anything was written of claims, and not only of names."""
        return any((self.claims, self.corrections, self.pairs))

    @property
    def aliases(self) -> tuple[tuple[str, ...], ...]:
        """Groups of names that mean the same thing: the aliases, and pairs of names declared the same."""
        return (*(entry.names for entry in self.names), *((p.a, p.b) for p in self.entities if p.same))

    @property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs of names declared to mean different things."""
        return tuple((p.a, p.b) for p in self.entities if not p.same)

    @property
    def forced(self) -> dict[frozenset[str], bool]:
        """Pairs of claim ids that are kept together (True) or kept apart (False)."""
        return {frozenset((p.a, p.b)): p.same for p in self.pairs if p.a != p.b}


def curation_files(folder: Path) -> list[Path]:
    """The YAML files of ``claims/``, in order of name; hidden ones are passed over."""
    if not folder.is_dir():
        return []
    found = (p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and not p.name.startswith(".") and p.is_file())
    return sorted(found, key=lambda p: p.name)


def load_curation(folder: Path) -> tuple[Curation, list[Problem]]:
    """Read ``claims/*.yaml`` and ``*.yml``. A missing folder is an empty curation."""
    curation, problems = Curation(), []
    for path in curation_files(folder):
        found, wrong = load_file(path)
        curation = curation.joined(found)
        problems += wrong
    return curation, problems + list(_contradictions(curation))


def load_file(path: Path) -> tuple[Curation, list[Problem]]:
    """Read one file; mistakes are problems, the rest is used."""
    name = f"{path.parent.name}/{path.name}"
    problems: list[Problem] = []
    try:
        content = yamlfile.load(path, name, max_bytes=MAX_BYTES)
    except CurationError as error:
        return Curation(), [Problem(file=name, line=error.line, message=error.message, advice=error.advice)]
    if content.data in ("", None):
        return Curation(), []
    if not isinstance(content.data, dict):
        return Curation(), [_problem(name, content, (), f"must be a mapping with some of: {', '.join(_SECTIONS)}")]
    parts: dict[str, list[Entry]] = {field: [] for field in Curation.model_fields}
    for section, found in content.data.items():
        if section not in _SECTIONS:
            problems.append(_problem(name, content, (section,), f"unknown section `{section}`; known are {', '.join(_SECTIONS)}"))
            continue
        field, unfold = _SECTIONS[section]
        try:
            items = list(unfold(found))
        except ValueError as error:
            problems.append(_problem(name, content, (section,), f"{section}: {error}"))
            continue
        for path_to, model, fields in items:
            where = (section, *path_to)
            try:
                parts[field].append(_made(model, fields, name, content.line(where)))
            except ValidationError as error:
                problems += _explained(name, content, where, error)
            except ValueError as error:
                problems.append(_problem(name, content, where, f"{section}: {error}"))
    return Curation(**{field: tuple(entries) for field, entries in parts.items()}), problems


def _made(model: Callable[..., Entry], fields: object, name: str, line: int) -> Entry:
    if not isinstance(fields, dict):
        raise ValueError("each entry must be a mapping of fields")
    if place := {"file", "line"} & set(fields):
        raise ValueError(f"{place.pop()}: unknown field")
    return model(**fields, file=name, line=line)


Item = tuple[tuple[str | int, ...], Callable[..., Entry], object]


def _aliases(found: object) -> Iterator[Item]:
    if isinstance(found, dict):
        for name, others in found.items():
            names = [others] if isinstance(others, str) else others
            yield (name,), *((Alias, {"names": [name, *names]}) if isinstance(names, list) else (_refuse("a list of names"), {}))
        return
    for n, names in enumerate(_list(found)):
        yield (n,), *((Alias, {"names": names}) if isinstance(names, list) else (_refuse("a list of names"), {}))


def _entries(model: Callable[..., Entry]) -> Callable[[object], Iterator[Item]]:
    def unfold(found: object) -> Iterator[Item]:
        for n, entry in enumerate(_list(found)):
            yield (n,), model, entry

    return unfold


def _pairs(model: Callable[..., Entry], same: bool) -> Callable[[object], Iterator[Item]]:
    """Every two of a list of things declared the same; things declared not the same come in pairs."""

    def unfold(found: object) -> Iterator[Item]:
        for n, group in enumerate(_list(found)):
            if not isinstance(group, list) or len(group) < 2 or (not same and len(group) > 2):
                yield (n,), _refuse("a list of two or more" if same else "a list of two"), {}
                continue
            for other in group[1:]:
                yield (n,), model, {"a": group[0], "b": other, "same": same}

    return unfold


def _refuse(wanted: str) -> Callable[..., Entry]:
    def refuse(**_: object) -> Entry:
        raise ValueError(f"each entry must be {wanted}")

    return refuse


def _entity_pairs(found: object) -> Iterator[Item]:
    if not isinstance(found, dict) or not set(found) <= {"same", "not_same"}:
        raise ValueError("must be a mapping with `same` and `not_same`")
    for key, groups in found.items():
        for where, model, fields in _pairs(EntityPair, key == "same")(groups):
            yield (key, *where), model, fields


def _refused_decision(file: str, line: int, **fields: object) -> Entry:
    NameDecision.model_validate(fields)
    raise ValueError("is no decision on names")


def _name_decisions(found: object) -> Iterator[Item]:
    """The journal of the review pages, as the pairs of names that stand; an entry that is wrong is named."""
    decisions: list[tuple[int, NameDecision]] = []
    for n, fields in enumerate(_list(found)):
        try:
            decisions.append((n, NameDecision.model_validate(fields)))
        except ValidationError:
            yield (n,), _refused_decision, fields
    places = {d.id: n for n, d in reversed(decisions)}
    journal = list(unique(d for _, d in decisions))
    for stands in standing(journal):
        yield (places[journal[stands.place].id],), EntityPair, {"a": stands.a, "b": stands.b, "same": stands.same}


def _list(found: object) -> list[Any]:
    if found in ("", None):
        return []
    if not isinstance(found, list):
        raise ValueError("must be a list")
    return found


_SECTIONS: Mapping[str, tuple[str, Callable[[object], Iterator[Item]]]] = {
    "aliases": ("names", _aliases),
    "claims": ("claims", _entries(CuratedClaim)),
    "corrections": ("corrections", _entries(Correction)),
    "same": ("pairs", _pairs(ClaimPair, True)),
    "not_same": ("pairs", _pairs(ClaimPair, False)),
    "entities": ("entities", _entity_pairs),
    NAME_DECISIONS: ("entities", _name_decisions),
}


def _explained(name: str, content: yamlfile.Content, where: tuple[str | int, ...], error: ValidationError) -> Iterator[Problem]:
    for wrong in error.errors(include_url=False):
        loc = tuple(p for p in wrong["loc"] if p not in ("quantity", "date", "name", "polarity"))
        message = wrong["msg"].removeprefix("Value error, ")
        message = "unknown field" if message == "Extra inputs are not permitted" else message[:1].lower() + message[1:]
        path = (*where, *loc)
        yield _problem(name, content, path, ": ".join((str(where[0]), *map(str, loc[:1]), message)))


def _problem(name: str, content: yamlfile.Content, where: tuple[str | int, ...], message: str) -> Problem:
    return Problem(file=name, line=content.line(where), message=message, advice="docs/curation.md describes the format")


def _contradictions(curation: Curation) -> Iterator[Problem]:
    """Pairs declared both the same and not the same; the later one is named."""
    seen: dict[frozenset[str], ClaimPair | EntityPair] = {}
    both: tuple[ClaimPair | EntityPair, ...] = (*curation.pairs, *curation.entities)
    for pair in both:
        first = seen.setdefault(frozenset((pair.a, pair.b)), pair)
        if first.same != pair.same:
            message = f"{pair.a} and {pair.b} are declared both the same and not the same (see {first.file}:{first.line})"
            yield Problem(file=pair.file, line=pair.line, message=message, advice="remove one of the two")
        if pair.a == pair.b and not pair.same:
            yield Problem(file=pair.file, line=pair.line, message=f"{pair.a} cannot be declared different from itself")


__all__ = [
    "Alias",
    "ClaimPair",
    "Correction",
    "CuratedClaim",
    "Curation",
    "EntityPair",
    "curation_files",
    "load_curation",
    "load_file",
]

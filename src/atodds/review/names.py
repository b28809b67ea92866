"""The names of an entity: why they were joined, what people decided about them, and the forms to join and to part them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import NamedTuple

from atodds.link.entities import normal
from atodds.model.records import Entity, finding_id
from atodds.naming import NameDecision, Say, standing, withdrawn
from atodds.review.namebook import new_id

LONGEST_NAME = 200  # characters of a name that is typed; the longest names of organisations have half of that
LONGEST_NOTE = 2000  # of the reason: a line or two beside the names
OFFERED = 300  # names offered to choose from; any other can be typed
EVIDENCE_DOCUMENTS = 3  # documents named for one reason: enough to look it up
# The document's words at the end of a reason, as the link room writes them.
_QUOTED = re.compile(r": “([^“”]+)”$")


class Example(NamedTuple):
    """A claim about the entity under one of its names."""

    claim: str
    document: str


@dataclass(frozen=True)
class Form:
    """Spellings of one name that differ in nothing that counts (case, articles, legal forms): they cannot be parted."""

    key: str
    spellings: tuple[str, ...]
    claims: int
    documents: int
    example: Example | None

    @property
    def name(self) -> str:
        """The spelling to show, and by which a decision names it."""
        return self.spellings[0]


@dataclass(frozen=True)
class Reason:
    """Why two names were joined, and documents in which the words stand, where it is words of a document."""

    words: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """A decision on names. ``state``: ``obeyed``, ``waits`` (for the next run), ``replaced`` or ``withdrawn``."""

    decision: NameDecision
    state: str


@dataclass(frozen=True)
class NamesView:
    """What the page shows of an entity's names."""

    entity: Entity
    version: str
    forms: tuple[Form, ...]
    reasons: tuple[Reason, ...]
    decided: tuple[Decided, ...]
    offered: tuple[str, ...]

    @property
    def waiting(self) -> bool:
        """Whether something decided here takes effect with the next run only."""
        return any(d.state == "waits" for d in self.decided)

    @property
    def documents(self) -> set[str]:
        """The documents that the page names for the names and for the reasons to join them."""
        return {f.example.document for f in self.forms if f.example} | {d for r in self.reasons for d in r.documents}


def version(entity: Entity) -> str:
    """A hash of the names as a reviewer sees them."""
    return finding_id("\n".join(sorted(entity.names)))[1:]


def load(conn: sqlite3.Connection, entity: Entity, journal: Sequence[NameDecision]) -> NamesView:
    """The view of an entity's names; ``journal``: everything that was decided about names."""
    forms = _forms(conn, entity)
    offered = conn.execute(
        "SELECT e.name FROM entities e LEFT JOIN (SELECT entity, count(*) AS n FROM findings GROUP BY 1) f ON f.entity = e.key"
        " WHERE e.key != ? ORDER BY coalesce(f.n, 0) DESC, e.name LIMIT ?",
        (entity.key, OFFERED),
    )
    reasons = tuple(Reason(r, _documents(conn, r)) for r in entity.reasons)
    return NamesView(entity, version(entity), forms, reasons, _decided(conn, entity, journal), tuple(name for (name,) in offered))


def _forms(conn: sqlite3.Connection, entity: Entity) -> tuple[Form, ...]:
    """The names, those of one normal form together, the most used first."""
    used = conn.execute(
        "SELECT subject, count(*), json_group_array(DISTINCT document), min(id) FROM claims WHERE entity = ? GROUP BY subject",
        (entity.key,),
    )
    subjects: dict[str, tuple[int, list[str], str]] = {s: (n, json.loads(d), c) for s, n, d, c in used}
    spellings: dict[str, list[str]] = {}
    for name in (*entity.names, *subjects):
        spelled = spellings.setdefault(normal(name), [])
        if name not in spelled:
            spelled.append(name)
    found = []
    for key, names in spellings.items():
        there = [subjects[n] for n in names if n in subjects]
        documents = {d for _, of, _ in there for d in of}
        example = min((c for _, _, c in there), default=None)
        place = conn.execute("SELECT document FROM claims WHERE id = ?", (example,)).fetchone() if example else None
        shown = Example(example, place[0]) if example and place else None
        found.append(Form(key, tuple(names), sum(n for n, _, _ in there), len(documents), shown))
    return tuple(sorted(found, key=lambda f: (-f.claims, f.key)))


def _documents(conn: sqlite3.Connection, reason: str) -> tuple[str, ...]:
    """The documents in which the words of a reason stand: full-text search finds them whatever the line breaks."""
    quoted = _QUOTED.search(reason)
    if quoted is None:
        return ()
    phrase = '"' + quoted[1].replace('"', " ") + '"'
    sql = "SELECT d.id FROM documents_fts t JOIN documents d ON d.rowid = t.rowid WHERE documents_fts MATCH ? ORDER BY d.id LIMIT ?"
    return tuple(d for (d,) in conn.execute(sql, (f"text : {phrase}", EVIDENCE_DOCUMENTS)))


def _decided(conn: sqlite3.Connection, entity: Entity, journal: Sequence[NameDecision]) -> tuple[Decided, ...]:
    """What was decided about this entity's names, the latest first; withdrawals show in the state of what they take back."""
    own = {normal(n) for n in entity.names} | {entity.key}
    back, holding = withdrawn(journal), {s.place for s in standing(journal)}
    found = []
    for index, decision in enumerate(journal):
        if any(normal(name) in own for pair in decision.pairs for name in pair):
            state = "withdrawn" if decision.id in back else "replaced" if index not in holding else "waits"
            if state == "waits" and all(_obeyed(conn, a, b, decision.say is Say.SAME) for a, b in decision.pairs):
                state = "obeyed"
            found.append(Decided(decision, state))
    return tuple(reversed(found))


def _obeyed(conn: sqlite3.Connection, a: str, b: str, same: bool) -> bool:
    one, other = key_of(conn, a), key_of(conn, b)
    return (one == other and one is not None) if same else one != other


def key_of(conn: sqlite3.Connection, name: str) -> str | None:
    """The key of the entity that goes by a name, in any of its spellings; None where there is none."""
    exact = conn.execute("SELECT entity FROM entity_names WHERE name = ? LIMIT 1", (name,)).fetchone()
    if exact:
        return str(exact[0])
    form = normal(name)
    if conn.execute("SELECT 1 FROM entities WHERE key = ?", (form,)).fetchone():
        return form
    return next((str(key) for key, n in conn.execute("SELECT entity, name FROM entity_names ORDER BY 1, 2") if normal(n) == form), None)


@dataclass(frozen=True)
class NamesForm:
    """What was sent. ``do``: ``part``, ``join`` or ``withdraw``; ``chosen``: names that are another thing; ``decision``: to withdraw."""

    id: str = field(default_factory=new_id)
    version: str = ""
    do: str = ""
    chosen: tuple[str, ...] = ()
    other: str = ""
    note: str = ""
    decision: str = ""

    @classmethod
    def from_post(cls, fields: Mapping[str, str]) -> NamesForm:
        """From the fields of a request. The reviewer's name comes from the sign-in."""
        return cls(
            id=fields.get("id", ""),
            version=fields.get("version", ""),
            do=fields.get("do", ""),
            chosen=tuple(value for name, value in fields.items() if name.startswith("part-")),
            other=" ".join(fields.get("other", "").split()),
            note=" ".join(fields.get("note", "").split()),
            decision=fields.get("decision", ""),
        )


def decide(
    conn: sqlite3.Connection, view: NamesView, form: NamesForm, by: str, at: datetime, *, any_decision: bool
) -> NameDecision | dict[str, str]:
    """The decision that a form asks for, or what is wrong with it, by field, in words for the person who sent it.

    ``any_decision``: whether ``by`` may take back what others decided.
    """
    errors = {}
    if not re.fullmatch(r"n[0-9a-f]{32}", form.id):
        errors["do"] = "The form is incomplete; load the page again."
    if len(form.note) > LONGEST_NOTE:
        errors["note"] = f"The reason is longer than {LONGEST_NOTE:,} characters."
    match form.do:
        case "part":
            pairs = _parted(view, form.chosen, errors)
            given = {"say": Say.NOT_SAME, "pairs": pairs}
        case "join":
            given = {"say": Say.SAME, "pairs": _joined(conn, view, form.other, errors)}
        case "withdraw":
            _check_withdrawal(view, form.decision, by, errors, any_decision=any_decision)
            given = {"say": Say.WITHDRAWN, "takes_back": form.decision}
        case _:
            errors["do"] = "The form is incomplete; load the page again."
    return errors or NameDecision.model_validate({"id": form.id, "at": at.replace(microsecond=0), "by": by, "note": form.note, **given})


def _parted(view: NamesView, chosen: Sequence[str], errors: dict[str, str]) -> tuple[tuple[str, str], ...]:
    names = [f.name for f in view.forms]
    apart = [n for n in names if n in chosen]
    if not apart:
        errors["part"] = "Mark the names that mean something else."
    elif len(apart) == len(names):
        errors["part"] = "Leave at least one name: the marked ones are parted from those that are not marked."
    return tuple(product(apart, [n for n in names if n not in apart]))


def _joined(conn: sqlite3.Connection, view: NamesView, other: str, errors: dict[str, str]) -> tuple[tuple[str, str], ...]:
    if not other or len(other) > LONGEST_NAME:
        errors["other"] = "Write the other name."
        return ()
    key = key_of(conn, other)
    if key is None:
        errors["other"] = f"No document speaks of “{other}”: write the name as it stands there."
    elif key == view.entity.key:
        errors["other"] = f"“{other}” is a name of it already."
    return ((view.entity.name, other),)


def _check_withdrawal(view: NamesView, decision: str, by: str, errors: dict[str, str], *, any_decision: bool) -> None:
    found = next((d for d in view.decided if d.decision.id == decision), None)
    if found is None or found.state == "withdrawn":
        errors["do"] = "There is no such decision any more."
    elif found.decision.by != by and not any_decision:
        errors["do"] = f"Only {found.decision.by} or an adjudicator can take this back."

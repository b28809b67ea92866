"""Who may do what: roles, the two actions of the desk, and the lock on every other way to write.

Roles, each including the one before: ``reader`` sees everything that is published to readers, ``reviewer`` writes verdicts
of their own, ``adjudicator`` settles findings on which reviewers differ. A role comes from the sign-in (``actor["atodds"]``);
a deployment that signs people in by other means may grant ``atodds-review`` and ``atodds-adjudicate`` in ``datasette.yaml``.

Everything a page or a form does asks :func:`may`. What Datasette itself could write (rows, tables, SQL) is closed for the
claims database by a restriction, which no permission of a configuration and not even the root user overrides: verdicts are
appended by the form and by nothing else.
"""

from __future__ import annotations

from typing import Any, Literal

from datasette.permissions import Action, PermissionSQL
from datasette.resources import DatabaseResource

from atodds.review.desk import Desk, desk_of
from atodds.review.roles import Role

Actor = dict[str, Any] | None
Right = Literal["read", "review", "adjudicate"]


REVIEW = "atodds-review"
ADJUDICATE = "atodds-adjudicate"

READING = frozenset({"view-instance", "view-database", "view-table", "view-query", "execute-sql"})
# Every action of Datasette by which the content or the schema of a database, or what is stored about it, can change.
WRITING = frozenset(
    {
        "insert-row",
        "update-row",
        "delete-row",
        "execute-write-sql",
        "create-table",
        "create-view",
        "alter-table",
        "drop-table",
        "drop-view",
        "set-column-type",
        "store-query",
        "update-query",
        "delete-query",
    }
)
# Tables and views that tell what others decided: closed in blind mode to whoever may not adjudicate.
TELLING = ("verdicts", "verdict_evidence", "finding_verdicts", "finding_reviews", "orphaned_verdicts", "queue", "conflicts", "unreviewed")
_ALLOWED_BY_ROLE = {
    REVIEW: frozenset({Role.REVIEWER, Role.ADJUDICATOR}),
    ADJUDICATE: frozenset({Role.ADJUDICATOR}),
}


def actions() -> list[Action]:
    """The two actions that the desk adds to those of Datasette."""
    return [
        Action(name=REVIEW, abbr="aor", description="Write verdicts on findings"),
        Action(name=ADJUDICATE, abbr="aoa", description="Settle findings on which reviewers differ"),
    ]


def role_of(desk: Desk, actor: Actor) -> Role | None:
    """The role of whoever is signed in, or None: nobody is, or by other means than the desk's.

    A session that came by password carries the epoch of its account: it is asked for the role that the account has now, and
    ends where the account was removed or its password changed.
    """
    given = (actor or {}).get("atodds")
    if actor is None or not isinstance(given, dict):
        return None
    if "epoch" in given:
        account = desk.accounts.find(str(actor.get("id"))) if desk.accounts else None
        return account.role if account and account.epoch == given["epoch"] else None
    role = given.get("role")
    return Role(role) if isinstance(role, str) and role in set(Role) else None


async def may(datasette: Any, actor: Actor, right: Right) -> bool:
    """Whether ``actor`` may read, review or adjudicate here. All pages and forms ask this function and no other."""
    desk = desk_of(datasette)
    database = desk.database_name(datasette)
    if database is None:
        return False
    if not await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor):
        return False
    match right:
        case "read":
            return True
        case "review":
            writable = datasette.databases[database].is_mutable
            return bool(writable and (actor or {}).get("id") and await datasette.allowed(action=REVIEW, actor=actor))
        case "adjudicate":
            return await may(datasette, actor, "review") and bool(await datasette.allowed(action=ADJUDICATE, actor=actor))


async def sees_others(datasette: Any, actor: Actor) -> bool:
    """Whether ``actor`` sees others' verdicts on findings not decided by themselves (in blind mode only adjudicators do)."""
    return not desk_of(datasette).blind or await may(datasette, actor, "adjudicate")


def rules(datasette: Any, actor: Actor, action: str) -> list[PermissionSQL]:
    """The permission rules of the desk for one action, for the hook ``permission_resources_sql``."""
    desk = desk_of(datasette)
    database = desk.database_name(datasette)
    if database is None:
        return []
    found = []
    if action in WRITING:
        found.append(_locked(database))
    role = role_of(desk, actor)
    if role in _ALLOWED_BY_ROLE.get(action, ()):
        found.append(PermissionSQL.allow(reason=f"role {role}"))
    if action in READING and role is not None and desk.private:
        found.append(PermissionSQL.allow(reason=f"signed in as {role}"))
    if desk.blind and role is not Role.ADJUDICATOR:
        found += _blindfold(database, action)
    return found


def _locked(database: str) -> PermissionSQL:
    return PermissionSQL(
        restriction_sql="SELECT database_name AS parent, NULL AS child FROM catalog_databases WHERE database_name != :atodds_locked",
        params={"atodds_locked": database},
    )


def _blindfold(database: str, action: str) -> list[PermissionSQL]:
    if action == "execute-sql":
        sql = "SELECT :atodds_blind AS parent, NULL AS child, 0 AS allow, 'reviewing is blind' AS reason"
        return [PermissionSQL(sql=sql, params={"atodds_blind": database})]
    if action == "view-table":
        rows = " UNION ALL ".join(
            f"SELECT :atodds_blind AS parent, '{name}' AS child, 0 AS allow, 'reviewing is blind' AS reason" for name in TELLING
        )
        return [PermissionSQL(sql=rows, params={"atodds_blind": database})]
    return []

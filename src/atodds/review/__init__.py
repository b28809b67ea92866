"""The review pages, as a plugin for Datasette 1.0: every hook is a line or two, the work is in the modules.

Imports are made inside the hooks: Datasette loads this module wherever atodds is installed, and most of those databases are
not ours.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")


@hookimpl
def register_actions(datasette: Any) -> list[Any]:
    """The actions ``atodds-review`` and ``atodds-adjudicate``."""
    from atodds.review import access

    return access.actions()


@hookimpl
def permission_resources_sql(datasette: Any, actor: dict[str, Any] | None, action: str) -> list[Any]:
    """Who may do what: see :mod:`atodds.review.access`."""
    from atodds.review import access

    return access.rules(datasette, actor, action)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The pages under ``/-/atodds``."""
    from atodds.review import routes

    return routes.routes()


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Security headers, and the check of the host name."""
    from atodds.review import security

    return lambda app: security.wrap(datasette, app)


@hookimpl
def startup(datasette: Any) -> Callable[[], Any]:
    """Descriptions of the tables, and the saved queries."""
    from atodds.review import questions

    return lambda: questions.prepare(datasette)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Writers wait for a run that is saving, as runs wait for them."""
    from atodds.review import data

    data.prepare(conn, database, datasette)


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """Whoever is not signed in is sent to the sign-in page, where there is one."""
    from atodds.review import routes

    return routes.forbidden(datasette, request, message)


@hookimpl
def menu_links(datasette: Any, actor: dict[str, Any] | None) -> Any:
    """The way from Datasette's pages to the desk."""
    from atodds.review import cells

    return cells.menu(datasette, actor)


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:  # hooks are called by name
    """Ids as links to the pages, statuses with their signs, JSON as words."""
    from atodds.review import cells

    return cells.render(datasette, database, table, column=column, value=value, row=row)


@hookimpl
def row_actions(datasette: Any, actor: dict[str, Any] | None, database: str, table: str, row: Any) -> Any:
    """From a row to its page."""
    from atodds.review import cells

    return cells.row_links(datasette, database, table, row)


@hookimpl
def homepage_actions(datasette: Any, actor: dict[str, Any] | None) -> Any:
    """From the home page to the queue."""
    from atodds.review import cells

    return cells.home_links(datasette)


@hookimpl
def database_actions(datasette: Any, actor: dict[str, Any] | None, database: str) -> Any:
    """From the page of the claims database to the queue."""
    from atodds.review import cells

    return cells.database_links(datasette, database)

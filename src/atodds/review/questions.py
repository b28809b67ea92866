"""What Datasette says about the tables, and the questions that people ask as saved queries.

The texts are data, in ``questions.yaml``; nothing of it is written into the claims database.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from atodds.review.desk import desk_of


@cache
def _texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((files("atodds.review") / "questions.yaml").read_text(encoding="utf-8"))
    return loaded


def queries() -> list[dict[str, Any]]:
    """The saved queries: name, title, description, sql, and whether they tell what reviewers decided (``tells``)."""
    found: list[dict[str, Any]] = _texts()["queries"]
    return found


def settings() -> dict[str, Any]:
    """How Datasette lists the tables, as the ``tables`` of a database in its configuration."""
    found: dict[str, Any] = _texts()["settings"]
    return found


async def prepare(datasette: Any) -> None:
    """Give Datasette the descriptions and the queries. In blind mode those that tell what others decided are left out."""
    desk = desk_of(datasette)
    database = desk.database_name(datasette)
    if database is None:
        return
    for key, value in _texts()["database"].items():
        await datasette.set_database_metadata(database, key, value)
    for table, about in _texts()["tables"].items():
        await datasette.set_resource_metadata(database, table, "description", about["description"])
        for column, words in about.get("columns", {}).items():
            await datasette.set_column_metadata(database, table, column, "description", words)
    for query in queries():
        if not (desk.blind and query.get("tells")):
            texts = {key: query[key] for key in ("title", "description")}
            await datasette.add_query(database, query["name"], query["sql"].strip(), source="plugin", **texts)

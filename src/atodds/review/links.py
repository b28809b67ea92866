"""Addresses of the pages."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_encode

from atodds.review.desk import desk_of

BASE = "/-/atodds"


class Links:
    """Addresses of the desk's pages for one Datasette, whatever path it is mounted under."""

    def __init__(self, datasette: Any) -> None:
        """For the pages that this Datasette serves."""
        self._urls = datasette.urls
        self._datasette = datasette

    def _path(self, *parts: str, query: str = "", fragment: str = "") -> str:
        path: str = self._urls.path("/".join([BASE, *parts]))
        return path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def queue(self, query: str = "") -> str:
        """The queue, with the filters of ``query``."""
        return self._path(query=query)

    def finding(self, finding_id: str, query: str = "") -> str:
        """A finding; ``query`` keeps the filters of the queue it was opened from."""
        return self._path("finding", tilde_encode(finding_id), query=query)

    def document(self, document_id: str, claim: str = "", part: int = 1) -> str:
        """A document, at one of its claims."""
        query = f"claim={claim}" if claim else f"part={part}" if part > 1 else ""
        return self._path("document", tilde_encode(document_id), query=query, fragment=claim)

    def entity(self, key: str) -> str:
        """An entity."""
        return self._path("entity", tilde_encode(key))

    def names(self, key: str) -> str:
        """Where decisions on the names of an entity are sent."""
        return self._path("entity", tilde_encode(key), "names")

    def withdraw(self, verdict_id: str) -> str:
        """Where the withdrawal of a verdict without a finding is sent."""
        return self._path("put-aside", tilde_encode(verdict_id), "withdraw")

    def page(self, name: str, query: str = "") -> str:
        """Another page by its name: ``documents``, ``agreement``, ``help``, ``sign-in``, ``sign-out``."""
        return self._path(name, query=query)

    def table(self, name: str = "") -> str:
        """A table of the claims database, or the database itself."""
        database = desk_of(self._datasette).database_name(self._datasette)
        path: str = self._urls.table(database, name) if name else self._urls.database(database)
        return path

    def static(self, name: str) -> str:
        """A file of the package, with a fingerprint so that browsers may keep it."""
        path: str = self._datasette.static(name, plugin="atodds")
        return path

"""Fixtures for the review pages: a workspace made by hand, a Datasette over it, and people with roles."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from review_sample import make_workspace

from atodds.review.roles import Role
from atodds.review.serve import make_datasette, make_desk
from atodds.workspace import Workspace

PEOPLE = {"anonymous": None, "reader": Role.READER, "reviewer": Role.REVIEWER, "adjudicator": Role.ADJUDICATOR}


class Site:
    """A Datasette over a workspace, asked in-process. Names of ``PEOPLE`` sign in; other names are reviewers."""

    def __init__(self, workspace: Workspace, **options: Any) -> None:
        self.workspace = workspace
        self.desk = make_desk(workspace, **options)
        self.datasette: Any = make_datasette(workspace, self.desk)
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(self.datasette.invoke_startup())

    def actor(self, who: str | None, role: Role | None = None) -> dict[str, Any] | None:
        """The actor of a name."""
        role = role or PEOPLE.get(who or "anonymous", Role.REVIEWER)
        return {"id": who, "atodds": {"role": role.value}} if who and role else None

    def ask(self, path: str, who: str | None = None, method: str = "get", *, actor: Any = None, **more: Any) -> Any:
        """The response to a request in somebody's name."""
        actor = actor or self.actor(who)
        cookies = {"ds_actor": self.datasette.client.actor_cookie(actor)} if actor else {}
        call = getattr(self.datasette.client, method)
        return self.loop.run_until_complete(call(path, cookies=cookies, **more))

    def allowed(self, action: str, resource: Any, who: str | None) -> bool:
        """Whether somebody may do something, by Datasette's own check."""
        return bool(self.loop.run_until_complete(self.datasette.allowed(action=action, resource=resource, actor=self.actor(who))))

    def query(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, read past the server."""
        conn = sqlite3.connect(self.workspace.database)
        try:
            return conn.execute(sql, arguments).fetchall()
        finally:
            conn.close()

    def finding(self, n: int = 1) -> tuple[str, str]:
        """Id and version of the finding at a position of the queue."""
        row = self.query("SELECT id, version FROM findings WHERE position = ?", n)[0]
        return row[0], row[1]

    def claims(self, finding: str) -> list[str]:
        """Ids of a finding's claims, in order."""
        return [c for (c,) in self.query("SELECT claim FROM finding_claims WHERE finding = ? ORDER BY position", finding)]

    def decide(self, who: str, n: int = 1, **fields: Any) -> Any:
        """Send the form for the finding at a position of the queue."""
        from atodds.review.verdicts import new_id

        finding, version = self.finding(n)
        data = {"id": new_id(), "version": version, "decision": "confirmed", **fields}
        return self.ask(f"/-/atodds/finding/{finding}/verdict", who, "post", data=data)

    def close(self) -> None:
        """Let go of the files."""
        self.loop.run_until_complete(self.datasette.invoke_shutdown())
        self.loop.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "w")


@pytest.fixture
def make_site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    made: list[Site] = []

    def make(*, hostile: bool = False, workspace: Workspace | None = None, **options: Any) -> Site:
        place = workspace or make_workspace(tmp_path / f"w{len(made)}", hostile=hostile)
        made.append(Site(place, **options))
        return made[-1]

    yield make
    for site in made:
        site.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site for tests that change nothing."""
    made = Site(make_workspace(tmp_path_factory.mktemp("shared") / "w"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that everybody may read, for tests that change nothing."""
    made = Site(make_workspace(tmp_path_factory.mktemp("public") / "w"), public=True)
    yield made
    made.close()


@pytest.fixture(scope="session")
def blind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with blind reviewing, for tests that change nothing."""
    made = Site(make_workspace(tmp_path_factory.mktemp("blind") / "w"), blind=True)
    yield made
    made.close()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site()

"""One run over a workspace: what is stale is done again, the rest is kept, the result is saved in one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from atodds import __version__, fingerprint
from atodds.collector import without_collector
from atodds.errors import SchemaError, StoreError, WorkspaceError
from atodds.publish import Published, Trouble, publish
from atodds.store.connection import reading

if TYPE_CHECKING:
    from atodds.cluster.connection import Traffic
    from atodds.curation import Curation
    from atodds.model.records import Document, Problem, Result
    from atodds.model.stamps import Stamps, Touched
    from atodds.parallel import Extracted, Team
    from atodds.store import Saved, Store, Version
    from atodds.workspace import Workspace

# Called with the name of the step, and how much of how much is done.
Progress = Callable[[str, int, int], None]
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did.

    ``changed``: whether anything was done at all. ``read``/``unchanged``/``failed``: documents read anew, kept as they were, and
    files that could not be read. ``findings``: how many of each status. ``unreviewed``: findings that wait for a person.
    ``saved``: what changed in the database; None where nothing was done. ``reports``: the files written. ``traffic``: what moved to and
    from a cluster.
    """

    changed: bool
    documents: int
    read: int
    unchanged: int
    failed: int
    claims: int
    findings: Mapping[str, int]
    unreviewed: int
    problems: tuple[Trouble, ...]
    seconds: float = 0.0
    saved: Saved | None = None
    reports: tuple[Path, ...] = ()
    run: int = 0
    traffic: Traffic | None = None

    @property
    def complete(self) -> bool:
        """Whether everything that was asked could be done."""
        return not self.problems


@dataclass(slots=True)
class _Last:
    """What the database says of the last run."""

    fingerprint: str = ""
    at: str = ""
    reading: str = ""
    problem_files: frozenset[str] = frozenset()
    sha256: dict[str, str] = field(default_factory=dict)


def run(
    workspace: Workspace,
    *,
    progress: Progress | None = None,
    force: bool = False,
    workers: int | None = None,
    cluster: str | None = None,
    wait_seconds: float | None = None,
) -> RunReport:
    """Bring the database and the reports up to date with sources, curation and configuration.

    ``force``: do everything again. ``workers``: processes that extract and link (default: the configuration's); ``cluster``: the address
    of a Dask scheduler whose workers do. The result depends on neither. ``wait_seconds``: how long to wait for another run in this
    workspace.

    Raises:
        WorkspaceError: the configuration is broken, or another run went on all the time.
        StoreError: the database cannot be read or written.
        ModelError: the language model is missing.
        ClusterError: the cluster does not answer, or cannot do its part.
        UsageError: ``cluster`` is no address of one, or Dask is not installed.
    """
    started = time.monotonic()
    config = workspace.config
    with _locked(workspace, config.run.wait_seconds if wait_seconds is None else wait_seconds, progress):
        max_bytes = int(config.sources.max_document_mb * MEGABYTE)
        mark = fingerprint.result_fingerprint(workspace, max_bytes=max_bytes)
        last = _last_run(workspace.database)
        if force or last.fingerprint != mark:
            with _team(workspace, cluster, workers or config.run.workers, progress) as team:
                done = _anew(workspace, mark, last, progress, team, force=force)
        else:
            unchanged = _unchanged(workspace.database)
            done = _published(unchanged, publish(workspace, changed=False, progress=progress))
    return replace(done, seconds=time.monotonic() - started)


def _anew(workspace: Workspace, mark: str, last: _Last, progress: Progress | None, team: Team, *, force: bool) -> RunReport:
    """Do what is stale, save it, and write the reports."""
    with without_collector():
        done, result = _reconcile(workspace, mark, last, progress, team, force=force)
        done = _published(done, publish(workspace, changed=True, result=result, progress=progress))
        del result  # before the collector is on again, which would look through all of it
    return done


def report(workspace: Workspace, *, date: dt.date | None = None) -> RunReport:
    """Write the reports anew from the database, with the verdicts as they are now; nothing is read or compared.

    ``date``: names the folder of the report (default: the date of the newest document).

    Raises:
        StoreError: there is no database, or it cannot be read.
    """
    started = time.monotonic()
    with reading(workspace.database):
        pass  # before a lock is made: says clearly that there is no database
    with _locked(workspace, workspace.config.run.wait_seconds, None):
        written = _published(_unchanged(workspace.database), publish(workspace, changed=True, date=date))
    return replace(written, seconds=time.monotonic() - started)


def _published(done: RunReport, published: Published) -> RunReport:
    return replace(done, reports=published.reports, problems=(*done.problems, *published.problems))


@contextlib.contextmanager
def _locked(workspace: Workspace, wait_seconds: float, progress: Progress | None) -> Iterator[None]:
    lock = filelock.FileLock(workspace.lock)
    try:
        workspace.claims.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            if progress:
                progress("wait for another run", 0, 0)
            lock.acquire(timeout=wait_seconds)
    except filelock.Timeout as error:
        message = "another run is going on in this workspace"
        raise WorkspaceError(message, advice="wait until it has finished, or stop it, and try again", file=str(workspace.root)) from error
    except OSError as error:
        advice = "check the permissions of the folder; `atodds findings` and `atodds show` need only read it"
        raise StoreError(f"cannot be written: {error.strerror}", file=str(workspace.claims), advice=advice) from error
    try:
        yield
    finally:
        lock.release()


def _last_run(database: Path) -> _Last:
    """What is known of the last run; nothing where there is no database, or an older one that is about to be migrated."""
    if not database.is_file():
        return _Last()
    try:
        with reading(database) as connection:
            row = connection.execute(
                "SELECT fingerprint, at, json_extract(meta, '$.reading') AS reading FROM runs ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if row is None:
                return _Last()
            files = frozenset(r["file"] for r in connection.execute("SELECT DISTINCT file FROM problems"))
            known = {r["id"]: r["sha256"] for r in connection.execute("SELECT id, sha256 FROM documents")}
            return _Last(row["fingerprint"], row["at"], row["reading"], files, known)
    except SchemaError as error:
        if "newer" in error.message:
            raise
        return _Last()


def _unchanged(database: Path) -> RunReport:
    """The report of a run that has nothing to do, from the database alone."""
    with reading(database) as connection:
        row = connection.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        statuses = connection.execute("SELECT status, count(*) FROM findings GROUP BY status ORDER BY min(severity)")
        findings = {row[0]: row[1] for row in statuses}
        problems = [
            Trouble(p["file"], p["message"], p["line"], p["advice"]) for p in connection.execute("SELECT * FROM problems ORDER BY position")
        ]
        unreviewed = connection.execute("SELECT count(*) FROM unreviewed").fetchone()[0]
        documents = {r["id"] for r in connection.execute("SELECT id FROM documents")}
    return RunReport(
        changed=False,
        documents=row["documents"],
        read=0,
        unchanged=row["documents"],
        failed=_failed(problems, documents),
        claims=row["claims"],
        findings=findings,
        unreviewed=unreviewed,
        problems=tuple(problems),
        run=row["id"],
    )


def _failed(problems: Sequence[Trouble | Problem], documents: set[str]) -> int:
    """How many files of sources/ did not become a document; YAML is metadata or curation."""
    return len({p.file for p in problems if p.file not in documents and not p.file.endswith((".yaml", ".yml"))})


@contextlib.contextmanager
def _team(workspace: Workspace, address: str | None, workers: int, progress: Progress | None) -> Iterator[Team]:
    """The workers of a cluster, where there is one, or processes."""
    if address is None:
        from atodds.parallel import Processes  # noqa: PLC0415

        with Processes(workers, workspace.lexicon) as processes:
            yield processes
        return
    from atodds.cluster.connection import Cluster  # noqa: PLC0415
    from atodds.cluster.work import Workers  # noqa: PLC0415

    with Cluster(address) as cluster:
        yield Workers(cluster, workspace.lexicon, progress)


def _reconcile(
    workspace: Workspace, mark: str, last: _Last, progress: Progress | None, team: Team, *, force: bool
) -> tuple[RunReport, Result]:
    """Do what is stale, and save it; also the result as the database holds it now."""
    from atodds.curation import load_curation  # noqa: PLC0415  (the whole chain is imported only when there is work)
    from atodds.model.records import SEVERITY  # noqa: PLC0415
    from atodds.model.stamps import Stamps  # noqa: PLC0415
    from atodds.parallel import extract_all  # noqa: PLC0415
    from atodds.store import ExtractionCache, RunMeta, Store, Version  # noqa: PLC0415
    from atodds.store.load import canonical  # noqa: PLC0415

    version, now, stamps = fingerprint.reading_version(), dt.datetime.now(dt.UTC), Stamps()
    with Store.open(workspace.database) as store:
        documents, problems = _read(workspace, None if force or last.reading != version else store, last, progress)
        curation, mistakes = load_curation(workspace.claims)
        cache_path = None if force else workspace.cache
        with ExtractionCache(cache_path, fingerprint.extraction_version(workspace)) as cache:
            extracted = extract_all(documents, cache, team, progress)
            keep = Version(cache, fingerprint.link_version(workspace))
            result = _chain(workspace, documents, curation, extracted, progress, team, keep, stamps)
            touched = _touched(Version(cache, fingerprint.saved_version(workspace)), last, mark, now, stamps)
            cache.prune()
        result = result.model_copy(update={"problems": _sorted([*problems, *mistakes, *result.problems])})
        if progress:
            progress("save", 0, 1)
        meta = {"reading": version, "rates": dict(workspace.config.rates), "waiting": list(result.waiting)}
        saved = store.save(result, RunMeta(at=now, version=__version__, fingerprint=mark, meta=meta), touched)
    counts = Counter(f.status for f in result.findings)
    unchanged = sum(last.sha256.get(d.id) == d.sha256 for d in result.documents)
    report = replace(
        _unchanged(workspace.database),
        changed=True,
        read=len(result.documents) - unchanged,
        unchanged=unchanged,
        findings={s.value: counts[s] for s in sorted(counts, key=lambda s: SEVERITY[s])},
        saved=saved,
        run=saved.run,
        traffic=team.traffic,
    )
    return report, canonical(result)


def _touched(keep: Version, last: _Last, mark: str, now: dt.datetime, stamps: Stamps) -> Touched | None:
    """What may differ from what the last run saved, where its stamps are still there; those of this run are kept for the next.

    Both are asked for, so that both stay: should this run be killed before it has saved, the database is that of the last one.
    """
    from atodds.model.stamps import Stamps  # noqa: PLC0415
    from atodds.store import stamps_of_run  # noqa: PLC0415
    from atodds.store.journal import timestamp  # noqa: PLC0415

    if not stamps.documents:
        return None
    known = Stamps.read(keep.get_bytes(stamps_of_run(last.fingerprint, last.at)))
    keep.put_bytes(stamps_of_run(mark, timestamp(now)), stamps.written())
    return stamps.touched(known) if known is not None else None


def _read(workspace: Workspace, store: Store | None, last: _Last, progress: Progress | None) -> tuple[list[Document], list[Problem]]:
    """Read the sources; what was read before with the same bytes comes from the database."""
    from atodds.model.records import Problem  # noqa: PLC0415
    from atodds.read.sources import read_sources  # noqa: PLC0415
    from atodds.store import load  # noqa: PLC0415

    def cached(name: str, sha256: str) -> Document | None:
        # A file with a problem is read again, or the problem would be forgotten.
        if store is None or last.sha256.get(name) != sha256 or name in last.problem_files:
            return None
        return load.document(store.db.conn, name)

    def tell(done: int, total: int, _: str) -> None:
        if progress:
            progress("read", done, total)

    max_bytes = int(workspace.config.sources.max_document_mb * MEGABYTE)
    found, problems = read_sources(workspace.sources, tell, cached, max_bytes=max_bytes)
    documents = []
    for document in found:
        if _writable(document):
            documents.append(document)
        else:
            message = "has half characters (lone surrogates) in its name or metadata"
            name = document.id.encode("utf-8", "replace").decode()
            problems.append(Problem(file=name, message=message, advice="rename the file or correct its metadata"))
    return documents, problems


def _writable(document: Document) -> bool:
    """Whether all words of a document can be written as UTF-8."""
    words = (document.id, document.text, document.title, document.publisher, document.author, document.url, document.origin)
    try:
        for text in words:
            (text or "").encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _chain(
    workspace: Workspace,
    documents: Sequence[Document],
    curation: Curation,
    extracted: Extracted,
    progress: Progress | None,
    team: Team,
    keep: Version,
    stamps: Stamps,
) -> Result:
    from atodds.chain import reconcile  # noqa: PLC0415
    from atodds.extract.lexicon import Lexicon  # noqa: PLC0415
    from atodds.parallel import sharing  # noqa: PLC0415

    lexicon = Lexicon.load(workspace.lexicon, keep)
    rates = workspace.config.rates
    return reconcile(
        documents,
        curation=curation,
        rates=rates,
        lexicon=lexicon,
        progress=progress,
        cache=extracted,
        pairing=team.pairing,
        keep=keep,
        stamps=stamps,
        sharing=sharing(team, extracted),
    )


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.message)))

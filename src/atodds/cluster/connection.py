"""A connection to a Dask scheduler: work is handed out, results come back, and what can go wrong is said in words."""

from __future__ import annotations

import contextlib
import importlib.metadata
import logging
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atodds.errors import AtOddsError, ClusterError, UsageError

if TYPE_CHECKING:
    from types import TracebackType

# An address that does not answer in so many seconds is taken for wrong; a scheduler answers in milliseconds.
CONNECT_SECONDS = 10.0
# How long to wait for a worker where there is none: those that start with the scheduler, or come again after all were lost.
WORKER_SECONDS = 60.0
# How often to look whether there are workers, in seconds, while no result comes.
LOOK_SECONDS = 1.0
# Tasks handed out for each thread of the workers: one is worked on, one waits. More would only fill the scheduler's memory.
TASKS_PER_THREAD = 2
# Kinds of connection that make sense between machines; Dask knows others (inproc, ucx).
SCHEMES = ("tcp://", "tls://")
INSTALL = "install the same atodds[cluster] on the scheduler and on all workers"


@dataclass(slots=True)
class Traffic:
    """What moved: tasks, and the bytes sent to workers and received from them, as they were packed."""

    tasks: int = 0
    sent: int = 0
    received: int = 0


class Cluster:
    """The workers behind a scheduler. A context manager."""

    def __init__(self, address: str) -> None:
        """``address``: "tcp://HOST:PORT", or "tls://HOST:PORT" with the certificates of Dask's configuration.

        Raises:
            UsageError: this is no such address, or Dask is not installed.
        """
        if not address.startswith(SCHEMES) or len(address) <= len(SCHEMES[0]):
            raise UsageError(f"“{address}” is no address of a cluster", advice="it looks like tcp://HOST:8786, or tls://HOST:8786")
        try:
            import distributed  # noqa: F401, PLC0415
        except ImportError as error:
            raise UsageError("`--cluster` needs Dask, which is not installed", advice="pip install 'atodds[cluster]'") from error
        self.address = address
        self.traffic = Traffic()
        self._client: Any = None
        self._quiet = _Quiet()

    def __enter__(self) -> Cluster:
        """Connect, and compare versions.

        Raises:
            ClusterError: nobody answers, or the versions do not fit.
        """
        from distributed import Client  # noqa: PLC0415

        self._quiet.start()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions are compared below, and a mismatch is an error
                self._client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
            self._check_versions()
        except (OSError, ValueError, TypeError) as error:
            self.__exit__(None, None, None)
            advice = "check the address, that `dask scheduler` runs there, and for tls:// the certificates; see docs/scale.md"
            raise ClusterError(f"no scheduler answers at {self.address}: {_first_line(error)}", advice=advice) from error
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection; what is not finished is cancelled."""
        if self._client is not None:
            with contextlib.suppress(OSError, TimeoutError):  # the scheduler may be gone
                self._client.close(timeout=CONNECT_SECONDS)
            self._client = None
        self._quiet.stop()

    def map(self, function: Callable[[bytes], bytes], tasks: Iterable[tuple[str, bytes]]) -> Iterator[tuple[int, bytes]]:
        """Give each task's bytes to ``function`` on some worker; number and result of each, in the order in which they finish.

        ``tasks``: what it is, in words, and its bytes; taken as workers get free. A worker that dies is replaced by others.

        Raises:
            ClusterError: all workers or the scheduler were lost, or a task failed.
        """
        waiting = enumerate(tasks)
        running: dict[Any, tuple[int, str]] = {}
        try:
            while True:
                for number, (name, data) in self._next(waiting, len(running)):
                    running[self._client.submit(function, data, pure=False)] = number, name
                    self.traffic.tasks += 1
                    self.traffic.sent += len(data)
                if not running:
                    return
                for future in self._finished(list(running)):
                    number, name = running.pop(future)
                    result = self._result(future, name)
                    self.traffic.received += len(result)
                    yield number, result
        finally:
            if running:
                with contextlib.suppress(OSError, TimeoutError, CancelledError):
                    self._client.cancel(list(running))

    def _next(self, waiting: Iterator[tuple[int, tuple[str, bytes]]], running: int) -> Iterator[tuple[int, tuple[str, bytes]]]:
        free = max(1, self._threads() * TASKS_PER_THREAD) - running
        for _, task in zip(range(free), waiting, strict=False):
            yield task

    def _finished(self, running: list[Any]) -> list[Any]:
        """Those that are done; waits for one, as long as there are workers.

        Raises:
            ClusterError: there has been no worker for ``WORKER_SECONDS``.
        """
        from distributed import wait  # noqa: PLC0415

        seen = time.monotonic()
        while True:
            try:
                with self._client.as_current():
                    return list(wait(running, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                if self._threads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > WORKER_SECONDS:
                    raise self._lost(f"the cluster at {self.address} has had no worker for {WORKER_SECONDS:g} seconds") from None
            except CancelledError as error:
                raise self._lost(f"the connection to {self.address} is lost") from error

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, TimeoutError, CancelledError) as error:
            raise self._lost(f"the connection to {self.address} is lost") from error

    def _result(self, future: Any, name: str) -> bytes:
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        try:
            result: bytes = future.result()
            return result
        except AtOddsError:
            raise
        except KilledWorker as error:
            advice = "it may need more memory than a worker has; their logs say why they ended"
            raise ClusterError(f"every worker that was given {name} died", advice=advice) from error
        except (CancelledError, OSError) as error:
            raise self._lost(f"the connection to {self.address} is lost") from error
        except (ImportError, AttributeError, RuntimeError) as error:
            # A machine without atodds cannot take up what it is sent.
            raise ClusterError(f"the cluster cannot run atodds: {_first_line(error)}", advice=INSTALL) from error

    @staticmethod
    def _lost(message: str) -> ClusterError:
        advice = "their logs say why they ended; start them again and run again: documents that are finished are not done again"
        return ClusterError(message, advice=advice)

    def _check_versions(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)  # how Dask tells of a mismatch, or, before 2024, as a ValueError
                self._client.get_versions(check=True)
        except (UserWarning, ValueError) as error:
            table = "\n".join(line for line in str(error).splitlines() if line.startswith("|"))
            advice = "install the same `requirements.lock` and `atodds[cluster]` on all machines\n" + table
            raise ClusterError(f"the machines at {self.address} have other versions", advice=advice) from error

        # A function of the standard library: a worker without atodds cannot even take up one of ours, and dies of it.
        found = self._client.run(importlib.metadata.version, "atodds", on_error="return")
        for address, version in sorted(found.items()):
            if not isinstance(version, str):
                raise ClusterError(f"the worker {address} has no atodds", advice=INSTALL)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0]


class _Quiet:
    """Keeps Dask's own log off the terminal: what matters of it is raised as an error."""

    def __init__(self) -> None:
        self._level = logging.NOTSET

    def start(self) -> None:
        logger = logging.getLogger("distributed")
        self._level = logger.level
        logger.setLevel(logging.CRITICAL + 1)

    def stop(self) -> None:
        logging.getLogger("distributed").setLevel(self._level)

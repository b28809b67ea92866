"""A real cluster on this machine: a scheduler and workers in processes of their own, on loopback."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import atodds

SOURCE = Path(atodds.__file__).parent.parent
START_SECONDS = 60


class LocalCluster:
    """Start it with :meth:`start`; what is still running is ended by :meth:`stop`."""

    def __init__(self, folder, *, protocol="tcp", environment=None):
        self.folder = folder
        self.protocol = protocol
        self.environment = {**os.environ, "PYTHONPATH": str(SOURCE), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h", **(environment or {})}
        self.file = folder / "scheduler.json"
        self.log = folder / "log.txt"
        self.scheduler = None
        self.workers = []

    @property
    def address(self):
        return json.loads(self.file.read_text())["address"]

    def start(self, workers=2):
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--protocol", self.protocol, "--scheduler-file", str(self.file)]
        self.scheduler = self._run("-m", "distributed.cli.dask_scheduler", *options)
        self._wait(lambda: self.file.exists() and self.file.stat().st_size > 0)
        for _ in range(workers):
            self.add_worker()
        return self

    def add_worker(self, *, before=""):
        """Start a worker; ``before``: code that it runs first."""
        code = f"{before}\nimport sys\nfrom distributed.cli.dask_worker import main\nsys.exit(main())"
        options = ["--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--no-dashboard", "--host", "127.0.0.1"]
        log = self.folder / f"worker{len(self.workers)}.txt"
        worker = self._run("-c", code, "--scheduler-file", str(self.file), *options, log=log)
        self.workers.append(worker)
        self._wait(lambda: "Registered to" in log.read_text())
        return worker

    def stop(self):
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()
                process.wait()

    def _run(self, *arguments, log=None):
        with open(log or self.log, "ab") as file:
            return subprocess.Popen([sys.executable, *arguments], stdout=file, stderr=file, env=self.environment, cwd=self.folder)

    def _wait(self, ready):
        end = time.monotonic() + START_SECONDS
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("\n".join(p.read_text() for p in self.folder.glob("*.txt")))
            time.sleep(0.05)

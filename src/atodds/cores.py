"""One core for each process: NumPy's matrix routines begin threads of their own, if not told otherwise before it is imported.

For the small matrices of a sentence such threads cost more than they save, and several processes (``--workers``) would take each
other's cores. Dask gives its workers the same setting.
"""

from __future__ import annotations

import os
import sys

# Read by OpenBLAS, which the wheels of NumPy carry, when NumPy is imported (https://www.openblas.net).
_THREADS = "OPENBLAS_NUM_THREADS"


def keep_to_one() -> None:
    """For programs, at their start: NumPy keeps to one thread, unless their user has set a number or it is there already."""
    if "numpy" not in sys.modules:
        os.environ.setdefault(_THREADS, "1")


def kept_to_one() -> bool:
    """Whether NumPy keeps to one thread here."""
    return os.environ.get(_THREADS) == "1"

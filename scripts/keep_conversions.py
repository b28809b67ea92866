"""Write down what pint says of the units of ``extract/values/data/units.toml``, so that a run need not load it.

    python scripts/keep_conversions.py

To be run where a unit was added, or another pint is pinned; tests/extract/test_values_units.py says when.
"""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

from atodds.extract.values import units

FILE = Path(units.__file__).parent / "data" / units.CONVERSIONS


def main() -> None:
    """Write the file, a unit on each line."""
    told = ",\n".join(f"  {json.dumps(name)}: {json.dumps(conversion)}" for name, conversion in units.conversions().items())
    FILE.write_text(f'{{\n "pint": "{importlib.metadata.version("pint")}",\n "units": {{\n{told}\n }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()

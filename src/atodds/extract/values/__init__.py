"""Words to values: every number and date that a reader would take as stated, with its hedge, unit and span."""

from __future__ import annotations

from atodds.extract.values.find import Mention, find_values
from atodds.extract.values.headers import scale_table_header
from atodds.extract.values.notation import Notation, notation_of
from atodds.extract.values.numbers import parse_number
from atodds.extract.values.rendering import format_value
from atodds.extract.values.units import yen_sign

__all__ = ["Mention", "Notation", "find_values", "format_value", "notation_of", "parse_number", "scale_table_header", "yen_sign"]

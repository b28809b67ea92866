"""Sums that a document states itself and gets wrong: ``check_arithmetic`` finds them, each with the sum in words."""

from atodds.arithmetic.check import Checked, check_arithmetic

__all__ = ["Checked", "check_arithmetic"]

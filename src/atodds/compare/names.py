"""Two names in one slot, or two statements of whether something is so."""

from __future__ import annotations

from collections.abc import Callable

from atodds.compare.outcome import Outcome
from atodds.model.records import Claim, RelationKind
from atodds.model.values import NameValue, PolarityValue


def compare_names(a: Claim, b: Claim, key: Callable[[str], str]) -> Outcome:
    """The relation of two answers to who, where or which; ``key`` gives the entity of a name."""
    x, y = a.value, b.value
    assert isinstance(x, NameValue)
    assert isinstance(y, NameValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    left, right = {key(n) for n in x.names}, {key(n) for n in y.names}
    if left == right:
        return Outcome(RelationKind.AGREES, "same_name", f"{texts} name the same.")
    if left & right:
        return Outcome(RelationKind.COMPATIBLE, "names_in_common", f"{texts} name {len(left & right)} in common.")
    return Outcome(RelationKind.CONFLICT, "different_names", f"{texts} are not the same.")


def compare_polarity(a: Claim, b: Claim) -> Outcome:
    """The relation of two statements of whether something is so."""
    x, y = a.value, b.value
    assert isinstance(x, PolarityValue)
    assert isinstance(y, PolarityValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if x.holds == y.holds:
        return Outcome(RelationKind.AGREES, "same_polarity", f"{texts} say the same.")
    return Outcome(RelationKind.CONFLICT, "opposite_polarity", f"{texts}: the one says so, the other denies it.")

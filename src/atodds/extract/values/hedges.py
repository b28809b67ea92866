"""Words before and after a number that hedge it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table
from atodds.model.values import Hedge


class Found(NamedTuple):
    """A hedge and the token where it begins (before a number) or the token after it (after a number)."""

    hedge: Hedge
    at: int


Phrases = dict[str, list[tuple[tuple[str, ...], Hedge]]]


def _phrases(section: str, key: int) -> Phrases:
    """Hedges by their last (``key`` -1) or first (0) token, longest first."""
    out: Phrases = {}
    for name, phrases in table("hedges")[section].items():
        for phrase in phrases:
            t = Tokens(phrase)
            tokens = tuple(t.low[: t.n])
            out.setdefault(tokens[key], []).append((tokens, Hedge(name)))
    for rows in out.values():
        rows.sort(key=lambda row: -len(row[0]))
    return out


@functools.cache
def _before() -> Phrases:
    return _phrases("before", -1)


@functools.cache
def _after() -> Phrases:
    return _phrases("after", 0)


@functools.cache
def _dates() -> Phrases:
    return _phrases("dates", -1)


@functools.cache
def _over_with_time() -> frozenset[str]:
    return frozenset(table("hedges")["time"]["over_with_time"])


def _match_before(phrases: Phrases, t: Tokens, i: int) -> Found | None:
    if i == 0:
        return None
    for tokens, hedge in phrases.get(t.low[i - 1], ()):
        at = i - len(tokens)
        if at >= 0 and tuple(t.low[at:i]) == tokens:
            return Found(hedge, at)
    return None


def hedge_before(t: Tokens, i: int, *, time: bool = False) -> Found | None:
    """The hedge that ends right before token ``i``. ``time``: the value is a length of time, where "over" may mean "during"."""
    found = _match_before(_before(), t, i)
    if found is None and t.low[i - 1] == "the" and i > 1:
        return None
    if found is None:
        return None
    if time and t.low[i - 1] == "over" and found.at == i - 1 and (i < 2 or t.low[i - 2] not in _over_with_time()):
        return None
    found = _not_idiom(t, i, found)
    if found is not None and found.hedge is Hedge.ABOUT and found.at:
        outer = _match_before(_before(), t, found.at)  # "up to about 10 %": the bound counts
        if outer is not None and outer.hedge is not Hedge.ABOUT:
            return outer
    return found


# Verbs that "up to" belongs to, and gives their sum.
_SUMMING = frozenset({"add", "adds", "added", "adding", "sum", "sums", "summed", "summing", "tot", "tots", "totted", "totting"})


def _not_idiom(t: Tokens, i: int, found: Found) -> Found | None:
    """Drop words that only look like a hedge, and take in a second hedge before the first ("well", "probably" excepted)."""
    first, before = t.low[found.at], t.low[found.at - 1] if found.at else ""
    single = found.at == i - 1
    if single and first == "some" and before in ("by", "for") and t.low[i] == "one":
        return None
    if single and first in ("c", "say") and not before.endswith((",", "(")) and first == "say" and before not in (",", "(", "—", "–", "-"):
        return None
    if single and first == "odd":
        return None
    if first == "up" and before in _SUMMING:
        return None  # "the losses add up to 9 million"
    if (
        single
        and first in ("about", "around", "near", "past", "beyond", "under", "over", "above", "below")
        and before in ("think", "talk", "worry", "turned", "come", "came", "all")
    ):
        return None
    return found


def hedge_after(t: Tokens, j: int) -> Found | None:
    """The hedge that begins at token ``j``, right after a number ("or so", "or more"; "of it or thereabouts")."""
    found = _match_after(t, j)
    if found is not None:
        return found
    if t.low[j] == "of" and " ".join(t.low[j : j + 2]) in table("hedges")["between"]["after"]:
        return _match_after(t, j + 2)
    return None


def _match_after(t: Tokens, j: int) -> Found | None:
    for tokens, hedge in _after().get(t.low[j], ()):
        end = j + len(tokens)
        if tuple(t.low[j:end]) != tokens:
            continue
        if tokens[0] in ("+", "-") and not t.glued[j]:
            continue
        if tokens in (
            ("odd",),
            ("and", "below"),
            ("and", "above"),
            ("and", "over"),
            ("and", "under"),
            ("and", "more"),
            ("plus",),
            ("at", "least"),
            ("at", "most"),
            ("approximately",),
            ("and", "a", "bit"),
            ("and", "change"),
        ) and t.kind[end] in ("word", "num"):
            continue
        if t.low[end] == "than" or t.kind[end] == "num":
            continue  # "5,000 or less than 6,000": the words belong to the next number
        return Found(hedge, end)
    return None


def date_hedge(t: Tokens, i: int) -> Found | None:
    """The hedge before a date ("about 2015"), or None."""
    return _match_before(_dates(), t, i)

"""Years and parts of years: "2016", "2023-24", "Q3 FY24", "the third quarter of 2023-24", "spring 2021", "the 1990s"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.numbers import SCALES, SMALL, TENS, UNITS
from atodds.extract.values.spans import FISCAL_START, Partial, century, decade, months
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import prefix_currency, suffix_unit
from atodds.extract.values.vocabulary import table, words
from atodds.model.values import DateValue

FIRST_YEAR, LAST_YEAR = 1500, 2099  # bare four-figure numbers outside are counts
# Before a plural a number below is a count ("1730 farmers"), unless one of these stands before it ("the 1848 revolutions").
FIRST_LIKELY = 1900
_OF_A_YEAR = frozenset(
    {
        "the",
        "in",
        "of",
        "since",
        "from",
        "by",
        "a",
        "an",
        "this",
        "that",
        "their",
        "its",
        "his",
        "her",
        "until",
        "after",
        "before",
        "and",
        "to",
        "late",
        "early",
    }
)
# "'40" is 1940 and not 2040, whoever writes before 2040.
LAST_SHORT_YEAR = 39
# "2023-27" is a stretch of years; nobody writes a longer one with two figures at its end.
LONGEST_SHORT_STRETCH = 25
_data = table("dates")
MONTHS: dict[str, int] = _data["months"]
SEASONS: dict[str, int] = _data["seasons"]
_BEFORE_SHORT_YEAR = frozenset(_data["lists"]["before_short_year"])
_NOT_YEAR = frozenset(_data["lists"]["not_year_before"])
ORDINALS: dict[str, int] = table("numbers")["ordinals"]


# Which quarter and half of a year the last is.
_LAST = {"quarter": 4, "half": 2}


class Read(NamedTuple):
    """A date read: ``date`` None where it is a date that cannot be placed; ``end``: the token after it."""

    date: Partial | None
    end: int


def fixed(value: DateValue | None, end: int) -> Read:
    """A date already resolved to days."""
    return Read(Partial("fixed", fixed=value) if value is not None else None, end)


class Years:
    """Reads years and their quarters, halves and seasons in one text."""

    def __init__(self, t: Tokens, dead: frozenset[int]) -> None:
        """``dead``: tokens of which no value is read."""
        self.t = t
        self.dead = dead

    def year_at(self, i: int, *, joined: bool = False) -> int | None:
        """The year written at ``i`` with four figures, or None. ``joined``: what is glued before it belongs to the date."""
        t = self.t
        text = t.text[i]
        if len(text) != 4 or not text.isdigit() or not text.isascii() or not FIRST_YEAR <= int(text) <= LAST_YEAR or i in self.dead:
            return None
        if t.glued[i] and not joined and (t.kind[i - 1] == "word" or t.text[i - 1] in ("$", "€", "£", "¥", "/", "#", ".", "_", "+", "₹")):
            return None
        if (
            t.glued[i]
            and t.text[i - 1] in ("-", "‐")
            and t.glued[i - 1]
            and t.kind[i - 2] == "word"
            and t.low[i - 2] not in ("mid", "pre", "post", "end", "early", "late", "year")
        ):
            return None
        if t.glued[i + 1] and (t.kind[i + 1] in ("word", "num") or t.text[i + 1] in ("%", "/", "°", "_", "€", "£")):
            return None
        return int(text)

    def short_year(self, i: int) -> int | None:
        """The year of "'84" or "’23" whose apostrophe stands at ``i``, or None."""
        t = self.t
        if t.text[i] not in ("'", "’", "‘") or t.glued[i] or not t.glued[i + 1] or len(t.text[i + 1]) != len("84"):
            return None
        if not t.text[i + 1].isdigit() or (t.glued[i + 2] and (t.kind[i + 2] == "word" or t.text[i + 2] in ("'", "’", "%"))):
            return None
        return int(t.text[i + 1]) + (2000 if int(t.text[i + 1]) <= LAST_SHORT_YEAR else 1900)

    def year(self, i: int, *, bare: bool) -> Read | None:
        """ "2016", "2023-24", "2023/24"; bare years only where nothing shows a count."""
        t = self.t
        year = self.year_at(i)
        if year is None:
            short = self.short_year(i) if t.low[i - 1] in _BEFORE_SHORT_YEAR and i else None
            return Read(Partial("year", short), i + 2) if short is not None else self._split_year(i) or self._spoken_year(i)
        j = i + 2 if t.text[i + 1] in ("-", "/") and t.glued[i + 1] else i + 1
        if (
            t.low[j] in ("q", "h")
            and t.glued[j + 1]
            and t.text[j + 1] in ("1", "2", "3", "4")
            and (t.low[j] == "q" or t.text[j + 1] in "12")
        ):
            return Read(Partial("quarter" if t.low[j] == "q" else "half", year, n=int(t.text[j + 1])), j + 2)
        if t.low[i + 1] in MONTHS and len(t.low[i + 1]) > 3 and t.low[i + 1] != "march" and t.kind[i + 2] != "num":
            return Read(Partial("month", year, MONTHS[t.low[i + 1]]), i + 2)  # "2017 April"
        fiscal = self._fiscal_pair(i, year)
        if fiscal is not None:
            return fiscal
        if bare and self._is_count(i):
            return None
        if t.hyphen(i + 1) and t.kind[i + 2] == "num" and self.year_at(i + 2) is None:
            return None  # "2022-0417" is a file number
        return Read(Partial("year", year), i + 1)

    def _spoken_year(self, i: int) -> Read | None:
        """ "Nineteen ninety-six", "twenty twenty-three"."""
        t = self.t
        hundreds, j = SMALL.get(t.low[i], 0), i + 1
        if not 15 <= hundreds <= 20 or t.low[j] not in TENS:
            return None
        unit = j + 2 if t.hyphen(j + 1) or t.low[j + 1] == "-" else j + 1
        last = UNITS.get(t.low[unit], 0)
        return Read(Partial("year", 100 * hundreds + TENS[t.low[j]] + (last if last < 10 else 0)), unit + 1 if 0 < last < 10 else j + 1)

    def _split_year(self, i: int) -> Read | None:
        """ "2023/24": the slash keeps ``year_at`` from seeing a year."""
        t = self.t
        if t.text[i + 1] != "/" or len(t.text[i]) != 4 or not t.text[i].isdigit() or not FIRST_YEAR <= int(t.text[i]) <= LAST_YEAR:
            return None
        return self._fiscal_pair(i, int(t.text[i]))

    def _fiscal_pair(self, i: int, year: int) -> Read | None:
        t = self.t
        second = t.text[i + 2]
        if (
            t.text[i + 1] not in ("-", "–", "/", "‐")
            or not (t.glued[i + 1] and t.glued[i + 2])
            or not second.isdigit()
            or (t.glued[i + 3] and t.kind[i + 3] == "word")
        ):
            return None
        if len(second) == 2 and int(second) == (year + 1) % 100:
            return Read(Partial("fiscal", year), i + 3)
        if len(second) == 2 and t.text[i + 1] != "/" and year % 100 < int(second) <= year % 100 + LONGEST_SHORT_STRETCH:
            return fixed(months(year, 1, 12 * (int(second) - year % 100 + 1), "span"), i + 3)
        return None

    def _is_count(self, i: int) -> bool:
        """Whether the four figures at ``i`` count something: a unit or counted noun follows, or words before say so."""
        t = self.t
        if (
            (suffix_unit(t, i + 1, "JPY") is not None and t.low[i + 1] not in ("second", "won", "sum", "real"))
            or t.low[i + 1] in SCALES
            or t.low[i + 1] in words("counted")
        ):
            return True
        if i and prefix_currency(t, i - 1, "JPY") is not None and t.low[i - 1] not in ("all", "top", "try"):
            return True
        before = t.low[i - 1] if i else ""
        if before in _NOT_YEAR and not (before in ("over", "up", "only", "just", "all", "total") and t.kind[i + 1] in ("", "sym")):
            return True
        if before in ("number", "no", "no.", "room", "page", "flight", "route", "point"):
            return True
        after = t.low[i + 1]
        noun = after.endswith("s") and len(after) > 3 and not t.is_cap(i + 1) and after not in ("this", "does", "says")
        if noun and int(t.text[i]) < FIRST_LIKELY and before not in _OF_A_YEAR and not before.endswith("'s"):
            return True  # "1730 farmers"
        return noun and before not in ("about", "around", "circa", ".", "past", "beyond", "in", "near") and hedge_before(t, i) is not None

    def decade(self, i: int) -> Read | None:
        """ "1990s", "the '90s", "18th century", "twenty-first century"."""
        t = self.t
        if t.kind[i] == "num" and t.text[i].isdigit() and t.glued[i + 1] and t.low[i + 1] in ("s", "'s") and t.text[i][-1] == "0":
            first = int(t.text[i]) if len(t.text[i]) == 4 else 0
            return fixed(decade(first), i + 2) if 1000 <= first <= LAST_YEAR else Read(None, i + 2)
        n, j = 0, i
        if t.low[i] in ORDINALS:
            n, j = ORDINALS[t.low[i]], i + 1
        elif t.low[i] in SMALL and t.hyphen(i + 1) and t.low[i + 2] in ORDINALS:
            n, j = SMALL[t.low[i]] + ORDINALS[t.low[i + 2]], i + 3
        elif t.kind[i] == "num" and t.low[i + 1] in ("st", "nd", "rd", "th") and len(t.text[i]) <= 2:
            n, j = int(t.text[i]) if t.text[i].isdigit() else 0, i + 2
        k = j + 1 if t.hyphen(j) else j
        return fixed(century(n), k + 1) if 0 < n <= 30 and t.low[k] == "century" else None

    def named(self, i: int, *, bare: bool) -> Read | None:
        """Quarters, halves, seasons, financial and calendar years at ``i``."""
        t, low = self.t, self.t.low
        if low[i] in ("q", "h") and t.kind[i + 1] == "num" and t.glued[i + 1] and t.text[i + 1] in ("1", "2", "3", "4"):
            return self._with_year("quarter" if low[i] == "q" else "half", int(t.text[i + 1]), i + 2)
        if low[i] in ("fy", "fiscal", "financial", "calendar"):
            return self._named_year(i)
        if low[i] in SEASONS:
            j = i + 1 + (low[i + 1] in ("of", ","))
            year = self.year_at(j)
            return Read(Partial("season", year, n=SEASONS[low[i]]), j + 1) if year is not None else None
        n, j = (ORDINALS.get(low[i], 0), i + 1) if low[i] in ORDINALS else (0, i)
        if t.kind[i] == "num" and t.text[i] in ("1", "2", "3", "4") and low[i + 1] in ("st", "nd", "rd", "th"):
            n, j = int(t.text[i]), i + 2
        if low[i] in ("last", "final") and low[i + 1] in _LAST and low[i + 2] == "of":
            read = self._with_year("quarter" if low[i + 1] == "quarter" else "half", _LAST[low[i + 1]], i + 2)
            return read if read is not None and (read.date is None or read.date.year is not None or read.date.fixed is not None) else None
        k = j + 1 if t.hyphen(j) else j
        kind = low[k] if low[k] in ("half", "quarter") else ""
        if n and kind and n <= (4 if kind == "quarter" else 2):
            return self._with_year("quarter" if kind == "quarter" else "half", n, k + 1)
        return None

    def _with_year(self, kind: Literal["quarter", "half"], n: int, j: int) -> Read | None:
        """A quarter or half with the year after it; a quarter alone is left to the reference, a half alone is no date."""
        t = self.t
        k = j + (t.low[j] in ("of", "in", ",", "'", "’"))
        k += t.low[k] in ("the",)
        k += (
            t.low[k] in ("calendar", "fiscal", "year", "financial")
            and t.low[k + 1] not in ("of",)
            and (self.year_at(k + 1) is not None or t.low[k] != "year")
        )
        k += t.low[k] == "year" and self.year_at(k + 1) is not None
        year = self.year_at(k)
        if year is None and (t.text[k].isdigit() and len(t.text[k]) == 4):
            year = int(t.text[k]) if self._split_year(k) else None
        if year is not None:
            pair = self._fiscal_pair(k, year)
            if pair is not None and pair.date is not None and pair.date.kind == "fiscal":
                return (
                    Read(Partial("fiscal_quarter", year, n=n), pair.end)
                    if kind == "quarter"
                    else fixed(months(year, 6 * n - 2, 6, "half"), pair.end)
                )
            return Read(Partial(kind, year, n=n), k + 1)
        if t.low[k] == "fy" and (pair := self._split_fiscal(k + 1)) is not None:
            first = pair.date.year if pair.date is not None and pair.date.year is not None else 0
            if kind == "quarter":
                return Read(Partial("fiscal_quarter", first, n=n), pair.end)
            return fixed(months(first, 6 * n - 2, 6, "half"), pair.end)
        if t.low[k] == "fy" and t.kind[k + 1] == "num" and t.text[k + 1].isdigit():
            last = int(t.text[k + 1]) % 100 + 2000
            return (
                Read(Partial("fiscal_quarter", last - 1, n=n), k + 2)
                if kind == "quarter"
                else fixed(months(last - 1, 6 * n - 2, 6, "half"), k + 2)
            )
        return Read(Partial(kind, None, n=n), j) if kind == "quarter" or t.text[j - 1] in ("1", "2") else None

    def _split_fiscal(self, i: int) -> Read | None:
        """ "2026-27" or "2026/27" at ``i``: a financial year."""
        year = self.year_at(i)
        pair = self._fiscal_pair(i, year) if year is not None else self._split_year(i)
        return pair if pair is not None and pair.date is not None and pair.date.kind == "fiscal" else None

    def _named_year(self, i: int) -> Read | None:
        """ "FY24", "fiscal 2024", "the financial year 2023-24", "calendar year 2023"."""
        t = self.t
        j = i + 1 + (t.low[i + 1] == "year")
        year = self.year_at(j) or (int(t.text[j]) if t.text[j].isdigit() and len(t.text[j]) == 4 and self._split_year(j) else None)
        if t.low[i] == "fy" and t.text[j].isdigit() and len(t.text[j]) in (2, 4):
            year = int(t.text[j]) % 100 + 2000
        if year is None:
            return None
        pair = self._fiscal_pair(j, year) if len(t.text[j]) == 4 else None
        if pair is not None:
            return pair
        if t.low[i] == "calendar":
            return Read(Partial("year", year), j + 1)
        # Where the year begins differs from country to country: all that "FY24" can mean, April 2023 to December 2024.
        return fixed(months(year - 1, FISCAL_START, 21, "span"), j + 1)

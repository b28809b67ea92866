"""What was said of drafts: as a record, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from atodds import __version__
from atodds.model.records import Record, RelationKind
from atodds.report import render
from atodds.report.sarif import RULES, Level, Related, Remark, Rule

# The worst first.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
# So many of the sources behind a remark are printed; JSON and SARIF have them all.
SHOWN = 3
# A quote takes at most this much of the terminal: two lines and a half.
QUOTE = 240


class Check(Record):
    """What there is to say of each claim of one or more drafts, in their order.

    ``counts``: how many remarks of each rule. ``claims``: how many claims were found in the drafts.
    """

    format: Literal["atodds-check/1"] = "atodds-check/1"
    generator: str
    drafts: tuple[str, ...]
    claims: int
    counts: dict[Rule, int]
    remarks: tuple[Remark, ...]

    @classmethod
    def of(cls, drafts: Sequence[str], remarks: Sequence[Remark]) -> Check:
        """The check of drafts with these names."""
        found = Counter(r.rule for r in remarks)
        counts = {rule: found[rule] for rule in RULES if found[rule]}
        return cls(generator=f"atodds {__version__}", drafts=tuple(drafts), claims=len(remarks), counts=counts, remarks=tuple(remarks))

    @property
    def failed(self) -> bool:
        """Whether something must be mended: a contradiction that no verdict settles, or a value that was found wrong."""
        return any(r.level == "error" for r in self.remarks)

    def at_least(self, level: Level) -> Check:
        """The same with the remarks of this level and the worse ones only; the counts stay."""
        wanted = LEVELS[: LEVELS.index(level) + 1]
        return self.model_copy(update={"remarks": tuple(r for r in self.remarks if r.level in wanted)})


def check_text(checked: Check) -> str:
    """What was said, as compilers print it: ``draft.md:12:34: error: ...``, with quotes below, and a summary at the end."""
    return "\n".join([*_lines(checked), *_summary(checked)]) + "\n"


def _lines(checked: Check) -> Iterator[str]:
    for remark in checked.remarks:
        yield f"{render.one_line(str(remark.place))}: {remark.level}: {render.one_line(remark.message)} [{remark.rule}]"
        for related in remark.related[:SHOWN]:
            yield from _quote(related)
        if len(remark.related) > SHOWN:
            yield f"    and {len(remark.related) - SHOWN} more"
    if checked.remarks:
        yield ""


def _quote(related: Related) -> Iterator[str]:
    relation = related.relation or RelationKind.NOT_COMPARABLE
    yield f"    {render.STATUS_SIGNS[relation]} {render.STATUS_WORDS[relation]} ({related.reason.replace('_', ' ')}): {related.source}"
    yield f"      “{render.shorten(related.quote, QUOTE)}”"
    where = render.one_line(str(related.place)) if related.place else ""
    known = [where, f"claim {related.claim}", f"finding {related.finding}" if related.finding else "", related.verdict]
    yield f"      {', '.join(part for part in known if part)}"


def _summary(checked: Check) -> Iterator[str]:
    names = ", ".join(render.one_line(name) for name in checked.drafts)
    if not checked.claims:
        yield f"{names}: no claims found."
        return
    kinds = "; ".join(f"{RULES[rule][0]}: {number:,}" for rule, number in checked.counts.items())
    yield f"{names}: {checked.claims:,} {'claim' if checked.claims == 1 else 'claims'}. {kinds}."

"""Exports put together from pieces: the bytes of the whole export, and pieces that are made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from report_sample import sample, sample_verdicts

from atodds.report import Assembly, export, pack, write_dated_reports
from atodds.report.lines import to_json
from atodds.store import KeptTexts

RUN = {"rates": "none", "At Odds": "0"}


class Counted:
    """Keeps texts, and the keys of those that were made."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.made: list[str] = []

    def text(self, key: str, make: Callable[[], str]) -> str:
        if key not in self.texts:
            self.made.append(key)
            self.texts[key] = make()
        return self.texts[key]

    def data(self, key: str, make: Callable[[], bytes]) -> bytes:
        return self.text(key, lambda: make().decode()).encode()


def test_the_pieces_make_the_whole_export() -> None:
    verdicts = sample_verdicts(sample())
    whole = export(sample(), verdicts=verdicts, run=RUN)
    assembly = Assembly(sample(), verdicts, RUN)
    assert assembly.json() == to_json(whole)
    assert assembly.packed() == pack(whole)


def test_an_empty_result() -> None:
    empty = sample().model_copy(update={"claims": (), "findings": ()})
    assert Assembly(empty).json() == to_json(export(empty))
    assert Assembly(empty).packed() == pack(export(empty))


def test_what_is_kept_is_not_made_again_and_gives_the_same_bytes(tmp_path: Path) -> None:
    keep = Counted()
    first = write_dated_reports(Assembly(sample(), keep=keep), tmp_path / "a")
    assert keep.made
    keep.made.clear()
    again = write_dated_reports(Assembly(sample(), keep=keep), tmp_path / "b")
    assert not keep.made
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]


def test_a_course_over_time_is_drawn_anew_only_when_it_shows_something_else(tmp_path: Path) -> None:
    result, keep = sample(), Counted()
    write_dated_reports(Assembly(result, keep=keep), tmp_path / "before")
    assert any(key.startswith("course|") for key in keep.made)
    keep.made.clear()
    surer = tuple(f.model_copy(update={"weight": f.weight + 0.5}) for f in result.findings)
    write_dated_reports(Assembly(result.model_copy(update={"findings": surer}), keep=keep), tmp_path / "surer")
    assert [key.split("|")[0] for key in keep.made if key.startswith("course|")] == []
    assert keep.made, "what the report says of their weight is made anew"


def test_half_a_character_in_a_claim_stops_no_report(tmp_path: Path) -> None:
    result = sample()
    halved = tuple(c.model_copy(update={"subject": f"{c.subject}\udce9"}) for c in result.claims)
    assert write_dated_reports(Assembly(result.model_copy(update={"claims": halved})), tmp_path / "halved")


def test_another_title_of_a_document_is_told_in_all_its_findings(tmp_path: Path) -> None:
    result, keep = sample(), Counted()
    write_dated_reports(Assembly(result, keep=keep), tmp_path / "before")
    documents = tuple(d.model_copy(update={"title": f"Another {d.title}"}) for d in result.documents)
    changed = result.model_copy(update={"documents": documents})
    kept = write_dated_reports(Assembly(changed, keep=keep), tmp_path / "kept")
    afresh = write_dated_reports(Assembly(changed), tmp_path / "afresh")
    assert [p.read_bytes() for p in kept] == [p.read_bytes() for p in afresh]


def test_a_verdict_is_told_where_the_finding_was_kept(tmp_path: Path) -> None:
    keep = Counted()
    write_dated_reports(Assembly(sample(), keep=keep), tmp_path / "before")
    verdicts = sample_verdicts(sample())
    kept = write_dated_reports(Assembly(sample(), verdicts, keep=keep), tmp_path / "kept")
    afresh = write_dated_reports(Assembly(sample(), verdicts), tmp_path / "afresh")
    assert [p.read_bytes() for p in kept] == [p.read_bytes() for p in afresh]


def test_texts_are_kept_in_a_file_by_version(tmp_path: Path) -> None:
    path = tmp_path / "texts.db"
    with KeptTexts(path, "1") as keep:
        assert keep.text("a", lambda: "Bölge, 41 \udce9") == "Bölge, 41 \udce9"
        assert keep.text("b", lambda: "gone") == "gone"
    with KeptTexts(path, "1") as keep:
        assert keep.text("a", lambda: "another") == "Bölge, 41 \udce9"
        keep.prune()
    with KeptTexts(path, "1") as keep:
        assert keep.text("b", lambda: "made again") == "made again"
    with KeptTexts(path, "2") as keep:
        assert keep.text("a", lambda: "another") == "another"

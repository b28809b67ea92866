import re
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "docs" / "database.md"


def test_every_table_and_view_is_described_and_no_other(store):
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", PAGE.read_text("utf-8"), re.M)
    described = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    names = {row["name"] for row in store.db.query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert described == {name for name in names if "sqlite_" not in name and "_fts_" not in name}

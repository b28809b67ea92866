"""Sums in tables, and what the text says against its own table."""

from __future__ import annotations

import pytest
from passages_of import claims_of, document_of

from atodds.arithmetic.check import slips


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join((f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {r} |" for r in body)))


CASES = {
    "adds up": (
        table("Area | Homes | Dead", "North | 1,640 | 12", "South | 870 | 4", "West | 360 | 1", "Total in the district | 2,870 | 17"),
        [],
    ),
    "one column does not": (
        table("Area | Homes | Dead", "North | 1,640 | 12", "South | 870 | 4", "West | 360 | 1", "Total | 2,780 | 17"),
        ["1,640 + 870 + 360 = 2,870, not “2,780”."],
    ),
    "off by one in a count": (table("Area | Dead", "North | 12", "South | 4", "Total | 17"), ["12 + 4 = 16, not “17”."]),
    "rounded millions": (table("Segment | 2023 (USD million)", "A | 120", "B | 41", "C | 33", "Total | 195"), []),
    "scaled": (table("Segment | 2023 (USD million)", "A | 1,240", "B | 589", "Total | 1,928"), ["1,240 + 589 = 1,829, not “1,928”."]),
    "rates are no parts": (table("Area | Cases | Rate per 1,000", "North | 120 | 8", "South | 80 | 4", "Total | 200 | 6"), []),
    "an average is no sum": (table("Area | Score", "North | 84", "South | 61", "Total | 67"), []),
    "a total of something else": (table("Item | 2023", "Net income | 118", "Provisions | 46", "Total deposits | 200"), []),
    "of which": (table("Item | 2023", "Trucks | 118", "of which electric | 18", "Cars | 200", "Total | 318"), []),
    "subtotals": (table("Item | N", "A | 10", "B | 21", "Total first | 31", "C | 40", "D | 2", "Total second | 42", "Total | 73"), []),
    "total column": (table("Year | Men | Women | Total", "2021 | 207 | 41 | 248", "2022 | 311 | 58 | 396"), ["311 + 58 = 369, not “396”."]),
    "a gap": (table("Area | Dead", "North | 12", "South | n/a", "West | 9", "Total | 25"), []),
    "a dash is nothing": (table("Area | Dead", "North | 12", "South | –", "West | 9", "Total | 21"), []),
    "growth column": (
        table(
            "Segment | 2023 | 2024 | Change",
            "A | 1,240 | 1,302 | +5%",
            "B | 589 | 748 | +27%",
            "C | 300 | 343 | +41%",
            "D | 210 | 200 | -5%",
        ),
        ["From “300” to “343” is an increase of 14.3%, not “+41%”."],
    ),
    "growth of another basis": (
        table("Segment | 2023 | 2024 | Change", "A | 1,240 | 1,302 | +9%", "B | 589 | 748 | +31%", "C | 300 | 343 | +14%"),
        [],
    ),
    "one row of growth": (table("Segment | 2023 | 2024 | Change", "A | 1,240 | 1,302 | +15%"), ["is an increase of 5.0%, not “+15%”"]),
    "difference column": (
        table("Area | 2023 | 2024 | Change", "A | 120 | 131 | 11", "B | 80 | 77 | -3", "C | 41 | 60 | 29"),
        ["60 − 41 = 19, not “29”."],
    ),
    "shares of the total": (
        table("Area | Cases | Share", "A | 803 | 56.9%", "B | 341 | 24.2%", "C | 189 | 13.4%", "D | 79 | 6.5%", "Total | 1,412 | 100%"),
        ["“79” of “1,412” is 5.59%, not “6.5%”."],
    ),
    "shares of one whole": (table("Brand | Market share", "A | 52%", "B | 31%", "C | 27%"), ["52% + 31% + 27% = 110%, not 100%."]),
    "shares by year": (table("Year | Market share", "2020 | 52%", "2021 | 51%", "2022 | 47%"), []),
    "shares of answers": (table("Answer | Respondents", "A | 52%", "B | 31%", "C | 27%"), []),
    "text against the table": (
        "Revenue from Cloud was $26.5 billion, an increase of 6%.\n\n"
        + table(
            "Segment | 2023 (USD million) | 2024 (USD million) | YoY", "Commerce | 148,920 | 151,611 | +2%", "Cloud | 24,580 | 26,549 | +8%"
        ),
        ["From “24,580” to “26,549” is an increase of 8.0%, not “6%”."],
    ),
    "a list adds up": ("Staff\n\n- Doctors: 22 (37%)\n- Nurses: 18\n- Others: 20 (part-time)\n- Total: 60\n", []),
    "a list does not": ("Staff\n\n- Doctors: 22\n- Nurses: 18\n- Others: 20\n- **Total:** 61\n", ["22 + 18 + 20 = 60, not “61”."]),
    "a list of other things": ("Facts\n\n- Founded: 1964\n- Staff: 18\n- Sites: 20\n- Total area: 61 ha\n", []),
    "net of costs": (
        table("Item | 2023", "Fares | 41.2", "Grants | 6.3", "Running costs | 18.4", "Net income | 31.9"),
        ["41.2 + 6.3 − 18.4 = 29.1, not “31.9”."],
    ),
    "net of costs comes out": (table("Item | 2023", "Fares | 41.2", "Grants | 6.3", "Running costs | 18.4", "Net income | 29.1"), []),
    "net of negative costs": (table("Item | 2023", "Fares | 41.2", "Grants | 6.3", "Running costs | -18.4", "Net income | 29.1"), []),
    "net of something that is not in the table": (table("Item | 2023", "Fares | 41.2", "Grants | 6.3", "Net income | 29.1"), []),
    "a balance far from its rows": (table("Item | 2023", "Fares | 41.2", "Running costs | 18.4", "Balance | 91.9"), []),
    "receipts and payments": (
        table("Item | 2023 | 2024", "Receipts | 812 | 871", "Payments | 790 | 799", "Surplus | 22 | 27"),
        ["871 − 799 = 72, not “27”."],
    ),
    "a total of what was done": (
        table("Source | Amount", "House sales | 21.4", "Shares | 12.9", "Cash | 6.9", "Total recovered | 42.1"),
        ["21.4 + 12.9 + 6.9 = 41.2, not “42.1”."],
    ),
    "a mean row": (
        table("Site | Spring | Autumn", "North | 41 | 121", "South | 53 | 143", "East | 62 | 162", "Mean | 52 | 152"),
        ["The mean of 121, 143 and 162 is 142, not “152”."],
    ),
    "a mean row comes out": (
        table("Site | Spring | Autumn", "North | 41 | 121", "South | 53 | 143", "East | 62 | 162", "Mean | 52 | 142"),
        [],
    ),
    "a weighted mean": (table("Site | Spring | Autumn", "North | 41 | 121", "South | 53 | 143", "East | 62 | 162", "Mean | 47 | 133"), []),
    "a mean row off by half a unit": (table("Site | Spring", "North | 4.1", "South | 5.2", "Mean | 4.6"), []),
    "a mean in the text": (
        "An average of almost 24,000 readers a month used the hall.\n\n"
        + table("Month | Opened | Readers", "January | 1st | 14,100", "April | 2nd | 21,900", "March | 1st | 18,000", "Total | | 54,000"),
        ["The mean of 14,100, 21,900 and 18,000 is 18,000, not “almost 24,000”."],
    ),
    "a mean in the text that comes out": (
        "An average of some 18,000 readers a month used the hall.\n\n"
        + table("Month | Readers", "January | 14,100", "February | 21,900", "March | 18,000", "Total | 54,000"),
        [],
    ),
    "a mean of something else in the text": (
        "An average of almost 24,000 readers a year used the hall.\n\n"
        + table("Month | Readers", "January | 14,100", "February | 21,900", "March | 18,000", "Total | 54,000"),
        [],
    ),
    "shares in a cell": (
        table("Name | Kestrel Quay", "Owner | Alder (50%), Birch (35%), Cedar Holdings (20%)", "Built | 1989"),
        ["50% + 35% + 20% = 105%, not 100%."],
    ),
    "shares in a cell that make one": (
        table("Name | Kestrel Quay", "Owner | Alder (50%), Birch (35%), Cedar Holdings (15%)", "Built | 1989"),
        [],
    ),
    "shares in a cell that may overlap": (
        table("Name | Kestrel Quay", "Spoken | Alder (50%), Birch (35%), Cedar (20%)", "Built | 1989"),
        [],
    ),
    "text of another row": (
        "Revenue from Games was $26.5 billion, an increase of 6%.\n\n"
        + table("Segment | 2023 (USD million) | 2024 (USD million)", "Cloud | 24,580 | 26,549"),
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_tables(name: str) -> None:
    text, told = CASES[name]
    document = document_of(text)
    found = [s.explanation for s in slips(document, claims_of(document))]
    assert len(found) == len(told), found
    assert all(t in f for t, f in zip(told, found, strict=True)), found

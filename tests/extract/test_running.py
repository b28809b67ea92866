"""Which counts run on and hold up to their day, and which figure a sentence gives as the earlier one."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.read import read_document

RUNNING = [
    ("Forty growers have joined the scheme.", "Forty"),
    ("So far 112 parishes have signed the charter.", "112"),
    ("The yard has overhauled 64 wagons since it reopened.", "64"),
    ("Since March the clinic has fitted 310 hearing aids.", "310"),
    ("The court had heard 27 witnesses by Thursday evening.", "27"),
    ("As of 4 January the fund had paid out 3.2 million euros.", "3.2 million euros"),
    ("The rink has sold 5,400 season passes to date.", "5,400"),
    ("By the end of January the canal had carried 900 tonnes of gravel.", "900 tonnes"),
    ("The appeal has been signed by 1,930 teachers.", "1,930"),
    ("Eleven countries have ratified the treaty.", "Eleven"),
    ("230 households have been reconnected.", "230"),
    ("Two hundred and six orders since we opened.", "Two hundred and six"),
    ("At press time 14 flights were cancelled.", "14"),
    ("The observatory has found 71 comets since 2019.", "71"),
    ("Nine banks have withdrawn from the alliance.", "Nine"),
    ("At the time of writing 48 shops were shut.", "48"),
    ("The band has played 37 concerts until now.", "37"),
    ("Some 60 bakers have moved to the new ovens.", "Some 60"),
    ("The museum had taken in 812 paintings by 20 January.", "812"),
    ("The beetle has been found in 8 parishes.", "8"),
    ("Rust has been reported in 9 of the 40 vineyards.", "9"),
    ("The chain has opened shops in 12 towns.", "12"),
    ("Riots have broken out in 6 prisons.", "6"),
    ("Police have been called 33 times since the bar reopened.", "33"),
]
# What does not run on: single deeds, states, sums of the past, totals, plans, shares of the moment.
NOT_RUNNING = [
    ("The airline has ordered 12 aircraft.", "12"),
    ("The council has approved a grant of 40 million euros.", "40 million euros"),
    ("Forty growers joined the scheme.", "Forty"),
    ("The abbey has 14 bells.", "14"),
    ("Twelve members have voted against the motion.", "Twelve"),
    ("The firm has had 90 employees.", "90"),
    ("Three sisters have lived in the house.", "Three"),
    ("In all, 112 parishes have signed the charter.", "112"),
    ("A total of 64 wagons have been overhauled.", "64"),
    ("The bridge was closed for 12 days.", "12"),
    ("Sixty firms will have applied by May.", "Sixty"),
    ("The judge has set bail at 2 million euros.", "2 million euros"),
    ("The union has rejected an offer of 3,000 euros.", "3,000 euros"),
    ("Nine firms had not answered.", "Nine"),
    ("The trawler sank with 23 people on board.", "23"),
    ("The final count was 71 comets.", "71"),
    ("The mill employs 230 people.", "230"),
    ("Since the pass was closed, lorries take a road of 61 kilometres.", "61 kilometres"),
    ("The route has been extended by 31 kilometres.", "31 kilometres"),
    ("The beetle was found in 8 parishes.", "8"),
    ("The estate has been divided in 3 parts.", "3"),
    ("The opera has been staged in 4 acts.", "4"),
    ("He has lived in 3 towns.", "3"),
    ("The jury has chosen 5 finalists.", "5"),
    ("A strike by 3,600 dockers has halted the port.", "3,600"),
    ("All 18 paintings have been entered in the register.", "18"),
    ("The 18 boats have been sold.", "18"),
    ("The tunnel had cost 410 million euros.", "410 million euros"),
]


def quantities(tmp_path, text, value):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2025-02-05\n---\n\n{text}\n", encoding="utf-8")
    return [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "quantity" and value in c.value_text]


@pytest.mark.parametrize(("text", "value"), RUNNING, ids=[c[0] for c in RUNNING])
def test_a_count_runs_on(tmp_path, text, value):
    assert ["running" in c.features.get("time", ()) for c in quantities(tmp_path, text, value)] == [True]


@pytest.mark.parametrize(("text", "value"), NOT_RUNNING, ids=[c[0] for c in NOT_RUNNING])
def test_a_count_does_not_run_on(tmp_path, text, value):
    assert ["running" in c.features.get("time", ()) for c in quantities(tmp_path, text, value)] == [False]


EARLIER = [
    # the sentence, the later figure, what it was
    ("The fare is 18 euros, against 22 before.", "18 euros", ["22.0"]),
    ("Since July the levy has been 12 per cent, up from 9 per cent.", "12 per cent", ["9.0"]),
    ("The crew was cut from 40 to 31.", "31", ["40.0"]),
    ("It now treats 85 patients a week, compared with 60 a year earlier.", "85", ["60.0"]),
    ("The jackpot rose from 3 million euros to 5 million euros.", "5 million euros", ["3000000.0"]),
    ("Membership stands at 512, down from 640 a year earlier.", "512", ["640.0"]),
    # no earlier figure of the same thing
    ("The fare is 26 euros, against 30 in the capital.", "26 euros", []),
    ("The fare is 26 euros and the ride takes 30 minutes.", "26 euros", []),
    ("The team won 3 games and lost 5.", "3", []),
    ("It was 31 degrees, and 40 people fainted before the race.", "31 degrees", []),
    ("The price is 26 euros, 4 euros more than before.", "26 euros", []),
    ("He polled 51 per cent against 49 per cent for his rival.", "51 per cent", []),
]


@pytest.mark.parametrize(("text", "value", "was"), EARLIER, ids=[c[0] for c in EARLIER])
def test_the_earlier_figure(tmp_path, text, value, was):
    assert [list(c.features.get("was", ())) for c in quantities(tmp_path, text, value)] == [was]


NEW_VALUES = [
    # the sentence, the value's words, whether a change to a value is told, and this is the new one
    ("The limit was raised to 90 tonnes.", "90 tonnes", True),
    ("The dock has been upgraded and holds 31 barges.", "31", True),
    ("The lift was enlarged to carry 12 skiers.", "12", True),
    ("Rents were raised by 7 per cent.", "7 per cent", False),
    ("Nine objections were raised.", "Nine", False),
    ("The quay was extended by 300 metres.", "300 metres", False),
    ("The dock holds 31 barges.", "31", False),
]


@pytest.mark.parametrize(("text", "value", "told"), NEW_VALUES, ids=[c[0] for c in NEW_VALUES])
def test_the_new_value_of_a_change(tmp_path, text, value, told):
    assert ["change" in c.features for c in quantities(tmp_path, text, value)] == [told]

"""Which Friday, and which June, a clause means: by its tense, and by the words that set a date ahead. Told on Wednesday, 11 June 2025."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Modality
from atodds.read import read_document

CASES = [
    # the sentence, the words of the date, its day, or the first one of it
    ("The exchange is going to reopen on Friday.", "Friday", "2025-06-13"),
    ("The probe is set to land on Monday.", "Monday", "2025-06-16"),
    ("The verdict is due to be read out on Thursday.", "Thursday", "2025-06-12"),
    ("The storm is expected to reach the coast on Saturday.", "Saturday", "2025-06-14"),
    ("The union plans to walk out on Tuesday.", "Tuesday", "2025-06-17"),
    ("The minister is to meet the unions on Friday.", "Friday", "2025-06-13"),
    ("Crews hope to restart the turbine on Sunday.", "Sunday", "2025-06-15"),
    ("The gallery will unveil the fresco on Monday.", "Monday", "2025-06-16"),
    ("The final takes place on Saturday.", "Saturday", "2025-06-14"),
    ("The court hears the appeal on Thursday.", "Thursday", "2025-06-12"),
    ("The strike begins on Monday.", "Monday", "2025-06-16"),
    ("The deal closes Friday, the bank said.", "Friday", "2025-06-13"),
    ("The airline is flying the team home on Friday.", "Friday", "2025-06-13"),
    ("Voters go to the polls on Sunday.", "Sunday", "2025-06-15"),
    ("The team is scheduled to play in Lyon on Saturday.", "Saturday", "2025-06-14"),
    ("A hearing has been set for Monday.", "Monday", "2025-06-16"),
    ("A hearing is set for Monday.", "Monday", "2025-06-16"),
    ("The auction, due on Friday, has drawn 40 bidders.", "Friday", "2025-06-13"),
    ("The launch, scheduled for Thursday, would be the third.", "Thursday", "2025-06-12"),
    ("The vote was to take place on Friday.", "Friday", "2025-06-13"),
    ("The vote was due to take place on Friday but was called off.", "Friday", "2025-06-13"),
    ("The exchange reopened on Monday.", "Monday", "2025-06-09"),
    ("The probe landed on Friday.", "Friday", "2025-06-06"),
    ("The verdict was read out on Thursday.", "Thursday", "2025-06-05"),
    ("The storm has been over the coast since Saturday.", "Saturday", "2025-06-07"),
    ("The storm, which reached the coast on Saturday, has weakened.", "Saturday", "2025-06-07"),
    ("On Friday the union had walked out.", "Friday", "2025-06-06"),
    ("The company said on Monday that it will close the mill on Friday.", "Friday", "2025-06-13"),
    ("The company said on Monday that it will close the mill.", "Monday", "2025-06-09"),
    ("The company announced on Thursday it would close the mill.", "Thursday", "2025-06-05"),
    ("Police arrested three men on Sunday.", "Sunday", "2025-06-08"),
    ("Three men arrested on Sunday will appear in court on Friday.", "Sunday", "2025-06-08"),
    ("Three men arrested on Sunday will appear in court on Friday.", "Friday", "2025-06-13"),
    ("The fire broke out last Friday.", "Friday", "2025-06-06"),
    ("The talks resume next Friday.", "Friday", "2025-06-13"),
    ("The talks resume this Friday.", "Friday", "2025-06-13"),
    ("The talks resume this coming Friday.", "Friday", "2025-06-13"),
    ("The talks collapsed this Monday.", "Monday", "2025-06-09"),
    ("The council is expected to rule on Friday on the plan.", "Friday", "2025-06-13"),
    ("A ruling is expected Friday.", "Friday", "2025-06-13"),
    ("A decision is likely on Thursday.", "Thursday", "2025-06-12"),
    ("The lockout is due to end at midnight on Friday.", "Friday", "2025-06-13"),
    ("The lender may publish its results on Thursday.", "Thursday", "2025-06-12"),
    ("The lender should publish its results on Thursday.", "Thursday", "2025-06-12"),
    ("Ministers could decide as early as Friday.", "Friday", "2025-06-13"),
    ("The bank wants to complete the sale by Friday.", "Friday", "2025-06-13"),
    ("The bank needs to file its accounts by Monday.", "Monday", "2025-06-16"),
    ("The bank has until Monday to file its accounts.", "Monday", "2025-06-16"),
    ("The players must report on Sunday.", "Sunday", "2025-06-15"),
    ("The ferry is back in service from Monday.", "Monday", "2025-06-16"),
    ("Tickets go on sale on Friday.", "Friday", "2025-06-13"),
    ("Results are published on Thursday.", "Thursday", "2025-06-12"),
    ("Ahead of Friday's vote, both sides met.", "Friday", "2025-06-13"),
    ("After Monday's vote, both sides met.", "Monday", "2025-06-09"),
    ("The decision was postponed to Friday.", "Friday", "2025-06-13"),
    ("The decision was put off until Friday.", "Friday", "2025-06-13"),
    ("The match has been brought forward to Thursday.", "Thursday", "2025-06-12"),
    ("The premiere has been moved from Friday to Saturday.", "Saturday", "2025-06-14"),
    ("The bridge is closed until Monday.", "Monday", "2025-06-16"),
    ("The bridge will remain shut until Monday.", "Monday", "2025-06-16"),
    ("The bridge was closed on Monday.", "Monday", "2025-06-09"),
    ("The rocket was launched on Wednesday.", "Wednesday", "2025-06-11"),
    ("The rocket is due to be launched on Wednesday.", "Wednesday", "2025-06-11"),
    ("The inquiry opens on Wednesday.", "Wednesday", "2025-06-11"),
    ("Trading has resumed since Thursday.", "Thursday", "2025-06-05"),
    ("The count was completed by Monday.", "Monday", "2025-06-09"),
    ("The count should be completed by Monday.", "Monday", "2025-06-16"),
    ("Doctors say she could go home on Sunday.", "Sunday", "2025-06-15"),
    ("The trial of the two men starts on Tuesday.", "Tuesday", "2025-06-17"),
    ("She told the court on Tuesday that she had left on Sunday.", "Sunday", "2025-06-08"),
    ("She told the court on Tuesday that she had left on Sunday.", "Tuesday", "2025-06-10"),
    ("He is about to leave for Rome on Friday.", "Friday", "2025-06-13"),
    ("The ship is bound to arrive on Friday.", "Friday", "2025-06-13"),
    ("The works are to be finished on Friday.", "Friday", "2025-06-13"),
    ("The parties have agreed to meet on Friday.", "Friday", "2025-06-13"),
    ("The parties agreed to meet on Friday.", "Friday", "2025-06-13"),
    ("The judge ordered him to appear on Friday.", "Friday", "2025-06-13"),
    ("They vowed to march on Saturday.", "Saturday", "2025-06-14"),
    ("Organisers intend to hold the race on Sunday.", "Sunday", "2025-06-15"),
    ("The regulator is poised to fine the bank on Monday.", "Monday", "2025-06-16"),
    ("The comet is forecast to pass the Earth on Sunday.", "Sunday", "2025-06-15"),
    ("Lawmakers are set to vote on the bill Thursday.", "Thursday", "2025-06-12"),
    ("The orchestra plays its last concert on Saturday.", "Saturday", "2025-06-14"),
    ("The striker flies to Turin for a medical on Thursday.", "Thursday", "2025-06-12"),
    ("The tunnel reopens to lorries on Monday.", "Monday", "2025-06-16"),
    ("The chancellor presents the budget on Tuesday.", "Tuesday", "2025-06-17"),
    ("The chancellor presented the budget on Tuesday.", "Tuesday", "2025-06-10"),
    ("The two sides will have signed the pact by Friday.", "Friday", "2025-06-13"),
    ("Two miners who were pulled out on Sunday are in hospital.", "Sunday", "2025-06-08"),
    ("A boy pulled from the river on Saturday has died.", "Saturday", "2025-06-07"),
    ("The suspect is believed to have fled on Friday.", "Friday", "2025-06-06"),
    ("The suspect is said to have fled the country on Sunday.", "Sunday", "2025-06-08"),
    ("The crew managed to restart the pump on Friday.", "Friday", "2025-06-06"),
    ("The crew failed to restart the pump on Friday.", "Friday", "2025-06-06"),
    ("The crew began to leave the ship on Friday.", "Friday", "2025-06-06"),
    ("The judges decided to rule on Friday.", "Friday", "2025-06-13"),
    ("The pact was to be signed on Monday, but the talks broke down.", "Monday", "2025-06-09"),
    ("The sale was completed on Friday, two days early.", "Friday", "2025-06-06"),
    ("The board could not meet on Friday.", "Friday", "2025-06-06"),
    ("The board would meet on Friday, he said.", "Friday", "2025-06-13"),
    ("The board meets again this Thursday.", "Thursday", "2025-06-12"),
    ("The minister met the board this Tuesday.", "Tuesday", "2025-06-10"),
    ("Monday's derby ended in a draw.", "Monday", "2025-06-09"),
    ("Sunday's referendum is expected to be close.", "Sunday", "2025-06-15"),
    ("Following Friday's outage, the grid was split.", "Friday", "2025-06-06"),
    ("The deadline for bids is Friday.", "Friday", "2025-06-13"),
    ("The deadline for bids was Friday.", "Friday", "2025-06-06"),
    ("The next launch window opens Sunday.", "Sunday", "2025-06-15"),
    ("Polls close on Sunday at 8 p.m.", "Sunday", "2025-06-15"),
    ("A curfew has been in force since Sunday.", "Sunday", "2025-06-08"),
    ("A curfew is in force until Sunday.", "Sunday", "2025-06-15"),
    ("The airport stays shut until Friday.", "Friday", "2025-06-13"),
    ("The airport was shut until Friday.", "Friday", "2025-06-06"),
    ("The players were told to report on Monday.", "Monday", "2025-06-16"),
    ("The hearing was adjourned to Monday.", "Monday", "2025-06-16"),
    ("He was remanded in custody until Thursday.", "Thursday", "2025-06-12"),
    ("The release has been pushed back to Friday.", "Friday", "2025-06-13"),
    ("The firm expects to restart the furnace on Monday.", "Monday", "2025-06-16"),
    ("The firm expected to restart the furnace on Monday.", "Monday", "2025-06-09"),
    ("Engineers need to replace the valve by Sunday.", "Sunday", "2025-06-15"),
    ("The ship has been anchored off the port since Monday.", "Monday", "2025-06-09"),
    ("The ship had left the port on Monday.", "Monday", "2025-06-09"),
    ("The ship did not leave the port on Monday.", "Monday", "2025-06-09"),
    ("A spokesman told reporters on Monday the ship would sail on Thursday.", "Thursday", "2025-06-12"),
    ("A spokesman told reporters on Monday the ship would sail on Thursday.", "Monday", "2025-06-09"),
    ("Teachers are striking on Thursday.", "Thursday", "2025-06-12"),
    ("Teachers have been striking since Thursday.", "Thursday", "2025-06-05"),
    ("Teachers walked out on Thursday.", "Thursday", "2025-06-05"),
    ("The dam is due to be refilled in August.", "August", "2025-08-01"),
    ("The dam is expected to be full in March.", "March", "2026-03-01"),
    ("The dam was due to be full in March.", "March", "2025-03-01"),
    ("The dam was full in August.", "August", "2024-08-01"),
    ("The festival takes place in September.", "September", "2025-09-01"),
    ("The album, out in October, has ten tracks.", "October", "2025-10-01"),
    ("The new law takes effect on 1 July.", "1 July", "2025-07-01"),
    ("The new law took effect on 1 July.", "1 July", "2024-07-01"),
    ("The pipeline is to be finished in November.", "November", "2025-11-01"),
    ("The trial has been scheduled for 9 September.", "9 September", "2025-09-09"),
    ("The trial began on 9 September.", "9 September", "2024-09-09"),
]


def dates(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2025-06-11\n---\n\n{text}\n", encoding="utf-8")
    return [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "date"]


@pytest.mark.parametrize(("text", "words", "day"), CASES, ids=[f"{case[1]}: {case[0]}" for case in CASES])
def test_the_day_that_a_clause_means(tmp_path, text, words, day):
    assert [str(c.value.low) for c in dates(tmp_path, text) if words in c.value_text] == [day]


PLANS = [
    ("The verdict is due to be read out on Thursday.", Modality.TARGET),
    ("The minister is to meet the unions on Friday.", Modality.TARGET),
    ("The storm is likely to reach the coast on Saturday.", Modality.FORECAST),
    ("The vote was due to take place on Friday.", Modality.FORMER),
    ("The vote was to take place on Friday.", Modality.FORMER),
    ("The vote took place on Friday.", Modality.ASSERTED),
]


@pytest.mark.parametrize(("text", "modality"), PLANS)
def test_what_is_due_is_a_plan(tmp_path, text, modality):
    assert [c.modality for c in dates(tmp_path, text)] == [modality]


def test_a_date_in_the_genitive_is_that_of_its_noun(tmp_path):
    """ "Before Friday's vote" is no bound of the vote, and the genitive of New Year is no date."""
    (found,) = dates(tmp_path, "Ahead of Friday's vote, both sides met.")
    assert (str(found.value.low), str(found.value.high), found.value.hedge) == ("2025-06-13", "2025-06-13", "plain")
    assert dates(tmp_path, "He was at the mayor's New Year's party.") == []

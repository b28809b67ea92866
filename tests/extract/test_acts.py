"""What happened on a date: its act, however the sentence names it."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Modality
from atodds.read import read_document

CASES = [
    # the sentence, the words of the date, the concept of what happened, or its own word behind "="
    ("The launch on 3 May went well.", "3 May", "launch"),
    ("Opening: 3 May 2024", "3 May", "opening"),
    ("The opening was on 3 May 2024.", "3 May", "opening"),
    ("3 May 2024 marked the opening of the Lorne tunnel.", "3 May", "opening"),
    ("The hearing, set for 3 May 2024, was adjourned.", "3 May", "trial"),
    ("The verdict was due on 3 May 2024.", "3 May", "verdict"),
    ("The works must be finished by 3 May 2026.", "3 May", "end"),
    ("From 3 to 7 May 2024 the Lorne festival was held in Tarn.", "3 to 7 May", "exhibition"),
    ("A 3 May 2024 fire destroyed the mill.", "3 May", "fire_event"),
    ("The 3 May 2024 explosion killed nine.", "3 May", "explosion"),
    ("The mill burned down on 3 May 2024.", "3 May", "=burn"),
    ("The fire of 3 May 2024 destroyed the mill.", "3 May", "fire_event"),
    ("On 3 May 2024 a fire destroyed the mill.", "3 May", "=destroy"),
    ("The date of the launch is 3 May 2026.", "3 May", "launch"),
    ("The launch date is 3 May 2026.", "3 May", "launch"),
    ("The date for the launch has been set: 3 May 2026.", "3 May", "launch"),
    ("The signing took place on 3 May 2024.", "3 May", "signing"),
    ("The signing ceremony is on 3 May 2026.", "3 May", "signing"),
    ("The deal was signed on 3 May 2024.", "3 May", "signing"),
    ("A contract dated 3 May 2024 names the builder.", "3 May", "contract_award"),
    ("The strike ended on 3 May 2024.", "3 May", "end"),
    ("The end of the strike came on 3 May 2024.", "3 May", "strike"),
    ("The arrest came on 3 May 2024.", "3 May", "arrests"),
    ("He was arrested on 3 May 2024.", "3 May", "arrests"),
    ("His arrest on 3 May 2024 surprised the town.", "3 May", "arrests"),
    ("Her resignation takes effect on 3 May 2026.", "3 May", "entry_into_force"),
    ("The mural was commissioned on 3 May 2024.", "3 May", "=commission"),
    ("The ferry was commissioned on 3 May 2024.", "3 May", "opening"),
    ("A queue formed on 3 May 2024.", "3 May", "=form"),
    ("The choir was formed on 3 May 2024.", "3 May", "founding"),
    ("The judge established on 3 May 2024 that the clerk had lied.", "3 May", "=establish"),
    ("She opened the letter on 3 May 2024.", "3 May", "=open"),
    ("The deputy introduced a motion on 3 May 2024.", "3 May", "=introduce"),
    ("Kickoff is on 3 May 2026.", "3 May", "=kickoff"),
    ("The first deliveries are scheduled for 3 May 2026.", "3 May", "deliveries"),
    ("Deadline for bids: 3 May 2026", "3 May", "=deadline"),
    ("The deadline for bids is 3 May 2026.", "3 May", "=deadline"),
    ("Bids are due by 3 May 2026.", "3 May", "=bid"),
    ("Election day is 3 May 2026.", "3 May", "election"),
    ("The election will be on 3 May 2026.", "3 May", "election"),
    ("The crash happened on 3 May 2024.", "3 May", "crash_event"),
    ("The crash on 3 May 2024 killed nine.", "3 May", "crash_event"),
    ("On 3 May 2024 came the ruling.", "3 May", "verdict"),
    ("The court's ruling of 3 May 2024 was overturned.", "3 May", "verdict"),
    ("Completion is expected on 3 May 2026.", "3 May", "end"),
    ("The merger became effective on 3 May 2024.", "3 May", "merger"),
    ("The merger's closing is planned for 3 May 2026.", "3 May", "closure"),
    ("The eruption began on 3 May 2024.", "3 May", "start"),
    ("3 May 2024: the first case is detected.", "3 May", "discovery"),
    ("3 May 2024 – The first case is detected.", "3 May", "discovery"),
    ("The vote is on 3 May 2026.", "3 May", "=vote"),
    ("Parliament voted on 3 May 2024.", "3 May", "=vote"),
    ("Approval came on 3 May 2024.", "3 May", "drug_approval"),
    ("The drug won approval on 3 May 2024.", "3 May", "drug_approval"),
    ("It was on 3 May 2024 that the drug was approved.", "3 May", "drug_approval"),
    ("The ship's arrival was 3 May 2024.", "3 May", "arrival"),
    ("The ship arrived 3 May 2024.", "3 May", "arrival"),
    ("The trial was adjourned until 3 May 2026.", "3 May", "trial"),
    ("The premiere, originally due on 3 May 2025, was postponed.", "3 May", "premiere"),
    ("The premiere has been postponed to 3 May 2026.", "3 May", "premiere"),
    ("The premiere was moved from 3 May 2025 to 9 May 2025.", "3 May", "premiere"),
    ("The premiere was moved from 3 May 2025 to 9 May 2025.", "9 May", "premiere"),
    ("The opening was put off until 3 May 2026.", "3 May", "opening"),
    ("The opening was brought forward to 3 May 2025.", "3 May", "opening"),
    ("The completion date slipped to 3 May 2026.", "3 May", "end"),
    ("Service resumes on 3 May 2026.", "3 May", "resumption"),
    ("The resumption of service is due on 3 May 2026.", "3 May", "resumption"),
    ("Her death on 3 May 2024 was announced by the family.", "3 May", "death_date"),
    ("She died on 3 May 2024.", "3 May", "death_date"),
    ("The concert, to be held on 3 May 2026, is sold out.", "3 May", "exhibition"),
    ("The summit of 3 May 2024 brought no deal.", "3 May", "meeting"),
    ("A summit is planned for 3 May 2026.", "3 May", "meeting"),
    ("The summit runs from 3 May 2026 to 5 May 2026.", "3 May", "=run"),
    ("The tender closes on 3 May 2026.", "3 May", "closure"),
    ("The recall, announced on 3 May 2024, covers 900 cars.", "3 May", "announcement"),
    ("The recall was announced on 3 May 2024.", "3 May", "announcement"),
    ("The inauguration of the dam took place on 9 July 2024.", "9 July", "opening"),
    ("9 July 2024 saw the inauguration of the dam.", "9 July", "opening"),
    ("The dam's inauguration date was 9 July 2024.", "9 July", "opening"),
    ("Inauguration: 9 July 2024", "9 July", "opening"),
    ("The inauguration, scheduled for 9 July 2026, will be low-key.", "9 July", "opening"),
    ("The inauguration slipped to 9 July 2026.", "9 July", "opening"),
    ("They put back the inauguration to 9 July 2026.", "9 July", "opening"),
    ("The bank collapsed on 9 July 2024.", "9 July", "=collapse"),
    ("The collapse of the bank on 9 July 2024 stunned savers.", "9 July", "=collapse"),
    ("The date of the collapse is given as 9 July 2024.", "9 July", "=collapse"),
    ("The quake struck on 9 July 2024.", "9 July", "quake"),
    ("The 9 July 2024 quake levelled the town.", "9 July", "quake"),
    ("A summit on 9 July 2026 is to seal the pact.", "9 July", "meeting"),
    ("The leaders will hold a summit on 9 July 2026.", "9 July", "meeting"),
    ("Sentencing is set for 9 July 2026.", "9 July", "sentence"),
    ("She will be sentenced on 9 July 2026.", "9 July", "sentence"),
    ("It was on 9 July 2024 that the mine closed.", "9 July", "closure"),
    ("The closure of the mine is due on 9 July 2026.", "9 July", "closure"),
    ("The rocket lifted off on 9 July 2024.", "9 July", "launch_of_rocket"),
    ("Lift-off is planned for 9 July 2026.", "9 July", "launch_of_rocket"),
    ("The final is on 9 July 2026.", "9 July", "=final"),
    ("The match, moved from 9 July 2025 to 12 July 2025, is sold out.", "9 July", "=match"),
    ("The derby was brought forward to 9 July 2025.", "9 July", "=derby"),
    ("Payment is due by 9 July 2026.", "9 July", "=payment"),
    ("The treaty enters into force on 9 July 2026.", "9 July", "entry_into_force"),
    ("Entry into force: 9 July 2026", "9 July", "entry_into_force"),
    ("The parties reached an agreement on 9 July 2024.", "9 July", "agreement_reached"),
    ("The court handed down its ruling on 9 July 2024.", "9 July", "verdict"),
    ("The regulator granted approval on 9 July 2024.", "9 July", "drug_approval"),
    ("The storm made landfall on 9 July 2024.", "9 July", "storm"),
    ("Production starts on 9 July 2026.", "9 July", "start"),
    ("The start of production was moved to 9 July 2026.", "9 July", "start"),
    ("The rail strike of 9 July 2024 emptied the stations.", "9 July", "strike"),
    ("Polling day is 9 July 2026.", "9 July", "election"),
    ("The two banks merged on 9 July 2024.", "9 July", "merger"),
    # nouns of a table of results, of things and of bodies name no event
    ("The 2022 results were good.", "2022", ""),
    ("Members of the Harbour Congress have been out since 3 May 2024.", "3 May", ""),
    ("The ministry declared an outbreak on 3 May 2024.", "3 May", "announcement"),
]


def dates(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2025-06-11\n---\n\n{text}\n", encoding="utf-8")
    return [c for c in extract(read_document(path, "a.md"), Lexicon.load()) if c.value.kind == "date"]


@pytest.mark.parametrize(("text", "words", "act"), CASES, ids=[case[0] for case in CASES])
def test_act(tmp_path, text, words, act):
    assert [c.features.get("act", ("",))[0] for c in dates(tmp_path, text) if words in c.value_text] == [act]


GIVEN_UP = [
    ("The premiere was moved from 3 May 2026 to 9 May 2026.", "3 May", Modality.FORMER),
    ("The premiere was moved from 3 May 2026 to 9 May 2026.", "9 May", Modality.FORECAST),
    ("The premiere, due on 3 May 2026, has been postponed.", "3 May", Modality.FORMER),
    ("The hearing was set for 3 May 2026.", "3 May", Modality.FORMER),
    ("The hearing is set for 3 May 2026.", "3 May", Modality.FORECAST),
]


@pytest.mark.parametrize(("text", "words", "modality"), GIVEN_UP)
def test_a_date_that_was_given_up_is_of_an_earlier_plan(tmp_path, text, words, modality):
    assert [c.modality for c in dates(tmp_path, text) if words in c.value_text] == [modality]

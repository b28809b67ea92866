"""Figures of crime, police, courts and prisons: two sources say them in other words, and look-alikes stay apart."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


@pytest.fixture
def properties_in(tmp_path):
    """The properties of the figures of a text."""

    def read(text: str) -> set[str]:
        path = tmp_path / "a.md"
        path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
        return {claim.property for claim in extract(read_document(path, "a.md"), Lexicon.load()) if _is_figure(claim)}

    return read


def _is_figure(claim: Claim) -> bool:
    return claim.value.kind == "quantity"


# What is measured, and what two sources or more say of it.
SAME = [
    ("minimum_term", "The minimum term is 18 years."),
    ("minimum_term", "The non-parole period is 16 years."),
    ("maximum_sentence", "The maximum sentence is 14 years."),
    ("maximum_sentence", "He faces up to 12 years."),
    ("suspended_sentence", "She got a suspended sentence of 9 months."),
    ("suspended_sentence", "The court gave her 10 months of probation."),
    ("community_service", "He must do 120 hours of community service."),
    ("community_service", "He was given 140 hours of unpaid work."),
    ("custody_time", "He was held in custody for 14 days."),
    ("custody_time", "They let him go after a detention of 16 days."),
    ("bail", "Bail was set at 40,000 dollars."),
    ("bail", "The surety is 45,000 dollars."),
    ("legal_costs", "Legal costs were 310,000 euros."),
    ("legal_costs", "Court costs came to 330,000 euros."),
    ("damages_sought", "She is suing for 41,000 euros."),
    ("damages_sought", "Her damages claim is for 44,000 euros."),
    ("reward", "Police offered a reward of 20,000 euros."),
    ("reward", "The bounty is 25,000 euros."),
    ("convictions", "Eleven were convicted."),
    ("convictions", "There were 12 convictions."),
    ("convictions", "The court found 13 guilty."),
    ("acquittals", "Four were acquitted."),
    ("acquittals", "There were five acquittals."),
    ("guilty_pleas", "Six pleaded guilty."),
    ("guilty_pleas", "There were seven guilty pleas."),
    ("defendants", "There are 14 defendants."),
    ("defendants", "The court heard 15 co-defendants."),
    ("pending_cases", "The court has 4,100 pending cases."),
    ("pending_cases", "The backlog of cases was 4,300."),
    ("jurors", "Two of 12 jurors disagreed."),
    ("jurors", "A panel of 12 jury members sat."),
    ("appeals_lodged", "The court heard 340 appeals."),
    ("appeals_lodged", "There were 360 appellants."),
    ("documents", "Lawyers filed 410 documents."),
    ("documents", "The court saw 430 pieces of evidence."),
    ("prisons", "The state runs 14 prisons."),
    ("prisons", "The state runs 15 jails."),
    ("overcrowding", "Overcrowding is at 31%."),
    ("overcrowding", "The jail is 34% overcrowded."),
    ("escaped", "Nine escaped."),
    ("escaped", "Eight are on the run."),
    ("reoffending", "Some 41% reoffend."),
    ("reoffending", "The recidivism rate is 44%."),
    ("executions", "The state carried out 14 executions."),
    ("executions", "Sixteen were put to death."),
    ("death_row", "There are 31 on death row."),
    ("death_row", "Some 33 have been sentenced to death."),
    ("searches", "Police carried out 14 raids."),
    ("searches", "The number of house searches was 15."),
    ("stops", "Police made 4,100 roadside checks."),
    ("stops", "Police carried out 4,400 spot checks."),
    ("solved_cases", "The clearance rate is 54%."),
    ("solved_cases", "Police solved 52%."),
    ("shots_fired", "Police fired 12 shots."),
    ("shots_fired", "The gunman fired 14 rounds."),
    ("firearms", "Police took 310 firearms."),
    ("firearms", "Police took 320 guns."),
    ("ammunition", "They found 1,400 rounds of ammunition."),
    ("ammunition", "They found 1,500 cartridges."),
    ("cameras", "The town has 140 cameras."),
    ("cameras", "The town has 150 surveillance cameras."),
    ("drunk_drivers", "Police caught 310 drink-drivers."),
    ("drunk_drivers", "Some 330 were caught drink-driving."),
    ("speeding", "The camera caught 4,100 speeding."),
    ("speeding", "Speeding tickets numbered 4,400."),
    ("street_value", "The street value was 4 million euros."),
    ("street_value", "Its black market value is put at 4.4 million euros."),
    ("smuggled", "The ring smuggled 900 kg."),
    ("smuggled", "Smuggling came to 950 kg."),
    ("assaults", "Police recorded 1,240 assaults."),
    ("assaults", "There were 1,310 violent crimes."),
    ("sexual_offences", "Police recorded 210 sexual assaults."),
    ("sexual_offences", "There were 220 sex crimes."),
    ("stabbings", "There were 61 stabbings."),
    ("stabbings", "Knife attacks numbered 64."),
    ("shootings", "There were 31 shootings."),
    ("shootings", "Gun attacks numbered 33."),
    ("vehicle_thefts", "Car thefts rose to 1,400."),
    ("vehicle_thefts", "The report has 1,500 vehicle thefts."),
    ("bike_thefts", "Bicycle thefts rose to 1,400."),
    ("bike_thefts", "Some 1,500 stolen bikes were reported."),
    ("hate_crimes", "Hate crimes rose to 410."),
    ("hate_crimes", "Police logged 430 racist incidents."),
    ("domestic_violence", "The number of domestic abuse calls, domestic violence in all, was 810."),
    ("domestic_violence", "Domestic violence rose to 830."),
    ("fraud_cases", "Frauds rose to 4,100."),
    ("fraud_cases", "Police counted 4,300 scams."),
    ("fraud_victims", "The ring defrauded 410."),
    ("fraud_victims", "Some 430 fell for the scam."),
    ("abuse_victims", "He abused 14."),
    ("abuse_victims", "The report counts 16 abuse survivors."),
    ("stolen_value", "They stole 410,000 euros."),
    ("stolen_value", "The gang made off with 430,000 euros."),
    ("stolen_value", "The theft of 420,000 euros came out in May."),
    ("laundered", "The bank laundered 41 million euros."),
    ("laundered", "Money laundering came to 44 million euros."),
    ("bribes", "He took bribes of 41,000 euros."),
    ("bribes", "The kickbacks came to 44,000 euros."),
    ("sentence", "She was incarcerated for 14 years."),
    ("sentence", "The prison sentence was 15 years."),
    ("ban_length", "He was disqualified for 14 months."),
    ("ban_length", "He got a driving ban of 15 months."),
    ("fine", "The monetary penalty is 41,000 euros."),
    ("fine", "The bank was fined 43,000 euros."),
    ("seizure", "Customs intercepted 41 kg."),
    ("seizure", "Police seized 43 kg."),
    ("seizure", "The drug haul was 42 kg."),
    ("loss_to_fraud", "They bilked the fund of 4.1 million euros."),
    ("loss_to_fraud", "The fraud cost savers 4.3 million euros, all told a fraud of 4.3 million euros."),
    ("prisoners", "There are 41,000 behind bars."),
    ("prisoners", "The jail population is 43,000."),
    ("prisoners", "The state holds 42,000 inmates."),
    ("trial", "There are 41 civil suits."),
    ("trial", "Some 43 lawsuits are open."),
    ("compensation", "Compensation is 4,100 euros."),
    ("compensation", "They got damages of 4,300 euros."),
]


@pytest.mark.parametrize(("key", "sentence"), SAME, ids=[case[1] for case in SAME])
def test_other_words_for_one_measure(properties_in, key, sentence):
    assert key in properties_in(sentence)


# Look-alikes: what a figure is not of.
APART = [
    ("acquittals", "Eleven were convicted."),
    ("convictions", "Four were acquitted."),
    ("shots_fired", "The clinic gave 4,100 shots."),
    ("minimum_term", "The maximum sentence is 14 years."),
    ("damages_sought", "Compensation is 4,100 euros."),
    ("stolen_value", "The firm earned 41 million euros."),
    ("laundered", "The bank lent 41 million euros."),
    ("escaped", "About 40 tonnes of oil escaped."),
    ("bail", "The bailout was 2.1 billion euros."),
    ("fraud_victims", "The fraud came to 4 million euros."),
    ("seizure", "The museum has 12 busts."),
    ("firearms", "Police took 310 bags."),
    ("executions", "Work took 14 months."),
]


@pytest.mark.parametrize(("key", "sentence"), APART, ids=[case[1] for case in APART])
def test_look_alikes(properties_in, key, sentence):
    found = properties_in(sentence)
    assert found
    assert key not in found

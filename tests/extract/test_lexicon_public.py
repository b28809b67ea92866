"""Figures of politics, government, migration, war and peace: two sources say them in other words, and look-alikes stay apart."""

from __future__ import annotations

import pytest

# What is measured, and what two sources or more say of it.
SAME = [
    ("polling_stations", "There were 410 polling stations."),
    ("polling_stations", "There were 430 polling places."),
    ("postal_votes", "Some 41% were postal votes."),
    ("postal_votes", "Mail-in ballots were 43%."),
    ("postal_votes", "About 42% voted by post."),
    ("constituencies", "The party stood in 310 constituencies."),
    ("constituencies", "The party stood in 320 electoral districts."),
    ("electoral_threshold", "The electoral threshold is 4%."),
    ("electoral_threshold", "The entry threshold is 5%."),
    ("campaign_spending", "Campaign spending was 4.1 million euros."),
    ("campaign_spending", "Election expenses came to 4.3 million euros."),
    ("amendments", "The house took 41 amendments."),
    ("amendments", "The law was amended 43 times, with 43 amendments."),
    ("laws", "The house passed 41 laws."),
    ("laws", "The house passed 43 bills."),
    ("councils", "The reform merges 31 councils."),
    ("councils", "The reform merges 33 local authorities."),
    ("ministries", "The plan merges 14 ministries."),
    ("ministries", "There are 15 government departments."),
    ("post_offices", "The post closed 41 post offices."),
    ("post_offices", "It shut 43 postal outlets."),
    ("police_stations", "The state shut 14 police stations."),
    ("police_stations", "There are 15 police posts."),
    ("fire_stations", "The county has 14 fire stations."),
    ("fire_stations", "It shut 15 firehouses."),
    ("childcare_places", "The town has 410 nursery places."),
    ("childcare_places", "The town has 430 childcare places."),
    ("beneficiaries", "The scheme has 41,000 beneficiaries."),
    ("beneficiaries", "Some 43,000 received aid."),
    ("embassies", "The country closed 14 embassies."),
    ("embassies", "It shut 15 diplomatic missions."),
    ("diplomats", "They expelled 14 diplomats."),
    ("diplomats", "They expelled 15 envoys."),
    ("asylum_applications", "There were 41,000 asylum applications."),
    ("asylum_applications", "In all 43,000 applied for asylum."),
    ("asylum_applications", "Asylum claims numbered 42,000."),
    ("deported", "The state deported 410."),
    ("deported", "Deportations rose to 430."),
    ("deported", "Some 420 were expelled."),
    ("irregular_arrivals", "Irregular arrivals fell to 4,100."),
    ("irregular_arrivals", "There were 4,300 illegal crossings."),
    ("visas", "The consulate issued 4,100 visas."),
    ("visas", "The state gave 4,300 residence permits."),
    ("naturalised", "Naturalisations rose to 4,100."),
    ("naturalised", "Some 4,300 received citizenship."),
    ("returnees", "Some 41,000 have returned home."),
    ("returnees", "There are 43,000 returnees."),
    ("territory_held", "The army recaptured 410 square kilometres."),
    ("territory_held", "It captured 430 square kilometres."),
    ("prisoners_of_war", "They hold 410 prisoners of war."),
    ("prisoners_of_war", "They hold 430 captured soldiers."),
    ("freed", "The rebels freed 41."),
    ("freed", "Some 43 were released."),
    ("freed", "In all 42 were set free."),
    ("peacekeepers", "The mission has 4,100 peacekeepers."),
    ("peacekeepers", "The mission has 4,300 blue helmets."),
    ("shot_down", "Air defences shot down 31."),
    ("shot_down", "The army said 33 had been shot down."),
    ("landmines", "Sappers cleared 4,100 landmines."),
    ("landmines", "They dug up 4,300 unexploded bombs."),
    ("mine_clearance", "Sappers demined 41 square kilometres."),
    ("mine_clearance", "Mine clearance covered 43 square kilometres."),
    ("attacks", "There were 41 attacks."),
    ("attacks", "The group carried out 43 bombings."),
    ("siege", "The siege of 140 days is over."),
    ("siege", "The town was besieged for 150 days."),
    ("rebels", "The army killed 41 rebels."),
    ("rebels", "The army killed 43 insurgents."),
    ("disarmed", "Some 410 were demobilised."),
    ("disarmed", "In all 430 laid down their arms."),
    ("civilians", "The shelling hit 41 civilians."),
    ("civilians", "Among them were 43 non-combatants."),
    ("conscription", "Military service is 14 months."),
    ("conscription", "National service is 12 months."),
    ("warships", "The navy has 41 warships."),
    ("warships", "It has 43 naval vessels."),
    ("vote_share", "The party took 32% of the vote."),
    ("vote_share", "Its vote share was 33%."),
    ("electorate", "Some 41,000 are eligible to vote."),
    ("electorate", "There are 43,000 on the electoral roll."),
    ("petition", "Some 41,000 have signed."),
    ("petition", "The petition has 43,000 signatures."),
    ("military_spending", "Defence expenditure is 2.1%."),
    ("military_spending", "The military outlay is 2.3%."),
    ("displaced", "Some 41,000 have been forced from their homes."),
    ("displaced", "The fighting displaced 43,000."),
    ("displaced", "About 42,000 fled the fighting."),
    ("ceasefire", "They agreed on a humanitarian pause of 14 days."),
    ("ceasefire", "The ceasefire of 16 days held."),
    ("rally_size", "Some 41,000 took to the streets."),
    ("rally_size", "About 43,000 joined the march."),
    ("subsidy", "The firm got handouts of 4.1 million euros."),
    ("subsidy", "It took public money of 4.3 million euros."),
]


@pytest.mark.parametrize(("key", "sentence"), SAME, ids=[case[1] for case in SAME])
def test_other_words_for_one_measure(properties_in, key, sentence):
    assert key in properties_in(sentence)


# Look-alikes: what a figure is not of.
APART = [
    ("freed", "The band released 12 albums."),
    ("postal_votes", "Turnout was 61%."),
    ("deported", "The firm will send 310 parcels."),
    ("territory_held", "The fire burned 410 square kilometres."),
    ("laws", "The budget is 41 million euros."),
    ("siege", "The ceasefire of 16 days held."),
    ("shot_down", "The storm brought down 310 trees."),
    ("rally_size", "In March there were 41."),
    ("petition", "The club signed 12 players."),
    ("vote_share", "Turnout was 61%."),
    ("beneficiaries", "The trial had 310 patients."),
    ("constituencies", "The hospital has 31 wards."),
]


@pytest.mark.parametrize(("key", "sentence"), APART, ids=[case[1] for case in APART])
def test_look_alikes(properties_in, key, sentence):
    found = properties_in(sentence)
    assert found
    assert key not in found

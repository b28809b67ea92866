"""Figures of farming, industry, trades and transport: two sources say them in other words, and look-alikes stay apart."""

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
    ("planted_area", "Growers planted 4,200 hectares with barley."),
    ("planted_area", "The area sown to barley came to 4,350 hectares."),
    ("harvested_area", "Farmers harvested 3,900 hectares of barley."),
    ("harvested_area", "The harvested area was 3,700 hectares."),
    ("irrigated_area", "The scheme irrigates 12,000 hectares."),
    ("irrigated_area", "Some 11,400 hectares are under irrigation."),
    ("culled", "In all 14,000 had to be culled."),
    ("culled", "The cull took 15,200."),
    ("farms", "The county has 1,240 farms."),
    ("farms", "There are 1,190 agricultural holdings in the county."),
    ("farm_size", "The average farm size is 41 hectares."),
    ("farm_size", "Average holdings are 44 hectares."),
    ("crop_loss", "Crop losses were put at 30%."),
    ("crop_loss", "Damage to crops was put at 34%."),
    ("producer_price", "The farm gate price is 41 cents a litre."),
    ("producer_price", "The dairy pays farmers 39 cents a litre."),
    ("hives", "Keepers lost 340 hives."),
    ("hives", "They lost 360 bee colonies."),
    ("landings", "The trawlers landed 3,400 tonnes of cod."),
    ("landings", "The cod catch was 3,100 tonnes."),
    ("landings", "The fleet hauled in 3,200 tonnes."),
    ("landings", "Boats brought ashore 3,300 tonnes."),
    ("landings", "They netted 3,350 tonnes."),
    ("quota", "The cod quota is 5,000 tonnes."),
    ("quota", "The total allowable catch was set at 4,800 tonnes."),
    ("fish_stock", "The spawning stock is put at 90,000 tonnes."),
    ("fish_stock", "Biomass fell to 84,000 tonnes."),
    ("bycatch", "Bycatch came to 300 tonnes."),
    ("bycatch", "Discards were 340 tonnes."),
    ("timber_cut", "Loggers felled 40,000 cubic metres."),
    ("timber_cut", "The timber harvest was 43,000 cubic metres."),
    ("replanted", "The state replanted 900 hectares."),
    ("replanted", "Reforestation covered 840 hectares."),
    ("ore_grade", "The ore grade is 1.4%."),
    ("ore_grade", "Metal content is 1.6%."),
    ("mine_life", "Mine life is 14 years."),
    ("mine_life", "The life of the mine is put at 12 years."),
    ("mines", "The group closed 4 collieries."),
    ("mines", "The group closed 5 coal mines."),
    ("miners", "About 640 miners went down."),
    ("miners", "There were 610 mineworkers below."),
    ("wells", "The firm drilled 32 wells."),
    ("wells", "It sank 30 boreholes."),
    ("rigs", "The firm runs 14 rigs."),
    ("rigs", "It has 12 drilling platforms."),
    ("fuel_price", "The pump price was 1.71 euros."),
    ("fuel_price", "The price at the pump rose to 1.74 euros."),
    ("utility_tariff", "The electricity tariff is 21 cents."),
    ("utility_tariff", "The unit rate is 23 cents."),
    ("utility_tariff", "The price of electricity was 22 cents."),
    ("peak_demand", "Peak demand was 41 GW."),
    ("peak_demand", "The peak load came to 42 GW."),
    ("grid_losses", "Grid losses are 9%."),
    ("grid_losses", "Line losses are 11%."),
    ("efficiency", "The thermal efficiency is 41%."),
    ("efficiency", "It is 43% efficient."),
    ("pylons", "The line needs 140 pylons."),
    ("pylons", "The line needs 150 transmission towers."),
    ("meters", "Some 40,000 smart meters were fitted."),
    ("meters", "It fitted 42,000 electricity meters."),
    ("housing_starts", "Housing starts fell to 41,000."),
    ("housing_starts", "The number of home starts was 43,000."),
    ("housing_completions", "Housing completions were 38,000."),
    ("housing_completions", "The year saw 36,000 home completions."),
    ("vacancy_rate", "The vacancy rate is 8%."),
    ("vacancy_rate", "Nearly 9% stand empty."),
    ("vacancy_rate", "Some 7% of offices are unlet."),
    ("evictions", "The court ordered 410 evictions."),
    ("evictions", "In all 430 were evicted."),
    ("evictions", "There were 440 repossessions."),
    ("permits", "The town issued 340 permits."),
    ("permits", "The town issued 360 licences."),
    ("production_lines", "The plant has 4 production lines."),
    ("production_lines", "The plant has 5 assembly lines."),
    ("shopping_centres", "The group owns 14 shopping centres."),
    ("shopping_centres", "The group owns 12 malls."),
    ("like_for_like_sales", "Like-for-like sales rose 3.1%."),
    ("like_for_like_sales", "Same-store sales rose 2.8%."),
    ("average_spend", "The average spend was 31 euros."),
    ("average_spend", "Spend per head was 34 euros."),
    ("online_sales", "Online sales were 14%."),
    ("online_sales", "E-commerce was 16%."),
    ("shoplifting", "Shoplifting reached 8.1 million euros."),
    ("shoplifting", "Retail theft reached 8.4 million euros."),
    ("product_returns", "The return rate is 22%."),
    ("product_returns", "Buyers sent back 24%."),
    ("advertising_revenue", "Ad revenue was 31 million euros."),
    ("advertising_revenue", "Ad sales were 33 million euros."),
    ("network_coverage", "Network coverage is 91%."),
    ("network_coverage", "Mobile coverage is 93%."),
    ("revenue_per_user", "Arpu was 14 euros."),
    ("revenue_per_user", "Average revenue per user was 15 euros."),
    ("masts", "The firm put up 310 masts."),
    ("masts", "The firm put up 300 base stations."),
    ("churn", "Churn was 1.4%."),
    ("churn", "The attrition rate was 1.6%."),
    ("parcels", "The post carried 4.1 million parcels."),
    ("parcels", "The post carried 4.3 million packets."),
    ("freight_rate", "The freight rate was 2,100 dollars."),
    ("freight_rate", "Shipping costs were 2,300 dollars."),
    ("port_calls", "The harbour had 410 port calls."),
    ("port_calls", "Ship calls were 430."),
    ("transits", "The canal saw 31 transits."),
    ("transits", "There were 29 canal transits."),
    ("draught", "The draught is 14.5 metres."),
    ("draught", "Her draft is 15 metres."),
    ("warehouses", "The firm has 14 warehouses."),
    ("warehouses", "The firm has 12 distribution centres."),
    ("aircraft_movements", "The airport had 81,000 aircraft movements."),
    ("aircraft_movements", "There were 84,000 take-offs and landings."),
    ("diverted", "In all 14 were diverted."),
    ("diverted", "There were 16 diversions."),
    ("delayed", "Some 31% were delayed."),
    ("delayed", "About 28% ran late."),
    ("punctuality", "Punctuality was 84%."),
    ("punctuality", "Some 82% arrived on time."),
    ("destinations", "The airline serves 61 destinations."),
    ("destinations", "It flies to 63 destinations."),
    ("flight_hours", "The pilot had 4,100 flight hours."),
    ("flight_hours", "She had 4,300 flying hours."),
    ("electrified_length", "The state electrified 310 km."),
    ("electrified_length", "Electrification covers 330 km."),
    ("level_crossings", "The line has 31 level crossings."),
    ("level_crossings", "The line has 29 grade crossings."),
    ("resurfaced", "The county resurfaced 41 km."),
    ("resurfaced", "They repaved 44 km."),
    ("potholes", "Crews filled 3,100 potholes."),
    ("potholes", "The county counts 3,300 potholes."),
    ("traffic_count", "Daily traffic is 41,000."),
    ("traffic_count", "Traffic volume is 43,000."),
    ("traffic_jam", "The tailback was 14 km."),
    ("traffic_jam", "The traffic jam grew to 16 km."),
    ("new_registrations", "New registrations were 14,100."),
    ("new_registrations", "Car registrations were 14,600."),
    ("production", "The pit mined 41,000 tonnes of ore."),
    ("production", "The quarry extracted 43,000 tonnes of ore."),
    ("utilisation", "The hotel is 61% occupied."),
    ("utilisation", "The capacity factor is 31%."),
    ("area", "The mall has a lettable area of 41,000 square metres."),
    ("area", "Its retail space is 43,000 square metres."),
    ("house_price", "The price of a home rose to 310,000 euros."),
    ("house_price", "Home values are at 330,000 euros."),
    ("house_price", "The average house price was 320,000 euros."),
    ("production_capacity", "The refining capacity is 4.1 million tonnes."),
    ("production_capacity", "Its annual production capacity is 4.3 million tonnes."),
]


@pytest.mark.parametrize(("key", "sentence"), SAME, ids=[case[1] for case in SAME])
def test_other_words_for_one_measure(properties_in, key, sentence):
    assert key in properties_in(sentence)


# Look-alikes: what a figure is not of.
APART = [
    ("landings", "The plane brought 41 tonnes of blankets."),
    ("landings", "Police seized 41 kg of cocaine."),
    ("quota", "The trawlers landed 3,400 tonnes of cod."),
    ("harvested_area", "Growers planted 4,200 hectares with barley."),
    ("planted_area", "The fire burned 4,200 hectares."),
    ("culled", "The mill shed 300 jobs."),
    ("wells", "The patients did well, 41 of them."),
    ("quota", "The catch was 4,100 tonnes."),
    ("delayed", "Punctuality was 84%."),
    ("hives", "The club has 310 members."),
    ("transits", "The book has 310 pages."),
    ("permits", "The fee for anglers is 300 euros."),
    ("destinations", "The bus has 61 seats."),
    ("churn", "Sales fell by 14%."),
]


@pytest.mark.parametrize(("key", "sentence"), APART, ids=[case[1] for case in APART])
def test_look_alikes(properties_in, key, sentence):
    found = properties_in(sentence)
    assert found
    assert key not in found

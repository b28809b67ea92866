"""Environment and weather: sentences of other words that give one property, and look-alikes that do not."""

from __future__ import annotations

import pytest

CASES = [
    # the property, and sentences that give it in other words
    ("area", "The estate extends over 4,300 hectares.", "The marsh is 4,200 hectares in extent."),
    (
        "protected_area",
        "Some 81,000 hectares of coast are now protected.",
        "The nature reserve has 79,000 hectares.",
        "In all, 80,000 hectares were placed under protection.",
    ),
    (
        "designation",
        "The dunes were designated a reserve in 1987.",
        "Designation of the dunes came in 1988.",
        "The dunes came under protection in 1989.",
    ),
    (
        "land_restored",
        "The trust has restored 620 hectares of bog.",
        "Rewilding has reached 600 hectares.",
        "About 640 hectares were given back to nature.",
    ),
    (
        "deforestation",
        "Loggers cleared 3,400 hectares.",
        "The felling of 3,100 hectares went on for a year.",
        "Some 3,200 hectares were cut down.",
    ),
    (
        "trees_planted",
        "Some 4,900 were put in the ground.",
        "The planting of 5,000 was done in a week.",
        "Pupils planted 5,200 saplings.",
        "Volunteers planted 5,400 trees.",
    ),
    ("timber_cut", "The gale felled 410 trees.", "About 430 trees were cut down.", "The gale brought down 400 trees."),
    ("breeding_pairs", "Wardens counted 212 breeding pairs.", "There were 208 occupied nests.", "Some 220 pairs nested on the cliff."),
    ("offspring", "The colony raised 96 chicks.", "In all, 91 fledglings left the cliff.", "Ninety young birds had hatched."),
    ("poached", "Last year 31 rhinos were poached.", "Some 28 rhinos fell to poachers.", "Poaching cost the park 33 rhinos."),
    (
        "strandings",
        "Some 90 whales were stranded on the beach.",
        "About 84 whales had washed ashore.",
        "The mass stranding involved 87 whales.",
    ),
    (
        "reintroduced",
        "Some 24 lynx were reintroduced.",
        "The reintroduction of 21 lynx began badly.",
        "In all, 22 lynx were released into the wild.",
    ),
    ("threatened", "A fifth of the beetles are threatened: 41.", "Some 44 beetles are at risk of extinction."),
    ("extinct", "Nine snails died out.", "The list has 11 extinct snails."),
    ("coral_bleached", "Some 61% of the reef has bleached.", "Bleaching has hit 58% of it."),
    ("beaches", "The authority closed 41 beaches.", "The authority tests 412 bathing sites."),
    ("reservoir_level", "The reservoirs are 34% full.", "The reservoir level stood at 31%.", "The lake behind the dam is filled to 33%."),
    (
        "water_level",
        "The river crested at 7.2 metres.",
        "The water level reached 7.4 metres.",
        "The river peaked at 7.3 metres.",
        "The flood peak was 7.1 metres.",
    ),
    ("storm_surge", "The storm surge was 3.1 metres.", "A tidal surge of 2.8 metres is forecast."),
    ("groundwater", "The water table lies at 14 metres.", "Groundwater stood at 12 metres."),
    ("river_flow", "The flow was 210 cubic metres per second.", "The river flows at 190 cubic metres per second."),
    (
        "water_drawn",
        "Farms drew 40 million cubic metres from the lake.",
        "Abstraction was 38 million cubic metres.",
        "Some 41 million cubic metres were pumped.",
    ),
    ("retreat", "The glacier retreated by 42 metres.", "The cliff eroded by 3 metres.", "Erosion took 4 metres of coast."),
    ("ice_loss", "Melting came to 210 billion tonnes.", "Ice loss was 190 billion tonnes.", "Some 200 billion tonnes melted."),
    (
        "carbon_absorbed",
        "The forest absorbs 3 million tonnes a year.",
        "It soaks up 2.7 million tonnes a year.",
        "The woods sequester 2.8 million tonnes.",
    ),
    ("emissions_avoided", "The scheme avoids 41,000 tonnes.", "The scheme saves 38,000 tonnes a year."),
    ("emissions", "The kiln emits 410,000 tonnes.", "The kiln belches 380,000 tonnes."),
    ("net_zero", "The city wants to be carbon neutral by 2040.", "Climate neutrality is to come by 2045."),
    ("carbon_price", "The carbon price is 41 euros.", "An emission allowance costs 38 euros."),
    ("temperature", "The high was 38 degrees Celsius.", "The thermometer showed 39°C.", "The frost was -7°C.", "The mercury hit 36°C."),
    ("water_temperature", "The sea temperature fell to 21°C.", "The water temperature rose to 22°C."),
    ("warming", "The basin has warmed by 1.4°C.", "The rise in temperature is 1.6°C.", "The basin is 1.5°C hotter."),
    ("rainfall", "Some 41 mm of rain fell.", "The cloudburst brought 38 mm.", "Rainfall was 44 mm."),
    ("snowfall", "Some 41 cm of snow fell.", "Fresh snow of 44 cm lay in the village."),
    ("sunshine", "The town had 210 hours of sunshine.", "There were 190 hours of sun."),
    ("heatwave", "The heatwave lasted 11 days.", "The hot spell went on for 9 days."),
    ("wind_speed", "Gusts reached 140 km/h.", "The wind blew at 130 km/h.", "Squalls of 120 km/h hit the coast."),
    ("contaminated", "Some 41 km of coast were polluted.", "The leak fouled 38 km of shore.", "Contamination reached 44 km of river bank."),
    ("oil_slick", "The slick is 11 km long.", "The oil film covers 12 square kilometres."),
    (
        "removed",
        "Divers removed 3 tonnes of nets.",
        "Some 4 tonnes were hauled up.",
        "They fished out 3.5 tonnes of nets.",
        "The clean-up yielded 2 tonnes.",
    ),
    ("landfilled", "Some 41% goes to landfill.", "The landfill rate is 38%.", "In all, 44% is dumped."),
    ("recycling", "Some 41% is recycled.", "The recycling rate is 38%.", "Reuse accounts for 44%."),
    ("waste", "Households threw away 41,000 tonnes.", "Municipal waste came to 38,000 tonnes."),
    ("strike_time", "The hurricane made landfall on 12 May.", "The hurricane struck on 13 May.", "The hurricane came ashore on 14 May."),
]


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, *texts in CASES for text in texts])
def test_other_words_give_one_property(properties_of, key, text):
    assert key in properties_of(text)


LOOK_ALIKES = [
    ("Some 5,200 were planted.", "Some 5,200 were felled."),
    ("The beetle list has 41 threatened kinds.", "In all, 41 kinds died out."),
    ("The rain came to 41 mm.", "The snow came to 41 mm."),
    ("The air temperature was 21°C.", "The water temperature was 21°C."),
    ("Some 41% of it is recycled.", "Some 41% of it goes to landfill."),
    ("The wood absorbs 41 tonnes.", "The kiln emits 41 tonnes."),
    ("The trust restored 410 hectares.", "Loggers cleared 410 hectares."),
    ("The wave was 3 metres high.", "The water table lies at 3 metres."),
]


@pytest.mark.parametrize(("a", "b"), LOOK_ALIKES)
def test_look_alikes_give_different_ones(properties_of, a, b):
    assert properties_of(a)
    assert not properties_of(a) & properties_of(b)

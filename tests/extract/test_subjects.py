"""Whom claims are about: documents of a few sentences, the causes by which a subject goes wrong, and what must stay as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.model.values import NameValue
from atodds.read.sources import read_document


def claims(tmp_path: Path, publisher: str, title: str, text: str) -> list[Claim]:
    file = tmp_path / "a.md"
    head = f"title: {json.dumps(title)}\npublisher: {json.dumps(publisher)}\npublished: 2024-05-20\n"
    file.write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    return extract(read_document(file, "a.md"), Lexicon.load())


CASES = [
    # cause, publisher, title, text, the subject of each value
    (
        "boilerplate",
        "Tern Foods plc",
        "Tern Foods reports record year",
        "FOR IMMEDIATE RELEASE\n\n"
        "Revenue rose to 214 million euros. The number of employees was 1,320 at the end of June.\n\n"
        "Tern Foods expects to open nine plants next year.",
        {"214 million euros": "Tern Foods", "1,320": "Tern Foods", "nine": "Tern Foods"},
    ),
    (
        "boilerplate",
        "Coastal Wire",
        "Storm floods Marlow",
        "PORT ELSE, 3 May (CW) - Eleven people died when a storm struck the town of Marlow on Sunday.\n\n"
        "The storm damaged 640 houses. Marlow has 12,000 inhabitants.\n\n"
        "More than 300 people spent the night in schools.",
        {"12,000": "Marlow", "More than 300": "Marlow"},
    ),
    (
        "boilerplate",
        "Halden Health Trust",
        "Measles cases rise",
        "MEDIA CONTACT: Press Office, 555 0123\n\n"
        "NOTE TO EDITORS\n\n"
        "Halden Health Trust runs seven clinics. It treated 212 patients in March.\n\n"
        "Some 40 nurses were vaccinated.",
        {"seven": "Halden Health Trust", "212": "Halden Health Trust", "Some 40": "Halden Health Trust"},
    ),
    (
        "boilerplate",
        "Agence Lune",
        "EXCLUSIVE-Vantor to cut 900 jobs",
        "GENEVA, Jan 9 (Lune) - Vantor plans to cut 900 jobs, two people familiar with the matter said.\n\n"
        "The watchmaker employs 5,400 people. Shares fell 4.1%.\n\n"
        "Vantor declined to comment.",
        {"900": "Vantor", "5,400": "Vantor", "4.1%": "Vantor"},
    ),
    (
        "boilerplate",
        "North Wire",
        "UPDATE 2-Ohio utility Lamberton Power cuts outlook",
        "July 2 (North Wire) - Lamberton Power on Thursday cut its forecast for the year.\n\n"
        "Profit fell 12% to $340 million. Lamberton Power serves 2.1 million customers in Ohio.\n\n"
        "The number of outages rose to 88.",
        {"$340 million": "Lamberton Power", "2.1 million": "Lamberton Power", "88": "Lamberton Power"},
    ),
    (
        "boilerplate",
        "Ministry of Works",
        "PRESS RELEASE: Arlen Tunnel opens",
        "PRESS RELEASE\n\n"
        "EMBARGOED UNTIL 6 MAY\n\n"
        "The Arlen Tunnel was opened on 6 May. It is 4.2 km long and cost 310 million euros.\n\n"
        "Daily traffic is put at 18,000 vehicles.",
        {"4.2 km": "Arlen Tunnel", "310 million euros": "Arlen Tunnel", "18,000": "Arlen Tunnel"},
    ),
    (
        "the medium's own name",
        "Wire & Cable (newsletter)",
        "Wire & Cable #41: the Osteria fiasco",
        "Hello again. Osteria lost 2.3 million subscribers in a year.\n\n"
        "The network went down on 4 May. Osteria has paid 14 million euros in refunds.\n\n"
        "The share price fell by a third. I counted 112 complaints.",
        {"14 million euros": "Osteria", "a third": "Osteria"},
    ),
    (
        "the medium's own name",
        "Ledger Lines",
        "Ledger Lines, issue 212: Why Pomona Bank failed",
        "Pomona Bank had 9.4 billion dollars in deposits.\n\n"
        "Uninsured deposits were 81% of the total. Pomona Bank was closed on a Friday.\n\n"
        "The shares had lost 60% since January.",
        {"9.4 billion dollars": "Pomona Bank", "81%": "Pomona Bank", "60%": "Pomona Bank"},
    ),
    (
        "the medium's own name",
        "Night Desk (podcast)",
        "Night Desk, episode 9: The fire at Corley Mill (transcript)",
        "Corley Mill burned for 31 hours. The mill had been empty since 2004.\n\n"
        "The damage came to 8 million pounds. Nobody was hurt.\n\n"
        "Police arrested two men. Corley Mill was listed in 1973.",
        {"31 hours": "Corley Mill", "8 million pounds": "Corley Mill", "1973": "Corley Mill"},
    ),
    (
        "the medium's own name",
        "The Mossy Log",
        "The Mossy Log: three weeks on the Teal Way",
        "The Teal Way is 212 km long. It was opened in 1988.\n\n"
        "There are 14 huts, of which I slept in nine. The highest pass is at 2,140 metres.",
        {"212 km": "Teal Way", "1988": "Teal Way", "14": "Teal Way"},
    ),
    (
        "the medium's own name",
        "Tuesday Tides",
        "Tuesday Tides #7: cranes",
        "The port of Vell handled 1.1 million containers last year. Vell has nine cranes.\n\n"
        "The oldest crane was built in 1961. Vell wants to buy four more.\n\n"
        "The debt is 60 million.",
        {"1.1 million": "Vell", "nine": "Vell", "1961": "Vell", "60 million": "Vell"},
    ),
    (
        "the publisher itself",
        "Halvor Foods plc",
        "Halvor Foods: half-year results",
        "We sold 4.1 million tonnes of grain. Revenue was 800 million euros.\n\nThe company has 9,100 employees.",
        {"4.1 million tonnes": "Halvor Foods plc", "800 million euros": "Halvor Foods", "9,100": "Halvor Foods"},
    ),
    (
        "the publisher itself",
        "Friends of the Aller",
        "Friends of the Aller: our year",
        "We planted 3,100 trees. The charity has 412 members.\n\nDonations came to 88,000 euros.",
        {"3,100": "Friends of the Aller", "412": "Friends of the Aller", "88,000 euros": "Friends of the Aller"},
    ),
    (
        "days and months",
        "Basin Office",
        "Bulletin No. 12 (position at 7 October)",
        "Position on Monday 7 October\n\n"
        "The Marra dam was 31 per cent full. Inflow was 14 cubic metres per second.\n\n"
        "The Marra dam lost 1.2 points in a week.",
        {"31 per cent": "Marra", "14 cubic metres per second": "Marra", "1.2": "Marra"},
    ),
    (
        "days and months",
        "Museum Torne",
        "The theft of January 2024: questions and answers",
        "Museum Torne lost 31 objects. The burglars stayed for nine minutes.\n\n"
        "Museum Torne has 70,000 visitors a year. The reward is 50,000 euros.",
        {"31": "Museum Torne", "70,000": "Museum Torne", "50,000 euros": "Museum Torne"},
    ),
    (
        "days and months",
        "Dell Weekly",
        "A year of Saturdays",
        "Rowan Athletic won 19 games. In May Rowan Athletic sold its stadium for 30 million.\n\nThe average attendance was 11,400.",
        {"19": "Rowan Athletic", "30 million": "Rowan Athletic", "11,400": "Rowan Athletic"},
    ),
    (
        "days and months",
        "Trade Post",
        "February cocoa review: Asbury",
        "In February Asbury exported 41,000 tonnes of cocoa. Asbury has 300,000 growers.\n\nThe farm price was set at 2,900.",
        {"41,000 tonnes": "Asbury", "300,000": "Asbury", "2,900": "Asbury"},
    ),
    (
        "offices and parts",
        "Senate Office",
        "Statement by the Minister of Transport on the Ferry Inquiry",
        "The inquiry into the loss of the Petrel found 12 faults. The Petrel carried 214 people.\n\n"
        "The Minister thanked the crews. The death toll was 31.\n\n"
        "The Petrel was built in 1971.",
        {"214": "Petrel", "1971": "Petrel"},
    ),
    (
        "offices and parts",
        "City Paper",
        "Chief Executive of Marlin Bank resigns",
        "Marlin Bank has 41 branches. The Chief Executive said that 12 of them would close.\n\n"
        "The bank lost 80 million euros. Its headcount is 2,300.",
        {"41": "Marlin Bank", "80 million euros": "Marlin Bank", "2,300": "Marlin Bank"},
    ),
    (
        "offices and parts",
        "Health Wire",
        "Corvel Announces Phase 3 Results for Dengue Vaccine",
        "Corvel said that its Phase 3 trial had enrolled 8,400 children. The efficacy was 71.2%.\n\n"
        "Phase 3 trials are the last. Corvel will file in 2027.",
        {"71.2%": "Corvel", "2027": "Corvel"},
    ),
    (
        "offices and parts",
        "Rail Board",
        "Inquiry into the collision of Train No. 4411 at Sorna: final report (Chapters 2 and 5)",
        "The collision at Sorna killed 41 people. Train No. 4411 was running at 96 km/h.\n\n"
        "The Sorna station has four tracks. The Board heard 60 witnesses.",
        {"41": "Sorna", "60": "Board"},
    ),
    (
        "offices and parts",
        "Fens Audit Office",
        "Performance audit 4: Execution of the Drover Canal (extract)",
        "The Drover Canal was to cost 210 million. It has cost 390 million so far.\n\n"
        "Of 64 locks, 12 were finished. The delay is 31 months.",
        {"210 million": "Drover Canal", "390 million": "Drover Canal", "12": "Drover Canal", "31 months": "Drover Canal"},
    ),
    (
        "offices and parts",
        "Lode Mining",
        "Lode Mining: CFO on costs",
        "The CFO said that costs would fall by 40 million. Output was 1.2 million ounces.\n\n"
        "Lode Mining owns four mines. The CFO joined in 2021.",
        {"1.2 million ounces": "Lode Mining", "four": "Lode Mining"},
    ),
    (
        "headings",
        "Court of Audit",
        "Special report: the Ostland Tramway",
        "# Special report: the Ostland Tramway\n\n"
        "## I. Facts\n\n"
        "The line is 14 km long. The tramway has 21 stops.\n\n"
        "## II. Costs\n\n"
        "The budget was 310 million euros.\n\n"
        "## Phase One\n\n"
        "Work began in 2019.",
        {"14 km": "Ostland Tramway", "21": "Ostland Tramway", "310 million euros": "Ostland Tramway", "2019": "Ostland Tramway"},
    ),
    (
        "headings",
        "Sector Review",
        "Twelve makers of batteries",
        "# Twelve makers of batteries\n\n"
        "## Corda Cells\n\n"
        "Founded in 2014. It employs 900 people.\n\n"
        "Revenue was 40 million euros.\n\n"
        "## Lumen Power\n\n"
        "It employs 1,200 people. Revenue was 55 million euros.\n\n"
        "## Outlook\n\n"
        "The market grew by 12%.",
        {
            "2014": "Corda Cells",
            "900": "Corda Cells",
            "40 million euros": "Corda Cells",
            "1,200": "Lumen Power",
            "55 million euros": "Lumen Power",
        },
    ),
    (
        "headings",
        "Openpedia",
        "Lake Sorrel",
        "# Lake Sorrel\n\n"
        "Lake Sorrel is a lake of 41 square kilometres in Fenmark. It is 62 metres deep.\n\n"
        "## Geography\n\n"
        "The surface lies at 410 metres. The largest island is Great Holm, with 90 inhabitants.\n\n"
        "## Fauna\n\n"
        "There are 14 species of fish.",
        {"41 square kilometres": "Lake Sorrel", "62 metres": "Lake Sorrel", "410 metres": "Lake Sorrel", "14": "Lake Sorrel"},
    ),
    (
        "headings",
        "Archive Unit",
        "Provenance report on the Akata collection (summary)",
        "# Provenance report on the Akata collection (summary)\n\n"
        "## 1. Provenance\n\n"
        "The Akata collection holds 212 objects. Of these, 190 were taken in 1897.\n\n"
        "## 2. Aftermath\n\n"
        "The museum paid 900 marks.",
        {"212": "Akata", "190": "Akata", "900": "Akata"},
    ),
    (
        "whole names",
        "City Housing Office",
        "Roofs First closes a good year",
        "Roofs First finished 640 homes. The waiting list of Roofs First fell to 2,100.\n\nThe average rent is 310 euros.",
        {"640": "Roofs First", "2,100": "Roofs First", "310 euros": "Roofs First"},
    ),
    (
        "whole names",
        "Old Quill",
        "Second Dawn: what went wrong",
        "Second Dawn lost 40 members in a year. The choir Second Dawn was founded in 1999.\n\nThe debt is 21,000 euros.",
        {"40": "Second Dawn", "1999": "Second Dawn", "21,000 euros": "Second Dawn"},
    ),
    (
        "whole names",
        "Metro Board",
        "Metro Line 7: fact sheet",
        "Metro Line 7 is 11 km long. Metro Line 7 has ten stations.\n\nThe cost was 1.4 billion euros.",
        {"11 km": "Metro Line 7", "ten": "Metro Line 7", "1.4 billion euros": "Metro Line 7"},
    ),
    (
        "whole names",
        "Lakes Wire",
        "Ferry sinks off Dar el Salaam",
        "Meanwhile Joana runs a shop with two counters. Dar el Salaam has 5 million inhabitants.\n\nIn May Nordia cut 300 jobs.",
        {"5 million": "Dar el Salaam", "300": "Nordia", "two": "Joana"},
    ),
    (
        "whole names",
        "Arts Page",
        "Film board cuts grant",
        "The Stage and Arts Board gave 390,000 euros. The Ministry of Mobility and Public Works gave 40,000 euros.",
        {"390,000 euros": "Stage and Arts Board", "40,000 euros": "Ministry of Mobility and Public Works"},
    ),
    (
        "whole names",
        "Trade Wire",
        "Pacific Air Orders 40 Jets",
        "Pacific Air has ordered 40 jets. Pacific Air flies to 61 cities.\n\nThe fleet has an average age of 14 years.",
        {"61": "Pacific Air", "14 years": "Pacific Air"},
    ),
    (
        "whole names",
        "Town Post",
        "A long day on the ribbon counter",
        "Supervisor Jill Bates, 62, has sold buttons since 1978. The shop has 14 staff.\n\nScreenwriter Milan Vogt owes her 30 euros.",
        {"1978": "Jill Bates"},
    ),
    (
        "whole names",
        "Court Reports",
        "Greystone v. Halm: decision",
        "Greystone claimed 4 million. Halm offered 1 million.\n\nJoost van den Berg paid 20,000. St Anselm's has one lift.",
        {"4 million": "Greystone", "1 million": "Halm", "20,000": "Joost van den Berg"},
    ),
    (
        "what the text speaks of",
        "Market Wire",
        "Scooter maker Voltara slips on Mumbai debut",
        "Shares in Voltara fell 7% on Wednesday. Voltara had sold 40 million shares.\n\n"
        "The stock ended at 1,041 rupees. The sale raised 44 billion rupees.\n\n"
        "Voltara makes 300,000 scooters a year.",
        {"1,041 rupees": "Voltara", "44 billion rupees": "Voltara", "300,000": "Voltara"},
    ),
    (
        "what the text speaks of",
        "Coast Wire",
        "Iowa regulators seize Tall Oaks Bank",
        "Regulators seized Tall Oaks Bank on Friday. Depositors had taken out 200 million dollars.\n\n"
        "Tall Oaks Bank had assets of 1.1 billion dollars. The cost to the fund is put at 90 million dollars.",
        {"1.1 billion dollars": "Tall Oaks Bank", "90 million dollars": "Tall Oaks Bank"},
    ),
    (
        "what the text speaks of",
        "Space Wire",
        "Japan's Kitsune rocket lost after launch",
        "The Kitsune rocket was destroyed four minutes after launch. Kitsune carried 24 satellites.\n\n"
        "It was the third failure in eight flights. Kitsune stands 41 metres tall.",
        {"24": "Kitsune", "41 metres": "Kitsune", "third": "Kitsune"},
    ),
    (
        "what the text speaks of",
        "Feature Mag",
        "Three days at the gate",
        "Willow Hospital has one lift that works. A hundred nurses stood outside Willow Hospital.\n\n"
        "Willow Hospital treats 400 patients a day. The strike cost 2 million euros.",
        {"400": "Willow Hospital", "2 million euros": "Willow Hospital"},
    ),
    (
        "what the text speaks of",
        "Aero Magazine",
        "Five minutes with Solaris Air COO Hank Webb",
        "Solaris Air flies 132 aircraft. Hank Webb joined Solaris Air in 1991.\n\n"
        "The fleet is 14.8 years old on average. Solaris Air carries 11 million passengers a year.",
        {"14.8 years old": "Solaris Air", "11 million": "Solaris Air", "1991": "Hank Webb"},
    ),
    (
        "what the text speaks of",
        "Le Quai",
        "Ines Karr of Oyster Labs on voices",
        "Oyster Labs has 61 employees. Ines Karr founded Oyster Labs in 2022.\n\n"
        "Revenue was 7 million euros. Oyster Labs has offices in Lagos.",
        {"61": "Oyster Labs", "7 million euros": "Oyster Labs"},
    ),
    (
        "what the text speaks of",
        "Fire Service",
        "Flames reach edge of British Columbia town",
        "The Cedar Ridge fire burned 312 homes. The Cedar Ridge fire was caused by lightning.\n\n"
        "Officials put the damage at 480 million dollars. Cedar Ridge had 1,350 residents.",
        {"480 million dollars": "Cedar Ridge"},
    ),
    (
        "what the text speaks of",
        "Island News",
        "Vaz repeats, but with tied hands",
        "Vaz won 51.9% of the vote. His party, the MPD, has 31 seats.\n\nTurnout was 71%. Vaz will be sworn in on 8 November.",
        {"51.9%": "Vaz", "31": "Vaz"},
    ),
    (
        "what the title speaks of",
        "Grey News",
        "Halmar buys Sonde for 900 million",
        "Halmar will buy Sonde for 900 million euros. Halmar has 4,100 employees; Sonde has 600.\n\nThe deal is to close in June.",
        {"4,100": "Halmar", "600": "Sonde"},
    ),
    (
        "what the title speaks of",
        "City Book",
        "Torsby",
        "Torsby has 12,000 inhabitants. The town lies at 140 metres.\n\nThe church was built in 1898.",
        {"12,000": "Torsby", "140 metres": "Torsby", "1898": "Torsby"},
    ),
    (
        'who "we" are',
        "Pacific Dispatch",
        "Ezora loses rocket",
        'Ezora lost its third rocket on Friday. "We can build two engines a week," chief executive Kaoru Hosh '
        "told reporters.\n\n"
        "Ezora has 310 employees.",
        {"two": "Ezora", "310": "Ezora"},
    ),
    (
        'who "we" are',
        "Mill Lane Diary (blog)",
        "My street",
        "I have lived here for 11 years. We counted 14 potholes.",
        {"11 years": "Mill Lane Diary", "14": "Mill Lane Diary"},
    ),
    (
        'who "we" are',
        "Sorrel Water Ltd",
        "Public notice",
        "We serve 210,000 customers. Our leak teams have grown from four to eleven.\n\nSorrel Water Ltd cut 300 connections.",
        {"210,000": "Sorrel Water Ltd", "eleven": "Sorrel Water Ltd", "300": "Sorrel Water Ltd"},
    ),
    (
        "who only speaks",
        "Wire One",
        "Ferry capsizes off Ukora",
        "The ferry Amani capsized off Ukora on Thursday. The harbour office said that 31 people were missing.\n\n"
        '"I held on to a rope," said Neema Juma, 34, who sells fish.\n\n'
        "More than 200 passengers were on board. The navy sent two boats.",
        {"More than 200": "Ukora", "34": "Neema Juma", "31": "Ukora"},
    ),
    (
        "who only speaks",
        "Wire Two",
        "Strike shuts Dorn mine",
        "Dorn Platinum has lost 40 million a day. The Federation of Miners called the strike in May.\n\n"
        "About 19,000 workers have downed tools. Shares of Dorn Platinum fell 3%.\n\n"
        "The company's output was 610,000 ounces.",
        {"About 19,000": "Dorn"},
    ),
    (
        "who only speaks",
        "Wire Three",
        "Blaze guts Ansel Hall",
        "Ansel Hall burned down on Sunday. Fire chief Rita Moor said 90 firefighters were sent.\n\n"
        "The building dated from 1871. The damage is put at 11 million.\n\n"
        "Rita Moor praised her crews. The roof fell at 4 a.m. and 12 rooms were lost.",
        {"1871": "Ansel Hall", "11 million": "Ansel Hall", "12": "Ansel Hall"},
    ),
    (
        "who only speaks",
        "Bank Note Daily",
        "Crane Bank posts loss",
        "Crane Bank lost 61 million euros. Analysts at Birch & Rowe had expected a loss of 40 million.\n\n"
        "The capital ratio was 11.2%. Deposits fell 9%.\n\n"
        "Birch & Rowe rates the shares a sell.",
        {"61 million euros": "Crane Bank", "11.2%": "Crane Bank", "9%": "Crane Bank"},
    ),
    (
        "who only speaks",
        "Chip Weekly",
        "Two chip makers",
        "Norda makes memory. It has 900 employees. Its rival Sande has 400 employees.\n\n"
        "Sande was founded in 2011. It lost 12 million euros.\n\n"
        "Norda earned 30 million euros. It will build a plant for 2 billion euros.",
        {
            "900": "Norda",
            "400": "Sande",
            "2011": "Sande",
            "12 million euros": "Sande",
            "30 million euros": "Norda",
            "2 billion euros": "Norda",
        },
    ),
    (
        "sorts of things",
        "Wire Four",
        "Lorn quake",
        "A quake struck Lorn, a town of 31,000, on Monday. The Ministry of Emergencies sent 600 soldiers.\n\n"
        "The town's hospital has 90 beds. The ministry has two aircraft.",
        {"31,000": "Lorn", "90": "Lorn", "two": "Ministry of Emergencies", "600": "Ministry of Emergencies"},
    ),
    (
        "sorts of things",
        "Sea Wire",
        "Tanker aground",
        "The tanker Alba Grace ran aground off Senn on Wednesday. Senn is a village of 900 people.\n\n"
        "The ship carried 60,000 tonnes of oil. The village lives from fishing: it has 31 boats.",
        {"60,000 tonnes": "Alba Grace", "900": "Senn", "31": "Senn"},
    ),
    (
        "sorts of things",
        "Bank Wire",
        "Two lenders merge",
        "Orchard Bank has 61 branches. The union SEB called the merger rash.\n\n"
        "The bank earned 40 million euros. The union has 9,000 members.",
        {"61": "Orchard Bank", "40 million euros": "Orchard Bank", "9,000": "SEB"},
    ),
    (
        "sorts of things",
        "Uni News",
        "Sorrel University",
        "Sorrel University was founded in 1961. The ministry paid 12 million euros.\n\n"
        "The university has 14,000 students. Dr Ana Rey heads the law faculty, which has 41 professors.",
        {"14,000": "Sorrel University", "1961": "Sorrel University"},
    ),
    (
        "sorts of things",
        "Culture Wire",
        "Fox film wins",
        "Lena Dorn's film Grey Water won the prize. The jury of the Sund Festival had five members.\n\n"
        "The film cost 2.1 million euros. The festival sold 41,000 tickets.",
        {"2.1 million euros": "Grey Water", "41,000": "Sund Festival"},
    ),
]


@pytest.mark.parametrize(("publisher", "title", "text", "subjects"), [c[1:] for c in CASES], ids=[f"{c[0]}: {c[2]}" for c in CASES])
def test_subject(tmp_path: Path, publisher: str, title: str, text: str, subjects: dict[str, str]) -> None:
    found: dict[str, str] = {}
    for claim in claims(tmp_path, publisher, title, text):
        if claim.value.kind in ("quantity", "date"):
            found.setdefault(claim.value_text, claim.subject)
    assert {value: found.get(value) for value in subjects} == subjects


MADE = [
    # sentence, whom or what the year is told of
    ("Rita Solano founded Casa Verde in 2009.", "Casa Verde"),
    ("Ines Karr, a chemist, set up Oyster Labs in 2009.", "Oyster Labs"),
    ("Casa Verde was founded by Rita Solano in 2009.", "Casa Verde"),
    ("Rita Solano joined Casa Verde in 2009.", "Rita Solano"),
    ("Mayor Ada Lund opened the Teme Bridge in 2009.", "Teme Bridge"),
]


@pytest.mark.parametrize(("text", "subject"), MADE, ids=[case[0] for case in MADE])
def test_what_came_of_a_founding(tmp_path: Path, text: str, subject: str) -> None:
    assert {c.subject for c in claims(tmp_path, "Wire", "A year", text) if c.value_text == "2009" and c.value.kind == "date"} == {subject}


ROLES = [
    # title, text, role, who fills it, what it is a role in
    (
        "Harbour strike ends",
        "The Port Council met on Monday. Its head, Dr Ada Lund, spoke for an hour.",
        "head",
        "Ada Lund",
        "Port Council",
    ),
    (
        "New vaccine",
        "Corvel Labs was founded in 2009. Its chief executive, Ivar Moe, is a chemist.",
        "chief_executive",
        "Ivar Moe",
        "Corvel Labs",
    ),
    (
        "Choir row",
        "Kestrel Choir has 60 singers. Its conductor left in May; its chair, Pia Dahl, stayed.",
        "chair",
        "Pia Dahl",
        "Kestrel Choir",
    ),
    (
        "Bank fails",
        "Elm Bank was closed on Friday. The bank's chief executive, Tom Reed, had sold his shares.",
        "chief_executive",
        "Tom Reed",
        "Elm Bank",
    ),
    (
        "Two firms",
        "Norda makes pumps and Sande makes valves. Sande's chief executive, Ola Brand, wants to merge.",
        "chief_executive",
        "Ola Brand",
        "Sande",
    ),
    ("Court", "The Sund Tribunal sat in June. Its president is Judge Mara Holt.", "president", "Mara Holt", "Sund Tribunal"),
    (
        "Regulator",
        "According to the Rail Inspectorate, whose director is Lars Falk, the bridge is safe.",
        "head",
        "Lars Falk",
        "Rail Inspectorate",
    ),
    ("Flood report", "The Teme Inquiry, under Sir Hugh Marsh, sat for 61 days.", "head", "Hugh Marsh", "Teme Inquiry"),
    ("Flood report", "The Teme Inquiry was set up in May under Dame Ruth Vane.", "head", "Ruth Vane", "Teme Inquiry"),
    ("Team", "The Sund Commission, led by Professor Nils Berg, found 12 faults.", "head", "Nils Berg", "Sund Commission"),
    ("Team", "The Sund Commission was chaired by Nils Berg, a former judge.", "chair", "Nils Berg", "Sund Commission"),
    ("Orchestra", "The Vale Orchestra, then led by Eva Stern, toured Japan.", "head", "Eva Stern", "Vale Orchestra"),
    ("Ministry", "The Tarn Ministry of Health, headed by Omar Diallo, sent 12 nurses.", "head", "Omar Diallo", "Tarn Ministry of Health"),
    (
        "Growers",
        "The Maize Growers' Union called a strike. Jon Peck, president of the union, said that it would last.",
        "president",
        "Jon Peck",
        "Maize Growers' Union",
    ),
    ("Club", "Rowan Athletic sold its ground. Ned Ames, chairman of the club, signed the deed.", "chair", "Ned Ames", "Rowan Athletic"),
    ("Museum", "Museum Torne lost 31 objects. Ilse Brandt, director of the museum, wept.", "head", "Ilse Brandt", "Museum Torne"),
    (
        "Court of audit",
        "The Court of Audit criticised the Tarn Ministry. Paul Lenz, president of the court, spoke of waste.",
        "president",
        "Paul Lenz",
        "Court of Audit",
    ),
    (
        "Festival",
        "The Loon Festival owes money to the Gravel Hotel. Ada Birk, director of the festival, resigned.",
        "head",
        "Ada Birk",
        "Loon Festival",
    ),
    (
        "University",
        "Sorrel University hired 40 people. The ministry objected. Rita Vos, rector of the university, refused to answer.",
        "dean",
        "Rita Vos",
        "Sorrel University",
    ),
    (
        "Fennel Foods warns on profit",
        "Fennel Foods lost 4 million euros. Fennel Foods has nine plants.\n\nChief executive Max Orr said that two would close.",
        "chief_executive",
        "Max Orr",
        "Fennel Foods",
    ),
    (
        "Andes Lithium doubles output",
        'Andes Lithium mined 90,000 tonnes. "We are proud," said chief executive Luz Rojas. Andes Lithium pays 40%.',
        "chief_executive",
        "Luz Rojas",
        "Andes Lithium",
    ),
    (
        "Tern Air",
        "Tern Air flies to 61 cities.\n\nThe airline's bosses met. Finance chief Ina Wolf left in May.",
        "finance_chief",
        "Ina Wolf",
        "Tern Air",
    ),
    (
        "A day at the Grand Hotel",
        "The Grand Hotel has 90 rooms. The Grand Hotel is full.\n\nOwner Karl Benn bought it in 1999.",
        "owner",
        "Karl Benn",
        "Grand Hotel",
    ),
    (
        "Loma Mills goes under",
        "Loma Mills owed 61 million. Loma Mills ground wheat.\n\nFounder Rosa Diaz was not there.",
        "founder",
        "Rosa Diaz",
        "Loma Mills",
    ),
    (
        "Pollen Foods warns",
        "Pollen Foods lost 4 million. Peter Gray, chairman of the Growers' Union, blamed the rain.",
        "chair",
        "Peter Gray",
        "Growers' Union",
    ),
    (
        "Tay crossing",
        "The Tay crossing was closed. Inspector Joan Reid, head of traffic at Fife Police, told drivers to wait.",
        "head",
        "Joan Reid",
        "Fife Police",
    ),
    ("Norda sues", "Norda sued Sande. Norda's lawyer met Ida Krohn, chief executive of Sande.", "chief_executive", "Ida Krohn", "Sande"),
]


@pytest.mark.parametrize(("title", "text", "role", "holder", "body"), ROLES, ids=[f"{case[2]}: {case[3]}" for case in ROLES])
def test_what_a_role_is_in(tmp_path: Path, title: str, text: str, role: str, holder: str, body: str) -> None:
    found = {(c.property, c.value.names): c.subject for c in claims(tmp_path, "Wire", title, text) if isinstance(c.value, NameValue)}
    assert found.get((role, (holder,))) == body

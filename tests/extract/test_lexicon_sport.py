"""Measures of sport: the same one in other words, and look-alikes that stay apart.

The figure in braces is the one looked at.
"""

from __future__ import annotations

import pytest

# The property, and sentences of several documents that give it.
TOGETHER = [
    ("starters", ["{3,412} runners started the race.", "There were {3,390} starters.", "{3,400} people lined up at the start."]),
    ("finishers", ["{3,142} runners crossed the finish line.", "The marathon had {3,150} finishers.", "{3,137} completed the course."]),
    ("dropouts", ["{270} riders dropped out of the race.", "There were {260} retirements from the race."]),
    ("race_entries", ["{4,100} runners had signed up for the race.", "The organisers counted {4,050} registered runners."]),
    ("participants", ["{5,200} people took part in the run.", "The tournament had {5,100} participants from 30 clubs."]),
    (
        "finish_time",
        [
            "She won in {2 hours 24 minutes}.",
            "She clocked {2 hours 25 minutes}.",
            "Her winning time was {2 hours 26 minutes}.",
        ],
    ),
    ("time_gap", ["The gap to second place was {38 seconds}."]),
    ("jump_mark", ["She jumped {6.84 metres}.", "Her leap measured {6.81 metres}."]),
    ("throw_mark", ["He threw the javelin {84.10 metres}.", "His throw landed at {84.02 metres}."]),
    ("weight_lifted", ["She lifted a total of {212 kilograms}.", "She hoisted {210 kilograms}."]),
    ("goals", ["He has scored {27} goals this season.", "His goal tally stands at {26}.", "He netted {28} times."]),
    ("assists", ["She set up {eleven} goals.", "She has {12} assists."]),
    ("yellow_cards", ["The referee showed {six} yellow cards.", "There were {seven} cautions in the match."]),
    ("red_cards", ["{Two} players were sent off.", "The match saw {three} red cards."]),
    ("possession", ["The hosts had {61%} of possession.", "They had {63%} of the ball."]),
    ("shots_on_target", ["The visitors had {nine} shots on target.", "They managed {eight} efforts on goal."]),
    ("corners", ["The home side won {eleven} corners.", "There were {ten} corner kicks for the home side."]),
    ("saves", ["The goalkeeper made {nine} saves.", "The keeper parried {eight} shots; he was credited with 8 saves."]),
    ("wins", ["The club has {21} wins this season.", "It recorded {22} victories.", "The club won {21} of its 38 matches."]),
    ("draws", ["The club has drawn {nine} games.", "It has {eight} draws."]),
    ("defeats", ["They suffered {eight} defeats.", "They lost {seven} games."]),
    ("titles", ["The club has won {14} league titles.", "It has {13} trophies in its cabinet."]),
    ("win_streak", ["It was their {nine} consecutive wins.", "They have a winning streak of {ten} games."]),
    ("unbeaten_run", ["They are unbeaten in {17} matches.", "Their unbeaten run stands at {18} games."]),
    ("final_placing", ["They finished {seventh} in the league.", "The club came {eighth}.", "The team took {6th} place."]),
    ("appearances", ["She has played {112} matches for the club.", "She made {115} appearances."]),
    ("transfer_fee", ["He joined the club for a transfer fee of {31 million euros}."]),
    ("signings", ["The club made {six} signings in the summer.", "It brought in {seven} new players."]),
    ("transfer_spending", ["Its transfer spending was {80 million euros}."]),
    ("wage_bill", ["The wage bill is {61 million euros}.", "Payroll costs were {59 million euros}."]),
    (
        "seating_capacity",
        [
            "The stadium holds {31,200}.",
            "The ground has a capacity of {30,900}.",
            "The stadium has room for {31,000} spectators.",
        ],
    ),
    ("attendance", ["The match was played in front of {23,411} fans.", "Attendance was {23,114}.", "A crowd of {23,500} saw the match."]),
    ("away_fans", ["{3,100} away fans made the trip.", "The visitors brought {3,000} travelling supporters."]),
    ("season_tickets", ["The club sold {14,200} season tickets.", "It has {13,900} season ticket holders."]),
    ("doping_tests", ["The agency carried out {2,310} doping tests."]),
    ("positive_tests", ["{19} athletes failed doping tests.", "There were {17} adverse findings."]),
    ("ban_length", ["She was banned for {four years}.", "The suspension runs for {three years}."]),
    ("time_out_of_action", ["He will be out of action for {six weeks}.", "The injury will sideline him for {eight weeks}."]),
    ("betting_turnover", ["Punters staked {410 million euros} on the tournament.", "The betting turnover was {395 million euros}."]),
    ("prize", ["The prize money is {1.2 million dollars}.", "The winner takes home {210,000 dollars}."]),
    ("gold_medals", ["The country won {twelve} gold medals.", "The team has {eleven} golds."]),
    ("silver_medals", ["They took {nine} silvers.", "The team won {ten} silver medals."]),
    ("medals", ["The team has {31} medals.", "The medal haul is {30}."]),
    ("distance_raced", ["The race is run over {42 kilometres}.", "The course measures {40 kilometres}."]),
    ("climbing_metres", ["The stage has {3,900 metres} of climbing.", "The total ascent is {4,050 metres}."]),
    ("pole_positions", ["She has {ten} pole positions."]),
    ("pit_stops", ["He made {three} pit stops."]),
    ("laps", ["The race is {58} laps long.", "The race was shortened to {52} laps."]),
    ("runs", ["The team scored {214} runs.", "They were bowled out for {212}.", "The innings ended on {215} runs."]),
    ("wickets", ["She took {seven} wickets."]),
    ("golf_score", ["He carded a {66}."]),
    ("aces", ["She served {14} aces."]),
    ("teams_in_event", ["The cup has {24} teams.", "{32} clubs take part in the cup."]),
    ("registered_players", ["The federation has {410,000} registered players.", "{395,000} players are licensed."]),
    ("referees", ["The federation lacks {1,200} referees."]),
    ("sports_facilities", ["The town has {31} sports halls.", "{29} sports facilities are run by the city."]),
    ("pistes", ["The resort has {120 kilometres} of pistes.", "Its ski slopes total {115 kilometres}."]),
    ("lifts", ["The resort runs {34} lifts.", "It has {31} chairlifts and drag lifts."]),
    ("snow_depth", ["Snow depth is {135 centimetres}."]),
    ("match_duration", ["The match lasted {3 hours 12 minutes}.", "The match was over in {3 hours 10 minutes}."]),
    ("rounds_fought", ["The fight was stopped after {seven} rounds."]),
    ("knockouts", ["He has {21} knockouts."]),
    ("world_records", ["{Three} world records fell.", "The championships saw {four} new world records."]),
]


@pytest.mark.parametrize(("prop", "sentences"), TOGETHER, ids=[case[0] for case in TOGETHER])
def test_one_measure_in_several_wordings(property_in, prop, sentences):
    assert [property_in(sentence) for sentence in sentences] == [prop] * len(sentences)


# Two figures of one field that are not of one measure.
APART = [
    ("{3,412} runners started the race.", "{3,142} runners crossed the finish line."),
    ("The marathon had {3,150} finishers.", "The marathon had {270} retirements from the race."),
    ("{4,100} runners had signed up for the race.", "There were {3,390} starters."),
    ("The club has won {14} league titles.", "The club has {21} wins this season."),
    ("They have a winning streak of {ten} games.", "Their unbeaten run stands at {18} games."),
    ("The team won {ten} silver medals.", "The country won {twelve} gold medals."),
    ("The referee showed {six} yellow cards.", "The match saw {three} red cards."),
    ("Attendance was {23,114}.", "{3,100} away fans made the trip."),
    ("The festival sold {41,000} tickets.", "The club sold {14,200} season tickets."),
    ("The agency carried out {2,310} doping tests.", "There were {17} adverse findings."),
    ("She was banned for {four years}.", "He will be out of action for {six weeks}."),
    ("She jumped {6.84 metres}.", "His throw landed at {84.02 metres}."),
    ("The race is {58} laps long.", "The course measures {40 kilometres}."),
    ("The wage bill is {61 million euros}.", "Its transfer spending was {80 million euros}."),
    ("Snow depth is {135 centimetres}.", "The resort has {120 kilometres} of pistes."),
    ("She has {12} assists.", "He has scored {27} goals this season."),
    ("The visitors had {nine} shots on target.", "The nurses gave {nine} shots a minute."),
    ("Police took {nine} samples.", "The agency carried out {nine} doping tests."),
]


@pytest.mark.parametrize(("a", "b"), APART, ids=[case[0] for case in APART])
def test_look_alikes_stay_apart(property_in, a, b):
    assert property_in(a) != property_in(b)

"""Measures of the arts, the media, leisure and religion: the same one in other words, and look-alikes that stay apart.

The figure in braces is the one looked at.
"""

from __future__ import annotations

import pytest

# The property, and sentences of several documents that give it.
TOGETHER = [
    (
        "performances",
        [
            "The musical closed after {412} performances.",
            "The band played {38} sold-out shows across the north.",
            "The orchestra gave {61} concerts last season.",
            "Number of gigs on the tour: {40}.",
        ],
    ),
    ("festivals", ["The region counts {31} festivals a year.", "Some {29} street fairs were held in the county."]),
    ("exhibitions", ["The gallery mounted {14} exhibitions last year.", "The gallery staged {12} exhibitions in 2023."]),
    ("cast", ["The opera has a cast of {45}.", "{48} actors appear on stage."]),
    ("orchestra", ["An orchestra of {85} accompanied her.", "The {80} orchestral players took their seats."]),
    ("choir", ["{115} choristers sang at the service."]),
    ("dancers", ["The company employs {32} dancers.", "The ballet has {30} dancers under contract."]),
    ("applause", ["The audience applauded for {nine minutes}."]),
    (
        "running_time",
        [
            "The film runs to {142 minutes}.",
            "The running time is {138 minutes}.",
            "The documentary clocks in at {97 minutes}.",
        ],
    ),
    ("seat_occupancy", ["Seat occupancy came to {79%}."]),
    ("on_display", ["The show brings together {140} works."]),
    ("objects", ["The museum's collection comprises {42,000} objects.", "The size of the collection is {40,500}."]),
    (
        "auction_price",
        [
            "The violin fetched {3.4 million euros}.",
            "The hammer came down at {3.1 million euros}.",
            "The winning bid was {2.9 million euros}.",
        ],
    ),
    ("auction_estimate", ["The presale estimate was {2 million euros}.", "The vase carried an estimate of {1.8 million euros}."]),
    ("reserve_price", ["The reserve price was {900,000 euros}."]),
    ("bidders", ["There were {seven} bidders for the violin.", "{Five} bidders competed by telephone."]),
    ("forgeries", ["Experts identified {23} forgeries.", "{Nineteen} of them turned out to be fakes."]),
    ("heritage_sites", ["The town has {210} listed buildings.", "{198} monuments are protected as historic buildings."]),
    (
        "print_run",
        [
            "The first printing was {5,000} copies.",
            "The publisher printed {6,000} copies.",
            "The novel had a print run of {5,500}.",
        ],
    ),
    ("copies_sold", ["The novel has sold {1.2 million} copies."]),
    ("circulation", ["The paper has a circulation of {84,000}.", "Its paid circulation fell to {79,000}."]),
    ("readers", ["The magazine has {410,000} readers.", "Its readership is {395,000}."]),
    ("books", ["The library holds {62,000} books.", "The library has {60,000} volumes on its shelves."]),
    ("library_loans", ["Library users borrowed {310,000} books last year.", "The number of book loans was {298,000}."]),
    ("language", ["The novel has been translated into {34} languages.", "There are {36} translations of the book."]),
    ("pages", ["The biography runs to {640} pages.", "It is a {612}-page book."]),
    ("word_count", ["The essay is {4,200} words long.", "The word count is {4,350}."]),
    ("shortlist", ["{Six} novels were shortlisted for the prize.", "The shortlist has {seven} titles.", "There were {six} finalists."]),
    ("entries", ["The jury received {1,430} entries.", "The contest drew {1,390} submissions."]),
    ("author_advance", ["She was paid an advance of {120,000 euros}.", "The book advance was {110,000 euros}."]),
    ("opening_weekend", ["The film took {31 million dollars} in its opening weekend.", "Its debut weekend brought {29 million dollars}."]),
    ("box_office", ["The film has grossed {310 million dollars} worldwide.", "Box-office takings reached {295 million dollars}."]),
    ("cinemas", ["The film opened in {3,200} theatres.", "It was shown in {3,150} cinemas."]),
    ("screens", ["The chain operates {410} screens."]),
    ("filming", ["Principal photography took {54 days}.", "Filming lasted {58 days}."]),
    ("hours_viewed", ["The series was watched for {120 million hours}.", "Viewing hours reached {118 million}."]),
    ("tickets", ["The festival sold {41,000} tickets.", "Ticket sales came to {39,500} by Friday."]),
    ("ticket_price", ["A ticket costs {25 euros}.", "Admission is {22 euros}.", "The entrance fee is {24 euros}."]),
    ("albums", ["She has recorded {eleven} studio albums.", "The band has {12} albums to its name."]),
    ("songs", ["The album has {14} songs.", "There are {13} songs on the record."]),
    ("weeks_on_chart", ["It topped the charts for {21 weeks}."]),
    ("listeners", ["The station has {840,000} listeners a day.", "Some {810,000} people listen to the programme."]),
    (
        "viewers",
        [
            "The final was watched by {6.2 million} people.",
            "{5.9 million} viewers tuned in.",
            "The broadcast drew a television audience of {6 million}.",
        ],
    ),
    ("audience_share", ["The drama had an audience share of {31%}.", "The viewing share was {29%}."]),
    ("episodes", ["The second season has {ten} episodes."]),
    ("airtime", ["The channel devoted {14 hours} of airtime to the race.", "The race was on air for {13 hours}."]),
    (
        "broadcast_rights",
        [
            "The broadcaster paid {210 million euros} for the television rights.",
            "The media rights were sold for {200 million euros}.",
        ],
    ),
    ("ad_slot_price", ["A 30-second spot cost {7 million dollars}."]),
    ("unique_visitors", ["The site has {3.1 million} unique visitors a month.", "It counted {2.9 million} unique users in May."]),
    ("followers", ["The account has {410,000} followers.", "She is followed by {395,000} people."]),
    ("likes", ["The clip got {88,000} likes.", "The post has been liked {91,000} times."]),
    ("page_views", ["The video has {2.3 million} views.", "The clip has been viewed {2.1 million} times."]),
    ("concurrent_players", ["The game peaked at {1.3 million} concurrent players.", "Some {1.2 million} players were online at once."]),
    ("acts", ["{64} bands play on four stages.", "The line-up lists {61} live acts."]),
    ("exhibitors", ["The book fair had {720} exhibitors.", "Some {700} exhibitors took stands."]),
    ("attendance", ["The play drew an audience of {980}.", "{1,020} people turned up."]),
    ("visitors", ["The museum drew {410,000} visitors.", "Footfall was {402,000}."]),
    ("meals", ["The kitchen served {850} meals a day.", "Volunteers dished up {820} lunches."]),
    ("servings", ["The recipe serves {six}.", "It makes {eight} servings."]),
    ("cooking_time", ["Bake for {45 minutes}.", "The cooking time is {50 minutes}.", "Leave it in the oven for {40 minutes}."]),
    ("calories", ["A portion has {540 kilocalories}.", "A portion amounts to {510 kilocalories}."]),
    ("alcohol_content", ["The beer is {4.8%} alcohol by volume.", "Its alcohol content is {5.1%}."]),
    ("ageing", ["The cheese is aged for {18 months}.", "It matures for {16 months} in the cellar."]),
    ("bottles", ["The winery filled {310,000} bottles.", "Annual production is {300,000} bottles."]),
    ("michelin_stars", ["The restaurant holds {three} Michelin stars.", "It lost one of its {two} Michelin stars."]),
    ("trails", ["The park has {64} hiking trails.", "It maintains {60} footpaths."]),
    ("climbers", ["{310} climbers reached the camp.", "There were {290} mountaineers on the ridge."]),
    ("overnight_stays", ["The resort recorded {1.3 million} overnight stays.", "Guest nights came to {1.25 million}."]),
    ("room_rate", ["The average daily rate was {121 euros}.", "A night costs {118 euros}."]),
    ("tourist_spending", ["Tourists spent {4.1 billion euros} in the region.", "Tourism receipts came to {3.9 billion euros}."]),
    ("tourist_tax", ["The overnight tax is {3 euros} a night.", "Visitors pay a tourist tax of {2.50 euros}."]),
    ("utilisation", ["Hotel occupancy was {71%}."]),
    ("holiday_homes", ["The island has {3,400} holiday homes.", "Some {3,100} second homes stand empty."]),
    ("years_married", ["They have been married for {61 years}.", "Their marriage lasted {60 years}."]),
    ("grandchildren", ["She has {14} grandchildren."]),
    ("centenarians", ["The town has {31} centenarians."]),
    ("career_length", ["Her career spanned {41 years}.", "She had a career of {39 years}."]),
    ("guest", ["{240} guests attended the wedding.", "The wedding was celebrated with {220} guests."]),
    ("worshippers", ["Some {3,100} worshippers filled the square.", "The service was attended by {2,900} faithful."]),
    ("pilgrims", ["{1.8 million} pilgrims performed the rite.", "The shrine received {1.9 million} pilgrims."]),
    ("clergy", ["The diocese has {310} priests."]),
    ("baptisms", ["There were {4,100} baptisms last year.", "{3,900} children were baptised."]),
    ("church_exits", ["{402,000} people left the church.", "Church departures reached {398,000}."]),
    ("parishes", ["The diocese merged {140} parishes."]),
    ("church_tax", ["The church took in {310 million euros} in church tax.", "Church tax revenue was {300 million euros}."]),
    ("ordinations", ["{12} men were ordained.", "There were {fourteen} ordinations."]),
    ("consecration", ["The church was consecrated on {3 May 1912}.", "The consecration took place on {4 May 1912}."]),
    ("canonisation", ["She was canonised in {1934}.", "Her canonisation took place in {1933}."]),
]


@pytest.mark.parametrize(("prop", "sentences"), TOGETHER, ids=[case[0] for case in TOGETHER])
def test_one_measure_in_several_wordings(property_in, prop, sentences):
    assert [property_in(sentence) for sentence in sentences] == [prop] * len(sentences)


# Two figures of one field that are not of one measure.
APART = [
    ("The first printing was {5,000} copies.", "The novel has sold {1.2 million} copies."),
    ("The paper has a circulation of {84,000}.", "The paper has {310,000} readers."),
    ("The library holds {62,000} books.", "Library users borrowed {310,000} books last year."),
    ("They booked {40} seats.", "They sold {40} books."),
    ("The presale estimate was {2 million euros}.", "The vase fetched {2.4 million euros}."),
    ("The jury received {1,430} entries.", "The shortlist has {six} novels."),
    ("A ticket costs {25 euros}.", "Ticket sales came to {250,000 euros}."),
    ("The clip got {88,000} likes.", "The clip has {880,000} views."),
    ("The station has {840,000} listeners.", "The channel has {840,000} viewers."),
    ("The festival sold {41,000} tickets.", "The festival has {41} bands."),
    ("The film opened in {320} cinemas.", "The film runs to {142 minutes}."),
    ("An orchestra of {85} accompanied her.", "A choir of {120} accompanied her."),
    ("The museum shows {40} works.", "The mill has {40} workers."),
    ("The average daily rate was {121 euros}.", "The tourist tax is {3 euros}."),
    ("There were {4,100} baptisms last year.", "{402,000} people left the church."),
    ("The album has {14} songs.", "She has recorded {14} studio albums."),
    ("The diocese has {310} priests.", "The diocese has {140} parishes."),
    ("She has {14} grandchildren.", "She has {three} children."),
    ("The steelworks counts {three} mills.", "The gallery shows {three} works."),
]


@pytest.mark.parametrize(("a", "b"), APART, ids=[case[0] for case in APART])
def test_look_alikes_stay_apart(property_in, a, b):
    assert property_in(a) != property_in(b)

"""The lexicon: words that meet, look-alikes that stay apart, and a workspace's own words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.errors import CurationError
from atodds.extract import lexicon_files
from atodds.extract.lexicon import LEXICON_VERSION, Lexicon
from atodds.extract.lexicon_files import ConceptTable, LexiconTables, merge, packaged_tables
from atodds.extract.parse import language
from atodds.extract.phrases import PhraseIndex, parse_pattern

LEXICON = Lexicon.load()


def named(sentence: str, kind: str) -> set[str]:
    """Keys of the concepts that a sentence names and that a value of this kind can belong to; weak ones left out."""
    doc = language()(sentence)
    found = LEXICON.find([t.lemma_ for t in doc], [t.pos_ for t in doc], [t.text for t in doc])
    return {match.item.key for match in found if kind in match.item.measures and not match.item.weak}


def narrowed(words: str) -> list[tuple[str, str]]:
    tokens = words.split()
    return [(group, member) for _, group, member in LEXICON.qualifiers([t.lower() for t in tokens], None, tokens)]


# --- the same measure in other words ---


@pytest.mark.parametrize(
    ("a", "b", "kind", "key"),
    [
        ("212 persons have died.", "The death toll was 226.", "count", "deaths"),
        ("At least 40 people were killed.", "The final count is 231 dead.", "count", "deaths"),
        ("The fire claimed 12 lives.", "Twelve sailors lost their lives.", "count", "deaths"),
        ("There were 30 fatalities.", "The crash is killing people, 30 so far.", "count", "deaths"),
        ("Some 300 people were hurt.", "The number of injured rose to 320.", "count", "injuries"),
        ("Two people are still unaccounted for.", "Three sailors are missing.", "count", "missing_people"),
        ("27 lives have been lost.", "The death toll was 26.", "count", "deaths"),
        ("3,000 villagers were ordered out.", "The evacuation of 2,800 villagers went on.", "count", "evacuated"),
        ("The blaze consumed 400 hectares.", "It charred 300 hectares.", "area", "area_burned"),
        ("Robbers made off with 40 rings.", "The theft of 41 rings was noticed at noon.", "count", "stolen"),
        ("Three robbers broke in.", "The gang of four thieves fled.", "count", "thieves"),
        ("40 rehearsals were cancelled.", "They put off 38 rehearsals.", "count", "called_off"),
        ("Four of the struts had snapped.", "Five struts were found broken.", "count", "broken"),
        ("63% voted.", "Turnout was 62%.", "percent", "turnout"),
        ("The party won 31 seats.", "It has 33 lawmakers.", "count", "seats"),
        ("The dam is 31% full.", "Storage stood at 34%.", "percent", "reservoir_level"),
        ("40 tonnes of oil seeped out.", "The oil spill was put at 45 tonnes.", "mass", "spill"),
        ("The family got an ex gratia of 3,000 euros.", "The compensation is 2,000 euros.", "money", "compensation"),
        ("The asking rent was 540 dollars.", "They paid 565 dollars in rent.", "money", "rent"),
        ("Workers want a pay hike of 8%.", "The wage offer of 5% was refused.", "percent", "wage_growth"),
        ("The firm will eliminate 300 positions.", "It is to lay off 320 people.", "count", "layoffs"),
        ("He was banned for 4 months.", "The suspension lasts 3 months.", "duration", "ban_length"),
        ("The farms harvested 300 tonnes.", "Output was 320 tonnes.", "mass", "production"),
        ("The wind park will generate 4 TWh.", "Annual output is 4.4 TWh.", "energy", "generation"),
        ("It vaulted 300 m into the sky.", "The plume was 400 m high.", "length", "plume_height"),
        ("Sales rose 12%.", "Turnover was up 21%.", "percent", "revenue"),
        ("The intruders went undetected for 60 days.", "Nobody noticed them for 70 days.", "duration", "undetected"),
        ("37 people were pulled out alive.", "There were 40 survivors.", "count", "survivors"),
        ("2,800 homes were razed.", "The flood destroyed 2,870 houses.", "count", "destroyed"),
        ("2,800 homes were razed.", "The flood destroyed 2,870 houses.", "count", "house"),
        ("The company has a staff of 1,900.", "There are 1,900 people on the payroll.", "count", "headcount"),
        ("It employs 1,900 engineers.", "Its workforce numbers 2,000.", "count", "headcount"),
        ("Commercial production started in June.", "Commercial production commenced in July.", "date", "start"),
        ("Commercial production started in June.", "Commercial production began in July.", "date", "start"),
        ("The search was called off on 3 May.", "The search operation was completed on 4 May.", "date", "end"),
        ("The search was called off on 3 May.", "The search ceased on 4 May.", "date", "end"),
        ("It was founded in 1999.", "The firm was established in 2001.", "date", "founding"),
        ("It was incorporated in 1999.", "The firm was set up in 2001.", "date", "founding"),
        ("She was born in 1960.", "His date of birth is 3 May 1960.", "date", "birth"),
        ("The line was inaugurated in 2020.", "The line entered service in 2021.", "date", "opening"),
        ("The phone went on sale in May.", "The firm released the phone in June.", "date", "launch"),
        ("They filed for approval in May.", "The application was submitted in June.", "date", "application_filing"),
        ("Turnover was 3 million euros.", "Sales came to 3.2 million euros.", "money", "revenue"),
        ("The firm is worth 2 billion dollars.", "Its market capitalisation is 2.1 billion dollars.", "money", "valuation"),
        ("It was valued at 2 billion dollars.", "Its market value reached 3 billion dollars.", "money", "valuation"),
        ("The start-up raised $30m.", "The funding round brought in $31m.", "money", "funding"),
        ("Income before tax was $3m.", "Pre-tax profit was $4m.", "money", "pretax_profit"),
        ("The project will cost $3bn.", "The price tag is $4bn.", "money", "cost"),
        ("It holds 30% of the shares.", "Its stake is 31%.", "percent", "stake"),
        ("Prices rose by 3%.", "There was an increase of 4%.", "percent", "growth"),
        ("The jobless rate was 5%.", "Unemployment stood at 6%.", "percent", "unemployment"),
        ("The town has 38,000 inhabitants.", "The population is 39,000.", "count", "population"),
        ("The tunnel is 3 km long.", "The tunnel has a length of 4 km.", "length", "length"),
        ("The tower is 300 m tall.", "The tower has a height of 310 m.", "length", "height"),
        ("The plant generated 3 TWh.", "Electricity generation was 4 TWh.", "energy", "generation"),
        ("He was sentenced to three years.", "He got a prison term of four years.", "duration", "sentence"),
        ("The overall response rate was 60%.", "ORR was 61%.", "percent", "response_rate"),
        ("The firm was founded by Ana Silva.", "Ana Silva is the co-founder.", "name", "founder"),
        ("Ana Silva, the chief executive, left.", "Ana Silva is CEO.", "name", "chief_executive"),
        ("The study was led by Ana Silva.", "The head of the study is Ana Silva.", "name", "head"),
        ("Ana Silva, the ferry's captain, was saved.", "The skipper was Ana Silva.", "name", "captain"),
    ],
)
def test_other_words_meet(a: str, b: str, kind: str, key: str) -> None:
    assert key in named(a, kind)
    assert key in named(b, kind)


# --- look-alikes stay apart ---


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("40 rings were stolen.", "40 rings were bought.", "count"),
        ("The asking rent is 300 euros.", "The asking price is 300 euros.", "money"),
        ("63% voted.", "63% voted for the plan.", "percent"),
        ("He was banned for 3 months.", "He was jailed for 3 months.", "duration"),
        ("Netting 40 shops is hard.", "They scored 40 goals.", "count"),
        ("They booked 40 seats.", "They sold 40 books.", "count"),
    ],
)
def test_look_alikes_share_nothing(a, b, kind):
    assert not named(a, kind) & named(b, kind)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("a net loss of $3m", "an operating loss of $5m", "money"),
        ("the gross profit", "the net profit", "money"),
        ("3m registered users", "1m monthly active users", "count"),
        ("3m daily users", "1m monthly users", "count"),
        ("300 killed", "300 injured", "count"),
        ("2,800 houses were destroyed", "6,000 houses were damaged", "count"),
        ("votes in favour", "votes against the motion", "count"),
        ("an upfront payment of $30m", "a total deal value of $300m", "money"),
        ("the control arm", "the treatment arm", "percent"),
        ("work started in May", "work ended in May", "date"),
        ("prices rose 3%", "prices fell 3%", "percent"),
        ("the line is 3 km long", "the line is 3 m wide", "length"),
        ("the governor, Ana Silva,", "the mayor, Ana Silva,", "name"),
        ("the overall response rate", "the complete response", "percent"),
    ],
)
def test_look_alikes_exclude_each_other(a: str, b: str, kind: str) -> None:
    def groups(sentence: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key in named(sentence, kind):
            if group := LEXICON.concepts[key].group:
                found.setdefault(group, set()).add(key)
        return found

    first, second = groups(a), groups(b)
    assert any(not first[group] & second[group] for group in first.keys() & second.keys())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gross margin", [("basis", "gross")]),
        ("profit before tax", [("basis", "pre-tax")]),
        ("pre-tax profit", [("basis", "pre-tax")]),
        ("two suspected cases", [("certainty", "suspected")]),
        ("planned capacity", [("plan", "planned")]),
        ("installed capacity", [("plan", "installed")]),
        ("monthly active users", [("frequency", "monthly"), ("activity", "active")]),
        ("12,000 tonnes a year", [("frequency", "annual")]),
        ("up 8% year-on-year", [("comparison", "year-on-year")]),
        ("up 8% year on year", [("comparison", "year-on-year")]),
        ("underground stations", [("surface", "underground")]),
        ("a serious injury", [("severity", "serious")]),
        ("seriously hurt", [("severity", "serious")]),
        ("mild cases", [("severity", "mild")]),
        ("median wage", [("statistic", "median")]),
        ("northern line", [("compass", "north")]),
        ("interim chief", [("analysis", "interim analysis"), ("acting", "acting")]),
        ("a bus", []),
        # labels
        ("phase 2", [("phase", "2")]),
        ("Phase II", [("phase", "2")]),
        ("the second phase", [("phase", "2")]),
        ("2nd-phase", []),  # one token; the parser splits it
        ("2nd - phase", [("phase", "2")]),
        ("phase two", [("phase", "2")]),
        ("Series D", [("series", "D")]),
        ("Series C", [("series", "C")]),
        ("round B", [("round", "B")]),
        ("Line 4", [("line", "4")]),
        ("unit QX-3", [("unit", "QX-3")]),
        ("the line a company builds", []),
        ("lot 1a", [("lot", "1A")]),
        ("grade 3", [("grade", "3")]),
        ("the second of the phase", []),
        ("line 2,400", []),
    ],
)
def test_qualifiers(words: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(narrowed(words)) == sorted(expected)


def test_a_qualifier_inside_a_name_narrows_nothing() -> None:
    words = ["North", "Sea", "Oil"]
    assert LEXICON.qualifiers(["north", "sea", "oil"], ["PROPN"] * 3, words) == []
    assert LEXICON.qualifiers(["gross", "profit"], ["PROPN", "PROPN"]) == [(0, "basis", "gross")]


def test_words_of_a_longer_name_are_no_measure() -> None:
    assert "insurance_claim" not in named("The Deposit Insurance Fund paid it.", "count")
    assert named("The Deposit Insurance Fund is old.", "money") == set()
    assert "minister_role" in named("The hospital was opened by Health Minister Ana Silva.", "name")
    assert "deposits" in named("Deposits were 3 million euros.", "money")
    assert "inflation" in named("The Consumer Price Index Rises", "percent") or "growth" in named("Sales Growth Slows", "percent")


# --- opposites ---


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ("allow", "ban/verb"),
        ("permit", "prohibit"),
        ("accept", "reject"),
        ("confirm", "deny"),
        ("approve", "refuse"),
        ("succeed", "fail"),
        ("include", "exclude"),
        ("binding", "non-binding"),
        ("locked", "unlocked"),
        ("renew", "expire"),
        ("on duty", "off duty"),
        ("open", "closed"),
        ("guilty", "acquitted"),
        ("alive", "dead"),
        ("charge", "free of charge"),
        ("mandatory", "optional"),
        ("insured", "uninsured"),
        ("continue", "call off"),
    ],
)
def test_opposites(positive: str, negative: str) -> None:
    def sides(words: str) -> set[tuple[str, bool]]:
        tokens = words.partition("/")[0].split()
        return {(match.item.key, match.item.holds) for match in LEXICON.predicates(tokens)}

    assert {key for key, holds in sides(positive) if holds} & {key for key, holds in sides(negative) if not holds}


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("it is not open", [(2, 3)]),
        ("it did n't open", [(2, 3)]),
        ("it is no longer open", [(2, 4)]),
        ("it fail to open", [(1, 3)]),
        ("neither open nor free of debt", [(0, 1), (2, 3), (3, 5)]),
        ("it is open", []),
    ],
)
def test_negations(words: str, spans: list[tuple[int, int]]) -> None:
    assert LEXICON.negations(words.split()) == spans


@pytest.mark.parametrize(
    ("word", "missing"),
    [
        ("driverless", "driver"),
        ("Cashless", "cash"),
        ("sugar-free", "sugar"),
        ("unless", None),
        ("regardless", None),
        ("free", None),
        ("toll", None),
    ],
)
def test_privative(word: str, missing: str | None) -> None:
    assert LEXICON.privative(word) == missing


# --- matching ---


def index(*patterns: str) -> PhraseIndex[str]:
    return PhraseIndex.build((parse_pattern(pattern), pattern) for pattern in patterns)


@pytest.mark.parametrize(
    ("patterns", "words", "found"),
    [
        (["toll", "death toll"], "the death toll", [(1, 3, "death toll")]),
        (["toll", "death toll"], "the death - toll", [(1, 4, "death toll")]),
        (["lose life"], "lose their life", [(0, 3, "lose life")]),
        (["lose life"], "lose many life", []),
        (["death toll"], "Deaths Tolls", [(0, 2, "death toll")]),
        (["earnings"], "earning", [(0, 1, "earnings")]),
        (["organise"], "organized", [(0, 1, "organise")]),
        (["labour"], "labor", [(0, 1, "labour")]),
        (["vacancy"], "vacancies", [(0, 1, "vacancy")]),
        (["plan"], "planned planning", [(0, 1, "plan"), (1, 2, "plan")]),
        (["unit/noun", "unit price"], "united units", [(1, 2, "unit/noun")]),
        (["a b", "b c"], "a b c", [(0, 2, "a b")]),  # glue may begin a pattern, and matches do not overlap
        (["cut job"], "cut 3,000 jobs", [(0, 3, "cut job")]),
        (["cut job"], "cut about 3,000 jobs", []),
        (["death toll"], "death-toll", [(0, 1, "death toll")]),
    ],
)
def test_phrases(patterns: list[str], words: str, found: list[tuple[int, int, str]]) -> None:
    assert index(*patterns).find(words.split()) == found


def test_part_of_speech_decides() -> None:
    lead = index("lead/noun", "lead/verb")
    assert [match.item for match in lead.find(["lead"], ["VERB"])] == ["lead/verb"]
    assert [match.item for match in lead.find(["lead"], ["PROPN"])] == ["lead/noun"]
    assert len(lead.find(["lead"], [None])) == 2


def test_the_word_as_it_stands_goes_before_its_lemma() -> None:
    both = index("damage", "damages")
    assert [match.item for match in both.find(["damage"], None, ["damages"])] == ["damages"]
    assert [match.item for match in both.find(["damage"], None, ["damage"])] == ["damage"]


@given(
    st.lists(
        st.sampled_from(["death", "toll", "the", "-", "lose", "life", "share", "price", "Series", "D", "2", "net", "loss"]), max_size=30
    )
)
def test_matches_lie_in_the_sentence_and_do_not_overlap(words: list[str]) -> None:
    spans = sorted({(match.start, match.end) for match in LEXICON.find(words)})
    assert all(0 <= start < end <= len(words) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_a_concept_of_a_single_word() -> None:
    assert {concept.key for concept in LEXICON.concepts_of("Fatalities")} == {"deaths"}
    assert {concept.key for concept in LEXICON.concepts_of("lead", "VERB")} == {"head"}
    assert LEXICON.concepts_of("death toll") == ()
    assert LEXICON.concepts["share_price"].label == "share price"


# --- the data ---


def ambiguous() -> Iterator[tuple[str, str, str]]:
    """Words of two concepts, with the two; words told apart by their part of speech are not among them."""
    owners: dict[tuple[str, ...], list[tuple[str | None, str]]] = {}
    for concept in LEXICON.concepts.values():
        for word in concept.words:
            tokens, pos = parse_pattern(word)
            owners.setdefault(tokens, []).append((pos, concept.key))
    for tokens, entries in owners.items():
        for (pos, a), (other, b) in itertools.combinations(entries, 2):
            if pos is None or other is None or pos == other:
                yield " ".join(tokens), a, b


def test_an_ambiguous_word_is_told_by_what_is_measured() -> None:
    for word, a, b in ambiguous():
        assert not LEXICON.concepts[a].measures & LEXICON.concepts[b].measures, word


@pytest.mark.parametrize(
    ("word", "a", "b"),
    [
        ("sale", "revenue", "units_sold"),
        ("found", "founding", "founder"),
        ("die", "deaths", "death_date"),
        ("capacity", "seating_capacity", "generating_capacity"),
        ("close", "share_price", "closure"),
        ("own", "stake", "owner"),
    ],
)
def test_documented_ambiguities(word: str, a: str, b: str) -> None:
    assert {(a, b), (b, a)} & {(x, y) for found, x, y in ambiguous() if found == word}


def test_the_data_is_whole() -> None:
    tables = packaged_tables()
    groups: dict[str, int] = {}
    for concept in LEXICON.concepts.values():
        assert concept.words, concept.key
        assert concept.measures, concept.key
        if concept.group:
            groups[concept.group] = groups.get(concept.group, 0) + 1
    assert [group for group, members in groups.items() if members < 2] == []
    assert len(LEXICON.concepts) >= 350
    assert all(table.positive and table.negative for table in tables.predicates.values())
    assert not set(LEXICON.labelled) & set(LEXICON.groups), "a label and a group of qualifiers would be mixed up"


# --- a workspace's own words ---


def write(folder: Path, text: str) -> Path:
    path = folder / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_word_stands_in_two_packaged_files() -> None:
    """It would go to the later file without a word, for a file of a workspace knows better than the packaged ones."""
    tables = [(path.name, lexicon_files.read_tables(path.read_bytes(), path.name)) for path in lexicon_files.PACKAGED]
    measures = packaged_tables().concepts
    owners: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for name, table in tables:
        for key, concept in table.concepts.items():
            for word in concept.words:
                owners.setdefault(parse_pattern(word).tokens, []).append((name, key, word))
    twice = [
        (one, other)
        for entries in owners.values()
        for one, other in itertools.combinations(entries, 2)
        if one[0] != other[0]
        and set(measures[one[1]].measures) & set(measures[other[1]].measures)
        and lexicon_files._same_word(one[2], other[2])
    ]
    assert twice == []


def test_a_workspace_adds_words_and_concepts(tmp_path: Path) -> None:
    lexicon = Lexicon.load(
        write(
            tmp_path,
            """
            light = ["clock"]
            labelled = ["sol"]
            negations = ["nary"]
            [concepts.deaths]
            words = ["breathe last"]
            without = ["victim"]
            [concepts.hull_loss]
            words = ["hull loss", "write off"]
            measures = ["count", "money"]
            over_time = "per_period"
            [qualifiers.basis]
            members = [["gross", "before fees"], ["distributable"]]
            [qualifiers.reef]
            members = [["inner"], ["outer"]]
            [predicates.permission]
            positive = ["wave through"]
            negative = ["red-card"]
            """,
        )
    )
    assert [match.item.key for match in lexicon.find(["breathe", "last"])] == ["deaths"]
    assert lexicon.concepts_of("victim") == ()
    assert lexicon.concepts_of("perish")[0].key == "deaths"
    assert [match.item.key for match in lexicon.find(["write", "off"])] == ["hull_loss"], "the workspace's concept takes the word over"
    assert lexicon.qualifiers(["before", "fees"]) == [(0, "basis", "gross")]
    assert lexicon.qualifiers(["net", "outer"]) == [(0, "basis", "net"), (1, "reef", "outer")]
    assert lexicon.qualifiers(["sol", "9"]) == [(0, "sol", "9")]
    assert [match.item.holds for match in lexicon.predicates(["red", "-", "card"])] == [False]
    assert "clock" in lexicon.light
    assert lexicon.negations(["nary"]) == [(0, 1)]
    assert lexicon.version != LEXICON_VERSION


def test_no_file_and_no_change_give_the_same_lexicon(tmp_path: Path) -> None:
    assert Lexicon.load(tmp_path / "lexicon.toml") is Lexicon.load()
    path = write(tmp_path, 'light = ["clock"]')
    first = Lexicon.load(path)
    assert Lexicon.load(path) is first
    write(tmp_path, 'light = ["watch"]')
    assert "watch" in Lexicon.load(path).light


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("light = [", 1, "not TOML"),
        ('light = ["a"]\nheavy = ["b"]', 2, "unknown key"),
        ('[concepts.x]\nwords = ["y"]\nmeasure = ["count"]', 3, "concepts.x.measure: unknown key"),
        ('[concepts.x]\nwords = ["y"]\nmeasures = ["counts"]', 3, "'counts' is not known"),
        ('light = ["q"]\n[concepts.x]\nwords = ["y"]', 2, "'measures' is missing"),
        ('[concepts.x]\nmeasures = ["count"]\nwords = [\n  "Y",\n]', 4, "not in lower case"),
        ('[concepts.x]\nmeasures = ["count"]\nwords = ["lead/vrb"]', 3, "unknown part of speech 'vrb'"),
        ('[concepts.x]\nmeasures = ["count"]\nwords = [" "]', 3, "an empty word"),
        ('[concepts.x]\nmeasures = ["count"]\nwords = "y"', 3, "valid list"),
        ('light = ["two words"]', 1, "more than one word"),
        (
            '[concepts.x]\nwords = ["y"]\nmeasures = ["count"]\n[concepts.z]\nwords = ["y/noun"]\nmeasures = ["count"]',
            5,
            "'y/noun' stands in x and in z, and both measure count",
        ),
        ('[concepts.x]\nwords = ["y", "y"]\nmeasures = ["count"]', 2, "stands twice in x"),
        ('[qualifiers.x]\nmembers = [["a", "b"]]\ndefault = "b"', 3, "default 'b' is not the first word"),
        ("[qualifiers.x]\nmembers = [[]]", 2, "at least 1 item"),
        ('[qualifiers.x]\nmembers = [\n  ["a"],\n  ["b", "a"],\n]', 3, "'a' stands on two sides"),
        ('[predicates.x]\npositive = ["go"]\nnegative = ["go"]', 2, "'go' stands on two sides"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CurationError) as caught:
        Lexicon.load(path)
    assert message in caught.value.message
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert caught.value.advice


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes(b'light = ["a"]\nlabelled = ["caf\xe9"]\n')
    with pytest.raises(CurationError, match="not UTF-8") as caught:
        Lexicon.load(path)
    assert caught.value.line == 2


def test_a_further_file_is_held_only_against_the_words_that_it_shares(monkeypatch):
    def tables(first: int) -> LexiconTables:
        words = {n: [f"{letter}{n}" for letter in "abcdefghij"] for n in range(first, first + 300)}
        concepts = {f"c{n}": ConceptTable(words=of_one, measures=["count"]) for n, of_one in words.items()}
        return LexiconTables(concepts=concepts)

    looked_at: list[tuple[str, str]] = []
    same = lexicon_files._same_word
    monkeypatch.setattr(lexicon_files, "_same_word", lambda a, b: looked_at.append((a, b)) or same(a, b))
    new = tables(299)
    merged = merge(tables(0), LexiconTables(concepts={f"new{key}": table for key, table in new.concepts.items()}), "more.toml", b"")
    assert not merged.concepts["c299"].words
    assert len(merged.concepts["c298"].words) == 10
    assert len(looked_at) == 10

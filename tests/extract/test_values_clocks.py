"""Lengths of time as a stopwatch writes them, told from times of day, angles, heights and ratios."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values
from atodds.model.values import Quantity

HOUR, MINUTE = 3600, 60
LENGTHS = [
    ("The winner needed 3h 52' 07\" for the course.", "3h 52' 07\"", 3 * HOUR + 52 * MINUTE + 7),
    ("The total stood at 41h 03' 55\" that night.", "41h 03' 55\"", 41 * HOUR + 3 * MINUTE + 55),
    ("Okafor crossed the line in 2:11:38.", "2:11:38", 2 * HOUR + 11 * MINUTE + 38),
    ("She won in 2:09:30 on Sunday.", "2:09:30", 2 * HOUR + 9 * MINUTE + 30),
    ("Her time of 1:04:22 is a record.", "1:04:22", HOUR + 4 * MINUTE + 22),
    ("2:04:51", "2:04:51", 2 * HOUR + 4 * MINUTE + 51),
    ("+ 2' 05\"", "+ 2' 05\"", 125),
    ('+38"', '+38"', 38),
    ("Lund lost 1'14\" to the leader.", "1'14\"", 74),
    ('Berg was third at 47".', '47"', 47),
    ("She swam 2′ 08.5″ in the heat.", "2′ 08.5″", 128.5),
    ("He ran 9.58 s.", "9.58 s", 9.58),
    ("The crew rowed 5h12 against the wind.", "5h12", 5 * HOUR + 12 * MINUTE),
    ("The film runs 1h 47m.", "1h 47m", HOUR + 47 * MINUTE),
    ("The film lasts 2h05m.", "2h05m", 2 * HOUR + 5 * MINUTE),
    ("It took 14m 30s.", "14m 30s", 14 * MINUTE + 30),
    ("Moser won in 26:17.53.", "26:17.53", 26 * MINUTE + 17.53),
    ("The relay finished in a time of 3:42.18.", "3:42.18", 222.18),
    ("Sato was second, 1:12 behind.", "1:12", 72),
    ("She has a lead of 2:35.", "2:35", 155),
    ("The total is 27:41:09.", "27:41:09", 27 * HOUR + 41 * MINUTE + 9),
]


@pytest.mark.parametrize(("text", "words", "seconds"), LENGTHS)
def test_a_length_of_time(text: str, words: str, seconds: float) -> None:
    (mention,) = find_values(text)
    assert isinstance(mention.value, Quantity)
    assert (text[mention.start : mention.end], mention.value.unit, mention.role) == (words, "s", "duration")
    assert mention.value.low == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "The train left at 14:05.",
        "The quake struck at 03:12:44 local time.",
        "Log entry 08:14:02: valve closed.",
        "Doors open 9:30 to 17:00.",
        "The ratio of 1:20 was kept.",
        "See John 3:16.",
        "The '90s ended.",
        "The session began at 10h30.",
        "It is open 8h30 daily.",
        "They took the 10h30 train.",
    ],
)
def test_no_length_of_time(text: str) -> None:
    assert find_values(text) == []


def test_an_angle_is_no_length_of_time() -> None:
    text = "It lies at 46° 12' 30\" N."
    assert [m.role for m in find_values(text) if m.role == "duration"] == []


def test_a_height_in_feet_and_inches() -> None:
    (mention,) = find_values("A 6' 2\" guard scored.")
    assert isinstance(mention.value, Quantity)
    assert (mention.value.unit, round(mention.value.low, 4)) == ("m", 1.8796)


def test_the_last_digit_written_is_the_step() -> None:
    steps = [m.value.step for text in ("9.58 s", "2:11:38", "5h12") for m in find_values(text) if isinstance(m.value, Quantity)]
    assert steps == [0.01, 1.0, 60.0]

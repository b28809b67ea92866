"""Measures of education: the same one in other words, and look-alikes that stay apart.

The figure in braces is the one looked at.
"""

from __future__ import annotations

import pytest

# The property, and sentences of several documents that give it.
TOGETHER = [
    ("students", ["The school has {640} pupils on roll.", "The university has {21,400} students.", "Student numbers fell to {20,900}."]),
    (
        "new_students",
        [
            "The university admitted {4,100} new students.",
            "This year's intake was {4,050}.",
            "{3,980} freshmen began their studies.",
        ],
    ),
    ("apprentices", ["The firm trains {120} apprentices.", "It took on {115} trainees."]),
    ("doctoral_students", ["The faculty has {310} doctoral students.", "{295} people are working on a doctorate."]),
    ("doctorates", ["The university awarded {140} doctorates.", "There were {135} doctoral graduates."]),
    ("childcare_attendance", ["{34%} of the under-threes are in childcare."]),
    (
        "study_places",
        [
            "The college offers {2,300} study places.",
            "There are {2,250} university places on offer.",
            "There is a lack of {410} school places.",
        ],
    ),
    ("classrooms", ["The school has {24} classrooms."]),
    ("class_size", ["The average class size is {27}.", "There are {28} pupils per class."]),
    ("pupils_per_teacher", ["There are {15} pupils per teacher.", "The student-teacher ratio is {16}."]),
    ("teaching_hours", ["Children have {24 hours} of lessons a week.", "Teachers teach {25 hours} a week."]),
    ("lessons_lost", ["{4,100} lessons were cancelled.", "The school counted {3,900} lost lessons."]),
    ("school_start", ["The school year begins on {2 September 2024}.", "The start of term is {9 September 2024}."]),
    ("study_length", ["The course lasts {three years}.", "The length of study is {four years}."]),
    ("exam_candidates", ["{61,000} pupils sat the exam.", "There were {60,400} exam candidates."]),
    ("exam_passes", ["The pass rate was {91%}.", "{89%} passed the exam."]),
    ("exam_failures", ["{9%} failed the exam.", "{240} candidates failed the test."]),
    ("top_grades", ["{27%} of entries received the top grade.", "Top marks went to {26%} of pupils."]),
    ("average_grade", ["The average mark was {2.3}.", "The grade average is {2.4}."]),
    ("school_dropouts", ["The dropout rate is {11%}.", "{6%} leave school without a certificate."]),
    ("pupil_absence", ["The truancy rate was {7.4%}.", "Truancy stood at {7%}."]),
    ("school_exclusions", ["{310} pupils were expelled.", "There were {290} permanent exclusions."]),
    (
        "tuition",
        [
            "Tuition is {9,250 pounds} a year.",
            "The course fees are {9,000 pounds}.",
            "Annual tuition fees rose to {9,500 pounds}.",
        ],
    ),
    ("student_debt", ["Graduates leave with a student debt of {41,000 dollars}.", "The average student loan is {39,000 dollars}."]),
    ("spending_per_pupil", ["Spending per pupil is {8,200 euros}."]),
    ("endowment", ["The university has an endowment of {3.1 billion dollars}."]),
    ("graduation_rate", ["The graduation rate is {71%}.", "The completion rate was {69%}."]),
    ("acceptance_rate", ["The admission rate is {8%}.", "The acceptance rate fell to {7%}."]),
    ("applications", ["The college received {31,000} applications.", "{30,400} people applied."]),
    ("teacher", ["The school employs {48} teachers.", "There are {46} teaching posts at the school."]),
]


@pytest.mark.parametrize(("prop", "sentences"), TOGETHER, ids=[case[0] for case in TOGETHER])
def test_one_measure_in_several_wordings(property_in, prop, sentences):
    assert [property_in(sentence) for sentence in sentences] == [prop] * len(sentences)


# Two figures of one field that are not of one measure.
APART = [
    ("The university has {21,400} students.", "The university admitted {4,100} new students."),
    ("The faculty has {310} doctoral students.", "The university awarded {140} doctorates."),
    ("The pass rate was {91%}.", "The dropout rate is {11%}."),
    ("{9%} failed the exam.", "{89%} passed the exam."),
    ("{61,000} pupils sat the exam.", "{240} candidates failed the test."),
    ("The average class size is {27}.", "There are {15} pupils per teacher."),
    ("The graduation rate is {71%}.", "The dropout rate is {11%}."),
    ("The school has {24} classrooms.", "The town has {24} schools."),
    ("Tuition is {9,250 pounds} a year.", "Graduates leave with a student debt of {41,000 dollars}."),
    ("The college offers {2,300} study places.", "The college received {31,000} applications."),
    ("The ministry expelled {12} diplomats.", "There were {290} permanent exclusions."),
    ("The school has {640} pupils on roll.", "The truancy rate was {7.4%}."),
]


@pytest.mark.parametrize(("a", "b"), APART, ids=[case[0] for case in APART])
def test_look_alikes_stay_apart(property_in, a, b):
    assert property_in(a) != property_in(b)

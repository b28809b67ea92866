"""Numbers that are nobody's claim: labels, names of models and versions, entries of registers, times, phones, pages."""

from __future__ import annotations

import re

from atodds.extract.values.numbers import SCALES, SMALL, Number
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import suffix_unit
from atodds.extract.values.vocabulary import words

# Digits without separators from this many on are a key and not a count.
KEY_DIGITS = 9
_DASH = "[-‐‑–]"
_STREET = r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd\.?|Drive|Square)"
_WEEKDAY = "(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
_MOMENT = "(?:in the (?:morning|afternoon|evening)|local time|hours|this (?:morning|afternoon|evening)|today|tonight"
_TIMED = "left|leaves|starts?|started|begins?|began|opens?|opened|closes?|closed|arrives?|arrived|departs?|departed|struck"
_CLOCK_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# What begins with a digit: tried at the first digit of each run of digits. Repetition is bounded, so that the whole is linear.
_FROM_DIGIT = re.compile(
    "|".join(
        (
            rf"(?<!\d-)\d{{1,6}}(?:{_DASH}\d{{1,6}}){{3,5}}(?![\d-])",  # keys in groups
            r"(?<!\d-)(?!\d{4}-\d\d-\d\d(?!\d))(?!\d{1,2}-\d{1,2}-\d{4}(?!\d))\d{1,6}-\d{1,6}-\d{1,6}(?![\d-])",
            r"(?<!\d-)\d{3}-\d{4}(?![\d-])(?=[^%\w]|$)",  # local phone
            r"0\d{2,4} \d{3} ?\d{3,4}(?!\d)",  # national phone
            r"(?<![.,:])\d{1,2}[:.]\d{2}\s?(?:[ap]\.m\.?|[ap]m\b)",  # time of day
            r"(?<![.,:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])",
            r"(?<![.,:])\d{1,2}\s?(?:to|–|-)\s?\d{1,2}\s?(?:[ap]\.m\.?|[ap]m\b)",
            r"(?<![.,:])\d{1,2}\s?(?:[ap]\.m\.?|[ap]m\b)",
            r"(?<![.,:])\d{1,2}(?i: o['’]clock| in the (?:morning|afternoon|evening)\b| at night\b)",
            r"\d{1,4}\(\d{1,3}\)(?:[,:/]\s?[\d]+(?:[–-]\d+)?)?",  # volume(issue), pages
            rf"\d{{1,5}} [A-Z][\w’'-]{{1,30}}(?:-(?:ro|gil|daero|ku|gu|dong)|(?: [A-Z]\w{{1,20}})?,? {_STREET})\b",
            r"(?<![.,])\d{1,6}:\d{1,6}(?![\d:])",  # ratio of an allocation
            r"(?<!/)\d{1,2}/7(?!\d)",  # 24/7
            r"10\.\d{4,6}/\S{1,200}",  # DOI
            r"(?<![.,])\d{2,4}(?:\.\d)? [FA]M\b",  # radio
            # Degrees, minutes and seconds of arc.
            r"\d{1,3} ?° ?\d{1,2}(?:\.\d{1,6})? ?['’′](?: ?\d{1,2}(?:\.\d{1,6})? ?(?:[\"”″]|''|′′))?",
        )
    )
)
_DIGITS = re.compile(r"\d+")
# What begins with a word or a sign; each has a fixed beginning, so that a scan is quick.
_WITHOUT_DIGITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"https?://\S+",
        r"www\.\S+",
        rf"(?i:\b(?:{_CLOCK_WORD})(?: o['’]clock| in the (?:morning|afternoon|evening)\b| at night\b))",
    )
)
_FROM_CUE = _WITHOUT_DIGITS + tuple(
    re.compile(pattern)
    for pattern in (
        r"\[\d{1,3}\]",  # footnote marks
        r"\+\d[\d ()\-]{6,20}\d",  # international phone
        r"\+\d{1,3} \(\d{2,4}\) [\d-]{6,12}",
        rf"(?i:\bat) \d{{1,2}}\.[0-5]\d(?= {_MOMENT}|on {_WEEKDAY})\b)",
        rf"\b(?:{_TIMED}) at \d{{1,2}}\.[0-5]\d\b(?!\s?(?:%|per|m|k|b))",
        r"\b(?i:open)(?:s|ing)?(?: hours)? (?:from )?\d{1,2} (?:to|until|till) \d{1,2}\b",
        r"\b[Ff]rom \d{1,2}[.:][0-5][05] (?:to|until|till|–) \d{1,2}[.:][0-5][05]\b(?! ?(?:%|per|m|b|k|t))",
        r"\b[Pp]p?\.\s?\d+(?:[–-]\d+)?",  # pages
        r"\b(?:UTC|GMT) ?[+−-] ?\d{1,2}",
        # Numbers of emergency services.
        r"\b(?i:ring|rang|ringing|call(?:ed|ing)?|dial|diall?ed|diall?ing|phon(?:e|ed|ing)) \d{3}"
        r"(?=[.;!?)](?!\d)| ?,(?! ?\d)|$| (?:for|if|in|to|or|and|at|when|before|immediately|straight)\b)",
        r"\bISBN(?:-1[03])?:? [\dX -]{9,17}",
    )
)
_MAIL_LEFT = re.compile(r"[\w.+-]{1,64}$")
_MAIL_RIGHT = re.compile(r"[\w.-]{1,80}")


def _mail_spans(text: str) -> list[tuple[int, int]]:
    """Addresses with an "@"."""
    out = []
    at = text.find("@")
    while at >= 0:
        left, right = _MAIL_LEFT.search(text[max(0, at - 64) : at]), _MAIL_RIGHT.match(text, at + 1)
        if left and right:
            out.append((at - len(left.group()), right.end()))
        at = text.find("@", at + 1)
    return out


def _digit_spans(text: str) -> list[tuple[int, int]]:
    out = []
    done = 0
    for run in _DIGITS.finditer(text):
        if run.start() >= done and run.end() - run.start() <= 6 and (m := _FROM_DIGIT.match(text, run.start())) is not None:
            out.append(m.span())
            done = m.end()
    return out


# At the beginning of a line: list markers and section numbers.
# The words after a section number begin with a capital; after a list number anything may follow.
_HEADING_WORD = r"""(?:[A-Z][a-z’']{2,}|[A-Z]{3,}|[AI]n?[ \t]|[A-Z]/|["“(‘'*_]|[A-Z][a-z][ \t][a-z])"""
_MARKER = re.compile(
    rf"^[ \t#*]*(?:\(?\d{{1,3}}[.)](?=[ \t])|(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?|0\d)(?=[ \t]+{_HEADING_WORD}))", re.MULTILINE
)


def dead_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the text in which no number is a value, in order."""
    spans = _digit_spans(text) + _mail_spans(text)
    for pattern in _FROM_CUE if _DIGITS.search(text) else _WITHOUT_DIGITS:
        spans += [m.span() for m in pattern.finditer(text)]
    return sorted(spans)


def dead_tokens(t: Tokens) -> frozenset[int]:
    """Indices of the tokens that lie in dead spans."""
    out: set[int] = set(t.dumps)
    spans = dead_spans(t.source)
    for m in _MARKER.finditer(t.source):
        after = t.at(m.end())
        if t.low[after] not in SCALES and suffix_unit(t, after, "JPY") is None:  # "1.2 Million", "7.3 US dollars" begin a line as well
            spans.append(m.span())
    for start, end in spans:
        i = t.at(start)
        while i < t.n and t.start[i] < end:
            out.add(i)
            i += 1
    return frozenset(out)


def is_name(t: Tokens, i: int, number: Number, *, proper: bool = True) -> bool:
    """Whether the bare number at ``i`` belongs to the name before it ("Table 2", "Voyager 2", "No. 488").

    ``proper``: any capitalised word before it may make a name, not only the nouns that take numbers.
    """
    if number.scaled:
        return False
    if t.text[i].isdigit() and len(t.text[i]) >= KEY_DIGITS:
        return True
    if t.text[i].count(" ") == 2 and len(t.text[i]) == 11 and t.kind[number.end] != "word":  # "955 010 404" alone is a telephone number
        return True
    k = i - 1
    if k < 0:
        return False
    if t.low[k] in (".", "#", ":", "№") and k and t.low[k - 1] in words("number_words") | {"id", "code", "isbn", "hkex", "ref"}:
        k -= 1
    while k > 1 and t.low[k] in (",", "and", "or", "to") and t.kind[k - 1] == "num" and t.low[k - 2] in words("labels"):
        k -= 2  # "recommendations 1 and 3"
    before = t.low[k]
    if before == "number" and _numbers(t, k, number):
        return False
    if before in words("number_words") and (number.digits or t.low[k] in ("no", "no.")):
        return (not (before in ("number", "numbers", "no") and "," in t.text[i]) and t.low[k - 1] != "the") or (
            number.digits and "," not in t.text[i]
        )
    if before == "top" or t.low[i - 1] in ("#", "§"):
        return True
    if before == "." and k and t.low[k - 1] + "." in words("labels"):
        before, k = t.low[k - 1], k - 1
    if (before in words("labels") or before + "." in words("labels")) and not (before in words("labels_capital_only") and not t.is_cap(k)):
        return _no_noun(t, number) or (
            before in ("phase", "grade", "table", "figure", "chapter", "section", "article", "version", "type", "stage", "level")
            and number.digits
        )
    return proper and _after_proper_noun(t, i, number)


def _numbers(t: Tokens, k: int, number: Number) -> bool:
    """Whether the "number" at ``k`` is a verb: "the survivors number 41, among them ..."."""
    who = t.low[k - 1] if k else ""
    plural = who.endswith("s") and not who.endswith(("ss", "us", "'s")) and who not in ("is", "as", "was", "has", "its", "this")
    return (plural or who in words("numbered")) and (
        t.kind[number.end] in ("", "sym") or t.low[number.end] in ("in", "and", "at", "including", "people")
    )


def _no_noun(t: Tokens, number: Number) -> bool:
    """Whether no plural noun follows that the number would count."""
    word = t.low[number.end]
    return not (
        t.kind[number.end] == "word"
        and not t.is_cap(number.end)
        and (
            (word.endswith("s") and not word.endswith("ss") and word not in ("is", "was", "has", "as", "does", "its", "this", "says"))
            or word in ("people", "men", "women", "children")
        )
    )


def _begins_sentence(t: Tokens, i: int) -> bool:
    """Whether the word at ``i`` has its capital from the beginning of a sentence: "Chasing 271, they collapsed"."""
    return t.sentence[i] == i and t.low[i] in words("sentence_participles")


# How many words may stand between what was counted first and the name of the next ("let 236 people *go* and Norden 176").
_GAP_WORDS, _GAP_NAME = 3, 3


def _is_gapped(t: Tokens, i: int, number: Number) -> bool:
    """Whether the name before a number says whose the same count is: "Austria won 14 medals and Poland 9"."""
    if (t.kind[number.end] == "word" and t.low[number.end] != "and") or t.low[t.sentence[i]] in words("no_rival"):
        return False
    k = i - 1
    while k > i - 1 - _GAP_NAME and t.is_cap(k):
        k -= 1
    k -= t.low[k] == "the"
    if t.low[k] not in ("and", ",", ";"):
        return False
    k -= 1
    if t.low[k] == ",":
        k -= 1
    first = k
    while k > first - _GAP_WORDS - 1 and t.kind[k] == "word" and not t.is_cap(k) and not _is_number(t, k - 1):
        k -= 1
    if t.kind[first] == "num":  # the one before was gapped as well: ", Bergen 17 and Narvik 6"
        return ("gapped", first) in t.memo and t.memo.setdefault(("gapped", i), True)
    counted = t.kind[k] == "word" and not t.is_cap(k) and _is_number(t, k - 1) and (t.low[k].endswith("s") or t.low[k] in words("counted"))
    if counted:
        t.memo["gapped", i] = True
    return counted


def _is_number(t: Tokens, i: int) -> bool:
    return i >= 0 and (t.kind[i] == "num" or t.low[i] in SMALL)


def _after_proper_noun(t: Tokens, i: int, number: Number) -> bool:
    """ "Voyager 2", "Llama 3.1": a capitalised word that is no sentence opener, then a small number or version."""
    if not (i and t.is_cap(i - 1) and number.digits and t.kind[i] == "num") or "," in t.text[i] or number.value >= 1000:
        return False
    if t.low[i - 1] in words("openers") or t.low[i - 1] in words("calendar") or _begins_sentence(t, i - 1) or _is_gapped(t, i, number):
        return False
    return "." in t.text[i] or _no_noun(t, number)

"""What a document is about: of the names of its title, or of its text, the one that it speaks of.

A title has names of other things as well: of the place ("slips on Mumbai debut"), of the newsletter ("Tuesday Tides #7"), of a month.
What the text goes on to speak of, often and as a subject, is what the document is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.extract.names import INSTITUTIONS, JOINERS, Name, is_place, names
from atodds.extract.spellings import Spellings, is_no_name, is_office, is_people
from atodds.extract.wordlists import statements, word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.trees import Doc
    from atodds.model.records import Document

# What stands before a headline: "UPDATE 2-", "EXCLUSIVE-", "BUZZ: ", "PRESS RELEASE: ".
_KICKER = re.compile(r"^(?:[A-Z]{3,}(?: [A-Z]{3,})* ?\d*[-–—]\s?(?=\w)|[A-Z]{3,}(?: [A-Z]{3,})+: )")
# The number of an issue behind the name of a newsletter, a podcast, a bulletin: "Tuesday Tides #7:", "Night Desk, episode 9:".
_ISSUE = re.compile(
    r"^(?P<name>[^:#\d]{2,60}?),? (?:#\s?\d+|(?:issue|episode|edition|no\.?|nr\.?|vol\.?|special issue|volume)\b ?\d*)[^:]{0,20}:\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?P<name>[^:]{2,60}):\s+")
# What is added to the name of a publisher: "Wire & Cable (newsletter)", "Radio Fens, programme transcript".
_NOTE = re.compile(
    r"\s*\([^()]*\)\s*$|,\s[^,]*\b(?:transcript|edition|quarterly|monthly|weekly|translated|translation|machine|automatic|press|media|public|"
    r"communications|relations|department|branch|secretariat|division|circle|group|research|news|desk|office|cell|unit)\b.*$",
    re.IGNORECASE,
)
# What publishes what others do.
_MEDIUM = re.compile(r"\b(?:newsletter|podcast|blog|magazine|newspaper|newswire|news agency|radio|transcript|forum)\b", re.IGNORECASE)
# A word with a capital inside a line.
_ANY_NAME = re.compile(r"(?<= )[A-ZÀ-Þ]\w")
# Who is spoken of so often in a text is not only its printer.
_OFTEN = 2.0
_LEGAL = re.compile(r",? (?:Inc|Ltd|Limited|plc|PLC|LLC|LLP|AG|SA|S\.A\.|ASA|AS|Corp|Corporation|Co|N\.V\.|NV|GmbH)\.?$")
# A name of the text is what a document is about if it stands there so often, and so many times as often as the next.
_LEAST = 4.0
_CLEARLY = 1.3
# A name of the title is, though others are mentioned more, if it has this part of their mentions.
_PART = 0.5


def publisher_name(publisher: str | None) -> str:
    """The name of a publisher without what is said of it: "Wire & Cable" of "Wire & Cable (newsletter)"."""
    return _NOTE.sub("", publisher or "").strip()


def is_own(document: Document, spelt: Spellings, *, asked: bool) -> bool:
    """Whether a document speaks of its publisher: a company's release, not an article or an interview; ``asked``: it is the latter."""
    short = _LEGAL.sub("", publisher_name(document.publisher)).strip()
    if not short:
        return False
    if short in headline(document.title or "", document.publisher, spelt):
        return True
    if asked or _MEDIUM.search(document.publisher or ""):
        return False
    begins = " ".join(short.split()[:2])
    return max(spelt.weight(short), spelt.weight(begins) if " " in begins else 0.0) >= _OFTEN


def headline(title: str, publisher: str | None, spelt: Spellings) -> str:
    """A title without its kicker and without the name of the newsletter or the podcast that it is the title of."""
    kicker = _KICKER.match(title)
    text = title[kicker.end() :] if kicker is not None else title
    medium = publisher_name(publisher)
    issue = _ISSUE.match(text)
    if issue is not None and (not spelt.knows(issue["name"]) or issue["name"].casefold() in medium.casefold()):
        return text[issue.end() :]
    prefix = _PREFIX.match(text)
    if prefix is None:
        return text
    name, rest = prefix["name"].strip(), text[prefix.end() :]
    of_medium = name.casefold() == medium.casefold() and spelt.weight(name) < _OFTEN and _ANY_NAME.search(rest) is not None
    unknown = name.isupper() and not spelt.weight(name)
    return rest if of_medium or unknown else text


class Told(NamedTuple):
    """A name of a title; ``weak``: it only tells where, whose or what sort of thing something else is ("Iowa regulators", "in Omaha")."""

    text: str
    weak: bool = False


def topic_of(title: Doc | None, publisher: str, spelt: Spellings, *, own: bool) -> str:
    """The name of what a document is about; empty if it is not plain. ``title``: its headline; ``own``: it speaks of its publisher."""
    told = _of_title(title, publisher, spelt) if title is not None else []
    chosen = _rather_a_thing(_main(title, told, spelt), told, spelt) if title is not None and told else Told("", weak=True)
    if chosen.weak or spelt.is_person(chosen.text):
        other = _of_text("" if own else publisher, spelt)
        if other and mentions(chosen.text, spelt) < _PART * mentions(other, spelt):
            return other
    return chosen.text


def mentions(name: str, spelt: Spellings) -> float:
    """How much a text speaks of a name, by its whole or by the part that it goes on with ("Brannock" of "Brannock Biosciences")."""
    if not name:
        return 0.0
    words = name.split(" ")
    parts = {words[0], words[-1]} if len(words) > 1 else set()
    short = (p for p in parts if not (is_no_name(p) or is_office(p) or p.isupper() or p.lower() in spelt.plain or p in _general()))
    return spelt.weight(name) + sum(spelt.alone(part) for part in sorted(short))


def _general() -> frozenset[str]:
    return frozenset(word.capitalize() for word in word_list("numbered", "nouns") | frozenset(statements()["writings"]["nouns"]))


def _of_title(title: Doc, publisher: str, spelt: Spellings) -> list[Told]:
    """The names of a title that may be those of its topic, in order."""
    short = _LEGAL.sub("", publisher).strip()
    found: dict[str, Told] = {}
    if " " in short and short in title.text:
        found[short] = Told(short)
    all_capitals = sum(t.text[:1].isupper() for t in title) * _MOST > sum(t.is_alpha for t in title)
    whole = spelt.whole(title, names(title))
    first = title[0].text if len(title) else ""
    if (not whole or whole[0].first) and spelt.begun[first] >= _OFTEN and not title[0].is_stop and _may_be_topic(first, spelt):
        found[first] = Told(first)  # "Vantor to cut 900 jobs": a headline has too few words for the tagger
    for name in whole:
        several = all_capitals or any(is_office(t.text) for t in title[name.first : name.last])
        weak = _is_weak(title, name)
        for piece in _pieces(name.text, spelt) if several else [name.text]:
            if _may_be_topic(piece, spelt):
                found.setdefault(piece, Told(piece, weak))
    return [t for t in found.values() if t.text == short or not (short in found and _is_part(t.text, short))]


# A title is written with capitals throughout if no more than every third word has none.
_MOST = 1.5


def _is_weak(title: Doc, name: Name) -> bool:
    """Whether a name stands behind a preposition of place, is that of an owner, or modifies a common noun."""
    last = title[name.last - 1]
    if is_place(last) or (name.last < len(title) and title[name.last].tag_ == "POS") or last.tag_ == "POS":
        return True
    if name.first and title[name.first - 1].text in _BRACKETS and name.last < len(title) and title[name.last].text in _BRACKETS:
        return True
    root = next((t for t in title[name.first : name.last] if not name.first <= t.head.i < name.last), last)
    head = root.head
    if root.dep_ not in ("compound", "amod", "nmod", "poss") or head.i < name.last or head.text[:1].isupper():
        return False
    return not any(head.lemma in word_list("sorts", sort) for sort in _NAMED_SORTS)


_BRACKETS = frozenset("()[]")
# Things that are known by the name before them: "the Cedar Ridge fire", "the Marra dam"; but "an Ohio bank" is not Ohio.
_NAMED_SORTS = ("house", "craft", "road", "work", "product", "event", "school", "club")


def _pieces(name: str, spelt: Spellings) -> list[str]:
    """The names in a run of words of a title that has capitals throughout: "Pacific Air Orders", "Solaris Air COO Hank Webb"."""
    words = name.split(" ")
    if len(words) == 1 or spelt.weight(name) > 0:
        return [name]
    found, i = [], 0
    while i < len(words):
        j = next((j for j in range(len(words), i, -1) if _is_piece(" ".join(words[i:j]), spelt, last=j == len(words))), i)
        if j > i:
            found.append(" ".join(words[i:j]))
        i = max(j, i + 1)
    if not found or (len(found) == 1 and found[0] != words[0] and " " not in found[0]):
        return [name]
    return found


def _is_piece(words: str, spelt: Spellings, *, last: bool) -> bool:
    if words in spelt.people or spelt.weight(words) > 0:
        return " " in words or (words.lower() not in spelt.plain and (words in spelt.proper or spelt.knows(words)))
    return last and words in spelt.surnames


# Words that stand with a capital for one that was introduced: "the Board", "the Company".
_SHORT_FORMS = frozenset(
    {"company", "firm", "corporation", "club", "program", "programme", "project", "tribunal", "inquiry", "region", "plant"}
)


def _may_be_topic(name: str, spelt: Spellings) -> bool:
    words = name.split(" ")
    lowered = [w.lower() for w in words]
    if is_no_name(name) or is_office(name) or lowered[-1] in statements()["writings"]["nouns"] or "I" in words or spelt.counted[words[0]]:
        return False
    if len(words) <= 2 and lowered[0] in word_list("numbered", "nouns") - word_list("numbered", "things"):
        return False
    if len(words) == 1:
        return lowered[0] not in INSTITUTIONS | _SHORT_FORMS | spelt.plain and not is_people(name)
    return spelt.weight(name) > 0 or not all(w in spelt.plain or w in JOINERS for w in lowered)


def _main(title: Doc, told: Sequence[Told], spelt: Spellings) -> Told:
    """The name that a title is about: its subject, else its first that is no place, unless the text speaks of another far more."""
    by_text = {t.text: t for t in told}
    first = next((t for t in (_subject(title, told), *(t for t in told if not t.weak)) if t is not None), told[0])
    best = max(told, key=lambda t: mentions(t.text, spelt) * (_PART if t.weak else 1))
    if first.weak and not best.weak:
        return best
    return by_text[first.text] if mentions(first.text, spelt) >= _PART * mentions(best.text, spelt) else best


def _subject(title: Doc, told: Sequence[Told]) -> Told | None:
    for name in names(title):
        if any(title[i].dep_ in ("nsubj", "nsubjpass") for i in range(name.first, name.last)):
            found = next((t for t in told if _is_part(t.text, name.text) or _is_part(name.text, t.text)), None)
            if found is not None:
                return found
    return None


def _is_part(a: str, b: str) -> bool:
    """Whether the words of a name stand in another."""
    return f" {a} " in f" {b} "


def _rather_a_thing(chosen: Told, told: Sequence[Told], spelt: Spellings) -> Told:
    """The company that a person of the title speaks for, where the text is about it: "Ines Karr of Oyster Labs"."""
    if not spelt.is_person(chosen.text):
        return chosen
    others = [t for t in told if not spelt.is_person(t.text) and mentions(t.text, spelt) > 0]
    other = max(others, key=lambda t: mentions(t.text, spelt), default=chosen)
    return other if mentions(other.text, spelt) >= _PART * mentions(chosen.text, spelt) else chosen


def _of_text(publisher: str, spelt: Spellings) -> str:
    """The name that a text speaks of far more than of any other; empty if there is none."""
    scored = sorted(((mentions(n, spelt), n) for n in {*spelt.begun, *spelt.inner} if _is_of_text(n, publisher, spelt)), reverse=True)
    if not scored or scored[0][0] < _LEAST:
        return ""
    most, best = scored[0]
    next_best = next((score for score, name in scored[1:] if not _is_part(name, best) and not _is_part(best, name)), 0.0)
    longer = [n for s, n in scored if n.startswith(f"{best} ") and s >= _PART * most]
    return max(longer, key=len, default=best) if most >= _CLEARLY * next_best else ""


def _is_of_text(name: str, publisher: str, spelt: Spellings) -> bool:
    """Whether a name of the text may be what it is about: it is written as one inside sentences, and is no office, person or money."""
    words = name.split(" ")
    if name.isupper() or "’" in name or "'" in name or not _may_be_topic(name, spelt) or (publisher and _is_part(name, publisher)):
        return False
    if not spelt.knows(name) or spelt.is_person(name) or words[-1] in spelt.surnames or spelt.counted[name]:
        return False
    if len(words) == 1:
        return name in spelt.proper and len(name) > _SHORTEST
    return True


# A name of fewer letters is an abbreviation, of a currency or a title.
_SHORTEST = 3

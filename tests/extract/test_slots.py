"""Who fills a role, and what it is a role in: one table of sentences, in the patterns of ``atodds.extract.holders``."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Block, Claim, Document, Modality, Segment


def document(text: str, title: str = "Annual report") -> Document:
    block = Block(kind="paragraph", start=0, end=len(text), text=text, segments=(Segment(plain=0, start=0, length=len(text)),))
    return Document(id="a.md", sha256="0", media_type="text/markdown", text=text, blocks=(block,), title=title)


def roles(text: str, title: str = "Annual report") -> list[Claim]:
    return [c for c in extract(document(text, title), Lexicon.load()) if c.value.kind == "name"]


CASES = [
    # pattern, sentence, role, names, what it is a role in (the subject of the claim, or "")
    ("passive", "Nordvik Labs was founded in 2012 by Ada Lund and Pia Moe.", "founder", ("Ada Lund", "Pia Moe"), "Nordvik Labs"),
    (
        "passive, far",
        "Nordvik was founded in 2012 by Ada Lund, formerly of Meta, and Pia Moe.",
        "founder",
        ("Ada Lund", "Pia Moe"),
        "Nordvik",
    ),
    ("active", "Ada Lund, a former pilot, founded Nordvik Labs in Oslo.", "founder", ("Ada Lund",), "Nordvik Labs"),
    ("relative object", "Nordvik Labs is the company that Ada Lund founded in 2012.", "founder", ("Ada Lund",), "Nordvik Labs"),
    ("relative subject", "Dr. Ada Lund from Oslo, who led the trial, spoke first.", "lead_researcher", ("Ada Lund",), ""),
    ("hyphen", "Kystbane, the Bergstal-led joint venture, had driven the tunnel.", "head", ("Bergstal",), "Kystbane"),
    ("reduced", "The contract went to Kystbane, a joint venture led by Bergstal.", "head", ("Bergstal",), "Kystbane"),
    ("office before name", "The commission headed by the Deputy Chairman of the Cabinet, Ada Lund, met.", "head", ("Ada Lund",), ""),
    ("apposition behind", "We met Ada Lund, founding dean of the school.", "dean", ("Ada Lund",), ""),
    ("apposition before", "The master, Ada Lund, had left the bridge.", "captain", ("Ada Lund",), ""),
    ("by the name of", "The captain, by the name of Ada Lund, was ashore.", "captain", ("Ada Lund",), ""),
    ("copula", "The lead investor of this round is Sundal Capital.", "lead_investor", ("Sundal Capital",), ""),
    ("copula turned", "Ada Lund becomes chair of the supervisory board.", "chair", ("Ada Lund",), ""),
    ("relative copula", "Ada Lund, who was chief executive of Nordvik until May, spoke.", "chief_executive", ("Ada Lund",), "Nordvik"),
    ("appointment", "A young engineer named Ada Lund was made chief executive.", "chief_executive", ("Ada Lund",), ""),
    ("place of honour", "At the head of the supervisory board stood Ada Lund.", "head", ("Ada Lund",), ""),
    ("title", "Chief executive Ada Lund told the staff in a message.", "chief_executive", ("Ada Lund",), ""),
    ("office as a name", "The letter was signed by Ada Lund, Minister of Health.", "minister_role", ("Ada Lund",), ""),
    ("event", "Nordvik Bank was closed on Friday by the Banking Authority.", "closure", ("Banking Authority",), "Nordvik Bank"),
    ("possessive pronoun", "It was decided by the Harbour commission, its head is the minister Ada Lund.", "head", ("Ada Lund",), ""),
    ("office held", "The ferry sailed under the command of Ada Lund.", "captain", ("Ada Lund",), ""),
    ("office held, misread", "Talks under the mediation of Judge Ada Lund resume tomorrow.", "mediator", ("Ada Lund",), ""),
    ("apposition misread", "We have met the mediator, Bishop Ada Lund, four times.", "mediator", ("Ada Lund",), ""),
    ("place of honour behind a copula", "Ada Lund is at the helm of Nordvik.", "head", ("Ada Lund",), "Nordvik"),
    ("place of honour before a copula", "At the front of the new group will be Ada Lund.", "head", ("Ada Lund",), ""),
    ("superlative", "The Trust Fund is the biggest single shareholder of Nordvik.", "largest_shareholder", ("Trust Fund",), "Nordvik"),
    ("superlative, turned", "Nordvik's largest shareholder is Sundal Capital.", "largest_shareholder", ("Sundal Capital",), "Nordvik"),
    ("long name", "Nordvik Bank was shut by the Oslo Division of Banking.", "closure", ("Oslo Division of Banking",), "Nordvik Bank"),
    ("takes over", "Ada Lund takes over as chief executive of Nordvik in May.", "chief_executive", ("Ada Lund",), "Nordvik"),
    ("succeeds", "Ada Lund will succeed Per Dahl as chief executive of Nordvik.", "chief_executive", ("Ada Lund",), "Nordvik"),
    ("whose", "Nordvik, whose founder is Ada Lund, grew.", "founder", ("Ada Lund",), "Nordvik"),
    ("appointment as a noun", "The appointment of Ada Lund as dean of Nordvik was a surprise.", "dean", ("Ada Lund",), "Nordvik"),
    ("election as a noun", "Ada Lund's election as mayor of Nordvik was close.", "mayor", ("Ada Lund",), "Nordvik"),
    ("acquisition by", "The acquisition of Nordvik by Sundal Group was approved.", "buyer", ("Sundal Group",), "Nordvik"),
    ("acquisition of", "Sundal Group's acquisition of Nordvik was approved.", "buyer", ("Sundal Group",), "Nordvik"),
    ("body behind the office", "— Ada Lund, chair, Nordvik Trust", "chair", ("Ada Lund",), "Nordvik Trust"),
    ("its, of what was spoken of", "Nordvik grew. Ada Lund, its finance director, spoke.", "finance_chief", ("Ada Lund",), "Nordvik"),
    ("under its captain", "The Petrel left Moss under Captain Ada Lund.", "captain", ("Ada Lund",), "Petrel"),
    ("in front", "Owned by Sundal Group since 2010, Nordvik Foods makes soup.", "owner", ("Sundal Group",), "Nordvik Foods"),
    ("hyphenated given name", "We met Professor Seo Min-jae, founding dean of the school.", "dean", ("Seo Min-jae",), ""),
]


@pytest.mark.parametrize(("text", "role", "names", "subject"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_role_is_filled(text: str, role: str, names: tuple[str, ...], subject: str) -> None:
    found = {c.property: c for c in roles(text)}
    assert role in found
    claim = found[role]
    assert claim.value.names == names  # type: ignore[union-attr]
    assert text[claim.start :][: len(claim.quote)] == claim.quote
    assert claim.quote[claim.value_start :].startswith(claim.value_text)
    if subject:
        assert claim.subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "Who founded Nordvik?",  # a question claims nothing
        "Ada Lund started a fire in the kitchen.",  # not a founder
        "Ada Lund led 3,000 people to the coast.",  # a number of people is no thing to lead
        "The company was founded in 2012 in Oslo.",  # nobody is named
        "The acquisition of Nordvik was approved.",  # by nobody
        "The acquisition of 40 shares by Ada Lund was approved.",  # of no certain thing
        "Ada Lund is a judge of the district.",  # a role that many fill
    ],
)
def test_no_role_is_filled(text: str) -> None:
    assert not [c for c in roles(text) if "partial" not in c.features]


def test_words_that_make_a_role_partial_former_or_sole() -> None:
    assert "partial" in roles("Ada Lund, a founder of Nordvik Labs, spoke.")[0].features
    assert roles("Ada Lund, former chief executive of Nordvik, spoke.")[0].modality is Modality.FORMER
    assert "alone" in roles("Ada Lund founded Nordvik Labs alone.")[0].features


def test_object_is_kept_for_linking() -> None:
    claim = roles("The Series D round was led by Sundal Fund.")[0]
    assert "funding" in claim.features["object_head"]
    assert "series=D" in claim.features["quals"]


def test_one_name_in_two_roles_is_two_claims() -> None:
    found = roles("Ada Lund, chief executive of Nordvik, who will lead the merged group, spoke.")
    assert {(c.property, c.value_text) for c in found} == {("chief_executive", "Ada Lund"), ("head", "Ada Lund")}
    assert len({c.id for c in found}) == 2


@pytest.mark.parametrize(
    ("line", "role"), [("Dr Ada Lund, Minister of Health", "minister_role"), ("Ada Lund, Chief Executive", "chief_executive")]
)
def test_signature_below_the_text_is_read(line: str, role: str) -> None:
    block = Block(kind="boilerplate", start=0, end=len(line), text=line, segments=(Segment(plain=0, start=0, length=len(line)),))
    signed = Document(id="a.md", sha256="0", media_type="text/markdown", text=line, blocks=(block,), title="Statement")
    assert [c.property for c in extract(signed, Lexicon.load())] == [role]


@pytest.mark.parametrize(
    "line", ["Enquiries: Press Office, Level 3, telephone 24-118.", "Ada Lund, press officer, +47 22 11 00", "About Nordvik"]
)
def test_other_lines_below_the_text_are_not_read(line: str) -> None:
    block = Block(kind="boilerplate", start=0, end=len(line), text=line, segments=(Segment(plain=0, start=0, length=len(line)),))
    signed = Document(id="a.md", sha256="0", media_type="text/markdown", text=line, blocks=(block,), title="Statement")
    assert not extract(signed, Lexicon.load())

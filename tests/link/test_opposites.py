"""Statements by words that are opposites: they contradict each other if they are said of one thing."""

from __future__ import annotations

import pytest

from atodds.chain import reconcile
from atodds.read import read_document

OPPOSED = [
    ("All of the payloads on this mission were insured.", "The payloads flew without insurance."),
    ("The club drew interest from two buyers.", "The club received no interest from buyers."),
    ("The auditors raised concerns about the loan.", "No concerns were raised about the loan."),
    ("The company issued a warning before the storm.", "There was no warning before the storm."),
    ("The mayor gave her consent to the sale.", "The mayor did not agree to the sale."),
    ("The firm made a payment to the gang.", "No payment was made to the gang."),
    ("The team found traces of lead.", "The team found no trace of lead."),
    ("The works council was consulted.", "There was no consultation of the works council."),
    ("The alarm sounded.", "The alarm stayed silent."),
    ("The gate was locked.", "The gate stood open."),
    ("The minister resigned over the affair.", "The minister kept his post."),
    ("The union accepted the offer.", "The union turned down the offer."),
    ("The hospital had a backup generator.", "There was no backup generator at the hospital."),
    ("The crew sent a distress call.", "No distress call was sent by the crew."),
    ("The vaccine is approved for children.", "The vaccine has not been cleared for children."),
    ("The bank informed its customers of the leak.", "Customers were never told of the leak."),
    ("The school was warned about the roof.", "The school received no warning about the roof."),
    ("The suspect denied the charges.", "The suspect admitted the charges."),
    ("The line is open to freight trains.", "The line is closed to freight trains."),
    ("Divers searched the wreck.", "The wreck was never searched."),
    ("The firm tested the valve before delivery.", "The valve had not been tested before delivery."),
    ("The singer performed at the gala.", "The singer pulled out of the gala."),
    ("The festival broke even.", "The festival ran at a loss."),
    ("The smoke detectors went off at once.", "The smoke detectors remained silent."),
    ("The tribunal upheld the decision to expel the student.", "The tribunal set aside the decision to expel the student."),
    ("The tenor took part in the concert.", "The tenor withdrew from the concert."),
    ("The committee approved the merger.", "The committee rejected the merger."),
    ("The delegates voted down the motion.", "The delegates adopted the motion."),
    ("The foundry made a profit in its first year.", "The foundry ran at a loss in its first year."),
    ("The cellar door was locked that night.", "The cellar door was left open that night."),
    ("The governor kept her seat in the poll.", "The governor lost her seat in the poll."),
    ("The builder went bust in May.", "The builder is still in business."),
    ("The tanker was fully loaded when it ran aground.", "The tanker was unladen when it ran aground."),
    ("The blaze was under control by dusk.", "The blaze was out of control at dusk."),
    ("The nurses are on strike.", "The nurses are at work."),
    ("The leak was noticed by the night shift.", "The leak went unnoticed by the night shift."),
    ("The tower was insured against storms.", "The tower was uninsured."),
    ("The dealer complied with the order.", "The dealer flouted the order."),
    ("The minister heeded the warning of the engineers.", "The minister ignored the warning of the engineers."),
    ("The museum returned the mask to the village.", "The museum held on to the mask."),
    ("The keeper is fully fit for the match.", "The keeper is sidelined for the match."),
    ("The lorry driver was sober.", "The lorry driver was drunk."),
    ("The boat sank off the pier.", "The boat stayed afloat."),
    ("The children were accompanied by an adult.", "The children were unaccompanied."),
    ("The firm gave permission for the survey.", "The firm refused permission for the survey."),
    ("The cattle were vaccinated.", "The cattle were unvaccinated."),
]
APART = [
    ("The court upheld the fine.", "The court set aside the licence."),
    ("The port approved the berth.", "The council rejected the marina."),
    ("The alarm of the bank went off.", "The radio stayed silent."),
    ("The road to Erne was cleared.", "The road to Lund is blocked."),
    ("The bank made a profit in 2021.", "The bank made a loss in 2023."),
    ("The ferry is afloat.", "The tug sank in the lock."),
    ("The nurses are on strike.", "The porters are at work."),
    ("The firm rejected the first offer.", "The firm accepted the second offer."),
    ("The bridge was repaired in June.", "The lighthouse is in disrepair."),
    ("The planned sale was approved.", "The unplanned stop was short."),
    ("The mayor returned the money.", "The mayor retained his lawyer."),
    ("The water of the well is potable.", "The water of the canal is polluted."),
    ("The ship was laden with ore.", "The lorry was empty."),
    ("The jury found the claim proven.", "The rumour was baseless."),
    ("The trained staff left.", "The untrained dog barked."),
    ("The surgeon was identified.", "The donor was anonymous."),
    ("Voters approved the tax.", "Members rejected the candidate."),
    ("Thirteen of the crates have been recovered.", "Thirteen of the crates are still missing."),
    ("Two lifts were out of service.", "The lifts were in service again by noon."),
    ("The levy is no longer in force.", "The levy is in force."),
]


@pytest.fixture
def contradict(tmp_path):
    def of(*texts: str) -> bool:
        documents = []
        for n, text in enumerate(texts):
            path = tmp_path / f"{n}.md"
            path.write_text(f"---\ntitle: Varholm harbour\npublished: 2025-01-0{n + 1}\n---\n\n{text}\n", encoding="utf-8")
            documents.append(read_document(path, path.name))
        relations = [r for f in reconcile(documents).findings for r in f.relations]
        return any(r.relation == "conflict" for r in relations)

    return of


@pytest.mark.parametrize(("a", "b"), OPPOSED, ids=[f"{a} {b}" for a, b in OPPOSED])
def test_opposites_of_one_thing_contradict_each_other(contradict, a, b):
    assert contradict(a, b)
    assert contradict(b, a)


@pytest.mark.parametrize(("a", "b"), APART, ids=[f"{a} {b}" for a, b in APART])
def test_opposites_of_two_things_or_times_do_not(contradict, a, b):
    assert not contradict(a, b)

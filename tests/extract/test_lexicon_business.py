"""Figures of business, finance, tax, trade and work: two sources say them in other words, and look-alikes stay apart."""

from __future__ import annotations

import pytest

from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim
from atodds.read import read_document


@pytest.fixture
def properties_in(tmp_path):
    """The properties of the figures of a text."""

    def read(text: str) -> set[str]:
        path = tmp_path / "a.md"
        path.write_text(f"---\ntitle: Notes\ndate: 2024-05-01\n---\n\n{text}\n", encoding="utf-8")
        return {claim.property for claim in extract(read_document(path, "a.md"), Lexicon.load()) if _is_figure(claim)}

    return read


def _is_figure(claim: Claim) -> bool:
    return claim.value.kind == "quantity"


# What is measured, and what two sources or more say of it.
SAME = [
    ("capital_ratio", "The capital ratio is 14.1%."),
    ("capital_ratio", "Capital adequacy stood at 13.8%."),
    ("cost_income_ratio", "The cost-income ratio is 54%."),
    ("cost_income_ratio", "Cost-to-income was 52%."),
    ("cash_machines", "The bank has 310 cash machines."),
    ("cash_machines", "The bank has 330 ATMs."),
    ("bank_accounts", "The bank opened 41,000 bank accounts."),
    ("bank_accounts", "Some 43,000 savings accounts were opened."),
    ("outflows", "Savers withdrew 410 million euros."),
    ("outflows", "Outflows were 430 million euros."),
    ("outflows", "Withdrawals reached 420 million euros."),
    ("inflows", "Inflows were 310 million euros."),
    ("inflows", "Net new money came to 330 million euros."),
    ("bailout", "The bailout was 2.1 billion euros."),
    ("bailout", "The rescue package came to 2.3 billion euros."),
    ("insurance_premium", "The annual premium is 410 euros."),
    ("insurance_premium", "Drivers pay premiums of 430 euros."),
    ("combined_ratio", "The combined ratio was 94%."),
    ("combined_ratio", "A combined ratio of 96% was booked."),
    ("deductible", "The deductible is 500 euros."),
    ("deductible", "The policy excess is 450 euros."),
    ("insurance_policies", "The firm wrote 41,000 insurance policies."),
    ("insurance_policies", "The firm sold 43,000 motor policies."),
    ("savings_rate", "The savings ratio is 11%."),
    ("savings_rate", "The household saving rate is 12%."),
    ("market_loss", "The slump wiped off 4.1 billion dollars."),
    ("market_loss", "Some 4.4 billion dollars evaporated."),
    ("spread", "The spread is 1.4%."),
    ("spread", "The risk premium is 1.6%."),
    ("volatility", "Volatility rose to 31%."),
    ("volatility", "Implied volatility was 33%."),
    ("price_earnings_ratio", "The price-earnings ratio is 14.1."),
    ("price_earnings_ratio", "A price-to-earnings ratio of 14.6 was reported."),
    ("fund_size", "The fund size is 410 million euros."),
    ("fund_size", "The final close came at 430 million euros."),
    ("household_debt", "Household debt is 91%."),
    ("household_debt", "Consumer debt stood at 93%."),
    ("debt_service", "Debt service was 31 million euros."),
    ("debt_service", "The interest bill is 33 million euros."),
    ("bid", "The bid was 410 million euros."),
    ("bid", "The offer rose to 430 million euros."),
    ("insolvencies", "There were 1,240 bankruptcies."),
    ("insolvencies", "Insolvencies rose to 1,310."),
    ("insolvencies", "Some 1,290 went bust."),
    ("new_businesses", "There were 4,100 new businesses."),
    ("new_businesses", "Company formations were 4,300."),
    ("pay_gap", "The pay gap is 14%."),
    ("pay_gap", "The gender wage gap is 16%."),
    ("pay_ratio", "The pay ratio is 140."),
    ("pay_ratio", "The CEO pay ratio rose to 150."),
    ("arrears", "Arrears are 41,000 euros."),
    ("arrears", "Unpaid bills come to 44,000 euros."),
    ("tax_relief", "The tax cut comes to 310 euros."),
    ("tax_relief", "The tax relief comes to 330 euros."),
    ("unpaid_tax", "He owed back taxes of 41,000 euros."),
    ("unpaid_tax", "The unpaid tax came to 44,000 euros."),
    ("tax_allowance", "The personal allowance is 12,100 euros."),
    ("tax_allowance", "The tax-free allowance is 12,400 euros."),
    ("taxpayers", "The reform reaches 41,000 taxpayers."),
    ("taxpayers", "It is paid by 43,000 ratepayers."),
    ("shadow_economy", "The shadow economy is 21%."),
    ("shadow_economy", "The informal sector is put at 23%."),
    ("recession", "The country saw a recession of 14 months."),
    ("recession", "An economic downturn of 16 months followed."),
    ("money_supply", "The growth of the money supply was 4.1%."),
    ("money_supply", "Broad money is up to 4.4%."),
    ("food_prices", "Food prices rose 4.1%."),
    ("food_prices", "Grocery inflation was 4.4%."),
    ("days_lost", "Strikes cost 41,000 lost working days."),
    ("days_lost", "Strike days numbered 43,000."),
    ("sick_leave", "Sick leave was 6.1%."),
    ("sick_leave", "The absence rate was 6.4%."),
    ("overtime", "Nurses did 41,000 hours of overtime."),
    ("overtime", "Overtime came to 43,000 hours."),
    ("annual_leave", "Annual leave is 28 days."),
    ("annual_leave", "Staff get 30 days of paid holiday."),
    ("parental_leave", "Parental leave is 14 weeks."),
    ("parental_leave", "Mothers get maternity leave of 16 weeks."),
    ("severance", "The severance was 41,000 euros."),
    ("severance", "Redundancy pay came to 44,000 euros."),
    ("part_time_workers", "Some 31% work part-time."),
    ("part_time_workers", "Part-timers are 33%."),
    ("temporary_workers", "The plant has 310 agency workers."),
    ("temporary_workers", "The plant has 320 temporary staff."),
    ("home_working", "Some 31% work from home."),
    ("home_working", "About 33% work remotely."),
    ("self_employed", "The town has 41,000 self-employed people."),
    ("self_employed", "There are 43,000 freelancers."),
    ("migrant_workers", "The farm hired 310 seasonal workers."),
    ("migrant_workers", "The farm hired 320 foreign workers."),
    ("civil_servants", "The state has 41,000 civil servants."),
    ("civil_servants", "The state has 43,000 public employees."),
    ("apprenticeships", "Firms offered 4,100 apprenticeships."),
    ("apprenticeships", "Firms offered 4,300 training places."),
    ("staff_turnover", "Staff turnover was 14%."),
    ("staff_turnover", "The quit rate was 16%."),
    ("child_labour", "The report counts 41,000 child labourers."),
    ("child_labour", "It speaks of 43,000 child workers."),
    ("pension_contribution", "The contribution rate is 18.6%."),
    ("pension_contribution", "Pension contributions are 18.9%."),
    ("interest_rate", "The official rate is 4.1%."),
    ("interest_rate", "The refinancing rate is 4.4%."),
    ("interest_rate", "Borrowing costs rose to 4.2%."),
    ("return_rate", "The total return was 4.1%."),
    ("return_rate", "The annualised return is 4.4%."),
    ("revenue", "The tax take was 4.1 billion euros."),
    ("revenue", "Tax receipts were 4.3 billion euros."),
    ("tariff_rate", "The import duty is 14%."),
    ("tariff_rate", "The tariff is 15%."),
    ("tariff_rate", "It faces an anti-dumping duty of 16%."),
    ("inflation", "Headline inflation was 4.1%."),
    ("inflation", "The retail price index rose 4.4%."),
    ("unemployment", "There are 41,000 jobseekers."),
    ("unemployment", "Some 43,000 are without work."),
    ("union_members", "Some 31% are unionised."),
    ("union_members", "Union density is 33%."),
    ("working_hours", "They want a 35-hour week."),
    ("working_hours", "Working time is 36 hours."),
    ("salary", "The hourly wage is 14 euros."),
    ("salary", "The rate of pay is 15 euros."),
]


@pytest.mark.parametrize(("key", "sentence"), SAME, ids=[case[1] for case in SAME])
def test_other_words_for_one_measure(properties_in, key, sentence):
    assert key in properties_in(sentence)


# Look-alikes: what a figure is not of.
APART = [
    ("outflows", "The pipe spilled 41 tonnes of oil."),
    ("inflows", "Savers withdrew 410 million euros."),
    ("bid", "The firm made a profit of 410 million euros."),
    ("insolvencies", "The chain closed 41 shops."),
    ("tariff_rate", "The electricity tariff is 21 cents."),
    ("arrears", "The train was 31 minutes overdue."),
    ("bailout", "Rescuers pulled out 41 sailors."),
    ("overtime", "The match was watched by 41,000."),
    ("severance", "Wages rose by 4%."),
    ("sick_leave", "The clinic treated 310 sick children."),
    ("insurance_premium", "The bidder paid a premium of 31%."),
    ("market_loss", "The storm wiped out 41 houses."),
]


@pytest.mark.parametrize(("key", "sentence"), APART, ids=[case[1] for case in APART])
def test_look_alikes(properties_in, key, sentence):
    found = properties_in(sentence)
    assert found
    assert key not in found

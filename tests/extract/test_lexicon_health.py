"""Health: sentences of other words that give one property, and look-alikes that do not."""

from __future__ import annotations

import pytest

CASES = [
    # the property, and sentences that give it in other words
    ("surgery", "Surgeons operated on 41 knees.", "The clinic did 38 surgical procedures.", "In all, 44 organ transplants took place."),
    ("outpatient_visits", "The clinic handled 4,100 appointments.", "There were 3,900 outpatient visits.", "GP visits came to 4,000."),
    ("emergency_visits", "There were 410 emergency department visits.", "Some 390 emergency room visits were counted."),
    ("hospital_stay", "She spent nine days in hospital.", "The hospital stay lasted 11 days.", "He was hospitalised for 10 days."),
    (
        "treatment_length",
        "The course of treatment takes 12 weeks.",
        "Patients were treated for 10 weeks.",
        "The treatment lasted 11 weeks.",
    ),
    ("recovery_time", "His recovery took six weeks.", "Recovery took seven weeks.", "The wound healed within eight weeks."),
    ("waiting_time", "Patients wait 11 weeks.", "The waiting period is 12 weeks.", "They had to wait for 13 weeks."),
    ("ambulance", "The county has 41 ambulances.", "It runs 38 rescue vehicles."),
    ("pharmacy", "The county has 41 pharmacies.", "Only 38 drugstores are left."),
    ("care_home", "The county has 41 care homes.", "Some 38 nursing homes were checked.", "In all, 44 retirement homes closed."),
    ("veterinarian", "The county has 41 vets.", "Some 38 veterinarians work there."),
    ("case_count", "In all, 41 were ill.", "Some 38 fell ill.", "There were 44 infections."),
    ("start", "The epidemic broke out in 1918.", "The epidemic began in 1919."),
    ("first_case", "The first case was confirmed on 3 May.", "Patient zero was seen on 4 May."),
    ("positivity", "The positivity rate was 11%.", "Some 12% of swabs came back positive."),
    ("screening_uptake", "Screening reached 61%.", "Some 58% were screened.", "Only 55% had gone for screening."),
    ("immunity", "Some 61% are immune.", "Antibodies were found in 58%."),
    ("quarantine", "He must stay in quarantine for 10 days.", "Isolation lasts 7 days.", "They isolated for 8 days."),
    ("lockdown", "The lockdown lasted 41 days.", "The curfew went on for 38 days."),
    ("drug_resistance", "Some 41% of the strains are drug-resistant.", "Antibiotic resistance stood at 38%."),
    ("infant_mortality", "Infant mortality was 3.1 per 1,000.", "Infant deaths came to 31."),
    ("maternal_mortality", "Maternal deaths came to 31.", "In all, 28 women died in childbirth."),
    ("life_expectancy", "Life expectancy is 81 years.", "Men can expect to live 79 years.", "The average lifespan is 80 years."),
    ("sick_leave", "Staff were off sick for 19 days.", "Sick leave averaged 21 days.", "The sickness absence was 20 days."),
    ("diabetes", "Some 11% have diabetes.", "Diabetics make up 9%.", "One in ten is diabetic."),
    ("hypertension", "Some 31% have high blood pressure.", "Hypertension was found in 29%."),
    ("asthma", "Some 11% have asthma.", "Asthmatics make up 9%."),
    ("allergy", "Some 11% have an allergy.", "Only 9% are allergic to pollen."),
    ("depression", "Some 21% suffer from depression.", "Only 19% were depressed.", "Depressive symptoms were reported by 20%."),
    ("anxiety", "Some 21% have anxiety disorders.", "Only 19% feel anxious."),
    ("burnout", "Some 21% are burnt out.", "Burnout hit 19%.", "Exhaustion was named by 20%."),
    ("loneliness", "Some 21% feel lonely.", "Loneliness was named by 19%."),
    ("addiction", "Some 4,100 are addicted.", "The town has 3,900 drug users.", "The number of addicts is 4,000."),
    ("smoking", "Only 21% of them smoked.", "Tobacco use stood at 19%.", "Smokers make up 20%."),
    ("blindness", "Some 410 people are blind.", "Visual impairment was found in 390."),
    ("tooth_decay", "Some 41% have tooth decay.", "Caries was found in 38%.", "Cavities were seen in 40%."),
    ("obesity", "Some 41% are obese.", "Only 38% weigh too much."),
    ("births_count", "Some 410 babies were born.", "There were 390 births.", "In all, 400 women gave birth."),
    ("preterm_births", "Some 9% were born prematurely.", "Preterm births make up 8%."),
    ("caesareans", "Caesareans make up 31%.", "The C-section rate is 29%."),
    ("breastfeeding", "Some 61% breastfeed.", "Breastfeeding stood at 58%."),
    ("abortions", "There were 4,100 abortions.", "Some 3,900 pregnancies were terminated by termination of pregnancy."),
    ("dosage", "Patients took a dose of 40 mg.", "The daily dose is 50 mg.", "Nurses injected 45 mg."),
    ("prescriptions", "Doctors wrote 4,100 prescriptions.", "Pharmacists dispensed 3,900 packs.", "Some 4,000 were prescribed."),
    ("patient_charge", "The prescription charge is 9 euros.", "The co-payment is 10 euros.", "Patients pay 11 euros out of pocket."),
    ("insurance_premium", "The premium is 41 euros.", "The insurance contribution is 38 euros."),
    ("insured_people", "Some 91% have health insurance.", "Health insurance coverage is 89%."),
    ("uninsured", "Some 9% are uninsured.", "Only 8% are without health insurance.", "Some 10% have no health insurance."),
    (
        "health_spending",
        "Health spending was 41 million euros.",
        "The health budget is 39 million euros.",
        "Health costs were 40 million euros.",
    ),
    ("dietary_intake", "Adults eat 41 g of salt.", "The daily intake is 9 g."),
    ("malnutrition", "Some 4,100 children are malnourished.", "Malnutrition affects 3,900.", "Some 4,000 are underweight."),
    ("hunger", "Some 4,100 go hungry.", "Hunger threatens 3,900.", "Some 4,000 are food insecure."),
    ("exercise", "Some 41% exercise.", "Only 38% are physically active.", "The physical activity was 40 minutes."),
    ("sleep", "Teenagers sleep 7 hours.", "They get 6 hours of sleep."),
    ("screen_time", "Screen time is 4 hours.", "They spend 5 hours on the phone."),
    ("vaccinated", "Some 4,100 had the jab.", "In all, 3,900 were vaccinated.", "Some 4,000 were inoculated."),
]


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, *texts in CASES for text in texts])
def test_other_words_give_one_property(properties_of, key, text):
    assert key in properties_of(text)


LOOK_ALIKES = [
    ("Some 9% are uninsured.", "Some 9% have health insurance."),
    ("Infant deaths came to 31.", "Maternal deaths came to 31."),
    ("Some 21% feel depressed.", "Some 21% feel lonely."),
    ("The premium is 41 euros.", "The prescription charge is 41 euros."),
    ("He recovered within 9 days.", "He waited 9 days."),
    ("The plague broke out on 3 May.", "The lockdown ended on 3 May."),
    ("Some 41 were vaccinated.", "Some 41 fell ill."),
    ("Some 41 dentists came.", "Some 41 vets came."),
]


@pytest.mark.parametrize(("a", "b"), LOOK_ALIKES)
def test_look_alikes_give_different_ones(properties_of, a, b):
    assert properties_of(a)
    assert not properties_of(a) & properties_of(b)

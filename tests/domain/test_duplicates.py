import pytest

from gcm_desktop.catalogue import load, starting_rows
from gcm_desktop.domain.duplicates import Reason, likely_same

CATALOGUE = load()
AGREEMENTS = CATALOGUE.registers["BA"]


def held(register):
    return {row.row: row.fields for row in starting_rows(register)}


def found(register, **row):
    return {
        likeness.row: likeness for likeness in likely_same(CATALOGUE.registers[register], row, held(register))
    }


@pytest.mark.parametrize("register", CATALOGUE.registers)
def test_no_two_rows_of_the_review_are_taken_for_one(register):
    rows = held(register)
    for name, row in rows.items():
        others = {other: fields for other, fields in rows.items() if other != name}
        assert likely_same(CATALOGUE.registers[register], row, others) == ()


@pytest.mark.parametrize("name", held("BA"))
def test_an_agreement_listed_again_under_another_goal_is_the_same_one(name):
    again = dict(held("BA")[name], goals="G23")
    (first, *rest) = likely_same(AGREEMENTS, again, held("BA"))
    assert not rest
    if "partner" in again:  # a row that names a group of countries is still recognised by its printed name
        assert first.row == name
    assert Reason.OTHER_GOALS in first.reasons


@pytest.mark.parametrize(
    ("partner", "subject", "date", "row"),
    [
        ("TUR", "combating serious crimes, terrorism and organized crime", "29.02.2012", "BA-007"),
        ("SAU", "cooperation in security matters", "01.05.2016", "BA-008"),
        ("BLR", "fight against crime", "30.03.2017", "BA-009"),
        ("ARE", "fight against terrorism, organised crime and drug trafficking", "03/15/2018", "BA-011"),
        ("RUS", "cooperation of the Ministries of Internal Affairs", "25.03.2009", "BA-013"),
        ("CHN", "cooperation between the MIA and the Ministry of Public Security", "11/23/2011", "BA-014"),
        ("AZE", "cooperation between the Ministry of Internal Affairs and the MIA", "08.08.2017", "BA-015"),
    ],
)
def test_the_agreements_the_review_lists_twice_in_other_words_are_recognised(partner, subject, date, row):
    assert list(found("BA", partner=partner, subject=subject, date_text=date)) == [row]


def test_the_same_partner_and_day_alone_are_not_the_same_act():
    assert not found("BA", partner="UZB", subject="border checkpoints", date="2009-02-25")
    assert not found("BA", partner="GEO", subject="customs", date="1994-02-17")


def test_another_partner_is_another_act():
    assert not found("BA", partner="KGZ", subject="cooperation between Ministries of Internal Affairs")


def test_a_date_that_reads_both_ways_is_compared_both_ways_and_is_not_sure():
    for day in ("2017-10-02", "2017-02-10"):
        likeness = found("BA", partner="RUS", subject="strategic partnership", date=day)["BA-030"]
        assert Reason.DATE_BOTH_WAYS in likeness.reasons
        assert not likeness.sure


def test_a_law_is_recognised_by_its_other_names():
    for title in ("On combating human trafficking", "On Counteracting Trafficking in Human Beings"):
        assert list(found("LA", title=title)) == ["LA-006"]
    assert list(found("LA", title="Law on the Migration Service")) == ["LA-003"]


def test_one_title_with_two_dates_is_a_doubt_for_a_plan_and_none_for_an_event():
    (doubt,) = found(
        "PL", title="Concept for the development of the digital education system", date="2017-09-15"
    ).values()
    assert doubt.row == "PL-010"
    assert Reason.OTHER_DATE in doubt.reasons
    assert not found("EV", title="Computer and English courses - Ashgabat", date="2003-01", place="Ashgabat")


def test_a_plan_for_a_programme_is_not_the_programme():
    row = held("PL")["PL-033"]
    assert not found("PL", title="Action plan for the " + row["title"], year_start=row["year_start"]).get(
        "PL-033"
    )

"""The figures of a year: made of quarters, of units, and beside what bodies say."""

from __future__ import annotations

from decimal import Decimal

from gcm_desktop.app import entering, printing, sending
from gcm_desktop.app.figures import national_figures, over_quarters, year_of
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import parse_unit

FLOW, STOCK = "G05.02", "G05.06"


def enter(desk, unit, period, cell, text):
    entering.enter(desk, desk.key(unit, period), cell, text)


def test_a_year_adds_flows_takes_the_last_stock_and_names_missing_quarters(national):
    for quarter, flow, stock in (("Q1", "10", "7"), ("Q2", "20", "8"), ("Q3", "30", "9"), ("Q4", "40", "6")):
        enter(national, "TM-M", f"2026-{quarter}", FLOW, flow)
        enter(national, "TM-M", f"2026-{quarter}", STOCK, stock)
    enter(national, "TM-L", "2026-Q1", FLOW, "5")
    enter(national, "TM-L", "2026-Q1", STOCK, "3")
    year = national_figures(national, "2026")
    flow, stock = year.total(FLOW, FLOW), year.total(STOCK, STOCK)
    assert (flow.number, stock.number) == (105, 9)
    mary, lebap = parse_unit("TM-M"), parse_unit("TM-L")
    assert (flow.answered, flow.partial) == (1, (lebap,))
    assert mary not in flow.missing
    assert year.quarters[lebap][FLOW].missing == parse_period("2026").quarters[1:]


def test_what_a_body_says_of_the_nation_stands_beside_the_sum(national):
    enter(national, "TM-M", "2026-Q3", FLOW, "10")
    enter(national, "TM-L", "2026-Q3", FLOW, "5")
    enter(national, "MIA", "2026-Q3", FLOW, "18")
    nation = national_figures(national, "2026-Q3")
    (body,) = nation.said_by_bodies(FLOW, FLOW)
    assert nation.total(FLOW, FLOW).number == 15
    assert (str(body.unit), body.number, body.difference) == ("MIA", Decimal(18), Decimal(3))


def test_a_unit_s_year_on_paper_is_made_of_its_quarters_and_says_of_how_many(national, tmp_path):
    for quarter, flow in (("Q1", "10"), ("Q2", "20"), ("Q3", "30")):
        enter(national, "TM-M", f"2026-{quarter}", FLOW, flow)
        enter(national, "TM-M", f"2026-{quarter}", f"{FLOW}|SEX=F", "1")
    code = sending.check_code(national, national.key("TM-M", "2026"))
    page = printing.summary(national, "TM-M", "2026", "en")
    rows = [row for goal in page.goals for row in goal.rows if row.code == FLOW]
    assert [(row.total, row.women) for row in rows] == [("60", "3")]
    assert rows[0].note == "3 of 4 quarters · not here yet: 2026 Q4"
    assert (page.check_code, any(one.code == FLOW for one in page.key_figures)) == (code, True)
    quarter = printing.summary(national, "TM-M", "2026-Q3", "en")
    assert [row.note for goal in quarter.goals for row in goal.rows if row.code == FLOW] == [""]


def test_one_indicator_over_the_year_equals_the_whole_year(national):
    for quarter, flow in (("Q1", "10"), ("Q2", "?L"), ("Q4", "40")):
        enter(national, "TM-M", f"2026-{quarter}", FLOW, flow)
    year = over_quarters(national, national.key("TM-M", "2026"))
    for period in ("2026", "2026-Q1"):
        indicator = national.catalogue.indicators[FLOW]
        assert year_of(national, national.key("TM-M", period), indicator) == year
    assert year_of(national, national.key("TM-M", "2025-Q1"), indicator) == {}

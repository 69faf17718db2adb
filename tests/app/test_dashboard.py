"""What charts show: the figures of the summary and of the nation, gaps as gaps, and where each comes from."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.app import entering
from gcm_desktop.app.dashboard import FARTHEST, Kind, with_gaps
from gcm_desktop.app.dashboard_nation import national_view
from gcm_desktop.app.dashboard_unit import UnitView
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.app.key_figures import key_figures
from gcm_desktop.app.nation import overview
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.i18n import words

VISAS = "G05.02"
SAY = words("en")


@pytest.fixture
def office(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", language="en") as desk:
        yield desk


def enter(desk, unit, period, **answers):
    for cell, text in answers.items():
        entering.enter(desk, desk.key(unit, period), cell.replace("_", "."), text)


def view(desk, period="2026-Q3"):
    return UnitView(desk, parse_unit("TM-M"), period)


def pictures(found, code=VISAS):
    indicator = found.catalogue.indicators[code]
    return {one.kind: one for one in found.pictures(SAY, indicator, found.tables(indicator)[0])}


def test_the_ten_figures_are_those_of_the_summary(office):
    enter(office, "TM-M", "2026-Q3", G05_02="412", G04_01="30", G08_01="0")
    chosen = key_figures(office.catalogue, office.values_today(office.key()), {})
    assert [card.code for card in view(office).cards(SAY)] == [one.indicator.code for one in chosen]


def test_a_blank_is_never_a_number_and_an_emptied_period_stays_a_gap(office):
    enter(office, "TM-M", "2026-Q1", G05_02="300")
    enter(office, "TM-M", "2026-Q2", G05_02="?L")
    line = pictures(view(office))[Kind.PERIODS].chart
    assert [(mark.number, mark.text) for mark in line.marks] == [
        (Decimal(300), "300"), (None, "…"), (None, ""),
    ]  # fmt: skip


def test_a_mark_says_who_typed_it_and_the_check_code(office):
    enter(office, "TM-M", "2026-Q3", G05_02="412")
    found = view(office)
    told, source = found.told(SAY, pictures(found)[Kind.PERIODS], 0)
    assert told == "Mary velayat · third quarter of 2026: 412 (documents)"
    assert source.startswith("typed here · Check code ")
    office.file.freeze(office.key(), office.maker)
    assert "revision " in view(office).told(SAY, pictures(view(office))[Kind.PERIODS], 0)[1]


def test_a_year_out_of_some_quarters_is_in_part_and_leads_to_the_last_of_them(office):
    enter(office, "TM-M", "2026-Q1", G05_02="300")
    enter(office, "TM-M", "2026-Q3", G05_02="412")
    found = view(office, "2026")
    picture = pictures(found)[Kind.PERIODS]
    assert (picture.chart.marks[-1].number, picture.chart.marks[-1].partial) == (712, True)
    assert found.answer(picture.origins[-1]) == (return_of(parse_unit("TM-M"), "2026-Q3"), VISAS)
    assert "2 of 4 quarters" in found.head(SAY, found.catalogue.indicators[VISAS]).beside


def test_exact_counts_of_sensitive_figures_are_for_internal_use(office):
    found = view(office)
    told = {
        one.code: pictures(found, one.code)[Kind.PERIODS].internal
        for one in found.indicators[:60]
        if found.tables(one)
    }
    assert told == {code: office.catalogue.indicators[code].sensitive for code in told}
    assert True in told.values()


def test_sums_of_the_nation_are_those_of_its_table(tmp_path):
    with Desk.create(tmp_path / "n.gcm", "", "2026-Q3", national=True, language="en") as desk:
        enter(desk, "TM-M", "2026-Q3", G05_02="412", G04_01="30")
        entering.enter(desk, desk.key("TM-M"), "G04.07|N", "3")
        entering.enter(desk, desk.key("TM-M"), "G04.07|D", "4")
        enter(desk, "TM-L", "2026-Q3", G05_02="88")
        found = finished(national_view(desk, "2026-Q3"))
        table = finished(overview(desk, "2026-Q3"))
        for line in table.lines:
            if line.cell and line.indicator in {one.code for one in found.indicators}:
                indicator = desk.catalogue.indicators[line.indicator]
                assert found.card(SAY, indicator).figure == table.shown(SAY, line)
        units = pictures(found)[Kind.UNITS].chart
        assert sum(units.numbers) == 500
        assert pictures(found)[Kind.PERIODS].chart.marks[-1].partial


@given(st.integers(2015, 2030), st.integers(1, 4), st.integers(0, 30), st.sampled_from(("quarter", "year")))
@settings(max_examples=60)
def test_periods_follow_each_other_without_a_leap(year, part, back, kind):
    now = parse_period(f"{year}-Q{part}" if kind == "quarter" else str(year))
    first = now
    for _ in range(back):
        first = first.previous
    found = with_gaps(first.text, now.text)
    assert found[-1] == now.text
    assert len(found) == min(back + 1, FARTHEST)
    assert all(parse_period(later).previous.text == one for one, later in zip(found, found[1:], strict=False))

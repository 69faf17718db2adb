"""The nation at a glance: figures with who is in them, what they were, and what bodies say beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gcm_desktop.app import coverage, entering
from gcm_desktop.app.figures import finished, over_quarters
from gcm_desktop.app.nation import overview, series
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.i18n import words

FLOW = "G05.02"
ENGLISH = words("en")


def enter(desk, unit, period, cell, text):
    entering.enter(desk, desk.key(unit, period), cell, text)


@pytest.fixture
def filled(national):
    for unit, text in (("TM-M", "400"), ("TM-L", "12"), ("TM-D", "?L")):
        enter(national, unit, "2026-Q3", FLOW, text)
    enter(national, "TM-M", "2026-Q3", f"{FLOW}|SEX=F", "150")
    enter(national, "MIA", "2026-Q3", FLOW, "415")
    enter(national, "TM-M", "2026-Q2", FLOW, "390")
    return national


def line_of(seen, code):
    return next(line for line in seen.lines if line.indicator == code)


def test_a_line_says_figure_coverage_change_and_what_a_body_says(filled):
    seen = finished(overview(filled, "2026-Q3"))
    line = line_of(seen, FLOW)
    figure = seen.figure(line)
    assert (figure.number, figure.before, figure.complete, figure.differs) == (412, 390, False, True)
    assert seen.shown(ENGLISH, line) == "412"
    assert seen.said_by_bodies(ENGLISH, line) == "MIA 415 (+3)"
    said = coverage.in_full(ENGLISH, filled.catalogue, figure.total)
    assert said.startswith("2 of 7 units · not available: Dashoguz velayat · not here yet: ")


def test_women_and_men_and_breakdowns_lie_below_an_indicator(filled):
    seen = finished(overview(filled, "2026-Q3"))
    below = seen.below(line_of(seen, FLOW))
    women = next(line for line in below if line.cell == f"{FLOW}|SEX=F")
    assert seen.figure(women).number == 150
    assert any(line.cell == f"{FLOW}|VISA=BS1" for line in below)


def test_the_line_of_earlier_periods_needs_no_other_cell(filled):
    seen = finished(overview(filled, "2026-Q3"))
    assert series(filled, line_of(seen, FLOW), "2026-Q3") == (
        ("2026-Q2", Decimal(390)),
        ("2026-Q3", Decimal(412)),
    )
    year = finished(overview(filled, "2026"))
    assert series(filled, line_of(year, FLOW), "2026") == (("2026", Decimal(802)),)
    assert year.figure(line_of(year, FLOW)).number == 802


def test_a_year_out_of_quarters_says_which_are_wanting(filled):
    made = over_quarters(filled, return_of(parse_unit("TM-M"), "2026"))
    assert coverage.of_quarters(ENGLISH, made[FLOW]) == "2 of 4 quarters · not here yet: 2026 Q1, 2026 Q4"
    seen = finished(overview(filled, "2026"))
    line = line_of(seen, FLOW)
    assert coverage.in_short(ENGLISH, seen.figure(line).total) == "0 of 7, in part: 2"
    assert seen.source(ENGLISH, line, parse_unit("TM-M")).startswith("2 of 4 quarters")

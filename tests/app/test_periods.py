"""Period after period in one file: structure goes along, figures do not, and what was sent is read first."""

import pytest

from gcm_desktop.app import acting, entering, periods, sending
from gcm_desktop.domain.periods import parse_period


@pytest.fixture
def sent(desk, tmp_path):
    entering.enter(desk, desk.key(), "G05.01", "45")
    sending.export(desk, tmp_path / "out.xlsx")
    return desk.key()


def test_the_next_period_follows_the_last_one_begun(desk):
    assert periods.following(desk, desk.unit).text == "2026-Q4"
    periods.begin(desk, desk.unit, "2026-Q4")
    assert periods.following(desk, desk.unit).text == "2027-Q1"
    assert desk.period == "2026-Q4"


@pytest.mark.parametrize(
    ("here", "after"),
    [("2026", "2027"), ("2026-Q4", "2027-Q1"), ("2026-S1", "2026-S2"), ("2026-12", "2027-01")],
)
def test_a_period_knows_the_one_after_it(here, after):
    assert parse_period(here).following.text == after
    assert parse_period(after).previous.text == here


def test_no_figure_goes_into_a_new_period(desk, sent):
    key = periods.begin(desk, desk.unit, "2026-Q4")
    assert desk.file.cells(key) == {}
    assert desk.previous(key)["G05.01"].text == "45"


def test_the_structure_comes_from_the_last_return_even_past_a_gap(desk, sent):
    key = periods.begin(desk, desk.unit, "2027-Q2")
    assert desk.previous(key) == {}
    assert periods.structure(desk, key)["G05.01"].text == "45"
    assert periods.structure(desk, sent) == {}


def test_a_sent_return_closes_when_a_later_one_begins(desk, sent):
    assert not periods.is_closed(desk, sent)
    later = periods.begin(desk, desk.unit, "2026-Q4")
    assert periods.is_closed(desk, sent)
    assert not periods.is_closed(desk, later)


def test_a_draft_a_correction_and_a_return_sent_back_stay_open(desk, sent, tmp_path):
    draft = periods.begin(desk, desk.unit, "2026-Q2")
    periods.begin(desk, desk.unit, "2026-Q4")
    assert not periods.is_closed(desk, draft)
    entering.enter(desk, sent, "G05.01", "46")
    assert not periods.is_closed(desk, sent)
    before = desk.file.heads(sent)
    sending.export(desk, tmp_path / "again.xlsx", period="2026-Q3")
    assert desk.file.heads(sent) != before
    assert len(desk.file.revisions(sent)) == 2
    assert periods.is_closed(desk, sent)
    acting.act(desk, "return", sent, "one figure is missing")
    assert not periods.is_closed(desk, sent)


def test_a_coordinator_is_never_locked_out(national):
    key = national.key("TM-M", "2026-Q2")
    entering.enter(national, key, "G05.01", "45")
    assert not periods.is_closed(national, key)

"""The board, deadlines, locks and the review of returns, over real returns of two units."""

from datetime import date

import pytest

from gcm_desktop.app import (
    acting,
    board,
    call_sheet,
    deadlines,
    entering,
    merging,
    people,
    remarking,
    sending,
    sharing,
    viewing,
)
from gcm_desktop.app.board import Filter, State
from gcm_desktop.app.board_periods import across
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.periods import Frequency
from gcm_desktop.domain.records import ActKind, Revision
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.filler import fill_template
from gcm_desktop.store import Arrival

PERIOD = "2026-Q3"
BEFORE, AFTER = date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture(scope="module")
def books(tmp_path_factory, catalogue):
    """A return of Ahal filled in by hand, and a second one with another figure."""
    folder = tmp_path_factory.mktemp("books")
    form = folder / "form.xlsx"
    sending.template(form, "TM-A", PERIOD, "tk", catalogue=catalogue)
    fill_template(form, folder / "first.xlsx", {"G05.01": number("120"), "G05.02": number("40")}, catalogue)
    fill_template(folder / "first.xlsx", folder / "later.xlsx", {"G05.01": number("125")}, catalogue)
    return folder


@pytest.fixture
def desk(tmp_path):
    maker = people.Maker("Orazow M.", "", "0123456789abcdef")
    with Desk.create(tmp_path / "nation.gcm", "", PERIOD, national=True, maker=maker, listed=False) as made:
        yield made


def take(desk, *paths):
    with Receiving(desk) as receiving:
        plans = receiving.plan(paths)
        for planned in plans:
            receiving.take(planned)
    return plans


def row(desk, unit="TM-A", today=BEFORE):
    return next(one for one in board.board(desk, PERIOD, today=today).rows if str(one.unit) == unit)


def test_nothing_received_is_missing_and_late_after_the_deadline(desk):
    assert row(desk).whole.state is State.MISSING
    assert row(desk, today=AFTER).whole.state is State.LATE
    counts = board.board(desk, PERIOD, today=AFTER).counts()
    assert counts[Filter.LATE] == counts[Filter.MISSING] > 0


def test_a_named_exception_moves_one_deadline_only(desk):
    assert row(desk).deadline == date(2026, 10, 15)
    deadlines.give_other_day(desk, desk.key("TM-A"), "05.12.2026", "Snow closed the road")
    assert row(desk, today=AFTER).whole.state is State.MISSING
    assert row(desk, "TM-M", today=AFTER).whole.state is State.LATE
    assert row(desk).other_day.person == "Orazow M."
    deadlines.keep_rule(desk, Frequency.QUARTER, deadlines.Rule(2, 31))
    assert row(desk, "TM-M").deadline == date(2026, 11, 30)
    with pytest.raises(UserError, match="E603"):
        deadlines.give_other_day(desk, desk.key("TM-A"), "05.12.2026", " ")


def test_a_return_is_received_accepted_and_shows_what_changed_since(desk, books):
    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    assert acting.state_of(desk, key) is ActKind.RECEIVED
    assert row(desk).squares[5].state is State.TO_ACCEPT
    acting.act(desk, "accept", key)
    assert row(desk).whole.state is State.ACCEPTED
    take(desk, books / "later.xlsx")
    assert acting.state_of(desk, key) is ActKind.RECEIVED
    assert acting.accepted_beside(desk, key)["G05.01"].text == "120"
    assert row(desk).squares[5].changed == 1
    imported = merging.find_import(desk, "later.xlsx")
    merging.withdraw(desk, imported.id, "a slip")
    assert acting.state_of(desk, key) is ActKind.ACCEPTED  # as if it had never come
    assert not acting.accepted_beside(desk, key)


def test_a_lock_holds_against_typing_deciding_importing_and_acts(desk, books):
    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    acting.act(desk, "lock", key, goal=5)
    for refused in (
        lambda: entering.enter(desk, key, "G05.01", "7"),
        lambda: merging.decide(desk, key, "G05.01", value=number("7"), reason="so"),
        lambda: acting.act(desk, "accept", key, goal=5),
        lambda: entering.undo(desk, key),
        lambda: merging.withdraw(desk, merging.find_import(desk, "first.xlsx").id),
    ):
        with pytest.raises(UserError, match="E654"):
            refused()
    entering.enter(desk, key, "G02.02", "7")
    (planned,) = take(desk, books / "later.xlsx")
    assert planned.status is Status.REFUSED
    assert planned.error.code == "E655"
    assert desk.file.cells(key)["G05.01"].text == "120"
    with pytest.raises(UserError, match="E603"):
        acting.act(desk, "unlock", key, goal=5)
    acting.act(desk, "unlock", key, "The head of department asked for it", goal=5)
    (planned,) = take(desk, books / "later.xlsx")
    assert planned.status is Status.CONFLICTS  # filled in from the same blank form
    assert {one.value.text for one in desk.file.current(key)["G05.01"].candidates} == {"120", "125"}
    assert row(desk).squares[5].state is State.CONFLICT


def test_a_lock_and_its_lifting_leave_what_was_accepted(desk, books):
    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    acting.act(desk, "accept", key)
    acting.act(desk, "lock", key)
    assert acting.state_of(desk, key) is ActKind.LOCKED
    acting.act(desk, "unlock", key, "one figure is late")
    assert acting.state_of(desk, key) is ActKind.ACCEPTED


def test_two_people_who_disagree_are_shown_and_the_stricter_holds(desk, books):
    from gcm_desktop.domain.records import Act

    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    acting.act(desk, "accept", key)
    desk.file.add_acts([Act(acting.subject(key), ActKind.RETURNED, (), reason="look again")])
    shown = row(desk).whole
    assert shown.said is ActKind.RETURNED
    assert shown.disagree


def test_the_call_sheet_names_what_is_open(desk, books):
    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    sheet = call_sheet.call_sheet(desk, key, "en", AFTER)
    missing = next(one for one in sheet.sections if one.heading == "Missing")
    named = dict(missing.lines)
    assert "G02.02" in named
    assert "(" not in named["G02.02"]
    assert "(1/" in named["G05.01"]  # its breakdowns are still blank
    late = call_sheet.call_sheet(desk, desk.key("TM-M"), "en", AFTER)
    assert "47 days over" in dict(late.facts)["Deadline"]


def test_a_file_in_use_can_be_looked_at_and_not_changed(desk, books):
    take(desk, books / "first.xlsx")
    with viewing.look(desk.file.path) as looking:
        folder = looking.file.path.parent
        assert looking.file.cells(looking.key("TM-A"))["G05.01"].text == "120"
        with pytest.raises(UserError, match="E308"):
            entering.enter(looking, looking.key("TM-A"), "G05.01", "7")
        assert board.board(looking, PERIOD).rows
    assert not folder.exists()
    entering.enter(desk, desk.key("TM-A"), "G05.01", "121")  # whoever works in it goes on


def test_a_lock_holds_against_another_coordinator_until_one_of_them_lifts_it(desk, books, tmp_path):
    maker = people.Maker("Geldiýewa A.", "", "fedcba9876543210")
    take(desk, books / "first.xlsx")
    key = desk.key("TM-A")
    parcel = tmp_path / "all.gcmx"
    with Desk.create(tmp_path / "other.gcm", "", PERIOD, national=True, maker=maker, listed=False) as other:
        take(other, books / "first.xlsx", books / "later.xlsx")
        finished(sharing.send_everything(other, parcel))
        acting.act(desk, "lock", key)
        with pytest.raises(UserError, match="E652"):
            finished(sharing.take_everything(desk, parcel))
        assert desk.file.cells(key)["G05.01"].text == "120"
        acting.act(desk, "unlock", key, "the other coordinator has a later file")
        finished(sharing.take_everything(desk, parcel))
        assert desk.file.current(key) == other.file.current(key)


def test_all_periods_stand_side_by_side_with_the_states_each_has_alone(desk, books):
    take(desk, books / "first.xlsx")
    acting.act(desk, "accept", desk.key("TM-A"))
    entering.enter(desk, desk.key("TM-M", "2026-Q2"), "G05.02", "7")
    side = across(board.boards(desk, today=BEFORE))
    assert side.periods == ("2026-Q2", "2026-Q3")
    for period in side.periods:
        alone = board.board(desk, period, today=BEFORE)
        for one in alone.rows:
            line = next(line for line in side.lines if line.unit == one.unit)
            assert line.square(period, 0) == one.whole
            assert all(line.square(period, goal) == square for goal, square in one.squares.items())
        assert side.totals[period] == alone.totals()
    ahal = next(line for line in side.lines if str(line.unit) == "TM-A")
    assert [ahal.square(period, 5).state for period in side.periods] == [State.LATE, State.ACCEPTED]
    assert side.counts(0)[Filter.LATE] == sum(line.square("2026-Q2", 0).late for line in side.lines)


def test_a_filter_counts_the_returns_it_leaves(desk, books):
    take(desk, books / "first.xlsx")
    shown = board.board(desk, PERIOD, today=AFTER)
    for wanted, count in shown.counts().items():
        assert count == sum(wanted in one.waits for one in shown.rows)


def test_a_cell_with_two_answers_is_remarked_once_and_not_as_blank(desk):
    for figure, name in (("12", "aa"), ("21", "bb")):
        revision = Revision(desk.key("TM-L"), (), desk.catalogue.digest, {"G05.02": number(figure)})
        desk.file.receive(Arrival(name * 32, f"{name}.xlsx", "en", (revision,)), desk.maker)
    found = [one.code for one in remarking.proposals(desk, desk.key("TM-L")) if one.cell == "G05.02"]
    assert found == ["W460"]

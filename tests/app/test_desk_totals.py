"""Control totals, reasons for many cells, nil returns and what is usual, over a real file."""

from decimal import Decimal

import pytest

from gcm_desktop.app import checking, control, entering, history, nil
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import goal_page
from gcm_desktop.app.reasoning import Reach, covered, reasoned
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import Severity, UserError

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
GOAL = 5


@pytest.fixture
def path(tmp_path):
    return tmp_path / "TM-M.gcm"


@pytest.fixture
def desk(path):
    with Desk.create(path, "TM-M", "2026-Q3", language="en", maker=MAKER, listed=False) as opened:
        yield opened


def rows(desk):
    key = desk.key()
    return goal_page(desk.catalogue, GOAL, desk.asked_codes(key), desk.file.cells(key)).rows


def held(desk):
    return desk.file.cells(desk.key())


def compared(desk, keyed):
    return control.compare(desk.catalogue, rows(desk), held(desk), Decimal(keyed))


def test_the_control_total_is_kept_in_the_file_and_is_no_cell_of_the_return(desk, path):
    key = desk.key()
    before = desk.file.cells(key)
    assert control.key_total(desk, key, GOAL, "1 250,5") == Decimal("1250.5")
    assert desk.file.cells(key) == before
    desk.close()
    with Desk.open(path, listed=False) as again:
        assert control.keyed_total(again, key, GOAL) == Decimal("1250.5")
        assert control.key_total(again, key, GOAL, "") is None
        with pytest.raises(UserError, match="E612"):
            control.key_total(again, key, GOAL, "many")


def test_equal_totals_name_no_block(desk):
    entering.enter(desk, desk.key(), "G05.01", "450")
    found = compared(desk, 450)
    assert (found.difference, found.block) == (0, None)


def test_a_table_that_says_by_how_much_its_total_is_off_is_named(desk):
    table = next(row for row in rows(desk) if row.kind == "table")
    part = next(row for row in rows(desk) if row.dim == table.dim and row.kind == "part")
    entering.enter(desk, desk.key(), "G05.01", "460")
    entering.enter(desk, desk.key(), part.cells[0], "450")
    found = compared(desk, 450)
    assert found.difference == 10
    assert found.block == control.Block("G05.01", table.dim)


@pytest.mark.parametrize(("typed", "paper"), [("540", 450), ("4500", 450), ("45", 450), ("4450", 450)])
def test_a_usual_slip_of_the_hand_is_named(desk, typed, paper):
    entering.enter(desk, desk.key(), "G05.01", typed)
    assert compared(desk, paper).block == control.Block("G05.01")


def test_a_difference_that_several_parts_may_explain_names_none(desk):
    codes = [row.cells[0] for row in control.total_rows(desk.catalogue, rows(desk))][:2]
    for code in codes:
        entering.enter(desk, desk.key(), code, "540")
    assert compared(desk, 990).block is None


def test_one_reason_fills_only_the_blank_cells_it_covers_as_one_step(desk):
    key = desk.key()
    entering.enter(desk, key, "G05.01", "7")
    entering.note(desk, key, "G05.02", "own note")
    cells = covered(rows(desk), "G05.01", Reach.GOAL)
    made = reasoned(held(desk), cells, State.NOT_COLLECTED, "no register yet")
    assert "G05.01" not in made
    assert made["G05.02"] == Value(State.NOT_COLLECTED, note="own note")
    entering.enter_many(desk, key, made, "reason")
    assert all(held(desk)[cell].answers for cell in cells)
    entering.undo(desk, key)
    assert {cell for cell in held(desk) if held(desk)[cell].answers} == {"G05.01"}


def test_a_reason_reaches_as_far_as_said(desk):
    page = rows(desk)
    part = next(row for row in page if row.kind == "part").cells[0]
    table = covered(page, part, Reach.TABLE)
    indicator = covered(page, part, Reach.INDICATOR)
    assert covered(page, part, Reach.CELL) == (part,)
    assert part in table
    assert set(table) < set(indicator) < set(covered(page, part, Reach.GOAL))
    assert covered(page, "G05.01", Reach.TABLE) == ()


def test_a_cell_in_conflict_waits(desk):
    assert reasoned({}, ["G05.01"], State.NOT_APPLICABLE, closed={"G05.01"}) == {}


def open_blanks(desk, goal):
    found = checking.findings(desk, desk.key(), complete=True)
    return [issue for issue in found if issue.code == "R109" and issue.where.cell.startswith(f"G{goal:02d}")]


def test_a_nil_goal_counts_as_answered_and_can_be_taken_back(desk):
    key = desk.key()
    assert open_blanks(desk, GOAL)
    said = nil.say_nil(desk, key, GOAL, "no visas in this quarter", "01.10.2026")
    assert (said.person, said.reason, said.date) == (MAKER, "no visas in this quarter", "2026-10-01")
    assert nil.nils(desk, key) == {GOAL: said}
    assert open_blanks(desk, GOAL) == []
    assert open_blanks(desk, 2)
    assert desk.counts(key)[GOAL].filled == desk.counts(key)[GOAL].expected
    nil.take_back(desk, key, GOAL)
    assert nil.nils(desk, key) == {}
    assert open_blanks(desk, GOAL)


def test_a_nil_return_answers_every_goal(desk):
    key = desk.key()
    nil.say_nil(desk, key, nil.WHOLE, "office opened in October")
    assert not [issue for issue in checking.findings(desk, key, complete=True) if issue.code == "R109"]
    assert all(count.filled == count.expected for count in desk.counts(key).values())


def test_a_nil_return_needs_reason_date_and_no_figures(desk):
    key = desk.key()
    with pytest.raises(UserError, match="E603"):
        nil.say_nil(desk, key, GOAL, " ")
    with pytest.raises(UserError, match="E613"):
        nil.say_nil(desk, key, GOAL, "reason", "soon")
    entering.enter(desk, key, "G05.01", "7")
    with pytest.raises(UserError, match="E611"):
        nil.say_nil(desk, key, GOAL, "reason")
    desk.maker = None
    with pytest.raises(UserError, match="E610"):
        nil.say_nil(desk, key, 2, "reason")


PAST = {"2025-Q3": "400", "2025-Q4": "410", "2026-Q1": "395", "2026-Q2": "405"}


@pytest.fixture
def with_past(desk):
    for period, text in PAST.items():
        entering.enter(desk, desk.key(period=period), "G05.01", text)
    return desk


def unusual(desk):
    return [issue for issue in checking.findings_of(desk, desk.key(), "G05.01") if issue.code == "R130"]


def test_the_past_stands_in_order_and_without_this_period(with_past):
    entering.enter(with_past, with_past.key(), "G05.01", "1")
    found = history.past(with_past, with_past.key())
    assert history.figures(found, "G05.01") == {period: Decimal(text) for period, text in PAST.items()}


def test_a_figure_far_from_the_units_own_past_is_a_warning_that_a_note_explains(with_past):
    key = with_past.key()
    entering.enter(with_past, key, "G05.01", "430")
    assert unusual(with_past)[0].severity is Severity.WARNING
    entering.enter(with_past, key, "G05.01", "420")
    assert unusual(with_past) == []
    entering.enter(with_past, key, "G05.01", "4200")
    entering.note(with_past, key, "G05.01", "a new crossing opened")
    explained = unusual(with_past)[0]
    assert explained.severity is Severity.INFO
    assert explained.facts["explained"]


def test_two_periods_say_nothing_about_what_is_usual(desk):
    for period in ("2026-Q1", "2026-Q2"):
        entering.enter(desk, desk.key(period=period), "G05.01", "400")
    entering.enter(desk, desk.key(), "G05.01", "4000")
    assert unusual(desk) == []
    assert held(desk).get("G05.02", BLANK) is BLANK

"""Typing into the goal page from the keyboard alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import past
from gcm_desktop.desktop.goal_view.view import may_be_negative
from gcm_desktop.domain.values import BLANK, Precision, State

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def held(window, cell):
    """What the file holds, not what the screen says."""
    return window.desk.file.cells(window.sheet.key).get(cell, BLANK)


def test_a_column_typed_by_keyboard_alone_is_in_the_file_after_reopening(window, path, hands):
    window.show_goal(5)
    cells = []
    for number in range(1, 9):
        cells.append(window.grid.current_code())
        hands.enter(str(number * 11))
    window.close()
    with Desk.open(path) as desk:
        values = desk.file.cells(desk.key())
    assert cells[0] == "G05.01"
    assert [values[cell].text for cell in cells] == [str(number * 11) for number in range(1, 9)]


def test_enter_skips_computed_rows_and_goes_back_with_shift(window, hands):
    window.show_goal(5)
    hands.press(Qt.Key.Key_Return)
    row = window.grid.currentIndex().row()
    assert window.grid.page.rows[row - 1].kind is RowKind.TABLE
    assert window.grid.page.rows[row].kind is RowKind.PART
    hands.press(Qt.Key.Key_Return, SHIFT)
    assert window.grid.current_code() == "G05.01"


def test_the_first_cell_of_a_ratio_is_its_numerator(window):
    window.show_goal(5)
    ratio = next(row for row in window.grid.page.rows if row.kind is RowKind.NUMERATOR and not row.computed)
    window.go_to_indicator(ratio.indicator)
    assert window.grid.current_code() == ratio.cells[0]


def test_arrows_go_along_the_row_and_stop_at_its_end(window, hands):
    window.show_goal(4)
    for _ in range(5):
        hands.press(Qt.Key.Key_Right)
    assert window.grid.current_code() == "G04.01|SEX=_U"
    hands.enter("3")
    assert held(window, "G04.01|SEX=_U").text == "3"


def test_a_slash_asks_the_reason_and_one_key_answers(window, hands):
    window.show_goal(5)
    hands.write("/")
    hands.write("2")
    assert held(window, "G05.01").state is State.NOT_AVAILABLE
    hands.press(Qt.Key.Key_F7)
    hands.press(Qt.Key.Key_Return)
    assert held(window, "G05.01").state is State.NOT_COLLECTED
    assert QApplication.focusWidget() is window.grid


def test_a_star_means_not_applicable_and_delete_makes_blank(window, hands):
    window.show_goal(5)
    hands.write("*")
    assert held(window, "G05.01").state is State.NOT_APPLICABLE
    hands.press(Qt.Key.Key_Delete)
    assert held(window, "G05.01").state is State.BLANK


def test_zero_is_a_value_and_blank_is_not(window, hands):
    window.show_goal(5)
    hands.enter("0")
    assert held(window, "G05.01").state is State.VALUE
    assert window.grid.page.look(0, 2).text == "0"


def test_plus_cycles_how_exact_a_figure_is(window, hands):
    window.show_goal(5)
    hands.enter("450")
    hands.press(Qt.Key.Key_Up)
    seen = []
    for _ in range(5):
        hands.write("+")
        seen.append(held(window, "G05.01").precision)
    assert seen == [
        Precision.ABOUT,
        Precision.AT_LEAST,
        Precision.MORE_THAN,
        Precision.ALMOST,
        Precision.EXACT,
    ]


def test_what_cannot_be_read_is_kept_and_marked(window, hands):
    window.show_goal(5)
    hands.enter("12b4")
    assert held(window, "G05.01").state is State.UNREAD
    assert held(window, "G05.01").text == "12b4"
    assert window.grid.page.look(0, 2).text == "12b4"


def test_either_sign_is_the_decimal_sign_and_spaces_group(window, hands):
    window.show_goal(5)
    hands.enter("1 250")
    assert held(window, "G05.01").text == "1250"


def test_escape_leaves_the_cell_as_it_was(window, hands):
    window.show_goal(5)
    hands.enter("7")
    hands.press(Qt.Key.Key_Up)
    hands.write("99")
    hands.press(Qt.Key.Key_Escape)
    assert held(window, "G05.01").text == "7"
    assert window.grid.current_code() == "G05.01"


def test_undo_and_redo_by_keys_of_any_layout(window, hands):
    window.show_goal(5)
    hands.enter("7", "8")
    hands.press(Qt.Key.Key_Z, CONTROL)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert held(window, "G05.01").state is State.BLANK
    hands.press(Qt.Key.Key_Y, CONTROL)
    assert held(window, "G05.01").text == "7"
    cyrillic = QKeyEvent(QKeyEvent.Type.KeyPress, ord("Я"), CONTROL, "")
    QApplication.sendEvent(QApplication.focusWidget(), cyrillic)
    assert held(window, "G05.01").state is State.BLANK


def test_saved_is_said_only_after_the_commit(window, hands):
    window.show_goal(5)
    assert window.top.saved_text == ""
    hands.write("45")
    assert window.top.saved_text == ""
    assert held(window, "G05.01").state is State.BLANK
    hands.press(Qt.Key.Key_Return)
    assert window.top.saved_text != ""
    assert held(window, "G05.01").text == "45"


def test_minus_opens_the_note_and_escape_comes_back_with_it_saved(window, hands):
    window.show_goal(5)
    hands.enter("7")
    hands.press(Qt.Key.Key_Up)
    hands.write("-")
    hands.write("Ýyl başyndan")
    assert held(window, "G05.01").note == ""
    hands.press(Qt.Key.Key_Escape)
    assert held(window, "G05.01").note == "Ýyl başyndan"
    assert held(window, "G05.01").text == "7"
    assert QApplication.focusWidget() is window.grid


def test_tab_goes_through_the_pane_and_back(window, hands):
    window.show_goal(5)
    hands.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.detail.note
    for _ in range(8):
        if QApplication.focusWidget() is window.grid:
            break
        hands.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.grid


def test_a_minus_is_a_sign_only_where_less_than_zero_makes_sense(window):
    assert not may_be_negative(window.desk.catalogue.indicators["G05.01"])


def open_row(window):
    window.show_goal(13)
    row, asks = next((n, r) for n, r in enumerate(window.grid.page.rows) if r.kind is RowKind.OPEN)
    window.grid._stand(row, 1)
    return asks


@pytest.mark.parametrize("typed", ["turk", "турц", "Türki", "TUR"])
def test_a_country_opens_its_row_by_first_letters_in_any_language(window, hands, typed):
    asks = open_row(window)
    hands.write(typed)
    hands.press(Qt.Key.Key_Return)
    assert window.grid.current_code() == f"{asks.indicator}|{asks.dim}=TUR"
    hands.enter("14")
    assert held(window, f"{asks.indicator}|{asks.dim}=TUR").text == "14"


def test_an_open_row_left_empty_lets_enter_go_on(window, hands):
    open_row(window)
    row = window.grid.currentIndex().row()
    hands.press(Qt.Key.Key_Return)
    assert window.grid.currentIndex().row() == row + 1


def test_next_empty_and_the_last_row_stops(window, hands):
    window.show_goal(5)
    hands.enter("7")
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert window.grid.current_code() != "G05.01"
    last = list(window.grid.page.cells())[-1]
    window.grid.go_to(last)
    hands.press(Qt.Key.Key_Down)
    assert window.grid.current_code() == last


def test_f4_goes_to_the_next_problem_wherever_it_is(window, hands):
    window.show_goal(5)
    hands.enter("12b4")
    window.show_goal(2)
    hands.press(Qt.Key.Key_F4)
    assert window.grid.current_code() == "G05.01"


def test_a_folded_table_is_jumped_over_and_opens_for_its_cells(window, hands):
    window.show_goal(5)
    hands.press(Qt.Key.Key_Return)
    inside = window.grid.current_code()
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.grid.current_code() != inside
    window.grid.go_to(inside)
    assert window.grid.current_code() == inside
    assert not window.grid.isRowHidden(window.grid.currentIndex().row())


def test_a_block_pastes_as_a_block_after_a_look(window, hands, qapp, qtbot):
    window.show_goal(4)
    qapp.clipboard().setText("480\t220\t260\t0\r\n\r\n19\r\n173\r\n")
    seen = []

    def take():
        seen.append(held(window, "G04.01").state)
        qapp.activeModalWidget().paste_button.click()

    QTimer.singleShot(0, take)
    hands.press(Qt.Key.Key_V, CONTROL)
    assert seen == [State.BLANK]
    texts = [held(window, cell).text for cell in list(window.grid.page.cells())[:6]]
    assert texts == ["480", "220", "260", "0", "19", "173"]
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.grid)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert held(window, "G04.01").state is State.BLANK


def test_what_changed_since_it_was_sent_is_marked(window, hands, tmp_path):
    window.show_goal(5)
    hands.enter("7")
    sending.export(window.desk, tmp_path / "out.xlsx", window.sheet.key.unit, window.sheet.key.period)
    window.refresh()
    assert not window.grid.page.look(0, 2).fresh
    window.grid.first()
    hands.enter("8")
    assert window.grid.page.look(0, 2).fresh


def test_the_pane_says_what_the_quarters_make_of_the_year(window, hands):
    desk, sheet = window.desk, window.sheet
    for period, figure in (("2026-Q1", "10"), ("2026-Q2", "20")):
        entering.enter(desk, desk.key(period=period), "G05.02", figure)
    window.go_to("G05.02")
    hands.enter("7")
    window.go_to("G05.02")
    window.detail.refresh()
    (said,) = past.year(sheet, "G05.02")
    assert (" 37 · " in said, said in window.detail._before.text()) == (True, True)

"""Control total, wide reasons, nil returns, the past and undo on every tab, worked with real keys."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering, nil
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.goal_view import Column
from gcm_desktop.desktop.goal_view.looks import worst
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.values import BLANK, State

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAST = {"2025-Q3": "400", "2025-Q4": "410", "2026-Q1": "395", "2026-Q2": "405"}


def held(window, cell):
    return window.desk.file.cells(window.sheet.key).get(cell, BLANK)


def in_dialog(work):
    """Do something in the dialog that opens next, once it has the keyboard; then it is gone."""

    def begin(left=200):
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if left and (dialog is None or focus is None or not dialog.isAncestorOf(focus)):
            QTimer.singleShot(5, lambda: begin(left - 1))
            return
        try:
            work(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, begin)


def back_in(window, qtbot, widget=None):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is (widget or window.grid))


def test_the_control_total_is_keyed_beside_the_computed_one_and_survives_a_restart(
    window, hands, path, open_window
):
    window.show_goal(5)
    hands.enter("450")
    hands.press(Qt.Key.Key_F11)
    assert QApplication.focusWidget() is window.page.control.field
    hands.enter("450")
    assert QApplication.focusWidget() is window.grid
    assert window.page.control.compared().difference == 0
    assert "G05.01" not in window.page.control.said
    window.close()
    again = open_window(Desk.open(path, maker=MAKER))
    again.show_goal(5)
    assert again.page.control.field.text() == "450"
    again.show_goal(2)
    assert again.page.control.field.text() == ""


def test_a_difference_names_the_block_and_goes_when_it_is_mended(window, hands):
    window.show_goal(5)
    hands.enter("540")
    hands.press(Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    hands.enter("450")
    assert window.page.control.compared().difference == 90
    assert "G05.01" in window.page.control.said
    window.grid.first()
    hands.enter("450")
    assert window.page.control.compared().difference == 0


def test_a_control_total_that_is_no_number_is_told_and_left(window, hands):
    told = []
    window.show_goal(5)
    window.page.refused.disconnect()
    window.page.refused.connect(told.append)
    hands.press(Qt.Key.Key_F11)
    hands.enter("many")
    assert [error.code for error in told] == ["E612"]
    assert window.page.control.field.text() == ""


def test_one_reason_for_a_goal_is_counted_first_and_is_one_step(window, hands, qtbot):
    window.show_goal(5)
    hands.enter("7")
    seen = []

    def choose(dialog):
        dialog.reaches[list(dialog.reaches)[-1]].setChecked(True)
        seen.append(dialog.count.text())
        hands.press(Qt.Key.Key_3)
        dialog.note.setFocus()
        hands.write("ýok")
        hands.press(Qt.Key.Key_Return)

    in_dialog(choose)
    hands.press(Qt.Key.Key_F3)
    cells = [cell for cell in window.grid.page.cells() if cell != "G05.01"]
    assert window.sheet.words.number(len(cells)) in seen[0]
    assert {held(window, cell).state for cell in cells} == {State.NOT_APPLICABLE}
    assert held(window, cells[0]).note == "ýok"
    assert held(window, "G05.01").text == "7"
    back_in(window, qtbot)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert {held(window, cell).state for cell in cells} == {State.BLANK}
    assert held(window, "G05.01").text == "7"


def test_a_reason_for_a_table_fills_that_table_alone(window, hands):
    window.show_goal(5)
    row = next(row for row in window.grid.page.rows if row.kind is RowKind.PART)
    window.grid.go_to(row.cells[0])

    def choose(dialog):
        hands.press(Qt.Key.Key_Down)  # from the cell to its table
        hands.press(Qt.Key.Key_Return)

    in_dialog(choose)
    hands.press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    filled = {cell for cell, value in window.sheet.values.items() if value.state is State.NOT_COLLECTED}
    table = {r.cells[0] for r in window.grid.page.rows if r.kind is RowKind.PART and r.dim == row.dim}
    assert row.cells[0] in filled
    assert filled == {cell for cell in table if cell.startswith(row.indicator)}


def test_a_nil_goal_is_said_with_a_reason_shown_and_taken_back_by_keys(window, hands, qtbot):
    window.show_goal(5)
    expected = window.sheet.counts[5].expected

    def say(dialog):
        hands.write("wiza berilmedi")
        hands.press(Qt.Key.Key_Return)

    in_dialog(say)
    hands.press(Qt.Key.Key_F3, SHIFT)
    assert window.sheet.nils[5].reason == "wiza berilmedi"
    assert window.page.nil.isVisible()
    assert MAKER.name in window.page.nil.said
    assert window.sheet.counts[5].filled == expected
    entries = [window.navigator.list.item(n).data(256) for n in range(window.navigator.list.count())]
    assert next(entry for entry in entries if entry.goal == 5).nil
    back_in(window, qtbot)
    in_dialog(lambda dialog: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert window.sheet.nils == {}
    assert not window.page.nil.isVisible()
    assert window.sheet.counts[5].filled == 0


def test_figures_keep_a_goal_from_being_nil(window, hands):
    window.show_goal(5)
    hands.enter("7")
    seen = []

    def look(dialog):
        seen.append((dialog.state.isVisible(), dialog.say_button.isEnabled()))
        hands.press(Qt.Key.Key_Escape)

    in_dialog(look)
    hands.press(Qt.Key.Key_F3, SHIFT)
    assert seen == [(True, False)]
    assert nil.nils(window.desk, window.sheet.key) == {}


@pytest.fixture
def with_past(open_window, path):
    desk = Desk.create(path, "TM-M", "2026-Q3", language="en", maker=MAKER)
    for period, text in PAST.items():
        entering.enter(desk, desk.key(period=period), "G05.01", text)
    return open_window(desk)


def test_the_past_stands_beside_the_cell(with_past, hands, qtbot):
    window = with_past
    window.resize(1920, 900)
    window.show_goal(5)
    QApplication.processEvents()
    assert not window.grid.isColumnHidden(Column.LAST_YEAR)
    assert window.grid.page.look(0, Column.LAST_YEAR).text == "400"
    assert window.grid.page.look(0, Column.PREVIOUS).text == "405"
    hands.enter("402")
    hands.press(Qt.Key.Key_Up)
    window.detail.refresh()
    assert window.detail._line.figures == (400, 410, 395, 405, 402)
    assert "405" in window.detail._before.text()
    assert "400" in window.detail._before.text()


def test_an_unusual_figure_is_a_warning_until_a_note_explains_it(with_past, hands):
    window = with_past
    window.show_goal(5)
    hands.enter("4200")
    window.sheet.check()
    assert Glyph.WARNING in {worst([issue]) for issue in window.sheet.issues_of("G05.01")}
    hands.press(Qt.Key.Key_Up)
    hands.write("-")
    hands.write("A new crossing opened")
    hands.press(Qt.Key.Key_Escape)
    window.sheet.check()
    assert worst(window.sheet.issues_of("G05.01")) is Glyph.GOOD


def test_undo_on_the_narrative_takes_back_what_an_earlier_day_wrote(window, hands, path, open_window):
    window.show_goal(5)
    window.show_tab("narrative")
    hands.write("Ýagdaý")
    window.close()
    again = open_window(Desk.open(path, maker=MAKER))
    again.show_goal(5)
    again.show_tab("narrative")
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert held(again, "N05.situation").is_blank
    assert again.page.narrative.fields["situation"].edit.toPlainText() == ""
    hands.press(Qt.Key.Key_Y, CONTROL)
    assert held(again, "N05.situation").text == "Ýagdaý"


def test_undo_on_the_registers_takes_back_the_last_register_row(window, hands, qtbot):
    window.show_goal(5)
    hands.enter("7")
    window.show_tab("registers")
    window.page.registers.add_button.click()
    hands.write("Турция")
    hands.press(Qt.Key.Key_Return)
    assert window.desk.file.cells(window.desk.registers_key())
    window.page.tabs.setFocus()
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert window.desk.file.cells(window.desk.registers_key()) == {}
    assert held(window, "G05.01").text == "7"


def test_enter_on_a_finding_of_the_whole_list_goes_to_its_cell(window, hands, qtbot):
    window.show_goal(5)
    hands.enter("12b4")
    window.show_goal(2)

    def choose(dialog):
        assert isinstance(dialog, ReadyDialog)
        dialog.table.setFocus()
        lines = dialog.table.lines.lines
        dialog.table.selectRow(next(n for n, line in enumerate(lines) if line.thing.code == "R100"))
        hands.press(Qt.Key.Key_Return)

    in_dialog(choose)
    window.top.ready.click()
    assert window.grid.current_code() == "G05.01"

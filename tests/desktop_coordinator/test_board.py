"""The board, worked with real keys: what waits, one key to the cause, and what is put on record."""

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import acting, entering
from gcm_desktop.app.board import Filter, State
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator import show_first
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import ActKind, Maker, Revision
from gcm_desktop.domain.values import number
from gcm_desktop.store import Arrival

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
PERIOD = "2026-Q3"


def arrive(desk, unit, cell, figure, name):
    revision = Revision(desk.key(unit, PERIOD), (), desk.catalogue.digest, {cell: number(figure)})
    acts = acting.received(desk, [revision], [])
    desk.file.receive(Arrival(name * 32, name, "en", (revision,), acts=acts), MAKER)


@pytest.fixture
def place(qtbot, qapp, tmp_path):
    """Open a file where Mary has sent, Lebap disagrees with itself, and nobody else has answered."""
    desk = Desk.create(tmp_path / "nation.gcm", "", PERIOD, national=True, language="en", maker=MAKER)
    arrive(desk, "TM-M", "G05.02", "400", "aa")
    arrive(desk, "TM-L", "G05.02", "12", "bb")
    arrive(desk, "TM-L", "G05.02", "21", "cc")
    if not qapp.styleSheet() or theme.current().zoom != 100:
        theme.apply(qapp)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    show_first(window)
    shown = window.centralWidget().stack.currentWidget()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.table and not shown.busy)
    yield shown
    window.close()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def stand(place, unit, goal=0):
    rows = [str(row.unit) for row in place.model.rows]
    column = place.model.board.goals.index(goal) + 2 if goal else 1
    place.table.stand(rows.index(unit), column)
    return place.desk.key(unit, PERIOD)


def write_and_confirm(qtbot, text):
    """Write into the dialog that the next key opens."""
    seen = []

    def look():
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or focus is None or not dialog.isAncestorOf(focus):
            QTimer.singleShot(10, look)
            return
        seen.append(dialog)
        if text:
            QTest.keyClicks(focus, text)
            QTest.keyClick(focus, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, look)
    return seen


def test_the_file_opens_on_the_board_and_counts_what_waits(place):
    states = {str(row.unit): row.whole.state for row in place.model.rows}
    assert states["TM-M"] is State.TO_ACCEPT
    assert states["TM-L"] is State.CONFLICT
    assert states["TM-A"] in (State.MISSING, State.LATE)
    assert place.filters[Filter.CONFLICTS].text().endswith(" 1")


def test_arrows_move_and_the_square_is_said_in_words(place):
    stand(place, "TM-L", 5)
    assert "conflicts: 1" in place.told.text()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert place.table.currentIndex().column() == 1  # names are not stood on


def test_a_filter_narrows_the_rows_and_s_sorts_them(place):
    place.filters[Filter.CONFLICTS].click()
    assert [str(row.unit) for row in place.model.rows] == ["TM-L"]
    place.filters[Filter.CONFLICTS].click()
    place.table.setFocus()
    press(Qt.Key.Key_S)
    assert str(place.model.rows[0].unit) == "TM-L"


def test_enter_on_a_conflict_goes_to_its_differences(place):
    stand(place, "TM-L", 5)
    press(Qt.Key.Key_Return)
    shell = place.shell
    assert shell.shown == "differences"
    assert str(shell.stack.currentWidget().unit.currentData()) == "TM-L"


def test_enter_on_what_arrived_goes_to_the_goal(place):
    stand(place, "TM-M", 5)
    press(Qt.Key.Key_Return)
    assert place.shell.shown == "goals"
    assert str(place.window_of.sheet.key.unit) == "TM-M"
    assert place.window_of.page.goal == 5


def test_a_and_enter_accept_and_escape_leaves_it(place):
    key = stand(place, "TM-M")
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Escape)
    assert acting.state_of(place.desk, key) is ActKind.RECEIVED
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Return)
    assert acting.state_of(place.desk, key) is ActKind.ACCEPTED
    assert place.model.square(place.table.currentIndex()).state is State.ACCEPTED
    assert QApplication.focusWidget() is place.table


def test_l_locks_and_unlocks_with_a_reason(place, qtbot):
    key = stand(place, "TM-M")
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_Return)
    assert acting.state_of(place.desk, key) is ActKind.LOCKED
    write_and_confirm(qtbot, "One figure was late")
    press(Qt.Key.Key_L)
    assert acting.standing_of(place.desk, key).acts[0].reason == "One figure was late"
    assert acting.state_of(place.desk, key) is ActKind.RECEIVED


def test_what_is_typed_after_accepting_is_to_be_accepted_again(place):
    key = stand(place, "TM-M")
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Return)
    entering.enter(place.desk, key, "G05.02", "401")
    place.refresh()
    assert place.model.square(place.table.currentIndex()).state is not State.ACCEPTED


def test_d_asks_for_another_day(place, qtbot):
    key = stand(place, "TM-A")
    seen = write_and_confirm(qtbot, "")
    press(Qt.Key.Key_D)
    assert seen
    assert seen[0].key == key


def test_every_language_fits_its_row(place):
    for language in ("tk", "ru", "en"):
        place.window_of.set_language(language)
        assert place.words.code == language
        assert place.table.accessibleName() == place.words.say("Board")


@pytest.fixture
def board(open_nation, qtbot):
    """Open the board of a file with three quarters."""
    window = open_nation()
    show_first(window)
    shown = window.centralWidget().stack.currentWidget()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.table and not shown.busy)
    return shown


def side_by_side(board, qtbot):
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: board.table.squares is board.all and not board.busy)


def periods(board):
    return [board.all.headerData(at, Qt.Orientation.Horizontal) for at in range(1, board.all.columnCount())]


def test_t_puts_the_periods_side_by_side_with_the_same_states(board, qtbot):
    one = board.model.place_of(board.desk.key("TM-M", PERIOD), 1)
    state = board.model.square(board.model.index(*one)).state
    board.table.stand(*one)
    side_by_side(board, qtbot)
    assert periods(board) == ["2026 Q1", "2026 Q2", "2026 Q3"]
    index = board.table.currentIndex()
    assert board.all.row(index).key == board.desk.key("TM-M", PERIOD)  # the focus stays on its return
    assert board.all.square(index).state is state
    row, column = board.all.place_of(board.desk.key("TM-L", "2026-Q2"), 1)
    assert board.all.square(board.all.index(row, column)).state is State.CONFLICT
    assert board.filters[Filter.CONFLICTS].text().endswith(" 1")


def test_one_goal_over_the_periods_and_back_to_the_period_in_focus(board, qtbot):
    board.table.stand(0, board.model.column_of(5))
    side_by_side(board, qtbot)
    assert board.goal.currentData() == 5
    board.table.stand(*board.all.place_of(board.desk.key("TM-A", "2026-Q1"), 1))
    assert board.all.square(board.table.currentIndex()).state is State.ACCEPTED
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not board.busy)
    assert board.period == "2026-Q1"
    assert board.table.squares is board.model
    assert board.model.goal(board.table.currentIndex().column()) == 5


def test_enter_goes_from_a_past_period_to_its_cause(board, qtbot):
    side_by_side(board, qtbot)
    board.table.stand(*board.all.place_of(board.desk.key("TM-M", "2026-Q1"), 1))
    press(Qt.Key.Key_Return)
    assert board.shell.shown == "goals"
    assert board.window_of.sheet.key == board.desk.key("TM-M", "2026-Q1")


def test_a_return_of_a_past_period_is_accepted_from_there(board, qtbot):
    side_by_side(board, qtbot)
    board.table.stand(*board.all.place_of(board.desk.key("TM-M", "2026-Q1"), 1))
    press(Qt.Key.Key_A)
    assert "first quarter" in board.confirm.text.text().lower() or "2026" in board.confirm.text.text()
    press(Qt.Key.Key_Return)
    assert acting.state_of(board.desk, board.desk.key("TM-M", "2026-Q1")) is ActKind.ACCEPTED


def test_control_and_page_keys_step_through_the_periods(board, qtbot):
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert board.period == "2026-Q2"
    assert board.board.period == "2026-Q2"
    assert QApplication.focusWidget() is board.table


def test_no_name_on_the_board_is_cut(board):
    for language in ("tk", "ru", "en"):
        board.window_of.set_language(language)
        metrics = QFontMetrics(theme.font(13, "medium"))
        for row in range(board.model.rowCount()):
            name = board.model.name(board.model.index(row, 0))
            width, height = board.table.columnWidth(0) - theme.px(18), board.table.rowHeight(row)
            box = metrics.boundingRect(QRect(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), name)
            assert box.height() <= height, name
            assert box.width() <= width, name

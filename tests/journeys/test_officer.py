"""An officer's quarter at the desk, from the paper table to the sent workbook, by keys alone."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import checking
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.exchange import read_return
from tests.desktop.conftest import hands, open_window, path, window

__all__ = ["hands", "open_window", "path", "window"]  # fixtures

SHIFT = Qt.KeyboardModifier.ShiftModifier
GOAL = 18
#: The paper: total, women, men, unknown; then the total's parts by age and by place of living.
SEXES = {"": "240", "|SEX=F": "130", "|SEX=M": "108", "|SEX=_U": "2"}
AGES = {
    "|AGE=Y0T17": "20",
    "|AGE=Y18T29": "85",
    "|AGE=Y30T44": "75",
    "|AGE=Y45T59": "40",
    "|AGE=Y_GE60": "18",
    "|AGE=_U": "2",
}
PLACES = {"|URB=U": "150", "|URB=R": "90", "|URB=_U": "0"}
PAPER = {f"G18.04{row}": figure for row, figure in (SEXES | AGES | PLACES).items()}


def walk_to(hands, window, goal):
    """Press F6 until the page of the goal is there."""
    for _ in range(30):
        if window.page.goal == goal:
            return
        hands.press(Qt.Key.Key_F6)
    raise AssertionError("F6 never came to the goal")


def type_paper(hands):
    """Type the totals down the column, then each sex along the row."""
    hands.enter(PAPER["G18.04"], *AGES.values(), *PLACES.values())
    for steps, figure in enumerate(list(SEXES.values())[1:], 1):
        hands.press(Qt.Key.Key_Home)
        for _ in range(steps):
            hands.press(Qt.Key.Key_Right)
        hands.enter(figure)


def stand(hands, window, cell):
    """Walk to a cell of the goal by arrows from its first one."""
    hands.press(Qt.Key.Key_Home)
    key = Qt.Key.Key_Right if "|SEX=" in cell else Qt.Key.Key_Down
    for _ in range(15):
        if window.grid.current_code() == cell:
            return
        hands.press(key)
    raise AssertionError(f"the arrows never came to {cell}")


def on_disk(path):
    with Desk.open(path) as desk:
        return {cell: value.text for cell, value in desk.file.cells(desk.key()).items()}


def test_a_goal_is_filled_from_paper_by_keys_alone(window, path, hands):
    walk_to(hands, window, GOAL)
    type_paper(hands)
    count = window.sheet.counts[GOAL]
    assert count.filled == count.expected > 0
    window.close()
    assert on_disk(path) == PAPER


def next_problem_from_the_goal_before(hands):
    hands.press(Qt.Key.Key_F6, SHIFT)
    hands.press(Qt.Key.Key_F4)


def test_planted_errors_are_found_and_mended_by_keys(window, path, hands):
    walk_to(hands, window, GOAL)
    type_paper(hands)
    stand(hands, window, "G18.04|SEX=M")
    hands.press(Qt.Key.Key_Delete)  # blank without a reason
    stand(hands, window, "G18.04|AGE=Y18T29")
    hands.enter("8b5")  # cannot be read
    stand(hands, window, "G18.04|URB=U")
    hands.enter("510")  # the parts exceed the total
    next_problem_from_the_goal_before(hands)
    assert window.grid.current_code() == "G18.04"
    hands.press(Qt.Key.Key_F4)
    assert window.grid.current_code() == "G18.04|AGE=Y18T29"
    hands.enter("85")
    next_problem_from_the_goal_before(hands)
    assert window.grid.current_code() == "G18.04"
    stand(hands, window, "G18.04|URB=U")
    hands.enter("150")
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.grid.current_code() == "G18.04|SEX=M"
    hands.enter("108")
    next_problem_from_the_goal_before(hands)
    assert not window.grid.current_code().startswith("G18")
    assert not checking.findings_of(window.desk, window.sheet.key, "G18.04", complete=True)
    window.close()
    assert on_disk(path) == PAPER


def test_the_return_is_sent_by_keys_and_reads_back_equal(window, path, hands, qtbot):
    walk_to(hands, window, GOAL)
    type_paper(hands)
    dialog = ReadyDialog(window.desk, window.sheet.key, window.words, window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.send_button.hasFocus)

    def confirm():
        question = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if question is None or focus is None or not question.isAncestorOf(focus):
            QTimer.singleShot(5, confirm)
            return
        hands.press(Qt.Key.Key_Return)

    QTimer.singleShot(0, confirm)
    with qtbot.waitSignal(dialog.sent):
        hands.press(Qt.Key.Key_Return)
    book = read_return(dialog.gone.path)
    carried = {}
    for revision in book.revisions:
        carried |= {cell: value.text for cell, value in revision.sets.items()}
    assert carried == PAPER
    window.close()
    assert on_disk(path) == PAPER

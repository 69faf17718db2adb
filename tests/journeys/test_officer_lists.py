"""A goal with a ratio and lists of countries, from the paper table to the workbook, by keys alone."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.exchange import read_return
from tests.desktop.conftest import hands, open_window, path, window
from tests.journeys.test_officer import on_disk, walk_to

__all__ = ["hands", "open_window", "path", "window"]  # fixtures

PAPER = {
    "G05.01": "480",
    "G05.01|CIT=TUR": "300",
    "G05.01|CIT=AFG": "150",
    "G05.01|CIT=_U": "30",
    "G05.04|N": "36",
    "G05.04|D": "480",
}


def down_to(hands, window, there):
    """Press the arrow until the row is there."""
    for _ in range(80):
        if there():
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError("the arrow never came there")


def open_row(window):
    """Say whether the keyboard is in the row that asks for a country of G05.01."""
    row = window.grid.page.rows[window.grid.currentIndex().row()]
    return row.kind is RowKind.OPEN and row.indicator == "G05.01"


def send_by_keys(hands):
    """Go through the dialog of F12 by the Enter key; gives where the workbook lies."""
    gone = []

    def look():
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if gone:
            return
        if isinstance(dialog, ReadyDialog) and dialog.gone is not None:
            gone.append(dialog.gone.path)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            return
        QTimer.singleShot(10, look)
        if dialog is None or focus is None or not dialog.isAncestorOf(focus):
            return
        if not isinstance(dialog, ReadyDialog) or dialog.send_button.hasFocus():
            hands.press(Qt.Key.Key_Return)

    QTimer.singleShot(0, look)
    hands.press(Qt.Key.Key_F12)
    return gone[0]


def test_ratios_and_countries_are_typed_from_paper_and_sent_by_keys(window, path, hands):
    walk_to(hands, window, 5)
    hands.press(Qt.Key.Key_Home)
    hands.enter(PAPER["G05.01"])
    for country, cell in (("turki", "G05.01|CIT=TUR"), ("owgan", "G05.01|CIT=AFG")):
        down_to(hands, window, lambda: open_row(window))
        hands.write(country)
        hands.press(Qt.Key.Key_Return)
        assert window.grid.current_code() == cell
        hands.enter(PAPER[cell])
    for cell in ("G05.01|CIT=_U", "G05.04|N", "G05.04|D"):
        down_to(hands, window, lambda cell=cell: window.grid.current_code() == cell)
        hands.enter(PAPER[cell])
    book = read_return(send_by_keys(hands))
    carried = {}
    for revision in book.revisions:
        carried |= {cell: value.text for cell, value in revision.sets.items()}
    assert carried == PAPER
    window.close()
    assert on_disk(path) == PAPER

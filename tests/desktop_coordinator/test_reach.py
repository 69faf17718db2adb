"""Menu, languages, help and size from every place; nothing that changes a file that is only looked at."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
)

from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator.place_legend import PlaceLegend
from gcm_desktop.desktop.legend import Legend
from gcm_desktop.desktop.menus import fill_main_menu
from tests.keyboard import has_keyboard

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
#: What would change the file.
CHANGING = {
    "Decide", "Settle many…", "Take back", "Show the repair…", "Withdraw", "Put back", "Ready to send",
    "Receive returns", "Remove for good…", "Correct", "Accept", "Files…", "Folder…", "Undo", "Redo",
    "Back up now", "Send back with remarks…", "Take a table of data in…", "Read a signed page…",
    "Take in another coordinator's file…", "Nil return…", "Bring in a table…",
}  # fmt: skip


def press(key, modifiers=NONE):
    assert QApplication.focusWidget() is not None, "nothing has the keyboard"
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def come_back(window, qtbot):
    """Give the window the keyboard again; no desktop does that here when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(lambda: has_keyboard(window))


def places(window):
    """Go to every place in turn by its key."""
    shell = window.centralWidget()
    for number, name in enumerate(shell.buttons, 1):
        press(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        QApplication.processEvents()
        assert shell.shown == name
        yield name, shell.stack.currentWidget()


def entries(menu):
    """Give what can be chosen in a menu and the menus below it."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from entries(action.menu())
        elif action.isEnabled() and action.isVisible() and not action.isSeparator():
            yield action.text().partition("\t")[0]


def test_menu_languages_and_person_stand_in_every_place_once(open_nation):
    window = open_nation()
    bar = window.centralWidget().bar
    for name, _ in places(window):
        for part in (bar.menu, bar.help, bar.person, *bar.languages.values()):
            assert part.isVisible(), name
        assert not window.top.menu.isVisible()
    bar.languages["ru"].click()
    assert window.words.code == "ru"
    assert window.centralWidget().buttons["board"].text().strip() == "Состояние сдачи"


def test_the_menu_opens_by_its_key_everywhere(open_nation, qtbot):
    window = open_nation()
    for name, _ in places(window):
        press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        offered = set(entries(QApplication.activePopupWidget()))
        assert ("Nil return…" in offered) == (name == "goals")  # nothing about a return that is not on screen
        QApplication.activePopupWidget().close()
        come_back(window, qtbot)


def test_f1_tells_the_keys_of_the_place_and_takes_them_away(open_nation, qtbot):
    window, seen = open_nation(), []

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, look)
            return
        seen.append(type(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_F1)

    wanted = []
    for name, _ in places(window):
        wanted.append(Legend if name == "goals" else PlaceLegend)
        QTimer.singleShot(0, look)
        press(Qt.Key.Key_F1)
        assert QApplication.activeModalWidget() is None
        come_back(window, qtbot)
    assert seen == wanted


def test_keys_and_wheel_change_the_size_in_a_place(open_nation):
    window = open_nation()
    place = next(place for name, place in places(window) if name == "differences")
    press(Qt.Key.Key_Plus, CONTROL)
    assert theme.current().zoom == 110
    port, where = place.list.viewport(), QPointF(5, 5)
    turn = QWheelEvent(
        where, port.mapToGlobal(where), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, turn)
    assert theme.current().zoom == 100


def test_everything_a_person_works_with_says_its_name(open_nation):
    window = open_nation()
    for language in ("tk", "ru", "en"):
        window.set_language(language)
        for name, place in places(window):
            if name == "inbox":
                place.show_page(1)
            for kind in (QAbstractItemView, QComboBox, QLineEdit):
                for part in place.findChildren(kind):
                    if part.isVisible() and not isinstance(part, QHeaderView):
                        assert part.accessibleName(), (name, part)
            for button in window.findChildren(QAbstractButton):
                if button.isVisible() and button.objectName() != "qt_toolbar_ext_button":
                    known = button.text().strip() or button.accessibleName()
                    assert known or isinstance(button.parent(), QLineEdit | QAbstractItemView), (name, button)


@pytest.fixture
def looked_at(open_nation):
    return open_nation(look=True)


def test_a_file_to_look_at_offers_nothing_that_changes_it(looked_at):
    for name, _ in places(looked_at):
        shown = {
            one.text().strip().partition("  ")[0]
            for one in looked_at.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled()
        }
        assert not shown & CHANGING, name
        menu = QMenu()
        fill_main_menu(menu, looked_at)
        assert not set(entries(menu)) & CHANGING, name
        assert looked_at.centralWidget().bar.chip.isVisible()


def test_no_key_changes_a_file_to_look_at(looked_at):
    before = looked_at.desk.file.last_change()
    keys = {
        "board": "ARLDST",
        "inbox": "AWP ",
        "differences": "12345670+*",
        "nation": "APW",
    }
    for name, _ in places(looked_at):
        for letter in keys.get(name, ""):
            press(letter)
            assert QApplication.activeModalWidget() is None, (name, letter)
        if name == "differences":
            for key in (Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_Return):
                press(key)
                assert QApplication.activeModalWidget() is None
                assert QApplication.activePopupWidget() is None
    assert looked_at.desk.file.last_change() == before


def test_the_board_says_why_it_takes_nothing(looked_at):
    board = next(place for name, place in places(looked_at) if name == "board")
    press("A")
    assert board.confirm.text.text() == "This file is open to look at. Nothing in it can be changed."

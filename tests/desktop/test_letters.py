"""The row of the eight Turkmen letters, by mouse and by keys, in window and dialogs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import people
from gcm_desktop.desktop import letters
from gcm_desktop.desktop.dialogs.person import PersonDialog
from gcm_desktop.desktop.letters import LETTERS, LetterRow

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def narrative(window, qapp):
    letters.of(qapp)
    window.show_goal(5)
    window.show_tab("narrative")
    edit = window.page.narrative.fields["situation"].edit
    assert edit.hasFocus()
    return edit


def row_of(window):
    return next(row for row in window.findChildren(LetterRow) if row.window() is window)


def test_a_click_writes_at_the_cursor_and_the_keyboard_stays(window, narrative, hands):
    hands.write("al")
    hands.press(Qt.Key.Key_Left)
    for button in row_of(window).buttons:
        assert button.isVisible()
        QTest.mouseClick(button, LEFT)
    assert narrative.hasFocus()
    assert narrative.toPlainText() == "aäçňöşüýžl"


def test_shift_shows_and_writes_capitals(window, narrative):
    row = row_of(window)
    QTest.keyPress(narrative, Qt.Key.Key_Shift)
    assert "".join(button.text() for button in row.buttons) == LETTERS.upper()
    QTest.mouseClick(row.buttons[4], LEFT, SHIFT)
    QTest.keyRelease(narrative, Qt.Key.Key_Shift)
    assert row.buttons[4].text() == "ş"
    assert narrative.toPlainText() == "Ş"


def test_a_key_numbers_the_letters_and_the_next_key_writes_one(window, narrative, hands):
    for key, modifiers in ((Qt.Key.Key_2, None), (Qt.Key.Key_5, SHIFT), (Qt.Key.Key_Escape, None)):
        hands.press(Qt.Key.Key_8, ALT)
        assert row_of(window).buttons[0].text() == "1 ä"
        hands.press(key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert row_of(window).buttons[0].text() == "ä"
    hands.press(Qt.Key.Key_8, ALT)
    hands.write("z")  # the letter without its sign
    hands.write("z")
    assert narrative.toPlainText() == "çŞžz"
    assert window.page.tab == "narrative"


def test_it_is_there_for_words_only(window, narrative, hands):
    assert row_of(window).isVisible()
    window.show_tab("indicators")
    assert not row_of(window).isVisible()
    hands.press(Qt.Key.Key_1)  # a figure is being typed
    assert not row_of(window).isVisible()
    hands.press(Qt.Key.Key_F2)
    assert row_of(window).isVisible()


def test_a_dialog_has_its_own_and_nothing_moves(window, narrative, hands, qtbot):
    dialog = PersonDialog(window.words, window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.form.name)
    size = dialog.size()
    dialog.form.name.clear()
    QTest.mouseClick(row_of(dialog).buttons[2], LEFT)
    assert dialog.form.name.text() == "ň"
    dialog.form.cancel.setFocus()
    assert not row_of(dialog).isVisible()
    assert dialog.size() == size
    dialog.reject()


def test_who_does_not_want_it_never_sees_it_again(window, narrative, qapp):
    own = letters.of(qapp)
    own.want(False)
    assert not row_of(window).isVisible()
    window.page.narrative.fields["next"].edit.setFocus()
    assert not row_of(window).isVisible()
    assert people.preference("letters") == "off"
    own.want(True)
    assert row_of(window).isVisible()
    assert QGuiApplication.focusObject() is window.page.narrative.fields["next"].edit

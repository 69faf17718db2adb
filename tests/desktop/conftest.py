"""The officer's window over a real file, worked with real keys."""

from contextlib import ExitStack

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.records import Maker
from tests.keyboard import shown

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")


class Hands:
    """Ten fingers: every key goes to whatever has the keyboard."""

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def write(self, text):
        # QTest.keyClicks takes ASCII only; a letter of Turkmen comes as its own key event.
        for letter in text:
            target = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def enter(self, *texts):
        for text in texts:
            self.write(text)
            self.press(Qt.Key.Key_Return)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "TM-M.gcm"


@pytest.fixture
def open_window(qtbot, qapp):
    """Show the window of a desk; it is closed after the test."""
    with ExitStack() as opened:
        yield lambda desk: opened.enter_context(shown(qtbot, qapp, desk))


@pytest.fixture
def window(open_window, path):
    return open_window(Desk.create(path, "TM-M", "2026-Q3", language="tk", maker=MAKER))
